/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/writ.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/decision.h"
#include "service/formality.h"
#include "service/reference.h"
#include "service/writ_part.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(writ_supersede, "is", "",
    "UPDATE writ SET standing = 'superseded' WHERE application = ? AND kind = ? "
    "AND standing = 'valid'")
STATEMENT(writ_withdraw, "i", "",
    "UPDATE writ SET standing = 'withdrawn' WHERE application = ? AND standing = 'valid'")
STATEMENT(writ_insert, "iisitbbbt", "",
    "INSERT INTO writ (id, application, kind, unit, issued, mark, print, facts, state, next_try) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'owed', ?)")
STATEMENT(writ_of_application, "i", "istssi",
    "SELECT id, kind, issued, state, standing, unit FROM writ WHERE application = ? ORDER BY id")
STATEMENT(writ_select_pdf, "ii", "sb",
    "SELECT kind, pdf FROM writ WHERE id = ? AND application = ?")
STATEMENT(writ_by_mark, "b", "stsssbbib",
    "SELECT w.kind, w.issued, w.standing, u.name_zh, u.name_en, w.print, w.digest, w.id, w.facts "
    "FROM writ w JOIN unit u ON u.id = w.unit WHERE w.mark = ?")

static const char *const words[WRIT_KINDS] = {
#define WRIT(name, word) [WRIT_##name] = word,
#include "service/writ.def"
};

static const struct {
	enum action action;
	enum writ_kind kind;
	enum writ_when when;
} owes[] = {
#define OWES(action, kind, when) {ACT_##action, WRIT_##kind, WRIT_##when},
#include "service/writ.def"
};

static const enum action ends[] = {
#define ENDS(action) ACT_##action,
#include "service/writ.def"
};

static const char *const final[] = {
#define FINAL(formality) formality,
#include "service/writ.def"
};

static const struct {
	const char *area, *key;
} governments[] = {
#define GOVERNMENT(area, word) {area, "writ.government." word},
#include "service/government.def"
};

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define CODE_LENGTH (WRIT_CODE - 1)
#define CODE_GROUP 6

const char *
writ_word(enum writ_kind kind)
{
	return words[kind];
}

bool
writ_read(const char *word, enum writ_kind *out)
{
	for (int i = 0; word && i < WRIT_KINDS; i++)
		if (strcmp(words[i], word) == 0) {
			*out = (enum writ_kind)i;
			return true;
		}
	return false;
}

const char *
writ_remedy(const char *formality)
{
	for (size_t i = 0; i < COUNT(final); i++)
		if (strcmp(final[i], formality) == 0)
			return "writ.paper.final";
	return "writ.paper.remedy";
}

const char *
writ_government(const char *area)
{
	for (size_t i = 0; area && i < COUNT(governments); i++)
		if (strcmp(governments[i].area, area) == 0)
			return governments[i].key;
	return governments[0].key;
}

bool
writ_code_read(const char *typed, char out[WRIT_CODE])
{
	return checked_read(typed, out, CODE_LENGTH);
}

void
writ_code_show(const char code[WRIT_CODE], char out[WRIT_CODE_SHOWN])
{
	for (int i = 0; i < CODE_LENGTH; i++) {
		if (i && i % CODE_GROUP == 0)
			*out++ = '-';
		*out++ = code[i];
	}
	*out = '\0';
}

const char *
writ_groups(struct pool *pool, struct bytes hash, size_t groups)
{
	const char *digits = hex(pool, hash);
	struct text out = {.pool = pool};

	for (size_t i = 0; i < groups && 4 * i < 2 * hash.n; i++) {
		if (i)
			text_add(&out, " ");
		text_add_bytes(&out, digits + 4 * i, 4);
	}
	return out.s ? out.s : "";
}

struct bytes
writ_mark(struct pool *pool, const char *code)
{
	return keyed_hash(pool, "writ-code", bytes_of(code));
}

/* Ours, and taken here: words, and perhaps a file, which the paper then names by its digest. */
static const struct error *
is_electronic(struct db *db, const struct application *a, bool *out)
{
	struct result *result;
	const struct error *e;

	*out = false;
	if ((e = result_load(db, a->id, &result)) || !result)
		return e;
	*out = strcmp(result->delivery, formality_delivery_word(DELIVERY_ELECTRONIC)) == 0 &&
	    a->decided && !a->department;
	return NULL;
}

static const struct error *
is_owed(struct db *db, const struct application *a, const struct deed *deed, enum writ_when when,
    bool *out)
{
	struct decision *d = NULL;
	const struct error *e;

	*out = true;
	if (when == WRIT_BY_RESIDENT)
		*out = deed->role == ROLE_RESIDENT;
	if (when != WRIT_ELECTRONIC)
		return NULL;
	if ((e = is_electronic(db, a, out)) || !*out || (e = decision_load(db, a->id, &d)))
		return e;
	*out = d && d->is_approval;
	return NULL;
}

static const struct error *
issue(struct db *db, struct application *a, const struct deed *deed, enum writ_kind kind)
{
	struct pool *pool = db_pool(db);
	int64_t id = db_new_id();
	char code[WRIT_CODE];
	const struct error *e;
	struct bytes stored;
	struct pairs facts;

	checked_make(code, CODE_LENGTH);
	if ((e = writ_facts(db, a, deed, kind, code, &facts)) ||
	    (e = db_run(db, &writ_supersede, DB(db_int(a->id), db_text(words[kind])), NULL)))
		return e;
	stored = pairs_store(&facts);
	return db_run(db, &writ_insert, DB(db_int(id), db_int(a->id), db_text(words[kind]),
	    db_int(a->unit), db_moment(deed->at), db_bytes(writ_mark(pool, code)),
	    db_bytes(keyed_hash(pool, "writ-print", stored)),
	    db_bytes(seal(pool, WRIT_FACTS, id, stored)), db_moment(deed->at)), NULL);
}

bool
writ_is_owed(enum action action, enum writ_kind kind, enum writ_when *when)
{
	for (size_t i = 0; i < COUNT(owes); i++)
		if (owes[i].action == action && owes[i].kind == kind) {
			*when = owes[i].when;
			return true;
		}
	return false;
}

bool
writ_is_ended(enum action action)
{
	for (size_t i = 0; i < COUNT(ends); i++)
		if (ends[i] == action)
			return true;
	return false;
}

const struct error *
writ_owe(struct db *db, struct application *a, const struct deed *deed)
{
	const struct error *e;
	bool owed;

	if (writ_is_ended(deed->action))
		return db_run(db, &writ_withdraw, DB(db_int(a->id)), NULL);
	for (size_t i = 0; i < COUNT(owes); i++) {
		if (owes[i].action != deed->action)
			continue;
		if ((e = is_owed(db, a, deed, owes[i].when, &owed)) || !owed)
			return e;
		return issue(db, a, deed, owes[i].kind);
	}
	return NULL;
}

const struct error *
writ_list(struct db *db, int64_t application, struct writs *out)
{
	const struct error *e;
	struct rows rows;

	*out = (struct writs){0};
	if ((e = db_rows(db, &writ_of_application, DB(db_int(application)), &rows)))
		return e;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++) {
		struct writ *w = &out->at[out->count];

		w->id = row_int(rows.at[i], 0);
		w->issued = row_moment(rows.at[i], 2);
		w->is_made = strcmp(row_text(rows.at[i], 3), "made") == 0;
		w->standing = row_text(rows.at[i], 4);
		w->unit = row_int(rows.at[i], 5);
		/* a newer program's kind is none of ours to show */
		if (writ_read(row_text(rows.at[i], 1), &w->kind))
			out->count++;
		else
			out->unknown++;
	}
	return NULL;
}

const struct error *
writ_pdf(struct db *db, int64_t application, int64_t id, enum writ_kind *kind, struct bytes *pdf)
{
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &writ_select_pdf, DB(db_int(id), db_int(application)), &row)))
		return e;
	if (!row || !writ_read(row_text(row, 0), kind))
		return fail(ERROR_NOT_FOUND, "no such paper here");
	if (row_bytes(row, 1).n == 0)
		return fail(ERROR_UNAVAILABLE, "not made yet");
	return unseal(db_pool(db), WRIT_PDF, id, row_bytes(row, 1), pdf);
}

/* Of what it says, the file's digest and nothing else. */
static const struct error *
find_attached(struct db *db, const struct row *row, const char **digest)
{
	const struct error *e;
	struct bytes stored;
	struct pairs facts;

	if ((e = unseal(db_pool(db), WRIT_FACTS, row_int(row, 7), row_bytes(row, 8), &stored)) ||
	    (e = pairs_read(db_pool(db), stored, &facts)))
		return e;
	*digest = pairs_get(&facts, "file_digest");
	return NULL;
}

const struct error *
writ_verify(struct db *db, const char code[WRIT_CODE], struct verified **out)
{
	struct pool *pool = db_pool(db);
	const struct error *e;
	struct verified *v;
	struct row *row;

	*out = NULL;
	if ((e = db_row(db, &writ_by_mark, DB(db_bytes(writ_mark(pool, code))), &row)) || !row)
		return e;
	v = POOL_NEW(pool, struct verified);
	if (!writ_read(row_text(row, 0), &v->kind))
		return NULL;
	v->issued = row_moment(row, 1);
	v->standing = row_text(row, 2);
	v->unit_zh = row_text(row, 3);
	v->unit_en = row_text(row, 4);
	v->print = writ_groups(pool, row_bytes(row, 5), WRIT_PRINT_GROUPS);
	v->digest = row_bytes(row, 6).n ? writ_groups(pool, row_bytes(row, 6), HASH_SIZE / 2) : NULL;
	if (v->kind == WRIT_RESULT && (e = find_attached(db, row, &v->attached)))
		return e;
	*out = v;
	return NULL;
}
