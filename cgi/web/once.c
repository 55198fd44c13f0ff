/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "web/once.h"

#include "base/error.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(once_select, "b", "s", "SELECT location FROM once WHERE hash = ?")
STATEMENT(once_insert, "bst", "", "INSERT INTO once (hash, location, created) VALUES (?, ?, ?)")

/* What was typed, and what was sent with it. */
static struct bytes
content(struct request *q)
{
	struct text all = {.pool = q->pool};
	struct bytes typed = pairs_store(&q->typed);

	text_add_bytes(&all, typed.p, typed.n);
	for (size_t i = 0; i < q->files.count; i++) {
		struct bytes hash = plain_hash(q->pool, q->files.at[i].content);

		text_add_bytes(&all, hash.p, hash.n);
	}
	return keyed_hash(q->pool, "once-content", BYTES(all.s ? all.s : "", all.n));
}

/*
 * Bound to who asked: a key that leaked into another browser says nothing there. And to what
 * was typed: the back button brings a page with its old key again, and a change made on it is
 * a write of its own.
 */
static struct bytes
key(struct request *q)
{
	const char *said = hex(q->pool, content(q));
	const char *owner = q->actor.id ? pool_format(q->pool, "%s %lld %s %s", q->site->name,
	    (long long)q->actor.id, q->once, said) : pool_format(q->pool, "%s %s %s %s",
	    q->site->name, q->visit ? q->visit : "", q->once, said);

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
