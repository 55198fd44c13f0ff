/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "web/once.h"

#include "base/error.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(once_select, "b", "s", "SELECT location FROM once WHERE hash = ?")
STATEMENT(once_insert, "bst", "", "INSERT INTO once (hash, location, created) VALUES (?, ?, ?)")

/* Bound to who asked: a key that leaked into another browser says nothing there. */
static struct bytes
key(struct request *q)
{
	const char *owner = q->actor.id ? pool_format(q->pool, "%s %lld %s", q->site->name,
	    (long long)q->actor.id, q->once) : pool_format(q->pool, "%s %s %s", q->site->name,
	    q->visit ? q->visit : "", q->once);

	return keyed_hash(q->pool, "once", bytes_of(owner));
}

const struct error *
once_find(struct request *q, const char **location)
{
	const struct error *e;
	struct row *row;

	*location = NULL;
	if (!(e = db_row(q->db, &once_select, DB(db_bytes(key(q))), &row)) && row)
		*location = row_text(row, 0);
	return e;
}

const struct error *
once_keep(struct request *q, const char *location)
{
	return db_run(q->db, &once_insert, DB(db_bytes(key(q)), db_text(location),
	    db_moment(q->now)), NULL);
}
