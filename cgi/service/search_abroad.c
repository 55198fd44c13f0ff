/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* "在意大利", "zai yi da li", "in Italy": abroad for what is looked for, whichever country or city it is. */
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
	size_t m = strlen(x->zh), n = strlen(y->zh);

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

static const struct {
	const char *zh, *latin;
} cities[] = {
#define CITY(zh, latin) {zh, latin},
#include "service/search_place.def"
};

static const char *const abroad[] = {
#define ABROAD(word) word,
#include "service/search_place.def"
};

static const char *const home[] = {
#define HOME(word) word,
#include "service/search_place.def"
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Names with commas between, to the others, a NUL behind each. */
static void
add_latin(struct text *all, const char *names)
{
	char *rest = pool_string(all->pool, names), *save = NULL;

	for (char *name = strtok_r(rest, ",", &save); name; name = strtok_r(NULL, ",", &save)) {
		const char *normal = search_normal(all->pool, name);

		text_add_bytes(all, normal, strlen(normal) + 1);
	}
}

static void
keep_latin(struct search *s, struct pool *pool, const struct text *all)
{
	const char *at = memcpy(pool_alloc(pool, all->n + 1), all->s, all->n), *end = at + all->n;
	size_t count = 0;

	for (size_t i = 0; i < all->n; i++)
		count += !all->s[i];
	s->latin_abroad = pool_alloc(pool, (count + 1) * sizeof *s->latin_abroad);
	for (; at < end; at += strlen(at) + 1)
		s->latin_abroad[s->latin_abroad_count++] = at;
}

/* The same kept, and nothing else of what it was made from. */
static const char *
kept_sounds(const struct search *s, struct pool *pool, struct pool *scratch, const char *chinese)
{
	const char *sounds = search_sounds(s, scratch, chinese);

	return sounds ? pool_string(pool, sounds) : NULL;
}

void
search_load_abroad(struct search *s, struct pool *pool)
{
	struct text latin = {.pool = pool_new(NULL, 0)};

	s->abroad = pool_zero(pool, (country_count() + COUNT(cities)) * sizeof *s->abroad);
	for (size_t i = 0; i < country_count(); i++) {
		const struct country *c = country_at(i, "zh");
		const char *sounds = kept_sounds(s, pool, latin.pool, country_name(c, "zh"));

		if (search_is_ours(c->code) || !sounds)
			continue;
		s->abroad[s->abroad_count++] = (struct abroad){country_name(c, "zh"), sounds,
			i < country_frequent() || count_syllables(sounds) >= SURE_SYLLABLES, 0};
		for (enum lang lang = LANG_EN; lang < LANG_COUNT; lang++)
			add_latin(&latin, country_name(c, lang_code(lang)));
	}
	for (size_t i = 0; i < COUNT(cities); i++) {
		s->abroad[s->abroad_count++] = (struct abroad){cities[i].zh,
			kept_sounds(s, pool, latin.pool, cities[i].zh), false, 0};
		add_latin(&latin, cities[i].latin);
	}
	keep_latin(s, pool, &latin);
	pool_free(latin.pool);
	qsort(s->abroad, s->abroad_count, sizeof *s->abroad, longer_first);
	for (size_t i = 0; i < s->abroad_count; i++)
		s->abroad[i].letter = search_letter(s->abroad[i].zh);
}

size_t
search_abroad_at(const struct search *s, const char *chinese)
{
	for (size_t i = 0; i < s->abroad_count; i++)
		if (text_starts(chinese, s->abroad[i].zh))
			return strlen(s->abroad[i].zh);
	return search_said_at(abroad, COUNT(abroad), chinese);
}

size_t
search_home_at(const char *chinese)
{
	return search_said_at(home, COUNT(home), chinese);
}

size_t
search_said_at(const char *const *words, size_t count, const char *text)
{
	size_t best = 0;

	for (size_t i = 0; i < count; i++)
		if (strlen(words[i]) > best && text_starts(text, words[i]))
			best = strlen(words[i]);
	return best;
}

/* "意大利人", "西班牙籍", "英国驾照": what is from there, and need not be there. */
static bool
is_origin(const char *behind)
{
	return text_starts(behind, "人") || text_starts(behind, "籍");
}

/* One of the words, between blanks. */
static bool
has_word(const char *padded, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t n = strlen(words[i]);

		for (const char *at = padded; (at = strstr(at, words[i])); at += n)
			if (at > padded && at[-1] == ' ' && at[n] == ' ')
				return true;
	}
	return false;
}

static bool
is_said_abroad(const struct search *s, const char *padded)
{
	if (has_word(padded, s->latin_abroad, s->latin_abroad_count))
		return true;
	for (size_t i = 0; i < s->abroad_count; i++) {
		const char *sounds = s->abroad[i].sounds, *at = sounds ? strstr(padded, sounds) : NULL;

		if (at && (s->abroad[i].is_sure || (at - padded >= 4 && memcmp(at - 4, " zai", 4) == 0)))
			return true;
	}
	return false;
}

enum where
search_place(const struct search *s, struct pool *pool, const char *normal)
{
	const char *padded = pool_format(pool, " %s ", normal);
	bool is_home = has_word(padded, home, COUNT(home));
	bool is_abroad = has_word(padded, abroad, COUNT(abroad)) || is_said_abroad(s, padded);

	for (const char *at = normal; *at; at += search_width(at)) {
		bool is_chinese = (unsigned char)*at >= 0x80;
		size_t n = is_chinese ? search_abroad_at(s, at) : 0;

		is_abroad |= n && !is_origin(at + n);
		is_home |= is_chinese && search_home_at(at);
	}
	return is_abroad == is_home ? WHERE_UNSAID : is_abroad ? WHERE_ABROAD : WHERE_HOME;
}

/* Bytes of the longest of some words that text begins with, and no word of which goes on. */
static size_t
word_at(const char *const *words, size_t count, const char *text)
{
	size_t best = 0;

	for (size_t i = 0; i < count; i++) {
		size_t n = strlen(words[i]);

		if (n > best && text_starts(text, words[i]) && (text[n] == ' ' || !text[n]))
			best = n;
	}
	return best;
}

/* The same of a place: "italy", "wenzhou", "yi da li". */
static size_t
latin_place_at(const struct search *s, const char *text)
{
	size_t best = word_at(home, COUNT(home), text);

	if (!best)
		best = word_at(abroad, COUNT(abroad), text);
	if (!best)
		best = word_at(s->latin_abroad, s->latin_abroad_count, text);
	for (size_t i = 0; i < s->abroad_count && !best; i++) {
		const char *sounds = s->abroad[i].sounds;
		size_t n = sounds ? strlen(sounds) - 2 : 0;

		if (n && strncmp(text, sounds + 1, n) == 0 && (text[n] == ' ' || !text[n]))
			best = n;
	}
	return best;
}

/* Bytes of "我在西班牙", "我人在老家", "i live in italy", or 0. */
static size_t
own_place_at(const struct search *s, const char *at, bool is_begun)
{
	static const char *const mine[] = {"我在", "我人在", "我现在在", "我们在", "我们都在", "我现在人在"};
	static const char *const latin[] = {
#define OWN_PLACE(words) words,
#include "service/search_place.def"
	};
	size_t in = search_said_at(mine, COUNT(mine), at);
	size_t place = in ? search_abroad_at(s, at + in) : 0;

	if (in) {
		place = place ? place : search_home_at(at + in);
	} else if (is_begun && (in = word_at(latin, COUNT(latin), at)) && at[in]) {
		in++;
		place = latin_place_at(s, at + in);
	}
	return place ? in + place : 0;
}

enum where
search_place_told(const struct search *s, struct pool *pool, const char *normal)
{
	struct text rest = {.pool = pool};
	enum where place;

	text_add(&rest, "");
	for (const char *at = normal; *at;) {
		bool is_begun = at == normal || at[-1] == ' ';
		size_t own = own_place_at(s, at, is_begun), width = own ? own : search_width(at);

		if (own)
			text_add(&rest, " ");
		else
			text_add_bytes(&rest, at, width);
		at += width;
	}
	place = search_place(s, pool, rest.s);
	return place == WHERE_UNSAID ? search_place(s, pool, normal) : place;
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

		if (!a->sounds || !strstr(syllables, a->sounds))
			continue;
		syllables = replaced(pool, syllables, pool_format(pool, " zai%s", a->sounds), " guo wai ");
		syllables = replaced(pool, syllables, pool_format(pool, "%sren ", a->sounds),
		    " wai guo ren ");
		if (a->is_sure)
			syllables = replaced(pool, syllables, a->sounds, " ");
	}
	return syllables;
}

/* Nearly no text names a country, and none is looked for whose first character it does not have. */
char *
search_abroad_written(const struct search *s, struct pool *pool, char *normal)
{
	static const char *const theirs[] = {"驾照", "驾驶证", "老婆", "老公", "媳妇", "女婿", "太太", "妻子", "丈夫"};
	bool there[SEARCH_LETTERS];

	search_note_letters(normal, there);
	for (size_t i = 0; i < s->abroad_count; i++) {
		const struct abroad *a = &s->abroad[i];

		if (!there[a->letter] || !strstr(normal, a->zh))
			continue;
		normal = replaced(pool, normal, text_starts(a->zh, "在") ? a->zh :
		    pool_format(pool, "在%s", a->zh), "国外");
		normal = replaced(pool, normal, pool_format(pool, "%s人", a->zh), "外国人");
		for (size_t j = 0; j < sizeof theirs / sizeof *theirs; j++)
			normal = replaced(pool, normal, pool_format(pool, "%s%s", a->zh, theirs[j]),
			    pool_format(pool, "国外%s", theirs[j]));
		search_note_letters(normal, there);
	}
	return normal;
}
