/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The ladder of reminders to a department that has a matter: on the last day to take it, when that day
 * is over, a working day before its answer is due, when that day is over; each once, and none at night
 * or on a day of rest in Wenzhou.
 */
#ifndef QIAO_SERVICE_TRANSFER_REMIND_H
#define QIAO_SERVICE_TRANSFER_REMIND_H

#include "base/clock.h"

struct catalogue;
struct clockwork_done;
struct db;
struct error;

/* A duty of the courier, like those of clockwork.h: one transaction a transfer. */
const struct error *transfer_remind(struct db *db, const struct catalogue *catalogue, moment now,
    struct clockwork_done *done) __attribute__((warn_unused_result));

/* Up to which step of its ladder (transfer.reminded) a department may have been told by then; due: or 0. */
int transfer_reminded_most(moment take_by, moment taken, moment due, moment until);

#endif
