/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The days of the table calendar_day, for deadline.h; calendar.def has the others. */
#ifndef QIAO_SERVICE_CALENDAR_H
#define QIAO_SERVICE_CALENDAR_H

struct db;
struct error;

/* Once, at the start: a program that runs learns of new days when it is started again. */
const struct error *calendar_load(struct db *db) __attribute__((warn_unused_result));

#endif
