/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* OWN.HASH.HASH…, each base64url. */
#include "service/known.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "store/seal.h"

#define OWN_BYTES 16
#define OWN_TEXT 22
#define HASH_TEXT 43
#define KEPT_MOST (OWN_TEXT + KNOWN_MOST * (1 + HASH_TEXT))

struct kept {
	const char *own, *hashes[KNOWN_MOST];
	size_t count;
};

static const char *
hash_of(struct pool *pool, const char *context, const char *who, const char *own)
{
	return base64url(pool, keyed_hash(pool, context, bytes_of(pool_format(pool, "%s %s", who, own))));
}

/* One that is not as we wrote it is none. */
static bool
read_kept(struct pool *pool, const char *text, struct kept *out)
{
	struct bytes raw;

	*out = (struct kept){.own = NULL};
	if (!text || strlen(text) > KEPT_MOST || strlen(text) < OWN_TEXT)
		return false;
	out->own = pool_bytes(pool, text, OWN_TEXT);
	if (!base64url_read(pool, out->own, &raw))
		return false;
	for (const char *p = text + OWN_TEXT; *p; p += 1 + HASH_TEXT) {
		if (*p != '.' || strlen(p) < 1 + HASH_TEXT)
			return false;
		out->hashes[out->count] = pool_bytes(pool, p + 1, HASH_TEXT);
		if (!base64url_read(pool, out->hashes[out->count++], &raw))
			return false;
	}
	return out->count > 0;
}

const char *
known_find(struct pool *pool, const char *text, const char *context, const char *who)
{
	struct kept kept;
	const char *hash;

	if (!read_kept(pool, text, &kept))
		return NULL;
	hash = hash_of(pool, context, who, kept.own);
	for (size_t i = 0; i < kept.count; i++)
		if (same_secret(bytes_of(kept.hashes[i]), bytes_of(hash)))
			return pool_format(pool, "%s.%s", kept.own, hash);
	return NULL;
}

const char *
known_add(struct pool *pool, const char *text, const char *context, const char *who)
{
	struct text out = {.pool = pool};
	struct kept kept;
	const char *hash;
	size_t others = 0;

	if (!read_kept(pool, text, &kept))
		kept = (struct kept){.own = random_token(pool, OWN_BYTES)};
	hash = hash_of(pool, context, who, kept.own);
	text_add(&out, pool_format(pool, "%s.%s", kept.own, hash));
	for (size_t i = 0; i < kept.count && others < KNOWN_MOST - 1; i++)
		if (strcmp(kept.hashes[i], hash) != 0) {
			text_add(&out, pool_format(pool, ".%s", kept.hashes[i]));
			others++;
		}
	return out.s;
}
