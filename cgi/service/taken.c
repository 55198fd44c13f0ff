/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/taken.h"

#include "service/deadline.h"

int
taken_days(day accepted, day decided)
{
	int n = accepted < decided ? working_days_between(accepted, decided) : 0;

	return n < TAKEN_MOST ? n : TAKEN_MOST;
}

void
taken_add(struct taken *t, int days, int n)
{
	t->days[days] += n;
	t->decided += n;
}

int
taken_within(const struct taken *t, int hundredths)
{
	int days = 0, n = t->days[0];

	while (days < TAKEN_MOST && (int64_t)n * 100 < (int64_t)t->decided * hundredths)
		n += t->days[++days];
	return days;
}
