/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Acts that need no more than a yes or a reason, and what every act has in common: the page
 * that asks for it, the version it is done on, and the word to the second of two officers.
 */
#include <stdlib.h>

#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"
#include "service/presence.h"
#include "service/queue.h"
#include "store/db.h"
#include "web/once.h"

static bool
is_of_clock(const struct event *event)
{
	return text_same(event->role, role_word(ROLE_SYSTEM));
}

/*
 * The act that came before a person's form: what somebody did last since the version that it has, and
 * not what the clock did upon it. Every act raises the version by one. A page without a version takes
 * what was done in the newest act's own moment.
 */
static const struct event *
act_before(struct request *q, const struct matter *m, const struct events *events)
{
	const char *typed = pairs_get(&q->typed, "version");
	const struct event *last = &events->at[events->count - 1], *event = last;
	long long since = typed ? m->a->version - strtoll(typed, NULL, 10) : 0;

	for (; event > events->at && is_of_clock(event) &&
	    (typed ? last - event + 1 < since : event[-1].at == last->at); event--)
		;
	return is_of_clock(event) && typed ? last : event;
}

/* "Officer S-0402", "16:51 · the application was accepted"; nothing if nobody did anything. */
static const struct error *
say_last(struct request *q, const struct matter *m, const char *key, const char **out)
{
	struct events events;
	const struct event *last;
	const struct error *e;
	const char *who;

	*out = "";
	if ((e = history_list(q->db, m->a->id, &events)) || !events.count)
		return e;
	last = act_before(q, m, &events);
	who = text_same(last->role, role_word(ROLE_RESIDENT)) ? say(q, "desk.who.resident") :
	    !last->number ? say(q, "desk.who.system") :
	    last->actor == q->actor.id ? say(q, "desk.who.you") :
	    say1(q, "desk.who.officer", last->number);
	*out = say2(q, key, who, pool_format(q->pool, "%s · %s", moment_text(q, last->at, ZONE_WENZHOU),
	    say(q, event_did(q->pool, &events, last))));
	return NULL;
}

/* Of more time it is said why there is none (Licensing Law art. 42); else NULL. */
static const char *
why_not_extended(struct request *q, const struct application *a)
{
	if (a->state != STATE_ACCEPTED)
		return NULL;
	if (a->is_extended)
		return say(q, "desk.extend_once");
	return q->now > a->law_due ? say1(q, "desk.extend_over", day_text(q, a->law_due)) : NULL;
}

/* Why there is nothing to ask: the law; what was sent came too late; or this address is not open. */
static const struct error *
tell_who_was_first(struct request *q, const struct matter *m, enum action action)
{
	const char *last, *why = action == ACT_EXTEND ? why_not_extended(q, m->a) :
	    application_is_too_late(m->a, m->f, action, q->now) ?
	    say1(q, "desk.silent", day_text(q, m->a->due)) : NULL;
	const struct error *e;

	if (why) {
		tree_set(q->page, "Told", why);
		return NULL;
	}
	if (m->decision && !m->decision->decided && m->decision->proposed_by == q->actor.id) {
		tree_set(q->page, "Told", say(q, "desk.own_proposal"));
		return NULL;
	}
	if ((e = say_last(q, m, q->is_shown_again ? "desk.first" : "desk.last", &last)))
		return e;
	if (!q->is_shown_again)
		last = say2(q, "desk.not_open", say(q, pool_format(q->pool, "desk.step.%s",
		    action_word(action))), say2(q, "desk.open", last, steps_open(q, m)));
	tree_set(q->page, "Told", last);
	return NULL;
}

/* What was typed into a form that is no longer shown, to be copied. */
static void
show_typed(struct request *q)
{
	for (size_t i = 0; q->is_shown_again && i < q->typed.count; i++) {
		const char *name = q->typed.at[i].name, *value = q->typed.at[i].value;

		if (*value && (text_same(name, "reason") || text_same(name, "where") ||
		    text_same(name, "note") || text_same(name, "text") || text_same(name, "hand") ||
		    text_same(name, "reason_zh") || text_same(name, "where_zh") ||
		    text_same(name, "text_zh") || text_starts(name, "text-") || text_starts(name, "zh-")))
			show_words(q->page, q->pool, "Typed", value);
	}
}

/* A refused write that says nothing of what was typed was too late (was_first()). */
bool
came_too_late(const struct request *q)
{
	return q->is_shown_again && !q->is_shown_only && !has_problems(q);
}

/* Of this page: what was proposed is approved on its own (decide.c). */
static bool
is_here(const struct request *q, const struct matter *m, enum action action)
{
	return may_act(q, m, action) && (action != ACT_APPROVE || is_alone(m, action));
}

const struct error *
act_page(struct request *q, const char *ref, enum action action, struct matter *out,
    bool *is_possible)
{
	const struct error *e;

	*is_possible = false;
	if ((e = matter_open(q, ref, out)) || (e = matter_steps(q, out)))
		return e;
	if (is_here(q, out, action)) {
		if ((e = ready_load(q, out)))
			return e;
		*is_possible = true;
		matter_head(q, out);
		show_wording(q, out->a->lang);
		if (takes_over(q, out, action))
			tree_set(q->page, "TakeOver", say1(q, "desk.take", out->a->officer_number));
		tree_set(q->page, "Act.Word", action_word(action));
		tree_set(q->page, "Page.Title", say(q, is_alone(out, action) ? "desk.step.approve_alone" :
		    pool_format(q->pool, "desk.step.%s", action_word(action))));
		return came_too_late(q) ? tell_who_was_first(q, out, action) : NULL;
	}
	show_typed(q);
	if ((e = tell_who_was_first(q, out, action)) ||
	    (e = matter_show(q, out, &(struct looking){.zoom = 1,
	    .list = pairs_get(&q->query, "list")})))
		return e;
	q->reply.status = error_status(ERROR_CONFLICT);
	return NULL;
}

/*
 * Somebody was first. Was it this same form (a double tap), the pipeline gives its answer
 * once more for ERROR_CONFLICT; else the act's page says who it was.
 */
static const struct error *
was_first(struct request *q)
{
	struct once before;
	const struct error *e;

	db_rollback(q->db);
	if ((e = once_find(q, &before)))
		return e;
	if (before.location)
		return fail(ERROR_CONFLICT, "the same form again");
	q->problems = NULL;
	return form_again(q);
}

const struct error *
act_failed(struct request *q, const struct error *e)
{
	return e && e->kind == ERROR_CONFLICT ? was_first(q) : e;
}

const struct error *
act_begin(struct request *q, const char *ref, int64_t version, enum action action,
    struct matter *out)
{
	const struct error *e;

	if ((e = matter_load(q, ref, out)) || (e = matter_steps(q, out)))
		return e;
	if (out->decision && out->decision->proposed_by == q->actor.id &&
	    (action == ACT_APPROVE || action == ACT_REFUSE || action == ACT_RETURN) &&
	    out->a->state == STATE_PROPOSED)
		return fail(ERROR_ROLE, "who proposes does not decide");
	if (out->a->version != version || !is_here(q, out, action))
		return was_first(q);
	out->is_taken_over = takes_over(q, out, action);
	if (out->is_taken_over && !text_same(pairs_get(&q->typed, "take"), "1")) {
		invalid(q, "take", "desk.take_needed");
		return form_again(q);
	}
	return ready_load(q, out);
}

/* Recorded with from whom to whom, wherever a claim may be made. */
static const struct error *
take_over(struct request *q, struct matter *m, const struct deed *what)
{
	struct deed claim = *what;
	struct act act;

	if (!m->is_taken_over || !lifecycle_next(m->a->state, ACT_CLAIM, what->role, &act))
		return NULL;
	m->is_taken_over = false;
	claim.action = ACT_CLAIM;
	claim.detail = pool_format(q->pool, "%s → %s", m->a->officer_number, q->actor.name);
	return application_act(q->db, m->a, &claim);
}

/* It changes hands: with a word for whoever has it next. */
static bool
changes_hands(enum action action)
{
	return action == ACT_CLAIM || action == ACT_RELEASE || action == ACT_ASSIGN ||
	    action == ACT_REROUTE || action == ACT_RECUSE;
}

const struct error *
act_end(struct request *q, struct matter *m, const struct deed *what)
{
	const struct queue_place place = {m->a->due, m->a->id};
	bool was_theirs = m->is_taken_over;
	struct deed deed = *what;
	const struct error *e;

	deed.role = role_of(q);
	deed.actor = q->actor.id;
	deed.unit = q->actor.unit;
	deed.at = q->now;
	deed.formality = m->f;
	if ((changes_hands(deed.action) && (e = hand_over(q, m))) || (e = take_over(q, m, &deed)))
		return act_failed(q, e);
	/* a claim of somebody else's is that and no more */
	if (deed.action == ACT_CLAIM && was_theirs)
		return reply_see_other(q, matter_url(q, m->a->ref, NULL));
	if ((e = application_act(q->db, m->a, &deed)) || (e = take_over(q, m, &deed)))
		return act_failed(q, e);
	/* whoever takes it on is not done with it */
	if (deed.action == ACT_CLAIM)
		return reply_see_other(q, matter_url(q, m->a->ref, NULL));
	/* what another unit has now, or a colleague for a reason, is no longer ours to see */
	return go_on(q, m, &place, deed.action != ACT_REROUTE && deed.action != ACT_RECUSE);
}

static const struct error *
ask_about(struct request *q, const char *ref, enum action action, struct matter *m)
{
	const struct error *e;
	bool is_possible;

	if ((e = act_page(q, ref, action, m, &is_possible)) || !is_possible)
		return e;
	tree_set(q->page, "Act.Text", action == ACT_EXTEND && q->now > m->a->due ?
	    say2(q, "desk.extend_late", day_text(q, m->a->due), day_text(q, m->a->law_due)) :
	    say(q, pool_format(q->pool, "desk.ask.%s", action_word(action))));
	if (changes_hands(action))
		tree_set_number(q->page, "Act.Hands", 1);
	if (action == ACT_RELEASE)
		offer_hand(q, m, action);
	return reply_page(q, "act");
}

/* The page of an act without anything to fill in. */
static const struct error *
ask(struct request *q, const char *ref, enum action action)
{
	struct matter m;

	return ask_about(q, ref, action, &m);
}

static const struct error *
act(struct request *q, const struct act_form *form, enum action action)
{
	const struct error *e;
	struct matter m;

	if ((e = act_begin(q, form->ref, form->version, action, &m)))
		return e;
	if (action == ACT_RELEASE)
		read_hand(q, &m, action, &form->ready, form->hand);
	if (has_problems(q))
		return form_again(q);
	return act_end(q, &m, &(struct deed){.action = action});
}

/* Of a call to the counter: whether they may send a relative (sentence.def). */
static bool
may_send(const struct matter *m, enum sentence_kind kind)
{
	return kind != SENTENCE_VISIT || presence_may_send(m->f);
}

/* The same with a reason that the resident reads. */
static const struct error *
ask_reason(struct request *q, const char *ref, enum action action, enum sentence_kind kind)
{
	struct matter m;
	const struct error *e = ask_about(q, ref, action, &m);

	if (e || q->reply.status == error_status(ERROR_CONFLICT))
		return e;
	tree_set_number(q->page, "Act.HasReason", 1);
	ready_offer_about(q, q->page, kind, "", "reason", may_send(&m, kind));
	return NULL;
}

static const struct error *
act_reason(struct request *q, const struct reason_form *form, enum action action,
    enum sentence_kind kind)
{
	const struct error *e;
	struct matter m;
	const char *reason;

	if ((e = act_begin(q, form->ref, form->version, action, &m)))
		return e;
	reason = ready_text_about(q, &m, kind, "", may_send(&m, kind), &form->ready, form->reason, "reason",
	    7000);
	if (!reason)
		invalid(q, "reason", "desk.reason_needed");
	if (has_problems(q))
		return form_again(q);
	return act_end(q, &m, &(struct deed){.action = action, .detail = reason});
}

/* GET …/claim, …/release, …/accept, …/resume, …/came: 200; 409 with the matter if it cannot be done now. */
HANDLER(claim, by_ref) { return ask(q, form->ref, ACT_CLAIM); }
HANDLER(release, by_ref) { return ask(q, form->ref, ACT_RELEASE); }
HANDLER(accept, by_ref) { return ask(q, form->ref, ACT_ACCEPT); }
HANDLER(resume, by_ref) { return ask(q, form->ref, ACT_RESUME); }
HANDLER(came, by_ref) { return ask(q, form->ref, ACT_CAME); }

/* POST to them: 303 to the matter; 409 with who was first. */
HANDLER(claim_do, act) { return act(q, form, ACT_CLAIM); }
HANDLER(release_do, act) { return act(q, form, ACT_RELEASE); }
HANDLER(accept_do, act) { return act(q, form, ACT_ACCEPT); }
HANDLER(resume_do, act) { return act(q, form, ACT_RESUME); }
HANDLER(came_do, act) { return act(q, form, ACT_CAME); }

/* GET …/extend, …/await: the same with a reason to give. */
HANDLER(extend, by_ref) { return ask_reason(q, form->ref, ACT_EXTEND, SENTENCE_EXTEND); }
HANDLER(await, by_ref) { return ask_reason(q, form->ref, ACT_AWAIT, SENTENCE_VISIT); }

/* POST to them: 303; 422 without a reason. */
HANDLER(extend_do, reason) { return act_reason(q, form, ACT_EXTEND, SENTENCE_EXTEND); }
HANDLER(await_do, reason) { return act_reason(q, form, ACT_AWAIT, SENTENCE_VISIT); }
