/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Units that a text names: each is one of unit.def. */
#include <stdlib.h>

#include "admin/lint.h"
#include "admin/unit.h"
#include "base/memory.h"
#include "service/routing.h"
#include "service/sheet.h"

void
lint_unit(struct sheet *s, const char *path, const char *code)
{
	if (!unit_is_declared(code))
		sheet_wrong(s, path, "no such unit: %s", code);
}

void
lint_routing(struct pool *pool, const struct routing *r, struct faults *faults)
{
	struct sheet s = sheet_open(pool, "routing.hdf", faults);

	lint_unit(&s, "Routing.Else", r->centre);
	for (size_t i = 0; i < r->county_count; i++) {
		const struct routing_county *county = &r->counties[i];
		const char *path = pool_format(pool, "Routing.Counties.%s", county->code);

		lint_unit(&s, pool_format(pool, "%s.Branch", path), county->branch);
		for (size_t j = 0; j < county->site_count; j++)
			lint_unit(&s, pool_format(pool, "%s.Sites", path), county->sites[j].unit);
	}
	if (sheet_close(&s))
		abort();	/* it collects */
}
