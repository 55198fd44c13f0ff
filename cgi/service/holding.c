/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/holding.h"

#include "base/error.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/disposal.h"
#include "service/history.h"
#include "service/unit.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(holding_matter_find, "s", "i", "SELECT id FROM application WHERE ref = ? AND state <> 'draft'")
STATEMENT(holding_lock, "i", "i", "SELECT version FROM application WHERE id = ? FOR UPDATE")
STATEMENT(holding_select, "i", "iisssbt",
    "SELECT h.id, h.unit, u.name_zh, u.name_en, o.number, h.reason, h.made "
    "FROM hold h JOIN officer o ON o.id = h.made_by LEFT JOIN unit u ON u.id = h.unit "
    "WHERE h.application = ? AND h.ended IS NULL LIMIT 1")
STATEMENT(holding_insert, "iibiit", "",
    "INSERT INTO hold (id, application, reason, unit, made_by, made) VALUES (?, ?, ?, ?, ?, ?)")
STATEMENT(holding_over, "tii", "", "UPDATE hold SET ended = ?, ended_by = ? WHERE id = ? AND ended IS NULL")
STATEMENT(holding_later, "tit", "",
    "UPDATE disposal SET due = ? WHERE application = ? AND destroyed IS NULL AND due < ?")
STATEMENT(holding_older, "", "is", "SELECT id, plain FROM hold WHERE plain IS NOT NULL ORDER BY id LIMIT 100")
STATEMENT(holding_seal, "bi", "", "UPDATE hold SET reason = ?, plain = NULL WHERE id = ?")

#define CONTEXT "hold"

const struct error *
holding_matter(struct db *db, const char *ref, struct application **out)
{
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &holding_matter_find, DB(db_text(ref)), &row)))
		return e;
	return row ? application_load(db, row_int(row, 0), out) : fail(ERROR_NOT_FOUND, "no such matter");
}

const struct error *
holding_find(struct db *db, int64_t application, struct holding **out)
{
	const struct error *e;
	struct holding *h;
	struct row *row;

	*out = NULL;
	if ((e = db_row(db, &holding_select, DB(db_int(application)), &row)) || !row)
		return e;
	h = *out = POOL_NEW(db_pool(db), struct holding);
	*h = (struct holding){.id = row_int(row, 0), .unit = row_int(row, 1), .unit_zh = row_text(row, 2),
	    .unit_en = row_text(row, 3), .number = row_text(row, 4), .made = row_moment(row, 6)};
	return row_bytes(row, 5).n ? unseal_text(db_pool(db), CONTEXT, h->id, row_bytes(row, 5), &h->reason) :
	    NULL;
}

static const struct error *
act(struct db *db, struct application *a, const struct deed *by, enum action action, const char *reason)
{
	struct deed deed = *by;

	deed.action = action;
	deed.detail = reason;
	return application_act(db, a, &deed);
}

/* The lock makes this wait for a removal, or that one for this. */
const struct error *
holding_set(struct db *db, struct application *a, const char *reason, const struct deed *by)
{
	const int64_t id = db_new_id();
	const struct error *e;
	struct holding *there;
	struct row *row;

	if ((e = db_row(db, &holding_lock, DB(db_int(a->id)), &row)))
		return e;
	if (!row)
		return fail(ERROR_NOT_FOUND, "it is gone");
	if ((e = holding_find(db, a->id, &there)))
		return e;
	if (there)
		return fail(ERROR_CONFLICT, "on hold already");
	if ((e = act(db, a, by, ACT_HOLD, reason)))
		return e;
	return db_run(db, &holding_insert, DB(db_int(id), db_int(a->id),
	    db_bytes(seal_text(db_pool(db), CONTEXT, id, reason)), db_int(by->unit), db_int(by->actor),
	    db_moment(by->at)), NULL);
}

const struct error *
holding_may_end(struct db *db, const struct holding *hold, int64_t unit, bool *out)
{
	return unit_is_under(db, hold->unit, unit, out);
}

const struct error *
holding_end(struct db *db, struct application *a, const struct deed *by)
{
	const moment due = by->at + DISPOSAL_NOTICE;
	const struct error *e;
	struct holding *hold;
	bool may_end;

	if ((e = holding_find(db, a->id, &hold)))
		return e;
	if (!hold)
		return fail(ERROR_CONFLICT, "not on hold");
	if ((e = holding_may_end(db, hold, by->unit, &may_end)))
		return e;
	if (!may_end)
		return fail(ERROR_ROLE, "another unit's hold");
	if ((e = act(db, a, by, ACT_HOLD_END, NULL)) ||
	    (e = db_run_one(db, &holding_over, DB(db_moment(by->at), db_int(by->actor), db_int(hold->id)))))
		return e;
	return db_run(db, &holding_later, DB(db_moment(due), db_int(a->id), db_moment(due)), NULL);
}

const struct error *
holding_seal_older(struct db *db, int64_t *count)
{
	const struct error *e = NULL;
	struct rows rows = {.count = 1};

	*count = 0;
	while (rows.count) {
		if ((e = db_rows(db, &holding_older, DB_NOTHING, &rows)))
			return e;
		for (size_t i = 0; i < rows.count && !e; i++) {
			int64_t id = row_int(rows.at[i], 0);

			e = db_run(db, &holding_seal, DB(db_bytes(seal_text(db_pool(db), CONTEXT, id,
			    row_text(rows.at[i], 1))), db_int(id)), NULL);
		}
		if (e)
			return e;
		*count += (int64_t)rows.count;
	}
	return NULL;
}
