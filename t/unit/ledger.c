/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The days' roots on a real store, the record of administration and the published list: what is altered is
 * found; what a proof says holds offline, and nothing else does.
 */
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "chained.h"
#include "database.h"
#include "service/audit.h"
#include "service/ledger.h"
#include "service/retention.h"
#include "store/seal.h"
#include "tap.h"
#include "verify/verify.h"

STATEMENT(put_disposal, "ti", "",
    "INSERT INTO disposal (application, ref, formality, year, proposal, told, due) "
    "SELECT id, ref, formality, 2020, 1, created, ? FROM application WHERE id = ?")
STATEMENT(rows_of_ledger, "", "iii", "SELECT (SELECT COUNT(*) FROM ledger_node WHERE level = 0), "
    "(SELECT COUNT(*) FROM ledger_node WHERE level > 0), (SELECT COUNT(*) FROM ledger_entry)")

static char proof_file[] = "/tmp/qiao-proof-XXXXXX", roots_file[] = "/tmp/qiao-roots-XXXXXX";

static int64_t
tree_faults(void)
{
	struct findings f = {0};

	must(verify_tree(db, &f));
	return f.faults;
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
	rows = acts_of(a);
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
		set_hash(a, row.seq, previous);
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
	chained_begin("ledger");
	close(mkstemp(proof_file));
	close(mkstemp(roots_file));
	try_days();
	unlink(proof_file);
	unlink(roots_file);
	chained_end();
	return done();
}
