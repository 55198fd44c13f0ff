/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A resident who was asked to correct, and has not answered when half of the time is over. */
#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/clockwork.h"
#include "service/ladder.h"
#include "service/notice.h"
#include "store/db.h"

#define HAS(which) "EXISTS (SELECT 1 FROM reminder r WHERE r.application = e.id AND r.part = 'correct' " \
	"AND " which ")"
/* more time that was asked for is a period of its own */
STATEMENT(ladder_unanswered, "tti", "iittsi",
    "SELECT e.id, e.unit, COALESCE(c.extended, c.asked), c.due, e.zone, "
    HAS("r.rung = 'half' AND r.due = c.due") " FROM queue_entry e JOIN correction c "
    "ON c.application = e.id AND c.answered IS NULL AND c.due > ? "
    "AND c.due - INTERVAL TIMESTAMPDIFF(SECOND, c.asked, c.due) / 2 SECOND < ? "
    "WHERE e.state = 'correction' AND e.id > ? AND NOT " HAS("r.rung = 'soon' AND r.due = c.due")
    " ORDER BY e.id LIMIT 100")
STATEMENT(ladder_resident_insert, "iistit", "",
    "INSERT IGNORE INTO reminder (id, application, part, rung, due, whom, officer, unit, at) "
    "VALUES (?, ?, 'correct', ?, ?, 'resident', 0, ?, ?)")

#define PATIENCE (20 * SECOND)

struct one {
	struct db *db;
	const struct row *row;
	enum rung rung;
	moment now;
	bool is_told;
};

/* Days of the calendar, as the resident counts them. */
static enum rung
rung_of(moment since, moment due, moment now)
{
	if (now > due - 2 * DAY)
		return RUNG_SOON;
	return now - since >= due - now ? RUNG_HALF : RUNG_NONE;
}

static const struct error *
tell(void *data)
{
	struct one *one = data;
	struct pairs params = {.pool = db_pool(one->db)};
	moment due = row_moment(one->row, 3);
	int64_t affected = 0;
	struct application *a;
	const struct error *e;

	one->is_told = false;
	if ((e = application_load(one->db, row_int(one->row, 0), &a)) || a->state != STATE_CORRECTION ||
	    (e = db_run(one->db, &ladder_resident_insert, DB(db_int(db_new_id()), db_int(a->id),
	    db_text(rung_word(one->rung)), db_moment(due), db_int(row_int(one->row, 1)),
	    db_moment(one->now)), &affected)) || affected != 1)
		return e;
	one->is_told = true;
	pairs_set(&params, "due", pool_format(db_pool(one->db), "%lld", (long long)due));
	return notice_queue(one->db, a, one->rung == RUNG_HALF ? "correct_half" : "correct_soon",
	    &params, one->now);
}

const struct error *
ladder_residents(struct db *db, const struct catalogue *catalogue, moment now,
    struct clockwork_done *done)
{
	struct one one = {.db = db, .now = now};
	struct rows rows = {.count = LADDER_BATCH};
	const struct error *e;
	int64_t last = 0;

	(void)catalogue;
	*done = (struct clockwork_done){0};
	while (rows.count == LADDER_BATCH) {
		if ((e = db_rows(db, &ladder_unanswered, DB(db_moment(now), db_moment(now),
		    db_int(last)), &rows)))
			return e;
		for (size_t i = 0; i < rows.count; i++) {
			const struct row *r = one.row = rows.at[i];

			last = row_int(r, 0);
			one.rung = rung_of(row_moment(r, 2), row_moment(r, 3), now);
			if (one.rung == RUNG_NONE || (one.rung == RUNG_HALF && row_int(r, 5)) ||
			    !clock_is_day(now, row_text(r, 4)))
				continue;
			if ((e = db_transact_apart(db, PATIENCE, tell, &one)))
				log_failure("ladder-resident", e);
			if (e && e->kind == ERROR_UNAVAILABLE)
				return e;
			done->failed += e != NULL;
			done->reminded += !e && one.is_told;
		}
	}
	return NULL;
}
