/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/blob.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(blob_size, "i", "i",
    "SELECT size FROM file WHERE id = ?")
STATEMENT(blob_part_add, "iib", "",
    "INSERT INTO file_part (file, seq, sealed) VALUES (?, ?, ?)")
STATEMENT(blob_part, "ii", "b",
    "SELECT sealed FROM file_part WHERE file = ? AND seq = ?")
STATEMENT(blob_parts_remove, "i", "",
    "DELETE FROM file_part WHERE file = ? ORDER BY seq LIMIT 50")

#define MOST_BYTES ((int64_t)64 << 20)
#define PATIENCE (8 * SECOND)
#define REMOVED_AT_ONCE 50

/* The place of a part is part of what is sealed, so that parts cannot change places. */
#define CONTEXT_SIZE 24
static void
part_context(char context[CONTEXT_SIZE], int64_t seq)
{
	snprintf(context, CONTEXT_SIZE, "file-part-%d", (int)seq);
}

/* One part in memory at a time: its copies go to a pool of their own, freed with it. */
struct part {
	struct db *db;
	struct pool *before;
	struct pool *pool;
	int64_t file, seq;
	struct bytes sealed;
	int64_t removed;
};

static struct part
part_begin(struct db *db, int64_t file, int64_t seq)
{
	struct part part = {.db = db, .file = file, .seq = seq, .before = db_pool(db)};

	part.pool = pool_new(part.before, 0);
	db_use_pool(db, part.pool);
	return part;
}

static void
part_end(struct part *part)
{
	db_use_pool(part->db, part->before);
	pool_free(part->pool);
}

static const struct error *
part_add(void *data)
{
	const struct part *part = data;

	return db_run(part->db, &blob_part_add,
	    DB(db_int(part->file), db_int(part->seq), db_bytes(part->sealed)), NULL);
}

const struct error *
blob_write(struct db *db, int64_t file, struct bytes data)
{
	const struct error *e = NULL;

	for (size_t at = 0; at < data.n && !e; at += BLOB_PART) {
		size_t left = data.n - at;
		struct part part = part_begin(db, file, (int64_t)(at / BLOB_PART));
		char context[CONTEXT_SIZE];

		part_context(context, part.seq);
		part.sealed = seal(part.pool, context, file,
		    BYTES(data.p + at, left < BLOB_PART ? left : BLOB_PART));
		e = db_transact(db, PATIENCE, part_add, &part);
		if (e && db_is_duplicate(e))
			e = NULL;	/* the id is ours: an earlier try did store it */
		part_end(&part);
	}
	return e;
}

static const struct error *
part_read(struct part *part, const struct statement *statement, int64_t key, struct bytes *plain)
{
	char context[CONTEXT_SIZE];
	const struct error *e;
	struct row *row;

	if ((e = db_row(part->db, statement, DB(db_int(key), db_int(part->seq)), &row)))
		return e;
	if (!row)
		return fail(ERROR_NOT_FOUND, "file lacks part %d", (int)part->seq);
	part_context(context, part->seq);
	return unseal(part->pool, context, part->file, row_bytes(row, 0), plain);
}

static const struct error *
read_parts(struct db *db, const struct statement *statement, int64_t key, int64_t file, unsigned char *to,
    size_t size)
{
	const struct error *e = NULL;
	size_t at = 0;

	for (int64_t seq = 0; at < size && !e; seq++) {
		struct part part = part_begin(db, file, seq);
		struct bytes plain = {NULL, 0};

		e = part_read(&part, statement, key, &plain);
		if (!e && (plain.n == 0 || plain.n > size - at))
			e = fail(ERROR_INTERNAL, "file's part %d has %zu bytes", (int)seq, plain.n);
		if (!e) {
			memcpy(to + at, plain.p, plain.n);
			at += plain.n;
		}
		part_end(&part);
	}
	return e;
}

const struct error *
blob_read_parts(struct db *db, const struct statement *part, int64_t key, int64_t file, int64_t size,
    struct bytes *out)
{
	const struct error *e;
	unsigned char *whole;

	if (size < 0 || size > MOST_BYTES)
		return fail(ERROR_INTERNAL, "file of %lld bytes", (long long)size);
	whole = pool_alloc(db_pool(db), (size_t)size);
	if ((e = read_parts(db, part, key, file, whole, (size_t)size)))
		return e;
	*out = BYTES(whole, (size_t)size);
	return NULL;
}

const struct error *
blob_read(struct db *db, int64_t file, struct bytes *out)
{
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &blob_size, DB(db_int(file)), &row)))
		return e;
	if (!row)
		return fail(ERROR_NOT_FOUND, "no such file");
	return blob_read_parts(db, &blob_part, file, file, row_int(row, 0), out);
}

static const struct error *
parts_remove(void *data)
{
	struct part *part = data;

	return db_run(part->db, &blob_parts_remove, DB(db_int(part->file)), &part->removed);
}

const struct error *
blob_remove(struct db *db, int64_t file)
{
	struct part part = {.db = db, .file = file};
	const struct error *e = NULL;

	do {
		part.removed = 0;
		e = db_transact(db, PATIENCE, parts_remove, &part);
	} while (!e && part.removed == REMOVED_AT_ONCE);
	return e;
}
