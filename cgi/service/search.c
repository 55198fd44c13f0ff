/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Finding a formality by what people type: every word of the query has to be
 * somewhere in a formality, in any language. A Chinese sentence is typed
 * without spaces, so Chinese also matches by pairs of neighbouring characters,
 * of which half have to be there. Made for a catalogue of tens: it scans.
 */
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/catalogue.h"

#define MOST_QUERY 200		/* bytes looked at */
#define WORDS " \t,.;:?!/-_"

enum { IN_CODE, IN_NAME, IN_SEARCH, IN_TITLE, IN_SUMMARY, PLACES };

static const int weights[PLACES] = {
	[IN_CODE] = 60, [IN_NAME] = 50, [IN_SEARCH] = 40, [IN_TITLE] = 30, [IN_SUMMARY] = 10,
};

/* Full-width made half-width, ASCII capitals made small. */
static char *
folded(struct pool *pool, const char *s)
{
	char *out = text_halfwidth(pool, s);

	for (char *c = out; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return out;
}

/* Every character of the table takes three bytes of UTF-8, on both sides. */
static void
simplify(char *s)
{
	static const char table[] =
#include "service/search_traditional.def"
	    ;

	for (char *c = s; strlen(c) >= 3; c++) {
		if (((unsigned char)*c & 0xf0) != 0xe0)
			continue;
		for (const char *t = table; *t; t += 6)
			if (memcmp(t, c, 3) == 0) {
				memcpy(c, t + 3, 3);
				break;
			}
		c += 2;
	}
}

static char *
without_spaces(struct pool *pool, const char *s)
{
	char *out = pool_string(pool, s), *to = out;

	for (const char *c = out; *c; c++)
		if (*c != ' ')
			*to++ = *c;
	*to = '\0';
	return out;
}

static void
add_local(struct text *t, const struct local *local)
{
	for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++)
		if (local->in[lang]) {
			text_add(t, local->in[lang]);
			text_add(t, "\n");
		}
}

static void
gather(struct pool *pool, const struct formality *f, const char *places[PLACES])
{
	struct text t[PLACES];

	for (int i = 0; i < PLACES; i++) {
		t[i] = (struct text){.pool = pool};
		text_add(&t[i], "\n");
	}
	text_add(&t[IN_CODE], f->code);
	add_local(&t[IN_NAME], &f->name);
	add_local(&t[IN_SEARCH], &f->search);
	text_add(&t[IN_SEARCH], f->pinyin);
	text_add(&t[IN_SEARCH], "\n");
	text_add(&t[IN_SEARCH], without_spaces(pool, f->pinyin));
	add_local(&t[IN_TITLE], &f->title);
	add_local(&t[IN_SUMMARY], &f->summary);
	for (int i = 0; i < PLACES; i++)
		places[i] = folded(pool, t[i].s);
}

static bool
is_somewhere(const char *places[PLACES], const char *part)
{
	for (int i = 0; i < PLACES; i++)
		if (strstr(places[i], part))
			return true;
	return false;
}

/* How a query does in one formality. */
struct tally {
	int points;
	int pairs, hits;	/* neighbouring characters of Chinese words, and those found */
	bool is_missing;	/* a word in Latin letters that is nowhere */
};

static void
count_pairs(const char *places[PLACES], const char *word, bool is_whole, struct tally *tally)
{
	const char *first = word, *second = word;

	text_next(&second);
	for (const char *end = second; text_next(&end); end = second) {
		char pair[16];
		size_t n = (size_t)(end - first);

		memcpy(pair, first, n);
		pair[n] = '\0';
		tally->pairs++;
		if (is_whole || is_somewhere(places, pair)) {
			tally->hits++;
			tally->points++;
		}
		first = second;
		second = end;
	}
}

static void
count_word(const char *places[PLACES], const char *word, struct tally *tally)
{
	const char *rest = word;
	bool is_whole = false;

	for (int i = 0; i < PLACES; i++)
		if (strstr(places[i], word)) {
			tally->points += weights[i];
			is_whole = true;
		}
	if (text_next(&rest) >= 0x80 && *rest)
		count_pairs(places, word, is_whole, tally);
	else if (!is_whole)
		tally->is_missing = true;
}

/* 0: it does not match. */
static int
score_formality(struct pool *pool, const struct formality *f, const char *query)
{
	char *words = pool_string(pool, query), *save, *squeezed;
	const char *places[PLACES];
	struct tally tally = {0};

	if (strcmp(query, f->code) == 0)
		return 1000;
	gather(pool, f, places);
	for (char *w = strtok_r(words, WORDS, &save); w; w = strtok_r(NULL, WORDS, &save))
		count_word(places, w, &tally);
	if (!tally.is_missing && tally.hits * 2 >= tally.pairs)
		return tally.points;
	/* pinyin is typed with spaces anywhere: "jia zhao", "jiazhao" */
	squeezed = without_spaces(pool, query);
	return strlen(squeezed) > 2 && strstr(places[IN_SEARCH], squeezed)
	    ? weights[IN_SEARCH] : 0;
}

size_t
catalogue_search(struct pool *pool, const struct catalogue *c, const char *query, enum lang lang,
    const struct formality **out, size_t most)
{
	struct pool *own;
	const char *asked;
	size_t found = 0;
	char *simple;
	int *scores;

	if (strlen(query) > MOST_QUERY || !text_is_utf8(query, strlen(query)))
		return 0;
	own = pool_new(pool, 0);
	scores = pool_zero(own, (c->count + 1) * sizeof *scores);
	simple = folded(own, query);
	simplify(simple);
	asked = text_trim(own, simple);
	for (size_t i = 0; *asked && i < c->count; i++) {
		const struct formality *f = c->formalities[i];
		int score = score_formality(own, f, asked);
		size_t at = found;

		/* what its reader sees in the list counts a little more */
		if (score && strstr(folded(own, local_in(&f->name, lang)), asked))
			score += 5;
		for (; score && at > 0 && scores[at - 1] < score; at--)
			if (at < most) {
				scores[at] = scores[at - 1];
				out[at] = out[at - 1];
			}
		if (score && at < most) {
			scores[at] = score;
			out[at] = f;
			found += found < most;
		}
	}
	pool_free(own);
	return found;
}
