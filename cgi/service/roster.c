/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/roster.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/declaration.h"
#include "store/db.h"

/* In the order of enum roster_state; a credential without a password is still to be set. */
#define STATE "CASE WHEN o.is_active = 0 THEN 3 WHEN c.password IS NULL OR c.password = '' THEN 1 " \
    "WHEN c.locked_until > ? THEN 2 ELSE 0 END"
#define PICK "SELECT o.id, o.unit, o.version, o.name, o.number, o.full_name, u.code, u.name_zh, " \
    "u.name_en, u.kind, o.role, " STATE ", c.entered, c.locked_until, o.declared FROM officer o " \
    "JOIN unit u ON u.id = o.unit LEFT JOIN officer_credential c ON c.officer = o.id "
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"
#define NUMBER_TEXT 64
#define ROW "iiissssssssittt"
STATEMENT(roster_page, "tsiisstiiit", ROW, PICK "WHERE o.name > ? AND (? = 0 OR o.unit = ?) "
    "AND (? = '' OR o.role = ?) AND (" STATE " = ? OR ? < 0) "
    "AND (? = 0 OR " DECLARATION_DUE ") ORDER BY o.name LIMIT 51")
STATEMENT(roster_one, "ti", ROW, PICK "WHERE o.id = ?")
STATEMENT(roster_named, "ts", ROW, PICK "WHERE o.name = ?")
STATEMENT(roster_all, "t", ROW, PICK "ORDER BY o.name")
/* locked: of two who suspend at once, the second one counts what the first one has left */
STATEMENT(roster_administrators, "i", "s", "SELECT o.number FROM officer o JOIN officer_credential c "
    "ON c.officer = o.id WHERE o.role = 'administrator' AND o.is_active = 1 AND c.password <> '' "
    "AND o.id <> ? FOR UPDATE")
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

const char *
roster_typed_name(struct pool *pool, const char *typed)
{
	char *name = text_trim(pool, text_halfwidth(pool, typed));

	text_lower(name);
	return name;
}

bool
roster_is_number(const char *s)
{
	size_t letters = strspn(s, LETTERS), digits;

	if (letters < 1 || letters > 4 || s[letters] != '-')
		return false;
	digits = strspn(s + letters + 1, DIGITS);
	return digits >= 1 && digits <= 7 && s[letters + 1 + digits] == '\0';
}

/* Letters and digits alone, capital, what looks like a digit as one, without zeros before a digit. */
static void
fold(const char *number, char out[NUMBER_TEXT])
{
	size_t n = 0;

	for (; *number && n < NUMBER_TEXT - 1; number++) {
		char c = *number;

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (c == 'O')
			c = '0';
		if (c == 'I' || c == 'L')
			c = '1';
		if (!strchr(LETTERS DIGITS, c) || (c == '0' && (n == 0 || !strchr(DIGITS, out[n - 1]))))
			continue;
		out[n++] = c;
	}
	out[n] = '\0';
}

bool
roster_is_same(const char *number, const char *other)
{
	char a[NUMBER_TEXT], b[NUMBER_TEXT];

	if (!number || !other)
		return false;
	fold(number, a);
	fold(other, b);
	return strcmp(a, b) == 0;
}

/* The same digits, whatever stands before them. */
static bool
is_alike(const char *number, const char *other)
{
	char a[NUMBER_TEXT], b[NUMBER_TEXT];
	const char *digits;

	fold(number, a);
	fold(other, b);
	digits = a + strcspn(a, DIGITS);
	return *digits && strcmp(digits, b + strcspn(b, DIGITS)) == 0;
}

static const struct error *
read_row(const struct row *r, moment now, struct roster_officer *o)
{
	*o = (struct roster_officer){.id = row_int(r, 0), .unit = row_int(r, 1),
	    .version = row_int(r, 2), .name = row_text(r, 3), .number = row_text(r, 4),
	    .full_name = row_text(r, 5), .unit_code = row_text(r, 6), .unit_zh = row_text(r, 7),
	    .unit_en = row_text(r, 8), .unit_kind = row_text(r, 9),
	    .state = (enum roster_state)row_int(r, 11), .entered = row_moment(r, 12),
	    .locked_until = row_moment(r, 13), .declared = row_moment(r, 14)};
	if (!role_read(row_text(r, 10), &o->role))
		return fail(ERROR_INTERNAL, "officer of an unknown role");
	o->is_owing = o->state != ROSTER_SUSPENDED && declaration_is_due(o->role, o->declared, now);
	return NULL;
}

static const struct error *
read_rows(struct db *db, const struct rows *rows, size_t most, moment now, struct roster *out)
{
	const struct error *e;

	out->has_more = rows->count > most;
	out->count = out->has_more ? most : rows->count;
	out->at = pool_zero(db_pool(db), (out->count + 1) * sizeof *out->at);
	for (size_t i = 0; i < out->count; i++)
		if ((e = read_row(rows->at[i], now, &out->at[i])))
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
	    db_int(f->unit), db_int(f->unit), role, role, db_moment(now), state, state,
	    db_int(f->is_owing), db_moment(now - DECLARATION_LASTS)), &rows)))
		return e;
	return read_rows(db, &rows, ROSTER_PAGE, now, out);
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
	return read_row(row, now, *out);
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

static const struct error *
read_all(struct db *db, moment now, struct roster *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &roster_all, DB(db_moment(now)), &rows)))
		return e;
	return read_rows(db, &rows, rows.count, now, out);
}

const struct error *
roster_by_number(struct db *db, const char *number, moment now, struct roster *out)
{
	const struct error *e;
	size_t n = 0;

	if ((e = read_all(db, now, out)))
		return e;
	for (size_t i = 0; i < out->count; i++)
		if (out->at[i].state != ROSTER_SUSPENDED && roster_is_same(out->at[i].number, number))
			out->at[n++] = out->at[i];
	out->count = n;
	return NULL;
}

const struct error *
roster_alike(struct db *db, const char *number, const char *full_name, int64_t but, moment now,
    struct roster *out)
{
	const struct error *e;
	size_t n = 0;

	if ((e = read_all(db, now, out)))
		return e;
	for (size_t i = 0; i < out->count && n < ROSTER_PAGE; i++) {
		const struct roster_officer *o = &out->at[i];

		if (o->id != but && (is_alike(o->number, number) || text_same(o->full_name, full_name)))
			out->at[n++] = *o;
	}
	out->count = n;
	return NULL;
}

const struct error *
roster_administrators_but(struct db *db, int64_t officer, size_t *out)
{
	const struct error *e;
	struct rows rows;

	*out = 0;
	if ((e = db_rows(db, &roster_administrators, DB(db_int(officer)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		size_t j = 0;

		while (j < i && !roster_is_same(row_text(rows.at[j], 0), row_text(rows.at[i], 0)))
			j++;
		*out += j == i;
	}
	return NULL;
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
