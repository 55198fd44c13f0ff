/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Counting working days. It knows days and moments, and nothing of applications. */
#include "service/deadline.h"

#include <stddef.h>
#include <string.h>

#define YEAR_FIRST 2000
#define YEARS 100
#define DAYS_IN_YEARS 36525
#define LEAST_RESTS 24

/* day_of() as a constant, so that the calendar is data and a day told twice does not compile. */
#define MARCH_YEAR(y, m) ((y) - ((m) < 3))
#define MARCH_MONTH(m) ((m) < 3 ? (m) + 9 : (m) - 3)
#define DAY_NUMBER(y, m, d) \
	(365 * MARCH_YEAR(y, m) + MARCH_YEAR(y, m) / 4 - MARCH_YEAR(y, m) / 100 + \
	    MARCH_YEAR(y, m) / 400 + (153 * MARCH_MONTH(m) + 2) / 5 + (d) - 1 - 719468)
#define DAY_FIRST DAY_NUMBER(YEAR_FIRST, 1, 1)

static unsigned char kinds[DAYS_IN_YEARS] = {
#define YEAR(year, notice)
#define HOLIDAY(year, month, mday, name) [DAY_NUMBER(year, month, mday) - DAY_FIRST] = DAY_HOLIDAY,
#define WORKDAY(year, month, mday, name) [DAY_NUMBER(year, month, mday) - DAY_FIRST] = DAY_WORKDAY,
#include "service/calendar.def"
#undef YEAR
#undef HOLIDAY
#undef WORKDAY
};

static bool published[YEARS] = {
#define YEAR(year, notice) [(year) - YEAR_FIRST] = true,
#define HOLIDAY(year, month, mday, name)
#define WORKDAY(year, month, mday, name)
#include "service/calendar.def"
#undef YEAR
#undef HOLIDAY
#undef WORKDAY
};

/*
 * Is all that was told of a year its notice, or a part of it? The five days off whose date is fixed by law
 * and of one calendar are among it, and with the rest at least as many as any notice has had (27 and more).
 */
static bool
is_whole(int year)
{
	static const struct {
		int month, mday;
	} always[] = {{1, 1}, {5, 1}, {10, 1}, {10, 2}, {10, 3}};
	day last = day_of(year, 12, 31);
	int rests = 0;

	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		if (kinds[day_of(year, always[i].month, always[i].mday) - DAY_FIRST] != DAY_HOLIDAY)
			return false;
	for (day d = day_of(year, 1, 1); d <= last; d++)
		rests += kinds[d - DAY_FIRST] == DAY_HOLIDAY;
	return rests >= LEAST_RESTS;
}

bool
deadline_has_day(day d)
{
	return d >= DAY_FIRST && d < DAY_FIRST + DAYS_IN_YEARS;
}

bool
deadline_add_day(day d, enum day_kind kind)
{
	if (!deadline_has_day(d))
		return false;
	kinds[d - DAY_FIRST] = (unsigned char)kind;
	if (!published[day_year(d) - YEAR_FIRST])
		published[day_year(d) - YEAR_FIRST] = is_whole(day_year(d));
	return true;
}

/* The days as they were when deadline_what_if() was called. */
static struct {
	bool is_kept;
	unsigned char kinds[DAYS_IN_YEARS];
	bool published[YEARS];
} kept;

void
deadline_what_if(void)
{
	memcpy(kept.kinds, kinds, sizeof kinds);
	memcpy(kept.published, published, sizeof published);
	kept.is_kept = true;
}

void
deadline_as_it_is(void)
{
	if (!kept.is_kept)
		return;
	memcpy(kinds, kept.kinds, sizeof kinds);
	memcpy(published, kept.published, sizeof published);
	kept.is_kept = false;
}

enum day_kind
deadline_kind(day d)
{
	return deadline_has_day(d) ? (enum day_kind)kinds[d - DAY_FIRST] : DAY_ORDINARY;
}

bool
is_working_day(day d)
{
	int weekday;

	if (deadline_has_day(d) && kinds[d - DAY_FIRST] != DAY_ORDINARY)
		return kinds[d - DAY_FIRST] == DAY_WORKDAY;
	weekday = day_weekday(d);
	return weekday != 0 && weekday != 6;
}

bool
deadline_year_is_published(int year)
{
	return year >= YEAR_FIRST && year < YEAR_FIRST + YEARS && published[year - YEAR_FIRST];
}

int
deadline_missing_year(moment event, moment due)
{
	int last = day_year(clock_wenzhou_day(due));

	for (int year = day_year(clock_wenzhou_day(event)); year <= last; year++)
		if (!deadline_year_is_published(year))
			return year;
	return 0;
}

bool
deadline_is_provisional(moment event, moment due)
{
	return deadline_missing_year(event, due) != 0;
}

/* This day, or the first working day after it. */
static day
next_working(day d)
{
	while (!is_working_day(d))
		d++;
	return d;
}

moment
deadline_working(moment event, int n)
{
	day d = clock_wenzhou_day(event);

	if (n <= 0)
		return clock_wenzhou_end(next_working(d));
	for (; n > 0; n--)
		d = next_working(d + 1);
	return clock_wenzhou_end(d);
}

moment
deadline_calendar(moment event, int n)
{
	return clock_wenzhou_end(next_working(clock_wenzhou_day(event) + n));
}

int
working_days_between(day after, day until)
{
	int n = 0;

	if (until < after)
		return -working_days_between(until, after);
	for (day d = after + 1; d <= until; d++)
		n += is_working_day(d);
	return n;
}

int
working_days_left(moment now, moment due)
{
	int n = working_days_between(clock_wenzhou_day(now), clock_wenzhou_day(due));

	return now > due && n == 0 ? -1 : n;
}

static bool
gives_back(moment due, moment stopped_from, moment stopped_to)
{
	return stopped_from <= due && clock_wenzhou_day(stopped_to) > clock_wenzhou_day(stopped_from);
}

moment
deadline_resume(moment due, moment stopped_from, moment stopped_to)
{
	int left;

	if (!gives_back(due, stopped_from, stopped_to))
		return due;
	left = working_days_between(clock_wenzhou_day(stopped_from), clock_wenzhou_day(due));
	return deadline_working(stopped_to, left > 0 ? left : 1);
}

moment
deadline_resume_calendar(moment due, moment stopped_from, moment stopped_to)
{
	int left;

	if (!gives_back(due, stopped_from, stopped_to))
		return due;
	left = (int)(clock_wenzhou_day(due) - clock_wenzhou_day(stopped_from));
	return deadline_calendar(stopped_to, left > 0 ? left : 1);
}

enum deadline_light
deadline_light(int limit_days, moment due, moment now)
{
	int left = working_days_left(now, due);

	if (now > due)
		return LIGHT_RED;
	return left <= 1 || left * 2 <= limit_days ? LIGHT_YELLOW : LIGHT_GREEN;
}
