/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Letters held against the phrases of pinyin in the formalities' search words, all of them
 * squeezed: what is a phrase, what it begins with, what is inside; and if nothing is, what is one
 * slip away. A whole phrase with a slip says more than scattered syllables without.
 */
#include <stdlib.h>
#include <string.h>

#include "service/search_part.h"

/* What a likeness is worth. */
#define WHOLE 2.0F
#define BEGUN 0.8F
#define INSIDE 0.5F		/* from a later syllable on */
#define FIRST 0.25F		/* of it more, if it is a whole phrase and its file's first */
#define MORE 0.25F		/* of what each further phrase of a formality is worth */

/* Of this with a slip, by how a finger slips. */
static const float slipped[] = {
	[SLIP_FORGOTTEN] = 0.9F, [SLIP_TWICE] = 0.9F, [SLIP_CHANGED_ABOUT] = 0.9F,
	[SLIP_TOO_MANY] = 0.7F, [SLIP_ANOTHER] = 0.6F,
};
#define SLIPPED_FIRST 0.6F	/* of that, if it is the first letter: that one is looked at */
#define SLIPPED_BESIDE 0.5F	/* of that, if something begins or goes on so without a slip */

/* From how many letters on a slip is allowed. */
#define FORGOTTEN_FROM 3
#define WHOLE_FROM 4
#define BEGUN_FROM 7		/* "wuhan" is not what "wu an di" begins with */
#define INSIDE_FROM 5

struct spelt {
	float *weights;
	size_t count;
	bool is_whole;
};

/* The best phrase counts, and the others make it surer. */
static void
count(struct spelt *to, const struct spelling *phrase, float like, bool is_whole)
{
	float worth = like * (is_whole && phrase->is_first ? 1 + FIRST : 1);
	float *weight = &to->weights[phrase->doc];

	to->count += *weight == 0;
	*weight = worth > *weight ? worth + MORE * *weight : *weight + MORE * worth;
}

static void
count_written(struct spelt *to, const struct spelling *list, size_t n, const char *letters)
{
	for (size_t i = 0; i < n; i++) {
		bool is_whole = list[i].is_start && strcmp(list[i].letters, letters) == 0;

		count(to, &list[i], is_whole ? WHOLE : list[i].is_start ? BEGUN : INSIDE, is_whole);
		to->is_whole |= is_whole;
	}
}

float
search_likeness(const char *letters, const char *other, bool is_start)
{
	enum slip slip = search_slip(letters, other, is_start);
	size_t n = strlen(letters);

	if (n < FORGOTTEN_FROM || (n < WHOLE_FROM && slip != SLIP_FORGOTTEN))
		return 0;
	return slipped[slip] * (*letters == *other ? 1 : SLIPPED_FIRST);
}

static void
count_slipped(struct spelt *to, const struct search *s, const char *letters)
{
	float beside = to->count ? SLIPPED_BESIDE : 1;
	bool is_any = to->count;
	size_t n = strlen(letters);

	for (size_t i = 0; i < s->spelling_count; i++) {
		const struct spelling *phrase = &s->sounds[i];
		float like = search_likeness(letters, phrase->letters, false);

		if (like > 0 && phrase->is_start)
			count(to, phrase, WHOLE * like * beside, true);
		else if (like > 0 && !is_any && n >= INSIDE_FROM)
			count(to, phrase, INSIDE * like, false);
		else if (!is_any && n >= BEGUN_FROM &&
		    (like = search_likeness(letters, phrase->letters, true)) > 0)
			count(to, phrase, (phrase->is_start ? BEGUN : INSIDE) * like, false);
	}
}

size_t
search_spell(const struct search *s, const char *letters, bool may_slip, float *weights)
{
	struct spelt to = {.weights = weights};
	const struct spelling *list;
	size_t found = search_spelled(s->sounds, s->spelling_count, letters, &list);

	count_written(&to, list, found, letters);
	found = search_spelled(s->initials, s->spelling_count, letters, &list);
	count_written(&to, list, found, letters);
	if (may_slip && !to.is_whole)
		count_slipped(&to, s, letters);
	return to.count;
}

float
search_nearest(const struct search *s, const char *letters)
{
	float best = 0;

	for (size_t i = 0; *letters && i < s->spelling_count; i++) {
		const struct spelling *phrase = &s->sounds[i];
		float like = !phrase->is_start ? 0 : strcmp(letters, phrase->letters) == 0 ? 1 :
		    search_likeness(letters, phrase->letters, false);

		best = like > best ? like : best;
	}
	return best;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool
search_is_written(const struct search *s, const char *word)
{
	return s->word_count && bsearch(&word, s->words, s->word_count, sizeof *s->words, by_text);
}

bool
search_has_pair(const struct search *s, const char *syllables)
{
	const char *second = strchr(syllables, ' ');

	for (const char *first = syllables; second; first = second + 1, second = strchr(first, ' ')) {
		size_t n = strcspn(second + 1, " ");

		if (search_term(s, TERM_SYLLABLES, first, (size_t)(second - first) + 1 + n))
			return true;
		if (!second[1 + n])
			return false;
	}
	return true;
}
