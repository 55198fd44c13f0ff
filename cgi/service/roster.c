/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/roster.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/db.h"

/* In the order of enum roster_state; a credential without a password is still to be set. */
#define STATE "CASE WHEN o.is_active = 0 THEN 3 WHEN c.password IS NULL OR c.password = '' THEN 1 " \
    "WHEN c.locked_until > ? THEN 2 ELSE 0 END"
#define PICK "SELECT o.id, o.unit, o.version, o.name, o.number, o.full_name, u.code, u.name_zh, " \
    "u.name_en, u.kind, o.role, " STATE ", c.entered, c.locked_until FROM officer o " \
    "JOIN unit u ON u.id = o.unit LEFT JOIN officer_credential c ON c.officer = o.id "
#define ROW "iiissssssssitt"
STATEMENT(roster_page, "tsiisstii", ROW, PICK "WHERE o.name > ? AND (? = 0 OR o.unit = ?) "
    "AND (? = '' OR o.role = ?) AND (" STATE " = ? OR ? < 0) ORDER BY o.name LIMIT 51")
STATEMENT(roster_one, "ti", ROW, PICK "WHERE o.id = ?")
STATEMENT(roster_named, "ts", ROW, PICK "WHERE o.name = ?")
STATEMENT(roster_numbered, "ts", ROW, PICK "WHERE o.number = ? AND o.is_active = 1")
STATEMENT(roster_units_select, "", "issss",
    "SELECT id, code, name_zh, name_en, kind FROM unit WHERE kind <> 'liaison-site' AND closed IS NULL "
    "ORDER BY kind = 'outside', code")

static const char *const states[ROSTER_STATES] = {
	[ROSTER_ACTIVE] = "active",
	[ROSTER_WAITING] = "waiting",
	[ROSTER_LOCKED] = "locked",
	[ROSTER_SUSPENDED] = "suspended",
};

const char *
roster_state_word(enum roster_state state)
{
	return state < ROSTER_STATES ? states[state] : "";
}

bool
roster_is_name(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-");

	return n >= 3 && n <= 40 && s[n] == '\0';
}

static const struct error *
read_row(const struct row *r, struct roster_officer *o)
{
	*o = (struct roster_officer){.id = row_int(r, 0), .unit = row_int(r, 1),
	    .version = row_int(r, 2), .name = row_text(r, 3), .number = row_text(r, 4),
	    .full_name = row_text(r, 5), .unit_code = row_text(r, 6), .unit_zh = row_text(r, 7),
	    .unit_en = row_text(r, 8), .unit_kind = row_text(r, 9),
	    .state = (enum roster_state)row_int(r, 11), .entered = row_moment(r, 12),
	    .locked_until = row_moment(r, 13)};
	return role_read(row_text(r, 10), &o->role) ? NULL :
	    fail(ERROR_INTERNAL, "officer of an unknown role");
}

static const struct error *
read_rows(struct db *db, const struct rows *rows, size_t most, struct roster *out)
{
	const struct error *e;

	out->has_more = rows->count > most;
	out->count = out->has_more ? most : rows->count;
	out->at = pool_zero(db_pool(db), (out->count + 1) * sizeof *out->at);
	for (size_t i = 0; i < out->count; i++)
		if ((e = read_row(rows->at[i], &out->at[i])))
			return e;
	return NULL;
}

static int
state_of(const char *word)
{
	for (int i = 0; i < ROSTER_STATES; i++)
		if (text_same(word, states[i]))
			return i;
	return -1;
}

const struct error *
roster_list(struct db *db, const struct roster_filter *f, moment now, struct roster *out)
{
	struct value role = db_text(f->role ? f->role : ""), state = db_int(state_of(f->state));
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &roster_page, DB(db_moment(now), db_text(f->after ? f->after : ""),
	    db_int(f->unit), db_int(f->unit), role, role, db_moment(now), state, state), &rows)))
		return e;
	return read_rows(db, &rows, ROSTER_PAGE, out);
}

static const struct error *
find(struct db *db, const struct statement *st, struct value by, moment now,
    struct roster_officer **out)
{
	const struct error *e;
	struct row *row;

	*out = NULL;
	if ((e = db_row(db, st, DB(db_moment(now), by), &row)) || !row)
		return e;
	*out = POOL_NEW(db_pool(db), struct roster_officer);
	return read_row(row, *out);
}

const struct error *
roster_find(struct db *db, int64_t officer, moment now, struct roster_officer **out)
{
	return find(db, &roster_one, db_int(officer), now, out);
}

const struct error *
roster_by_name(struct db *db, const char *name, moment now, struct roster_officer **out)
{
	return find(db, &roster_named, db_text(name), now, out);
}

const struct error *
roster_by_number(struct db *db, const char *number, moment now, struct roster *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &roster_numbered, DB(db_moment(now), db_text(number)), &rows)))
		return e;
	return read_rows(db, &rows, rows.count, out);
}

const struct error *
roster_units(struct db *db, struct roster_units *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &roster_units_select, DB_NOTHING, &rows)))
		return e;
	out->count = rows.count;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++)
		out->at[i] = (struct roster_unit){row_int(rows.at[i], 0), row_text(rows.at[i], 1),
		    row_text(rows.at[i], 2), row_text(rows.at[i], 3), row_text(rows.at[i], 4)};
	return NULL;
}
