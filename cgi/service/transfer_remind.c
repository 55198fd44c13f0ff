/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/transfer_remind.h"

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "service/clockwork.h"
#include "service/deadline.h"
#include "service/transfer.h"
#include "store/db.h"

STATEMENT(remind_open, "i", "iittissi",
    "SELECT t.id, t.unit, t.take_by, a.due, t.taken IS NOT NULL, a.ref, a.formality, t.reminded "
    "FROM transfer t JOIN application a ON a.id = t.application AND a.state = 'transferred' "
    "WHERE t.ended IS NULL AND t.answered IS NULL AND t.reminded < 4 AND t.id > ? ORDER BY t.id LIMIT 50")
STATEMENT(remind_mark, "iii", "",
    "UPDATE transfer SET reminded = ? WHERE id = ? AND reminded = ? AND ended IS NULL AND answered IS NULL")

#define PATIENCE (20 * SECOND)
#define BATCH 50
#define OPENS 9				/* hours of the day in Wenzhou */
#define CLOSES 17

/* In the order of the ladder; transfer.reminded is the last one that was told. */
enum rung { RUNG_NONE, RUNG_TAKE_SOON, RUNG_TAKE_LATE, RUNG_ANSWER_SOON, RUNG_ANSWER_LATE };

static const char *const kinds[] = {
	[RUNG_TAKE_SOON] = "take_soon", [RUNG_TAKE_LATE] = "take_late",
	[RUNG_ANSWER_SOON] = "answer_soon", [RUNG_ANSWER_LATE] = "answer_late",
};

struct one {
	struct db *db;
	const struct row *row;
	enum rung rung;
	moment now;
};

static bool
is_office_time(moment now)
{
	int hour = clock_civil(now, ZONE_WENZHOU).hour;

	return hour >= OPENS && hour < CLOSES && is_working_day(clock_wenzhou_day(now));
}

static enum rung
rung_of(moment take_by, moment due, bool is_taken, moment now)
{
	if (due && now > due)
		return RUNG_ANSWER_LATE;
	if (!is_taken && now > take_by)
		return due && working_days_left(now, due) <= 1 ? RUNG_ANSWER_SOON : RUNG_TAKE_LATE;
	if (due && working_days_left(now, due) <= 1)
		return RUNG_ANSWER_SOON;
	return !is_taken && clock_wenzhou_day(now) == clock_wenzhou_day(take_by) ? RUNG_TAKE_SOON :
	    RUNG_NONE;
}

/* Its last day to take it may have been told of before it did. */
int
transfer_reminded_most(moment take_by, moment taken, moment due, moment until)
{
	enum rung of_answer = rung_of(take_by, due, true, until);
	enum rung of_taking = rung_of(take_by, 0, false, taken && taken < until ? taken : until);

	return (int)(of_answer > of_taking ? of_answer : of_taking);
}

static const struct error *
step(void *data)
{
	const struct one *one = data;
	const struct row *r = one->row;
	const struct telling told = {.transfer = row_int(r, 0), .unit = row_int(r, 1),
	    .kind = kinds[one->rung], .ref = row_text(r, 5), .formality = row_text(r, 6),
	    .due = one->rung <= RUNG_TAKE_LATE ? row_moment(r, 2) : row_moment(r, 3)};
	int64_t affected = 0;
	const struct error *e;

	e = db_run(one->db, &remind_mark, DB(db_int(one->rung), db_int(told.transfer),
	    db_int(row_int(r, 7))), &affected);
	return e || affected != 1 ? e : transfer_tell(one->db, &told, one->now);
}

static const struct error *
remind(struct one *one, struct clockwork_done *done)
{
	const struct error *e = db_transact_apart(one->db, PATIENCE, step, one);

	if (e)
		log_failure("transfer-remind", e);
	done->failed += e != NULL;
	done->reminded += !e;
	return e && e->kind == ERROR_UNAVAILABLE ? e : NULL;
}

const struct error *
transfer_remind(struct db *db, const struct catalogue *catalogue, moment now,
    struct clockwork_done *done)
{
	struct one one = {.db = db, .now = now};
	const struct error *e = NULL;
	struct rows rows = {.count = BATCH};
	int64_t last = 0;

	(void)catalogue;
	*done = (struct clockwork_done){0};
	while (!e && is_office_time(now) && rows.count == BATCH) {
		if ((e = db_rows(db, &remind_open, DB(db_int(last)), &rows)))
			return e;
		for (size_t i = 0; i < rows.count && !e; i++) {
			one.row = rows.at[i];
			last = row_int(one.row, 0);
			one.rung = rung_of(row_moment(one.row, 2), row_moment(one.row, 3),
			    row_int(one.row, 4) != 0, now);
			if ((int64_t)one.rung > row_int(one.row, 7))
				e = remind(&one, done);
		}
	}
	return e;
}
