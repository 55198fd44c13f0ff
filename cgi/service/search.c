/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Asking what search_index.c has made: each term of a query gives points to the formalities
 * that have it, more if few have it. What nobody has counts against all of them, so that a
 * question about something else finds nothing; but one that names a subject of ours finds at least
 * what has most of it.
 */
#include "service/search.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/search_part.h"

#define MOST_QUERY 240		/* bytes looked at */
#define MOST_UNITS 100		/* characters or syllables side by side */
#define FULL 65535.0F

#define ALONE 0.7F		/* a character, none of whose pairs anybody has */
#define BESIDE 0.2F		/* one of a pair that somebody has */
#define BEGUN 0.8F		/* two thirds of a word, or a phrase's */
#define INSIDE 0.5F		/* in a phrase */
#define SLIP 0.6F		/* one letter is wrong */
#define OWN 2.0F		/* it is all of a name or a title */
#define ALL_SPELLED 3.0F	/* points: it is a whole phrase in pinyin; as a subject inside it has */
#define SAME 0.5F		/* it is all of a search word, a name or a code */
#define UNKNOWN 5.0F		/* what a word that nobody has counts against all */
#define UNKNOWN_PAIR 1.5F
#define LEAST_FIT 0.2F		/* of the points that a query can give */
#define SURE_FIT 0.8F		/* from which on a list may be long */
#define AT_LEAST 5		/* are shown, if so many were found */
#define LEAST_OF_BEST 0.3F	/* of the best one's points */

#define BEGINNING 3		/* letters from which two thirds of a word will do */
#define SLIPPED 5		/* letters in which a slip is allowed; search_theme.c knows shorter ones */

struct asking {
	const struct search *s;
	struct pool *pool;
};

struct tally {
	float *points;		/* of each formality */
	float most;		/* for one that has everything */
};

static struct tally
tally_new(const struct asking *a)
{
	return (struct tally){.points = pool_zero(a->pool,
	    (a->s->catalogue->count + 1) * sizeof(float))};
}

static float
tally_best(const struct asking *a, const struct tally *t)
{
	float best = 0;

	for (size_t i = 0; i < a->s->catalogue->count; i++)
		best = t->points[i] > best ? t->points[i] : best;
	return best;
}

/* How much of what was asked the best formality has: 0 to 1. */
static float
tally_fit(const struct asking *a, const struct tally *t)
{
	return t->most > 0 ? tally_best(a, t) / t->most : 0;
}

static void
tally_add(const struct asking *a, struct tally *to, const struct tally *t)
{
	for (size_t i = 0; i < a->s->catalogue->count; i++)
		to->points[i] += t->points[i];
	to->most += t->most;
}

const struct term *
search_term(const struct search *s, enum term_kind kind, const char *letters, size_t n)
{
	uint64_t hash = search_hash(kind, letters, n);
	size_t low = 0, high = s->term_count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (s->terms[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s->term_count && s->terms[low].hash == hash ? &s->terms[low] : NULL;
}

static void
give(const struct asking *a, const struct term *term, float factor, struct tally *t)
{
	const struct posting *p = a->s->postings + term->first;

	for (size_t i = 0; i < term->count; i++)
		t->points[p[i].doc] += factor * term->rarity * (float)p[i].weight / FULL;
	t->most += factor * term->rarity;
}

/* Several terms or spellings stand for one that was typed: each formality gets its best. */
struct choice {
	float *weights;		/* 0 to 1 */
	size_t count;		/* formalities that have any */
};

static struct choice
choice_new(const struct asking *a)
{
	return (struct choice){.weights = tally_new(a).points};
}

static void
choose(struct choice *c, size_t doc, float weight)
{
	c->count += c->weights[doc] == 0;
	if (weight > c->weights[doc])
		c->weights[doc] = weight;
}

static void
choose_word(const struct asking *a, struct choice *c, const char *word, float factor)
{
	const struct term *term;
	char stem[SEARCH_WORD];

	search_stem(word, strlen(word), stem);
	term = search_term(a->s, TERM_WORD, stem, strlen(stem));
	for (size_t i = 0; term && i < term->count; i++) {
		const struct posting *p = &a->s->postings[term->first + i];

		choose(c, p->doc, factor * (float)p->weight / FULL);
	}
}

static void
give_choice(const struct asking *a, const struct choice *c, struct tally *t)
{
	float rarity = search_rarity(a->s->catalogue->count, c->count);

	for (size_t i = 0; i < a->s->catalogue->count; i++)
		t->points[i] += rarity * c->weights[i];
	t->most += rarity;
}

/* Characters or syllables that stand side by side; `starts` has one more than there are. */
struct row {
	const char *s;
	size_t starts[MOST_UNITS + 1], ends[MOST_UNITS];
	size_t count;
	enum term_kind one, two;
};

static void
ask_row(const struct asking *a, const struct row *row, struct tally *t)
{
	bool has_pair[MOST_UNITS] = {false};
	const struct term *term;

	for (size_t i = 0; i + 1 < row->count; i++) {
		term = search_term(a->s, row->two, row->s + row->starts[i],
		    row->ends[i + 1] - row->starts[i]);
		if (term) {
			give(a, term, 1, t);
			has_pair[i] = has_pair[i + 1] = true;
		} else {
			t->most += UNKNOWN_PAIR;
		}
	}
	for (size_t i = 0; i < row->count; i++) {
		float factor = has_pair[i] ? BESIDE : row->count == 1 ? 1 : ALONE;

		term = search_term(a->s, row->one, row->s + row->starts[i],
		    row->ends[i] - row->starts[i]);
		if (term)
			give(a, term, factor, t);
		else
			t->most += UNKNOWN;
	}
}

static void
ask_chinese(const struct asking *a, const struct run *run, struct tally *t)
{
	struct row row = {.s = run->s, .one = TERM_CHARACTER, .two = TERM_PAIR};

	for (size_t i = 0; i < run->n && row.count < MOST_UNITS; i = row.ends[row.count++]) {
		row.starts[row.count] = i;
		row.ends[row.count] = i + search_width(run->s + i);
	}
	ask_row(a, &row, t);
}

static void
ask_syllables(const struct asking *a, const char *syllables, struct tally *t)
{
	struct row row = {.s = syllables, .one = TERM_SYLLABLE, .two = TERM_SYLLABLES};
	const char *at = syllables;
	struct run run;

	while (row.count < MOST_UNITS && search_next(&at, &run)) {
		row.starts[row.count] = (size_t)(run.s - syllables);
		row.ends[row.count++] = (size_t)(run.s - syllables) + run.n;
	}
	ask_row(a, &row, t);
}

/* As it stands, or as the beginning of words, or with one slip. */
static void
ask_word(const struct asking *a, const char *word, struct tally *t)
{
	struct choice c = choice_new(a);
	size_t n = strlen(word);

	choose_word(a, &c, word, 1);
	for (size_t i = 0, none = !c.count; none && n >= BEGINNING && i < a->s->word_count; i++)
		if (strncmp(a->s->words[i], word, n) == 0 && strlen(a->s->words[i]) * 2 <= n * 3)
			choose_word(a, &c, a->s->words[i], BEGUN);
	for (size_t i = 0, none = !c.count; none && n >= SLIPPED && i < a->s->word_count; i++)
		if (search_near(word, a->s->words[i], false))
			choose_word(a, &c, a->s->words[i], SLIP);
	if (c.count)
		give_choice(a, &c, t);
	else
		t->most += UNKNOWN;
}

/* What is a word of ours is no slip in pinyin. */
static bool
ask_spelled(const struct asking *a, const char *letters, bool may_slip, struct tally *t)
{
	struct choice c = choice_new(a);

	if (strlen(letters) < 2)
		return false;
	c.count = search_spell(a->s, letters, may_slip, c.weights);
	for (size_t i = 0; i < a->s->catalogue->count; i++) {
		t->points[i] += c.weights[i] > 1 ? ALL_SPELLED : 0;
		c.weights[i] /= c.weights[i] + 1;
	}
	if (c.count)
		give_choice(a, &c, t);
	return c.count;
}

/* The letters of several words together, or their syllables in pairs. */
static void
ask_pinyin(const struct asking *a, const char *words, struct tally *t)
{
	struct text squeezed = {.pool = a->pool}, syllables = {.pool = a->pool};
	const char *at = words;
	struct run run;

	text_add(&squeezed, "");
	text_add(&syllables, "");
	while (search_next(&at, &run)) {
		char *letters = pool_bytes(a->pool, run.s, run.n), *split;

		search_level_sounds(letters);
		split = search_syllables(a->s, a->pool, letters);
		text_add(&squeezed, letters);
		text_add(&syllables, syllables.n ? " " : "");
		text_add(&syllables, split ? split : letters);
	}
	if (ask_spelled(a, squeezed.s, !search_is_written(a->s, squeezed.s), t))
		return;
	if (strchr(words, ' ') || search_has_pair(a->s, syllables.s))
		ask_syllables(a, syllables.s, t);
	else
		t->most += UNKNOWN;
}

/* All of it without its blanks. */
static char *
squeezed(const struct asking *a, const char *words)
{
	char *letters = pool_string(a->pool, words), *to = letters;

	for (const char *c = words; *c; c++)
		if (*c != ' ')
			*to++ = *c;
	*to = '\0';
	search_level_sounds(letters);
	return letters;
}

/* Words side by side may be words, or pinyin: whichever fits better. `whole` is the query as it was typed. */
static void
ask_latin(const struct asking *a, const char *words, const char *whole, struct tally *t)
{
	struct tally as_words = tally_new(a), as_pinyin = tally_new(a);
	const char *at = words, *letters = squeezed(a, whole);
	bool is_word = false, is_spelled;
	struct run run;

	while (search_next(&at, &run)) {
		const char *word = pool_bytes(a->pool, run.s, run.n);

		is_word |= search_is_written(a->s, word);
		ask_word(a, word, &as_words);
	}
	is_spelled = ask_spelled(a, letters, !search_is_written(a->s, letters), &as_pinyin);
	if (!is_spelled)
		ask_pinyin(a, words, &as_pinyin);
	tally_add(a, t, (is_spelled && !is_word) || tally_fit(a, &as_pinyin) > tally_fit(a, &as_words) ?
	    &as_pinyin : &as_words);
}

static void
ask(const struct asking *a, const char *query, struct tally *t)
{
	const char *asked = search_asked(a->s, a->pool, query), *at = asked;
	const struct term *same = search_term(a->s, TERM_PHRASE, asked, strlen(asked));
	const struct term *own = search_term(a->s, TERM_OWN, asked, strlen(asked));
	struct text latin = {.pool = a->pool};
	struct run run;

	while (search_next(&at, &run)) {
		if (run.is_chinese) {
			ask_chinese(a, &run, t);
		} else if (run.n > 1) {
			text_add(&latin, latin.n ? " " : "");
			text_add_bytes(&latin, run.s, run.n);
		}
	}
	if (latin.n)
		ask_latin(a, latin.s, search_normal(a->pool, query), t);
	if (same)
		give(a, same, SAME, t);
	if (own)
		give(a, own, OWN, t);
}

/* Into its place among the found, of which there are at most `most`. */
static size_t
insert(const struct tally *t, size_t doc, size_t *docs, size_t found, size_t most)
{
	size_t at = found;

	for (; at > 0 && t->points[docs[at - 1]] < t->points[doc]; at--)
		if (at < most)
			docs[at] = docs[at - 1];
	if (at == most)
		return found;
	docs[at] = doc;
	return found + (found < most);
}

/* The less of a query anybody has, the nearer to the best have to be those that follow the first. */
static size_t
shortened(const struct asking *a, const struct tally *t, const size_t *docs, size_t found)
{
	float fit = tally_fit(a, t), least = tally_best(a, t) * (LEAST_OF_BEST + SURE_FIT - fit);

	while (fit < SURE_FIT && found > AT_LEAST && t->points[docs[found - 1]] < least)
		found--;
	return found;
}

size_t
search_find(const struct search *s, const char *query, const struct formality **out, size_t most)
{
	struct asking a = {.s = s};
	struct tally t;
	float least, about;
	size_t *docs, found = 0;

	if (strlen(query) > MOST_QUERY || !text_is_utf8(query, strlen(query)))
		return 0;
	a.pool = pool_new(NULL, 0);
	t = tally_new(&a);
	docs = pool_zero(a.pool, (most + 1) * sizeof *docs);
	query = search_dead(s, a.pool, search_heard(s, a.pool, search_spelled_out(s, a.pool, query)));
	ask(&a, query, &t);
	about = search_themes(s, a.pool, query, t.points);
	t.most += about;
	least = tally_best(&a, &t) * LEAST_OF_BEST;
	for (size_t i = 0; (about > 0 || tally_fit(&a, &t) > LEAST_FIT) && i < s->catalogue->count; i++)
		if (t.points[i] > least)
			found = insert(&t, i, docs, found, most);
	if (about == 0)
		found = shortened(&a, &t, docs, found);
	for (size_t i = 0; i < found; i++)
		out[i] = s->catalogue->formalities[docs[i]];
	pool_free(a.pool);
	return found;
}
