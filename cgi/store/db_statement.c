/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Declared statements: prepared at their first use on a connection, kept in an array beside the
 * linker's table of all declared ones, bound and run.
 */
#include <errmsg.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "store/db_part.h"

extern const struct statement *const __start_qiao_statements[];
extern const struct statement *const __stop_qiao_statements[];

const struct statement *const *
db_statements(size_t *count)
{
	/* the linker's two ends of one table */
	/* cppcheck-suppress comparePointers */
	*count = (size_t)(__stop_qiao_statements - __start_qiao_statements);
	return __start_qiao_statements;
}

/* Statements of one program are few and their addresses fixed: the slot is found once a use. */
static size_t
slot_of(const struct statement *st)
{
	size_t count;
	const struct statement *const *all = db_statements(&count);
	static const struct statement **sorted;
	static size_t *slots;

	if (!sorted) {
		sorted = calloc(count, sizeof *sorted);
		slots = calloc(count, sizeof *slots);
		for (size_t i = 0; sorted && slots && i < count; i++) {
			size_t j = i;

			for (; j > 0 && sorted[j - 1] > all[i]; j--) {
				sorted[j] = sorted[j - 1];
				slots[j] = slots[j - 1];
			}
			sorted[j] = all[i];
			slots[j] = i;
		}
	}
	for (size_t low = 0, high = count; low < high;) {
		size_t middle = (low + high) / 2;

		if (sorted[middle] == st)
			return slots[middle];
		if (sorted[middle] < st)
			low = middle + 1;
		else
			high = middle;
	}
	abort();	/* a statement that was not declared with STATEMENT() */
}

db_result
db_prepare(struct db *db, const struct statement *st, MYSQL_STMT **out)
{
	size_t slot = slot_of(st);
	db_result e;

	if (!db->my && (e = db_connect(db)))
		return e;
	if (!db->prepared[slot]) {
		MYSQL_STMT *ps = mysql_stmt_init(db->my);

		if (!ps)
			_Exit(70);
		db->round_trips++;
		if (mysql_stmt_prepare(ps, st->sql, strlen(st->sql)) != 0) {
			e = db_broken((int)mysql_stmt_errno(ps), st->name);
			mysql_stmt_close(ps);
			return e;
		}
		db->prepared[slot] = ps;
	}
	*out = db->prepared[slot];
	return NULL;
}

static MYSQL_TIME
time_of(moment at)
{
	int y, m, d;
	moment days = at / DAY - (at % DAY < 0), rest = at - days * DAY;

	day_split((day)days, &y, &m, &d);
	return (MYSQL_TIME){.year = (unsigned)y, .month = (unsigned)m, .day = (unsigned)d,
	    .hour = (unsigned)(rest / HOUR), .minute = (unsigned)(rest / MINUTE % 60),
	    .second = (unsigned)(rest / SECOND % 60), .second_part = (unsigned long)(rest % SECOND) * 1000,
	    .time_type = MYSQL_TIMESTAMP_DATETIME};
}

static const void *
unconst(const void *p, void **to)
{
	memcpy(to, &p, sizeof p);	/* the connector's buffers carry no const */
	return p;
}

static void
bind_in(struct db_slots *s, const struct statement *st, struct values in)
{
	if (strlen(st->in) != in.count || in.count > DB_MOST_COLUMNS)
		abort();		/* a call that does not fit its declaration */
	for (size_t i = 0; i < in.count; i++) {
		const struct value *v = &in.at[i];
		MYSQL_BIND *b = &s->bind[i];

		if (st->in[i] != v->type)
			abort();
		memset(b, 0, sizeof *b);
		b->is_null = &s->is_null[i];
		b->length = &s->length[i];
		s->is_null[i] = 0;
		switch (v->type) {
		case 'i':
		case 'r':
			s->number[i] = v->i;
			s->is_null[i] = v->type == 'r' && v->i == 0;
			b->buffer_type = MYSQL_TYPE_LONGLONG;
			b->buffer = &s->number[i];
			break;
		case 't':
			s->is_null[i] = v->i == 0;
			s->time[i] = time_of(v->i);
			b->buffer_type = MYSQL_TYPE_DATETIME;
			b->buffer = &s->time[i];
			break;
		default:
			s->is_null[i] = v->b.p == NULL;
			s->length[i] = v->b.n;
			b->buffer_type = v->type == 's' ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
			b->buffer_length = v->b.n;
			unconst(v->b.p, &b->buffer);
		}
	}
}

db_result
db_execute(struct db *db, const struct statement *st, struct values in, MYSQL_STMT **out)
{
	struct db_slots slots;
	db_result e;

	for (int tries = 0;; tries++) {
		if ((e = db_prepare(db, st, out)) == NULL) {
			bind_in(&slots, st, in);
			db->round_trips++;
			if (!mysql_stmt_bind_param(*out, slots.bind) && !mysql_stmt_execute(*out))
				return NULL;
			e = db_broken((int)mysql_stmt_errno(*out), st->name);
		}
		if (db_remedy(e) != DB_RECONNECT)
			return e;
		/* 2013 leaves open whether a statement ran: only a select is simply sent again */
		if (db->in_transaction || tries || (e->code == CR_SERVER_LOST &&
		    strncmp(st->sql, "SELECT", 6) != 0)) {
			db_drop(db);
			return e;
		}
		db_drop(db);
	}
}

db_result
db_run(struct db *db, const struct statement *st, struct values in, int64_t *affected)
{
	MYSQL_STMT *ps;
	db_result e = db_execute(db, st, in, &ps);

	if (!e && affected)
		*affected = (int64_t)mysql_stmt_affected_rows(ps);
	return e;
}

db_result
db_run_one(struct db *db, const struct statement *st, struct values in)
{
	int64_t affected = 0;
	db_result e = db_run(db, st, in, &affected);

	if (!e && affected != 1)
		e = fail(ERROR_CONFLICT, "%s touched %lld rows", st->name, (long long)affected);
	return e;
}

/* The letter of a result column, '?' if none stands for it: 63 is the binary character set. */
static char
letter_of(const MYSQL_FIELD *field)
{
	switch (field->type) {
	case MYSQL_TYPE_TINY:
	case MYSQL_TYPE_SHORT:
	case MYSQL_TYPE_LONG:
	case MYSQL_TYPE_INT24:
	case MYSQL_TYPE_LONGLONG:
		return 'i';
	case MYSQL_TYPE_DATETIME:
		return 't';
	case MYSQL_TYPE_DATE:
	case MYSQL_TYPE_NEWDECIMAL:
		return 's';
	case MYSQL_TYPE_VARCHAR:
	case MYSQL_TYPE_VAR_STRING:
	case MYSQL_TYPE_STRING:
	case MYSQL_TYPE_TINY_BLOB:
	case MYSQL_TYPE_MEDIUM_BLOB:
	case MYSQL_TYPE_LONG_BLOB:
	case MYSQL_TYPE_BLOB:
		return field->charsetnr == 63 ? 'b' : 's';
	default:
		return '?';
	}
}

bool
db_is_declared(const MYSQL_FIELD *field, char letter)
{
	return field->type == MYSQL_TYPE_NULL || letter_of(field) == (letter == 'r' ? 'i' : letter);
}

db_result
db_check_statement(struct db *db, const struct statement *st)
{
	MYSQL_STMT *ps = NULL;
	MYSQL_RES *meta;
	db_result e = db_prepare(db, st, &ps);

	if (e)
		return e;
	if (mysql_stmt_param_count(ps) != strlen(st->in))
		return fail(ERROR_INTERNAL, "%s: takes %lu values", st->name,
		    mysql_stmt_param_count(ps));
	if (mysql_stmt_field_count(ps) != strlen(st->out))
		return fail(ERROR_INTERNAL, "%s: gives %u columns", st->name,
		    mysql_stmt_field_count(ps));
	if (!(meta = mysql_stmt_result_metadata(ps)))
		return NULL;
	for (unsigned i = 0; i < strlen(st->out) && !e; i++) {
		const MYSQL_FIELD *field = mysql_fetch_field_direct(meta, i);

		if (!db_is_declared(field, st->out[i]))
			e = fail(ERROR_INTERNAL, "%s: column %u is %c, declared %c", st->name, i,
			    letter_of(field), st->out[i]);
	}
	mysql_free_result(meta);
	return e;
}
