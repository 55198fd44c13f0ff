/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/presence.h"

#include "base/error.h"
#include "service/application.h"
#include "service/formality.h"
#include "store/db.h"

STATEMENT(presence_had, "i", "i",
    "SELECT COUNT(*) FROM history WHERE application = ? AND action IN ('resume', 'came')")

const char *
presence_word(enum presence presence)
{
	static const char *const words[] = {"", "interview", "visit"};

	return words[presence];
}

enum presence
presence_of(const struct formality *f)
{
	return f->mode == MODE_VIDEO ? PRESENCE_INTERVIEW : formality_needs_visit(f) ? PRESENCE_VISIT :
	    PRESENCE_NONE;
}

const struct error *
presence_lacking(struct db *db, const struct application *a, const struct formality *f, enum presence *out)
{
	const struct error *e;
	struct row *row;

	*out = presence_of(f);
	if (*out == PRESENCE_NONE)
		return NULL;
	if ((e = db_row(db, &presence_had, DB(db_int(a->id)), &row)))
		return e;
	if (row_int(row, 0) > 0)
		*out = PRESENCE_NONE;
	return NULL;
}
