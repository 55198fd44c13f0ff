/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/lang.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

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

const char *
local_in(const struct local *local, enum lang lang)
{
	if (local->in[lang])
		return local->in[lang];
	return local->in[LANG_EN] ? local->in[LANG_EN] : local->in[LANG_ZH];
}
