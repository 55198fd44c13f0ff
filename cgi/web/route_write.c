/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a write is and a page is not: a body, a token, a once-only key, files; and where it goes if it cannot
 * be done now. route.c has the order of all.
 */
#include <string.h>

#include "base/error.h"
#include "web/gate.h"
#include "web/header.h"
#include "web/hold.h"
#include "web/limits.h"
#include "web/once.h"
#include "web/onward.h"
#include "web/query.h"
#include "web/receive.h"
#include "web/reply.h"
#include "web/route_part.h"

static const struct error *
parse_body(struct request *q)
{
	enum parse verdict = PARSE_OK;

	q->typed = (struct pairs){.pool = q->pool};
	if (q->content_length == 0)
		return NULL;
	if (header_is_type(q->content_type, "application/x-www-form-urlencoded"))
		verdict = query_parse(q->body, &parse_limits, &q->typed);
	else if (header_is_type(q->content_type, "multipart/form-data"))
		verdict = multipart_parse(q->content_type, q->body, &parse_limits, &q->typed, &q->files);
	else
		return fail(ERROR_BAD_REQUEST, "content type");
	if (verdict != PARSE_OK)
		return fail(verdict == PARSE_TOO_MANY || verdict == PARSE_TOO_LONG ? ERROR_TOO_LARGE :
		    ERROR_BAD_REQUEST, "body %s", parse_word(verdict));
	return NULL;
}

/* What was typed; the token and the once-only key are the pipeline's and no handler's. */
const struct error *
route_read_write(struct request *q, const char **token)
{
	const struct error *e;

	if (q->content_length > (q->route->access == ACCESS_UPLOAD ? LIMIT_UPLOAD : LIMIT_BODY))
		return fail(ERROR_TOO_LARGE, "body of %zu", q->content_length);
	if ((e = parse_body(q)))
		return e;
	*token = pairs_get(&q->typed, "token");
	q->once = pairs_get(&q->typed, "once");
	pairs_remove(&q->typed, "token");
	pairs_remove(&q->typed, "once");
	return NULL;
}

const struct error *
route_check_write(struct request *q)
{
	const struct error *e;
	const char *token;

	if ((e = route_read_write(q, &token)))
		return e;
	/* a held write proved this before it was kept */
	if (!q->is_resumed && (e = gate_same_origin(q)))
		return e;
	if (!q->is_resumed && (e = gate_token(q, token))) {
		q->is_stale = token && *token && gate_knows_origin(q);
		return e;
	}
	if (!q->once || strlen(q->once) != LIMIT_ONCE)
		return fail(ERROR_BAD_REQUEST, "no once-only key");
	return NULL;
}

/*
 * A write that comes without its session is kept. With the token of a session whose owner is known it
 * is done as soon as they are back; any other is shown then, and done when they say so.
 */
static const struct error *
keep_write(struct request *q, bool is_proved)
{
	bool asks = !is_proved || !q->actor.id;
	const struct error *e;

	if ((e = hold_keep(q, q->actor.id, &asks)))
		return e;
	if (q->actor.who != WHO_ANYONE)
		return reply_see_other(q, url(q, "/held"));
	return reply_see_other(q, url(q, "%s?held=%s", q->site->sign_in, asks ? "shown" : "1"));
}

/* Who signs out, or answers what /held asks, without being signed in: nothing of it is worth keeping. */
const struct error *
route_ask_sign_in(struct request *q)
{
	if (q->method == METHOD_GET)
		return reply_see_other(q, url(q, "%s?%s", q->site->sign_in,
		    onward_query(q->pool, onward_here(q))));
	return q->route->access == ACCESS_ENTRY ? reply_see_other(q, url(q, "%s", q->site->sign_in)) :
	    keep_write(q, true);
}

/* The page of a refused write: its GET route, with what was typed and what is wrong. */
static const struct error *
show_again(struct request *q)
{
	const struct route *write = q->route;
	bool exists;
	const struct route *page = route_find(q, METHOD_GET, &exists);

	if (!page)
		return fail(ERROR_INTERNAL, "%s has no page", write->name);
	q->route = page;
	q->method = METHOD_GET;
	q->is_shown_again = true;
	return route_fill_and_run(q);
}

/*
 * Signed in again in another tab: refused (403) on its own page, with what was typed and a token of now,
 * and nothing is done before their tap. Where there is no such page, or not for this person, the refusal
 * offers it by itself; where its time is over, that is said.
 */
static const struct error *
show_unproved(struct request *q, const struct error *refused)
{
	const struct request asked = *q;
	const struct error *e;

	pairs_remove(&q->typed, "show");
	q->is_offered = q->is_shown_only = true;
	e = show_again(q);
	if (!e && !q->reply.location) {
		q->reply.status = 403;
		return NULL;
	}
	*q = asked;
	route_new_page(q);
	return e && (e->kind == ERROR_UNAVAILABLE || e->kind == ERROR_ENDED) ? e : refused;
}

/* Sent once more from a page of before the sign-in by which it was done, its own or another tab's. */
static bool
was_done(struct request *q, struct once *before)
{
	return q->actor.who != WHO_ANYONE && ((!once_find(q, before) && before->is_last) ||
	    (!once_find_words(q, before) && before->is_last));
}

/*
 * Its browser says that it comes from a page of ours, but the cookie that its token is of is gone or
 * another's.
 */
const struct error *
route_refuse_or_keep(struct request *q, const struct error *e)
{
	bool is_out = q->actor.who == WHO_ANYONE;
	struct once before;

	if (!q->is_stale || q->route->who == WHO_ANYONE)
		return e;
	if (q->route->access == ACCESS_ENTRY)
		return is_out ? route_ask_sign_in(q) : e;
	if (!q->once || strlen(q->once) != LIMIT_ONCE ||
	    (!is_out && !who_may(q->actor.who, q->route->who)))
		return e;
	if (was_done(q, &before))
		return once_answer(q, &before);
	return is_out || q->files.count ? keep_write(q, false) : q->actor.is_owing ? e : show_unproved(q, e);
}

/*
 * Pressing costs seconds, so it is asked first whether these files may come, and for how many there is
 * room. A reply: this same form was done before.
 */
static const struct error *
take_files(struct request *q)
{
	const struct form *form = q->route->form();
	void *filled = pool_zero(q->pool, form->size);
	const struct error *e;
	struct once before;
	size_t room;

	if ((e = once_find(q, &before)))
		return e;
	if (before.is_last)
		return once_answer(q, &before);
	if (!form_has_room(q, form))
		return form_again(q);
	if ((e = form_fill(q, form, filled)))
		return e;
	if (q->problems)
		return form_again(q);
	if ((e = route_room(q, filled, &room)) || q->reply.location)
		return e;
	return receive_files(q, room);
}

/*
 * What was wrong with it, in the language of now. A resident's form and an officer's act are tried for that,
 * to no effect; of what hands out a cookie, and of what else the desk writes, where tries of a code are
 * counted, the form alone is read. What it came to.
 */
static const struct error *
say_again(struct request *q)
{
	const struct form *form = q->route->form();
	void *filled = pool_zero(q->pool, form->size);
	const struct error *e;

	if (q->route->access == ACCESS_ACT || (q->route->access == ACCESS_WRITE && q->site->has_language)) {
		q->is_tried = true;
		e = route_fill_and_run(q);
		q->is_tried = false;
	} else {
		e = form_fill(q, form, filled);
		e = !e && q->problems ? form_again(q) : e;
	}
	if (!e || e->kind != ERROR_INVALID)
		q->problems = NULL;
	return e;
}

/* Another language or text size in the middle of a form: the same page with what was typed. */
static const struct error *
show_only(struct request *q)
{
	q->show = pairs_get(&q->typed, "show");
	pairs_remove(&q->typed, "show");
	if (text_same(q->show, "wrong"))
		(void)say_again(q);
	q->is_shown_only = true;
	return show_again(q);
}

const struct error *
route_write(struct request *q)
{
	const struct error *e = NULL;

	if (pairs_get(&q->typed, "show"))
		return show_only(q);
	if (q->route->access == ACCESS_UPLOAD && (q->files.count || pairs_get(&q->typed, "sent")))
		e = take_files(q);
	if (!e && !q->reply.location)
		e = route_fill_and_run(q);
	if (!e && !q->is_resumed && !q->files.count)
		hold_sent(q);
	return e && e->kind == ERROR_INVALID ? show_again(q) : e;
}

/* On its own page; where that leads elsewhere by now, why: the page of an error shows what was typed. */
static const struct error *
show_resumed(struct request *q)
{
	const struct error *refused = q->files.count ? NULL : say_again(q), *e;
	struct request asked;

	q->is_shown_only = true;
	asked = *q;
	e = show_again(q);
	if ((!e && !q->reply.location) || !refused ||
	    (refused->kind != ERROR_CONFLICT && refused->kind != ERROR_ENDED))
		return e;
	*q = asked;
	return refused;
}

/* A kept write: done, or shown on its page as it was typed, with what is wrong. */
const struct error *
route_resumed(struct request *q)
{
	const struct error *e;

	if ((e = route_check_write(q)))
		return e;
	if (!who_may(q->actor.who, q->route->who))
		return fail(ERROR_ROLE, "not for this role");
	if (!q->is_offered)
		return route_write(q);
	pairs_remove(&q->typed, "show");
	return show_resumed(q);
}
