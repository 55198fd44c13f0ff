/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Working days: the notices of 2024 to 2026 as ranges, and every day counted anew from them. */
#include "service/deadline.h"
#include "service/formality.h"
#include "service/timing.h"
#include "t/unit/tap.h"

static const struct range {
	const char *first, *last;
} rests[] = {
	{"2024-01-01", "2024-01-01"}, {"2024-02-10", "2024-02-17"}, {"2024-04-04", "2024-04-06"},
	{"2024-05-01", "2024-05-05"}, {"2024-06-10", "2024-06-10"}, {"2024-09-15", "2024-09-17"},
	{"2024-10-01", "2024-10-07"}, {"2025-01-01", "2025-01-01"}, {"2025-01-28", "2025-02-04"},
	{"2025-04-04", "2025-04-06"}, {"2025-05-01", "2025-05-05"}, {"2025-05-31", "2025-06-02"},
	{"2025-10-01", "2025-10-08"}, {"2026-01-01", "2026-01-03"}, {"2026-02-15", "2026-02-23"},
	{"2026-04-04", "2026-04-06"}, {"2026-05-01", "2026-05-05"}, {"2026-06-19", "2026-06-21"},
	{"2026-09-25", "2026-09-27"}, {"2026-10-01", "2026-10-07"},
};

static const char *const made_up[] = {
	"2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14",
	"2024-09-29", "2024-10-12", "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28",
	"2025-10-11", "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20",
	"2026-10-10",
};

#define COUNT(array) (sizeof (array) / sizeof *(array))

static day
date(const char *s)
{
	day d = 0;

	if (!day_parse(s, &d))
		ok(false, "%s is a date", s);
	return d;
}

/* A Wenzhou wall clock, UTC+8 all the year round. */
static moment
wenzhou(const char *s, int hour, int minute)
{
	return (moment)date(s) * DAY + hour * HOUR + minute * MINUTE - 8 * HOUR;
}

static bool
works(day d)
{
	int weekday = (d % 7 + 11) % 7;		/* 1970-01-01 was a Thursday */

	for (size_t i = 0; i < COUNT(made_up); i++)
		if (date(made_up[i]) == d)
			return true;
	for (size_t i = 0; i < COUNT(rests); i++)
		if (d >= date(rests[i].first) && d <= date(rests[i].last))
			return false;
	return weekday != 0 && weekday != 6;
}

static void
is_due(moment due, const char *want, const char *what)
{
	char got[DAY_TEXT];

	day_format(clock_wenzhou_day(due), got);
	is_str(got, want, what);
	is_int(due, (moment)(date(want) + 1) * DAY - 8 * HOUR - 1, "… at 24:00 in Wenzhou");
}

static void
test_calendar(void)
{
	static const int counts[] = {251, 248, 248};
	int rows = 0;

#define YEAR(year, notice) ok(deadline_year_is_published(year), "%d is published", year);
#define HOLIDAY(year, month, mday, name) rows++, \
	ok(day_is_real(year, month, mday) && !is_working_day(day_of(year, month, mday)), \
	    "%d-%d-%d %s is a day off", year, month, mday, name);
#define WORKDAY(year, month, mday, name) rows++, \
	ok(day_is_real(year, month, mday) && is_working_day(day_of(year, month, mday)) && \
	    day_weekday(day_of(year, month, mday)) % 6 == 0, \
	    "%d-%d-%d %s is a weekend day that is worked", year, month, mday, name);
#include "service/calendar.def"
	is_int(rows, 108, "rows in the calendar");
	for (int year = 2024; year <= 2026; year++) {
		int n = 0, wrong = 0;

		for (day d = day_of(year, 1, 1); d <= day_of(year, 12, 31); d++) {
			n += is_working_day(d);
			wrong += is_working_day(d) != works(d);
		}
		is_int(n, counts[year - 2024], "working days in the year");
		is_int(wrong, 0, "every day is as announced");
		is_int(working_days_between(day_of(year - 1, 12, 31), day_of(year, 12, 31)), n,
		    "and the same counted as a stretch");
	}
	ok(is_working_day(date("2024-02-09")), "the encouraged day off counts as a working day");
}

static void
test_known(void)
{
	is_due(deadline_working(wenzhou("2026-02-12", 9, 0), 5), "2026-02-26",
	    "2026-02-12 + 5, over the Spring Festival");
	is_due(deadline_working(wenzhou("2025-12-30", 9, 0), 5), "2026-01-07",
	    "2025-12-30 + 5, over New Year's Day and its make-up Sunday");
	is_due(deadline_working(wenzhou("2025-09-26", 9, 0), 3), "2025-09-30",
	    "2025-09-26 + 3, with a worked Sunday");
	is_due(deadline_working(wenzhou("2026-03-16", 0, 0), 1), "2026-03-17",
	    "the day's first minute");
	is_due(deadline_working(wenzhou("2026-03-16", 23, 59), 1), "2026-03-17",
	    "and its last count as the same day");
	is_due(deadline_working(wenzhou("2026-03-17", 0, 0) - 1, 1), "2026-03-17",
	    "16 March in Milan, 16 March in Wenzhou");
	is_due(deadline_working(wenzhou("2026-03-17", 0, 0), 1), "2026-03-18",
	    "16 March in Milan, 17 March in Wenzhou");
	is_due(deadline_working(wenzhou("2026-03-16", 15, 0), 0), "2026-03-16", "on the spot");
	is_due(deadline_working(wenzhou("2026-03-14", 15, 0), 0), "2026-03-16",
	    "on the spot, on a Saturday");
	is_due(deadline_calendar(wenzhou("2026-03-02", 9, 0), 10), "2026-03-12",
	    "ten calendar days");
	is_due(deadline_calendar(wenzhou("2026-03-02", 9, 0), 5), "2026-03-09",
	    "five, of which the last is a Saturday");
	is_due(deadline_calendar(wenzhou("2026-01-20", 9, 0), 30), "2026-02-24",
	    "thirty, of which the last is in the Spring Festival");
	is_due(deadline_calendar(wenzhou("2026-02-12", 9, 0), 2), "2026-02-14",
	    "two, of which the last is a worked Saturday");
}

/* Counted day by day from each day of three years, as somebody would on a paper calendar. */
static void
test_every_day(void)
{
	int wrong = 0, calendar = 0, backwards = 0, uncounted = 0;

	for (day d = date("2024-01-01"); d <= date("2026-12-31"); d++) {
		moment event = (moment)d * DAY + 3 * HOUR;
		moment before = 0;
		day at = d;

		while (!works(at))	/* on the spot */
			at++;
		for (int n = 0; n <= 60; n++) {
			moment due = deadline_working(event, n);
			day last = d + n;

			if (n == 1)
				at = d;
			if (n > 0)
				while (!works(++at))
					;
			wrong += due != clock_wenzhou_end(at);
			backwards += (n > 1 && due <= before) || due < deadline_working(event - DAY, n);
			uncounted += n > 0 && (working_days_left(event, due) != n ||
			    working_days_between(at, d) != -n);
			before = due;
			while (!works(last))
				last++;
			calendar += deadline_calendar(event, n) != clock_wenzhou_end(last);
		}
	}
	is_int(wrong, 0, "each n-th working day from each day is the one counted by hand");
	is_int(calendar, 0, "so is each n-th calendar day, moved on from a day of rest");
	is_int(backwards, 0, "a longer limit or a later event is never due earlier");
	is_int(uncounted, 0, "n working days are left of a limit of n");
}

static void
test_left(void)
{
	moment due = deadline_working(wenzhou("2026-03-13", 9, 0), 5);

	is_due(due, "2026-03-20", "a limit that ends on a Friday");
	is_int(working_days_left(wenzhou("2026-03-19", 23, 0), due), 1, "the day before");
	is_int(working_days_left(wenzhou("2026-03-20", 9, 0), due), 0, "the last day");
	is_int(working_days_left(due, due), 0, "its last moment");
	is_int(working_days_left(due + 1, due), -1, "just late");
	is_int(working_days_left(wenzhou("2026-03-23", 9, 0), due), -1, "Monday");
	is_int(working_days_left(wenzhou("2026-03-24", 9, 0), due), -2, "Tuesday");
	is_int(deadline_light(5, due, wenzhou("2026-03-16", 9, 0)), LIGHT_GREEN,
	    "four of five: green");
	is_int(deadline_light(5, due, wenzhou("2026-03-18", 9, 0)), LIGHT_YELLOW,
	    "two of five: yellow");
	is_int(deadline_light(1, due, wenzhou("2026-03-19", 9, 0)), LIGHT_YELLOW,
	    "one of one: yellow");
	is_int(deadline_light(4, due, wenzhou("2026-03-18", 9, 0)), LIGHT_YELLOW,
	    "two of four: yellow");
	is_int(deadline_light(3, due, wenzhou("2026-03-18", 9, 0)), LIGHT_GREEN,
	    "two of three: green");
	is_int(deadline_light(3, due, wenzhou("2026-03-19", 9, 0)), LIGHT_YELLOW,
	    "one of three: yellow");
	is_int(deadline_light(5, due, due), LIGHT_YELLOW,
	    "the last moment: yellow");
	is_int(deadline_light(5, due, due + 1), LIGHT_RED,
	    "late: red");
}

static void
test_resume(void)
{
	moment due = deadline_working(wenzhou("2026-03-13", 9, 0), 5);
	int shrunk = 0, backwards = 0, unequal = 0;

	is_int(deadline_resume(due, wenzhou("2026-03-17", 9, 0), wenzhou("2026-03-17", 18, 0)), due,
	    "answered on the same day: nothing changes");
	is_due(deadline_resume(due, wenzhou("2026-03-17", 9, 0), wenzhou("2026-04-01", 22, 0)),
	    "2026-04-07", "three days were left, and are given again over Qingming");
	is_due(deadline_resume(due, wenzhou("2026-03-20", 9, 0), wenzhou("2026-03-25", 9, 0)),
	    "2026-03-26", "stopped on the last day: one day to read the answer");
	is_int(deadline_resume(due, wenzhou("2026-03-23", 9, 0), wenzhou("2026-03-25", 9, 0)), due,
	    "stopped after the deadline: it stays broken");
	is_int(deadline_resume(due, wenzhou("2026-03-20", 9, 0), wenzhou("2026-03-20", 18, 0)), due,
	    "nor on the last day");
	is_int(deadline_resume(due, wenzhou("2026-03-18", 9, 0), wenzhou("2026-03-12", 9, 0)), due,
	    "a stop that runs backwards changes nothing");

	for (day d = date("2024-01-01"); d <= date("2026-08-01"); d += 3)
		for (int n = 1; n <= 6; n++) {
			moment event = (moment)d * DAY + 3 * HOUR;
			moment end = deadline_working(event, n);

			for (moment from = event; from <= end; from += DAY) {
				int left = working_days_left(from, end);
				moment last = end;

				for (int k = 1; k <= 40; k += 3) {
					moment to = from + k * DAY;
					moment next = deadline_resume(end, from, to);

					shrunk += working_days_left(to, next) < left;
					unequal += working_days_left(to, next) != (left ? left : 1);
					backwards += next < last;
					last = next;
				}
			}
		}
	is_int(shrunk, 0, "the office has never fewer days than were left");
	is_int(unequal, 0, "and never more, but for the one day");
	is_int(backwards, 0, "a later answer is never due earlier");
}

/* A limit in calendar days, stopped on each of its days for so long: what was left, up to a working day. */
static void
test_resume_calendar(void)
{
	int wrong = 0, backwards = 0, unstopped = 0, late = 0;

	for (day d = date("2024-01-01"); d <= date("2026-06-01"); d += 5)
		for (int n = 1; n <= 64; n += 9) {
			moment event = (moment)d * DAY + 3 * HOUR, end = deadline_calendar(event, n);

			unstopped += deadline_resume_calendar(end, event, event + HOUR) != end;
			late += deadline_resume_calendar(end, end + HOUR, end + 9 * DAY) != end;
			for (moment from = event; from <= end; from += DAY) {
				day left = clock_wenzhou_day(end) - clock_wenzhou_day(from);
				moment last = end;

				for (int k = 1; k <= 40; k += 6) {
					moment next = deadline_resume_calendar(end, from, from + k * DAY);
					day want = clock_wenzhou_day(from) + k + (left ? left : 1);

					while (!works(want))
						want++;
					wrong += clock_wenzhou_day(next) != want;
					backwards += next < last;
					last = next;
				}
			}
		}
	is_int(wrong, 0, "as many calendar days as were left, and no more than to the next working day");
	is_int(backwards, 0, "a later answer is never due earlier");
	is_int(unstopped + late, 0, "a stop of no day, or after the end, changes nothing");
}

/* Sixty days of id-replace-online, stopped for an interview over the Spring Festival. */
static void
test_stop_by_law(void)
{
	static const struct formality f = {.law_days = 60, .law_is_calendar = true, .promise_days = 30};
	struct timing t = {0};

	timing_move(&t, CLOCK_START_CHECK, wenzhou("2026-01-05", 9, 0), &f);
	timing_move(&t, CLOCK_STOP, wenzhou("2026-01-06", 9, 0), &f);
	timing_move(&t, CLOCK_RESUME, wenzhou("2026-01-08", 9, 0), NULL);
	is_due(t.law_due, "2026-01-14", "before acceptance the check's working days are given back");
	timing_move(&t, CLOCK_START_DECISION, wenzhou("2026-01-12", 9, 0), &f);
	is_due(t.law_due, "2026-03-13", "sixty days by law");
	timing_move(&t, CLOCK_STOP, wenzhou("2026-02-02", 9, 0), &f);
	timing_move(&t, CLOCK_RESUME, wenzhou("2026-02-12", 9, 0), &f);
	is_due(t.law_due, "2026-03-23", "stopped for ten days, due ten days later");
	ok(t.due <= t.law_due, "and what is promised not after it");
}

/* What is answered: counted from the day it came, also once somebody has taken it up. */
static void
test_channel(void)
{
	static const struct formality f = {.law_days = 60, .law_is_calendar = true, .promise_days = 15,
	    .is_channel = true};
	struct timing t = {0};

	timing_move(&t, CLOCK_START_CHECK, wenzhou("2026-03-02", 9, 0), &f);
	is_due(t.due, "2026-03-23", "fifteen working days from the day it came");
	is_due(t.law_due, "2026-05-06", "sixty calendar days by law, to a working day");
	timing_move(&t, CLOCK_START_DECISION, wenzhou("2026-03-05", 9, 0), &f);
	is_due(t.due, "2026-03-23", "taken up, it is the same day");
	is_due(t.law_due, "2026-05-06", "by law, too");
	is_int(timing_check_days(&f), 15, "and no five days until it counts as accepted");
}

static void
test_later_years(void)
{
	moment event = wenzhou("2026-12-30", 9, 0);
	moment due = deadline_working(event, 5);

	ok(!deadline_is_provisional(wenzhou("2024-01-02", 9, 0), wenzhou("2026-12-31", 23, 0)),
	    "2024 to 2026 are published");
	ok(deadline_is_provisional(event, due), "2027 is provisional");
	is_int(deadline_missing_year(event, due), 2027, "and named");
	is_int(deadline_missing_year(event, event), 0, "2026 is not");
	ok(deadline_is_provisional(wenzhou("2023-12-29", 9, 0), wenzhou("2024-01-05", 9, 0)),
	    "so is 2023");
	is_due(due, "2027-01-06", "Monday to Friday are counted");
	ok(!deadline_year_is_published(1999) && !deadline_year_is_published(2100),
	    "no calendar outside the century");
	ok(is_working_day(day_of(1999, 12, 31)) && !is_working_day(day_of(2100, 1, 2)),
	    "the week's own order there");

	ok(deadline_add_day(day_of(2027, 1, 1), DAY_HOLIDAY), "a day is added");
	ok(deadline_add_day(day_of(2027, 1, 3), DAY_WORKDAY), "and another");
	ok(!is_working_day(day_of(2027, 1, 1)), "2027-01-01 is a day off now");
	ok(is_working_day(day_of(2027, 1, 3)), "and Sunday 2027-01-03 is worked");
	ok(deadline_is_provisional(event, due), "two days are not the notice of 2027");
	for (day d = day_of(2027, 2, 5); d < day_of(2027, 2, 5) + 20; d++)
		deadline_add_day(d, DAY_HOLIDAY);
	ok(deadline_is_provisional(event, due), "nor are many without those that the law fixes");
	deadline_add_day(day_of(2027, 5, 1), DAY_HOLIDAY);
	for (int mday = 1; mday <= 3; mday++)
		deadline_add_day(day_of(2027, 10, mday), DAY_HOLIDAY);
	ok(!deadline_is_provisional(event, due), "with them it is published");
	ok(deadline_add_day(day_of(2027, 1, 3), DAY_ORDINARY), "a day is taken back");
	ok(!is_working_day(day_of(2027, 1, 3)), "Sunday again");
	ok(deadline_add_day(day_of(2000, 1, 1), DAY_ORDINARY) &&
	    deadline_add_day(day_of(2099, 12, 31), DAY_HOLIDAY), "the first and last day");
	ok(!deadline_add_day(day_of(1999, 12, 31), DAY_HOLIDAY) &&
	    !deadline_add_day(day_of(2100, 1, 1), DAY_HOLIDAY), "not the days beside it");
}

/* The earlier of promise and law, on any day of the published years, also after a stop and an extension. */
static void
test_shown_clock(void)
{
	static const struct formality fs[] = {
		{.law_days = 180, .law_is_calendar = true, .promise_days = 120},
		{.law_days = 15, .law_is_calendar = true, .promise_days = 7},
		{.law_days = 20, .promise_days = 10}, {.law_days = 0, .promise_days = 0},
	};
	int wrong = 0, by_law = 0;

	for (size_t i = 0; i < COUNT(fs); i++)
		for (day d = date("2024-01-01"); d <= date("2026-06-30"); d++) {
			moment at = (moment)d * DAY + 4 * HOUR;
			moment law = fs[i].law_is_calendar ? deadline_calendar(at, fs[i].law_days) :
			    deadline_working(at, fs[i].law_days);
			moment promise = deadline_working(at, fs[i].promise_days);
			struct timing t = {0};

			timing_move(&t, CLOCK_START_DECISION, at, &fs[i]);
			wrong += t.due != (promise < law ? promise : law) || t.law_due != law;
			by_law += law < promise;
			timing_move(&t, CLOCK_STOP, at + DAY, &fs[i]);
			timing_move(&t, CLOCK_RESUME, at + 9 * DAY, &fs[i]);
			wrong += t.due > t.law_due;
			timing_move(&t, CLOCK_EXTEND, at + 10 * DAY, &fs[i]);
			wrong += t.due > t.law_due;
		}
	ok(wrong == 0, "what is shown is never later than the law (%d are)", wrong);
	ok(by_law > 0, "and on %d days it is the law's own end", by_law);
}

int
main(void)
{
	test_calendar();
	test_known();
	test_every_day();
	test_left();
	test_resume();
	test_resume_calendar();
	test_stop_by_law();
	test_channel();
	test_shown_clock();
	test_later_years();
	return done();
}
