/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The mailbox of another department: where it is told of what it has, and gets its link (transfer_link.h).
 * Whoever reads it is the department, so one administrator proposes it and another one confirms it
 * (proposal.h): subject is the unit's code, body why, words the address, stamp the unit. The store takes no
 * other (schema/074-mailbox.sql). Sealed; in no log and no record.
 */
#ifndef QIAO_SERVICE_MAILBOX_H
#define QIAO_SERVICE_MAILBOX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"

struct db;
struct error;
struct proposal;
struct unit;

#define DEPARTMENT_MAIL "unit-mail"	/* the context of unit.mail, with the unit's id */
#define MAILBOX_MOST 254

struct mailbox {
	const char *address;		/* NULL: there is none */
	int64_t by;			/* the proposal by which it stands, 0: none yet */
	int64_t waiting;		/* one that nobody has answered yet, or 0 */
};

bool mailbox_is_unit(const struct unit *u);	/* could it have one? */
bool mailbox_is_address(const char *address);
const struct error *mailbox_load(struct db *db, int64_t unit, struct mailbox *out)
    __attribute__((warn_unused_result));
/* address: NULL for none. */
const struct error *mailbox_propose(struct db *db, const struct unit *u, const char *address,
    const char *reason, int64_t by, moment now, struct proposal *out) __attribute__((warn_unused_result));
/* p is confirmed: from now on. ERROR_CONFLICT if a newer one was meanwhile. */
const struct error *mailbox_set(struct db *db, const struct proposal *p) __attribute__((warn_unused_result));

#endif
