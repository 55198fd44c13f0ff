/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One notice from the outbox to the world: claimed, written, posted, marked. */
#ifndef QIAO_COURIER_DELIVER_H
#define QIAO_COURIER_DELIVER_H

#include <signal.h>

#include "base/clock.h"

struct catalogue;
struct config;
struct db;
struct error;
struct letters;
struct post;

/* A channel that does not answer rests for a while, so that it is not asked for each notice. */
struct channel {
	const char *name;
	moment rests_until;
	int failures;		/* in a row */
};

struct courier {
	const struct config *config;
	const struct catalogue *catalogue;
	struct letters *letters;
	struct post *post;
	struct db *db;
	struct channel channels[2];
};

/*
 * Send what is due now, at most one batch; *tried is how many were taken up. In demo mode nothing
 * leaves: a notice counts as sent, and the demo inbox shows it.
 */
const struct error *deliver_due(struct courier *c, const volatile sig_atomic_t *is_ending,
    int *tried) __attribute__((warn_unused_result));

#endif
