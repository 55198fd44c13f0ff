/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Sign-in with name, password and the code of the moment. A refusal ends in 303 too, so that
 * what it counted is committed; the name goes along in a cookie and not in an address that is
 * logged.
 */
#include <ctype.h>
#include <string.h>

#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"
#include "service/known.h"
#include "service/officer.h"
#include "service/roster.h"
#include "service/transfer_link.h"
#include "store/seal.h"
#include "web/cookie.h"
#include "web/gate.h"
#include "web/header.h"
#include "web/onward.h"

#define NEXT_FORM(FIELD) \
	FIELD(next, LINE,   1, ONWARD_MOST, OPTIONAL) \
	FIELD(held, WORD,   1, 5,    OPTIONAL) \
	FIELD(why,  WORD,   1, 10,   OPTIONAL) \
	FIELD(wait, NUMBER, 1, 7200, OPTIONAL)
FORM(next, NEXT_FORM)

#define SIGN_IN_FORM(FIELD) \
	FIELD(name,     LINE, 1, 40,  REQUIRED) \
	FIELD(password, LINE, 1, 200, REQUIRED) \
	FIELD(code,     LINE, 6, 16,  REQUIRED) \
	FIELD(next,     LINE, 1, ONWARD_MOST, OPTIONAL) \
	FIELD(held,     WORD, 1, 5,   OPTIONAL)
FORM(sign_in, SIGN_IN_FORM)

#define NAME_LASTS (10 * MINUTE)

static const char *
wait_text(struct request *q, int64_t seconds)
{
	return seconds < 60 ? say1(q, "desk.wait_seconds", pool_format(q->pool, "%lld",
	    (long long)seconds)) : say1(q, "desk.wait_minutes", pool_format(q->pool, "%lld",
	    (long long)(seconds + 59) / 60));
}

/* GET /sign-in: 200, or 303 onwards for who is signed in already. */
HANDLER(sign_in, next)
{
	const char *held;

	if (q->actor.who != WHO_ANYONE)
		return reply_see_other(q, url(q, "%s", onward_of(form->next) ? form->next : "/"));
	tree_set(q->page, "Page.Title", say(q, "desk.sign_in"));
	if (text_starts(form->next ? form->next : "", "/transfers/"))
		tree_set(q->page, "LinkHref", url(q, "/link"));
	tree_set(q->page, "EnrolHref", url(q, "/enrol"));
	if (text_same(form->why, "enrolled"))
		tree_set(q->page, "Notice.Text", say(q, "desk.enrol.done"));
	form_default(q, "next", onward_of(form->next));
	form_default(q, "name", cookie_get(q->pool, q->cookies, cookie_name(q, "desk-name")));
	form_default(q, "held", form->held);
	held = form_typed(q, "held") ? form_typed(q, "held") : form->held;
	if (held)
		tree_set(q->page, "Notice.Text", say(q, text_same(held, "shown") ? "desk.held_shown" :
		    "desk.held"));
	if (text_same(form->why, "wrong") && !q->is_shown_again)
		invalid(q, "name", "desk.wrong");
	if (text_same(form->why, "locked") && !q->is_shown_again)
		invalid_text(q, "name", say1(q, "desk.locked", wait_text(q, form->wait ? form->wait :
		    60)));
	show_focus(q, "name");
	return reply_page(q, "sign_in");
}

/* One an officer: a station's computer has several. */
static const char *
known_cookie(struct request *q, const char *name)
{
	return pool_format(q->pool, "desk-known-%.8s", hex(q->pool, keyed_hash(q->pool,
	    "officer-known-name", bytes_of(name))));
}

static const struct error *
refuse(struct request *q, const struct sign_in_form *form, enum sign_in_verdict verdict,
    moment until)
{
	const char *next = onward_of(form->next), *p;

	for (p = form->name; isalnum((unsigned char)*p) || *p == '-' || *p == '_'; p++)
		;
	if (*p == '\0')
		reply_cookie(q, "desk-name", form->name, NAME_LASTS);
	return reply_see_other(q, url(q, "/sign-in?why=%s%s%s%s%s%s",
	    verdict == SIGN_IN_LOCKED ? "locked" : "wrong",
	    verdict == SIGN_IN_LOCKED && until > q->now ? pool_format(q->pool, "&wait=%lld",
	    (long long)((until - q->now + SECOND - 1) / SECOND)) : "",
	    form->held ? "&held=" : "", form->held ? form->held : "", next ? "&" : "",
	    onward_query(q->pool, next)));
}

/*
 * POST /sign-in: 303 onwards with a new session, or back to the form with the reason. The
 * cookie lasts as long as the browser is open and is worth nothing once the session has ended,
 * but names whose it was, so that a write which comes too late is held for its owner.
 */
HANDLER(sign_in_do, sign_in)
{
	const char *name = roster_typed_name(q->pool, form->name), *known = known_cookie(q, name);
	enum sign_in_verdict verdict;
	struct officer *officer;
	const struct error *e;
	const char *next;
	struct bytes hash;
	moment until = 0;

	if ((e = officer_sign_in(q->db, name, form->password, text_digits(q->pool, form->code),
	    cookie_get(q->pool, q->cookies, cookie_name(q, known)), q->now, &verdict, &until,
	    &officer)))
		return e;
	if (verdict != SIGN_IN_RIGHT)
		return refuse(q, form, verdict, until);
	hash = gate_enter(q, gate_new_session(q), -1);
	if ((e = officer_session_start(q->db, officer->id, hash,
	    header_device(q->pool, q->user_agent), q->now)))
		return e;
	/* who it is from here on, for the write that may have been held */
	if ((e = q->site->find(q, hash, &q->actor)))
		return e;
	reply_cookie(q, "desk-name", "", 0);
	reply_cookie(q, known, officer->known, KNOWN_LASTS);
	next = onward_of(form->next);
	if (q->actor.is_owing)
		return reply_see_other(q, url(q, "%s%s%s", q->site->owed, next ? "?" : "",
		    onward_query(q->pool, next)));
	return reply_see_other(q, url(q, "%s", next ? next : "/"));
}

/* GET /sign-out: asks once, so that it works without script. 200. */
HANDLER(sign_out, none)
{
	(void)form;
	tree_set(q->page, "Page.Title", say(q, "desk.sign_out"));
	return reply_page(q, "sign_out");
}

/* POST /sign-out: 303 to the sign-in page. */
HANDLER(sign_out_do, none)
{
	const struct error *e;

	(void)form;
	if (q->actor.who == WHO_LINK)
		e = transfer_link_leave(q->db, q->actor.id, q->now);
	else
		e = officer_session_end(q->db, q->actor.id, q->actor.session, q->now);
	if (e)
		return e;
	gate_leave(q);
	return reply_see_other(q, url(q, "/sign-in"));
}
