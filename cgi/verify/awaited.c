/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The days that the desk and the resident go by and that no act's row says: by when the papers come that an
 * application was accepted without, and by when somebody is called after a bad rating. The day itself is in
 * the hash of what was said (service/said.h); what stands beside it has to be the same. And of what a
 * department counts as reminded.
 */
#include "base/error.h"
#include "base/memory.h"
#include "service/transfer_remind.h"
#include "store/db.h"
#include "verify/deeds_part.h"

/* what is still to come, and the day that all of it has */
STATEMENT(awaited_papers, "i", "tt",
    "SELECT a.owed, (SELECT MAX(o.due) FROM owed_paper o WHERE o.application = a.id AND o.came IS NULL) "
    "FROM application a WHERE a.id = ?")
STATEMENT(awaited_call, "i", "i",
    "SELECT due = call_by AND tries = 0 AND is_mended = 0 FROM follow_up WHERE application = ?")

STATEMENT(awaited_reminded, "i", "itttt",
    "SELECT reminded, at, take_by, taken, ended FROM transfer WHERE application = ?")

/* Nothing is awaited any more once it is decided. */
static const struct error *
check_papers(struct told *t, int64_t application)
{
	const struct error *e;
	struct moments m;
	struct row *r;

	deeds_moments(t, &m);
	if ((e = db_row(t->db, &awaited_papers, DB(db_int(application)), &r)) || !r)
		return e;
	if (row_moment(r, 0) != (m.decided ? 0 : row_moment(r, 1)))
		deeds_tell(t, 0, "the papers that come later are awaited until another day than was told");
	return NULL;
}

/* As the rating left it; later steps have hashes that cover it. */
static const struct error *
check_call(struct told *t, int64_t application)
{
	bool is_rated = false;
	const struct error *e;
	struct row *r;

	for (size_t i = 0; i < t->count; i++) {
		enum action action = t->at[i].action;

		if (action == ACT_FOLLOW_UP_CALL || action == ACT_FOLLOW_UP_MEND ||
		    action == ACT_FOLLOW_UP_CLOSE)
			return NULL;
		is_rated |= action == ACT_RATE && t->at[i].is_said;
	}
	if (!is_rated || (e = db_row(t->db, &awaited_call, DB(db_int(application)), &r)))
		return is_rated ? e : NULL;
	if (r && !row_int(r, 0))
		deeds_tell(t, 0, "a bad rating is followed up by another day than was told, or says a step "
		    "that no act took");
	return NULL;
}

/* The earliest day by which it was due while a department had it; 1: acts of before 057 do not say. */
static moment
earliest_due(const struct told *t, moment since, moment until)
{
	moment earliest = 0;

	for (size_t i = 0; i < t->count; i++) {
		const struct act_told *act = &t->at[i];

		if (act->at < since || act->at > until)
			continue;
		if (!act->is_keyed)
			return 1;
		if (act->due && (!earliest || act->due < earliest))
			earliest = act->due;
	}
	return earliest;
}

/*
 * What counts as told is told no more: nothing does so before its time. That a reminder whose time came was
 * sent, no act says.
 */
static const struct error *
check_reminded(struct told *t, int64_t application)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(t->db, &awaited_reminded, DB(db_int(application)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];
		moment until = row_moment(r, 4) ? row_moment(r, 4) : clock_now();
		moment due = earliest_due(t, row_moment(r, 1), until);
		int most = transfer_reminded_most(row_moment(r, 2), row_moment(r, 3), due, until);

		if (row_int(r, 0) < 0 || (row_int(r, 0) > most && !days_are_special(until, due)))
			deeds_tell(t, 0, "a department counts as reminded of what was not due yet");
	}
	return NULL;
}

const struct error *
awaited_check(struct told *t, int64_t application)
{
	const struct error *e = check_papers(t, application);

	if (e || (e = check_call(t, application)))
		return e;
	return check_reminded(t, application);
}
