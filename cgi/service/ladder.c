/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/ladder.h"

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "service/absence.h"
#include "service/catalogue.h"
#include "service/clockwork.h"
#include "service/deadline.h"
#include "service/formality.h"
#include "service/timing.h"
#include "service/version.h"
#include "store/db.h"

/* Which period runs, as ladder_days() has it. */
#define PART "CASE e.state WHEN 'submitted' THEN 'check' WHEN 'transferred' THEN 'target' " \
	"WHEN 'approved' THEN 'deliver' WHEN 'refused' THEN 'deliver' ELSE 'decide' END"
/* Told to the unit that has it, and to whoever has it or while nobody had. */
#define TOLD "r.unit = e.unit AND IF(e.state = 'proposed', r.whom = 'head', r.whom <> 'head' " \
	"AND r.officer IN (e.officer, 0))"
#define HAS(which) "EXISTS (SELECT 1 FROM reminder r WHERE r.application = e.id AND " which " AND " TOLD ")"
STATEMENT(ladder_open, "ssti", "iiistsisiiit",
    "SELECT e.id, e.unit, e.officer, e.state, e.due, e.formality, e.is_extended, u.zone, "
    "EXISTS (SELECT 1 FROM absence b WHERE b.officer = e.officer AND b.ended IS NULL "
    "AND b.since <= ? AND b.until >= ?), "
    HAS("r.rung = 'half' AND r.part = " PART) ", " HAS("r.rung = 'soon' AND r.due = e.due")
    ", (SELECT MAX(h.at) FROM history h WHERE h.application = e.id "
    "AND h.action IN ('transfer', 'hand_back', 'reroute'))"
    " FROM queue_entry e JOIN unit u ON u.id = e.unit WHERE e.turn = 'o' AND e.stopped IS NULL "
    "AND e.due < ? AND e.id > ? AND NOT "
    HAS("r.rung = 'late' AND r.due = e.due") " ORDER BY e.id LIMIT 100")
STATEMENT(ladder_insert, "iisstsiit", "",
    "INSERT IGNORE INTO reminder (id, application, part, rung, due, whom, officer, unit, at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")

#define PATIENCE (20 * SECOND)

const char *
rung_word(enum rung rung)
{
	static const char *const words[] = {"", "half", "soon", "late"};

	return words[rung];
}

int
ladder_days(const struct formality *f, enum state state, bool is_extended)
{
	if (state == STATE_SUBMITTED)
		return timing_check_days(f);
	if (state == STATE_APPROVED || state == STATE_REFUSED)
		return DELIVERY_DAYS;
	if (state == STATE_TRANSFERRED && f && f->mode != MODE_TRANSFER)
		return TARGET_DAYS;
	return (f ? f->promise_days : 0) + (is_extended ? EXTENSION_DAYS : 0);
}

int
ladder_days_left(int days, moment came, moment due)
{
	int left = came ? working_days_between(clock_wenzhou_day(came), clock_wenzhou_day(due)) : days;

	return left < days ? left : days;
}

enum rung
ladder_rung(int days, moment due, moment now)
{
	int left = working_days_left(now, due);

	if (now > due)
		return RUNG_LATE;
	return left <= 1 ? RUNG_SOON : left * 2 <= days ? RUNG_HALF : RUNG_NONE;
}

struct climb {
	struct db *db;
	const struct catalogue *catalogue;
	const struct rows *rows;
	moment now;
	int reminded;
};

static const char *
part_of(enum state state)
{
	switch (state) {
	case STATE_SUBMITTED:
		return "check";
	case STATE_TRANSFERRED:
		return "target";
	case STATE_APPROVED:
	case STATE_REFUSED:
		return "deliver";
	default:
		return "decide";
	}
}

struct rung_of {
	enum state state;
	enum rung rung;
	const struct row *row;
};

static const struct error *
remind(struct climb *c, const struct rung_of *r, const char *whom)
{
	int64_t affected = 0, officer = text_same(whom, "head") ? 0 : row_int(r->row, 2);
	const struct error *e;

	e = db_run(c->db, &ladder_insert, DB(db_int(db_new_id()), db_int(row_int(r->row, 0)),
	    db_text(part_of(r->state)), db_text(rung_word(r->rung)), db_moment(row_moment(r->row, 4)),
	    db_text(whom), db_int(officer), db_int(row_int(r->row, 1)), db_moment(c->now)),
	    &affected);
	c->reminded += affected == 1;
	return e;
}

/* Who has it in hand and is there, else their unit; what was proposed is for those who decide. */
static const struct error *
climb_one(struct climb *c, const struct row *row)
{
	struct rung_of r = {.row = row};
	bool is_held = row_int(row, 2) && !row_int(row, 8);
	const struct formality *f;
	const struct error *e;

	if (!state_read(row_text(row, 3), &r.state))
		return fail(ERROR_INTERNAL, "ladder: unknown state");
	f = version_newest(c->db, c->catalogue, row_text(row, 5));
	r.rung = ladder_rung(ladder_days_left(ladder_days(f, r.state, row_int(row, 6) != 0),
	    row_moment(row, 11), row_moment(row, 4)), row_moment(row, 4), c->now);
	if (r.rung == RUNG_NONE || !clock_is_day(c->now, row_text(row, 7)) ||
	    (r.rung == RUNG_HALF && row_int(row, 9)) || (r.rung == RUNG_SOON && row_int(row, 10)))
		return NULL;
	if (r.state == STATE_PROPOSED)
		return remind(c, &r, "head");
	if ((e = remind(c, &r, is_held ? "holder" : "unit")) || r.rung != RUNG_LATE)
		return e;
	return remind(c, &r, "head");
}

static const struct error *
climb_step(void *data)
{
	struct climb *c = data;
	const struct error *e = NULL;

	c->reminded = 0;
	for (size_t i = 0; i < c->rows->count && !e; i++)
		e = climb_one(c, c->rows->at[i]);
	return e;
}

/* Behind this nothing has used half of its time. */
static moment
horizon(const struct catalogue *catalogue, moment now)
{
	int most = DELIVERY_DAYS;

	for (size_t i = 0; i < catalogue->count; i++)
		if (catalogue->formalities[i]->promise_days > most)
			most = catalogue->formalities[i]->promise_days;
	return deadline_working(now, (most + EXTENSION_DAYS) / 2 + 1) + 1;
}

const struct error *
ladder_climb(struct db *db, const struct catalogue *catalogue, moment now, struct clockwork_done *done)
{
	struct climb c = {.db = db, .catalogue = catalogue, .now = now};
	struct value today = db_text(absence_today(db, now));
	struct rows rows = {.count = LADDER_BATCH};
	const struct error *e;
	int64_t last = 0;

	*done = (struct clockwork_done){0};
	while (rows.count == LADDER_BATCH) {
		if ((e = db_rows(db, &ladder_open, DB(today, today, db_moment(horizon(catalogue, now)),
		    db_int(last)), &rows)))
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
