/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Between change.c and change_store.c. */
#ifndef QIAO_SERVICE_CHANGE_PART_H
#define QIAO_SERVICE_CHANGE_PART_H

#include "service/audit.h"
#include "service/change.h"
#include "service/roster.h"

#define CHANGE_CHECKED __attribute__((warn_unused_result))

enum audit_action change_proposed(enum change_kind kind);
enum audit_action change_confirmed(enum change_kind kind);
bool change_ends_sign_ins(enum change_kind kind);

const struct error *change_insert(struct db *db, struct change *c, moment now) CHANGE_CHECKED;
/* Others who settle it wait; ERROR_NOT_FOUND if there is none. */
const struct error *change_lock(struct db *db, int64_t id, struct change **out) CHANGE_CHECKED;
const struct error *change_settle(struct db *db, const struct change *c, int64_t by,
    const char *outcome, moment now) CHANGE_CHECKED;
/* FAULT_OPEN if one waits for this sign-in name. */
const struct error *change_is_waited_for(struct db *db, const char *name, moment now,
    enum change_fault *fault) CHANGE_CHECKED;
/* was: the account before, if it is another one afterwards; or NULL */
const struct error *change_record(struct db *db, enum audit_action action, const struct change *c,
    const struct roster_officer *was, const struct administrator *by, moment now) CHANGE_CHECKED;

#endif
