/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whether a matter may have been approved by one alone: its formality says so, as the matter has it. */
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/tree.h"
#include "store/db.h"
#include "store/seal.h"
#include "verify/verify.h"

STATEMENT(alone_version, "i", "sb",
    "SELECT v.body, v.digest FROM application a JOIN formality_version v ON v.id = a.formality_version "
    "AND v.code = a.formality WHERE a.id = ?")

const struct error *
alone_check(struct db *db, int64_t application, bool *out)
{
	const struct error *e;
	struct tree *file;
	struct row *r;

	*out = false;
	if ((e = db_row(db, &alone_version, DB(db_int(application)), &r)) || !r)
		return e;
	/* a text that is not what its digest says allows nothing */
	if (!bytes_equal(plain_hash(db_pool(db), bytes_of(row_text(r, 0))), row_bytes(r, 1)))
		return NULL;
	if ((e = tree_read(row_text(r, 0), &file)))
		return e;
	*out = text_same(tree_get(file, "Approval"), "0");
	tree_free(file);
	return NULL;
}
