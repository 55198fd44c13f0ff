/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Keys: the file, a new key, and sealing with it what older ones sealed. A value is put
 * back only if it is still what was read, so the programs may write meanwhile; what is
 * done already is not found again, so an interrupted run simply goes on.
 */
#include <stdio.h>

#include "admin/admin.h"
#include "base/config.h"
#include "base/error.h"
#include "base/memory.h"
#include "store/db.h"
#include "store/seal.h"

/* '' is a secret that nobody has set yet */
#define IS_OLD(column) " <> '' AND ORD(SUBSTRING(" column ", 2, 1)) <> ? "
#define SEALED(table, key, column, context) \
	STATEMENT(old_##table##_##column, "ii", "ib", \
	    "SELECT " #key ", " #column " FROM " #table " WHERE " #key " > ? AND " #column \
	    IS_OLD(#column) "ORDER BY " #key " LIMIT 50") \
	STATEMENT(put_##table##_##column, "bib", "", \
	    "UPDATE " #table " SET " #column " = ? WHERE " #key " = ? AND " #column " = ?")
#include "admin/sealed.def"
#undef SEALED

STATEMENT(old_parts, "iiii", "iib",
    "SELECT file, seq, sealed FROM file_part WHERE (file > ? OR (file = ? AND seq > ?)) AND sealed"
    IS_OLD("sealed") "ORDER BY file, seq LIMIT 4")
STATEMENT(put_part, "biib", "",
    "UPDATE file_part SET sealed = ? WHERE file = ? AND seq = ? AND sealed = ?")
STATEMENT(old_history, "i", "i",
    "SELECT COUNT(*) FROM history WHERE detail" IS_OLD("detail"))

#define PATIENCE (60 * SECOND)

struct column {
	const char *name, *context;
	const struct statement *old, *put;
};

static const struct column columns[] = {
#define SEALED(table, key, column, context) \
	{#table "." #column, context, &old_##table##_##column, &put_##table##_##column},
#include "admin/sealed.def"
#undef SEALED
};

struct resealing {
	struct admin *a;
	const struct column *column;	/* NULL: the parts of files */
	struct rows rows;
};

const struct error *
make_keys(struct admin *a)
{
	return seal_make_keys(a->config->key_file);
}

const struct error *
rotate_keys(struct admin *a)
{
	const struct error *e;

	if ((e = seal_add_key(a->config->key_file)) || (e = seal_open_keys(a->config->key_file)))
		return e;
	printf("key %d seals from now on. Copy the key file to every machine, restart the programs,\n"
	    "then run: qiao-admin -c SETTINGS reseal\n", seal_current_key());
	return NULL;
}

static const struct error *
put_column(void *data)
{
	const struct resealing *r = data;
	struct pool *pool = db_pool(r->a->db);
	const struct error *e;

	for (size_t i = 0; i < r->rows.count; i++) {
		int64_t key = row_int(r->rows.at[i], 0);
		struct bytes old = row_bytes(r->rows.at[i], 1), plain;

		if ((e = unseal(pool, r->column->context, key, old, &plain)) ||
		    (e = db_run(r->a->db, r->column->put, DB(db_bytes(seal(pool, r->column->context,
		    key, plain)), db_int(key), db_bytes(old)), NULL)))
			return e;
	}
	return NULL;
}

static const struct error *
put_parts(void *data)
{
	const struct resealing *r = data;
	struct pool *pool = db_pool(r->a->db);
	const struct error *e;

	for (size_t i = 0; i < r->rows.count; i++) {
		int64_t file = row_int(r->rows.at[i], 0), seq = row_int(r->rows.at[i], 1);
		struct bytes old = row_bytes(r->rows.at[i], 2), plain;
		const char *context = pool_format(pool, "file-part-%d", (int)seq);

		if ((e = unseal(pool, context, file, old, &plain)) ||
		    (e = db_run(r->a->db, &put_part, DB(db_bytes(seal(pool, context, file, plain)),
		    db_int(file), db_int(seq), db_bytes(old)), NULL)))
			return e;
	}
	return NULL;
}

static const struct error *
reseal_column(struct admin *a, const struct column *column, int64_t *count)
{
	struct resealing r = {.a = a, .column = column};
	int64_t after = INT64_MIN;
	const struct error *e;

	do {
		struct pool *pool = pool_new(a->pool, 0);

		db_use_pool(a->db, pool);
		r.rows = (struct rows){0};
		e = db_rows(a->db, column->old, DB(db_int(after), db_int(seal_current_key())), &r.rows);
		if (!e && r.rows.count) {
			after = row_int(r.rows.at[r.rows.count - 1], 0);
			*count += (int64_t)r.rows.count;
			e = db_transact(a->db, PATIENCE, put_column, &r);
		}
		db_use_pool(a->db, a->pool);
		pool_free(pool);
	} while (!e && r.rows.count);
	return e;
}

static const struct error *
reseal_parts(struct admin *a, int64_t *count)
{
	struct resealing r = {.a = a};
	int64_t file = INT64_MIN, seq = 0;
	const struct error *e;

	do {
		struct pool *pool = pool_new(a->pool, 0);

		db_use_pool(a->db, pool);
		r.rows = (struct rows){0};
		e = db_rows(a->db, &old_parts, DB(db_int(file), db_int(file), db_int(seq),
		    db_int(seal_current_key())), &r.rows);
		if (!e && r.rows.count) {
			file = row_int(r.rows.at[r.rows.count - 1], 0);
			seq = row_int(r.rows.at[r.rows.count - 1], 1);
			*count += (int64_t)r.rows.count;
			e = db_transact(a->db, PATIENCE, put_parts, &r);
		}
		db_use_pool(a->db, a->pool);
		pool_free(pool);
	} while (!e && r.rows.count);
	return e;
}

const struct error *
reseal(struct admin *a)
{
	const struct error *e;
	struct row *row;
	int64_t count;

	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		count = 0;
		if ((e = reseal_column(a, &columns[i], &count)))
			return e;
		printf("%-28s %lld resealed\n", columns[i].name, (long long)count);
	}
	count = 0;
	if ((e = reseal_parts(a, &count)))
		return e;
	printf("%-28s %lld resealed\n", "file_part.sealed", (long long)count);
	if ((e = db_row(a->db, &old_history, DB(db_int(seal_current_key())), &row)))
		return e;
	count = row_int(row, 0);
	printf("%-28s %lld stay as they are: %s\n", "history.detail", (long long)count, count ?
	    "their keys must stay in the key file" : "nothing needs an old key any more");
	return NULL;
}
