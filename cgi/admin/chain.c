/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Views that were recorded before they had a chain are put at its end, a matter a transaction;
 * and in demo mode a day's root without waiting for midnight.
 */
#include <stdio.h>

#include "admin/admin.h"
#include "base/config.h"
#include "base/error.h"
#include "base/memory.h"
#include "service/history.h"
#include "service/ledger.h"
#include "store/db.h"

STATEMENT(chain_matters, "i", "i",
    "SELECT DISTINCT application FROM access_record WHERE application > ? AND seq IS NULL "
    "ORDER BY application LIMIT 100")
STATEMENT(chain_rows, "i", "itiisss",
    "SELECT id, at, officer, unit, role, what, reason FROM access_record "
    "WHERE application = ? AND seq IS NULL ORDER BY id LIMIT 500")
STATEMENT(chain_put, "ibi", "",
    "UPDATE access_record SET seq = ?, hash = ? WHERE id = ? AND seq IS NULL")

#define PATIENCE (60 * SECOND)
#define ROWS_AT_ONCE 500

struct chaining {
	struct db *db;
	int64_t application;
	size_t count;
};

static const struct error *
chain_step(void *data)
{
	struct chaining *c = data;
	struct view_row row = {.application = c->application};
	const struct error *e;
	struct bytes hash;
	struct rows rows;

	if ((e = view_last(c->db, c->application, &row.seq, &hash)) ||
	    (e = db_rows(c->db, &chain_rows, DB(db_int(c->application)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];

		row.id = row_int(r, 0);
		row.seq++;
		row.at = row_moment(r, 1);
		row.officer = row_int(r, 2);
		row.unit = row_int(r, 3);
		row.role = row_text(r, 4);
		row.what = row_text(r, 5);
		row.reason = row_text(r, 6);
		hash = view_hash(db_pool(c->db), hash, &row);
		if ((e = db_run_one(c->db, &chain_put, DB(db_int(row.seq), db_bytes(hash),
		    db_int(row.id)))))
			return e;
	}
	c->count = rows.count;
	return NULL;
}

/* Somebody may open the matter meanwhile and take the seq: then once more. */
static const struct error *
chain_matter(struct admin *a, int64_t application, int64_t *rows)
{
	struct chaining c = {.db = a->db, .application = application};
	const struct error *e;
	int tries = 0;

	do {
		struct pool *pool = pool_new(a->pool, 0);

		db_use_pool(a->db, pool);
		e = db_transact(a->db, PATIENCE, chain_step, &c);
		db_use_pool(a->db, a->pool);
		pool_free(pool);
		*rows += e ? 0 : (int64_t)c.count;
	} while ((!e && c.count == ROWS_AT_ONCE) || (e && db_is_duplicate(e) && ++tries < 20));
	return e;
}

const struct error *
chain_views(struct admin *a)
{
	int64_t last = INT64_MIN, matters = 0, count = 0;
	const struct error *e;
	struct rows rows;

	do {
		if ((e = db_rows(a->db, &chain_matters, DB(db_int(last)), &rows)))
			return e;
		for (size_t i = 0; i < rows.count; i++, matters++)
			if ((e = chain_matter(a, last = row_int(rows.at[i], 0), &count)))
				return e;
	} while (rows.count);
	if (matters)
		printf("%lld views of %lld applications chained\n", (long long)count, (long long)matters);
	return NULL;
}

const struct error *
close_day(struct admin *a)
{
	char text[DAY_TEXT];
	const struct error *e;
	day closed;

	if (!a->config->is_demo)
		return fail(ERROR_INTERNAL, "only in demo mode: the courier closes a day when it is over");
	if ((e = ledger_close(a->db, clock_now(), &closed)))
		return e;
	day_format(closed, text);
	printf("%s\n", text);
	return NULL;
}
