/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the checks of one matter's acts share: deeds.c reads them, holder.c follows who had it. */
#ifndef QIAO_VERIFY_DEEDS_PART_H
#define QIAO_VERIFY_DEEDS_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/memory.h"
#include "service/lifecycle.h"

struct db;
struct deed_faults;
struct error;

struct act_told {
	int64_t id, actor;
	int seq;
	moment at, due, law_due;
	const char *word, *number;	/* number: the actor's, or NULL */
	enum action action;
	enum state state;
	enum role role;
	bool is_keyed;			/* it says what was due */
	bool is_said;			/* … and what was said: of migration 068 and later, and no sample */
	struct bytes detail;
	int64_t whose;			/* the unit that had it then; 0: it does not say */
	const char *department;		/* … and the department that it was with, or NULL */
};

struct told {
	struct db *db;
	struct act_told *at;
	size_t count;
	struct deed_faults *faults;
};

/* One more that is wrong; what is behind DEED_FAULTS_MOST is not kept. */
void deeds_tell(struct told *t, int seq, const char *what);

/* What was said with an act, or NULL. */
const struct error *deeds_detail(struct told *t, int64_t act, struct bytes sealed, const char **out)
    __attribute__((warn_unused_result));

struct moments {
	moment submitted, accepted, decided, ended;
	const struct act_told *deciding, *before;	/* the decision, and the act before it; or NULL */
};

void deeds_moments(const struct told *t, struct moments *m);
/* Whether any day in (since, until] is off or worked in its turn, as it was released or announced. */
bool days_are_special(moment since, moment until);
/*
 * What the store keeps of it beside it, for lists and figures. decided: the number of whoever the decision
 * counts for, "" for nobody, or NULL if none is counted.
 */
const struct error *counted_check(struct told *t, int64_t application, const char **decided)
    __attribute__((warn_unused_result));
/* now: the number of the officer whose matter it is, "" for nobody's; decided: counted_check()'s. */
const struct error *holder_check(struct told *t, const char *now, const char *decided)
    __attribute__((warn_unused_result));

/* By when papers that come later, and the call after a bad rating, are awaited. */
const struct error *awaited_check(struct told *t, int64_t application) __attribute__((warn_unused_result));

/* What else was said: each row by an act, and each act with its row. */
const struct error *rows_check(struct told *t, int64_t application) __attribute__((warn_unused_result));
/* What a review found, and what keeps it beyond its time. */
const struct error *ended_check(struct told *t, int64_t application) __attribute__((warn_unused_result));
/* unit, department: what the matter itself says. */
void place_check(struct told *t, int64_t unit, const char *department);

#endif
