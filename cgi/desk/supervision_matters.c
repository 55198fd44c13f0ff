/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The matters behind each number of supervision, as a page and as a file. */
#include "base/csv.h"
#include "base/error.h"
#include "desk/forms.h"
#include "desk/supervision.h"
#include "service/reference.h"

/* key: of one figure; which: of enum figures_which; before: the last one of the page before. */
#define OUTCOMES_FORM(FIELD) \
	FIGURES_FIELDS(FIELD) \
	FIELD(key,    WORD,   1, 40,        OPTIONAL) \
	FIELD(which,  WORD,   1, 12,        OPTIONAL) \
	FIELD(before, NUMBER, 1, INT64_MAX, OPTIONAL)
FORM(outcomes, OUTCOMES_FORM)

/* Which figure it is: "Ouhai branch centre · 2026-11". */
static void
show_of(struct request *q, const struct asked *a, const char *key, const struct outcomes *outcomes)
{
	const struct outcome *first = outcomes->count ? &outcomes->at[0] : NULL;
	struct figure f = {.key = key, .zh = first ? first->unit_zh : key,
	    .en = first ? first->unit_en : key};
	const char *month = asked_month(q, a);

	tree_set(q->page, "Of", !key || text_same(key, month) ? month :
	    pool_format(q->pool, "%s · %s", figure_name(q, &a->figures, f.key, f.zh, f.en), month));
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
		if (o->may_open)
			tree_set(node, "Href", url(q, "/matters/%s", o->ref));
	}
	tree_set(node, "Unit", q->lang == LANG_ZH ? o->unit_zh : o->unit_en);
	tree_set(node, "Officer", o->officer);
	tree_set(node, "Day", day_text(q, o->decided));
	if (o->took >= 0)
		tree_set(node, "Took", pool_format(q->pool, "%d", o->took));
	if (o->is_late)
		tree_set_number(node, "Late", 1);
	if (!o->is_granted)
		tree_set_number(node, "Refused", 1);
}

struct behind {
	struct asked asked;
	const char *key;
	enum figures_which which;
};

/* A key that can be none is not asked for, as everything else that is unknown. */
static const struct error *
read_behind(struct request *q, const struct outcomes_form *form, struct behind *out)
{
	*out = (struct behind){.which = FIGURES_DECIDED, .key = figures_is_key(form->key) ? form->key : NULL};
	figures_which_read(form->which, &out->which);
	return read_asked(q, form->by, form->month, form->unit, &out->asked);
}

static const char *
day_name(enum figures_which which)
{
	return which >= FIGURES_RECEIVED ? "desk.figures.date" : "desk.figures.day";
}

/* GET /supervision/matters: those behind one figure, 50 a page. 200. */
HANDLER(supervision_matters, outcomes)
{
	struct outcomes outcomes;
	const struct error *e;
	struct behind b;
	const char *query;

	if ((e = read_behind(q, form, &b)) || (e = figures_outcomes(q->db, &b.asked.figures, b.key, b.which,
	    form->before, OUTCOMES_PAGE, &outcomes)))
		return e;
	query = matters_query(q, &b.asked, b.key, b.which);
	for (size_t i = 0; i < outcomes.count; i++)
		show_outcome(q, &outcomes.at[i]);
	if (outcomes.has_more)
		tree_set(q->page, "More", url(q, "/supervision/matters?%s&before=%lld", query,
		    (long long)outcomes.last));
	show_hidden(q, outcomes.hidden);
	tree_set(q->page, "CsvHref", url(q, "/supervision/matters.csv?%s", query));
	tree_set(q->page, "DayName", say(q, day_name(b.which)));
	tree_set(q->page, "BackHref", url(q, "/supervision?%s",
	    asked_query(q, &b.asked, b.asked.figures.by, b.asked.figures.only)));
	show_of(q, &b.asked, b.key, &outcomes);
	tree_set(q->page, "Page.Title", say(q, pool_format(q->pool, "desk.figures.behind_%s",
	    figures_which_word(b.which))));
	return reply_page(q, "supervision_matters");
}

static void
add_outcome(struct request *q, struct text *out, const struct outcome *o)
{
	const struct formality *f = catalogue_find(catalogue_of(q), o->formality);
	char ref[REFERENCE_SHOWN] = "", date[DAY_TEXT];

	if (o->ref)
		reference_show(o->ref, ref);
	day_format(clock_wenzhou_day(o->decided), date);
	csv_row(out, (const char *const[]){f ? local_text(q, &f->name) : o->formality, ref,
	    q->lang == LANG_ZH ? o->unit_zh : o->unit_en, o->officer ? o->officer : "", date,
	    o->took >= 0 ? pool_format(q->pool, "%d", o->took) : "",
	    o->is_late ? say(q, "desk.figures.is_late") : "",
	    o->is_granted ? "" : say(q, "desk.figures.refused"), NULL});
}

/* GET /supervision/matters.csv: the same as a file, FILE_ROWS of them at most. 200. */
HANDLER(supervision_matters_csv, outcomes)
{
	const char *columns[] = {"desk.column.formality", "desk.column.number",
	    "desk.figures.column_unit", "desk.column.officer", NULL, "desk.figures.took",
	    "desk.figures.is_late", "desk.figures.refused", NULL};
	struct outcomes outcomes = {.has_more = true};
	struct text out = {.pool = q->pool};
	const struct error *e;
	int64_t before = 0;
	struct behind b;
	int hidden = 0;

	if ((e = read_behind(q, form, &b)))
		return e;
	columns[4] = day_name(b.which);
	file_start(q, &out, columns);
	for (int done = 0; done < FILE_ROWS && outcomes.has_more; done += OUTCOMES_FILE) {
		if ((e = figures_outcomes(q->db, &b.asked.figures, b.key, b.which, before, OUTCOMES_FILE,
		    &outcomes)))
			return e;
		for (size_t i = 0; i < outcomes.count; i++)
			add_outcome(q, &out, &outcomes.at[i]);
		hidden += outcomes.hidden;
		before = outcomes.last;
	}
	file_hidden(q, &out, hidden);
	return file_reply(q, &out, outcomes.has_more ? FILE_ROWS : 0, pool_format(q->pool, "qiao-%s-%s.csv",
	    figures_which_word(b.which), asked_month(q, &b.asked)));
}
