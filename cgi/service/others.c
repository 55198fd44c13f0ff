/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/others.h"

#include "base/error.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/unit.h"
#include "store/db.h"

/* down the key application_person (person, id) */
STATEMENT(others_select, "iiii", "ssstirsssi",
    "SELECT a.ref, a.formality, a.state, a.submitted, a.unit, u.parent, u.kind, u.name_zh, "
    "u.name_en, " UNIT_UNDER("a.unit") " FROM application a JOIN unit u ON u.id = a.unit "
    "WHERE a.person = ? AND a.id <> ? AND a.state <> 'draft' ORDER BY a.id DESC LIMIT ?")

const struct error *
others_load(struct db *db, const struct application *a, int64_t viewer, struct others *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &others_select, DB(db_int(viewer), db_int(a->person), db_int(a->id),
	    db_int(OTHERS_MOST)), &rows)))
		return e;
	out->count = rows.count;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];

		out->at[i] = (struct other){.ref = row_text(r, 0), .formality = row_text(r, 1),
		    .submitted = row_moment(r, 3), .unit = row_int(r, 4), .parent = row_int(r, 5),
		    .unit_kind = row_text(r, 6), .unit_zh = row_text(r, 7), .unit_en = row_text(r, 8),
		    .is_under = row_int(r, 9) != 0};
		if (!state_read(row_text(r, 2), &out->at[i].state))
			return fail(ERROR_INTERNAL, "others: unknown state");
	}
	return NULL;
}
