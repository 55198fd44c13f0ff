/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/clockwork.h"

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/correction.h"
#include "service/deadline.h"
#include "service/formality.h"
#include "service/owed.h"
#include "service/timing.h"
#include "store/db.h"

/* behind the last one seen, so that a broken one is passed over and not met again and again */
STATEMENT(clockwork_unchecked, "ti", "i",
    "SELECT id FROM application WHERE state = 'submitted' AND due < ? AND id > ? "
    "ORDER BY id LIMIT 50")
STATEMENT(clockwork_unanswered, "ti", "i",
    "SELECT a.id FROM application a JOIN correction c ON c.application = a.id "
    "AND c.round = a.corrections WHERE a.state = 'correction' AND c.answered IS NULL "
    "AND c.due < ? AND a.id > ? ORDER BY a.id LIMIT 50")
/* the day on which the result came: the office's issue, or another department's reply */
STATEMENT(clockwork_issued, "ti", "i",
    "SELECT a.id FROM application a WHERE a.state = 'issued' AND a.due IS NULL AND EXISTS "
    "(SELECT 1 FROM history h WHERE h.application = a.id "
    "AND h.action IN ('issue', 'department_reply') AND h.at < ?) AND a.id > ? "
    "ORDER BY a.id LIMIT 50")
STATEMENT(clockwork_issued_at, "i", "t",
    "SELECT at FROM history WHERE application = ? AND action IN ('issue', 'department_reply') "
    "ORDER BY seq DESC LIMIT 1")

STATEMENT(clockwork_beyond, "t", "i",
    "SELECT COUNT(*) FROM (SELECT 1 FROM application WHERE state IN ('submitted', 'correction', "
    "'accepted', 'interview', 'visit', 'proposed', 'approved', 'refused', 'transferred') AND due >= ? "
    "LIMIT 10000) k")

#define PATIENCE (20 * SECOND)

struct duty {
	const struct statement *due;
	enum action action;
	moment before;			/* what the statement compares with */
	/* Read again inside the transaction: is it still due? */
	const struct error *(*is_due)(struct db *db, const struct application *a,
	    const struct formality *f, moment now, bool *is_it);
};

struct one {
	struct db *db;
	const struct catalogue *catalogue;
	const struct duty *duty;
	int64_t id;
	moment now;
	bool is_done;
};

static const struct error *
is_unchecked(struct db *db, const struct application *a, const struct formality *f, moment now,
    bool *is_it)
{
	(void)db;
	/* else it stays overdue until it is passed on, or answered */
	*is_it = application_is_silent(a, f, now);
	return NULL;
}

static const struct error *
is_unanswered(struct db *db, const struct application *a, const struct formality *f, moment now,
    bool *is_it)
{
	struct correction *c = NULL;
	const struct error *e = NULL;

	(void)f;
	if (a->state == STATE_CORRECTION)
		e = correction_load(db, a->id, &c);
	*is_it = c && !c->answered && now > c->due;
	return e;
}

static const struct error *
is_lying(struct db *db, const struct application *a, const struct formality *f, moment now,
    bool *is_it)
{
	const struct error *e = NULL;
	struct row *row = NULL;

	(void)f;
	if (a->state == STATE_ISSUED)
		e = db_row(db, &clockwork_issued_at, DB(db_int(a->id)), &row);
	*is_it = row && now > deadline_calendar(row_moment(row, 0), CLOSE_DAYS);
	return e;
}

/* What its resident said would follow is owed from now on. */
static const struct error *
note_owed(struct db *db, struct application *a, struct deed *deed)
{
	struct timing t = {.due = 0};
	const struct error *e;

	if (deed->action != ACT_DEEM_ACCEPTED || !owed_any_may_follow(deed->formality))
		return NULL;
	if ((e = application_received(db, a, &t.received)))
		return e;
	timing_move(&t, CLOCK_START_FROM_RECEIPT, deed->at, deed->formality);
	return owed_deem(db, a, t.law_due, deed);
}

static const struct error *
act_step(void *data)
{
	struct one *one = data;
	struct deed deed = {.action = one->duty->action, .role = ROLE_SYSTEM, .at = one->now};
	struct application *a;
	const struct error *e;
	bool is_due;

	one->is_done = false;
	if ((e = application_load(one->db, one->id, &a)) ||
	    (e = application_formality(one->db, one->catalogue, a, &deed.formality)) ||
	    (e = one->duty->is_due(one->db, a, deed.formality, one->now, &is_due)) || !is_due ||
	    (e = note_owed(one->db, a, &deed)) || (e = application_act(one->db, a, &deed)))
		return e;
	one->is_done = true;
	return NULL;
}

static const struct error *
run(struct one *one, int *count, struct clockwork_done *done)
{
	const struct error *e;
	struct rows rows;
	int64_t last = 0;
	int acts = 0;

	do {
		if ((e = db_rows(one->db, one->duty->due, DB(db_moment(one->duty->before),
		    db_int(last)), &rows)))
			return e;
		for (size_t i = 0; i < rows.count; i++) {
			last = one->id = row_int(rows.at[i], 0);
			e = db_transact_apart(one->db, PATIENCE, act_step, one);
			if (e)
				log_failure(action_word(one->duty->action), e);
			if (e && e->kind == ERROR_UNAVAILABLE)
				return e;	/* the store is away: later */
			acts += !e && one->is_done;
			done->failed += e != NULL;
		}
	} while (acts < CLOCKWORK_BATCH && rows.count == CLOCKWORK_BATCH);
	*count += acts;
	done->is_more |= rows.count == CLOCKWORK_BATCH;
	return NULL;
}

const struct error *
clockwork_run(struct db *db, const struct catalogue *catalogue, moment now,
    struct clockwork_done *done)
{
	const struct duty unchecked = {&clockwork_unchecked, ACT_DEEM_ACCEPTED, now, is_unchecked},
	    unanswered = {&clockwork_unanswered, ACT_LAPSE, now, is_unanswered};
	struct one one = {.db = db, .catalogue = catalogue, .duty = &unchecked, .now = now};
	const struct error *e;

	*done = (struct clockwork_done){0};
	if ((e = run(&one, &done->accepted, done)))
		return e;
	one.duty = &unanswered;
	return run(&one, &done->lapsed, done);
}

const struct error *
clockwork_close(struct db *db, const struct catalogue *catalogue, moment now,
    struct clockwork_done *done)
{
	/* no deadline of CLOSE_DAYS calendar days can be over sooner than this */
	const struct duty issued = {&clockwork_issued, ACT_CLOSE, now - CLOSE_DAYS * DAY, is_lying};
	struct one one = {.db = db, .catalogue = catalogue, .duty = &issued, .now = now};

	*done = (struct clockwork_done){0};
	return run(&one, &done->closed, done);
}

const struct error *
clockwork_unannounced(struct db *db, moment now, int *year, int64_t *matters)
{
	const struct error *e;
	int month, mday;
	struct row *row;

	day_split(clock_wenzhou_day(now), year, &month, &mday);
	while (deadline_year_is_published(*year))
		++*year;
	if (!(e = db_row(db, &clockwork_beyond,
	    DB(db_moment(clock_wenzhou_end(day_of(*year, 1, 1) - 1) + 1)), &row)))
		*matters = row_int(row, 0);
	return e;
}
