/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "web/gate.h"

#include <string.h>

#include "base/config.h"
#include "base/error.h"
#include "store/seal.h"
#include "web/cookie.h"
#include "web/reply.h"
#include "web/route.h"

#define TOKEN_BYTES 16
#define SESSION_BYTES 32
#define KEEP_BYTES 16		/* AES-128 */

struct bytes
gate_hash(struct request *q, const char *token)
{
	return keyed_hash(q->pool, q->site->name, bytes_of(token));
}

const struct error *
gate_session(struct request *q)
{
	q->visit = cookie_get(q->pool, q->cookies, cookie_name(q, "visit"));
	q->session_token = cookie_get(q->pool, q->cookies, cookie_name(q, q->site->cookie));
	if (!q->session_token || strlen(q->session_token) > 64)
		return NULL;
	return q->site->find(q, gate_hash(q, q->session_token), &q->actor);
}

/* Strongest proof first; a browser that sends none of them is left to the token alone. */
const struct error *
gate_same_origin(const struct request *q)
{
	const struct config *c = q->site->config;

	if (q->fetch_site)
		return strcmp(q->fetch_site, "same-origin") == 0 ? NULL :
		    fail(ERROR_FORBIDDEN, "written from %.12s", q->fetch_site);
	if (!q->origin || strcmp(q->origin, c->origin) == 0)
		return NULL;
	/* on a developer's machine localhost and 127.0.0.1 are the same place */
	if (c->is_demo && q->host && text_starts(q->origin, "http://") &&
	    strcmp(q->origin + 7, q->host) == 0 &&
	    (text_starts(q->host, "127.0.0.1:") || text_starts(q->host, "localhost:")))
		return NULL;
	return fail(ERROR_FORBIDDEN, "written from another origin");
}

bool
gate_knows_origin(const struct request *q)
{
	return (q->fetch_site || q->origin) && !gate_same_origin(q);
}

bool
gate_knows_browser(const struct request *q)
{
	return q->visit || q->session_token;
}

static bool
secret(struct request *q, const char *cookie, unsigned char out[TOKEN_BYTES])
{
	if (!cookie)
		return false;
	memcpy(out, keyed_hash(q->pool, "form-token", bytes_of(cookie)).p, TOKEN_BYTES);
	return true;
}

const char *
gate_make_token(struct request *q)
{
	unsigned char token[2 * TOKEN_BYTES], own[TOKEN_BYTES];

	if (!q->session_token && !q->visit) {
		q->visit = random_token(q->pool, TOKEN_BYTES);
		reply_cookie(q, "visit", q->visit, -1);
	}
	secret(q, q->session_token ? q->session_token : q->visit, own);
	random_fill(token, TOKEN_BYTES);
	for (int i = 0; i < TOKEN_BYTES; i++)
		token[TOKEN_BYTES + i] = token[i] ^ own[i];
	return base64url(q->pool, BYTES(token, sizeof token));
}

static bool
is_of(struct request *q, const char *cookie, struct bytes raw)
{
	unsigned char own[TOKEN_BYTES], said[TOKEN_BYTES];

	if (!secret(q, cookie, own))
		return false;
	for (int i = 0; i < TOKEN_BYTES; i++)
		said[i] = raw.p[i] ^ raw.p[TOKEN_BYTES + i];
	return same_secret(BYTES(own, sizeof own), BYTES(said, sizeof said));
}

/* A form for anybody (signing in) is the visit's still when its first tap has already made a session. */
const struct error *
gate_token(struct request *q, const char *token)
{
	struct bytes raw;

	if (!token || !base64url_read(q->pool, token, &raw) || raw.n != 2 * TOKEN_BYTES)
		return fail(ERROR_FORBIDDEN, "no token");
	if (is_of(q, q->session_token ? q->session_token : q->visit, raw) ||
	    (q->route->who == WHO_ANYONE && is_of(q, q->visit, raw)))
		return NULL;
	return fail(ERROR_FORBIDDEN, "wrong token");
}

const char *
gate_new_session(struct request *q)
{
	return random_token(q->pool, SESSION_BYTES);
}

struct bytes
gate_enter(struct request *q, const char *token, moment lasts)
{
	q->session_token = token;
	reply_cookie(q, q->site->cookie, q->session_token, lasts);
	return gate_hash(q, q->session_token);
}

void
gate_leave(struct request *q)
{
	reply_cookie(q, q->site->cookie, "", 0);
	q->session_token = NULL;
	q->actor = (struct actor){0};
}

const char *
gate_keep_key(struct request *q, const char *context)
{
	struct bytes hash = keyed_hash(q->pool, context, BYTES(&q->actor.id, sizeof q->actor.id));

	return base64url(q->pool, BYTES(hash.p, KEEP_BYTES));
}
