/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Units by their code, for the commands that name one. */
#ifndef QIAO_ADMIN_UNIT_H
#define QIAO_ADMIN_UNIT_H

#include <stdint.h>

struct db;
struct error;

/* ERROR_NOT_FOUND if there is none. */
const struct error *unit_id(struct db *db, const char *code, int64_t *out)
    __attribute__((warn_unused_result));

#endif
