/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * How an officer comes to password and authenticator: the code that whoever confirmed it sees once and
 * hands over; name and code; a secret as a QR code and as text, a password, and a right code of that
 * secret. What may be seen once goes along in a cookie, and in no address.
 */
#include "service/enrolment.h"

#include <ctype.h>
#include <string.h>

#include "base/config.h"
#include "base/error.h"
#include "desk/forms.h"
#include "desk/staff.h"
#include "service/totp.h"
#include "store/seal.h"
#include "store/square.h"
#include "web/cookie.h"
#include "web/gate.h"

#define ENROL_ASK_FORM(FIELD) \
	FIELD(wrong, FLAG, 0, 1, OPTIONAL)
FORM(enrol_ask, ENROL_ASK_FORM)

#define ENROL_FORM(FIELD) \
	FIELD(name, LINE, 1, 40, REQUIRED) \
	FIELD(code, LINE, 1, 40, REQUIRED)
FORM(enrol, ENROL_FORM)

#define ENROL_SET_FORM(FIELD) \
	FIELD(password, LINE, 1, PASSWORD_MOST, REQUIRED) \
	FIELD(again,    LINE, 1, PASSWORD_MOST, REQUIRED) \
	FIELD(code,     LINE, 6, 16,            REQUIRED)
FORM(enrol_set, ENROL_SET_FORM)

#define SESSION_COOKIE "desk-enrol"
#define CODE_COOKIE "desk-code"
#define CODE_SHOWN (2 * MINUTE)		/* from its making to the page that shows it */

static const char *
code_cookie(const struct request *q, int64_t proposal)
{
	const char *value = cookie_get(q->pool, q->cookies, cookie_name(q, CODE_COOKIE));
	const char *head = pool_format(q->pool, "%lld.", (long long)proposal);

	return value && text_starts(value, head) ? value + strlen(head) : NULL;
}

/* GET /proposals/:proposal/code: the code, if it was made just now; it is shown once. 200. */
HANDLER(enrol_code, by_proposal)
{
	const char *code = code_cookie(q, form->proposal);
	const struct error *e;
	struct change *c;
	bool may;

	if ((e = change_find(q->db, form->proposal, &c)) ||
	    (e = enrolment_may(q->db, form->proposal, q->actor.id, &may)))
		return e;
	if (!c || !may)
		return fail(ERROR_NOT_FOUND, "no code to be made of it");
	show_change(q, tree_place(q->page, "Change"), c);
	tree_set(q->page, "BackHref", url(q, "/proposals/%lld", (long long)form->proposal));
	tree_set(q->page, "Page.Title", say(q, "desk.enrol.code_title"));
	if (code) {
		tree_set(q->page, "Code", code);
		tree_set(q->page, "Where", pool_format(q->pool, "%s%s", q->site->config->origin,
		    url(q, "/enrol")));
		reply_cookie(q, CODE_COOKIE, "", 0);
	}
	return reply_page(q, "enrol_code");
}

/* POST /proposals/:proposal/code: earlier ones are void; 303 to the page that shows it. */
HANDLER(enrol_code_make, by_proposal)
{
	const struct error *e;
	const char *code;

	if ((e = enrolment_make(q->db, form->proposal, q->actor.id, q->now, &code)))
		return e;
	if (!code)
		return fail(ERROR_NOT_FOUND, "no code to be made of it");
	reply_cookie(q, CODE_COOKIE, pool_format(q->pool, "%lld.%s", (long long)form->proposal, code),
	    CODE_SHOWN);
	return reply_see_other(q, url(q, "/proposals/%lld/code", (long long)form->proposal));
}

/* GET /enrol: name and code. 200. */
HANDLER(enrol, enrol_ask)
{
	if (form->wrong && !q->is_shown_again)
		invalid(q, "code", "desk.enrol.wrong");
	show_focus(q, "name");
	tree_set(q->page, "SignInHref", url(q, "/sign-in"));
	tree_set(q->page, "Page.Title", say(q, "desk.enrol.title"));
	return reply_page(q, "enrol");
}

static struct bytes
session_hash(struct request *q, const char *token)
{
	return keyed_hash(q->pool, "enrol-session", bytes_of(token));
}

/* POST /enrol: 303 to where it is set, or back; what was tried is counted. */
HANDLER(enrol_open, enrol)
{
	const char *token = random_token(q->pool, 32);
	const struct error *e;
	bool is_right;

	if ((e = enrolment_open(q->db, roster_typed_name(q->pool, form->name), form->code, q->address,
	    session_hash(q, token), q->now, &is_right)))
		return e;
	if (!is_right)
		return reply_see_other(q, url(q, "/enrol?wrong=1"));
	reply_cookie(q, SESSION_COOKIE, token, ENROLMENT_SESSION);
	return reply_see_other(q, url(q, "/enrol/set"));
}

static const struct error *
find(struct request *q, struct enrolment **out)
{
	const char *token = cookie_get(q->pool, q->cookies, cookie_name(q, SESSION_COOKIE));

	*out = NULL;
	return token ? enrolment_find(q->db, session_hash(q, token), q->now, out) : NULL;
}

static const struct error *
show_secret(struct request *q, const struct enrolment *en)
{
	const char *secret = base32(q->pool, en->secret);
	struct text shown = {.pool = q->pool};
	const struct error *e;
	struct square square;

	if ((e = square_make(q->pool, pool_format(q->pool, "otpauth://totp/Qiao:%s?secret=%s&issuer=Qiao"
	    "&algorithm=SHA1&digits=6&period=30", en->name, secret), &square)))
		return e;
	tree_set(q->page, "Square.Path", square_path(q->pool, &square));
	tree_set_number(q->page, "Square.Width", square.width + 2 * SQUARE_QUIET);
	for (size_t i = 0; secret[i]; i += 4) {
		text_add(&shown, i ? " " : "");
		text_add_bytes(&shown, secret + i, strnlen(secret + i, 4));
	}
	tree_set(q->page, "Secret", shown.s);
	return NULL;
}

/* GET /enrol/set: 200, or 303 to where the code is given. */
HANDLER(enrol_page, none)
{
	const struct error *e;
	struct enrolment *en;

	(void)form;
	if ((e = find(q, &en)))
		return e;
	if (!en)
		return reply_see_other(q, url(q, "/enrol"));
	if ((e = show_secret(q, en)))
		return e;
	tree_set(q->page, "Who", pool_format(q->pool, "%s · %s · %s", en->number, en->full_name,
	    unit_text(q, en->unit_zh, en->unit_en)));
	tree_set(q->page, "Name", en->name);
	tree_set(q->page, "Page.Title", say(q, "desk.enrol.title"));
	return reply_page(q, "enrol_set");
}

static void
check_password(struct request *q, const struct enrol_set_form *form, const struct enrolment *en)
{
	static const char *const faults[] = {[PASSWORD_SHORT] = "desk.enrol.short",
	    [PASSWORD_LIKE] = "desk.enrol.like", [PASSWORD_SIMPLE] = "desk.enrol.simple"};
	enum password_fault fault = password_fault(form->password, en->name, en->number);

	if (fault)
		invalid(q, "password", faults[fault]);
	else if (!text_same(form->password, form->again))
		invalid(q, "again", "desk.enrol.differs");
}

static const char *
digits_of(struct request *q, const char *typed)
{
	struct text out = {.pool = q->pool};

	for (const char *p = text_halfwidth(q->pool, typed); *p; p++)
		if (isdigit((unsigned char)*p))
			text_add_bytes(&out, p, 1);
	return out.s ? out.s : "";
}

/* POST /enrol/set: 303 to the sign-in page. */
HANDLER(enrol_set, enrol_set)
{
	bool is_right = false;
	const struct error *e;
	struct enrolment *en;

	if ((e = find(q, &en)))
		return e;
	if (!en)
		return reply_see_other(q, url(q, "/enrol"));
	check_password(q, form, en);
	if (has_problems(q))
		return form_again(q);
	if ((e = enrolment_finish(q->db, en, form->password, digits_of(q, form->code), q->now, &is_right)))
		return e;
	if (!is_right) {
		invalid(q, "code", "desk.enrol.code_wrong");
		return form_again(q);
	}
	reply_cookie(q, SESSION_COOKIE, "", 0);
	return reply_see_other(q, url(q, "/sign-in?why=enrolled"));
}
