/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The texts of the formalities under which matters were made: is each what its digest says? */
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/db.h"
#include "store/seal.h"
#include "verify/verify.h"

STATEMENT(versions_all, "i", "issb",
    "SELECT id, code, body, digest FROM formality_version WHERE id > ? ORDER BY id LIMIT 20")
STATEMENT(versions_of, "s", "issb",
    "SELECT v.id, v.code, v.body, v.digest FROM application a JOIN formality_version v "
    "ON v.id = a.formality_version WHERE a.ref = ?")

static void
check(struct pool *pool, const struct row *r, struct findings *f)
{
	if (!bytes_equal(plain_hash(pool, bytes_of(row_text(r, 2))), row_bytes(r, 3)))
		fault(f, "formality %s, version %lld: its text is not what its digest says", row_text(r, 1),
		    (long long)row_int(r, 0));
}

const struct error *
verify_versions(struct db *db, const char *ref, struct findings *f)
{
	struct pool *before = db_pool(db);
	const struct error *e = NULL;
	struct rows rows = {.count = 1};
	int64_t last = 0;

	while (!e && rows.count) {
		struct pool *pool = pool_new(before, 0);

		db_use_pool(db, pool);
		e = ref ? db_rows(db, &versions_of, DB(db_text(ref)), &rows) :
		    db_rows(db, &versions_all, DB(db_int(last)), &rows);
		for (size_t i = 0; !e && i < rows.count; i++) {
			check(pool, rows.at[i], f);
			last = row_int(rows.at[i], 0);
		}
		db_use_pool(db, before);
		pool_free(pool);
		if (ref)
			break;
	}
	return e;
}
