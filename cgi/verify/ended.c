/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What is done with a matter when it has ended: what a review of it found, and what keeps it beyond its
 * time. Each row was made by an act, and each act left its row. Holds of before their acts were keyed are
 * not judged.
 */
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/db.h"
#include "store/seal.h"
#include "verify/deeds_part.h"

STATEMENT(ended_reviews, "i", "isib",
    "SELECT h.seq, COALESCE(m.finding, ''), h.id, h.detail FROM review_matter m LEFT JOIN history h "
    "ON h.application = m.application AND h.action = 'review' AND h.at = m.reviewed AND h.actor = m.officer "
    "WHERE m.application = ? AND (m.reviewed IS NOT NULL OR m.finding IS NOT NULL)")
STATEMENT(ended_holds, "i", "ibiibii",
    "SELECT l.id, l.reason, h.seq, h.id, h.detail, l.ended IS NULL AND l.ended_by IS NULL, EXISTS (SELECT 1 "
    "FROM history e WHERE e.application = l.application AND e.action = 'hold_end' AND e.at = l.ended "
    "AND e.actor = l.ended_by) FROM hold l LEFT JOIN history h ON h.application = l.application "
    "AND h.action = 'hold' AND h.at = l.made AND h.actor = l.made_by AND h.unit = l.unit "
    "WHERE l.application = ? AND l.id >= (SELECT COALESCE(MAX(since), 0) FROM history_keyed)")

static size_t
count_acts(const struct told *t, enum action action)
{
	size_t n = 0;

	for (size_t i = 0; i < t->count; i++)
		n += t->at[i].action == action && t->at[i].is_keyed;
	return n;
}

/* The finding stands before the words of its act (service/review.c). */
static const struct error *
check_reviews(struct told *t, int64_t application)
{
	const char *detail, *found;
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(t->db, &ended_reviews, DB(db_int(application)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];

		if ((e = deeds_detail(t, row_int(r, 2), row_bytes(r, 3), &detail)))
			return e;
		found = pool_format(db_pool(t->db), "%s\n", row_text(r, 1));
		if (!detail || strncmp(detail, found, strlen(found)) != 0)
			deeds_tell(t, (int)row_int(r, 0), "a review counts what no act found");
	}
	if (count_acts(t, ACT_REVIEW) > rows.count)
		deeds_tell(t, 0, "it was reviewed, and no review counts it");
	return NULL;
}

static const struct error *
check_hold(struct told *t, const struct row *r)
{
	const char *detail, *reason = NULL;
	const struct error *e;

	if ((e = deeds_detail(t, row_int(r, 3), row_bytes(r, 4), &detail)))
		return e;
	if (row_bytes(r, 1).n && (e = unseal_text(db_pool(t->db), "hold", row_int(r, 0), row_bytes(r, 1),
	    &reason)))
		return e;
	if (!row_int(r, 2) || !text_same(detail, reason))
		deeds_tell(t, (int)row_int(r, 2), "a hold is not what an act set");
	if (!row_int(r, 5) && !row_int(r, 6))
		deeds_tell(t, 0, "a hold ended, and no act ended it");
	return NULL;
}

static const struct error *
check_holds(struct told *t, int64_t application)
{
	const struct act_told *last = NULL;
	const struct error *e = NULL;
	struct rows rows;
	size_t live = 0;

	if ((e = db_rows(t->db, &ended_holds, DB(db_int(application)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count && !e; i++) {
		live += row_int(rows.at[i], 5) != 0;
		e = check_hold(t, rows.at[i]);
	}
	for (size_t i = 0; i < t->count; i++)
		if (t->at[i].is_keyed && (t->at[i].action == ACT_HOLD || t->at[i].action == ACT_HOLD_END))
			last = &t->at[i];
	if (count_acts(t, ACT_HOLD) > rows.count || (last && live != (last->action == ACT_HOLD)))
		deeds_tell(t, last ? last->seq : 0, "whether it is on hold is not what its last act says");
	return e;
}

const struct error *
ended_check(struct told *t, int64_t application)
{
	const struct error *e = check_reviews(t, application);

	return e ? e : check_holds(t, application);
}
