/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/text.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct bytes
bytes_of(const char *s)
{
	return s ? BYTES(s, strlen(s)) : (struct bytes){NULL, 0};
}

bool
bytes_equal(struct bytes a, struct bytes b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* RFC 3629's table 3-7 as code: how long, and the bounds of the second byte. */
static size_t
sequence(const unsigned char *p, size_t left)
{
	unsigned char low = 0x80, high = 0xbf;
	size_t n;

	if (p[0] < 0x80)
		return p[0] ? 1 : 0;
	if (p[0] < 0xc2 || p[0] > 0xf4)
		return 0;
	n = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	if (n > left)
		return 0;
	if (p[0] == 0xe0)
		low = 0xa0;
	else if (p[0] == 0xed)
		high = 0x9f;
	else if (p[0] == 0xf0)
		low = 0x90;
	else if (p[0] == 0xf4)
		high = 0x8f;
	if (p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < n; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	return n;
}

bool
text_is_utf8(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t step;

	for (size_t i = 0; i < n; i += step)
		if ((step = p[i] - 1U < 0x7f ? 1 : sequence(p + i, n - i)) == 0)
			return false;
	return true;
}

size_t
text_count(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

uint32_t
text_next(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;
	uint32_t c = p[0];
	int more = c < 0x80 ? 0 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;

	if (!c)
		return 0;
	if (more)
		c &= 0x3fU >> more;
	for (int i = 1; i <= more; i++)
		c = c << 6 | (p[i] & 0x3fU);
	*s += more + 1;
	return c;
}

bool
text_is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0x061c ||
	    c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
	    (c >= 0x2066 && c <= 0x2069) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb);
}

bool
text_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

size_t
text_past_colon(const char *value, const char *rest)
{
	static const char *const colons[] = {":", "："}, *const marks[] = {"?", "？"};
	size_t n;

	if (*rest != colons[0][0] && *rest != colons[1][0])
		return 0;
	n = strlen(value);
	for (size_t i = 0; i < 2; i++)
		for (size_t j = 0; j < 2; j++)
			if (n >= strlen(marks[i]) && strcmp(value + n - strlen(marks[i]), marks[i]) == 0 &&
			    text_starts(rest, colons[j]))
				return strlen(colons[j]);
	return 0;
}

bool
text_is_chinese(uint32_t c)
{
	return (c >= 0x3400 && c <= 0x9fff) || c >= 0x20000;
}

bool
text_is_digits(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return n > 0;
}

static bool
is_space(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 || c == 0x3000 ||
	    (c >= 0x2000 && c <= 0x200b);
}

bool
text_is_sentence(const char *s)
{
	static const char *const marks[] = {"?", "!", ".", "？", "！", "。", "…"};
	size_t n = strlen(s);

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (n >= strlen(marks[i]) && strcmp(s + n - strlen(marks[i]), marks[i]) == 0)
			return true;
	return false;
}

char *
text_first(struct pool *pool, const char *s, size_t n)
{
	const char *end = s;

	while (n-- && text_next(&end))
		;
	return pool_bytes(pool, s, (size_t)(end - s));
}

/* Where it ends but for the white space behind it. */
static const char *
end_of_words(const char *start)
{
	const char *end = start + strlen(start), *p, *next;

	for (; end > start; end = p) {
		for (p = end - 1; p > start && ((unsigned char)*p & 0xc0) == 0x80;)
			p--;
		next = p;
		if (sequence((const unsigned char *)p, (size_t)(end - p)) != (size_t)(end - p) ||
		    !is_space(text_next(&next)))
			break;
	}
	return end;
}

char *
text_trim(struct pool *pool, const char *s)
{
	const char *start = s, *p;
	uint32_t c;

	for (p = s; (c = text_next(&p)) && is_space(c);)
		start = p;
	return pool_bytes(pool, start, (size_t)(end_of_words(start) - start));
}

char *
text_halfwidth(struct pool *pool, const char *s)
{
	char *out = pool_alloc(pool, strlen(s) + 1), *o = out;
	const char *p = s, *from;
	uint32_t c;

	for (from = p; (c = text_next(&p)); from = p) {
		if (c >= 0xff01 && c <= 0xff5e)
			*o++ = (char)(c - 0xfee0);
		else if (c == 0x3000)
			*o++ = ' ';
		else
			for (; from < p; from++)
				*o++ = *from;
	}
	*o = '\0';
	return out;
}

char *
text_one_line(struct pool *pool, const char *s)
{
	char *line = s ? pool_string(pool, s) : NULL;

	for (char *p = line; p && *p; p++)
		if (strchr("\n\r\t", *p))
			*p = ' ';
	return line;
}

char *
text_without_controls(struct pool *pool, const char *s)
{
	char *out = pool_alloc(pool, strlen(s) + 1), *o = out;
	const char *p = s, *from;
	uint32_t c;

	for (from = p; (c = text_next(&p)); from = p) {
		if (!text_is_control(c))
			for (; from < p; from++)
				*o++ = *from;
		else if (is_space(c) || c == 0x85 || c == 0x2028 || c == 0x2029)
			*o++ = ' ';
	}
	*o = '\0';
	return out;
}

struct word_list
text_words(struct pool *pool, const char *s)
{
	char *rest = pool_string(pool, s ? s : ""), *save = NULL;
	struct word_list out = {pool_zero(pool, (strlen(rest) / 2 + 1) * sizeof *out.at), 0};

	for (char *w = strtok_r(rest, " ", &save); w; w = strtok_r(NULL, " ", &save))
		out.at[out.count++] = w;
	return out;
}

bool
text_has_word(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (; n && *words; words += strspn(words, " ")) {
		size_t length = strcspn(words, " ");

		if (length == n && memcmp(words, word, n) == 0)
			return true;
		words += length;
	}
	return false;
}

void
text_lower(char *s)
{
	for (; *s; s++)
		if (*s >= 'A' && *s <= 'Z')
			*s = (char)(*s - 'A' + 'a');
}

char *
text_digits(struct pool *pool, const char *s)
{
	char *out = text_halfwidth(pool, s), *o = out;

	for (const char *p = out; *p; p++)
		if (*p >= '0' && *p <= '9')
			*o++ = *p;
	*o = '\0';
	return out;
}

bool
text_number(const char *s, int64_t least, int64_t most, int64_t *out)
{
	size_t n = s ? strlen(s) : 0;
	const char *digits = n && s[0] == '-' ? s + 1 : s;
	long long v;

	if (n == 0 || n > 19 || !text_is_digits(digits, n - (size_t)(digits - s)))
		return false;
	errno = 0;
	v = strtoll(s, NULL, 10);
	if (errno || v < least || v > most)
		return false;
	*out = v;
	return true;
}

#define TEXT_FIRST 128

/* Not inlined, for a page adds many hundred pieces and has to make room for few of them. */
static __attribute__((noinline)) void
text_grow(struct text *t, size_t n)
{
	t->room = (t->n + n + 1) * 2;
	if (t->room < TEXT_FIRST)
		t->room = TEXT_FIRST;
	t->s = pool_grow(t->pool, t->s, t->room, 1);
}

static void
text_room(struct text *t, size_t n)
{
	if (t->n + n + 1 > t->room)
		text_grow(t, n);
}

void
text_add_bytes(struct text *t, const void *p, size_t n)
{
	text_room(t, n);
	if (n)
		memcpy(t->s + t->n, p, n);
	t->n += n;
	t->s[t->n] = '\0';
}

void
text_add(struct text *t, const char *s)
{
	text_add_bytes(t, s, strlen(s));
}

void
text_cut(struct text *t, size_t n)
{
	if (n < t->n) {
		t->n = n;
		t->s[n] = '\0';
	}
}

void
text_add_number(struct text *t, int n, int width)
{
	unsigned left = n < 0 ? 0 : (unsigned)n;
	size_t count = 1;

	for (unsigned more = left / 10; more || count < (size_t)width; more /= 10)
		count++;
	text_room(t, count);
	t->n += count;
	t->s[t->n] = '\0';
	for (size_t at = t->n; count--; left /= 10)
		t->s[--at] = (char)('0' + left % 10);
}

void
text_addf(struct text *t, const char *format, ...)
{
	va_list ap;
	char *s;

	va_start(ap, format);
	s = pool_vformat(t->pool, format, ap);
	va_end(ap);
	text_add(t, s);
}
