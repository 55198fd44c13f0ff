/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What people type: pinyin that somebody can have typed, and words that are no sentences. */
#include <string.h>

#include "admin/lint.h"
#include "base/lang.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/sheet.h"

#define BETWEEN " ,\n"
#define LATIN "ktv"		/* is no pinyin, but what it is called in China */
#define MOST_WORD 40		/* characters: nobody types more at a time */
#define MOST_LIST 500		/* they are read with every search */

static const struct {
	const char *letters, *finals;
} initials[] = {
#define INITIAL(letters, finals) {letters, finals},
#include "admin/pinyin.def"
#undef INITIAL
};

static bool
is_syllable(const char *word)
{
	for (size_t i = 0; i < sizeof initials / sizeof *initials; i++)
		if (text_starts(word, initials[i].letters) &&
		    text_has_word(initials[i].finals, word + strlen(initials[i].letters)))
			return true;
	return false;
}

/* "sfz": the first letters of what is meant; no syllable begins with v. */
static bool
is_abbreviation(const char *word)
{
	return text_has_word(LATIN, word) || !word[strspn(word, "bcdfghjklmnpqrstwxyz")];
}

/* The next word, moving *at; NULL behind the last. */
static const char *
next_word(struct sheet *s, const char **at)
{
	const char *word = *at + strspn(*at, BETWEEN);

	*at = word + strcspn(word, BETWEEN);
	return *word ? pool_bytes(s->scratch, word, (size_t)(*at - word)) : NULL;
}

static void
check_pinyin(struct sheet *s, const char *path, const char *value)
{
	for (const char *p = value; *p;)
		if (text_is_chinese(text_next(&p))) {
			sheet_wrong(s, path, "Chinese characters in pinyin");
			return;
		}
	for (const char *word; (word = next_word(s, &value));)
		if (!is_syllable(word) && !is_abbreviation(word))
			sheet_wrong(s, path, "\"%s\": no syllable of pinyin", word);
}

/* What is longer than one would type is a sentence that was put here. */
static void
check_words(struct sheet *s, const char *path, const char *value)
{
	size_t count = text_count(value);

	if (count > MOST_LIST)
		sheet_wrong(s, path, "%zu characters, and %d at most", count, MOST_LIST);
	for (const char *word; (word = next_word(s, &value));)
		if ((count = text_count(word)) > MOST_WORD)
			sheet_wrong(s, path, "a word of %zu characters, and %d at most", count, MOST_WORD);
}

void
lint_typed(struct sheet *s, const struct lines *lines)
{
	const char *path, *value;
	enum lang lang;

	for (size_t i = 0; lines_at(lines, i, &path, &value); i++) {
		const char *name = strrchr(path, '.');

		if (name && strcmp(name, ".pinyin") == 0)
			check_pinyin(s, path, value);
		else if (!name || !text_starts(path, "Search.") || !lang_of(name + 1, &lang))
			continue;
		check_words(s, path, value);
	}
}
