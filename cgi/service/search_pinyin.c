/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Chinese typed in Latin letters, with blanks anywhere or none; and slips of the fingers. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/search_part.h"

#define MOST_LETTERS 80		/* of one word */
#define LONGEST_SYLLABLE 6	/* "zhuang" */
#define SLIPPED 5		/* letters in which a slip is allowed */

void
search_level_sounds(char *s)
{
	for (; *s; s++)
		if (*s == 'v')
			*s = 'u';
}

char **
search_phrases(struct pool *pool, const char *pinyin, size_t *count)
{
	char *rest = pool_string(pool, pinyin), *save = NULL, **out = NULL;

	*count = 0;
	for (char *p = strtok_r(rest, ",\n", &save); p; p = strtok_r(NULL, ",\n", &save)) {
		char *phrase = search_normal(pool, p);

		search_level_sounds(phrase);
		if (!*phrase)
			continue;
		out = pool_grow(pool, out, *count + 1, sizeof *out);
		out[(*count)++] = phrase;
	}
	return out;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
is_syllable(const struct search *s, const char *letters, size_t n)
{
	char text[SEARCH_WORD];
	const char *key = text;

	if (n >= sizeof text)
		return false;
	memcpy(text, letters, n);
	text[n] = '\0';
	return s->syllable_count &&
	    bsearch(&key, s->syllables, s->syllable_count, sizeof *s->syllables, by_text);
}

/* From the end: where the rest can be read, the longest syllable that stands there. */
char *
search_syllables(const struct search *s, struct pool *pool, const char *letters)
{
	size_t length = strlen(letters), steps[MOST_LETTERS + 1] = {0};
	struct text out = {.pool = pool};

	if (length == 0 || length > MOST_LETTERS)
		return NULL;
	for (size_t at = length; at-- > 0;)
		for (size_t n = 1; n <= LONGEST_SYLLABLE && at + n <= length; n++)
			if ((at + n == length || steps[at + n])
			    && is_syllable(s, letters + at, n))
				steps[at] = n;
	if (!steps[0])
		return NULL;
	for (size_t at = 0; at < length; at += steps[at]) {
		text_add(&out, at ? " " : "");
		text_add_bytes(&out, letters + at, steps[at]);
	}
	return out.s;
}

size_t
search_spelled(const struct spelling *list, size_t count, const char *letters,
    const struct spelling **out)
{
	size_t low = 0, high = count, n = strlen(letters), found = 0;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (strncmp(list[middle].letters, letters, n) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*out = list + low;
	while (low + found < count && strncmp(list[low + found].letters, letters, n) == 0)
		found++;
	return found;
}

static bool
is_same(const char *a, const char *b, bool is_start)
{
	return is_start ? text_starts(b, a) : strcmp(a, b) == 0;
}

enum slip
search_slip(const char *a, const char *b, bool is_start)
{
	char before = '\0';

	while (*a && *a == *b) {
		before = *a++;
		b++;
	}
	if (*a && is_same(a + 1, b, is_start))
		return *a == before ? SLIP_TWICE : SLIP_TOO_MANY;
	if (*b && is_same(a, b + 1, is_start))
		return *a || !is_start ? SLIP_FORGOTTEN : SLIP_NONE;
	if (*a && *b && a[0] == b[1] && a[1] == b[0] && is_same(a + 2, b + 2, is_start))
		return SLIP_CHANGED_ABOUT;
	return *a && *b && is_same(a + 1, b + 1, is_start) ? SLIP_ANOTHER : SLIP_NONE;
}

bool
search_near(const char *a, const char *b, bool is_start)
{
	return is_same(a, b, is_start) || search_slip(a, b, is_start);
}

static bool
is_nearly(const char *letters, const char *name)
{
	return strlen(letters) >= SLIPPED && search_near(letters, name, false);
}

/* What a paper is called in pinyin, if the letters are its initials, or nearly its name. */
static const char *
paper_said(const struct search *s, struct pool *pool, const char *letters, bool may_slip)
{
	bool is_initials = !letters[strcspn(letters, "aeiou")];

	for (size_t i = 0; i < s->theme_count; i++)
		for (size_t j = 0; s->themes[i].is_heard && j < s->themes[i].word_count; j++) {
			const struct theme_word *w = &s->themes[i].words[j];

			if (w->kind == TERM_SYLLABLE && (is_initials ?
			    strcmp(letters, search_initials(pool, w->letters)) == 0 :
			    may_slip && is_nearly(letters, w->squeezed)))
				return w->letters;
		}
	return NULL;
}

/* "hzdiule": initials of a paper, and what happened to it. */
static const char *
paper_begun(const struct search *s, struct pool *pool, const char *letters)
{
	for (size_t n = 2; letters[n - 1] && strcspn(letters, "aeiou") >= n; n++) {
		const char *rest = letters + n;
		const char *paper = paper_said(s, pool, pool_bytes(pool, letters, n), false);
		char *split = paper && strlen(rest) >= SLIPPED ? search_syllables(s, pool, rest) : NULL;

		if (split)
			return pool_format(pool, "%s%s", paper, split);
	}
	return NULL;
}

const char *
search_spelled_out(const struct search *s, struct pool *pool, const char *query)
{
	const char *at = search_normal(pool, query);
	struct text out = {.pool = pool};
	bool is_mended = false;
	size_t words = 0;
	struct run run;

	text_add(&out, "");
	for (; search_next(&at, &run); words++) {
		char *letters = pool_bytes(pool, run.s, run.n), *split;
		const char *paper;

		search_level_sounds(letters);
		split = run.is_chinese ? NULL : search_syllables(s, pool, letters);
		paper = run.is_chinese ? NULL : paper_said(s, pool, letters, !split);
		if (!paper && !run.is_chinese && (paper = paper_begun(s, pool, letters)))
			words++;
		if (!paper && !split)
			return query;
		is_mended |= paper != NULL;
		text_addf(&out, "%s ", paper ? paper : split);
	}
	return is_mended && words > 1 ? out.s : query;
}
