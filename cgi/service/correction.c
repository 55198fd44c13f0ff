/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/correction.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/calendar.h"
#include "service/deadline.h"
#include "service/material.h"
#include "service/wording.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(correction_insert, "iiiittb", "",
    "INSERT INTO correction (id, application, round, officer, asked, due, answers) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)")
STATEMENT(correction_answers, "i", "b", "SELECT answers FROM correction WHERE id = ?")
STATEMENT(correction_item_insert, "iissb", "",
    "INSERT INTO correction_item (id, correction, what, code, sentence) VALUES (?, ?, ?, ?, ?)")
STATEMENT(correction_newest, "i", "iitttt",
    "SELECT id, round, asked, due, answered, extended FROM correction WHERE application = ? "
    "ORDER BY round DESC LIMIT 1")
STATEMENT(correction_items, "i", "issbt",
    "SELECT id, what, code, sentence, answered FROM correction_item WHERE correction = ? "
    "ORDER BY id")
STATEMENT(correction_answer, "ti", "",
    "UPDATE correction SET answered = ? WHERE id = ? AND answered IS NULL")
STATEMENT(correction_set_due, "tit", "",
    "UPDATE correction SET due = ? WHERE id = ? AND due = ? AND answered IS NULL")
STATEMENT(correction_lengthen, "ttit", "",
    "UPDATE correction SET due = ?, extended = ? WHERE id = ? AND due = ? AND extended IS NULL "
    "AND answered IS NULL")
STATEMENT(correction_item_answer, "tiss", "",
    "UPDATE correction_item SET answered = ? WHERE correction = ? AND what = ? AND code = ?")

static const struct error *
check_items(const struct correction_item *items, size_t count)
{
	if (count == 0 || count > CORRECTION_ITEMS_MOST)
		return fail(ERROR_INVALID, "correction of %zu items", count);
	for (size_t i = 0; i < count; i++) {
		if (strcmp(items[i].what, "field") != 0 && strcmp(items[i].what, "material") != 0)
			return fail(ERROR_INVALID, "correction of a %.20s", items[i].what);
		if (!*items[i].sentence || strlen(items[i].sentence) > CORRECTION_SENTENCE_MOST ||
		    (items[i].zh && strlen(items[i].zh) > CORRECTION_SENTENCE_MOST))
			return fail(ERROR_INVALID, "sentence of %zu bytes",
			    strlen(items[i].sentence));
		for (size_t j = 0; j < i; j++)
			if (strcmp(items[i].what, items[j].what) == 0 &&
			    strcmp(items[i].code, items[j].code) == 0)
				return fail(ERROR_INVALID, "two items for %s", items[i].code);
	}
	return NULL;
}

/* The answers as they are now, for whoever compares them with what comes; none: nothing was filled in. */
static const struct error *
keep_answers(struct db *db, const struct application *a, int64_t id, struct bytes *out)
{
	const struct error *e;
	struct bytes plain;

	*out = (struct bytes){NULL, 0};
	if (!a->sealed_answers.n)
		return NULL;
	if (!(e = unseal(db_pool(db), "answers", a->id, a->sealed_answers, &plain)))
		*out = seal(db_pool(db), CORRECTION_ANSWERS, id, plain);
	return e;
}

const struct error *
correction_ask(struct db *db, const struct application *a, int64_t officer,
    const struct correction_item *items, size_t count, moment now)
{
	int64_t id = db_new_id();
	const struct error *e;
	struct bytes before;

	if ((e = check_items(items, count)) || (e = keep_answers(db, a, id, &before)))
		return e;
	if (a->corrections >= CORRECTIONS_MOST)
		return fail(ERROR_CONFLICT, "a correction after %d", a->corrections);
	if ((e = calendar_refresh(db)))
		return e;
	e = db_run(db, &correction_insert, DB(db_int(id), db_int(a->id), db_int(a->corrections + 1),
	    db_int(officer), db_moment(now),
	    db_moment(deadline_calendar(now, CORRECTION_DAYS)), db_bytes(before)), NULL);
	if (e && db_is_duplicate(e))
		return fail(ERROR_CONFLICT, "round %d was asked before", a->corrections + 1);
	for (size_t i = 0; i < count && !e; i++) {
		int64_t item = db_new_id();
		const char *words = wording_join(db_pool(db), items[i].sentence, items[i].zh);

		e = db_run(db, &correction_item_insert, DB(db_int(item), db_int(id),
		    db_text(items[i].what), db_text(items[i].code),
		    db_bytes(seal_text(db_pool(db), CORRECTION_CONTEXT, item, words))), NULL);
	}
	return e;
}

static const struct error *
items_load(struct db *db, struct correction *c)
{
	struct pool *pool = db_pool(db);
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &correction_items, DB(db_int(c->id)), &rows)))
		return e;
	c->count = rows.count;
	c->items = pool_zero(pool, (rows.count + 1) * sizeof *c->items);
	for (size_t i = 0; i < rows.count && !e; i++) {
		const struct row *r = rows.at[i];

		c->items[i].what = row_text(r, 1);
		c->items[i].code = row_text(r, 2);
		c->items[i].answered = row_moment(r, 4);
		if (!(e = unseal_text(pool, CORRECTION_CONTEXT, row_int(r, 0), row_bytes(r, 3),
		    &c->items[i].sentence)))
			wording_split(pool, &c->items[i].sentence, &c->items[i].zh);
	}
	return e;
}

const struct error *
correction_load(struct db *db, int64_t application, struct correction **out)
{
	const struct error *e;
	struct row *r;

	*out = NULL;
	if ((e = db_row(db, &correction_newest, DB(db_int(application)), &r)) || !r)
		return e;
	*out = POOL_NEW(db_pool(db), struct correction);
	**out = (struct correction){.id = row_int(r, 0), .round = (int)row_int(r, 1),
	    .asked = row_moment(r, 2), .due = row_moment(r, 3), .answered = row_moment(r, 4),
	    .extended = row_moment(r, 5)};
	return items_load(db, *out);
}

const struct error *
correction_before(struct db *db, const struct correction *c, struct pairs *out)
{
	const struct error *e;
	struct bytes plain;
	struct row *r;

	*out = (struct pairs){.pool = db_pool(db)};
	if ((e = db_row(db, &correction_answers, DB(db_int(c->id)), &r)) || !r || !row_bytes(r, 0).n)
		return e;
	if ((e = unseal(db_pool(db), CORRECTION_ANSWERS, c->id, row_bytes(r, 0), &plain)))
		return e;
	return pairs_read(db_pool(db), plain, out);
}

const struct error *
correction_answered(struct db *db, const struct correction *c, moment now)
{
	return db_run_one(db, &correction_answer, DB(db_moment(now), db_int(c->id)));
}

const struct error *
correction_touch(struct db *db, const struct correction *c, const char *what, const char *code,
    moment now)
{
	return db_run_one(db, &correction_item_answer, DB(db_moment(now), db_int(c->id),
	    db_text(what), db_text(code)));
}

moment
correction_later(const struct correction *c)
{
	return deadline_calendar(c->due, CORRECTION_MORE_DAYS);
}

const struct error *
correction_extend(struct db *db, const struct correction *c, moment now, moment *due)
{
	const struct error *e;

	if (c->extended || now > c->due)
		return fail(ERROR_CONFLICT, "no more time to be had");
	if ((e = calendar_refresh(db)))
		return e;
	*due = correction_later(c);
	return db_run_one(db, &correction_lengthen, DB(db_moment(*due), db_moment(now), db_int(c->id),
	    db_moment(c->due)));
}

moment
correction_counted(const struct correction *c)
{
	moment counted = deadline_calendar(c->asked, CORRECTION_DAYS);

	return c->extended ? deadline_calendar(counted, CORRECTION_MORE_DAYS) : counted;
}

const struct error *
correction_recount(struct db *db, const struct correction *c, moment *due)
{
	moment counted = correction_counted(c);

	*due = counted > c->due ? counted : c->due;
	return *due == c->due ? NULL : db_run_one(db, &correction_set_due, DB(db_moment(*due),
	    db_int(c->id), db_moment(c->due)));
}

static const struct correction_item *
item_of(const struct correction *c, const char *what, const char *code)
{
	for (size_t i = 0; c && i < c->count; i++)
		if (strcmp(c->items[i].what, what) == 0 && strcmp(c->items[i].code, code) == 0)
			return &c->items[i];
	return NULL;
}

bool
correction_has(const struct correction *c, const char *what, const char *code)
{
	return item_of(c, what, code) != NULL;
}

const char *
correction_sentence(const struct correction *c, const char *what, const char *code)
{
	const struct correction_item *item = item_of(c, what, code);

	return item ? item->sentence : NULL;
}

bool
correction_is_same(const struct pairs *was, const struct pairs *now, const char *field)
{
	const char *before = pairs_get(was, field), *after = pairs_get(now, field);

	return was->count && strcmp(before ? before : "", after ? after : "") == 0;
}

static bool
is_sent_again(const struct correction *c, const struct papers *papers, const char *material)
{
	for (size_t i = 0; i < papers->count; i++)
		if (strcmp(papers->at[i].code, material) == 0 && papers->at[i].round >= c->round)
			return true;
	return false;
}

bool
correction_is_changed(const struct correction *c, const struct pairs *was,
    const struct pairs *now, const struct papers *papers, const char *what, const char *code)
{
	if (!c->answered)
		return false;
	return strcmp(what, "field") != 0 ? is_sent_again(c, papers, code) :
	    (was->count || correction_has(c, what, code)) && !correction_is_same(was, now, code);
}
