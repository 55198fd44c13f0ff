/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/staff.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "store/db.h"

STATEMENT(staff_units, "", "iss", "SELECT id, name_zh, name_en FROM unit ORDER BY id")
STATEMENT(staff_officers, "", "is", "SELECT id, number FROM officer ORDER BY id")

#define KEPT (10 * MINUTE)
#define PAUSE (5 * SECOND)	/* a stranger's id makes nobody read all of it again and again */

struct unit_name {
	int64_t id;
	const char *zh, *en;
};

struct badge {
	int64_t id;
	const char *number;
};

static struct staff {
	struct pool *pool;
	struct unit_name *units;
	struct badge *badges;
	size_t unit_count, badge_count;
	moment read;
} staff;

static const struct error *
read_units(struct db *db, struct staff *s)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &staff_units, DB_NOTHING, &rows)))
		return e;
	s->units = pool_zero(s->pool, (rows.count + 1) * sizeof *s->units);
	for (size_t i = 0; i < rows.count; i++)
		s->units[s->unit_count++] = (struct unit_name){row_int(rows.at[i], 0),
		    pool_string(s->pool, row_text(rows.at[i], 1)),
		    pool_string(s->pool, row_text(rows.at[i], 2))};
	return NULL;
}

static const struct error *
read_badges(struct db *db, struct staff *s)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &staff_officers, DB_NOTHING, &rows)))
		return e;
	s->badges = pool_zero(s->pool, (rows.count + 1) * sizeof *s->badges);
	for (size_t i = 0; i < rows.count; i++)
		s->badges[s->badge_count++] = (struct badge){row_int(rows.at[i], 0),
		    pool_string(s->pool, row_text(rows.at[i], 1))};
	return NULL;
}

static const struct error *
read_all(struct db *db, moment now)
{
	struct staff fresh = {.pool = pool_new(NULL, 0), .read = now};
	const struct error *e;

	if ((e = read_units(db, &fresh)) || (e = read_badges(db, &fresh))) {
		pool_free(fresh.pool);
		return e;
	}
	pool_free(staff.pool);
	staff = fresh;
	return NULL;
}

const struct error *
staff_ready(struct db *db, moment now)
{
	return staff.pool && now - staff.read < KEPT && now >= staff.read ? NULL : read_all(db, now);
}

/* Both tables begin with the id. */
static int
compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static const void *
find(int64_t id, const void *all, size_t count, size_t each)
{
	return id && count ? bsearch(&id, all, count, each, compare) : NULL;
}

/* Somebody new since we read them: read again. */
static const struct error *
read_again(struct db *db)
{
	moment now = clock_now();

	return now - staff.read < PAUSE && now >= staff.read ? NULL : read_all(db, now);
}

const struct error *
staff_unit(struct db *db, int64_t id, const char **zh, const char **en)
{
	const struct unit_name *u = find(id, staff.units, staff.unit_count, sizeof *u);
	const struct error *e;

	*zh = *en = NULL;
	if (!u && id) {
		if ((e = read_again(db)))
			return e;
		u = find(id, staff.units, staff.unit_count, sizeof *u);
	}
	if (u) {
		*zh = pool_string(db_pool(db), u->zh);
		*en = pool_string(db_pool(db), u->en);
	}
	return NULL;
}

const struct error *
staff_number(struct db *db, int64_t officer, const char **out)
{
	const struct badge *b = find(officer, staff.badges, staff.badge_count, sizeof *b);
	const struct error *e;

	*out = NULL;
	if (!b && officer) {
		if ((e = read_again(db)))
			return e;
		b = find(officer, staff.badges, staff.badge_count, sizeof *b);
	}
	if (b)
		*out = pool_string(db_pool(db), b->number);
	return NULL;
}
