/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * For db.c and the db_*.c beside it alone: a connection, and the only place that includes
 * <mysql.h>.
 */
#ifndef QIAO_STORE_DB_PART_H
#define QIAO_STORE_DB_PART_H

#include <mysql.h>

#include "store/db.h"

#define DB_MOST_COLUMNS 480

struct db {
	const struct config *config;
	struct pool *pool;
	MYSQL *my;
	MYSQL_STMT **prepared;		/* by position in the linker's table */
	bool in_transaction;
	bool is_patient;		/* runs scripts: an answer may take hours */
	uint64_t round_trips;
};

/* The values of one row on their way in or out. */
struct db_slots {
	MYSQL_BIND bind[DB_MOST_COLUMNS];
	int64_t number[DB_MOST_COLUMNS];
	MYSQL_TIME time[DB_MOST_COLUMNS];
	unsigned long length[DB_MOST_COLUMNS];
	my_bool is_null[DB_MOST_COLUMNS];
};

/* An error of the server or its client by its number; `what` was being done. */
db_result db_broken(int code, const char *what) DB_CHECKED;
db_result db_connect(struct db *db) DB_CHECKED;
/* Whether a result column is what its letter says. */
bool db_is_declared(const MYSQL_FIELD *field, char letter);
/* Prepared at its first use on a connection. */
db_result db_prepare(struct db *db, const struct statement *st, MYSQL_STMT **out) DB_CHECKED;
/* Prepared and run, on a new connection if the old one is gone and nothing is lost by it. */
db_result db_execute(struct db *db, const struct statement *st, struct values in, MYSQL_STMT **out)
    DB_CHECKED;

#endif
