/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "web/once.h"

#include "base/error.h"
#include "store/db.h"
#include "store/seal.h"
#include "web/cookie.h"
#include "web/reply.h"

STATEMENT(once_select, "b", "bis", "SELECT content, state, location FROM once WHERE hash = ?")
STATEMENT(once_insert, "bbist", "",
    "INSERT INTO once (hash, content, state, location, created) VALUES (?, ?, ?, ?, ?)")
/* two changes of the same old page at once: the second meets the first one here */
STATEMENT(once_replace, "bistbbi", "",
    "UPDATE once SET content = ?, state = ?, location = ?, created = ? "
    "WHERE hash = ? AND content = ? AND state = ?")
STATEMENT(once_mark, "bbist", "",
    "INSERT INTO once (hash, content, state, location, created) VALUES (?, ?, ?, ?, ?) "
    "ON DUPLICATE KEY UPDATE state = VALUES(state), location = VALUES(location), created = VALUES(created)")
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

/* Of the same words for the same page of the same person, whichever form they come from. */
static struct bytes
words_key(struct request *q)
{
	return keyed_hash(q->pool, "once", bytes_of(pool_format(q->pool, "%s %lld %s %s", q->site->name,
	    (long long)q->actor.id, q->path, base64url(q->pool, once_content(q)))));
}

static const struct error *
state_of(struct request *q, int64_t *out)
{
	*out = 0;
	return q->site->state ? q->site->state(q, out) : NULL;
}

static const struct error *
find(struct request *q, struct bytes hash, struct once *out)
{
	const struct error *e;
	struct row *row;
	int64_t now;

	*out = (struct once){.hash = hash};
	if ((e = db_row(q->db, &once_select, DB(db_bytes(hash)), &row)) || !row)
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
once_find(struct request *q, struct once *out)
{
	return find(q, key(q), out);
}

const struct error *
once_find_words(struct request *q, struct once *out)
{
	return find(q, words_key(q), out);
}

/* What was kept is done by this, or may have been: another tab of before the sign-in may send it, too. */
static bool
is_kept(struct request *q)
{
	return q->actor.id && (q->is_resumed || cookie_get(q->pool, q->cookies, cookie_name(q, "held")));
}

const struct error *
once_keep(struct request *q, const struct once *before, const char *location)
{
	const struct error *e;
	int64_t state;

	if ((e = state_of(q, &state)))
		return e;
	/* without a state it would count as done whatever was sent after it */
	if (state && is_kept(q) && (e = db_run(q->db, &once_mark, DB(db_bytes(words_key(q)),
	    db_bytes(once_content(q)), db_int(state), db_text(location), db_moment(q->now)), NULL)))
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
	const struct error *e = db_run(q->db, &once_touch, DB(db_bytes(before->hash)), NULL);

	if (!e && db_in_transaction(q->db))
		e = db_commit(q->db);
	return e ? e : reply_see_other(q, before->location);
}
