/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What follows a bad rating, and that nobody does it who was rated (rating.h). */
#include "base/error.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/bar.h"
#include "service/calendar.h"
#include "service/deadline.h"
#include "service/history.h"
#include "service/queue_part.h"
#include "service/rating.h"
#include "service/unit.h"
#include "store/db.h"

STATEMENT(follow_up_find, "isiii", "ii",
    "SELECT a.id, " HISTORY_HAND("a.id") " FROM application a JOIN follow_up f ON f.application = a.id "
    "WHERE a.ref = ? AND (f.unit = ? OR (? AND " UNIT_UNDER("f.unit") "))")
STATEMENT(follow_up_call, "tittii", "",
    "UPDATE follow_up SET tries = tries + 1, tried = COALESCE(tried, ?), called = IF(?, ?, NULL), "
    "due = ? WHERE application = ? AND unit = ? AND called IS NULL AND mended IS NULL "
    "AND closed IS NULL")
STATEMENT(follow_up_mend, "tiii", "",
    "UPDATE follow_up SET mended = ?, is_mended = ?, due = mend_by WHERE application = ? AND unit = ? "
    "AND tried IS NOT NULL AND mended IS NULL AND closed IS NULL")
STATEMENT(follow_up_close, "tii", "",
    "UPDATE follow_up SET closed = ? WHERE application = ? AND unit = ? AND mended IS NOT NULL "
    "AND closed IS NULL")
STATEMENT(follow_up_counts, "tiiii", "ii",
    "SELECT COUNT(*), CAST(COALESCE(SUM(f.due < ?), 0) AS SIGNED) FROM unit_above w "
    "JOIN follow_up f ON f.unit = w.unit AND f.closed IS NULL JOIN application a ON a.id = f.application "
    "WHERE w.above = ? AND " FOLLOW_UP_SEEN)

const struct error *
follow_up_load(struct db *db, const struct follower *by, const char *ref, struct application **a,
    struct rating *out)
{
	struct value unit = db_int(by->unit);
	const struct error *e;
	bool is_barred;
	struct row *row;

	if ((e = db_row(db, &follow_up_find, DB(db_int(by->officer), db_text(ref), unit,
	    db_int(by->is_supervisor), unit), &row)))
		return e;
	if (!row)
		return fail(ERROR_NOT_FOUND, "nothing to follow up here");
	if (row_int(row, 1))
		return fail(ERROR_ROLE, "who had it in hand does not follow it up");
	if ((e = application_load(db, row_int(row, 0), a)) || (e = bar_is(db, *a, by->officer, &is_barred)))
		return e;
	if (is_barred)
		return fail(ERROR_BARRED, "their own, or of somebody they know");
	if ((*a)->unit == by->unit)
		return fail(ERROR_ROLE, "their own unit's");
	return rating_load(db, (*a)->id, out);
}

/* Nobody answered: another try by the next working day, but no later than all has to be mended. */
static moment
next_call(const struct follow_up *f, moment now)
{
	moment next = deadline_working(now, CALL_DAYS);

	return next < f->mend_by ? next : f->mend_by;
}

static const struct error *
move(struct db *db, const struct application *a, const struct follow_up *f, const struct deed *deed,
    bool is_done)
{
	struct value at = db_moment(deed->at), id = db_int(a->id), unit = db_int(f->unit);

	switch (deed->action) {
	case ACT_FOLLOW_UP_CALL:
		return db_run_one(db, &follow_up_call, DB(at, db_int(is_done), at,
		    db_moment(is_done ? f->mend_by : next_call(f, deed->at)), id, unit));
	case ACT_FOLLOW_UP_MEND:
		return db_run_one(db, &follow_up_mend, DB(at, db_int(is_done), id, unit));
	case ACT_FOLLOW_UP_CLOSE:
		return db_run_one(db, &follow_up_close, DB(at, id, unit));
	default:
		return fail(ERROR_INTERNAL, "%s is no act of a follow-up", action_word(deed->action));
	}
}

const struct error *
follow_up_act(struct db *db, struct application *a, const struct follow_up *f, const struct deed *deed,
    bool is_done)
{
	const struct error *e;

	/* before the act, which says how far it is then (said.h) */
	if ((e = calendar_refresh(db)) || (e = move(db, a, f, deed, is_done)))
		return e;
	return application_act(db, a, deed);
}

const struct error *
follow_up_count(struct db *db, int64_t unit, int64_t viewer, moment now, struct follow_ups *out)
{
	const struct error *e;
	struct row *row;

	*out = (struct follow_ups){0, 0};
	if ((e = db_row(db, &follow_up_counts, DB(db_moment(now), db_int(unit), db_int(viewer),
	    db_int(viewer), db_int(viewer)), &row)) || !row)
		return e;
	*out = (struct follow_ups){(int)row_int(row, 0), (int)row_int(row, 1)};
	return NULL;
}
