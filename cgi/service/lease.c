/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/lease.h"

#include "base/error.h"
#include "store/db.h"

STATEMENT(lease_renew, "itsit", "",
    "UPDATE lease SET owner = ?, until = ? WHERE name = ? AND (owner = ? OR until <= ?)")
STATEMENT(lease_insert, "sit", "", "INSERT INTO lease (name, owner, until) VALUES (?, ?, ?)")
STATEMENT(lease_leave, "tit", "", "UPDATE lease SET until = ? WHERE owner = ? AND until > ?")
STATEMENT(lease_select, "s", "i", "SELECT owner FROM lease WHERE name = ?")

const struct error *
lease_take(struct db *db, const char *name, int64_t owner, moment now, moment lasts, bool *is_ours)
{
	int64_t affected = 0;
	const struct error *e;
	struct row *row;

	*is_ours = false;
	if ((e = db_run(db, &lease_renew, DB(db_int(owner), db_moment(now + lasts), db_text(name),
	    db_int(owner), db_moment(now)), &affected)))
		return e;
	if (affected == 1) {
		*is_ours = true;
		return NULL;
	}
	if ((e = db_row(db, &lease_select, DB(db_text(name)), &row)) || row)
		return e;
	e = db_run(db, &lease_insert, DB(db_text(name), db_int(owner), db_moment(now + lasts)), NULL);
	if (e && db_is_duplicate(e))
		return NULL;
	*is_ours = e == NULL;
	return e;
}

const struct error *
lease_end(struct db *db, int64_t owner, moment now)
{
	return db_run(db, &lease_leave, DB(db_moment(now), db_int(owner), db_moment(now)), NULL);
}
