/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The pipeline: accept, limits, parse, match, session, same-origin and token, who, form,
 * begin, handler, commit or rollback, render, send, free. Accept and send are fcgi.c's.
 * (The token is checked before the session's owner, so that a write which comes too late can
 * be held for them, and a forged one learns nothing about sessions.)
 */
#include "base/error.h"
#include "base/log.h"
#include "store/db.h"
#include "web/gate.h"
#include "web/limits.h"
#include "web/query.h"
#include "web/reply.h"
#include "web/route_part.h"

const struct error *
route_fill_and_run(struct request *q)
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
	    (unread = route_read_write(q, &token)))
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
	const struct error *e = route_fill_and_run(q), *unknown;
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
		return route_resumed(q);
	if ((e = read_query(q)))
		return e;
	/* a page for everybody is there without the store, as a visitor sees it */
	if ((e = know_session(q)) && (q->route->access != ACCESS_READ || q->route->who != WHO_ANYONE))
		return e;
	if (q->route->access == ACCESS_PIECE)
		return route_piece(q);
	if (q->route->access != ACCESS_READ && (e = route_check_write(q)))
		return route_refuse_or_keep(q, e);
	if (q->route->who != WHO_ANYONE && q->actor.who == WHO_ANYONE)
		return route_ask_sign_in(q);
	if (!who_may(q->actor.who, q->route->who))
		return fail(ERROR_ROLE, "not for this role");
	if (route_is_too_early(q))
		return route_ask_owed(q);
	return q->route->access == ACCESS_READ ? read_page(q) : route_write(q);
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

/* The page of a store that is busy or away: there is a button only where something can be sent again. */
static void
tell_again(struct request *q, const struct error *e)
{
	const char *what = q->method != METHOD_POST ? "text" : q->files.count ? "upload" :
	    !tree_get(q->page, "CanAgain") ? "back" : q->typed.count ? "typed" : "button";

	tree_set(q->page, "Page.Text", say(q, pool_format(q->pool, "error.unavailable.%s", what)));
	if (db_remedy(e) != DB_RECONNECT)
		return;
	/* not busy: away */
	tree_set(q->page, "Page.Title", say(q, "error.away.title"));
	tree_set(q->page, "Page.Lead", say(q, "error.away.text"));
	if (q->method != METHOD_POST)
		tree_set(q->page, "Page.Text", say(q, "error.away.todo"));
}

static void
tell_unkept(struct request *q)
{
	tree_set_number(q->page, "Page.IsUnkept", 1);
	tree_set(q->page, "Page.Title", say(q, "error.unkept.title"));
	tree_set(q->page, "Page.Text", say(q, q->files.count ? "error.unkept.upload" : "error.unkept.text"));
}

/*
 * Why a write was refused as unproved, as far as it is known. came_bare: without any cookie of ours, which
 * offer_again() has made up for; from another site they stay away, too.
 */
static void
tell_unproved(struct request *q, bool came_bare)
{
	bool can_again = tree_get(q->page, "CanAgain");

	if (came_bare && !gate_same_origin(q)) {
		tree_set(q->page, "Page.Title", say(q, "error.cookie.title"));
		tree_set(q->page, "Page.Text", say(q, can_again ? "error.cookie.again" :
		    "error.cookie.text"));
	} else if (can_again) {
		tree_set(q->page, "Page.Text", say(q, "error.forbidden.again"));
	}
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
		bool came_bare = q->method == METHOD_POST && !gate_knows_browser(q);

		log_failure(q->route ? q->route->name : "request", e);
		route_new_page(q);
		reply_failed(q, e);
		if (e->kind == ERROR_METHOD)
			reply_header(q, "Allow", route_allowed(q));
		if (e->kind == ERROR_UNAVAILABLE || q->is_unkept ||
		    (q->is_stale && e->kind == ERROR_FORBIDDEN))
			offer_again(q);
		if (e->kind == ERROR_UNAVAILABLE)
			tell_again(q, e);
		else if (q->is_unkept)
			tell_unkept(q);
		else if (e->kind == ERROR_FORBIDDEN)
			tell_unproved(q, came_bare);
	}
	if (q->reply.template)
		dress(q);
}

void
route_note(struct request *q)
{
	if (q->actor.is_due)
		q->site->note(q);
	q->actor.is_due = false;
}
