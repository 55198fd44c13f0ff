/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The ledger in the store: a day's leaves in small steps, and its root. */
#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "service/ledger_part.h"
#include "store/db.h"

STATEMENT(ledger_day_insert, "siiibbbt", "",
    "INSERT INTO ledger_day (day, size, added, until, tree, previous, root, made) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")

STATEMENT(ledger_work_select, "", "siiiiii",
    "SELECT day, since, until, stage, after, began, size FROM ledger_work WHERE id = 1 FOR UPDATE")
STATEMENT(ledger_work_insert, "siiiiii", "",
    "INSERT INTO ledger_work (id, day, since, until, stage, after, began, size) "
    "VALUES (1, ?, ?, ?, ?, ?, ?, ?)")
STATEMENT(ledger_work_update, "iii", "",
    "UPDATE ledger_work SET stage = ?, after = ?, size = ? WHERE id = 1")
STATEMENT(ledger_work_end, "", "", "DELETE FROM ledger_work WHERE id = 1")

/* the very first day covers all there is; from then on what was made since */
STATEMENT(ledger_walk_all, "ii", "ii",
    "SELECT id, id FROM application WHERE id > ? AND id < ? ORDER BY id LIMIT 250")
STATEMENT(ledger_walk_acts, "ii", "ii",
    "SELECT id, application FROM history WHERE id > ? AND id < ? ORDER BY id LIMIT 250")
STATEMENT(ledger_walk_views, "ii", "ii",
    "SELECT id, application FROM access_record WHERE id > ? AND id < ? ORDER BY id LIMIT 250")
STATEMENT(ledger_heads, "iii", "srbrbrr",
    "SELECT a.ref, h.seq, h.hash, v.seq, v.hash, e.acts, e.views FROM application a "
    "LEFT JOIN history h ON h.application = a.id AND h.seq = "
    "(SELECT MAX(seq) FROM history WHERE application = a.id AND id < ?) "
    "LEFT JOIN access_record v ON v.application = a.id AND v.seq = "
    "(SELECT MAX(seq) FROM access_record WHERE application = a.id AND id < ?) "
    "LEFT JOIN ledger_entry e ON e.application = a.id AND e.day = "
    "(SELECT MAX(day) FROM ledger_entry WHERE application = a.id) WHERE a.id = ?")
STATEMENT(ledger_audit, "i", "ibr",
    "SELECT a.seq, a.hash, e.acts FROM audit a LEFT JOIN ledger_entry e ON e.application = 0 AND e.day = "
    "(SELECT MAX(day) FROM ledger_entry WHERE application = 0) WHERE a.id < ? ORDER BY a.seq DESC LIMIT 1")
STATEMENT(ledger_entry_insert, "isiiib", "",
    "INSERT INTO ledger_entry (application, day, idx, acts, views, blind) VALUES (?, ?, ?, ?, ?, ?)")
STATEMENT(ledger_node_insert, "iib", "",
    "INSERT INTO ledger_node (level, idx, hash) VALUES (?, ?, ?)")
STATEMENT(ledger_nodes, "iii", "b",
    "SELECT hash FROM ledger_node WHERE level = ? AND idx >= ? AND idx < ? ORDER BY idx")

#define PATIENCE (20 * SECOND)
#define STORED 4		/* every so many levels of the tree are rows */

enum stage { STAGE_ALL, STAGE_ACTS, STAGE_VIEWS, STAGE_END };

struct work {
	struct db *db;
	moment now;
	bool is_forced, is_over, is_closed;
	const char *date;
	int64_t since, until, after, began, size;
	int stage;
};

static struct value
db_hash(const struct hash *h)
{
	return db_bytes(BYTES(h->b, HASH_SIZE));
}

/* A complete subtree, from the rows of the next stored level at or below it. */
const struct error *
ledger_read(void *data, int level, int64_t index, struct hash *out)
{
	struct db *db = data;
	int above = level % STORED, count = 1 << above;
	struct merkle m = {0};
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &ledger_nodes, DB(db_int(level - above), db_int(index << above),
	    db_int((index + 1) << above)), &rows)))
		return e;
	if (rows.count != (size_t)count)
		return fail(ERROR_INTERNAL, "the ledger lacks nodes of level %d", level - above);
	for (int i = 0; i < count; i++) {
		struct hash one;

		ledger_take_hash(row_bytes(rows.at[i], 0), &one);
		merkle_add(&m, &one);
	}
	merkle_root(&m, out);
	return NULL;
}

/* The stored levels above the leaves, as far as they have become complete. */
static const struct error *
grow(struct db *db, int64_t before, int64_t after)
{
	const struct error *e = NULL;

	for (int level = STORED; after >> level && !e; level += STORED)
		for (int64_t i = before >> level; i < after >> level && !e; i++) {
			struct hash left, right, sum;

			if ((e = ledger_read(db, level - 1, 2 * i, &left)) ||
			    (e = ledger_read(db, level - 1, 2 * i + 1, &right)))
				return e;
			merkle_node(&left, &right, &sum);
			e = db_run(db, &ledger_node_insert, DB(db_int(level), db_int(i), db_hash(&sum)),
			    NULL);
		}
	return e;
}

static const struct error *
put_leaf(struct work *w, int64_t application, struct evidence *leaf)
{
	unsigned char blind[HASH_SIZE];
	const struct error *e;
	struct hash hash;

	random_fill(blind, sizeof blind);
	leaf->blind = BYTES(blind, sizeof blind);
	ledger_leaf(db_pool(w->db), leaf, &hash);
	if ((e = db_run(w->db, &ledger_node_insert, DB(db_int(0), db_int(w->size), db_hash(&hash)),
	    NULL)))
		return e;
	w->size++;
	return db_run(w->db, &ledger_entry_insert, DB(db_int(application), db_text(w->date),
	    db_int(leaf->index), db_int(leaf->acts), db_int(leaf->views), db_bytes(leaf->blind)), NULL);
}

/* A leaf, if one of the matter's chains has grown since its last one. */
static const struct error *
add_leaf(struct work *w, int64_t application)
{
	struct evidence leaf = {.day.date = ledger_date(w->date), .index = w->size};
	const struct error *e;
	struct row *r;

	if ((e = db_row(w->db, &ledger_heads, DB(db_int(w->until), db_int(w->until),
	    db_int(application)), &r)) || !r)
		return e;		/* or it has gone meanwhile */
	leaf.ref = row_text(r, 0);
	leaf.acts = (int)row_int(r, 1);
	leaf.views = (int)row_int(r, 3);
	if (leaf.acts <= row_int(r, 5) && leaf.views <= row_int(r, 6))
		return NULL;
	leaf.acts_head = row_bytes(r, 2);
	leaf.views_head = row_bytes(r, 4);
	return put_leaf(w, application, &leaf);
}

/* The same of the record of administration: the last leaf of its day. */
static const struct error *
add_audit_leaf(struct work *w)
{
	struct evidence leaf = {.ref = LEDGER_AUDIT_REF, .day.date = ledger_date(w->date), .index = w->size};
	int64_t before = w->size;
	const struct error *e;
	struct row *r;

	if ((e = db_row(w->db, &ledger_audit, DB(db_int(w->until)), &r)) || !r)
		return e;
	leaf.acts = (int)row_int(r, 0);
	leaf.acts_head = row_bytes(r, 1);
	if (leaf.acts <= row_int(r, 2))
		return NULL;
	if ((e = put_leaf(w, LEDGER_AUDIT, &leaf)))
		return e;
	return grow(w->db, before, w->size);
}

static const struct error *
walk(struct work *w)
{
	static const struct statement *const walks[] = {&ledger_walk_all, &ledger_walk_acts,
	    &ledger_walk_views};
	int64_t before = w->size, last = 0;
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(w->db, walks[w->stage], DB(db_int(w->after), db_int(w->until)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		w->after = row_int(rows.at[i], 0);
		if (row_int(rows.at[i], 1) != last && (e = add_leaf(w, row_int(rows.at[i], 1))))
			return e;
		last = row_int(rows.at[i], 1);
	}
	if (rows.count < LEDGER_BATCH) {
		w->stage = w->stage == STAGE_ALL ? STAGE_END : w->stage + 1;
		w->after = w->since;
	}
	if ((e = grow(w->db, before, w->size)))
		return e;
	return db_run(w->db, &ledger_work_update, DB(db_int(w->stage), db_int(w->after),
	    db_int(w->size)), NULL);
}

static const struct error *
close_day(struct work *w)
{
	struct ledger_day d = {.date = ledger_date(w->date)};
	const struct error *e;
	struct row *newest;

	if ((e = add_audit_leaf(w)))
		return e;
	d.size = w->size;
	d.added = w->size - w->began;
	if ((e = ledger_find_newest(w->db, &newest)) ||
	    (e = merkle_root_of(w->size, ledger_read, w->db, &d.tree)))
		return e;
	if (newest)
		ledger_take_hash(row_bytes(newest, 3), &d.previous);
	ledger_root(db_pool(w->db), &d, &d.root);
	w->is_closed = true;
	if ((e = db_run(w->db, &ledger_day_insert, DB(db_text(w->date), db_int(d.size),
	    db_int(d.added), db_int(w->until), db_hash(&d.tree), db_hash(&d.previous),
	    db_hash(&d.root), db_moment(w->now)), NULL)))
		return e;
	return db_run(w->db, &ledger_work_end, DB_NOTHING, NULL);
}

/* The day after the newest one, once it is over. */
static const struct error *
begin_day(struct work *w)
{
	day today = clock_wenzhou_day(w->now), d = today - 1;
	const struct error *e;
	struct row *newest;
	int64_t since = 0, size = 0, until;

	if ((e = ledger_find_newest(w->db, &newest)))
		return e;
	if (newest)
		d = ledger_date(row_text(newest, 0)) + 1;
	else if (w->is_forced)
		d = today;
	w->is_over = !w->is_forced && w->now <= clock_wenzhou_end(d) + LEDGER_GRACE;
	if (w->is_over)
		return NULL;
	until = db_id_at(w->is_forced ? w->now + 1 : clock_wenzhou_end(d) + 1);
	if (newest) {
		size = row_int(newest, 1);
		since = row_int(newest, 2) - (db_id_at(LEDGER_OVERLAP) - db_id_at(0));
		until = until > row_int(newest, 2) ? until : row_int(newest, 2);
	}
	return db_run(w->db, &ledger_work_insert, DB(db_text(ledger_date_text(w->db, d)), db_int(since),
	    db_int(until), db_int(newest ? STAGE_ACTS : STAGE_ALL), db_int(since), db_int(size),
	    db_int(size)), NULL);
}

static const struct error *
step(void *data)
{
	struct work *w = data;
	const struct error *e;
	struct row *r;

	w->is_over = w->is_closed = false;
	if ((e = db_row(w->db, &ledger_work_select, DB_NOTHING, &r)))
		return e;
	if (!r)
		return begin_day(w);
	w->date = row_text(r, 0);
	w->since = row_int(r, 1);
	w->until = row_int(r, 2);
	w->stage = (int)row_int(r, 3);
	w->after = row_int(r, 4);
	w->began = row_int(r, 5);
	w->size = row_int(r, 6);
	return w->stage == STAGE_END ? close_day(w) : walk(w);
}

/* Its own memory, since a day may be long; the date of a day that it closed, else 0. */
static const struct error *
run(struct work *w, day *closed)
{
	struct pool *before = db_pool(w->db), *pool = pool_new(before, 0);
	const struct error *e;

	db_use_pool(w->db, pool);
	e = db_transact(w->db, PATIENCE, step, w);
	*closed = !e && w->is_closed ? ledger_date(w->date) : 0;
	if (*closed)
		log_info("event=ledger day=%s leaves=%lld added=%lld", w->date, (long long)w->size,
		    (long long)(w->size - w->began));
	db_use_pool(w->db, before);
	pool_free(pool);
	return e;
}

const struct error *
ledger_step(struct db *db, moment now, bool *is_over)
{
	struct work w = {.db = db, .now = now};
	const struct error *e;
	day closed;

	e = run(&w, &closed);
	*is_over = !e && w.is_over;
	return e;
}

const struct error *
ledger_close(struct db *db, moment now, day *closed)
{
	struct work w = {.db = db, .now = now};
	const struct error *e;

	/* what is over or in hand comes first */
	do {
		if ((e = run(&w, closed)))
			return e;
	} while (!w.is_over);
	w.is_forced = true;
	do {
		if ((e = run(&w, closed)))
			return e;
	} while (!*closed);
	return NULL;
}
