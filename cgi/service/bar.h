/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Nobody handles their own matter, their family's, or that of somebody they know (回避). An officer
 * declares contacts and document numbers once, and only their blind indexes are kept; or says of one
 * matter that they know its person. application_load_desk() looks at both.
 */
#ifndef QIAO_SERVICE_BAR_H
#define QIAO_SERVICE_BAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/pairs.h"

struct db;
struct error;

#define BAR_MARKS_MOST 12		/* of one officer */

/* ERROR_CONFLICT beyond BAR_MARKS_MOST; the same once more does nothing. address: as contact.h has it. */
const struct error *bar_declare_contact(struct db *db, int64_t officer, const char *kind,
    const char *address, moment now) __attribute__((warn_unused_result));
const struct error *bar_declare_number(struct db *db, int64_t officer, const char *number, moment now)
    __attribute__((warn_unused_result));
struct bar_marks {
	moment since[BAR_MARKS_MOST];
	bool is_number[BAR_MARKS_MOST];
	size_t count;
};
const struct error *bar_marks(struct db *db, int64_t officer, struct bar_marks *out)
    __attribute__((warn_unused_result));

/* The same once more does nothing. */
const struct error *bar_recuse(struct db *db, int64_t application, int64_t officer, moment now)
    __attribute__((warn_unused_result));
/* Whether one of these answers is a number that was declared; marks: hex, commas between. */
bool bar_has_number(struct pool *pool, const char *marks, const struct pairs *answers);

#endif
