/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Every statement that a program declares is prepared against the real schema, and its types
 * are compared. Linked with all objects of cgi/store, cgi/service and cgi/web.
 */
#include "base/error.h"
#include "base/memory.h"
#include "database.h"
#include "store/db.h"
#include "tap.h"

/* These must be refused, or the rest would prove nothing. */
STATEMENT(wrong_table, "", "i", "SELECT id FROM no_such_table")
STATEMENT(wrong_column, "i", "", "UPDATE person SET no_such_column = ?")
STATEMENT(wrong_type, "i", "s", "SELECT id FROM person WHERE id = ?")
STATEMENT(wrong_text, "i", "b", "SELECT zone FROM person WHERE id = ?")
STATEMENT(wrong_bytes, "i", "s", "SELECT sealed FROM contact WHERE id = ?")
STATEMENT(wrong_moment, "i", "s", "SELECT created FROM person WHERE id = ?")
STATEMENT(wrong_values, "", "i", "SELECT id FROM person WHERE id = ?")
STATEMENT(wrong_columns, "i", "i", "SELECT id, zone FROM person WHERE id = ?")

#ifndef LEAST
#define LEAST 80	/* fewer: the objects were not all linked */
#endif

int
main(void)
{
	struct db *db = db_new(database_start());
	struct pool *pool = pool_new(NULL, 0);
	const struct statement *const *all;
	size_t count, wrong = 0;

	db_use_pool(db, pool);
	all = db_statements(&count);
	for (size_t i = 0; i < count; i++) {
		const struct error *e = db_check_statement(db, all[i]);
		bool is_wrong = text_starts(all[i]->name, "wrong_");

		ok(is_wrong == (e != NULL), "%s%s", all[i]->name, is_wrong ? " is refused" : "");
		if (e && !is_wrong)
			printf("# %s (%d)\n# %s\n", e->detail, e->code, all[i]->sql);
		wrong += is_wrong;
	}
	is_int((int64_t)wrong, 8, "the wrong ones were there");
	ok(count >= LEAST, "%zu statements, at least %d", count, LEAST);
	db_close(db);
	pool_free(pool);
	return done();
}
