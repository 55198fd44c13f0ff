/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One made-up life of an application: which acts led to its state, when, and by whom. */
#ifndef QIAO_ADMIN_SEED_H
#define QIAO_ADMIN_SEED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "service/lifecycle.h"

struct error;
struct formality;

#define SEED_EVENTS 20

struct seed_event {
	enum action action;
	enum state state;		/* after the act */
	enum role role;
	moment at;
	const char *detail;		/* what the officer or the resident wrote, or NULL */
};

struct seed_life {
	enum state state;
	struct seed_event events[SEED_EVENTS];
	int count;			/* SEED_EVENTS, or 0 for a draft */
	moment created, submitted, accepted, proposed, decided, ended, asked, due, law_due, stopped;
	bool is_claimed, is_extended, is_refusal;
	int corrections;
};

/* The n-th life under this formality; every step is one that lifecycle.def allows. */
const struct error *seed_life(const struct formality *f, int64_t n, moment now,
    struct seed_life *out) __attribute__((warn_unused_result));

#endif
