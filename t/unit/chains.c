/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The chains of acts and views on a real store: whatever byte is altered, in whatever column, is found,
 * and whatever a program's account could write beside them.
 */
#include <stdlib.h>

#include "chained.h"
#include "database.h"
#include "store/seal.h"
#include "tap.h"
#include "verify/verify.h"

STATEMENT(late_of, "i", "i", "SELECT is_late FROM outcome WHERE application = ?")

/* One column of one row, altered by this expression: found at this seq at the latest; then undone. */
static void
alter(const struct application *a, const char *table, const char *column, int seq, const char *by)
{
	struct chain chain;

	sql("CREATE TABLE kept LIKE %s", table);
	sql("INSERT INTO kept SELECT * FROM %s WHERE application = %lld AND seq = %d", table,
	    (long long)a->id, seq);
	sql("UPDATE %s SET %s = %s WHERE application = %lld AND seq = %d", table, column, by,
	    (long long)a->id, seq);
	must(strcmp(table, "history") == 0 ? history_verify(db, a->id, &chain) :
	    view_verify(db, a->id, &chain));
	ok(faults(NULL) > 0 && (chain.wrong ? chain.wrong == seq : chain.count < seq),
	    "%s.%s of row %d: %s", table, column, seq, by);
	sql("DELETE t FROM %s t JOIN kept k WHERE t.id IN (k.id, k.id ^ 1)", table);
	sql("INSERT INTO %s SELECT * FROM kept", table);
	sql("DROP TABLE kept");
}

/* Every byte of a binary column, one after the other, in one go each. */
static void
alter_bytes(const struct application *a, const char *table, const char *column, int seq, int size)
{
	int found = 0;

	for (int i = 1; i <= size; i++) {
		const char *flip = pool_format(pool, "UPDATE %s SET %s = INSERT(%s, %d, 1, "
		    "CHAR(ORD(SUBSTRING(%s, %d, 1)) ^ 1)) WHERE application = %lld AND seq = %d", table,
		    column, column, i, column, i, (long long)a->id, seq);

		must(db_script(db, flip));
		found += faults(a->ref) > 0;
		must(db_script(db, flip));
	}
	is_int(found, size, pool_format(pool, "%s.%s of row %d: every byte", table, column, seq));
}

#define NEXT(column) "CONCAT(CHAR(ORD(" column ") ^ 1), SUBSTRING(" column ", 2))"

static void
try_columns(const struct application *a)
{
	static const char *const acts[][2] = {{"id", "id ^ 1"}, {"application", "application ^ 1"},
	    {"seq", "seq + 100"}, {"at", "at + INTERVAL 1000 MICROSECOND"}, {"action", NEXT("action")},
	    {"state", NEXT("state")}, {"role", NEXT("role")}, {"actor", "IFNULL(actor, 0) ^ 1"},
	    {"unit", "IFNULL(unit, 0) ^ 1"}, {"detail", "'x'"}, {"due", "due + INTERVAL 1 DAY"},
	    {"law_due", "'2030-01-01'"}};
	static const char *const views[][2] = {{"id", "id ^ 1"}, {"application", "application ^ 1"},
	    {"seq", "seq + 100"}, {"at", "at + INTERVAL 1000 MICROSECOND"}, {"officer", "officer ^ 1"},
	    {"unit", "unit ^ 1"}, {"role", NEXT("role")}, {"what", NEXT("what")},
	    {"reason", NEXT("reason")}};

	for (int seq = 1; seq <= 3; seq++) {
		for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
			alter(a, "history", acts[i][0], seq, acts[i][1]);
		alter_bytes(a, "history", "hash", seq, HASH_SIZE);
		for (size_t i = 0; i < sizeof views / sizeof *views; i++)
			alter(a, "access_record", views[i][0], seq, views[i][1]);
		alter_bytes(a, "access_record", "hash", seq, HASH_SIZE);
	}
	alter(a, "history", "detail", 2, "NULL");
	alter_bytes(a, "history", "detail", 2, SEAL_OVERHEAD + (int)strlen("为什么"));
	is_int(faults(NULL), 0, "undone, all is whole again");
}

static void
try_rows(const struct application *a, const struct application *b)
{
	for (int seq = 1; seq <= 3; seq++) {
		sql("CREATE TABLE kept LIKE history");
		sql("INSERT INTO kept SELECT * FROM history WHERE application = %lld AND seq = %d",
		    (long long)a->id, seq);
		sql("DELETE FROM history WHERE application = %lld AND seq = %d", (long long)a->id, seq);
		ok(faults(NULL) > 0, "act %d removed", seq);
		sql("INSERT INTO history SELECT * FROM kept");
		sql("DROP TABLE kept");
	}
	for (int i = 0; i < 2; i++) {
		sql("UPDATE history SET application = CASE application WHEN %lld THEN 1 WHEN %lld THEN 2 END "
		    "WHERE application IN (%lld, %lld)", (long long)a->id, (long long)b->id,
		    (long long)a->id, (long long)b->id);
		sql("UPDATE history SET application = CASE application WHEN 1 THEN %lld WHEN 2 THEN %lld END "
		    "WHERE application IN (1, 2)", (long long)b->id, (long long)a->id);
		if (i == 0)
			ok(faults(NULL) > 0, "two matters with each other's acts");
	}
	sql("UPDATE application SET state = 'approved' WHERE id = %lld", (long long)a->id);
	ok(faults(NULL) > 0, "a state that no act made");
	sql("UPDATE application SET state = '%s' WHERE id = %lld", state_word(a->state),
	    (long long)a->id);
	is_int(faults(NULL), 0, "undone");
}

/* What a program's account could write beside the chain, or put into it without the key. */
static void
try_deeds(void)
{
	static const char *const changes[] = {
		"UPDATE application SET due = due + INTERVAL 9 DAY WHERE id = @of",
		"UPDATE application SET law_due = '2030-01-01' WHERE id = @of",
		"UPDATE application SET submitted = submitted - INTERVAL 1 DAY WHERE id = @of",
		"UPDATE application SET accepted = NULL WHERE id = @of",
		"UPDATE application SET decided = NULL WHERE id = @of",
		"UPDATE application SET decided = decided - INTERVAL 9 DAY WHERE id = @of",
		"UPDATE outcome SET is_late = 0 WHERE application = @of",
		"UPDATE outcome SET is_granted = 0 WHERE application = @of",
		"UPDATE outcome SET decided = decided - INTERVAL 9 DAY WHERE application = @of",
		"DELETE FROM outcome WHERE application = @of",
		"DELETE FROM intake WHERE application = @of",
		"INSERT INTO decision (id, application, outcome, reason, proposed_by, proposed) "
		    "VALUES (1, @of, 'approve', 'x', 7, '2026-12-01')",
		"INSERT INTO forward_ask (id, application, unit, officer, items, asked) "
		    "VALUES (1, @of, 1, 7, 'x', '2026-12-01')",
		"INSERT INTO rating (application, at, level, subjects, unit, officer, formality) "
		    "VALUES (@of, '2026-12-01', 5, '', 9, 7, 'x')",
		"INSERT INTO follow_up (application, unit, opened, call_by, mend_by, due, tried) VALUES (@of, 1, "
		    "'2026-12-01', '2026-12-01', '2026-12-01', '2026-12-01', '2026-12-01')",
		"INSERT INTO transfer (id, application, round, unit, officer, at, take_by, ended, outcome, forwarded) "
		    "VALUES (1, @of, 1, 1, 7, '2026-12-01', '2026-12-01', '2026-12-01', 'hand_back', 'x')",
		"INSERT INTO history (id, application, seq, at, action, state, role, actor, unit, hash) SELECT id + 9, "
		    "application, seq + 1, at, 'claim', state, role, actor, unit, hash FROM history "
		    "WHERE application = @of ORDER BY seq DESC LIMIT 1",
	};
	struct application *a = matter(NULL);
	struct row *row;

	sql("SET @of = %lld; UPDATE application SET unit = 9 WHERE id = @of", (long long)a->id);
	limit = SECOND / 2;
	act(a, ACT_SUBMIT, ROLE_RESIDENT, STATE_SUBMITTED, NULL);
	act(a, ACT_ACCEPT, ROLE_OFFICER, STATE_ACCEPTED, NULL);
	limit = 5 * DAY;
	act(a, ACT_PROPOSE_APPROVE, ROLE_OFFICER, STATE_PROPOSED, NULL);
	act(a, ACT_APPROVE, ROLE_APPROVER, STATE_APPROVED, NULL);
	is_int(faults(a->ref), 0, "a matter that was decided late is whole");
	must(db_row(db, &late_of, DB(db_int(a->id)), &row));
	is_int(row_int(row, 0), 1, "and counted as late");
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		must(db_begin(db));
		must(db_script(db, changes[i]));
		ok(faults(a->ref) > 0, "found: %.60s", changes[i]);
		db_rollback(db);
	}
	is_int(faults(a->ref), 0, "undone");
	sql("DELETE FROM history WHERE application = %lld", (long long)a->id);
	sql("DELETE FROM application WHERE id = %lld", (long long)a->id);
}

/* The day moved under an act that moves none: what the act wrote down then tells of it. */
static void
try_moved_day(void)
{
	struct application *a = matter(NULL);

	act(a, ACT_SUBMIT, ROLE_RESIDENT, STATE_SUBMITTED, NULL);
	act(a, ACT_CLAIM, ROLE_OFFICER, STATE_SUBMITTED, NULL);
	is_int(faults(a->ref), 0, "a claim moves no day");
	a->due += 9 * DAY;
	act(a, ACT_RELEASE, ROLE_OFFICER, STATE_SUBMITTED, NULL);
	is_int(faults(a->ref), 1, "the next act finds another day, and so does whoever verifies");
	sql("DELETE FROM history WHERE application = %lld", (long long)a->id);
	sql("DELETE FROM application WHERE id = %lld", (long long)a->id);
}

static struct bytes
old_hash(struct bytes previous, int seq, const char *action, const char *state, const char *role,
    int64_t actor, int64_t unit, moment at)
{
	struct text t = {.pool = pool};

	text_add_bytes(&t, previous.p, previous.n);
	text_addf(&t, "|%d|%lld|%s|%s|%s|%lld|%lld|0|", seq, (long long)at, action, state, role,
	    (long long)actor, (long long)unit);
	return plain_hash(pool, BYTES(t.s, t.n));
}

/* Acts of before migrations 017 and 057 are hashed older ways; but none behind one of a newer way. */
static void
try_old(void)
{
	struct application *a = matter(NULL);
	struct chain chain;
	struct bytes first, second;
	struct rows rows;

	act(a, ACT_SUBMIT, ROLE_RESIDENT, STATE_SUBMITTED, NULL);
	act(a, ACT_CLAIM, ROLE_OFFICER, STATE_SUBMITTED, NULL);
	rows = acts_of(a);
	first = old_hash((struct bytes){NULL, 0}, 1, "submit", "submitted", "resident", 1, 0,
	    row_moment(rows.at[0], 2));
	second = old_hash(first, 2, "claim", "submitted", "officer", 7, 9, row_moment(rows.at[1], 2));
	set_hash(a, 1, first);
	must(history_verify(db, a->id, &chain));
	is_int(chain.wrong, 2, "one act of the old way, the next of another chain");
	set_hash(a, 2, second);
	act(a, ACT_ACCEPT, ROLE_OFFICER, STATE_ACCEPTED, NULL);
	must(history_verify(db, a->id, &chain));
	ok(chain.wrong == 0 && chain.count == 3, "an old chain goes on in the new way");
	is_int(chain.plain, 2, "and says up to where it was the old one");
	ok(faults(a->ref) > 0, "which no program has used since");
	sql("UPDATE history_keyed SET since = %lld", (long long)row_int(rows.at[1], 0) + 1);
	is_int(faults(a->ref), 0, "or had, on a store that was in use before");
	sql("UPDATE history_keyed SET since = 0");
	act(a, ACT_RELEASE, ROLE_OFFICER, STATE_ACCEPTED, NULL);
	rows = acts_of(a);
	set_hash(a, 4, old_hash(chain.head, 4, "release", "accepted", "officer",
	    7, 9, row_moment(rows.at[3], 2)));
	must(history_verify(db, a->id, &chain));
	is_int(chain.wrong, 4, "and not back");
	sql("DELETE FROM history WHERE application = %lld", (long long)a->id);
	sql("DELETE FROM application WHERE id = %lld", (long long)a->id);
}

/* Views of before the chain, and officers who open a matter at once. */
static void
try_views(const struct application *a)
{
	struct findings f = {0};
	struct chain chain;

	must(view_verify(db, a->id, &chain));
	is_int(chain.count, 3, "three views");
	sql("UPDATE access_record SET seq = NULL, hash = NULL WHERE application = %lld AND seq = 3",
	    (long long)a->id);
	view(a);
	must(verify_chains(db, a->ref, &f));
	is_int(f.unchained, 1, "one that has no place yet is counted");
	is_int(f.faults, 0, "and is no fault");
	sql("DELETE FROM access_record WHERE application = %lld AND seq IS NULL", (long long)a->id);
}

int
main(void)
{
	struct application *a, *b;

	chained_begin("chains");
	a = matter(NULL);
	b = matter(NULL);
	act(a, ACT_SUBMIT, ROLE_RESIDENT, STATE_SUBMITTED, NULL);
	act(a, ACT_CLAIM, ROLE_OFFICER, STATE_SUBMITTED, "为什么");
	act(a, ACT_ACCEPT, ROLE_OFFICER, STATE_ACCEPTED, NULL);
	act(b, ACT_SUBMIT, ROLE_RESIDENT, STATE_SUBMITTED, NULL);
	for (int i = 0; i < 3; i++)
		view(a);
	is_int(faults(NULL), 0, "two matters are whole");
	try_columns(a);
	try_rows(a, b);
	try_views(a);
	try_old();
	try_deeds();
	try_moved_day();
	chained_end();
	return done();
}
