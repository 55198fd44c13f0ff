/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/staff.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/db.h"

STATEMENT(staff_units, "", "isssssssstsr",
    "SELECT id, name_zh, name_en, code, address_zh, address_en, hours_zh, hours_en, phone, closed, "
    "area, parent FROM unit ORDER BY id")
STATEMENT(staff_officers, "", "is", "SELECT id, number FROM officer ORDER BY id")

#define KEPT MINUTE
#define LEVELS_MOST 8		/* of units one above the other */
#define PAUSE (5 * SECOND)	/* a stranger's id makes nobody read all of it again and again */

struct unit_name {
	int64_t id, parent;
	const char *zh, *en, *area;
	struct place place;
	bool has_place;
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

static const char *
kept(struct pool *pool, const struct row *r, int column)
{
	const char *text = row_text(r, column);

	return text && *text ? pool_string(pool, text) : NULL;
}

static const struct {
	const char *code, *area;
} bureaux[] = {
#define BUREAU(code, area) {code, area},
#include "service/government.def"
};

static const char *
area_of(struct pool *pool, const struct row *r)
{
	const char *area = kept(pool, r, 10);

	for (size_t i = 0; !area && i < sizeof bureaux / sizeof *bureaux; i++)
		if (text_same(bureaux[i].code, row_text(r, 3)))
			area = bureaux[i].area;
	return area;
}

static const struct error *
read_units(struct db *db, struct staff *s)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &staff_units, DB_NOTHING, &rows)))
		return e;
	s->units = pool_zero(s->pool, (rows.count + 1) * sizeof *s->units);
	for (size_t i = 0; i < rows.count; i++) {
		struct unit_name *u = &s->units[s->unit_count++];
		const struct row *r = rows.at[i];

		*u = (struct unit_name){.id = row_int(r, 0), .zh = pool_string(s->pool, row_text(r, 1)),
		    .en = pool_string(s->pool, row_text(r, 2)), .area = area_of(s->pool, r),
		    .parent = row_int(r, 11)};
		u->place = (struct place){pool_string(s->pool, row_text(r, 3)), u->zh, u->en,
		    kept(s->pool, r, 4), kept(s->pool, r, 5), kept(s->pool, r, 6), kept(s->pool, r, 7),
		    kept(s->pool, r, 8)};
		u->has_place = !row_moment(r, 9) && (u->place.address_zh || u->place.hours_zh);
	}
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

static const struct error *
find_unit(struct db *db, int64_t id, const struct unit_name **out)
{
	const struct error *e;

	*out = find(id, staff.units, staff.unit_count, sizeof **out);
	if (*out || !id)
		return NULL;
	if ((e = read_again(db)))
		return e;
	*out = find(id, staff.units, staff.unit_count, sizeof **out);
	return NULL;
}

const struct error *
staff_unit(struct db *db, int64_t id, const char **zh, const char **en)
{
	const struct unit_name *u;
	const struct error *e;

	*zh = *en = NULL;
	if ((e = find_unit(db, id, &u)))
		return e;
	if (u) {
		*zh = pool_string(db_pool(db), u->zh);
		*en = pool_string(db_pool(db), u->en);
	}
	return NULL;
}

const char *
staff_area(struct pool *pool, int64_t id)
{
	const struct unit_name *u = find(id, staff.units, staff.unit_count, sizeof *u);

	for (int above = 0; u && !u->area && above < LEVELS_MOST; above++)
		u = find(u->parent, staff.units, staff.unit_count, sizeof *u);
	return u && u->area ? pool_string(pool, u->area) : NULL;
}

/* What is kept here may be read anew under the request: it gets its own. */
static struct place
copy(struct pool *pool, const struct place *p)
{
#define TEXT(name) .name = p->name ? pool_string(pool, p->name) : NULL
	return (struct place){TEXT(code), TEXT(zh), TEXT(en), TEXT(address_zh), TEXT(address_en),
	    TEXT(hours_zh), TEXT(hours_en), TEXT(phone)};
#undef TEXT
}

const struct error *
staff_place(struct db *db, int64_t id, const struct place **out)
{
	const struct unit_name *u;
	const struct error *e;
	struct place *place;

	*out = NULL;
	if ((e = find_unit(db, id, &u)) || !u || !u->has_place)
		return e;
	place = POOL_NEW(db_pool(db), struct place);
	*place = copy(db_pool(db), &u->place);
	*out = place;
	return NULL;
}

static int
by_code(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	return strcmp(x->code, y->code);
}

bool
staff_has_places(void)
{
	for (size_t i = 0; i < staff.unit_count; i++)
		if (staff.units[i].has_place)
			return true;
	return false;
}

void
staff_places(struct db *db, const struct place **out, size_t *count)
{
	struct place *at = pool_zero(db_pool(db), (staff.unit_count + 1) * sizeof *at);

	*count = 0;
	for (size_t i = 0; i < staff.unit_count; i++)
		if (staff.units[i].has_place)
			at[(*count)++] = copy(db_pool(db), &staff.units[i].place);
	if (*count)
		qsort(at, *count, sizeof *at, by_code);
	*out = at;
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
