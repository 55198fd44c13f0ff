/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/declaration.h"

#include "base/error.h"
#include "service/audit.h"
#include "service/role.h"
#include "store/db.h"

STATEMENT(declaration_set, "ti", "", "UPDATE officer SET declared = ? WHERE id = ?")
STATEMENT(declaration_whose, "i", "sst", "SELECT name, role, declared FROM officer WHERE id = ?")
STATEMENT(declaration_due, "t", "i", "SELECT COUNT(*) FROM officer o WHERE " DECLARATION_DUE)

bool
declaration_is_due(enum role role, moment declared, moment now)
{
	return (role_opens(role) & (OPEN_MATTERS | OPEN_TRANSFERS)) &&
	    (!declared || declared + DECLARATION_LASTS <= now);
}

static const struct error *
whose(struct db *db, int64_t officer, struct row **row)
{
	const struct error *e;

	if ((e = db_row(db, &declaration_whose, DB(db_int(officer)), row)))
		return e;
	return *row ? NULL : fail(ERROR_NOT_FOUND, "no such officer");
}

static const struct error *
record(struct db *db, enum audit_action action, int64_t officer, moment now)
{
	const struct error *e;
	struct row *row;

	if ((e = whose(db, officer, &row)))
		return e;
	return audit_add(db, &(struct audit){.action = action, .actor = officer, .role = row_text(row, 1),
	    .target = officer, .name = row_text(row, 0)}, now);
}

const struct error *
declaration_make(struct db *db, int64_t officer, size_t marks, moment now)
{
	const struct error *e;

	if ((e = db_run(db, &declaration_set, DB(db_moment(now), db_int(officer)), NULL)))
		return e;
	return record(db, marks ? AUDIT_OWN_ALL : AUDIT_OWN_NONE, officer, now);
}

const struct error *
declaration_note(struct db *db, int64_t officer, moment now)
{
	return record(db, AUDIT_OWN, officer, now);
}

const struct error *
declaration_last(struct db *db, int64_t officer, moment *out)
{
	const struct error *e;
	struct row *row;

	if (!(e = whose(db, officer, &row)))
		*out = row_moment(row, 2);
	return e;
}

const struct error *
declaration_count_due(struct db *db, moment now, int64_t *out)
{
	const struct error *e;
	struct row *row;

	if (!(e = db_row(db, &declaration_due, DB(db_moment(now - DECLARATION_LASTS)), &row)))
		*out = row_int(row, 0);
	return e;
}
