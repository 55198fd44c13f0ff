/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Supervision of ratings: of each level how many, by formality, unit, site, officer or month, as a table, a
 * picture and a file, and the matters behind each number. Only totals leave the desk.
 */
#include "base/error.h"
#include "base/csv.h"
#include "desk/supervision.h"
#include "service/rating.h"
#include "service/reference.h"

#define RATINGS_FORM(FIELD) FIGURES_FIELDS(FIELD)
FORM(ratings, RATINGS_FORM)

/* key: of one figure; before: the last one of the page before. */
#define RATED_FORM(FIELD) \
	FIGURES_FIELDS(FIELD) \
	FIELD(key,    WORD,   1, 40,            OPTIONAL) \
	FIELD(level,  NUMBER, 1, RATING_LEVELS, OPTIONAL) \
	FIELD(again,  FLAG,   0, 1,             OPTIONAL) \
	FIELD(before, NUMBER, 1, INT64_MAX,     OPTIONAL)
FORM(rated, RATED_FORM)

#define BARS 20

static int
dissatisfied(const struct ratings_figure *f)
{
	int bad = 0;

	for (int level = 1; level <= RATING_BAD; level++)
		bad += f->level[level];
	return bad;
}

/* In hundredths, rounded down: how many were not dissatisfied. */
static int
satisfied(const struct ratings_figure *f)
{
	return f->rated ? (int)((int64_t)(f->rated - dissatisfied(f)) * 100 / f->rated) : 0;
}

static const char *
rated_query(const struct request *q, const struct asked *a, const struct rated_asked *r)
{
	return pool_format(q->pool, "%s%s%s", matters_query(q, a, r->key, FIGURES_DECIDED),
	    r->level ? pool_format(q->pool, "&level=%d", r->level) : "", r->is_again ? "&again=1" : "");
}

static const char *
rated_href(const struct request *q, const struct asked *a, const struct rated_asked *r)
{
	return url(q, "/supervision/ratings/matters?%s", rated_query(q, a, r));
}

static void
show_figure(struct request *q, struct tree *node, const struct asked *a, const struct ratings_figure *f,
    const char *key)
{
	tree_set(node, "Name", key ? figure_name(q, &a->figures, f->key, f->zh, f->en) :
	    say(q, "desk.figures.all"));
	tree_set_number(node, "Rated", f->rated);
	tree_set(node, "Href", rated_href(q, a, &(struct rated_asked){.key = key}));
	tree_set_number(node, "Satisfied", satisfied(f));
	tree_set_number(node, "Again", f->again);
	if (f->again)
		tree_set(node, "AgainHref", rated_href(q, a,
		    &(struct rated_asked){.key = key, .is_again = true}));
	for (int level = RATING_LEVELS; level > 0; level--) {
		struct tree *cell = tree_append(node, "Levels");

		tree_set(cell, "Name", say(q, pool_format(q->pool, "rating.level_%d", level)));
		tree_set_number(cell, "Count", f->level[level]);
		if (level <= RATING_BAD && f->level[level])
			tree_set_number(cell, "IsBad", 1);
		if (f->level[level])
			tree_set(cell, "Href", rated_href(q, a,
			    &(struct rated_asked){.key = key, .level = level}));
	}
}

static void
show_rows(struct request *q, const struct asked *a, const struct ratings_figures *figures)
{
	for (size_t i = 0; i < figures->count; i++) {
		struct tree *node = tree_append(q->page, "Figures");

		show_figure(q, node, a, &figures->at[i], figures->at[i].key);
		if (is_folded_row(a, i) && !dissatisfied(&figures->at[i]))
			tree_set_number(node, "More", 1);
	}
	show_all_rows(q, figures->count);
}

/* A bar for each of the first, all of one length: the hatched end is those who were dissatisfied. */
static void
show_picture(struct request *q, const struct asked *a, const struct ratings_figures *figures)
{
	for (size_t i = 0; i < figures->count && i < BARS; i++) {
		const struct ratings_figure *f = &figures->at[i];
		int bad = dissatisfied(f);

		show_bar(q, "Bars", figure_name(q, &a->figures, f->key, f->zh, f->en),
		    say2(q, "desk.ratings.bar", pool_format(q->pool, "%d", f->rated),
		    pool_format(q->pool, "%d", bad)), (struct bar){f->rated, bad, f->rated, i});
	}
}

/* GET /supervision/ratings: of a month, or of a year by month; what is being followed up now. 200. */
HANDLER(supervision_ratings, ratings)
{
	struct ratings_figures figures;
	struct follow_ups open;
	const struct error *e;
	struct asked a;

	if ((e = read_asked(q, form->by, form->month, form->unit, &a)) ||
	    (e = figures_ratings(q->db, &a.figures, &figures)) ||
	    (e = follow_up_count(q->db, q->actor.unit, q->actor.id, q->now, &open)))
		return e;
	show_rows(q, &a, &figures);
	show_figure(q, tree_make(q->page, "All", "It"), &a, &figures.all, NULL);
	show_picture(q, &a, &figures);
	show_choices(q, &a, "/supervision/ratings");
	tree_set_number(q->page, "Open", open.open);
	tree_set_number(q->page, "Overdue", open.overdue);
	tree_set(q->page, "ExclusionsHref", url(q, "/supervision/exclusions"));
	tree_set(q->page, "ListHref", url(q, "/?list=ratings&unit=%d", VIEW_ALL));
	tree_set(q->page, "DecisionsHref", url(q, "/supervision?%s",
	    asked_query(q, &a, a.figures.by, a.figures.only)));
	tree_set(q->page, "CsvHref", url(q, "/supervision/ratings.csv?%s",
	    asked_query(q, &a, a.figures.by, a.figures.only)));
	tree_set(q->page, "Page.Title", say(q, "desk.ratings.title"));
	return reply_page(q, "supervision_ratings");
}

/* GET /supervision/ratings.csv: the table as a file. 200. */
HANDLER(supervision_ratings_csv, ratings)
{
	struct text out = {.pool = q->pool};
	struct ratings_figures figures;
	const struct error *e;
	struct asked a;

	if ((e = read_asked(q, form->by, form->month, form->unit, &a)) ||
	    (e = figures_ratings(q->db, &a.figures, &figures)))
		return e;
	csv_start(&out);
	csv_cell(&out, say(q, pool_format(q->pool, "desk.figures.column_%s", figures_word(a.figures.by))));
	text_add(&out, ",");
	csv_cell(&out, say(q, "desk.ratings.rated"));
	for (int level = RATING_LEVELS; level > 0; level--) {
		text_add(&out, ",");
		csv_cell(&out, say(q, pool_format(q->pool, "rating.level_%d", level)));
	}
	text_add(&out, ",");
	csv_cell(&out, say(q, "desk.ratings.satisfied"));
	text_add(&out, ",");
	csv_cell(&out, say(q, "desk.ratings.again"));
	text_add(&out, "\r\n");
	for (size_t i = 0; i < figures.count; i++) {
		const struct ratings_figure *f = &figures.at[i];

		csv_cell(&out, figure_name(q, &a.figures, f->key, f->zh, f->en));
		text_addf(&out, ",%d", f->rated);
		for (int level = RATING_LEVELS; level > 0; level--)
			text_addf(&out, ",%d", f->level[level]);
		text_addf(&out, ",%d%%,%d\r\n", satisfied(f), f->again);
	}
	return reply_bytes(q, "text/csv; charset=utf-8", BYTES(out.s, out.n),
	    pool_format(q->pool, "qiao-ratings-%s-%s.csv", figures_word(a.figures.by), asked_month(q, &a)));
}

static void
show_rated(struct request *q, const struct rated_matter *m)
{
	const struct formality *f = catalogue_find(catalogue_of(q), m->formality);
	struct tree *node = tree_append(q->page, "Rated");
	char ref[REFERENCE_SHOWN];

	tree_set(node, "Name", f ? local_text(q, &f->name) : m->formality);
	if (m->ref) {
		reference_show(m->ref, ref);
		tree_set(node, "Ref", ref);
		if (m->may_open)
			tree_set(node, "Href", url(q, "/matters/%s", m->ref));
	}
	tree_set(node, "Unit", q->lang == LANG_ZH ? m->unit_zh : m->unit_en);
	tree_set(node, "Officer", m->officer);
	tree_set(node, "Day", day_text(q, m->at));
	tree_set(node, "Level", say(q, pool_format(q->pool, "rating.level_%d", m->level)));
	if (m->level <= RATING_BAD)
		tree_set_number(node, "IsBad", 1);
	if (m->again)
		tree_set(node, "Again", say(q, pool_format(q->pool, "rating.level_%d", m->again)));
	if (m->closed)
		tree_set(node, "Closed", day_text(q, m->closed));
	else if (m->due)
		tree_set(node, "Due", day_text(q, m->due));
	if (m->ref && m->may_open)
		tree_set(node, "ExcludeHref", url(q, "/supervision/exclude/%s", m->ref));
	if (m->due && !m->closed && q->now > m->due)
		tree_set_number(node, "IsOver", 1);
}

/* Which figure it is: "Ouhai branch centre · 2026-11 · Dissatisfied". */
static void
show_of(struct request *q, const struct asked *a, const char *key, int level,
    const struct rated_matters *rated)
{
	const struct rated_matter *first = rated->count ? &rated->at[0] : NULL;
	const char *month = asked_month(q, a);

	tree_set(q->page, "Of", pool_format(q->pool, "%s%s%s%s%s", !key || text_same(key, month) ? "" :
	    figure_name(q, &a->figures, key, first ? first->unit_zh : key, first ? first->unit_en : key),
	    !key || text_same(key, month) ? "" : " · ", month, level ? " · " : "",
	    level ? say(q, pool_format(q->pool, "rating.level_%d", level)) : ""));
}

static const struct error *
read_rated(struct request *q, const struct rated_form *form, struct asked *a, struct rated_asked *r)
{
	*r = (struct rated_asked){figures_is_key(form->key) ? form->key : NULL, (int)form->level,
	    form->again};
	return read_asked(q, form->by, form->month, form->unit, a);
}

/* GET /supervision/ratings/matters: those behind one figure, 50 a page. 200. */
HANDLER(supervision_rated, rated)
{
	struct rated_matters rated;
	const struct error *e;
	struct rated_asked r;
	struct asked a;

	if ((e = read_rated(q, form, &a, &r)) ||
	    (e = figures_rated(q->db, &a.figures, &r, form->before, OUTCOMES_PAGE, &rated)))
		return e;
	for (size_t i = 0; i < rated.count; i++)
		show_rated(q, &rated.at[i]);
	if (rated.has_more)
		tree_set(q->page, "More", pool_format(q->pool, "%s&before=%lld", rated_href(q, &a, &r),
		    (long long)rated.last));
	show_hidden(q, rated.hidden);
	tree_set(q->page, "CsvHref", url(q, "/supervision/ratings/matters.csv?%s", rated_query(q, &a, &r)));
	tree_set(q->page, "BackHref", url(q, "/supervision/ratings?%s",
	    asked_query(q, &a, a.figures.by, a.figures.only)));
	show_of(q, &a, r.key, r.level, &rated);
	tree_set(q->page, "Page.Title", say(q, "desk.ratings.matters"));
	return reply_page(q, "supervision_rated");
}

static void
add_rated(struct request *q, struct text *out, const struct rated_matter *m)
{
	const struct formality *f = catalogue_find(catalogue_of(q), m->formality);
	char ref[REFERENCE_SHOWN] = "", at[DAY_TEXT], closed[DAY_TEXT] = "";

	if (m->ref)
		reference_show(m->ref, ref);
	day_format(clock_wenzhou_day(m->at), at);
	if (m->closed)
		day_format(clock_wenzhou_day(m->closed), closed);
	csv_row(out, (const char *const[]){f ? local_text(q, &f->name) : m->formality, ref,
	    q->lang == LANG_ZH ? m->unit_zh : m->unit_en, m->officer ? m->officer : "", at,
	    say(q, pool_format(q->pool, "rating.level_%d", m->level)),
	    m->again ? say(q, pool_format(q->pool, "rating.level_%d", m->again)) : "", closed, NULL});
}

/* GET /supervision/ratings/matters.csv: the same as a file. 200. */
HANDLER(supervision_rated_csv, rated)
{
	static const char *const columns[] = {"desk.column.formality", "desk.column.number",
	    "desk.figures.column_unit", "desk.column.officer", "desk.ratings.day", "desk.ratings.level",
	    "desk.ratings.again", "desk.ratings.closed_on", NULL};
	struct rated_matters rated = {.has_more = true};
	struct text out = {.pool = q->pool};
	const struct error *e;
	struct rated_asked r;
	int64_t before = 0;
	struct asked a;
	int hidden = 0;

	if ((e = read_rated(q, form, &a, &r)))
		return e;
	file_start(q, &out, columns);
	for (int done = 0; done < FILE_ROWS && rated.has_more; done += OUTCOMES_FILE) {
		if ((e = figures_rated(q->db, &a.figures, &r, before, OUTCOMES_FILE, &rated)))
			return e;
		for (size_t i = 0; i < rated.count; i++)
			add_rated(q, &out, &rated.at[i]);
		hidden += rated.hidden;
		before = rated.last;
	}
	file_hidden(q, &out, hidden);
	return file_reply(q, &out, rated.has_more ? FILE_ROWS : 0,
	    pool_format(q->pool, "qiao-rated-%s.csv", asked_month(q, &a)));
}
