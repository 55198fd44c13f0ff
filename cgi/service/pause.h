/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Formalities that nobody can begin for now: by their file (Paused), or by the desk until a day. A
 * process keeps the few that there are, and reads them again in each request that shows or begins
 * something, so that a pause counts at once in every worker and needs no reload; nor does a reload end it.
 *
 *	pause_refresh(q->db, q->now);
 *	if (local_in(pause_of(f), q->lang)) ...
 */
#ifndef QIAO_SERVICE_PAUSE_H
#define QIAO_SERVICE_PAUSE_H

#include <stdint.h>

#include "base/clock.h"
#include "base/lang.h"

struct db;
struct error;
struct formality;

#define PAUSE_ZH_MOST 300	/* characters */
#define PAUSE_EN_MOST 600
#define PAUSE_DAYS_MOST 366
#define PAUSES_MOST 200		/* that a process keeps */

struct pause {
	int64_t id;
	const char *code;
	struct local why;
	day until;		/* the last day of it */
};

/* Once for each `now`; while the store is away what was read last goes on. */
void pause_refresh(struct db *db, moment now);
/* The desk's pause of this code, or NULL. */
const struct pause *pause_by_desk(const char *code);
/* Why it is paused, by the desk or else by its file; no text in any language while it is open. */
const struct local *pause_of(const struct formality *f) __attribute__((returns_nonnull));

/* Takes the place of one that there is. ERROR_INVALID if the day is over or too far away. */
const struct error *pause_begin(struct db *db, const struct pause *p, int64_t officer, moment now)
    __attribute__((warn_unused_result));
/* ERROR_CONFLICT if it is open already. */
const struct error *pause_end(struct db *db, const char *code, int64_t officer, moment now)
    __attribute__((warn_unused_result));

#endif
