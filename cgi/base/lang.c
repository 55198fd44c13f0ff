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

static bool
fits(enum lang lang, const char *text, const char *end, bool *is_blank)
{
	size_t chinese = 0, latin = 0;

	while (text < end) {
		uint32_t c = text_next(&text);

		chinese += text_is_chinese(c);
		latin += c < 0x80 && isalpha((int)c);
		if (lang == LANG_ZH && chinese)
			break;		/* what follows changes nothing */
	}
	*is_blank = !chinese && !latin;
	/* Q1 is a visa */
	return lang == LANG_ZH ? chinese || latin <= 3 : chinese <= latin;
}

bool
lang_fits(enum lang lang, const char *text)
{
	bool is_blank;

	return fits(lang, text, text + strlen(text), &is_blank);
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

static enum lang
seen(enum lang lang, const char *text, const char *end, bool *is_blank)
{
	size_t letters, english = 0;

	if (!fits(lang, text, end, is_blank))
		return lang == LANG_ZH ? LANG_EN : LANG_ZH;
	for (; lang > LANG_EN && text < end; text += letters + (text + letters < end)) {
		letters = strcspn(text, " \n.,;:!?()");
		english += is_english_word(text, letters);
	}
	return english > 1 ? LANG_EN : lang;
}

enum lang
lang_seen(enum lang lang, const char *text)
{
	bool is_blank;

	return seen(lang, text, text + strlen(text), &is_blank);
}

size_t
lang_part(enum lang lang, const char *text, enum lang *its)
{
	bool is_known = false, is_blank;
	const char *at = text;

	*its = lang;
	while (*at) {
		const char *end = at + strcspn(at, "\n");
		enum lang here = seen(lang, at, end, &is_blank);

		if (!is_blank && is_known && here != *its)
			break;
		if (!is_blank) {
			*its = here;
			is_known = true;
		}
		at = end + (*end == '\n');
	}
	return (size_t)(at - text);
}

const char *
local_in(const struct local *local, enum lang lang)
{
	if (local->in[lang])
		return local->in[lang];
	return local->in[LANG_EN] ? local->in[LANG_EN] : local->in[LANG_ZH];
}
