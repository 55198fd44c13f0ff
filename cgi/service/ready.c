/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/ready.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/db.h"

#define READY_PICK "SELECT r.id, r.root, r.version, r.formality, r.kind, r.zh, r.en, r.it, r.es, o.number, " \
    "r.made FROM ready_sentence r JOIN officer o ON o.id = r.made_by WHERE r.ended IS NULL AND "
STATEMENT(ready_all, "", "iiissssssst",
    READY_PICK "1 = 1 ORDER BY r.formality, r.kind, r.root LIMIT 500")
STATEMENT(ready_of, "s", "iiissssssst",
    READY_PICK "r.formality IN ('', ?) ORDER BY r.formality = '', r.root LIMIT 500")
STATEMENT(ready_one, "i", "iiissssssst", READY_PICK "r.id = ?")
STATEMENT(ready_count, "ss", "i",
    "SELECT COUNT(*) FROM ready_sentence WHERE ended IS NULL AND formality = ? AND kind = ?")
STATEMENT(ready_insert, "iiissssssit", "",
    "INSERT INTO ready_sentence (id, root, version, formality, kind, zh, en, it, es, made_by, made) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
STATEMENT(ready_end, "tii", "",
    "UPDATE ready_sentence SET ended = ?, ended_by = ? WHERE id = ? AND ended IS NULL")

static bool
read_row(const struct row *r, struct ready *out)
{
	*out = (struct ready){.id = row_int(r, 0), .root = row_int(r, 1), .version = (int)row_int(r, 2),
	    .formality = row_text(r, 3), .number = row_text(r, 9), .made = row_moment(r, 10)};
	for (int lang = 0; lang < LANG_COUNT; lang++)
		out->text.in[lang] = row_text(r, (size_t)(5 + lang));
	return sentence_kind_read(row_text(r, 4), &out->kind);
}

const struct error *
ready_list(struct db *db, const char *formality, struct readies *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = formality ? db_rows(db, &ready_of, DB(db_text(formality)), &rows) :
	    db_rows(db, &ready_all, DB_NOTHING, &rows)))
		return e;
	*out = (struct readies){.at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at)};
	for (size_t i = 0; i < rows.count; i++)
		out->count += read_row(rows.at[i], &out->at[out->count]);
	return NULL;
}

const struct error *
ready_find(struct db *db, int64_t id, struct ready **out)
{
	const struct error *e;
	struct row *row;

	*out = NULL;
	if ((e = db_row(db, &ready_one, DB(db_int(id)), &row)) || !row)
		return e;
	*out = POOL_NEW(db_pool(db), struct ready);
	if (!read_row(row, *out))
		*out = NULL;
	return NULL;
}

const struct error *
ready_write(struct db *db, const struct ready *r, int64_t officer, moment now)
{
	struct ready *before = NULL;
	const struct error *e;
	int64_t id = db_new_id();
	struct row *row;

	if (r->id && ((e = ready_find(db, r->id, &before)) || (e = ready_retire(db, r->id, officer, now))))
		return e;
	if ((e = db_row(db, &ready_count, DB(db_text(r->formality), db_text(sentence_kind_word(r->kind))),
	    &row)))
		return e;
	if (row_int(row, 0) >= READY_MOST)
		return fail(ERROR_TOO_MANY, "%lld sentences", (long long)row_int(row, 0));
	return db_run(db, &ready_insert, DB(db_int(id), db_int(before ? before->root : id),
	    db_int(before ? before->version + 1 : 1), db_text(r->formality),
	    db_text(sentence_kind_word(r->kind)), db_text(r->text.in[LANG_ZH]),
	    db_text(r->text.in[LANG_EN]), db_text(r->text.in[LANG_IT]), db_text(r->text.in[LANG_ES]),
	    db_int(officer), db_moment(now)), NULL);
}

const struct error *
ready_retire(struct db *db, int64_t id, int64_t officer, moment now)
{
	return db_run_one(db, &ready_end, DB(db_moment(now), db_int(officer), db_int(id)));
}
