/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Units by their code, for the commands that name one. */
#ifndef QIAO_ADMIN_UNIT_H
#define QIAO_ADMIN_UNIT_H

#include <stdbool.h>
#include <stdint.h>

struct db;
struct error;

/* ERROR_NOT_FOUND if there is none. */
struct admin;
/* Where a department is told of what it has; "" for nowhere. ERROR_NOT_FOUND, ERROR_INVALID. */
const struct error *department_mailbox(struct admin *a, const char *department, const char *address)
    __attribute__((warn_unused_result));
const struct error *unit_id(struct db *db, const char *code, int64_t *out)
    __attribute__((warn_unused_result));
/* Whether units.def has it, whatever the store has. */
bool unit_is_declared(const char *code);

#endif
