/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Each matter by itself: its chains, what they make of its rows, the leaves that say how they were. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/calendar.h"
#include "service/history.h"
#include "service/ledger.h"
#include "service/note.h"
#include "service/reference.h"
#include "store/db.h"
#include "verify/verify.h"

STATEMENT(matters_all, "i", "iss",
    "SELECT id, ref, state FROM application WHERE id > ? ORDER BY id LIMIT 100")
STATEMENT(matters_one, "s", "iss", "SELECT id, ref, state FROM application WHERE ref = ?")
STATEMENT(matter_again, "i", "iss", "SELECT id, ref, state FROM application WHERE id = ?")
STATEMENT(views_unchained, "i", "i",
    "SELECT COUNT(*) FROM access_record WHERE application = ? AND seq IS NULL")
STATEMENT(leaves_of, "i", "siiibbbb",
    "SELECT e.day, e.idx, e.acts, e.views, e.blind, h.hash, v.hash, n.hash FROM ledger_entry e "
    "LEFT JOIN history h ON h.application = e.application AND h.seq = e.acts "
    "LEFT JOIN access_record v ON v.application = e.application AND v.seq = e.views "
    "LEFT JOIN ledger_node n ON n.level = 0 AND n.idx = e.idx "
    "WHERE e.application = ? ORDER BY e.day")
/* of what has had its day, by more than a transaction can last; and how much of it has a leaf */
STATEMENT(acts_covered, "iii", "rr",
    "SELECT (SELECT MAX(seq) FROM history WHERE application = ? AND id < "
    "(SELECT until FROM ledger_day ORDER BY day DESC LIMIT 1) - ?), "
    "(SELECT MAX(acts) FROM ledger_entry WHERE application = ?)")
STATEMENT(acts_keyed, "i", "i", "SELECT COUNT(*) FROM history_keyed WHERE since <= ?")
STATEMENT(views_keyed, "i", "i", "SELECT COUNT(*) FROM history_keyed WHERE views <= ?")
STATEMENT(orphan_acts, "i", "ii",
    "SELECT h.application, MIN(h.seq) FROM history h LEFT JOIN application a "
    "ON a.id = h.application WHERE a.id IS NULL AND h.application > ? "
    "GROUP BY h.application ORDER BY h.application LIMIT 100")
STATEMENT(orphan_views, "i", "ii",
    "SELECT v.application, MIN(v.id) FROM access_record v LEFT JOIN application a "
    "ON a.id = v.application WHERE a.id IS NULL AND v.application > ? "
    "GROUP BY v.application ORDER BY v.application LIMIT 100")

struct matter {
	struct db *db;
	int64_t id;
	const char *ref, *state;
	struct findings found;		/* added to all of them only when it was read for good */
	bool is_quiet;
};

/* A chain's fault is where it stops to be right; behind it nothing can be said. */
static void
tell(struct matter *m, const char *chain, int seq, const char *what)
{
	char shown[REFERENCE_SHOWN] = "";

	m->found.faults++;
	if (m->is_quiet)
		return;
	if (strlen(m->ref) == REFERENCE_TEXT - 1)
		reference_show(m->ref, shown);
	printf("%s %s %d: %s\n", shown, chain, seq, what);
}

static const char broken[] = "this row was changed, or one before it is missing or too many";

static void
check_end(struct matter *m, const struct chain *acts)
{
	if (acts->wrong)
		tell(m, "acts", acts->wrong, broken);
	else if (acts->count == 0 ? strcmp(m->state, "draft") != 0 : strcmp(m->state, acts->state) != 0)
		tell(m, "acts", acts->count, "the application's state is not what its last act made of it");
}

/* Without the key: is it of a time when the programs had none for it? */
static const struct error *
check_keyed(struct matter *m, const struct statement *keyed, const char *what, const struct chain *c)
{
	const struct error *e;
	struct row *r;

	if (c->wrong || !c->plain)
		return NULL;
	if ((e = db_row(m->db, keyed, DB(db_int(c->plain_id)), &r)))
		return e;
	if (row_int(r, 0))
		tell(m, what, c->plain, "this row was added by none of the programs");
	return NULL;
}

/* A chain that is right says what was done: do the rows say the same? */
static const struct error *
check_deeds(struct matter *m, const struct chain *acts)
{
	struct deed_faults faults;
	const struct error *e;

	if (acts->wrong)
		return NULL;
	if ((e = deeds_check(m->db, m->id, acts->plain, &faults)) || (e = words_check(m->db, m->id, &faults)))
		return e;
	for (size_t i = 0; i < faults.count; i++)
		tell(m, "acts", faults.at[i].seq, faults.at[i].what);
	return NULL;
}

static const struct error *
check_leaves(struct matter *m)
{
	struct pool *pool = db_pool(m->db);
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(m->db, &leaves_of, DB(db_int(m->id)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];
		struct evidence leaf = {.ref = m->ref, .index = row_int(r, 1),
		    .acts = (int)row_int(r, 2), .views = (int)row_int(r, 3), .blind = row_bytes(r, 4),
		    .acts_head = row_bytes(r, 5), .views_head = row_bytes(r, 6)};
		struct hash hash;

		m->found.leaves++;
		if (!day_parse(row_text(r, 0), &leaf.day.date))
			return fail(ERROR_INTERNAL, "a date in the ledger");
		ledger_leaf(pool, &leaf, &hash);
		if (!bytes_equal(BYTES(hash.b, HASH_SIZE), row_bytes(r, 7))) {
			tell(m, "acts", leaf.acts, pool_format(pool, "with %d views, this is not what the "
			    "ledger of %s says", leaf.views, row_text(r, 0)));
			return NULL;
		}
	}
	return NULL;
}

/* A leaf is never taken away while its matter is there. */
static const struct error *
check_covered(struct matter *m)
{
	const struct error *e;
	struct row *r;

	if ((e = db_row(m->db, &acts_covered, DB(db_int(m->id),
	    db_int(db_id_at(LEDGER_OVERLAP) - db_id_at(0)), db_int(m->id)), &r)))
		return e;
	if (row_int(r, 0) > row_int(r, 1))
		tell(m, "acts", (int)row_int(r, 0), "no leaf covers it, though its day is over");
	return NULL;
}

static const struct error *
check(struct matter *m)
{
	struct chain acts, views, notes;
	const struct error *e;
	struct row *r;

	m->found = (struct findings){.matters = 1};
	if ((e = history_verify(m->db, m->id, &acts)) || (e = view_verify(m->db, m->id, &views)) ||
	    (e = note_verify(m->db, m->id, &notes)) ||
	    (e = db_row(m->db, &views_unchained, DB(db_int(m->id)), &r)))
		return e;
	m->found.acts = acts.count;
	m->found.views = views.count;
	m->found.notes = notes.count;
	m->found.unchained = row_int(r, 0);
	check_end(m, &acts);
	if (views.wrong)
		tell(m, "views", views.wrong, broken);
	if (notes.wrong)
		tell(m, "notes", notes.wrong, broken);
	if ((e = check_keyed(m, &acts_keyed, "acts", &acts)) ||
	    (e = check_keyed(m, &views_keyed, "views", &views)) ||
	    (e = check_deeds(m, &acts)) || (e = check_covered(m)))
		return e;
	return check_leaves(m);
}

/* Somebody may have acted between two reads: what is wrong is read once more before it is said. */
static const struct error *
check_twice(struct matter *m, struct findings *f)
{
	const struct error *e;
	struct row *r;

	m->is_quiet = true;
	if ((e = check(m)))
		return e;
	if (m->found.faults) {
		if ((e = db_row(m->db, &matter_again, DB(db_int(m->id)), &r)))
			return e;
		if (!r)
			return NULL;	/* its time was over */
		m->state = row_text(r, 2);
		m->is_quiet = false;
		if ((e = check(m)))
			return e;
	}
	f->matters++;
	f->acts += m->found.acts;
	f->views += m->found.views;
	f->notes += m->found.notes;
	f->leaves += m->found.leaves;
	f->unchained += m->found.unchained;
	f->faults += m->found.faults;
	return NULL;
}

static const struct error *
check_all(struct db *db, const struct rows *rows, struct findings *f)
{
	const struct error *e = NULL;

	for (size_t i = 0; i < rows->count && !e; i++) {
		struct matter m = {.db = db, .id = row_int(rows->at[i], 0),
		    .ref = row_text(rows->at[i], 1), .state = row_text(rows->at[i], 2)};

		e = check_twice(&m, f);
	}
	return e;
}

static const struct error *
check_orphans(struct db *db, const struct statement *statement, const char *what, int64_t *last,
    size_t *count, struct findings *f)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, statement, DB(db_int(*last)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		*last = row_int(rows.at[i], 0);
		fault(f, "%s of no application (%lld), from %lld on", what, (long long)*last,
		    (long long)row_int(rows.at[i], 1));
	}
	*count = rows.count;
	return NULL;
}

/* Windows of a hundred, each with memory of its own. */
static const struct error *
window(struct db *db, int stage, int64_t *last, size_t *count, struct findings *f)
{
	struct pool *before = db_pool(db), *pool = pool_new(before, 0);
	const struct error *e = NULL;
	struct rows rows;

	db_use_pool(db, pool);
	if (stage == 0) {
		if (!(e = db_rows(db, &matters_all, DB(db_int(*last)), &rows)) &&
		    !(e = check_all(db, &rows, f)) && rows.count)
			*last = row_int(rows.at[rows.count - 1], 0);
		*count = e ? 0 : rows.count;
	} else {
		e = check_orphans(db, stage == 1 ? &orphan_acts : &orphan_views, stage == 1 ? "acts" :
		    "views", last, count, f);
	}
	db_use_pool(db, before);
	pool_free(pool);
	return e;
}

const struct error *
verify_chains(struct db *db, const char *ref, struct findings *f)
{
	const struct error *e;
	struct rows rows;

	if ((e = calendar_refresh(db)))
		return e;
	if (ref) {
		if ((e = db_rows(db, &matters_one, DB(db_text(ref)), &rows)))
			return e;
		return rows.count ? check_all(db, &rows, f) : fail(ERROR_NOT_FOUND, "no such matter");
	}
	for (int stage = 0; stage < 3; stage++) {
		int64_t last = INT64_MIN;
		size_t count;

		do {
			if ((e = window(db, stage, &last, &count, f)))
				return e;
		} while (count);
	}
	return NULL;
}
