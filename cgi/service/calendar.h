/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The days of the table calendar_day, for deadline.h; calendar.def has the others. */
#ifndef QIAO_SERVICE_CALENDAR_H
#define QIAO_SERVICE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "service/deadline.h"

struct db;
struct error;

/* At the start, and again now and then: what a page counts with. */
const struct error *calendar_load(struct db *db) __attribute__((warn_unused_result));
/* Before an act counts days that will be stored: reads the table again if it has changed. */
const struct error *calendar_refresh(struct db *db) __attribute__((warn_unused_result));

/* "holiday", "workday", "ordinary" */
bool calendar_kind_read(const char *word, enum day_kind *out);
const char *calendar_kind_word(enum day_kind kind);

/* The notice by which a year's days were released with the program, or NULL. */
const char *calendar_notice(int year);

struct calendar_row {
	day day;
	enum day_kind kind;
	const char *name;
	bool is_announced;	/* from the table: with qiao-admin calendar or at the desk */
};
struct calendar_days {
	struct calendar_row *at;
	size_t count;
};
/* The days of a year that are counted against the week's own order, by date. */
const struct error *calendar_year(struct db *db, int year, struct calendar_days *out)
    __attribute__((warn_unused_result));
/* A number that is another one when the table is. */
const struct error *calendar_stamp_now(struct db *db, int64_t *out) __attribute__((warn_unused_result));

#endif
