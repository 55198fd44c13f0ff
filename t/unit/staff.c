/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Accounts by two people: what stands against a change, its time, two at once; codes and passwords. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "database.h"
#include "service/audit.h"
#include "service/change.h"
#include "service/enrolment.h"
#include "service/officer.h"
#include "service/roster.h"
#include "service/totp.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

STATEMENT(unit_insert, "iss", "",
    "INSERT INTO unit (id, code, kind, name_zh, name_en, country, zone) "
    "VALUES (?, ?, ?, '示例', 'Sample', 'CN', 'Asia/Shanghai')")
STATEMENT(officer_insert, "isiss", "",
    "INSERT INTO officer (id, name, unit, role, number, full_name) VALUES (?, ?, ?, ?, ?, '示例')")
STATEMENT(password_insert, "i", "",
    "INSERT INTO officer_credential (officer, password, totp) VALUES (?, 'x', '')")
STATEMENT(accounts_of, "s", "i", "SELECT COUNT(*) FROM officer WHERE name = ?")
STATEMENT(settled_of, "i", "i", "SELECT COUNT(*) FROM audit WHERE target = ? AND action = 'reset'")

static const struct config *config;
static struct db *db;
static struct pool *pool;
static moment now;
static int64_t branch, outside;
static struct administrator one, two, three;

static int64_t
officer_add(const char *name, const char *role, const char *number)
{
	int64_t id = db_new_id();

	must(db_run(db, &officer_insert, DB(db_int(id), db_text(name), db_int(branch), db_text(role),
	    db_text(number)), NULL));
	return id;
}

static enum change_fault
propose(struct change *c, const struct administrator *by)
{
	enum change_fault fault = FAULT_NONE;

	c->reason = "why";
	must(db_begin(db));
	must(change_propose(db, c, by, now, &fault));
	must(db_commit(db));
	return fault;
}

static enum change_fault
confirm(int64_t id, const struct administrator *by, moment at)
{
	enum change_fault fault = FAULT_NONE;

	must(db_begin(db));
	must(change_confirm(db, id, by, at, &fault));
	must(db_commit(db));
	return fault;
}

static struct change
newcomer(const char *name, const char *number, enum role role, int64_t unit)
{
	return (struct change){.kind = CHANGE_ADD, .name = name, .number = number, .full_name = "新",
	    .unit = unit, .role = role};
}

static void
is_fault(enum change_fault got, enum change_fault want, const char *what)
{
	is_str(fault_word(got), fault_word(want), what);
}

static void
test_faults(void)
{
	struct change c = newcomer("keeper-1", "N-1", ROLE_OFFICER, branch);

	is_fault(propose(&c, &one), FAULT_NAME, "a name that is taken");
	c = newcomer("new-1", one.number, ROLE_AUDITOR, branch);
	is_fault(propose(&c, &one), FAULT_OWN, "a second account for oneself");
	is_fault(propose(&c, &three), FAULT_NUMBER, "or for another administrator");
	c = newcomer("new-1", "N-1", ROLE_CLERK, branch);
	is_fault(propose(&c, &one), FAULT_PLACE, "a clerk in a unit of ours");
	c = newcomer("new-1", "N-1", ROLE_OFFICER, outside);
	is_fault(propose(&c, &one), FAULT_PLACE, "an officer in another department");
	c = newcomer("new-1", "N-1", ROLE_SYSTEM, branch);
	is_fault(propose(&c, &one), FAULT_PLACE, "the clock is nobody");
	c = newcomer("new-1", "N-1", ROLE_OFFICER, 4711);
	is_fault(propose(&c, &one), FAULT_PLACE, "a unit that is not there");
}

static void
test_numbers(void)
{
	static const struct {
		const char *number;
		bool is_number, is_same;	/* as S-0091 */
	} cases[] = {{"S-0091", true, true}, {"s-0091", false, true}, {"S0091", false, true},
	    {"S_0091", false, true}, {"S-0091.", false, true}, {"S-OO91", false, true},
	    {"S-OO9l", false, true}, {"S-91", true, true}, {"S-0092", true, false},
	    {"T-0091", true, false}, {"S-00910", true, false}, {"S-910", true, false},
	    {"S-9", true, false}, {"0091", false, false}, {"", false, false}, {"-", false, false},
	    {"ABCD-1234567", true, false}, {"ABCDE-1", false, false}, {"A-12345678", false, false}};
	struct change c = newcomer("new-1", "a_OO2.", ROLE_ADMINISTRATOR, branch);

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		is_int(roster_is_number(cases[i].number), cases[i].is_number, cases[i].number);
		is_int(roster_is_same(cases[i].number, "S-0091"), cases[i].is_same, cases[i].number);
	}
	is_fault(propose(&c, &two), FAULT_OWN, "one's own number in another writing");
	is_fault(propose(&c, &one), FAULT_NUMBER, "or another administrator's");
}

static enum change_fault
suspend(int64_t officer, const struct administrator *by)
{
	enum change_fault fault = FAULT_NONE;

	must(db_begin(db));
	must(change_suspend(db, officer, 0, "why", by, now, &fault));
	must(db_commit(db));
	return fault;
}

/* Fewer than two could confirm nothing. */
static void
test_left(void)
{
	int64_t waits = officer_add("keeper-4", "administrator", "A-4"), again, plain;

	again = officer_add("keeper-5", "administrator", "a0001");
	plain = officer_add("plain-2", "officer", "N-8");
	must(db_run(db, &password_insert, DB(db_int(one.id)), NULL));
	must(db_run(db, &password_insert, DB(db_int(two.id)), NULL));
	must(db_run(db, &password_insert, DB(db_int(three.id)), NULL));
	must(db_run(db, &password_insert, DB(db_int(again)), NULL));
	is_fault(suspend(three.id, &one), FAULT_NONE, "of three one suspends another");
	is_fault(suspend(two.id, &one), FAULT_LAST, "but not the last but one: two accounts are one person");
	is_fault(suspend(waits, &one), FAULT_NONE, "one who never set a password was no help");
	is_fault(suspend(plain, &one), FAULT_NONE, "and an officer is an officer");
	is_fault(suspend(again, &two), FAULT_NONE, "a second account of the same person may go");
}

static void
test_time(void)
{
	struct change c = newcomer("new-2", "N-2", ROLE_OFFICER, branch);
	struct row *row;

	is_fault(propose(&c, &one), FAULT_NONE, "proposed");
	is_fault(confirm(c.id, &one, now), FAULT_SAME_PERSON, "not by who proposed it");
	is_fault(confirm(c.id, &(struct administrator){two.id, one.number}, now), FAULT_SAME_PERSON,
	    "nor by their other account");
	is_fault(confirm(c.id, &two, now + CHANGE_LASTS), FAULT_OVER, "nor when its time is over");
	is_fault(confirm(c.id, &two, now + CHANGE_LASTS - 1), FAULT_NONE, "the last moment is good");
	is_fault(confirm(c.id, &three, now), FAULT_OVER, "once");
	must(db_row(db, &accounts_of, DB(db_text("new-2")), &row));
	is_int(row_int(row, 0), 1, "one account");
	c = newcomer("new-3", "N-2", ROLE_SUPERVISOR, branch);
	is_fault(propose(&c, &one), FAULT_NUMBER, "an officer is no supervisor beside it");
	c = newcomer("new-3", "N-2", ROLE_AUDITOR, branch);
	is_fault(propose(&c, &one), FAULT_NONE, "but an auditor");
	is_fault(propose(&(struct change){.kind = CHANGE_ADD, .name = "new-3", .number = "N-9",
	    .full_name = "x", .unit = branch, .role = ROLE_OFFICER}, &two), FAULT_OPEN, "one at a time");
}

/* Two administrators press the button in the same moment. */
static void
test_at_once(int64_t officer)
{
	struct change c = {.kind = CHANGE_RESET, .officer = officer, .version = 0};
	int status, right = 0;
	struct row *row;

	is_fault(propose(&c, &one), FAULT_NONE, "a renewal is proposed");
	fflush(stdout);
	for (int i = 0; i < 2; i++)
		if (fork() == 0) {
			enum change_fault fault = FAULT_NONE;
			const struct error *e;

			db = db_new(config);
			db_use_pool(db, pool);
			if (!(e = db_begin(db)) && !(e = change_confirm(db, c.id, i ? &three : &two, now,
			    &fault)))
				e = db_commit(db);
			_exit(!e && !fault ? 0 : 1);
		}
	for (int i = 0; i < 2; i++)
		right += wait(&status) > 0 && status == 0;
	is_int(right, 1, "one of two confirms it");
	must(db_row(db, &settled_of, DB(db_int(officer)), &row));
	is_int(row_int(row, 0), 1, "and it is done once");
}

static const char *
code_of(struct bytes secret)
{
	char *code = pool_alloc(pool, TOTP_TEXT);

	totp_code(secret, now / TOTP_STEP, code);
	return code;
}

static bool
opens(const char *name, const char *code, const char *session, moment at)
{
	bool is_right = false;

	must(db_begin(db));
	must(enrolment_open(db, name, code, "192.0.2.1", keyed_hash(pool, "brick", bytes_of(session)), at,
	    &is_right));
	must(db_commit(db));
	return is_right;
}

static void
test_codes(void)
{
	struct change c = newcomer("new-4", "N-4", ROLE_OFFICER, branch);
	enum sign_in_verdict verdict;
	const char *code, *older;
	struct enrolment *en;
	struct officer *o;
	bool is_right;
	moment until;

	is_fault(propose(&c, &one), FAULT_NONE, "a newcomer");
	must(enrolment_make(db, c.id, two.id, now, &code));
	ok(code == NULL, "has no code before it is confirmed");
	is_fault(confirm(c.id, &two, now), FAULT_NONE, "confirmed");
	must(enrolment_make(db, c.id, one.id, now, &code));
	ok(code == NULL, "nor from who proposed it");
	must(enrolment_make(db, c.id, two.id, now, &older));
	must(enrolment_make(db, c.id, two.id, now + 1, &code));
	ok(older && code && strlen(code) == ENROLMENT_CODE + 3 && strcmp(older, code) != 0, "a code");
	now += 2;
	ok(!opens("new-4", older, "a", now), "an older one is void");
	ok(!opens("new-2", code, "a", now), "it is for one name");
	ok(!opens("new-4", code, "a", now + ENROLMENT_LASTS), "and for two days");
	ok(opens("new-4", code, "a", now), "it opens");
	must(enrolment_find(db, keyed_hash(pool, "brick", bytes_of("a")), now, &en));
	ok(en && en->secret.n == TOTP_BYTES, "a page with a secret");
	must(enrolment_find(db, keyed_hash(pool, "brick", bytes_of("a")), now + ENROLMENT_SESSION, &en));
	ok(!en, "for half an hour");
	ok(opens("new-4", code, "b", now), "opened again");
	must(enrolment_find(db, keyed_hash(pool, "brick", bytes_of("a")), now, &en));
	ok(!en, "the page of before is over");
	must(enrolment_find(db, keyed_hash(pool, "brick", bytes_of("b")), now, &en));
	must(enrolment_finish(db, en, "a long enough one", "000000", now, &is_right));
	ok(!is_right, "a wrong code sets nothing");
	must(enrolment_finish(db, en, "a long enough one", code_of(en->secret), now, &is_right));
	ok(is_right, "a right one does");
	ok(!opens("new-4", code, "c", now), "then the code is worth nothing");
	must(officer_sign_in(db, "new-4", "a long enough one", code_of(en->secret), NULL, now, &verdict, &until,
	    &o));
	is_int(verdict, SIGN_IN_WRONG, "the step that was taken does not sign in");
	now += 2 * TOTP_STEP;
	must(officer_sign_in(db, "new-4", "a long enough one", code_of(en->secret), NULL, now, &verdict, &until,
	    &o));
	is_int(verdict, SIGN_IN_RIGHT, "the next one does");
}

static void
test_passwords(void)
{
	static const struct {
		const char *password;
		enum password_fault fault;
	} cases[] = {{"", PASSWORD_SHORT}, {"elevenchars", PASSWORD_SHORT}, {"渡船七月灯", PASSWORD_SHORT},
	    {"渡船七月灯笼海风山路雨伞", PASSWORD_FINE}, {"correct horse battery", PASSWORD_FINE},
	    {"my NEW-4 password", PASSWORD_LIKE}, {"number N-4711 too", PASSWORD_LIKE},
	    {"PassWord-of-mine", PASSWORD_LIKE}, {"qwertyuiopasdf", PASSWORD_LIKE},
	    {"aaaaaaaaaaaaaaaa", PASSWORD_SIMPLE}, {"ababcbabcbabab", PASSWORD_SIMPLE}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		is_int(password_fault(cases[i].password, "new-4", "N-4711"), cases[i].fault,
		    cases[i].password);
}

int
main(void)
{
	config = database_start();
	db = db_new(config);
	pool = pool_new(NULL, 0);
	db_use_pool(db, pool);
	now = clock_now();
	branch = db_new_id();
	outside = db_new_id();
	must(db_run(db, &unit_insert, DB(db_int(branch), db_text("brick"), db_text("branch")), NULL));
	must(db_run(db, &unit_insert, DB(db_int(outside), db_text("dept-x"), db_text("outside")), NULL));
	one = (struct administrator){officer_add("keeper-1", "administrator", "A-1"), "A-1"};
	two = (struct administrator){officer_add("keeper-2", "administrator", "A-2"), "A-2"};
	three = (struct administrator){officer_add("keeper-3", "administrator", "A-3"), "A-3"};
	test_faults();
	test_numbers();
	test_time();
	test_at_once(officer_add("plain", "officer", "N-7"));
	test_codes();
	test_passwords();
	test_left();
	db_close(db);
	pool_free(pool);
	return done();
}
