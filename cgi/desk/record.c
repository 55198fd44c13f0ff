/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What happened to a matter: every act, the correction that was asked, what was proposed. */
#include "desk/desk.h"
#include "service/review.h"
#include "service/staff.h"
#include "service/writ.h"

/* Of an officer the unit, whose number stands behind it. */
static const char *
who_text(struct request *q, const struct event *event)
{
	const char *unit = q->lang == LANG_ZH ? event->unit_zh : event->unit_en;

	if (text_same(event->role, role_word(ROLE_RESIDENT)))
		return say(q, "desk.who.resident");
	return unit ? unit : event->number ? "" : say(q, "desk.who.system");
}

/* Whoever was rated reads neither the rating nor the call, but what is to be mended. */
static const char *
detail_for(struct request *q, const struct event *event, bool is_outside)
{
	return is_outside && text_same(event->action, action_word(ACT_FOLLOW_UP_CALL)) ? event->detail :
	    event_detail(q->pool, event, q->lang);
}

/* What a review found is for officers alone. */
static bool
show_found(struct request *q, struct tree *node, const struct event *event)
{
	enum review_finding finding;
	const char *words;

	if (!review_said(event, &finding, &words))
		return false;
	show_words(node, q->pool, "Detail", pool_format(q->pool, "%s\n%s", say(q, pool_format(q->pool,
	    "desk.review.finding_%s", finding_word(finding))), words));
	return true;
}

static void
show_event(struct request *q, struct matter *m, const struct events *events, const struct event *event,
    bool is_outside)
{
	struct tree *node = tree_append(q->page, "Events");

	tree_set(node, "Text", say(q, event_did(q->pool, events, event)));
	tree_set(node, "Who", who_text(q, event));
	if (!text_same(event->role, role_word(ROLE_RESIDENT)))
		tree_set(node, "Number", event->number);
	if (!show_found(q, node, event))
		show_said(q, node, "Detail", detail_for(q, event, is_outside));
	show_moment(q, node, "At", event->at);
	if (is_news(m, event->at) && event->actor != q->actor.id) {
		tree_set_number(node, "New", 1);
		m->news[NEWS_ACTS]++;
	}
}

/* The number of whoever did the newest of these, or NULL. */
static const char *
number_of(const struct events *events, enum action a, enum action b, enum action c)
{
	const char *number = NULL;

	for (size_t i = 0; i < events->count; i++)
		if (text_same(events->at[i].action, action_word(a)) ||
		    text_same(events->at[i].action, action_word(b)) ||
		    text_same(events->at[i].action, action_word(c)))
			number = events->at[i].number;
	return number;
}

static void
show_decision(struct request *q, const struct matter *m, const struct events *events)
{
	const struct decision *d = m->decision;

	if (!d)
		return;
	tree_set(q->page, "Decision.Outcome", say(q, !d->proposed_by ? "desk.outcome.alone" : d->is_approval ?
	    "desk.outcome.approve" : "desk.outcome.refuse"));
	if (d->proposed_by)
		tree_set(q->page, "Decision.By",
		    number_of(events, ACT_PROPOSE_APPROVE, ACT_PROPOSE_REFUSE, ACT_PROPOSE_REFUSE));
	/* who decides reads what the paper will say, and what the resident will */
	show_said(q, q->page, "Decision.Reason", d->zh ? d->zh : d->reason);
	if (d->zh)
		show_words(q->page, q->pool, "Decision.Own", d->reason);
	show_moment(q, q->page, "Decision.Proposed", d->proposed);
	if (!d->is_approval)
		tree_set(q->page, "Decision.Remedies", say1(q, writ_remedy(m->a->formality),
		    say(q, writ_government(staff_area(q->pool, m->a->unit)))));
	if (d->proposed_by == q->actor.id)
		tree_set_number(q->page, "Decision.IsMine", 1);
	if (!d->decided)
		return;
	tree_set(q->page, "Decision.DecidedBy", number_of(events, ACT_APPROVE, ACT_REFUSE, ACT_RETURN));
	tree_set(q->page, "Decision.Verdict", say(q, !d->proposed_by ? "desk.verdict.alone" : d->is_agreed ?
	    "desk.verdict.agreed" : "desk.verdict.returned"));
	show_words(q->page, q->pool, "Decision.Note", d->note);
	show_moment(q, q->page, "Decision.Decided", d->decided);
}

/* A department has handed it back, and nobody has passed it on since: what it said is read first. */
static void
show_returned(struct request *q, const struct matter *m, const struct events *events)
{
	const struct event *last = NULL;

	for (size_t i = 0; i < events->count; i++)
		if (text_same(events->at[i].action, action_word(ACT_TRANSFER)) ||
		    text_same(events->at[i].action, action_word(ACT_HAND_BACK)))
			last = &events->at[i];
	if (m->a->state != STATE_SUBMITTED || !last || !text_same(last->action, action_word(ACT_HAND_BACK)))
		return;
	tree_set(q->page, "Returned.Who", pool_format(q->pool, "%s %s", who_text(q, last),
	    last->number ? last->number : ""));
	if (!event_is_handed_back(last))
		tree_set_number(q->page, "Returned.IsOwn", 1);
	show_moment(q, q->page, "Returned.At", last->at);
	show_said(q, q->page, "Returned.Words", event_detail(q->pool, last, q->lang));
}

const struct error *
show_record(struct request *q, struct matter *m)
{
	struct events events;
	const struct error *e;

	if ((e = history_list(q->db, m->a->id, &events)))
		return e;
	for (size_t i = 0; i < events.count; i++)
		show_event(q, m, &events, &events.at[i], false);
	show_decision(q, m, &events);
	show_returned(q, m, &events);
	return NULL;
}

void
show_record_outside(struct request *q, struct matter *m, const struct events *events)
{
	for (size_t i = 0; i < events->count; i++)
		show_event(q, m, events, &events->at[i], true);
}

const char *
item_label(const struct formality *f, const struct correction_item *item, enum lang lang)
{
	const struct formality_material *material = formality_material(f, item->code);
	const struct field_entry *field = formality_field(f, item->code);

	if (text_same(item->what, "material"))
		return material ? local_in(&material->entry->name, lang) : item->code;
	return field ? local_in(&field->label, lang) : item->code;
}

void
show_correction(struct request *q, const struct matter *m, const struct correction *c)
{
	if (!c)
		return;
	tree_set_number(q->page, "Correction.Round", c->round);
	show_moment(q, q->page, "Correction.Asked", c->asked);
	show_moment(q, q->page, "Correction.Answered", c->answered);
	tree_set(q->page, "Correction.Due", day_text(q, c->due));
	if (c->extended)
		tree_set_number(q->page, "Correction.Extended", 1);
	for (size_t i = 0; i < c->count; i++) {
		struct tree *node = tree_append(q->page, "Correction.Items");

		tree_set(node, "Label",
		    office_words(q, item_label(m->f, &c->items[i], q->lang)));
		show_said(q, node, "Sentence", c->items[i].zh ? c->items[i].zh : c->items[i].sentence);
		if (c->items[i].zh)
			show_words(node, q->pool, "Own", c->items[i].sentence);
	}
}
