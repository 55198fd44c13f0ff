/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/application.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/bar.h"
#include "service/catalogue.h"
#include "service/formality.h"
#include "service/reference.h"
#include "service/role.h"
#include "service/routing.h"
#include "service/unit.h"
#include "service/version.h"
#include "store/db.h"
#include "store/seal.h"

#define COLUMNS "a.id, a.ref, a.person, a.formality, a.formality_version, a.state, a.version, " \
	"a.unit, a.officer, a.claimed, a.answers, a.page, a.lang, a.created, a.saved, a.submitted, " \
	"a.accepted, a.decided, a.ended, a.due, a.law_due, a.stopped, a.is_extended, a.corrections, " \
	"a.department, u.name_zh, u.name_en, o.number, u.kind, a.owed, " \
	"u.parent"
#define TABLES " FROM application a LEFT JOIN unit u ON u.id = a.unit " \
	"LEFT JOIN officer o ON o.id = a.officer "
#define TYPES "isisisirrtbsstttttttttiisss" "sstr"

STATEMENT(application_own, "si", TYPES,
    "SELECT " COLUMNS TABLES "WHERE a.ref = ? AND a.person = ?")
STATEMENT(application_desk, "iiiisi", TYPES "isi",
    "SELECT " COLUMNS ", " BAR_COLUMNS TABLES "WHERE a.ref = ? AND a.state <> 'draft' "
    "AND " UNIT_UNDER("a.unit"))
STATEMENT(application_by_id, "i", TYPES, "SELECT " COLUMNS TABLES "WHERE a.id = ?")
STATEMENT(application_list, "iii", TYPES,
    "SELECT " COLUMNS TABLES "WHERE a.person = ? AND a.id < ? ORDER BY a.id DESC LIMIT ?")
STATEMENT(application_draft_list, "ii", TYPES,
    "SELECT " COLUMNS TABLES "WHERE a.person = ? AND a.state = 'draft' ORDER BY a.id DESC LIMIT ?")
STATEMENT(version_select, "s", "i", "SELECT version FROM application WHERE ref = ?")
STATEMENT(draft_newest, "is", "i",
    "SELECT COALESCE(MAX(id), 0) FROM application "
    "WHERE person = ? AND formality = ? AND state = 'draft'")
STATEMENT(application_insert, "isisibsstt", "",
    "INSERT INTO application (id, ref, person, formality, formality_version, state, answers, page, "
    "lang, created, saved) VALUES (?, ?, ?, ?, ?, 'draft', ?, ?, ?, ?, ?)")
STATEMENT(application_update_answers, "bstii", "",
    "UPDATE application SET answers = ?, page = ?, saved = ?, version = version + 1 "
    "WHERE id = ? AND version = ? AND state IN ('draft', 'correction')")
/* the first of them in which somebody works, else the first that there is */
STATEMENT(unit_of_codes, "ssssss", "i",
    "SELECT u.id FROM unit u WHERE u.code IN (?, ?, ?) AND u.closed IS NULL ORDER BY "
    "EXISTS (SELECT 1 FROM officer o WHERE o.unit = u.id AND o.is_active = 1 AND " ROLE_WORKS ") DESC, "
    "FIELD(u.code, ?, ?, ?) LIMIT 1")

static const struct error *
read_row(struct db *db, const struct row *r, struct application *a)
{
	*a = (struct application){.id = row_int(r, 0), .ref = row_text(r, 1), .person = row_int(r, 2),
	    .formality = row_text(r, 3), .formality_version = row_int(r, 4),
	    .version = (int)row_int(r, 6), .unit = row_int(r, 7), .officer = row_int(r, 8),
	    .claimed = row_moment(r, 9), .sealed_answers = row_bytes(r, 10), .page = row_text(r, 11),
	    .created = row_moment(r, 13), .saved = row_moment(r, 14), .submitted = row_moment(r, 15),
	    .accepted = row_moment(r, 16), .decided = row_moment(r, 17), .ended = row_moment(r, 18),
	    .due = row_moment(r, 19), .law_due = row_moment(r, 20), .stopped = row_moment(r, 21),
	    .is_extended = row_int(r, 22) != 0, .corrections = (int)row_int(r, 23),
	    .department = row_text(r, 24), .unit_zh = row_text(r, 25), .unit_en = row_text(r, 26),
	    .officer_number = row_text(r, 27), .unit_kind = row_text(r, 28), .owed = row_moment(r, 29),
	    .unit_parent = row_int(r, 30)};
	a->answers.pool = db_pool(db);
	if (!state_read(row_text(r, 5), &a->state) || !lang_of(row_text(r, 12), &a->lang))
		return fail(ERROR_INTERNAL, "application of an unknown state or language");
	return NULL;
}

static const struct error *
found(struct db *db, const struct error *e, const struct row *row, struct application **out)
{
	if (e)
		return e;
	if (!row)
		return fail(ERROR_NOT_FOUND, "no such application here");
	*out = POOL_NEW(db_pool(db), struct application);
	return read_row(db, row, *out);
}

const struct error *
application_load_own(struct db *db, int64_t person, const char *ref, struct application **out)
{
	struct row *row;
	const struct error *e = db_row(db, &application_own, DB(db_text(ref), db_int(person)), &row);

	return found(db, e, row, out);
}

const struct error *
application_load_desk(struct db *db, int64_t unit, int64_t officer, const char *ref,
    struct application **out)
{
	struct value who = db_int(officer);
	const struct error *e;
	struct bar_row bar;
	struct row *row;

	e = db_row(db, &application_desk, DB(who, who, who, who, db_text(ref), db_int(unit)), &row);
	if ((e = found(db, e, row, out)))
		return e;
	(*out)->bar_of = officer;
	bar = bar_row(row, 31, officer);
	return bar_read(db, *out, &bar, &(*out)->is_barred);
}

const struct error *
application_load(struct db *db, int64_t id, struct application **out)
{
	struct row *row;
	const struct error *e = db_row(db, &application_by_id, DB(db_int(id)), &row);

	return found(db, e, row, out);
}

static const struct error *
read_rows(struct db *db, const struct rows *rows, struct applications *out)
{
	const struct error *e;

	out->count = rows->count;
	out->at = pool_zero(db_pool(db), (rows->count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows->count; i++)
		if ((e = read_row(db, rows->at[i], &out->at[i])))
			return e;
	return NULL;
}

const struct error *
application_list_own(struct db *db, int64_t person, int64_t before, int most,
    struct applications *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &application_list, DB(db_int(person), db_int(before ? before : INT64_MAX),
	    db_int(most)), &rows)))
		return e;
	return read_rows(db, &rows, out);
}

const struct error *
application_drafts(struct db *db, int64_t person, struct applications *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &application_draft_list, DB(db_int(person), db_int(DRAFTS_MOST)), &rows)))
		return e;
	return read_rows(db, &rows, out);
}

const struct error *
application_version(struct db *db, const char *ref, int64_t *out)
{
	struct row *row;
	const struct error *e = db_row(db, &version_select, DB(db_text(ref)), &row);

	*out = e || !row ? -1 : row_int(row, 0);
	return e;
}

const struct error *
application_newest_draft(struct db *db, int64_t person, const char *formality, int64_t *out)
{
	struct row *row;
	const struct error *e = db_row(db, &draft_newest, DB(db_int(person), db_text(formality)),
	    &row);

	*out = e || !row ? 0 : row_int(row, 0);
	return e;
}

const struct error *
application_open(struct db *db, struct application *a)
{
	struct bytes plain;
	const struct error *e;

	if ((e = unseal(db_pool(db), "answers", a->id, a->sealed_answers, &plain)))
		return e;
	return pairs_read(db_pool(db), plain, &a->answers);
}

const struct error *
application_open_once(struct db *db, struct application *a)
{
	return a->answers.count || !a->sealed_answers.n ? NULL : application_open(db, a);
}

const struct error *
application_create(struct db *db, int64_t person, const struct formality *f,
    const struct pairs *known, enum lang lang, moment now, struct application **out)
{
	struct pool *pool = db_pool(db);
	struct application *a = POOL_NEW(pool, struct application);
	struct bytes answers;
	char ref[REFERENCE_TEXT];
	const struct error *e;

	if ((e = version_of(db, f, &a->formality_version)))
		return e;
	reference_make(ref);
	a->id = db_new_id();
	a->ref = pool_string(pool, ref);
	a->person = person;
	a->formality = f->code;
	a->state = STATE_DRAFT;
	a->lang = lang;
	a->created = a->saved = now;
	a->answers.pool = pool;
	for (size_t i = 0; i < known->count; i++)
		pairs_set(&a->answers, known->at[i].name, known->at[i].value);
	a->page = "";
	answers = seal(pool, "answers", a->id, pairs_store(&a->answers));
	*out = a;
	return db_run(db, &application_insert, DB(db_int(a->id), db_text(a->ref), db_int(person),
	    db_text(f->code), db_int(a->formality_version), db_bytes(answers), db_text(""),
	    db_text(lang_code(lang)), db_moment(now), db_moment(now)), NULL);
}

const struct error *
application_save(struct db *db, struct application *a, const char *page, moment now)
{
	struct bytes answers = seal(db_pool(db), "answers", a->id, pairs_store(&a->answers));
	const struct error *e;

	if ((e = db_run_one(db, &application_update_answers, DB(db_bytes(answers), db_text(page),
	    db_moment(now), db_int(a->id), db_int(a->version)))))
		return e;
	a->version++;
	return NULL;
}

const struct error *
application_formality(struct db *db, const struct catalogue *c, const struct application *a,
    const struct formality **out)
{
	return version_load(db, c, a->formality, a->formality_version, out);
}

const struct error *
application_route(struct db *db, const struct catalogue *c, const struct formality *f,
    const struct pairs *answers, int64_t *unit)
{
	struct routed r = routing_find(c->routing, f, pairs_get(answers, "home_county"),
	    pairs_get(answers, "home_town"));
	struct value first = db_text(r.units[0]), second = db_text(r.units[1]),
	    third = db_text(r.units[2]);
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &unit_of_codes, DB(first, second, third, first, second, third), &row)))
		return e;
	if (!row)
		return fail(ERROR_INTERNAL, "no unit for %s", f->code);
	*unit = row_int(row, 0);
	return NULL;
}
