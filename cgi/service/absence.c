/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/absence.h"

#include "base/error.h"
#include "base/memory.h"
#include "service/queue.h"
#include "store/db.h"

STATEMENT(absence_today_select, "iss", "i",
    "SELECT o.id FROM officer o WHERE o.unit = ? AND EXISTS (SELECT 1 FROM absence b "
    "WHERE b.officer = o.id AND b.ended IS NULL AND b.since <= ? AND b.until >= ?) ORDER BY o.id")
STATEMENT(absence_select, "iiis", "iiiisssss",
    "SELECT b.id, b.officer, o.unit, b.made_by, o.number, o.full_name, m.number, "
    "CAST(b.since AS CHAR), CAST(b.until AS CHAR) FROM absence b JOIN officer o ON o.id = b.officer "
    "LEFT JOIN officer m ON m.id = b.made_by WHERE o.unit = ? AND (? = 0 OR o.id = ?) "
    "AND b.ended IS NULL AND b.until >= ? ORDER BY b.since, b.id LIMIT 200")
STATEMENT(absence_overlap, "iss", "i",
    "SELECT COUNT(*) FROM absence WHERE officer = ? AND ended IS NULL AND since <= ? AND until >= ?")
STATEMENT(absence_insert, "iissit", "",
    "INSERT INTO absence (id, officer, since, until, made_by, made) VALUES (?, ?, ?, ?, ?, ?)")
STATEMENT(absence_ended, "tiii", "",
    "UPDATE absence SET ended = ?, ended_by = ? WHERE id = ? AND officer = ? AND ended IS NULL")

STATEMENT(absence_all_ended, "tii", "",
    "UPDATE absence SET ended = ?, ended_by = ? WHERE officer = ? AND ended IS NULL")
STATEMENT(absence_now_ended, "tiiss", "",
    "UPDATE absence SET ended = ?, ended_by = ? WHERE officer = ? AND ended IS NULL "
    "AND since <= ? AND until >= ?")

static const char *
text_of(struct db *db, day d)
{
	char text[DAY_TEXT];

	day_format(d, text);
	return pool_string(db_pool(db), text);
}

const char *
absence_today(struct db *db, moment now)
{
	return text_of(db, clock_wenzhou_day(now));
}

const struct error *
absence_now(struct db *db, int64_t unit, moment now, struct absences *out)
{
	struct value today = db_text(absence_today(db, now));
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &absence_today_select, DB(db_int(unit), today, today), &rows)))
		return e;
	out->count = rows.count;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++)
		out->at[i].officer = row_int(rows.at[i], 0);
	return NULL;
}

const struct error *
absence_list(struct db *db, int64_t unit, int64_t officer, moment now, struct absences *out)
{
	day today = clock_wenzhou_day(now);
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &absence_select, DB(db_int(unit), db_int(officer), db_int(officer),
	    db_text(text_of(db, today))), &rows)))
		return e;
	out->count = rows.count;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];
		struct absence *a = &out->at[i];

		*a = (struct absence){.id = row_int(r, 0), .officer = row_int(r, 1), .unit = row_int(r, 2),
		    .made_by = row_int(r, 3), .number = row_text(r, 4), .full_name = row_text(r, 5),
		    .made_by_number = row_text(r, 6)};
		if (!day_parse(row_text(r, 7), &a->since) || !day_parse(row_text(r, 8), &a->until))
			return fail(ERROR_INTERNAL, "absence without days");
		a->is_now = a->since <= today && today <= a->until;
		if ((e = queue_count(db, &(struct queue_asked){.list = QUEUE_MINE, .unit = unit,
		    .officer = a->officer, .now = now}, &a->holds)))
			return e;
	}
	return NULL;
}

static const struct error *
overlaps(struct db *db, int64_t officer, const char *since, const char *until, bool *out)
{
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &absence_overlap, DB(db_int(officer), db_text(until), db_text(since)), &row)))
		return e;
	*out = row && row_int(row, 0) > 0;
	return NULL;
}

const struct error *
absence_is(struct db *db, int64_t officer, moment now, bool *out)
{
	const char *today = absence_today(db, now);

	return overlaps(db, officer, today, today, out);
}

const struct error *
absence_add(struct db *db, const struct absence *a, moment now)
{
	const char *since = text_of(db, a->since), *until = text_of(db, a->until);
	day today = clock_wenzhou_day(now);
	const struct error *e;
	bool is_twice;

	if (a->until < a->since || a->until < today || a->until - a->since >= ABSENCE_DAYS_MOST ||
	    a->since - today > ABSENCE_AHEAD_MOST)
		return fail(ERROR_INVALID, "days of an absence");
	if ((e = overlaps(db, a->officer, since, until, &is_twice)))
		return e;
	if (is_twice)
		return fail(ERROR_CONFLICT, "away then already");
	return db_run(db, &absence_insert, DB(db_int(db_new_id()), db_int(a->officer), db_text(since),
	    db_text(until), db_int(a->made_by), db_moment(now)), NULL);
}

const struct error *
absence_end(struct db *db, int64_t id, int64_t officer, int64_t by, moment now)
{
	const struct error *e = db_run_one(db, &absence_ended, DB(db_moment(now), db_int(by), db_int(id),
	    db_int(officer)));

	return e && e->kind == ERROR_CONFLICT ? fail(ERROR_NOT_FOUND, "no such absence") : e;
}

const struct error *
absence_suspended(struct db *db, int64_t officer, int64_t by, moment now)
{
	day today = clock_wenzhou_day(now);
	const struct error *e;

	if ((e = db_run(db, &absence_all_ended, DB(db_moment(now), db_int(by), db_int(officer)), NULL)))
		return e;
	return absence_add(db, &(struct absence){.officer = officer, .made_by = by, .since = today,
	    .until = today + ABSENCE_DAYS_MOST - 1}, now);
}

const struct error *
absence_over(struct db *db, int64_t officer, int64_t by, moment now)
{
	struct value today = db_text(absence_today(db, now));

	return db_run(db, &absence_now_ended, DB(db_moment(now), db_int(by), db_int(officer), today,
	    today), NULL);
}
