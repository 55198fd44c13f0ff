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
#include "base/text.h"
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
	printf("%lld time limits moved, and who waits is told; %lld whose limit by law alone moved, and the "
	    "promised day stays; %lld put right that stand still; %lld failed\n", (long long)done.moved,
	    (long long)done.by_law, (long long)done.quiet, (long long)done.failed);
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

/* Days of a published year that would be counted otherwise than now; each is told. */
static size_t
tell_final(const struct announcement *all)
{
	size_t count = 0;

	for (size_t i = 0; i < all->count; i++) {
		const struct announced *d = &all->days[i];
		enum day_kind now = deadline_kind(d->day);

		if (now == d->kind || !deadline_year_is_published(day_year(d->day)))
			continue;
		printf("%s is %s, and would be %s\n", d->date, calendar_kind_word(now),
		    calendar_kind_word(d->kind));
		count++;
	}
	return count;
}

/* What people were told is final does not move by a slip of the keyboard. */
static const struct error *
ask_first(struct admin *a, const struct announcement *all)
{
	struct recount_preview would;
	struct catalogue *catalogue;
	const struct error *e;
	size_t count;

	if ((e = calendar_load(a->db)) || !(count = tell_final(all)))
		return e;
	if ((e = catalogue_load(a->pool, a->config->formalities, &catalogue)))
		return e;
	announcement_try(all);
	e = recount_preview(a->db, catalogue, all->first, &would);
	announcement_forget();
	if (e)
		return e;
	printf("of %lld open matters that are due from then on, %lld were looked at: "
	    "%lld time limits would move, and who waits would be told\n", (long long)would.open,
	    (long long)would.seen, (long long)would.moved);
	return fail(ERROR_INVALID, "nothing was changed: %zu day%s of a final year; say --yes behind the "
	    "file if that is meant", count, count == 1 ? "" : "s");
}

/* All that is wrong in it, at once. */
static const struct error *
read_notice(struct admin *a, const char *text, struct announcement *all)
{
	const struct error *e;

	if ((e = announcement_read(a->pool, text, all)) ||
	    (e = announcement_near(a->pool, all, clock_wenzhou_day(clock_now())))) {
		if (e->kind != ERROR_INVALID || all->wrong_count < 2)
			return e;
		fputs(announcement_faults(a->pool, all), stderr);
		return fail(ERROR_INVALID, "nothing was changed: %zu wrong lines%s", all->wrong_count,
		    all->wrong_count == ANNOUNCEMENT_WRONG_MOST ? ", or more" : "");
	}
	return NULL;
}

const struct error *
load_calendar(struct admin *a)
{
	bool is_meant = a->count == 2;
	struct put put = {.db = a->db};
	const struct error *e;
	const char *text;

	if (is_meant && !text_same(a->argument[1], "--yes"))
		return fail(ERROR_INVALID, "--yes is all that may stand behind the file");
	if ((e = catalogue_text(a->pool, a->argument[0], &text)) ||
	    (e = read_notice(a, text, &put.all)) ||
	    (!is_meant && (e = ask_first(a, &put.all))) ||
	    (e = db_transact(a->db, 10 * SECOND, put_days, &put)))
		return e;
	printf("%zu days; the programs count them from the next minute on\n", put.all.count);
	if ((e = calendar_load(a->db)))
		return e;
	tell_years(&put.all);
	return count_again(a, put.all.first);
}
