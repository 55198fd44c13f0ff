/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is over its time is deleted, and nothing else: each kind a moment before and after. */
#include <stdlib.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "database.h"
#include "service/retention.h"
#include "store/blob.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

#define NOW 1795424400000		/* 2026-11-23, 17:00 in Wenzhou */

STATEMENT(put_code, "ibbbbbtt", "",
    "INSERT INTO sign_in_code (id, visit, kind, idx, sealed, country, zone, hash, created, ends) "
    "VALUES (?, ?, 'phone', ?, CONCAT(?, ?), '', '', ?, ?, ?)")
STATEMENT(put_attempt, "ibt", "",
    "INSERT INTO attempt (id, context, who, at) VALUES (?, 'test', ?, ?)")
STATEMENT(put_session, "ibttt", "",
    "INSERT INTO session (id, hash, person, device, created, seen, ends) "
    "VALUES (?, ?, 1, '', ?, ?, ?)")
STATEMENT(put_officer_session, "ibttt", "",
    "INSERT INTO officer_session (id, hash, officer, device, created, seen, ends) "
    "VALUES (?, ?, 1, '', ?, ?, ?)")
STATEMENT(put_once, "bt", "", "INSERT INTO once (hash, location, created) VALUES (?, '/', ?)")
STATEMENT(put_notice, "ibbstt", "",
    "INSERT INTO notice (id, kind, lang, channel, address, params, state, next_try, created) "
    "VALUES (?, 'accept', 'zh', 'mail', ?, ?, ?, ?, ?)")
STATEMENT(put_notice_of, "iibbtt", "",
    "INSERT INTO notice (id, application, kind, lang, channel, address, params, state, next_try, "
    "created) VALUES (?, ?, 'accept', 'zh', 'mail', ?, ?, 'sent', ?, ?)")
STATEMENT(put_held, "ibtt", "",
    "INSERT INTO held_write (id, hash, audience, owner, path, type, size, parts, created, ends) "
    "VALUES (?, ?, 'portal', 1, '/', '', 1, 1, ?, ?)")
STATEMENT(put_held_part, "iib", "", "INSERT INTO held_part (held, seq, sealed) VALUES (?, ?, ?)")
STATEMENT(put_file, "isibt", "",
    "INSERT INTO file (id, state, type, size, pages, width, height, digest, created) "
    "VALUES (?, ?, 'image/jpeg', ?, 1, 1, 1, ?, ?)")
STATEMENT(put_sending, "iiibt", "",
    "INSERT INTO sending (id, person, application, code, name, size, arrived, ends) "
    "VALUES (?, ?, ?, 'x', ?, 9, 9, ?)")
STATEMENT(put_sending_piece, "iib", "", "INSERT INTO sending_piece (sending, place, sealed) VALUES (?, ?, ?)")
STATEMENT(put_application, "issbtts", "",
    "INSERT INTO application (id, ref, person, formality, formality_version, state, answers, page, "
    "lang, created, saved, retain_until) VALUES (?, ?, 1, 'x', 1, ?, ?, '', 'zh', ?, ?, ?)")
STATEMENT(put_disposal, "iitt", "",
    "INSERT INTO disposal (application, ref, formality, year, proposal, told, due) "
    "VALUES (?, 'x', 'x', 2020, ?, ?, ?)")
STATEMENT(drop_disposal, "i", "", "DELETE FROM disposal WHERE application = ?")
STATEMENT(set_due, "ti", "", "UPDATE disposal SET due = ? WHERE application = ?")
STATEMENT(put_hold, "iit", "",
    "INSERT INTO hold (id, application, unit, made_by, made) VALUES (?, ?, 1, 1, ?)")
STATEMENT(end_holds, "t", "", "UPDATE hold SET ended = ?")
STATEMENT(fact_of, "i", "tib", "SELECT destroyed, acts, head FROM disposal WHERE application = ?")
STATEMENT(put_history, "iitb", "",
    "INSERT INTO history (id, application, seq, at, action, state, role, hash) "
    "VALUES (?, ?, 1, ?, 'submit', 'submitted', 'resident', ?)")
STATEMENT(put_access, "iit", "",
    "INSERT INTO access_record (id, application, at, officer, unit, role, what, reason) "
    "VALUES (?, ?, ?, 1, 1, 'officer', 'matter', 'check')")
STATEMENT(put_stop, "iit", "",
    "INSERT INTO clock_stop (id, application, cause, began) VALUES (?, ?, 'ask_correction', ?)")
STATEMENT(put_material, "iiit", "",
    "INSERT INTO material (id, application, code, file, added) VALUES (?, ?, 'x', ?, ?)")
STATEMENT(put_correction, "iitt", "",
    "INSERT INTO correction (id, application, round, officer, asked, due) VALUES (?, ?, 1, 1, ?, ?)")
STATEMENT(put_item, "iib", "",
    "INSERT INTO correction_item (id, correction, what, code, sentence) "
    "VALUES (?, ?, 'field', 'x', ?)")
STATEMENT(put_owed, "itt", "",
    "INSERT INTO owed_paper (application, code, asked, due) VALUES (?, 'x', ?, ?)")
STATEMENT(put_decision, "iibt", "",
    "INSERT INTO decision (id, application, outcome, reason, proposed_by, proposed) "
    "VALUES (?, ?, 'approve', ?, 1, ?)")
STATEMENT(put_result, "ibit", "",
    "INSERT INTO result (application, text, file, delivery, officer, issued) "
    "VALUES (?, ?, ?, 'electronic', 1, ?)")
STATEMENT(put_writ, "iitbbbt", "",
    "INSERT INTO writ (id, application, kind, unit, issued, mark, print, facts, state, next_try) "
    "VALUES (?, ?, 'receipt', 1, ?, ?, ?, ?, 'made', ?)")
STATEMENT(put_person, "iti", "",
    "INSERT INTO person (id, lang, zone, country, created, is_sample) "
    "VALUES (?, 'zh', 'Europe/Rome', 'IT', ?, ?)")
STATEMENT(put_contact, "iibbt", "",
    "INSERT INTO contact (id, person, kind, idx, sealed, confirmed) "
    "VALUES (?, ?, 'phone', ?, ?, ?)")
STATEMENT(put_remembered, "ibt", "",
    "INSERT INTO remembered (person, sealed, saved) VALUES (?, ?, ?)")
STATEMENT(put_session_of, "ibittt", "",
    "INSERT INTO session (id, hash, person, device, created, seen, ends) "
    "VALUES (?, ?, ?, '', ?, ?, ?)")
STATEMENT(give_application, "ii", "", "UPDATE application SET person = ? WHERE id = ?")
STATEMENT(rows_of_person, "iii", "i", "SELECT (SELECT COUNT(*) FROM person WHERE id = ?) + "
    "(SELECT COUNT(*) FROM contact WHERE person = ?) + "
    "(SELECT COUNT(*) FROM remembered WHERE person = ?)")
STATEMENT(file_state, "i", "s", "SELECT state FROM file WHERE id = ?")
STATEMENT(remove_paper, "ti", "", "UPDATE material SET removed = ? WHERE application = ?")
/* every table that retention empties */
#define ROWS(table) "(SELECT COUNT(*) FROM " table ")"
STATEMENT(count_all, "", "i", "SELECT " ROWS("sign_in_code") " + " ROWS("attempt") " + "
    ROWS("session") " + " ROWS("officer_session") " + " ROWS("once") " + " ROWS("notice") " + "
    ROWS("held_write") " + " ROWS("held_part") " + " ROWS("sending") " + " ROWS("sending_piece") " + " ROWS("file") " + " ROWS("file_part") " + "
    ROWS("application") " + " ROWS("history") " + " ROWS("access_record") " + "
    ROWS("clock_stop") " + " ROWS("material") " + " ROWS("correction") " + "
    ROWS("correction_item") " + " ROWS("owed_paper") " + " ROWS("decision") " + " ROWS("result") " + "
    ROWS("writ") " + "
    ROWS("person") " + " ROWS("contact") " + " ROWS("remembered"))
STATEMENT(count_of, "iiiiiiiiiiii", "i", "SELECT "
    "(SELECT COUNT(*) FROM writ WHERE application = ?) + "
    "(SELECT COUNT(*) FROM application WHERE id = ?) + "
    "(SELECT COUNT(*) FROM history WHERE application = ?) + "
    "(SELECT COUNT(*) FROM access_record WHERE application = ?) + "
    "(SELECT COUNT(*) FROM clock_stop WHERE application = ?) + "
    "(SELECT COUNT(*) FROM material WHERE application = ?) + "
    "(SELECT COUNT(*) FROM correction c JOIN correction_item i ON i.correction = c.id "
    "WHERE c.application = ?) + "
    "(SELECT COUNT(*) FROM owed_paper WHERE application = ?) + "
    "(SELECT COUNT(*) FROM decision WHERE application = ?) + "
    "(SELECT COUNT(*) FROM result WHERE application = ?) + "
    "(SELECT COUNT(*) FROM notice WHERE application = ?) + "
    "(SELECT COUNT(*) FROM material m JOIN file f ON f.id = m.file JOIN file_part p "
    "ON p.file = f.id WHERE m.application = ?)")
STATEMENT(touch, "ti", "", "UPDATE application SET saved = ? WHERE id = ?")

static struct pool *pool;
static struct db *db;

#define LONG_AGO (NOW - 400 * DAY)

/* As one that was made then. */
static int64_t
id_at(moment at)
{
	return db_id_at(at) + (int64_t)random_below(1 << 20);
}

static struct bytes
hash(void)
{
	struct bytes b = {pool_alloc(pool, HASH_SIZE), HASH_SIZE};

	random_fill((void *)(uintptr_t)b.p, HASH_SIZE);
	return b;
}

static int64_t
rows(void)
{
	struct row *row;

	must(db_row(db, &count_all, DB_NOTHING, &row));
	return row_int(row, 0);
}

/* Everything as at this moment. */
static void
run_all(moment now)
{
	struct retention r = {0};
	bool is_over = false;

	clock_set(now);
	for (int i = 0; i < 200 && !is_over; i++)
		must(retention_step(db, &r, now, &is_over));
	ok(is_over, "retention comes to an end");
}

/* `put` stores one of its kind with this moment; it must be there at `last`, and gone after. */
static void
try_kind(const char *name, void (*put)(moment at), moment age)
{
	moment at = NOW - age;
	int64_t before = rows();

	clock_set(at);
	put(at);
	run_all(NOW);
	ok(rows() > before, "%s: kept until then", name);
	run_all(NOW + 1);
	is_int(rows(), before, name);
}

static void
code(moment at)
{
	struct bytes b = bytes_of("x");

	must(db_run(db, &put_code, DB(db_int(db_new_id()), db_bytes(hash()), db_bytes(hash()),
	    db_bytes(b), db_bytes(b), db_bytes(hash()), db_moment(at), db_moment(at)), NULL));
}

static void
attempt(moment at)
{
	must(db_run(db, &put_attempt, DB(db_int(db_new_id()), db_bytes(hash()), db_moment(at)), NULL));
}

static void
session(moment at)
{
	must(db_run(db, &put_session, DB(db_int(db_new_id()), db_bytes(hash()), db_moment(at - DAY),
	    db_moment(at - DAY), db_moment(at)), NULL));
}

static void
officer_session(moment at)
{
	must(db_run(db, &put_officer_session, DB(db_int(db_new_id()), db_bytes(hash()),
	    db_moment(at - DAY), db_moment(at - DAY), db_moment(at)), NULL));
}

static void
once(moment at)
{
	must(db_run(db, &put_once, DB(db_bytes(hash()), db_moment(at)), NULL));
}

static void
notice_in(const char *state, moment at)
{
	struct bytes b = bytes_of("x");

	must(db_run(db, &put_notice, DB(db_int(db_new_id()), db_bytes(b), db_bytes(b), db_text(state),
	    db_moment(at), db_moment(at)), NULL));
}

static void
notice(moment at)
{
	notice_in("sent", at);
	notice_in("failed", at);
}

static void
held(moment at)
{
	int64_t id = db_new_id();

	for (int i = 0; i < 20; i++)
		must(db_run(db, &put_held_part, DB(db_int(id), db_int(i), db_bytes(hash())), NULL));
	must(db_run(db, &put_held, DB(db_int(id), db_bytes(hash()), db_moment(at - DAY),
	    db_moment(at)), NULL));
}

static void
sending(moment at)
{
	int64_t id = db_new_id();

	for (int i = 0; i < 20; i++)
		must(db_run(db, &put_sending_piece, DB(db_int(id), db_int(i), db_bytes(hash())), NULL));
	must(db_run(db, &put_sending, DB(db_int(id), db_int(1), db_int(1), db_bytes(hash()), db_moment(at)), NULL));
}

static int64_t
file_in(const char *state, moment at)
{
	static const char content[] = "x";
	int64_t id = db_new_id();

	must(db_run(db, &put_file, DB(db_int(id), db_text(state), db_int(1), db_bytes(hash()),
	    db_moment(at)), NULL));
	must(blob_write(db, id, BYTES(content, 1)));
	return id;
}

static void
half_file(moment at)
{
	file_in("uploading", at);
}

static void
removed_file(moment at)
{
	file_in("removed", at);
}

/* Two have confirmed that it goes, and its resident was told. */
static void
confirm(int64_t id, moment due)
{
	must(db_run(db, &put_disposal, DB(db_int(id), db_int(1), db_moment(SECOND),
	    db_moment(due)), NULL));
}

static int64_t
application(const char *state, const char *retain, moment saved)
{
	int64_t id = id_at(saved > LONG_AGO ? saved : LONG_AGO);

	must(db_run(db, &put_application, DB(db_int(id),
	    db_text(pool_format(pool, "%09x", random_below(UINT32_MAX))), db_text(state),
	    db_bytes(bytes_of("x")), db_moment(saved), db_moment(saved), db_text(retain)), NULL));
	if (retain)
		confirm(id, SECOND);
	return id;
}

static void
draft(moment at)
{
	application("draft", NULL, at);
}

/* One of everything that belongs to an application: 12 rows that count_of finds. */
static void
belongings(int64_t id, moment at)
{
	int64_t correction_id = db_new_id();
	struct bytes b = bytes_of("x");

	must(db_run(db, &put_history, DB(db_int(db_new_id()), db_int(id), db_moment(at),
	    db_bytes(hash())), NULL));
	must(db_run(db, &put_access, DB(db_int(db_new_id()), db_int(id), db_moment(at)), NULL));
	must(db_run(db, &put_stop, DB(db_int(db_new_id()), db_int(id), db_moment(at)), NULL));
	must(db_run(db, &put_material, DB(db_int(db_new_id()), db_int(id),
	    db_int(file_in("complete", at)), db_moment(at)), NULL));
	must(db_run(db, &put_correction, DB(db_int(correction_id), db_int(id), db_moment(at),
	    db_moment(at)), NULL));
	must(db_run(db, &put_item, DB(db_int(db_new_id()), db_int(correction_id), db_bytes(b)), NULL));
	must(db_run(db, &put_owed, DB(db_int(id), db_moment(at), db_moment(at)), NULL));
	must(db_run(db, &put_decision, DB(db_int(db_new_id()), db_int(id), db_bytes(b),
	    db_moment(at)), NULL));
	must(db_run(db, &put_result, DB(db_int(id), db_bytes(b), db_int(file_in("complete", at)),
	    db_moment(at)), NULL));
	must(db_run(db, &put_writ, DB(db_int(db_new_id()), db_int(id), db_moment(at), db_bytes(hash()),
	    db_bytes(hash()), db_bytes(b), db_moment(at)), NULL));
	must(db_run(db, &put_notice_of, DB(db_int(db_new_id()), db_int(id), db_bytes(b), db_bytes(b),
	    db_moment(at), db_moment(at)), NULL));
}

static int64_t
rows_of(int64_t id)
{
	struct value v = db_int(id);
	struct row *row;

	must(db_row(db, &count_of, DB(v, v, v, v, v, v, v, v, v, v, v, v), &row));
	return row_int(row, 0);
}

static void
try_applications(void)
{
	moment at = NOW - 30 * DAY;
	int64_t today, yesterday, open, before, unasked, soon, held;
	struct row *fact;

	run_all(NOW + 365 * DAY);
	before = rows();
	clock_set(at);
	unasked = application("closed", "2020-01-01", at);
	must(db_run(db, &drop_disposal, DB(db_int(unasked)), NULL));
	belongings(unasked, at);
	soon = application("closed", "2020-01-01", at);
	must(db_run(db, &set_due, DB(db_moment(NOW + MINUTE), db_int(soon)), NULL));
	held = application("closed", "2020-01-01", at);
	must(db_run(db, &put_hold, DB(db_int(db_new_id()), db_int(held), db_moment(at)), NULL));
	yesterday = application("closed", "2026-11-22", at);
	belongings(yesterday, at);
	today = application("closed", "2026-11-23", at);
	belongings(today, at);
	open = application("accepted", NULL, at - 3000 * DAY);
	belongings(open, at);
	is_int(rows_of(yesterday), 12, "an application with all it can have");
	run_all(NOW);
	is_int(rows_of(yesterday), 0, "past its day it is gone, with all it had");
	must(db_row(db, &fact_of, DB(db_int(yesterday)), &fact));
	ok(row_moment(fact, 0) == NOW && row_int(fact, 1) == 1 && row_bytes(fact, 2).n == 32,
	    "but for the fact, and where its chain ended");
	is_int(rows_of(unasked), 12, "what nobody has confirmed is whole, however long its time is over");
	is_int(rows_of(soon), 1, "so is what its resident was told too short a time ago");
	is_int(rows_of(held), 1, "and what is on hold");
	is_int(rows_of(today), 12, "on its day it is whole");
	is_int(rows_of(open), 12, "an open one is whole, however old");
	run_all(NOW + 365 * DAY);
	is_int(rows_of(today), 0, "a day is over in Wenzhou at last");
	is_int(rows_of(soon), 0, "so is what was told, at last");
	is_int(rows_of(held), 1, "what is on hold still stays");
	must(db_run(db, &end_holds, DB(db_moment(NOW)), NULL));
	run_all(NOW + 365 * DAY);
	is_int(rows_of(held), 0, "until the hold ends");
	is_int(rows_of(unasked), 11, "what nobody has confirmed stays");
	is_int(rows_of(open), 11, "of the open one only its old notice is gone");
	is_int(rows(), before + 30, "no part, file or item without an owner is left");
}

static void
paper_of(int64_t id, int64_t file)
{
	must(db_run(db, &put_material, DB(db_int(db_new_id()), db_int(id), db_int(file),
	    db_moment(NOW - DAY)), NULL));
}

static const char *
state_of(int64_t file)
{
	struct row *row;

	must(db_row(db, &file_state, DB(db_int(file)), &row));
	return row ? row_text(row, 0) : NULL;
}

/* A paper that was taken into a second application stays as long as one of the two needs it. */
static void
try_shared(void)
{
	moment at = NOW - 30 * DAY;
	int64_t before = rows(), file, given_up, old, new;

	clock_set(at);
	file = file_in("complete", at);
	given_up = file_in("complete", at);
	old = application("closed", "2026-11-22", at);
	new = application("closed", "2026-12-22", at);
	paper_of(old, file);
	paper_of(new, file);
	paper_of(old, given_up);
	run_all(NOW);
	is_int(rows_of(old), 0, "the older application is gone");
	is_int(rows_of(new), 3, "the newer one has the paper, and its bytes");
	is_str(state_of(file), "complete", "which is there to be read");
	is_str(state_of(given_up), NULL, "what only the older one had is gone");
	run_all(NOW + 30 * DAY);
	is_int(rows(), before, "and with the newer one everything");
	clock_set(at);
	old = application("closed", "2026-11-22", at);
	new = application("closed", "2026-12-22", at);
	file = file_in("complete", at);
	paper_of(old, file);
	paper_of(new, file);
	must(db_run(db, &remove_paper, DB(db_moment(at), db_int(new)), NULL));
	run_all(NOW);
	is_str(state_of(file), NULL, "what was taken out of the second again does not hold it");
	run_all(NOW + 30 * DAY);
	is_int(rows(), before, "nothing is left of that either");
}

static void
try_others(void)
{
	int64_t id, before = rows();

	clock_set(NOW - 300 * DAY);
	notice_in("queued", NOW - 300 * DAY);
	notice_in("sending", NOW - 300 * DAY);
	file_in("complete", NOW - 300 * DAY);
	id = application("draft", NULL, NOW - 300 * DAY);
	must(db_run(db, &touch, DB(db_moment(NOW - DAY), db_int(id)), NULL));
	run_all(NOW);
	is_int(rows(), before + 5, "what waits, a kept file and a draft in use stay");
}

/* Parts of a write that was never finished: nothing leads to them. */
static void
try_orphans(void)
{
	int64_t before = rows();

	clock_set(NOW);
	must(db_run(db, &put_held_part, DB(db_int(id_at(NOW)), db_int(0), db_bytes(hash())), NULL));
	run_all(NOW + DAY - MINUTE);
	is_int(rows(), before + 1, "parts of today's held write stay");
	run_all(NOW + DAY + MINUTE);
	is_int(rows(), before, "after a day they are gone");
}

static int64_t
person_of(moment at, bool is_sample)
{
	int64_t id = id_at(at);

	must(db_run(db, &put_person, DB(db_int(id), db_moment(at), db_int(is_sample)), NULL));
	for (int i = 0; i < 2; i++)
		must(db_run(db, &put_contact, DB(db_int(db_new_id()), db_int(id), db_bytes(hash()),
		    db_bytes(hash()), db_moment(at)), NULL));
	must(db_run(db, &put_remembered, DB(db_int(id), db_bytes(hash()), db_moment(at)), NULL));
	return id;
}

static void
person(moment at)
{
	person_of(at, false);
}

static int64_t
kept_of(int64_t id)
{
	struct row *row;

	must(db_row(db, &rows_of_person, DB(db_int(id), db_int(id), db_int(id)), &row));
	return row_int(row, 0);
}

/* Whoever has anything left stays whole; who has nothing goes once the last of it went. */
static void
try_persons(void)
{
	moment at = NOW - 300 * DAY;
	int64_t applied = person_of(at, false), visitor = person_of(at, false);
	int64_t sample = person_of(at, true), gone = person_of(at, false);

	must(db_run(db, &give_application, DB(db_int(applied),
	    db_int(application("closed", "2026-11-23", at))), NULL));
	must(db_run(db, &put_session_of, DB(db_int(db_new_id()), db_bytes(hash()), db_int(visitor),
	    db_moment(at), db_moment(at), db_moment(NOW - 30 * DAY)), NULL));
	run_all(NOW);
	is_int(kept_of(gone), 0, "a person without anything is gone, with contacts and all they told");
	is_int(kept_of(applied), 4, "one with a matter stays whole");
	is_int(kept_of(visitor), 4, "one whose sign-in is still remembered too");
	is_int(kept_of(sample), 4, "and a sample account");
	run_all(NOW + MINUTE);
	is_int(kept_of(visitor), 0, "with the last sign-in the person goes, in the same run");
	is_int(kept_of(applied), 4, "but not with a matter");
	run_all(NOW + 2 * DAY);
	is_int(kept_of(applied), 0, "until that has gone");
	is_int(kept_of(sample), 4, "a sample account stays");
}

/* More than two windows, of which every third one goes; the walk is over for a day then. */
static void
try_walk(void)
{
	struct retention r = {0};
	int64_t before = rows(), steps = 0;
	bool is_over = false;

	must(db_begin(db));
	for (int i = 0; i < 1203; i++)
		person_of(NOW - 31 * DAY + i, i % 3 != 0);
	must(db_commit(db));
	clock_set(NOW);
	for (; steps < 200 && !is_over; steps++)
		must(retention_step(db, &r, NOW, &is_over));
	is_int(rows(), before + 4 * 802, "a third of three windows of persons went");
	ok(steps < 24, "in a few steps (%lld)", (long long)steps);
	person_of(NOW - 31 * DAY, false);
	clock_set(NOW + HOUR);
	for (r.at = 0, is_over = false; !is_over;)
		must(retention_step(db, &r, NOW + HOUR, &is_over));
	is_int(rows(), before + 4 * 803, "nobody is looked at again so soon");
	for (r.at = 0, is_over = false; !is_over;)
		must(retention_step(db, &r, NOW + DAY, &is_over));
	is_int(rows(), before + 4 * 802, "but the next day");
}

static void
try_many(void)
{
	int64_t before = rows();

	clock_set(NOW - 31 * DAY);
	must(db_begin(db));
	for (int i = 0; i < 1203; i++)
		once(NOW - 31 * DAY);
	must(db_commit(db));
	run_all(NOW);
	is_int(rows(), before, "more than a batch");
}

int
main(void)
{
	pool = pool_new(NULL, 0);
	log_open("retention", LOG_LEVEL_ERROR);
	db = db_new(database_start());
	db_use_pool(db, pool);
	clock_set(LONG_AGO);
	try_others();
	try_kind("draft", draft, 180 * DAY);
	try_kind("notice", notice, 90 * DAY);
	try_many();
	try_kind("session", session, 30 * DAY);
	try_kind("officer's session", officer_session, 30 * DAY);
	try_kind("once-only key", once, 30 * DAY);
	try_kind("attempt", attempt, 2 * DAY);
	try_kind("half upload", half_file, DAY);
	try_kind("file in pieces", sending, 0);
	try_kind("removed paper", removed_file, 0);
	try_kind("sign-in code", code, HOUR);
	try_kind("held write", held, 0);
	try_orphans();
	try_applications();
	try_shared();
	try_kind("person", person, 30 * DAY);
	try_persons();
	try_walk();
	db_close(db);
	pool_free(pool);
	return done();
}
