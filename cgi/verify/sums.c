/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the store has added up, for supervision and the desk's lists, against what it is added from. */
#include "base/error.h"
#include "service/sums.h"
#include "store/db.h"
#include "verify/verify.h"

STATEMENT(sums_orphans, "", "i",
    "SELECT COUNT(*) FROM queue_entry q LEFT JOIN application a ON a.id = q.id WHERE a.id IS NULL")

const struct error *
verify_sums(struct db *db, struct findings *f)
{
	struct sums_wrong wrong;
	const struct error *e;
	struct row *r;

	if ((e = sums_check(db, &wrong)) || (e = db_row(db, &sums_orphans, DB_NOTHING, &r)))
		return e;
	if (row_int(r, 0))
		fault(f, "the desk's lists have %lld of no application", (long long)row_int(r, 0));
	for (size_t i = 0; i < wrong.count; i++)
		fault(f, "sums of unit %lld: %s: %s: qiao-admin sums", (long long)wrong.at[i].unit,
		    wrong.at[i].what, wrong.at[i].by);
	return NULL;
}
