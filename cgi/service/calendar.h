/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The days of the table calendar_day, for deadline.h; calendar.def has the others. */
#ifndef QIAO_SERVICE_CALENDAR_H
#define QIAO_SERVICE_CALENDAR_H

struct db;
struct error;

/* At the start, and again now and then: what a page counts with. */
const struct error *calendar_load(struct db *db) __attribute__((warn_unused_result));
/* Before an act counts days that will be stored: reads the table again if it has changed. */
const struct error *calendar_refresh(struct db *db) __attribute__((warn_unused_result));

#endif
