/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Moments are UTC milliseconds since 1970; a zone is an IANA name. Wenzhou is
 * Asia/Shanghai, UTC+8 all the year round.
 */
#ifndef QIAO_BASE_CLOCK_H
#define QIAO_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

typedef int64_t moment;		/* 0: none */

#define SECOND ((moment)1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define ZONE_WENZHOU "Asia/Shanghai"

/* Days since 1970-01-01 in the proleptic Gregorian calendar. */
typedef int32_t day;

struct civil {			/* a moment seen on a wall clock */
	int year, month, mday;	/* month and mday from 1 */
	int hour, minute, second;
	int weekday;		/* 0 Sunday */
	int offset;		/* seconds east of UTC */
};

moment clock_now(void);
/* For tests and for the sample data: clock_now() answers `at` from here on; 0 ends it. */
void clock_set(moment at);
/* The wall clock in a zone; an unknown zone counts as UTC. */
struct civil clock_civil(moment at, const char *zone);
/* Both clocks of somebody in a zone; false if it is NULL or "", not known, or they agree at that moment. */
bool clock_both(moment at, const char *zone, struct civil *here, struct civil *wenzhou);
/* Of one moment on two clocks: 1 if it is the day after there already, -1 if the day before still. */
int clock_days_apart(const struct civil *here, const struct civil *there);
/* Nobody is disturbed from 21:00 to 8:00 there; "" is Wenzhou. */
bool clock_is_day(moment at, const char *zone);
moment clock_daytime(moment at, const char *zone);	/* at, or when it is day again, to the quarter hour */
bool clock_zone_exists(const char *zone);	/* name is well formed and in the zone database */

day day_of(int year, int month, int mday);
void day_split(day d, int *year, int *month, int *mday);
bool day_is_real(int year, int month, int mday);
int day_weekday(day d);				/* 0 Sunday */
int day_year(day d);
/* "2026-11-23" and nothing else; false if it is not a real date. */
bool day_parse(const char *s, day *out);
#define DAY_TEXT 16
void day_format(day d, char out[DAY_TEXT]);

day clock_wenzhou_day(moment at);
/* 24:00 Wenzhou time of that day, as the last millisecond before it. */
moment clock_wenzhou_end(day d);

#define MOMENT_TEXT 32
void moment_format(moment at, char out[MOMENT_TEXT]);	/* 2026-11-23T09:00:00.000Z */

#endif
