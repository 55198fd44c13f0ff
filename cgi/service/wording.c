/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/wording.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"

/* U+001E, which no form lets in. */
#define BETWEEN '\036'

const char *
wording_join(struct pool *pool, const char *words, const char *zh)
{
	if (!words || !zh || !*zh || strcmp(words, zh) == 0)
		return words;
	return pool_format(pool, "%s%c%s", words, BETWEEN, zh);
}

void
wording_split(struct pool *pool, const char **words, const char **zh)
{
	const char *between = *words ? strchr(*words, BETWEEN) : NULL;

	*zh = between ? between + 1 : NULL;
	if (between)
		*words = pool_bytes(pool, *words, (size_t)(between - *words));
}
