/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Sign-in: a mobile number or an e-mail address, then a six-digit code. The answers are the
 * same whether or not we know the contact. A code that was sent or tried ends in 303 whatever comes of it, so
 * that what it counted against a limit is committed; what was refused for a limit does not count.
 */
#include <string.h>

#include "base/config.h"
#include "base/country.h"
#include "base/error.h"
#include "portal/forms.h"
#include "portal/portal.h"
#include "service/field.h"
#include "service/known.h"
#include "service/person.h"
#include "store/seal.h"
#include "web/cookie.h"
#include "web/gate.h"
#include "web/header.h"
#include "web/onward.h"

#define NEXT_FORM(FIELD) \
	FIELD(next, LINE, 1, ONWARD_MOST, OPTIONAL) \
	FIELD(held, WORD, 1, 5,   OPTIONAL)
FORM(next, NEXT_FORM)

#define SIGN_IN_FORM(FIELD) \
	FIELD(contact, LINE, 3, 254, OPTIONAL) \
	FIELD(again,   FLAG, 0, 1,   OPTIONAL) \
	FIELD(country, WORD, 2, 2,   OPTIONAL) \
	FIELD(zone,    WORD, 1, 40,  OPTIONAL) \
	FIELD(next,    LINE, 1, ONWARD_MOST, OPTIONAL) \
	FIELD(held,    WORD, 1, 5,   OPTIONAL)
FORM(sign_in, SIGN_IN_FORM)

#define WRONG_FORM(FIELD) \
	FIELD(why,  WORD,   1, 10,  OPTIONAL) \
	FIELD(next, LINE,   1, ONWARD_MOST, OPTIONAL)
FORM(wrong, WRONG_FORM)

#define CODE_FORM(FIELD) \
	FIELD(code, LINE, 6, 16,  REQUIRED) \
	FIELD(why,  WORD, 1, 10,  OPTIONAL) \
	FIELD(next, LINE, 1, ONWARD_MOST, OPTIONAL)
FORM(code, CODE_FORM)

static void
offer_countries(struct request *q)
{
	const char *typed = form_typed(q, "country");
	char dial[8];

	for (size_t i = 0; i < country_count(); i++) {
		const struct country *c = country_at(i, lang_code(q->lang));

		if (*country_dial(c, dial))
			tree_option(q->page, "Countries", c->code, pool_format(q->pool, "%s +%s",
			    country_name(c, lang_code(q->lang)), dial), typed);
	}
}

/* Where whoever is signed in was going. */
static const struct error *
go_on(struct request *q, const char *next)
{
	return reply_see_other(q, url(q, "%s", onward_of(next) ? next : "/applications"));
}

/* NULL: nothing to say. */
static const char *
query_of(struct request *q, const char *name, const char *word, const char *next)
{
	if (!word)
		return next ? onward_query(q->pool, next) : NULL;
	return pool_format(q->pool, "%s=%s%s%s", name, word, next ? "&" : "", onward_query(q->pool, next));
}

static const char *
code_page(struct request *q, const char *why, const char *next)
{
	const char *query = query_of(q, "why", why, next);

	return url(q, "/sign-in/code%s%s", query ? "?" : "", query ? query : "");
}

/* What a browser keeps of those who signed in with it. */
static const char *
known_here(struct request *q)
{
	return cookie_get(q->pool, q->cookies, cookie_name(q, "known"));
}

static const char *
visit_of(const struct request *q)
{
	return q->visit ? q->visit : q->session_token;
}

/* Whoever is refused another code may have one. */
static const struct error *
show_code_link(struct request *q, const char *next)
{
	const struct error *e;
	bool is_open = false;

	if (!q->is_shown_again || !visit_of(q))
		return NULL;
	if ((e = code_is_open(q->db, visit_of(q), q->now, &is_open)))
		return e;
	if (is_open)
		tree_set(q->page, "CodeHref", code_page(q, NULL, onward_of(next)));
	return NULL;
}

/* What was said of what was sent, and where they were going: in every language, and after a mistake. */
static void
carry(struct request *q, const struct next_form *form)
{
	const char *next = onward_of(q->is_shown_again ? form_typed(q, "next") : form->next);
	const char *held = q->is_shown_again ? form_typed(q, "held") : form->held;

	form_default(q, "next", next);
	form_default(q, "held", held);
	if (held) {
		bool is_shown = text_same(held, "shown");

		tree_set(q->page, "Notice.Text", say(q, is_shown ? "sign_in.held_shown" : "sign_in.held"));
		held = is_shown ? "shown" : "1";
	}
	tree_set(q->page, "Here.Query", query_of(q, "held", held, next));
}

/* The formality that they were about to begin, if nobody can begin it now; else NULL. */
static const char *
paused_onward(struct request *q, const struct next_form *form)
{
	const char *next = onward_of(form->next), *code;
	size_t n;

	if (!next || form->held || q->is_shown_again || !text_starts(next, "/formalities/"))
		return NULL;
	next += strlen("/formalities/");
	n = strcspn(next, "/");
	code = pool_bytes(q->pool, next, n);
	return text_starts(next + n, "/apply") && catalogue_find(catalogue_of(q), code) &&
	    paused_text(q, code) ? code : NULL;
}

/* GET /sign-in: 200; 303 onwards for who is signed in already, and for whom there is no reason to. */
HANDLER(sign_in, next)
{
	const char *paused = paused_onward(q, form);
	const struct error *e;

	if (q->actor.who != WHO_ANYONE)
		return go_on(q, form->next);
	if (paused)
		return reply_see_other(q, url(q, "/formalities/%s", paused));
	tree_set(q->page, "Page.Title", say(q, "sign_in.title"));
	tree_set(q->page, "Form.Keep", "sign_in");
	carry(q, form);
	offer_countries(q);
	if ((e = show_code_link(q, form_typed(q, "next"))))
		return e;
	return reply_page(q, "sign_in");
}

/* Where nobody has a number of the +1 countries at home, 1380… is the mainland's. */
static bool
is_far_from_america(const char *zone)
{
	return zone && (text_starts(zone, "Africa/") || text_starts(zone, "Asia/") ||
	    text_starts(zone, "Europe/"));
}

static const char *
read_contact(struct request *q, const struct sign_in_form *form, struct contact *out)
{
	char phone[PHONE_TEXT], mail[EMAIL_TEXT];
	const char *wrong, *warning = NULL;

	if (!form->contact)
		return "form.required";
	if (strchr(text_halfwidth(q->pool, form->contact), '@')) {
		if ((wrong = email_check(form->contact, mail)))
			return wrong;
		*out = (struct contact){"email", pool_string(q->pool, mail),
		    form->country ? form->country : ""};
		return NULL;
	}
	wrong = phone_check(form->contact, form->country, phone, &warning);
	if (text_same(wrong, "field.phone.which") && is_far_from_america(form->zone))
		wrong = phone_check(form->contact, "CN", phone, &warning);
	if (wrong)
		return wrong;
	const struct country *country = country_by_calling(phone);

	*out = (struct contact){"phone", pool_string(q->pool, phone), country ? country->code : ""};
	return NULL;
}

/*
 * The script's word, else the country's: by the number, or chosen. An e-mail address alone says
 * nothing, and the zone stays "" until the resident tells us.
 */
static const char *
zone_of(const struct sign_in_form *form, const struct contact *contact)
{
	const struct country *country = country_find(*contact->country ? contact->country :
	    form->country ? form->country : "");

	if (form->zone && clock_zone_exists(country_zone_now(form->zone)))
		return country_zone_now(form->zone);
	return country ? country->zone : "";
}

/* The contact that was typed, or the one before. False: an answer, or what is wrong, is there. */
static const struct error *
contact_of(struct request *q, const struct sign_in_form *form, struct contact *out)
{
	const struct error *e;
	const char *wrong;

	if (form->again) {
		if ((e = code_contact(q->db, visit_of(q), q->now, out)))
			return e;
		return out->address ? NULL : reply_see_other(q, code_page(q, NULL, onward_of(form->next)));
	}
	if (!(wrong = read_contact(q, form, out)))
		return NULL;
	invalid(q, phone_asks_country(wrong) ? "country" : "contact", wrong);
	return form_again(q);
}

/*
 * POST /sign-in: a code goes out, to the contact or (again) to where the one before went; 303 to the page
 * that asks for it; 422 for a malformed contact, and if too many went out.
 */
HANDLER(sign_in_send, sign_in)
{
	const char *address = q->address ? q->address : "-";
	struct visitor visitor = {.visit = visit_of(q), .address = address, .known = known_here(q),
	    .most = limit_of_codes(address, q->site->config->is_demo)};
	struct contact contact;
	const struct error *e;

	if ((e = contact_of(q, form, &contact)) || q->reply.location)
		return e;
	e = code_send(q->db, &contact, zone_of(form, &contact), &visitor, q->lang, q->now);
	if (e && e->kind == ERROR_TOO_MANY) {
		invalid(q, "contact", "sign_in.many");
		return form_again(q);
	}
	if (e)
		return e;
	return reply_see_other(q, code_page(q, NULL, onward_of(form->next)));
}

/* What came of the try before: said beside the field, or above what is offered in its place. */
static void
say_why(struct request *q, const char *why, bool is_open)
{
	/* ten minutes went by since it was wrong */
	if (text_same(why, "wrong") && !is_open)
		why = "expired";
	if (why)
		invalid(q, is_open ? "code" : NULL, pool_format(q->pool, "sign_in.code_%s", why));
}

/* What can be no code is no try. */
static bool
is_code(struct request *q, const char *typed)
{
	return strlen(text_digits(q->pool, typed)) == CODE_DIGITS;
}

static const char *
reason_of(const char *typed)
{
	static const char *const reasons[] = {"wrong", "expired", "used_up", "used"};

	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (text_same(typed, reasons[i]))
			return reasons[i];
	return NULL;
}

/*
 * GET /sign-in/code: where the code went, and a field for it; or, where there is none that can be entered
 * any more, another one in its place. 200; 303 onwards for who is signed in by now.
 */
HANDLER(sign_in_code, wrong)
{
	const char *visit = visit_of(q), *masked = NULL, *why, *next;
	const struct error *e;
	bool is_open;

	if (q->actor.who != WHO_ANYONE)
		return go_on(q, form->next);
	if (!visit)
		return reply_see_other(q, url(q, "/sign-in"));
	if ((e = code_sent_to(q->db, visit, q->now, &masked)) ||
	    (e = code_is_open(q->db, visit, q->now, &is_open)))
		return e;
	why = reason_of(q->is_shown_again ? form_typed(q, "why") : form->why);
	next = onward_of(q->is_shown_again ? form_typed(q, "next") : form->next);
	tree_set(q->page, "Page.Title", say(q, is_open ? "sign_in.code_title" : "sign_in.new_title"));
	tree_set(q->page, "Code.Masked", masked);
	form_default(q, "next", next);
	tree_set_number(q->page, is_open ? "Code.IsOpen" : "Form.None", 1);
	if (is_open)
		tree_set(q->page, "Form.Keep", "code");
	/* in another language it is said again; one that was refused by itself since has its own */
	if (!has_problems(q) || (q->is_shown_only && why)) {
		q->problems = NULL;
		tree_set(q->page, "Code.Why", why);
		say_why(q, why, is_open);
	}
	if (is_open && q->is_shown_only && text_same(q->show, "wrong") && !has_problems(q) &&
	    !is_code(q, form_typed(q, "code")))
		invalid(q, "code", "sign_in.code_digits");
	tree_set(q->page, "Here.Query", query_of(q, "why", why, next));
	return reply_page(q, "sign_in_code");
}

/* The session that this same form opened before may have been ended since: then its code is a used one. */
static const struct error *
still_open(struct request *q, const struct entry *entry, enum code_verdict *verdict)
{
	struct session *session;
	const struct error *e;

	if (*verdict != CODE_RIGHT || !entry->is_again)
		return NULL;
	if ((e = session_find(q->db, gate_hash(q, entry->token), q->now, &session)))
		return e;
	if (!session || session->is_over)
		*verdict = CODE_USED;
	return NULL;
}

/*
 * POST /sign-in/code: 303 onwards with a new session (the same form again: with the same one), or
 * back to the code with the reason; 422 for what is none.
 */
HANDLER(sign_in_check, code)
{
	static const char *const reasons[] = {[CODE_WRONG] = "wrong", [CODE_EXPIRED] = "expired",
	    [CODE_USED_UP] = "used_up", [CODE_USED] = "used"};
	struct entry entry = {.once = q->once, .code = text_digits(q->pool, form->code),
	    .token = gate_new_session(q), .known = known_here(q)};
	const char *visit = visit_of(q);
	enum code_verdict verdict;
	const struct error *e;
	struct person *person;
	struct bytes hash;

	if (!visit)
		return reply_see_other(q, url(q, "/sign-in"));
	if (!is_code(q, form->code)) {
		invalid(q, "code", "sign_in.code_digits");
		return form_again(q);
	}
	if ((e = code_check(q->db, visit, &entry, q->lang, q->now, &verdict, &person)) ||
	    (e = still_open(q, &entry, &verdict)))
		return e;
	if (verdict != CODE_RIGHT)
		return reply_see_other(q, code_page(q, reasons[verdict], onward_of(form->next)));
	/* the cookie outlives the session, so that a write which comes too late is still known */
	hash = gate_enter(q, entry.token, SESSION_LASTS + 30 * DAY);
	reply_cookie(q, "known", entry.known, KNOWN_LASTS);
	if (!entry.is_again && (e = session_start(q->db, person->id, hash,
	    header_device(q->pool, q->user_agent), q->now)))
		return e;
	/* with its session: what was held is done by this sign-in, and two phones' are told apart */
	if ((e = q->site->find(q, hash, &q->actor)))
		return e;
	return go_on(q, form->next);
}
