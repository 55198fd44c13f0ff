/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whose lists they are: the units that somebody looks after, and who works in one. */
#include "service/queue.h"

#include "base/error.h"
#include "base/memory.h"
#include "service/absence.h"
#include "service/role.h"
#include "service/unit.h"
#include "store/db.h"

STATEMENT(queue_units_select, "iiiii", "isss",
    "SELECT u.id, u.code, u.name_zh, u.name_en FROM unit u WHERE u.id = ? OR IF(?, "
    "u.parent = ? AND u.kind = 'service-site', u.kind <> 'liaison-site' AND " UNIT_UNDER("u.id") ") "
    "ORDER BY u.id <> ?, u.code LIMIT 200")
STATEMENT(queue_receivers_select, "ii", "isss",
    "SELECT u.id, u.code, u.name_zh, u.name_en FROM unit u JOIN unit own ON own.id = ? "
    "WHERE u.id <> ? AND u.closed IS NULL AND u.kind NOT IN ('liaison-site', 'outside') "
    "AND (own.kind = 'center' OR u.kind = 'center' "
    "OR u.id IN (own.id, own.parent) OR u.parent = own.id) AND EXISTS (SELECT 1 FROM officer o "
    "WHERE o.unit = u.id AND o.is_active = 1 AND " ROLE_WORKS ") ORDER BY u.kind <> 'center', u.code")
STATEMENT(queue_colleagues_select, "ssi", "issssi",
    "SELECT o.id, o.number, o.full_name, o.role, (SELECT CAST(MAX(b.until) AS CHAR) FROM absence b "
    "WHERE b.officer = o.id AND b.ended IS NULL AND b.since <= ? AND b.until >= ?), "
    "COALESCE(c.password, '') = '' FROM officer o LEFT JOIN officer_credential c ON c.officer = o.id "
    "WHERE o.unit = ? AND o.is_active = 1 AND " ROLE_WORKS " ORDER BY o.number")

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

	if ((e = db_rows(db, &queue_units_select, DB(db_int(unit), db_int(is_sites_only),
	    db_int(unit), db_int(unit), db_int(unit)), &rows)))
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
queue_colleagues(struct db *db, int64_t unit, moment now, struct colleagues *out)
{
	const char *today = absence_today(db, now);
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &queue_colleagues_select, DB(db_text(today), db_text(today),
	    db_int(unit)), &rows)))
		return e;
	out->count = rows.count;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++) {
		out->at[i] = (struct colleague){.id = row_int(rows.at[i], 0),
		    .number = row_text(rows.at[i], 1), .full_name = row_text(rows.at[i], 2),
		    .away_until = row_text(rows.at[i], 4), .is_waiting = row_int(rows.at[i], 5)};
		if (!role_read(row_text(rows.at[i], 3), &out->at[i].role))
			return fail(ERROR_INTERNAL, "officer of an unknown role");
	}
	return NULL;
}
