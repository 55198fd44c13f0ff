/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which language somebody searched in, by the texts in which their words are. */
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/search_part.h"

/* How many of the words of " stem stem " are in a formality's texts of one language. */
static size_t
words_in(struct pool *pool, const char *stems, const struct formality *f, enum lang lang)
{
	const char *const texts[] = {f->name.in[lang], f->search.in[lang], f->title.in[lang],
	    f->summary.in[lang]};
	struct text all = {.pool = pool};
	const char *own;
	size_t found = 0;
	struct run run;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		text_addf(&all, "%s ", texts[i] ? texts[i] : "");
	own = search_stems(pool, search_normal(pool, all.s));
	stems++;
	while (search_next(&stems, &run))
		found += strstr(own, pool_format(pool, " %.*s ", (int)run.n, run.s)) != NULL;
	return found;
}

enum lang
search_language(const char *query, const struct formality *const *found, size_t count)
{
	struct pool *pool = pool_new(NULL, 0);
	const char *stems = search_stems(pool, search_normal(pool, query));
	size_t words[LANG_COUNT] = {0};
	enum lang best = LANG_EN;

	for (size_t i = 0; i < count && stems[1]; i++)
		for (enum lang lang = LANG_EN; lang < LANG_COUNT; lang++)
			words[lang] += words_in(pool, stems, found[i], lang);
	for (enum lang lang = LANG_EN; lang < LANG_COUNT; lang++)
		best = words[lang] > words[best] ? lang : best;
	pool_free(pool);
	return best;
}
