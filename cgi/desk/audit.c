/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The record of administration: what was done to whom, when and by whom; the same as a file. */
#include "base/csv.h"
#include "base/error.h"
#include "desk/audit_words.h"

/* before: the last one of the page before. */
#define AUDIT_FORM(FIELD) \
	FIELD(subject, WORD,   1, 12,        OPTIONAL) \
	FIELD(name,    LINE,   1, 80,        OPTIONAL) \
	FIELD(by,      LINE,   1, 12,        OPTIONAL) \
	FIELD(since,   WORD,   1, 10,        OPTIONAL) \
	FIELD(until,   WORD,   1, 10,        OPTIONAL) \
	FIELD(before,  NUMBER, 1, INT64_MAX, OPTIONAL)
FORM(audit, AUDIT_FORM)

#define FILE_MOST 20000			/* rows */

static bool
is_day(const char *typed)
{
	day d;

	return !typed || day_parse(typed, &d);
}

/* A day of Wenzhou's; what is none is told beside its field, and not asked for. */
static moment
day_read(const char *typed, int after)
{
	day d;

	return typed && day_parse(typed, &d) ? clock_wenzhou_end(d + after - 1) + 1 : 0;
}

static struct audit_filter
read_filter(const struct audit_form *form)
{
	return (struct audit_filter){.subject = form->subject, .name = form->name, .number = form->by,
	    .since = day_read(form->since, 0), .until = day_read(form->until, 1),
	    .before = form->before};
}

static void
add_word(struct text *out, const char *name, const char *value)
{
	if (!value)
		return;
	text_addf(out, "%s%s=", out->n ? "&" : "", name);
	for (const unsigned char *p = (const unsigned char *)value; *p; p++)
		text_addf(out, "%%%02X", *p);
}

/* "subject=officer&by=S-0901", or "" */
static const char *
filter_query(const struct request *q, const struct audit_form *form)
{
	struct text out = {.pool = q->pool};

	add_word(&out, "subject", form->subject);
	add_word(&out, "name", form->name);
	add_word(&out, "by", form->by);
	add_word(&out, "since", form->since);
	add_word(&out, "until", form->until);
	return out.s ? out.s : "";
}

static const char *
actor_text(const struct request *q, const struct audit_row *r)
{
	const char *role = say(q, pool_format(q->pool, "desk.role.%s", r->role));

	return r->number ? pool_format(q->pool, "%s %s", role, r->number) : role;
}

static void
show_row(struct request *q, const struct units *units, const struct audit_row *r)
{
	struct tree *node = tree_append(q->page, "Acts");

	tree_set(node, "Seq", pool_format(q->pool, "%lld", (long long)r->seq));
	show_moment(q, node, "At", r->at);
	tree_set(node, "What", audit_action_text(q, r));
	tree_set(node, "Subject", audit_subject_text(q, r->subject));
	tree_set(node, "Name", audit_about(q, units, r));
	tree_set(node, "Detail", audit_detail(q, units, r));
	tree_set(node, "By", actor_text(q, r));
	tree_set(node, "ByName", r->full_name);
}

static void
show_filter(struct request *q, const struct audit_form *form)
{
	const char *subject;

	for (size_t i = 0; (subject = audit_subject(i)); i++)
		show_option(q, "Subjects", subject, audit_subject_text(q, subject), form->subject);
	tree_set(q->page, "Filter.Name", form->name);
	tree_set(q->page, "Filter.By", form->by);
	tree_set(q->page, "Filter.Since", form->since);
	tree_set(q->page, "Filter.Until", form->until);
	if (!is_day(form->since))
		tree_set(q->page, "Filter.SinceError", say1(q, "desk.audit.no_day", form->since));
	if (!is_day(form->until))
		tree_set(q->page, "Filter.UntilError", say1(q, "desk.audit.no_day", form->until));
	tree_set(q->page, "Filter.Href", url(q, "/audit"));
	if (*filter_query(q, form))
		tree_set_number(q->page, "Filter.Open", 1);
}

/* GET /audit: 50 a page, the newest on top. 200. */
HANDLER(audit, audit)
{
	const struct audit_filter filter = read_filter(form);
	const char *query = filter_query(q, form);
	struct audit_rows rows;
	const struct error *e;
	struct units units;

	if ((e = unit_list(q->db, &units)) || (e = audit_list(q->db, &filter, false, &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++)
		show_row(q, &units, &rows.at[i]);
	show_filter(q, form);
	if (rows.has_more)
		tree_set(q->page, "More", url(q, "/audit?%s%sbefore=%lld", query, *query ? "&" : "",
		    (long long)rows.at[rows.count - 1].seq));
	if (form->before)
		tree_set(q->page, "First", url(q, "/audit?%s", query));
	tree_set(q->page, "CsvHref", url(q, "/audit.csv?%s", query));
	tree_set(q->page, "Page.Title", say(q, "desk.audit.title"));
	return reply_page(q, "audit");
}

static void
add_file_row(struct request *q, const struct units *units, struct text *out, const struct audit_row *r)
{
	const char *detail = audit_detail(q, units, r);
	char iso[MOMENT_TEXT];

	moment_format(r->at, iso);
	csv_row(out, (const char *const[]){pool_format(q->pool, "%lld", (long long)r->seq), iso,
	    audit_subject_text(q, r->subject), r->action, audit_action_text(q, r), audit_about(q, units, r),
	    detail ? detail : "", actor_text(q, r), NULL});
}

/* GET /audit.csv: what the filter leaves, the newest FILE_MOST. 200; 303 to the page if a day is none. */
HANDLER(audit_csv, audit)
{
	static const char *const columns[] = {"seq", "at", "subject_label", "word", "what", "name", "detail",
	    "by"};
	struct audit_filter filter = read_filter(form);
	const char *head[sizeof columns / sizeof *columns + 1] = {0};
	struct text out = {.pool = q->pool};
	struct audit_rows rows;
	const struct error *e;
	struct units units;

	if (!is_day(form->since) || !is_day(form->until))
		return reply_see_other(q, url(q, "/audit?%s", filter_query(q, form)));
	if ((e = unit_list(q->db, &units)))
		return e;
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		head[i] = say(q, pool_format(q->pool, "desk.audit.%s", columns[i]));
	csv_start(&out);
	csv_row(&out, head);
	for (int done = 0; done < FILE_MOST; done += AUDIT_FILE) {
		if ((e = audit_list(q->db, &filter, true, &rows)))
			return e;
		for (size_t i = 0; i < rows.count; i++)
			add_file_row(q, &units, &out, &rows.at[i]);
		if (!rows.has_more)
			break;
		filter.before = rows.at[rows.count - 1].seq;
	}
	return reply_bytes(q, "text/csv; charset=utf-8", BYTES(out.s, out.n), "qiao-audit.csv");
}
