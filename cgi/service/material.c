/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/material.h"

#include "base/error.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/discard.h"
#include "store/blob.h"
#include "store/db.h"
#include "store/seal.h"

/* locked, so that two uploads at once cannot pass the limit or a submission */
STATEMENT(material_owner, "iis", "i",
    "SELECT a.corrections FROM application a WHERE a.id = ? AND a.person = ? "
    "AND (a.state IN ('draft', 'correction') OR (a.state IN ('accepted', 'interview', 'visit', 'proposed') "
    "AND EXISTS "
    "(SELECT 1 FROM owed_paper o WHERE o.application = a.id AND o.code = ?))) FOR UPDATE")
STATEMENT(material_count, "is", "i",
    "SELECT COUNT(*) FROM material WHERE application = ? AND code = ? AND removed IS NULL")
STATEMENT(material_insert, "iisiit", "",
    "INSERT INTO material (id, application, code, file, round, added) VALUES (?, ?, ?, ?, ?, ?)")
STATEMENT(material_has, "isi", "i",
    "SELECT COUNT(*) FROM material WHERE application = ? AND code = ? AND file = ? "
    "AND removed IS NULL")
/* a write, so that it and the retention of the file's last application cannot both succeed */
STATEMENT(material_hold, "ii", "",
    "UPDATE file SET taken = taken + 1 WHERE id = ? AND state = 'complete' AND withheld IS NULL "
    "AND EXISTS (SELECT 1 FROM material m JOIN application a ON a.id = m.application "
    "WHERE m.file = file.id AND m.removed IS NULL AND a.person = ?)")
STATEMENT(material_take_away, "tiii", "",
    "UPDATE material m JOIN application a ON a.id = m.application SET m.removed = ? "
    "WHERE m.id = ? AND a.id = ? AND a.person = ? AND a.state IN ('draft', 'correction') "
    "AND m.removed IS NULL")
STATEMENT(material_gone, "ii", "s",
    "SELECT code FROM material WHERE id = ? AND application = ? AND removed IS NOT NULL")
STATEMENT(material_select, "i", "iissiiiiitb",
    "SELECT m.id, m.file, m.code, f.type, f.pages, f.width, f.height, m.round, f.size, m.added, f.digest "
    "FROM material m JOIN file f ON f.id = m.file AND f.state = 'complete' "
    "WHERE m.application = ? AND m.removed IS NULL ORDER BY m.added, m.id")
STATEMENT(file_flip, "i", "",
    "UPDATE file SET state = 'complete' WHERE id = ? AND state = 'uploading'")
/* of one table, for which a grant on a column is enough; 063-papers-stay.sql lets no other file go */
STATEMENT(file_drop, "i", "",
    "UPDATE file SET state = 'removed' WHERE id = ? AND state = 'complete' AND NOT EXISTS "
    "(SELECT 1 FROM material m WHERE m.file = file.id AND m.removed IS NULL) AND NOT is_handed_in(id)")
#define OF_APPLICATION "FROM file f WHERE f.id = ? AND f.state = 'complete' AND " \
	"(EXISTS (SELECT 1 FROM material m WHERE m.file = f.id AND m.application = ? " \
	"AND m.removed IS NULL) " \
	"OR EXISTS (SELECT 1 FROM result r WHERE r.file = f.id AND r.application = ?))"
STATEMENT(file_type, "iii", "s", "SELECT f.type " OF_APPLICATION)
STATEMENT(file_thumb, "iii", "b", "SELECT f.thumb " OF_APPLICATION)

#define THUMB_CONTEXT "thumb"

const struct error *
file_complete(struct db *db, int64_t file)
{
	return db_run_one(db, &file_flip, DB(db_int(file)));
}

const struct error *
file_leave(struct db *db, int64_t file)
{
	return db_run(db, &file_drop, DB(db_int(file)), NULL);
}

/* The application is locked, and has room for one more; *round: the correction it answers. */
static const struct error *
make_room(struct db *db, const struct application *a, const char *code, int64_t *round)
{
	const struct error *e;
	struct row *owner, *count;

	if ((e = db_row(db, &material_owner, DB(db_int(a->id), db_int(a->person),
	    db_text(code)), &owner)))
		return e;
	if (!owner)
		return fail(ERROR_CONFLICT, "a paper in %s", state_word(a->state));
	*round = row_int(owner, 0);
	if ((e = db_row(db, &material_count, DB(db_int(a->id), db_text(code)), &count)))
		return e;
	if (count && row_int(count, 0) >= MATERIAL_FILES_MOST)
		return fail(ERROR_INVALID, "%s has %d files", code, MATERIAL_FILES_MOST);
	return NULL;
}

static const struct error *
insert(struct db *db, const struct application *a, const char *code, int64_t file, int64_t round,
    moment now)
{
	return db_run(db, &material_insert, DB(db_int(db_new_id()), db_int(a->id), db_text(code),
	    db_int(file), db_int(round), db_moment(now)), NULL);
}

const struct error *
material_add(struct db *db, const struct application *a, const char *code, int64_t file, moment now)
{
	const struct error *e;
	int64_t round;

	if ((e = make_room(db, a, code, &round)) || (e = file_complete(db, file)))
		return e;
	return insert(db, a, code, file, round, now);
}

const struct error *
material_take(struct db *db, const struct application *a, const char *code, int64_t file, moment now)
{
	const struct error *e;
	int64_t round, held = 0;
	struct row *has;

	if ((e = make_room(db, a, code, &round)) || (e = db_row(db, &material_has, DB(db_int(a->id),
	    db_text(code), db_int(file)), &has)))
		return e;
	if (has && row_int(has, 0))
		return NULL;
	if ((e = db_run(db, &material_hold, DB(db_int(file), db_int(a->person)), &held)))
		return e;
	return held == 1 ? insert(db, a, code, file, round, now) :
	    fail(ERROR_NOT_FOUND, "no such paper of theirs");
}

const struct error *
material_remove(struct db *db, const struct application *a, int64_t paper, moment now)
{
	int64_t affected = 0;
	const struct error *e = db_run(db, &material_take_away, DB(db_moment(now), db_int(paper),
	    db_int(a->id), db_int(a->person)), &affected);

	if (!e && affected != 1)
		e = fail(ERROR_NOT_FOUND, "no such paper");
	return e ? e : discard_paper(db, a, paper);
}

const struct error *
material_removed(struct db *db, int64_t application, int64_t paper, const char **code)
{
	struct row *row;
	const struct error *e = db_row(db, &material_gone, DB(db_int(paper), db_int(application)), &row);

	*code = !e && row ? row_text(row, 0) : NULL;
	return e;
}

const struct error *
material_list(struct db *db, int64_t application, struct papers *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &material_select, DB(db_int(application)), &rows)))
		return e;
	out->count = rows.count;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];

		out->at[i] = (struct paper){.id = row_int(r, 0), .file = row_int(r, 1),
		    .code = row_text(r, 2), .type = row_text(r, 3), .pages = (int)row_int(r, 4),
		    .width = (int)row_int(r, 5), .height = (int)row_int(r, 6),
		    .round = (int)row_int(r, 7), .size = row_int(r, 8), .added = row_moment(r, 9),
		    .digest = row_bytes(r, 10)};
	}
	return NULL;
}

const struct error *
material_file(struct db *db, int64_t application, int64_t file, bool is_thumb, const char **type,
    struct bytes *out)
{
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, is_thumb ? &file_thumb : &file_type, DB(db_int(file),
	    db_int(application), db_int(application)), &row)))
		return e;
	if (!row || (is_thumb && !row_bytes(row, 0).p))
		return fail(ERROR_NOT_FOUND, "no such file of this application");
	if (is_thumb) {
		*type = "image/jpeg";
		return unseal(db_pool(db), THUMB_CONTEXT, file, row_bytes(row, 0), out);
	}
	*type = row_text(row, 0);
	return blob_read(db, file, out);
}
