/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "admin/sheaf.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"

void
sheaf_add(struct pool *pool, struct sheaf *sheaf, const struct value *row)
{
	if (sheaf->count == sheaf->room) {
		sheaf->room = sheaf->room ? 2 * sheaf->room : 64;
		sheaf->values = pool_grow(pool, sheaf->values, sheaf->room * sheaf->columns, sizeof *row);
	}
	memcpy(&sheaf->values[sheaf->count++ * sheaf->columns], row, sheaf->columns * sizeof *row);
}

const struct error *
sheaf_store(struct db *db, const struct sheaf *sheaf)
{
	const struct sheaf_size *size = sheaf->sizes;
	const struct error *e;

	for (size_t at = 0; at < sheaf->count; at += size->rows) {
		while (size->rows > sheaf->count - at)
			size++;
		if ((e = db_run(db, size->statement, (struct values){&sheaf->values[at * sheaf->columns],
		    size->rows * sheaf->columns}, NULL)))
			return e;
	}
	return NULL;
}
