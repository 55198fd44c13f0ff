/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Who opens whose matter: one access_record per officer, matter, kind and reason in ten minutes,
 * so that the resident reads "opened at 16:51" and not every turn of a page. The record comes
 * before what it is about is shown.
 *
 *	if ((e = opening_load(db, a, q->actor.id, q->now, &opening)) ||
 *	    (e = opening_record(db, a, &opening, OPENED_MATTER, &by)))
 *		return e;
 */
#ifndef QIAO_SERVICE_OPENING_H
#define QIAO_SERVICE_OPENING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "service/lifecycle.h"

struct application;
struct db;
struct error;

#define OPENING_LASTS (10 * MINUTE)

/* OPENED_IDENTITY: the sealed answers are shown while its record is that fresh. */
/* OPENED_CONTACT: the same of telephone and address. */
enum opened { OPENED_MATTER, OPENED_MATERIAL, OPENED_RESULT, OPENED_IDENTITY, OPENED_RATING,
	OPENED_CONTACT, OPENED_KINDS };

/* reveal.def: why OPENED_IDENTITY. */
enum reveal {
#define REVEAL(name, word) REVEAL_##name,
#include "service/reveal.def"
	REVEALS
};

const char *reveal_word(enum reveal reveal) __attribute__((returns_nonnull));
/* False if it is no such word; NULL is none. */
bool reveal_read(const char *word, enum reveal *out);

struct opening {
	moment at[OPENED_KINDS];	/* within OPENING_LASTS, else 0 */
	const char *reason[OPENED_KINDS];	/* of that one */
	moment before;			/* this officer's last look at the matter, longer ago; 0: never */
	const char *zone, *country;	/* the resident's */
};

struct opener {
	int64_t officer, unit;
	enum role role;
	moment now;
	const char *reason;		/* of reveal.def, "follow_up", or NULL: what the state is about */
};

const struct error *opening_load(struct db *db, const struct application *a, int64_t officer,
    moment now, struct opening *out) __attribute__((warn_unused_result));
/* Nothing if the same was recorded within OPENING_LASTS, as `opening` knows. */
const struct error *opening_record(struct db *db, const struct application *a,
    struct opening *opening, enum opened what, const struct opener *by)
    __attribute__((warn_unused_result));

#endif
