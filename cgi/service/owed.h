/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Conditional acceptance (容缺受理, Zhejiang Run-Once Regulation art. 11): an application is accepted
 * though some lesser papers are missing, and these come by a day that the officer names. The
 * decision clock runs meanwhile. What comes later than that day, or after a proposal, is taken as long as
 * nobody has decided (owed_may_come()); the officer is warned of the day. As long as one is missing, whoever
 * approves says why it need not come, and the resident reads that (application_act(), deed.is_waived).
 */
#ifndef QIAO_SERVICE_OWED_H
#define QIAO_SERVICE_OWED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/lang.h"
#include "service/lifecycle.h"

struct application;
struct db;
struct deed;
struct error;
struct formality;
struct formality_material;
struct pairs;
struct pool;

#define OWED_MOST 20			/* papers */

struct owed_paper {
	const char *code;		/* the material's */
	moment came;			/* when its first file did, 0: not yet */
};

struct owed {
	moment asked, due;
	struct owed_paper *at;
	size_t count, open;		/* open: not here yet */
};

/* Store them; the caller then acts ACCEPT_PENDING. ERROR_INVALID for none or too many. */
const struct error *owed_store(struct db *db, const struct application *a,
    const char *const codes[], size_t count, moment due, moment now)
    __attribute__((warn_unused_result));
/* count 0 if nothing ever was. */
const struct error *owed_load(struct db *db, int64_t application, struct owed *out)
    __attribute__((warn_unused_result));
/* The first file of it is here; *is_first is false if one was before. The caller then acts BRING. */
const struct error *owed_came(struct db *db, const struct application *a, const char *code,
    moment now, bool *is_first) __attribute__((warn_unused_result));
/* Minor, photographed, and not of what is decided on the spot; how late it may come if that began now. */
bool owed_may_follow(const struct formality *f, const struct formality_material *m);
bool owed_any_may_follow(const struct formality *f);
moment owed_limit(const struct formality *f, moment now);
/* What the resident says of one that is not there yet, among the draft's answers; 0: nothing. */
void owed_promise(struct pairs *answers, const char *code, day by);
day owed_promised(const struct pairs *answers, const char *code);
bool owed_is_any_promised(const struct pairs *answers);

struct promise {
	const struct formality_material *material;
	day by;
};

struct promises {
	struct promise *at;
	size_t count;
};

/* What was promised, may follow and is not here yet. Opens its answers. */
const struct error *owed_promises(struct db *db, struct application *a, const struct formality *f,
    struct promises *out) __attribute__((warn_unused_result));
#define OWED_BY " → "
/*
 * What the history keeps of it: the papers and the day, "2026-12-18", which is told by the clocks of whoever
 * reads it; below that the officer's words, or NULL.
 */
const char *owed_said(struct pool *pool, const struct formality *f, const char *const codes[],
    size_t count, enum lang lang, moment due, const char *words);
/*
 * DEEM_ACCEPTED: the clock takes the resident at their word, there being no officer who does. Owed by the day
 * that was named, and never in less than CHECK_DAYS working days, as far as law_due leaves them. Sets
 * deed->owed and detail; both stay as they are if nothing was promised.
 */
const struct error *owed_deem(struct db *db, struct application *a, moment law_due, struct deed *deed)
    __attribute__((warn_unused_result));
/* Not decided yet: what is owed can be brought. */
bool owed_may_come(enum state state);
bool owed_has(const struct owed *owed, const char *code);

#endif
