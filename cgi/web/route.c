/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The pipeline: accept, limits, parse, match, session, same-origin and token, who, form,
 * begin, handler, commit or rollback, render, send, free. Accept and send are fcgi.c's.
 * (The token is checked before the session's owner, so that a write which comes too late can
 * be held for them, and a forged one learns nothing about sessions.)
 */
#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "store/db.h"
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
static const struct error *
read_write(struct request *q, const char **token)
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

static const struct error *
check_write(struct request *q)
{
	const struct error *e;
	const char *token;

	if ((e = read_write(q, &token)))
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

	if ((e = hold_keep(q, q->actor.id, asks)))
		return e;
	if (q->actor.who != WHO_ANYONE)
		return reply_see_other(q, url(q, "/held"));
	return reply_see_other(q, url(q, "%s?held=%s", q->site->sign_in, asks ? "shown" : "1"));
}

/* Who signs out, or answers what /held asks, without being signed in: nothing of it is worth keeping. */
static const struct error *
ask_sign_in(struct request *q)
{
	if (q->method == METHOD_GET)
		return reply_see_other(q, url(q, "%s?%s", q->site->sign_in,
		    onward_query(q->pool, onward_here(q))));
	return q->route->access == ACCESS_ENTRY ? reply_see_other(q, url(q, "%s", q->site->sign_in)) :
	    keep_write(q, true);
}

static const struct error *
fill_and_run(struct request *q)
{
	const struct form *form = q->route->form();
	void *filled = pool_zero(q->pool, form->size);
	const struct error *e;

	if ((e = form_fill(q, form, filled)))
		return e;
	if (q->problems && !q->is_shown_again)
		return form_again(q);
	return route_run(q, filled);
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
	return fill_and_run(q);
}

/*
 * Signed in again in another tab: its page with what was typed and a token of now, and nothing is done before
 * their tap. Where there is no such page, or not for this person, the refusal offers it by itself.
 */
static const struct error *
show_unproved(struct request *q, const struct error *refused)
{
	const struct request asked = *q;
	const struct error *e;

	pairs_remove(&q->typed, "show");
	q->is_offered = q->is_shown_only = true;
	e = show_again(q);
	if (!e && !q->reply.location)
		return NULL;
	*q = asked;
	route_new_page(q);
	return e && e->kind == ERROR_UNAVAILABLE ? e : refused;
}

/*
 * Its browser says that it comes from a page of ours, but the cookie that its token is of is gone or
 * another's.
 */
static const struct error *
refuse_or_keep(struct request *q, const struct error *e)
{
	bool is_out = q->actor.who == WHO_ANYONE;

	if (!q->is_stale || q->route->who == WHO_ANYONE)
		return e;
	if (q->route->access == ACCESS_ENTRY)
		return is_out ? ask_sign_in(q) : e;
	if (!q->once || strlen(q->once) != LIMIT_ONCE ||
	    (!is_out && !who_may(q->actor.who, q->route->who)))
		return e;
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

static const struct error *
write_request(struct request *q)
{
	const struct error *e = NULL;

	/* another language or text size in the middle of a form: the same page with what was typed */
	if (pairs_get(&q->typed, "show")) {
		q->show = pairs_get(&q->typed, "show");
		pairs_remove(&q->typed, "show");
		q->is_shown_only = true;
		return show_again(q);
	}
	if (q->route->access == ACCESS_UPLOAD && (q->files.count || pairs_get(&q->typed, "sent")))
		e = take_files(q);
	if (!e && !q->reply.location)
		e = fill_and_run(q);
	if (!e && !q->is_resumed && !q->files.count)
		hold_sent(q);
	return e && e->kind == ERROR_INVALID ? show_again(q) : e;
}

/* A kept write: done, or shown on its page as it was typed. */
static const struct error *
resumed(struct request *q)
{
	const struct error *e;

	if ((e = check_write(q)))
		return e;
	if (!who_may(q->actor.who, q->route->who))
		return fail(ERROR_ROLE, "not for this role");
	if (!q->is_offered)
		return write_request(q);
	pairs_remove(&q->typed, "show");
	q->is_shown_only = true;
	return show_again(q);
}

/* A write waits for a database that is away for a moment; a page is quickly asked for again. */
static const struct error *
know_session(struct request *q)
{
	bool is_form = q->route->access != ACCESS_READ && q->route->access != ACCESS_PIECE;
	moment until = q->route->access == ACCESS_READ ? 0 : clock_now() + LIMIT_RETRY;
	const struct error *e, *unread;
	const char *token;

	int tries = 1;

	while ((e = gate_session(q)) && route_wait_for_again(q, e, until, tries))
		tries++;
	route_told_again(q, e, tries);
	/* so that the page of the failure can offer what was typed */
	if (e && is_form && gate_knows_origin(q) &&
	    (unread = read_write(q, &token)))
		return unread;
	return e;
}

static bool
is_known(const void *form, const char *name)
{
	return form_row(form, name) != NULL;
}

/*
 * Links gather names on their way (from=, utm_source=, fbclid=): what our page does not ask for is no
 * reason to refuse it, but what it asks for has one value, in UTF-8.
 */
static const struct error *
read_query(struct request *q)
{
	enum parse verdict;

	q->query = (struct pairs){.pool = q->pool};
	verdict = query_parse_link(bytes_of(q->query_string), &parse_limits, is_known, q->route->form(),
	    &q->query);
	if (verdict == PARSE_OK || q->method != METHOD_GET)
		return NULL;
	return fail(ERROR_BAD_REQUEST, "query %s", parse_word(verdict));
}

/* Whoever comes back to a page whose time is over, and typed nothing, is led to where it went on. */
static const struct error *
read_page(struct request *q)
{
	const struct error *e = fill_and_run(q), *unknown;
	const char *to = NULL;

	if (!e || e->kind != ERROR_ENDED || !q->site->instead)
		return e;
	if ((unknown = q->site->instead(q, &to)))
		return unknown;
	return to ? reply_see_other(q, to) : e;
}

const struct error *
route_go(struct request *q)
{
	const struct error *e;
	const char *known = q->is_resumed ? NULL : route_known(q);
	bool exists;

	if (known)
		return reply_moved(q, known);
	if (!(q->route = route_find(q, q->method, &exists)))
		return exists ? fail(ERROR_METHOD, "method") : fail(ERROR_NOT_FOUND, "path");
	if (q->is_resumed)
		return resumed(q);
	if ((e = read_query(q)))
		return e;
	/* a page for everybody is there without the store, as a visitor sees it */
	if ((e = know_session(q)) && (q->route->access != ACCESS_READ || q->route->who != WHO_ANYONE))
		return e;
	if (q->route->access == ACCESS_PIECE)
		return route_piece(q);
	if (q->route->access != ACCESS_READ && (e = check_write(q)))
		return refuse_or_keep(q, e);
	if (q->route->who != WHO_ANYONE && q->actor.who == WHO_ANYONE)
		return ask_sign_in(q);
	if (!who_may(q->actor.who, q->route->who))
		return fail(ERROR_ROLE, "not for this role");
	if (route_is_too_early(q))
		return route_ask_owed(q);
	return q->route->access == ACCESS_READ ? read_page(q) : write_request(q);
}

/*
 * A write that could not be done just now, or whose page is of an older session, is kept in
 * the page, to be sent again with one tap; no files, and no passwords.
 */
static void
offer_again(struct request *q)
{
	if (q->method != METHOD_POST || !q->once || q->files.count || !q->route ||
	    q->route->access == ACCESS_ENTRY)
		return;
	for (size_t i = 0; i < q->typed.count; i++) {
		struct tree *pair = tree_append(q->page, "Again");

		tree_set(pair, "Name", q->typed.at[i].name);
		tree_set(pair, "Value", q->typed.at[i].value);
	}
	tree_set(q->page, "Form.Token", gate_make_token(q));
	tree_set(q->page, "Form.Once", q->once);
	tree_set_number(q->page, "CanAgain", 1);
}

/* What the page of a busy store asks for: there is a button only where something can be sent again. */
static void
tell_again(struct request *q)
{
	const char *what = q->method != METHOD_POST ? "text" : q->files.count ? "upload" :
	    !tree_get(q->page, "CanAgain") ? "back" : q->typed.count ? "typed" : "button";

	tree_set(q->page, "Page.Text", say(q, pool_format(q->pool, "error.unavailable.%s", what)));
}

void
route_refuse(struct request *q, const struct error *e)
{
	q->now = clock_now();
	q->route = NULL;
	route_new_page(q);
	if (!q->path)
		route_read_path(q);
	log_failure("request", e);
	reply_failed(q, e);
	dress(q);
}

/* What a worker keeps of the store may have changed: read again now and then, or soon after a failure. */
static void
begin_again(struct request *q)
{
	static moment again;
	const struct error *e;

	if (q->now < again || !q->site->begin)
		return;
	if ((e = q->site->begin(q->db)))
		log_failure("begin", e);
	again = q->now + (e ? LIMIT_BEGIN_AFTER_FAILURE : LIMIT_BEGIN);
}

void
route_serve(struct request *q)
{
	const struct error *e = NULL;

	q->now = clock_now();
	q->full_path = q->full_path ? q->full_path : "/";
	begin_again(q);
	route_new_page(q);
	if (route_read_path(q))
		return;
	if (q->method == METHOD_OTHER)
		e = fail(ERROR_METHOD, "method");
	else if (!(e = route_go(q)))
		e = route_resume(q);
	db_rollback(q->db);
	if (e) {
		log_failure(q->route ? q->route->name : "request", e);
		route_new_page(q);
		reply_failed(q, e);
		if (e->kind == ERROR_METHOD)
			reply_header(q, "Allow", route_allowed(q));
		if (e->kind == ERROR_UNAVAILABLE || q->is_stale)
			offer_again(q);
		if (e->kind == ERROR_UNAVAILABLE)
			tell_again(q);
		else if (tree_get(q->page, "CanAgain"))
			tree_set(q->page, "Page.Text", say(q, "error.forbidden.again"));
	}
	if (q->reply.template)
		dress(q);
}
