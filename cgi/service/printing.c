/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/printing.h"

#include "base/error.h"
#include "base/memory.h"
#include "service/writ_part.h"
#include "store/blob.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(printing_select, "t", "i",
    "SELECT id FROM writ WHERE state = 'owed' AND next_try <= ? ORDER BY next_try, id LIMIT 20")
/* while it is being made, next_try says when the claim runs out */
STATEMENT(printing_take, "tit", "",
    "UPDATE writ SET tries = tries + 1, next_try = ? "
    "WHERE id = ? AND state = 'owed' AND next_try <= ?")
STATEMENT(printing_load, "i", "istbb",
    "SELECT tries, kind, issued, print, facts FROM writ WHERE id = ?")
STATEMENT(printing_keep, "bibi", "",
    "UPDATE writ SET state = 'made', digest = ?, size = ?, pdf = ? "
    "WHERE id = ? AND state = 'owed'")
STATEMENT(printing_put_off, "stii", "",
    "UPDATE writ SET state = ?, next_try = ? WHERE id = ? AND state = 'owed' AND tries = ?")
/* of owed results only, and of no other file (schema/075-held.sql) */
STATEMENT(printing_file_part, "ii", "b",
    "SELECT sealed FROM writ_file WHERE writ = ? AND seq = ?")

const struct error *
printing_due(struct db *db, moment now, struct printing_ids *out)
{
	const struct error *e;
	struct rows rows;

	out->count = 0;
	if ((e = db_rows(db, &printing_select, DB(db_moment(now)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count && i < PRINTING_MOST; i++)
		out->at[out->count++] = row_int(rows.at[i], 0);
	return NULL;
}

const struct error *
printing_claim(struct db *db, int64_t id, moment now, struct printing **out)
{
	int64_t affected = 0;
	const struct error *e;
	struct bytes facts;
	struct printing *owed;
	struct row *r;

	*out = NULL;
	if ((e = db_run(db, &printing_take, DB(db_moment(now + PRINTING_CLAIM), db_int(id), db_moment(now)),
	    &affected)) || affected != 1)
		return e;
	if ((e = db_row(db, &printing_load, DB(db_int(id)), &r)) || !r)
		return e;
	owed = POOL_NEW(db_pool(db), struct printing);
	owed->id = id;
	owed->tries = (int)row_int(r, 0);
	owed->issued = row_moment(r, 2);
	owed->print = writ_groups(db_pool(db), row_bytes(r, 3), WRIT_PRINT_GROUPS);
	if (!writ_read(row_text(r, 1), &owed->kind))
		return fail(ERROR_INTERNAL, "a paper of an unknown kind");
	if ((e = unseal(db_pool(db), WRIT_FACTS, id, row_bytes(r, 4), &facts)) ||
	    (e = pairs_read(db_pool(db), facts, &owed->facts)))
		return e;
	*out = owed;
	return NULL;
}

static int64_t
number_of(const struct printing *owed, const char *name)
{
	const char *stored = pairs_get(&owed->facts, name);
	int64_t n = 0;

	return stored && text_number(stored, 0, INT64_MAX, &n) ? n : 0;
}

const struct error *
printing_file(struct db *db, const struct printing *owed, struct printing_file **out)
{
	struct pool *pool = db_pool(db);
	int64_t id = number_of(owed, "file_id");
	struct printing_file *file;
	const struct error *e;

	*out = NULL;
	if (!id)
		return NULL;
	file = POOL_NEW(pool, struct printing_file);
	*file = (struct printing_file){.name = pairs_get(&owed->facts, "file"),
	    .type = pairs_get(&owed->facts, "file_type"), .width = (int)number_of(owed, "file_width"),
	    .height = (int)number_of(owed, "file_height")};
	if ((e = blob_read_parts(db, &printing_file_part, owed->id, id, number_of(owed, "file_size"),
	    &file->content)))
		return e;
	if (!text_same(writ_groups(pool, public_hash(pool, file->content), HASH_SIZE / 2),
	    pairs_get(&owed->facts, "file_digest")))
		return fail(ERROR_INTERNAL, "a result's file is another than the paper says");
	*out = file;
	return NULL;
}

/* No row: another was first, and that one's is the paper. */
const struct error *
printing_made(struct db *db, const struct printing *owed, struct bytes pdf)
{
	struct pool *pool = db_pool(db);

	return db_run(db, &printing_keep, DB(db_bytes(public_hash(pool, pdf)), db_int((int64_t)pdf.n),
	    db_bytes(seal(pool, WRIT_PDF, owed->id, pdf)), db_int(owed->id)), NULL);
}

const struct error *
printing_again(struct db *db, const struct printing *owed, moment now)
{
	bool is_last = owed->tries >= PRINTING_TRIES;
	moment wait = owed->tries < 7 ? SECOND << owed->tries : 10 * MINUTE;

	return db_run(db, &printing_put_off, DB(db_text(is_last ? "failed" : "owed"),
	    db_moment(now + wait), db_int(owed->id), db_int(owed->tries)), NULL);
}
