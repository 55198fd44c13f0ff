/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What people type: pinyin that somebody can have typed, and words that are no sentences. */
#include <string.h>

#include "admin/lint.h"
#include "base/lang.h"
#include "base/text.h"
#include "service/sheet.h"

#define BETWEEN " ,\n"
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
is_listed(const char *list, const char *word, size_t n)
{
	for (const char *at = list; *at; at += strcspn(at, " "), at += strspn(at, " "))
		if (strcspn(at, " ") == n && memcmp(at, word, n) == 0)
			return true;
	return false;
}

static bool
is_syllable(const char *word, size_t n)
{
	for (size_t i = 0; i < sizeof initials / sizeof *initials; i++) {
		size_t length = strlen(initials[i].letters);

		if (length < n && memcmp(word, initials[i].letters, length) == 0 &&
		    is_listed(initials[i].finals, word + length, n - length))
			return true;
	}
	return false;
}

/* "sfz", "ktv": the first letters of what is meant. */
static bool
is_abbreviation(const char *word, size_t n)
{
	return strspn(word, "bcdfghjklmnpqrstvwxyz") == n;
}

static void
check_pinyin(struct sheet *s, const char *path, const char *value)
{
	for (const char *p = value; *p;)
		if (text_is_chinese(text_next(&p))) {
			sheet_wrong(s, path, "Chinese characters in pinyin");
			return;
		}
	for (const char *at = value; *(at += strspn(at, BETWEEN));) {
		size_t n = strcspn(at, BETWEEN);

		if (!is_syllable(at, n) && !is_abbreviation(at, n))
			sheet_wrong(s, path, "\"%.*s\": no syllable of pinyin", (int)n, at);
		at += n;
	}
}

/* What is longer than one would type is a sentence that was put here. */
static void
check_words(struct sheet *s, const char *path, const char *value)
{
	size_t count = text_count(value), before;

	if (count > MOST_LIST)
		sheet_wrong(s, path, "%zu characters, and %d at most", count, MOST_LIST);
	for (const char *at = value; *(at += strspn(at, BETWEEN));) {
		size_t n = strcspn(at, BETWEEN);

		before = text_count(at);
		if (before - text_count(at + n) > MOST_WORD)
			sheet_wrong(s, path, "a word of %zu characters, and %d at most",
			    before - text_count(at + n), MOST_WORD);
		at += n;
	}
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
