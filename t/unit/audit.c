/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The record of administration: a chain in which one altered byte is found, its pages and filters. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "database.h"
#include "service/audit.h"
#include "service/role.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

STATEMENT(unit_insert, "i", "",
    "INSERT INTO unit (id, code, kind, name_zh, name_en, country, zone) "
    "VALUES (?, 'brick', 'branch', '示例分中心', 'Sample branch', 'CN', 'Asia/Shanghai')")
STATEMENT(officer_insert, "ii", "",
    "INSERT INTO officer (id, name, unit, role, number, full_name) "
    "VALUES (?, 'keeper', ?, 'administrator', 'S-1', '示例管理员')")
STATEMENT(audit_forge, "si", "", "UPDATE audit SET detail = ? WHERE seq = ?")
STATEMENT(audit_lose, "i", "", "DELETE FROM audit WHERE seq = ?")
STATEMENT(audit_renumber, "i", "", "UPDATE audit SET seq = seq - 1 WHERE seq > ? ORDER BY seq")

STATEMENT(audit_end, "", "ib", "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
STATEMENT(audit_by_hand, "b", "",
    "INSERT INTO audit (id, seq, at, action, role, subject, name, hash) SELECT 1, MAX(seq) + 1, '2026-01-01', "
    "'suspend', 'operator', 'officer', 'x', ? FROM audit")

static const struct config *config;
static struct db *db;
static struct pool *pool;
static moment now;

static void
add(enum audit_action action, int64_t actor, const char *name, const char *detail)
{
	must(db_begin(db));
	must(audit_add(db, &(struct audit){.action = action, .actor = actor,
	    .role = actor ? "administrator" : AUDIT_OPERATOR, .name = name, .detail = detail}, now));
	must(db_commit(db));
}

/* As rows were hashed before migration 059. */
static struct bytes
plain_row(struct bytes previous, int64_t seq)
{
	struct text t = {.pool = pool};

	text_addf(&t, "qiao-audit-1|%zu|", previous.n);
	text_add_bytes(&t, previous.p, previous.n);
	text_addf(&t, "|1|%lld|1767225600000|suspend|0|operator|officer|0|1|x|0|", (long long)seq);
	return plain_hash(pool, BYTES(t.s, t.n));
}

static int64_t
wrong(void)
{
	int64_t count, at, plain;

	must(audit_verify(db, &count, &at, &plain));
	return at;
}

static size_t
found(const struct audit_filter *f)
{
	struct audit_rows rows;

	must(audit_list(db, f, false, &rows));
	return rows.count;
}

static void
test_pages(int64_t keeper)
{
	struct audit_rows rows;

	for (int i = 0; i < 60; i++)
		add(i % 2 ? AUDIT_OPERATOR_ADD : AUDIT_OPERATOR_RESET, i % 3 ? 0 : keeper,
		    i < 5 ? "first-five" : "later", i ? "为什么" : NULL);
	must(audit_list(db, &(struct audit_filter){0}, false, &rows));
	is_int((int64_t)rows.count, AUDIT_PAGE, "a page");
	ok(rows.has_more && rows.at[0].seq == 60, "the newest first, and more behind");
	is_int((int64_t)found(&(struct audit_filter){.before = rows.at[AUDIT_PAGE - 1].seq}), 10,
	    "the rest");
	must(audit_list(db, &(struct audit_filter){0}, true, &rows));
	is_int((int64_t)rows.count, 60, "a file takes more");
	is_int((int64_t)found(&(struct audit_filter){.name = "first-five"}), 5, "by name");
	is_int((int64_t)found(&(struct audit_filter){.number = "S-1"}), 20, "by who did it");
	is_int((int64_t)found(&(struct audit_filter){.subject = "officer", .number = "S-2"}), 0,
	    "nobody did nothing");
	is_int((int64_t)found(&(struct audit_filter){.until = now}), 0, "until is not included");
	is_int((int64_t)found(&(struct audit_filter){.since = now, .until = now + 1}), AUDIT_PAGE,
	    "since is");
	must(audit_list(db, &(struct audit_filter){.before = 2}, false, &rows));
	ok(rows.count == 1 && text_same(rows.at[0].number, "S-1") && !rows.at[0].detail &&
	    text_same(rows.at[0].action, "operator_reset"), "and a row has what was put into it");
}

static void
test_chain(void)
{
	is_int(wrong(), 0, "whole");
	must(db_run(db, &audit_forge, DB(db_text("为什么不"), db_int(30)), NULL));
	is_int(wrong(), 30, "a changed word is found");
	must(db_run(db, &audit_forge, DB(db_text("为什么"), db_int(30)), NULL));
	is_int(wrong(), 0, "and put back is whole again");
	must(db_run(db, &audit_lose, DB(db_int(40)), NULL));
	is_int(wrong(), 40, "a missing row is found");
	must(db_run(db, &audit_renumber, DB(db_int(40)), NULL));
	is_int(wrong(), 40, "also when the others close up");
}

static const struct error *
crowd_step(void *data)
{
	return audit_add(data, &(struct audit){.action = AUDIT_OPERATOR_OFF, .role = AUDIT_OPERATOR,
	    .name = "crowd"}, now);
}

static void
child_adds(void)
{
	struct db *own = db_new(config);

	db_use_pool(own, pool);
	for (int i = 0; i < 25; i++)
		must(db_transact(own, 10 * SECOND, crowd_step, own));
	_exit(0);
}

/* Whoever has an account of the store and no key adds no row that holds: hashed without, it is told apart. */
static void
test_key(void)
{
	int64_t count, at, plain;
	struct row *last;

	must(audit_verify(db, &count, &at, &plain));
	ok(!at && !plain, "every row is hashed with the key");
	must(db_row(db, &audit_end, DB_NOTHING, &last));
	must(db_run(db, &audit_by_hand, DB(db_bytes(plain_row(row_bytes(last, 1), row_int(last, 0) + 1))), NULL));
	must(audit_verify(db, &count, &at, &plain));
	is_int(at, row_int(last, 0) + 1, "one that is hashed without it does not fit behind them");
	must(db_run(db, &audit_lose, DB(db_int(row_int(last, 0) + 1)), NULL));
}

/* Four programs at once: every act has its place. */
static void
test_crowd(void)
{
	int64_t before, count, at, plain;
	int status;

	must(audit_verify(db, &before, &at, &plain));
	fflush(stdout);
	for (int i = 0; i < 4; i++)
		if (fork() == 0)
			child_adds();
	for (int i = 0; i < 4; i++)
		ok(wait(&status) > 0 && status == 0, "one of four has added 25");
	must(audit_verify(db, &count, &at, &plain));
	is_int(count - before, 100, "they are all there");
	is_int(at, 0, "in one chain");
}

static void
test_roles(void)
{
	enum role a, b;

	for (size_t i = 0; role_at(i, &a); i++) {
		ok((role_opens(a) & (OPEN_MATTERS | OPEN_TRANSFERS)) == 0 || (role_opens(a) & OPEN_STAFF) == 0,
		    "%s opens not both matters and staff", role_word(a));
		for (size_t j = 0; role_at(j, &b); j++) {
			unsigned both = role_opens(a) | role_opens(b);

			if (!role_together(a, b))
				continue;
			ok(a != b && role_together(b, a), "%s and %s are two", role_word(a), role_word(b));
			ok(!((both & OPEN_MATTERS) && (both & OPEN_STAFF)), "and not everything");
			ok((role_opens(a) & role_opens(b) & OPEN_MATTERS) == 0,
			    "nor could one person propose and decide");
		}
	}
	is_int(role_opens(ROLE_RESIDENT) | role_opens(ROLE_SYSTEM), 0, "residents have no role here");
	ok(role_is_at(ROLE_CLERK, "outside") && !role_is_at(ROLE_CLERK, "branch"), "clerks are outside");
	ok(role_is_at(ROLE_OFFICER, "branch") && !role_is_at(ROLE_OFFICER, "outside") &&
	    !role_is_at(ROLE_OFFICER, "liaison-site"), "officers in our units");
}

int
main(void)
{
	int64_t unit = db_new_id(), keeper = db_new_id();

	config = database_start();
	db = db_new(config);
	pool = pool_new(NULL, 0);
	db_use_pool(db, pool);
	now = clock_now();
	must(db_run(db, &unit_insert, DB(db_int(unit)), NULL));
	must(db_run(db, &officer_insert, DB(db_int(keeper), db_int(unit)), NULL));
	test_roles();
	test_pages(keeper);
	test_key();
	test_crowd();
	test_chain();
	db_close(db);
	pool_free(pool);
	return done();
}
