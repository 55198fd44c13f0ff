/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The sums of supervision and of the desk's lists: held against what they are of, and mended. */
#include "service/sums.h"

#include <stdio.h>

#include "admin/admin.h"
#include "base/error.h"

const struct error *
mend_sums(struct admin *a)
{
	struct sums_wrong wrong;
	const struct error *e;
	int64_t mended;

	if ((e = sums_check(a->db, &wrong)))
		return e;
	for (size_t i = 0; i < wrong.count; i++)
		printf("unit %lld: %s: %s\n", (long long)wrong.at[i].unit, wrong.at[i].what, wrong.at[i].by);
	if ((e = sums_mend(a->db, &mended)))
		return e;
	printf("%lld sums mended\n", (long long)mended);
	return NULL;
}
