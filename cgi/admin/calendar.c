/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Days that were announced after this program was released: from a file into the table
 * calendar_day, which the programs read beside calendar.def. A line is a date, holiday
 * or workday, and the holiday's name; "#" begins a remark.
 */
#include <stdio.h>
#include <string.h>

#include "admin/admin.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/catalogue.h"
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
};

static const struct error *
read_line(char *line, int number, struct announced *out)
{
	char *rest;
	day d;

	out->day = strtok_r(line, " \t", &rest);
	out->kind = strtok_r(NULL, " \t", &rest);
	out->name = rest ? rest + strspn(rest, " \t") : NULL;
	if (!out->kind || !day_parse(out->day, &d))
		return fail(ERROR_INVALID, "line %d: no date such as 2027-01-01", number);
	if (strcmp(out->kind, "holiday") != 0 && strcmp(out->kind, "workday") != 0)
		return fail(ERROR_INVALID, "line %d: neither holiday nor workday", number);
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

const struct error *
load_calendar(struct admin *a)
{
	struct announcement all = {.db = a->db};
	const struct error *e;
	const char *text;
	char *rest;
	int number = 0;

	if ((e = catalogue_text(a->pool, a->argument[0], &text)))
		return e;
	for (char *copy = pool_string(a->pool, text), *line; (line = strsep(&copy, "\n"));) {
		number++;
		rest = line + strspn(line, " \t\r");
		rest[strcspn(rest, "\r")] = '\0';
		if (*rest == '\0' || *rest == '#')
			continue;
		all.days = pool_grow(a->pool, all.days, all.count + 1, sizeof *all.days);
		if ((e = read_line(rest, number, &all.days[all.count++])))
			return e;
	}
	if ((e = db_transact(a->db, 10 * SECOND, put_days, &all)))
		return e;
	printf("%zu days; restart or reload the programs, so that they count them\n", all.count);
	return NULL;
}
