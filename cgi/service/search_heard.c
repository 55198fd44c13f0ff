/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Chinese is typed by its sound, and the wrong character of the same sound is picked. The word of a
 * paper (Heard in formalities/subjects.hdf) is known by its sounds, and a longer one also with one
 * wrong character inside.
 * What the catalogue itself writes is meant as it stands.
 */
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/search_part.h"

#define SURE 3			/* characters that do not sound so by chance */

/* The bytes of as many characters of the run as the word has, or 0. */
static size_t
as_many(const struct run *run, const char *word)
{
	size_t n = 0;

	for (; *word; word += search_width(word)) {
		if (n >= run->n)
			return 0;
		n += search_width(run->s + n);
	}
	return n;
}

/* Two neighbours that stand so in a formality. */
static bool
is_written(const struct search *s, const char *written, size_t n)
{
	for (size_t i = 0, width; i + (width = search_width(written + i)) < n; i += width)
		if (search_term(s, TERM_PAIR, written + i, width + search_width(written + i + width)))
			return true;
	return false;
}

struct compared {
	size_t count, other, unheard;	/* characters, of which are different, of which sound differently */
	bool is_framed;			/* the first and the last are right */
};

static struct compared
compare(const struct search *s, const char *written, const char *word)
{
	struct compared c = {.is_framed = true};

	while (*word && c.unheard < 2) {
		size_t m = search_width(written), n = search_width(word);
		bool is_same = m == n && memcmp(written, word, n) == 0;
		const char *sound = is_same ? NULL : search_sound(s, written);

		c.is_framed &= is_same || (c.count > 0 && word[n]);
		c.count++;
		c.other += !is_same;
		c.unheard += !is_same && (!sound || sound != search_sound(s, word));
		written += m;
		word += n;
	}
	return c;
}

enum likeness { UNLIKE, ONE_IS_WRONG, SOUNDS_SO };

/* Is it the word, but for what was picked wrongly? What sounds so is more like it than what looks so. */
static enum likeness
likeness_to(const struct search *s, const char *written, size_t n, const char *word)
{
	struct compared c = compare(s, written, word);

	if (!c.other || c.other == c.count)
		return UNLIKE;
	if (!c.unheard)
		return c.count >= SURE || (c.count > 1 && !is_written(s, written, n)) ? SOUNDS_SO : UNLIKE;
	return c.count >= SURE && c.other == 1 && c.is_framed && !is_written(s, written, n) ?
	    ONE_IS_WRONG : UNLIKE;
}

static bool
may_begin(const struct run *run, const char *sound, const struct theme_word *w)
{
	return sound == w->sound || memcmp(run->s, w->letters, search_width(run->s)) == 0;
}

/* The longest word that is meant at the beginning of the run; *n: the bytes that stand for it. */
static const char *
meant(const struct search *s, const struct run *run, size_t *n)
{
	const char *best = NULL, *sound = search_sound(s, run->s);
	enum likeness is_like = UNLIKE, now;

	*n = 0;
	for (size_t i = 0; i < s->theme_count; i++)
		for (size_t j = 0; j < s->themes[i].word_count; j++) {
			const struct theme_word *w = &s->themes[i].words[j];
			size_t bytes = w->kind == TERM_CHARACTER ? as_many(run, w->letters) : 0;

			if (bytes && memcmp(run->s, w->letters, bytes) == 0 && !w->letters[bytes])
				return NULL;
			if (!s->themes[i].is_heard || bytes < *n || !bytes || !may_begin(run, sound, w))
				continue;
			now = likeness_to(s, run->s, bytes, w->letters);
			if (now > (bytes > *n ? UNLIKE : is_like)) {
				best = w->letters;
				is_like = now;
				*n = bytes;
			}
		}
	return best;
}

const char *
search_heard(const struct search *s, struct pool *pool, const char *query)
{
	const char *at = search_normal(pool, query);
	struct text out = {.pool = pool};
	bool is_mended = false;
	struct run run;

	text_add(&out, "");
	while (search_next(&at, &run)) {
		while (run.n) {
			size_t n;
			const char *word = run.is_chinese ? meant(s, &run, &n) : NULL;

			if (word)
				text_add(&out, word);
			else
				text_add_bytes(&out, run.s, n = run.is_chinese ? search_width(run.s) : run.n);
			is_mended |= word != NULL;
			run.s += n;
			run.n -= n;
		}
		text_add(&out, *at == ' ' ? " " : "");
	}
	return is_mended ? out.s : query;
}
