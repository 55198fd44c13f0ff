/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What may be forwarded to a department, and what not; how it hears of it: by mail, by a link that is
 * good for little, and up a ladder of reminders by day.
 */
#include "service/forward.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "database.h"
#include "service/application.h"
#include "service/clockwork.h"
#include "service/deadline.h"
#include "service/department.h"
#include "service/formality.h"
#include "service/mailbox.h"
#include "service/notice.h"
#include "service/transfer.h"
#include "service/transfer_link.h"
#include "service/transfer_remind.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

STATEMENT(unit_insert, "issb", "",
    "INSERT INTO unit (id, code, kind, name_zh, name_en, country, zone, mail) "
    "VALUES (?, ?, ?, '示例', 'Sample', 'CN', 'Asia/Shanghai', ?)")
STATEMENT(officer_insert, "ii", "",
    "INSERT INTO officer (id, name, unit, role, number, full_name) "
    "VALUES (?, 'one', ?, 'officer', 'S-1', '示例')")
STATEMENT(application_insert, "iibttii", "",
    "INSERT INTO application (id, ref, person, formality, formality_version, state, version, answers, "
    "page, lang, created, saved, unit, officer) "
    "VALUES (?, 'ABCD23456', ?, 'tr-brick', 1, 'submitted', 1, ?, '', 'en', ?, ?, ?, ?)")
STATEMENT(file_insert, "ibt", "",
    "INSERT INTO file (id, state, type, size, pages, width, height, digest, created) "
    "VALUES (?, 'complete', 'image/jpeg', 3, 1, 1, 1, ?, ?)")
STATEMENT(paper_insert, "iiit", "",
    "INSERT INTO material (id, application, code, file, round, added) VALUES (?, ?, 'proof', ?, 0, ?)")
STATEMENT(papers_remove, "i", "", "DELETE FROM material WHERE application = ?")
STATEMENT(contact_insert, "iibt", "",
    "INSERT INTO contact (id, person, kind, idx, sealed, confirmed) VALUES (?, ?, 'mail', ?, '', ?)")
STATEMENT(agreed_forget, "i", "", "UPDATE forward_ask SET agreed = NULL WHERE id = ?")
STATEMENT(notices_of, "s", "ib",
    "SELECT id, params FROM notice WHERE kind = ? ORDER BY id DESC LIMIT 1")
STATEMENT(notices_all, "s", "i", "SELECT COUNT(*) FROM notice WHERE kind = ?")
STATEMENT(link_over, "t", "", "UPDATE transfer_link SET ends = ?")

enum { OFFICER = 11, PERSON = 12 };
#define MONDAY ((moment)1773626400000)	/* 16 March 2026, 10:00 in Wenzhou */

static struct db *db;
static struct pool *pool;
static int64_t branch, justice;
static struct field_entry name = {.code = "applicant_name", .rule = {.type = FIELD_TEXT}},
    question = {.code = "question", .rule = {.type = FIELD_TEXTAREA}},
    word = {.code = "accept", .rule = {.type = FIELD_BOOL, .is_agreement = true}};
static const struct field_entry *fields[] = {&name, &question, &word};
static struct formality_page page = {.code = "you", .fields = fields, .field_count = 3};
static struct formality formality = {.code = "tr-brick", .mode = MODE_TRANSFER,
    .department = "justice", .law_days = 5, .promise_days = 5, .retention_years = 3, .pages = &page,
    .page_count = 1};

static void
add_unit(int64_t id, const char *code, const char *kind, const char *mail)
{
	must(db_run(db, &unit_insert, DB(db_int(id), db_text(code), db_text(kind), db_bytes(mail ?
	    seal_text(pool, DEPARTMENT_MAIL, id, mail) : BYTES(NULL, 0))), NULL));
}

static struct application *
arrange(void)
{
	struct pairs answers = {.pool = pool};
	int64_t id = db_new_id();
	struct application *a;

	pairs_set(&answers, "applicant_name", "林示例");
	pairs_set(&answers, "question", "有没有记录？");
	pairs_set(&answers, "accept", "1");
	must(db_run(db, &application_insert, DB(db_int(id), db_int(PERSON),
	    db_bytes(seal(pool, "answers", id, pairs_store(&answers))), db_moment(MONDAY),
	    db_moment(MONDAY), db_int(branch), db_int(OFFICER)), NULL));
	must(application_load(db, id, &a));
	must(application_open(db, a));
	return a;
}

static int
agreed(const struct application *a, const char *department)
{
	struct forward_list list;
	int n = 0;

	must(forward_list(db, a, &formality, department, &list));
	for (size_t i = 0; i < list.count; i++)
		n += list.at[i].is_agreed;
	ok(list.is_any_agreed == (n > 0), "%d of %zu for %s", n, list.count, department);
	return n;
}

static const char *
shown(const struct application *a, const struct forward_ask *ask)
{
	struct forward_list list;

	must(forward_list(db, a, &formality, ask->department, &list));
	return forward_shown(db, ask, &list);
}

static const struct forward_item *
item_of(const struct application *a, const char *department, enum forward_what what)
{
	struct forward_list list;

	must(forward_list(db, a, &formality, department, &list));
	for (size_t i = 0; i < list.count; i++)
		if (list.at[i].what == what && strcmp(list.at[i].code, "applicant_name") != 0)
			return &list.at[i];
	return NULL;
}

/* A paper's file, as one that came by the upload page. */
static void
add_paper(const struct application *a, const char *content)
{
	int64_t file = db_new_id();

	must(db_run(db, &file_insert, DB(db_int(file), db_bytes(plain_hash(pool, bytes_of(content))),
	    db_moment(MONDAY)), NULL));
	must(db_run(db, &paper_insert, DB(db_int(file), db_int(a->id), db_int(file), db_moment(MONDAY)), NULL));
}

static void
test_changed(struct application *a)
{
	const char *was = pairs_get(&a->answers, "question");
	struct forward_ask *ask;

	pairs_set(&a->answers, "question", "2001 年有没有？");
	is_int(agreed(a, "health"), 0, "what was corrected since is not agreed to any more");
	ok(item_of(a, "health", FORWARD_FIELD)->is_changed, "and is known as changed");
	ok(item_of(a, NULL, FORWARD_FIELD)->is_changed && !item_of(a, "education", FORWARD_FIELD)->is_changed,
	    "for whom it was agreed");
	is_int(agreed(a, "justice"), 3, "its own entry gets what is corrected in it");
	pairs_set(&a->answers, "question", was);
	ok(agreed(a, "health") == 1 && !item_of(a, "health", FORWARD_FIELD)->is_changed,
	    "as it was, it is agreed to");
	add_paper(a, "one");
	must(forward_ask_store(db, a, department_find("health"), "field question\nmaterial proof\ncontact",
	    OFFICER, MONDAY));
	is_int(agreed(a, "health"), 0, "a new question closes what the one before opened");
	must(forward_ask_load(db, a->id, &ask));
	must(forward_ask_answer(db, ask, shown(a, ask), MONDAY));
	is_int(agreed(a, "health"), 3, "an answer, a paper, how to reach them");
	add_paper(a, "two");
	is_int(agreed(a, "health"), 2, "with another file a paper is another one, all of it");
	ok(item_of(a, "health", FORWARD_PAPER)->is_changed, "changed too");
	must(db_run(db, &contact_insert, DB(db_int(db_new_id()), db_int(PERSON),
	    db_bytes(plain_hash(pool, bytes_of("new"))), db_moment(MONDAY)), NULL));
	is_int(agreed(a, "health"), 1, "so is a new telephone number");
	must(db_run(db, &agreed_forget, DB(db_int(ask->id)), NULL));
	is_int(agreed(a, "health"), 0, "nothing is known of what an older yes was for: it is asked again");
	must(db_run(db, &papers_remove, DB(db_int(a->id)), NULL));
}

static void
test_agreement(struct application *a)
{
	struct forward_ask *ask;

	is_int(agreed(a, "justice"), 3, "its own entry: the name, the question, how to reach them");
	is_int(agreed(a, "health"), 0, "another department: nothing");
	must(forward_ask_store(db, a, department_find("health"), "field question", OFFICER, MONDAY));
	is_int(agreed(a, "health"), 0, "asked is not agreed");
	ok(forward_ask_store(db, a, department_find("health"), "contact", OFFICER, MONDAY) != NULL,
	    "one question at a time");
	must(forward_ask_load(db, a->id, &ask));
	must(forward_ask_answer(db, ask, shown(a, ask), MONDAY));
	is_int(agreed(a, "health"), 1, "agreed: exactly that");
	is_int(agreed(a, "education"), 0, "and to nobody else");
	ok(forward_ask_answer(db, ask, NULL, MONDAY) != NULL, "an answer is given once");
	ok(forward_has_line("field a\nfield ab\ncontact", "field ab") &&
	    !forward_has_line("field abc", "field ab") && !forward_has_line(NULL, "contact"),
	    "a line is the whole line");
}

static enum error_kind
passed(const struct application *a, const char *department, const char *box, moment at)
{
	struct pairs chosen = {.pool = pool};
	const struct error *e;

	if (box)
		pairs_set(&chosen, box, "1");
	must(db_begin(db));
	e = transfer_pass(db, a, &formality, &(struct passing){.department = department_find(department),
	    .chosen = &chosen, .officer = OFFICER, .at = at});
	if (e)
		db_rollback(db);
	else
		must(db_commit(db));
	return e ? e->kind : ERROR_NONE;
}

static void
test_pass(struct application *a)
{
	const struct deed deed = {.action = ACT_TRANSFER, .role = ROLE_OFFICER, .actor = OFFICER,
	    .unit = branch, .at = MONDAY, .formality = &formality, .department = "justice"};
	struct transfer *t;

	is_int(passed(a, "health", "field-applicant_name", MONDAY), ERROR_FORBIDDEN, "not what was not agreed to");
	is_int(passed(a, "justice", NULL, MONDAY), ERROR_INVALID, "not nothing");
	is_int(passed(a, "justice", "field-accept", MONDAY), ERROR_INVALID, "nor the word itself");
	is_int(passed(a, "justice", "field-question", MONDAY), ERROR_NONE, "one answer");
	must(application_act(db, a, &deed));
	must(transfer_of(db, a->id, &t));
	is_int((int64_t)t->forwarded.count, 1, "is all that is there");
	is_str(pairs_get(&t->forwarded, "question"), "有没有记录？", "as it was written");
	is_int(t->take_by, deadline_working(MONDAY, TAKE_DAYS), "to be taken within a working day");
	is_int(t->due, deadline_working(MONDAY, 5), "to be answered by its entry's limit");
	ok(transfer_load(db, t->id, branch, &t) != NULL, "another unit does not find it");
}

static const char *
key_of_mail(const char *kind)
{
	struct pairs params;
	struct bytes plain;
	struct row *row;

	must(db_row(db, &notices_of, DB(db_text(kind)), &row));
	if (!row)
		return "";
	must(unseal(pool, NOTICE_PARAMS, row_int(row, 0), row_bytes(row, 1), &plain));
	must(pairs_read(pool, plain, &params));
	return pairs_get(&params, strcmp(kind, "code") == 0 ? "code" : "page");
}

static void
test_link(void)
{
	const char *page_of = key_of_mail("forwarded"), *key = page_of + strlen("link?key="), *code;
	struct bytes session = plain_hash(pool, bytes_of("session"));
	struct link_session *found;
	int64_t link;

	ok(strncmp(page_of, "link?key=", 9) == 0 && strlen(key) == TRANSFER_LINK_KEY,
	    "a department without accounts gets a link");
	must(transfer_link_send(db, "A", "192.0.2.1", CODES_PER_ADDRESS, MONDAY));
	is_str(key_of_mail("code"), "", "an unknown one is worth no code");
	must(transfer_link_check(db, key, "123456", MONDAY, &link));
	is_int(link, 0, "nor any code anything before one was sent");
	must(transfer_link_send(db, key, "192.0.2.1", CODES_PER_ADDRESS, MONDAY));
	code = key_of_mail("code");
	must(transfer_link_check(db, key, code, MONDAY + CODE_LASTS, &link));
	is_int(link, 0, "ten minutes later it is over");
	must(transfer_link_check(db, "A", code, MONDAY, &link));
	is_int(link, 0, "it is this link's");
	must(transfer_link_check(db, key, code, MONDAY, &link));
	ok(link != 0, "right");
	must(transfer_link_enter(db, link, session, MONDAY));
	must(transfer_link_check(db, key, code, MONDAY, &link));
	is_int(link, 0, "once");
	must(transfer_link_session(db, session, MONDAY + TRANSFER_LINK_SESSION - 1, &found));
	ok(found && found->unit == justice, "a session as that department");
	must(transfer_link_session(db, session, MONDAY + TRANSFER_LINK_SESSION, &found));
	ok(!found, "for an hour");
	must(transfer_link_send(db, key, "192.0.2.1", CODES_PER_ADDRESS, MONDAY));
	code = key_of_mail("code");
	for (int i = 0; i < CODE_TRIES; i++)
		must(transfer_link_check(db, key, "x", MONDAY, &link));
	must(transfer_link_check(db, key, code, MONDAY, &link));
	is_int(link, 0, "after so many wrong ones the right one is none");
	must(db_run(db, &link_over, DB(db_moment(MONDAY)), NULL));
	must(transfer_link_send(db, key, "192.0.2.1", CODES_PER_ADDRESS, MONDAY));
	ok(strcmp(key_of_mail("code"), code) == 0, "a link that is over is worth no code");
}

static int64_t
told(const char *kind)
{
	struct row *row;

	must(db_row(db, &notices_all, DB(db_text(kind)), &row));
	return row_int(row, 0);
}

static int
reminded(moment at)
{
	struct clockwork_done done;

	must(transfer_remind(db, NULL, at, &done));
	return done.reminded;
}

/* Monday 10:00 passed on; taken by Tuesday; answered by Monday. */
static void
test_ladder(struct application *a)
{
	struct transfer *t;

	is_int(reminded(MONDAY + HOUR), 0, "not on the day it comes");
	is_int(reminded(MONDAY + 18 * HOUR), 0, "not at night");
	is_int(reminded(MONDAY + DAY), 1, "on the last day to take it");
	is_int(reminded(MONDAY + DAY + HOUR), 0, "once");
	is_int(reminded(MONDAY + 2 * DAY), 1, "when that day is over");
	is_int(reminded(MONDAY + 4 * DAY), 1, "a working day before its answer is due");
	is_int(reminded(MONDAY + 5 * DAY), 0, "not on a Saturday");
	is_int(reminded(MONDAY + 8 * DAY), 1, "when it is late");
	is_int(reminded(MONDAY + 9 * DAY), 0, "and no more");
	ok(told("take_soon") == 1 && told("take_late") == 1 && told("answer_soon") == 1 &&
	    told("answer_late") == 1, "each by a mail of its own");
	must(transfer_of(db, a->id, &t));
	must(transfer_answer(db, t, "有记录。", "There is one.", MONDAY + 9 * DAY));
	must(transfer_ask_again(db, t, "哪一年？", MONDAY + 9 * DAY));
	is_int(told("asked_again"), 1, "a question about the answer, too");
	must(transfer_of(db, a->id, &t));
	ok(!t->answered && t->taken, "it is the department's turn again");
	is_str(t->answer_own, "There is one.", "which goes on with what it wrote");
}

int
main(void)
{
	struct application *a;

	db = db_new(database_start());
	pool = pool_new(NULL, 0);
	db_use_pool(db, pool);
	branch = db_new_id();
	justice = db_new_id();
	add_unit(branch, "brick", "branch", NULL);
	add_unit(justice, "dept-justice", "outside", "justice@example.org");
	add_unit(db_new_id(), "dept-health", "outside", NULL);
	must(db_run(db, &officer_insert, DB(db_int(OFFICER), db_int(branch)), NULL));
	a = arrange();
	test_agreement(a);
	test_changed(a);
	test_pass(a);
	test_link();
	test_ladder(a);
	db_close(db);
	pool_free(pool);
	return done();
}
