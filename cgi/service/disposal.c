/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/disposal.h"

#include <stdio.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/clockwork.h"
#include "service/notice.h"
#include "service/proposal.h"
#include "store/db.h"

#define ENDED_YEAR "YEAR(COALESCE(a.ended, a.saved) + INTERVAL 8 HOUR)"
#define IN_SET "a.retain_until < ? AND a.formality = ? AND " ENDED_YEAR " = ? "
#define NOT_TOLD "NOT EXISTS (SELECT 1 FROM disposal d WHERE d.application = a.id) "

STATEMENT(disposal_dues, "s", "siiii",
    "SELECT a.formality, CAST(" ENDED_YEAR " AS SIGNED), COUNT(*), "
    "CAST(SUM(" DISPOSAL_HELD ") AS SIGNED), COUNT(d.application) FROM application a "
    "LEFT JOIN disposal d ON d.application = a.id WHERE a.retain_until < ? "
    "GROUP BY a.formality, 2 ORDER BY 2, a.formality LIMIT 500")
STATEMENT(disposal_sum, "ssi", "iii",
    "SELECT COUNT(DISTINCT a.id), COUNT(m.id), CAST(COALESCE(SUM(f.size), 0) AS SIGNED) "
    "FROM application a LEFT JOIN material m ON m.application = a.id LEFT JOIN file f ON f.id = m.file "
    "WHERE " IN_SET "AND " NOT_TOLD "AND NOT " DISPOSAL_HELD)
STATEMENT(disposal_held, "ssi", "i",
    "SELECT COUNT(*) FROM application a WHERE " IN_SET "AND " DISPOSAL_HELD)
STATEMENT(disposal_state, "i", "iit",
    "SELECT COUNT(*), COUNT(destroyed), MIN(CASE WHEN destroyed IS NULL THEN due END) FROM disposal "
    "WHERE proposal = ?")
STATEMENT(disposal_next, "ssi", "i",
    "SELECT a.id FROM application a WHERE " IN_SET "AND " NOT_TOLD "AND NOT " DISPOSAL_HELD
    "ORDER BY a.retain_until, a.id LIMIT 50")
STATEMENT(disposal_insert, "issiitt", "",
    "INSERT INTO disposal (application, ref, formality, year, proposal, told, due) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)")

#define PATIENCE (20 * SECOND)
#define BATCH 50
#define CODE_MOST 40

static const char *
date_of(struct pool *pool, day d)
{
	char text[DAY_TEXT];

	day_format(d, text);
	return pool_string(pool, text);
}

const char *
disposal_write(struct pool *pool, const struct disposal_set *set)
{
	return pool_format(pool, "%s %d %s", set->formality, set->year, date_of(pool, set->before));
}

bool
disposal_read(struct pool *pool, const char *body, struct disposal_set *out)
{
	char formality[CODE_MOST + 1], date[DAY_TEXT];

	if (sscanf(body, "%40s %d %10s", formality, &out->year, date) != 3 ||
	    !day_parse(date, &out->before))
		return false;
	out->formality = pool_string(pool, formality);
	return true;
}

const struct error *
disposal_list(struct db *db, moment now, struct disposal_dues *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &disposal_dues,
	    DB(db_text(date_of(db_pool(db), clock_wenzhou_day(now)))), &rows)))
		return e;
	out->count = rows.count;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++)
		out->at[i] = (struct disposal_due){row_text(rows.at[i], 0), (int)row_int(rows.at[i], 1),
		    row_int(rows.at[i], 2), row_int(rows.at[i], 3), row_int(rows.at[i], 4)};
	return NULL;
}

const struct error *
disposal_count(struct db *db, const struct disposal_set *set, struct disposal_count *out)
{
	const struct value date = db_text(date_of(db_pool(db), set->before));
	const struct error *e;
	struct row *sum, *held;

	if ((e = db_row(db, &disposal_sum, DB(date, db_text(set->formality), db_int(set->year)), &sum)) ||
	    (e = db_row(db, &disposal_held, DB(date, db_text(set->formality), db_int(set->year)), &held)))
		return e;
	*out = (struct disposal_count){row_int(sum, 0), row_int(sum, 1), row_int(sum, 2),
	    row_int(held, 0)};
	return NULL;
}

const struct error *
disposal_progress(struct db *db, int64_t proposal, struct disposal_progress *out)
{
	const struct error *e;
	struct row *row;

	if (!(e = db_row(db, &disposal_state, DB(db_int(proposal)), &row)))
		*out = (struct disposal_progress){row_int(row, 0), row_int(row, 1), row_moment(row, 2)};
	return e;
}

struct telling {
	struct db *db;
	int64_t id, proposal;
	int year;
	moment now;
};

static const struct error *
tell(void *data)
{
	const struct telling *t = data;
	struct pairs params = {.pool = db_pool(t->db)};
	moment due = t->now + DISPOSAL_NOTICE;
	struct application *a;
	const struct error *e;

	if ((e = application_load(t->db, t->id, &a)) ||
	    (e = db_run(t->db, &disposal_insert, DB(db_int(a->id), db_text(a->ref), db_text(a->formality),
	    db_int(t->year), db_int(t->proposal), db_moment(t->now), db_moment(due)), NULL)))
		return e;
	pairs_set(&params, "due", pool_format(db_pool(t->db), "%lld", (long long)due));
	return notice_queue_by_day(t->db, a, "dispose", &params, t->now);
}

/* A batch of those that nobody was told of; *count: how many there were. One does not hold up the others. */
static const struct error *
tell_some(struct db *db, const struct proposal *p, const struct disposal_set *set, moment now,
    size_t *count)
{
	struct telling t = {.db = db, .proposal = p->id, .year = set->year, .now = now};
	const struct error *e;
	struct rows rows;

	*count = 0;
	if ((e = db_rows(db, &disposal_next, DB(db_text(date_of(db_pool(db), set->before)),
	    db_text(set->formality), db_int(set->year)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		t.id = row_int(rows.at[i], 0);
		e = db_transact_apart(db, PATIENCE, tell, &t);
		if (e && e->kind == ERROR_UNAVAILABLE)
			return e;
		if (e)
			log_failure("disposal", e);
		*count += !e;
	}
	return NULL;
}

/* Nothing of it is left to tell or to destroy. */
static const struct error *
finish(struct db *db, const struct proposal *p, moment now)
{
	struct disposal_progress progress;
	const struct error *e;

	if ((e = disposal_progress(db, p->id, &progress)) || progress.destroyed < progress.told)
		return e;
	log_info("event=disposal proposal=%lld destroyed=%lld", (long long)p->id,
	    (long long)progress.destroyed);
	return proposal_done(db, p->id, pool_format(db_pool(db), "%lld", (long long)progress.destroyed), now);
}

const struct error *
disposal_carry_out(struct db *db, const struct catalogue *catalogue, moment now,
    struct clockwork_done *done)
{
	struct disposal_set set;
	struct proposal *p;
	const struct error *e;
	size_t count;

	(void)catalogue;
	*done = (struct clockwork_done){0};
	for (int64_t after = 0; !(e = proposal_left(db, PROPOSAL_DISPOSE, after, &p)) && p; after = p->id) {
		if (!disposal_read(db_pool(db), p->body, &set))
			return fail(ERROR_INTERNAL, "a disposal that cannot be read");
		if ((e = tell_some(db, p, &set, now, &count)) || (!count && (e = finish(db, p, now))))
			return e;
		done->is_more = done->is_more || count == BATCH;
	}
	return e;
}
