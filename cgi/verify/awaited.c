/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The days that the desk and the resident go by and that no act's row says: by when the papers come that an
 * application was accepted without, and by when somebody is called after a bad rating. The day itself is in
 * the hash of what was said (service/said.h); what stands beside it has to be the same.
 */
#include "base/error.h"
#include "base/memory.h"
#include "store/db.h"
#include "verify/deeds_part.h"

/* what is still to come, and the day that all of it has */
STATEMENT(awaited_papers, "i", "tt",
    "SELECT a.owed, (SELECT MAX(o.due) FROM owed_paper o WHERE o.application = a.id AND o.came IS NULL) "
    "FROM application a WHERE a.id = ?")
STATEMENT(awaited_call, "i", "i",
    "SELECT due = call_by AND tries = 0 AND is_mended = 0 FROM follow_up WHERE application = ?")

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

const struct error *
awaited_check(struct told *t, int64_t application)
{
	const struct error *e = check_papers(t, application);

	return e ? e : check_call(t, application);
}
