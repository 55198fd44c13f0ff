/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Ratings and follow-ups on a real MariaDB: every stage of a follow-up × act × role × unit against a table
 * written here by hand; who gets it; what is kept of it.
 */
#include "service/rating.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "database.h"
#include "service/application.h"
#include "service/deadline.h"
#include "service/history.h"
#include "service/reference.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

STATEMENT(unit_insert, "isrs", "",
    "INSERT INTO unit (id, code, parent, kind, name_zh, name_en, country, zone) "
    "VALUES (?, ?, ?, ?, '示例', 'Sample', 'CN', 'Asia/Shanghai')")
STATEMENT(officer_insert, "isiss", "",
    "INSERT INTO officer (id, name, unit, role, number, full_name) VALUES (?, ?, ?, ?, ?, '示例民警')")
STATEMENT(person_insert, "it", "",
    "INSERT INTO person (id, lang, zone, country, created) VALUES (?, 'en', 'Europe/Rome', 'IT', ?)")
STATEMENT(application_insert, "isisibtttt", "",
    "INSERT INTO application (id, ref, person, formality, formality_version, state, unit, answers, page, "
    "lang, created, saved, submitted, ended, retain_until) "
    "VALUES (?, ?, ?, 'cert-no-crime', 1, ?, ?, ?, '', 'en', ?, ?, ?, ?, '2029-03-20')")
STATEMENT(retained, "i", "s", "SELECT CAST(retain_until AS CHAR) FROM application WHERE id = ?")

enum stage { OPEN, TRIED, CALLED, MENDED, CLOSED, STAGES };
static const char *const stages[] = {"open", "tried", "called", "mended", "closed"};
/* What may be done next: c call, m mend, x close, r rate once more. */
static const char *const next[] = {"c", "cm", "m", "x", "r"};
static const struct {
	enum action action;
	char letter;
} acts[] = {{ACT_FOLLOW_UP_CALL, 'c'}, {ACT_FOLLOW_UP_MEND, 'm'}, {ACT_FOLLOW_UP_CLOSE, 'x'}};

enum place { BUREAU, CENTRE, BRANCH, OTHER, SITE, PLACES };
static struct db *db;
static struct pool *pool;
static int64_t units[PLACES], approvers[PLACES], person;
static moment now = 1774000000000;	/* a Friday */

static enum error_kind
kind_of(const struct error *e)
{
	return e ? e->kind : ERROR_NONE;
}

static void
prepare(void)
{
	static const struct {
		const char *code, *kind;
		enum place above;
	} places[PLACES] = {{"bureau", "bureau", BUREAU}, {"centre", "center", BUREAU},
	    {"branch", "branch", CENTRE}, {"other", "branch", CENTRE}, {"site", "service-site", BRANCH}};

	for (int i = 0; i < PLACES; i++) {
		units[i] = db_new_id();
		must(db_run(db, &unit_insert, DB(db_int(units[i]), db_text(places[i].code),
		    db_ref(i == BUREAU ? 0 : units[places[i].above]), db_text(places[i].kind)), NULL));
		approvers[i] = db_new_id();
		/* nobody works at the top */
		if (i != BUREAU)
			must(db_run(db, &officer_insert, DB(db_int(approvers[i]), db_text(places[i].code),
			    db_int(units[i]), db_text(i == SITE ? "officer" : "approver"),
			    db_text(pool_format(pool, "S-%d", i))), NULL));
	}
	person = db_new_id();
	must(db_run(db, &person_insert, DB(db_int(person), db_moment(now)), NULL));
}

static struct application *
add(enum state state, enum place unit)
{
	int64_t id = db_new_id();
	char ref[REFERENCE_TEXT];
	struct application *a;
	struct value at = db_moment(now);

	reference_make(ref);
	must(db_run(db, &application_insert, DB(db_int(id), db_text(ref), db_int(person),
	    db_text(state_word(state)), db_int(units[unit]),
	    db_bytes(seal(pool, "answers", id, BYTES("", 0))), at, at, at, at), NULL));
	must(application_load(db, id, &a));
	return a;
}

static const struct error *
rate(struct application *a, int level, bool is_again)
{
	return rating_give(db, a, &(struct rating_new){.level = level, .subjects = 1u << RATING_PACE,
	    .words = "Slow.", .is_again = is_again, .person = person, .lang = LANG_EN,
	    .at = now});
}

static const struct error *
act(struct application *a, enum action action, enum role role, enum place unit, bool is_done)
{
	const struct error *e;
	struct rating r;

	if ((e = rating_load(db, a->id, &r)))
		return e;
	return follow_up_act(db, a, &r.follow_up, &(struct deed){.action = action, .role = role,
	    .actor = approvers[unit], .unit = units[unit], .at = now, .detail = "said"}, is_done);
}

static struct application *
at_stage(enum state state, enum stage stage)
{
	struct application *a = add(state, BRANCH);

	must(rate(a, 2, false));
	if (stage >= TRIED)
		must(act(a, ACT_FOLLOW_UP_CALL, ROLE_APPROVER, CENTRE, false));
	if (stage >= CALLED)
		must(act(a, ACT_FOLLOW_UP_CALL, ROLE_APPROVER, CENTRE, true));
	if (stage >= MENDED)
		must(act(a, ACT_FOLLOW_UP_MEND, ROLE_SUPERVISOR, CENTRE, true));
	if (stage == CLOSED)
		must(act(a, ACT_FOLLOW_UP_CLOSE, ROLE_APPROVER, CENTRE, true));
	return a;
}

/* Tried, and taken back. */
static enum error_kind
would(struct application *a, enum action action, enum role role, enum place unit, int rates)
{
	struct application copy = *a;
	enum error_kind kind;

	must(db_begin(db));
	kind = kind_of(rates ? rate(&copy, rates, action == ACT_RATE_AGAIN) :
	    act(&copy, action, role, unit, true));
	db_rollback(db);
	return kind;
}

static void
test_stage(enum state state, enum stage stage)
{
	struct application *a = at_stage(state, stage);
	int wrong = 0, tried = 0;

	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		for (enum role role = 0; role < ROLES; role++)
			for (enum place unit = BRANCH; unit >= CENTRE; unit--) {
				bool may = strchr(next[stage], acts[i].letter) && unit == CENTRE &&
				    (role == ROLE_APPROVER || role == ROLE_SUPERVISOR);
				enum error_kind got = would(a, acts[i].action, role, unit, 0);

				tried++;
				wrong += may != (got == ERROR_NONE);
				wrong += !may && got != ERROR_CONFLICT && got != ERROR_ROLE;
			}
	is_int(tried, 3 * ROLES * 2, "every act by every role of both units");
	is_int(wrong, 0, "is as the law says");
	is_int(would(a, ACT_RATE, ROLE_RESIDENT, 0, 5), ERROR_CONFLICT, "no second first rating");
	is_int(would(a, ACT_RATE_AGAIN, ROLE_RESIDENT, 0, 5),
	    strchr(next[stage], 'r') ? ERROR_NONE : ERROR_CONFLICT, "and a further one after the end only");
	ok(true, "%s, %s", state_word(state), stages[stage]);
}

static void
test_states(void)
{
	for (enum state s = 0; s < STATES; s++) {
		bool may = s == STATE_CLOSED || s == STATE_DECLINED;

		is_int(would(add(s, BRANCH), ACT_RATE, ROLE_RESIDENT, 0, 5), may ? ERROR_NONE : ERROR_CONFLICT,
		    "what is closed or declined is rated, and nothing else");
	}
	for (int level = -1; level < 8; level++)
		if (level)
			is_int(would(add(STATE_CLOSED, BRANCH), ACT_RATE, ROLE_RESIDENT, 0, level),
			    level >= 1 && level <= 5 ? ERROR_NONE : ERROR_INVALID, "five levels");
}

static void
test_clock(void)
{
	struct application *a = add(STATE_CLOSED, BRANCH);
	struct rating r;

	must(rate(a, 1, false));
	must(rating_load(db, a->id, &r));
	is_int(r.follow_up.call_by, deadline_working(now, 1), "called back within one working day");
	is_int(r.follow_up.mend_by, deadline_working(now, 15), "mended within fifteen");
	is_int(r.follow_up.due, r.follow_up.call_by, "the call is due first");
	now += 3 * DAY;
	must(act(a, ACT_FOLLOW_UP_CALL, ROLE_APPROVER, CENTRE, false));
	must(rating_load(db, a->id, &r));
	is_int(r.follow_up.due, deadline_working(now, 1), "in vain: again by the next working day");
	now = r.follow_up.mend_by - HOUR;
	must(act(a, ACT_FOLLOW_UP_CALL, ROLE_APPROVER, CENTRE, false));
	must(rating_load(db, a->id, &r));
	is_int(r.follow_up.due, r.follow_up.mend_by, "but never later than all of it");
	is_int(r.follow_up.tries, 2, "both are counted");
	now = 1774000000000;
}

/* The nearest above who had no hand in it; never the unit itself. */
static void
test_where(void)
{
	static const struct {
		enum place rated, wants;
		enum place hand;	/* whose approver had it in hand; PLACES: nobody */
	} cases[] = {{BRANCH, CENTRE, PLACES}, {SITE, BRANCH, PLACES}, {SITE, CENTRE, BRANCH},
	    {CENTRE, BRANCH, PLACES}, {BRANCH, OTHER, CENTRE}};
	struct rating r;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct application *a = add(STATE_CLOSED, cases[i].rated);

		if (cases[i].hand != PLACES)
			must(history_add(db, a, &(struct deed){.action = ACT_APPROVE, .role = ROLE_APPROVER,
			    .actor = approvers[cases[i].hand], .unit = units[cases[i].hand], .at = now}));
		must(rate(a, 1, false));
		must(rating_load(db, a->id, &r));
		ok(r.follow_up.unit == units[cases[i].wants], "case %zu is followed up where it should be", i);
		ok(r.follow_up.unit != units[cases[i].rated], "and not where it was rated");
	}
}

static void
test_load(void)
{
	struct application *a = add(STATE_CLOSED, BRANCH), *got;
	struct rating r;

	must(rate(a, 2, false));
	is_int(kind_of(follow_up_load(db, &(struct follower){approvers[CENTRE], units[CENTRE], false}, a->ref,
	    &got, &r)), ERROR_NONE, "who follows it up loads it");
	is_int(kind_of(follow_up_load(db, &(struct follower){approvers[BRANCH], units[BRANCH], false}, a->ref,
	    &got, &r)), ERROR_NOT_FOUND, "the rated unit does not");
	is_int(kind_of(follow_up_load(db, &(struct follower){approvers[BUREAU], units[BUREAU], true}, a->ref,
	    &got, &r)), ERROR_NONE, "a supervisor above looks after it");
	is_int(kind_of(follow_up_load(db, &(struct follower){approvers[BUREAU], units[BUREAU], false}, a->ref,
	    &got, &r)), ERROR_NOT_FOUND, "an approver above does not");
	must(history_add(db, a, &(struct deed){.action = ACT_ISSUE, .role = ROLE_OFFICER,
	    .actor = approvers[CENTRE], .unit = units[CENTRE], .at = now}));
	is_int(kind_of(follow_up_load(db, &(struct follower){approvers[CENTRE], units[CENTRE], false}, a->ref,
	    &got, &r)), ERROR_ROLE, "nor whoever had it in hand");
}

static void
test_kept(void)
{
	struct application *a = add(STATE_CLOSED, BRANCH);
	struct events events;
	struct chain chain;
	struct row *row;
	struct rating r;

	must(rate(a, 4, false));
	must(rating_load(db, a->id, &r));
	ok(r.first.level == 4 && r.first.subjects == 1u << RATING_PACE && !r.follow_up.unit,
	    "level and subjects are kept, and nothing follows a good one");
	must(history_list(db, a->id, &events));
	is_str(rating_words(&events.at[0]), "Slow.", "its words are in the history");
	ok(!event_detail(pool, &events.at[0], LANG_EN), "and not for every reader of it");
	must(history_verify(db, a->id, &chain));
	ok(chain.count == 1 && !chain.wrong, "the chain is whole");
	must(db_row(db, &retained, DB(db_int(a->id)), &row));
	is_str(row_text(row, 0), "2029-03-20", "how long it is kept is as it was");
}

int
main(void)
{
	db = db_new(database_start());
	pool = pool_new(NULL, 0);
	db_use_pool(db, pool);
	prepare();
	test_states();
	for (enum stage s = 0; s < STAGES; s++) {
		test_stage(STATE_CLOSED, s);
		test_stage(STATE_DECLINED, s);
	}
	test_clock();
	test_where();
	test_load();
	test_kept();
	db_close(db);
	pool_free(pool);
	return done();
}
