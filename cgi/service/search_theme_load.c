/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The subjects of formalities/subjects.hdf as a search asks for them, and which formality is about which. */
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/search_part.h"

char *
search_squeeze(struct pool *pool, const char *normal, bool is_chinese)
{
	struct text out = {.pool = pool};
	struct run run;

	text_add(&out, "");
	while (search_next(&normal, &run))
		if (run.is_chinese == is_chinese)
			text_add_bytes(&out, run.s, run.n);
	search_level_sounds(out.s);
	return out.s;
}

const char *
search_initials(struct pool *pool, const char *syllables)
{
	struct text out = {.pool = pool};
	struct run run;

	text_add(&out, "");
	while (search_next(&syllables, &run))
		text_add_bytes(&out, run.s, 1);
	return out.s;
}

static void
add_word(struct search *s, struct pool *pool, struct theme *theme, const char *word, bool is_pinyin)
{
	const char *normal = search_normal(pool, word);
	bool is_chinese = (unsigned char)*normal >= 0x80;
	struct theme_word *out;

	theme->words = pool_grow(pool, theme->words, theme->word_count + 1, sizeof *theme->words);
	out = &theme->words[theme->word_count++];
	*out = (struct theme_word){.squeezed = search_squeeze(pool, normal, is_chinese)};
	out->kind = is_pinyin ? TERM_SYLLABLE : is_chinese ? TERM_CHARACTER : TERM_WORD;
	out->letters = is_pinyin ? pool_format(pool, " %s ", normal) : is_chinese ? out->squeezed :
	    search_stems(pool, search_asked(s, pool, normal));
	out->sound = is_chinese ? search_sound(s, out->letters) : NULL;
	if (is_pinyin && theme->initials == NULL)
		theme->initials = search_initials(pool, normal);
}

static void
add_words(struct search *s, struct pool *pool, struct theme *theme, const char *list, bool is_pinyin)
{
	char *words = pool_string(pool, list), *save = NULL;

	for (char *w = strtok_r(words, ",", &save); w; w = strtok_r(NULL, ",", &save))
		if (*search_normal(pool, w))
			add_word(s, pool, theme, w, is_pinyin);
}

/* A formality's names, as they are compared with a subject's words. */
struct names {
	const char *chinese, *stems;
};

static struct names
names_of(struct pool *pool, const struct formality *f)
{
	struct text all = {.pool = pool};
	const char *normal;

	for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++)
		text_addf(&all, "%s ", f->name.in[lang] ? f->name.in[lang] : "");
	normal = search_normal(pool, all.s);
	return (struct names){search_squeeze(pool, normal, true), search_stems(pool, normal)};
}

static bool
has_word(const struct theme *theme, const struct names *names)
{
	for (size_t i = 0; i < theme->word_count; i++)
		if (theme->words[i].kind != TERM_SYLLABLE &&
		    strstr(theme->words[i].kind == TERM_CHARACTER ? names->chinese : names->stems,
		    theme->words[i].letters))
			return true;
	return false;
}

/* Which place a formality has in a theme: 0 if it is about something else. */
static uint8_t
place_of(struct pool *pool, const struct theme *theme, const struct subject *subject,
    const struct formality *f, const struct names *names)
{
	struct word_list first = text_words(pool, subject->first);
	int from_end = 0;

	for (size_t i = 0; i < first.count; i++)
		from_end = strcmp(first.at[i], f->code) == 0 ? 1 : from_end ? from_end + 1 : 0;
	if (from_end)
		return (uint8_t)(THEME_ABOUT + from_end);
	if (subject->category && strcmp(subject->category, f->category) == 0)
		return THEME_ABOUT;
	return !has_word(theme, names) ? 0 : subject->category ? THEME_NAMED : THEME_ABOUT;
}

void
search_load_themes(struct search *s, struct pool *pool)
{
	const struct catalogue *c = s->catalogue;
	const struct dictionary *d = c->dictionary;
	struct pool *scratch = pool_new(NULL, 0);

	s->themes = pool_zero(pool, (d->subject_count + 1) * sizeof *s->themes);
	for (s->theme_count = 0; s->theme_count < d->subject_count; s->theme_count++) {
		const struct subject *subject = &d->subjects[s->theme_count];
		struct theme *theme = &s->themes[s->theme_count];

		for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++)
			if (subject->words.in[lang])
				add_words(s, pool, theme, subject->words.in[lang], false);
		add_words(s, pool, theme, subject->pinyin, true);
		theme->subject = subject;
		theme->is_heard = subject->is_heard;
		theme->places = pool_zero(pool, c->count + 1);
	}
	for (size_t i = 0; i < c->count; i++) {
		struct names names = names_of(scratch, c->formalities[i]);

		for (size_t j = 0; j < s->theme_count; j++)
			s->themes[j].places[i] = place_of(scratch, &s->themes[j], &d->subjects[j],
			    c->formalities[i], &names);
	}
	pool_free(scratch);
}
