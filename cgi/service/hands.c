/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/hands.h"

#include "base/error.h"
#include "base/log.h"
#include "service/application.h"
#include "service/clockwork.h"
#include "service/role.h"
#include "store/db.h"

/* An officer `o` who does not work where `unit` is, nor above it, where its approvers and supervisors are. */
#define AWAY_FROM(unit) "(o.is_active = 0 OR NOT " ROLE_WORKS " OR NOT EXISTS " \
	"(SELECT 1 FROM unit_above w WHERE w.unit = " unit " AND w.above = o.unit))"
/* by pairs of unit and officer first, which are few */
STATEMENT(hands_empty, "", "i",
    "SELECT k.id FROM (SELECT e.id FROM (SELECT unit, officer FROM queue_entry GROUP BY unit, officer) h "
    "JOIN officer o ON o.id = h.officer AND " AWAY_FROM("h.unit") " "
    "JOIN queue_entry e ON e.unit = h.unit AND e.officer = h.officer "
    "UNION SELECT e.id FROM barred b JOIN queue_entry e ON e.id = b.application AND e.officer = b.officer) k "
    "ORDER BY k.id LIMIT 50")
STATEMENT(hands_of, "i", "s",
    "SELECT o.number FROM queue_entry e JOIN officer o ON o.id = e.officer WHERE e.id = ? AND ("
    AWAY_FROM("e.unit") " OR EXISTS (SELECT 1 FROM barred b WHERE b.officer = e.officer "
    "AND b.application = e.id))")

#define PATIENCE (20 * SECOND)

struct one {
	struct db *db;
	const struct catalogue *catalogue;
	int64_t id;
	moment now;
	bool is_freed;
};

/* Read again inside the transaction: it may have been given to somebody meanwhile. */
static const struct error *
step(void *data)
{
	struct one *one = data;
	struct deed deed = {.action = ACT_FREE, .role = ROLE_SYSTEM, .at = one->now};
	struct application *a;
	const struct error *e;
	struct act act;
	struct row *row;

	one->is_freed = false;
	if ((e = application_load(one->db, one->id, &a)) ||
	    (e = db_row(one->db, &hands_of, DB(db_int(a->id)), &row)) || !row ||
	    !lifecycle_next(a->state, ACT_FREE, ROLE_SYSTEM, &act))
		return e;
	deed.detail = row_text(row, 0);
	if ((e = application_formality(one->db, one->catalogue, a, &deed.formality)) ||
	    (e = application_act(one->db, a, &deed)))
		return e;
	one->is_freed = true;
	return NULL;
}

const struct error *
hands_free(struct db *db, const struct catalogue *catalogue, moment now, struct clockwork_done *done)
{
	struct one one = {.db = db, .catalogue = catalogue, .now = now};
	const struct error *e;
	struct rows rows;

	*done = (struct clockwork_done){0};
	if ((e = db_rows(db, &hands_empty, DB_NOTHING, &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		one.id = row_int(rows.at[i], 0);
		if ((e = db_transact_apart(db, PATIENCE, step, &one)))
			log_failure("free", e);
		if (e && e->kind == ERROR_UNAVAILABLE)
			return e;
		done->failed += e != NULL;
		done->freed += !e && one.is_freed;
	}
	/* one that cannot be freed now is met again, and not at once */
	done->is_more = rows.count == CLOCKWORK_BATCH && done->freed > 0;
	return NULL;
}
