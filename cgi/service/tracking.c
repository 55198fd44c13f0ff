/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/tracking.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/rating.h"
#include "service/staff.h"
#include "service/wording.h"
#include "store/db.h"
#include "store/seal.h"

/*
 * One join of two tables, each row of the history beside the same columns of the application: the
 * optimizer plans a prepared statement anew at every execution, so each table, expression and
 * subquery more costs more than the few bytes that are sent again (units and officers come from
 * staff.h, official papers have a page of their own). An outer join would have to be sorted; a
 * draft, which has no history, is looked up again.
 */
STATEMENT(tracking_select, "si", "itttssrsitrtitssrrb",
    "SELECT a.id, a.submitted, a.due, a.stopped, a.formality, a.state, a.unit, a.department, "
    "a.formality_version, a.law_due, a.officer, a.claimed, "
    "h.id, h.at, h.action, h.role, h.unit, h.actor, h.detail "
    "FROM application a JOIN history h ON h.application = a.id "
    "WHERE a.ref = ? AND a.person = ? ORDER BY h.seq")
STATEMENT(tracking_items, "i", "iittissb",
    "SELECT c.id, c.round, c.asked, c.due, i.id, i.what, i.code, i.sentence FROM correction c "
    "JOIN correction_item i ON i.correction = c.id "
    "WHERE c.application = ? AND c.answered IS NULL ORDER BY i.id")

enum column {
	ID, SUBMITTED, DUE, STOPPED, FORMALITY, STATE, HELD, DEPARTMENT, VERSION, LAW_DUE, OFFICER,
	CLAIMED,
	EVENT, AT, ACTION, ROLE, UNIT, ACTOR, DETAIL
};

/* What the office does with its own work is no step of the parcel; who was given it is told. */
static bool
is_shown(const char *action)
{
	static const char *const own[] = {
		"claim", "release", "propose_approve", "propose_refuse", "return",
	};

	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (text_same(own[i], action))
			return false;
	return true;
}

static const struct error *
read_application(struct db *db, const struct row *r, struct application *a)
{
	const struct error *e;

	a->id = row_int(r, ID);
	a->submitted = row_moment(r, SUBMITTED);
	a->due = row_moment(r, DUE);
	a->stopped = row_moment(r, STOPPED);
	a->formality = row_text(r, FORMALITY);
	a->unit = row_int(r, HELD);
	if ((e = staff_unit(db, a->unit, &a->unit_zh, &a->unit_en)))
		return e;
	a->law_due = row_moment(r, LAW_DUE);
	a->officer = row_int(r, OFFICER);
	a->claimed = row_moment(r, CLAIMED);
	if ((e = staff_number(db, a->officer, &a->officer_number)))
		return e;
	a->department = row_text(r, DEPARTMENT);
	a->formality_version = row_int(r, VERSION);
	return state_read(row_text(r, STATE), &a->state) ? NULL :
	    fail(ERROR_INTERNAL, "application of an unknown state");
}

static const struct error *
read_event(struct db *db, const struct row *r, struct tracking *out)
{
	struct event *event = &out->events.at[out->events.count++];
	bool by_office = strcmp(row_text(r, ROLE), "resident") != 0;
	const struct error *e;

	*event = (struct event){.at = row_moment(r, AT), .action = row_text(r, ACTION),
	    .role = row_text(r, ROLE)};
	if ((e = staff_unit(db, row_int(r, UNIT), &event->unit_zh, &event->unit_en)) ||
	    (by_office && (e = staff_number(db, row_int(r, ACTOR), &event->number))))
		return e;
	if (row_bytes(r, DETAIL).n == 0)
		return NULL;
	e = unseal_text(db_pool(db), "history", row_int(r, EVENT), row_bytes(r, DETAIL), &event->detail);
	wording_split(db_pool(db), &event->detail, &event->zh);
	/* no reason of the office's: a paper that came, whom it was given to, what was said after the end */
	if (!text_same(event->action, action_word(ACT_BRING)) &&
	    !text_same(event->action, action_word(ACT_ASSIGN)) && !rating_is_after(event->action))
		out->reason = event->detail;
	return e;
}

static const struct error *
load_draft(struct db *db, int64_t person, const char *ref, struct tracking *out)
{
	struct application *a;
	const struct error *e;

	if (!(e = application_load_own(db, person, ref, &a)))
		out->application = *a;
	return e;
}

static const struct error *
load_items(struct db *db, struct tracking *out)
{
	struct correction *c = &out->correction;
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &tracking_items, DB(db_int(out->application.id)), &rows)))
		return e;
	c->items = pool_zero(db_pool(db), (rows.count + 1) * sizeof *c->items);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];
		struct correction_item *item = &c->items[c->count++];

		c->id = row_int(r, 0);
		c->round = (int)row_int(r, 1);
		c->asked = row_moment(r, 2);
		c->due = row_moment(r, 3);
		item->what = row_text(r, 5);
		item->code = row_text(r, 6);
		if ((e = unseal_text(db_pool(db), "correction", row_int(r, 4), row_bytes(r, 7),
		    &item->sentence)))
			return e;
		wording_split(db_pool(db), &item->sentence, &item->zh);
	}
	return NULL;
}

const struct error *
tracking_load(struct db *db, int64_t person, const char *ref, moment now, struct tracking *out)
{
	const struct error *e;
	struct rows rows;

	*out = (struct tracking){.application = {.ref = ref, .person = person}};
	if ((e = staff_ready(db, now)) ||
	    (e = db_rows_joined(db, &tracking_select, DB(db_text(ref), db_int(person)), EVENT, &rows)))
		return e;
	if (!rows.count)
		return load_draft(db, person, ref, out);
	if ((e = read_application(db, rows.at[0], &out->application)))
		return e;
	out->events.at = pool_zero(db_pool(db), rows.count * sizeof *out->events.at);
	for (size_t i = 0; i < rows.count; i++)
		if (is_shown(row_text(rows.at[i], ACTION)) && (e = read_event(db, rows.at[i], out)))
			return e;
	return out->application.state == STATE_CORRECTION ? load_items(db, out) : NULL;
}
