/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Sampling: every lot is as likely as any other, the same seed draws the same, and what is not drawn from. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "database.h"
#include "service/application.h"
#include "service/bar.h"
#include "service/contact.h"
#include "service/formality.h"
#include "service/history.h"
#include "service/reference.h"
#include "service/review.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

STATEMENT(test_unit, "isr", "",
    "INSERT INTO unit (id, code, parent, kind, name_zh, name_en, country, zone) "
    "VALUES (?, ?, ?, 'branch', '示例分中心', 'Sample branch', 'CN', 'Asia/Shanghai')")
STATEMENT(test_officer, "isis", "",
    "INSERT INTO officer (id, name, unit, role, number, full_name) VALUES (?, ?, ?, 'supervisor', ?, '示例督导')")
STATEMENT(test_person, "it", "",
    "INSERT INTO person (id, lang, zone, country, created) VALUES (?, 'zh', 'Europe/Rome', 'IT', ?)")
STATEMENT(test_contact, "iibbt", "",
    "INSERT INTO contact (id, person, kind, idx, sealed, confirmed) VALUES (?, ?, 'email', ?, ?, ?)")
/* the store makes its row of `outcome` itself */
STATEMENT(test_matter, "isissitttttb", "",
    "INSERT INTO application (id, ref, person, formality, formality_version, state, unit, submitted, accepted, "
    "decided, ended, created, answers, page, lang, saved) "
    "VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, '', 'zh', '2026-01-01')")
STATEMENT(test_matter_delete, "i", "", "DELETE FROM application WHERE id = ?")

#define NOW 1795395600000		/* Monday 2026-11-23, 9:00 in Wenzhou */
enum { ME = 11, OTHER = 12, UNIT = 21, BELOW = 22, FAR = 23, PERSON = 1, KIN = 2 };

static struct db *db;
static struct pool *pool;
static const struct formality formality = {.code = "cert-no-crime", .law_days = 20, .promise_days = 3,
    .retention_years = 10};
static const struct review_drawer me = {ME, UNIT};

static enum error_kind
kind_of(const struct error *e)
{
	return e ? e->kind : ERROR_NONE;
}

static void
draw_lots(const char *seed, const int64_t *ids, size_t n, size_t most, struct lots *out)
{
	out->count = 0;
	out->most = most;
	for (size_t i = 0; i < n; i++) {
		struct lot lot;

		lot_rank(seed, ids[i], &lot);
		lot_offer(out, &lot);
	}
}

#define LOTS 40
#define TAKEN 8
#define DRAWS 3000

/*
 * Each of 40 is in 600 of 3000 draws of 8, give or take 22: chi-square with 39 degrees of freedom, of
 * which the variance is 1 - 8/40 of a multinomial's, is over 80 once in ten thousand times at the most.
 */
static void
try_lots(void)
{
	struct lot room[TAKEN], again[TAKEN];
	struct lots lots = {.at = room}, other = {.at = again};
	int64_t ids[LOTS], turned[LOTS];
	int taken[LOTS] = {0}, first[LOTS] = {0};
	double chi = 0, want = (double)DRAWS * TAKEN / LOTS;
	bool is_sorted = true, is_same;

	for (int i = 0; i < LOTS; i++)
		ids[i] = turned[LOTS - 1 - i] = 456926000000000000 + i * 2097152 * 3;
	for (int d = 0; d < DRAWS; d++) {
		draw_lots(pool_format(pool, "%032x", d * 7919), ids, LOTS, TAKEN, &lots);
		for (size_t i = 0; i < lots.count; i++) {
			int at = (int)((lots.at[i].id - ids[0]) / (2097152 * 3));

			taken[at]++;
			first[at] += i == 0;
			is_sorted &= i == 0 || memcmp(lots.at[i - 1].rank, lots.at[i].rank, 32) < 0;
		}
	}
	for (int i = 0; i < LOTS; i++)
		chi += (taken[i] - want) * (taken[i] - want) / want;
	ok(is_sorted, "the smallest numbers, in their order");
	ok(chi < 80 && chi > 8, "each is as likely as any other (chi-square %.1f)", chi);
	chi = 0;
	for (int i = 0; i < LOTS; i++)
		chi += (first[i] - DRAWS / (double)LOTS) * (first[i] - DRAWS / (double)LOTS) / (DRAWS / (double)LOTS);
	ok(chi < 85 && chi > 8, "also to be the first (chi-square %.1f)", chi);
	draw_lots("00112233445566778899aabbccddeeff", ids, LOTS, TAKEN, &lots);
	draw_lots("00112233445566778899aabbccddeeff", turned, LOTS, TAKEN, &other);
	is_same = lots.count == TAKEN && memcmp(room, again, sizeof room) == 0;
	ok(is_same, "%s", "the same seed draws the same, whatever the order");
	draw_lots("00112233445566778899aabbccddeefe", ids, LOTS, TAKEN, &other);
	ok(memcmp(room, again, sizeof room) != 0, "%s", "and another seed another");
	draw_lots("00112233445566778899aabbccddeeff", ids, 3, TAKEN, &lots);
	is_int((int64_t)lots.count, 3, "of three there are three");
}

static int64_t
ended(int64_t unit, int64_t person, const char *code, enum state state, moment decided, moment at)
{
	int64_t id = db_new_id();
	char ref[REFERENCE_TEXT];

	reference_make(ref);
	must(db_run(db, &test_matter, DB(db_int(id), db_text(ref), db_int(person), db_text(code),
	    db_text(state_word(state)), db_int(unit), db_moment(at - 5 * DAY),
	    db_moment(decided ? decided - 4 * DAY : 0), db_moment(decided), db_moment(at), db_moment(at - 6 * DAY),
	    db_bytes(seal(pool, "answers", id, BYTES("", 0)))), NULL));
	return id;
}

static int64_t
matter(int64_t unit, int64_t person, const char *code, enum state state, moment decided)
{
	return ended(unit, person, code, state, decided, decided + HOUR);
}

static bool
holds(const struct review *r, int64_t id)
{
	for (int i = 0; i < r->drawn_count; i++)
		if (r->at[i].application == id)
			return true;
	return false;
}

static int64_t plain[12];

/* Everything that may be drawn, and one of each kind that may not. */
static void
try_draw(void)
{
	day today = clock_wenzhou_day(NOW);
	struct review_wish wish = {.since = today - 30, .until = today, .count = REVIEW_MOST};
	int64_t id, own, kin, open, far, old, below, other_code;
	struct application *a;
	struct review r;
	bool is_same;
	int population;

	is_int(kind_of(review_draw(db, &me, &wish, NOW, &id)), ERROR_NOT_FOUND, "of nothing nothing is drawn");
	for (int i = 0; i < 12; i++)
		plain[i] = matter(UNIT, PERSON, "cert-no-crime", STATE_CLOSED, NOW - (i + 1) * DAY);
	below = matter(BELOW, PERSON, "cert-no-crime", STATE_CLOSED, NOW - DAY);
	other_code = matter(UNIT, PERSON, "passport-renew", STATE_CLOSED, NOW - DAY);
	own = matter(UNIT, PERSON, "cert-no-crime", STATE_CLOSED, NOW - DAY);
	kin = matter(UNIT, KIN, "cert-no-crime", STATE_CLOSED, NOW - DAY);
	open = matter(UNIT, PERSON, "cert-no-crime", STATE_ISSUED, NOW - DAY);
	far = matter(FAR, PERSON, "cert-no-crime", STATE_CLOSED, NOW - DAY);
	old = matter(UNIT, PERSON, "cert-no-crime", STATE_CLOSED, NOW - 40 * DAY);
	must(application_load(db, own, &a));
	must(history_add(db, a, &(struct deed){.action = ACT_APPROVE, .role = ROLE_SUPERVISOR, .actor = ME,
	    .unit = UNIT, .at = NOW - DAY}));
	must(bar_declare_contact(db, ME, "email", "kin@example.org", NOW - DAY));
	must(review_draw(db, &me, &wish, NOW, &id));
	must(review_load(db, UNIT, id, &r));
	is_int(r.drawn_count, 14, "fewer than were asked for: all that there are");
	is_int(r.population, 14, "and of so many");
	ok(holds(&r, plain[0]) && holds(&r, plain[11]) && holds(&r, below) && holds(&r, other_code), "%s",
	    "of the own unit and those below, of every formality");
	ok(!holds(&r, own), "%s", "none in which the drawer had a hand");
	ok(!holds(&r, kin), "%s", "none of their family");
	ok(!holds(&r, open) && !holds(&r, far) && !holds(&r, old), "%s",
	    "none that is not closed, another unit's, or decided before");
	is_int(kind_of(review_load(db, FAR, id, &r)), ERROR_NOT_FOUND, "another unit does not see the draw");
	wish.of_unit = BELOW;
	must(review_draw(db, &me, &wish, NOW, &id));
	must(review_load(db, UNIT, id, &r));
	ok(r.drawn_count == 1 && holds(&r, below), "%s", "of one unit");
	wish = (struct review_wish){.since = today - 30, .until = today, .count = 5, .formality = "cert-no-crime"};
	must(review_draw(db, &me, &wish, NOW, &id));
	must(review_load(db, UNIT, id, &r));
	ok(r.drawn_count == 5 && !holds(&r, other_code), "%s", "of one formality, as many as were asked for");
	is_int((int64_t)strlen(r.seed), 32, "with its seed");
	must(review_check(db, &r, &is_same, &population));
	ok(is_same && population == 13, "%s", "by which the same come out again");
	r.seed = "00000000000000000000000000000000";
	must(review_check(db, &r, &is_same, &population));
	ok(!is_same, "%s", "and by no other");
	wish.count = REVIEW_MOST + 1;
	is_int(kind_of(review_draw(db, &me, &wish, NOW, &id)), ERROR_INVALID, "no more than so many");
	wish.count = 3, wish.until = wish.since + REVIEW_DAYS_MOST;
	is_int(kind_of(review_draw(db, &me, &wish, NOW, &id)), ERROR_INVALID, "nor of more than a year");
}

static void
draw_by(enum review_ending how, day since, moment now, struct review *out)
{
	struct review_wish wish = {.since = since, .until = clock_wenzhou_day(NOW), .count = REVIEW_MOST,
	    .ending = how, .of_unit = UNIT, .formality = "birth-report"};
	int64_t id;

	must(review_draw(db, &me, &wish, now, &id));
	must(review_load(db, UNIT, id, out));
}

/* Each way to end, alone and together; the draws of before come out again as they were. */
static void
try_endings(void)
{
	static const enum state states[] = {STATE_CLOSED, STATE_CLOSED, STATE_DECLINED, STATE_WITHDRAWN};
	day today = clock_wenzhou_day(NOW);
	int64_t ids[4], late, open;
	struct review r;
	bool is_same;
	int population;

	for (int i = 0; i < 4; i++)
		ids[i] = ended(UNIT, PERSON, "birth-report", states[i], i ? 0 : NOW - 40 * DAY, NOW - 5 * DAY);
	late = ended(UNIT, PERSON, "birth-report", STATE_DECLINED, 0, NOW + HOUR);
	open = ended(UNIT, PERSON, "birth-report", STATE_SUBMITTED, 0, 0);
	draw_by(ENDING_ANY, today - 30, NOW, &r);
	ok(r.drawn_count == 4 && !holds(&r, late) && !holds(&r, open), "%s",
	    "however it ended, in the period and by the draw, though decided before");
	for (enum review_ending how = ENDING_DECIDED; how < ENDING_DECISION; how++) {
		draw_by(how, today - 30, NOW, &r);
		ok(r.drawn_count == 1 && r.at[0].application == ids[how - ENDING_DECIDED] &&
		    r.wish.ending == how && r.at[0].ending == how && r.at[0].ended == NOW - 5 * DAY, "%s",
		    ending_word(how));
		must(review_check(db, &r, &is_same, &population));
		ok(is_same && population == 1, "%s", "and again");
	}
	draw_by(ENDING_DECISION, today - 60, NOW, &r);
	ok(r.drawn_count == 1 && holds(&r, ids[0]), "%s", "as before: by the day of decision");
	must(review_check(db, &r, &is_same, &population));
	ok(is_same, "%s", "and so again");
	must(db_run(db, &test_matter_delete, DB(db_int(ids[0])), NULL));
	must(review_load(db, UNIT, r.id, &r));
	ok(r.at[0].ending == ENDING_ANY && !r.at[0].ended && r.at[0].decided == NOW - 40 * DAY, "%s",
	    "what is deleted has its decision only");
	is_str(r.at[0].formality, "birth-report", "and of what it was");
}

/* Windows of a thousand, and many that ended in one moment between two of them. */
static void
try_windows(void)
{
	struct review_wish wish = {.since = clock_wenzhou_day(NOW) - 2, .until = clock_wenzhou_day(NOW),
	    .count = 5, .of_unit = BELOW, .formality = "name-change"};
	struct review r;
	bool is_same;
	int population;
	int64_t id;

	for (int i = 0; i < 2100; i++)
		(void)ended(BELOW, PERSON, "name-change", STATE_WITHDRAWN, 0, NOW - HOUR + i / 700);
	must(review_draw(db, &me, &wish, NOW, &id));
	must(review_load(db, UNIT, id, &r));
	is_int(r.population, 2100, "each once, of three windows");
	must(review_check(db, &r, &is_same, &population));
	ok(is_same && population == 2100, "%s", "and again");
}

static void
try_finding(void)
{
	day today = clock_wenzhou_day(NOW);
	struct review_wish wish = {.since = today - 30, .until = today, .count = 50, .of_unit = UNIT,
	    .formality = "cert-no-crime"};
	struct deed by = {.role = ROLE_SUPERVISOR, .actor = ME, .unit = UNIT, .at = NOW + HOUR,
	    .formality = &formality};
	struct application *a;
	enum review_finding found;
	struct events events;
	const char *words;
	struct review r;
	struct chain chain;
	int64_t id, first, open;
	bool is_same;
	int population;

	must(review_draw(db, &me, &wish, NOW, &id));
	must(review_load(db, UNIT, id, &r));
	must(review_open(db, plain[0], ME, &first));
	ok(first != 0, "%s", "what was drawn waits for whoever drew it");
	must(review_open(db, plain[0], OTHER, &open));
	is_int(open, 0, "and for nobody else");
	must(application_load(db, plain[0], &a));
	is_int(kind_of(review_find(db, a, FINDING_FORMAL, NULL, &by)), ERROR_INVALID, "a fault needs words");
	by.actor = OTHER;
	is_int(kind_of(review_find(db, a, FINDING_ORDER, NULL, &by)), ERROR_CONFLICT, "nobody else finds anything");
	by.actor = ME;
	by.role = ROLE_OFFICER;
	is_int(kind_of(review_find(db, a, FINDING_ORDER, NULL, &by)), ERROR_CONFLICT, "nor an officer");
	by.role = ROLE_SUPERVISOR;
	must(review_find(db, a, FINDING_FORMAL, "日期写错了。", &by));
	is_int(a->state, STATE_CLOSED, "it is closed as it was");
	must(history_list(db, a->id, &events));
	ok(review_said(&events.at[events.count - 1], &found, &words) && found == FINDING_FORMAL, "%s",
	    "the history has what was found");
	is_str(words, "日期写错了。", "in words");
	is_str(event_detail(pool, &events.at[events.count - 1], LANG_ZH), NULL, "which no resident reads");
	must(history_verify(db, a->id, &chain));
	is_int(chain.wrong, 0, "in the chain");
	must(review_load(db, UNIT, first, &r));
	is_int(r.counts[FINDING_FORMAL], 1, "the draw counts it");
	is_int(r.reviewed_count, 1, "as reviewed");
	must(review_check(db, &r, &is_same, &population));
	ok(is_same, "%s", "and can be drawn again, though the drawer has had a hand in one since");
	while (true) {
		must(review_open(db, plain[0], ME, &open));
		if (!open)
			break;
		must(review_find(db, a, FINDING_ORDER, NULL, &by));
	}
	is_int(kind_of(review_find(db, a, FINDING_ORDER, NULL, &by)), ERROR_CONFLICT, "each draw's once");
	must(db_run(db, &test_matter_delete, DB(db_int(plain[0])), NULL));
	must(review_load(db, UNIT, first, &r));
	is_int(r.counts[FINDING_FORMAL], 1, "the total outlives the matter");
}

int
main(void)
{
	db = db_new(database_start());
	pool = pool_new(NULL, 0);
	db_use_pool(db, pool);
	must(db_run(db, &test_unit, DB(db_int(UNIT), db_text("own"), db_ref(0)), NULL));
	must(db_run(db, &test_unit, DB(db_int(BELOW), db_text("below"), db_ref(UNIT)), NULL));
	must(db_run(db, &test_unit, DB(db_int(FAR), db_text("far"), db_ref(0)), NULL));
	must(db_run(db, &test_officer, DB(db_int(ME), db_text("me"), db_int(UNIT), db_text("S-1")), NULL));
	must(db_run(db, &test_officer, DB(db_int(OTHER), db_text("other"), db_int(UNIT), db_text("S-2")), NULL));
	for (int64_t p = PERSON; p <= KIN; p++) {
		const char *mail = p == KIN ? "kin@example.org" : "a@example.org";

		must(db_run(db, &test_person, DB(db_int(p), db_moment(NOW)), NULL));
		must(db_run(db, &test_contact, DB(db_int(p), db_int(p), db_bytes(contact_index(pool, "email", mail)),
		    db_bytes(BYTES("x", 1)), db_moment(NOW)), NULL));
	}
	try_lots();
	try_draw();
	try_finding();
	try_endings();
	try_windows();
	db_close(db);
	pool_free(pool);
	return done();
}
