/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A moment by the resident's clock and Wenzhou's, in four languages, with which day it is there in words:
 * as another program reads the zones (two_clocks.py), at every change of the clock of thirty cities.
 */
#include "tap.h"

#include <inttypes.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/lang.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/tree.h"
#include "portal/portal.h"
#include "service/beside.h"
#include "web/view.h"

#define FIELDS 6
#define CITIES_LEAST 20
#define LINES_LEAST 50000

static struct views *views;

static const char *
weekdays(struct request *q)
{
	show_clocks(q, q->page, "Now");
	return tree_get(q->page, "Now.Here") ? pool_format(q->pool, "%s / %s", tree_get(q->page, "Now.Here"),
	    tree_get(q->page, "Now.Wenzhou")) : "-";
}

static const char *
said(struct request *q, const char *function, moment at)
{
	if (strcmp(function, "weekdays") == 0) {
		q->now = at;
		return weekdays(q);
	}
	if (strcmp(function, "deadline") == 0) {
		show_deadline(q, q->page, "By", clock_wenzhou_end(clock_wenzhou_day(at)));
		return tree_get(q->page, "By");
	}
	show_moment(q, q->page, "At", at);
	return tree_get(q->page, "At.Text");
}

/* zone, language, function, moment, now, text; the first that is wrong is told, and counts for its city. */
static bool
is_right(char *line, bool is_told)
{
	char *field[FIELDS], *rest = line;
	struct pool *pool = pool_new(NULL, 0);
	const struct site site = {.views = views};
	struct request q = {.pool = pool, .site = &site};
	const char *got;
	bool right;

	for (int i = 0; i < FIELDS; i++)
		if (!(field[i] = strsep(&rest, "\t")))
			bail_out("a line of two_clocks.py is not whole");
	q.actor.zone = field[0];
	q.now = strtoll(field[4], NULL, 10);
	q.page = tree_in(pool);
	if (!lang_of(field[1], &q.lang))
		bail_out("an unknown language");
	got = said(&q, field[2], strtoll(field[3], NULL, 10));
	right = got && strcmp(got, field[5]) == 0;
	if (!right && is_told)
		printf("#      got: %s\n# expected: %s\n#       of: %s, %s at %s\n", got ? got : "(null)", field[5],
		    field[0], field[2], field[3]);
	pool_free(pool);
	return right;
}

static void
as_another_sees(const char *source, long seed)
{
	char command[400], line[1000], city[64] = "";
	int cities = 0, lines = 0, wrong = 0;
	FILE *pipe;

	snprintf(command, sizeof command, "/usr/bin/python3 -B '%s/t/unit/two_clocks.py' %ld", source, seed);
	if (!(pipe = popen(command, "r")))
		bail_out("no python");
	while (fgets(line, sizeof line, pipe)) {
		line[strcspn(line, "\n")] = '\0';
		if (*line == '#') {
			if (*city)
				ok(!wrong, "%s", city);
			snprintf(city, sizeof city, "%.60s", line + 2);
			cities++;
			wrong = 0;
			continue;
		}
		lines++;
		wrong += !is_right(line, wrong < 3);
	}
	ok(!wrong, "%s", city);
	is_int(pclose(pipe), 0, "the other program comes to its end: no two moments have one text");
	ok(cities >= CITIES_LEAST && lines > LINES_LEAST, "%d cities, %d texts (seed %ld)", cities, lines, seed);
}

static void
is_beside(moment at, day shown, const char *zone, const char *want, const char *place, const char *hour)
{
	struct pool *pool = pool_new(NULL, 0);
	struct pairs holes = {.pool = pool};

	is_str(beside_key(pool, at, shown, zone, LANG_EN, &holes), want, zone);
	is_str(pairs_get(&holes, "place"), place, "where");
	is_str(pairs_get(&holes, "hour"), hour, "when");
	pool_free(pool);
}

/* In letters and notes: the end of a day in Wenzhou, which is the next one's first moment. */
static void
beside_it(void)
{
	day d = day_of(2026, 12, 18);
	moment end = clock_wenzhou_end(d) + 1;

	is_beside(end, d, "Europe/Amsterdam", "there", "the Netherlands", "17:00");
	is_beside(end, d, "America/Sao_Paulo", "there", "São Paulo", "13:00");
	is_beside(end, d, "Pacific/Auckland", "there_next", "Auckland", "05:00");
	is_beside(end, d + 1, "Europe/Rome", "there_before", "Italy", "17:00");
	is_beside(end, d, "Asia/Singapore", NULL, NULL, NULL);
	is_beside(end, d, "", NULL, NULL, NULL);
	is_beside(end, d, "Europe/Busingen", "there", "Busingen", "17:00");
}

int
main(void)
{
	const char *source = getenv("srcdir") ? getenv("srcdir") : ".", *seed = getenv("QIAO_SEED");
	struct pool *pool = pool_new(NULL, 0);
	const struct view_source from = {.root = pool_format(pool, "%s/templates", source), .folders = "error"};
	const struct error *e;

	if ((e = views_load(&from, &views)))
		bail_out(e->detail);
	as_another_sees(source, seed ? strtol(seed, NULL, 10) : (long)time(NULL));
	beside_it();
	views_free(views);
	pool_free(pool);
	return done();
}
