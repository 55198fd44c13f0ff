/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Retention of persons: all are walked by primary key, once a day. */
#include "base/error.h"
#include "base/log.h"
#include "service/retention_part.h"
#include "store/db.h"

/* whoever has neither a matter nor a sign-in left; a window of the primary key at a time */
STATEMENT(person_window, "tii", "ii",
    "SELECT p.id, p.is_sample = 0 AND p.created < ? "
    "AND NOT EXISTS (SELECT 1 FROM application a WHERE a.person = p.id) "
    "AND NOT EXISTS (SELECT 1 FROM session s WHERE s.person = p.id) "
    "FROM person p WHERE p.id > ? AND p.id < ? ORDER BY p.id LIMIT 500")
STATEMENT(remembered_remove, "i", "", "DELETE FROM remembered WHERE person = ?")
STATEMENT(contact_remove_all, "i", "", "DELETE FROM contact WHERE person = ?")
STATEMENT(person_remove, "it", "",
    "DELETE FROM person WHERE id = ? AND is_sample = 0 AND created < ? "
    "AND NOT EXISTS (SELECT 1 FROM application a WHERE a.person = person.id) "
    "AND NOT EXISTS (SELECT 1 FROM session s WHERE s.person = person.id)")

#define PERSON_LASTS (30 * DAY)
#define PERSON_WINDOW 500
#define PERSONS_EVERY DAY	/* all of them are walked once in that time */

struct one {
	struct db *db;
	int64_t id;
	moment before;
};

/* The contacts first: a sign-in confirms one, so it waits for this, or this sees its session. */
static const struct error *
person_step(void *data)
{
	const struct one *s = data;
	const struct error *e;

	if ((e = db_run(s->db, &contact_remove_all, DB(db_int(s->id)), NULL)) ||
	    (e = db_run(s->db, &remembered_remove, DB(db_int(s->id)), NULL)))
		return e;
	return db_run_one(s->db, &person_remove, DB(db_int(s->id), db_moment(s->before)));
}

const struct error *
retention_persons(struct db *db, struct retention *r, moment now, int64_t *removed, bool *is_more)
{
	struct one s = {.db = db, .before = now - PERSON_LASTS};
	const struct error *e;
	struct rows rows;

	*removed = 0;
	*is_more = false;
	if (r->person == 0 && now < r->persons_again)
		return NULL;
	if ((e = db_rows(db, &person_window, DB(db_moment(s.before), db_int(r->person),
	    db_int(db_id_at(now - PERSON_LASTS))), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		s.id = row_int(rows.at[i], 0);
		e = row_int(rows.at[i], 1) ? db_transact(db, RETENTION_PATIENCE, person_step, &s) : NULL;
		if (e && e->kind == ERROR_UNAVAILABLE)
			return e;
		if (e && e->kind != ERROR_CONFLICT)
			log_failure("retention", e);
		*removed += row_int(rows.at[i], 1) && !e;
		r->person = s.id;
	}
	*is_more = rows.count == PERSON_WINDOW;
	if (!*is_more) {
		r->person = 0;
		r->persons_again = now + PERSONS_EVERY;
	}
	return NULL;
}
