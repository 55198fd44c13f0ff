/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Rows of one table that are stored many a statement: a round trip for 32 instead of one each.
 * Statements are declared, so each size is one of its own, the largest first and the last of one row.
 *
 *	#define ROW "(?, ?)"
 *	STATEMENT(leaf_8, TIMES_8("is"), "", "INSERT INTO leaf (id, name) VALUES " ROWS_8(ROW))
 *	STATEMENT(leaf_1, "is", "", "INSERT INTO leaf (id, name) VALUES " ROW)
 *	static const struct sheaf_size leaf[] = {{&leaf_8, 8}, {&leaf_1, 1}};
 *	struct sheaf sheaf = {.sizes = leaf, .columns = 2};
 *
 *	sheaf_add(pool, &sheaf, (struct value[]){db_int(1), db_text("oak")});
 *	if ((e = sheaf_store(db, &sheaf)))
 *		return e;
 */
#ifndef QIAO_ADMIN_SHEAF_H
#define QIAO_ADMIN_SHEAF_H

#include "store/db.h"

#define TIMES_4(s) s s s s
#define TIMES_8(s) TIMES_4(s) TIMES_4(s)
#define TIMES_16(s) TIMES_8(s) TIMES_8(s)
#define TIMES_32(s) TIMES_16(s) TIMES_16(s)
#define ROWS_4(row) row ", " row ", " row ", " row
#define ROWS_8(row) ROWS_4(row) ", " ROWS_4(row)
#define ROWS_16(row) ROWS_8(row) ", " ROWS_8(row)
#define ROWS_32(row) ROWS_16(row) ", " ROWS_16(row)

struct sheaf_size {
	const struct statement *statement;
	size_t rows;
};

struct sheaf {
	const struct sheaf_size *sizes;
	size_t columns;
	struct value *values;		/* in the pool that rows were added with */
	size_t count, room;		/* rows */
};

void sheaf_add(struct pool *pool, struct sheaf *sheaf, const struct value *row);
/* All of them; the sheaf stays as it is, so that a transaction can be done again. */
const struct error *sheaf_store(struct db *db, const struct sheaf *sheaf)
    __attribute__((warn_unused_result));

#endif
