/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/discard.h"

#include "base/error.h"
#include "service/application.h"
#include "store/db.h"

STATEMENT(draft_remove, "iii", "",
    "DELETE FROM application WHERE id = ? AND person = ? AND version = ? AND state = 'draft' "
    "AND submitted IS NULL")
STATEMENT(draft_files_leave, "i", "",
    "UPDATE file f JOIN material m ON m.file = f.id SET f.state = 'removed' "
    "WHERE m.application = ? AND NOT EXISTS "
    "(SELECT 1 FROM material o WHERE o.file = f.id AND o.application <> m.application "
    "AND o.removed IS NULL)")
STATEMENT(draft_papers_remove, "i", "", "DELETE FROM material WHERE application = ?")
/* of this round, so that it was in nothing that was sent */
STATEMENT(paper_file_leave, "iii", "",
    "UPDATE file f JOIN material m ON m.file = f.id JOIN application a ON a.id = m.application "
    "SET f.state = 'removed' "
    "WHERE m.id = ? AND m.application = ? AND m.round = ? AND a.state IN ('draft', 'correction') "
    "AND NOT EXISTS "
    "(SELECT 1 FROM material o WHERE o.file = f.id AND o.id <> m.id AND o.removed IS NULL)")

const struct error *
discard_draft(struct db *db, const struct application *a)
{
	const struct error *e;

	if ((e = db_run_one(db, &draft_remove, DB(db_int(a->id), db_int(a->person),
	    db_int(a->version)))) ||
	    (e = db_run(db, &draft_files_leave, DB(db_int(a->id)), NULL)))
		return e;
	return db_run(db, &draft_papers_remove, DB(db_int(a->id)), NULL);
}

const struct error *
discard_paper(struct db *db, const struct application *a, int64_t paper)
{
	return db_run(db, &paper_file_leave, DB(db_int(paper), db_int(a->id),
	    db_int(a->corrections)), NULL);
}
