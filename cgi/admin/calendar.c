/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Days that were announced after this program was released: from a file into the table
 * calendar_day, which the programs read beside calendar.def; then what is due from the
 * first of them on is counted again. A line is a date, holiday, workday or ordinary (taken
 * back), and the holiday's name; "#" begins a remark.
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
	day first;
};

static const struct error *
read_line(char *line, int number, struct announced *out, day *d)
{
	char *rest;

	out->day = strtok_r(line, " \t", &rest);
	out->kind = strtok_r(NULL, " \t", &rest);
	out->name = rest ? rest + strspn(rest, " \t") : NULL;
	if (!out->kind || !day_parse(out->day, d))
		return fail(ERROR_INVALID, "line %d: no date such as 2027-01-01", number);
	if (strcmp(out->kind, "holiday") != 0 && strcmp(out->kind, "workday") != 0 &&
	    strcmp(out->kind, "ordinary") != 0)
		return fail(ERROR_INVALID, "line %d: neither holiday, workday nor ordinary", number);
	if (strcmp(out->kind, "workday") == 0 && day_weekday(*d) % 6 != 0)
		return fail(ERROR_INVALID, "line %d: a workday that is no Saturday or Sunday", number);
	if (!out->name || !*out->name || text_count(out->name) > 40)
		return fail(ERROR_INVALID, "line %d: a name of 1 to 40 characters is missing", number);
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

	for (char *copy = pool_string(pool, text), *line; (line = strsep(&copy, "\n"));) {
		char *rest = line + strspn(line, " \t\r");
		day d;

		number++;
		rest[strcspn(rest, "\r")] = '\0';
		if (*rest == '\0' || *rest == '#')
			continue;
		all->days = pool_grow(pool, all->days, all->count + 1, sizeof *all->days);
		if ((e = read_line(rest, number, &all->days[all->count++], &d)))
			return e;
		if (all->count == 1 || d < all->first)
			all->first = d;
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
	return count_again(a, all.first);
}
