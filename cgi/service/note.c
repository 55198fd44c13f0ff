/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/note.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/history.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(note_last, "i", "ib",
    "SELECT seq, hash FROM note WHERE application = ? ORDER BY seq DESC LIMIT 1")
STATEMENT(note_insert, "iiitsiibb", "",
    "INSERT INTO note (id, application, seq, at, kind, officer, unit, words, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
STATEMENT(note_select, "i", "iitsiibbsss",
    "SELECT n.id, n.seq, n.at, n.kind, n.officer, n.unit, n.words, n.hash, o.number, u.name_zh, "
    "u.name_en FROM note n JOIN officer o ON o.id = n.officer JOIN unit u ON u.id = n.unit "
    "WHERE n.application = ? ORDER BY n.seq")

STATEMENT(note_marks, "i", "s",
    "SELECT reason FROM access_record WHERE application = ? AND what = 'note' ORDER BY seq")

#define NOTE_CONTEXT "note"

static const char *const kinds[NOTE_KINDS] = {[NOTE_PLAIN] = "note", [NOTE_HAND] = "hand"};

struct note_row {
	int64_t id, application;
	int seq;
	const char *kind;
	struct note_new note;
};

static struct bytes
note_hash(struct pool *pool, struct bytes previous, const struct note_row *r)
{
	struct bytes words = keyed_hash(pool, "note-words", bytes_of(r->note.words));
	struct text t = {.pool = pool};

	text_addf(&t, "qiao-note-1|%zu|", previous.n);
	text_add_bytes(&t, previous.p, previous.n);
	text_addf(&t, "|%lld|%lld|%d|%lld|%s|%lld|%lld|%zu|", (long long)r->application,
	    (long long)r->id, r->seq, (long long)r->note.at, r->kind, (long long)r->note.officer,
	    (long long)r->note.unit, words.n);
	text_add_bytes(&t, words.p, words.n);
	return plain_hash(pool, BYTES(t.s, t.n));
}

/* As it stands in the chain of views. */
static const char *
mark_of(struct pool *pool, struct bytes hash)
{
	char hex[2 * 32 + 1] = "";

	for (size_t i = 0; i < hash.n && i < 32; i++)
		snprintf(hex + 2 * i, 3, "%02x", hash.p[i]);
	return pool_string(pool, hex);
}

const struct error *
note_add(struct db *db, int64_t application, const struct note_new *note)
{
	struct note_row row = {.id = db_new_id(), .application = application, .seq = 1,
	    .kind = kinds[note->kind], .note = *note};
	struct bytes previous = {NULL, 0}, hash;
	const struct error *e;
	struct row *last;

	if (strlen(note->words) > NOTE_WORDS_MOST)
		return fail(ERROR_INVALID, "a note of %zu bytes", strlen(note->words));
	if ((e = db_row(db, &note_last, DB(db_int(application)), &last)))
		return e;
	if (last) {
		row.seq = (int)row_int(last, 0) + 1;
		previous = row_bytes(last, 1);
	}
	if (row.seq > NOTES_MOST)
		return fail(ERROR_INVALID, "a note after %d", NOTES_MOST);
	hash = note_hash(db_pool(db), previous, &row);
	e = db_run(db, &note_insert, DB(db_int(row.id), db_int(application), db_int(row.seq),
	    db_moment(note->at), db_text(row.kind), db_int(note->officer), db_int(note->unit),
	    db_bytes(seal_text(db_pool(db), NOTE_CONTEXT, row.id, note->words)),
	    db_bytes(hash)), NULL);
	if (e)
		return db_is_duplicate(e) ? fail(ERROR_CONFLICT, "two notes at once") : e;
	return view_add(db, application, note->officer, note->unit, note->role, "note",
	    mark_of(db_pool(db), hash), note->at);
}

static const struct error *
read_note(struct db *db, int64_t application, const struct row *r, struct bytes previous,
    struct note *out, bool *is_right)
{
	struct note_row row = {.id = row_int(r, 0), .application = application,
	    .seq = (int)row_int(r, 1), .kind = row_text(r, 3), .note = {.officer = row_int(r, 4),
	    .unit = row_int(r, 5), .at = row_moment(r, 2)}};
	const struct error *e;

	if ((e = unseal_text(db_pool(db), NOTE_CONTEXT, row.id, row_bytes(r, 6), &row.note.words)))
		return e;
	*out = (struct note){.at = row.note.at, .officer = row.note.officer, .words = row.note.words,
	    .kind = strcmp(row.kind, kinds[NOTE_HAND]) == 0 ? NOTE_HAND : NOTE_PLAIN,
	    .number = row_text(r, 8), .unit_zh = row_text(r, 9), .unit_en = row_text(r, 10)};
	*is_right = bytes_equal(note_hash(db_pool(db), previous, &row), row_bytes(r, 7));
	return NULL;
}

const struct error *
note_list(struct db *db, int64_t application, struct notes *out)
{
	struct bytes previous = {NULL, 0};
	const struct error *e;
	struct rows rows;
	bool is_right;

	if ((e = db_rows(db, &note_select, DB(db_int(application)), &rows)))
		return e;
	*out = (struct notes){.count = rows.count, .is_whole = true,
	    .at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at)};
	for (size_t i = 0; i < rows.count; i++) {
		if ((e = read_note(db, application, rows.at[i], previous, &out->at[i], &is_right)))
			return e;
		out->is_whole &= is_right && row_int(rows.at[i], 1) == (int64_t)i + 1;
		previous = row_bytes(rows.at[i], 7);
	}
	return NULL;
}

/* Notes of before there were marks are the first ones; from the first mark on each has its own. */
static bool
is_marked(struct pool *pool, const struct rows *marks, size_t count, size_t i, struct bytes hash)
{
	size_t unmarked = count > marks->count ? count - marks->count : 0;

	return i < unmarked || text_same(row_text(marks->at[i - unmarked], 0), mark_of(pool, hash));
}

const struct error *
note_verify(struct db *db, int64_t application, struct chain *out)
{
	const struct error *e;
	struct rows rows, marks;

	*out = (struct chain){0};
	if ((e = db_rows(db, &note_select, DB(db_int(application)), &rows)) ||
	    (e = db_rows(db, &note_marks, DB(db_int(application)), &marks)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		bool is_right = false;
		struct note note;

		/* one that does not open was changed too */
		if (read_note(db, application, rows.at[i], out->head, &note, &is_right) || !is_right ||
		    row_int(rows.at[i], 1) != (int64_t)i + 1 ||
		    !is_marked(db_pool(db), &marks, rows.count, i, row_bytes(rows.at[i], 7)))
			break;
		out->count++;
		out->head = row_bytes(rows.at[i], 7);
	}
	if ((size_t)out->count < rows.count || rows.count < marks.count)
		out->wrong = out->count + 1;
	return NULL;
}
