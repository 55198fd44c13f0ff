/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "web/cookie.h"

#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

#define HEADER_MOST 8192

/* cookie-octet of RFC 6265; the quotes that may stand around are not ours and so no match. */
static bool
is_value(struct bytes s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = s.p[i];

		if (c <= ' ' || c >= 0x7f || c == '"' || c == ',' || c == ';' || c == '\\')
			return false;
	}
	return true;
}

/* The next "name=value" of the header without the blanks around it, moving *rest past it. */
static struct bytes
pair_next(struct bytes *rest)
{
	const unsigned char *end = memchr(rest->p, ';', rest->n);
	struct bytes pair = BYTES(rest->p, end ? (size_t)(end - rest->p) : rest->n);
	size_t used = pair.n + (end != NULL);

	*rest = BYTES(rest->p + used, rest->n - used);
	while (pair.n && (*pair.p == ' ' || *pair.p == '\t'))
		pair = BYTES(pair.p + 1, pair.n - 1);
	while (pair.n && (pair.p[pair.n - 1] == ' ' || pair.p[pair.n - 1] == '\t'))
		pair.n--;
	return pair;
}

char *
cookie_get(struct pool *pool, const char *header, const char *name)
{
	size_t name_size = strlen(name), n = header ? strnlen(header, HEADER_MOST + 1) : 0;
	struct bytes rest = BYTES(header, n), found = BYTES(NULL, 0);

	if (n > HEADER_MOST)
		return NULL;
	while (rest.n) {
		struct bytes pair = pair_next(&rest), value;

		if (pair.n <= name_size || pair.p[name_size] != '='
		    || memcmp(pair.p, name, name_size) != 0)
			continue;
		value = BYTES(pair.p + name_size + 1, pair.n - name_size - 1);
		if (!is_value(value) || (found.p && !bytes_equal(found, value)))
			return NULL;
		found = value;
	}
	return found.p ? pool_bytes(pool, found.p, found.n) : NULL;
}
