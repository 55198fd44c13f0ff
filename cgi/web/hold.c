/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "web/hold.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/db.h"
#include "store/seal.h"
#include "web/cookie.h"
#include "web/limits.h"
#include "web/once.h"
#include "web/reply.h"

#define HOLD_PART (1 << 20)

STATEMENT(held_insert, "ibsissiittibb", "",
    "INSERT INTO held_write (id, hash, audience, owner, path, type, size, parts, created, ends, "
    "asks, source, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
STATEMENT(held_there, "bst", "i", "SELECT id FROM held_write WHERE hash = ? AND audience = ? AND ends > ?")
STATEMENT(held_from, "bt", "ii",
    "SELECT COUNT(*), CAST(COALESCE(SUM(size), 0) AS SIGNED) FROM held_write "
    "WHERE source = ? AND ends > ?")
STATEMENT(held_part_insert, "iib", "", "INSERT INTO held_part (held, seq, sealed) VALUES (?, ?, ?)")
STATEMENT(held_select, "bsiit", "issiiiib",
    "SELECT id, path, type, size, parts, owner, asks, content FROM held_write "
    "WHERE hash = ? AND audience = ? AND (owner = ? OR owner = 0) AND done <= ? AND ends > ?")
/* counted before it is begun: what ends a worker leaves no other trace */
STATEMENT(held_try, "ii", "", "UPDATE held_write SET tries = tries + 1 WHERE id = ? AND tries < ?")
STATEMENT(held_untry, "i", "", "UPDATE held_write SET tries = 0 WHERE id = ?")
STATEMENT(held_done, "ti", "",
    "UPDATE held_write SET done = 1, tries = 0, ends = LEAST(ends, ?) WHERE id = ?")
STATEMENT(held_proved, "i", "", "UPDATE held_write SET asks = 0 WHERE id = ?")
STATEMENT(held_part_select, "ii", "b", "SELECT sealed FROM held_part WHERE held = ? AND seq = ?")
STATEMENT(held_delete, "i", "", "DELETE FROM held_write WHERE id = ?")
STATEMENT(held_part_delete, "i", "", "DELETE FROM held_part WHERE held = ?")

/* The cookie's, the newest first. */
static struct word_list
tokens_of(struct request *q)
{
	const char *at = cookie_get(q->pool, q->cookies, cookie_name(q, "held"));
	struct word_list all = {pool_zero(q->pool, HOLD_TOKENS * sizeof *all.at), 0};

	for (size_t n; at && *at && all.count < HOLD_TOKENS; at += n + (at[n] == '.')) {
		n = strcspn(at, ".");
		all.at[all.count++] = pool_bytes(q->pool, at, n);
	}
	return all;
}

/* All but this one, as the cookie has them. */
static const char *
others(struct request *q, const char *without)
{
	struct word_list all = tokens_of(q);
	struct text rest = {.pool = q->pool};

	for (size_t i = 0; i < all.count; i++)
		if (*all.at[i] && !text_same(all.at[i], without))
			text_addf(&rest, ".%s", all.at[i]);
	return rest.s ? rest.s : "";
}

static const char *
context(struct request *q, int part)
{
	return pool_format(q->pool, "held-%d", part);
}

/* A household has a whole /64 of IPv6. */
static struct bytes
source_of(struct request *q)
{
	const char *address = q->address ? q->address : "-";
	unsigned char raw[16];

	return keyed_hash(q->pool, "held-source", inet_pton(AF_INET6, address, raw) == 1 ?
	    BYTES(raw, 8) : bytes_of(address));
}

static const struct error *
no_room(struct request *q, const char *of)
{
	q->is_unkept = true;
	return fail(ERROR_TOO_MANY, "kept for one %s", of);
}

/* The tokens of what is still there, as others() has them, if one more has room. */
static const struct error *
others_there(struct request *q, const char **out)
{
	struct word_list all = tokens_of(q);
	struct text rest = {.pool = q->pool};
	const struct error *e;
	struct row *row;
	int left = 0;

	for (size_t i = 0; i < all.count; i++) {
		struct bytes hash = keyed_hash(q->pool, "held", bytes_of(all.at[i]));

		if ((e = db_row(q->db, &held_there, DB(db_bytes(hash), db_text(q->site->name),
		    db_moment(q->now)), &row)))
			return e;
		if (!row)
			continue;
		text_addf(&rest, ".%s", all.at[i]);
		left++;
	}
	*out = rest.s ? rest.s : "";
	return left < HOLD_TOKENS ? NULL : no_room(q, "browser");
}

static const struct error *
has_room(struct request *q, struct bytes source)
{
	const struct error *e;
	struct row *row;

	if ((e = db_row(q->db, &held_from, DB(db_bytes(source), db_moment(q->now)), &row)))
		return e;
	return row && (row_int(row, 0) >= HOLD_MOST ||
	    row_int(row, 1) + (int64_t)q->body.n > HOLD_BYTES) ? no_room(q, "address") : NULL;
}

/* One part at *at of `to`, which has room for `size`. */
static const struct error *
read_part(struct request *q, struct pool *scratch, int64_t id, int part, char *to, size_t size,
    size_t *at)
{
	const struct error *e;
	struct bytes plain;
	struct row *row;

	if ((e = db_row(q->db, &held_part_select, DB(db_int(id), db_int(part)), &row)))
		return e;
	if (!row)
		return fail(ERROR_INTERNAL, "held write lacks part %d", part);
	if ((e = unseal(scratch, context(q, part), id, row_bytes(row, 0), &plain)))
		return e;
	if (plain.n > size - *at)
		return fail(ERROR_INTERNAL, "held write of more than %zu bytes", size);
	memcpy(to + *at, plain.p, plain.n);
	*at += plain.n;
	return NULL;
}

/* A large upload leaves little of the request's memory: a part is freed before the next is read. */
static const struct error *
read_body(struct request *q, int64_t id, int parts, size_t size, struct bytes *out)
{
	const struct error *e = NULL;
	char *to = size <= LIMIT_UPLOAD ? request_room(q, size + 1) : NULL;
	size_t at = 0;

	if (!to)
		return fail(ERROR_INTERNAL, "held write of %zu bytes", size);
	for (int i = 0; i < parts && !e; i++) {
		struct pool *scratch = pool_new(q->pool, 0);

		db_use_pool(q->db, scratch);
		e = read_part(q, scratch, id, i, to, size, &at);
		db_use_pool(q->db, q->pool);
		pool_free(scratch);
	}
	if (!e && at != size)
		e = fail(ERROR_INTERNAL, "held write of %zu bytes has %zu", size, at);
	*out = BYTES(to, at);
	return e;
}

static const struct error *
find_one(struct request *q, const char *token, bool or_done, struct held *out)
{
	const struct error *e;
	struct row *row;

	/* another's is left where it is, for when they sign in */
	if ((e = db_row(q->db, &held_select, DB(db_bytes(keyed_hash(q->pool, "held", bytes_of(token))),
	    db_text(q->site->name), db_int(q->actor.id), db_int(or_done), db_moment(q->now)), &row)) || !row)
		return e;
	*out = (struct held){.id = row_int(row, 0), .path = row_text(row, 1), .type = row_text(row, 2),
	    .size = (size_t)row_int(row, 3), .parts = (int)row_int(row, 4), .owner = row_int(row, 5),
	    .asks = row_int(row, 6) != 0, .content = row_bytes(row, 7), .token = token};
	return NULL;
}

/* Whatever the language. */
static bool
is_page(const struct request *q, const char *a, const char *b)
{
	const char *in_a = q->site->has_language ? strchr(a + 1, '/') : a;
	const char *in_b = q->site->has_language ? strchr(b + 1, '/') : b;

	return text_same(in_a, in_b);
}

/* Of what a browser has kept. path: of this page; same: sent just so by `owner`; or_done: or done by now. */
struct which {
	const char *path;
	struct bytes same;
	int64_t owner;
	bool or_done;
};

static bool
is_wanted(const struct request *q, const struct held *held, const struct which *w)
{
	return held->id && (!w->path || is_page(q, w->path, held->path)) &&
	    (!w->same.n || (held->owner == w->owner && bytes_equal(w->same, held->content)));
}

static const struct error *
find(struct request *q, const struct which *which, struct held *out)
{
	struct word_list all = tokens_of(q);
	const struct error *e;

	*out = (struct held){0};
	for (size_t i = 0; i < all.count; i++) {
		if ((e = find_one(q, all.at[i], which->or_done, out)))
			return e;
		if (is_wanted(q, out, which))
			return NULL;
		*out = (struct held){0};
	}
	return NULL;
}

static const struct error *
keep_new(struct request *q, int64_t owner, bool asks, struct bytes content)
{
	struct bytes source = asks ? source_of(q) : (struct bytes){NULL, 0};
	const char *token = random_token(q->pool, 32), *rest;
	int64_t id = db_new_id();
	int parts = (int)((q->body.n + HOLD_PART - 1) / HOLD_PART);
	const struct error *e;

	if ((e = others_there(q, &rest)) || (asks && (e = has_room(q, source))))
		return e;
	for (int i = 0; i < parts; i++) {
		size_t at = (size_t)i * HOLD_PART, n = q->body.n - at;
		struct bytes piece = BYTES(q->body.p + at, n < HOLD_PART ? n : HOLD_PART);
		struct pool *scratch = pool_new(q->pool, 0);

		e = db_run(q->db, &held_part_insert, DB(db_int(id), db_int(i),
		    db_bytes(seal(scratch, context(q, i), id, piece))), NULL);
		pool_free(scratch);
		if (e)
			return e;
	}
	/* last, so that nothing half kept is ever found */
	if ((e = db_run(q->db, &held_insert, DB(db_int(id),
	    db_bytes(keyed_hash(q->pool, "held", bytes_of(token))), db_text(q->site->name),
	    db_int(owner), db_text(q->full_path), db_text(q->content_type),
	    db_int((int64_t)q->body.n), db_int(parts), db_moment(q->now),
	    db_moment(q->now + HOLD_LASTS), db_int(asks), db_bytes(source),
	    db_bytes(content)), NULL)))
		return e;
	reply_cookie(q, "held", pool_format(q->pool, "%s%s", token, rest), HOLD_LASTS);
	return NULL;
}

/* The tab that proves it speaks for the other one, which was sent just so from a page of an older sign-in. */
static const struct error *
keep_same(struct request *q, const struct held *before, bool *asks)
{
	bool is_proved_now = before->asks && !*asks;

	*asks = before->asks && *asks;
	return is_proved_now ? db_run(q->db, &held_proved, DB(db_int(before->id)), NULL) : NULL;
}

const struct error *
hold_keep(struct request *q, int64_t owner, bool *asks)
{
	const struct which same = {.path = q->full_path, .same = once_content(q), .owner = owner};
	const struct error *e;
	struct held before;

	if ((e = find(q, &same, &before)))
		return e;
	return before.id ? keep_same(q, &before, asks) : keep_new(q, owner, *asks, same.same);
}

const struct error *
hold_find(struct request *q, struct held *out)
{
	return find(q, &(struct which){0}, out);
}

const struct error *
hold_find_or_done(struct request *q, struct held *out)
{
	return find(q, &(struct which){.or_done = true}, out);
}

const struct error *
hold_open(struct request *q, struct held *held, bool counts)
{
	struct request *write = pool_alloc(q->pool, sizeof *write);
	const struct error *e;
	int64_t begun = 1;

	if (counts && (e = db_run(q->db, &held_try, DB(db_int(held->id), db_int(HOLD_TRIES)), &begun)))
		return e;
	held->is_spent = begun == 0;
	if (held->is_spent)
		return NULL;
	*write = *q;
	write->full_path = held->path;
	write->content_type = held->type;
	write->content_length = held->size;
	write->method = METHOD_POST;
	write->query = (struct pairs){.pool = q->pool};
	write->held_wish = HELD_NONE;
	write->is_resumed = true;
	e = read_body(q, held->id, held->parts, held->size, &write->body);
	if (e && db_remedy(e) != DB_FINAL)
		return e;
	if (e)
		log_failure("hold", e);
	held->is_lost = e != NULL;
	held->write = e ? NULL : write;
	return NULL;
}

const struct error *
hold_on(struct request *q, const struct held *held)
{
	return db_run(q->db, &held_untry, DB(db_int(held->id)), NULL);
}

static void
forget_token(struct request *q, const struct held *held)
{
	const char *rest = others(q, held->token);

	reply_cookie(q, "held", *rest ? rest + 1 : "", *rest ? HOLD_LASTS : 0);
}

const struct error *
hold_told(struct request *q, const struct held *held)
{
	return db_run(q->db, &held_done, DB(db_moment(q->now + HOLD_DONE_LASTS), db_int(held->id)), NULL);
}

const struct error *
hold_done(struct request *q, const struct held *held)
{
	forget_token(q, held);
	return hold_told(q, held);
}

const struct error *
hold_end(struct request *q, const struct held *held)
{
	const struct error *e;

	forget_token(q, held);
	if ((e = db_run(q->db, &held_delete, DB(db_int(held->id)), NULL)))
		return e;
	return db_run(q->db, &held_part_delete, DB(db_int(held->id)), NULL);
}

void
hold_next(struct request *q)
{
	const struct error *e;
	struct held held;

	if (!(e = hold_find(q, &held)) && held.id)
		e = reply_see_other(q, url(q, "/held"));
	if (e)
		log_failure("hold", e);
}

void
hold_sent(struct request *q)
{
	const struct which here = {.path = q->full_path};
	const struct error *e;
	struct held held;

	if (q->actor.who == WHO_ANYONE || (!(e = find(q, &here, &held)) && !held.id))
		return;
	if (e || (e = hold_end(q, &held)))
		log_failure("hold", e);
	else
		hold_next(q);
}
