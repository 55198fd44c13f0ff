/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a statement answers: rows in the pool of the request, and their columns. */
#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "store/db_part.h"

/*
 * A row as it stands in the connector's buffer, of the binary protocol. The connector's own way (bind,
 * store all rows, convert each column, ask for each text twice) costs a worker more than the page that
 * it is for; it offers a callback for each column instead.
 */
struct reading {
	const MYSQL_FIELD *fields;
	const struct statement *statement;
	size_t texts;			/* bytes of the texts with their NULs */
	size_t past;			/* columns that an earlier row has: left empty */
	struct value at[DB_MOST_COLUMNS];
};

struct bounds {
	size_t most, same;		/* rows; columns that the first one has for all */
};

static uint64_t
little(const unsigned char *p, size_t n)
{
	uint64_t v = 0;

	if (n == sizeof v) {		/* most are: ids */
		memcpy(&v, p, sizeof v);
		return le64toh(v);
	}
	while (n--)
		v = v << 8 | p[n];
	return v;
}

static int64_t
number_of(const unsigned char *p, size_t n, const MYSQL_FIELD *field)
{
	unsigned spare = 64 - 8 * (unsigned)n;
	uint64_t v = little(p, n);

	return field->flags & UNSIGNED_FLAG ? (int64_t)v : (int64_t)(v << spare) >> spare;
}

/* Year, month, day, then the time and its fraction where they are not zero. */
static moment
moment_of(const unsigned char *p, size_t n)
{
	moment at = 0;

	if (n >= 4)
		at = (moment)day_of((int)little(p, 2), p[2], p[3]) * DAY;
	if (n >= 7)
		at += p[4] * HOUR + p[5] * MINUTE + p[6] * SECOND;
	return n >= 11 ? at + (moment)(little(p + 7, 4) / 1000) : at;
}

/* How many bytes follow: one of 251 or less says so itself. */
static size_t
length_of(unsigned char **p)
{
	unsigned char first = *(*p)++;
	size_t wide = first < 251 ? 0 : first == 252 ? 2 : first == 253 ? 3 : 8, n = first;

	if (wide)
		n = (size_t)little(*p, wide);
	*p += wide;
	return n;
}

static size_t
width_of(enum enum_field_types type)
{
	switch (type) {
	case MYSQL_TYPE_TINY:
		return 1;
	case MYSQL_TYPE_SHORT:
		return 2;
	case MYSQL_TYPE_LONG:
	case MYSQL_TYPE_INT24:
		return 4;
	case MYSQL_TYPE_LONGLONG:
		return 8;
	default:
		return 0;
	}
}

#define DATE_TEXT 10	/* 2026-11-26 */

/* NULL leaves the value empty. */
static void
read_column(void *data, unsigned i, unsigned char **p)
{
	struct reading *r = data;
	const MYSQL_FIELD *field = &r->fields[i];
	size_t n = width_of(field->type);
	struct value *v = &r->at[i];

	if (i < r->past) {
		if (p)
			n = n ? n : length_of(p), *p += n;
		return;
	}
	*v = (struct value){.type = r->statement->out[i]};
	if (!p)
		return;
	if (n) {
		v->i = number_of(*p, n, field);
	} else if ((n = length_of(p)), v->type == 't') {
		v->i = moment_of(*p, n);
	} else {
		v->b = BYTES(*p, n);
		r->texts += (field->type == MYSQL_TYPE_DATE ? DATE_TEXT : n) + 1;
	}
	*p += n;
}

static struct bytes
text_of(const struct reading *r, size_t i, char **room)
{
	struct bytes b = r->at[i].b;
	char *copy = *room;

	if (r->fields[i].type == MYSQL_TYPE_DATE) {
		day_format((day)(moment_of(b.p, b.n) / DAY), copy);
		b.n = DATE_TEXT;
	} else {
		memcpy(copy, b.p, b.n);
		copy[b.n] = '\0';
	}
	*room += b.n + 1;
	return BYTES(copy, b.n);
}

/* A row and its texts are one piece of memory. */
static struct row *
keep_row(struct pool *pool, const struct reading *r, size_t columns)
{
	size_t head = sizeof(struct row) + columns * sizeof(struct value);
	struct row *row = pool_alloc(pool, head + r->texts);
	char *room = (char *)row + head;

	row->statement = r->statement;
	row->columns = columns;
	memcpy(row->at, r->at, columns * sizeof(struct value));
	for (size_t i = 0; i < columns; i++)
		if (r->at[i].b.p)
			row->at[i].b = text_of(r, i, &room);
	return row;
}

static void
pass_over(struct reading *r, size_t columns)
{
	for (size_t i = 0; i < columns; i++)
		r->at[i] = (struct value){.type = r->statement->out[i]};
	r->past = columns;
}

static db_result
fetch_rows(struct db *db, const struct statement *st, MYSQL_STMT *ps, struct bounds bounds, struct rows *out)
{
	size_t columns = strlen(st->out), room = 0;
	struct reading r;		/* large: what is not needed is not cleared */
	int got = 0;

	if (mysql_stmt_field_count(ps) != columns || columns > DB_MOST_COLUMNS)
		abort();
	r.statement = st;
	r.past = 0;
	r.fields = mariadb_stmt_fetch_fields(ps);
	for (size_t i = 0; i < columns; i++)
		if (!db_is_declared(&r.fields[i], st->out[i]))
			return fail(ERROR_INTERNAL, "%s: column %zu has another type", st->name, i);
	mysql_stmt_attr_set(ps, STMT_ATTR_CB_USER_DATA, &r);
	mysql_stmt_attr_set(ps, STMT_ATTR_CB_RESULT, (const void *)(uintptr_t)read_column);
	while (out->count < bounds.most && (r.texts = 0, got = mysql_stmt_fetch(ps)) == 0) {
		if (out->count == room) {
			room = room ? room * 2 : 8;
			out->at = pool_grow(db->pool, out->at, room, sizeof(struct row *));
		}
		out->at[out->count++] = keep_row(db->pool, &r, columns);
		if (out->count == 1)
			pass_over(&r, bounds.same);
	}
	return got == 0 || got == MYSQL_NO_DATA ? NULL :
	    db_broken((int)mysql_stmt_errno(ps), st->name);
}

static db_result
select_rows(struct db *db, const struct statement *st, struct values in, struct bounds bounds,
    struct rows *out)
{
	MYSQL_STMT *ps;
	db_result e;

	*out = (struct rows){0};
	if ((e = db_execute(db, st, in, &ps)))
		return e;
	e = fetch_rows(db, st, ps, bounds, out);
	mysql_stmt_free_result(ps);
	return e;
}

db_result
db_rows(struct db *db, const struct statement *st, struct values in, struct rows *out)
{
	return select_rows(db, st, in, (struct bounds){.most = SIZE_MAX}, out);
}

db_result
db_rows_joined(struct db *db, const struct statement *st, struct values in, size_t same,
    struct rows *out)
{
	return select_rows(db, st, in, (struct bounds){.most = SIZE_MAX, .same = same}, out);
}

db_result
db_row(struct db *db, const struct statement *st, struct values in, struct row **out)
{
	struct rows rows;
	db_result e = select_rows(db, st, in, (struct bounds){.most = 1}, &rows);

	*out = !e && rows.count ? rows.at[0] : NULL;
	return e;
}

static const struct value *
column(const struct row *row, int i)
{
	if (i < 0 || (size_t)i >= row->columns)
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
