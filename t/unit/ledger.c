/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The glass box on a real store: the chains of acts and views, and the days' roots. Whatever byte
 * is altered, in whatever column, is found; what a proof says holds offline, and nothing else does.
 */
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "database.h"
#include "service/application.h"
#include "service/audit.h"
#include "service/history.h"
#include "service/ledger.h"
#include "service/reference.h"
#include "service/retention.h"
#include "service/writ_part.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"
#include "verify/verify.h"

STATEMENT(put_application, "issbtts", "",
    "INSERT INTO application (id, ref, person, formality, formality_version, state, answers, page, "
    "lang, created, saved, retain_until) VALUES (?, ?, 1, 'x', 1, ?, ?, '', 'zh', ?, ?, ?)")
STATEMENT(put_state, "stttti", "",
    "UPDATE application SET state = ?, submitted = ?, accepted = ?, decided = ?, due = ? WHERE id = ?")
STATEMENT(put_disposal, "ti", "",
    "INSERT INTO disposal (application, ref, formality, year, proposal, told, due) "
    "SELECT id, ref, formality, 2020, 1, created, ? FROM application WHERE id = ?")
STATEMENT(rows_of_ledger, "", "iii", "SELECT (SELECT COUNT(*) FROM ledger_node WHERE level = 0), "
    "(SELECT COUNT(*) FROM ledger_node WHERE level > 0), (SELECT COUNT(*) FROM ledger_entry)")
STATEMENT(late_of, "i", "i", "SELECT is_late FROM outcome WHERE application = ?")
STATEMENT(put_paper, "iistbbbt", "",
    "INSERT INTO writ (id, application, kind, unit, issued, mark, print, facts, "
    "state, next_try) VALUES (?, ?, ?, 9, ?, ?, ?, ?, 'owed', ?)")
STATEMENT(put_hash, "bii", "", "UPDATE history SET hash = ? WHERE application = ? AND seq = ?")
STATEMENT(act_rows, "i", "iitsssrrbittb", "SELECT id, seq, at, action, state, role, actor, unit, detail, "
    "application, due, law_due, said FROM history WHERE application = ? ORDER BY seq")

#define START 1795392000000		/* 2026-11-23, 08:00 in Wenzhou */

static struct pool *pool;
static struct db *db;
static moment limit = 5 * DAY;
static char proof_file[] = "/tmp/qiao-proof-XXXXXX", roots_file[] = "/tmp/qiao-roots-XXXXXX";

/* So that no id is another one's neighbour. */
static void
pass_a_second(void)
{
	clock_set(clock_now() + SECOND);
}

static struct application *
matter(const char *retain)
{
	struct application *a = POOL_NEW(pool, struct application);
	char ref[REFERENCE_TEXT];

	pass_a_second();
	reference_make(ref);
	a->id = db_new_id();
	a->ref = pool_string(pool, ref);
	a->person = 1;
	must(db_run(db, &put_application, DB(db_int(a->id), db_text(a->ref), db_text("draft"),
	    db_bytes(bytes_of("x")), db_moment(clock_now()), db_moment(clock_now()),
	    db_text(retain)), NULL));
	return a;
}

/* What the act owes, as writ_owe() would write it of a matter that says more. */
static void
owe(const struct application *a, const struct deed *deed)
{
	for (enum writ_kind kind = 0; kind < WRIT_KINDS; kind++) {
		struct pairs facts = {.pool = pool};
		int64_t id = db_new_id();
		const char *code = pool_format(pool, "%lld", (long long)id);
		struct bytes stored;
		bool always;

		if (!writ_is_owed(deed->action, kind, &always) || !always)
			continue;
		pairs_set(&facts, "code", code);
		stored = pairs_store(&facts);
		must(db_run(db, &put_paper, DB(db_int(id), db_int(a->id), db_text(writ_word(kind)),
		    db_moment(deed->at), db_bytes(writ_mark(pool, code)),
		    db_bytes(keyed_hash(pool, "writ-print", stored)),
		    db_bytes(seal(pool, WRIT_FACTS, id, stored)), db_moment(deed->at)), NULL));
	}
}

static void
act(struct application *a, enum action action, enum role role, enum state state, const char *detail)
{
	pass_a_second();

	const struct deed deed = {.action = action, .role = role, .actor = role == ROLE_RESIDENT ? 1 : role == ROLE_APPROVER ? 8 : 7,
	    .unit = role == ROLE_RESIDENT ? 0 : 9, .at = clock_now(), .detail = detail};

	a->state = state;
	if (action == ACT_SUBMIT)
		a->submitted = clock_now();
	if (action == ACT_ACCEPT)
		a->accepted = clock_now();
	if (action == ACT_SUBMIT || action == ACT_ACCEPT)
		a->due = clock_now() + limit;
	if (action == ACT_APPROVE)
		a->decided = clock_now();
	must(history_add(db, a, &deed));
	owe(a, &deed);
	must(db_run(db, &put_state, DB(db_text(state_word(state)), db_moment(a->submitted),
	    db_moment(a->accepted), db_moment(a->decided), db_moment(a->due), db_int(a->id)), NULL));
}

static void
view(const struct application *a)
{
	pass_a_second();
	must(view_add(db, a->id, 7, 9, "officer", "matter", "check", clock_now()));
}

static void
sql(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void
sql(const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	must(db_script(db, pool_vformat(pool, format, ap)));
	va_end(ap);
}

static int64_t
faults(const char *ref)
{
	struct findings f = {0};

	must(verify_chains(db, ref, &f));
	if (!ref)
		must(verify_tree(db, &f));
	return f.faults;
}

static int64_t
tree_faults(void)
{
	struct findings f = {0};

	must(verify_tree(db, &f));
	return f.faults;
}

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
	must(db_rows(db, &act_rows, DB(db_int(a->id)), &rows));
	first = old_hash((struct bytes){NULL, 0}, 1, "submit", "submitted", "resident", 1, 0,
	    row_moment(rows.at[0], 2));
	second = old_hash(first, 2, "claim", "submitted", "officer", 7, 9, row_moment(rows.at[1], 2));
	must(db_run(db, &put_hash, DB(db_bytes(first), db_int(a->id), db_int(1)), NULL));
	must(history_verify(db, a->id, &chain));
	is_int(chain.wrong, 2, "one act of the old way, the next of another chain");
	must(db_run(db, &put_hash, DB(db_bytes(second), db_int(a->id), db_int(2)), NULL));
	act(a, ACT_ACCEPT, ROLE_OFFICER, STATE_ACCEPTED, NULL);
	must(history_verify(db, a->id, &chain));
	ok(chain.wrong == 0 && chain.count == 3, "an old chain goes on in the new way");
	is_int(chain.plain, 2, "and says up to where it was the old one");
	ok(faults(a->ref) > 0, "which no program has used since");
	sql("UPDATE history_keyed SET since = %lld", (long long)row_int(rows.at[1], 0) + 1);
	is_int(faults(a->ref), 0, "or had, on a store that was in use before");
	sql("UPDATE history_keyed SET since = 0");
	act(a, ACT_RELEASE, ROLE_OFFICER, STATE_ACCEPTED, NULL);
	must(db_rows(db, &act_rows, DB(db_int(a->id)), &rows));
	must(db_run(db, &put_hash, DB(db_bytes(old_hash(chain.head, 4, "release", "accepted", "officer",
	    7, 9, row_moment(rows.at[3], 2))), db_int(a->id), db_int(4)), NULL));
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

static void
close_until(moment now)
{
	bool is_over = false;
	int steps = 0;

	clock_set(now);
	for (; steps < 1000 && !is_over; steps++)
		must(ledger_step(db, now, &is_over));
	ok(is_over, "closed until now in %d steps", steps);
}

static struct ledger_days
days(void)
{
	struct ledger_days out;

	must(ledger_list(db, 100000, 100, &out));
	return out;
}

static void
write_file(char *name, const char *text)
{
	FILE *out = fopen(name, "we");

	if (!out || fputs(text, out) < 0 || fclose(out) != 0)
		ok(false, "%s is written", name);
}

static bool
proves(const char *proof, const char *root)
{
	struct findings f = {0};

	write_file(proof_file, proof);
	return !verify_proof(pool, proof_file, root, &f) && f.faults == 0 && f.matters == 1;
}

static void
try_proof(const struct application *a, int acts, int views)
{
	struct evidence *v, *whole;
	struct ledger_days all = days();
	const char *proof, *root;
	int accepted = 0, tried = 0;

	must(evidence_load(db, a->id, EVIDENCE_LAST, &v));
	must(evidence_prove(db, a->id, v->day.date, &whole));
	is_int(whole->acts, acts, "a proof of so many acts");
	is_int(whole->views, views, "and views");
	proof = evidence_json(pool, whole);
	root = hex(pool, BYTES(whole->day.root.b, HASH_SIZE));
	write_file(roots_file, ledger_json(pool, &all));
	ok(proves(proof, root), "it holds against the root");
	ok(proves(proof, roots_file), "and against the published list");
	ok(!proves(proof, "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"),
	    "but not against another root");
	for (size_t i = 0; proof[i]; i++) {
		char *other = pool_string(pool, proof);

		if (strchr(" \n", proof[i]))
			continue;
		other[i] = proof[i] == '0' ? '1' : '0';
		tried++;
		accepted += proves(other, root);
	}
	ok(accepted == 0, "and with none of its %d characters altered", tried);
	for (size_t i = 0; i < whole->path.count && i < 1; i++)
		ok(whole->path.count <= 9, "its path is short: %zu", whole->path.count);
}

static void
try_list(void)
{
	struct ledger_days all = days();
	const char *list = ledger_json(pool, &all);
	int found = 0, tried = 0;
	struct findings f = {0};

	write_file(roots_file, list);
	must(verify_roots(pool, roots_file, &f));
	is_int(f.faults, 0, "the published list follows from day to day");
	is_int(f.days, (int64_t)all.count, "all of it");
	for (const char *p = list; (p = strstr(p, "\": \"")); p++, tried++) {
		char *other = pool_string(pool, list);

		f = (struct findings){0};
		other[p - list + 6] ^= 1;
		write_file(roots_file, other);
		found += verify_roots(pool, roots_file, &f) != NULL || f.faults > 0;
	}
	/* the last one's "previous" is what it is: only its root tells */
	is_int(found, tried, "one altered letter of any value is found");
}

/* Whoever owns the database alters an act and makes all the hashes behind it anew. */
static void
try_owner(const struct application *a)
{
	struct bytes previous = {NULL, 0};
	struct chain chain;
	struct rows rows;

	must(db_begin(db));
	sql("UPDATE history SET actor = 8 WHERE application = %lld AND seq = 2", (long long)a->id);
	must(db_rows(db, &act_rows, DB(db_int(a->id)), &rows));
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];
		const char *detail = NULL;

		if (row_bytes(r, 8).n)
			must(unseal_text(pool, "history", row_int(r, 0), row_bytes(r, 8), &detail));
		const struct act_row row = {.id = row_int(r, 0), .application = a->id,
		    .seq = (int)row_int(r, 1), .at = row_moment(r, 2), .action = row_text(r, 3),
		    .state = row_text(r, 4), .role = row_text(r, 5), .actor = row_int(r, 6),
		    .unit = row_int(r, 7), .mark = history_mark(pool, detail), .due = row_moment(r, 10),
		    .law_due = row_moment(r, 11), .said = row_bytes(r, 12)};

		previous = history_hash(pool, previous, &row);
		must(db_run(db, &put_hash, DB(db_bytes(previous), db_int(a->id), db_int(row.seq)), NULL));
	}
	must(history_verify(db, a->id, &chain));
	is_int(chain.wrong, 0, "a chain that its owner forged is whole by itself");
	ok(faults(a->ref) > 0, "the ledger tells");
	db_rollback(db);
	is_int(faults(a->ref), 0, "undone");
}

static void
try_tree(void)
{
	static const char *const changes[] = {
		"UPDATE ledger_node SET hash = INSERT(hash, 32, 1, CHAR(ORD(RIGHT(hash, 1)) ^ 1)) "
		    "WHERE level = 0 AND idx = 77",
		"UPDATE ledger_node SET hash = INSERT(hash, 1, 1, CHAR(ORD(hash) ^ 1)) WHERE level = 4 AND idx = 3",
		"UPDATE ledger_node SET hash = INSERT(hash, 1, 1, CHAR(ORD(hash) ^ 1)) WHERE level = 8",
		"UPDATE ledger_node SET idx = idx + 100000 WHERE level = 0 AND idx = 5",
		"UPDATE ledger_day SET size = size - 1 WHERE added > 0",
		"UPDATE ledger_day SET added = added + 1 WHERE added > 0",
		"UPDATE ledger_day SET tree = INSERT(tree, 9, 1, CHAR(ORD(SUBSTRING(tree, 9, 1)) ^ 1))",
		"UPDATE ledger_day SET previous = INSERT(previous, 1, 1, CHAR(ORD(previous) ^ 1)) LIMIT 1",
		"UPDATE ledger_day SET root = INSERT(root, 1, 1, CHAR(ORD(root) ^ 1)) ORDER BY day DESC LIMIT 1",
		"UPDATE ledger_day SET day = day + INTERVAL 1 YEAR ORDER BY day DESC LIMIT 1",
		"DELETE FROM ledger_day ORDER BY day LIMIT 1",
		"DELETE FROM ledger_entry ORDER BY idx LIMIT 1",
	};

	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		must(db_begin(db));
		sql("%s", changes[i]);
		ok(tree_faults() > 0, "found: %.60s", changes[i]);
		db_rollback(db);
	}
	is_int(tree_faults(), 0, "undone");
}

static int64_t
audit_faults(void)
{
	struct findings f = {0};

	must(verify_audit(db, &f));
	return f.faults;
}

static int64_t
published_faults(const char *list)
{
	struct findings f = {0};

	write_file(roots_file, list);
	must(verify_published(db, roots_file, &f));
	return f.faults;
}

/* The record of administration: one leaf a day, so that its end cannot be cut off. */
static void
try_audit(void)
{
	static const char *const changes[] = {
		"UPDATE audit SET detail = INSERT(detail, 1, 1, 'X') WHERE seq = 2",
		"UPDATE audit SET name = 'root' WHERE seq = 1",
		"DELETE FROM audit WHERE seq = 1",
		"DELETE FROM audit ORDER BY seq DESC LIMIT 1",
		"UPDATE ledger_entry SET blind = REPEAT('x', 32) WHERE application = 0",
		"UPDATE ledger_day SET until = until + 3600 * 1000 * 8 * 1048576; INSERT INTO audit SELECT id + 1, 9, at, "
		    "action, actor, role, subject, target, name, detail, hash FROM audit WHERE seq = 3",
	};
	struct audit row = {.action = AUDIT_SUSPEND, .actor = 7, .role = "administrator", .target = 8,
	    .name = "ouhai-1", .detail = "why"};
	struct ledger_days before = days();
	const char *list = ledger_json(pool, &before);
	int64_t count, wrong, plain;

	for (int i = 0; i < 3; i++) {
		pass_a_second();
		must(audit_add(db, &row, clock_now()));
	}
	close_until(clock_now() + DAY);
	is_int(days().at[0].added, 1, "the record of administration has one leaf for its day");
	close_until(clock_now() + 2 * DAY);
	is_int(days().at[0].added, 0, "and none for a day without an act");
	is_int(audit_faults() + faults(NULL), 0, "all is whole");
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		must(db_begin(db));
		sql("%s", changes[i]);
		ok(audit_faults() > 0, "found: %.60s", changes[i]);
		db_rollback(db);
	}
	must(db_begin(db));
	sql("DELETE FROM audit ORDER BY seq DESC LIMIT 1");
	must(audit_verify(db, &count, &wrong, &plain));
	is_int(wrong, 0, "a record whose end was cut off is whole by itself; the leaf tells");
	db_rollback(db);
	must(db_begin(db));
	sql("CALL forget_record(0)");
	is_int(audit_faults() + tree_faults(), 0, "nobody forgets its leaves");
	db_rollback(db);
	is_int(published_faults(list), 0, "the roots are those that were published");
	must(db_begin(db));
	sql("UPDATE ledger_day SET root = REPEAT('x', 32) ORDER BY day LIMIT 1");
	is_int(published_faults(list), 1, "one that is another is found by the file that was published");
	db_rollback(db);
}

/* Also where disposals of before they counted their leaves make the number of closed leaves say nothing. */
static void
try_taken_away(const struct application *a)
{
	must(db_begin(db));
	sql("INSERT INTO disposal (application, ref, formality, year, proposal, told, due, destroyed) "
	    "VALUES (1, 'X', 'x', 2020, 1, '2020-01-01', '2020-02-01', '2020-02-01')");
	is_int(faults(NULL), 0, "a disposal of before its leaves were counted");
	sql("DELETE FROM ledger_entry WHERE application = %lld ORDER BY day DESC LIMIT 1", (long long)a->id);
	is_int(tree_faults(), 0, "hides a leaf that was taken away");
	ok(faults(a->ref) > 0, "but not from its matter, which is there");
	db_rollback(db);
}

/* Its time is over: the roots stay as they were, and what a resident has kept still holds. */
static void
try_retention(const struct application *gone)
{
	struct retention r = {0};
	struct ledger_days before = days(), after;
	struct evidence *v, *whole;
	bool is_over = false;
	const char *proof, *root;
	struct row *counts, *left;

	must(evidence_load(db, gone->id, EVIDENCE_LAST, &v));
	must(evidence_prove(db, gone->id, v->day.date, &whole));
	proof = evidence_json(pool, whole);
	root = hex(pool, BYTES(whole->day.root.b, HASH_SIZE));
	must(db_row(db, &rows_of_ledger, DB_NOTHING, &counts));
	must(db_run(db, &put_disposal, DB(db_moment(clock_now() - 1), db_int(gone->id)), NULL));
	for (int i = 0; i < 200 && !is_over; i++)
		must(retention_step(db, &r, clock_now(), &is_over));
	must(db_row(db, &rows_of_ledger, DB_NOTHING, &left));
	is_int(row_int(left, 0), row_int(counts, 0), "its leaves stay");
	is_int(row_int(left, 2), row_int(counts, 2) - 2, "what opens them is gone");
	after = days();
	ok(after.count == before.count && memcmp(after.at, before.at, after.count * sizeof *after.at) == 0,
	    "the days are as they were");
	is_int(faults(NULL), 0, "all that is left is whole");
	ok(proves(proof, root), "a proof that was kept still holds");
	must(evidence_load(db, gone->id, EVIDENCE_LAST, &v));
	ok(!v, "another one is not to be had");
}

static void
try_days(void)
{
	struct application *a, *gone, *late;
	struct evidence *v;
	struct ledger_days all;
	day next;

	clock_set(START + DAY);
	must(ledger_next(db, clock_now(), &next));
	is_int(next, clock_wenzhou_day(START + DAY), "the first root will be today's");
	a = matter(NULL);
	gone = matter("2026-12-01");
	act(a, ACT_SUBMIT, ROLE_RESIDENT, STATE_SUBMITTED, NULL);
	act(gone, ACT_SUBMIT, ROLE_RESIDENT, STATE_SUBMITTED, NULL);
	close_until(clock_wenzhou_end(next) + MINUTE);
	is_int((int64_t)days().count, 0, "a minute after midnight something may still be on its way");
	close_until(clock_wenzhou_end(next) + LEDGER_GRACE + 1);
	all = days();
	is_int((int64_t)all.count, 1, "after the grace the day is closed");
	is_int(all.at[0].added, 2, "with both matters");
	must(ledger_next(db, START + DAY, &next));
	is_int(next, all.at[0].date + 1, "what is not in it comes into the next");
	try_proof(a, 1, 0);
	/* one act just before midnight is committed after the day was closed; then three days without */
	clock_set(clock_wenzhou_end(all.at[0].date) - MINUTE);
	late = matter(NULL);
	act(late, ACT_SUBMIT, ROLE_RESIDENT, STATE_SUBMITTED, NULL);
	clock_set(START + 2 * DAY);
	act(a, ACT_CLAIM, ROLE_OFFICER, STATE_SUBMITTED, NULL);
	act(a, ACT_ACCEPT, ROLE_OFFICER, STATE_ACCEPTED, "why");
	view(a);
	clock_set(START + 4 * DAY);
	view(a);
	view(gone);
	close_until(START + 6 * DAY);
	all = days();
	is_int((int64_t)all.count, 5, "missed days are made up for, one by one");
	is_int(all.at[3].added, 2, "a late commit is in the next day's, beside what happened on it");
	is_int(all.at[2].added, 0, "a day without anything adds nothing");
	ok(memcmp(&all.at[2].tree, &all.at[3].tree, sizeof(struct hash)) == 0 &&
	    memcmp(&all.at[2].root, &all.at[3].root, sizeof(struct hash)) != 0,
	    "its tree is the one before, its root is its own");
	is_int(all.at[1].added, 2, "views count");
	must(evidence_load(db, late->id, EVIDENCE_FIRST, &v));
	ok(v != NULL, "the late one has its leaf");
	must(evidence_load(db, a->id, EVIDENCE_FIRST, &v));
	is_int(v->acts, 1, "the first leaf says how it was on the first day");
	try_proof(a, 3, 2);
	is_int(faults(NULL), 0, "all is whole");
	for (int i = 0; i < 330; i++)
		act(matter(NULL), ACT_SUBMIT, ROLE_RESIDENT, STATE_SUBMITTED, NULL);
	close_until(START + 7 * DAY);
	is_int(days().at[0].added, 330, "more than a step holds");
	is_int(faults(NULL), 0, "with stored nodes of two levels");
	try_proof(a, 3, 2);
	try_owner(a);
	try_tree();
	try_list();
	try_audit();
	try_taken_away(late);
	clock_set(START + 30 * DAY);
	try_retention(gone);
	must(ledger_close(db, clock_now(), &next));
	ok(next >= clock_wenzhou_day(START + 30 * DAY), "demo mode closes the day that is not over");
}

int
main(void)
{
	struct application *a, *b;

	db = db_new(database_start());
	pool = pool_new(NULL, 0);
	db_use_pool(db, pool);
	log_open("ledger", LOG_LEVEL_ERROR);
	close(mkstemp(proof_file));
	close(mkstemp(roots_file));
	clock_set(START);
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
	sql("DELETE FROM history");
	sql("DELETE FROM access_record");
	sql("DELETE FROM application");
	try_days();
	unlink(proof_file);
	unlink(roots_file);
	db_close(db);
	pool_free(pool);
	return done();
}
