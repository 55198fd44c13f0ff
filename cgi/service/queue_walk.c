/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The ways down queue_entry (schema/022-queue.sql). A page is a union of short walks, one for each
 * state or zone, each in the order of (due, id) and at most a page long, down an index that holds all
 * they ask for. So a page costs the same with a hundred matters and with a million; a single
 * "state IN (…) ORDER BY due" would read and sort them all. One that needs several unions (units,
 * zones, colleagues) goes down each only as far as what was found before. What is counted needs no
 * order, so there it is IN, to a bound. Of two filters at once the second is looked at on the way.
 * What follows bad ratings is in no such table: queue_follow_up.c.
 */
#include "service/queue_part.h"

#include "base/error.h"
#include "base/memory.h"
#include "service/absence.h"
#include "store/db.h"

/* what is not for whoever looks (bar.h); behind one place and before another, as two ends of the key */
#define SPAN " AND id NOT IN (SELECT application FROM barred WHERE officer = ?) " \
	"AND (due > ? OR (due = ? AND id > ?)) AND (due < ? OR (due = ? AND id < ?)) " \
	"ORDER BY due, id LIMIT 31)"
#define SPAN_IN "ittitti"
#define DOWN(index, where) "(SELECT id, due FROM queue_entry FORCE INDEX (queue_entry_" index ") " \
	"WHERE unit = ? AND " where SPAN
#define SIX(walk) walk " UNION ALL " walk " UNION ALL " walk " UNION ALL " walk " UNION ALL " walk \
	" UNION ALL " walk
#define SIX_IN(in) in in in in in in
#define OUT "isssttissstiiiit"
#define PAGE(walk) \
	"SELECT e.id, e.ref, e.formality, e.state, e.due, e.stopped, e.is_extended, o.number, e.zone, " \
	"e.country, e.owed, e.version, e.officer, e.unit, EXISTS (SELECT 1 FROM absence b " \
	"WHERE b.officer = e.officer AND b.ended IS NULL AND b.since <= ? AND b.until >= ?), t.answered " \
	"FROM (" SIX(walk) " ORDER BY due, id LIMIT 31) k JOIN queue_entry e ON e.id = k.id " \
	"LEFT JOIN officer o ON o.id = e.officer " \
	"LEFT JOIN transfer t ON t.application = e.id AND t.ended IS NULL AND e.state = 'transferred' " \
	"ORDER BY k.due, k.id"
#define TODAY "ss"

/* … and once more without what is not theirs to decide: who proposes does not */
#define OWN " AND id NOT IN (SELECT application FROM decision FORCE INDEX (decision_own) " \
	"WHERE proposed_by = ? AND decided IS NULL)"
#define PAGES(by, in, index, where) \
	STATEMENT(queue_##by, TODAY SIX_IN(in SPAN_IN), OUT, PAGE(DOWN(index, where))) \
	STATEMENT(queue_second_##by, TODAY SIX_IN(in "i" SPAN_IN), OUT, PAGE(DOWN(index, where OWN)))
PAGES(by_state, "is", "state", "state = ?")
PAGES(by_country, "iss", "country", "state = ? AND country = ?")
PAGES(by_formality, "isss", "formality", "state = ? AND country LIKE ? AND formality = ?")
STATEMENT(queue_by_officer, TODAY SIX_IN("isssi" SPAN_IN), OUT,
    PAGE(DOWN("officer", "state = ? AND country LIKE ? AND formality LIKE ? AND officer = ?")))
STATEMENT(queue_by_zone, TODAY SIX_IN("issss" SPAN_IN), OUT,
    PAGE(DOWN("zone", "state LIKE ? AND country LIKE ? AND formality LIKE ? AND zone = ? AND turn = 'o'")))

/* Counting stops at QUEUE_COUNT_MOST. */
#define COUNT(index, where) "SELECT COUNT(*) FROM (SELECT 1 FROM queue_entry " \
	"FORCE INDEX (queue_entry_" index ") WHERE unit = ? AND " where \
	" AND id NOT IN (SELECT application FROM barred WHERE officer = ?) AND due >= ? AND due < ? " \
	"LIMIT " QUEUE_COUNT_BOUND ") k"
#define STATES_IN "ssssss"
#define OF_STATES "state IN (?, ?, ?, ?, ?, ?)"
#define COUNTS(by, in, index, where) \
	STATEMENT(queue_count_##by, "i" STATES_IN in "itt", "i", COUNT(index, OF_STATES where)) \
	STATEMENT(queue_count_second_##by, "i" STATES_IN in "iitt", "i", COUNT(index, OF_STATES where OWN))
COUNTS(by_state, "", "state", "")
COUNTS(by_country, "s", "country", " AND country = ?")
COUNTS(by_formality, "ss", "formality", " AND country LIKE ? AND formality = ?")
STATEMENT(queue_count_by_officer, "i" STATES_IN "ssiitt", "i",
    COUNT("officer", OF_STATES " AND country LIKE ? AND formality LIKE ? AND officer = ?"))
#define ZONES 24
STATEMENT(queue_count_by_zone, "i" STATES_IN "ss" "ssssssssssssssssssssssss" "itt", "i",
    COUNT("zone", OF_STATES " AND country LIKE ? AND formality LIKE ? AND turn = 'o' AND zone IN "
    "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))

/* Whose they are, or whose proposals are left out. */
static int64_t
officer_of(const struct queue_walk *walk)
{
	return walk->statement == WALK_MINE ? walk->asked->officer :
	    walk->statement == WALK_SECONDS && walk->asked->decides ? walk->asked->viewer : 0;
}

#define WAY(by) (walk->statement == WALK_STATES ? is_count ? &queue_count_##by : &queue_##by : \
	is_count ? &queue_count_second_##by : &queue_second_##by)

/* The filters as each statement has them behind the state; of officers' and zones' all but theirs. */
static const struct statement *
add_filters(struct queue_values *v, const struct queue_walk *walk, bool is_count)
{
	const struct queue_filter *filter = &walk->asked->filter;
	bool is_by_state = walk->statement == WALK_STATES || walk->statement == WALK_SECONDS;

	if (is_by_state && !filter->formality && !filter->country)
		return WAY(by_state);
	if (is_by_state && !filter->formality) {
		queue_add(v, db_text(filter->country));
		return WAY(by_country);
	}
	queue_add(v, db_text(queue_or_any(filter->country)));
	queue_add(v, db_text(queue_or_any(filter->formality)));
	if (is_by_state)
		return WAY(by_formality);
	if (walk->statement == WALK_AWAKE)
		return is_count ? &queue_count_by_zone : &queue_by_zone;
	return is_count ? &queue_count_by_officer : &queue_by_officer;
}

static const struct error *
read_items(struct db *db, const struct rows *rows, struct queue_found *out)
{
	struct queue_item *items = pool_grow(db_pool(db), out->at, out->count + rows->count + 1,
	    sizeof *items);

	out->at = items;
	for (size_t i = 0; i < rows->count; i++) {
		const struct row *r = rows->at[i];
		struct queue_item *item = &items[out->count++];

		*item = (struct queue_item){.id = row_int(r, 0), .ref = row_text(r, 1),
		    .formality = row_text(r, 2), .due = row_moment(r, 4), .stopped = row_moment(r, 5),
		    .is_extended = row_int(r, 6) != 0, .officer_number = row_text(r, 7),
		    .zone = row_text(r, 8), .country = row_text(r, 9), .owed = row_moment(r, 10),
		    .version = row_int(r, 11), .officer = row_int(r, 12), .unit = row_int(r, 13),
		    .is_away = row_int(r, 14) != 0, .answered = row_moment(r, 15),
		    .place = {row_moment(r, 4), row_int(r, 0)}};
		if (item->due == QUEUE_NEVER)
			item->due = 0;
		if (!state_read(row_text(r, 3), &item->state))
			return fail(ERROR_INTERNAL, "queue: unknown state");
	}
	queue_merge(out);
	return NULL;
}

/* Six of the walk's places at once: states, or zones from that one on. */
static const struct error *
walk_six(struct db *db, const struct queue_walk *walk, int64_t officer, const struct rows *zones,
    size_t zone, struct queue_found *out)
{
	const struct statement *statement = NULL;
	struct queue_values v = {.count = 0};
	const char *today = absence_today(db, walk->asked->now);
	const struct error *e;
	struct rows rows;

	queue_add(&v, db_text(today));
	queue_add(&v, db_text(today));
	for (size_t i = 0; i < QUEUE_STATES; i++) {
		bool is_there = zones && zone + i < zones->count;

		queue_add(&v, db_int(walk->unit));
		queue_add(&v, db_text(!zones ? queue_state_at(walk, i) : walk->asked->filter.has_state ?
		    queue_state_at(walk, 0) : "%"));
		statement = add_filters(&v, walk, false);
		if (zones)
			queue_add(&v, db_text(is_there ? row_text(zones->at[zone + i], 0) : "-"));
		else if (walk->statement != WALK_STATES)
			queue_add(&v, db_int(officer));
		queue_add_span(&v, walk, &out->until);
	}
	if ((e = db_rows(db, statement, queue_all(&v), &rows)))
		return e;
	return read_items(db, &rows, out);
}

static const struct error *
walk_zones(struct db *db, const struct queue_walk *walk, struct queue_found *out)
{
	const struct error *e;
	struct rows zones;

	if ((e = queue_zones(db, walk->unit, walk->asked->now, &zones)))
		return e;
	for (size_t i = 0; i < zones.count && !e; i += QUEUE_STATES)
		e = walk_six(db, walk, 0, &zones, i, out);
	return e;
}

static const struct error *
walk_absent(struct db *db, const struct queue_walk *walk, struct queue_found *out)
{
	const struct error *e;
	struct absences away;

	if ((e = absence_now(db, walk->unit, walk->asked->now, &away)))
		return e;
	for (size_t i = 0; i < away.count && !e; i++)
		e = walk_six(db, walk, away.at[i].officer, NULL, 0, out);
	return e;
}

const struct error *
queue_walk(struct db *db, const struct queue_walk *walk, struct queue_found *out)
{
	if (!walk->state_count || walk->from >= walk->to)
		return NULL;
	switch (walk->statement) {
	case WALK_FOLLOW_UPS:
		return queue_walk_follow_ups(db, walk, out);
	case WALK_AWAYS:
		return walk_absent(db, walk, out);
	case WALK_AWAKE:
		return walk_zones(db, walk, out);
	case WALK_MINE: case WALK_NOBODYS: case WALK_STATES: case WALK_SECONDS:
		break;
	}
	return walk_six(db, walk, officer_of(walk), NULL, 0, out);
}

static const struct error *
count_some(struct db *db, const struct queue_walk *walk, int64_t officer, const struct rows *zones,
    size_t zone, int *out)
{
	const struct statement *statement;
	struct queue_values v = {.count = 0};
	const struct error *e;
	struct row *row;

	queue_add(&v, db_int(walk->unit));
	for (size_t i = 0; i < QUEUE_STATES; i++)
		queue_add(&v, db_text(queue_state_at(walk, i)));
	statement = add_filters(&v, walk, true);
	for (size_t i = zone; zones && i < zone + ZONES; i++)
		queue_add(&v, db_text(i < zones->count ? row_text(zones->at[i], 0) : "-"));
	if (!zones && walk->statement != WALK_STATES)
		queue_add(&v, db_int(officer));
	queue_add(&v, db_int(walk->asked->viewer));
	queue_add(&v, db_moment(walk->from));
	queue_add(&v, db_moment(walk->to));
	if ((e = db_row(db, statement, queue_all(&v), &row)))
		return e;
	*out += row ? (int)row_int(row, 0) : 0;
	return NULL;
}

static const struct error *
count_zones(struct db *db, const struct queue_walk *walk, int *out)
{
	const struct error *e;
	struct rows zones;

	if ((e = queue_zones(db, walk->unit, walk->asked->now, &zones)))
		return e;
	for (size_t i = 0; i < zones.count && *out < QUEUE_COUNT_MOST && !e; i += ZONES)
		e = count_some(db, walk, 0, &zones, i, out);
	return e;
}

static const struct error *
count_absent(struct db *db, const struct queue_walk *walk, int *out)
{
	const struct error *e;
	struct absences away;

	if ((e = absence_now(db, walk->unit, walk->asked->now, &away)))
		return e;
	for (size_t i = 0; i < away.count && *out < QUEUE_COUNT_MOST && !e; i++)
		e = count_some(db, walk, away.at[i].officer, NULL, 0, out);
	return e;
}

const struct error *
queue_walk_count(struct db *db, const struct queue_walk *walk, int *out)
{
	*out = 0;
	if (!walk->state_count || walk->from >= walk->to)
		return NULL;
	switch (walk->statement) {
	case WALK_FOLLOW_UPS:
		return queue_count_follow_ups(db, walk, out);
	case WALK_AWAYS:
		return count_absent(db, walk, out);
	case WALK_AWAKE:
		return count_zones(db, walk, out);
	case WALK_MINE: case WALK_NOBODYS: case WALK_STATES: case WALK_SECONDS:
		break;
	}
	return count_some(db, walk, officer_of(walk), NULL, 0, out);
}
