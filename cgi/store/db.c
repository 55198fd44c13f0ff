/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The only file that includes <mysql.h>. Statements are prepared at their first use on
 * a connection and kept in an array beside the linker's table of all declared ones.
 * MYSQL_OPT_RECONNECT stays off: after a silent reconnect every prepared statement
 * answers 1243 for ever.
 */
#include "store/db.h"

#include <errmsg.h>
#include <mysql.h>
#include <mysqld_error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/config.h"
#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/seal.h"

#define MOST_COLUMNS 48
#define WSREP_NOT_READY 1047
#define WSREP_FRAGMENT 1180

extern const struct statement *const __start_qiao_statements[];
extern const struct statement *const __stop_qiao_statements[];

struct db {
	const struct config *config;
	struct pool *pool;
	MYSQL *my;
	MYSQL_STMT **prepared;		/* by position in the linker's table */
	bool in_transaction;
	uint64_t round_trips;
};

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

struct db *
db_new(const struct config *config)
{
	struct db *db = calloc(1, sizeof *db);
	size_t count;

	db_statements(&count);
	if (!db || !(db->prepared = calloc(count + 1, sizeof(MYSQL_STMT *))))
		_Exit(70);
	db->config = config;
	return db;
}

void
db_drop(struct db *db)
{
	size_t count;

	db_statements(&count);
	for (size_t i = 0; i < count; i++) {
		if (db->prepared[i])
			mysql_stmt_close(db->prepared[i]);
		db->prepared[i] = NULL;
	}
	if (db->my)
		mysql_close(db->my);
	db->my = NULL;
	db->in_transaction = false;
}

void
db_close(struct db *db)
{
	if (!db)
		return;
	db_drop(db);
	free(db->prepared);
	free(db);
}

void
db_use_pool(struct db *db, struct pool *pool)
{
	db->pool = pool;
}

struct pool *
db_pool(struct db *db)
{
	return db->pool;
}

bool
db_in_transaction(const struct db *db)
{
	return db->in_transaction;
}

uint64_t
db_round_trips(const struct db *db)
{
	return db->round_trips;
}

enum db_remedy
db_remedy(const struct error *e)
{
	switch (e->code) {
	case ER_LOCK_DEADLOCK:
	case ER_LOCK_WAIT_TIMEOUT:
		return DB_AGAIN;
	case WSREP_NOT_READY:
	case WSREP_FRAGMENT:
	case CR_CONNECTION_ERROR:
	case CR_CONN_HOST_ERROR:
	case CR_SERVER_GONE_ERROR:
	case CR_SERVER_LOST:
	case CR_SERVER_LOST_EXTENDED:
	case ER_CONNECTION_KILLED:
	case ER_SERVER_SHUTDOWN:
	case ER_QUERY_INTERRUPTED:
	case ER_UNKNOWN_STMT_HANDLER:
	case ER_NEED_REPREPARE:
		return DB_RECONNECT;
	default:
		return DB_FINAL;
	}
}

bool
db_is_duplicate(const struct error *e)
{
	return e->code == ER_DUP_ENTRY;
}

/* The server's text may quote values ("Duplicate entry 'x'"), so only its number is kept. */
static db_result
broken(int code, const char *what)
{
	struct error probe = {.code = code};

	return fail_code(db_remedy(&probe) == DB_FINAL ? ERROR_INTERNAL : ERROR_UNAVAILABLE, code,
	    "%s", what);
}

static db_result
connect_now(struct db *db)
{
	const struct config *c = db->config;
	unsigned patience = 3, wait = 10;
	my_bool no = 0;
	db_result e;

	if (!(db->my = mysql_init(NULL)))
		_Exit(70);
	mysql_options(db->my, MYSQL_OPT_CONNECT_TIMEOUT, &patience);
	mysql_options(db->my, MYSQL_OPT_READ_TIMEOUT, &wait);
	mysql_options(db->my, MYSQL_OPT_WRITE_TIMEOUT, &wait);
	mysql_options(db->my, MYSQL_OPT_RECONNECT, &no);
	mysql_options(db->my, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	mysql_options(db->my, MYSQL_INIT_COMMAND, "SET SESSION time_zone='+00:00', "
	    "sql_mode='STRICT_ALL_TABLES,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO', "
	    "tx_isolation='READ-COMMITTED', wsrep_sync_wait=1");
	if (!mysql_real_connect(db->my, NULL, c->db_user, c->db_password, c->db_name, 0,
	    c->db_socket, CLIENT_FOUND_ROWS | CLIENT_MULTI_STATEMENTS)) {
		e = broken((int)mysql_errno(db->my), "connect");
		db_drop(db);
		return e;
	}
	return NULL;
}

static db_result
prepare(struct db *db, const struct statement *st, MYSQL_STMT **out)
{
	size_t slot = slot_of(st);
	db_result e;

	if (!db->my && (e = connect_now(db)))
		return e;
	if (!db->prepared[slot]) {
		MYSQL_STMT *ps = mysql_stmt_init(db->my);

		if (!ps)
			_Exit(70);
		db->round_trips++;
		if (mysql_stmt_prepare(ps, st->sql, strlen(st->sql)) != 0) {
			e = broken((int)mysql_stmt_errno(ps), st->name);
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

static moment
moment_of(const MYSQL_TIME *t)
{
	return (moment)day_of((int)t->year, (int)t->month, (int)t->day) * DAY +
	    t->hour * HOUR + t->minute * MINUTE + t->second * SECOND + (moment)(t->second_part / 1000);
}

struct slots {
	MYSQL_BIND bind[MOST_COLUMNS];
	int64_t number[MOST_COLUMNS];
	MYSQL_TIME time[MOST_COLUMNS];
	unsigned long length[MOST_COLUMNS];
	my_bool is_null[MOST_COLUMNS];
};

static const void *
unconst(const void *p, void **to)
{
	memcpy(to, &p, sizeof p);	/* the connector's buffers carry no const */
	return p;
}

static void
bind_in(struct slots *s, const struct statement *st, struct values in)
{
	if (strlen(st->in) != in.count || in.count > MOST_COLUMNS)
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

static db_result
execute(struct db *db, const struct statement *st, struct values in, MYSQL_STMT **out)
{
	struct slots slots;
	db_result e;

	for (int tries = 0;; tries++) {
		if ((e = prepare(db, st, out)) == NULL) {
			bind_in(&slots, st, in);
			db->round_trips++;
			if (!mysql_stmt_bind_param(*out, slots.bind) && !mysql_stmt_execute(*out))
				return NULL;
			e = broken((int)mysql_stmt_errno(*out), st->name);
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

static void
bind_out(struct slots *s, const struct statement *st, size_t columns)
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
texts_size(const struct slots *s, const struct statement *st, size_t columns)
{
	size_t sum = 0;

	for (size_t i = 0; i < columns; i++)
		if ((st->out[i] == 's' || st->out[i] == 'b') && !s->is_null[i])
			sum += s->length[i] + 1;
	return sum;
}

static db_result
fetch_value(MYSQL_STMT *ps, struct slots *s, unsigned i, struct value *v, char **room)
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
		return broken((int)mysql_stmt_errno(ps), "fetch");
	copy[s->length[i]] = '\0';
	v->b = BYTES(copy, s->length[i]);
	*room += s->length[i] + 1;
	return NULL;
}

static db_result
fetch_rows(struct db *db, const struct statement *st, MYSQL_STMT *ps, size_t most, struct rows *out)
{
	size_t columns = strlen(st->out), room = 0;
	struct slots s;
	db_result e;
	int got;

	if (mysql_stmt_field_count(ps) != columns || columns > MOST_COLUMNS)
		abort();
	bind_out(&s, st, columns);
	if (mysql_stmt_bind_result(ps, s.bind) || mysql_stmt_store_result(ps))
		return broken((int)mysql_stmt_errno(ps), st->name);
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
	if ((e = execute(db, st, in, &ps)))
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

db_result
db_run(struct db *db, const struct statement *st, struct values in, int64_t *affected)
{
	MYSQL_STMT *ps;
	db_result e = execute(db, st, in, &ps);

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

STATEMENT(transaction_begin, "", "", "START TRANSACTION")
STATEMENT(transaction_commit, "", "", "COMMIT")
STATEMENT(transaction_rollback, "", "", "ROLLBACK")

db_result
db_begin(struct db *db)
{
	db_result e = db_run(db, &transaction_begin, DB_NOTHING, NULL);

	db->in_transaction = e == NULL;
	return e;
}

db_result
db_commit(struct db *db)
{
	db_result e = db_run(db, &transaction_commit, DB_NOTHING, NULL);

	db->in_transaction = false;
	return e;
}

void
db_rollback(struct db *db)
{
	if (!db->in_transaction)
		return;
	/* a connection that cannot even roll back is dropped, which rolls back */
	if (db_run(db, &transaction_rollback, DB_NOTHING, NULL))
		db_drop(db);
	db->in_transaction = false;
}

int64_t
db_id_at(moment at)
{
	static const moment epoch = 1577836800000;	/* 2020-01-01 */

	return (at - epoch) * (1 << 21);
}

int64_t
db_new_id(void)
{
	static int64_t last;
	int64_t id = db_id_at(clock_now()) | (int64_t)random_below(1U << 21);

	/* one process never makes the same id twice, and its ids rise */
	if (id <= last)
		id = last + 1;
	return last = id;
}

void
db_backoff(int tries)
{
	uint32_t most = tries > 6 ? 64 : 1U << tries;
	struct timespec ts = {0, (long)(1 + random_below(most)) * 1000000L};

	nanosleep(&ts, NULL);
}

/* The letter of a result column: 63 is the binary character set. */
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
	default:
		return field->charsetnr == 63 ? 'b' : 's';
	}
}

db_result
db_check_statement(struct db *db, const struct statement *st)
{
	MYSQL_STMT *ps = NULL;
	MYSQL_RES *meta;
	db_result e = prepare(db, st, &ps);

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
		char is = letter_of(mysql_fetch_field_direct(meta, i));
		char said = st->out[i] == 'r' ? 'i' : st->out[i];

		if (is != said)
			e = fail(ERROR_INTERNAL, "%s: column %u is %c, declared %c", st->name, i, is,
			    st->out[i]);
	}
	mysql_free_result(meta);
	return e;
}

db_result
db_script(struct db *db, const char *sql)
{
	db_result e;
	int more;

	if (!db->my && (e = connect_now(db)))
		return e;
	if (mysql_real_query(db->my, sql, strlen(sql)) != 0)
		return fail_code(ERROR_INTERNAL, (int)mysql_errno(db->my), "script: %s",
		    mysql_error(db->my));
	do {
		MYSQL_RES *result = mysql_store_result(db->my);

		mysql_free_result(result);
		if ((more = mysql_next_result(db->my)) > 0)
			return fail_code(ERROR_INTERNAL, (int)mysql_errno(db->my), "script: %s",
			    mysql_error(db->my));
	} while (more == 0);
	return NULL;
}
