/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "web/query.h"

#include <string.h>

#include "base/memory.h"

const struct parse_limits parse_limits = {.fields = 120, .name = 60, .value = 262144, .files = 60};

const char *
parse_word(enum parse verdict)
{
	static const char *const words[PARSE_VERDICTS] = {
		[PARSE_OK] = "ok", [PARSE_REPEATED] = "repeated", [PARSE_MALFORMED] = "malformed",
		[PARSE_NOT_UTF8] = "not-utf8", [PARSE_NUL] = "nul", [PARSE_TOO_MANY] = "too-many",
		[PARSE_TOO_LONG] = "too-long", [PARSE_NO_BOUNDARY] = "no-boundary",
		[PARSE_TRUNCATED] = "truncated",
	};

	return words[verdict];
}

bool
query_name_is_fine(const char *name, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!(name[i] >= 'a' && name[i] <= 'z') && !(name[i] >= 'A' && name[i] <= 'Z')
		    && !(name[i] >= '0' && name[i] <= '9') && name[i] != '_' && name[i] != '.'
		    && name[i] != '-')
			return false;
	return n > 0;
}

static int
hex_digit(unsigned char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte that stands at in.p[*at], moving *at past it; -1 for a bad %XX. */
static int
byte_next(struct bytes in, size_t *at, bool is_encoded)
{
	unsigned char c = in.p[(*at)++];
	int high, low;

	if (!is_encoded || (c != '%' && c != '+'))
		return c;
	if (c == '+')
		return ' ';
	if (in.n - *at < 2)
		return -1;
	high = hex_digit(in.p[*at]);
	low = hex_digit(in.p[*at + 1]);
	*at += 2;
	return high < 0 || low < 0 ? -1 : high << 4 | low;
}

/* At most `most` bytes and a NUL into a new *out. */
static enum parse
decode(struct pool *pool, struct bytes in, size_t most, bool is_encoded, char **out)
{
	char *s = pool_alloc(pool, (in.n < most ? in.n : most) + 1);
	size_t at = 0, n = 0;
	bool was_cr = false;

	while (at < in.n) {
		int c = byte_next(in, &at, is_encoded);

		if (c < 0)
			return PARSE_MALFORMED;
		if (c == '\0')
			return PARSE_NUL;
		if (c == '\n' && was_cr) {
			was_cr = false;
			continue;
		}
		was_cr = c == '\r';
		if (n == most)
			return PARSE_TOO_LONG;
		s[n++] = was_cr ? '\n' : (char)c;
	}
	s[n] = '\0';
	*out = s;
	return text_is_utf8(s, n) ? PARSE_OK : PARSE_NOT_UTF8;
}

enum parse
query_add(struct pairs *out, const struct parse_limits *limits, struct bytes name,
    struct bytes value, bool is_encoded)
{
	enum parse verdict;
	char *n, *v;

	if ((verdict = decode(out->pool, name, limits->name, is_encoded, &n)) != PARSE_OK)
		return verdict;
	if (!query_name_is_fine(n, strlen(n)))
		return PARSE_MALFORMED;
	if ((verdict = decode(out->pool, value, limits->value, is_encoded, &v)) != PARSE_OK)
		return verdict;
	if (pairs_get(out, n))
		return PARSE_REPEATED;
	pairs_set(out, n, v);
	return PARSE_OK;
}

/* The next "name=value" from *at on; false at the end. */
static bool
next_pair(struct bytes in, size_t *at, struct bytes *name, struct bytes *value)
{
	while (*at < in.n) {
		const unsigned char *p = in.p + *at;
		const unsigned char *end = memchr(p, '&', in.n - *at), *equals;
		size_t n = end ? (size_t)(end - p) : in.n - *at, to;

		*at += n + 1;
		if (n == 0)
			continue;	/* "a=1&&b=2" is no fault in the standard */
		equals = memchr(p, '=', n);
		to = equals ? (size_t)(equals - p) : n;
		*name = BYTES(p, to);
		*value = BYTES(p + to + (equals != NULL), n - to - (equals != NULL));
		return true;
	}
	return false;
}

enum parse
query_parse(struct bytes in, const struct parse_limits *limits, struct pairs *out)
{
	enum parse verdict = PARSE_OK, one;
	size_t at = 0, count = 0;
	struct bytes name, value;

	*out = (struct pairs){.pool = out->pool};
	while (next_pair(in, &at, &name, &value)) {
		if (++count > limits->fields) {
			verdict = PARSE_TOO_MANY;
			break;
		}
		one = query_add(out, limits, name, value, true);
		if (one != PARSE_OK)
			verdict = one;
		if (one > PARSE_REPEATED)
			break;
	}
	if (verdict > PARSE_REPEATED)
		*out = (struct pairs){.pool = out->pool};
	return verdict;
}

enum parse
query_parse_link(struct bytes in, const struct parse_limits *limits,
    bool (*is_known)(const void *of, const char *name), const void *of, struct pairs *out)
{
	enum parse verdict = PARSE_OK, one;
	size_t at = 0, count = 0;
	struct bytes name, value;
	char *s;

	*out = (struct pairs){.pool = out->pool};
	while (count++ < limits->fields && next_pair(in, &at, &name, &value)) {
		if ((one = query_add(out, limits, name, value, true)) <= verdict)
			continue;
		if (decode(out->pool, name, limits->name, true, &s) == PARSE_OK && is_known(of, s))
			verdict = one;
	}
	return verdict;
}
