/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* "在意大利", "zai yi da li": for what is looked for that is abroad, whichever country it is. */
#include <stdlib.h>
#include <string.h>

#include "base/country.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/search_part.h"

/* "ma li hun" is rather a mother's than Mali's: so many are a country for certain. */
#define SURE_SYLLABLES 3

/* Formalities are about these. */
bool
search_is_ours(const char *country)
{
	return strcmp(country, "CN") == 0 || strcmp(country, "HK") == 0
	    || strcmp(country, "MO") == 0 || strcmp(country, "TW") == 0;
}

static int
by_character(const void *a, const void *b)
{
	const struct sound *x = a, *y = b;

	return memcmp(x->character, y->character, sizeof x->character);
}

static struct sound
sound_of(const char *c, const char *syllable)
{
	struct sound sound = {.syllable = syllable};

	memcpy(sound.character, c, search_width(c));
	return sound;
}

void
search_load_sounds(struct search *s, struct pool *pool)
{
	static const char *const sounds[][2] = {
#define SOUND(syllable, characters) {syllable, characters},
#include "service/search_sound.def"
#undef SOUND
	};
	size_t most = 0;

	for (size_t i = 0; i < sizeof sounds / sizeof *sounds; i++)
		most += strlen(sounds[i][1]);
	s->heard = pool_zero(pool, (most / 3 + 1) * sizeof *s->heard);
	for (size_t i = 0; i < sizeof sounds / sizeof *sounds; i++)
		for (const char *at = sounds[i][1]; *at; at += search_width(at))
			s->heard[s->heard_count++] = sound_of(at, sounds[i][0]);
	qsort(s->heard, s->heard_count, sizeof *s->heard, by_character);
}

const char *
search_sound(const struct search *s, const char *c)
{
	const struct sound key = sound_of(c, NULL);
	const struct sound *found = bsearch(&key, s->heard, s->heard_count, sizeof *s->heard, by_character);

	return found ? found->syllable : NULL;
}

const char *
search_sounds(const struct search *s, struct pool *pool, const char *chinese)
{
	const char *at = search_normal(pool, chinese);
	struct text out = {.pool = pool};
	struct run run;

	text_add(&out, " ");
	while (search_next(&at, &run))
		for (size_t i = 0; i < run.n; i += search_width(run.s + i)) {
			const char *sound = search_sound(s, run.s + i);

			if (!sound)
				return NULL;
			text_addf(&out, "%s ", sound);
		}
	return out.s;
}

static int
longer_first(const void *a, const void *b)
{
	const struct abroad *x = a, *y = b;
	size_t m = strlen(x->sounds), n = strlen(y->sounds);

	return m > n ? -1 : m < n;
}

static size_t
count_syllables(const char *sounds)
{
	size_t count = 0;

	for (sounds++; (sounds = strchr(sounds, ' ')); sounds++)
		count++;
	return count;
}

void
search_load_abroad(struct search *s, struct pool *pool)
{
	s->abroad = pool_zero(pool, country_count() * sizeof *s->abroad);
	for (size_t i = 0; i < country_count(); i++) {
		const struct country *c = country_at(i, "zh");
		const char *sounds = search_sounds(s, pool, country_name(c, "zh"));

		if (search_is_ours(c->code) || !sounds)
			continue;
		s->abroad[s->abroad_count++] = (struct abroad){country_name(c, "zh"), sounds,
			i < country_frequent() || count_syllables(sounds) >= SURE_SYLLABLES};
	}
	qsort(s->abroad, s->abroad_count, sizeof *s->abroad, longer_first);
}

/* All of `what` in text becomes `with`. */
static char *
replaced(struct pool *pool, char *text, const char *what, const char *with)
{
	for (const char *at; (at = strstr(text, what));)
		text = pool_format(pool, "%.*s%s%s", (int)(at - text), text, with, at + strlen(what));
	return text;
}

char *
search_abroad_said(const struct search *s, struct pool *pool, char *syllables)
{
	for (size_t i = 0; i < s->abroad_count; i++) {
		const struct abroad *a = &s->abroad[i];

		if (!strstr(syllables, a->sounds))
			continue;
		syllables = replaced(pool, syllables, pool_format(pool, " zai%s", a->sounds), " guo wai ");
		syllables = replaced(pool, syllables, pool_format(pool, "%sren ", a->sounds),
		    " wai guo ren ");
		if (a->is_sure)
			syllables = replaced(pool, syllables, a->sounds, " ");
	}
	return syllables;
}

char *
search_abroad_written(const struct search *s, struct pool *pool, char *normal)
{
	static const char *const theirs[] = {"驾照", "驾驶证", "老婆", "老公", "媳妇", "女婿", "太太", "妻子", "丈夫"};

	for (size_t i = 0; i < s->abroad_count; i++) {
		const struct abroad *a = &s->abroad[i];

		if (!strstr(normal, a->zh))
			continue;
		normal = replaced(pool, normal, pool_format(pool, "在%s", a->zh), "国外");
		normal = replaced(pool, normal, pool_format(pool, "%s人", a->zh), "外国人");
		for (size_t j = 0; j < sizeof theirs / sizeof *theirs; j++)
			normal = replaced(pool, normal, pool_format(pool, "%s%s", a->zh, theirs[j]),
			    pool_format(pool, "国外%s", theirs[j]));
	}
	return normal;
}
