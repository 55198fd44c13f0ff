/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What stands in the protocol's headers in a form of their own: strict, linear, and of no effect. */
#include <string.h>

#include "base/memory.h"
#include "web/tus.h"

#define KEYS_MOST 16

static int
digit(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) : -1;
}

/* Base64 with its padding (RFC 4648, 4), and no bits that say nothing. At most 3 bytes for 4 characters. */
static bool
decoded(struct bytes in, unsigned char *out, size_t *size)
{
	uint32_t bits = 0;
	size_t n = in.n;

	*size = 0;
	if (n % 4)
		return false;
	while (n && in.n - n < 2 && in.p[n - 1] == '=')
		n--;
	for (size_t i = 0; i < n; i++) {
		int d = digit((char)in.p[i]);

		if (d < 0)
			return false;
		bits = bits << 6 | (uint32_t)d;
		if (i % 4)
			out[(*size)++] = (unsigned char)(bits >> (6 - 2 * (i % 4)));
	}
	return n % 4 == 0 || (bits & (n % 4 == 2 ? 15 : 3)) == 0;
}

/* One key and its value, which end before a comma. */
static bool
read_one(const char *said, size_t n, struct pairs *out)
{
	size_t key = strcspn(said, " ,"), rest = key < n ? n - key - 1 : 0, size;
	unsigned char *value = pool_alloc(out->pool, rest / 4 * 3 + 1);
	const char *name;

	if (key == 0 || out->count == KEYS_MOST)
		return false;
	for (size_t i = 0; i < key; i++)
		if (said[i] <= ' ' || said[i] > '~')
			return false;
	name = pool_bytes(out->pool, said, key);
	if (pairs_get(out, name) || !decoded(BYTES(said + n - rest, rest), value, &size) ||
	    (size && !text_is_utf8((const char *)value, size)))
		return false;
	pairs_set(out, name, pool_bytes(out->pool, (const char *)value, size));
	return true;
}

bool
tus_metadata(struct pool *pool, const char *said, struct pairs *out)
{
	*out = (struct pairs){.pool = pool};
	for (;;) {
		size_t n = strcspn(said, ",");

		if (!read_one(said, n, out))
			return false;
		if (!said[n])
			return true;
		said += n + 1;
		said += strspn(said, " ");
	}
}

bool
tus_checksum(struct pool *pool, const char *said, struct tus_sum *out)
{
	size_t name = strcspn(said, " "), rest = said[name] ? strlen(said + name + 1) : 0;

	*out = (struct tus_sum){.algorithm = pool_bytes(pool, said, name)};
	return name && rest && rest / 4 * 3 <= sizeof out->digest &&
	    decoded(bytes_of(said + name + 1), out->digest, &out->size);
}
