/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Every list is a union of one short walk down the key application_queue (unit, state, due,
 * id) per state, so that a page costs the same with a hundred matters and with a million. A
 * single "state IN (…) ORDER BY due" would read and sort them all.
 */
#include "service/queue.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/deadline.h"
#include "store/db.h"

#define HEAD "SELECT a.id, a.ref, a.formality, a.state, a.due, a.stopped, a.is_extended, " \
	"o.number, p.zone, p.country, a.owed FROM ("
#define TAIL ") k JOIN application a ON a.id = k.id JOIN person p ON p.id = a.person " \
	"LEFT JOIN officer o ON o.id = a.officer ORDER BY k.due, k.id LIMIT 31"
#define OUT "isssttissst"

/* From a moment on, before another, behind a place. */
#define SPAN " AND due >= ? AND due < ? AND (due > ? OR id > ?) ORDER BY due, id LIMIT 31"
#define SPAN_IN "ttti"
#define WALK(state) "(SELECT id, due FROM application FORCE INDEX (application_queue) " \
	"WHERE unit = ? AND state = '" state "'" SPAN ")"
#define WALK_IN "i" SPAN_IN

STATEMENT(queue_office, WALK_IN WALK_IN WALK_IN WALK_IN WALK_IN WALK_IN, OUT,
    HEAD WALK("submitted") " UNION ALL " WALK("accepted") " UNION ALL " WALK("proposed")
    " UNION ALL " WALK("approved") " UNION ALL " WALK("refused") " UNION ALL " WALK("transferred")
    TAIL)
STATEMENT(queue_resident, WALK_IN WALK_IN WALK_IN, OUT,
    HEAD WALK("correction") " UNION ALL " WALK("interview") " UNION ALL " WALK("visit") TAIL)
STATEMENT(queue_proposed, WALK_IN, OUT, HEAD WALK("proposed") TAIL)
/* These go down application_claimed (unit, officer, state, due, id). */
STATEMENT(queue_unclaimed, WALK_IN, OUT,
    HEAD "(SELECT id, due FROM application WHERE unit = ? AND officer IS NULL "
    "AND state = 'submitted'" SPAN ")" TAIL)
#define MINE(state) "(SELECT id, due FROM application WHERE unit = ? AND officer = ? " \
	"AND state = '" state "'" SPAN ")"
#define MINE_IN "ii" SPAN_IN
STATEMENT(queue_claimed, MINE_IN MINE_IN MINE_IN MINE_IN MINE_IN, OUT,
    HEAD MINE("submitted") " UNION ALL " MINE("accepted") " UNION ALL " MINE("approved")
    " UNION ALL " MINE("refused") " UNION ALL " MINE("transferred") TAIL)

#define OFFICE "('submitted', 'accepted', 'proposed', 'approved', 'refused', 'transferred')"
#define COUNT(where) "(SELECT COUNT(*) FROM (SELECT 1 FROM application WHERE " where \
	" LIMIT 1000) k)"
/* In the order of enum queue_name. */
STATEMENT(queue_count, "iiiiiiittit", "iiiiiii",
    "SELECT " COUNT("unit = ? AND state IN " OFFICE) ", "
    COUNT("unit = ? AND officer = ? AND state IN "
    "('submitted', 'accepted', 'approved', 'refused', 'transferred')") ", "
    COUNT("unit = ? AND officer IS NULL AND state = 'submitted'") ", "
    COUNT("unit = ? AND state = 'proposed'") ", "
    COUNT("unit = ? AND state IN ('correction', 'interview', 'visit')") ", "
    COUNT("unit = ? AND state IN " OFFICE " AND due >= ? AND due <= ?") ", "
    COUNT("unit = ? AND state IN " OFFICE " AND due < ?"))

STATEMENT(queue_units_select, "iiii", "isss",
    "SELECT id, code, name_zh, name_en FROM unit WHERE id = ? OR (parent = ? "
    "AND kind <> 'liaison-site' AND (? = 0 OR kind = 'service-site')) ORDER BY id <> ?, code "
    "LIMIT 200")
STATEMENT(queue_receivers_select, "ii", "isss",
    "SELECT u.id, u.code, u.name_zh, u.name_en FROM unit u JOIN unit own ON own.id = ? "
    "WHERE u.id <> ? AND u.kind <> 'liaison-site' AND (own.kind = 'center' OR u.kind = 'center' "
    "OR u.id IN (own.id, own.parent) OR u.parent = own.id) AND EXISTS (SELECT 1 FROM officer o "
    "WHERE o.unit = u.id AND o.is_active = 1) ORDER BY u.kind <> 'center', u.code")
STATEMENT(queue_colleagues_select, "i", "isss",
    "SELECT id, number, full_name, role FROM officer WHERE unit = ? AND is_active = 1 "
    "ORDER BY number")

#define FIRST ((moment)1)		/* 0 is NULL */
#define LAST ((moment)253370764800000)	/* the year 9999 */

static const char *const words[QUEUES] = {
	[QUEUE_UNIT] = "unit", [QUEUE_MINE] = "mine", [QUEUE_NEW] = "new",
	[QUEUE_APPROVAL] = "approval", [QUEUE_WAITING] = "waiting", [QUEUE_SOON] = "soon",
	[QUEUE_OVERDUE] = "overdue",
};

const char *
queue_word(enum queue_name name)
{
	return words[name];
}

bool
queue_read(const char *word, enum queue_name *out)
{
	for (int i = 0; word && i < QUEUES; i++)
		if (strcmp(word, words[i]) == 0) {
			*out = (enum queue_name)i;
			return true;
		}
	return false;
}

static moment
soon_end(moment now)
{
	return deadline_working(now, 1);
}

/* The same span for each walk of a statement. */
static const struct error *
run(struct db *db, const struct queue_asked *asked, struct rows *rows)
{
	static const struct {
		const struct statement *statement;
		size_t walks;
	} lists[QUEUES] = {
		[QUEUE_UNIT] = {&queue_office, 6}, [QUEUE_MINE] = {&queue_claimed, 5},
		[QUEUE_NEW] = {&queue_unclaimed, 1}, [QUEUE_APPROVAL] = {&queue_proposed, 1},
		[QUEUE_WAITING] = {&queue_resident, 3}, [QUEUE_SOON] = {&queue_office, 6},
		[QUEUE_OVERDUE] = {&queue_office, 6},
	};
	moment from = asked->list == QUEUE_SOON ? asked->now : FIRST;
	moment to = asked->list == QUEUE_SOON ? soon_end(asked->now) + 1 :
	    asked->list == QUEUE_OVERDUE ? asked->now : LAST;
	struct value values[6 * 6], *v = values;

	if (asked->after.due > from)
		from = asked->after.due;
	for (size_t i = 0; i < lists[asked->list].walks; i++) {
		*v++ = db_int(asked->unit);
		if (asked->list == QUEUE_MINE)
			*v++ = db_int(asked->officer);
		*v++ = db_moment(from);
		*v++ = db_moment(to);
		*v++ = db_moment(asked->after.due ? asked->after.due : FIRST);
		*v++ = db_int(asked->after.id);
	}
	return db_rows(db, lists[asked->list].statement,
	    (struct values){values, (size_t)(v - values)}, rows);
}

const struct error *
queue_list(struct db *db, const struct queue_asked *asked, struct queue *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = run(db, asked, &rows)))
		return e;
	out->has_more = rows.count > QUEUE_PAGE;
	out->count = out->has_more ? QUEUE_PAGE : rows.count;
	out->at = pool_zero(db_pool(db), (out->count + 1) * sizeof *out->at);
	for (size_t i = 0; i < out->count; i++) {
		const struct row *r = rows.at[i];

		out->at[i] = (struct queue_item){.id = row_int(r, 0), .ref = row_text(r, 1),
		    .formality = row_text(r, 2), .due = row_moment(r, 4), .stopped = row_moment(r, 5),
		    .is_extended = row_int(r, 6) != 0, .officer_number = row_text(r, 7),
		    .zone = row_text(r, 8), .country = row_text(r, 9),
		    .owed = row_moment(r, 10)};
		if (!state_read(row_text(r, 3), &out->at[i].state))
			return fail(ERROR_INTERNAL, "queue: unknown state");
	}
	return NULL;
}

const struct error *
queue_counts(struct db *db, const struct queue_asked *asked, int out[QUEUES])
{
	struct value unit = db_int(asked->unit), now = db_moment(asked->now);
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &queue_count, DB(unit, unit, db_int(asked->officer), unit, unit, unit,
	    unit, now, db_moment(soon_end(asked->now)), unit, now), &row)))
		return e;
	for (int i = 0; i < QUEUES; i++)
		out[i] = row ? (int)row_int(row, i) : 0;
	return NULL;
}

static void
read_units(struct db *db, const struct rows *rows, struct desk_units *out)
{
	out->count = rows->count;
	out->at = pool_zero(db_pool(db), (rows->count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows->count; i++)
		out->at[i] = (struct desk_unit){row_int(rows->at[i], 0), row_text(rows->at[i], 1),
		    row_text(rows->at[i], 2), row_text(rows->at[i], 3)};
}

const struct error *
queue_units(struct db *db, int64_t unit, bool is_sites_only, struct desk_units *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &queue_units_select, DB(db_int(unit), db_int(unit),
	    db_int(is_sites_only), db_int(unit)), &rows)))
		return e;
	read_units(db, &rows, out);
	return NULL;
}

const struct error *
queue_receivers(struct db *db, int64_t own, int64_t holder, struct desk_units *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &queue_receivers_select, DB(db_int(own), db_int(holder)), &rows)))
		return e;
	read_units(db, &rows, out);
	return NULL;
}

const struct error *
queue_colleagues(struct db *db, int64_t unit, struct colleagues *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &queue_colleagues_select, DB(db_int(unit)), &rows)))
		return e;
	out->count = rows.count;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++) {
		out->at[i] = (struct colleague){.id = row_int(rows.at[i], 0),
		    .number = row_text(rows.at[i], 1), .full_name = row_text(rows.at[i], 2)};
		if (!role_read(row_text(rows.at[i], 3), &out->at[i].role))
			return fail(ERROR_INTERNAL, "officer of an unknown role");
	}
	return NULL;
}
