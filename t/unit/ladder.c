/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The ladder under a moved clock: who is reminded of what and when, once, never at night, with colleagues who
 * are away; what each officer then reads, one mail a day of it, and the resident who has not answered.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "database.h"
#include "service/absence.h"
#include "service/application.h"
#include "service/bar.h"
#include "service/catalogue.h"
#include "service/clockwork.h"
#include "service/contact.h"
#include "service/correction.h"
#include "service/deadline.h"
#include "service/decision.h"
#include "service/formality.h"
#include "service/hands.h"
#include "service/ladder.h"
#include "service/notice.h"
#include "service/reminder.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

STATEMENT(test_version, "isbst", "",
    "INSERT INTO formality_version (id, code, digest, body, loaded) VALUES (?, ?, ?, ?, ?)")
STATEMENT(test_person, "ist", "",
    "INSERT INTO person (id, lang, zone, country, created) VALUES (?, 'zh', ?, 'IT', ?)")
STATEMENT(test_contact, "iibbt", "",
    "INSERT INTO contact (id, person, kind, idx, sealed, confirmed) VALUES (?, ?, 'email', ?, ?, ?)")
STATEMENT(test_unit, "isr", "",
    "INSERT INTO unit (id, code, parent, kind, name_zh, name_en, country, zone) "
    "VALUES (?, ?, ?, 'branch', '示例分中心', 'Sample branch', 'CN', 'Asia/Shanghai')")
STATEMENT(test_officer, "isiss", "",
    "INSERT INTO officer (id, name, unit, role, number, full_name) VALUES (?, ?, ?, ?, ?, '示例民警')")
STATEMENT(test_rows, "i", "i", "SELECT COUNT(*) FROM reminder WHERE application = ?")
STATEMENT(test_row, "iss", "i",
    "SELECT COUNT(*) FROM reminder WHERE application = ? AND rung = ? AND whom = ?")
STATEMENT(test_suspend, "i", "", "UPDATE officer SET is_active = 0 WHERE id = ?")
STATEMENT(test_move, "ii", "", "UPDATE officer SET unit = ? WHERE id = ?")
STATEMENT(test_clear, "", "", "DELETE FROM reminder")
STATEMENT(test_gone, "", "", "DELETE FROM queue_entry")
STATEMENT(test_digests, "", "i", "SELECT COUNT(*) FROM notice WHERE kind = 'digest'")
STATEMENT(test_params, "s", "ib", "SELECT id, params FROM notice WHERE kind = ? ORDER BY id DESC LIMIT 1")
STATEMENT(test_told, "is", "i", "SELECT COUNT(*) FROM notice WHERE application = ? AND kind = ?")
STATEMENT(test_next, "i", "st",
    "SELECT kind, next_try FROM notice WHERE application = ? ORDER BY id DESC LIMIT 1")

STATEMENT(test_follow_up, "iitttt", "",
    "INSERT INTO follow_up (application, unit, opened, call_by, mend_by, due) VALUES (?, ?, ?, ?, ?, ?)")
STATEMENT(test_called, "tti", "",
    "UPDATE follow_up SET tries = 1, tried = ?, called = tried, due = ? WHERE application = ?")
STATEMENT(test_closed, "i", "",
    "UPDATE follow_up SET mended = called, is_mended = 1, closed = called WHERE application = ?")

#define START 1795395600000		/* Monday 2026-11-23, 9:00 in Wenzhou */
enum { PERSON = 1, SYDNEY = 2, ONE = 11, TWO = 12, APPROVER = 13, HEAD = 14, ABOVE = 15, GONE = 16, UNIT = 21, CENTRE = 22 };

static struct formality *formality;
static struct catalogue *catalogue;
static struct pool *pool;
static struct db *db;

static void
act(struct application *a, enum action action, enum role role, int64_t actor, moment at)
{
	struct deed deed = {.action = action, .role = role, .actor = actor, .officer = TWO,
	    .unit = role == ROLE_RESIDENT ? 0 : UNIT, .at = at, .formality = formality, .to_unit = UNIT};

	must(application_act(db, a, &deed));
}

static struct application *
submitted(int64_t person, moment at)
{
	const struct pairs nothing = {.pool = pool};
	struct application *a;

	clock_set(at);
	must(application_create(db, person, formality, &nothing, LANG_ZH, at, &a));
	act(a, ACT_SUBMIT, ROLE_RESIDENT, person, at);
	return a;
}

/* A duty of the courier's at that time. */
static struct clockwork_done
carried_out(const struct error *(*duty)(struct db *, const struct catalogue *, moment,
    struct clockwork_done *), moment at)
{
	struct clockwork_done done;

	clock_set(at);
	must(duty(db, catalogue, at, &done));
	is_int(done.failed, 0, "none fails");
	return done;
}

static int
climb(moment at)
{
	return carried_out(ladder_climb, at).reminded;
}

static bool
has(const struct application *a, const char *rung, const char *whom)
{
	struct row *row;

	must(db_row(db, &test_row, DB(db_int(a->id), db_text(rung), db_text(whom)), &row));
	return row_int(row, 0) == 1;
}

static int64_t
rows_of(const struct application *a)
{
	struct row *row;

	must(db_row(db, &test_rows, DB(db_int(a->id)), &row));
	return row_int(row, 0);
}

static void
fresh(void)
{
	must(db_run(db, &test_clear, DB_NOTHING, NULL));
	must(db_run(db, &test_gone, DB_NOTHING, NULL));
}

static void
try_rungs(void)
{
	moment due = deadline_working(START, 10);

	is_int(ladder_rung(10, due, START), RUNG_NONE, "on the first day nobody is reminded");
	is_int(ladder_rung(10, due, deadline_working(START, 4)), RUNG_NONE, "nor on the fourth of ten");
	is_int(ladder_rung(10, due, deadline_working(START, 5)), RUNG_HALF, "half of the time is over on the fifth");
	is_int(ladder_rung(10, due, deadline_working(START, 8)), RUNG_HALF, "and still two days before");
	is_int(ladder_rung(10, due, deadline_working(START, 9)), RUNG_SOON, "then the working day before");
	is_int(ladder_rung(10, due, due), RUNG_SOON, "to the last moment");
	is_int(ladder_rung(10, due, due + 1), RUNG_LATE, "and it is late");
	is_int(ladder_days(formality, STATE_SUBMITTED, false), CHECK_DAYS, "to accept it");
	is_int(ladder_days(formality, STATE_ACCEPTED, true), formality->promise_days + EXTENSION_DAYS, "to decide, extended");
	is_int(ladder_days(formality, STATE_REFUSED, false), DELIVERY_DAYS, "to hand it over");
}

static void
try_nights(void)
{
	ok(clock_is_day(START, "") && clock_is_day(START, ZONE_WENZHOU), "%s", "nine in the morning is day");
	ok(!clock_is_day(START, "Europe/Rome"), "%s", "and two at night in Rome");
	is_int(clock_daytime(START, "Europe/Rome"), START + 6 * HOUR, "where it is day at eight");
	is_int(clock_daytime(START, ZONE_WENZHOU), START, "by day it is now");
	is_int(clock_daytime(START + 12 * HOUR + 1, ZONE_WENZHOU), START + 23 * HOUR, "in the evening it is tomorrow");
	is_int(clock_daytime(START + 9 * HOUR + 1, "Asia/Kathmandu"), START + 9 * HOUR + 1, "zones of a quarter too");
}

/* Nobody has it, somebody takes it, and it is late. */
static void
try_ladder(void)
{
	struct application *a = submitted(PERSON, START);
	moment due = a->due;

	is_int(climb(START + HOUR), 0, "on its first day nobody is reminded");
	is_int(climb(START + 3 * DAY - 7 * HOUR), 0, "nor at two at night, when half is over");
	is_int(rows_of(a), 0, "nothing is kept of that");
	is_int(climb(START + 3 * DAY), 1, "in the morning, yes");
	ok(has(a, "half", "unit"), "%s", "the unit, since nobody has it");
	is_int(climb(START + 3 * DAY + HOUR), 0, "once");
	act(a, ACT_CLAIM, ROLE_OFFICER, ONE, START + 3 * DAY + HOUR);
	is_int(climb(START + 3 * DAY + 2 * HOUR), 0, "and not again for who takes it");
	is_int(climb(due - DAY), 0, "not in the night before the last day");
	is_int(climb(due - 15 * HOUR), 1, "on it, yes");
	ok(has(a, "soon", "holder"), "%s", "who has it");
	is_int(climb(due + 9 * HOUR), 2, "late, two are");
	ok(has(a, "late", "holder") && has(a, "late", "head"), "%s", "who has it, and who answers for it");
	is_int(climb(due + 9 * HOUR + DAY), 0, "once");
	is_int(rows_of(a), 4, "four in all");
	act(a, ACT_ACCEPT, ROLE_OFFICER, ONE, due + DAY);
	act(a, ACT_EXTEND, ROLE_APPROVER, APPROVER, a->due - HOUR);
	is_int(climb(a->due - 15 * HOUR), 1, "more time, given before the promised day is over, has a ladder of its own");
	is_int(climb(a->due + 9 * HOUR), 2, "to its end");
	fresh();
	is_int(rows_of(a), 0, "what is in no list any more has no reminders");
}

/* Late and early in one: only the highest rung is told. */
static void
try_highest(void)
{
	struct application *a = submitted(PERSON, START);

	is_int(climb(a->due + 9 * HOUR), 2, "what nobody looked at is late");
	ok(has(a, "late", "unit") && has(a, "late", "head") && !has(a, "soon", "unit") && !has(a, "half", "unit"), "%s",
	    "and only that is told");
	fresh();
}

static void
try_away(void)
{
	struct application *a = submitted(PERSON, START), *b = submitted(PERSON, START);
	day today = clock_wenzhou_day(START);

	act(a, ACT_CLAIM, ROLE_OFFICER, GONE, START);
	must(absence_add(db, &(struct absence){.officer = GONE, .since = today, .until = today + 3, .made_by = GONE}, START));
	act(b, ACT_ACCEPT, ROLE_OFFICER, TWO, START);
	is_int(climb(START + 3 * DAY), 1, "one is at half of its time");
	ok(has(a, "half", "unit") && !has(a, "half", "holder"), "%s", "whoever is away is not reminded, but their unit");
	must(decision_propose(db, b, true, "齐全", NULL, TWO, START));
	act(b, ACT_PROPOSE_APPROVE, ROLE_OFFICER, TWO, START);
	is_int(climb(b->due + 9 * HOUR), 3, "both are late");
	ok(has(b, "late", "head") && !has(b, "late", "holder"), "%s", "which is for those who decide");
	fresh();
}

static struct reminders
read_as(int64_t officer, int64_t unit, enum role role)
{
	struct reminder_reader reader = {officer, unit, role};
	struct reminders list;
	int count, pages = 0;

	must(reminder_list(db, &reader, 0, &list));
	must(reminder_count(db, &reader, &count));
	for (size_t seen = list.count; list.has_more && pages < 9; pages++, seen += list.count)
		must(reminder_list(db, &reader, list.at[list.count - 1].id, &list));
	if (pages)
		must(reminder_list(db, &reader, 0, &list));
	if (!list.has_more)
		is_int(count, (int64_t)list.count, "the head of the desk says as many");
	return list;
}

static void
try_reading(void)
{
	struct application *held = submitted(PERSON, START), *free = submitted(PERSON, START);
	struct reminders list;

	act(held, ACT_CLAIM, ROLE_OFFICER, ONE, START);
	climb(START + 3 * DAY);
	is_int((int64_t)read_as(ONE, UNIT, ROLE_OFFICER).count, 2, "one reads their own and what nobody has");
	list = read_as(TWO, UNIT, ROLE_OFFICER);
	is_int((int64_t)list.count, 1, "a colleague what nobody has");
	is_str(list.at[0].ref, free->ref, "that one");
	is_str(list.at[0].rung, "half", "and why");
	is_int((int64_t)read_as(TWO, CENTRE, ROLE_OFFICER).count, 0, "another unit nothing");
	is_int((int64_t)read_as(ABOVE, CENTRE, ROLE_SUPERVISOR).count, 0, "whoever answers for them nothing yet");
	climb(held->due + 9 * HOUR);
	is_int((int64_t)read_as(ABOVE, CENTRE, ROLE_SUPERVISOR).count, 2, "but when they are late");
	is_int((int64_t)read_as(HEAD, UNIT, ROLE_APPROVER).count, 3, "and so the head of the unit, with what nobody has");
	is_int((int64_t)read_as(HEAD, CENTRE, ROLE_APPROVER).count, 0, "no approver of the unit above");
	must(reminder_see(db, ONE, read_as(ONE, UNIT, ROLE_OFFICER).at[0].id));
	int count;

	must(reminder_count(db, &(struct reminder_reader){ONE, UNIT, ROLE_OFFICER}, &count));
	is_int(count, 0, "what was read is not counted");
	must(reminder_see(db, ONE, 5));
	must(reminder_count(db, &(struct reminder_reader){ONE, UNIT, ROLE_OFFICER}, &count));
	is_int(count, 0, "nor again by an old page");
	act(held, ACT_ASSIGN, ROLE_SUPERVISOR, ABOVE, held->due + 10 * HOUR);
	list = read_as(TWO, UNIT, ROLE_OFFICER);
	is_int((int64_t)list.count, 2, "what is in other hands is not reminded of by the old ones' reminders");
	must(bar_declare_contact(db, HEAD, "email", "a@example.org", START));
	must(reminder_list(db, &(struct reminder_reader){HEAD, UNIT, ROLE_APPROVER}, 0, &list));
	is_int((int64_t)list.count, 0, "nor anybody of what is barred to them");
	fresh();
}

static int64_t
digests(void)
{
	struct row *row;

	must(db_row(db, &test_digests, DB_NOTHING, &row));
	return row_int(row, 0);
}

static const char *
param(const char *kind, const char *name)
{
	struct pairs params = {.pool = pool};
	struct bytes plain;
	struct row *row;

	must(db_row(db, &test_params, DB(db_text(kind)), &row));
	must(unseal(pool, NOTICE_PARAMS, row_int(row, 0), row_bytes(row, 1), &plain));
	must(pairs_read(pool, plain, &params));
	return pairs_get(&params, name);
}

static int64_t
post(moment at)
{
	struct clockwork_done done;
	int64_t before = digests();

	clock_set(at);
	must(reminder_digest(db, catalogue, at, &done));
	is_int(done.failed, 0, "no mail fails");
	return digests() - before;
}

static int
lines(const char *s)
{
	int n = 0;

	for (; *s; s++)
		n += *s == '\n';
	return n;
}

/* Eighty matters before lunch are one mail. */
static void
try_digest(void)
{
	moment morning = START + 3 * DAY;
	struct reminder_settings settings;
	const char *code;
	bool is_right;

	for (int i = 0; i < 80; i++)
		act(submitted(PERSON, START), ACT_CLAIM, ROLE_OFFICER, ONE, START);
	is_int(climb(morning), 80, "eighty rungs");
	is_int(post(morning), 0, "who gave no address gets no mail");
	must(reminder_ask_mail(db, ONE, "one@example.org", LANG_EN, morning));
	must(reminder_settings(db, ONE, &settings));
	ok(!settings.mail && settings.is_asked, "an address that nobody has confirmed is none yet");
	is_str(settings.wish, "one@example.org", "but it is known where the code went");
	is_int(post(morning), 0, "and nothing else goes there");
	code = pool_string(pool, param("officer_code", "code"));
	for (int i = 0; i < 2; i++) {
		must(reminder_confirm_mail(db, ONE, "000000x", morning, &is_right));
		ok(!is_right, "a wrong code confirms nothing");
	}
	must(reminder_confirm_mail(db, ONE, code, morning + HOUR, &is_right));
	ok(!is_right, "nor one that is too old");
	must(reminder_confirm_mail(db, TWO, code, morning, &is_right));
	ok(!is_right, "nor somebody else's");
	must(reminder_confirm_mail(db, ONE, code, morning, &is_right));
	ok(is_right, "the right one does");
	must(reminder_settings(db, ONE, &settings));
	is_str(settings.mail, "one@example.org", "an address");
	must(reminder_ask_mail(db, ONE, "other@example.org", LANG_EN, morning));
	for (int i = 0; i < 5; i++)
		must(reminder_confirm_mail(db, ONE, "x", morning, &is_right));
	must(reminder_confirm_mail(db, ONE, pool_string(pool, param("officer_code", "code")), morning, &is_right));
	must(reminder_settings(db, ONE, &settings));
	ok(!is_right && text_same(settings.mail, "one@example.org"), "after five tries the code is void, the other stays");
	must(reminder_set_lang(db, ONE, LANG_EN));
	is_int(post(morning - 7 * HOUR), 0, "nothing at night");
	is_int(post(morning), 1, "in the morning one mail");
	is_str(param("digest", "half"), "80", "which says how many");
	is_str(param("digest", "late"), "0", "of each");
	is_int(lines(param("digest", "list")), DIGEST_LINES, "and lists the first of them");
	ok(strstr(param("digest", "list"), local_in(&formality->name, LANG_EN)), "in the officer's language");
	is_int(post(morning + HOUR), 0, "and no other that day");
	is_int(post(morning + DAY), 0, "nor the next, with nothing new");
	is_int(climb(deadline_working(START, CHECK_DAYS) - 15 * HOUR), 80, "then they are due");
	must(absence_add(db, &(struct absence){.officer = ONE, .since = clock_wenzhou_day(START) + 7,
	    .until = clock_wenzhou_day(START) + 7, .made_by = ONE}, START));
	is_int(post(deadline_working(START, CHECK_DAYS) - 15 * HOUR), 0, "whoever is away gets none");
	is_int(post(START + 5 * DAY), 0, "nor anybody on a Saturday");
	is_int(post(START + 8 * DAY), 1, "but when they are back");
	must(reminder_drop_mail(db, ONE));
	must(reminder_settings(db, ONE, &settings));
	is_str(settings.mail, NULL, "an address is taken back");
	fresh();
}

static int
remind_residents(moment at)
{
	return carried_out(ladder_residents, at).reminded;
}

static int64_t
told(const struct application *a, const char *kind)
{
	struct row *row;

	must(db_row(db, &test_told, DB(db_int(a->id), db_text(kind)), &row));
	return row_int(row, 0);
}

static void
try_resident(void)
{
	const struct correction_item item = {.what = "material", .code = "id-proof-any", .sentence = "看不清"};
	struct application *a = submitted(PERSON, START), *b = submitted(PERSON, START);
	struct correction *c;

	for (int i = 0; i < 2; i++) {
		struct application *each = i ? b : a;

		must(correction_ask(db, each, ONE, &item, 1, START));
		act(each, ACT_ASK_CORRECTION, ROLE_OFFICER, ONE, START);
	}
	must(correction_load(db, b->id, &c));
	must(correction_answered(db, c, START + DAY));
	must(correction_load(db, a->id, &c));
	is_int(remind_residents(START + 10 * DAY), 0, "after a third of the time nobody is reminded");
	is_int(remind_residents(START + 17 * DAY), 0, "after half, not at two at night in Rome");
	is_int(remind_residents(START + 17 * DAY + 6 * HOUR), 1, "but at eight, and only who has not answered");
	is_int(told(a, "correct_half"), 1, "with half of the time");
	is_str(param("correct_half", "due"), pool_format(pool, "%lld", (long long)c->due), "and the day");
	is_int(remind_residents(START + 18 * DAY + 6 * HOUR), 0, "once");
	is_int(remind_residents(c->due - 30 * HOUR), 1, "and a day before its end");
	is_int(told(a, "correct_soon"), 1, "so that it does not lapse unread");
	is_int(remind_residents(c->due - 20 * HOUR), 0, "once");
	fresh();
}

/* Passed on to a department: half of its time is half of what it has, there and when it comes back. */
static void
try_passed_on(void)
{
	struct application *a = submitted(PERSON, START);
	struct deed pass = {.action = ACT_TRANSFER, .role = ROLE_OFFICER, .actor = ONE, .unit = UNIT, .at = START + DAY,
	    .formality = formality, .department = "justice"};

	must(application_act(db, a, &pass));
	is_int(ladder_days(formality, STATE_TRANSFERRED, false), TARGET_DAYS, "a department has its own days, not ours");
	is_int(climb(START + DAY + HOUR), 0, "passed on, nobody is reminded of a time that has only begun");
	is_int(climb(START + 3 * DAY), 0, "nor before half of it is over");
	is_int(climb(START + 4 * DAY), 1, "then yes");
	act(a, ACT_HAND_BACK, ROLE_OFFICER, ONE, START + 4 * DAY + HOUR);
	is_int(working_days_left(START + 4 * DAY + 2 * HOUR, a->due), 2, "handed back with two days left");
	is_int(climb(START + 4 * DAY + 2 * HOUR), 0, "it is not at half for who has it now");
	is_int(climb(START + 7 * DAY), 1, "but a day before it is due");
	is_int(ladder_days_left(10, 0, a->due), 10, "what was never passed on has its whole time");
	is_int(ladder_days_left(10, START, deadline_working(START, 4)), 4, "else what was left");
	fresh();
}

static int
free_hands(moment at)
{
	return carried_out(hands_free, at).freed;
}

/* Whoever cannot act on it any more has it no longer, and its reminders go to the unit. */
static void
try_hands(void)
{
	struct application *barred = submitted(PERSON, START), *left = submitted(PERSON, START),
	    *good = submitted(PERSON, START), *proposed = submitted(PERSON, START);
	struct reminders list;

	act(barred, ACT_CLAIM, ROLE_OFFICER, ONE, START);
	act(left, ACT_CLAIM, ROLE_OFFICER, GONE, START);
	act(good, ACT_CLAIM, ROLE_APPROVER, APPROVER, START);
	act(proposed, ACT_ACCEPT, ROLE_OFFICER, ONE, START);
	must(decision_propose(db, proposed, true, "齐全", NULL, ONE, START));
	act(proposed, ACT_PROPOSE_APPROVE, ROLE_OFFICER, ONE, START);
	is_int(climb(START + 3 * DAY), 3, "all but what was accepted are at half of their time");
	is_int(free_hands(START + 3 * DAY), 0, "who can act on it keeps it");
	must(bar_declare_contact(db, ONE, "email", "a@example.org", START));
	is_int(free_hands(START + 3 * DAY), 2, "one's family's are not theirs any more");
	is_int(free_hands(START + 3 * DAY), 0, "once");
	must(db_run(db, &test_suspend, DB(db_int(GONE)), NULL));
	is_int(free_hands(START + 3 * DAY), 1, "nor what somebody has who was suspended");
	must(db_run(db, &test_move, DB(db_int(CENTRE), db_int(APPROVER)), NULL));
	is_int(free_hands(START + 3 * DAY), 0, "whoever works above may keep it");
	must(application_load(db, barred->id, &barred));
	must(application_load(db, proposed->id, &proposed));
	ok(!barred->officer && !proposed->officer && barred->state == STATE_SUBMITTED &&
	    proposed->state == STATE_PROPOSED, "%s", "they are nobody's, and where they were");
	is_int(climb(START + 3 * DAY + HOUR), 2, "what was told to them is told to the unit");
	ok(has(barred, "half", "unit"), "%s", "that one");
	must(reminder_list(db, &(struct reminder_reader){TWO, UNIT, ROLE_OFFICER}, 0, &list));
	is_int((int64_t)list.count, 2, "whoever can act on them reads it");
	must(db_run(db, &test_move, DB(db_int(UNIT), db_int(APPROVER)), NULL));
	must(db_run(db, &test_move, DB(db_int(CENTRE), db_int(GONE)), NULL));
	act(barred, ACT_ASSIGN, ROLE_SUPERVISOR, ABOVE, START + 3 * DAY + HOUR);
	is_int(barred->officer, TWO, "a supervisor gives it to somebody else");
	fresh();
}

/* A day to call back, fifteen to mend: whoever decides there, and when it is late the supervisor above. */
static void
try_follow_ups(void)
{
	struct application *a = submitted(PERSON, START);
	moment call = deadline_working(START, CALL_DAYS), mend = deadline_working(START, MEND_DAYS);
	struct reminders list;

	must(db_run(db, &test_follow_up, DB(db_int(a->id), db_int(UNIT), db_moment(START), db_moment(call),
	    db_moment(mend), db_moment(call)), NULL));
	is_int(carried_out(ladder_follow_ups, START + 13 * HOUR).reminded, 0, "nobody is reminded at night");
	is_int(carried_out(ladder_follow_ups, START + HOUR).reminded, 1, "a call is due in a day");
	is_int(carried_out(ladder_follow_ups, START + 2 * HOUR).reminded, 0, "which is told once");
	list = read_as(APPROVER, UNIT, ROLE_APPROVER);
	is_int((int64_t)list.count, 1, "to whoever decides there");
	ok(text_same(list.at[0].ref, a->ref) && text_same(list.at[0].whom, "follow"), "%s", "as a follow-up");
	is_int((int64_t)read_as(ONE, UNIT, ROLE_OFFICER).count, 0, "to no officer");
	is_int((int64_t)read_as(HEAD, UNIT, ROLE_APPROVER).count, 0, "nor to whom it is barred");
	is_int((int64_t)read_as(ABOVE, CENTRE, ROLE_SUPERVISOR).count, 0, "nor above");
	is_int(carried_out(ladder_follow_ups, call + 9 * HOUR).reminded, 1, "the call is late");
	is_int((int64_t)read_as(ABOVE, CENTRE, ROLE_SUPERVISOR).count, 1, "which the supervisor above reads too");
	must(db_run(db, &test_called, DB(db_moment(call), db_moment(mend), db_int(a->id)), NULL));
	is_int((int64_t)read_as(APPROVER, UNIT, ROLE_APPROVER).count, 0, "once they called it is in no list");
	is_int(carried_out(ladder_follow_ups, deadline_working(START, 7) - 12 * HOUR).reminded, 0, "then days go by");
	is_int(carried_out(ladder_follow_ups, deadline_working(START, 8) - 12 * HOUR).reminded, 1, "until half of fifteen");
	is_int(carried_out(ladder_follow_ups, deadline_working(START, 14) - 12 * HOUR).reminded, 1, "the day before");
	is_int(carried_out(ladder_follow_ups, mend + 9 * HOUR).reminded, 1, "and when it is late");
	ok(has(a, "half", "follow") && has(a, "late", "head") == 0, "%s", "each as its own rung");
	must(db_run(db, &test_closed, DB(db_int(a->id)), NULL));
	is_int(rows_of(a), 0, "what is closed is reminded of no more");
	fresh();
}

/* At midnight in Wenzhou it is three in the morning in Sydney. */
static void
try_quiet(void)
{
	struct application *a = submitted(SYDNEY, START);
	struct clockwork_done done;
	moment at = a->due + 1;
	struct row *row;

	clock_set(at);
	do
		must(clockwork_run(db, catalogue, at, &done));
	while (done.is_more);
	must(application_load(db, a->id, &a));
	must(db_row(db, &test_next, DB(db_int(a->id)), &row));
	is_str(row_text(row, 0), "deem_accepted", "what the clock did");
	is_int(row_moment(row, 1), clock_daytime(at, "Australia/Sydney"), "is told by day");
	ok(row_moment(row, 1) > at, "%s", "which is later");
	act(a, ACT_EXTEND, ROLE_APPROVER, APPROVER, at);
	must(db_row(db, &test_next, DB(db_int(a->id)), &row));
	is_int(row_moment(row, 1), at, "what somebody does is told at once");
}

static void
fill_store(void)
{
	static const struct { int64_t id, unit; const char *name, *role; } officers[] = {
		{ONE, UNIT, "one", "officer"}, {TWO, UNIT, "two", "officer"}, {APPROVER, UNIT, "a", "approver"},
		{HEAD, UNIT, "head", "approver"}, {GONE, UNIT, "gone", "officer"}, {ABOVE, CENTRE, "above", "supervisor"}};

	must(db_run(db, &test_version, DB(db_int(db_new_id()), db_text(formality->code),
	    db_bytes(plain_hash(pool, bytes_of(formality->text))), db_text(formality->text), db_moment(START)), NULL));
	must(db_run(db, &test_person, DB(db_int(PERSON), db_text("Europe/Rome"), db_moment(START)), NULL));
	must(db_run(db, &test_person, DB(db_int(SYDNEY), db_text("Australia/Sydney"), db_moment(START)), NULL));
	for (int64_t p = PERSON; p <= SYDNEY; p++) {
		const char *mail = p == PERSON ? "a@example.org" : "b@example.org";

		must(db_run(db, &test_contact, DB(db_int(p), db_int(p), db_bytes(contact_index(pool, "email", mail)),
		    db_bytes(seal_text(pool, CONTACT_CONTEXT, p, mail)), db_moment(START)), NULL));
	}
	must(db_run(db, &test_unit, DB(db_int(CENTRE), db_text("hub"), db_ref(0)), NULL));
	must(db_run(db, &test_unit, DB(db_int(UNIT), db_text("brick"), db_ref(CENTRE)), NULL));
	for (size_t i = 0; i < sizeof officers / sizeof *officers; i++)
		must(db_run(db, &test_officer, DB(db_int(officers[i].id), db_text(officers[i].name),
		    db_int(officers[i].unit), db_text(officers[i].role),
		    db_text(pool_format(pool, "S-%d", (int)i))), NULL));
}

int
main(void)
{
	const char *root = getenv("srcdir");

	pool = pool_new(NULL, 0);
	db = db_new(database_start());
	db_use_pool(db, pool);
	must(catalogue_load(pool, pool_format(pool, "%s/formalities", root ? root : "."), &catalogue));
	for (size_t i = 0; i < catalogue->count; i++)
		if (strcmp(catalogue->formalities[i]->code, "cert-no-crime") == 0)
			formality = catalogue->formalities[i];
	if (!ok(formality != NULL, "%s", "the formality of the examples"))
		return done();
	formality->promise_days = 10;
	formality->law_days = 20;
	fill_store();
	try_rungs();
	try_nights();
	try_ladder();
	try_highest();
	try_away();
	try_reading();
	try_digest();
	try_resident();
	try_passed_on();
	try_hands();
	try_follow_ups();
	try_quiet();
	db_close(db);
	pool_free(pool);
	return done();
}
