/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Days that were announced after this program was released: from a file (announcement.h) into the
 * table calendar_day, which the programs read beside calendar.def; then what is due from the first
 * of them on is counted again.
 */
#include <stdio.h>

#include "admin/admin.h"
#include "base/clock.h"
#include "base/config.h"
#include "base/error.h"
#include "base/memory.h"
#include "service/announcement.h"
#include "service/audit.h"
#include "service/calendar.h"
#include "service/catalogue.h"
#include "service/deadline.h"
#include "service/recount.h"
#include "store/db.h"

struct put {
	struct db *db;
	struct announcement all;
};

static const struct error *
put_days(void *data)
{
	const struct put *put = data;
	const struct error *e = announcement_put(put->db, &put->all);

	return e ? e : audit_add(put->db, &(struct audit){.action = AUDIT_CALENDAR_OPERATOR,
	    .role = AUDIT_OPERATOR, .name = put->all.days[0].date,
	    .detail = pool_format(db_pool(put->db), "%zu", put->all.count)}, clock_now());
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

static void
tell_years(const struct announcement *all)
{
	for (int year = day_year(all->first); year <= day_year(all->last); year++)
		printf(deadline_year_is_published(year) ? "%d is published: its dates are final\n" :
		    "%d is not whole: its notice has New Year's Day, 1 May, 1 to 3 October and 24 days off "
		    "at least. Until then its dates are said to be provisional\n", year);
}

const struct error *
load_calendar(struct admin *a)
{
	struct put put = {.db = a->db};
	const struct error *e;
	const char *text;

	if ((e = catalogue_text(a->pool, a->argument[0], &text)) ||
	    (e = announcement_read(a->pool, text, &put.all)) ||
	    (e = announcement_near(a->pool, &put.all, clock_wenzhou_day(clock_now()))) ||
	    (e = db_transact(a->db, 10 * SECOND, put_days, &put)))
		return e;
	printf("%zu days; the programs count them from the next minute on\n", put.all.count);
	if ((e = calendar_load(a->db)))
		return e;
	tell_years(&put.all);
	return count_again(a, put.all.first);
}
