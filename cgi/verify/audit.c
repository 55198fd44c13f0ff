/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The record of administration: one chain, no matter's, and the leaves that say how it was. */
#include "service/audit.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/ledger.h"
#include "store/db.h"
#include "verify/verify.h"

STATEMENT(audit_leaves, "", "siibbb",
    "SELECT e.day, e.idx, e.acts, e.blind, a.hash, n.hash FROM ledger_entry e "
    "LEFT JOIN audit a ON a.seq = e.acts LEFT JOIN ledger_node n ON n.level = 0 AND n.idx = e.idx "
    "WHERE e.application = 0 ORDER BY e.day")
STATEMENT(audit_keyed, "i", "i", "SELECT COUNT(*) FROM history_keyed WHERE audit <= ?")
/* each word of two people is there: who proposed, and who confirmed, when they did */
STATEMENT(audit_unsaid, "", "iss",
    "SELECT p.id, p.kind, p.subject FROM proposal p WHERE p.outcome = 'confirmed' AND "
    "(NOT EXISTS (SELECT 1 FROM audit a WHERE a.target = p.id AND a.actor = p.made_by AND a.at = p.made "
    "AND a.action = CONCAT(REPLACE(p.kind, '-old', ''), '_propose')) OR "
    "NOT EXISTS (SELECT 1 FROM audit a WHERE a.target = p.id AND a.actor = p.ended_by AND a.at = p.ended "
    "AND a.action = CONCAT(REPLACE(p.kind, '-old', ''), '_confirm'))) ORDER BY p.id LIMIT 100")
/* what has had its day, and how much of it has a leaf; NULL: it had none yet when leaves began */
STATEMENT(audit_covered, "i", "rr",
    "SELECT (SELECT MAX(seq) FROM audit WHERE id < "
    "(SELECT until FROM ledger_day ORDER BY day DESC LIMIT 1) - ?), "
    "(SELECT MAX(acts) FROM ledger_entry WHERE application = 0)")

static const struct error *
check_leaves(struct db *db, struct findings *f)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &audit_leaves, DB_NOTHING, &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];
		struct evidence leaf = {.ref = LEDGER_AUDIT_REF, .index = row_int(r, 1),
		    .acts = (int)row_int(r, 2), .blind = row_bytes(r, 3), .acts_head = row_bytes(r, 4)};
		struct hash hash;

		f->leaves++;
		if (!day_parse(row_text(r, 0), &leaf.day.date))
			return fail(ERROR_INTERNAL, "a date in the ledger");
		ledger_leaf(db_pool(db), &leaf, &hash);
		if (bytes_equal(BYTES(hash.b, HASH_SIZE), row_bytes(r, 5)))
			continue;
		fault(f, "audit %d: this is not what the ledger of %s says, or it is missing", leaf.acts,
		    row_text(r, 0));
		break;
	}
	return NULL;
}

static void
tell_unsaid(struct pool *pool, const struct row *r, struct findings *f)
{
	(void)pool;
	fault(f, "proposal %lld (%s, %s): confirmed, and the administrative record does not say so",
	    (long long)row_int(r, 0), row_text(r, 1), row_text(r, 2));
}

const struct error *
verify_audit(struct db *db, struct findings *f)
{
	int64_t count, wrong, plain;
	const struct error *e;
	struct row *r;

	if ((e = audit_verify(db, &count, &wrong, &plain)) ||
	    (e = db_row(db, &audit_keyed, DB(db_int(plain)), &r)))
		return e;
	if (plain && row_int(r, 0))
		fault(f, "audit: a row was added by none of the programs (id %lld)", (long long)plain);
	if (wrong)
		fault(f, "audit %lld: this row was changed, or one before it is missing or too many",
		    (long long)wrong);
	if ((e = check_leaves(db, f)) || (e = verify_each(db, &audit_unsaid, tell_unsaid, f)) ||
	    (e = verify_accounts(db, f)) ||
	    (e = db_row(db, &audit_covered, DB(db_int(db_id_at(LEDGER_OVERLAP) - db_id_at(0))), &r)))
		return e;
	if (row_int(r, 1) && row_int(r, 0) > row_int(r, 1))
		fault(f, "audit %lld: no leaf covers it, though its day is over", (long long)row_int(r, 0));
	printf("%lld administrative acts\n", (long long)count);
	return NULL;
}
