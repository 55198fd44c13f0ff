/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The connection, and what its errors mean. MYSQL_OPT_RECONNECT stays off: after a silent
 * reconnect every prepared statement answers 1243 for ever.
 */
#include <errmsg.h>
#include <mysqld_error.h>
#include <stdlib.h>
#include <string.h>

#include "base/config.h"
#include "base/error.h"
#include "store/db_part.h"

#define WSREP_NOT_READY 1047
#define WSREP_FRAGMENT 1180
#define SCRIPT_SECONDS (24 * 60 * 60)	/* a migration of a large store */

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
db_result
db_broken(int code, const char *what)
{
	/* a line that breaks within an answer is told without a number */
	struct error probe = {.code = code ? code : CR_SERVER_LOST};

	code = probe.code;
	return fail_code(db_remedy(&probe) == DB_FINAL ? ERROR_INTERNAL : ERROR_UNAVAILABLE, code,
	    "%s", what);
}

db_result
db_connect(struct db *db)
{
	const struct config *c = db->config;
	unsigned patience = 3, wait = db->is_patient ? SCRIPT_SECONDS : 10;
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
		e = db_broken((int)mysql_errno(db->my), "connect");
		db_drop(db);
		return e;
	}
	return NULL;
}

db_result
db_script(struct db *db, const char *sql)
{
	db_result e;
	int more;

	if (!db->is_patient) {
		db->is_patient = true;
		db_drop(db);
	}
	if (!db->my && (e = db_connect(db)))
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
