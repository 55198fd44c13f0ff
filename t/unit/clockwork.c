/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the clock does by itself, the lease under which it does it, and the announced days. */
#include <stdlib.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "database.h"
#include "service/application.h"
#include "service/calendar.h"
#include "service/catalogue.h"
#include "service/clockwork.h"
#include "service/contact.h"
#include "service/correction.h"
#include "service/deadline.h"
#include "service/decision.h"
#include "service/formality.h"
#include "service/history.h"
#include "service/lease.h"
#include "service/owed.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

STATEMENT(test_version, "isbst", "",
    "INSERT INTO formality_version (id, code, digest, body, loaded) VALUES (?, ?, ?, ?, ?)")
STATEMENT(test_person, "it", "",
    "INSERT INTO person (id, lang, zone, country, created) VALUES (?, 'zh', 'Europe/Rome', 'IT', ?)")
STATEMENT(test_contact, "iibbt", "",
    "INSERT INTO contact (id, person, kind, idx, sealed, confirmed) "
    "VALUES (?, ?, 'email', ?, ?, ?)")
STATEMENT(test_day, "ss", "", "INSERT INTO calendar_day (day, kind, name_zh) VALUES (?, ?, '假')")
STATEMENT(test_newest_kind, "i", "s",
    "SELECT kind FROM notice WHERE application = ? ORDER BY id DESC LIMIT 1")
STATEMENT(test_owed, "i", "st", "SELECT code, due FROM owed_paper WHERE application = ?")
STATEMENT(test_break, "i", "", "UPDATE application SET formality_version = 1 WHERE id = ?")

#define START 1795424400000		/* Monday 2026-11-23, 17:00 in Wenzhou */
#define PERSON 1
#define OFFICER 11
#define APPROVER 12
#define UNIT 21

static const struct formality *formality;
static struct catalogue *catalogue;
static struct pool *pool;
static struct db *db;

static void
act(struct application *a, enum action action, enum role role, int64_t actor, moment at)
{
	struct deed deed = {.action = action, .role = role, .actor = actor,
	    .unit = role == ROLE_RESIDENT ? 0 : UNIT, .at = at, .formality = formality,
	    .to_unit = UNIT};

	must(application_act(db, a, &deed));
}

static struct application *
submitted(moment at)
{
	const struct pairs nothing = {.pool = pool};
	struct application *a;

	clock_set(at);
	must(application_create(db, PERSON, formality, &nothing, LANG_ZH, at, &a));
	act(a, ACT_SUBMIT, ROLE_RESIDENT, PERSON, at);
	return a;
}

static struct application *
in_correction(moment at)
{
	struct application *a = submitted(at);
	const struct correction_item item = {.what = "material", .code = "id-proof-any",
	    .sentence = "看不清"};

	must(correction_ask(db, a, OFFICER, &item, 1, at));
	act(a, ACT_ASK_CORRECTION, ROLE_OFFICER, OFFICER, at);
	return a;
}

static struct application *
issued(moment at)
{
	struct application *a = submitted(at);

	act(a, ACT_ACCEPT, ROLE_OFFICER, OFFICER, at);
	must(decision_propose(db, a, true, "齐全", NULL, OFFICER, at));
	act(a, ACT_PROPOSE_APPROVE, ROLE_OFFICER, OFFICER, at);
	act(a, ACT_APPROVE, ROLE_APPROVER, APPROVER, at);
	act(a, ACT_ISSUE, ROLE_OFFICER, OFFICER, at);
	return a;
}

static enum state
state_of(const struct application *a)
{
	struct application *now;

	must(application_load(db, a->id, &now));
	return now->state;
}

static void
is_state(const struct application *a, enum state want, const char *what)
{
	is_str(state_word(state_of(a)), state_word(want), what);
}

static const char *
newest_notice(const struct application *a)
{
	struct row *row;

	must(db_row(db, &test_newest_kind, DB(db_int(a->id)), &row));
	return row ? row_text(row, 0) : NULL;
}

static struct clockwork_done
run_at(moment at)
{
	struct clockwork_done done;

	clock_set(at);
	must(clockwork_run(db, catalogue, at, &done));
	return done;
}

static void
try_deemed(void)
{
	struct application *a = submitted(START), *now;
	moment due = deadline_working(START, CHECK_DAYS);
	struct clockwork_done done = run_at(due);
	struct chain chain;

	is_int(done.accepted, 0, "at the last moment of the fifth day nothing is accepted");
	is_state(a, STATE_SUBMITTED, "it is submitted still");
	done = run_at(due + 1);
	is_int(done.accepted, 1, "a moment later it is");
	must(application_load(db, a->id, &now));
	is_str(state_word(now->state), "accepted", "it is accepted");
	is_int(now->accepted, due + 1, "now");
	is_int(now->due, deadline_working(START, formality->promise_days),
	    "and to be decided counted from the day of receipt");
	is_str(newest_notice(a), "deem_accepted", "the resident is told");
	must(history_verify(db, a->id, &chain));
	is_int(chain.wrong, 0, "the history is whole");
	done = run_at(due + 2);
	is_int(done.accepted + done.failed, 0, "once");
}

/* What the law has accepted no officer sends back, though the clock has not gone round since. */
static void
try_silent(void)
{
	static const enum action late[] = {ACT_ASK_CORRECTION, ACT_DECLINE, ACT_TRANSFER, ACT_ACCEPT_PENDING};
	struct application *a = submitted(START), *b = submitted(START), *now;
	struct deed deed = {.role = ROLE_OFFICER, .actor = OFFICER, .formality = formality, .detail = "why",
	    .department = "justice", .at = deadline_working(START, CHECK_DAYS) + 1};
	const struct correction_item item = {.what = "material", .code = "id-proof-any", .sentence = "看不清"};
	const struct error *e;

	clock_set(deed.at);
	for (size_t i = 0; i < sizeof late / sizeof *late; i++) {
		deed.action = late[i];
		e = application_act(db, a, &deed);
		ok(e && e->kind == ERROR_CONFLICT, "once the day is over it is too late to %s", action_word(late[i]));
	}
	is_state(a, STATE_SUBMITTED, "nothing was done");
	deed.action = ACT_ACCEPT;
	must(application_act(db, a, &deed));
	must(application_load(db, a->id, &now));
	is_int(now->due, deadline_working(START, formality->promise_days),
	    "accepted then, it is to be decided counted from the day of receipt");
	deed.action = ACT_ASK_CORRECTION;
	deed.at = deadline_working(START, CHECK_DAYS);
	must(correction_ask(db, b, OFFICER, &item, 1, deed.at));
	must(application_act(db, b, &deed));
	is_state(b, STATE_CORRECTION, "at the last moment of the day it is in time");
}

/* What was corrected counts from the day on which the corrections came. */
static void
try_deemed_corrected(void)
{
	moment at = START + 15 * DAY, answered = at + 9 * DAY;
	struct application *a = in_correction(at), *now;
	struct correction *c;

	must(correction_load(db, a->id, &c));
	must(correction_answered(db, c, answered));
	act(a, ACT_ANSWER, ROLE_RESIDENT, PERSON, answered);
	is_int(run_at(a->due + 1).accepted, 1, "a corrected one that nobody checked is accepted too");
	must(application_load(db, a->id, &now));
	is_int(now->due, deadline_working(answered, formality->promise_days),
	    "to be decided counted from the day of the corrections");
}

/* What its resident said would follow is owed, though no officer named a day. */
static void
try_deemed_promised(int in_days, const char *what)
{
	const struct formality *was = formality;
	struct pairs answers = {.pool = pool};
	struct application *a, *now;
	struct clockwork_done done;
	moment due, by, at = START;
	struct rows rows;

	formality = catalogue_find(catalogue, "hukou-restore-cancelled");
	clock_set(at);
	owed_promise(&answers, "photo-idcard", clock_wenzhou_day(at) + in_days);
	owed_promise(&answers, "id-proof-any", clock_wenzhou_day(at) + 90);
	must(application_create(db, PERSON, formality, &answers, LANG_EN, at, &a));
	act(a, ACT_SUBMIT, ROLE_RESIDENT, PERSON, at);
	done = run_at(a->due + 1);
	is_int(done.accepted, 1, what);
	must(application_load(db, a->id, &now));
	due = deadline_working(a->due + 1, CHECK_DAYS);
	by = deadline_working(clock_wenzhou_end(clock_wenzhou_day(at) + in_days), 0);
	due = by > due ? by : due;
	is_int(now->owed, due < now->law_due ? due : now->law_due,
	    "it is owed by the day that was said, or in five working days, as the law's time allows");
	must(db_rows(db, &test_owed, DB(db_int(a->id)), &rows));
	is_int((int64_t)rows.count, 1, "one paper, of those that may follow");
	is_str(rows.count ? row_text(rows.at[0], 0) : NULL, "photo-idcard", "which was promised");
	is_int(rows.count ? row_moment(rows.at[0], 1) : 0, now->owed, "by that day");
	is_str(newest_notice(a), "deem_accepted", "the resident is told");
	formality = was;
}

/* Another one in its place, wherever the catalogue has it; what stood there. */
static struct formality *
put(const struct formality *in_place_of, struct formality *f)
{
	struct formality *was = NULL;

	for (size_t i = 0; i < catalogue->count; i++) {
		if (catalogue->by_code[i] == in_place_of)
			catalogue->by_code[i] = f;
		if (catalogue->formalities[i] == in_place_of) {
			was = catalogue->formalities[i];
			catalogue->formalities[i] = f;
		}
	}
	formality = f;
	return was;
}

/* The same formality, changed in what the clock looks at; the catalogue knows it so until given back. */
static struct formality *
changed(struct formality **was)
{
	struct formality *f = POOL_NEW(pool, struct formality);

	*f = *formality;
	*was = put(formality, f);
	return f;
}

static void
give_back(struct formality *was)
{
	put(formality, was);
}

/* Silence does not accept what another department decides; it stays overdue until it is passed on. */
static void
try_transfer(void)
{
	moment at = START + 20 * DAY;
	struct deed deed = {.action = ACT_TRANSFER, .role = ROLE_OFFICER, .actor = OFFICER,
	    .unit = UNIT, .department = "justice"};
	struct formality *was = NULL;
	struct application *a;

	changed(&was)->mode = MODE_TRANSFER;
	a = submitted(at);
	is_int(a->due, deadline_working(at, FORWARD_DAYS), "to be passed on within one working day");
	deed.at = deadline_working(at, CHECK_DAYS) + 1;
	is_int(run_at(deed.at).accepted, 0, "after five nothing is accepted by silence");
	is_state(a, STATE_SUBMITTED, "it waits, overdue");
	must(application_load(db, a->id, &a));
	ok(a->due < deed.at, "since its one day is over");
	deed.formality = formality;
	must(application_act(db, a, &deed));
	is_state(a, STATE_TRANSFERRED, "and can still be passed on");
	give_back(was);
}

/* Nobody has answered a question, or booked anything, because nobody has read it. */
static void
try_channel(void)
{
	moment at = START + 30 * DAY, late = deadline_working(at, 40) + 1;
	struct deed deed = {.action = ACT_DEEM_ACCEPTED, .role = ROLE_SYSTEM, .at = late};
	struct formality *was = NULL;
	const struct error *e;
	struct application *a;

	changed(&was)->is_channel = true;
	a = submitted(at);
	is_int(a->due, deadline_working(at, formality->promise_days), "to be answered within its promise");
	is_int(run_at(late).accepted, 0, "unread, nothing is accepted by silence");
	is_state(a, STATE_SUBMITTED, "it waits, overdue");
	deed.formality = formality;
	ok((e = application_act(db, a, &deed)) && e->kind == ERROR_CONFLICT, "nor by anybody's hand");
	act(a, ACT_WITHDRAW, ROLE_RESIDENT, PERSON, late);
	give_back(was);
}

/* What is done on the spot: accepted, it waits for whoever comes, and is due on that day. */
static void
try_visit(void)
{
	struct formality_step steps[] = {{.where = WHERE_ONLINE}, {.where = WHERE_AGENT}};
	moment at = START + 21 * DAY, came = START + 29 * DAY;
	struct formality *was = NULL;
	struct formality *f = changed(&was);
	struct application *a;

	f->mode = MODE_ENTRUSTED;
	f->promise_days = f->law_days = 0;
	f->steps = steps;
	f->step_count = 2;
	a = submitted(at);
	act(a, ACT_ACCEPT, ROLE_OFFICER, OFFICER, at);
	is_state(a, STATE_VISIT, "accepted, it waits for the relative");
	ok(a->accepted == at && a->stopped == at, "from then on, and its clock stands still");
	is_str(newest_notice(a), "await", "the resident is told once, that somebody has to go");
	act(a, ACT_CAME, ROLE_OFFICER, OFFICER, came);
	is_state(a, STATE_ACCEPTED, "the relative is there");
	ok(!a->stopped && a->due == deadline_working(came, 0) && a->law_due == a->due,
	    "and it is due on that day");
	a = submitted(at);
	is_int(run_at(a->due + 1).accepted, 1, "what nobody checked is accepted too");
	is_state(a, STATE_VISIT, "and waits likewise");
	f->promise_days = f->law_days = 5;
	at += 28 * DAY;
	a = submitted(at);
	act(a, ACT_ACCEPT, ROLE_OFFICER, OFFICER, at);
	is_state(a, STATE_ACCEPTED, "what takes days is examined first");
	act(a, ACT_AWAIT, ROLE_OFFICER, OFFICER, at);
	act(a, ACT_CAME, ROLE_OFFICER, OFFICER, at + 10 * DAY);
	is_int(a->due, deadline_working(at + 10 * DAY, 5), "and has its days left when somebody comes");
	give_back(was);
}

/* More time to decide is had before the limit is over. */
static void
try_extend(void)
{
	moment at = START + 80 * DAY;
	struct application *a = submitted(at), *b = submitted(at), *c;
	moment promised, law;
	struct deed late = {.action = ACT_EXTEND, .role = ROLE_APPROVER, .actor = APPROVER,
	    .unit = UNIT, .formality = formality};

	act(a, ACT_ACCEPT, ROLE_OFFICER, OFFICER, at);
	act(b, ACT_ACCEPT, ROLE_OFFICER, OFFICER, at);
	act(a, ACT_EXTEND, ROLE_APPROVER, APPROVER, a->law_due);
	ok(a->is_extended, "on the last day a limit is extended");
	late.at = b->law_due + 1;
	ok(application_act(db, b, &late) && !b->is_extended, "a moment later it is not");
	c = submitted(at);
	act(c, ACT_ACCEPT, ROLE_OFFICER, OFFICER, at);
	promised = c->due;
	law = c->law_due;
	ok(promised < law, "where the promise is shorter than the law's limit");
	act(c, ACT_EXTEND, ROLE_APPROVER, APPROVER, promised + 1);
	ok(c->due == promised, "a promised day that was over when more time was given stays missed");
	is_int(c->law_due, deadline_working(law, EXTENSION_DAYS), "the law's limit alone has more days");
}

static void
try_lapse(void)
{
	moment at = START + 30 * DAY, due = deadline_calendar(at, CORRECTION_DAYS);
	struct application *a = in_correction(at), *b = in_correction(at);
	struct clockwork_done done = run_at(due);
	struct correction *c;

	is_int(done.lapsed + done.accepted, 0, "in time nothing lapses, and the clock stands still");
	must(correction_load(db, b->id, &c));
	must(correction_answered(db, c, due));
	act(b, ACT_ANSWER, ROLE_RESIDENT, PERSON, due);
	done = run_at(due + 1);
	is_int(done.lapsed, 1, "one lapses");
	is_state(a, STATE_WITHDRAWN, "the unanswered one");
	is_state(b, STATE_SUBMITTED, "and not the answered one");
	is_str(newest_notice(a), "lapse", "the resident is told");
}

static void
try_close(void)
{
	moment at = START + 90 * DAY, due = deadline_calendar(at, CLOSE_DAYS);
	struct application *a = issued(at);
	struct clockwork_done done;

	clock_set(due);
	must(clockwork_close(db, catalogue, due, &done));
	is_int(done.closed, 0, "a result lies for 15 days");
	clock_set(due + 1);
	must(clockwork_close(db, catalogue, due + 1, &done));
	is_int(done.closed, 1, "then it is closed");
	is_state(a, STATE_CLOSED, "closed");
	is_str(newest_notice(a), "issue", "without another notice");
	must(clockwork_close(db, catalogue, due + 2, &done));
	is_int(done.closed + done.failed, 0, "once");
}

/* More than a batch, and one in front that cannot be done. */
static void
try_many(void)
{
	moment at = START + 150 * DAY, due = deadline_working(at, CHECK_DAYS);
	struct application *broken, *last = NULL;
	struct clockwork_done done;

	run_at(at);	/* what the others left */
	broken = submitted(at);
	must(db_run(db, &test_break, DB(db_int(broken->id)), NULL));
	for (int i = 0; i < CLOCKWORK_BATCH + 5; i++)
		last = submitted(at);
	log_open("clockwork", LOG_LEVEL_ERROR);
	done = run_at(due + 1);
	is_int(done.accepted, CLOCKWORK_BATCH + 5, "all but the broken one in one run");
	is_int(done.failed, 1, "which has failed");
	is_state(broken, STATE_SUBMITTED, "and is as it was");
	is_state(last, STATE_ACCEPTED, "the last one is accepted");
	ok(!done.is_more, "there are no more");
}

static void
try_lease(void)
{
	bool is_ours;

	must(lease_take(db, "duty", 1, START, MINUTE, &is_ours));
	ok(is_ours, "a new lease is had");
	must(lease_take(db, "duty", 2, START + MINUTE - 1, MINUTE, &is_ours));
	ok(!is_ours, "by one");
	must(lease_take(db, "duty", 1, START + MINUTE - 1, MINUTE, &is_ours));
	ok(is_ours, "who may go on");
	must(lease_take(db, "duty", 2, START + MINUTE, MINUTE, &is_ours));
	ok(!is_ours, "and has it for longer then");
	must(lease_take(db, "duty", 2, START + 2 * MINUTE, MINUTE, &is_ours));
	ok(is_ours, "until it is over");
	must(lease_take(db, "duty", 1, START + 2 * MINUTE, MINUTE, &is_ours));
	ok(!is_ours, "the first one sees that");
	must(lease_take(db, "other", 1, START + 2 * MINUTE, MINUTE, &is_ours));
	ok(is_ours, "another duty is another lease");
	must(lease_end(db, 3, START + 2 * MINUTE));
	must(lease_take(db, "other", 2, START + 2 * MINUTE, MINUTE, &is_ours));
	ok(!is_ours, "nobody gives back what another has");
	must(lease_end(db, 1, START + 2 * MINUTE));
	must(lease_take(db, "other", 2, START + 2 * MINUTE, MINUTE, &is_ours));
	ok(is_ours, "given back, it is free");
}

static void
try_unannounced(void)
{
	moment at = START + 35 * DAY;		/* 28 December */
	struct application *a;
	int64_t matters;
	int year;

	must(clockwork_unannounced(db, at, &year, &matters));
	is_int(year, 2027, "the first year without a calendar");
	is_int(matters, 0, "in which nothing is due yet");
	a = submitted(at);
	must(clockwork_unannounced(db, at, &year, &matters));
	is_int(matters, 1, "then one is");
	act(a, ACT_WITHDRAW, ROLE_RESIDENT, PERSON, at);
}

static void
try_calendar(void)
{
	ok(!deadline_year_is_published(2093), "a year without a calendar");
	must(db_run(db, &test_day, DB(db_text("2093-01-01"), db_text("holiday")), NULL));
	must(calendar_load(db));
	ok(!deadline_year_is_published(2093), "has none yet with one day in the table");
	for (int i = 1; i <= 20; i++)
		must(db_run(db, &test_day, DB(db_text(pool_format(pool, "2093-02-%02d", i)),
		    db_text("holiday")), NULL));
	for (int i = 1; i <= 3; i++)
		must(db_run(db, &test_day, DB(db_text(pool_format(pool, "2093-10-%02d", i)),
		    db_text("holiday")), NULL));
	must(db_run(db, &test_day, DB(db_text("2093-05-01"), db_text("holiday")), NULL));
	must(calendar_load(db));
	ok(deadline_year_is_published(2093), "has one when its days are in the table");
	ok(!is_working_day(day_of(2093, 1, 1)), "and they count");
	must(db_run(db, &test_day, DB(db_text("2093-01-02"), db_text("sunday")), NULL));
	must(db_run(db, &test_day, DB(db_text("1927-01-01"), db_text("holiday")), NULL));
	must(calendar_load(db));
	ok(!is_working_day(day_of(2093, 1, 1)), "a kind and a year that there are not are passed over");
}

static void
fill_store(void)
{
	const struct formality *all[] = {formality, catalogue_find(catalogue, "hukou-restore-cancelled")};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		must(db_run(db, &test_version, DB(db_int(db_new_id()), db_text(all[i]->code),
		    db_bytes(plain_hash(pool, bytes_of(all[i]->text))), db_text(all[i]->text),
		    db_moment(START)), NULL));
	must(db_run(db, &test_person, DB(db_int(PERSON), db_moment(START)), NULL));
	must(db_run(db, &test_contact, DB(db_int(2), db_int(PERSON),
	    db_bytes(contact_index(pool, "email", "a@example.org")),
	    db_bytes(seal_text(pool, CONTACT_CONTEXT, 2, "a@example.org")), db_moment(START)), NULL));
}

int
main(void)
{
	const char *root = getenv("srcdir");

	pool = pool_new(NULL, 0);
	db = db_new(database_start());
	db_use_pool(db, pool);
	must(catalogue_load(pool, pool_format(pool, "%s/formalities", root ? root : "."), &catalogue));
	formality = catalogue_find(catalogue, "cert-no-crime");
	if (!ok(formality != NULL, "the formality of the examples"))
		return done();
	fill_store();
	try_unannounced();
	try_deemed();
	try_silent();
	try_deemed_corrected();
	try_deemed_promised(3, "a promise whose day is over when the clock accepts");
	try_deemed_promised(30, "one that is beyond the law's time");
	try_transfer();
	try_channel();
	try_visit();
	try_extend();
	try_lapse();
	try_close();
	try_many();
	try_lease();
	try_calendar();
	db_close(db);
	pool_free(pool);
	return done();
}
