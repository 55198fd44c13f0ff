/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How long decisions took: a count for each number of working days, and what most stayed within. */
#ifndef QIAO_SERVICE_TAKEN_H
#define QIAO_SERVICE_TAKEN_H

#include "base/clock.h"

#define TAKEN_MOST 250		/* working days, a year's; what took longer counts as that */

struct taken {
	int days[TAKEN_MOST + 1];	/* how many took so many */
	int decided;			/* all of them */
};

/* Working days in (accepted, decided], from 0 to TAKEN_MOST. */
int taken_days(day accepted, day decided);
/* n more that were decided so. */
void taken_add(struct taken *, int days, int n);
/* The least number of days within which so many hundredths were decided; 0 of none. */
int taken_within(const struct taken *, int hundredths);

#endif
