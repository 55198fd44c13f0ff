/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What became of a write that was kept: done when its owner has signed in again, or, where nobody
 * knows whose it is or that they meant it, shown on its own page and done by their tap.
 */
#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "store/db.h"
#include "web/hold.h"
#include "web/onward.h"
#include "web/reply.h"
#include "web/route_part.h"

#define HELD_FORM(FIELD) \
	FIELD(drop, FLAG, 0, 1, OPTIONAL) \
	FIELD(next, LINE, 1, ONWARD_MOST, OPTIONAL)
FORM(held, HELD_FORM)

/* GET /held: 200 with the page of what this browser left behind, as it was typed; else 303. */
HANDLER(held, held)
{
	(void)form;
	q->held_wish = HELD_SHOWN;
	return reply_see_other(q, url(q, "%s", q->site->front));
}

/* POST /held: does it, or forgets it. A second tap is led to its page, which is `next`. */
HANDLER(held_do, held)
{
	q->held_wish = form->drop ? HELD_DROPPED : HELD_SENT;
	return reply_see_other(q, url(q, "%s", onward_of(form->next) ? form->next : q->site->front));
}

/* It is not this person's, or what it was about is gone: signing in has worked all the same. */
static bool
is_not_theirs(const struct error *e)
{
	return e && (e->kind == ERROR_NOT_FOUND || e->kind == ERROR_FORBIDDEN || e->kind == ERROR_ROLE ||
	    e->kind == ERROR_BARRED);
}

/* A kept write that is not to be had again: whoever signed in is in all the same, and told. */
static const struct error *
give_up(struct request *q, const struct held *held)
{
	const struct error *e = hold_end(q, held);

	log_warning("event=held-lost");
	if (e)
		log_failure("hold", e);
	return reply_see_other(q, url(q, "%s?lost=1", q->site->front));
}

/* Signing in has worked, and what the store does not give now is had on its own page. */
static const struct error *
ask_for_it(struct request *q, const struct error *e)
{
	log_failure("hold", e);
	return reply_see_other(q, url(q, "/held"));
}

/* Since it was written another language, or text size, may have been chosen. */
static void
as_chosen_since(struct request *q, const struct request *now)
{
	const char *size = pairs_get(&now->query, "text_size");

	q->lang = now->lang;
	if (size)
		pairs_set(&q->query, "text_size", size);
}

/*
 * It came too late. A page of the desk says so by itself, refused with nothing typed that is wrong; and of a
 * draft that its own person has thrown away since, nothing is left.
 */
static bool
is_late(const struct request *q, const struct held *held, const struct error *e)
{
	int status = q->reply.status;

	if (!e)
		return !q->reply.location && !q->problems &&
		    (status == error_status(ERROR_INVALID) || status == error_status(ERROR_CONFLICT));
	return e->kind == ERROR_CONFLICT || e->kind == ERROR_ENDED ||
	    (e->kind == ERROR_NOT_FOUND && held->owner && q->site->has_language && !q->files.count);
}

/* What was typed and is refused, or came too late. Files are chosen anew anyhow. */
static bool
is_refused(const struct request *q, const struct held *held, const struct error *e)
{
	return !q->files.count && (is_late(q, held, e) || (!e && !q->reply.location));
}

/*
 * Nobody knows whose one without an owner is, so what fails for this person waits on for somebody else.
 * What is only shown waits for the tap. What a sign-in finds refused is shown at an address that can be
 * opened again: the sign-in's own, loaded anew, has nothing of it.
 */
static const struct error *
take_up(struct request *q, struct held *held)
{
	const struct request asked = *q;
	const struct error *e, *left = NULL;
	bool is_shown = q->held_wish == HELD_SHOWN, is_entry = q->held_wish == HELD_NONE;

	if ((e = hold_open(q, held, is_entry)))
		return is_entry ? ask_for_it(q, e) : e;
	if (held->is_spent)
		return reply_see_other(q, url(q, "/held"));
	if (held->is_lost)
		return give_up(q, held);
	*q = *held->write;
	q->is_offered = is_shown;
	route_read_path(q);
	as_chosen_since(q, &asked);
	route_new_page(q);
	e = route_go(q);
	db_rollback(q->db);
	if (is_not_theirs(e) && !is_late(q, held, e)) {
		log_failure(q->route ? q->route->name : "resume", e);
		*q = asked;
		e = reply_see_other(q, url(q, "%s?kept=1", q->site->front));
		left = held->owner ? hold_done(q, held) : hold_on(q, held);
	} else if (e && e->kind == ERROR_UNAVAILABLE) {
		left = hold_on(q, held);
	} else if (is_entry && is_refused(q, held, e)) {
		left = is_late(q, held, e) ? hold_told(q, held) : hold_on(q, held);
		*q = asked;
		e = reply_see_other(q, url(q, "/held"));
	} else if (is_shown && is_late(q, held, e)) {
		left = hold_told(q, held);
	} else if (e || !is_shown) {
		left = hold_done(q, held);
	}
	/* done again after the next sign-in, it has the same answer */
	if (left)
		log_failure("hold", left);
	else if (!e && !is_shown && q->is_resumed)
		hold_next(q);
	return e;
}

/* Nothing about what was kept is a reason not to be signed in. */
static const struct error *
after_sign_in(struct request *q)
{
	const struct error *e;
	struct held held;

	/* until they have done what comes first it waits */
	if (q->actor.is_owing)
		return NULL;
	if ((e = hold_find_or_done(q, &held)) == NULL && held.id && held.asks)
		return reply_see_other(q, url(q, "/held"));
	if (!e)
		return held.id ? take_up(q, &held) : NULL;
	return ask_for_it(q, e);
}

const struct error *
route_resume(struct request *q)
{
	const struct error *e;
	struct held held;

	if (!q->route || q->actor.who == WHO_ANYONE)
		return NULL;
	if (q->held_wish == HELD_NONE)
		return q->route->access == ACCESS_ENTRY ? after_sign_in(q) : NULL;
	if ((e = hold_find_or_done(q, &held)) || !held.id)
		return e;
	if (q->held_wish != HELD_DROPPED)
		return q->actor.is_owing ? reply_see_other(q, url(q, "%s", q->site->owed)) :
		    take_up(q, &held);
	if (!(e = hold_end(q, &held)))
		hold_next(q);
	return e;
}
