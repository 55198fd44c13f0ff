/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/pause.h"

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/formality.h"
#include "store/db.h"

STATEMENT(pause_live, "s", "issss",
    "SELECT id, code, zh, en, CAST(until AS CHAR) FROM formality_pause "
    "WHERE ended IS NULL AND until >= ? ORDER BY id DESC LIMIT 200")
STATEMENT(pause_insert, "issssit", "",
    "INSERT INTO formality_pause (id, code, zh, en, until, made_by, made) VALUES (?, ?, ?, ?, ?, ?, ?)")
STATEMENT(pause_over, "tiss", "",
    "UPDATE formality_pause SET ended = ?, ended_by = ? WHERE code = ? AND ended IS NULL AND until >= ?")

/* Of this process. */
static struct {
	struct pool *pool;
	moment read;
	size_t count;
	struct pause at[PAUSES_MOST];
} kept;

static const char *
date_of(struct db *db, day d)
{
	char text[DAY_TEXT];

	day_format(d, text);
	return pool_string(db_pool(db), text);
}

static void
keep(const struct rows *rows)
{
	if (!kept.pool)
		kept.pool = pool_new(NULL, 0);
	pool_empty(kept.pool);
	kept.count = 0;
	for (size_t i = 0; i < rows->count && kept.count < PAUSES_MOST; i++) {
		const struct row *r = rows->at[i];
		struct pause *p = &kept.at[kept.count];

		*p = (struct pause){.id = row_int(r, 0), .code = pool_string(kept.pool, row_text(r, 1)),
		    .why.in = {[LANG_ZH] = pool_string(kept.pool, row_text(r, 2)),
		    [LANG_EN] = pool_string(kept.pool, row_text(r, 3))}};
		kept.count += day_parse(row_text(r, 4), &p->until);
	}
}

void
pause_refresh(struct db *db, moment now)
{
	const struct error *e;
	struct rows rows;

	if (kept.read == now)
		return;
	kept.read = now;
	if ((e = db_rows(db, &pause_live, DB(db_text(date_of(db, clock_wenzhou_day(now)))), &rows)))
		log_failure("pause", e);
	else if (rows.count || kept.count)
		keep(&rows);
}

/* The newest is the first. */
const struct pause *
pause_by_desk(const char *code)
{
	for (size_t i = 0; i < kept.count; i++)
		if (text_same(kept.at[i].code, code))
			return &kept.at[i];
	return NULL;
}

const struct local *
pause_of(const struct formality *f)
{
	const struct pause *p = kept.count ? pause_by_desk(f->code) : NULL;

	return p ? &p->why : &f->paused;
}

static const struct error *
end_live(struct db *db, const char *code, int64_t officer, moment now, int64_t *count)
{
	kept.read = 0;
	return db_run(db, &pause_over, DB(db_moment(now), db_int(officer), db_text(code),
	    db_text(date_of(db, clock_wenzhou_day(now)))), count);
}

const struct error *
pause_begin(struct db *db, const struct pause *p, int64_t officer, moment now)
{
	day today = clock_wenzhou_day(now);
	const struct error *e;

	if (p->until < today || p->until > today + PAUSE_DAYS_MOST)
		return fail(ERROR_INVALID, "a pause that is over, or too long");
	if ((e = end_live(db, p->code, officer, now, NULL)))
		return e;
	return db_run(db, &pause_insert, DB(db_int(db_new_id()), db_text(p->code),
	    db_text(p->why.in[LANG_ZH]), db_text(p->why.in[LANG_EN]), db_text(date_of(db, p->until)),
	    db_int(officer), db_moment(now)), NULL);
}

const struct error *
pause_end(struct db *db, const char *code, int64_t officer, moment now)
{
	const struct error *e;
	int64_t count;

	if ((e = end_live(db, code, officer, now, &count)) || count)
		return e;
	return fail(ERROR_CONFLICT, "%s: not paused", code);
}
