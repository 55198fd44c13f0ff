/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A matter goes to another department, comes back, goes again, and is answered. */
#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "database.h"
#include "service/application.h"
#include "service/deadline.h"
#include "service/decision.h"
#include "service/department.h"
#include "service/formality.h"
#include "service/history.h"
#include "service/tracking.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

STATEMENT(unit_insert, "i", "",
    "INSERT INTO unit (id, code, kind, name_zh, name_en, country, zone) "
    "VALUES (?, 'brick', 'branch', '示例分中心', 'Sample branch', 'CN', 'Asia/Shanghai')")
STATEMENT(application_insert, "iibtt", "",
    "INSERT INTO application (id, ref, person, formality, formality_version, state, answers, page, "
    "lang, created, saved) "
    "VALUES (?, 'ABCD23456', ?, 'cert-no-crime', 1, 'draft', ?, '', 'en', ?, ?)")
STATEMENT(stops_open, "i", "ii",
    "SELECT COUNT(*), CAST(COALESCE(SUM(ended IS NULL), 0) AS SIGNED) FROM clock_stop "
    "WHERE application = ?")

enum { OFFICER = 11 };

static struct db *db;
static struct pool *pool;
static moment now;
static int64_t unit, person;
static const struct formality formality = {.code = "cert-no-crime", .law_days = 20,
    .promise_days = 3, .retention_years = 10};

static const struct error *
act(struct application *a, enum action action, enum role role, const char *department)
{
	const struct deed deed = {.action = action, .role = role, .at = now,
	    .actor = role == ROLE_RESIDENT ? person : OFFICER, .formality = &formality,
	    .unit = role == ROLE_RESIDENT ? 0 : unit, .department = department,
	    .to_unit = action == ACT_SUBMIT ? unit : 0, .detail = "why"};

	return application_act(db, a, &deed);
}

static enum error_kind
kind_of(const struct error *e)
{
	return e ? e->kind : ERROR_NONE;
}

static void
test_table(void)
{
	const struct department *d;
	size_t count = 0;

	for (; (d = department_at(count)); count++) {
		bool is_whole = department_find(d->code) == d && strlen(d->code) <= 40;

		for (int lang = LANG_ZH; lang <= LANG_EN; lang++)
			is_whole = is_whole && d->name.in[lang] && *d->name.in[lang] &&
			    d->handles.in[lang] && *d->handles.in[lang];
		ok(is_whole, "%s has a code of its own, names, and what it handles", d->code);
	}
	ok(count >= 20, "%zu departments", count);
	ok(!department_find("police") && !department_find(NULL) && !department_find(""),
	    "and no others");
}

static void
stops_are(const struct application *a, int64_t all, int64_t open, const char *text)
{
	struct row *row;

	must(db_row(db, &stops_open, DB(db_int(a->id)), &row));
	ok(row_int(row, 0) == all && row_int(row, 1) == open, "%s", text);
}

/* What the resident's page and the office would load. */
static void
test_transfer(struct application *a)
{
	moment due = a->due, sent = now;
	struct application *again;
	struct tracking t;

	is_int(kind_of(act(a, ACT_TRANSFER, ROLE_OFFICER, NULL)), ERROR_INVALID, "to nobody");
	is_int(kind_of(act(a, ACT_TRANSFER, ROLE_OFFICER, "police")), ERROR_INVALID, "to nobody known");
	is_int(kind_of(act(a, ACT_TRANSFER, ROLE_RESIDENT, "justice")), ERROR_CONFLICT,
	    "not by the resident");
	is_int(kind_of(act(a, ACT_HAND_BACK, ROLE_OFFICER, NULL)), ERROR_CONFLICT,
	    "what was not passed on does not come back");
	is_int(kind_of(act(a, ACT_DEPARTMENT_REPLY, ROLE_OFFICER, NULL)), ERROR_CONFLICT,
	    "nor is it answered");
	must(act(a, ACT_TRANSFER, ROLE_OFFICER, "justice"));
	must(application_load(db, a->id, &again));
	is_str(again->department, "justice", "the department has it");
	ok(again->state == STATE_TRANSFERRED && again->stopped == sent && again->due == due,
	    "the clock stands still");
	stops_are(a, 1, 1, "one stop, open");
	must(tracking_load(db, person, "ABCD23456", clock_now(), &t));
	is_str(t.application.department, "justice", "the resident sees which");
	is_int(t.application.stopped, sent, "and since when");
	is_int(kind_of(act(a, ACT_ACCEPT, ROLE_OFFICER, NULL)), ERROR_CONFLICT,
	    "meanwhile we do not accept it");

	now += 10 * DAY;
	must(act(a, ACT_HAND_BACK, ROLE_OFFICER, NULL));
	must(application_load(db, a->id, &again));
	ok(again->state == STATE_SUBMITTED && !again->department && !again->stopped,
	    "handed back, it is ours again");
	is_int(again->due, deadline_resume(due, sent, now), "with the days that were left");
	ok(again->due > now, "so it is not late");
	stops_are(a, 1, 0, "the stop is over");
}

static void
test_reply(struct application *a)
{
	const struct result reply = {.text = "档案里没有记录。\n请带证件到窗口。",
	    .delivery = "electronic"};
	struct application *again;
	struct result *result;
	struct chain chain;

	must(act(a, ACT_TRANSFER, ROLE_SUPERVISOR, "civil-affairs"));
	now += DAY;
	must(result_store(db, a, &reply, OFFICER, now));
	must(act(a, ACT_DEPARTMENT_REPLY, ROLE_OFFICER, NULL));
	must(application_load(db, a->id, &again));
	ok(again->state == STATE_ISSUED && !again->due && !again->law_due && !again->stopped,
	    "answered: nothing is due any more");
	is_str(again->department, "civil-affairs", "it stays known who answered");
	stops_are(a, 2, 0, "both stops are over");
	must(result_load(db, a->id, &result));
	is_str(result->text, reply.text, "the resident reads the answer");
	must(act(a, ACT_CLOSE, ROLE_RESIDENT, NULL));
	must(history_verify(db, a->id, &chain));
	is_int(chain.wrong, 0, "the history is whole");
}

int
main(void)
{
	struct application *a;
	int64_t id;

	db = db_new(database_start());
	pool = pool_new(NULL, 0);
	db_use_pool(db, pool);
	now = 1774000000000;
	unit = db_new_id();
	person = db_new_id();
	id = db_new_id();
	must(db_run(db, &unit_insert, DB(db_int(unit)), NULL));
	must(db_run(db, &application_insert, DB(db_int(id), db_int(person),
	    db_bytes(seal(pool, "answers", id, BYTES("", 0))), db_moment(now), db_moment(now)), NULL));
	must(application_load(db, id, &a));
	must(act(a, ACT_SUBMIT, ROLE_RESIDENT, NULL));
	test_table();
	test_transfer(a);
	test_reply(a);
	db_close(db);
	pool_free(pool);
	return done();
}
