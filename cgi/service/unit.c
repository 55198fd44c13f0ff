/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/unit.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/audit.h"
#include "service/lifecycle.h"
#include "store/db.h"

#define PICK "SELECT u.id, u.version, u.code, u.kind, u.name_zh, u.name_en, u.area, p.name_zh, p.name_en, " \
    "u.address_zh, u.address_en, u.hours_zh, u.hours_en, u.phone, u.closed, " \
    "(SELECT COUNT(*) FROM officer o WHERE o.unit = u.id AND o.is_active = 1), " \
    "(SELECT COUNT(*) FROM unit b WHERE b.parent = u.id AND b.closed IS NULL) " \
    "FROM unit u LEFT JOIN unit p ON p.id = u.parent "
#define ROW "iissssssssssssti" "i"
STATEMENT(unit_all, "", ROW, PICK "WHERE u.kind <> 'liaison-site' ORDER BY u.kind = 'outside', "
    "FIELD(u.kind, 'center', 'branch', 'service-site', 'department', 'bureau'), u.code")
STATEMENT(unit_one, "i", ROW, PICK "WHERE u.id = ?")
STATEMENT(unit_turn, "i", "i", "SELECT id FROM unit WHERE id = ? FOR UPDATE")
STATEMENT(unit_open_matters, "i", "i",
    "SELECT COUNT(*) FROM (SELECT 1 FROM application WHERE unit = ? AND state IN ('submitted', "
    "'correction', 'accepted', 'interview', 'visit', 'proposed', 'approved', 'refused', 'issued', "
    "'transferred') LIMIT 1000) m")
STATEMENT(unit_set_contact, "sssssii", "",
    "UPDATE unit SET address_zh = ?, address_en = ?, hours_zh = ?, hours_en = ?, phone = ?, "
    "version = version + 1 WHERE id = ? AND version = ?")
STATEMENT(unit_set_closed, "tii", "",
    "UPDATE unit SET closed = ?, version = version + 1 WHERE id = ? AND version = ?")

STATEMENT(unit_under, "ii", "i", "SELECT COUNT(*) FROM unit_above WHERE unit = ? AND above = ?")

static const char *const faults[] = {
	[UNIT_FINE] = "none",
	[UNIT_MATTERS] = "matters",
	[UNIT_OFFICERS] = "officers",
	[UNIT_BELOW] = "below",
	[UNIT_KIND] = "kind",
	[UNIT_STALE] = "stale",
};

const char *
unit_fault_word(enum unit_fault fault)
{
	return faults[fault];
}

bool
unit_is_phone(const char *s)
{
	size_t n = strspn(s, "0123456789 ()-"), digits = 0;

	if (*s == '+')
		n = 1 + strspn(s + 1, "0123456789 ()-");
	for (const char *p = s; *p; p++)
		digits += *p >= '0' && *p <= '9';
	return s[n] == '\0' && digits >= 3;
}

static struct unit
read_row(const struct row *r)
{
	return (struct unit){.id = row_int(r, 0), .version = row_int(r, 1), .code = row_text(r, 2),
	    .kind = row_text(r, 3), .zh = row_text(r, 4), .en = row_text(r, 5), .area = row_text(r, 6),
	    .parent_zh = row_text(r, 7), .parent_en = row_text(r, 8), .address_zh = row_text(r, 9),
	    .address_en = row_text(r, 10), .hours_zh = row_text(r, 11), .hours_en = row_text(r, 12),
	    .phone = row_text(r, 13), .closed = row_moment(r, 14), .officers = (int)row_int(r, 15),
	    .below = (int)row_int(r, 16)};
}

const struct error *
unit_is_under(struct db *db, int64_t unit, int64_t top, bool *out)
{
	const struct error *e;
	struct row *row;

	e = db_row(db, &unit_under, DB(db_int(unit), db_int(top)), &row);
	*out = !e && row && row_int(row, 0) != 0;
	return e;
}

const struct error *
unit_list(struct db *db, struct units *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &unit_all, DB_NOTHING, &rows)))
		return e;
	out->count = rows.count;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++)
		out->at[i] = read_row(rows.at[i]);
	return NULL;
}

const struct error *
unit_find(struct db *db, int64_t id, struct unit **out)
{
	const struct error *e;
	struct row *row;

	*out = NULL;
	if ((e = db_row(db, &unit_one, DB(db_int(id)), &row)) || !row)
		return e;
	*out = POOL_NEW(db_pool(db), struct unit);
	**out = read_row(row);
	return NULL;
}

const struct error *
unit_matters(struct db *db, int64_t id, int *out)
{
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &unit_open_matters, DB(db_int(id)), &row)))
		return e;
	*out = (int)row_int(row, 0);
	return NULL;
}

static const struct error *
record(struct db *db, enum audit_action action, const struct unit *u, const char *detail, int64_t by,
    moment now)
{
	return audit_add(db, &(struct audit){.action = action, .actor = by,
	    .role = role_word(ROLE_ADMINISTRATOR), .target = u->id, .name = u->code,
	    .detail = detail}, now);
}

static const char *
or_dash(const char *s)
{
	return s && *s ? s : "–";
}

const struct error *
unit_describe(struct db *db, const struct unit *u, int64_t by, moment now)
{
	const struct error *e;

	if ((e = db_run_one(db, &unit_set_contact, DB(db_text(u->address_zh), db_text(u->address_en),
	    db_text(u->hours_zh), db_text(u->hours_en), db_text(u->phone), db_int(u->id),
	    db_int(u->version)))))
		return e;
	return record(db, AUDIT_UNIT_CONTACT, u, pool_format(db_pool(db), "%s · %s · %s",
	    or_dash(u->address_zh), or_dash(u->hours_zh), or_dash(u->phone)), by, now);
}

static bool
can_close(const struct unit *u)
{
	return strcmp(u->kind, "branch") == 0 || strcmp(u->kind, "service-site") == 0 ||
	    strcmp(u->kind, "department") == 0 || strcmp(u->kind, "bureau") == 0;
}

static const struct error *
check(struct db *db, const struct unit *u, int64_t version, bool is_open, enum unit_fault *fault)
{
	const struct error *e;
	int matters = 0;

	*fault = u->version != version || (u->closed == 0) == is_open ? UNIT_STALE :
	    !can_close(u) ? UNIT_KIND : UNIT_FINE;
	if (*fault || is_open)
		return NULL;
	if ((e = unit_matters(db, u->id, &matters)))
		return e;
	*fault = matters ? UNIT_MATTERS : u->officers ? UNIT_OFFICERS : u->below ? UNIT_BELOW : UNIT_FINE;
	return NULL;
}

const struct error *
unit_switch(struct db *db, int64_t id, int64_t version, bool is_open, const char *reason, int64_t by,
    moment now, enum unit_fault *fault)
{
	const struct error *e;
	struct unit *u;
	struct row *row;

	if ((e = db_row(db, &unit_turn, DB(db_int(id)), &row)) || (e = unit_find(db, id, &u)))
		return e;
	if (!u)
		return fail(ERROR_NOT_FOUND, "no such unit");
	if ((e = check(db, u, version, is_open, fault)) || *fault)
		return e;
	if ((e = db_run_one(db, &unit_set_closed, DB(db_moment(is_open ? 0 : now), db_int(id),
	    db_int(version)))))
		return e;
	return record(db, is_open ? AUDIT_UNIT_OPEN : AUDIT_UNIT_CLOSE, u, reason, by, now);
}
