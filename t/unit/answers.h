/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Answers as a test's table writes them: "register=moon place=italy". */
#ifndef QIAO_T_ANSWERS_H
#define QIAO_T_ANSWERS_H

#include <string.h>

#include "base/memory.h"
#include "base/pairs.h"

static inline struct pairs
pairs_of(struct pool *pool, const char *words)
{
	struct pairs out = {.pool = pool};
	char *save, *copy = pool_string(pool, words);

	for (char *w = strtok_r(copy, " ", &save); w; w = strtok_r(NULL, " ", &save)) {
		char *value = strchr(w, '=');

		*value++ = '\0';
		pairs_set(&out, w, value);
	}
	return out;
}

#endif
