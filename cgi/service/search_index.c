/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What is known before anybody asks: for each term the formalities that have it and how much
 * they are about it. A term counts by the text it stands in and less each further time, as in
 * BM25F; short and long texts are not told apart, since all of ours are short.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/search_part.h"

#define FULL 65535
#define HALF_WAY 2.0		/* so much text makes a posting half of the full weight */
#define MOST_TIMES 3		/* in one text */

enum place { IN_CODE, IN_NAME, IN_SEARCH, IN_TITLE, IN_SUMMARY, PLACES };

static const double weights[PLACES] = {
	[IN_CODE] = 2, [IN_NAME] = 6, [IN_SEARCH] = 3, [IN_TITLE] = 2, [IN_SUMMARY] = 0.5,
};

struct occurrence {
	uint64_t hash;
	uint16_t doc;
	uint8_t place;
};

struct gathering {
	struct pool *pool;		/* only while it lasts */
	struct search *s;
	uint16_t doc;
	struct occurrence *at;
	size_t count, room;
	const char **words, **syllables;
	size_t word_count, word_room, syllable_count, syllable_room;
	size_t spelling_room;
};

/* Room for one more in a growing array. */
static void *
grown(struct pool *pool, void *old, size_t count, size_t *room, size_t each)
{
	if (count < *room)
		return old;
	*room = *room ? *room * 2 : 1024;
	return pool_grow(pool, old, *room, each);
}

static void
add_term(struct gathering *g, enum place place, enum term_kind kind, const char *s, size_t n)
{
	g->at = grown(g->pool, g->at, g->count, &g->room, sizeof *g->at);
	g->at[g->count++] = (struct occurrence){search_hash(kind, s, n), g->doc, (uint8_t)place};
}

static void
add_word(struct gathering *g, enum place place, const struct run *run)
{
	char stem[SEARCH_WORD];

	search_stem(run->s, run->n, stem);
	add_term(g, place, TERM_WORD, stem, strlen(stem));
	g->words = grown(g->pool, g->words, g->word_count, &g->word_room, sizeof *g->words);
	g->words[g->word_count++] = pool_bytes(g->pool, run->s,
	    run->n < SEARCH_WORD ? run->n : SEARCH_WORD - 1);
}

/* All that somebody types, as it is asked. */
static void
add_phrase(struct gathering *g, enum place place, enum term_kind kind, const char *phrase)
{
	const char *asked = search_asked(g->s, g->pool, phrase);

	add_term(g, place, kind, asked, strlen(asked));
}

static void
add_chinese(struct gathering *g, enum place place, const struct run *run)
{
	for (size_t i = 0, n; i < run->n; i += n) {
		n = search_width(run->s + i);
		add_term(g, place, TERM_CHARACTER, run->s + i, n);
		if (i + n < run->n)
			add_term(g, place, TERM_PAIR, run->s + i, n + search_width(run->s + i + n));
	}
	if (place == IN_NAME || place == IN_SEARCH)
		add_phrase(g, place, TERM_PHRASE, pool_bytes(g->pool, run->s, run->n));
}

static void
add_text(struct gathering *g, enum place place, const char *text)
{
	const char *at = search_normal(g->pool, text);
	struct run run;

	while (search_next(&at, &run))
		if (run.is_chinese)
			add_chinese(g, place, &run);
		else
			add_word(g, place, &run);
}

static void
add_local(struct gathering *g, enum place place, const struct local *local)
{
	for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++) {
		if (!local->in[lang])
			continue;
		add_text(g, place, local->in[lang]);
		if (place == IN_NAME || place == IN_TITLE)
			add_phrase(g, place, TERM_OWN, local->in[lang]);
	}
}

static void
add_spelling(struct gathering *g, const char *sounds, const char *initials, bool is_start, bool is_first)
{
	struct search *s = g->s;
	size_t room = g->spelling_room;

	s->sounds = grown(g->pool, s->sounds, s->spelling_count, &room, sizeof *s->sounds);
	s->initials = grown(g->pool, s->initials, s->spelling_count, &g->spelling_room,
	    sizeof *s->initials);
	s->sounds[s->spelling_count] = (struct spelling){sounds, g->doc, is_start, is_first};
	s->initials[s->spelling_count++] = (struct spelling){initials, g->doc, is_start, is_first};
}

/* "wu fan zui": its syllables, its pairs of them, and all that begins at one of them. */
static void
add_pinyin(struct gathering *g, struct pool *pool, const char *phrase, bool is_first)
{
	size_t length = strlen(phrase), squeezed = 0, count = 0;
	char *sounds = pool_alloc(pool, length + 1), *initials = pool_alloc(pool, length + 1);
	size_t starts[SEARCH_SYLLABLES];
	const char *at = phrase, *before = NULL;
	struct run run;

	while (count < SEARCH_SYLLABLES && search_next(&at, &run)) {
		add_term(g, IN_SEARCH, TERM_SYLLABLE, run.s, run.n);
		if (before)
			add_term(g, IN_SEARCH, TERM_SYLLABLES, before, (size_t)(run.s + run.n - before));
		g->syllables = grown(g->pool, g->syllables, g->syllable_count, &g->syllable_room,
		    sizeof *g->syllables);
		g->syllables[g->syllable_count++] = pool_bytes(g->pool, run.s, run.n);
		starts[count] = squeezed;
		initials[count++] = *run.s;
		memcpy(sounds + squeezed, run.s, run.n);
		squeezed += run.n;
		before = run.s;
	}
	sounds[squeezed] = initials[count] = '\0';
	for (size_t i = 0; i < count; i++)
		add_spelling(g, sounds + starts[i], initials + i, i == 0, is_first);
}

/* What is taken out of a sentence in pinyin is pinyin, too. */
static void
add_said(struct gathering *g, const char *sounds)
{
	struct run run;

	while (search_next(&sounds, &run)) {
		g->syllables = grown(g->pool, g->syllables, g->syllable_count, &g->syllable_room,
		    sizeof *g->syllables);
		g->syllables[g->syllable_count++] = pool_bytes(g->pool, run.s, run.n);
	}
}

static void
add_formality(struct gathering *g, struct pool *pool, const struct formality *f)
{
	size_t count;
	char **phrases = search_phrases(g->pool, f->pinyin, &count);

	add_text(g, IN_CODE, f->code);
	add_phrase(g, IN_CODE, TERM_PHRASE, f->code);
	add_local(g, IN_NAME, &f->name);
	add_local(g, IN_SEARCH, &f->search);
	add_local(g, IN_TITLE, &f->title);
	add_local(g, IN_SUMMARY, &f->summary);
	for (size_t i = 0; i < count; i++)
		add_pinyin(g, pool, phrases[i], i == 0);
}

static void *
keep(struct pool *pool, const void *data, size_t size)
{
	return memcpy(pool_alloc(pool, size + 1), data, size);
}

/* Also of nothing, which qsort() may not be given. */
static void
sort(void *at, size_t count, size_t each, int (*order)(const void *, const void *))
{
	if (count)
		qsort(at, count, each, order);
}

static int
by_hash(const void *a, const void *b)
{
	const struct occurrence *x = a, *y = b;

	return x->hash != y->hash ? (x->hash > y->hash) - (x->hash < y->hash) :
	    x->doc != y->doc ? x->doc - y->doc : x->place - y->place;
}

/* One formality's occurrences of one term; how many there were. */
static size_t
weigh(const struct occurrence *at, size_t count, struct posting *out)
{
	size_t times[PLACES] = {0}, n = 0;
	double sum = 0;

	for (; n < count && at[n].hash == at->hash && at[n].doc == at->doc; n++)
		if (times[at[n].place]++ < MOST_TIMES)
			sum += weights[at[n].place];
	*out = (struct posting){at->doc, (uint16_t)(FULL * sum / (sum + HALF_WAY))};
	return n;
}

float
search_rarity(size_t all, size_t having)
{
	return (float)log1p(((double)all - (double)having + 0.5) / ((double)having + 0.5));
}

static void
make_terms(const struct gathering *g, struct pool *pool)
{
	struct search *s = g->s;
	struct posting *postings = pool_alloc(g->pool, g->count * sizeof *postings);
	struct term *terms = pool_alloc(g->pool, g->count * sizeof *terms);
	size_t posting_count = 0;

	sort(g->at, g->count, sizeof *g->at, by_hash);
	for (size_t i = 0; i < g->count;) {
		if (i == 0 || g->at[i].hash != terms[s->term_count - 1].hash)
			terms[s->term_count++] = (struct term){.hash = g->at[i].hash,
			    .first = (uint32_t)posting_count};
		terms[s->term_count - 1].count++;
		i += weigh(g->at + i, g->count - i, &postings[posting_count++]);
	}
	for (size_t i = 0; i < s->term_count; i++)
		terms[i].rarity = search_rarity(s->catalogue->count, terms[i].count);
	s->terms = keep(pool, terms, s->term_count * sizeof *terms);
	s->postings = keep(pool, postings, posting_count * sizeof *postings);
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In order, each once, their letters one behind the other. */
static const char **
keep_list(struct pool *pool, const char **from, size_t count, size_t *kept)
{
	const char **out;
	size_t letters = 0;
	char *to;

	sort(from, count, sizeof *from, by_text);
	*kept = 0;
	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(from[i], from[*kept - 1]) != 0) {
			from[(*kept)++] = from[i];
			letters += strlen(from[i]) + 1;
		}
	out = pool_alloc(pool, (*kept + 1) * sizeof *out);
	to = pool_alloc(pool, letters + 1);
	for (size_t i = 0; i < *kept; i++) {
		out[i] = memcpy(to, from[i], strlen(from[i]) + 1);
		to += strlen(to) + 1;
	}
	return out;
}

static int
by_letters(const void *a, const void *b)
{
	const struct spelling *x = a, *y = b;
	int order = strcmp(x->letters, y->letters);

	return order ? order : x->doc - y->doc;
}

static struct spelling *
keep_spellings(struct pool *pool, const struct spelling *from, size_t count)
{
	struct spelling *out = keep(pool, from, count * sizeof *from);

	sort(out, count, sizeof *out, by_letters);
	return out;
}

struct search *
search_make(struct pool *pool, const struct catalogue *c)
{
	struct search *s = POOL_NEW(pool, struct search);
	struct gathering g = {.pool = pool_new(NULL, 0), .s = s};

	s->catalogue = c;
	search_load_sounds(s, pool);
	search_load_abroad(s, pool);
	search_load_stops(s, pool);
	for (g.doc = 0; g.doc < c->count; g.doc++)
		add_formality(&g, pool, c->formalities[g.doc]);
	for (size_t i = 0; i < s->abroad_count; i++)
		add_said(&g, s->abroad[i].sounds ? s->abroad[i].sounds : "");
	for (size_t i = 0; i < s->pinyin_stops; i++)
		add_said(&g, s->stops[i]);
	make_terms(&g, pool);
	s->words = keep_list(pool, g.words, g.word_count, &s->word_count);
	s->syllables = keep_list(pool, g.syllables, g.syllable_count, &s->syllable_count);
	s->sounds = keep_spellings(pool, s->sounds, s->spelling_count);
	s->initials = keep_spellings(pool, s->initials, s->spelling_count);
	search_load_themes(s, pool);
	pool_free(g.pool);
	return s;
}
