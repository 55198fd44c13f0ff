/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What an act does to an application's deadlines, as lifecycle.def's column "clock" says. It knows
 * days and limits, and no store: the acts go through it, and a history can be played again
 * with it from its first row, which gives what is due by today's calendar.
 */
#ifndef QIAO_SERVICE_TIMING_H
#define QIAO_SERVICE_TIMING_H

#include <stdbool.h>

#include "base/clock.h"
#include "service/lifecycle.h"

struct formality;

struct timing {
	moment due, law_due;	/* promise; law. 0: nothing is due */
	moment stopped;		/* since when it stands still; 0: it runs */
	moment received;	/* papers or corrections: a deemed acceptance counts from there */
	bool is_accepted;	/* the law's limit counts in its own days, and no longer those of the check */
	bool is_extended;
	bool is_passed;		/* to a department before: its day stays */
};

/* Working days to accept it, to pass on what is another department's, or to answer what a channel brought. */
int timing_check_days(const struct formality *f);

/* f: may be NULL only before acceptance, where no limit begins. */
void timing_move(struct timing *t, enum clock_effect effect, moment at, const struct formality *f);

#endif
