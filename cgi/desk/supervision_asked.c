/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "desk/supervision.h"

#include <string.h>

#include "base/csv.h"
#include "base/error.h"

#define MONTHS 12
#define FIRST_YEAR 2020
#define ROWS_FIRST 10

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

const struct error *
read_asked(struct request *q, const char *by, const char *month, int64_t unit, struct asked *out)
{
	struct figures_asked *f = &out->figures;
	int year, next_year, next_month, mday;
	const struct error *e;

	*out = (struct asked){.figures = {.unit = q->actor.unit, .viewer = q->actor.id}};
	figures_read(by, &f->by);
	day_split(clock_wenzhou_day(q->now), &out->year, &out->month, &mday);
	if (!read_month(month, &out->year, &out->month) && pairs_get(&q->query, "month") &&
	    *pairs_get(&q->query, "month"))
		misread(q, "month", pairs_get(&q->query, "month"));
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

const char *
asked_query(const struct request *q, const struct asked *a, enum figures_by by, int64_t only)
{
	return pool_format(q->pool, "by=%s&month=%s%s", figures_word(by),
	    month_word(q, a->year, a->month),
	    only ? pool_format(q->pool, "&unit=%lld", (long long)only) : "");
}

const char *
matters_query(const struct request *q, const struct asked *a, const char *key, enum figures_which which)
{
	return pool_format(q->pool, "%s%s%s%s%s", asked_query(q, a, a->figures.by, a->figures.only),
	    key ? "&key=" : "", key ? key : "", which ? "&which=" : "",
	    which ? figures_which_word(which) : "");
}

const char *
asked_month(const struct request *q, const struct asked *a)
{
	return month_word(q, a->year, a->month);
}

const char *
figure_name(const struct request *q, const struct figures_asked *asked, const char *key, const char *zh,
    const char *en)
{
	const struct formality *formality;

	switch (asked->by) {
	case FIGURES_FORMALITY:
		formality = catalogue_find(catalogue_of(q), key);
		return formality ? local_text(q, &formality->name) : key;
	case FIGURES_UNIT:
	case FIGURES_SITE:
		return q->lang == LANG_ZH ? zh : en;
	default:
		return !text_same(key, "-") ? key : say(q, "desk.figures.no_officer");
	}
}

static void
add_choice(struct request *q, const char *list, const char *name, const char *path, const char *query,
    bool is_here)
{
	struct tree *node = tree_append(q->page, list);

	tree_set(node, "Name", name);
	tree_set(node, "Href", url(q, "%s?%s#by", path, query));
	if (is_here)
		tree_set_number(node, "Here", 1);
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

void
show_choices(struct request *q, const struct asked *a, const char *path)
{
	const struct figures_asked *f = &a->figures;

	for (int i = 0; i < FIGURES_WAYS; i++)
		add_choice(q, "Ways", say(q, pool_format(q->pool, "desk.figures.by_%s",
		    figures_word((enum figures_by)i))), path, asked_query(q, a, (enum figures_by)i, f->only),
		    f->by == (enum figures_by)i);
	if (a->units.count > 1)
		add_choice(q, "Units", say(q, "desk.figures.all_units"), path,
		    asked_query(q, a, f->by, 0), !f->only);
	for (size_t i = 0; i < a->units.count && a->units.count > 1; i++) {
		const struct desk_unit *u = &a->units.at[i];

		add_choice(q, "Units", q->lang == LANG_ZH ? u->zh : u->en, path,
		    asked_query(q, a, f->by, u->id), f->only == u->id);
	}
	show_months(q, a);
	tree_set(q->page, "Column", say(q, pool_format(q->pool, "desk.figures.column_%s",
	    figures_word(f->by))));
	tree_set(q->page, "HereHref", url(q, "%s", path));
}

#define BAR_WIDTH 640		/* of the longest, in the picture's units */
#define BAR_LEAST 3		/* what is there is seen */

void
show_bar(struct request *q, const char *list, const char *name, const char *says, struct bar bar)
{
	struct tree *node = tree_append(q->page, list);
	int whole = (int)((int64_t)bar.whole * BAR_WIDTH / bar.longest);
	int part = (int)((int64_t)bar.part * BAR_WIDTH / bar.longest);

	if (whole < BAR_LEAST)
		whole = BAR_LEAST;
	if (bar.part && part < BAR_LEAST)
		part = BAR_LEAST;
	tree_set(node, "Name", name);
	tree_set(node, "Says", says);
	tree_set_number(node, "At", (int64_t)bar.at);
	tree_set_number(node, "Whole", whole);
	tree_set_number(node, "Late", part);
	tree_set_number(node, "LateX", whole - part);
}

void
file_start(struct request *q, struct text *out, const char *const *columns)
{
	csv_start(out);
	for (size_t i = 0; columns[i]; i++) {
		text_add(out, i ? "," : "");
		csv_cell(out, say(q, columns[i]));
	}
	text_add(out, "\r\n");
}

const struct error *
file_reply(struct request *q, struct text *out, int cut, const char *name)
{
	if (cut)
		csv_row(out, (const char *const[]){say1(q, "desk.figures.file_cut",
		    pool_format(q->pool, "%d", cut)), NULL});
	return reply_bytes(q, "text/csv; charset=utf-8", BYTES(out->s, out->n), name);
}

static const char *
hidden_text(const struct request *q, int count)
{
	return count == 1 ? say(q, "desk.figures.hidden_one") :
	    say1(q, "desk.figures.hidden", pool_format(q->pool, "%d", count));
}

bool
is_folded_row(const struct asked *a, size_t i)
{
	return a->figures.by == FIGURES_FORMALITY && i >= ROWS_FIRST;
}

void
show_all_rows(struct request *q, size_t count)
{
	tree_set(q->page, "AllRows", count > ROWS_FIRST ?
	    say1(q, "desk.figures.all_rows", pool_format(q->pool, "%zu", count)) :
	    say(q, "desk.figures.all_columns"));
}

void
show_hidden(struct request *q, int count)
{
	if (count)
		tree_set(q->page, "Hidden", hidden_text(q, count));
}

void
file_hidden(struct request *q, struct text *out, int count)
{
	if (count)
		csv_row(out, (const char *const[]){hidden_text(q, count), NULL});
}
