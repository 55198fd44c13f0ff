/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The link of a department without accounts. It comes with its key in the query, which no log has,
 * and goes on in a cookie, so that no further address has it. A good link, an unknown one and one
 * that is over have the same pages and the same answers; of a matter that went on it says so.
 */
#include <string.h>

#include "base/config.h"
#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"
#include "service/transfer_link.h"
#include "web/cookie.h"
#include "web/gate.h"

#define LINK_OPEN_FORM(FIELD) \
	FIELD(key,  WORD, 1, 64, OPTIONAL) \
	FIELD(done, FLAG, 0, 1,  OPTIONAL)
FORM(link_open, LINK_OPEN_FORM)

#define LINK_CODE_FORM(FIELD) \
	FIELD(wrong, FLAG, 0, 1, OPTIONAL)
FORM(link_code, LINK_CODE_FORM)

#define LINK_CHECK_FORM(FIELD) \
	FIELD(code, LINE, 6, 16, REQUIRED)
FORM(link_check, LINK_CHECK_FORM)

#define KEY_COOKIE "desk-link"

static const char *
key_of(struct request *q)
{
	const char *key = cookie_get(q->pool, q->cookies, cookie_name(q, KEY_COOKIE));

	return key && strlen(key) == TRANSFER_LINK_KEY ? key : NULL;
}

/* GET /link?key=: what it is, and a button for the code. 200. */
HANDLER(link_open, link_open)
{
	bool has_key = form->key && strlen(form->key) == TRANSFER_LINK_KEY, has_ended = false;
	const char *key = has_key ? form->key : key_of(q);
	const struct error *e;

	if (key && !form->done && (e = transfer_link_ended(q->db, key, &has_ended)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "clerk.link_title"));
	if (form->done)
		tree_set(q->page, "Notice.Text", say(q, "clerk.handed_back"));
	if (has_ended)
		tree_set_number(q->page, "HasEnded", 1);
	if (has_key)
		reply_cookie(q, KEY_COOKIE, form->key, -1);
	if (form->key || key_of(q))
		tree_set_number(q->page, "HasKey", !form->done);
	return reply_page(q, "link");
}

/* POST /link: a code to the department's mailbox, if the link is good; 303 to where it is entered. */
HANDLER(link_send, none)
{
	const char *key = key_of(q);
	const struct error *e;

	(void)form;
	if (!key)
		return reply_see_other(q, url(q, "/link"));
	if ((e = transfer_link_send(q->db, key, q->address,
	    limit_of_codes(q->address, q->site->config->is_demo), q->now)))
		return e;
	return reply_see_other(q, url(q, "/link/code"));
}

/* GET /link/code: 200, or 303 to the link's page without one. */
HANDLER(link_code, link_code)
{
	if (!key_of(q))
		return reply_see_other(q, url(q, "/link"));
	tree_set(q->page, "Page.Title", say(q, "clerk.code_title"));
	tree_set(q->page, "AgainHref", url(q, "/link"));
	if (form->wrong && !q->is_shown_again)
		invalid(q, "code", "clerk.code_wrong");
	show_focus(q, "code");
	return reply_page(q, "link_code");
}

static const char *
digits_of(struct request *q, const char *typed)
{
	struct text out = {.pool = q->pool};

	for (const char *p = text_halfwidth(q->pool, typed); *p; p++)
		if (*p >= '0' && *p <= '9')
			text_add_bytes(&out, p, 1);
	return out.s ? out.s : "";
}

/* POST /link/code: 303 to the one page with a short session, or back; what was tried is counted. */
HANDLER(link_check, link_check)
{
	const char *key = key_of(q);
	const struct error *e;
	struct bytes hash;
	int64_t link = 0;

	if (key && (e = transfer_link_check(q->db, key, digits_of(q, form->code), q->now, &link)))
		return e;
	if (!link)
		return reply_see_other(q, url(q, "/link/code?wrong=1"));
	hash = gate_enter(q, gate_new_session(q), -1);
	if ((e = transfer_link_enter(q->db, link, hash, q->now)) ||
	    (e = q->site->find(q, hash, &q->actor)))
		return e;
	return reply_see_other(q, clerk_front(q));
}
