/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Demo mode's inbox: what went out by SMS and mail. Outside demo mode it does not exist, and
 * the portal's database account may not read the outbox's texts (schema/grants.sql).
 */
#include <string.h>

#include "base/config.h"
#include "base/error.h"
#include "portal/forms.h"
#include "portal/portal.h"
#include "store/seal.h"

#define INBOX_MOST 100

STATEMENT(inbox_select, "i", "issbtbb",
    "SELECT id, channel, kind, address, sent, subject, body FROM notice WHERE state = 'sent' "
    "ORDER BY sent DESC, id DESC LIMIT ?")

struct message {
	int64_t id;
	moment sent;
	const char *channel, *kind, *to, *subject, *body;
};

static const struct error *
open_text(struct request *q, int64_t id, struct bytes sealed, const char **out)
{
	*out = "";
	return sealed.n ? unseal_text(q->pool, "notice", id, sealed, out) : NULL;
}

static const struct error *
load(struct request *q, struct message **out, size_t *count)
{
	const struct error *e;
	struct rows rows;

	if (!q->site->config->is_demo)
		return fail(ERROR_NOT_FOUND, "not in demo mode");
	if ((e = db_rows(q->db, &inbox_select, DB(db_int(INBOX_MOST)), &rows)))
		return e;
	*count = rows.count;
	*out = pool_zero(q->pool, (rows.count + 1) * sizeof **out);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];
		struct message *m = &(*out)[i];

		*m = (struct message){.id = row_int(r, 0), .channel = row_text(r, 1),
		    .kind = row_text(r, 2), .sent = row_moment(r, 4)};
		if ((e = open_text(q, m->id, row_bytes(r, 3), &m->to)) ||
		    (e = open_text(q, m->id, row_bytes(r, 5), &m->subject)) ||
		    (e = open_text(q, m->id, row_bytes(r, 6), &m->body)))
			return e;
	}
	return NULL;
}

/* The six digits of a sign-in message, to be copied with two taps; NULL if there are none. */
static const char *
code_in(struct request *q, const struct message *m)
{
	for (const char *p = m->body; *p && text_same(m->kind, "code"); p++)
		if (strspn(p, "0123456789") == 6)
			return pool_bytes(q->pool, p, 6);
	return NULL;
}

/* GET /demo/inbox: newest first. 200; 404 outside demo mode. */
HANDLER(demo_inbox, none)
{
	struct message *messages;
	const struct error *e;
	size_t count;

	(void)form;
	if ((e = load(q, &messages, &count)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "demo.inbox_title"));
	for (size_t i = 0; i < count; i++) {
		struct tree *node = tree_append(q->page, "Messages");

		tree_set(node, "Channel", messages[i].channel);
		tree_set(node, "To", messages[i].to);
		tree_set(node, "Subject", messages[i].subject);
		tree_set(node, "Body", messages[i].body);
		tree_set(node, "Code", code_in(q, &messages[i]));
		show_moment(q, node, "At", messages[i].sent);
	}
	return reply_page(q, "demo_inbox");
}

static void
put_string(struct text *out, const char *s)
{
	text_add(out, "\"");
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			text_addf(out, "\\%c", *s);
		else if ((unsigned char)*s < 0x20)
			text_addf(out, "\\u%04x", (unsigned)*s);
		else
			text_add_bytes(out, s, 1);
	}
	text_add(out, "\"");
}

/* GET /demo/inbox.json: the same for scripts. */
HANDLER(demo_inbox_json, none)
{
	struct text out = {.pool = q->pool};
	struct message *messages;
	const struct error *e;
	char at[MOMENT_TEXT];
	size_t count;

	(void)form;
	if ((e = load(q, &messages, &count)))
		return e;
	text_add(&out, "{\"messages\":[");
	for (size_t i = 0; i < count; i++) {
		const struct message *m = &messages[i];
		const char *const values[][2] = {{"channel", m->channel}, {"kind", m->kind},
		    {"to", m->to}, {"subject", m->subject}, {"body", m->body}};

		moment_format(m->sent, at);
		text_addf(&out, "%s{\"id\":\"%lld\",\"at\":\"%s\"", i ? "," : "", (long long)m->id, at);
		for (size_t j = 0; j < sizeof values / sizeof *values; j++) {
			text_addf(&out, ",\"%s\":", values[j][0]);
			put_string(&out, values[j][1]);
		}
		text_add(&out, "}");
	}
	text_add(&out, "]}\n");
	return reply_bytes(q, "application/json", BYTES(out.s, out.n), NULL);
}
