/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Names of sites, in any script (RFC 5890), and web addresses. */
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/field_part.h"

/* Of a name in any script; signs, pictures and punctuation are no letters. */
static bool
is_letter(uint32_t c)
{
	static const struct { uint32_t from, to; } others[] = {
		{0, '-' - 1}, {'-' + 1, '0' - 1}, {'9' + 1, 'a' - 1}, {'z' + 1, 0xbf}, {0xd7, 0xd7},
		{0xf7, 0xf7},
		{0x2000, 0x2bff}, {0x2e00, 0x2e7f}, {0x3000, 0x3004}, {0x3008, 0x3020}, {0x3030, 0x3030},
		{0xe000, 0xf8ff}, {0xfe10, 0xfe6f}, {0xff00, 0xff65}, {0xffe0, 0xffff}, {0x1f000, 0x1faff},
	};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (c >= others[i].from && c <= others[i].to)
			return false;
	return true;
}

/* On the line 例子 is xn--fsqu00a; so many bytes here are about as many there. */
static bool
is_label(const char *s, size_t n)
{
	const char *end = s + n;

	if (n == 0 || n > 63 || s[0] == '-' || s[n - 1] == '-')
		return false;
	while (s < end)
		if (!is_letter(text_next(&s)))
			return false;
	return true;
}

bool
field_is_domain(const char *s)
{
	size_t labels = 0, n;

	if (strlen(s) > 253)
		return false;
	for (;; s += n + 1, labels++) {
		n = strcspn(s, ".");
		if (!is_label(s, n))
			return false;
		if (!s[n])
			return labels > 0 && n > 1 && !text_is_digits(s, n);
	}
}

/* What a Chinese keyboard types for the dot, and browsers take for it. */
static char *
with_dots(struct pool *pool, const char *host)
{
	struct text out = {.pool = pool};

	text_add(&out, "");
	for (const char *from = host; *host; from = host) {
		uint32_t c = text_next(&host);

		text_add_bytes(&out, c == 0x3002 || c == 0xff61 ? "." : from,
		    c == 0x3002 || c == 0xff61 ? 1 : (size_t)(host - from));
	}
	return out.s;
}

/* The host of an address whose scheme is gone, without its port; false if that is no number. */
static bool
url_host(struct pool *pool, const char *s, char **host, const char **rest)
{
	size_t n = strcspn(s, ":/?#");
	int64_t port;
	size_t digits;

	*host = with_dots(pool, pool_bytes(pool, s, n));
	text_lower(*host);
	*rest = s + n;
	if (s[n] != ':')
		return true;
	digits = strcspn(s + n + 1, "/?#");
	return text_number(pool_bytes(pool, s + n + 1, digits), 1, 65535, &port);
}

const char *
url_check(struct pool *pool, const char *in, const char **out)
{
	char *s = text_halfwidth(pool, text_trim(pool, in)), *host;
	const char *scheme = "https://", *rest;
	size_t n = strcspn(s, ":/?#@");
	char head[9] = "";

	if (strpbrk(s, " \"<>\\^`{|}"))
		return "field.url.signs";
	memcpy(head, s, strlen(s) < 8 ? strlen(s) : 8);
	text_lower(head);
	if (text_starts(head, "http://")) {
		scheme = "http://";
		s += 7;
	} else if (text_starts(head, "https://")) {
		s += 8;
	} else if (s[n] == ':' && (s[n + 1] < '0' || s[n + 1] > '9')) {
		return "field.url.scheme";
	}
	if (s[strcspn(s, "/?#@")] == '@')
		return "field.url.host";
	if (!url_host(pool, s, &host, &rest) || !field_is_domain(host))
		return "field.url.host";
	*out = pool_format(pool, "%s%s%s", scheme, host, rest);
	return NULL;
}

const char *
field_check_url(struct field_work *w)
{
	if (text_count(field_typed(w, "")) > (size_t)field_most(w->rule))
		return "field.url.long";
	return url_check(w->pool, field_typed(w, ""), &w->stored);
}
