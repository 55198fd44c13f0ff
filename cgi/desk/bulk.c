/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One act on several matters: accept, claim, assign. First what will happen to each and what will not,
 * and why; then it is done, each with the checks of the single act, all in one transaction; then the
 * answer, row by row, which stays to be read again for a month.
 */
#include <string.h>

#include "base/error.h"
#include "desk/bulk_row.h"
#include "desk/filter.h"
#include "service/bulk.h"
#include "service/reference.h"
#include "store/db.h"

/*
 * m: m-REF=VERSION of each that was ticked, and ready-WORD for the word to whoever gets them, with `hand`;
 * of: all that this officer holds, instead.
 */
#define BULK_FORM(FIELD) \
	VIEW_FIELDS(FIELD) \
	FIELD(act, WORD,    1, 16,        OPTIONAL) \
	FIELD(to,  WORD,    1, 12,        OPTIONAL) \
	FIELD(of,  NUMBER,  1, INT64_MAX, OPTIONAL) \
	FIELD(one, FLAG,    0, 1,         OPTIONAL) \
	FIELD(hand, TEXT,   1, 500,       OPTIONAL) \
	FIELD(m,   ANSWERS, 0, 100,       OPTIONAL)
FORM(bulk, BULK_FORM)

#define BULK_SHOWN_FORM(FIELD) \
	VIEW_FIELDS(FIELD) \
	FIELD(id, NUMBER, 1, INT64_MAX, REQUIRED)
FORM(bulk_shown, BULK_SHOWN_FORM)

struct rows_wished {
	struct bulk_row *at;
	size_t count;
};

static bool
read_action(const char *word, enum action *out)
{
	return action_read(word, out) && (*out == ACT_ACCEPT || *out == ACT_CLAIM || *out == ACT_ASSIGN);
}

static void
read_ticked(const struct request *q, const struct pairs *m, struct rows_wished *out)
{
	out->at = pool_zero(q->pool, (m->count + 1) * sizeof *out->at);
	for (size_t i = 0; i < m->count && out->count < BULK_MOST; i++) {
		struct bulk_row *row = &out->at[out->count];
		char ref[REFERENCE_TEXT];

		if (!text_starts(m->at[i].name, "m-") || !reference_read(m->at[i].name + 2, ref) ||
		    !text_number(m->at[i].value, 0, INT32_MAX, &row->version))
			continue;
		row->ref = pool_string(q->pool, ref);
		out->count++;
	}
}

/* All that one officer holds, page after page, to BULK_MOST. */
static const struct error *
read_held(struct request *q, const struct list_view *view, int64_t officer, struct rows_wished *out)
{
	struct queue_asked asked = {.list = QUEUE_MINE, .unit = view->asked.unit, .officer = officer,
	    .viewer = q->actor.id, .now = q->now};
	const struct error *e;
	struct queue queue;

	out->at = pool_zero(q->pool, BULK_MOST * sizeof *out->at);
	do {
		if ((e = queue_list(q->db, &asked, &queue)))
			return e;
		for (size_t i = 0; i < queue.count && out->count < BULK_MOST; i++)
			out->at[out->count++] = (struct bulk_row){.ref = queue.at[i].ref,
			    .version = queue.at[i].version};
		if (queue.count)
			asked.after = queue.at[queue.count - 1].place;
	} while (queue.has_more && out->count < BULK_MOST);
	if (queue.has_more)
		tree_set(q->page, "Rest", say1(q, "desk.bulk.rest", pool_format(q->pool, "%d", BULK_MOST)));
	return NULL;
}

static const char *
why(const struct request *q, enum bulk_answer answer)
{
	return say(q, pool_format(q->pool, "desk.bulk.is.%s", bulk_answer_word(answer)));
}

static void
show_row(struct request *q, const struct bulk_row *row)
{
	struct tree *node = tree_append(q->page, "Rows");
	char shown[REFERENCE_SHOWN], ref[REFERENCE_TEXT];

	if (!reference_read(row->ref, ref))
		return;
	reference_show(ref, shown);
	tree_set(node, "Ref", shown);
	tree_set(node, "Tick", pool_format(q->pool, "m-%s", row->ref));
	tree_set(node, "Version", pool_format(q->pool, "%lld", (long long)row->version));
	tree_set(node, "Answer", why(q, row->answer));
	if (row->answer == BULK_WILL || row->answer == BULK_DONE)
		tree_set_number(node, "Good", 1);
	if (row->to)
		tree_set(node, "To", row->to->number);
	if (!row->m.a)
		return;
	tree_set(node, "Href", url(q, "/matters/%s", row->m.a->ref));
	tree_set(node, "Name", local_text(q, &row->m.f->name));
	tree_set(node, "State", say(q, pool_format(q->pool, "state.%s", state_word(row->m.a->state))));
	tree_set(node, "Officer", row->m.a->officer_number);
}

/* Whom it may be assigned to: the colleagues of the units that the rows are of. */
static const struct error *
show_colleagues(struct request *q, const struct rows_wished *rows, const char *picked)
{
	struct colleagues colleagues;
	const struct error *e;
	const char *seen;
	int64_t unit = 0;

	for (size_t i = 0; i < rows->count; i++) {
		const struct application *a = rows->at[i].m.a;

		if (!a || a->unit == unit)
			continue;
		unit = a->unit;
		seen = pool_format(q->pool, "Seen.%lld", (long long)unit);
		if (tree_get(q->page, seen))
			continue;
		tree_set_number(q->page, seen, 1);
		if ((e = queue_colleagues(q->db, unit, q->now, &colleagues)))
			return e;
		for (size_t j = 0; j < colleagues.count; j++)
			show_colleague(q, &colleagues.at[j], picked);
	}
	return NULL;
}

static const char *
title(const struct request *q, enum action action)
{
	return say(q, pool_format(q->pool, "desk.bulk.title_%s", action_word(action)));
}

static const struct error *
read_rows(struct request *q, const struct bulk_form *form, const struct list_view *view,
    struct rows_wished *out)
{
	*out = (struct rows_wished){NULL, 0};
	if (form->of)
		return read_held(q, view, form->of, out);
	read_ticked(q, &form->m, out);
	return NULL;
}

/* GET /bulk: what will happen to each, nothing is done. 200. */
HANDLER(bulk, bulk)
{
	const char *to = form->to ? form->to : form_typed(q, "to");
	struct bulk_wish wish = {.to = to};
	struct rows_wished rows;
	const struct error *e;
	struct list_view view;
	size_t good = 0;

	if (!read_action(form->act ? form->act : form_typed(q, "act"), &wish.action))
		return reply_see_other(q, url(q, "/"));
	if ((e = view_read(q, &VIEW_OF(form), &view)) || (e = read_rows(q, form, &view, &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		if ((e = bulk_look(q, &wish, &rows.at[i])))
			return e;
		show_row(q, &rows.at[i]);
		good += rows.at[i].answer == BULK_WILL;
		if (bulk_needs_hand(q, &wish, &rows.at[i]))
			tree_set_number(q->page, "HandNeeded", 1);
	}
	if (wish.action == ACT_ASSIGN) {
		tree_set_number(q->page, "Assigns", 1);
		if ((e = show_colleagues(q, &rows, to)))
			return e;
		ready_offer(q, q->page, SENTENCE_HAND, "", "hand");
		form_default(q, "hand", NULL);
	}
	/* before it is said who gets them nothing is promised */
	if (wish.action != ACT_ASSIGN || to)
		tree_set_number(q->page, "Good", (int64_t)good);
	tree_set(q->page, "Page.Title", title(q, wish.action));
	tree_set(q->page, "Act", action_word(wish.action));
	tree_set(q->page, "To", to);
	tree_set(q->page, "Count", say2(q, "desk.bulk.count", pool_format(q->pool, "%zu", good),
	    pool_format(q->pool, "%zu", rows.count)));
	tree_set(q->page, "Button", say1(q, pool_format(q->pool, "desk.bulk.do_%s",
	    action_word(wish.action)), pool_format(q->pool, "%zu", good)));
	view_hidden(q, &view.asked);
	tree_set(q->page, "BackHref", list_url(q, &view.asked));
	return reply_page(q, "bulk");
}

/* A word for whoever gets them, if any of them is under way. */
static const struct error *
read_word(struct request *q, const struct bulk_form *form, struct bulk_wish *wish, struct rows_wished *rows)
{
	struct bulk_wish look = *wish;
	const struct error *e;
	bool is_needed = false;

	wish->hand = hand_text(q, &form->m, form->hand);
	for (size_t i = 0; i < rows->count && !wish->hand && !is_needed; i++) {
		struct bulk_row row = rows->at[i];

		if ((e = bulk_look(q, &look, &row)))
			return e;
		is_needed = bulk_needs_hand(q, &look, &row);
	}
	if (is_needed)
		invalid(q, "hand", "desk.hand_needed_several");
	return NULL;
}

static const struct error *
do_all(struct request *q, struct bulk_wish *wish, struct rows_wished *rows, const char **answers)
{
	struct text text = {.pool = q->pool};
	const struct error *e;

	for (size_t i = 0; i < rows->count; i++) {
		if ((e = bulk_do_row(q, wish, &rows->at[i])))
			return e;
		text_addf(&text, "%s %s %s\n", rows->at[i].ref, bulk_answer_word(rows->at[i].answer),
		    rows->at[i].to ? rows->at[i].to->number : "-");
	}
	*answers = text.n ? text.s : "";
	return NULL;
}

/* POST /bulk: done; 303 to the answer row by row, or of one claim from the list back to it. */
HANDLER(bulk_do, bulk)
{
	struct bulk_wish wish = {.to = form->to};
	struct bulk_act act = {.id = db_new_id(), .officer = q->actor.id, .done = q->now};
	struct rows_wished rows = {NULL, 0};
	const struct error *e;
	struct list_view view;

	if (!read_action(form->act, &wish.action))
		return fail(ERROR_BAD_REQUEST, "bulk: no such act");
	read_ticked(q, &form->m, &rows);
	if (wish.action == ACT_ASSIGN && !form->to)
		invalid(q, "to", "form.required");
	else if (!rows.count)
		invalid(q, NULL, "desk.bulk.nothing");
	else if (wish.action == ACT_ASSIGN && (e = read_word(q, form, &wish, &rows)))
		return e;
	if (has_problems(q))
		return form_again(q);
	if ((e = view_read(q, &VIEW_OF(form), &view)) || (e = do_all(q, &wish, &rows, &act.answers)))
		return e;
	if (form->one && rows.count == 1 && rows.at[0].answer == BULK_DONE)
		return reply_see_other(q, pool_format(q->pool, "%s&claimed=%s", list_url(q, &view.asked),
		    rows.at[0].ref));
	act.action = wish.action;
	if ((e = bulk_store(q->db, &act)))
		return e;
	return reply_see_other(q, url(q, "/bulk/%lld?%s", (long long)act.id,
	    view_query(q, &view.asked)));
}

static enum bulk_answer
answer_of(const char *word)
{
	int i = 0;

	while (i < BULK_ANSWERS_COUNT - 1 && !text_same(word, bulk_answer_word((enum bulk_answer)i)))
		i++;
	return (enum bulk_answer)i;
}

/* "REF WORD NUMBER": one line of a stored answer. */
static const struct error *
show_answer(struct request *q, const char *line, size_t *done)
{
	char *copy = pool_string(q->pool, line), *word = strchr(copy, ' '), *number;
	struct bulk_row row = {.ref = copy};
	struct colleague to = {.number = NULL};
	const struct error *e;

	if (!word || !(number = strchr(word + 1, ' ')))
		return fail(ERROR_INTERNAL, "a bulk act's answer");
	*word++ = '\0';
	*number++ = '\0';
	row.answer = answer_of(word);
	to.number = number;
	row.to = text_same(number, "-") ? NULL : &to;
	*done += row.answer == BULK_DONE;
	e = matter_load(q, row.ref, &row.m);
	if (e && e->kind != ERROR_NOT_FOUND && e->kind != ERROR_BARRED)
		return e;
	if (e)
		row.m.a = NULL;
	show_row(q, &row);
	return NULL;
}

/* GET /bulk/:id: what was answered, and how the matters stand now. 200; 404 for another officer's. */
HANDLER(bulk_shown, bulk_shown)
{
	const struct error *e;
	struct bulk_act act;
	struct list_view view;
	size_t done = 0, count = 0;

	if ((e = bulk_load(q->db, q->actor.id, form->id, &act)) || (e = view_read(q, &VIEW_OF(form), &view)))
		return e;
	for (const char *p = act.answers; *p; count++) {
		size_t n = strcspn(p, "\n");

		if ((e = show_answer(q, pool_bytes(q->pool, p, n), &done)))
			return e;
		p += n + (p[n] == '\n');
	}
	tree_set(q->page, "Page.Title", title(q, act.action));
	tree_set_number(q->page, "Done", 1);
	if (act.action == ACT_ASSIGN)
		tree_set_number(q->page, "Assigns", 1);
	tree_set(q->page, "Count", say2(q, "desk.bulk.done", pool_format(q->pool, "%zu", done),
	    pool_format(q->pool, "%zu", count)));
	tree_set(q->page, "BackHref", list_url(q, &view.asked));
	return reply_page(q, "bulk");
}
