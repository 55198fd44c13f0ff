/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Whose hands a matter is in must be able to act on it. Whoever is barred from it by now (bar.h), was
 * suspended, or works elsewhere has it no longer: the act FREE, by the clock, gives it back to the unit that
 * holds it, so that it is in the unit's lists and its reminders reach somebody.
 */
#ifndef QIAO_SERVICE_HANDS_H
#define QIAO_SERVICE_HANDS_H

#include "base/clock.h"

struct catalogue;
struct clockwork_done;
struct db;
struct error;

/* A duty of the courier's (clockwork.h): at most CLOCKWORK_BATCH at a time, one transaction each. */
const struct error *hands_free(struct db *db, const struct catalogue *catalogue, moment now,
    struct clockwork_done *done) __attribute__((warn_unused_result));

#endif
