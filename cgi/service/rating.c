/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/rating.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/application.h"
#include "service/bar.h"
#include "service/calendar.h"
#include "service/deadline.h"
#include "service/history.h"
#include "store/db.h"

STATEMENT(rating_select, "i", "ististrssttttittttit",
    "SELECT r.level, r.subjects, r.at, COALESCE(r.again_level, 0), r.again_subjects, r.again, f.unit, "
    "u.name_zh, u.name_en, f.opened, f.call_by, f.mend_by, f.due, COALESCE(f.tries, 0), f.tried, "
    "f.called, f.mended, f.closed, COALESCE(f.is_mended, 0), r.excluded FROM rating r "
    "LEFT JOIN follow_up f ON f.application = r.application LEFT JOIN unit u ON u.id = f.unit "
    "WHERE r.application = ?")
STATEMENT(rating_insert, "itisiis", "",
    "INSERT INTO rating (application, at, level, subjects, unit, officer, formality) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)")
STATEMENT(rating_again, "tisi", "",
    "UPDATE rating SET again = ?, again_level = ?, again_subjects = ? WHERE application = ? "
    "AND again IS NULL AND EXISTS (SELECT 1 FROM follow_up f WHERE f.application = rating.application "
    "AND f.closed IS NOT NULL)")
/*
 * The units above, the nearest first, then the centre and the branches: the first in which an approver or
 * supervisor works who had no hand in it, else the first that there is. Never the unit itself.
 */
STATEMENT(follow_up_unit, "iiiii", "i",
    "SELECT c.unit FROM (SELECT a.parent AS unit, 1 AS far FROM unit a WHERE a.id = ? "
    "UNION ALL SELECT b.parent, 2 FROM unit a JOIN unit b ON b.id = a.parent WHERE a.id = ? "
    "UNION ALL SELECT c.parent, 3 FROM unit a JOIN unit b ON b.id = a.parent "
    "JOIN unit c ON c.id = b.parent WHERE a.id = ? "
    "UNION ALL SELECT id, 4 FROM unit WHERE kind = 'center' "
    "UNION ALL SELECT id, 5 FROM unit WHERE kind = 'branch') c "
    "WHERE c.unit IS NOT NULL AND c.unit <> ? ORDER BY EXISTS (SELECT 1 FROM officer o "
    "WHERE o.unit = c.unit AND o.is_active = 1 AND o.role IN ('approver', 'supervisor') "
    "AND NOT EXISTS (SELECT 1 FROM history h WHERE h.application = ? AND h.actor = o.id "
    "AND h.role <> 'resident')) DESC, c.far, c.unit LIMIT 1")
STATEMENT(follow_up_insert, "iitttt", "",
    "INSERT INTO follow_up (application, unit, opened, call_by, mend_by, due) VALUES (?, ?, ?, ?, ?, ?)")

static const char *const words[RATING_SUBJECTS] = {
#define RATING_ABOUT(name, word) [RATING_##name] = word,
#include "service/rating.def"
};

const char *
rating_about_word(enum rating_about about)
{
	return about < RATING_SUBJECTS ? words[about] : "";
}

/* "pace,manner" */
static const char *
subjects_text(struct pool *pool, unsigned subjects)
{
	struct text out = {.pool = pool};

	text_add(&out, "");
	for (int i = 0; i < RATING_SUBJECTS; i++)
		if (subjects >> i & 1u)
			text_addf(&out, "%s%s", out.n ? "," : "", words[i]);
	return out.n ? out.s : "";
}

static unsigned
subjects_read(const char *s)
{
	unsigned subjects = 0;

	for (const char *p = s ? s : ""; *p; p += *p == ',') {
		size_t n = strcspn(p, ",");

		for (int i = 0; i < RATING_SUBJECTS; i++)
			if (strlen(words[i]) == n && strncmp(words[i], p, n) == 0)
				subjects |= 1u << i;
		p += n;
	}
	return subjects;
}

const struct error *
rating_load(struct db *db, int64_t application, struct rating *out)
{
	const struct error *e;
	struct row *r;

	*out = (struct rating){.first = {.level = 0}};
	if ((e = db_row(db, &rating_select, DB(db_int(application)), &r)) || !r)
		return e;
	out->first = (struct rated){(int)row_int(r, 0), subjects_read(row_text(r, 1)), row_moment(r, 2)};
	out->excluded = row_moment(r, 19);
	out->again = (struct rated){(int)row_int(r, 3), subjects_read(row_text(r, 4)), row_moment(r, 5)};
	out->follow_up = (struct follow_up){.unit = row_int(r, 6), .zh = row_text(r, 7),
	    .en = row_text(r, 8), .opened = row_moment(r, 9), .call_by = row_moment(r, 10),
	    .mend_by = row_moment(r, 11), .due = row_moment(r, 12), .tries = (int)row_int(r, 13),
	    .tried = row_moment(r, 14), .called = row_moment(r, 15), .mended = row_moment(r, 16),
	    .closed = row_moment(r, 17), .is_mended = row_int(r, 18) != 0};
	return NULL;
}

bool
rating_is_open(const struct application *a, const struct rating *r, bool *is_again)
{
	struct act act;

	*is_again = r->first.level != 0;
	if (!lifecycle_next(a->state, *is_again ? ACT_RATE_AGAIN : ACT_RATE, ROLE_RESIDENT, &act))
		return false;
	return !*is_again || (r->follow_up.closed && !r->again.level);
}

static const struct error *
open_follow_up(struct db *db, const struct application *a, moment now)
{
	struct value unit = db_int(a->unit);
	const struct error *e;
	struct row *row;
	moment call_by;

	if ((e = calendar_refresh(db)) || (e = db_row(db, &follow_up_unit,
	    DB(unit, unit, unit, unit, db_int(a->id)), &row)))
		return e;
	if (!row)
		return fail(ERROR_INTERNAL, "no unit outside follows up");
	call_by = deadline_working(now, CALL_DAYS);
	return db_run(db, &follow_up_insert, DB(db_int(a->id), db_int(row_int(row, 0)), db_moment(now),
	    db_moment(call_by), db_moment(deadline_working(now, MEND_DAYS)), db_moment(call_by)), NULL);
}

/* Whoever declared a number in it does not follow it up: its numbers are known again until that is closed. */
static const struct error *
note_numbers(struct db *db, const struct application *a)
{
	struct application opened = *a;
	const struct error *e = application_open_once(db, &opened);

	return e ? e : bar_note_numbers(db, &opened);
}

static const struct error *
give_first(struct db *db, const struct application *a, const struct rating_new *n, const char *subjects)
{
	const struct error *e = db_run(db, &rating_insert, DB(db_int(a->id), db_moment(n->at),
	    db_int(n->level), db_text(subjects), db_int(a->unit), db_int(a->officer),
	    db_text(a->formality)), NULL);

	if (e)
		return db_is_duplicate(e) ? fail(ERROR_CONFLICT, "rated before") : e;
	if (n->level > RATING_BAD)
		return NULL;
	return (e = note_numbers(db, a)) ? e : open_follow_up(db, a, n->at);
}

const struct error *
rating_give(struct db *db, struct application *a, const struct rating_new *n)
{
	const char *subjects = subjects_text(db_pool(db), n->subjects);
	const struct error *e;

	if (n->level < 1 || n->level > RATING_LEVELS)
		return fail(ERROR_INVALID, "level %d", n->level);
	a->lang = n->lang;
	/* before the act, which says what it was (said.h), and whether this state may be rated at all */
	if ((e = n->is_again ? db_run_one(db, &rating_again, DB(db_moment(n->at), db_int(n->level),
	    db_text(subjects), db_int(a->id))) : give_first(db, a, n, subjects)))
		return e;
	return application_act(db, a, &(struct deed){.action = n->is_again ? ACT_RATE_AGAIN : ACT_RATE,
	    .role = ROLE_RESIDENT, .actor = n->person, .at = n->at, .formality = n->formality,
	    .detail = pool_format(db_pool(db), "%d %s\n%s", n->level, subjects,
	    n->words ? n->words : "")});
}

static bool
is_rating(const char *action)
{
	return text_same(action, action_word(ACT_RATE)) || text_same(action, action_word(ACT_RATE_AGAIN));
}

const char *
rating_words(const struct event *event)
{
	const char *end = event->detail ? strchr(event->detail, '\n') : NULL;

	return is_rating(event->action) && end && end[1] ? end + 1 : NULL;
}

bool
rating_is_private(const char *action)
{
	return is_rating(action) || text_same(action, action_word(ACT_FOLLOW_UP_CALL)) ||
	    text_same(action, action_word(ACT_EXCLUDE)) || text_same(action, action_word(ACT_INCLUDE));
}

bool
rating_is_after(const char *action)
{
	return rating_is_private(action) || text_same(action, action_word(ACT_FOLLOW_UP_MEND)) ||
	    text_same(action, action_word(ACT_FOLLOW_UP_CLOSE));
}
