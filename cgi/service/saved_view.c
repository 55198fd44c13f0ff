/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/saved_view.h"

#include "base/error.h"
#include "base/memory.h"
#include "store/db.h"

STATEMENT(saved_view_select, "i", "sisssss",
    "SELECT list, unit, formality, state, country, CAST(since AS CHAR), CAST(until AS CHAR) "
    "FROM saved_view WHERE officer = ? ORDER BY saved DESC, list LIMIT 32")
STATEMENT(saved_view_put, "isissssst", "",
    "INSERT INTO saved_view (officer, list, unit, formality, state, country, since, until, saved) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
STATEMENT(saved_view_remove, "is", "", "DELETE FROM saved_view WHERE officer = ? AND list = ?")

static const char *
or_none(const char *s)
{
	return s && *s ? s : NULL;
}

static void
read_view(const struct row *r, struct saved_view *out)
{
	out->unit = row_int(r, 1);
	out->filter.formality = or_none(row_text(r, 2));
	out->filter.has_state = state_read(or_none(row_text(r, 3)), &out->filter.state);
	out->filter.country = or_none(row_text(r, 4));
	if (row_text(r, 5) && !day_parse(row_text(r, 5), &out->filter.since))
		out->filter.since = 0;
	if (row_text(r, 6) && !day_parse(row_text(r, 6), &out->filter.until))
		out->filter.until = 0;
}

const struct error *
saved_views_load(struct db *db, int64_t officer, struct saved_views *out)
{
	const struct error *e;
	struct rows rows;

	*out = (struct saved_views){.count = 0};
	if ((e = db_rows(db, &saved_view_select, DB(db_int(officer)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count && out->count < QUEUES; i++)
		if (queue_read(row_text(rows.at[i], 0), &out->at[out->count].list))
			read_view(rows.at[i], &out->at[out->count++]);
	return NULL;
}

static const char *
date_of(struct db *db, day d)
{
	char text[DAY_TEXT];

	if (!d)
		return NULL;
	day_format(d, text);
	return pool_string(db_pool(db), text);
}

const struct error *
saved_view_store(struct db *db, int64_t officer, const struct saved_view *view, moment now)
{
	const struct queue_filter *f = &view->filter;
	const struct error *e;

	if ((e = saved_view_drop(db, officer, view->list)))
		return e;
	return db_run(db, &saved_view_put, DB(db_int(officer), db_text(queue_word(view->list)),
	    db_int(view->unit), db_text(f->formality ? f->formality : ""),
	    db_text(f->has_state ? state_word(f->state) : ""), db_text(f->country ? f->country : ""),
	    db_text(date_of(db, f->since)), db_text(date_of(db, f->until)), db_moment(now)), NULL);
}

const struct error *
saved_view_drop(struct db *db, int64_t officer, enum queue_name list)
{
	return db_run(db, &saved_view_remove, DB(db_int(officer), db_text(queue_word(list))), NULL);
}
