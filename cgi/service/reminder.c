/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/reminder.h"

#include "base/error.h"
#include "base/memory.h"
#include "service/history.h"
#include "service/queue_part.h"
#include "store/db.h"
#include "store/seal.h"

/* Still due then, still there, still in the same hands. */
#define STANDS "JOIN queue_entry e ON e.id = r.application AND e.due = r.due AND e.unit = r.unit " \
	"AND e.turn = 'o' AND e.stopped IS NULL"
#define SEEN "r.application NOT IN (SELECT application FROM barred WHERE officer = ?)"
#define WAY(columns, from, where, between, tail) \
	"(SELECT " columns " FROM reminder r FORCE INDEX (reminder_" from ") " STANDS " WHERE " where \
	" AND " between " AND " SEEN tail ")"
#define HELD "r.whom = 'holder' AND r.officer = ? AND e.officer = r.officer"
/* of what is late whoever decides there has the head's */
#define UNITS "r.whom = 'unit' AND r.unit = ? AND e.officer = r.officer AND (r.rung <> 'late' OR ? = 0)"
/* whoever decides there; above it approvers for a service site, supervisors for all. ?: level, unit */
#define HEADS "r.whom = 'head' AND r.unit IN (SELECT u.id FROM unit u WHERE ? > 0 AND (u.id = ? " \
	"OR ((? > 1 OR u.kind = 'service-site') AND u.parent = ?)))"
/*
 * Whoever decides where a bad rating is followed up and had no hand in it; when it is late the supervisor
 * above too. What has ended is in `barred` by a number alone.
 */
#define FOLLOWED(columns, between, tail) "(SELECT " columns " FROM reminder r FORCE INDEX (reminder_unit) " \
	"JOIN follow_up f ON f.application = r.application AND f.due = r.due AND f.unit = r.unit " \
	"AND f.closed IS NULL JOIN application a ON a.id = r.application WHERE r.whom = 'follow' " \
	"AND r.unit IN (SELECT u.id FROM unit u WHERE ? > 0 AND (u.id = ? OR (? > 1 AND u.parent = ?))) " \
	"AND (r.unit = ? OR r.rung = 'late') AND " between " AND NOT " HISTORY_HAND("r.application") \
	" AND " FOLLOW_UP_SEEN tail ")"
#define ALL(columns, between, tail) WAY(columns, "officer", HELD, between, tail) " UNION ALL " \
	WAY(columns, "unit", UNITS, between, tail) " UNION ALL " WAY(columns, "unit", HEADS, between, tail) \
	" UNION ALL " FOLLOWED(columns, between, tail)
#define ALL_IN "iii" "iiii" "iiiiii" "iiiiiiiiii"

STATEMENT(reminder_select, ALL_IN, "isssssstt",
    "SELECT k.id, a.ref, a.formality, o.number, k.rung, k.whom, a.state, k.due, k.at FROM ("
    ALL("r.id, r.application, r.rung, r.whom, r.due, r.at", "r.id < ?", " ORDER BY r.id DESC LIMIT 31")
    " ORDER BY id DESC LIMIT 31) k JOIN application a ON a.id = k.application "
    "LEFT JOIN officer o ON o.id = a.officer ORDER BY k.id DESC")
#define NEW "r.id > COALESCE((SELECT seen FROM reminder_reader WHERE officer = ?), 0)"
STATEMENT(reminder_count_new, ALL_IN, "i",
    "SELECT COUNT(*) FROM (" ALL("1", NEW, " LIMIT 100") " LIMIT 100) k")
STATEMENT(reminder_settings_select, "i", "ibbis",
    "SELECT seen, mail, wish, code IS NOT NULL, lang FROM reminder_reader WHERE officer = ?")
STATEMENT(reminder_seen, "ii", "",
    "INSERT INTO reminder_reader (officer, seen) VALUES (?, ?) "
    "ON DUPLICATE KEY UPDATE seen = GREATEST(seen, VALUES(seen))")

static int
level(enum role role)
{
	return role == ROLE_SUPERVISOR ? 2 : role == ROLE_APPROVER ? 1 : 0;
}

/* In the order of ALL; `between` is compared with a reminder's id, or is the officer again. */
static struct values
values_of(struct db *db, const struct reminder_reader *r, int64_t between)
{
	struct value *v;
	struct value me = db_int(r->officer), unit = db_int(r->unit), rank = db_int(level(r->role)),
	    limit = db_int(between);
	const struct value all[] = {me, limit, me, unit, rank, limit, me, rank, unit, rank, unit, limit, me,
	    rank, unit, rank, unit, unit, limit, me, me, me, me};

	v = pool_zero(db_pool(db), sizeof all);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		v[i] = all[i];
	return (struct values){v, sizeof all / sizeof *all};
}

const struct error *
reminder_list(struct db *db, const struct reminder_reader *reader, int64_t before, struct reminders *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &reminder_select, values_of(db, reader, before ? before : INT64_MAX), &rows)))
		return e;
	out->has_more = rows.count > REMINDERS_PAGE;
	out->count = out->has_more ? REMINDERS_PAGE : rows.count;
	out->at = pool_zero(db_pool(db), (out->count + 1) * sizeof *out->at);
	for (size_t i = 0; i < out->count; i++) {
		const struct row *r = rows.at[i];

		out->at[i] = (struct reminder){.id = row_int(r, 0), .ref = row_text(r, 1),
		    .formality = row_text(r, 2), .officer_number = row_text(r, 3), .rung = row_text(r, 4),
		    .whom = row_text(r, 5), .due = row_moment(r, 7), .at = row_moment(r, 8)};
		if (!state_read(row_text(r, 6), &out->at[i].state))
			return fail(ERROR_INTERNAL, "reminder: unknown state");
	}
	return NULL;
}

const struct error *
reminder_count(struct db *db, const struct reminder_reader *reader, int *out)
{
	const struct error *e;
	struct row *row;

	*out = 0;
	if (!(e = db_row(db, &reminder_count_new, values_of(db, reader, reader->officer), &row)) && row)
		*out = (int)row_int(row, 0);
	return e;
}

const struct error *
reminder_settings(struct db *db, int64_t officer, struct reminder_settings *out)
{
	const struct error *e;
	struct row *row;

	*out = (struct reminder_settings){.lang = LANG_ZH};
	if ((e = db_row(db, &reminder_settings_select, DB(db_int(officer)), &row)) || !row)
		return e;
	out->seen = row_int(row, 0);
	out->is_asked = row_int(row, 3) != 0;
	lang_of(row_text(row, 4), &out->lang);
	if (row_bytes(row, 1).n && (e = unseal_text(db_pool(db), REMINDER_MAIL, officer, row_bytes(row, 1),
	    &out->mail)))
		return e;
	return row_bytes(row, 2).n ? unseal_text(db_pool(db), REMINDER_MAIL, officer, row_bytes(row, 2),
	    &out->wish) : NULL;
}

const struct error *
reminder_see(struct db *db, int64_t officer, int64_t last)
{
	return db_run(db, &reminder_seen, DB(db_int(officer), db_int(last)), NULL);
}
