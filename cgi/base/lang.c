/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/lang.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

static const char *const codes[LANG_COUNT] = {
	[LANG_ZH] = "zh",
	[LANG_EN] = "en",
	[LANG_IT] = "it",
	[LANG_ES] = "es",
};

const char *
lang_code(enum lang lang)
{
	return codes[lang];
}

bool
lang_of(const char *code, enum lang *out)
{
	for (enum lang lang = LANG_ZH; code && lang < LANG_COUNT; lang++)
		if (strcmp(code, codes[lang]) == 0) {
			*out = lang;
			return true;
		}
	return false;
}

bool
lang_fits(enum lang lang, const char *text)
{
	size_t chinese = 0, latin = 0;

	while (*text) {
		uint32_t c = text_next(&text);

		chinese += text_is_chinese(c);
		latin += c < 0x80 && isalpha((int)c);
	}
	/* Q1 is a visa */
	return lang == LANG_ZH ? chinese || latin <= 3 : chinese <= latin;
}

/* Words that English sentences have, and Italian and Spanish ones have not. */
static bool
is_english_word(const char *word, size_t n)
{
	static const char *const words[] = {"the", "of", "and", "is", "are", "your", "you", "this", "that",
		"please", "with", "for", "not", "was", "has", "it", "we", "to", "by"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i]) == n && strncasecmp(words[i], word, n) == 0)
			return true;
	return false;
}

enum lang
lang_seen(enum lang lang, const char *text)
{
	size_t letters, english = 0;

	if (!lang_fits(lang, text))
		return lang == LANG_ZH ? LANG_EN : LANG_ZH;
	for (; lang > LANG_EN && *text; text += letters + (text[letters] != '\0')) {
		letters = strcspn(text, " \n.,;:!?()");
		english += is_english_word(text, letters);
	}
	return english > 1 ? LANG_EN : lang;
}

const char *
local_in(const struct local *local, enum lang lang)
{
	if (local->in[lang])
		return local->in[lang];
	return local->in[LANG_EN] ? local->in[LANG_EN] : local->in[LANG_ZH];
}
