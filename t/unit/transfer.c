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
#include "service/transfer.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

STATEMENT(unit_insert, "i", "",
    "INSERT INTO unit (id, code, kind, name_zh, name_en, country, zone) "
    "VALUES (?, 'brick', 'branch', '示例分中心', 'Sample branch', 'CN', 'Asia/Shanghai')")
STATEMENT(center_insert, "i", "",
    "INSERT INTO unit (id, code, kind, name_zh, name_en, country, zone) "
    "VALUES (?, 'hub', 'center', '示例中心', 'Sample centre', 'CN', 'Asia/Shanghai')")
STATEMENT(application_insert, "iibtt", "",
    "INSERT INTO application (id, ref, person, formality, formality_version, state, answers, page, "
    "lang, created, saved) "
    "VALUES (?, 'ABCD23456', ?, 'cert-no-crime', 1, 'draft', ?, '', 'en', ?, ?)")
STATEMENT(stops_open, "i", "i", "SELECT COUNT(*) FROM clock_stop WHERE application = ?")

enum { OFFICER = 11 };

static struct db *db;
static struct pool *pool;
static moment now;
static int64_t unit, center, person;
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
no_stops(const struct application *a, const char *text)
{
	struct row *row;

	must(db_row(db, &stops_open, DB(db_int(a->id)), &row));
	is_int(row_int(row, 0), 0, text);
}

/* What the resident's page and the office would load. */
static void
test_transfer(struct application *a)
{
	struct application *again;
	struct tracking t;
	moment due;

	is_int(kind_of(act(a, ACT_TRANSFER, ROLE_OFFICER, NULL)), ERROR_INVALID, "to nobody");
	is_int(kind_of(act(a, ACT_TRANSFER, ROLE_OFFICER, "police")), ERROR_INVALID, "to nobody known");
	is_int(kind_of(act(a, ACT_TRANSFER, ROLE_RESIDENT, "justice")), ERROR_CONFLICT,
	    "not by the resident");
	is_int(kind_of(act(a, ACT_TRANSFER, ROLE_CLERK, "justice")), ERROR_CONFLICT, "nor by a clerk");
	is_int(kind_of(act(a, ACT_HAND_BACK, ROLE_OFFICER, NULL)), ERROR_CONFLICT,
	    "what was not passed on does not come back");
	is_int(kind_of(act(a, ACT_TAKE, ROLE_CLERK, NULL)), ERROR_CONFLICT, "nor is it taken");
	is_int(kind_of(act(a, ACT_DEPARTMENT_REPLY, ROLE_OFFICER, NULL)), ERROR_CONFLICT,
	    "nor is it answered");
	now += DAY;
	must(act(a, ACT_TRANSFER, ROLE_OFFICER, "justice"));
	due = deadline_working(now, TARGET_DAYS);
	must(application_load(db, a->id, &again));
	is_str(again->department, "justice", "the department has it");
	ok(again->state == STATE_TRANSFERRED && !again->stopped, "the clock runs");
	is_int(again->due, due, "to the day by which the department answers");
	must(tracking_load(db, person, "ABCD23456", clock_now(), &t));
	is_str(t.application.department, "justice", "the resident sees which");
	is_int(t.events.at[t.events.count - 1].at, now, "and since when");
	is_int(kind_of(act(a, ACT_ACCEPT, ROLE_OFFICER, NULL)), ERROR_CONFLICT,
	    "meanwhile we do not accept it");
	is_int(kind_of(act(a, ACT_TAKE, ROLE_OFFICER, NULL)), ERROR_CONFLICT, "nor take it in their place");

	now += DAY;
	must(act(a, ACT_HAND_BACK, ROLE_CLERK, NULL));
	must(application_load(db, a->id, &again));
	ok(again->state == STATE_SUBMITTED && !again->department && !again->stopped,
	    "handed back, it is ours again");
	is_int(again->due, due, "and the clock goes on as it was");
	no_stops(a, "nothing has stood still");
	must(act(a, ACT_TRANSFER, ROLE_OFFICER, "health"));
	is_int(a->due, due, "passed on anew, it is the same day still");
}

/* After the second hand-back it is the centre's, and no clerk hands it back a third time. */
static void
test_center(struct application *a)
{
	struct deed back = {.action = ACT_HAND_BACK, .role = ROLE_CLERK, .at = now, .detail = "why",
	    .formality = &formality, .unit = unit, .to_unit = center};
	struct application *again;
	int64_t to;

	must(transfer_back_to(db, a->id, false, &to));
	is_int(to, 0, "what an officer takes back after one hand-back stays");
	must(transfer_back_to(db, a->id, true, &to));
	is_int(to, center, "the department's second goes to the centre");

	must(application_act(db, a, &back));
	must(application_load(db, a->id, &again));
	is_int(again->unit, center, "handed back twice, the centre has it");
	a->unit_kind = "branch";
	is_int(kind_of(act(a, ACT_TRANSFER, ROLE_OFFICER, "justice")), ERROR_CONFLICT,
	    "nobody else passes it on");
	must(application_load(db, a->id, &again));
	is_str(again->unit_kind, "center", "the centre");
	must(act(again, ACT_TRANSFER, ROLE_OFFICER, "justice"));
	is_int(kind_of(act(again, ACT_HAND_BACK, ROLE_CLERK, NULL)), ERROR_CONFLICT,
	    "does, and then it is not handed back again");
	must(act(again, ACT_HAND_BACK, ROLE_OFFICER, NULL));
	must(transfer_back_to(db, a->id, false, &to));
	is_int(to, center, "what the centre has it takes back");
	*a = *again;
}

static void
test_reply(struct application *a)
{
	const struct result reply = {.text = "No record. Please come to the counter.",
	    .original = "档案里没有记录。\n请带证件到窗口。", .delivery = "electronic"};
	struct application *again;
	struct result *result;
	struct chain chain;

	must(act(a, ACT_TRANSFER, ROLE_SUPERVISOR, "civil-affairs"));
	now += DAY;
	must(act(a, ACT_TAKE, ROLE_CLERK, NULL));
	must(act(a, ACT_TRANSFER_ANSWER, ROLE_CLERK, NULL));
	is_int(a->state, STATE_TRANSFERRED, "an answer is looked at first");
	must(act(a, ACT_ASK_AGAIN, ROLE_OFFICER, NULL));
	must(act(a, ACT_TRANSFER_ANSWER, ROLE_CLERK, NULL));
	must(result_store(db, a, &reply, OFFICER, now));
	must(act(a, ACT_DEPARTMENT_REPLY, ROLE_OFFICER, NULL));
	must(application_load(db, a->id, &again));
	ok(again->state == STATE_ISSUED && !again->due && !again->law_due && !again->stopped,
	    "answered: nothing is due any more");
	is_str(again->department, "civil-affairs", "it stays known who answered");
	must(result_load(db, a->id, &result));
	is_str(result->text, reply.text, "the resident reads the answer");
	is_str(result->original, reply.original, "and the department's own words");
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
	center = db_new_id();
	must(db_run(db, &unit_insert, DB(db_int(unit)), NULL));
	must(db_run(db, &center_insert, DB(db_int(center)), NULL));
	must(db_run(db, &application_insert, DB(db_int(id), db_int(person),
	    db_bytes(seal(pool, "answers", id, BYTES("", 0))), db_moment(now), db_moment(now)), NULL));
	must(application_load(db, id, &a));
	must(act(a, ACT_SUBMIT, ROLE_RESIDENT, NULL));
	test_table();
	test_transfer(a);
	test_center(a);
	test_reply(a);
	db_close(db);
	pool_free(pool);
	return done();
}
