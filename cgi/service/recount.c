/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/recount.h"

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/correction.h"
#include "service/deadline.h"
#include "service/timing.h"
#include "store/db.h"

/*
 * Down the key application_due; one that moves on is met once more, and is right by then. The
 * law's day is never before the promised one.
 */
STATEMENT(recount_due, "sttti", "it",
    "SELECT id, due FROM application WHERE state = ? AND law_due >= ? "
    "AND (due > ? OR (due = ? AND id > ?)) ORDER BY due, id LIMIT 50")
STATEMENT(recount_unanswered, "ti", "i",
    "SELECT a.id FROM application a JOIN correction c ON c.application = a.id "
    "AND c.round = a.corrections WHERE a.state = 'correction' AND c.answered IS NULL "
    "AND c.due >= ? AND a.id > ? ORDER BY a.id LIMIT 50")
STATEMENT(recount_open, "st", "i",
    "SELECT COUNT(*) FROM application WHERE state = ? AND law_due >= ?")
STATEMENT(recount_history, "i", "sst",
    "SELECT action, role, at FROM history WHERE application = ? ORDER BY seq")
STATEMENT(recount_set, "ttii", "",
    "UPDATE application SET due = ?, law_due = ?, version = version + 1 WHERE id = ? AND version = ?")

#define PATIENCE (20 * SECOND)
#define BATCH 50
#define ROUNDS 5

struct one {
	struct db *db;
	const struct catalogue *catalogue;
	int64_t id;
	moment now;
	bool is_moved, is_by_law, is_quiet;
};

/* What it would be if every act had been counted with today's calendar. */
static const struct error *
play(struct db *db, const struct application *a, const struct formality *f, struct timing *t)
{
	enum state state = STATE_DRAFT;
	const struct error *e;
	struct rows rows;

	*t = (struct timing){.due = 0};
	if ((e = db_rows(db, &recount_history, DB(db_int(a->id)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		enum action action;
		enum role role;
		struct act act;

		if (!action_read(row_text(rows.at[i], 0), &action) ||
		    !role_read(row_text(rows.at[i], 1), &role) ||
		    !lifecycle_next(state, action, role, &act))
			return fail(ERROR_INTERNAL, "a history that lifecycle.def does not allow");
		timing_move(t, act.clock, row_moment(rows.at[i], 2), f);
		state = act.next;
	}
	if (state != a->state)
		return fail(ERROR_INTERNAL, "a history that ends in %s, not in %s", state_word(state),
		    state_word(a->state));
	return NULL;
}

static const char *
from_to(struct pool *pool, moment from, moment to)
{
	char a[DAY_TEXT], b[DAY_TEXT];

	day_format(clock_wenzhou_day(from), a);
	day_format(clock_wenzhou_day(to), b);
	return pool_format(pool, "%s → %s", a, b);
}

static const struct error *
tell(struct one *one, struct application *a, const struct formality *f, const struct timing *t,
    moment from, moment to)
{
	struct deed deed = {.action = ACT_RECOUNT, .role = ROLE_SYSTEM, .at = one->now,
	    .formality = f, .due = t->due, .law_due = t->law_due, .until = to,
	    .detail = from_to(db_pool(one->db), from, to)};

	one->is_moved = true;
	return application_act(one->db, a, &deed);
}

/* The day by which the resident answers, if it is later now. */
static const struct error *
move_answer(struct one *one, const struct application *a, moment *from, moment *to)
{
	struct correction *c = NULL;
	const struct error *e;

	*from = *to = 0;
	if (a->state != STATE_CORRECTION)
		return NULL;
	if ((e = correction_load(one->db, a->id, &c)) || !c || c->answered)
		return e;
	*from = c->due;
	return correction_recount(one->db, c, to);
}

static const struct error *
step(void *data)
{
	struct one *one = data;
	const struct formality *f;
	struct application *a;
	const struct error *e;
	struct timing t;
	moment from, to;

	one->is_moved = one->is_by_law = one->is_quiet = false;
	if ((e = application_load(one->db, one->id, &a)) ||
	    (e = application_formality(one->db, one->catalogue, a, &f)) ||
	    (e = play(one->db, a, f, &t)) || (e = move_answer(one, a, &from, &to)))
		return e;
	if (to != from)
		return tell(one, a, f, &t, from, to);
	if (t.due == a->due && t.law_due == a->law_due)
		return NULL;
	if (t.due != a->due && !a->stopped)
		return tell(one, a, f, &t, a->due, t.due);
	one->is_by_law = !a->stopped;
	one->is_quiet = a->stopped != 0;
	return db_run_one(one->db, &recount_set, DB(db_moment(t.due), db_moment(t.law_due),
	    db_int(a->id), db_int(a->version)));
}

/* One that cannot be counted does not hold up the others. */
static const struct error *
recount_one(struct one *one, struct recounted *done)
{
	const struct error *e = db_transact_apart(one->db, PATIENCE, step, one);

	done->seen++;
	if (e && e->kind == ERROR_UNAVAILABLE)
		return e;
	if (e)
		log_failure("recount", e);
	done->failed += e != NULL;
	done->moved += !e && one->is_moved;
	done->by_law += !e && one->is_by_law;
	done->quiet += !e && one->is_quiet;
	return NULL;
}

static const struct error *
recount_state(struct one *one, enum state state, moment first, struct recounted *done)
{
	struct pool *before = db_pool(one->db);
	const struct error *e = NULL;
	struct rows rows = {.count = BATCH};
	moment due = 1;		/* 0 is NULL */
	int64_t id = 0;

	while (!e && rows.count == BATCH) {
		struct pool *pool = pool_new(before, 0);

		db_use_pool(one->db, pool);
		e = db_rows(one->db, &recount_due, DB(db_text(state_word(state)), db_moment(first),
		    db_moment(due), db_moment(due), db_int(id)), &rows);
		for (size_t i = 0; !e && i < rows.count; i++) {
			one->id = id = row_int(rows.at[i], 0);
			due = row_moment(rows.at[i], 1);
			e = recount_one(one, done);
		}
		db_use_pool(one->db, before);
		pool_free(pool);
	}
	return e;
}

/* Where the office's limit stands still before the days in question, the resident's may not. */
static const struct error *
recount_answers(struct one *one, moment first, struct recounted *done)
{
	struct pool *before = db_pool(one->db);
	const struct error *e = NULL;
	struct rows rows = {.count = BATCH};
	int64_t id = 0;

	while (!e && rows.count == BATCH) {
		struct pool *pool = pool_new(before, 0);

		db_use_pool(one->db, pool);
		e = db_rows(one->db, &recount_unanswered, DB(db_moment(first), db_int(id)), &rows);
		for (size_t i = 0; !e && i < rows.count; i++) {
			one->id = id = row_int(rows.at[i], 0);
			e = recount_one(one, done);
		}
		db_use_pool(one->db, before);
		pool_free(pool);
	}
	return e;
}

const struct error *
recount_all(struct db *db, const struct catalogue *catalogue, day first, moment now,
    struct recounted *done)
{
	struct one one = {.db = db, .catalogue = catalogue, .now = now};
	moment from = clock_wenzhou_end(first - 1) + 1;
	const struct error *e = NULL;
	int64_t before;
	int rounds = 0;

	*done = (struct recounted){0};
	do {
		before = done->moved + done->by_law + done->quiet;
		for (enum state state = 0; state < STATES && !e; state++)
			if (lifecycle_is_open(state) && state != STATE_DRAFT)
				e = recount_state(&one, state, from, done);
		if (!e)
			e = recount_answers(&one, from, done);
	} while (!e && done->moved + done->by_law + done->quiet > before && ++rounds < ROUNDS);
	return e;
}

/* Whether what somebody was told would be another day. */
static const struct error *
would_move(struct one *one, bool *out)
{
	struct correction *c = NULL;
	const struct formality *f;
	struct application *a;
	const struct error *e;
	struct timing t;

	*out = false;
	if ((e = application_load(one->db, one->id, &a)) ||
	    (e = application_formality(one->db, one->catalogue, a, &f)) ||
	    (e = play(one->db, a, f, &t)))
		return e;
	*out = t.due != a->due && !a->stopped;
	if (*out || a->state != STATE_CORRECTION || (e = correction_load(one->db, a->id, &c)) || !c ||
	    c->answered)
		return e;
	*out = correction_counted(c) > c->due;
	return NULL;
}

static const struct error *
preview_one(struct one *one, struct recount_preview *out)
{
	struct pool *before = db_pool(one->db), *pool = pool_new(before, 0);
	const struct error *e;
	bool moves;

	db_use_pool(one->db, pool);
	e = would_move(one, &moves);
	db_use_pool(one->db, before);
	pool_free(pool);
	out->seen++;
	out->moved += !e && moves;
	if (e && e->kind != ERROR_UNAVAILABLE) {
		log_failure("recount-preview", e);
		out->failed++;
		e = NULL;
	}
	return e;
}

static const struct error *
preview_state(struct one *one, enum state state, moment first, struct recount_preview *out)
{
	const struct error *e = NULL;
	struct rows rows = {.count = BATCH};
	struct row *row;
	moment due = 1;
	int64_t id = 0;

	if ((e = db_row(one->db, &recount_open, DB(db_text(state_word(state)), db_moment(first)), &row)))
		return e;
	out->open += row_int(row, 0);
	while (rows.count == BATCH && out->seen < RECOUNT_PREVIEW_MOST) {
		if ((e = db_rows(one->db, &recount_due, DB(db_text(state_word(state)), db_moment(first),
		    db_moment(due), db_moment(due), db_int(id)), &rows)))
			return e;
		for (size_t i = 0; i < rows.count && out->seen < RECOUNT_PREVIEW_MOST; i++) {
			one->id = id = row_int(rows.at[i], 0);
			due = row_moment(rows.at[i], 1);
			if ((e = preview_one(one, out)))
				return e;
		}
	}
	return NULL;
}

const struct error *
recount_preview(struct db *db, const struct catalogue *catalogue, day first,
    struct recount_preview *out)
{
	struct one one = {.db = db, .catalogue = catalogue};
	moment from = clock_wenzhou_end(first - 1) + 1;
	const struct error *e = NULL;

	*out = (struct recount_preview){0};
	for (enum state state = 0; state < STATES && !e; state++)
		if (lifecycle_is_open(state) && state != STATE_DRAFT)
			e = preview_state(&one, state, from, out);
	return e;
}
