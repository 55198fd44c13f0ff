/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Transactions; one of a background program or of an upload's parts is run again if need be. */
#include <time.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/db_part.h"
#include "store/seal.h"

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

void
db_backoff(int tries)
{
	uint32_t most = tries > 6 ? 64 : 1U << tries;
	struct timespec ts = {0, (long)(1 + random_below(most)) * 1000000L};

	nanosleep(&ts, NULL);
}

static db_result
attempt(struct db *db, const struct error *(*step)(void *data), void *data)
{
	db_result e = db_begin(db);

	if (!e && !(e = step(data)))
		return db_commit(db);
	db_rollback(db);
	return e;
}

db_result
db_transact(struct db *db, moment limit, const struct error *(*step)(void *data), void *data)
{
	moment until = clock_now() + limit;
	db_result e;

	for (int tries = 1;; tries++) {
		if (!(e = attempt(db, step, data)))
			return NULL;
		if (tries > 1 && db_is_duplicate(e))
			return NULL;	/* our own id: the commit whose answer was lost did happen */
		enum db_remedy remedy = db_remedy(e);

		if (remedy == DB_FINAL)
			return e;
		if (clock_now() >= until)
			return fail_code(ERROR_UNAVAILABLE, e->code, "gave up after %d tries", tries);
		log_failure("transaction-again", e);
		if (remedy == DB_RECONNECT)
			db_drop(db);
		db_backoff(remedy == DB_RECONNECT ? tries + 3 : tries);
	}
}

db_result
db_transact_apart(struct db *db, moment limit, const struct error *(*step)(void *data), void *data)
{
	struct pool *before = db_pool(db), *pool = pool_new(before, 0);
	db_result e;

	db_use_pool(db, pool);
	e = db_transact(db, limit, step, data);
	db_use_pool(db, before);
	pool_free(pool);
	return e;
}
