/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Files as sealed rows: whole again at every size, refused when a row was moved, gone when removed. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "database.h"
#include "store/blob.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

STATEMENT(file_new, "iib", "",
    "INSERT INTO file (id, state, type, size, pages, width, height, digest, created) "
    "VALUES (?, 'uploading', 'image/jpeg', ?, 1, 1, 1, ?, '2026-01-01')")
STATEMENT(parts_count, "i", "i", "SELECT COUNT(*) FROM file_part WHERE file = ?")
STATEMENT(parts_leak, "ib", "i", "SELECT COUNT(*) FROM file_part WHERE file = ? AND LOCATE(?, sealed) > 0")
STATEMENT(parts_move, "ii", "", "UPDATE file_part SET file = ? WHERE file = ?")

static int64_t
new_file(struct db *db, struct bytes data)
{
	int64_t id = db_new_id();
	const struct error *e = db_run(db, &file_new, DB(db_int(id), db_int((int64_t)data.n),
	    db_bytes(plain_hash(db_pool(db), data))), NULL);

	ok(!e, "a file row of %zu bytes", data.n);
	return id;
}

static int64_t
count(struct db *db, int64_t file)
{
	struct row *row = NULL;

	return db_row(db, &parts_count, DB(db_int(file)), &row) || !row ? -1 : row_int(row, 0);
}

static void
test_size(struct db *db, size_t n)
{
	unsigned char *data = pool_alloc(db_pool(db), n + 1);
	struct bytes out = {NULL, 0}, whole = BYTES(data, n);
	const struct error *e;
	int64_t file;

	random_fill(data, n);
	file = new_file(db, whole);
	e = blob_write(db, file, whole);
	ok(!e, "written");
	e = blob_write(db, file, whole);
	ok(!e, "written again by a retry");
	is_int(count(db, file), (int64_t)((n + BLOB_PART - 1) / BLOB_PART), "in rows of 1 MiB");
	e = blob_read(db, file, &out);
	ok(!e && bytes_equal(out, whole), "read again, the same");
	if (n >= 32) {
		struct row *row = NULL;

		e = db_row(db, &parts_leak, DB(db_int(file), db_bytes(BYTES(data, 16))), &row);
		ok(!e && row && row_int(row, 0) == 0, "nothing of it is readable in the table");
	}
	e = blob_remove(db, file);
	ok(!e && count(db, file) == 0, "removed");
}

int
main(void)
{
	static const size_t sizes[] = {1, 31, 1000, BLOB_PART - 1, BLOB_PART, BLOB_PART + 1,
	    3 * BLOB_PART + 17};
	struct db *db = db_new(database_start());
	struct pool *pool = pool_new(NULL, 0);
	struct bytes data = BYTES("one person's passport, sealed", 29), out;
	const struct error *e;
	int64_t mine, other;

	db_use_pool(db, pool);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		test_size(db, sizes[i]);
	mine = new_file(db, data);
	other = new_file(db, data);
	e = blob_write(db, mine, data);
	ok(!e, "one file");
	e = db_run(db, &parts_move, DB(db_int(other), db_int(mine)), NULL);
	ok(!e, "its row given to another");
	e = blob_read(db, other, &out);
	ok(e != NULL, "does not open there");
	db_close(db);
	pool_free(pool);
	return done();
}
