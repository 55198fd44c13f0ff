/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What sample applications grow from: the catalogue's versions, the sample officers and residents. */
#include <string.h>

#include "admin/admin.h"
#include "admin/seed.h"
#include "base/config.h"
#include "base/error.h"
#include "base/memory.h"
#include "service/catalogue.h"
#include "store/seal.h"

STATEMENT(seed_residents, "", "isss",
    "SELECT p.id, p.zone, p.country, p.lang FROM person p WHERE p.is_sample = 1 AND EXISTS "
    "(SELECT 1 FROM contact c WHERE c.person = p.id) ORDER BY p.id LIMIT 3")
STATEMENT(seed_officers, "", "iisr",
    "SELECT o.id, o.unit, o.role, u.parent FROM officer o JOIN unit u ON u.id = o.unit "
    "WHERE o.is_sample = 1 ORDER BY o.id")
STATEMENT(seed_version, "sb", "i",
    "SELECT id FROM formality_version WHERE code = ? AND digest = ?")

/* A service site's matters are decided by its branch centre's approver. */
static void
lend_approvers(struct ground *g)
{
	for (size_t i = 0; i < g->office_count; i++)
		for (size_t j = 0; j < g->office_count && !g->offices[i].approver; j++)
			if (g->offices[j].unit == g->offices[i].parent)
				g->offices[i].approver = g->offices[j].approver;
}

static const struct error *
find_officers(struct ground *g)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(g->a->db, &seed_officers, DB_NOTHING, &rows)))
		return e;
	g->offices = pool_zero(g->a->pool, (rows.count + 1) * sizeof *g->offices);
	for (size_t i = 0; i < rows.count; i++) {
		int64_t id = row_int(rows.at[i], 0), unit = row_int(rows.at[i], 1);
		const char *role = row_text(rows.at[i], 2);
		size_t at = 0;

		while (at < g->office_count && g->offices[at].unit != unit)
			at++;
		g->office_count += at == g->office_count;
		g->offices[at].unit = unit;
		g->offices[at].parent = row_int(rows.at[i], 3);
		if (strcmp(role, "approver") == 0)
			g->offices[at].approver = id;
		else if (strcmp(role, "supervisor") == 0)
			g->supervisor = id, g->supervisor_unit = unit;
		else if (strcmp(role, "officer") == 0 && g->offices[at].count < SEED_OFFICERS)
			g->offices[at].officers[g->offices[at].count++] = id;
	}
	lend_approvers(g);
	return g->supervisor ? NULL : fail(ERROR_INTERNAL, "no sample officers: run sample first");
}

const struct error *
ground_prepare(struct ground *g)
{
	struct pool *pool = g->a->pool;
	const struct error *e;
	struct row *row;

	if ((e = catalogue_load(pool, g->a->config->formalities, &g->catalogue)) ||
	    (e = find_officers(g)) ||
	    (e = db_rows(g->a->db, &seed_residents, DB_NOTHING, &g->residents)))
		return e;
	g->versions = pool_zero(pool, (g->catalogue->count + 1) * sizeof *g->versions);
	for (size_t i = 0; i < g->catalogue->count; i++) {
		const struct formality *f = g->catalogue->formalities[i];
		struct bytes digest = plain_hash(pool, bytes_of(f->text));

		if ((e = db_row(g->a->db, &seed_version, DB(db_text(f->code), db_bytes(digest)), &row)))
			return e;
		if (!row)
			return fail(ERROR_INTERNAL, "%s is not in the store: run catalogue first", f->code);
		g->versions[i] = row_int(row, 0);
	}
	return g->catalogue->count ? NULL : fail(ERROR_INTERNAL, "the catalogue is empty");
}
