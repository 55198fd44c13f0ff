/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whether two matters have one applicant, by their answers (alike.def) and whatever account they are of. */
#ifndef QIAO_SERVICE_ALIKE_H
#define QIAO_SERVICE_ALIKE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pairs.h"
#include "base/text.h"

struct pool;

struct alike {
	const char *code, *birth;	/* birth: NULL for a number, which is enough alone */
};

/* The rows of alike.def in turn, then NULL. */
const struct alike *alike_at(size_t i);
bool alike_has(const struct pairs *answers, const struct alike *by);
/* Of answers that have it: as `matter_number` has it. */
struct bytes alike_index(struct pool *pool, const struct pairs *answers, const struct alike *by);
/* Both have it, and the same. */
bool alike_is(const struct pairs *a, const struct pairs *b, const struct alike *by);

#endif
