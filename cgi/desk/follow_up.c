/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Following a bad rating up, outside the unit that was rated: one page with what was said, what had
 * happened, whom to call, and the step that is next.
 */
#include "base/error.h"
#include "desk/desk.h"
#include "desk/filter.h"
#include "desk/forms.h"
#include "service/rating.h"
#include "service/unit.h"
#include "store/seal.h"
#include "web/gate.h"

#define FOLLOW_UP_FORM(FIELD) \
	FIELD(ref, WORD, 9, 14, REQUIRED)
FORM(follow_up, FOLLOW_UP_FORM)

/* act: contact, call, mend, close. said: in the call; told: to the resident, with the ready sentences. */
#define FOLLOW_ACT_FORM(FIELD) \
	FIELD(ref,     WORD,    9, 14,      REQUIRED) \
	FIELD(version, NUMBER,  0, 1000000, REQUIRED) \
	FIELD(act,     WORD,    1, 12,      REQUIRED) \
	FIELD(reached, WORD,    1, 3,       OPTIONAL) \
	FIELD(said,    TEXT,    0, 800,     OPTIONAL) \
	FIELD(mended,  WORD,    1, 3,       OPTIONAL) \
	FIELD(told,    TEXT,    0, 800,     OPTIONAL) \
	FIELD(chinese, FLAG,    0, 1,       OPTIONAL) \
	FIELD(ready,   ANSWERS, 0, 20,      OPTIONAL)
FORM(follow_act, FOLLOW_ACT_FORM)

#define REASON "follow_up"

static struct opener
follower(const struct request *q)
{
	struct opener by = opener_of(q);

	by.reason = REASON;
	return by;
}

static const struct error *
load(struct request *q, const char *ref, struct matter *m, struct rating *r)
{
	const struct error *e;

	*m = (struct matter){0};
	if ((e = follow_up_load(q->db, &(struct follower){q->actor.id, q->actor.unit,
	    role_of(q) == ROLE_SUPERVISOR}, ref, &m->a, r)) ||
	    (e = application_formality(q->db, catalogue_of(q), m->a, &m->f)))
		return e;
	return opening_load(q->db, m->a, q->actor.id, q->now, &m->opening);
}

static void
show_rated(struct request *q, const struct rated *rated, const struct events *events, enum action act)
{
	struct tree *node;

	if (!rated->level)
		return;
	node = tree_append(q->page, "Rated");
	tree_set(node, "Level", say(q, pool_format(q->pool, "rating.level_%d", rated->level)));
	if (rated->level <= RATING_BAD)
		tree_set_number(node, "IsBad", 1);
	show_moment(q, node, "At", rated->at);
	for (int i = 0; i < RATING_SUBJECTS; i++)
		if (rated->subjects >> i & 1u)
			tree_set(tree_append(node, "About"), "Name", say(q, pool_format(q->pool,
			    "rating.about.%s", rating_about_word((enum rating_about)i))));
	for (size_t i = 0; i < events->count; i++)
		if (text_same(events->at[i].action, action_word(act)))
			show_words(node, q->pool, "Words", rating_words(&events->at[i]));
}

/* A step's last day, and the day on which it was done. */
static void
show_step(struct request *q, const char *name, moment done, moment by)
{
	struct tree *node = tree_append(q->page, "Clock");

	tree_set(node, "Name", say(q, name));
	tree_set(node, "By", day_text(q, by));
	if (done)
		show_moment(q, node, "Done", done);
	if ((done ? done : q->now) > by)
		tree_set_number(node, "IsOver", 1);
}

/* The call is done when it reached them; until then a try moves the day of the next one. */
static void
show_call(struct request *q, const struct follow_up *f)
{
	struct tree *node = tree_append(q->page, "Clock");
	bool is_next = !f->called && !f->mended;
	moment by = is_next && f->tried ? f->due : f->call_by;

	tree_set(node, "Name", say(q, "desk.follow.call_by"));
	tree_set(node, "By", day_text(q, by));
	if (f->called)
		show_moment(q, node, "Done", f->called);
	else if (f->tried)
		show_moment(q, node, "Tried", f->tried);
	if ((is_next ? q->now : f->tried) > by)
		tree_set_number(node, "IsOver", 1);
}

static void
show_yes_no(struct request *q, const char *list, const char *field, const char *yes, const char *no)
{
	const char *const values[] = {"yes", "no"}, *const labels[] = {yes, no};

	for (int i = 0; i < 2; i++)
		show_option(q, list, values[i], say(q, labels[i]), form_typed(q, field));
}

static void
show_next(struct request *q, const struct follow_up *f)
{
	if (!f->called && !f->mended) {
		tree_set_number(q->page, "MayCall", 1);
		show_yes_no(q, "Reached", "reached", "desk.follow.reached", "desk.follow.not_reached");
	}
	if (f->tried && !f->mended) {
		tree_set_number(q->page, "MayMend", 1);
		show_yes_no(q, "Mended", "mended", "desk.follow.mended", "desk.follow.not_mended");
		ready_offer_about(q, q->page, SENTENCE_MEND, "", "told", f->called != 0);
	}
	if (f->mended && !f->closed)
		tree_set_number(q->page, "MayClose", 1);
}

/* GET /matters/:ref/follow-up: recorded, as opening the matter is. 200; 403, 404. */
HANDLER(follow_up, follow_up)
{
	struct opener by = follower(q);
	const struct error *e;
	struct events events;
	struct rating r;
	struct matter m;
	bool is_under;

	if ((e = load(q, form->ref, &m, &r)) ||
	    (e = unit_is_under(q->db, m.a->unit, q->actor.unit, &is_under)) ||
	    (e = opening_record(q->db, m.a, &m.opening, OPENED_RATING, &by)) ||
	    (e = show_person(q, &m, m.opening.at[OPENED_CONTACT] != 0)) ||
	    (e = history_list(q->db, m.a->id, &events)))
		return e;
	show_record_outside(q, &m, &events);
	matter_head(q, &m);
	show_wording(q, m.a->lang);
	if (looks_after(q, &(struct holder){m.a->unit, m.a->unit_parent, m.a->unit_kind, is_under}))
		tree_set_number(q->page, "MayOpen", 1);
	if (m.opening.at[OPENED_CONTACT])
		tree_set_number(q->page, "IsOpen", 1);
	show_rated(q, &r.first, &events, ACT_RATE);
	show_rated(q, &r.again, &events, ACT_RATE_AGAIN);
	tree_set(q->page, "FollowUnit", q->lang == LANG_ZH ? r.follow_up.zh : r.follow_up.en);
	show_call(q, &r.follow_up);
	show_step(q, "desk.follow.mend_by", r.follow_up.mended, r.follow_up.mend_by);
	if (r.follow_up.closed)
		show_moment(q, q->page, "Closed", r.follow_up.closed);
	show_next(q, &r.follow_up);
	tree_set(q->page, "Typed", form_typed(q, "act"));
	tree_set(q->page, "Form.Action", url(q, "/matters/%s/follow-up", m.a->ref));
	tree_set(q->page, "ListHref", role_of(q) == ROLE_SUPERVISOR ?
	    url(q, "/?list=ratings&unit=%d", VIEW_ALL) : url(q, "/?list=ratings"));
	if (came_too_late(q))
		tree_set(q->page, "Told", say(q, "desk.follow.first"));
	tree_set(q->page, "Page.Title", say(q, "desk.follow.title"));
	return reply_page(q, "follow_up");
}

static bool
read_yes_no(struct request *q, const char *typed, const char *field, const char *needed)
{
	if (!text_same(typed, "yes") && !text_same(typed, "no"))
		invalid(q, field, needed);
	return text_same(typed, "yes");
}

/* What the form says of this act; problems go to the request. */
static bool
read_act(struct request *q, const struct matter *m, const struct follow_up *f,
    const struct follow_act_form *form, struct deed *deed)
{
	bool is_done = true;

	if (text_same(form->act, "call")) {
		deed->action = ACT_FOLLOW_UP_CALL;
		deed->detail = form->said;
		is_done = read_yes_no(q, form->reached, "reached", "desk.follow.reached_needed");
		if (is_done && !form->said)
			invalid(q, "said", "desk.follow.said_needed");
		/* the resident reads it, too */
		check_wording(q, m->a->lang, "said", form->said);
	} else if (text_same(form->act, "mend")) {
		deed->action = ACT_FOLLOW_UP_MEND;
		is_done = read_yes_no(q, form->mended, "mended", "desk.follow.mended_needed");
		deed->detail = ready_text_about(q, m, SENTENCE_MEND, "", f->called != 0, &form->ready,
		    form->told, "told", 7000);
		if (!deed->detail)
			invalid(q, "told", "desk.follow.told_needed");
	} else {
		deed->action = ACT_FOLLOW_UP_CLOSE;
	}
	return is_done;
}

/* POST to it: 303 back; 409 with who was first; 422 without what the step needs. */
HANDLER(follow_up_do, follow_act)
{
	struct deed deed = {.role = role_of(q), .actor = q->actor.id, .unit = q->actor.unit, .at = q->now};
	struct opener by = follower(q);
	const struct error *e;
	struct rating r;
	struct matter m;
	bool is_done;

	if ((e = load(q, form->ref, &m, &r)))
		return e;
	if (text_same(form->act, "contact")) {
		if ((e = opening_record(q->db, m.a, &m.opening, OPENED_CONTACT, &by)))
			return e;
		return reply_see_other(q, url(q, "/matters/%s/follow-up", m.a->ref));
	}
	if (!text_same(form->act, "call") && !text_same(form->act, "mend") &&
	    !text_same(form->act, "close"))
		return fail(ERROR_BAD_REQUEST, "no such step");
	deed.formality = m.f;
	is_done = read_act(q, &m, &r.follow_up, form, &deed);
	if (has_problems(q))
		return form_again(q);
	if (m.a->version != form->version)
		return act_failed(q, fail(ERROR_CONFLICT, "an older page"));
	if ((e = follow_up_act(q->db, m.a, &r.follow_up, &deed, is_done)))
		return act_failed(q, e);
	return reply_see_other(q, url(q, "/matters/%s/follow-up", m.a->ref));
}
