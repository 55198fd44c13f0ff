/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/sending.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/application.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(sending_count, "i", "ii",
    "SELECT COUNT(*), CAST(COALESCE(SUM(arrived), 0) AS SIGNED) FROM sending WHERE person = ?")
STATEMENT(sending_insert, "iiisbit", "",
    "INSERT INTO sending (id, person, application, code, name, size, arrived, ends) "
    "VALUES (?, ?, ?, ?, ?, ?, 0, ?)")
STATEMENT(sending_select, "iis", "iisbiit",
    "SELECT s.id, s.application, s.code, s.name, s.size, s.arrived, s.ends FROM sending s "
    "JOIN application a ON a.id = s.application WHERE s.id = ? AND s.person = ? AND a.ref = ?")
STATEMENT(sending_move, "itii", "",
    "UPDATE sending SET arrived = ?, ends = ? WHERE id = ? AND arrived = ?")
STATEMENT(sending_piece_insert, "iib", "",
    "INSERT INTO sending_piece (sending, place, sealed) VALUES (?, ?, ?)")
STATEMENT(sending_piece_select, "ii", "b",
    "SELECT sealed FROM sending_piece WHERE sending = ? AND place = ?")
STATEMENT(sending_pieces_drop, "i", "", "DELETE FROM sending_piece WHERE sending = ?")
STATEMENT(sending_row_drop, "i", "", "DELETE FROM sending WHERE id = ?")
STATEMENT(sending_of_application, "i", "i", "SELECT id FROM sending WHERE application = ?")

#define NAME_CONTEXT "sending-name"

/* Its place is part of what is sealed, so that pieces cannot change places. */
#define CONTEXT_SIZE 40
static void
piece_context(char context[CONTEXT_SIZE], int64_t place)
{
	snprintf(context, CONTEXT_SIZE, "sending-piece-%lld", (long long)place);
}

const struct error *
sending_begin(struct db *db, const struct application *a, struct sending *s, moment now)
{
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &sending_count, DB(db_int(a->person)), &row)))
		return e;
	if (row_int(row, 0) >= SENDING_MOST || row_int(row, 1) + s->size > SENDING_MOST_BYTES)
		return fail(ERROR_TOO_MANY, "%lld files on their way", (long long)row_int(row, 0));
	s->id = db_new_id();
	s->application = a->id;
	s->arrived = 0;
	s->ends = now + SENDING_LASTS;
	return db_run(db, &sending_insert, DB(db_int(s->id), db_int(a->person), db_int(a->id),
	    db_text(s->code), db_bytes(seal_text(db_pool(db), NAME_CONTEXT, s->id, s->name)),
	    db_int(s->size), db_moment(s->ends)), NULL);
}

const struct error *
sending_load(struct db *db, int64_t person, const char *ref, int64_t id, moment now, struct sending **out)
{
	struct sending *s = POOL_NEW(db_pool(db), struct sending);
	const struct error *e;
	struct row *r;

	if ((e = db_row(db, &sending_select, DB(db_int(id), db_int(person), db_text(ref)), &r)))
		return e;
	if (!r)
		return fail(ERROR_NOT_FOUND, "no such sending of theirs");
	*s = (struct sending){.id = row_int(r, 0), .application = row_int(r, 1), .code = row_text(r, 2),
	    .size = row_int(r, 4), .arrived = row_int(r, 5), .ends = row_moment(r, 6)};
	if (s->ends <= now)
		return fail(ERROR_ENDED, "a sending whose time is over");
	*out = s;
	return unseal_text(db_pool(db), NAME_CONTEXT, id, row_bytes(r, 3), &s->name);
}

const struct error *
sending_add(struct db *db, struct sending *s, int64_t offset, struct bytes piece, moment now, bool *is_next)
{
	int64_t moved = 0, until = s->arrived + (int64_t)piece.n;
	char context[CONTEXT_SIZE];
	const struct error *e;

	*is_next = offset == s->arrived;
	if (!*is_next || piece.n == 0)
		return NULL;
	/* two at once: the second waits here, and finds that it has moved on */
	if ((e = db_run(db, &sending_move, DB(db_int(until), db_moment(now + SENDING_LASTS), db_int(s->id),
	    db_int(offset)), &moved)))
		return e;
	if (!(*is_next = moved == 1))
		return NULL;
	s->arrived = until;
	s->ends = now + SENDING_LASTS;
	piece_context(context, offset);
	return db_run(db, &sending_piece_insert, DB(db_int(s->id), db_int(offset),
	    db_bytes(seal(db_pool(db), context, s->id, piece))), NULL);
}

static const struct error *
read_piece(struct db *db, const struct sending *s, int64_t place, unsigned char *to, int64_t *size)
{
	char context[CONTEXT_SIZE];
	const struct error *e;
	struct bytes plain;
	struct row *row;

	if ((e = db_row(db, &sending_piece_select, DB(db_int(s->id), db_int(place)), &row)))
		return e;
	if (!row)
		return fail(ERROR_NOT_FOUND, "a sending lacks its piece at %lld", (long long)place);
	piece_context(context, place);
	if ((e = unseal(db_pool(db), context, s->id, row_bytes(row, 0), &plain)))
		return e;
	*size = (int64_t)plain.n;
	if (*size == 0 || *size > s->size - place)
		return fail(ERROR_INTERNAL, "a sending's piece of %zu bytes", plain.n);
	memcpy(to + place, plain.p, plain.n);
	return NULL;
}

/* One piece in memory at a time: its copies go to a pool of their own. */
const struct error *
sending_read(struct db *db, const void *sending, unsigned char *to)
{
	const struct sending *s = sending;
	struct pool *before = db_pool(db);
	const struct error *e = NULL;
	int64_t size = 0;

	for (int64_t place = 0; place < s->size && !e; place += size) {
		struct pool *pool = pool_new(before, 0);

		db_use_pool(db, pool);
		e = read_piece(db, s, place, to, &size);
		db_use_pool(db, before);
		pool_free(pool);
	}
	return e;
}

const struct error *
sending_drop(struct db *db, int64_t id)
{
	const struct error *e = db_run_one(db, &sending_row_drop, DB(db_int(id)));

	return e ? e : db_run(db, &sending_pieces_drop, DB(db_int(id)), NULL);
}

const struct error *
sending_drop_all(struct db *db, int64_t application)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &sending_of_application, DB(db_int(application)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count && !e; i++)
		e = sending_drop(db, row_int(rows.at[i], 0));
	return e;
}
