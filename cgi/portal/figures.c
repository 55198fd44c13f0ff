/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The public figures of a quarter: totals for everybody, identities for nobody. */
#include "base/csv.h"
#include "base/error.h"
#include "portal/forms.h"
#include "portal/portal.h"
#include "service/published.h"
#include "service/unit_name.h"

#define SHOWN_MOST 30		/* rows of a table on the page; the file has them all */

#define QUARTER_FORM(FIELD) \
	FIELD(quarter, WORD, 7, 7, OPTIONAL)
FORM(quarter, QUARTER_FORM)

/* "2026-Q3" as people say it. */
static const char *
quarter_text(const struct request *q, const char *quarter)
{
	return say2(q, "figures.quarter", pool_format(q->pool, "%.4s", quarter), quarter + 6);
}

static const char *
formality_or_rest(struct request *q, const struct published_row *row)
{
	return *row->code ? formality_name(q, row->code) : say(q, "figures.rest");
}

static const char *
unit_or_rest(struct request *q, const struct published_row *row)
{
	if (!*row->code)
		return say(q, "figures.rest");
	return !row->zh ? row->code : unit_name(q->pool, row->zh, row->en, q->lang);
}

static const char *
say_numbers(const struct request *q, const char *key, int a, int b)
{
	return say2(q, key, pool_format(q->pool, "%d", a), pool_format(q->pool, "%d", b));
}

static void
show_row(struct request *q, struct tree *node, const char *name, const struct published_row *row)
{
	tree_set(node, "Name", name);
	tree_set(node, "Counts", say_numbers(q, "figures.counts", row->received, row->decided));
	if (!row->decided)
		return;
	tree_set(node, "OnTime", say_numbers(q, "figures.share", row->on_time, 0));
	tree_set(node, "Days", say_numbers(q, "figures.days", row->half, row->most));
}

typedef const char *row_name(struct request *, const struct published_row *);

static void
show_rows(struct request *q, const char *path, const struct published_rows *rows, row_name *name)
{
	size_t shown = rows->count > SHOWN_MOST ? SHOWN_MOST : rows->count;

	for (size_t i = 0; i < shown; i++)
		show_row(q, tree_append(q->page, path), name(q, &rows->at[i]), &rows->at[i]);
	if (rows->count > shown)
		tree_set_number(q->page, pool_format(q->pool, "More.%s", path),
		    (int64_t)(rows->count - shown));
}

static void
show_levels(struct request *q, const struct published *p)
{
	for (int level = PUBLISHED_LEVELS; level > 0; level--) {
		struct tree *node = tree_append(q->page, "Levels");

		tree_set(node, "Name", say(q, pool_format(q->pool, "rating.level_%d", level)));
		tree_set(node, "Count", p->level[level] < 0 ? say(q, "figures.hidden") :
		    pool_format(q->pool, "%d", p->level[level]));
	}
	tree_set_number(q->page, "Rated", p->rated);
}

static void
show_quarters(struct request *q, const struct published *p)
{
	for (size_t i = 0; p->quarters[i]; i++) {
		struct tree *node = tree_append(q->page, "Quarters");

		tree_set(node, "Name", quarter_text(q, p->quarters[i]));
		if (text_same(p->quarters[i], p->quarter))
			tree_set_number(node, "Here", 1);
		else
			tree_set(node, "Href", url(q, "/figures?quarter=%s", p->quarters[i]));
	}
}

/* GET /figures: of the newest quarter that is over, or of the one asked for. 200. */
HANDLER(figures, quarter)
{
	const struct error *e;
	struct published p;

	if ((e = published_load(q->db, form->quarter, &p)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "figures.title"));
	if (p.quarter) {
		tree_set(q->page, "Quarter", quarter_text(q, p.quarter));
		tree_set(q->page, "CsvHref", url(q, "/figures.csv?quarter=%s", p.quarter));
		if (p.all.code)
			show_row(q, tree_make(q->page, "All", "It"), say(q, "figures.all"), &p.all);
		show_rows(q, "Formalities", &p.formalities, formality_or_rest);
		show_rows(q, "Units", &p.units, unit_or_rest);
		show_levels(q, &p);
		show_quarters(q, &p);
	}
	if (form->quarter)
		tree_set(q->page, "Here.Query", pool_format(q->pool, "quarter=%s", form->quarter));
	q->reply.is_public = true;
	return reply_page(q, "figures");
}

static void
csv_rows(struct request *q, struct text *out, const char *what, const struct published_rows *rows,
    row_name *name)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct published_row *r = &rows->at[i];

		csv_cell(out, what);
		text_add(out, ",");
		csv_cell(out, name(q, r));
		text_addf(out, ",%d,%d", r->received, r->decided);
		if (r->decided)
			text_addf(out, ",%d%%,%d,%d,\r\n", r->on_time, r->half, r->most);
		else
			text_add(out, ",,,,\r\n");
	}
}

static const char *
all_name(struct request *q, const struct published_row *row)
{
	(void)row;
	return say(q, "figures.all");
}

/* GET /figures.csv: the same as a file, with every row. 200, 404 before the first. */
HANDLER(figures_csv, quarter)
{
	static const char *const columns[] = {"received", "decided", "on_time", "half", "most", "rated"};
	struct text out = {.pool = q->pool};
	const struct error *e;
	struct published p;

	if ((e = published_load(q->db, form->quarter, &p)))
		return e;
	if (!p.quarter)
		return fail(ERROR_NOT_FOUND, "nothing was published yet");
	csv_start(&out);
	csv_cell(&out, quarter_text(q, p.quarter));
	text_add(&out, ",");
	csv_cell(&out, "");
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		text_add(&out, ",");
		csv_cell(&out, say(q, pool_format(q->pool, "figures.%s", columns[i])));
	}
	text_add(&out, "\r\n");
	if (p.all.code)
		csv_rows(q, &out, say(q, "figures.all"), &(struct published_rows){&p.all, 1}, all_name);
	csv_rows(q, &out, say(q, "figures.formality"), &p.formalities, formality_or_rest);
	csv_rows(q, &out, say(q, "figures.unit"), &p.units, unit_or_rest);
	for (int level = PUBLISHED_LEVELS; level > 0 && p.rated > 0; level--) {
		csv_cell(&out, say(q, "figures.ratings"));
		text_add(&out, ",");
		csv_cell(&out, say(q, pool_format(q->pool, "rating.level_%d", level)));
		if (p.level[level] >= 0)
			text_addf(&out, ",,,,,,%d\r\n", p.level[level]);
		else
			text_add(&out, ",,,,,,\r\n");
	}
	q->reply.is_public = true;
	return reply_bytes(q, "text/csv; charset=utf-8", BYTES(out.s, out.n),
	    pool_format(q->pool, "qiao-%s.csv", p.quarter));
}
