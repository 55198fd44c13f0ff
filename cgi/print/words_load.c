/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The texts of papers, read once and looked through for what every paper needs. */
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/tree.h"
#include "print/words_part.h"
#include "service/writ.h"

static const char *const frame[] = {"head", "to", "to_idno", "to_nobody", "number", "round", "sign",
	"decided", "decided_alone", "legal", "end_of", "there", "there_next", "there_before",
	"final", "remedy", "scan", "code", "print", "page",
	"page_behind", "page_behind_one"};

const char *
words_text(const struct words *words, enum lang lang, const char *key)
{
	char path[80];

	snprintf(path, sizeof path, "T.writ.paper.%s", key);
	return tree_get(words->texts[lang], path);
}

static const struct error *
check(const struct words *words, enum lang lang)
{
	char key[60];

	for (size_t i = 0; i < sizeof frame / sizeof *frame; i++)
		if (!words_text(words, lang, frame[i]))
			return fail(ERROR_INTERNAL, "writ.%s.hdf lacks %s", lang_code(lang), frame[i]);
	for (enum writ_kind kind = 0; kind < WRIT_KINDS; kind++) {
		snprintf(key, sizeof key, "%s.p1", writ_word(kind));
		if (!words_text(words, lang, key))
			return fail(ERROR_INTERNAL, "writ.%s.hdf lacks %s", lang_code(lang), key);
	}
	return NULL;
}

const struct error *
words_load(const char *templates, const char *origin, struct words **out)
{
	struct words *words = calloc(1, sizeof *words);
	const struct error *e = NULL;

	if (!words)
		_Exit(70);
	*out = words;
	words->origin = origin;
	for (enum lang lang = LANG_ZH; lang < LANG_COUNT && !e; lang++) {
		char path[512];

		snprintf(path, sizeof path, "%s/lang/writ.%s.hdf", templates, lang_code(lang));
		if (!(e = tree_load(path, &words->texts[lang])))
			e = check(words, lang);
	}
	return e;
}

void
words_free(struct words *words)
{
	for (enum lang lang = LANG_ZH; words && lang < LANG_COUNT; lang++)
		tree_free(words->texts[lang]);
	free(words);
}
