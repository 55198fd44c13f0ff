/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The public figures of made-up quarters, as somebody who does sums would read them: from what is told and
 * its total no number of a few follows.
 */
#include "service/published.h"

#include <string.h>

#include "store/seal.h"
#include "tap.h"

#define ROUNDS 2000
#define ROWS 12

static int
few(int n)
{
	return n > 0 && n < PUBLISHED_LEAST;
}

/* Every row that is told, and the rest as one, has none or enough of both; together they are the total. */
static int
wrong_fold(struct published_count *at, size_t count)
{
	struct published_count rest, all = {.code = ""};
	int received = 0, decided = 0, wrong = 0, taken = 0, all_taken = 0;

	for (size_t i = 0; i < count; i++) {
		all.received += at[i].received;
		all.decided += at[i].decided;
		all_taken += at[i].taken.decided;
	}
	if (!published_fold(at, count, &rest))
		return !few(all.received) && !few(all.decided);
	for (size_t i = 0; i < count; i++)
		if (at[i].code) {
			wrong += few(at[i].received) || few(at[i].decided);
			received += at[i].received;
			decided += at[i].decided;
			taken += at[i].taken.decided;
		}
	wrong += few(rest.received) || few(rest.decided);
	wrong += few(all.received - received) || few(all.decided - decided);
	wrong += rest.received + received != all.received || rest.decided + decided != all.decided;
	return wrong + (rest.taken.decided + taken != all_taken);
}

static void
test_random(void)
{
	struct published_count at[ROWS];
	int wrong = 0;

	for (int round = 0; round < ROUNDS; round++) {
		size_t count = random_below(ROWS + 1);

		memset(at, 0, sizeof at);
		for (size_t i = 0; i < count; i++) {
			at[i].code = "x";
			at[i].received = (int)random_below(round % 2 ? 9 : 30);
			at[i].decided = (int)random_below(round % 3 ? 9 : 30);
			for (int n = 0; n < at[i].decided; n++)
				taken_add(&at[i].taken, (int)random_below(20), 1);
		}
		wrong += wrong_fold(at, count);
	}
	is_int(wrong, 0, "no row, no rest and no difference to the total is of a few");
}

static void
test_fold(void)
{
	struct published_count big = {.code = "big", .received = 40, .decided = 30},
	    middle = {.code = "middle", .received = 8, .decided = 6},
	    small = {.code = "small", .received = 3, .decided = 1}, rest;
	struct published_count at[3] = {big, middle, small};

	ok(published_fold(at, 3, &rest) && at[0].code && !at[1].code && !at[2].code,
	    "a small one is not told alone: the next smallest goes with it");
	ok(rest.received == 11 && rest.decided == 7, "and they are told together");
	at[0] = big;
	at[1] = middle;
	ok(published_fold(at, 2, &rest) && at[0].code && at[1].code && !rest.received,
	    "where all are enough each stands for itself");
	at[0] = small;
	ok(!published_fold(at, 1, &rest), "where all together are a few nothing is told");
	at[0] = small;
	at[1] = small;
	at[1].decided = 4;
	ok(published_fold(at, 2, &rest) && rest.received == 6 && rest.decided == 5,
	    "two small ones may be enough together");
	ok(published_fold(at, 0, &rest) && !rest.received, "none is none");
}

/* Of what is told and the sum: is a hidden level found, or known to be of a few by itself? */
static int
wrong_levels(const int was[PUBLISHED_LEVELS + 1])
{
	int level[PUBLISHED_LEVELS + 1], sum, hidden = 0, left, total = 0, wrong = 0;

	memcpy(level, was, sizeof level);
	for (int i = 1; i <= PUBLISHED_LEVELS; i++)
		total += was[i];
	sum = published_levels(level);
	if (few(total))
		return sum != -1;
	left = sum;
	for (int i = 1; i <= PUBLISHED_LEVELS; i++) {
		hidden += level[i] < 0;
		left -= level[i] < 0 ? 0 : level[i];
		wrong += level[i] >= 0 && (few(level[i]) || level[i] != was[i]);
	}
	return wrong + (sum != total) + (hidden == 1) + (hidden == 0 && left != 0);
}

static void
test_levels(void)
{
	int level[PUBLISHED_LEVELS + 1], wrong = 0, none[PUBLISHED_LEVELS + 1] = {0};

	for (int round = 0; round < ROUNDS; round++) {
		for (int i = 1; i <= PUBLISHED_LEVELS; i++)
			level[i] = random_below(3) ? (int)random_below(round % 2 ? 7 : 40) : 0;
		wrong += wrong_levels(level);
	}
	is_int(wrong, 0, "no level of a few is told, nor found by a subtraction");
	is_int(published_levels(none), 0, "nobody rated is no secret");
}

int
main(void)
{
	test_random();
	test_fold();
	test_levels();
	return done();
}
