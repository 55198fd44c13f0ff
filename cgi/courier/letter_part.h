/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Between the texts of letters (letter_load.c) and who fills them in (letter.c). */
#ifndef QIAO_COURIER_LETTER_PART_H
#define QIAO_COURIER_LETTER_PART_H

#include <stdbool.h>

#include "base/lang.h"

struct catalogue;
struct error;
struct pairs;
struct pool;
struct tree;

struct letters {
	struct tree *texts[LANG_COUNT];		/* NULL where there is no file */
	const struct catalogue *catalogue;
	const char *origin;
};

/* Whose deadline the letter names. */
enum by {
	BY_NONE,
	BY_OFFICE,		/* the application's, or whose the act was, which came with the notice */
	BY_CORRECTION,		/* the resident's, counted as correction.h does */
	BY_CLOSE		/* until an issued result is closed */
};

/* False: there is no such kind. */
bool letters_know(const char *kind, enum by *by);
/* In this language, else in English, else in Chinese, as local_in() does; NULL: there is none. */
const char *letters_text(const struct letters *letters, enum lang lang, const char *key);
/* The same with its holes filled in. */
const struct error *letters_say(struct pool *pool, const struct letters *letters, enum lang lang,
    const char *key, const struct pairs *values, const char **out) __attribute__((warn_unused_result));

#endif
