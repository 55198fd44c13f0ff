/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "web/once.h"

#include "base/error.h"
#include "store/db.h"
#include "store/seal.h"
#include "web/reply.h"

STATEMENT(once_select, "b", "bis", "SELECT content, state, location FROM once WHERE hash = ?")
STATEMENT(once_insert, "bbist", "",
    "INSERT INTO once (hash, content, state, location, created) VALUES (?, ?, ?, ?, ?)")
/* two changes of the same old page at once: the second meets the first one here */
STATEMENT(once_replace, "bistbbi", "",
    "UPDATE once SET content = ?, state = ?, location = ?, created = ? "
    "WHERE hash = ? AND content = ? AND state = ?")

STATEMENT(once_touch, "b", "",
    "UPDATE once SET created = created + INTERVAL 1000 MICROSECOND WHERE hash = ?")

struct bytes
once_content(struct request *q)
{
	struct text all = {.pool = q->pool};
	struct pairs said = {.pool = q->pool};
	struct bytes typed;

	for (size_t i = 0; i < q->typed.count; i++)
		if (!text_same(q->typed.at[i].name, "back") && !text_same(q->typed.at[i].name, "next"))
			pairs_set(&said, q->typed.at[i].name, q->typed.at[i].value);
	typed = pairs_store(&said);
	text_add_bytes(&all, typed.p, typed.n);
	for (size_t i = 0; i < q->files.count; i++) {
		struct bytes hash = plain_hash(q->pool, q->files.at[i].content);

		text_add_bytes(&all, hash.p, hash.n);
	}
	return keyed_hash(q->pool, "once-content", BYTES(all.s ? all.s : "", all.n));
}

/* Bound to who asked: a key that leaked into another browser says nothing there. */
static struct bytes
key(struct request *q)
{
	const char *owner = q->actor.id ? pool_format(q->pool, "%s %lld %s", q->site->name,
	    (long long)q->actor.id, q->once) : pool_format(q->pool, "%s %s %s", q->site->name,
	    q->visit ? q->visit : "", q->once);

	return keyed_hash(q->pool, "once", bytes_of(owner));
}

static const struct error *
state_of(struct request *q, int64_t *out)
{
	*out = 0;
	return q->site->state ? q->site->state(q, out) : NULL;
}

const struct error *
once_find(struct request *q, struct once *out)
{
	const struct error *e;
	struct row *row;
	int64_t now;

	*out = (struct once){0};
	if ((e = db_row(q->db, &once_select, DB(db_bytes(key(q))), &row)) || !row)
		return e;
	out->content = row_bytes(row, 0);
	out->state = row_int(row, 1);
	if (!same_secret(out->content, once_content(q)))
		return NULL;
	out->location = row_text(row, 2);
	if ((e = state_of(q, &now)))
		return e;
	out->is_last = now == out->state;
	return NULL;
}

const struct error *
once_keep(struct request *q, const struct once *before, const char *location)
{
	const struct error *e;
	int64_t state;

	if ((e = state_of(q, &state)))
		return e;
	if (!before->content.n)
		return db_run(q->db, &once_insert, DB(db_bytes(key(q)), db_bytes(once_content(q)),
		    db_int(state), db_text(location), db_moment(q->now)), NULL);
	return db_run_one(q->db, &once_replace, DB(db_bytes(once_content(q)), db_int(state),
	    db_text(location), db_moment(q->now), db_bytes(key(q)), db_bytes(before->content),
	    db_int(before->state)));
}

/* A commit of the store writes out all before it, and one that changes nothing would not. */
const struct error *
once_answer(struct request *q, const struct once *before)
{
	const struct error *e = db_run(q->db, &once_touch, DB(db_bytes(key(q))), NULL);

	if (!e && db_in_transaction(q->db))
		e = db_commit(q->db);
	return e ? e : reply_see_other(q, before->location);
}
