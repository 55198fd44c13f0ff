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

static bool
has_interview(const struct formality *f)
{
	for (size_t i = 0; i < f->step_count; i++)
		if (f->steps[i].where == WHERE_VIDEO)
			return true;
	return false;
}

enum presence
presence_of(const struct formality *f)
{
	if (f->mode == MODE_VIDEO || (f->is_without_visit && has_interview(f)))
		return PRESENCE_INTERVIEW;
	return formality_needs_visit(f) ? PRESENCE_VISIT : PRESENCE_NONE;
}

bool
presence_may_send(const struct formality *f)
{
	for (size_t i = 0; i < f->who_count; i++)
		if (f->who[i] == WHO_RELATIVE)
			return true;
	return !formality_goer(f);
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
