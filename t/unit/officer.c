/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Officers: TOTP, sign-in, the lock that grows, sessions, on a real MariaDB. */
#include <poll.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "database.h"
#include "service/officer.h"
#include "service/totp.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

STATEMENT(unit_insert, "is", "",
    "INSERT INTO unit (id, code, kind, name_zh, name_en, country, zone) "
    "VALUES (?, ?, 'branch', '示例分中心', 'Sample branch', 'CN', 'Asia/Shanghai')")
STATEMENT(officer_insert, "isisi", "",
    "INSERT INTO officer (id, name, unit, role, number, full_name, is_active) "
    "VALUES (?, ?, ?, ?, '330000', '示例民警', ?)")
STATEMENT(credential_insert, "isb", "",
    "INSERT INTO officer_credential (officer, password, totp) VALUES (?, ?, ?)")
STATEMENT(failures_of, "i", "it",
    "SELECT failures, locked_until FROM officer_credential WHERE officer = ?")
STATEMENT(password_renew, "si", "", "UPDATE officer_credential SET password = ? WHERE officer = ?")
STATEMENT(officer_switch_off, "i", "", "UPDATE officer SET is_active = 0 WHERE id = ?")

#define PASSWORD "a long sample password"
#define SECRET BYTES("12345678901234567890", 20)	/* RFC 6238, appendix B */

static const struct config *config;
static struct db *db;
static struct pool *pool;
static moment now;
static int64_t unit;

static int64_t
add(const char *name, const char *role, bool is_active)
{
	int64_t id = db_new_id();
	static const char *hash;

	hash = hash ? hash : password_hash(pool, PASSWORD);
	must(db_run(db, &officer_insert, DB(db_int(id), db_text(name), db_int(unit), db_text(role),
	    db_int(is_active)), NULL));
	must(db_run(db, &credential_insert, DB(db_int(id), db_text(hash),
	    db_bytes(seal(pool, TOTP_CONTEXT, id, SECRET))), NULL));
	return id;
}

static const char *
code_at(moment at)
{
	char *code = pool_alloc(pool, TOTP_TEXT);

	totp_code(SECRET, at / TOTP_STEP, code);
	return code;
}

struct answer {
	enum sign_in_verdict verdict;
	moment until;
	struct officer *officer;
};

static struct answer
sign_in_from(const char *known, const char *name, const char *password, const char *code)
{
	struct answer a;

	must(officer_sign_in(db, name, password, code, known, now, &a.verdict, &a.until, &a.officer));
	return a;
}

static struct answer
sign_in(const char *name, const char *password, const char *code)
{
	return sign_in_from(NULL, name, password, code);
}

/* The vectors of RFC 6238, appendix B, their last six digits. */
static void
test_totp(void)
{
	static const struct {
		int64_t seconds;
		const char *code;
	} vectors[] = {{59, "287082"}, {1111111109, "081804"}, {1111111111, "050471"},
	    {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
	int64_t step = 0;

	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
		is_str(code_at(vectors[i].seconds * SECOND), vectors[i].code, "RFC 6238");
	for (int i = -2; i <= 2; i++) {
		bool is_near = i >= -1 && i <= 1;

		is_int(totp_accepts(SECRET, code_at(now + i * TOTP_STEP), now, &step), is_near,
		    is_near ? "a neighbour's code" : "no farther one's");
		if (is_near)
			is_int(step, now / TOTP_STEP + i, "is known for what it is");
	}
	ok(!totp_accepts(SECRET, "", now, &step), "no code");
	ok(!totp_accepts(SECRET, pool_format(pool, "%s0", code_at(now)), now, &step),
	    "a long code");
}

static void
test_right(int64_t id)
{
	struct answer a = sign_in("right", PASSWORD, code_at(now));

	is_int(a.verdict, SIGN_IN_RIGHT, "right");
	ok(a.officer && a.officer->id == id && a.officer->unit == unit, "it is this officer");
	is_int(a.officer->role, ROLE_APPROVER, "with the role");
	is_str(a.officer->name, "right", "the name");
	is_str(a.officer->full_name, "示例民警", "the full name");
	is_str(a.officer->unit_zh, "示例分中心", "and the unit");
	a = sign_in("right", PASSWORD, code_at(now));
	is_int(a.verdict, SIGN_IN_WRONG, "the same code again");
	ok(a.officer == NULL, "is nobody");
	is_int(sign_in("right", PASSWORD, code_at(now - TOTP_STEP)).verdict, SIGN_IN_WRONG,
	    "nor is an older one");
	is_int(sign_in("right", PASSWORD, code_at(now + TOTP_STEP)).verdict, SIGN_IN_RIGHT,
	    "the next one is right");
	now += 3 * TOTP_STEP;
	is_int(sign_in("right", "another password", code_at(now)).verdict, SIGN_IN_WRONG,
	    "a wrong password with the right code");
	is_int(sign_in("right", PASSWORD, "000000").verdict, SIGN_IN_WRONG,
	    "a wrong code with the right password");
	is_int(sign_in("right", PASSWORD, "").verdict, SIGN_IN_WRONG, "no code");
	is_int(sign_in("right", PASSWORD, code_at(now)).verdict, SIGN_IN_RIGHT,
	    "a wrong password takes no code away");
	is_int(sign_in("gone", PASSWORD, code_at(now)).verdict, SIGN_IN_WRONG,
	    "an officer who is no longer active");
}

/* The same wrong tries on a name that is there and on one that is not. */
static void
test_lock(void)
{
	static const moment waits[] = {0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600};
	moment begun = now;
	struct answer a = {SIGN_IN_WRONG, 0, NULL};

	for (int known = 0; known < 2; known++) {
		const char *name = known ? "locked" : "nobody";

		now = begun;
		for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
			a = sign_in(name, "wrong", "000000");
			is_int(a.verdict, SIGN_IN_WRONG, name);
			is_int(a.until, waits[i] ? now + waits[i] * SECOND : 0,
			    pool_format(pool, "failure %zu waits", i + 1));
			if (!waits[i])
				continue;
			moment until = a.until;

			now = until - 1;
			a = sign_in(name, PASSWORD, code_at(now));
			is_int(a.verdict, SIGN_IN_LOCKED, "not even the right ones help before");
			is_int(a.until, until, "and that does not make it longer");
			now = until;
		}
	}
	is_int(sign_in("locked", PASSWORD, code_at(now)).verdict, SIGN_IN_RIGHT, "then they do");
	now += TOTP_STEP;
	is_int(sign_in("locked", "wrong", "000000").until, 0, "and the count begins anew");
	is_int(sign_in("locked", PASSWORD, code_at(now)).verdict, SIGN_IN_RIGHT, "as before");
}

/* Whoever tries an officer's name keeps them out of no browser in which they signed in before. */
static void
test_known(int64_t id, int64_t other)
{
	const char *known, *theirs, *forged;
	struct answer a;
	struct row *row;

	known = sign_in("known", PASSWORD, code_at(now)).officer->known;
	theirs = sign_in("known-2", PASSWORD, code_at(now)).officer->known;
	ok(known && strlen(known) > 60, "a browser keeps a proof of the sign-in");
	now += TOTP_STEP;
	for (int i = 0; i < 5; i++, now += HOUR)
		sign_in("known", "wrong", "000000");
	now -= HOUR - SECOND;
	is_int(sign_in("known", PASSWORD, code_at(now)).verdict, SIGN_IN_LOCKED,
	    "tried by strangers, the name is locked");
	is_int(sign_in_from(theirs, "known", PASSWORD, code_at(now)).verdict, SIGN_IN_LOCKED,
	    "for another's browser too");
	forged = pool_format(pool, "%c%s", *known == 'A' ? 'B' : 'A', known + 1);
	is_int(sign_in_from(forged, "known", PASSWORD, code_at(now)).verdict, SIGN_IN_LOCKED,
	    "and for a forged proof");
	for (int i = 0; i < 3; i++)
		is_int(sign_in_from(known, "known", "wrong", "000000").verdict, SIGN_IN_WRONG,
		    "not for the one that signed in: three free tries");
	is_int(sign_in_from(known, "known", "wrong", "000000").until, now + 30 * SECOND,
	    "the next one waits there too");
	is_int(sign_in_from(known, "known", PASSWORD, code_at(now)).verdict, SIGN_IN_LOCKED,
	    "for its own wrong tries");
	now += 30 * SECOND;
	a = sign_in_from(known, "known", PASSWORD, code_at(now));
	is_int(a.verdict, SIGN_IN_RIGHT, "then it is right");
	is_str(a.officer ? a.officer->known : NULL, known, "and keeps what it has");
	must(db_row(db, &failures_of, DB(db_int(id)), &row));
	is_int(row_int(row, 0), 0, "which opens the name again");
	is_int(sign_in_from(known, "known", "wrong", "000000").until, 0, "and the count begins anew");
	now += TOTP_STEP;
	must(db_run(db, &password_renew, DB(db_text(password_hash(pool, "a renewed password")),
	    db_int(other)), NULL));
	for (int i = 0; i < 4; i++)
		sign_in("known-2", "wrong", "000000");
	is_int(sign_in_from(theirs, "known-2", "a renewed password", code_at(now)).verdict,
	    SIGN_IN_LOCKED, "a new password voids what browsers keep");
}

static int64_t
processor_time(const char *name)
{
	struct timespec before, after;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
	sign_in(name, "wrong", "000000");
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
	return (after.tv_sec - before.tv_sec) * 1000000 + (after.tv_nsec - before.tv_nsec) / 1000;
}

static void
test_time(void)
{
	int64_t known = processor_time("slow"), unknown = processor_time("nobody at all");

	ok(unknown * 2 > known && known * 2 > unknown,
	    "an unknown name takes as long: %" PRId64 " and %" PRId64 " µs", unknown, known);
}

static void
child_tries(int to)
{
	struct db *own = db_new(config);
	enum sign_in_verdict verdict;
	struct officer *o;
	moment until;

	db_use_pool(own, pool);
	must(db_begin(own));
	must(officer_sign_in(own, "twice", "wrong", "000000", NULL, now, &verdict, &until, &o));
	must(db_commit(own));
	if (write(to, &verdict, sizeof verdict) != (ssize_t)sizeof verdict)
		_exit(1);
	_exit(verdict == SIGN_IN_WRONG ? 0 : 2);
}

static void
test_at_once(int64_t id)
{
	int ends[2], status = -1;
	struct row *row;

	if (pipe(ends) != 0)
		exit(1);
	must(db_begin(db));
	sign_in("twice", "wrong", "000000");
	pid_t pid = fork();

	if (pid == 0)
		child_tries(ends[1]);
	is_int(poll(&(struct pollfd){.fd = ends[0], .events = POLLIN}, 1, 500), 0,
	    "a second try at the same time waits");
	must(db_commit(db));
	waitpid(pid, &status, 0);
	is_int(status, 0, "and is as wrong");
	must(db_row(db, &failures_of, DB(db_int(id)), &row));
	is_int(row_int(row, 0), 2, "both count");
	close(ends[0]);
	close(ends[1]);
}

static struct bytes
hash_of(const char *token)
{
	return keyed_hash(pool, "brick", bytes_of(token));
}

static struct session *
found(const char *token, moment at, struct officer **o)
{
	struct session *s;

	must(officer_session_find(db, hash_of(token), at, &s, o));
	if (s && s->is_due)
		officer_session_note(db, s->id, at);
	return s;
}

static void
test_sessions(int64_t id, int64_t other)
{
	struct sessions list;
	struct officer *o;
	struct session *s;
	uint64_t trips;

	must(officer_session_start(db, id, hash_of("one"), "Firefox", now));
	must(officer_session_start(db, id, hash_of("two"), "Chromium", now + 1));
	ok(!found("none", now, &o) && !o, "no such session");
	s = found("one", now, &o);
	ok(s && o && s->person == id && o->id == id && !s->is_over, "a session is its officer's");
	is_int(o->unit, unit, "in the unit");
	is_int(o->role, ROLE_APPROVER, "and the role");
	is_str(o->unit_kind, "branch", "of that kind");
	is_str(s->zone, "Asia/Shanghai", "by the unit's clock");
	is_str(s->lang, NULL, "an officer has no language set");
	ok(!found("one", now + MINUTE - 1, &o)->is_due, "noted a while ago");
	trips = db_round_trips(db);
	must(officer_session_find(db, hash_of("one"), now + MINUTE, &s, &o));
	is_int((int64_t)(db_round_trips(db) - trips), 1, "one round trip, also when its use is to be noted");
	ok(s->is_due, "which it says");
	found("one", now + MINUTE, &o);
	is_int(found("one", now + MINUTE, &o)->seen, now + MINUTE, "seen is kept each minute");
	must(officer_session_list(db, id, now + MINUTE, &list));
	is_int((int64_t)list.count, 2, "both are listed");
	ok(found("one", now + MINUTE + OFFICER_IDLE, &o)->is_over && o,
	    "idle: over, and still known");
	for (moment at = now + 29 * MINUTE; at < now + OFFICER_LASTS; at += 29 * MINUTE)
		found("one", at, &o);
	ok(!found("one", now + OFFICER_LASTS - 1, &o)->is_over, "in use for ten hours, almost");
	ok(found("one", now + OFFICER_LASTS, &o)->is_over, "never longer");
	s = found("two", now + 2, &o);
	is_int(officer_session_end(db, other, s->id, now + 2)->kind, ERROR_NOT_FOUND,
	    "nobody ends another's");
	must(officer_session_end(db, id, s->id, now + 2));
	ok(found("two", now + 3, &o)->is_over, "its own officer does");
	must(db_run(db, &officer_switch_off, DB(db_int(id)), NULL));
	ok(!found("one", now + 3, &o) && !o, "who is no longer active has none");
}

int
main(void)
{
	int64_t right, twice;

	config = database_start();
	db = db_new(config);
	pool = pool_new(NULL, 0);
	db_use_pool(db, pool);
	now = 1774000000000;
	unit = db_new_id();
	must(db_run(db, &unit_insert, DB(db_int(unit), db_text("brick")), NULL));
	right = add("right", "approver", true);
	add("gone", "officer", false);
	add("locked", "officer", true);
	add("slow", "supervisor", true);
	twice = add("twice", "officer", true);
	test_totp();
	test_right(right);
	test_known(add("known", "officer", true), add("known-2", "officer", true));
	test_lock();
	test_time();
	test_at_once(twice);
	test_sessions(right, twice);
	db_close(db);
	pool_free(pool);
	return done();
}
