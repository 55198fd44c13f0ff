/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Finding a formality by what people type: Chinese (also traditional), pinyin with blanks
 * anywhere or its initials, English, Italian, Spanish, with one slip of the fingers. What is
 * searched is made once from a catalogue and only read after that, so workers share it.
 */
#ifndef QIAO_SERVICE_SEARCH_H
#define QIAO_SERVICE_SEARCH_H

#include <stddef.h>

#include "base/lang.h"

struct catalogue;
struct formality;
struct pool;
struct search;

/* Lives in the pool; the catalogue has to stay. */
struct search *search_make(struct pool *pool, const struct catalogue *c);

/* The `most` best for what somebody typed, best first; how many there are in out. */
size_t search_find(const struct search *s, const char *query, const struct formality **out,
    size_t most);

/*
 * In whose words those that it found were found: LANG_IT or LANG_ES, if more of the query is in
 * their texts of that language than in the English ones; else LANG_EN.
 */
enum lang search_language(const char *query, const struct formality *const *found, size_t count);

/*
 * Small letters without accents, digits, and Chinese as it is simplified; anything else is one
 * blank. What is already so stays as it is.
 */
char *search_normal(struct pool *pool, const char *s);
/* Of a Chinese character of three bytes the one that our catalogue writes, or c itself. */
const char *search_simplified(const char *c);

#endif
