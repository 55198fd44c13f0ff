/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/schema.h"

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/db.h"
#include "store/schema_newest.h"	/* made by make */

STATEMENT(store_schema, "", "i", "SELECT COALESCE(MAX(version), 0) FROM schema_version")

const struct error *
schema_check(const struct config *config)
{
	struct pool *pool = pool_new(NULL, 0);
	struct db *db = db_new(config);
	const struct error *e;
	struct row *row;
	int current = 0;

	db_use_pool(db, pool);
	if ((e = db_row(db, &store_schema, DB_NOTHING, &row)))
		log_failure("schema", e);
	else if (row)
		current = (int)row_int(row, 0);
	db_close(db);
	pool_free(pool);
	return current <= SCHEMA_NEWEST ? NULL : fail(ERROR_INTERNAL, "the store has schema %d, newer than "
	    "this program's %d: install the newer program", current, SCHEMA_NEWEST);
}
