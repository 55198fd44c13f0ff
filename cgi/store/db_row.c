/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a statement answers: rows in the pool of the request, and their columns. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "store/db_part.h"

static moment
moment_of(const MYSQL_TIME *t)
{
	return (moment)day_of((int)t->year, (int)t->month, (int)t->day) * DAY +
	    t->hour * HOUR + t->minute * MINUTE + t->second * SECOND + (moment)(t->second_part / 1000);
}

static void
bind_out(struct db_slots *s, const struct statement *st, size_t columns)
{
	memset(s->bind, 0, sizeof *s->bind * columns);
	for (size_t i = 0; i < columns; i++) {
		MYSQL_BIND *b = &s->bind[i];

		b->is_null = &s->is_null[i];
		b->length = &s->length[i];
		switch (st->out[i]) {
		case 'i':
		case 'r':
			b->buffer_type = MYSQL_TYPE_LONGLONG;
			b->buffer = &s->number[i];
			break;
		case 't':
			b->buffer_type = MYSQL_TYPE_DATETIME;
			b->buffer = &s->time[i];
			break;
		default:		/* its length is asked first, then the bytes are fetched */
			b->buffer_type = st->out[i] == 's' ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
		}
	}
}

/* Bytes of a row's texts with their NULs; a row and its texts are one piece of memory. */
static size_t
texts_size(const struct db_slots *s, const struct statement *st, size_t columns)
{
	size_t sum = 0;

	for (size_t i = 0; i < columns; i++)
		if ((st->out[i] == 's' || st->out[i] == 'b') && !s->is_null[i])
			sum += s->length[i] + 1;
	return sum;
}

static db_result
fetch_value(MYSQL_STMT *ps, struct db_slots *s, unsigned i, struct value *v, char **room)
{
	if (s->is_null[i])
		return NULL;
	switch (v->type) {
	case 'i':
	case 'r':
		v->i = s->number[i];
		return NULL;
	case 't':
		v->i = moment_of(&s->time[i]);
		return NULL;
	default:
		break;
	}
	char *copy = *room;
	MYSQL_BIND b = {.buffer_type = s->bind[i].buffer_type, .buffer = copy,
	    .buffer_length = s->length[i], .length = &s->length[i], .is_null = &s->is_null[i]};

	if (s->length[i] && mysql_stmt_fetch_column(ps, &b, i, 0) != 0)
		return db_broken((int)mysql_stmt_errno(ps), "fetch");
	copy[s->length[i]] = '\0';
	v->b = BYTES(copy, s->length[i]);
	*room += s->length[i] + 1;
	return NULL;
}

static db_result
fetch_rows(struct db *db, const struct statement *st, MYSQL_STMT *ps, size_t most, struct rows *out)
{
	size_t columns = strlen(st->out), room = 0;
	struct db_slots s;
	db_result e;
	int got;

	if (mysql_stmt_field_count(ps) != columns || columns > DB_MOST_COLUMNS)
		abort();
	bind_out(&s, st, columns);
	if (mysql_stmt_bind_result(ps, s.bind) || mysql_stmt_store_result(ps))
		return db_broken((int)mysql_stmt_errno(ps), st->name);
	while (out->count < most && ((got = mysql_stmt_fetch(ps)) == 0 || got == MYSQL_DATA_TRUNCATED)) {
		size_t head = sizeof(struct row) + columns * sizeof(struct value);
		struct row *row = pool_alloc(db->pool, head + texts_size(&s, st, columns));
		char *texts = (char *)row + head;

		memset(row, 0, head);
		row->statement = st;
		for (unsigned i = 0; i < columns; i++) {
			row->at[i].type = st->out[i];
			if ((e = fetch_value(ps, &s, i, &row->at[i], &texts)))
				return e;
		}
		if (out->count == room) {
			room = room ? room * 2 : 8;
			out->at = pool_grow(db->pool, out->at, room, sizeof(struct row *));
		}
		out->at[out->count++] = row;
	}
	return NULL;
}

static db_result
select_rows(struct db *db, const struct statement *st, struct values in, size_t most, struct rows *out)
{
	MYSQL_STMT *ps;
	db_result e;

	*out = (struct rows){0};
	if ((e = db_execute(db, st, in, &ps)))
		return e;
	e = fetch_rows(db, st, ps, most, out);
	mysql_stmt_free_result(ps);
	return e;
}

db_result
db_rows(struct db *db, const struct statement *st, struct values in, struct rows *out)
{
	return select_rows(db, st, in, SIZE_MAX, out);
}

db_result
db_row(struct db *db, const struct statement *st, struct values in, struct row **out)
{
	struct rows rows;
	db_result e = select_rows(db, st, in, 1, &rows);

	*out = !e && rows.count ? rows.at[0] : NULL;
	return e;
}

static const struct value *
column(const struct row *row, int i)
{
	if (i < 0 || (size_t)i >= strlen(row->statement->out))
		abort();
	return &row->at[i];
}

int64_t
row_int(const struct row *row, int i)
{
	const struct value *v = column(row, i);

	if (v->type != 'i' && v->type != 'r')
		abort();
	return v->i;
}

moment
row_moment(const struct row *row, int i)
{
	const struct value *v = column(row, i);

	if (v->type != 't')
		abort();
	return v->i;
}

const char *
row_text(const struct row *row, int i)
{
	const struct value *v = column(row, i);

	if (v->type != 's')
		abort();
	return (const char *)v->b.p;
}

struct bytes
row_bytes(const struct row *row, int i)
{
	const struct value *v = column(row, i);

	if (v->type != 'b')
		abort();
	return v->b;
}
