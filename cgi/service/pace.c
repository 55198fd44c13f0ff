/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/pace.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/catalogue.h"
#include "service/taken.h"
#include "store/db.h"

/* of the rows that supervision and the public figures are counted from, so that all tell the same */
STATEMENT(pace_decided, "tt", "sii",
    "SELECT formality, took, COUNT(*) FROM outcome WHERE decided > ? AND decided <= ? "
    "GROUP BY formality, took")
STATEMENT(pace_store, "siiit", "",
    "REPLACE INTO formality_pace (formality, decided, half, most, counted) VALUES (?, ?, ?, ?, ?)")
STATEMENT(pace_forget, "t", "", "DELETE FROM formality_pace WHERE counted < ?")
STATEMENT(pace_select, "", "siiit",
    "SELECT formality, decided, half, most, counted FROM formality_pace LIMIT 512")

#define PATIENCE (20 * SECOND)
#define STALE (7 * DAY)
#define KNOWN 512

struct counted {
	const char *formality;
	struct taken taken;
};

struct counting {
	struct db *db;
	struct counted *at;
	size_t count;
	moment now;
};

static struct counted *
counted_of(struct counting *c, const char *formality)
{
	for (size_t i = 0; i < c->count; i++)
		if (strcmp(c->at[i].formality, formality) == 0)
			return &c->at[i];
	return NULL;		/* it has left the catalogue */
}

static const struct error *
count_day(struct counting *c, day decided)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(c->db, &pace_decided, DB(db_moment(clock_wenzhou_end(decided - 1)),
	    db_moment(clock_wenzhou_end(decided))), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		struct counted *of = counted_of(c, row_text(rows.at[i], 0));

		if (of)
			taken_add(&of->taken, (int)row_int(rows.at[i], 1), (int)row_int(rows.at[i], 2));
	}
	return NULL;
}

static const struct error *
store_step(void *data)
{
	const struct counting *c = data;
	const struct error *e;

	for (size_t i = 0; i < c->count; i++) {
		const struct taken *t = &c->at[i].taken;

		if (t->decided && (e = db_run(c->db, &pace_store, DB(db_text(c->at[i].formality),
		    db_int(t->decided), db_int(taken_within(t, 50)), db_int(taken_within(t, 90)),
		    db_moment(c->now)), NULL)))
			return e;
	}
	return db_run(c->db, &pace_forget, DB(db_moment(c->now)), NULL);
}

const struct error *
pace_count(struct db *db, const struct catalogue *catalogue, moment now)
{
	struct pool *before = db_pool(db), *pool = pool_new(before, 0), *each;
	struct counting c = {.db = db, .count = catalogue->count, .now = now};
	day today = clock_wenzhou_day(now);
	const struct error *e = NULL;

	c.at = pool_zero(pool, (c.count + 1) * sizeof *c.at);
	for (size_t i = 0; i < c.count; i++)
		c.at[i].formality = catalogue->formalities[i]->code;
	for (day d = today - PACE_DAYS + 1; d <= today && !e; d++) {
		each = pool_new(pool, 0);
		db_use_pool(db, each);
		e = count_day(&c, d);
		pool_free(each);
	}
	db_use_pool(db, pool);
	if (!e)
		e = db_transact(db, PATIENCE, store_step, &c);
	db_use_pool(db, before);
	pool_free(pool);
	return e;
}

static struct known {
	char formality[41];
	struct pace pace;
	moment counted;
} known[KNOWN];
static size_t known_count;

const struct error *
pace_load(struct db *db)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &pace_select, DB_NOTHING, &rows)))
		return e;
	known_count = rows.count < KNOWN ? rows.count : KNOWN;
	for (size_t i = 0; i < known_count; i++) {
		const struct row *r = rows.at[i];

		snprintf(known[i].formality, sizeof known[i].formality, "%s", row_text(r, 0));
		known[i].pace = (struct pace){(int)row_int(r, 1), (int)row_int(r, 2),
		    (int)row_int(r, 3)};
		known[i].counted = row_moment(r, 4);
	}
	return NULL;
}

const struct pace *
pace_of(const char *formality, moment now)
{
	for (size_t i = 0; i < known_count; i++)
		if (strcmp(known[i].formality, formality) == 0)
			return known[i].pace.decided >= PACE_LEAST && now - known[i].counted < STALE ?
			    &known[i].pace : NULL;
	return NULL;
}
