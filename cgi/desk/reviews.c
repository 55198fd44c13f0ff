/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Sampling: what was drawn, a new draw, one draw with what was found, the same as a file. */
#include "service/review.h"

#include "base/csv.h"
#include "base/error.h"
#include "desk/filter.h"
#include "service/audit.h"
#include "service/catalogue.h"
#include "service/reference.h"
#include "service/version.h"

#define REVIEWS_FORM(FIELD) \
	FIELD(before, NUMBER, 1, INT64_MAX, OPTIONAL)
FORM(reviews, REVIEWS_FORM)

/* unit: 0 or absent is all that they look after; ending: however it ended. */
#define REVIEW_DRAW_FORM(FIELD) \
	FIELD(since,     WORD,   10, 10,          REQUIRED) \
	FIELD(until,     WORD,   10, 10,          REQUIRED) \
	FIELD(unit,      NUMBER, 0, INT64_MAX,    OPTIONAL) \
	FIELD(formality, WORD,   1, 40,           OPTIONAL) \
	FIELD(ending,    WORD,   1, 12,           OPTIONAL) \
	FIELD(count,     NUMBER, 1, REVIEW_MOST,  REQUIRED)
FORM(review_draw, REVIEW_DRAW_FORM)

/* check: drawn again now, to be compared. */
#define BY_REVIEW_FORM(FIELD) \
	FIELD(review, NUMBER, 1, INT64_MAX, REQUIRED) \
	FIELD(check,  FLAG,   0, 1,         OPTIONAL)
FORM(by_review, BY_REVIEW_FORM)

static const char *
number(const struct request *q, int64_t n)
{
	return pool_format(q->pool, "%lld", (long long)n);
}

static const char *
formality_name(struct request *q, const char *code)
{
	const struct formality *f = code ? version_newest(q->db, catalogue_of(q), code) : NULL;

	return f ? local_text(q, &f->name) : code ? code : say(q, "desk.review.any");
}

static const char *
ending_name(struct request *q, enum review_ending how)
{
	return say(q, how == ENDING_ANY ? "desk.review.ended_any" :
	    pool_format(q->pool, "desk.review.ended_%s", ending_word(how)));
}

static void
show_head(struct request *q, struct tree *node, const struct review *r)
{
	char since[DAY_TEXT], until[DAY_TEXT];

	day_format(r->wish.since, since);
	day_format(r->wish.until, until);
	tree_set(node, "Href", url(q, "/reviews/%lld", (long long)r->id));
	show_moment(q, node, "Drawn", r->drawn);
	tree_set(node, "By", r->number);
	tree_set(node, "Period", say2(q, r->wish.ending == ENDING_DECISION ? "desk.review.decided_from_to" :
	    "desk.review.from_to", since, until));
	tree_set(node, "Ending", ending_name(q, r->wish.ending));
	tree_set(node, "Unit", r->zh ? q->lang == LANG_ZH ? r->zh : r->en : say(q, "desk.review.all_units"));
	tree_set(node, "Formality", formality_name(q, r->wish.formality));
	tree_set(node, "Count", say2(q, "desk.review.of", number(q, r->drawn_count),
	    number(q, r->population)));
	tree_set(node, "Reviewed", say2(q, "desk.review.done", number(q, r->reviewed_count),
	    number(q, r->drawn_count)));
	for (int f = 0; f < FINDINGS; f++) {
		struct tree *total = tree_append(node, "Totals");

		tree_set(total, "Name", say(q, pool_format(q->pool, "desk.review.finding_%s",
		    finding_word((enum review_finding)f))));
		tree_set_number(total, "Count", r->counts[f]);
	}
}

static void
show_endings(struct request *q)
{
	for (enum review_ending how = ENDING_DECIDED; how < ENDING_DECISION; how++)
		show_option(q, "Endings", ending_word(how), ending_name(q, how), form_typed(q, "ending"));
}

static const struct error *
show_choices(struct request *q)
{
	struct desk_units units;
	const struct error *e;

	if ((e = queue_units(q->db, q->actor.unit, false, &units)))
		return e;
	show_endings(q);
	for (size_t i = 0; i < units.count; i++)
		show_option(q, "Units", number(q, units.at[i].id), q->lang == LANG_ZH ? units.at[i].zh :
		    units.at[i].en, form_typed(q, "unit"));
	show_formality_options(q, form_typed(q, "formality"));
	return NULL;
}

/* The last thirty days, until something else was typed. */
static void
offer_days(struct request *q)
{
	day today = clock_wenzhou_day(q->now);
	char text[DAY_TEXT];

	day_format(today - 30, text);
	form_default(q, "since", pool_string(q->pool, text));
	day_format(today, text);
	form_default(q, "until", pool_string(q->pool, text));
	form_default(q, "count", "10");
}

/* GET /reviews: what this unit's supervisors have drawn, and the form. 200. */
HANDLER(reviews, reviews)
{
	struct reviews list;
	const struct error *e;

	if ((e = review_list(q->db, q->actor.unit, form->before, &list)) || (e = show_choices(q)))
		return e;
	for (size_t i = 0; i < list.count; i++)
		show_head(q, tree_append(q->page, "Reviews"), &list.at[i]);
	if (list.has_more)
		tree_set(q->page, "More", url(q, "/reviews?before=%lld",
		    (long long)list.at[list.count - 1].id));
	if (form->before)
		tree_set(q->page, "First", url(q, "/reviews"));
	offer_days(q);
	tree_set(q->page, "Most", say1(q, "desk.review.most", number(q, REVIEW_MOST)));
	tree_set(q->page, "Page.Title", say(q, "desk.review.title"));
	return reply_page(q, "reviews");
}

static const struct error *
read_wish(struct request *q, const struct review_draw_form *form, struct review_wish *out)
{
	struct desk_units units;
	const struct error *e;
	bool is_theirs = !form->unit;

	*out = (struct review_wish){.of_unit = form->unit, .count = (int)form->count};
	if (!day_parse(form->since, &out->since))
		invalid(q, "since", "desk.review.not_a_day");
	if (!day_parse(form->until, &out->until))
		invalid(q, "until", "desk.review.not_a_day");
	if (!has_problems(q) && (out->until < out->since || out->until - out->since >= REVIEW_DAYS_MOST))
		invalid(q, "until", "desk.review.days_wrong");
	if (form->formality && catalogue_find(catalogue_of(q), form->formality))
		out->formality = form->formality;
	else if (form->formality)
		invalid(q, "formality", "form.not_a_choice");
	if (form->ending && (!ending_read(form->ending, &out->ending) || out->ending == ENDING_DECISION))
		invalid(q, "ending", "form.not_a_choice");
	if ((e = queue_units(q->db, q->actor.unit, false, &units)))
		return e;
	for (size_t i = 0; i < units.count; i++)
		is_theirs |= units.at[i].id == form->unit;
	if (!is_theirs)
		invalid(q, "unit", "form.not_a_choice");
	return NULL;
}

/* POST /reviews: 303 to the draw; 422 if there is nothing to draw from, or too much. */
HANDLER(reviews_draw, review_draw)
{
	const struct review_drawer by = {q->actor.id, q->actor.unit};
	struct review_wish wish;
	const struct error *e;
	int64_t id = 0;

	if ((e = read_wish(q, form, &wish)))
		return e;
	if (has_problems(q))
		return form_again(q);
	e = review_draw(q->db, &by, &wish, q->now, &id);
	if (e && (e->kind == ERROR_NOT_FOUND || e->kind == ERROR_INVALID)) {
		invalid(q, "since", e->kind == ERROR_NOT_FOUND ? "desk.review.nothing" :
		    "desk.review.too_many");
		return form_again(q);
	}
	if (e || (e = audit_add(q->db, &(struct audit){.action = AUDIT_REVIEW_DRAWN, .actor = q->actor.id,
	    .role = role_word(role_of(q)), .target = id, .name = number(q, id),
	    .detail = pool_format(q->pool, "%s – %s, %s, %s, %d", form->since, form->until,
	    wish.formality ? wish.formality : "*", wish.ending ? ending_word(wish.ending) : "*",
	    wish.count)}, q->now)))
		return e;
	return reply_see_other(q, url(q, "/reviews/%lld", (long long)id));
}

static void
show_matter(struct request *q, const struct review *r, const struct review_matter *m)
{
	struct tree *node = tree_append(q->page, "Matters");
	char ref[REFERENCE_SHOWN];

	if (m->ref) {
		reference_show(m->ref, ref);
		tree_set(node, "Ref", ref);
		tree_set(node, "Href", url(q, "/matters/%s", m->ref));
	}
	tree_set_number(node, "Place", m->place);
	tree_set(node, "Name", formality_name(q, m->formality));
	tree_set(node, "Unit", q->lang == LANG_ZH ? m->unit_zh : m->unit_en);
	tree_set(node, "Ended", m->ended ? day_text(q, m->ended) : "–");
	if (m->ending != ENDING_ANY)
		tree_set(node, "Ending", ending_name(q, m->ending));
	if (m->decided)
		tree_set(node, "Decided", day_text(q, m->decided));
	show_moment(q, node, "Reviewed", m->reviewed);
	if (m->reviewed)
		tree_set(node, "Finding", say(q, pool_format(q->pool, "desk.review.finding_%s",
		    finding_word(m->finding))));
	if (m->reviewed && m->finding != FINDING_ORDER)
		tree_set_number(node, "IsFault", 1);
	if (!m->reviewed && m->ref && r->officer == q->actor.id)
		tree_set(node, "ReviewHref", url(q, "/matters/%s/review", m->ref));
}

static const struct error *
show_check(struct request *q, const struct review *r)
{
	const struct error *e;
	int population;
	bool is_same;

	if ((e = review_check(q->db, r, &is_same, &population)))
		return e;
	tree_set(q->page, "Check", say2(q, is_same ? "desk.review.same" : "desk.review.other",
	    number(q, r->population), number(q, population)));
	return NULL;
}

/* GET /reviews/:review: 200; 404 for another unit's. */
HANDLER(review_shown, by_review)
{
	const struct error *e;
	struct review r;

	if ((e = review_load(q->db, q->actor.unit, form->review, &r)) ||
	    (form->check && (e = show_check(q, &r))))
		return e;
	show_head(q, tree_make(q->page, "It", "Draw"), &r);
	tree_set(q->page, "Seed", r.seed);
	for (int i = 0; i < r.drawn_count; i++)
		show_matter(q, &r, &r.at[i]);
	tree_set(q->page, "CheckHref", url(q, "/reviews/%lld?check=1", (long long)r.id));
	tree_set(q->page, "CsvHref", url(q, "/reviews/%lld/csv", (long long)r.id));
	tree_set(q->page, "ListHref", url(q, "/reviews"));
	tree_set(q->page, "Page.Title", say(q, "desk.review.one"));
	return reply_page(q, "review");
}

/* GET /reviews/:review/csv: a row for each matter, without the words. 200; 404. */
HANDLER(review_csv, by_review)
{
	static const char *const columns[] = {"place", "number", "formality", "unit", "ended", "ending",
	    "decided", "finding", "reviewed"};
	struct text out = {.pool = q->pool};
	const char *cells[sizeof columns / sizeof *columns + 1] = {NULL};
	const struct error *e;
	struct review r;

	if ((e = review_load(q->db, q->actor.unit, form->review, &r)))
		return e;
	csv_start(&out);
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		cells[i] = say(q, pool_format(q->pool, "desk.review.column_%s", columns[i]));
	csv_row(&out, cells);
	for (int i = 0; i < r.drawn_count; i++) {
		const struct review_matter *m = &r.at[i];
		char ref[REFERENCE_SHOWN] = "", ended[DAY_TEXT] = "", decided[DAY_TEXT] = "";
		char reviewed[DAY_TEXT] = "";

		if (m->ref)
			reference_show(m->ref, ref);
		if (m->ended)
			day_format(clock_wenzhou_day(m->ended), ended);
		if (m->decided)
			day_format(clock_wenzhou_day(m->decided), decided);
		if (m->reviewed)
			day_format(clock_wenzhou_day(m->reviewed), reviewed);
		csv_row(&out, (const char *const[]){number(q, m->place), ref, formality_name(q, m->formality),
		    q->lang == LANG_ZH ? m->unit_zh : m->unit_en, ended,
		    m->ending != ENDING_ANY ? ending_name(q, m->ending) : "", decided, m->reviewed ?
		    say(q, pool_format(q->pool, "desk.review.finding_%s", finding_word(m->finding))) : "",
		    reviewed, NULL});
	}
	return reply_bytes(q, "text/csv; charset=utf-8", BYTES(out.s, out.n),
	    pool_format(q->pool, "qiao-review-%lld.csv", (long long)r.id));
}
