/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Supervision: what was decided in a month or a year, how fast and how much of it late, as a table, a
 * picture and a file; and how the units stand now. supervision_matters.c has the matters behind each number.
 */
#include "service/figures.h"

#include "base/error.h"
#include "base/csv.h"
#include "desk/forms.h"
#include "desk/supervision.h"

#define FIGURES_FORM(FIELD) FIGURES_FIELDS(FIELD)
FORM(figures, FIGURES_FORM)

#define BARS 20

/* In hundredths, rounded down: 100 is all of them. */
static int
on_time(const struct figure *f)
{
	return f->decided ? (int)((int64_t)(f->decided - f->late) * 100 / f->decided) : 0;
}

static const char *
matters_href(const struct request *q, const struct asked *a, const char *key, enum figures_which which)
{
	return url(q, "/supervision/matters?%s", matters_query(q, a, key, which));
}

/* Number and its matters; nothing is behind none. */
static void
show_number(struct request *q, struct tree *node, const char *name, int n, const char *href)
{
	tree_set_number(node, name, n);
	if (n)
		tree_set(node, pool_format(q->pool, "%sHref", name), href);
}

static void
show_figure(struct request *q, struct tree *node, const struct asked *a, const struct figure *f,
    const char *key)
{
	tree_set(node, "Name", key ? figure_name(q, &a->figures, f->key, f->zh, f->en) :
	    say(q, "desk.figures.all"));
	tree_set_number(node, "Decided", f->decided);
	tree_set(node, "Href", matters_href(q, a, key, FIGURES_DECIDED));
	tree_set_number(node, "OnTime", on_time(f));
	if (f->decided > f->late)
		tree_set(node, "OnTimeHref", matters_href(q, a, key, FIGURES_ON_TIME));
	show_number(q, node, "Late", f->late, matters_href(q, a, key, FIGURES_LATE));
	tree_set_number(node, "Half", f->half);
	tree_set_number(node, "Most", f->most);
	show_number(q, node, "Refused", f->refused, matters_href(q, a, key, FIGURES_REFUSED));
	show_number(q, node, "Corrections", f->corrections, matters_href(q, a, key, FIGURES_CORRECTED));
	show_number(q, node, "Received", f->received, matters_href(q, a, key, FIGURES_RECEIVED));
	show_number(q, node, "Handed", f->handed_back, matters_href(q, a, key, FIGURES_HANDED_BACK));
}

static void
show_rows(struct request *q, const struct asked *a, const struct figures *figures)
{
	for (size_t i = 0; i < figures->count; i++) {
		struct tree *node = tree_append(q->page, "Figures");

		show_figure(q, node, a, &figures->at[i], figures->at[i].key);
		if (is_folded_row(a, i) && !figures->at[i].late)
			tree_set_number(node, "More", 1);
	}
	show_all_rows(q, figures->count);
}

/* A bar for each of the first: its length is how many, the hatched end what was late. */
static void
show_picture(struct request *q, const struct asked *a, const struct figures *figures)
{
	size_t count = figures->count < BARS ? figures->count : BARS;
	int longest = 1;

	for (size_t i = 0; i < count; i++)
		if (figures->at[i].decided > longest)
			longest = figures->at[i].decided;
	for (size_t i = 0; i < count; i++) {
		const struct figure *f = &figures->at[i];

		if (!f->decided)
			continue;
		show_bar(q, "Bars", figure_name(q, &a->figures, f->key, f->zh, f->en),
		    say2(q, "desk.figures.bar", pool_format(q->pool, "%d", f->decided),
		    pool_format(q->pool, "%d", f->late)), (struct bar){f->decided, f->late, longest, i});
	}
}

/* A bar for each unit: what it has on its hands, the hatched end what is late of it. */
static void
show_now_picture(struct request *q, const struct standing_now *at, size_t count)
{
	int longest = 1;

	for (size_t i = 0; i < count; i++)
		if (at[i].open > longest)
			longest = at[i].open;
	for (size_t i = 0; i < count && i < BARS; i++)
		show_bar(q, "NowBars", q->lang == LANG_ZH ? at[i].zh : at[i].en,
		    say2(q, "desk.figures.now_bar", pool_format(q->pool, "%d", at[i].open),
		    pool_format(q->pool, "%d", at[i].overdue)),
		    (struct bar){at[i].open, at[i].overdue, longest, i});
}

static const struct error *
show_now(struct request *q)
{
	struct standing_now *at;
	const struct error *e;
	size_t count;

	if ((e = figures_now(q->db, q->actor.unit, q->actor.id, q->now, &at, &count)))
		return e;
	show_now_picture(q, at, count);
	for (size_t i = 0; i < count; i++) {
		struct tree *node = tree_append(q->page, "Now");
		const struct standing_now *s = &at[i];

		tree_set(node, "Name", q->lang == LANG_ZH ? s->zh : s->en);
		tree_set_number(node, "Open", s->open);
		tree_set_number(node, "Overdue", s->overdue);
		tree_set_number(node, "Soon", s->soon);
		tree_set(node, "OpenHref", url(q, "/?list=unit&unit=%lld", (long long)s->unit));
		tree_set(node, "OverdueHref", url(q, "/?list=overdue&unit=%lld", (long long)s->unit));
		tree_set(node, "SoonHref", url(q, "/?list=soon&unit=%lld", (long long)s->unit));
	}
	return NULL;
}

/* GET /supervision/now.csv: how the units stand at this moment, as a file. 200. */
HANDLER(supervision_now_csv, none)
{
	static const char *const columns[] = {"column_unit", "open", "overdue", "soon"};
	struct text out = {.pool = q->pool};
	struct standing_now *at;
	const struct error *e;
	size_t count;

	(void)form;
	if ((e = figures_now(q->db, q->actor.unit, q->actor.id, q->now, &at, &count)))
		return e;
	csv_start(&out);
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		text_add(&out, i ? "," : "");
		csv_cell(&out, say(q, pool_format(q->pool, "desk.figures.%s", columns[i])));
	}
	text_add(&out, "\r\n");
	for (size_t i = 0; i < count; i++) {
		csv_cell(&out, q->lang == LANG_ZH ? at[i].zh : at[i].en);
		text_addf(&out, ",%d,%d,%d\r\n", at[i].open, at[i].overdue, at[i].soon);
	}
	return reply_bytes(q, "text/csv; charset=utf-8", BYTES(out.s, out.n), "qiao-now.csv");
}

/* GET /supervision: the figures of a month, or of a year by month. 200. */
HANDLER(supervision, figures)
{
	struct figures figures;
	const struct error *e;
	struct asked a;

	if ((e = read_asked(q, form->by, form->month, form->unit, &a)) ||
	    (e = figures_load(q->db, &a.figures, &figures)) ||
	    (e = figures_volumes(q->db, &a.figures, &figures)) || (e = show_now(q)))
		return e;
	show_rows(q, &a, &figures);
	show_figure(q, tree_make(q->page, "All", "It"), &a, &figures.all, NULL);
	show_picture(q, &a, &figures);
	show_choices(q, &a, "/supervision");
	tree_set(q->page, "NowCsvHref", url(q, "/supervision/now.csv"));
	tree_set(q->page, "CsvHref", url(q, "/supervision.csv?%s",
	    asked_query(q, &a, a.figures.by, a.figures.only)));
	tree_set(q->page, "RatingsHref", url(q, "/supervision/ratings?%s",
	    asked_query(q, &a, a.figures.by, a.figures.only)));
	tree_set(q->page, "Page.Title", say(q, "desk.figures.title"));
	return reply_page(q, "supervision");
}

/* As the page has it, and an empty cell where it has a dash. */
static void
add_figure(struct request *q, struct text *out, const struct asked *a, const struct figure *f)
{
	csv_cell(out, figure_name(q, &a->figures, f->key, f->zh, f->en));
	text_addf(out, ",%d,%d,", f->decided, f->late);
	text_add(out, f->decided ? pool_format(q->pool, "%d%%,%d,%d", on_time(f), f->half, f->most) : ",,");
	text_addf(out, ",%d,%d,", f->refused, f->corrections);
	text_add(out, a->figures.by == FIGURES_OFFICER ? "" : pool_format(q->pool, "%d", f->received));
	text_addf(out, ",%d\r\n", f->handed_back);
}

/* GET /supervision.csv: the table as a file. 200. */
HANDLER(supervision_csv, figures)
{
	static const char *const columns[] = {"decided", "late", "on_time", "half", "most", "refused",
	    "corrections", "received", "handed_back"};
	struct text out = {.pool = q->pool};
	struct figures figures;
	const struct error *e;
	struct asked a;

	if ((e = read_asked(q, form->by, form->month, form->unit, &a)) ||
	    (e = figures_load(q->db, &a.figures, &figures)) ||
	    (e = figures_volumes(q->db, &a.figures, &figures)))
		return e;
	csv_start(&out);
	csv_cell(&out, say(q, pool_format(q->pool, "desk.figures.column_%s", figures_word(a.figures.by))));
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		text_add(&out, ",");
		csv_cell(&out, say(q, pool_format(q->pool, "desk.figures.%s", columns[i])));
	}
	text_add(&out, "\r\n");
	for (size_t i = 0; i < figures.count; i++)
		add_figure(q, &out, &a, &figures.at[i]);
	return reply_bytes(q, "text/csv; charset=utf-8", BYTES(out.s, out.n),
	    pool_format(q->pool, "qiao-%s-%s.csv", figures_word(a.figures.by),
	    asked_month(q, &a)));
}
