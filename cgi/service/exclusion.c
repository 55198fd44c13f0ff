/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/exclusion.h"

#include "base/error.h"
#include "store/db.h"

#define EXCLUSION "SELECT r.application, a.ref, r.formality, r.level, r.at, r.excluded FROM rating r " \
	"JOIN unit_above x ON x.unit = r.unit AND x.above = ? " \
	"LEFT JOIN application a ON a.id = r.application WHERE r.unit <> x.above AND "
STATEMENT(exclusion_of_ref, "is", "issitt", EXCLUSION "a.ref = ?")
STATEMENT(exclusion_of_id, "ii", "issitt", EXCLUSION "r.application = ?")
STATEMENT(exclusion_set, "tii", "",
    "UPDATE rating SET excluded = ?, excluded_by = ? WHERE application = ? AND excluded IS NULL")

static const struct error *
read_row(const struct row *r, struct exclusion *out)
{
	if (!r)
		return fail(ERROR_NOT_FOUND, "no rating below this unit");
	*out = (struct exclusion){row_int(r, 0), row_text(r, 1), row_text(r, 2), (int)row_int(r, 3),
	    row_moment(r, 4), row_moment(r, 5)};
	return NULL;
}

const struct error *
exclusion_find(struct db *db, int64_t unit, const char *ref, struct exclusion *out)
{
	const struct error *e;
	struct row *row;

	e = db_row(db, &exclusion_of_ref, DB(db_int(unit), db_text(ref)), &row);
	return e ? e : read_row(row, out);
}

const struct error *
exclusion_load(struct db *db, int64_t unit, int64_t application, struct exclusion *out)
{
	const struct error *e;
	struct row *row;

	e = db_row(db, &exclusion_of_id, DB(db_int(unit), db_int(application)), &row);
	return e ? e : read_row(row, out);
}

const struct error *
exclusion_do(struct db *db, int64_t application, int64_t proposal, moment now)
{
	return db_run_one(db, &exclusion_set, DB(db_moment(now), db_int(proposal), db_int(application)));
}
