/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Days that were announced after this program was released: from a file into the table
 * calendar_day, which the programs read beside calendar.def; then what is due from the
 * first of them on is counted again. A line is a date, holiday, workday or ordinary (taken
 * back), and the holiday's name; "#" begins a remark. No date stands in it twice.
 */
#include <stdio.h>
#include <string.h>

#include "admin/admin.h"
#include "base/clock.h"
#include "base/config.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/calendar.h"
#include "service/catalogue.h"
#include "service/deadline.h"
#include "service/recount.h"
#include "store/db.h"

STATEMENT(calendar_put, "sss", "",
    "REPLACE INTO calendar_day (day, kind, name_zh) VALUES (?, ?, ?)")

struct announced {
	const char *day, *kind, *name;
};

struct announcement {
	struct db *db;
	struct announced *days;
	size_t count;
	day first, last;
};

#define MOST_QUOTED 60

static const struct error *
wrong(int number, const char *line, const char *why)
{
	int n = 0;

	while ((n < MOST_QUOTED || ((unsigned char)line[n] & 0xc0) == 0x80) && line[n])
		n++;	/* to the end of a character */
	return fail(ERROR_INVALID, "line %d: %s: \"%.*s\"", number, why, n, line);
}

static bool
is_told(const struct announcement *all, const char *date)
{
	for (size_t i = 0; i + 1 < all->count; i++)
		if (strcmp(all->days[i].day, date) == 0)
			return true;
	return false;
}

/* whole: the line as it stands; line: to be cut. */
static const struct error *
read_line(const struct announcement *all, const char *whole, char *line, int number, day *d)
{
	struct announced *out = &all->days[all->count - 1];
	char *rest;

	out->day = strtok_r(line, " \t", &rest);
	out->kind = strtok_r(NULL, " \t", &rest);
	out->name = rest ? rest + strspn(rest, " \t") : NULL;
	if (!out->kind || !day_parse(out->day, d) || !deadline_has_day(*d))
		return wrong(number, whole, "no date such as 2027-01-01");
	if (is_told(all, out->day))
		return wrong(number, whole, "a date that stands in the file twice");
	if (strcmp(out->kind, "holiday") != 0 && strcmp(out->kind, "workday") != 0 &&
	    strcmp(out->kind, "ordinary") != 0)
		return wrong(number, whole, "neither holiday, workday nor ordinary");
	if (strcmp(out->kind, "workday") == 0 && day_weekday(*d) % 6 != 0)
		return wrong(number, whole, "a workday that is no Saturday or Sunday");
	if (!out->name || !*out->name || text_count(out->name) > 40)
		return wrong(number, whole, "a name of 1 to 40 characters is missing");
	return NULL;
}

static const struct error *
put_days(void *data)
{
	const struct announcement *all = data;
	const struct error *e;

	for (size_t i = 0; i < all->count; i++)
		if ((e = db_run(all->db, &calendar_put, DB(db_text(all->days[i].day),
		    db_text(all->days[i].kind), db_text(all->days[i].name)), NULL)))
			return e;
	return NULL;
}

static const struct error *
read_all(struct pool *pool, const char *text, struct announcement *all)
{
	const struct error *e;
	int number = 0;

	/* Windows' editors mark UTF-8 so */
	text += text_starts(text, "\xef\xbb\xbf") ? 3 : 0;
	for (char *copy = pool_string(pool, text), *line; (line = strsep(&copy, "\n"));) {
		char *rest = line + strspn(line, " \t\r");
		day d = 0;

		number++;
		rest[strcspn(rest, "\r")] = '\0';
		if (*rest == '\0' || *rest == '#')
			continue;
		all->days = pool_grow(pool, all->days, ++all->count, sizeof *all->days);
		if ((e = read_line(all, pool_string(pool, rest), rest, number, &d)))
			return e;
		if (all->count == 1 || d < all->first)
			all->first = d;
		if (all->count == 1 || d > all->last)
			all->last = d;
	}
	return all->count ? NULL : fail(ERROR_INVALID, "no day in it");
}

/* Also for days that were there already: this may be a run after one that broke off. */
static const struct error *
count_again(struct admin *a, day first)
{
	struct catalogue *catalogue;
	struct recounted done;
	const struct error *e;

	if ((e = calendar_load(a->db)) ||
	    (e = catalogue_load(a->pool, a->config->formalities, &catalogue)) ||
	    (e = recount_all(a->db, catalogue, first, clock_now(), &done)))
		return e;
	printf("%lld time limits moved, and who waits is told; %lld put right that stand still; "
	    "%lld failed\n", (long long)done.moved, (long long)done.quiet, (long long)done.failed);
	return done.failed ? fail(ERROR_INTERNAL, "some could not be counted again, see above") : NULL;
}

static int
year_of(day d)
{
	int year, month, mday;

	day_split(d, &year, &month, &mday);
	return year;
}

static void
tell_years(const struct announcement *all)
{
	for (int year = year_of(all->first); year <= year_of(all->last); year++)
		printf(deadline_year_is_published(year) ? "%d is published: its dates are final\n" :
		    "%d is not whole: its notice has New Year's Day, 1 May, 1 to 3 October and 24 days off "
		    "at least. Until then its dates are said to be provisional\n", year);
}

const struct error *
load_calendar(struct admin *a)
{
	struct announcement all = {.db = a->db};
	const struct error *e;
	const char *text;

	if ((e = catalogue_text(a->pool, a->argument[0], &text)) ||
	    (e = read_all(a->pool, text, &all)) ||
	    (e = db_transact(a->db, 10 * SECOND, put_days, &all)))
		return e;
	printf("%zu days; the programs count them from the next minute on\n", all.count);
	if ((e = calendar_load(a->db)))
		return e;
	tell_years(&all);
	return count_again(a, all.first);
}
