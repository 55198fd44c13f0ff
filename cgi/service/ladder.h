/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The ladder (催办): who has a matter in hand is reminded when half of its time is over, on the working
 * day before it is due, and when it is late; then whoever answers for it too. What nobody holds, or
 * somebody who is away, is its unit's; what was proposed is for those who decide. A resident who was
 * asked to correct is reminded at half of that time and a day before its end. A bad rating's follow-up has a
 * ladder for its call and one for what is to be mended: the unit that has it is told, then the one above too.
 *
 * Each rung once (reminder.application, part, rung, due, whom), and once more for whoever has it then, or its
 * unit, when it was told to somebody who has it no longer; of several that are due the highest. Nobody
 * is reminded at night: between 21:00 and 8:00 where the unit is, or the resident.
 */
#ifndef QIAO_SERVICE_LADDER_H
#define QIAO_SERVICE_LADDER_H

#include "base/clock.h"
#include "service/lifecycle.h"

struct catalogue;
struct clockwork_done;
struct db;
struct error;
struct formality;

enum rung { RUNG_NONE, RUNG_HALF, RUNG_SOON, RUNG_LATE };

const char *rung_word(enum rung rung) __attribute__((returns_nonnull));	/* "" for RUNG_NONE */

/* The working days of the period that runs in this state. */
int ladder_days(const struct formality *f, enum state state, bool is_extended);
/*
 * What of them is whoever's it is: `came` is when it was passed on, handed back or moved to another unit last
 * (0: never), so that nobody is told of half a time that was over before they had it.
 */
int ladder_days_left(int days, moment came, moment due);
/* Where it stands now, of a period of so many working days. */
enum rung ladder_rung(int days, moment due, moment now);

/* Duties of the clock (courier/main.c), one transaction for up to LADDER_BATCH matters. */
#define LADDER_BATCH 100
const struct error *ladder_climb(struct db *db, const struct catalogue *catalogue, moment now,
    struct clockwork_done *done) __attribute__((warn_unused_result));
const struct error *ladder_follow_ups(struct db *db, const struct catalogue *catalogue, moment now,
    struct clockwork_done *done) __attribute__((warn_unused_result));
const struct error *ladder_residents(struct db *db, const struct catalogue *catalogue, moment now,
    struct clockwork_done *done) __attribute__((warn_unused_result));

#endif
