/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * MariaDB through declared statements, prepared once a connection. The layer
 * takes a statement and never a string, so SQL cannot be put together at run
 * time.
 *
 *	STATEMENT(session_find, "bt", "iss",
 *	    "SELECT id, token, zone FROM session WHERE hash = ? AND ends > ?")
 *
 *	struct row *row;
 *	if ((e = db_row(db, &session_find, DB(db_bytes(hash), db_moment(now)), &row)))
 *		return e;
 *	if (!row)
 *		return fail(ERROR_FORBIDDEN, "no session");
 *	id = row_int(row, 0);
 *
 * Types, one letter a value:  i int64   r int64, 0 is NULL   s text, NULL is
 * NULL   b bytes, {NULL, 0} is NULL   t moment (DATETIME(3) UTC), 0 is NULL.
 * Rows live in the pool of db_pool(). t/unit/statements.c prepares each one
 * against the real schema and compares the types.
 */
#ifndef QIAO_STORE_DB_H
#define QIAO_STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/text.h"

struct config;
struct db;
struct error;
struct pool;

struct statement {
	const char *name, *in, *out, *sql;
};

#define STATEMENT(id, in_types, out_types, sql_text) \
	static const struct statement id = {#id, in_types, out_types, sql_text}; \
	static const struct statement *const statement_##id \
	    __attribute__((used, section("qiao_statements"))) = &id;

struct value {
	char type;
	int64_t i;
	struct bytes b;
};

static inline struct value db_int(int64_t i) { return (struct value){.type = 'i', .i = i}; }
static inline struct value db_ref(int64_t i) { return (struct value){.type = 'r', .i = i}; }
static inline struct value db_moment(moment t) { return (struct value){.type = 't', .i = t}; }
static inline struct value db_text(const char *s) { return (struct value){.type = 's', .b = bytes_of(s)}; }
static inline struct value db_bytes(struct bytes b) { return (struct value){.type = 'b', .b = b}; }

struct values {
	const struct value *at;
	size_t count;
};
#define DB(...) ((struct values){(const struct value[]){__VA_ARGS__}, \
    sizeof (const struct value[]){__VA_ARGS__} / sizeof(struct value)})
#define DB_NOTHING ((struct values){NULL, 0})

struct row {
	const struct statement *statement;
	size_t columns;
	struct value at[];
};
struct rows {
	size_t count;
	struct row **at;
};

int64_t row_int(const struct row *row, int column);	/* i and r */
const char *row_text(const struct row *row, int column);	/* NULL if NULL */
struct bytes row_bytes(const struct row *row, int column);
moment row_moment(const struct row *row, int column);

/* Connects at the first use. One connection a process; reconnects by itself outside transactions. */
struct db *db_new(const struct config *config);
void db_close(struct db *db);
/* Where rows and details are allocated from now on: the request's pool. */
void db_use_pool(struct db *db, struct pool *pool);
struct pool *db_pool(struct db *db);

typedef const struct error *db_result;
#define DB_CHECKED __attribute__((warn_unused_result))

/* The first row or NULL. */
db_result db_row(struct db *, const struct statement *, struct values, struct row **out) DB_CHECKED;
db_result db_rows(struct db *, const struct statement *, struct values, struct rows *out) DB_CHECKED;
/* Of a join whose first columns are the `same` in all rows: those behind the first row have none of them. */
db_result db_rows_joined(struct db *, const struct statement *, struct values, size_t same,
    struct rows *out) DB_CHECKED;
/* No rows wanted; *affected may be NULL. Affected rows are matched rows, changed or not. */
db_result db_run(struct db *, const struct statement *, struct values, int64_t *affected) DB_CHECKED;
/* One row must be affected, or ERROR_CONFLICT: the compare-and-set of versions and states. */
db_result db_run_one(struct db *, const struct statement *, struct values) DB_CHECKED;

db_result db_begin(struct db *) DB_CHECKED;
db_result db_commit(struct db *) DB_CHECKED;
void db_rollback(struct db *);
bool db_in_transaction(const struct db *);

/*
 * Run `step` in a transaction, again from its start when the store asks for
 * that (deadlock, lost connection, cluster not ready), for at most `limit`;
 * then ERROR_UNAVAILABLE. A step has no effect outside the database and makes
 * its ids before the first try, in `data`.
 */
db_result db_transact(struct db *, moment limit, const struct error *(*step)(void *data), void *data)
    DB_CHECKED;
/* The same in memory of its own, which is given back: one of the many of a long run. */
db_result db_transact_apart(struct db *, moment limit, const struct error *(*step)(void *data),
    void *data) DB_CHECKED;

/* How an error of this layer is to be treated. */
enum db_remedy { DB_FINAL, DB_AGAIN, DB_RECONNECT };
enum db_remedy db_remedy(const struct error *e);
bool db_is_duplicate(const struct error *e);	/* 1062 */
/* After DB_RECONNECT: drop the connection, so that the next use opens another. */
void db_drop(struct db *);
void db_backoff(int tries);			/* sleeps 1 to 2^tries ms, at most 64 */
uint64_t db_round_trips(const struct db *);	/* since the connection's start, for logs and bench */

/* Time-ordered id, 63 bits: 42 bits of milliseconds since 2020, 21 random. */
int64_t db_new_id(void);
int64_t db_id_at(moment at);			/* the least id that can be made then */

/* Every declared statement of the program, for the test. */
const struct statement *const *db_statements(size_t *count);
/* Prepare one and compare declared with real types; NULL if equal. */
const struct error *db_check_statement(struct db *, const struct statement *) DB_CHECKED;
/* Run a file of SQL (the migrations); only the admin program may. */
const struct error *db_script(struct db *, const char *sql) DB_CHECKED;

#endif
