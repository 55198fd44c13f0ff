/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A malicious rating (恶意评价) is taken out of the totals, the public ones too, and of the lists behind
 * them: a supervisor above the rated unit proposes it with a reason, another one confirms (proposal.h), and
 * that is an act of the matter (EXCLUDE), which its resident reads. The same two-person way leads back
 * (INCLUDE). Nothing is deleted: the rating, its words and its follow-up stay. What the supervisors wrote is
 * sealed, in the proposal and in the act, and goes with the matter.
 */
#ifndef QIAO_SERVICE_EXCLUSION_H
#define QIAO_SERVICE_EXCLUSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "service/proposal.h"

struct application;
struct db;
struct deed;
struct error;
struct event;
struct follower;

#define EXCLUSION_REASON_LEAST 10	/* characters */
#define EXCLUSION_REASON_MOST 500

enum exclusion_ground {
#define EXCLUSION_GROUND(name, word) EXCLUSION_##name,
#include "service/exclusion.def"
	EXCLUSION_GROUNDS
};

const char *exclusion_ground_word(enum exclusion_ground ground);
/* False if it is no such word; NULL is none. */
bool exclusion_ground_read(const char *word, enum exclusion_ground *out);

struct exclusion {
	struct application *a;		/* NULL once it is deleted */
	int64_t application;
	const char *ref, *formality;	/* ref: NULL with it */
	int level;
	moment at, excluded;		/* rated; 0: it counts */
	int64_t proposal;		/* one that waits for another's answer, or 0 */
};

/*
 * By the number. ERROR_NOT_FOUND if it is not rated, or not below the follower's unit, or of the unit
 * itself; ERROR_ROLE for who had the matter in hand; ERROR_BARRED for whom it is barred to (bar.h).
 */
const struct error *exclusion_find(struct db *db, const struct follower *by, const char *ref,
    struct exclusion *out) __attribute__((warn_unused_result));
/* One proposal and what it is about; the same errors. */
const struct error *exclusion_load(struct db *db, const struct follower *by, int64_t proposal,
    struct proposal **p, struct exclusion *out) __attribute__((warn_unused_result));
/*
 * The newest 50 proposals of both kinds, of what this follower looks after; those that wait first. *hidden:
 * how many more of those there are that they may not open.
 */
const struct error *exclusion_list(struct db *db, const struct follower *by, struct proposals *out,
    int *hidden) __attribute__((warn_unused_result));

/* Out of the figures for that ground, or back into them if it is excluded; fills in the proposal. */
const struct error *exclusion_propose(struct db *db, const struct exclusion *x,
    enum exclusion_ground ground, const char *words, int64_t by, struct proposal *out, moment now)
    __attribute__((warn_unused_result));
/*
 * Once a proposal is confirmed, in its transaction; by: who, when, the formality. ERROR_CONFLICT: it is so
 * already, or the matter is gone.
 */
const struct error *exclusion_do(struct db *db, const struct exclusion *x, const struct proposal *p,
    const struct deed *by) __attribute__((warn_unused_result));

/* The ground that an EXCLUDE told; false for another act. */
bool exclusion_said(const struct event *event, enum exclusion_ground *out);

/* Reasons that older versions stored in clear; how many. */
const struct error *exclusion_seal_older(struct db *db, int64_t *count) __attribute__((warn_unused_result));

#endif
