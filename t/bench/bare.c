/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The tracking page without its page: the statements that it runs, through libmariadb alone,
 * every row fetched, then a fixed page. bare SOCKET WORKERS PAGE SETTINGS SESSION-HASH-IN-HEX
 *
 * The statements are the service's own, found by name among those that its object files
 * declare, so that they cannot drift from what the product runs.
 */
#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/config.h"
#include "loop.h"
#include "service/person.h"
#include "service/tracking.h"
#include "store/db.h"

#define MOST 24			/* columns */
#define ROOM 2048		/* bytes of a text */
#define HASH 32

struct prepared {
	MYSQL_STMT *handle;
	MYSQL_BIND out[MOST];
	long long number[MOST];
	MYSQL_TIME time[MOST];
	char text[MOST][ROOM];
	unsigned long length[MOST];
	my_bool is_null[MOST];
};

struct bare {
	struct config config;
	unsigned char hash[HASH];
	MYSQL *my;
	struct prepared session, tracking;
};

/* Named here so that the linker takes the files in which the statements stand. */
static const void *const linked[] __attribute__((used)) = {
	(const void *)&session_find, (const void *)&tracking_load,
};

static _Noreturn void
give_up(const char *what)
{
	fprintf(stderr, "bare: %s\n", what);
	_Exit(1);
}

static const struct statement *
declared(const char *name)
{
	size_t count;
	const struct statement *const *all = db_statements(&count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(all[i]->name, name) == 0)
			return all[i];
	give_up(name);
}

static void
prepare(MYSQL *my, const char *name, const char *types, struct prepared *p)
{
	const struct statement *st = declared(name);

	if (strcmp(st->in, types) != 0 || strlen(st->out) > MOST)
		give_up("a statement takes other values than it did: mend bare.c");
	p->handle = mysql_stmt_init(my);
	if (!p->handle || mysql_stmt_prepare(p->handle, st->sql, strlen(st->sql)) != 0)
		give_up(mysql_error(my));
	for (size_t i = 0; i < strlen(st->out); i++) {
		MYSQL_BIND *b = &p->out[i];

		b->is_null = &p->is_null[i];
		b->length = &p->length[i];
		switch (st->out[i]) {
		case 'i':
		case 'r':
			b->buffer_type = MYSQL_TYPE_LONGLONG;
			b->buffer = &p->number[i];
			break;
		case 't':
			b->buffer_type = MYSQL_TYPE_DATETIME;
			b->buffer = &p->time[i];
			break;
		default:
			b->buffer_type = MYSQL_TYPE_STRING;
			b->buffer = p->text[i];
			b->buffer_length = ROOM;
		}
	}
	if (mysql_stmt_bind_result(p->handle, p->out) != 0)
		give_up(name);
}

static void
begin(void *data)
{
	struct bare *b = data;
	const struct config *c = &b->config;

	b->my = mysql_init(NULL);
	mysql_options(b->my, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	if (!mysql_real_connect(b->my, NULL, c->db_user, c->db_password, c->db_name, 0,
	    c->db_socket, 0))
		give_up(mysql_error(b->my));
	prepare(b->my, "session_select", "btt", &b->session);
	prepare(b->my, "tracking_select", "si", &b->tracking);
}

/* How many rows came; the last one stays in the buffers. */
static int
run(struct prepared *p, MYSQL_BIND *in)
{
	int rows = 0;

	if (mysql_stmt_bind_param(p->handle, in) != 0 || mysql_stmt_execute(p->handle) != 0 ||
	    mysql_stmt_store_result(p->handle) != 0)
		give_up(mysql_stmt_error(p->handle));
	while (mysql_stmt_fetch(p->handle) == 0)
		rows++;
	mysql_stmt_free_result(p->handle);
	return rows;
}

static void
find_session(struct bare *b)
{
	MYSQL_TIME long_ago = {.year = 2020, .month = 1, .day = 1,
	    .time_type = MYSQL_TIMESTAMP_DATETIME};
	MYSQL_BIND in[3] = {
		{.buffer_type = MYSQL_TYPE_BLOB, .buffer = b->hash, .buffer_length = HASH},
		{.buffer_type = MYSQL_TYPE_DATETIME, .buffer = &long_ago},
		{.buffer_type = MYSQL_TYPE_DATETIME, .buffer = &long_ago},
	};

	if (run(&b->session, in) != 1)
		give_up("no session");
}

/* The person is the session's last column; the number is the path's end. */
static bool
each(void *data, const char *uri)
{
	struct bare *b = data;
	const char *slash = uri ? strrchr(uri, '/') : NULL;
	char ref[16];
	MYSQL_BIND in[2];

	if (!slash || strlen(slash + 1) >= sizeof ref)
		return false;
	strcpy(ref, slash + 1);
	find_session(b);
	in[0] = (MYSQL_BIND){.buffer_type = MYSQL_TYPE_STRING, .buffer = ref,
	    .buffer_length = strlen(ref)};
	in[1] = (MYSQL_BIND){.buffer_type = MYSQL_TYPE_LONGLONG, .buffer = &b->session.number[8]};
	if (run(&b->tracking, in) < 1)
		give_up("no application");
	return true;
}

int
main(int argc, char **argv)
{
	static struct bare bare;
	const struct work work = {begin, each, &bare};

	if (argc != 6 || strlen(argv[5]) != 2 * HASH) {
		fprintf(stderr, "usage: bare SOCKET WORKERS PAGE SETTINGS SESSION-HASH-IN-HEX\n");
		return 64;
	}
	for (int i = 0; i < HASH; i++)
		if (sscanf(argv[5] + 2 * i, "%2hhx", &bare.hash[i]) != 1)
			give_up("the hash is not hexadecimal");
	if (config_load(argv[4], &bare.config))
		give_up(argv[4]);
	return loop(argv[1], atoi(argv[2]), argv[3], &work);
}
