/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/discard.h"

#include "base/error.h"
#include "service/application.h"
#include "service/material.h"
#include "service/sending.h"
#include "store/db.h"

STATEMENT(draft_remove, "iii", "",
    "DELETE FROM application WHERE id = ? AND person = ? AND version = ? AND state = 'draft' "
    "AND submitted IS NULL")
STATEMENT(draft_files, "i", "i", "SELECT DISTINCT file FROM material WHERE application = ?")
STATEMENT(draft_papers_remove, "i", "", "DELETE FROM material WHERE application = ?")
STATEMENT(paper_file, "ii", "i", "SELECT file FROM material WHERE id = ? AND application = ?")

const struct error *
discard_draft(struct db *db, const struct application *a)
{
	const struct error *e;
	struct rows files;

	if ((e = db_run_one(db, &draft_remove, DB(db_int(a->id), db_int(a->person),
	    db_int(a->version)))) ||
	    (e = db_rows(db, &draft_files, DB(db_int(a->id)), &files)) ||
	    (e = db_run(db, &draft_papers_remove, DB(db_int(a->id)), NULL)) ||
	    (e = sending_drop_all(db, a->id)))
		return e;
	for (size_t i = 0; i < files.count && !e; i++)
		e = file_leave(db, row_int(files.at[i], 0));
	return e;
}

const struct error *
discard_paper(struct db *db, const struct application *a, int64_t paper)
{
	const struct error *e;
	struct row *r;

	if ((e = db_row(db, &paper_file, DB(db_int(paper), db_int(a->id)), &r)) || !r)
		return e;
	return file_leave(db, row_int(r, 0));
}
