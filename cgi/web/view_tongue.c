/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Chinese inside a page of another language, so that it is read aloud in Chinese: the name of a paper in
 * brackets, a street, what a resident is called. It is marked in the finished page, where no template, text
 * or value can be forgotten; attributes, and elements that hold nothing but text, stay as they are.
 */
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "web/view_part.h"

/* Not <span>: styles say much of those, and nothing of this. */
#define OPEN "<bdi lang=\"zh-Hans\">"
#define CLOSE "</bdi>"

#define BLOCK 32
#define LEAST 0xe3		/* the first byte of U+3000 and of all that comes behind */

static bool
is_character(uint32_t c)
{
	return text_is_chinese(c) || (c >= 0xf900 && c <= 0xfaff);
}

/* 《》、〇, vertical and full-width ones */
static bool
is_mark(uint32_t c)
{
	return (c >= 0x3000 && c <= 0x303f) || (c >= 0xfe30 && c <= 0xfe4f) || (c >= 0xff00 && c <= 0xffef);
}

static bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* What may stand between two Chinese words of one run, and is no word of the page's. */
static bool
is_between(uint32_t c)
{
	return is_digit(c) || (c < 0x80 && c && strchr(" .,:;-/()#+%", (int)c)) || c == 0xb7 ||
	    (c >= 0x2010 && c <= 0x205e);
}

struct marking {
	const char *kept;		/* what comes from here is not in `out` yet */
	struct text out;
};

static void
mark(struct marking *m, const char *first, const char *last)
{
	text_add_bytes(&m->out, m->kept, (size_t)(first - m->kept));
	text_add(&m->out, OPEN);
	text_add_bytes(&m->out, first, (size_t)(last - first));
	text_add(&m->out, CLOSE);
	m->kept = last;
}

/*
 * Words without a tag, escaped. A run has its punctuation, and the digits and capitals that touch it: 12号,
 * 浙C12345. Entities end it.
 */
static void
mark_words(struct marking *m, const char *at, const char *end)
{
	const char *lead = NULL, *first = NULL, *last = NULL;

	while (at < end) {
		const char *here = at;
		uint32_t c = text_next(&at);
		bool is_touching = is_digit(c) || (c >= 'A' && c <= 'Z');

		at = c && at < end ? at : end;
		if (is_character(c) || (first && is_mark(c)) || (first && is_touching && last == here)) {
			first = first ? first : lead ? lead : here;
			last = at;
		} else if (!first) {
			lead = !is_digit(c) && !is_mark(c) ? NULL : lead ? lead : here;
		} else if (!is_between(c)) {
			mark(m, first, last);
			first = lead = NULL;
		}
	}
	if (first)
		mark(m, first, last);
}

/* The first byte from LEAST on; most of a page has none. */
static const char *
find_high(const char *at, const char *end)
{
	while (end - at >= BLOCK) {
		unsigned char found = 0;

		for (size_t i = 0; i < BLOCK; i++)
			found |= (unsigned char)at[i] >= LEAST;
		if (found)
			break;
		at += BLOCK;
	}
	while (at < end && (unsigned char)*at < LEAST)
		at++;
	return at < end ? at : NULL;
}

static const char *
next_in(const char *at, char c, const char *end)
{
	const char *found = memchr(at, c, (size_t)(end - at));

	return found ? found : end;
}

static size_t
name_length(const char *tag)
{
	return strcspn(tag + 1, " \t\n/>");
}

/* Elements in which a tag is no tag; those of a picture have none of HTML's. */
static bool
has_text_only(const char *tag)
{
	static const char *const names[] = {"title", "option", "textarea", "script", "style", "text", "tspan",
		"desc"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (name_length(tag) == strlen(names[i]) && text_starts(tag + 1, names[i]))
			return true;
	return false;
}

static const char *
find_chinese_tag(const char *at, const char *end)
{
	static const char said[] = " lang=\"zh";
	const char *found = memmem(at, (size_t)(end - at), said, sizeof said - 1);

	return found ? memrchr(at, '<', (size_t)(found - at)) : NULL;
}

static const char *
past_element(const char *tag, const char *end)
{
	size_t n = name_length(tag), depth = 1;
	const char *at = tag + 1;

	while (depth && (at = next_in(at, '<', end)) < end) {
		bool is_end = at[1] == '/';
		const char *begin = at + is_end;

		if (name_length(begin) == n && memcmp(begin + 1, tag + 1, n) == 0)
			depth += is_end ? (size_t)-1 : 1;
		at = next_in(at, '>', end);
	}
	return at;
}

/* From `at`, which is in no tag and no Chinese element, to behind what has the Chinese byte at `high`. */
static const char *
mark_next(struct marking *m, const char *at, const char *high, const char *end)
{
	const char *tag = find_chinese_tag(at, high), *close;

	if (tag)
		return past_element(tag, end);
	if ((tag = memrchr(at, '<', (size_t)(high - at)))) {
		if ((close = next_in(tag, '>', end)) == end)
			return end;
		if (find_chinese_tag(tag, close))
			return past_element(tag, end);
		if (has_text_only(tag))
			return next_in(close, '<', end);
		if (high < close)
			return close + 1;
		at = close + 1;
	}
	close = next_in(high, '<', end);
	mark_words(m, at, close);
	return close;
}

void
view_mark_chinese(struct text *page)
{
	const char *at = page->s, *end = at + page->n, *high;
	struct marking m = {.kept = at, .out = {.pool = page->pool}};

	while (at && (high = find_high(at, end)))
		at = mark_next(&m, at, high, end);
	if (m.kept == page->s)
		return;
	text_add_bytes(&m.out, m.kept, (size_t)(end - m.kept));
	*page = m.out;
}
