/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/lang.h"

#include <string.h>

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

const char *
local_in(const struct local *local, enum lang lang)
{
	if (local->in[lang])
		return local->in[lang];
	return local->in[LANG_EN] ? local->in[LANG_EN] : local->in[LANG_ZH];
}
