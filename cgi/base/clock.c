/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define WENZHOU_OFFSET (8 * HOUR)

static moment fixed;

moment
clock_now(void)
{
	struct timespec ts;

	if (fixed)
		return fixed;
	clock_gettime(CLOCK_REALTIME, &ts);
	return (moment)ts.tv_sec * SECOND + ts.tv_nsec / 1000000;
}

void
clock_set(moment at)
{
	fixed = at;
}

/* libc reads the zone file at each change of TZ, so the last one is kept. */
static void
enter_zone(const char *zone)
{
	static char current[48];

	if (strcmp(current, zone) == 0)
		return;
	snprintf(current, sizeof current, "%s", zone);
	setenv("TZ", current, 1);
	tzset();
}

static moment
floor_div(moment a, moment b)
{
	return a / b - (a % b < 0);
}

/* By arithmetic: a page has dozens of moments, and each of them is in Wenzhou's time too. */
static struct civil
civil_wenzhou(moment at)
{
	day d = clock_wenzhou_day(at);
	int rest = (int)((at + WENZHOU_OFFSET - (moment)d * DAY) / SECOND);
	struct civil c = {.hour = rest / 3600, .minute = rest / 60 % 60, .second = rest % 60,
	    .weekday = day_weekday(d), .offset = WENZHOU_OFFSET / SECOND};

	day_split(d, &c.year, &c.month, &c.mday);
	return c;
}

struct civil
clock_civil(moment at, const char *zone)
{
	time_t seconds = (time_t)floor_div(at, SECOND);
	struct tm tm;

	if (strcmp(zone, ZONE_WENZHOU) == 0 && at >= 0)
		return civil_wenzhou(at);
	enter_zone(clock_zone_exists(zone) ? zone : "UTC");
	localtime_r(&seconds, &tm);
	return (struct civil){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min,
	    tm.tm_sec, tm.tm_wday, (int)tm.tm_gmtoff};
}

bool
clock_both(moment at, const char *zone, struct civil *here, struct civil *wenzhou)
{
	*wenzhou = clock_civil(at, ZONE_WENZHOU);
	if (!zone || !*zone)
		return false;
	*here = clock_civil(at, zone);
	return here->offset != wenzhou->offset;
}

int
clock_days_apart(const struct civil *here, const struct civil *there)
{
	day from = day_of(here->year, here->month, here->mday);
	day to = day_of(there->year, there->month, there->mday);

	return (to > from) - (to < from);
}

#define DAY_BEGINS 8
#define DAY_ENDS 21
#define QUARTER (15 * MINUTE)

bool
clock_is_day(moment at, const char *zone)
{
	int hour = clock_civil(at, zone && *zone ? zone : ZONE_WENZHOU).hour;

	return hour >= DAY_BEGINS && hour < DAY_ENDS;
}

moment
clock_daytime(moment at, const char *zone)
{
	/* a night has eleven hours, or an hour more or less */
	for (int i = 0; i < 50 && !clock_is_day(at, zone); i++)
		at += QUARTER - at % QUARTER;
	return at;
}

bool
clock_zone_exists(const char *zone)
{
	static char known[48];
	char path[96];

	if (!zone || strcmp(zone, "UTC") == 0)
		return zone != NULL;
	if (strcmp(known, zone) == 0)
		return true;
	if (strlen(zone) > 40 || strspn(zone, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789_+-/") != strlen(zone) || !strchr(zone, '/') || zone[0] == '/')
		return false;
	snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", zone);
	if (access(path, R_OK) != 0)
		return false;
	snprintf(known, sizeof known, "%s", zone);
	return true;
}

/* Howard Hinnant's days_from_civil. */
day
day_of(int year, int month, int mday)
{
	int y = month <= 2 ? year - 1 : year, era = (y >= 0 ? y : y - 399) / 400;
	int yoe = y - era * 400;
	int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + mday - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

void
day_split(day d, int *year, int *month, int *mday)
{
	int z = d + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;

	*mday = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = yoe + era * 400 + (*month <= 2);
}

bool
day_is_real(int year, int month, int mday)
{
	int y, m, d;

	if (year < 1800 || year > 2200 || month < 1 || month > 12 || mday < 1 || mday > 31)
		return false;
	day_split(day_of(year, month, mday), &y, &m, &d);
	return m == month && d == mday;
}

int
day_weekday(day d)
{
	return (int)((((int64_t)d + 4) % 7 + 7) % 7);
}

int
day_year(day d)
{
	int year, month, mday;

	day_split(d, &year, &month, &mday);
	return year;
}

bool
day_parse(const char *s, day *out)
{
	int part[3] = {0, 0, 0}, n = 0;

	if (!s || strlen(s) != 10)
		return false;
	for (int i = 0; i < 10; i++) {
		if (i == 4 || i == 7) {
			if (s[i] != '-')
				return false;
			n++;
		} else if (s[i] < '0' || s[i] > '9') {
			return false;
		} else {
			part[n] = part[n] * 10 + (s[i] - '0');
		}
	}
	if (!day_is_real(part[0], part[1], part[2]))
		return false;
	*out = day_of(part[0], part[1], part[2]);
	return true;
}

void
day_format(day d, char out[DAY_TEXT])
{
	int y, m, md;

	day_split(d, &y, &m, &md);
	snprintf(out, DAY_TEXT, "%04d-%02d-%02d", y % 10000, m % 100, md % 100);
}

day
clock_wenzhou_day(moment at)
{
	return (day)floor_div(at + WENZHOU_OFFSET, DAY);
}

moment
clock_wenzhou_end(day d)
{
	return ((moment)d + 1) * DAY - WENZHOU_OFFSET - 1;
}

/* A number with leading zeros and what follows it; the end. A page has dozens of moments. */
static char *
digits(char *out, int n, int width, char after)
{
	for (int i = width - 1; i >= 0; i--, n /= 10)
		out[i] = (char)('0' + n % 10);
	out[width] = after;
	return out + width + 1;
}

void
moment_format(moment at, char out[MOMENT_TEXT])
{
	int y, m, md;
	moment rest = at - floor_div(at, DAY) * DAY;

	day_split((day)floor_div(at, DAY), &y, &m, &md);
	out = digits(out, y, 4, '-');
	out = digits(out, m, 2, '-');
	out = digits(out, md, 2, 'T');
	out = digits(out, (int)(rest / HOUR), 2, ':');
	out = digits(out, (int)(rest / MINUTE % 60), 2, ':');
	out = digits(out, (int)(rest / SECOND % 60), 2, '.');
	*digits(out, (int)(rest % SECOND), 3, 'Z') = '\0';
}
