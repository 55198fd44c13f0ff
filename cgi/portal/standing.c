/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where a matter stands, beyond its state: who has it since when, who has to go where, how late it is. */
#include "portal/standing.h"

#include <string.h>

#include "base/error.h"
#include "service/deadline.h"
#include "service/forward.h"
#include "service/history.h"

static const struct event *
newest(const struct tracking *t, enum action a, enum action b)
{
	for (size_t i = t->events.count; i-- > 0;)
		if (text_same(t->events.at[i].action, action_word(a)) ||
		    text_same(t->events.at[i].action, action_word(b)))
			return &t->events.at[i];
	return NULL;
}

bool
is_to_come(const struct formality *f, const struct tracking *t)
{
	return t->application.state == STATE_ACCEPTED && formality_needs_visit(f) &&
	    !newest(t, ACT_CAME, ACT_CAME);
}

bool
is_deemed_visit(const struct tracking *t)
{
	const struct event *asked = newest(t, ACT_AWAIT, ACT_AWAIT);

	return t->application.state == STATE_VISIT && asked &&
	    text_same(asked->role, role_word(ROLE_SYSTEM)) && newest(t, ACT_DEEM_ACCEPTED, ACT_DEEM_ACCEPTED);
}

bool
is_refusal(const struct tracking *t)
{
	const struct event *decided = newest(t, ACT_REFUSE, ACT_APPROVE);

	return t->application.state == STATE_ISSUED && decided &&
	    text_same(decided->action, action_word(ACT_REFUSE));
}

const char *
visit_reason(const struct tracking *t)
{
	const struct event *asked = newest(t, ACT_AWAIT, ACT_AWAIT);

	return asked ? asked->detail : NULL;
}

void
show_elsewhere(struct request *q, const struct formality *f)
{
	for (size_t i = 0; i < f->step_count; i++)
		if (f->steps[i].where != WHERE_ONLINE) {
			struct tree *node = tree_append(q->page, "Steps");

			tree_set(node, "Where", formality_where_word(f->steps[i].where));
			tree_set(node, "Text", local_text(q, &f->steps[i].text));
		}
}

/* Whose step is the newest while a department has it: passed on, taken, answered, asked again. */
static const struct event *
newest_there(const struct tracking *t)
{
	const struct event *there = newest(t, ACT_TRANSFER, ACT_TAKE);
	const struct event *said = newest(t, ACT_TRANSFER_ANSWER, ACT_ASK_AGAIN);

	return !there || (said && said > there) ? said : there;
}

/* The one with which the centre has the word: it alone passes it on, and then it is not handed back. */
static const struct event *
last_hand_back(const struct tracking *t)
{
	int n = 0;

	for (size_t i = 0; i < t->events.count; i++)
		if (event_is_handed_back(&t->events.at[i]) && ++n == HAND_BACKS_MOST)
			return &t->events.at[i];
	return NULL;
}

bool
is_handed_back(const struct tracking *t)
{
	return t->application.state == STATE_SUBMITTED && newest(t, ACT_HAND_BACK, ACT_HAND_BACK);
}

/* Who looks now whose it is, and until when: the clock goes on as it was. */
static void
show_handed_back(struct request *q, struct tree *node, const struct tracking *t)
{
	const struct application *a = &t->application;
	bool is_final = last_hand_back(t) != NULL;
	bool is_own = !event_is_handed_back(newest(t, ACT_HAND_BACK, ACT_HAND_BACK));
	const char *next = say(q, is_final ? "tracking.next_center" : is_own ? "tracking.next_own" :
	    "tracking.next_back");

	tree_set(node, "Step", is_final ? "submitted_center" : is_own ? "submitted_own" : "submitted_back");
	tree_set(q->page, "Next", q->now > a->due ? next : say2(q, "tracking.next_both", next,
	    say1(q, "tracking.next_by", day_text(q, a->due))));
}

/* It was handed over to a department that nothing tells: the line on by whom, when and how; or NULL. */
static const char *
handed_line(const struct request *q, const char *detail)
{
	const char *line = detail ? strrchr(detail, '\n') : NULL, *start = say(q, "forward.handed");

	return line && strncmp(line + 1, start, strcspn(start, "{")) == 0 ? line + 1 : NULL;
}

/* By when it takes it or hands it back, since when it deals with it, that it has answered. */
void
show_department(struct request *q, struct tree *node, const struct tracking *t)
{
	const struct event *sent = newest(t, ACT_TRANSFER, ACT_TRANSFER), *last = newest_there(t);
	bool is_answered;

	if (is_handed_back(t))
		show_handed_back(q, node, t);
	if (t->application.state != STATE_TRANSFERRED || !sent)
		return;
	show_own_day(q, node, "Since", sent->at);
	if (last == sent && handed_line(q, sent->detail)) {
		tree_set(node, "Handed", handed_line(q, sent->detail));
		return;
	}
	if (last == sent) {
		moment take_by = deadline_working(sent->at, TAKE_DAYS);

		tree_set(node, "Does", pool_format(q->pool, "%s_%s", last_hand_back(t) ? "final" : "take",
		    q->now > take_by ? "late" : "by"));
		show_day(q, node, "DoesDay", take_by);
		return;
	}
	is_answered = text_same(last->action, action_word(ACT_TRANSFER_ANSWER));
	tree_set(node, "Does", is_answered ? "answered" : "taken");
	if (is_answered) {
		tree_set_number(node, "IsAnswered", 1);
		tree_set(node, "Step", "transferred_answered");
		tree_set(q->page, "Next", say(q, "tracking.next_answered"));
	}
	show_own_day(q, node, "DoesDay", last->at);
}

const char *
forward_item_name(struct request *q, const struct formality *f, const struct forward_item *item)
{
	const struct formality_material *m = formality_material(f, item->code);
	const struct field_entry *field = formality_field(f, item->code);

	switch (item->what) {
	case FORWARD_FIELD:
		return field ? local_text(q, &field->label) : item->code;
	case FORWARD_PAPER:
		return m ? local_text(q, &m->entry->name) : item->code;
	case FORWARD_CONTACT:
		break;
	}
	return say(q, "forward.contact");
}

/* They agreed, and corrected or brought something since: what of it is not agreed to any more. */
static const struct error *
show_changed(struct request *q, const struct formality *f, const struct tracking *t)
{
	const struct event *agreed = newest(t, ACT_AGREE, ACT_DISAGREE);
	const struct event *brought = newest(t, ACT_ANSWER, ACT_BRING);
	struct forward_list list;
	struct application *a;
	const struct error *e;

	if (!agreed || !brought || brought < agreed || !text_same(agreed->action, action_word(ACT_AGREE)))
		return NULL;
	if ((e = application_load(q->db, t->application.id, &a)) || (e = application_open(q->db, a)) ||
	    (e = forward_list(q->db, a, f, NULL, &list)))
		return e;
	for (size_t i = 0; i < list.count; i++)
		if (list.at[i].is_changed && forward_is_first(&list, i))
			tree_set(tree_append(q->page, "ForwardChanged"), "Name",
			    forward_item_name(q, f, &list.at[i]));
	return NULL;
}

/* An officer asks whether something may go to a department: until there is a yes or no. */
const struct error *
show_forward(struct request *q, const struct formality *f, const struct tracking *t)
{
	const struct event *asked = newest(t, ACT_ASK_FORWARD, ACT_ASK_FORWARD);
	const struct event *said = newest(t, ACT_AGREE, ACT_DISAGREE);

	if ((t->application.state != STATE_SUBMITTED && t->application.state != STATE_ACCEPTED) || !asked)
		return NULL;
	if (said && said > asked)
		return show_changed(q, f, t);
	tree_set(q->page, "Forward", url(q, "/applications/%s/forward", t->application.ref));
	tree_set(q->page, "Matter.It.Step", "submitted_forward");
	tree_set(q->page, "Next", say(q, "tracking.next_forward"));
	tree_set(q->page, "Reason", asked->detail);
	return NULL;
}

/* With which it became the resident's turn. */
static const struct event *
turned(const struct tracking *t)
{
	switch (t->application.state) {
	case STATE_CORRECTION:
		return newest(t, ACT_ASK_CORRECTION, ACT_ASK_CORRECTION);
	case STATE_INTERVIEW:
		return newest(t, ACT_INTERVIEW, ACT_INTERVIEW);
	case STATE_VISIT:
		return newest(t, ACT_AWAIT, ACT_AWAIT);
	case STATE_ISSUED:
		return newest(t, ACT_ISSUE, ACT_DEPARTMENT_REPLY);
	default:
		return NULL;
	}
}

/* The resident since it is their turn, an officer since they took it on, or the unit since it came there. */
void
show_holder(struct request *q, struct tree *node, const struct tracking *t)
{
	const struct event *came = newest(t, ACT_SUBMIT, ACT_REROUTE), *back = last_hand_back(t);
	const struct event *yours = turned(t);

	if (yours)
		show_moment(q, node, "HeldSince", yours->at);
	if (yours && t->application.state == STATE_ISSUED)
		show_deadline(q, node, "CloseBy", deadline_calendar(yours->at, CLOSE_DAYS));
	if (whose_turn(t->application.state) != TURN_OFFICE)
		return;
	if (t->application.officer_number) {
		tree_set(node, "Officer", say1(q, "tracking.officer", t->application.officer_number));
		show_moment(q, node, "HeldSince", t->application.claimed);
	} else if (back && back > came) {
		show_moment(q, node, "HeldSince", back->at);
	} else if (came) {
		show_moment(q, node, "HeldSince", came->at);
	}
}

void
show_extension(struct request *q, const struct tracking *t)
{
	const struct event *extended = newest(t, ACT_EXTEND, ACT_EXTEND);
	enum state state = t->application.state;

	/* decided, it has another limit */
	if (extended && (state == STATE_ACCEPTED || state == STATE_PROPOSED))
		show_own_day(q, q->page, "ExtendedOn", extended->at);
	/* the promised day was over then, and is the same */
	if (extended && extended->at > t->application.due)
		tree_set_number(q->page, "ExtendedLaw", 1);
}

void
show_lateness(struct request *q, const struct application *a)
{
	int left;

	if (!a->due || a->stopped || whose_turn(a->state) != TURN_OFFICE)
		return;
	left = working_days_left(q->now, a->due);
	tree_set_number(q->page, "DaysLeft", left);
	if (q->now <= a->due)
		return;
	tree_set_number(q->page, "IsLate", 1);
	if (a->law_due != a->due)
		show_day(q, q->page, "LawDay", a->law_due);
	if (catalogue_find(catalogue_of(q), "complaint"))
		tree_set(q->page, "ComplaintHref", url(q, "/formalities/complaint"));
}
