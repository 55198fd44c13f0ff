/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Officers' accounts and the changes of them, against what the administrative record says of each. Sample
 * data are laid anew without a word, and are not judged; nor are accounts of which the record says nothing.
 */
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/db.h"
#include "verify/verify.h"

#define ARROW " → "
#define JUDGED "(o.is_sample = 0 OR EXISTS (SELECT 1 FROM audit i WHERE i.name = o.name " \
    "AND i.target = o.id AND i.action IN ('add', 'operator_add'))) "

STATEMENT(accounts_unsaid, "", "iss",
    "SELECT s.id, s.kind, s.name FROM staff_change s WHERE s.outcome = 'confirmed' AND "
    "(NOT EXISTS (SELECT 1 FROM audit a WHERE a.name = s.name AND a.actor = s.proposed_by AND "
    "a.at = s.proposed AND a.action = CONCAT(s.kind, '_proposed')) OR "
    "NOT EXISTS (SELECT 1 FROM audit a WHERE a.name = s.name AND a.target = s.officer AND "
    "a.actor = s.settled_by AND a.at = s.settled AND a.action = s.kind)) ORDER BY s.id LIMIT 100")
/* what the record said last of an account's place, and its number, which stays */
STATEMENT(accounts_places, "", "isssssss",
    "SELECT o.id, o.name, u.code, o.role, a.action, COALESCE(a.detail, ''), o.number, b.detail "
    "FROM officer o JOIN unit u ON u.id = o.unit JOIN audit a ON a.seq = (SELECT MAX(n.seq) FROM audit n "
    "WHERE n.name = o.name AND n.target = o.id AND n.action IN ('add', 'move', 'operator_add')) "
    "LEFT JOIN audit b ON b.seq = (SELECT MAX(n.seq) FROM audit n WHERE n.name = o.name "
    "AND n.target = o.id AND n.action IN ('add', 'operator_add')) WHERE " JUDGED "ORDER BY o.id")
/* … and of whether it is on */
STATEMENT(accounts_switched, "", "is",
    "SELECT o.id, o.name FROM officer o JOIN audit a ON a.seq = (SELECT MAX(n.seq) FROM audit n "
    "WHERE n.name = o.name AND n.target = o.id AND n.action IN "
    "('add', 'operator_add', 'suspend', 'return', 'operator_off')) WHERE " JUDGED
    "AND o.is_active <> (a.action NOT IN ('suspend', 'operator_off')) ORDER BY o.id")
/* what was proposed and what was confirmed, in the record's words; was: where that account was before */
STATEMENT(accounts_changes, "", "isssssssss",
    "SELECT s.id, s.kind, s.name, COALESCE(u.code, ''), s.role, s.number, s.reason, COALESCE(a.detail, ''), "
    "w.action, COALESCE(w.detail, '') FROM staff_change s JOIN audit a ON a.name = s.name AND "
    "((a.action = CONCAT(s.kind, '_proposed') AND a.at = s.proposed AND a.actor = s.proposed_by) OR "
    "(a.action = s.kind AND a.at = s.settled AND a.actor = s.settled_by)) "
    "LEFT JOIN unit u ON u.id = s.unit "
    "LEFT JOIN audit w ON s.kind IN ('reset', 'return') AND EXISTS (SELECT 1 FROM officer o "
    "WHERE o.id = s.officer AND " JUDGED ") AND w.seq = (SELECT MAX(n.seq) FROM audit n "
    "WHERE n.name = s.name AND n.target = s.officer AND n.seq < a.seq "
    "AND n.action IN ('add', 'move', 'operator_add')) "
    "ORDER BY s.id, a.seq")

/* "br-ouhai · officer · O-1: the reason", or of a move "… → br-ouhai · officer: …" (change_store.c). */
static const char *
told_of(const char *kind, const char *detail)
{
	const char *to = strncmp(kind, "move", 4) == 0 ? strstr(detail, ARROW) : NULL;

	return to ? to + strlen(ARROW) : detail;
}

static bool
begins(const char *detail, const char *words)
{
	size_t n = strlen(words);

	return strncmp(detail, words, n) == 0 && strchr(" :", detail[n]);
}

static void
tell_unsaid(struct pool *pool, const struct row *r, struct findings *f)
{
	(void)pool;
	fault(f, "change of an account %lld (%s, %s): confirmed, and the administrative record does not say "
	    "so", (long long)row_int(r, 0), row_text(r, 1), row_text(r, 2));
}

/* Behind the unit and the role as they were at its beginning. */
static bool
is_numbered(const char *detail, const char *number)
{
	const char *role = strstr(detail, " · "), *said = role ? strstr(role + 1, " · ") : NULL;

	return said && begins(said + strlen(" · "), number);
}

static void
tell_place(struct pool *pool, const struct row *r, struct findings *f)
{
	const char *place = pool_format(pool, "%s · %s", row_text(r, 2), row_text(r, 3));
	long long id = row_int(r, 0);

	if (!begins(told_of(row_text(r, 4), row_text(r, 5)), place))
		fault(f, "account %lld (%s): another unit or role than the administrative record says", id,
		    row_text(r, 1));
	if (row_text(r, 7) && !is_numbered(row_text(r, 7), row_text(r, 6)))
		fault(f, "account %lld (%s): another number than the administrative record says", id,
		    row_text(r, 1));
}

static void
tell_switched(struct pool *pool, const struct row *r, struct findings *f)
{
	(void)pool;
	fault(f, "account %lld (%s): on, or off, and the administrative record says otherwise",
	    (long long)row_int(r, 0), row_text(r, 1));
}

/* As change_store.c puts it into words. */
static bool
is_as_told(struct pool *pool, const struct row *r)
{
	const char *kind = row_text(r, 1), *reason = row_text(r, 6), *mark = *reason ? ": " : "";
	const char *place = pool_format(pool, "%s · %s", row_text(r, 3), row_text(r, 4));

	if (text_same(kind, "add"))
		return text_same(row_text(r, 7), pool_format(pool, "%s · %s%s%s", place, row_text(r, 5), mark,
		    reason));
	if (text_same(kind, "move"))
		return text_same(told_of(kind, row_text(r, 7)), pool_format(pool, "%s%s%s", place, mark,
		    reason));
	return text_same(row_text(r, 7), reason) &&
	    (!row_text(r, 8) || begins(told_of(row_text(r, 8), row_text(r, 9)), place));
}

/* One line a change, whichever of its two words is another. */
static const struct error *
check_changes(struct db *db, struct findings *f)
{
	const struct error *e;
	struct rows rows;
	int64_t last = 0;

	if ((e = db_rows(db, &accounts_changes, DB_NOTHING, &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];

		if (row_int(r, 0) == last || is_as_told(db_pool(db), r))
			continue;
		last = row_int(r, 0);
		fault(f, "change of an account %lld (%s, %s): another unit, role, number or reason than the "
		    "administrative record says", (long long)last, row_text(r, 1), row_text(r, 2));
	}
	return NULL;
}

const struct error *
verify_accounts(struct db *db, struct findings *f)
{
	const struct error *e;

	if ((e = verify_each(db, &accounts_places, tell_place, f)) ||
	    (e = verify_each(db, &accounts_switched, tell_switched, f)) ||
	    (e = verify_each(db, &accounts_unsaid, tell_unsaid, f)))
		return e;
	return check_changes(db, f);
}
