/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The list of what follows bad ratings, and what its statements share with the ways down queue_entry. */
#include "service/queue_part.h"

#include "base/error.h"
#include "base/memory.h"
#include "store/db.h"

/* Few are open at a time, so what is filtered is looked at on the way. Whoever had the matter is not told. */
#define OPEN_FOLLOW_UPS "FROM follow_up f FORCE INDEX (follow_up_due) " \
	"JOIN application a ON a.id = f.application LEFT JOIN person p ON p.id = a.person " \
	"WHERE f.unit = ? AND f.closed IS NULL AND a.state LIKE ? AND COALESCE(p.country, '') LIKE ? " \
	"AND a.formality LIKE ? AND " FOLLOW_UP_SEEN " "
STATEMENT(queue_by_follow_up, "isssii" "ittitti", "isssissits",
    "SELECT a.id, a.ref, a.formality, a.state, a.version, COALESCE(p.zone, ''), COALESCE(p.country, ''), "
    "f.unit, f.due, IF(f.mended IS NOT NULL, 'close', IF(f.called IS NOT NULL, 'mend', 'call')) "
    OPEN_FOLLOW_UPS "AND (f.due > ? OR (f.due = ? AND f.application > ?)) "
    "AND (f.due < ? OR (f.due = ? AND f.application < ?)) ORDER BY f.due, f.application LIMIT 31")
STATEMENT(queue_count_by_follow_up, "isssiiitt", "i",
    "SELECT COUNT(*) FROM (SELECT 1 " OPEN_FOLLOW_UPS "AND f.due >= ? AND f.due < ? "
    "LIMIT " QUEUE_COUNT_BOUND ") k")

void
queue_add(struct queue_values *v, struct value value)
{
	v->at[v->count++] = value;
}

struct values
queue_all(const struct queue_values *v)
{
	return (struct values){v->at, v->count};
}

const char *
queue_state_at(const struct queue_walk *walk, size_t i)
{
	return i < walk->state_count ? state_word(walk->states[i]) : "";
}

const char *
queue_or_any(const char *filter)
{
	return filter ? filter : "%";
}

void
queue_add_span(struct queue_values *v, const struct queue_walk *walk, const struct queue_place *before)
{
	struct queue_place after = walk->asked->after, until = {walk->to, 0};

	if (after.due < walk->from)
		after = (struct queue_place){walk->from, 0};
	if (before->due < until.due)
		until = *before;
	queue_add(v, db_int(walk->asked->viewer));
	queue_add(v, db_moment(after.due));
	queue_add(v, db_moment(after.due));
	queue_add(v, db_int(after.id));
	queue_add(v, db_moment(until.due));
	queue_add(v, db_moment(until.due));
	queue_add(v, db_int(until.id));
}

static void
add_follow_ups(struct queue_values *v, const struct queue_walk *walk)
{
	const struct queue_filter *filter = &walk->asked->filter;

	queue_add(v, db_int(walk->unit));
	queue_add(v, db_text(filter->has_state ? queue_state_at(walk, 0) : "%"));
	queue_add(v, db_text(queue_or_any(filter->country)));
	queue_add(v, db_text(queue_or_any(filter->formality)));
	queue_add(v, db_int(walk->asked->viewer));
	queue_add(v, db_int(walk->asked->viewer));
}

const struct error *
queue_walk_follow_ups(struct db *db, const struct queue_walk *walk, struct queue_found *out)
{
	struct queue_values v = {.count = 0};
	const struct error *e;
	struct rows rows;

	add_follow_ups(&v, walk);
	queue_add_span(&v, walk, &out->until);
	if ((e = db_rows(db, &queue_by_follow_up, queue_all(&v), &rows)))
		return e;
	out->at = pool_grow(db_pool(db), out->at, out->count + rows.count + 1, sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];
		struct queue_item *item = &out->at[out->count++];

		*item = (struct queue_item){.id = row_int(r, 0), .ref = row_text(r, 1),
		    .formality = row_text(r, 2), .version = row_int(r, 4), .zone = row_text(r, 5),
		    .country = row_text(r, 6), .unit = row_int(r, 7), .due = row_moment(r, 8),
		    .step = row_text(r, 9), .place = {row_moment(r, 8), row_int(r, 0)}};
		if (!state_read(row_text(r, 3), &item->state))
			return fail(ERROR_INTERNAL, "queue: unknown state");
	}
	queue_merge(out);
	return NULL;
}

const struct error *
queue_count_follow_ups(struct db *db, const struct queue_walk *walk, int *out)
{
	struct queue_values v = {.count = 0};
	const struct error *e;
	struct row *row;

	add_follow_ups(&v, walk);
	queue_add(&v, db_int(walk->asked->viewer));
	queue_add(&v, db_moment(walk->from));
	queue_add(&v, db_moment(walk->to));
	if (!(e = db_row(db, &queue_count_by_follow_up, queue_all(&v), &row)))
		*out = row ? (int)row_int(row, 0) : 0;
	return e;
}
