/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Days off are announced while matters are under way: lives that were lived without knowing them are
 * counted again, and are due when the same lives are, lived with the days known from the start.
 */
#include "service/recount.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "database.h"
#include "service/application.h"
#include "service/calendar.h"
#include "service/catalogue.h"
#include "service/contact.h"
#include "service/correction.h"
#include "service/deadline.h"
#include "service/decision.h"
#include "service/history.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

STATEMENT(test_version, "isbst", "",
    "INSERT INTO formality_version (id, code, digest, body, loaded) VALUES (?, ?, ?, ?, ?)")
STATEMENT(test_person, "it", "",
    "INSERT INTO person (id, lang, zone, country, created) VALUES (?, 'zh', 'Europe/Rome', 'IT', ?)")
STATEMENT(test_contact, "iibbt", "",
    "INSERT INTO contact (id, person, kind, idx, sealed, confirmed) VALUES (?, ?, 'email', ?, ?, ?)")
STATEMENT(test_day, "ss", "", "REPLACE INTO calendar_day (day, kind, name_zh) VALUES (?, ?, '假')")
STATEMENT(test_break, "i", "", "UPDATE application SET state = 'approved' WHERE id = ?")
STATEMENT(test_notice, "i", "sb",
    "SELECT kind, params FROM notice WHERE application = ? ORDER BY id DESC LIMIT 1")
STATEMENT(test_notice_id, "i", "i",
    "SELECT id FROM notice WHERE application = ? ORDER BY id DESC LIMIT 1")

#define LIVES 120
#define STEPS 14
#define LIFE_START 1796630400000	/* Monday 2026-12-07, 16:00 in Wenzhou */
#define PERSON 1
#define OFFICER 11
#define APPROVER 12
#define UNIT 21
#define OTHER_UNIT 22
#define JANUARY day_of(2027, 1, 1)

static const char *const codes[] = {"hukou-name-adult", "id-replace-online", "passport-settled-abroad"};
static struct catalogue *catalogue;
static struct pool *pool;
static struct db *db;

struct dice { uint64_t state; };

static unsigned
roll(struct dice *d, unsigned sides)
{
	d->state = d->state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)((d->state >> 33) % sides);
}

static const struct formality *
formality_at(int i)
{
	return catalogue_find(catalogue, codes[(size_t)i % (sizeof codes / sizeof *codes)]);
}

/* What has to stand in the store before some of the acts. */
static void
prepare(struct application *a, struct deed *deed)
{
	const struct correction_item item = {.what = "material", .code = "id-proof-any", .sentence = "看不清"};
	struct decision *d = NULL;
	struct correction *c;

	switch (deed->action) {
	case ACT_ASK_CORRECTION:
		must(correction_ask(db, a, OFFICER, &item, 1, deed->at));
		break;
	case ACT_ANSWER:
		must(correction_load(db, a->id, &c));
		must(correction_answered(db, c, deed->at));
		break;
	case ACT_MORE_TIME:
		must(correction_load(db, a->id, &c));
		must(correction_extend(db, c, deed->at, &deed->until));
		break;
	case ACT_PROPOSE_APPROVE:
	case ACT_PROPOSE_REFUSE:
		must(decision_propose(db, a, deed->action == ACT_PROPOSE_APPROVE, "好", NULL, OFFICER, deed->at));
		break;
	case ACT_RETURN:
		must(decision_load(db, a->id, &d));
		must(decision_settle(db, a, d, false, NULL, APPROVER, deed->at));
		break;
	default:
		break;
	}
}

/* Of what may be done, something that leads on; not what ends it, nor what only the clock does. */
static bool
choose(struct application *a, struct dice *dice, struct deed *deed)
{
	static const enum role roles[] = {ROLE_RESIDENT, ROLE_OFFICER, ROLE_APPROVER};
	enum action list[ACTIONS];
	struct decision *d = NULL;
	struct correction *c;
	size_t n;

	deed->role = roles[roll(dice, 3)];
	if (!(n = lifecycle_actions(a->state, deed->role, list)))
		return false;
	deed->action = list[roll(dice, (unsigned)n)];
	deed->actor = deed->role == ROLE_RESIDENT ? PERSON : deed->role == ROLE_OFFICER ? OFFICER : APPROVER;
	deed->unit = deed->role == ROLE_RESIDENT ? 0 : UNIT;
	deed->to_unit = a->unit == OTHER_UNIT ? UNIT : OTHER_UNIT;
	deed->department = "justice";
	switch (deed->action) {
	case ACT_WITHDRAW:
	case ACT_DECLINE:
	case ACT_SAVE:
	case ACT_DEPARTMENT_REPLY:
	case ACT_ISSUE:
	case ACT_ASSIGN:		/* it moves no day, and there is nobody in this store */
	case ACT_RECUSE:		/* all are one person's: one would bar them all */
		return false;
	case ACT_ASK_CORRECTION:
		return a->corrections < CORRECTIONS_MOST;
	case ACT_TRANSFER:
		a->unit_kind = "center";	/* which may after two hand-backs */
		/* fallthrough */
	case ACT_ASK_FORWARD:
		return a->state != STATE_ACCEPTED || deed->formality->mode == MODE_TRANSFER;
	case ACT_EXTEND:
		return !a->is_extended && deed->at < a->accepted + 2 * DAY;
	case ACT_MORE_TIME:
		must(correction_load(db, a->id, &c));
		return !c->extended && deed->at <= c->due;
	case ACT_APPROVE:
	case ACT_REFUSE:
		if (a->state != STATE_PROPOSED)
			return false;
		must(decision_load(db, a->id, &d));
		return d && d->is_approval == (deed->action == ACT_APPROVE);
	default:
		return true;
	}
}

/* The i-th life; the same dice, the same life. */
static struct application *
live(int i)
{
	struct dice dice = {(uint64_t)i * 7919 + 1};
	const struct formality *f = formality_at(i);
	moment at = LIFE_START + roll(&dice, 20) * DAY;
	struct application *a;
	struct deed deed = {.action = ACT_SUBMIT, .role = ROLE_RESIDENT, .actor = PERSON, .at = at,
	    .formality = f, .to_unit = UNIT};

	clock_set(at);
	must(application_create(db, PERSON, f, &(struct pairs){.pool = pool}, LANG_ZH, at, &a));
	must(application_act(db, a, &deed));
	for (unsigned steps = roll(&dice, STEPS), tries = 0; steps > 0 && tries < 100; tries++) {
		deed = (struct deed){.at = at, .formality = f};
		if (!choose(a, &dice, &deed))
			continue;
		deed.at = at += (moment)roll(&dice, 36) * HOUR;
		if (application_is_too_late(a, f, deed.action, deed.at))
			continue;
		clock_set(at);
		prepare(a, &deed);
		must(application_act(db, a, &deed));
		steps--;
	}
	return a;
}

static struct application *
now_of(const struct application *a)
{
	struct application *now;

	must(application_load(db, a->id, &now));
	return now;
}

static moment
answer_by(const struct application *a)
{
	struct correction *c;

	if (a->state != STATE_CORRECTION)
		return 0;
	must(correction_load(db, a->id, &c));
	return c->due;
}

static int
recounts_of(const struct application *a)
{
	struct events events;
	int n = 0;

	must(history_list(db, a->id, &events));
	for (size_t i = 0; i < events.count; i++)
		n += strcmp(events.at[i].action, action_word(ACT_RECOUNT)) == 0;
	return n;
}

static void
announce(const char *first, int count, const char *kind)
{
	day d;

	if (!day_parse(first, &d))
		ok(false, "%s is a day", first);
	for (int i = 0; i < count; i++) {
		char text[DAY_TEXT];

		day_format(d + i, text);
		must(db_run(db, &test_day, DB(db_text(text), db_text(kind)), NULL));
	}
}

static struct recounted
recount(moment at)
{
	struct recounted done;

	clock_set(at);
	must(calendar_load(db));
	must(recount_all(db, catalogue, JANUARY, at, &done));
	return done;
}

/* The notice names the day that counts now. */
static bool
is_told(const struct application *a, moment due)
{
	char want[40];
	struct row *row, *id;
	struct bytes params;

	must(db_row(db, &test_notice, DB(db_int(a->id)), &row));
	must(db_row(db, &test_notice_id, DB(db_int(a->id)), &id));
	if (!row || strcmp(row_text(row, 0), "recount") != 0)
		return false;
	must(unseal(pool, "notice-params", row_int(id, 0), row_bytes(row, 1), &params));
	snprintf(want, sizeof want, "%lld", (long long)due);
	return memmem(params.p, params.n, want, strlen(want)) != NULL;
}

static struct application *
submitted(moment at)
{
	const struct formality *f = formality_at(0);
	struct deed deed = {.action = ACT_SUBMIT, .role = ROLE_RESIDENT, .actor = PERSON, .at = at,
	    .formality = f, .to_unit = UNIT};
	struct application *a;

	clock_set(at);
	must(application_create(db, PERSON, f, &(struct pairs){.pool = pool}, LANG_ZH, at, &a));
	must(application_act(db, a, &deed));
	return a;
}

/* Asked for corrections on that day; the resident has asked for more time if `is_more`. */
static struct application *
in_correction(moment at, bool is_more)
{
	struct application *a = submitted(at);
	struct deed deed = {.action = ACT_ASK_CORRECTION, .role = ROLE_OFFICER, .actor = OFFICER,
	    .unit = UNIT, .at = at, .formality = formality_at(0)};

	prepare(a, &deed);
	must(application_act(db, a, &deed));
	if (!is_more)
		return a;
	deed = (struct deed){.action = ACT_MORE_TIME, .role = ROLE_RESIDENT, .actor = PERSON, .at = at};
	prepare(a, &deed);
	must(application_act(db, a, &deed));
	return a;
}

static struct application *before[LIVES], *asked, *given_more;
static struct { moment due, answer; } first[LIVES];

static moment
later(moment a, moment b)
{
	return a > b ? a : b;
}

/* Half of January, and a Saturday that is worked. */
static void
test_lives(void)
{
	int wrong = 0, told = 0, silent = 0, unseen = 0, broken = 0, states[STATES] = {0}, met = 0;
	struct recounted done, again;

	for (int i = 0; i < LIVES; i++) {
		before[i] = live(i);
		first[i].due = before[i]->due;
		first[i].answer = answer_by(before[i]);
		states[before[i]->state]++;
	}
	for (int s = 0; s < STATES; s++)
		met += states[s] > 0;
	ok(met >= 7, "the lives stand in %d states", met);
	ok(deadline_missing_year(LIFE_START, LIFE_START + 60 * DAY) == 2027, "2027 is not announced yet");
	asked = in_correction(clock_wenzhou_end(day_of(2026, 12, 8)), false);
	given_more = in_correction(clock_wenzhou_end(day_of(2026, 11, 11)), true);
	is_int(answer_by(asked), clock_wenzhou_end(day_of(2027, 1, 7)), "thirty days to answer");
	is_int(answer_by(given_more), clock_wenzhou_end(day_of(2027, 1, 11)), "and thirty more, to a Monday");
	announce("2027-01-01", 15, "holiday");
	announce("2027-01-16", 1, "workday");
	announce("2027-05-01", 5, "holiday");
	announce("2027-10-01", 7, "holiday");
	done = recount(LIFE_START + 40 * DAY);
	ok(!deadline_is_provisional(LIFE_START, LIFE_START + 60 * DAY), "now it is");
	is_int(done.failed, 0, "each can be counted again");
	for (int i = 0; i < LIVES; i++) {
		struct application *now = now_of(before[i]), *other = live(i);
		bool is_moved = (!now->stopped && now->due != first[i].due) ||
		    answer_by(now) != first[i].answer;
		moment due = answer_by(now) != first[i].answer ? answer_by(now) : now->due;
		struct chain chain;

		wrong += now->due != other->due || now->law_due != other->law_due ||
		    now->stopped != other->stopped || now->state != other->state ||
		    answer_by(now) != later(first[i].answer, answer_by(other));
		told += is_moved;
		silent += !is_moved && recounts_of(now) != 0;
		unseen += is_moved && (recounts_of(now) != 1 || !is_told(now, due));
		must(history_verify(db, now->id, &chain));
		broken += chain.wrong != 0;
	}
	is_int(wrong, 0, "they are due when the others are that knew it from the start");
	ok(told > LIVES / 6, "%d days have moved that somebody was told", told);
	is_int(done.moved, told + 2, "as many as are said");
	is_int(answer_by(now_of(asked)), clock_wenzhou_end(day_of(2027, 1, 16)), "an answer has more days");
	is_int(answer_by(now_of(given_more)), clock_wenzhou_end(day_of(2027, 1, 16)),
	    "so has one that had more already");
	is_int(recounts_of(asked) + recounts_of(given_more), 2, "and both are told");
	is_int(unseen, 0, "each of them stands in the history once, and in a message with the new day");
	is_int(silent, 0, "what has not moved has no row");
	ok(done.quiet > 0, "%d stand still and were put right without a word", (int)done.quiet);
	is_int(broken, 0, "the histories are whole");
	again = recount(LIFE_START + 41 * DAY);
	is_int(again.moved + again.quiet + again.failed, 0, "once more, and nothing moves");
	ok(again.seen > 0, "though they were looked at");
}

/* A clock that stood still while the days were announced goes on as if they had been known. */
static void
test_resume(void)
{
	int wrong = 0, count = 0;

	for (int i = 0; i < LIVES; i++) {
		struct application *pair[2] = {now_of(before[i]), live(i)};
		struct deed deed = {.action = ACT_RESUME, .role = ROLE_OFFICER, .actor = OFFICER,
		    .unit = UNIT, .at = LIFE_START + 45 * DAY, .formality = formality_at(i)};

		if (pair[0]->state != STATE_INTERVIEW)
			continue;
		for (int j = 0; j < 2; j++)
			must(application_act(db, pair[j], &deed));
		wrong += pair[0]->due != pair[1]->due || pair[0]->law_due != pair[1]->law_due;
		count++;
	}
	ok(count > 0, "%d interviews end", count);
	is_int(wrong, 0, "and both go on to the same day");
}

/* Taken back again, the office's days move back; the day by which a resident answers does not. */
static void
test_back(void)
{
	int wrong = 0;

	announce("2027-01-01", 16, "ordinary");
	is_int(recount(LIFE_START + 50 * DAY).failed, 0, "days are taken back");
	for (int i = 0; i < LIVES; i++) {
		struct application *now = now_of(before[i]);

		if (now->state != STATE_INTERVIEW && before[i]->state != STATE_INTERVIEW &&
		    now->state != STATE_VISIT)
			wrong += now->due != first[i].due;
	}
	is_int(wrong, 0, "what is the office's is due as at first");
	is_int(answer_by(now_of(asked)), clock_wenzhou_end(day_of(2027, 1, 16)), "who had got more days");
	is_int(answer_by(now_of(given_more)), clock_wenzhou_end(day_of(2027, 1, 16)), "keeps them");
}

/* One that cannot be counted is told, and holds up nobody. */
static void
test_broken(void)
{
	moment at = clock_wenzhou_end(day_of(2026, 12, 30));
	struct application *one = submitted(at), *last = submitted(at);
	struct recounted done;

	must(db_run(db, &test_break, DB(db_int(one->id)), NULL));
	announce("2027-01-04", 12, "holiday");
	log_open("recount", LOG_LEVEL_ERROR);
	done = recount(LIFE_START + 60 * DAY);
	ok(done.failed > 0, "the broken one has failed");
	is_int(now_of(one)->due, one->due, "and is as it was");
	ok(now_of(last)->due > last->due + 10 * DAY, "the one behind it was counted");
	is_int(recounts_of(last), 1, "and told");
}

/* The programs that run learn of a new day when they next count with it. */
static void
test_refresh(void)
{
	moment event = clock_wenzhou_end(day_of(2028, 2, 1));

	ok(!deadline_year_is_published(2028), "a year that nobody has announced");
	announce("2028-02-02", 1, "holiday");
	must(calendar_refresh(db));
	is_int(deadline_working(event, 1), clock_wenzhou_end(day_of(2028, 2, 3)), "its first day counts");
	announce("2028-02-03", 1, "holiday");
	must(calendar_refresh(db));
	is_int(deadline_working(event, 1), clock_wenzhou_end(day_of(2028, 2, 4)), "and the next");
	announce("2028-02-03", 1, "ordinary");
	must(calendar_refresh(db));
	is_int(deadline_working(event, 1), clock_wenzhou_end(day_of(2028, 2, 3)), "until it is taken back");
}

static void
fill_store(void)
{
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		const struct formality *f = catalogue_find(catalogue, codes[i]);

		must(db_run(db, &test_version, DB(db_int(db_new_id()), db_text(f->code),
		    db_bytes(plain_hash(pool, bytes_of(f->text))), db_text(f->text),
		    db_moment(LIFE_START)), NULL));
	}
	must(db_run(db, &test_person, DB(db_int(PERSON), db_moment(LIFE_START)), NULL));
	must(db_run(db, &test_contact, DB(db_int(2), db_int(PERSON),
	    db_bytes(contact_index(pool, "email", "a@example.org")),
	    db_bytes(seal_text(pool, CONTACT_CONTEXT, 2, "a@example.org")), db_moment(LIFE_START)), NULL));
}

int
main(void)
{
	const char *root = getenv("srcdir");

	pool = pool_new(NULL, 0);
	db = db_new(database_start());
	db_use_pool(db, pool);
	must(catalogue_load(pool, pool_format(pool, "%s/formalities", root ? root : "."), &catalogue));
	fill_store();
	test_lives();
	test_resume();
	test_back();
	test_broken();
	test_refresh();
	db_close(db);
	pool_free(pool);
	return done();
}
