/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/retention_part.h"

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "service/absence.h"
#include "service/bulk.h"
#include "service/disposal.h"
#include "service/change.h"
#include "service/material.h"
#include "store/blob.h"
#include "store/db.h"

/* Rows of one table that are simply old. Batches keep a cluster's transactions short. */
STATEMENT(sweep_codes, "t", "", "DELETE FROM sign_in_code WHERE ends < ? ORDER BY ends LIMIT 500")
STATEMENT(sweep_attempts, "t", "", "DELETE FROM attempt WHERE at < ? ORDER BY at LIMIT 500")
STATEMENT(sweep_sessions, "t", "", "DELETE FROM session WHERE ends < ? ORDER BY ends LIMIT 500")
STATEMENT(sweep_officer_sessions, "t", "",
    "DELETE FROM officer_session WHERE ends < ? ORDER BY ends LIMIT 500")
STATEMENT(sweep_once, "t", "", "DELETE FROM once WHERE created < ? ORDER BY created LIMIT 500")
/* what is still queued so late is waiting for an operator, not for a reader */
STATEMENT(sweep_notices, "t", "",
    "DELETE FROM notice WHERE created < ? AND state IN ('sent', 'failed') ORDER BY created LIMIT 500")
STATEMENT(sweep_absences, "t", "", "DELETE FROM absence WHERE until < ? ORDER BY until LIMIT 500")
STATEMENT(sweep_changes, "t", "", "DELETE FROM staff_change WHERE ends < ? ORDER BY ends LIMIT 500")
STATEMENT(sweep_enrolments, "t", "", "DELETE FROM enrolment WHERE ends < ? ORDER BY ends LIMIT 500")
STATEMENT(sweep_bulk, "t", "", "DELETE FROM bulk_act WHERE done < ? ORDER BY done LIMIT 500")

STATEMENT(held_over, "t", "i", "SELECT id FROM held_write WHERE ends < ? ORDER BY ends LIMIT 20")
/* parts whose last step, the row that finds them, never came */
STATEMENT(held_orphan, "i", "i",
    "SELECT DISTINCT p.held FROM held_part p WHERE p.held < ? AND NOT EXISTS "
    "(SELECT 1 FROM held_write w WHERE w.id = p.held) LIMIT 20")
STATEMENT(held_parts_remove, "i", "", "DELETE FROM held_part WHERE held = ? ORDER BY seq LIMIT 8")
STATEMENT(held_remove, "i", "", "DELETE FROM held_write WHERE id = ?")

STATEMENT(sending_over, "t", "i", "SELECT id FROM sending WHERE ends < ? ORDER BY ends LIMIT 20")
STATEMENT(sending_parts_remove, "i", "", "DELETE FROM sending_piece WHERE sending = ? ORDER BY place LIMIT 8")
STATEMENT(sending_remove, "i", "", "DELETE FROM sending WHERE id = ?")

STATEMENT(file_half, "t", "i",
    "SELECT id FROM file WHERE state = 'uploading' AND created < ? LIMIT 20")
STATEMENT(file_left, "t", "i",
    "SELECT id FROM file WHERE state = 'removed' AND created < ? LIMIT 20")
STATEMENT(file_remove, "i", "",
    "DELETE FROM file WHERE id = ? AND state IN ('uploading', 'removed')")

/* ids rise with time: those before the limit are the only ones that can be so old */
STATEMENT(application_draft, "it", "i",
    "SELECT id FROM application WHERE state = 'draft' AND due IS NULL AND id < ? AND saved < ? "
    "ORDER BY id LIMIT 20")
/* confirmed by two, told to its resident in time, and on no hold (disposal.h) */
STATEMENT(application_over, "ts", "i",
    "SELECT a.id FROM disposal d JOIN application a ON a.id = d.application "
    "WHERE d.destroyed IS NULL AND d.due < ? AND a.retain_until < ? AND NOT " DISPOSAL_HELD
    " ORDER BY d.due LIMIT 20")
STATEMENT(disposal_set, "tiii", "",
    "UPDATE disposal SET destroyed = ?, acts = (SELECT COUNT(*) FROM history WHERE application = ?), "
    "head = (SELECT hash FROM history WHERE application = ? ORDER BY seq DESC LIMIT 1) "
    "WHERE application = ? AND destroyed IS NULL")
STATEMENT(application_remove, "its", "",
    "DELETE FROM application WHERE id = ? AND "
    "((state = 'draft' AND saved < ?) OR retain_until < ?) AND NOT EXISTS "
    "(SELECT 1 FROM hold h WHERE h.application = application.id AND h.ended IS NULL)")
STATEMENT(application_files, "ii", "i",
    "SELECT file FROM material WHERE application = ? "
    "UNION SELECT file FROM result WHERE application = ? AND file IS NOT NULL")
STATEMENT(material_remove_all, "i", "", "DELETE FROM material WHERE application = ?")
STATEMENT(result_remove, "i", "", "DELETE FROM result WHERE application = ?")
STATEMENT(decision_remove, "i", "", "DELETE FROM decision WHERE application = ?")
STATEMENT(correction_item_remove, "i", "",
    "DELETE i FROM correction_item i JOIN correction c ON c.id = i.correction "
    "WHERE c.application = ?")
STATEMENT(correction_remove, "i", "", "DELETE FROM correction WHERE application = ?")
STATEMENT(owed_remove, "i", "", "DELETE FROM owed_paper WHERE application = ?")
STATEMENT(clock_stop_remove, "i", "", "DELETE FROM clock_stop WHERE application = ?")
STATEMENT(note_remove, "i", "", "DELETE FROM note WHERE application = ?")
STATEMENT(recusal_remove, "i", "", "DELETE FROM recusal WHERE application = ?")
STATEMENT(notice_remove, "i", "", "DELETE FROM notice WHERE application = ?")
STATEMENT(transfer_link_remove, "i", "",
    "DELETE l FROM transfer_link l JOIN transfer t ON t.id = l.transfer WHERE t.application = ?")
STATEMENT(transfer_paper_remove, "i", "",
    "DELETE p FROM transfer_paper p JOIN transfer t ON t.id = p.transfer WHERE t.application = ?")
STATEMENT(transfer_remove, "i", "", "DELETE FROM transfer WHERE application = ?")
STATEMENT(forward_ask_remove, "i", "", "DELETE FROM forward_ask WHERE application = ?")
STATEMENT(follow_up_remove, "i", "", "DELETE FROM follow_up WHERE application = ?")
STATEMENT(hold_remove, "i", "", "DELETE FROM hold WHERE application = ?")
STATEMENT(exclusion_words_remove, "i", "",
    "UPDATE proposal SET words = NULL WHERE kind IN ('exclude', 'include') AND stamp = ?")
STATEMENT(writ_remove, "i", "", "DELETE FROM writ WHERE application = ?")
/* history, views and what opens the leaves: no account of a program may delete them by itself */
STATEMENT(record_forget, "i", "", "CALL forget_record(?)")

#define DRAFT_LASTS (180 * DAY)
#define ID_BITS 21		/* below the milliseconds of an id (store/db.h) */

struct step {
	struct db *db;
	int64_t id, removed;
	const struct statement *statement;
	moment before;
	const char *date;
};

static const struct error *
run_step(void *data)
{
	struct step *s = data;

	return db_run(s->db, s->statement, DB(db_int(s->id)), &s->removed);
}

static const struct error *
run_old_step(void *data)
{
	struct step *s = data;

	return db_run(s->db, s->statement, DB(db_moment(s->before)), &s->removed);
}

static const struct error *
run_one(struct db *db, const struct statement *statement, int64_t id, int64_t *removed)
{
	struct step s = {.db = db, .id = id, .statement = statement};
	const struct error *e = db_transact(db, RETENTION_PATIENCE, run_step, &s);

	*removed = e ? 0 : s.removed;
	return e;
}

/* Parts first, a few at a time, so that what is left half done is found again. */
static const struct error *
remove_parts(struct db *db, const struct statement *parts, const struct statement *whole, int64_t id)
{
	const struct error *e;
	int64_t removed;

	do {
		if ((e = run_one(db, parts, id, &removed)))
			return e;
	} while (removed == 8);
	return run_one(db, whole, id, &removed);
}

static const struct error *
remove_file(struct db *db, int64_t file)
{
	const struct error *e;
	int64_t removed;

	if ((e = blob_remove(db, file)))
		return e;
	return run_one(db, &file_remove, file, &removed);
}

static const struct error *
application_step(void *data)
{
	static const struct statement *const rest[] = {&material_remove_all, &result_remove, &decision_remove,
	    &correction_item_remove, &correction_remove, &owed_remove, &clock_stop_remove,
	    &note_remove, &recusal_remove, &notice_remove, &writ_remove, &transfer_link_remove,
	    &transfer_paper_remove, &transfer_remove, &forward_ask_remove, &follow_up_remove,
	    &hold_remove, &exclusion_words_remove, &record_forget};
	const struct step *s = data;
	const struct error *e;
	struct rows files;

	if ((e = db_run_one(s->db, &application_remove, DB(db_int(s->id), db_moment(s->before),
	    db_text(s->date)))) ||
	    (e = db_rows(s->db, &application_files, DB(db_int(s->id), db_int(s->id)), &files)))
		return e;
	e = db_run(s->db, &disposal_set, DB(db_moment(s->before + DRAFT_LASTS), db_int(s->id),
	    db_int(s->id), db_int(s->id)), NULL);
	for (size_t i = 0; i < sizeof rest / sizeof *rest && !e; i++)
		e = db_run(s->db, rest[i], DB(db_int(s->id)), NULL);
	/* what is a paper of another application too (material_take) stays for that one */
	for (size_t i = 0; i < files.count && !e; i++)
		e = file_leave(s->db, row_int(files.at[i], 0));
	return e;
}

static const char *
today(struct db *db, moment now)
{
	char text[DAY_TEXT];

	day_format(clock_wenzhou_day(now), text);
	return pool_string(db_pool(db), text);
}

static const struct error *
remove_application(struct db *db, int64_t id, moment now)
{
	struct step s = {.db = db, .id = id, .before = now - DRAFT_LASTS, .date = today(db, now)};

	return db_transact(db, RETENTION_PATIENCE, application_step, &s);
}

struct sweep {
	const char *name;
	const struct statement *statement;	/* deletes by itself, or selects ids */
	moment age;
	const struct error *(*select)(struct db *db, const struct sweep *sweep, moment now,
	    struct rows *out);
	const struct error *(*remove)(struct db *db, int64_t id, moment now);
};

static const struct error *
select_old(struct db *db, const struct sweep *sweep, moment now, struct rows *out)
{
	return db_rows(db, sweep->statement, DB(db_moment(now - sweep->age)), out);
}

static int64_t
id_of(moment age)
{
	return db_new_id() - (age << ID_BITS);
}

static const struct error *
select_orphans(struct db *db, const struct sweep *sweep, moment now, struct rows *out)
{
	(void)now;
	return db_rows(db, sweep->statement, DB(db_int(id_of(sweep->age))), out);
}

static const struct error *
select_drafts(struct db *db, const struct sweep *sweep, moment now, struct rows *out)
{
	return db_rows(db, sweep->statement, DB(db_int(id_of(sweep->age)),
	    db_moment(now - sweep->age)), out);
}

static const struct error *
select_over(struct db *db, const struct sweep *sweep, moment now, struct rows *out)
{
	return db_rows(db, sweep->statement, DB(db_moment(now), db_text(today(db, now))), out);
}

static const struct error *
take_held(struct db *db, int64_t id, moment now)
{
	(void)now;
	return remove_parts(db, &held_parts_remove, &held_remove, id);
}

static const struct error *
take_sending(struct db *db, int64_t id, moment now)
{
	(void)now;
	return remove_parts(db, &sending_parts_remove, &sending_remove, id);
}

static const struct error *
take_file(struct db *db, int64_t id, moment now)
{
	(void)now;
	return remove_file(db, id);
}

static const struct sweep sweeps[] = {
	{"sign_in_code", &sweep_codes, HOUR, NULL, NULL},
	{"attempt", &sweep_attempts, 2 * DAY, NULL, NULL},
	{"session", &sweep_sessions, 30 * DAY, NULL, NULL},
	{"officer_session", &sweep_officer_sessions, 30 * DAY, NULL, NULL},
	{"once", &sweep_once, 30 * DAY, NULL, NULL},
	{"notice", &sweep_notices, 90 * DAY, NULL, NULL},
	{"absence", &sweep_absences, ABSENCE_KEPT * DAY, NULL, NULL},
	{"bulk_act", &sweep_bulk, BULK_KEPT, NULL, NULL},
	{"enrolment", &sweep_enrolments, DAY, NULL, NULL},
	{"staff_change", &sweep_changes, CHANGE_KEPT, NULL, NULL},
	{"held_write", &held_over, 0, select_old, take_held},
	{"held_part", &held_orphan, DAY, select_orphans, take_held},
	{"draft", &application_draft, DRAFT_LASTS, select_drafts, remove_application},
	{"application", &application_over, 0, select_over, remove_application},
	{"sending", &sending_over, 0, select_old, take_sending},
	{"upload", &file_half, DAY, select_old, take_file},
	{"file", &file_left, 0, select_old, take_file},	/* also those of the applications above */
	{"person", NULL, 0, NULL, NULL},		/* retention_persons() */
};

/* One that cannot be removed does not hold up the others. */
static const struct error *
remove_each(struct db *db, const struct sweep *sweep, moment now, int64_t *removed)
{
	const struct error *e;
	struct rows rows;

	if ((e = sweep->select(db, sweep, now, &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		e = sweep->remove(db, row_int(rows.at[i], 0), now);
		if (e && e->kind == ERROR_UNAVAILABLE)
			return e;
		if (e)
			log_failure("retention", e);
		*removed += !e;
	}
	return NULL;
}

static const struct error *
run_sweep(struct db *db, struct retention *r, moment now, int64_t *removed, bool *is_more)
{
	const struct sweep *sweep = &sweeps[r->at];
	struct step s = {.db = db, .statement = sweep->statement, .before = now - sweep->age};
	const struct error *e;

	*removed = 0;
	*is_more = false;
	if (!sweep->statement)
		return retention_persons(db, r, now, removed, is_more);
	e = sweep->select ? remove_each(db, sweep, now, removed) :
	    db_transact(db, RETENTION_PATIENCE, run_old_step, &s);
	if (!e && !sweep->select)
		*removed = s.removed;
	*is_more = *removed != 0;
	return e;
}

const struct error *
retention_step(struct db *db, struct retention *r, moment now, bool *is_over)
{
	const struct sweep *sweep = &sweeps[r->at];
	struct pool *before = db_pool(db), *pool = pool_new(before, 0);
	const struct error *e;
	int64_t removed;
	bool is_more;

	db_use_pool(db, pool);
	e = run_sweep(db, r, now, &removed, &is_more);
	db_use_pool(db, before);
	pool_free(pool);
	r->removed += removed;
	if (e && e->kind != ERROR_UNAVAILABLE) {
		log_failure("retention", e);
		e = NULL;
		is_more = removed != 0;
	}
	if (!e && !is_more) {
		if (r->removed)
			log_info("event=retention what=%s removed=%lld", sweep->name,
			    (long long)r->removed);
		r->at++;
		r->removed = 0;
	}
	*is_over = r->at == sizeof sweeps / sizeof *sweeps;
	return e;
}
