/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Working days and deadlines (Administrative Licensing Law art. 82: days are
 * working days; Civil Code art. 201 and 203). All of it in Wenzhou's days:
 *
 *	day 0 is the Wenzhou date of the event; day n is the n-th working day
 *	strictly after it; due at 24:00 Wenzhou time of day n.
 *
 *	a->due = deadline_working(a->submitted, CHECK_DAYS);
 *	if (deadline_is_provisional(a->submitted, a->due))
 *		...	the calendar of a year in between is not published yet
 *
 * A due moment is the last millisecond of its day: late is `now > due`.
 */
#ifndef QIAO_SERVICE_DEADLINE_H
#define QIAO_SERVICE_DEADLINE_H

#include <stdbool.h>

#include "base/clock.h"

enum day_kind {
	DAY_ORDINARY,		/* Monday to Friday work, Saturday and Sunday rest */
	DAY_HOLIDAY,
	DAY_WORKDAY		/* a weekend day that is worked in exchange */
};

bool deadline_has_day(day d);		/* one of the hundred years that are counted, from 2000 on */
/*
 * A day from the table calendar_day, at start-up, beside those of calendar.def. Its year counts as
 * published once its notice can be whole: New Year's Day, 1 May and 1 to 3 October are days off, and
 * with them at least 24 days are. False if the year is not in 2000–2099.
 */
bool deadline_add_day(day d, enum day_kind kind);

/* How a day is counted now, by calendar.def and what was added. */
enum day_kind deadline_kind(day d);
/* From here to deadline_as_it_is() days may be added that are forgotten again: to try a notice. */
void deadline_what_if(void);
void deadline_as_it_is(void);

bool is_working_day(day d);
bool deadline_year_is_published(int year);
/* Whether a year from `event` to `due` has no published calendar: then Monday to
 * Friday were counted, and the deadline must be computed again when it comes. */
bool deadline_is_provisional(moment event, moment due);
/* The first such year, or 0. */
int deadline_missing_year(moment event, moment due);

/* n working days. With n = 0 ("on the spot"): that day, or the next working day. */
moment deadline_working(moment event, int n);
/* n calendar days from the next day on; a last day of rest moves to the next working day. */
moment deadline_calendar(moment event, int n);

/* The working days in (after, until]; negative if until is before after. */
int working_days_between(day after, day until);

/*
 * 0 on the last day, 1 on the working day before it, …. Once late it is negative:
 * -1 until the end of the first working day of delay, then -2, ….
 */
int working_days_left(moment now, moment due);

/*
 * The clock stood from stopped_from to stopped_to (art. 45: the time in which the
 * resident corrects is not counted). In whole days:
 * - the day on which it stopped was the office's, as day n of any period is;
 * - the working days that were left after that day, and at least one, are given
 *   again after the day on which it resumes (that day is day 0);
 * - a stop that ends on the day it began changes nothing, nor does one that began
 *   after the deadline: a breach is not healed.
 * So the office has never fewer whole days than were left, and the resident
 * never waits longer than the stop lasted, but for the one day to read an
 * answer that came on the last day.
 */
moment deadline_resume(moment due, moment stopped_from, moment stopped_to);
/* The same of a limit in calendar days: those that were left are given again, up to a working day. */
moment deadline_resume_calendar(moment due, moment stopped_from, moment stopped_to);

enum deadline_light { LIGHT_GREEN, LIGHT_YELLOW, LIGHT_RED };

/* Yellow when half of the limit's working days are used or one is left, red when late. */
enum deadline_light deadline_light(int limit_days, moment due, moment now);

#endif
