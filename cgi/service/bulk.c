/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/bulk.h"

#include "base/error.h"
#include "store/db.h"

STATEMENT(bulk_insert, "iisst", "",
    "INSERT INTO bulk_act (id, officer, action, answers, done) VALUES (?, ?, ?, ?, ?)")
STATEMENT(bulk_select, "ii", "sst",
    "SELECT action, answers, done FROM bulk_act WHERE id = ? AND officer = ?")

const struct error *
bulk_store(struct db *db, const struct bulk_act *act)
{
	return db_run(db, &bulk_insert, DB(db_int(act->id), db_int(act->officer),
	    db_text(action_word(act->action)), db_text(act->answers), db_moment(act->done)), NULL);
}

const struct error *
bulk_load(struct db *db, int64_t officer, int64_t id, struct bulk_act *out)
{
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &bulk_select, DB(db_int(id), db_int(officer)), &row)))
		return e;
	if (!row)
		return fail(ERROR_NOT_FOUND, "no such bulk act of this officer");
	*out = (struct bulk_act){.id = id, .officer = officer, .answers = row_text(row, 1),
	    .done = row_moment(row, 2)};
	return action_read(row_text(row, 0), &out->action) ? NULL :
	    fail(ERROR_INTERNAL, "bulk act of an unknown action");
}
