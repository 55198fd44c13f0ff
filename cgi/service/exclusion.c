/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/exclusion.h"

#include "base/error.h"
#include "service/application.h"
#include "service/bar.h"
#include "service/history.h"
#include "service/rating.h"
#include "store/db.h"

#define EXCLUSION "SELECT r.application, a.ref, r.formality, r.level, r.at, r.excluded, " \
	HISTORY_HAND("r.application") ", " \
	"(SELECT MAX(p.id) FROM proposal p WHERE p.kind = 'exclude' AND p.stamp = r.application " \
	"AND p.ended IS NULL) FROM rating r JOIN unit_above x ON x.unit = r.unit AND x.above = ? " \
	"LEFT JOIN application a ON a.id = r.application WHERE r.unit <> x.above AND "
STATEMENT(exclusion_of_ref, "iis", "issittii", EXCLUSION "a.ref = ?")
STATEMENT(exclusion_of_id, "iii", "issittii", EXCLUSION "r.application = ?")
STATEMENT(exclusion_set, "tii", "",
    "UPDATE rating SET excluded = ?, excluded_by = ? WHERE application = ? AND excluded IS NULL")

/* Of a matter that is deleted nobody knows any more whose it was, only who had it in hand. */
static const struct error *
read_row(struct db *db, const struct follower *by, const struct row *r, struct exclusion *out)
{
	const struct error *e;
	struct application *a;
	bool is_barred;

	if (!r)
		return fail(ERROR_NOT_FOUND, "no rating below this unit");
	if (row_int(r, 6))
		return fail(ERROR_ROLE, "who had it in hand does not take its rating away");
	*out = (struct exclusion){row_int(r, 0), row_text(r, 1), row_text(r, 2), (int)row_int(r, 3),
	    row_moment(r, 4), row_moment(r, 5), row_int(r, 7)};
	if (!out->ref)
		return NULL;
	if ((e = application_load(db, out->application, &a)) ||
	    (e = bar_is(db, a, by->officer, &is_barred)))
		return e;
	return is_barred ? fail(ERROR_ROLE, "their own, or of somebody they know") : NULL;
}

const struct error *
exclusion_find(struct db *db, const struct follower *by, const char *ref, struct exclusion *out)
{
	const struct error *e;
	struct row *row;

	e = db_row(db, &exclusion_of_ref, DB(db_int(by->officer), db_int(by->unit), db_text(ref)), &row);
	return e ? e : read_row(db, by, row, out);
}

const struct error *
exclusion_load(struct db *db, const struct follower *by, int64_t application, struct exclusion *out)
{
	const struct error *e;
	struct row *row;

	e = db_row(db, &exclusion_of_id, DB(db_int(by->officer), db_int(by->unit), db_int(application)),
	    &row);
	return e ? e : read_row(db, by, row, out);
}

const struct error *
exclusion_do(struct db *db, int64_t application, int64_t proposal, moment now)
{
	return db_run_one(db, &exclusion_set, DB(db_moment(now), db_int(proposal), db_int(application)));
}
