/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whoever follows a bad rating up is reminded as others are: to call back, then to mend (rating.h). */
#include "base/error.h"
#include "service/clockwork.h"
#include "service/ladder.h"
#include "store/db.h"

/* By unit, so that those which are closed cost nothing. */
STATEMENT(ladder_follow_ups_open, "i", "iiits",
    "SELECT f.application, f.unit, f.called IS NULL AND f.mended IS NULL, f.due, u.zone FROM unit u "
    "STRAIGHT_JOIN follow_up f FORCE INDEX (follow_up_due) ON f.unit = u.id AND f.closed IS NULL "
    "WHERE f.application > ? AND NOT EXISTS (SELECT 1 FROM reminder r WHERE r.application = f.application "
    "AND r.whom = 'follow' AND r.rung = 'late' AND r.due = f.due AND r.unit = f.unit) "
    "ORDER BY f.application LIMIT 100")
STATEMENT(ladder_follow_up_insert, "iisstit", "",
    "INSERT IGNORE INTO reminder (id, application, part, rung, due, whom, officer, unit, at) "
    "VALUES (?, ?, ?, ?, ?, 'follow', 0, ?, ?)")

#define PATIENCE (20 * SECOND)

struct climb {
	struct db *db;
	const struct rows *rows;
	moment now;
	int reminded;
};

static const struct error *
remind(struct climb *c, const struct row *r)
{
	bool is_call = row_int(r, 2) != 0;
	enum rung rung = ladder_rung(is_call ? CALL_DAYS : MEND_DAYS, row_moment(r, 3), c->now);
	int64_t affected = 0;
	const struct error *e;

	if (rung == RUNG_NONE || !clock_is_day(c->now, row_text(r, 4)))
		return NULL;
	e = db_run(c->db, &ladder_follow_up_insert, DB(db_int(db_new_id()), db_int(row_int(r, 0)),
	    db_text(is_call ? "call" : "mend"), db_text(rung_word(rung)), db_moment(row_moment(r, 3)),
	    db_int(row_int(r, 1)), db_moment(c->now)), &affected);
	c->reminded += affected == 1;
	return e;
}

static const struct error *
climb_step(void *data)
{
	struct climb *c = data;
	const struct error *e = NULL;

	c->reminded = 0;
	for (size_t i = 0; i < c->rows->count && !e; i++)
		e = remind(c, c->rows->at[i]);
	return e;
}

const struct error *
ladder_follow_ups(struct db *db, const struct catalogue *catalogue, moment now,
    struct clockwork_done *done)
{
	struct climb c = {.db = db, .now = now};
	struct rows rows = {.count = LADDER_BATCH};
	const struct error *e;
	int64_t last = 0;

	(void)catalogue;
	*done = (struct clockwork_done){0};
	while (rows.count == LADDER_BATCH) {
		if ((e = db_rows(db, &ladder_follow_ups_open, DB(db_int(last)), &rows)))
			return e;
		c.rows = &rows;
		if (rows.count && (e = db_transact_apart(db, PATIENCE, climb_step, &c)))
			return e;
		done->reminded += rows.count ? c.reminded : 0;
		if (rows.count)
			last = row_int(rows.at[rows.count - 1], 0);
	}
	return NULL;
}
