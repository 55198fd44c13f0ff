/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a query is about, by formalities/subjects.hdf. The word of a subject is in most of its
 * formalities, so that finding it says little and a rare word beside it outweighs it; yet it is
 * what the person thinks of. Whoever types no more than such a word gets what most people need.
 */
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/search_part.h"

#define ABOUT 3.0F		/* points of a formality that is about the subject */
#define STEP 0.04F		/* and for each place that it is nearer to the first */
#define ELSE 0.5F		/* what is left to others if the subject is all that is asked */
#define SLIPPED 5		/* letters in which a slip is allowed */
#define SHORT 4			/* or these, if nobody has the word as it stands */

/* " huan hu zhao ", or "" if there is a word that is no pinyin. */
static const char *
syllables_of(const struct search *s, struct pool *pool, const char *normal)
{
	struct text out = {.pool = pool};
	struct run run;

	text_add(&out, " ");
	while (search_next(&normal, &run)) {
		char *letters = pool_bytes(pool, run.s, run.n), *split;

		search_level_sounds(letters);
		if (run.is_chinese || !(split = search_syllables(s, pool, letters)))
			return "";
		text_addf(&out, "%s ", split);
	}
	return out.s;
}

/* "护照在法国掉了": the place parts what is one word of a subject. */
static const char *
without_place(const struct search *s, struct pool *pool, const char *normal)
{
	static const char place[] = "国外";
	char *out = search_squeeze(pool, search_abroad_written(s, pool, pool_string(pool, normal)), true);

	for (char *at; (at = strstr(out, place));)
		memmove(at, at + strlen(place), strlen(at + strlen(place)) + 1);
	return out;
}

/* A query in the ways in which it is compared. */
struct forms {
	const char *asked;		/* without what people say around it */
	const char *said, *chinese;	/* with that and without */
	const char *placeless;		/* with that, and without a place abroad */
	const char *stems, *syllables, *letters;
	float nearest;			/* how near the letters are to a phrase in pinyin */
};

static bool
is_known(const struct search *s, const char *word)
{
	char stem[SEARCH_WORD];

	search_stem(word, strlen(word), stem);
	return search_term(s, TERM_WORD, stem, strlen(stem));
}

/* Most words of four letters are one slip from another, so a short one is held against subjects alone. */
static bool
is_slip(const struct search *s, const char *asked, const char *letters, const char *word)
{
	size_t n = strlen(letters);

	return (n >= SLIPPED || (n == SHORT && !is_known(s, asked))) && search_near(letters, word, false);
}

/* No slip for a subject's word is what is nearer to a phrase of pinyin. */
static bool
is_slip_in_all(const struct search *s, const struct forms *q, const char *word)
{
	return is_slip(s, q->asked, q->letters, word) &&
	    search_likeness(q->letters, word, false) >= q->nearest;
}

static bool
is_whole(const struct search *s, const struct forms *q, const struct theme *theme)
{
	if (*q->chinese && *q->letters)
		return false;
	for (size_t i = 0; i < theme->word_count; i++) {
		const struct theme_word *w = &theme->words[i];

		if (w->kind == TERM_CHARACTER ? *q->chinese && (strcmp(q->chinese, w->letters) == 0 ||
		    strcmp(q->said, w->letters) == 0) : *q->letters && (strcmp(q->letters, w->squeezed)
		    == 0 || strcmp(q->stems, w->letters) == 0 ||
		    is_slip_in_all(s, q, w->squeezed)))
			return true;
	}
	return theme->initials && theme->initials[1] && strcmp(q->letters, theme->initials) == 0;
}

/* "viza expired": one of several words, short and slipped. */
static bool
has_slipped(const struct search *s, struct pool *pool, const char *asked, const struct theme *theme)
{
	struct run run;

	while (search_next(&asked, &run)) {
		const char *word = pool_bytes(pool, run.s, run.n);
		const char *letters = search_squeeze(pool, word, false);

		for (size_t i = 0; run.n == SHORT && i < theme->word_count; i++)
			if (theme->words[i].kind == TERM_WORD &&
			    is_slip(s, word, letters, theme->words[i].squeezed))
				return true;
	}
	return false;
}

static bool
is_in(const struct forms *q, const struct theme *theme)
{
	for (size_t i = 0; i < theme->word_count; i++) {
		const struct theme_word *w = &theme->words[i];

		if (strstr(w->kind == TERM_CHARACTER ? q->said : w->kind == TERM_WORD ? q->stems :
		    q->syllables, w->letters) ||
		    (w->kind == TERM_CHARACTER && strstr(q->placeless, w->letters)))
			return true;
	}
	return false;
}

/* A hotel's licence is about "licence", and not about "patente". */
static bool
is_about(const struct theme *theme, size_t doc, float points)
{
	return theme->places[doc] >= THEME_ABOUT || (theme->places[doc] == THEME_NAMED && points > 0);
}

/* What leads stands above all, in its order. */
static void
lead(const struct search *s, const struct theme *theme, float *points)
{
	float best = 0;

	for (size_t i = 0; i < s->catalogue->count; i++) {
		points[i] = is_about(theme, i, points[i]) ? points[i] + ABOUT : points[i] * ELSE;
		best = points[i] > best ? points[i] : best;
	}
	for (size_t i = 0; i < s->catalogue->count; i++)
		if (theme->places[i] > THEME_ABOUT)
			points[i] = best + STEP * (float)theme->places[i];
}

/* Bytes of the longest word of a subject that the Chinese begins with, or of an "and". */
static size_t
subject_at(const struct search *s, const char *chinese)
{
	static const char *const and[] = {"和", "跟", "与", "及"};
	size_t best = 0;

	for (size_t i = 0; i < s->theme_count; i++)
		for (size_t j = 0; j < s->themes[i].word_count; j++) {
			const struct theme_word *w = &s->themes[i].words[j];

			if (w->kind == TERM_CHARACTER && strlen(w->letters) > best &&
			    text_starts(chinese, w->letters))
				best = strlen(w->letters);
		}
	for (size_t i = 0; !best && i < sizeof and / sizeof *and; i++)
		best = text_starts(chinese, and[i]) ? strlen(and[i]) : 0;
	return best;
}

/* "护照 身份证", "护照和身份证": subjects, and nothing about them. */
static bool
is_only_subjects(const struct search *s, const struct forms *q)
{
	const char *at = q->chinese;
	size_t n;

	if (*q->letters)
		return false;
	while ((n = subject_at(s, at)))
		at += n;
	return !*at;
}

/* What leads it gets more where nothing else tells the formalities apart, and its first most. */
static void
add_theme(const struct search *s, const struct theme *theme, bool is_only, float *points)
{
	uint8_t first = 0;

	for (size_t i = 0; i < s->catalogue->count; i++)
		first = theme->places[i] > first ? theme->places[i] : first;
	for (size_t i = 0; i < s->catalogue->count; i++) {
		bool is_leading = is_only && theme->places[i] > THEME_ABOUT;

		if (is_about(theme, i, points[i]))
			points[i] += ABOUT + STEP * (float)theme->places[i] + (!is_leading ? 0 :
			    theme->places[i] == first ? 2 * ABOUT : ABOUT);
	}
}

/* Codes with blanks between, or NULL. */
static bool
is_among(const char *codes, const char *code)
{
	size_t n = strlen(code);

	for (const char *at = codes; at && (at = strstr(at, code)); at += n)
		if ((at == codes || at[-1] == ' ') && (!at[n] || at[n] == ' '))
			return true;
	return false;
}

/* Of two that tell only where it happened, the one that is meant; of one, what is needed where they are. */
static void
place_theme(const struct search *s, const struct theme *theme, enum where told, enum where own, float *points)
{
	enum where place = theme->subject->abroad && theme->subject->home ? told : own;
	const char *meant = place == WHERE_ABROAD ? theme->subject->abroad :
	    place == WHERE_HOME ? theme->subject->home : NULL;

	for (size_t i = 0; meant && i < s->catalogue->count; i++)
		if (strcmp(s->catalogue->formalities[i]->code, meant) == 0)
			points[i] += 2 * ABOUT;
}

/* What would hurt, unless it is asked for, too. */
static void
hide(const struct search *s, struct pool *pool, const bool *is_asked, float *points)
{
	bool *is_led = pool_zero(pool, s->catalogue->count + 1);

	for (size_t i = 0; i < s->catalogue->count; i++)
		for (size_t j = 0; j < s->theme_count; j++)
			is_led[i] |= is_asked[j] && s->themes[j].places[i] > THEME_ABOUT;
	for (size_t i = 0; i < s->catalogue->count; i++)
		for (size_t j = 0; j < s->theme_count; j++)
			if (is_asked[j] && !is_led[i] && is_among(s->themes[j].subject->never,
			    s->catalogue->formalities[i]->code))
				points[i] = 0;
}

float
search_themes(const struct search *s, struct pool *pool, const char *query, float *points)
{
	const char *normal = search_normal(pool, query), *asked = search_asked(s, pool, query);
	struct forms q = {.asked = asked, .said = search_squeeze(pool, normal, true),
	    .chinese = search_squeeze(pool, asked, true), .placeless = without_place(s, pool, normal),
	    .stems = search_stems(pool, asked), .syllables = syllables_of(s, pool, normal),
	    .letters = search_squeeze(pool, asked, false)};
	bool is_only = is_only_subjects(s, &q), *is_asked = pool_zero(pool, s->theme_count + 1);
	enum where told = search_place_told(s, pool, normal), own = search_place(s, pool, normal);
	float most = 0;

	q.nearest = search_nearest(s, q.letters);
	if (catalogue_find(s->catalogue, query))
		return 0;	/* whoever knows its code */
	for (size_t i = 0; i < s->theme_count; i++)
		if (is_whole(s, &q, &s->themes[i])) {
			lead(s, &s->themes[i], points);
			place_theme(s, &s->themes[i], told, own, points);
			is_asked[i] = true;
			hide(s, pool, is_asked, points);
			return ABOUT;
		}
	for (size_t i = 0; i < s->theme_count; i++) {
		const struct theme *theme = &s->themes[i];

		if (theme->subject->is_alone || (!is_in(&q, theme) && !has_slipped(s, pool, q.asked, theme)))
			continue;
		most += ABOUT;
		is_asked[i] = true;
		add_theme(s, theme, is_only, points);
		place_theme(s, theme, told, own, points);
	}
	hide(s, pool, is_asked, points);
	return most;
}
