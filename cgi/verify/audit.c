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

#define ARROW " → "

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
STATEMENT(audit_unsaid_staff, "", "iss",
    "SELECT s.id, s.kind, s.name FROM staff_change s WHERE s.outcome = 'confirmed' AND "
    "(NOT EXISTS (SELECT 1 FROM audit a WHERE a.name = s.name AND a.actor = s.proposed_by AND "
    "a.at = s.proposed AND a.action = CONCAT(s.kind, '_proposed')) OR "
    "NOT EXISTS (SELECT 1 FROM audit a WHERE a.name = s.name AND a.target = s.officer AND "
    "a.actor = s.settled_by AND a.at = s.settled AND a.action = s.kind)) ORDER BY s.id LIMIT 100")
/* what the record said last of an account's place; those of sample data are laid anew without a word */
STATEMENT(audit_places, "", "isssss",
    "SELECT o.id, o.name, u.code, o.role, a.action, COALESCE(a.detail, '') FROM officer o "
    "JOIN unit u ON u.id = o.unit JOIN audit a ON a.seq = (SELECT MAX(n.seq) FROM audit n WHERE "
    "n.name = o.name AND n.target = o.id AND n.action IN ('add', 'move', 'operator_add')) "
    "WHERE o.is_sample = 0 ORDER BY o.id")
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

static const struct error *
check_words(struct db *db, const struct statement *unsaid, const char *what, struct findings *f)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, unsaid, DB_NOTHING, &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++)
		fault(f, "%s %lld (%s, %s): confirmed, and the administrative record does not say so", what,
		    (long long)row_int(rows.at[i], 0), row_text(rows.at[i], 1), row_text(rows.at[i], 2));
	return NULL;
}

/* "br-ouhai · officer · O-1", or of a move "… → br-ouhai · officer: the reason" (change_store.c). */
static bool
is_said(const char *action, const char *detail, const char *place)
{
	const char *to = strcmp(action, "move") == 0 ? strstr(detail, ARROW) : NULL;
	size_t n = strlen(place);

	detail = to ? to + strlen(ARROW) : detail;
	return strncmp(detail, place, n) == 0 && strchr(" :", detail[n]);
}

static const struct error *
check_places(struct db *db, struct findings *f)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &audit_places, DB_NOTHING, &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];
		const char *place = pool_format(db_pool(db), "%s · %s", row_text(r, 2), row_text(r, 3));

		if (!is_said(row_text(r, 4), row_text(r, 5), place))
			fault(f, "account %lld (%s): another unit or role than the administrative record "
			    "says", (long long)row_int(r, 0), row_text(r, 1));
	}
	return NULL;
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
	if ((e = check_leaves(db, f)) || (e = check_places(db, f)) ||
	    (e = check_words(db, &audit_unsaid, "proposal", f)) ||
	    (e = check_words(db, &audit_unsaid_staff, "change of an account", f)) ||
	    (e = db_row(db, &audit_covered, DB(db_int(db_id_at(LEDGER_OVERLAP) - db_id_at(0))), &r)))
		return e;
	if (row_int(r, 1) && row_int(r, 0) > row_int(r, 1))
		fault(f, "audit %lld: no leaf covers it, though its day is over", (long long)row_int(r, 0));
	printf("%lld administrative acts\n", (long long)count);
	return NULL;
}
