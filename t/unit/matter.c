/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What happens to an application on its way, on a real MariaDB: materials, corrections,
 * decisions by two, the result, and the notices of it all.
 */
#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "database.h"
#include "service/application.h"
#include "service/contact.h"
#include "service/correction.h"
#include "service/deadline.h"
#include "service/decision.h"
#include "service/formality.h"
#include "service/history.h"
#include "service/material.h"
#include "service/notice.h"
#include "service/owed.h"
#include "store/blob.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

STATEMENT(person_insert, "it", "",
    "INSERT INTO person (id, lang, zone, country, created) "
    "VALUES (?, 'en', 'Europe/Rome', 'IT', ?)")
STATEMENT(contact_insert, "iisbbt", "",
    "INSERT INTO contact (id, person, kind, idx, sealed, confirmed) VALUES (?, ?, ?, ?, ?, ?)")
STATEMENT(unit_insert, "i", "",
    "INSERT INTO unit (id, code, kind, name_zh, name_en, country, zone) "
    "VALUES (?, 'brick', 'branch', '示例分中心', 'Sample branch', 'CN', 'Asia/Shanghai')")
STATEMENT(application_insert, "isibtt", "",
    "INSERT INTO application (id, ref, person, formality, formality_version, state, answers, page, "
    "lang, created, saved) VALUES (?, ?, ?, 'cert-no-crime', 1, 'draft', ?, '', 'en', ?, ?)")
STATEMENT(file_insert, "iibbt", "",
    "INSERT INTO file (id, state, type, size, pages, width, height, digest, thumb, created) "
    "VALUES (?, 'uploading', 'image/jpeg', ?, 1, 1200, 800, ?, ?, ?)")
STATEMENT(notices, "i", "isssbb",
    "SELECT id, kind, lang, channel, address, params FROM notice WHERE application = ? ORDER BY id")
STATEMENT(reason_copy, "ii", "",
    "UPDATE decision d JOIN decision o ON o.id = ? SET d.reason = o.reason WHERE d.id = ?")
STATEMENT(clear_count, "sss", "i",
    "SELECT (SELECT COUNT(*) FROM decision WHERE INSTR(reason, ?) > 0) + "
    "(SELECT COUNT(*) FROM result WHERE INSTR(text, ?) > 0) + "
    "(SELECT COUNT(*) FROM correction_item WHERE INSTR(sentence, ?) > 0)")

#define CONTENT "the picture's bytes"
#define THUMB "the thumb's bytes"
enum { OFFICER = 11, APPROVER = 12, STRANGER = 13 };

static struct db *db;
static struct pool *pool;
static moment now;
static int64_t unit, person;
static const struct formality formality = {.code = "cert-no-crime", .law_days = 20,
    .promise_days = 3, .retention_years = 10};

static enum error_kind
kind_of(const struct error *e)
{
	return e ? e->kind : ERROR_NONE;
}

static struct application *
draft(const char *ref, int64_t of)
{
	struct application *a;
	int64_t id = db_new_id();

	must(db_run(db, &application_insert, DB(db_int(id), db_text(ref), db_int(of),
	    db_bytes(seal(pool, "answers", id, BYTES("", 0))), db_moment(now),
	    db_moment(now)), NULL));
	must(application_load(db, id, &a));
	return a;
}

static void
act_as(struct application *a, enum action action, enum role role, int64_t actor)
{
	const struct deed deed = {.action = action, .role = role, .actor = actor, .at = now,
	    .unit = role == ROLE_RESIDENT ? 0 : unit, .formality = &formality,
	    .to_unit = action == ACT_SUBMIT ? unit : 0};

	must(application_act(db, a, &deed));
}

/* As the web floor leaves it: uploading. */
static int64_t
received(bool has_thumb)
{
	struct bytes content = bytes_of(CONTENT), thumb = {NULL, 0};
	int64_t id = db_new_id();

	if (has_thumb)
		thumb = seal_text(pool, "thumb", id, THUMB);
	must(db_run(db, &file_insert, DB(db_int(id), db_int((int64_t)content.n),
	    db_bytes(plain_hash(pool, content)), db_bytes(thumb), db_moment(now)), NULL));
	must(blob_write(db, id, content));
	return id;
}

static enum error_kind
fetched(const struct application *a, int64_t file, bool is_thumb, const char *want)
{
	struct bytes got = {NULL, 0};
	const char *type = NULL;
	enum error_kind kind = kind_of(material_file(db, a->id, file, is_thumb, &type, &got));

	if (kind == ERROR_NONE) {
		ok(bytes_equal(got, bytes_of(want)), "the bytes are the same");
		is_str(type, "image/jpeg", "and the type");
	}
	return kind;
}

static void
test_materials(struct application *a, const struct application *other)
{
	int64_t file = received(true), bare = received(false);
	struct papers papers;

	is_int(fetched(a, file, false, CONTENT), ERROR_NOT_FOUND, "what nobody took is not shown");
	must(material_add(db, a, "id-proof", file, now));
	is_int(kind_of(material_add(db, a, "id-proof", file, now)), ERROR_CONFLICT,
	    "a file is taken once");
	is_int(kind_of(material_add(db, other, "id-proof", file, now)), ERROR_CONFLICT,
	    "and by one application");
	must(material_add(db, a, "photo", bare, now));
	must(material_list(db, a->id, &papers));
	is_int((int64_t)papers.count, 2, "both are listed");
	is_str(papers.at[0].code, "id-proof", "in their order");
	ok(papers.at[0].file == file && papers.at[0].width == 1200 && papers.at[0].height == 800 &&
	    papers.at[0].pages == 1 && papers.at[0].round == 0 &&
	    papers.at[0].size == (int64_t)strlen(CONTENT), "with what is known of it");
	is_int(fetched(a, file, false, CONTENT), ERROR_NONE, "its application has the file");
	is_int(fetched(a, file, true, THUMB), ERROR_NONE, "and the thumb");
	is_int(fetched(a, bare, true, THUMB), ERROR_NOT_FOUND, "if there is one");
	is_int(fetched(other, file, false, CONTENT), ERROR_NOT_FOUND, "another one has not");
	is_int(fetched(other, file, true, THUMB), ERROR_NOT_FOUND, "nor the thumb");

	is_int(kind_of(material_remove(db, other, papers.at[1].id, now)), ERROR_NOT_FOUND,
	    "another's paper stays");
	must(material_remove(db, a, papers.at[1].id, now));
	is_int(kind_of(material_remove(db, a, papers.at[1].id, now)), ERROR_NOT_FOUND,
	    "removed once");
	must(material_list(db, a->id, &papers));
	is_int((int64_t)papers.count, 1, "it is listed no more");
	is_int(fetched(a, bare, false, CONTENT), ERROR_NOT_FOUND, "nor shown");

	for (int i = 1; i < MATERIAL_FILES_MOST; i++)
		must(material_add(db, a, "id-proof", received(false), now));
	is_int(kind_of(material_add(db, a, "id-proof", received(false), now)), ERROR_INVALID,
	    "there are at most twelve");
	is_int(kind_of(material_add(db, a, "photo", received(false), now)), ERROR_NONE,
	    "of one material");
}

static const struct error *
ask(const struct application *a, const struct correction_item *items, size_t count)
{
	return correction_ask(db, a, OFFICER, items, count, now);
}

static void
test_bad_corrections(const struct application *a)
{
	struct correction_item many[CORRECTION_ITEMS_MOST + 1];
	const char *sentence = pool_format(pool, "%0*d", CORRECTION_SENTENCE_MOST + 1, 0);
	struct correction *c;

	for (int i = 0; i <= CORRECTION_ITEMS_MOST; i++)
		many[i] = (struct correction_item){.what = "field",
		    .code = pool_format(pool, "f%d", i), .sentence = "x"};
	is_int(kind_of(ask(a, many, 0)), ERROR_INVALID, "a correction of nothing");
	is_int(kind_of(ask(a, many, CORRECTION_ITEMS_MOST + 1)), ERROR_INVALID, "of too much");
	many[1].code = many[0].code;
	is_int(kind_of(ask(a, many, 2)), ERROR_INVALID, "of one thing twice");
	many[1].what = "person";
	is_int(kind_of(ask(a, many, 2)), ERROR_INVALID, "of what is neither field nor material");
	many[0].sentence = "";
	is_int(kind_of(ask(a, many, 1)), ERROR_INVALID, "without a sentence");
	many[0].sentence = sentence;
	is_int(kind_of(ask(a, many, 1)), ERROR_INVALID, "with a page of it");
	must(correction_load(db, a->id, &c));
	ok(c == NULL, "none of them was stored");
}

/* Once, and until the last moment of the day. */
static void
test_more_time(struct application *a, struct correction *c)
{
	struct correction *again;
	moment due;

	is_int(kind_of(correction_extend(db, c, c->due + 1, &due)), ERROR_CONFLICT,
	    "when the day is over there is no more time");
	must(correction_extend(db, c, c->due, &due));
	is_int(due, deadline_calendar(c->due, CORRECTION_MORE_DAYS), "thirty days more until then");
	act_as(a, ACT_MORE_TIME, ROLE_RESIDENT, person);
	is_str(state_word(a->state), "correction", "it is waited for as before");
	is_int(kind_of(correction_extend(db, c, now, &due)), ERROR_CONFLICT, "two at once: one of them");
	must(correction_load(db, a->id, &again));
	ok(again->due == due && again->extended, "it is stored");
	is_int(kind_of(correction_extend(db, again, now, &due)), ERROR_CONFLICT, "and once");
	*c = *again;
}

static void
test_corrections(struct application *a)
{
	const struct correction_item items[] = {
	    {.what = "field", .code = "purpose", .sentence = "请写明用途 (for what?)"},
	    {.what = "material", .code = "purpose", .sentence = "The stamp is cut."}};
	struct correction *c;
	struct papers papers;
	moment due;

	must(ask(a, items, 2));
	is_int(kind_of(ask(a, items, 2)), ERROR_CONFLICT, "a round is asked once");
	act_as(a, ACT_ASK_CORRECTION, ROLE_OFFICER, OFFICER);
	must(correction_load(db, a->id, &c));
	is_int(c->round, 1, "the first round");
	is_int((int64_t)c->count, 2, "of two items");
	is_str(c->items[0].sentence, "请写明用途 (for what?)", "with its sentence");
	is_str(c->items[1].what, "material", "and the other");
	is_int(c->due, deadline_calendar(now, CORRECTION_DAYS), "due in thirty days");
	is_int(c->answered, 0, "open");
	ok(correction_has(c, "field", "purpose"), "it has this");
	ok(!correction_has(c, "field", "name") && !correction_has(NULL, "field", "purpose"),
	    "and not that");

	now += HOUR;
	must(material_add(db, a, "stamp", received(true), now));
	must(material_list(db, a->id, &papers));
	is_int(papers.at[papers.count - 1].round, 1, "a paper knows the round that it answers");
	must(correction_touch(db, c, "material", "purpose", now));
	is_int(kind_of(correction_touch(db, c, "material", "name", now)), ERROR_CONFLICT,
	    "what was not asked is not answered");
	must(correction_load(db, a->id, &c));
	ok(c->items[0].answered == 0 && c->items[1].answered == now, "one of two is answered");
	must(correction_answered(db, c, now));
	is_int(kind_of(correction_answered(db, c, now)), ERROR_CONFLICT, "answered once");
	act_as(a, ACT_ANSWER, ROLE_RESIDENT, person);
	is_int(kind_of(material_add(db, a, "stamp", received(true), now)), ERROR_CONFLICT,
	    "nothing is added to what was sent");
	is_int(kind_of(material_remove(db, a, papers.at[0].id, now)), ERROR_NOT_FOUND,
	    "nor taken away");
	must(ask(a, items, 1));
	act_as(a, ACT_ASK_CORRECTION, ROLE_OFFICER, OFFICER);
	must(correction_load(db, a->id, &c));
	ok(c->round == 2 && c->count == 1, "the second round");
	is_int(kind_of(ask(a, items, 1)), ERROR_CONFLICT, "there is no third");
	test_more_time(a, c);
	must(correction_answered(db, c, now));
	is_int(kind_of(correction_extend(db, &(struct correction){.id = c->id, .due = c->due}, now, &due)),
	    ERROR_CONFLICT, "nor more time for one that is answered");
	act_as(a, ACT_ANSWER, ROLE_RESIDENT, person);
}

/* Accepted without two papers, which come one after the other. */
static void
test_owed(struct application *a)
{
	const char *const codes[] = {"photo", "stamp"};
	const struct deed accept = {.action = ACT_ACCEPT_PENDING, .role = ROLE_OFFICER, .actor = OFFICER,
	    .unit = unit, .at = now, .formality = &formality, .owed = now + 9 * DAY};
	struct application *again;
	struct owed owed;
	bool is_first;

	must(owed_load(db, a->id, &owed));
	ok(owed.count == 0 && !owed_has(&owed, "photo") && !owed_has(NULL, "photo"), "nothing is owed");
	is_int(kind_of(owed_store(db, a, codes, 0, now, now)), ERROR_INVALID, "no paper is no condition");
	is_int(kind_of(material_add(db, a, "photo", received(true), now)), ERROR_CONFLICT,
	    "nothing is added to what was sent");
	must(owed_store(db, a, codes, 2, now + 9 * DAY, now));
	is_int(kind_of(owed_store(db, a, codes, 1, now, now)), ERROR_CONFLICT, "a paper is owed once");
	must(application_act(db, a, &accept));
	must(application_load(db, a->id, &again));
	ok(again->owed == now + 9 * DAY && again->accepted == now && again->due, "accepted, and it runs");
	must(owed_load(db, a->id, &owed));
	ok(owed.count == 2 && owed.open == 2 && owed.due == now + 9 * DAY && owed_has(&owed, "stamp") &&
	    !owed_has(&owed, "id-proof"), "two papers are owed");
	now += DAY;
	must(material_add(db, a, "stamp", received(true), now));
	is_int(kind_of(material_add(db, a, "id-proof", received(true), now)), ERROR_CONFLICT, "no other one");
	must(owed_came(db, a, "stamp", now, &is_first));
	ok(is_first, "it comes");
	must(owed_came(db, a, "stamp", now, &is_first));
	ok(!is_first, "once");
	must(owed_came(db, a, "id-proof", now, &is_first));
	ok(!is_first, "and what is not owed does not");
	must(owed_load(db, a->id, &owed));
	is_int((int64_t)owed.open, 1, "one is left");
	act_as(a, ACT_BRING, ROLE_RESIDENT, person);
	is_int(a->owed, 0, "what the act says counts");
}

/* A paper that is owed still: nobody approves without saying so. */
static void
test_waived(struct application *a)
{
	struct deed approve = {.action = ACT_APPROVE, .role = ROLE_APPROVER, .actor = APPROVER, .unit = unit,
	    .at = now, .formality = &formality};

	a->owed = now + DAY;
	is_int(kind_of(application_act(db, a, &approve)), ERROR_CONFLICT, "not approved without a paper that is owed");
	approve.is_waived = true;
	is_int(kind_of(application_act(db, a, &approve)), ERROR_CONFLICT, "nor waived without a word");
	a->owed = 0;
}

static void
test_decisions(struct application *a)
{
	struct decision *d, *again;

	must(decision_load(db, a->id, &d));
	ok(d == NULL, "nothing was proposed");
	must(decision_propose(db, a, false, "不符合条件", NULL, OFFICER, now));
	is_int(kind_of(decision_propose(db, a, true, "twice", NULL, APPROVER, now)), ERROR_CONFLICT,
	    "one proposal at a time");
	act_as(a, ACT_PROPOSE_REFUSE, ROLE_OFFICER, OFFICER);
	must(decision_load(db, a->id, &d));
	ok(!d->is_approval && d->proposed_by == OFFICER && d->decided == 0, "a refusal, open");
	is_str(d->reason, "不符合条件", "with its reason");
	is_int(kind_of(decision_settle(db, a, d, true, NULL, OFFICER, now)), ERROR_ROLE,
	    "who proposes does not settle");
	struct decision forged = *d;

	forged.proposed_by = STRANGER;
	is_int(kind_of(decision_settle(db, a, &forged, true, NULL, OFFICER, now)), ERROR_CONFLICT,
	    "nor does the store let them");
	now += MINUTE;
	must(decision_settle(db, a, d, false, "再看一下", APPROVER, now));
	is_int(kind_of(decision_settle(db, a, d, true, NULL, APPROVER, now)), ERROR_CONFLICT,
	    "settled once");
	act_as(a, ACT_RETURN, ROLE_APPROVER, APPROVER);
	must(decision_load(db, a->id, &d));
	ok(!d->is_agreed && d->decided == now && d->decided_by == APPROVER, "it was sent back");
	is_str(d->note, "再看一下", "with a note");

	now += MINUTE;
	must(decision_propose(db, a, true, "all there", NULL, OFFICER, now));
	act_as(a, ACT_PROPOSE_APPROVE, ROLE_OFFICER, OFFICER);
	must(decision_load(db, a->id, &again));
	ok(again->id != d->id && again->is_approval, "the newest one is told");
	must(decision_settle(db, a, again, true, "", APPROVER, now));
	test_waived(a);
	act_as(a, ACT_APPROVE, ROLE_APPROVER, APPROVER);
	must(decision_load(db, a->id, &again));
	ok(again->is_agreed && !again->note, "agreed, without a note");
	is_int(kind_of(decision_propose(db, a, true, pool_format(pool, "%08000d", 0), NULL, OFFICER,
	    now)), ERROR_INVALID, "a reason that is a book");
	must(db_run(db, &reason_copy, DB(db_int(d->id), db_int(again->id)), NULL));
	is_int(kind_of(decision_load(db, a->id, &again)), ERROR_INTERNAL,
	    "a reason that was moved to another row does not open");
}

static void
test_result(struct application *a, const struct application *other)
{
	int64_t file = received(false);
	const struct result given = {.text = "无犯罪记录", .delivery = "post",
	    .delivery_note = "EMS 1234567890", .file = file};
	struct result *r;

	must(result_load(db, a->id, &r));
	ok(r == NULL, "no result yet");
	must(result_store(db, a, &given, OFFICER, now));
	const struct result second = {.text = "another", .delivery = "electronic"};

	is_int(kind_of(result_store(db, a, &second, OFFICER, now)), ERROR_CONFLICT, "one result");
	act_as(a, ACT_ISSUE, ROLE_OFFICER, OFFICER);
	must(result_load(db, a->id, &r));
	is_str(r->text, "无犯罪记录", "its text");
	is_str(r->delivery, "post", "its way");
	is_str(r->delivery_note, "EMS 1234567890", "and the number of the parcel");
	ok(r->file == file && r->issued == now && r->fetched == 0, "with a file, not fetched");
	is_str(r->file_type, "image/jpeg", "of that type");
	is_int(fetched(a, file, false, CONTENT), ERROR_NONE, "its person has the file");
	is_int(fetched(other, file, false, CONTENT), ERROR_NOT_FOUND, "and nobody else");
	must(result_fetched(db, a->id, now + 1));
	must(result_fetched(db, a->id, now + 2));
	must(result_load(db, a->id, &r));
	is_int(r->fetched, now + 1, "fetched, the first time counts");

	must(result_store(db, other, &second, OFFICER, now));
	must(result_load(db, other->id, &r));
	ok(r->file == 0 && !r->file_type && !r->delivery_note, "a result of words alone");
}

static void
test_notices(const struct application *a)
{
	static const char *const kinds[] = {"submit", "ask_correction", "answer", "ask_correction",
	    "more_time", "answer", "accept", "approve", "issue"};
	const size_t count = sizeof kinds / sizeof *kinds;
	const char *address;
	struct pairs params;
	struct bytes plain;
	struct rows rows;

	must(db_rows(db, &notices, DB(db_int(a->id)), &rows));
	if (!is_int((int64_t)rows.count, (int64_t)count, "a notice of every act they hear of"))
		return;
	for (size_t i = 0; i < count; i++) {
		const struct row *r = rows.at[i];

		is_str(row_text(r, 1), kinds[i], "its kind");
		must(unseal_text(pool, NOTICE_ADDRESS, row_int(r, 0), row_bytes(r, 4), &address));
		must(unseal(pool, NOTICE_PARAMS, row_int(r, 0), row_bytes(r, 5), &plain));
		must(pairs_read(pool, plain, &params));
		is_str(address, "newest@example.org", "to the contact confirmed last");
		is_str(row_text(r, 3), "mail", "by mail");
		is_str(row_text(r, 2), "en", "in their language");
		is_str(pairs_get(&params, "ref"), a->ref, "with the number");
		is_str(pairs_get(&params, "formality"), "cert-no-crime", "and the formality");
	}
}

static void
add_contact(const char *kind, const char *address, moment confirmed)
{
	int64_t id = db_new_id();

	must(db_run(db, &contact_insert, DB(db_int(id), db_int(person), db_text(kind),
	    db_bytes(contact_index(pool, kind, address)),
	    db_bytes(seal_text(pool, CONTACT_CONTEXT, id, address)), db_moment(confirmed)), NULL));
}

static void
test_sealed(void)
{
	struct row *row;

	must(db_row(db, &clear_count, DB(db_text("all there"), db_text("another"),
	    db_text("stamp")), &row));
	is_int(row_int(row, 0), 0, "no text of any is stored in the clear");
}

int
main(void)
{
	struct application *a, *other;
	struct chain chain;

	db = db_new(database_start());
	pool = pool_new(NULL, 0);
	db_use_pool(db, pool);
	now = 1774000000000;
	unit = db_new_id();
	person = db_new_id();
	must(db_run(db, &unit_insert, DB(db_int(unit)), NULL));
	must(db_run(db, &person_insert, DB(db_int(person), db_moment(now)), NULL));
	add_contact("email", "newest@example.org", now);
	add_contact("phone", "+393331234567", now - DAY);
	a = draft("ABCD23456", person);
	other = draft("ABCD23457", db_new_id());

	test_materials(a, other);
	act_as(a, ACT_SUBMIT, ROLE_RESIDENT, person);
	test_bad_corrections(a);
	test_corrections(a);
	act_as(a, ACT_ACCEPT, ROLE_OFFICER, OFFICER);
	test_decisions(a);
	test_result(a, other);
	test_notices(a);
	test_sealed();
	must(history_verify(db, a->id, &chain));
	is_int(chain.wrong, 0, "the history is whole");
	act_as(other, ACT_SUBMIT, ROLE_RESIDENT, other->person);
	act_as(other, ACT_WITHDRAW, ROLE_RESIDENT, other->person);
	a = draft("ABCD23458", person);
	act_as(a, ACT_SUBMIT, ROLE_RESIDENT, person);
	test_owed(a);
	struct rows none;

	must(db_rows(db, &notices, DB(db_int(other->id)), &none));
	is_int((int64_t)none.count, 0, "who has no contact gets no notice, and the act goes on");
	db_close(db);
	pool_free(pool);
	return done();
}
