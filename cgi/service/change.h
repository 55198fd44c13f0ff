/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Changes of officers' accounts by two people. Whatever gives power (change.def) is proposed by one
 * administrator and confirmed by another within CHANGE_LASTS; it has no effect before that. Taking
 * power away is one person's and at once. Nobody has a part in a change of their own accounts, which
 * are known by the officer's number; and what one person may hold is role.def's. Each step is a row of
 * the record (audit.h).
 *
 *	if ((e = change_confirm(db, id, &by, now, &fault)))
 *		return e;
 *	if (fault)
 *		…		what stands against it; nothing was done
 */
#ifndef QIAO_SERVICE_CHANGE_H
#define QIAO_SERVICE_CHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "service/lifecycle.h"

struct db;
struct error;

#define CHANGE_LASTS (3 * DAY)
#define CHANGE_KEPT (366 * DAY)			/* after its end */
#define CHANGE_REASON_MOST 500

enum change_kind {
#define CHANGE(kind, word, proposed, confirmed, ends) CHANGE_##kind,
#include "service/change.def"
#undef CHANGE
	CHANGE_KINDS
};

/* What stands against a change, in the order in which it is looked at; desk.change.fault.WORD. */
enum change_fault {
	FAULT_NONE,
	FAULT_OVER,		/* settled already, or its time is over */
	FAULT_STALE,		/* the account has changed since */
	FAULT_OWN,		/* one's own account */
	FAULT_SAME_PERSON,	/* who proposed it cannot confirm it */
	FAULT_NAME,		/* the sign-in name is taken */
	FAULT_NUMBER,		/* this person has an account whose role does not go with it */
	FAULT_PLACE,		/* this role is not at that unit */
	FAULT_NOTHING,		/* it would change nothing */
	FAULT_OPEN,		/* another one waits for this account */
	FAULT_STATE,		/* not in the state of this account */
	FAULT_HOLDS,		/* matters are in this officer's hands */
	FAULT_LAST,		/* fewer than two administrators would be left */
	FAULTS
};
const char *fault_word(enum change_fault fault) __attribute__((returns_nonnull));
const char *change_word(enum change_kind kind) __attribute__((returns_nonnull));

struct change {
	int64_t id, officer, version;		/* officer: 0 for one who is to be added */
	enum change_kind kind;
	const char *name, *number, *full_name, *reason;
	int64_t unit;
	enum role role;
	/* of one that is in the store */
	const char *unit_code, *unit_zh, *unit_en;
	int64_t proposed_by, settled_by;
	const char *proposed_by_number, *settled_by_number, *outcome;	/* outcome: NULL while open */
	moment proposed, ends, settled;
};

struct changes {
	struct change *at;
	size_t count;
};

/* Who acts: an administrator. */
struct administrator {
	int64_t id;
	const char *number;
};

/* Fills in ->id. For kinds other than ADD only officer, version, unit, role and reason are looked at. */
const struct error *change_propose(struct db *db, struct change *c, const struct administrator *by,
    moment now, enum change_fault *fault) __attribute__((warn_unused_result));
const struct error *change_confirm(struct db *db, int64_t id, const struct administrator *by,
    moment now, enum change_fault *fault) __attribute__((warn_unused_result));
/* Withdrawn by who proposed it, refused by anybody else. */
const struct error *change_drop(struct db *db, int64_t id, const struct administrator *by, moment now,
    enum change_fault *fault) __attribute__((warn_unused_result));

/* At once: no more sign-in, and the sign-ins there are end. */
const struct error *change_suspend(struct db *db, int64_t officer, int64_t version,
    const char *reason, const struct administrator *by, moment now, enum change_fault *fault)
    __attribute__((warn_unused_result));
const struct error *change_end_sign_ins(struct db *db, int64_t officer,
    const struct administrator *by, moment now) __attribute__((warn_unused_result));

/* NULL if there is none. */
const struct error *change_find(struct db *db, int64_t id, struct change **out)
    __attribute__((warn_unused_result));
/* Those that wait, the oldest first; or those of one account, the newest first. */
const struct error *change_open(struct db *db, moment now, struct changes *out)
    __attribute__((warn_unused_result));
const struct error *change_list(struct db *db, int64_t officer, struct changes *out)
    __attribute__((warn_unused_result));
bool change_is_open(const struct change *c, moment now);

#endif
