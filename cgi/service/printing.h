/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Papers that are owed, seen from qiao-print: one is claimed by compare-and-set, made, and kept.
 * writ.h is the other side.
 *
 *	printing_due(…, &ids)  →  printing_claim(id)  →  make the PDF  →  printing_made() | printing_again()
 *
 * A claim runs out after PRINTING_CLAIM. Of two programs that made the same paper the first one's
 * is kept: the row is "owed" until then and never after.
 */
#ifndef QIAO_SERVICE_PRINTING_H
#define QIAO_SERVICE_PRINTING_H

#include <stddef.h>
#include <stdint.h>

#include "base/pairs.h"
#include "service/writ.h"

#define PRINTING_CLAIM MINUTE
#define PRINTING_MOST 20

struct printing {
	int64_t id;
	int tries;			/* this one included */
	enum writ_kind kind;
	moment issued;
	const char *print;		/* hex in groups, for the paper */
	struct pairs facts;		/* writ_facts.c has the names */
};

struct printing_ids {
	int64_t at[PRINTING_MOST];
	size_t count;
};

const struct error *printing_due(struct db *db, moment now, struct printing_ids *out)
    __attribute__((warn_unused_result));
/* *out is NULL if another was first. */
const struct error *printing_claim(struct db *db, int64_t id, moment now, struct printing **out)
    __attribute__((warn_unused_result));
const struct error *printing_made(struct db *db, const struct printing *owed, struct bytes pdf)
    __attribute__((warn_unused_result));
/*
 * The file that a result's paper hands over, and holds: as it was when the paper was issued, or an error.
 * *out is NULL if this one holds none: it has no file, or is of before papers held them.
 */
struct printing_file {
	const char *name, *type;
	struct bytes content;
	int width, height;		/* of a picture */
};

const struct error *printing_file(struct db *db, const struct printing *owed, struct printing_file **out)
    __attribute__((warn_unused_result));
/* It failed; tried again later and later, and for good failed after PRINTING_TRIES. */
#define PRINTING_TRIES 20
const struct error *printing_again(struct db *db, const struct printing *owed, moment now)
    __attribute__((warn_unused_result));

#endif
