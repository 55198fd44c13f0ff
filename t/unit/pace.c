/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What formalities really take: counted from decided matters, against a sorted list of them. */
#include "service/pace.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "database.h"
#include "service/catalogue.h"
#include "service/deadline.h"
#include "service/reference.h"
#include "store/db.h"
#include "tap.h"

STATEMENT(application_insert, "isstttt", "",
    "INSERT INTO application (id, ref, person, formality, formality_version, state, answers, page, "
    "lang, created, saved, accepted, decided, unit) "
    "VALUES (?, ?, 1, ?, 1, 'closed', '', '', 'zh', ?, ?, ?, ?, 1)")
STATEMENT(pace_row, "s", "iii", "SELECT decided, half, most FROM formality_pace WHERE formality = ?")

#define NOW 1795424400000		/* Monday 2026-11-23, 17:00 in Wenzhou */
#define FEW "cert-no-crime"
#define MANY "id-replace-online"
#define NONE "hukou-name-adult"
#define MANY_COUNT 237

static struct catalogue *catalogue;
static struct pool *pool;
static struct db *db;

static void
put(const char *formality, moment accepted, moment decided)
{
	char ref[REFERENCE_TEXT];

	reference_make(ref);
	must(db_run(db, &application_insert, DB(db_int(db_new_id()), db_text(ref), db_text(formality),
	    db_moment(NOW), db_moment(NOW), db_moment(accepted), db_moment(decided)), NULL));
}

static void
count_at(moment now)
{
	clock_set(now);
	must(pace_count(db, catalogue, now));
	must(pace_load(db));
}

static void
is_pace(const char *formality, int decided, int half, int most, const char *what)
{
	const struct pace *p = pace_of(formality, clock_now());

	ok(p && p->decided == decided && p->half == half && p->most == most, "%s", what);
	if (p)
		printf("#      got: %d, %d, %d; expected: %d, %d, %d\n", p->decided, p->half, p->most,
		    decided, half, most);
}

/* Twenty of them, decided on a Friday: accepted 0, 0, … 1, … working days before. */
static void
test_few(void)
{
	static const int took[20] = {0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 20, 60};
	day friday = day_of(2026, 11, 20);
	struct row *row;

	for (int i = 0; i < 20; i++) {
		day began = friday;

		for (int n = took[i]; n > 0; n -= is_working_day(began + 1))
			began--;
		if (i == 19)
			count_at(NOW);	/* nineteen */
		put(FEW, (moment)began * DAY + 2 * HOUR, (moment)friday * DAY + 7 * HOUR);
	}
	ok(!pace_of(FEW, NOW), "nineteen say nothing yet");
	must(db_row(db, &pace_row, DB(db_text(FEW)), &row));
	is_int(row_int(row, 0), 19, "though they were counted");
	count_at(NOW);
	is_pace(FEW, 20, 3, 8, "of twenty: ten took 3 or less, eighteen 8 or less");
	put(FEW, NOW - DAY, 0);
	put(FEW, 0, NOW - DAY);
	put("no-such-formality", NOW - DAY, NOW - DAY);
	count_at(NOW);
	is_pace(FEW, 20, 3, 8, "what is not decided, or was never accepted, does not count");
	must(db_row(db, &pace_row, DB(db_text("no-such-formality")), &row));
	ok(!row, "nor what has left the catalogue");
	ok(!pace_of(NONE, NOW), "a formality of which nothing was decided says nothing");
	ok(pace_of(FEW, NOW + 6 * DAY) && !pace_of(FEW, NOW + 7 * DAY),
	    "what nobody has counted for a week is not shown");
}

static int
compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* Spread over the 90 days, at every hour, with those just before them left out. */
static void
test_many(void)
{
	int days[MANY_COUNT];
	uint64_t dice = 1;
	moment first = clock_wenzhou_end(clock_wenzhou_day(NOW) - PACE_DAYS);

	for (int i = 0; i < MANY_COUNT; i++) {
		moment decided, accepted;

		dice = dice * 6364136223846793005u + 1442695040888963407u;
		decided = first + 1 + (moment)((dice >> 33) % (uint64_t)(NOW - first));
		accepted = decided - (moment)((dice >> 20) % (15 * DAY));
		days[i] = working_days_between(clock_wenzhou_day(accepted), clock_wenzhou_day(decided));
		put(MANY, accepted, decided);
	}
	put(MANY, first - DAY, first);		/* the day before the ninety, its last moment */
	qsort(days, MANY_COUNT, sizeof *days, compare);
	count_at(NOW);
	is_pace(MANY, MANY_COUNT, days[(MANY_COUNT + 1) / 2 - 1], days[(MANY_COUNT * 9 + 9) / 10 - 1],
	    "the median and the ninth of ten of a sorted list");
	count_at(NOW);
	is_pace(MANY, MANY_COUNT, days[(MANY_COUNT + 1) / 2 - 1], days[(MANY_COUNT * 9 + 9) / 10 - 1],
	    "and the same again");
	count_at(NOW + 200 * DAY);
	ok(!pace_of(MANY, NOW + 200 * DAY) && !pace_of(FEW, NOW + 200 * DAY), "later they are forgotten");
}

int
main(void)
{
	const char *root = getenv("srcdir");

	pool = pool_new(NULL, 0);
	db = db_new(database_start());
	db_use_pool(db, pool);
	must(catalogue_load(pool, pool_format(pool, "%s/formalities", root ? root : "."), &catalogue));
	test_few();
	test_many();
	db_close(db);
	pool_free(pool);
	return done();
}
