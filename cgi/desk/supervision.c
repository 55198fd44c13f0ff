/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Supervision: what was decided in a month or a year, how fast and how much of it late, as a table, a
 * picture and a file; the matters behind each number; and how the units stand now.
 */
#include "service/figures.h"

#include <string.h>

#include "base/error.h"
#include "desk/csv.h"
#include "desk/filter.h"
#include "service/reference.h"

#define FIGURES_FIELDS(FIELD) \
	FIELD(by,    WORD,   1, 12,        OPTIONAL) \
	FIELD(month, WORD,   7, 7,         OPTIONAL) \
	FIELD(unit,  NUMBER, 1, INT64_MAX, OPTIONAL)
#define FIGURES_FORM(FIELD) FIGURES_FIELDS(FIELD)
FORM(figures, FIGURES_FORM)

/* key: of one figure; before: the last one of the page before. */
#define OUTCOMES_FORM(FIELD) \
	FIGURES_FIELDS(FIELD) \
	FIELD(key,    WORD,   1, 40,        OPTIONAL) \
	FIELD(late,   FLAG,   0, 1,         OPTIONAL) \
	FIELD(before, NUMBER, 1, INT64_MAX, OPTIONAL)
FORM(outcomes, OUTCOMES_FORM)

#define MONTHS 12
#define FIRST_YEAR 2020
#define BARS 20
#define BAR_WIDTH 640		/* of the longest bar, in the picture's units */

struct asked {
	struct figures_asked figures;
	struct desk_units units;
	int year, month;		/* the month; of MONTH the last one */
};

static const char *
month_word(const struct request *q, int year, int month)
{
	return pool_format(q->pool, "%04d-%02d", year, month);
}

static void
go_months(int *year, int *month, int n)
{
	int at = *year * 12 + *month - 1 + n;

	*year = at / 12;
	*month = at % 12 + 1;
}

static bool
read_month(const char *word, int *year, int *month)
{
	int64_t y, m;
	char text[8] = "";

	if (!word || strlen(word) != 7 || word[4] != '-')
		return false;
	memcpy(text, word, 7);
	text[4] = '\0';
	if (!text_number(text, FIRST_YEAR, 2999, &y) || !text_number(text + 5, 1, 12, &m))
		return false;
	*year = (int)y;
	*month = (int)m;
	return true;
}

/* By month the year that ends with the chosen one; else that month. What is unknown is not asked for. */
static const struct error *
read_asked(struct request *q, const char *by, const char *month, int64_t unit, struct asked *out)
{
	struct figures_asked *f = &out->figures;
	int year, next_year, next_month, mday;
	const struct error *e;

	*out = (struct asked){.figures = {.unit = q->actor.unit}};
	figures_read(by, &f->by);
	day_split(clock_wenzhou_day(q->now), &out->year, &out->month, &mday);
	read_month(month, &out->year, &out->month);
	year = next_year = out->year;
	int from = next_month = out->month;

	go_months(&next_year, &next_month, 1);
	if (f->by == FIGURES_MONTH)
		go_months(&year, &from, 1 - MONTHS);
	f->since = day_of(year, from, 1);
	f->until = day_of(next_year, next_month, 1) - 1;
	if ((e = queue_units(q->db, q->actor.unit, false, &out->units)))
		return e;
	for (size_t i = 0; i < out->units.count; i++)
		if (out->units.at[i].id == unit)
			f->only = unit;
	return NULL;
}

/* "by=unit&month=2026-11&unit=12" */
static const char *
asked_query(const struct request *q, const struct asked *a, enum figures_by by, int64_t only)
{
	return pool_format(q->pool, "by=%s&month=%s%s", figures_word(by),
	    month_word(q, a->year, a->month),
	    only ? pool_format(q->pool, "&unit=%lld", (long long)only) : "");
}

static const char *
figure_name(const struct request *q, const struct figures_asked *asked, const struct figure *f)
{
	const struct formality *formality;

	switch (asked->by) {
	case FIGURES_FORMALITY:
		formality = catalogue_find(catalogue_of(q), f->key);
		return formality ? local_text(q, &formality->name) : f->key;
	case FIGURES_UNIT:
		return q->lang == LANG_ZH ? f->zh : f->en;
	default:
		return strcmp(f->key, "-") != 0 ? f->key : say(q, "desk.figures.no_officer");
	}
}

/* In hundredths, rounded down: 100 is all of them. */
static int
on_time(const struct figure *f)
{
	return f->decided ? (int)((int64_t)(f->decided - f->late) * 100 / f->decided) : 0;
}

static const char *
matters_href(const struct request *q, const struct asked *a, const char *key, bool is_late)
{
	return url(q, "/supervision/matters?%s%s%s%s", asked_query(q, a, a->figures.by, a->figures.only),
	    key ? "&key=" : "", key ? key : "", is_late ? "&late=1" : "");
}

static void
show_figure(struct request *q, struct tree *node, const struct asked *a, const struct figure *f,
    const char *key)
{
	tree_set(node, "Name", key ? figure_name(q, &a->figures, f) : say(q, "desk.figures.all"));
	tree_set_number(node, "Decided", f->decided);
	tree_set(node, "Href", matters_href(q, a, key, false));
	tree_set_number(node, "OnTime", on_time(f));
	tree_set_number(node, "Late", f->late);
	if (f->late)
		tree_set(node, "LateHref", matters_href(q, a, key, true));
	tree_set_number(node, "Half", f->half);
	tree_set_number(node, "Most", f->most);
	tree_set_number(node, "Refused", f->refused);
	tree_set_number(node, "Corrections", f->corrections);
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
		struct tree *node = tree_append(q->page, "Bars");
		int whole = (int)((int64_t)f->decided * BAR_WIDTH / longest);
		int late = (int)((int64_t)f->late * BAR_WIDTH / longest);

		tree_set(node, "Name", figure_name(q, &a->figures, f));
		tree_set(node, "Says", say2(q, "desk.figures.bar", pool_format(q->pool, "%d", f->decided),
		    pool_format(q->pool, "%d", f->late)));
		tree_set_number(node, "At", (int64_t)i);
		tree_set_number(node, "Whole", whole > 2 ? whole : 2);
		tree_set_number(node, "Late", f->late && late < 3 ? 3 : late);
		tree_set_number(node, "LateX", whole - (f->late && late < 3 ? 3 : late));
	}
}

static void
add_choice(struct request *q, const char *list, const char *name, const char *query, bool is_here)
{
	struct tree *node = tree_append(q->page, list);

	tree_set(node, "Name", name);
	tree_set(node, "Href", url(q, "/supervision?%s", query));
	if (is_here)
		tree_set_number(node, "Here", 1);
}

static void
show_choices(struct request *q, const struct asked *a)
{
	const struct figures_asked *f = &a->figures;

	for (int i = 0; i < FIGURES_WAYS; i++)
		add_choice(q, "Ways", say(q, pool_format(q->pool, "desk.figures.by_%s",
		    figures_word((enum figures_by)i))), asked_query(q, a, (enum figures_by)i, f->only),
		    f->by == (enum figures_by)i);
	if (a->units.count > 1)
		add_choice(q, "Units", say(q, "desk.figures.all_units"), asked_query(q, a, f->by, 0),
		    !f->only);
	for (size_t i = 0; i < a->units.count && a->units.count > 1; i++) {
		const struct desk_unit *u = &a->units.at[i];

		add_choice(q, "Units", q->lang == LANG_ZH ? u->zh : u->en, asked_query(q, a, f->by, u->id),
		    f->only == u->id);
	}
}

/* The twelve months up to this one, the newest first. */
static void
show_months(struct request *q, const struct asked *a)
{
	int year, month, mday;

	day_split(clock_wenzhou_day(q->now), &year, &month, &mday);
	for (int i = 0; i < MONTHS; i++, go_months(&year, &month, -1)) {
		struct tree *node = tree_append(q->page, "Months");

		tree_set(node, "Value", month_word(q, year, month));
		if (year == a->year && month == a->month)
			tree_set_number(node, "Here", 1);
	}
	tree_set(q->page, "By", figures_word(a->figures.by));
	if (a->figures.only)
		tree_set(q->page, "Only", pool_format(q->pool, "%lld", (long long)a->figures.only));
}

static const struct error *
show_now(struct request *q)
{
	struct standing_now *at;
	const struct error *e;
	size_t count;

	if ((e = figures_now(q->db, q->actor.unit, q->now, &at, &count)))
		return e;
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

/* GET /supervision: the figures of a month, or of a year by month. 200. */
HANDLER(supervision, figures)
{
	struct figures figures;
	const struct error *e;
	struct asked a;

	if ((e = read_asked(q, form->by, form->month, form->unit, &a)) ||
	    (e = figures_load(q->db, &a.figures, &figures)) || (e = show_now(q)))
		return e;
	for (size_t i = 0; i < figures.count; i++)
		show_figure(q, tree_append(q->page, "Figures"), &a, &figures.at[i], figures.at[i].key);
	show_figure(q, tree_make(q->page, "All", "It"), &a, &figures.all, NULL);
	show_picture(q, &a, &figures);
	show_choices(q, &a);
	show_months(q, &a);
	tree_set(q->page, "CsvHref", url(q, "/supervision.csv?%s",
	    asked_query(q, &a, a.figures.by, a.figures.only)));
	tree_set(q->page, "Column", say(q, pool_format(q->pool, "desk.figures.column_%s",
	    figures_word(a.figures.by))));
	tree_set(q->page, "HereHref", url(q, "/supervision"));
	tree_set(q->page, "Page.Title", say(q, "desk.figures.title"));
	return reply_page(q, "supervision");
}

/* GET /supervision.csv: the table as a file. 200. */
HANDLER(supervision_csv, figures)
{
	static const char *const columns[] = {"decided", "late", "on_time", "half", "most", "refused",
	    "corrections"};
	struct text out = {.pool = q->pool};
	struct figures figures;
	const struct error *e;
	struct asked a;

	if ((e = read_asked(q, form->by, form->month, form->unit, &a)) ||
	    (e = figures_load(q->db, &a.figures, &figures)))
		return e;
	csv_start(&out);
	csv_cell(&out, say(q, pool_format(q->pool, "desk.figures.column_%s", figures_word(a.figures.by))));
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		text_add(&out, ",");
		csv_cell(&out, say(q, pool_format(q->pool, "desk.figures.%s", columns[i])));
	}
	text_add(&out, "\r\n");
	for (size_t i = 0; i < figures.count; i++) {
		const struct figure *f = &figures.at[i];

		csv_cell(&out, figure_name(q, &a.figures, f));
		text_addf(&out, ",%d,%d,%d%%,%d,%d,%d,%d\r\n", f->decided, f->late, on_time(f), f->half,
		    f->most, f->refused, f->corrections);
	}
	return reply_bytes(q, "text/csv; charset=utf-8", BYTES(out.s, out.n),
	    pool_format(q->pool, "qiao-%s-%s.csv", figures_word(a.figures.by),
	    month_word(q, a.year, a.month)));
}

/* Which figure it is: "Ouhai branch centre · 2026-11". */
static void
show_of(struct request *q, const struct asked *a, const char *key, const struct outcomes *outcomes)
{
	const struct outcome *first = outcomes->count ? &outcomes->at[0] : NULL;
	struct figure f = {.key = key, .zh = first ? first->unit_zh : key,
	    .en = first ? first->unit_en : key};
	const char *month = month_word(q, a->year, a->month);

	tree_set(q->page, "Of", !key || text_same(key, month) ? month :
	    pool_format(q->pool, "%s · %s", figure_name(q, &a->figures, &f), month));
}

static void
show_outcome(struct request *q, const struct outcome *o)
{
	const struct formality *f = catalogue_find(catalogue_of(q), o->formality);
	struct tree *node = tree_append(q->page, "Outcomes");
	char ref[REFERENCE_SHOWN];

	tree_set(node, "Name", f ? local_text(q, &f->name) : o->formality);
	if (o->ref) {
		reference_show(o->ref, ref);
		tree_set(node, "Ref", ref);
		tree_set(node, "Href", url(q, "/matters/%s", o->ref));
	}
	tree_set(node, "Unit", q->lang == LANG_ZH ? o->unit_zh : o->unit_en);
	tree_set(node, "Officer", o->officer);
	tree_set(node, "Day", day_text(q, o->decided));
	tree_set_number(node, "Took", o->took);
	if (o->is_late)
		tree_set_number(node, "Late", 1);
	if (!o->is_granted)
		tree_set_number(node, "Refused", 1);
}

/* GET /supervision/matters: those behind one figure, 50 a page. 200. */
HANDLER(supervision_matters, outcomes)
{
	const char *key = form->key;
	struct outcomes outcomes;
	const struct error *e;
	struct asked a;

	if ((e = read_asked(q, form->by, form->month, form->unit, &a)) ||
	    (e = figures_outcomes(q->db, &a.figures, key, form->late, form->before, &outcomes)))
		return e;
	for (size_t i = 0; i < outcomes.count; i++)
		show_outcome(q, &outcomes.at[i]);
	if (outcomes.has_more)
		tree_set(q->page, "More", pool_format(q->pool, "%s&before=%lld",
		    matters_href(q, &a, key, form->late),
		    (long long)outcomes.at[outcomes.count - 1].application));
	tree_set(q->page, "BackHref", url(q, "/supervision?%s",
	    asked_query(q, &a, a.figures.by, a.figures.only)));
	show_of(q, &a, key, &outcomes);
	tree_set(q->page, "Page.Title", say(q, form->late ? "desk.figures.matters_late" :
	    "desk.figures.matters"));
	return reply_page(q, "supervision_matters");
}
