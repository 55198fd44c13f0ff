/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The ledger as a whole: from its first leaf to the last day's root, a thousand leaves at a time. */
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/ledger.h"
#include "store/db.h"
#include "verify/verify.h"

STATEMENT(tree_days, "s", "siibbb",
    "SELECT day, size, added, tree, previous, root FROM ledger_day WHERE day > ? "
    "ORDER BY day LIMIT 100")
STATEMENT(tree_leaves, "ii", "ib",
    "SELECT idx, hash FROM ledger_node WHERE level = 0 AND idx >= ? AND idx < ? "
    "ORDER BY idx LIMIT 1000")
/* leaves that nothing opens; those of which a disposal says so; disposals of before that was counted */
STATEMENT(tree_closed, "", "iii",
    "SELECT (SELECT COUNT(*) FROM ledger_node n LEFT JOIN ledger_entry e ON e.idx = n.idx "
    "WHERE n.level = 0 AND e.idx IS NULL), "
    "(SELECT CAST(COALESCE(SUM(leaves), 0) AS SIGNED) FROM disposal WHERE destroyed IS NOT NULL), "
    "(SELECT COUNT(*) FROM disposal WHERE destroyed IS NOT NULL AND leaves IS NULL)")
STATEMENT(tree_node, "ii", "b", "SELECT hash FROM ledger_node WHERE level = ? AND idx = ?")
STATEMENT(tree_root, "s", "b", "SELECT root FROM ledger_day WHERE day = ?")

#define STORED 4			/* every so many levels are rows (ledger.c) */
#define LEVELS 16

struct climb {
	struct db *db;
	struct findings *f;
	struct merkle tree, part[LEVELS];	/* part: what is complete of each stored node so far */
	int64_t nodes[LEVELS];
	struct hash root;			/* of the day before */
	day date;
	bool is_over;
};

/* Sixteen of a stored level make one of the next, which is compared with its row. */
static const struct error *
climb_to(struct climb *c, const struct hash *leaf)
{
	struct hash sum = *leaf;
	const struct error *e;
	struct row *r;

	for (int i = 0; i < LEVELS; i++) {
		merkle_add(&c->part[i], &sum);
		if (c->part[i].size < 1 << STORED)
			return NULL;
		merkle_root(&c->part[i], &sum);
		c->part[i].size = 0;
		if ((e = db_row(c->db, &tree_node, DB(db_int((i + 1) * STORED),
		    db_int(c->nodes[i]++)), &r)))
			return e;
		if (!r || !bytes_equal(row_bytes(r, 0), BYTES(sum.b, HASH_SIZE)))
			fault(c->f, "ledger: node %lld of level %d is not what is below it",
			    (long long)c->nodes[i] - 1, (i + 1) * STORED);
	}
	return NULL;
}

/* The next thousand, as long as none is missing. */
static const struct error *
take_leaves(struct climb *c, int64_t size)
{
	const struct error *e;
	struct rows rows;
	struct hash leaf;

	if ((e = db_rows(c->db, &tree_leaves, DB(db_int(c->tree.size), db_int(size)), &rows)))
		return e;
	c->is_over = rows.count == 0;
	for (size_t i = 0; i < rows.count && !c->is_over; i++) {
		struct bytes stored = row_bytes(rows.at[i], 1);

		c->is_over = row_int(rows.at[i], 0) != c->tree.size || stored.n != HASH_SIZE;
		if (c->is_over)
			break;
		memcpy(leaf.b, stored.p, HASH_SIZE);
		merkle_add(&c->tree, &leaf);
		if ((e = climb_to(c, &leaf)))
			return e;
	}
	if (c->is_over)
		fault(c->f, "ledger: leaf %lld is missing", (long long)c->tree.size);
	return NULL;
}

static const struct error *
add_leaves(struct climb *c, int64_t size)
{
	struct pool *before = db_pool(c->db);
	const struct error *e = NULL;

	while (c->tree.size < size && !e && !c->is_over) {
		struct pool *pool = pool_new(before, 0);

		db_use_pool(c->db, pool);
		e = take_leaves(c, size);
		db_use_pool(c->db, before);
		pool_free(pool);
	}
	return e;
}

static bool
is_hash(struct bytes stored, const struct hash *h)
{
	return bytes_equal(stored, BYTES(h->b, HASH_SIZE));
}

static const struct error *
check_day(struct climb *c, const struct row *r)
{
	struct ledger_day d = {.size = row_int(r, 1), .previous = c->root};
	const char *date = row_text(r, 0);
	int64_t before = c->tree.size;
	const struct error *e;

	if (!day_parse(date, &d.date))
		return fail(ERROR_INTERNAL, "a date in the ledger");
	if ((e = add_leaves(c, d.size)))
		return e;
	merkle_root(&c->tree, &d.tree);
	ledger_root(db_pool(c->db), &d, &d.root);
	if (c->is_over || c->tree.size != d.size || !is_hash(row_bytes(r, 3), &d.tree))
		fault(c->f, "ledger: the tree of %s is not what its leaves make", date);
	else if (row_int(r, 2) != d.size - before || (c->date && d.date != c->date + 1) ||
	    !is_hash(row_bytes(r, 4), &c->root) || !is_hash(row_bytes(r, 5), &d.root))
		fault(c->f, "ledger: the root of %s is not that of its day and the one before", date);
	c->date = d.date;
	c->f->days++;
	if (row_bytes(r, 5).n == HASH_SIZE)
		memcpy(c->root.b, row_bytes(r, 5).p, HASH_SIZE);
	return NULL;
}

/* Days in windows, each day with memory of its own. */
static const struct error *
check_days(struct climb *c, const struct rows *days)
{
	struct pool *before = db_pool(c->db);
	const struct error *e = NULL;

	for (size_t i = 0; i < days->count && !e && !c->is_over; i++) {
		struct pool *pool = pool_new(before, 0);

		db_use_pool(c->db, pool);
		e = check_day(c, days->at[i]);
		db_use_pool(c->db, before);
		pool_free(pool);
	}
	return e;
}

/* Only destroyed matters leave a leaf that says nothing any more: one too many was taken away. */
static const struct error *
check_closed(struct db *db, struct findings *f)
{
	const struct error *e;
	struct row *r;

	if ((e = db_row(db, &tree_closed, DB_NOTHING, &r)))
		return e;
	if (row_int(r, 0) < row_int(r, 1) || (row_int(r, 0) > row_int(r, 1) && !row_int(r, 2)))
		fault(f, "ledger: %lld leaves that nothing opens, and %lld of matters that were destroyed",
		    (long long)row_int(r, 0), (long long)row_int(r, 1));
	return NULL;
}

const struct error *
verify_tree(struct db *db, struct findings *f)
{
	struct climb c = {.db = db, .f = f};
	const char *last = "0001-01-01";
	const struct error *e;
	struct rows days;

	do {
		if ((e = db_rows(db, &tree_days, DB(db_text(last)), &days)) ||
		    (e = check_days(&c, &days)))
			return e;
		if (days.count)
			last = row_text(days.at[days.count - 1], 0);
	} while (days.count && !c.is_over);
	return check_closed(db, f);
}

const struct error *
verify_published(struct db *db, const char *file, struct findings *f)
{
	struct ledger_days days;
	const struct error *e;
	char date[DAY_TEXT];
	struct row *r;

	if ((e = verify_read_roots(db_pool(db), file, &days, f)))
		return e;
	for (size_t i = 0; i < days.count; i++) {
		day_format(days.at[i].date, date);
		if ((e = db_row(db, &tree_root, DB(db_text(date)), &r)))
			return e;
		if (!r || !is_hash(row_bytes(r, 0), &days.at[i].root))
			fault(f, "ledger: the root of %s is not the one that was published", date);
	}
	return NULL;
}
