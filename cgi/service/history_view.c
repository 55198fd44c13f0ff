/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The views: who opened a matter, when and why. */
#include "service/history.h"

#include "base/error.h"
#include "base/memory.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(access_last, "i", "ib",
    "SELECT seq, hash FROM access_record WHERE application = ? AND seq IS NOT NULL "
    "ORDER BY seq DESC LIMIT 1")
STATEMENT(access_insert, "iitiisssib", "",
    "INSERT INTO access_record (id, application, at, officer, unit, role, what, reason, seq, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
STATEMENT(access_chain, "i", "itiisssib",
    "SELECT id, at, officer, unit, role, what, reason, seq, hash FROM access_record "
    "WHERE application = ? AND seq IS NOT NULL ORDER BY seq")
STATEMENT(access_select, "i", "tssssss",
    "SELECT a.at, u.name_zh, u.name_en, o.number, a.role, a.what, a.reason FROM access_record a "
    "JOIN unit u ON u.id = a.unit LEFT JOIN officer o ON o.id = a.officer "
    "WHERE a.application = ? AND a.what <> 'note' ORDER BY a.at DESC, a.id DESC LIMIT 200")

static struct text
view_text(struct pool *pool, const char *version, struct bytes previous, const struct view_row *r)
{
	struct text t = {.pool = pool};

	text_addf(&t, "%s|%zu|", version, previous.n);
	text_add_bytes(&t, previous.p, previous.n);
	text_addf(&t, "|%lld|%lld|%d|%lld|%lld|%lld|%s|%s|%s", (long long)r->application,
	    (long long)r->id, r->seq, (long long)r->at, (long long)r->officer, (long long)r->unit,
	    r->role, r->what, r->reason);
	return t;
}

struct bytes
view_hash(struct pool *pool, struct bytes previous, const struct view_row *r)
{
	struct text t = view_text(pool, "qiao-view-2", previous, r);

	return keyed_hash(pool, "history-view", BYTES(t.s, t.n));
}

/* Of rows that were made before migration 065: without the key. */
static struct bytes
view_hash_plain(struct pool *pool, struct bytes previous, const struct view_row *r)
{
	struct text t = view_text(pool, "qiao-view-1", previous, r);

	return plain_hash(pool, BYTES(t.s, t.n));
}

const struct error *
view_last(struct db *db, int64_t application, int *seq, struct bytes *hash)
{
	const struct error *e;
	struct row *last;

	*seq = 0;
	*hash = (struct bytes){NULL, 0};
	if ((e = db_row(db, &access_last, DB(db_int(application)), &last)) || !last)
		return e;
	*seq = (int)row_int(last, 0);
	*hash = row_bytes(last, 1);
	return NULL;
}

#define VIEW_TRIES 16

/* Two officers at once make the same seq: the second one looks again, and is not refused. */
const struct error *
view_add(struct db *db, int64_t application, int64_t officer, int64_t unit, const char *role,
    const char *what, const char *reason, moment at)
{
	struct view_row row = {.id = db_new_id(), .application = application, .at = at,
	    .officer = officer, .unit = unit, .role = role, .what = what, .reason = reason};
	const struct error *e;
	struct bytes previous;

	for (int tries = 1;; tries++) {
		if ((e = view_last(db, application, &row.seq, &previous)))
			return e;
		row.seq++;
		e = db_run(db, &access_insert, DB(db_int(row.id), db_int(application), db_moment(at),
		    db_int(officer), db_int(unit), db_text(role), db_text(what), db_text(reason),
		    db_int(row.seq), db_bytes(view_hash(db_pool(db), previous, &row))), NULL);
		if (!e || !db_is_duplicate(e) || tries == VIEW_TRIES)
			return e;
	}
}

/* Without the key none is right behind one that has it. */
static bool
is_view_right(struct pool *pool, const struct view_row *row, struct bytes stored, struct chain *c)
{
	if (bytes_equal(view_hash(pool, c->head, row), stored))
		return true;
	if (c->plain != c->count || !bytes_equal(view_hash_plain(pool, c->head, row), stored))
		return false;
	c->plain = row->seq;
	c->plain_id = row->id;
	return true;
}

const struct error *
view_verify(struct db *db, int64_t application, struct chain *out)
{
	const struct error *e;
	struct rows rows;

	*out = (struct chain){0};
	if ((e = db_rows(db, &access_chain, DB(db_int(application)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];
		const struct view_row row = {.id = row_int(r, 0), .application = application,
		    .seq = out->count + 1, .at = row_moment(r, 1), .officer = row_int(r, 2),
		    .unit = row_int(r, 3), .role = row_text(r, 4), .what = row_text(r, 5),
		    .reason = row_text(r, 6)};

		if (row_int(r, 7) != row.seq || !is_view_right(db_pool(db), &row, row_bytes(r, 8), out)) {
			out->wrong = out->count + 1;
			return NULL;
		}
		out->count++;
		out->head = row_bytes(r, 8);
	}
	return NULL;
}

const struct error *
view_list(struct db *db, int64_t application, struct view_list *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &access_select, DB(db_int(application)), &rows)))
		return e;
	out->count = rows.count;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];

		out->at[i] = (struct view){.at = row_moment(r, 0), .unit_zh = row_text(r, 1),
		    .unit_en = row_text(r, 2), .number = row_text(r, 3), .role = row_text(r, 4),
		    .what = row_text(r, 5), .reason = row_text(r, 6)};
	}
	return NULL;
}
