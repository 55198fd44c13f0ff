/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Keeps the present text of every formality, so that an application can show what it was made under. */
#include <stdio.h>

#include "admin/admin.h"
#include "admin/lint.h"
#include "base/error.h"
#include "service/catalogue.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(version_find, "sb", "i",
    "SELECT id FROM formality_version WHERE code = ? AND digest = ?")
STATEMENT(version_add, "isbst", "",
    "INSERT INTO formality_version (id, code, digest, body, loaded) VALUES (?, ?, ?, ?, ?)")

static const struct error *
keep(struct admin *a, const struct formality *f, int *added)
{
	struct bytes digest = plain_hash(a->pool, bytes_of(f->text));
	const struct error *e;
	struct row *row;

	if ((e = db_row(a->db, &version_find, DB(db_text(f->code), db_bytes(digest)), &row)) || row)
		return e;
	++*added;
	e = db_run(a->db, &version_add, DB(db_int(db_new_id()), db_text(f->code), db_bytes(digest),
	    db_text(f->text), db_moment(clock_now())), NULL);
	if (!e || db_is_duplicate(e))	/* a second admin program was first */
		return NULL;
	return fail_code(e->kind, e->code, "%s/%s.hdf: its text cannot be stored: %s (%d)", f->category,
	    f->code, e->detail, e->code);
}

const struct error *
load_versions(struct admin *a)
{
	const struct error *e;
	struct confirmed published;
	struct catalogue *c;
	int added = 0;

	if ((e = publish_confirmed(a, &published)))
		return e;
	/* what lint refuses is not taken up, though a program could read it: told with its lines */
	if ((e = lint_mistakes(a, &c)))
		return e;
	for (size_t i = 0; i < c->count; i++)
		if ((e = keep(a, c->formalities[i], &added)))
			return e;
	publish_taken_up(a, &published);
	printf("%zu formalities, %d new or changed\n", c->count, added);
	return NULL;
}
