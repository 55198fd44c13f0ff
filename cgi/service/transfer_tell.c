/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How a department hears of what it has: in its mailbox, with a link if it has no accounts here. */
#include "base/error.h"
#include "base/memory.h"
#include "service/department.h"
#include "service/mailbox.h"
#include "service/notice.h"
#include "service/transfer.h"
#include "service/transfer_link.h"
#include "store/db.h"
#include "store/seal.h"

#define CLERKS "EXISTS (SELECT 1 FROM officer o WHERE o.unit = u.id AND o.is_active = 1)"
STATEMENT(tell_unit, "i", "bi", "SELECT u.mail, " CLERKS " FROM unit u WHERE u.id = ?")
STATEMENT(reach_units, "", "sii",
    "SELECT u.code, u.mail IS NOT NULL, " CLERKS " FROM unit u WHERE u.kind = 'outside'")

const struct error *
transfer_tell(struct db *db, const struct telling *what, moment now)
{
	struct pairs params = {.pool = db_pool(db)};
	const char *address, *key;
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &tell_unit, DB(db_int(what->unit)), &row)) || !row ||
	    !row_bytes(row, 0).n || (e = unseal_text(db_pool(db), DEPARTMENT_MAIL, what->unit,
	    row_bytes(row, 0), &address)))
		return e;
	pairs_set(&params, "ref", what->ref);
	pairs_set(&params, "formality", what->formality);
	pairs_set(&params, "due", pool_format(db_pool(db), "%lld", (long long)what->due));
	if (row_int(row, 1)) {
		pairs_set(&params, "page", pool_format(db_pool(db), "transfers/%lld",
		    (long long)what->transfer));
	} else {
		if ((e = transfer_link_make(db, what->transfer, now, &key)))
			return e;
		pairs_set(&params, "page", pool_format(db_pool(db), "link?key=%s", key));
	}
	return notice_queue_to(db, "mail", address, what->kind, LANG_ZH, &params, now);
}

const struct error *
transfer_reaches(struct db *db, struct reaches *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &reach_units, DB_NOTHING, &rows)))
		return e;
	out->count = 0;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++) {
		const char *code = department_of_unit(row_text(rows.at[i], 0));

		if (code && (row_int(rows.at[i], 1) || row_int(rows.at[i], 2)))
			out->at[out->count++] = (struct reach){code, row_int(rows.at[i], 2) != 0};
	}
	return NULL;
}
