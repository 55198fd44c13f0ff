/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the store has added up, for supervision and the desk's lists, against what it is added from. */
#include "base/error.h"
#include "service/sums.h"
#include "store/db.h"
#include "verify/verify.h"

const struct error *
verify_sums(struct db *db, struct findings *f)
{
	struct sums_wrong wrong;
	const struct error *e;

	if ((e = sums_check(db, &wrong)))
		return e;
	for (size_t i = 0; i < wrong.count; i++)
		fault(f, "sums of unit %lld: %s: %s: qiao-admin sums", (long long)wrong.at[i].unit,
		    wrong.at[i].what, wrong.at[i].by);
	return NULL;
}
