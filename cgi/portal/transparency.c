/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The glass box: the roots of the days for everybody, and the proof of one's own matter. */
#include <string.h>

#include "base/error.h"
#include "portal/forms.h"
#include "portal/portal.h"
#include "service/ledger.h"
#include "store/seal.h"

#define SHOWN_MOST 31
#define JSON_MOST 400
#define DAY_LAST 2932896	/* 9999-12-31 */

#define DAYS_FORM(FIELD) \
	FIELD(before, WORD, 10, 10, OPTIONAL)
FORM(days, DAYS_FORM)

#define BY_REF_AND_DAY_FORM(FIELD) \
	FIELD(ref, WORD, 9, 9, REQUIRED) \
	FIELD(day, WORD, 10, 10, REQUIRED)
FORM(by_ref_and_day, BY_REF_AND_DAY_FORM)

/* A link's odd date is no reason to refuse the page: it begins with the newest. */
static day
before_of(const char *typed)
{
	day d;

	return typed && day_parse(typed, &d) ? d : DAY_LAST;
}

static const char *
date_text(const struct request *q, day d)
{
	char text[DAY_TEXT];

	day_format(d, text);
	return pool_string(q->pool, text);
}

static const char *
root_text(const struct request *q, const struct ledger_day *d)
{
	return hex(q->pool, BYTES(d->root.b, HASH_SIZE));
}

/* GET /transparency: what it is about, and a month of roots. 200. */
HANDLER(transparency, days)
{
	struct ledger_days days;
	const struct error *e;

	if ((e = ledger_list(q->db, before_of(form->before), SHOWN_MOST, &days)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "transparency.title"));
	for (size_t i = 0; i < days.count; i++) {
		const struct ledger_day *d = &days.at[i];
		struct tree *node = tree_append(q->page, "Days");

		show_day(q, node, "Date", clock_wenzhou_end(d->date));
		tree_set(node, "Iso", date_text(q, d->date));
		tree_set_number(node, "Added", d->added);
		tree_set_number(node, "Size", d->size);
		tree_set(node, "Root", root_text(q, d));
		/* of the demonstration, whose samples have a proof at once (admin/sample_matter.c) */
		if (d->date >= clock_wenzhou_day(q->now))
			tree_set_number(node, "Early", 1);
	}
	if (days.count == SHOWN_MOST)
		tree_set(q->page, "More", url(q, "/transparency?before=%s",
		    date_text(q, days.at[days.count - 1].date)));
	if (form->before)
		tree_set(q->page, "Here.Query", pool_format(q->pool, "before=%s",
		    date_text(q, before_of(form->before))));
	q->reply.is_public = true;
	return reply_page(q, "transparency");
}

/* GET /transparency.json: the same for programs, a year of them. 200. */
HANDLER(transparency_json, days)
{
	struct ledger_days days;
	const struct error *e;

	if ((e = ledger_list(q->db, before_of(form->before), JSON_MOST, &days)))
		return e;
	q->reply.is_public = true;
	return reply_bytes(q, "application/json", bytes_of(ledger_json(q->pool, &days)), NULL);
}

void
show_root(struct request *q, const char *ref, const struct evidence *v, const char *key)
{
	struct tree *node = tree_make(q->page, "Root", "It");

	show_day(q, node, "Date", clock_wenzhou_end(v->day.date));
	tree_set(node, "Text", say1(q, key, tree_get(node, "Date")));
	tree_set(node, "Hash", root_text(q, &v->day));
	tree_set(node, "Href", url(q, "/applications/%s/proof/%s", ref, date_text(q, v->day.date)));
}

const struct error *
show_first_root(struct request *q, const struct application *a)
{
	struct evidence *v;
	const struct error *e;
	day next;

	if ((e = evidence_load(q->db, a->id, EVIDENCE_FIRST, &v)))
		return e;
	if (v) {
		show_root(q, a->ref, v, "root.first");
		return NULL;
	}
	if ((e = ledger_next(q->db, a->submitted, &next)))
		return e;
	show_day(q, q->page, "RootSoon", clock_wenzhou_end(next));
	return NULL;
}

/* GET /applications/:ref/proof/:day: a file for qiao-verify. 200, 404 if it is not theirs or has none. */
HANDLER(proof, by_ref_and_day)
{
	struct application *a;
	struct evidence *v;
	const struct error *e;
	day d;

	if (!day_parse(form->day, &d))
		return fail(ERROR_NOT_FOUND, "no date");
	if ((e = application_load_own(q->db, q->actor.id, form->ref, &a)) ||
	    (e = evidence_prove(q->db, a->id, d, &v)))
		return e;
	return reply_bytes(q, "application/json", bytes_of(evidence_json(q->pool, v)),
	    pool_format(q->pool, "qiao-%s-%s.json", a->ref, form->day));
}
