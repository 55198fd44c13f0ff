/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Residents: masks, sign-in codes, their limits, accounts and sessions, on a real MariaDB. */
#include <poll.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/pairs.h"
#include "database.h"
#include "service/masked.h"
#include "service/notice.h"
#include "service/person.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

STATEMENT(notice_newest, "", "isssbb",
    "SELECT id, kind, lang, channel, address, params FROM notice ORDER BY id DESC LIMIT 1")
STATEMENT(person_count, "", "i", "SELECT COUNT(*) FROM person")
STATEMENT(token_plain, "s", "i",
    "SELECT COUNT(*) FROM sign_in_code WHERE INSTR(token, ?) > 0")
STATEMENT(contact_plain, "s", "i", "SELECT COUNT(*) FROM contact WHERE INSTR(sealed, ?) > 0")

static const struct config *config;
static struct db *db;
static struct pool *pool;
static moment now;

static const char *
visit(const char *name)
{
	return pool_format(pool, "visit-%s", name);
}

static struct contact
phone(const char *number)
{
	return (struct contact){.kind = "phone", .address = number};
}

static struct contact
email(const char *address, const char *country)
{
	return (struct contact){.kind = "email", .address = address, .country = country};
}

static const struct error *
sent(const char *visit_name, struct contact to, const char *zone, const char *from)
{
	struct visitor visitor = {.visit = visit(visit_name), .address = from,
	    .most = limit_of_codes(from, false)};

	return code_send(db, &to, zone, &visitor, LANG_EN, now);
}

/* What the newest notice says, opened as the courier does. */
static const char *
delivered(const char *key, const char **channel, const char **address)
{
	struct pairs params;
	struct bytes plain;
	struct row *r;

	must(db_row(db, &notice_newest, DB_NOTHING, &r));
	if (!r)
		return "";
	must(unseal_text(pool, NOTICE_ADDRESS, row_int(r, 0), row_bytes(r, 4), address));
	must(unseal(pool, NOTICE_PARAMS, row_int(r, 0), row_bytes(r, 5), &plain));
	must(pairs_read(pool, plain, &params));
	*channel = row_text(r, 3);
	return pairs_get(&params, key);
}

static const char *
code_for(const char *visit_name, struct contact to)
{
	const char *channel, *address;
	/* every one from another network: the limit by address has a test of its own */
	const char *from = pool_format(pool, "10.%u.%u.%u", random_below(256), random_below(256),
	    random_below(256));

	must(sent(visit_name, to, NULL, from));
	return delivered("code", &channel, &address);
}

/* Another number than the code. */
static const char *
not_it(const char *code)
{
	return pool_format(pool, "%06d", (atoi(code) + 1) % 1000000);
}

static enum code_verdict
enter(const char *visit_name, struct entry *entry, int64_t *person)
{
	enum code_verdict verdict;
	struct person *p;

	must(code_check(db, visit(visit_name), entry, LANG_ZH, now, &verdict, &p));
	if (person)
		*person = p ? p->id : 0;
	return verdict;
}

/* From the one form that this visit has. */
static enum code_verdict
check(const char *visit_name, const char *code, int64_t *person)
{
	struct entry entry = {.once = "form", .code = code, .token = random_token(pool, 32)};

	return enter(visit_name, &entry, person);
}

static void
test_masks(void)
{
	is_str(masked(pool, "phone", "+393331234567"), "+39 •••• 567", "a phone in Italy");
	is_str(masked(pool, "phone", "+8613800138000"), "+86 •••• 000", "a phone in China");
	is_str(masked(pool, "phone", "+999123456"), "+•••• 456", "a phone of no country");
	is_str(masked(pool, "email", "lin@example.org"), "l•••@example.org", "an address");
	is_str(masked(pool, "email", "林示例@example.org"), "林•••@example.org", "in Chinese");
	is_str(masked(pool, "email", "l@example.org"), "•••@example.org", "of one letter");
	is_str(masked(pool, "email", "\"a@b\"@example.org"), "\"•••@example.org", "quoted");
	ok(masked_is_personal(pool, "请回电 138 0013 8000") && masked_is_personal(pool, "33039919850612113x") &&
	    masked_is_personal(pool, "护照Ｅ12345678。") && masked_is_personal(pool, "EA1234567") &&
	    masked_is_personal(pool, "写到 lin@example.org.") && masked_is_personal(pool, "lin＠example.org"),
	    "numbers and addresses that tell of a person");
	ok(!masked_is_personal(pool, "请核对 2024-01-15 的登记，见 (2026) 浙0304民初123号 @ 2 楼"),
	    "days, files and floors do not");
	is_str(masked_words(pool, "林某 13800138000"), "林某 1•••••000", "a number in words");
	is_str(masked_words(pool, "林某１３８００１３８０００收"), "林某1•••••000收", "in full width");
	is_str(masked_words(pool, "3 号 138 0013 8000"), "3 号 1•••••000", "in groups");
	is_str(masked_words(pool, "3 13800138000"), "3•••••000", "behind another number");
	is_str(masked_words(pool, "+39 333 123 4567, 0577-88123456"), "+•••••567, 0•••••456", "from abroad");
	is_str(masked_words(pool, "33039919850612113x。"), "3•••••13x。", "an identity number");
	is_str(masked_words(pool, "2024-01-15, 325000 温州 12 号"), "2024-01-15, 325000 温州 12 号",
	    "days, postcodes and houses stay");
}

static void
test_right(void)
{
	const char *code, *channel, *address, *shown;
	int64_t first, again, nobody;
	struct person *p;

	must(sent("a", phone("+393331230001"), NULL, "192.0.2.1"));
	code = delivered("code", &channel, &address);
	ok(strlen(code) == 6 && text_is_digits(code, 6), "six digits");
	is_str(channel, "sms", "to a phone by SMS");
	is_str(address, "+393331230001", "to the number given");
	is_str(delivered("minutes", &channel, &address), "10", "with how long it lasts");
	must(code_sent_to(db, visit("a"), now, &shown));
	is_str(shown, "+39 •••• 001", "the code page shows it masked");
	must(code_sent_to(db, visit("b"), now, &shown));
	is_str(shown, NULL, "and to no other visit");
	is_int(check("b", code, NULL), CODE_EXPIRED, "another browser cannot use it");
	is_int(check("a", code, &first), CODE_RIGHT, "right");
	must(person_load(db, first, &p));
	is_str(p->country, "IT", "the number's country");
	is_str(p->zone, "Europe/Rome", "and its zone");
	is_int(p->lang, LANG_ZH, "and the language of the page");
	now += 2 * MINUTE - 1;
	is_int(check("a", code, &again), CODE_RIGHT, "the same code again within two minutes");
	is_int(again, first, "is the same person");
	is_int(check("a", not_it(code), &nobody), CODE_USED_UP, "a wrong one is not");
	is_int(nobody, 0, "and nobody");
	now++;
	is_int(check("a", code, NULL), CODE_USED, "not after two minutes");

	code = code_for("c", phone("+393331230001"));
	is_int(check("c", code, &again), CODE_RIGHT, "a known contact");
	is_int(again, first, "is the same person");
}

/* One session for one code: the form that has it hears of it again, no other does. */
static void
test_opens_one(void)
{
	const char *code = code_for("o", phone("+393331230011"));
	struct entry first = {.once = "form", .code = code, .token = "token-one"};
	struct entry again = {.once = "form", .code = code, .token = "token-two"};
	struct entry other = {.once = "another", .code = code, .token = "token-three"};
	struct row *row;
	int64_t nobody;

	is_int(enter("o", &first, NULL), CODE_RIGHT, "a code is right");
	is_str(first.token, "token-one", "with the token that was made for it");
	ok(!first.is_again, "for the first time");
	is_int(enter("o", &other, &nobody), CODE_USED, "in another form it is used");
	is_int(nobody, 0, "and nobody's");
	is_int(enter("o", &again, NULL), CODE_RIGHT, "the same form again");
	is_str(again.token, "token-one", "has the first one's token");
	ok(again.is_again, "and is told so");
	must(db_row(db, &token_plain, DB(db_text("token-one")), &row));
	is_int(row_int(row, 0), 0, "no token is stored in the clear");
}

static void
test_email(void)
{
	const char *code = code_for("mail", email("Lin.Shili@Example.org", "br"));
	const char *channel, *address;
	int64_t first, again, plain;
	struct person *p;
	struct row *row;

	delivered("code", &channel, &address);
	is_str(channel, "mail", "to an address by mail");
	is_str(address, "Lin.Shili@Example.org", "as it was typed");
	is_int(check("mail", code, &first), CODE_RIGHT, "right");
	must(person_load(db, first, &p));
	is_str(p->country, "BR", "the country that was chosen");
	is_str(p->zone, "America/Sao_Paulo", "and its zone");
	code = code_for("mail2", email("lin.shili@example.ORG", "br"));
	is_int(check("mail2", code, &again), CODE_RIGHT, "in other capitals");
	is_int(again, first, "it is the same person");
	must(db_row(db, &contact_plain, DB(db_text("xample")), &row));
	plain = row_int(row, 0);
	is_int(plain, 0, "no contact is stored in the clear");

	must(sent("zone", email("zone@example.org", NULL), "Africa/Johannesburg", "192.0.2.9"));
	code = delivered("code", &channel, &address);
	check("zone", code, &first);
	must(person_load(db, first, &p));
	is_str(p->zone, "Africa/Johannesburg", "a zone that was told");
	is_str(p->country, "", "a country that was not");
	must(sent("zone2", email("zone2@example.org", "IT"), "Mars/Olympus", "192.0.2.9"));
	check("zone2", delivered("code", &channel, &address), &first);
	must(person_load(db, first, &p));
	is_str(p->zone, "Europe/Rome", "a zone that is none counts for nothing");
}

static void
test_wrong(void)
{
	const char *code = code_for("w", phone("+393331230002"));

	for (int i = 1; i < CODE_TRIES; i++)
		is_int(check("w", not_it(code), NULL), CODE_WRONG, "wrong");
	is_int(check("w", code, NULL), CODE_RIGHT, "the last try may be right");
	is_int(check("w", code, NULL), CODE_RIGHT, "and be sent twice");
	code = code_for("w", phone("+393331230002"));
	for (int i = 1; i < CODE_TRIES; i++)
		check("w", not_it(code), NULL);
	is_int(check("w", not_it(code), NULL), CODE_USED_UP, "the last wrong try says so");
	is_int(check("w", code, NULL), CODE_USED_UP, "and the right one is too late");

	code = code_for("r", phone("+393331230003"));
	is_int(check("r", code, NULL), CODE_RIGHT, "a code that was used");
	for (int i = 1; i < 2 * CODE_TRIES; i++)
		check("r", not_it(code), NULL);
	is_int(check("r", code, NULL), CODE_USED_UP, "cannot be guessed for two minutes either");
}

static void
test_ends(void)
{
	const char *code = code_for("e", phone("+393331230004")), *newer, *shown;

	now += CODE_LASTS - 1;
	is_int(check("e", not_it(code), NULL), CODE_WRONG, "ten minutes are not over");
	now++;
	is_int(check("e", code, NULL), CODE_EXPIRED, "now they are");
	must(code_sent_to(db, visit("e"), now, &shown));
	is_str(shown, "+39 •••• 004", "its page still knows where it went");
	now += HOUR;
	must(code_sent_to(db, visit("e"), now, &shown));
	is_str(shown, NULL, "for an hour");
	code = code_for("e", phone("+393331230004"));
	now += CODE_JUST - 1;
	is_str(code_for("e", phone("+393331230004")), code, "asked for again so soon, it is the same");
	do {
		now += CODE_JUST;
		newer = code_for("e", phone("+393331230004"));
	} while (strcmp(code, newer) == 0);
	is_int(check("e", code, NULL), CODE_WRONG, "an older code is over");
	is_int(check("e", newer, NULL), CODE_RIGHT, "the newer one is right");
	is_int(check("never", newer, NULL), CODE_EXPIRED, "a visit that asked for none");
}

static enum error_kind
kind_of(const struct error *e)
{
	return e ? e->kind : ERROR_NONE;
}

static void
test_limits(void)
{
	for (int i = 0; i < CODES_PER_CONTACT; i++)
		must(sent(pool_format(pool, "l%d", i), phone("+393331230005"), NULL,
		    pool_format(pool, "198.51.100.%d", i)));
	is_int(kind_of(sent("l", phone("+393331230005"), NULL, "198.51.100.99")), ERROR_TOO_MANY,
	    "a sixth code within the hour");
	is_int(kind_of(sent("l", email("other@example.org", NULL), NULL, "198.51.100.99")),
	    ERROR_NONE, "another contact");
	now += HOUR - 1;
	is_int(kind_of(sent("l", phone("+393331230005"), NULL, "198.51.100.99")), ERROR_TOO_MANY,
	    "until the hour is over");
	now++;
	is_int(kind_of(sent("l", phone("+393331230005"), NULL, "198.51.100.99")), ERROR_NONE,
	    "then again: refused ones do not count");
	for (int i = 0; i < CODES_PER_ADDRESS; i++)
		must(sent("l", email(pool_format(pool, "cafe%d@example.org", i), "IT"), NULL,
		    pool_format(pool, "2001:db8:1:2::%x", i + 1)));
	is_int(kind_of(sent("l", email("cafe@example.org", "IT"), NULL, "2001:db8:1:2:3:4:5:6")),
	    ERROR_TOO_MANY, "a household of IPv6 counts as one");
	is_int(kind_of(sent("l", email("cafe@example.org", "IT"), NULL, "2001:db8:1:3::1")),
	    ERROR_NONE, "the one beside it does not");
	is_int(kind_of(sent("l", phone("393331230005"), NULL, "192.0.2.2")), ERROR_INVALID,
	    "what is no number");
	is_int(kind_of(sent("l", phone("+39 333 123 0005"), NULL, "192.0.2.2")), ERROR_INVALID,
	    "what is not normalised");
	is_int(kind_of(sent("l", email("@example.org", NULL), NULL, "192.0.2.2")), ERROR_INVALID,
	    "what is no address");
	is_int(limit_of_codes("127.0.0.1", false), CODES_PER_ADDRESS, "outside demo mode loopback is an address");
	is_int(limit_of_codes("192.0.2.1", true), CODES_PER_ADDRESS, "in demo mode others are too");
	ok(limit_of_codes("127.0.0.1", true) > CODES_PER_ADDRESS && limit_of_codes("::1", true) > CODES_PER_ADDRESS,
	    "and whoever drives it on this machine is not stopped");
	must(limit_count(db, "brick", "somebody", 1, MINUTE, now));
	is_int(kind_of(limit_count(db, "brick", "somebody", 1, MINUTE, now + MINUTE - 1)),
	    ERROR_TOO_MANY, "a second one in a minute");
	is_int(kind_of(limit_count(db, "brick", "somebody else", 1, MINUTE, now)), ERROR_NONE,
	    "somebody else");
	is_int(kind_of(limit_count(db, "brick2", "somebody", 1, MINUTE, now)), ERROR_NONE,
	    "another limit");
}

/* What was committed counts, what was rolled back does not. */
static void
test_commit(void)
{
	const char *code = code_for("t", phone("+393331230006"));

	for (int i = 2; i < CODE_TRIES; i++) {
		must(db_begin(db));
		is_int(check("t", not_it(code), NULL), CODE_WRONG, "a wrong try");
		must(db_commit(db));
	}
	must(db_begin(db));
	check("t", not_it(code), NULL);
	db_rollback(db);
	is_int(check("t", not_it(code), NULL), CODE_WRONG,
	    "one that was rolled back did not count");
	must(db_begin(db));
	is_int(check("t", code, NULL), CODE_RIGHT, "the last one");
	db_rollback(db);
	is_int(check("t", code, NULL), CODE_RIGHT,
	    "a right one that was rolled back is done again");
}

/* The child's try waits for the parent's commit and then finds the parent's person. */
static void
child_checks(const char *code, int to)
{
	struct db *own = db_new(config);
	enum code_verdict verdict;
	struct person *p;

	db_use_pool(own, pool);
	must(db_begin(own));
	must(code_check(own, visit("two-b"), &(struct entry){.once = "form", .code = code,
	    .token = "token"}, LANG_EN, now, &verdict, &p));
	must(db_commit(own));
	if (write(to, &p->id, sizeof p->id) != (ssize_t)sizeof p->id)
		_exit(1);
	_exit(verdict == CODE_RIGHT ? 0 : 2);
}

static void
test_two_phones(void)
{
	const char *a = code_for("two-a", phone("+393331230007"));
	const char *b = code_for("two-b", phone("+393331230007"));
	int64_t first, second = 0, before, after;
	struct row *row;
	int ends[2], status = -1;

	must(db_row(db, &person_count, DB_NOTHING, &row));
	before = row_int(row, 0);
	must(db_begin(db));
	is_int(check("two-a", a, &first), CODE_RIGHT, "two phones at once: the first");
	if (pipe(ends) != 0)
		exit(1);
	pid_t pid = fork();

	if (pid == 0)
		child_checks(b, ends[1]);
	is_int(poll(&(struct pollfd){.fd = ends[0], .events = POLLIN}, 1, 500), 0,
	    "the second waits");
	must(db_commit(db));
	waitpid(pid, &status, 0);
	close(ends[1]);
	is_int(status, 0, "then it is right too");
	if (read(ends[0], &second, sizeof second) != (ssize_t)sizeof second)
		second = 0;
	is_int(second, first, "and the same person");
	must(db_row(db, &person_count, DB_NOTHING, &row));
	after = row_int(row, 0);
	is_int(after, before + 1, "of whom there is one");
	close(ends[0]);
}

static struct bytes
hash_of(const char *token)
{
	return keyed_hash(pool, "brick", bytes_of(token));
}

static struct session *
found(const char *token, moment at)
{
	struct session *s;

	must(session_find(db, hash_of(token), at, &s));
	if (s && s->is_due)
		session_note(db, s->id, at);
	return s;
}

static void
test_sessions(int64_t person, int64_t other)
{
	moment start = now;
	struct sessions list;
	struct session *s;
	uint64_t trips;

	must(session_start(db, person, hash_of("one"), "Safari on iPhone", start));
	must(session_start(db, person, hash_of("two"), pool_format(pool, "%0*d侨侨", 79, 0),
	    start + 1));
	must(session_start(db, other, hash_of("three"), "\xff", start + 1));
	ok(found("none", start) == NULL, "no such session");
	s = found("one", start);
	ok(s && !s->is_over && s->person == person, "a session is its person's");
	is_str(s->zone, "Europe/Rome", "with the person's zone");
	is_str(s->lang, "zh", "and language");
	is_str(s->device, "Safari on iPhone", "and the device");
	ok(!found("one", start + 5 * MINUTE - 1)->is_due, "noted a while ago");
	trips = db_round_trips(db);
	must(session_find(db, hash_of("one"), start + 5 * MINUTE, &s));
	is_int((int64_t)(db_round_trips(db) - trips), 1, "one round trip, also when its use is to be noted");
	ok(s->is_due, "which it says");
	is_int(found("one", start + 5 * MINUTE)->seen, start, "seen: as it was");
	is_int(found("one", start + 5 * MINUTE)->seen, start + 5 * MINUTE, "and is kept, seldom");

	must(session_list(db, person, start + HOUR, &list));
	is_int((int64_t)list.count, 2, "both of the person's are listed");
	is_str(list.at[0].device, "Safari on iPhone", "the last used first");
	is_int((int64_t)text_count(list.at[1].device), 80, "a long name of a device is cut");
	is_str(found("three", start + 2)->device, "", "and what is no text left out");

	start += 5 * MINUTE;
	ok(!found("one", start + SESSION_IDLE - 1)->is_over, "idle for a month, almost");
	start += SESSION_IDLE - 1;
	ok(found("one", start + SESSION_IDLE)->is_over, "idle for a month");
	ok(found("one", start + SESSION_IDLE + 30 * DAY - 1) != NULL, "remembered for another");
	ok(found("one", start + SESSION_IDLE + 30 * DAY) == NULL, "and then no more");
	found("one", now + 59 * DAY);
	found("one", now + 88 * DAY);
	ok(!found("one", now + SESSION_LASTS - 1)->is_over,
	    "never longer than ninety days, almost");
	ok(found("one", now + SESSION_LASTS)->is_over, "never longer than ninety days");
}

STATEMENT(brick_joined, "i", "stsi",
    "SELECT p.lang, s.ended, s.device, p.id FROM session s JOIN person p ON p.id = s.person "
    "WHERE p.id = ? ORDER BY s.id")

static void
test_rows_joined(int64_t person)
{
	struct rows rows;

	must(db_rows_joined(db, &brick_joined, DB(db_int(person)), 2, &rows));
	is_int((int64_t)rows.count, 2, "rows of a join");
	is_str(row_text(rows.at[0], 0), "zh", "the first has what is the same in all");
	is_str(row_text(rows.at[1], 0), NULL, "the second has not");
	is_int(row_moment(rows.at[1], 1), 0, "nor what is nothing");
	is_str(row_text(rows.at[0], 2), "Safari on iPhone", "the first has its own");
	is_int((int64_t)text_count(row_text(rows.at[1], 2)), 80, "and the second");
	is_int(row_int(rows.at[1], 3), person, "to its end");
}

static void
test_session_end(int64_t person, int64_t other)
{
	struct session *s = found("two", now + 2);
	struct sessions list;

	is_int(kind_of(session_end(db, other, s->id, now + 3)), ERROR_NOT_FOUND,
	    "nobody ends another's session");
	ok(!found("two", now + 4)->is_over, "so it goes on");
	must(session_end(db, person, s->id, now + 5));
	s = found("two", now + 6);
	ok(s && s->is_over, "its own person does");
	is_int(s->ends, now + 5, "then it ended");
	must(session_end(db, person, s->id, now + 7));
	is_int(found("two", now + 8)->ends, now + 5, "once is enough");
	must(session_list(db, person, now + 9, &list));
	for (size_t i = 0; i < list.count; i++)
		ok(list.at[i].id != s->id, "it is listed no more");
}

static void
test_person(int64_t person)
{
	const char *shown[8];
	struct person *p;
	size_t count;

	struct person_choice choice = {.lang = LANG_EN, .zone = "America/New_York", .sent = now};
	bool is_late;

	must(person_set(db, person, &choice, &is_late));
	must(person_follow(db, person, "America/Sao_Paulo"));
	must(person_load(db, person, &p));
	is_int(p->lang, LANG_EN, "a language is set");
	is_str(p->zone, "America/Sao_Paulo", "and a zone, which follows their phone");
	choice.is_zone_chosen = true;
	must(person_set(db, person, &choice, &is_late));
	must(person_follow(db, person, "America/Sao_Paulo"));
	must(person_load(db, person, &p));
	ok(!is_late && p->is_zone_chosen, "unless they choose one");
	is_str(p->zone, "America/New_York", "which stays");
	must(person_set(db, person, &(struct person_choice){.lang = LANG_IT, .zone = "", .sent = now - 1}, &is_late));
	must(person_load(db, person, &p));
	ok(is_late && p->lang == LANG_EN && *p->zone, "what was sent before that and comes after it changes nothing");
	choice.zone = "../etc/passwd";
	is_int(kind_of(person_set(db, person, &choice, &is_late)), ERROR_INVALID, "one there is");
	is_int(kind_of(person_follow(db, person, "Mars/Olympus")), ERROR_INVALID, "a phone is on this planet");
	choice.zone = "UTC";
	is_int(kind_of(person_set(db, 1, &choice, &is_late)), ERROR_NOT_FOUND, "of somebody there is");
	is_int(kind_of(person_load(db, 1, &p)), ERROR_NOT_FOUND, "nobody");
	must(person_contacts(db, person, shown, &count));
	is_int((int64_t)count, 1, "one contact");
	is_str(shown[0], "+39 •••• 008", "shown masked");
}

int
main(void)
{
	int64_t person, other;

	config = database_start();
	db = db_new(config);
	pool = pool_new(NULL, 0);
	db_use_pool(db, pool);
	now = 1774000000000;
	test_masks();
	test_right();
	test_opens_one();
	test_email();
	test_wrong();
	test_ends();
	test_limits();
	test_commit();
	test_two_phones();
	check("p", code_for("p", phone("+393331230008")), &person);
	check("o", code_for("o", phone("+393331230009")), &other);
	test_sessions(person, other);
	test_rows_joined(person);
	test_session_end(person, other);
	test_person(person);
	db_close(db);
	pool_free(pool);
	return done();
}
