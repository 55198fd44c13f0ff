/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/owed.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/application.h"
#include "service/deadline.h"
#include "service/formality.h"
#include "service/material.h"
#include "service/timing.h"
#include "store/db.h"

#define PROMISED "_later."	/* as eligibility.c's: under a name that no field has */

STATEMENT(owed_insert, "istt", "",
    "INSERT INTO owed_paper (application, code, asked, due) VALUES (?, ?, ?, ?)")
STATEMENT(owed_select, "i", "sttt",
    "SELECT code, asked, due, came FROM owed_paper WHERE application = ? ORDER BY code")
STATEMENT(owed_arrive, "tis", "",
    "UPDATE owed_paper SET came = ? WHERE application = ? AND code = ? AND came IS NULL")

const struct error *
owed_store(struct db *db, const struct application *a, const char *const codes[], size_t count,
    moment due, moment now)
{
	const struct error *e = NULL;

	if (count == 0 || count > OWED_MOST)
		return fail(ERROR_INVALID, "%zu papers that come later", count);
	for (size_t i = 0; i < count && !e; i++)
		e = db_run(db, &owed_insert, DB(db_int(a->id), db_text(codes[i]), db_moment(now),
		    db_moment(due)), NULL);
	return e && db_is_duplicate(e) ? fail(ERROR_CONFLICT, "a paper is owed already") : e;
}

const struct error *
owed_load(struct db *db, int64_t application, struct owed *out)
{
	const struct error *e;
	struct rows rows;

	*out = (struct owed){.count = 0};
	if ((e = db_rows(db, &owed_select, DB(db_int(application)), &rows)))
		return e;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];

		out->at[out->count++] = (struct owed_paper){row_text(r, 0), row_moment(r, 3)};
		out->asked = row_moment(r, 1);
		out->due = row_moment(r, 2);
		out->open += !row_moment(r, 3);
	}
	return NULL;
}

const struct error *
owed_came(struct db *db, const struct application *a, const char *code, moment now, bool *is_first)
{
	int64_t affected = 0;
	const struct error *e = db_run(db, &owed_arrive, DB(db_moment(now), db_int(a->id),
	    db_text(code)), &affected);

	*is_first = !e && affected == 1;
	return e;
}

bool
owed_may_follow(const struct formality *f, const struct formality_material *m)
{
	return f->law_days > 0 && m->entry->is_minor && formality_is_upload(m);
}

bool
owed_any_may_follow(const struct formality *f)
{
	for (size_t i = 0; i < f->material_count; i++)
		if (owed_may_follow(f, &f->materials[i]))
			return true;
	return false;
}

moment
owed_limit(const struct formality *f, moment now)
{
	struct timing t = {.due = 0};

	timing_move(&t, CLOCK_START_DECISION, now, f);
	return t.law_due;
}

void
owed_promise(struct pairs *answers, const char *code, day by)
{
	char text[DAY_TEXT];

	day_format(by, text);
	pairs_set(answers, pool_format(answers->pool, PROMISED "%s", code), text);
}

day
owed_promised(const struct pairs *answers, const char *code)
{
	const char *text = pairs_get(answers, pool_format(answers->pool, PROMISED "%s", code));
	day by;

	return text && day_parse(text, &by) ? by : 0;
}

bool
owed_is_any_promised(const struct pairs *answers)
{
	for (size_t i = 0; i < answers->count; i++)
		if (text_starts(answers->at[i].name, PROMISED))
			return true;
	return false;
}

static bool
is_here(const struct papers *papers, const char *code)
{
	for (size_t i = 0; i < papers->count; i++)
		if (text_same(papers->at[i].code, code))
			return true;
	return false;
}

const struct error *
owed_promises(struct db *db, struct application *a, const struct formality *f, struct promises *out)
{
	struct papers papers;
	const struct error *e;

	*out = (struct promises){.count = 0};
	if ((e = application_open(db, a)) || !owed_is_any_promised(&a->answers) ||
	    (e = material_list(db, a->id, &papers)))
		return e;
	out->at = pool_zero(db_pool(db), (f->material_count + 1) * sizeof *out->at);
	for (size_t i = 0; i < f->material_count; i++) {
		const struct formality_material *m = &f->materials[i];
		day by = owed_promised(&a->answers, m->entry->code);

		if (by && owed_may_follow(f, m) && !is_here(&papers, m->entry->code))
			out->at[out->count++] = (struct promise){m, by};
	}
	return NULL;
}

/* Of several days the last; only now the resident is told which one counts. */
static moment
deemed_due(const struct promises *promises, moment law_due, moment now)
{
	moment due = deadline_working(now, CHECK_DAYS);

	for (size_t i = 0; i < promises->count; i++) {
		moment by = deadline_working(clock_wenzhou_end(promises->at[i].by), 0);

		due = by > due ? by : due;
	}
	return law_due > now && due > law_due ? law_due : due;
}

const char *
owed_said(struct pool *pool, const struct formality *f, const char *const codes[], size_t count,
    enum lang lang, moment due, const char *words)
{
	struct text out = {.pool = pool};
	char by[DAY_TEXT];

	for (size_t i = 0; i < count; i++) {
		text_add(&out, i == 0 ? "" : lang == LANG_ZH ? "、" : ", ");
		text_add(&out, local_in(&formality_material(f, codes[i])->entry->name, lang));
	}
	day_format(clock_wenzhou_day(due), by);
	text_addf(&out, "%s%s%s%s", OWED_BY, by, words ? "\n" : "", words ? words : "");
	return out.s;
}

const struct error *
owed_deem(struct db *db, struct application *a, moment law_due, struct deed *deed)
{
	const char *codes[OWED_MOST];
	struct promises promises;
	const struct error *e;
	size_t count;

	if ((e = owed_promises(db, a, deed->formality, &promises)) || !promises.count)
		return e;
	count = promises.count < OWED_MOST ? promises.count : OWED_MOST;
	for (size_t i = 0; i < count; i++)
		codes[i] = promises.at[i].material->entry->code;
	deed->owed = deemed_due(&promises, law_due, deed->at);
	deed->detail = owed_said(db_pool(db), deed->formality, codes, count, a->lang, deed->owed, NULL);
	return owed_store(db, a, codes, count, deed->owed, deed->at);
}

bool
owed_may_come(enum state state)
{
	struct act act;

	return lifecycle_next(state, ACT_BRING, ROLE_RESIDENT, &act);
}

bool
owed_has(const struct owed *owed, const char *code)
{
	for (size_t i = 0; owed && i < owed->count; i++)
		if (strcmp(owed->at[i].code, code) == 0)
			return true;
	return false;
}
