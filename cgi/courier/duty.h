/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the courier does again and again, a step at a time: the clock's acts, reminders, sums. */
#ifndef QIAO_COURIER_DUTY_H
#define QIAO_COURIER_DUTY_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"

struct courier;
struct error;

#define DUTIES_MOST 16

struct duties {			/* zero to start */
	moment at[DUTIES_MOST];	/* when each is next */
};

/* Each whose time has come, if the lease is the owner's; *is_idle becomes false where there is more. */
const struct error *duties_tend(struct courier *c, struct duties *duties, int64_t owner,
    const volatile sig_atomic_t *is_ending, bool *is_idle) __attribute__((warn_unused_result));

#endif
