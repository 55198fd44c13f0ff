/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The languages of the pages, and a text in several of them. */
#ifndef QIAO_BASE_LANG_H
#define QIAO_BASE_LANG_H

#include <stdbool.h>
#include <stddef.h>

enum lang { LANG_ZH, LANG_EN, LANG_IT, LANG_ES, LANG_COUNT };

/* A text that is there in zh and en, and perhaps in the others (else NULL). */
struct local {
	const char *in[LANG_COUNT];
};

const char *lang_code(enum lang lang);			/* "zh" */
bool lang_of(const char *code, enum lang *out);		/* exactly "zh", "en", "it" or "es" */

/* Could it be meant to be of this language: Chinese for English is not, nor English for Chinese. */
bool lang_fits(enum lang lang, const char *text);

/* Of a text that should be in `lang` and may be Chinese or English: by its characters and common words. */
enum lang lang_seen(enum lang lang, const char *text);

/*
 * How much of it, in whole lines, stands in one language, which is *its; lines without words go with those
 * before them. 0 of an empty text.
 */
size_t lang_part(enum lang lang, const char *text, enum lang *its);

/* In this language, else in English, else in Chinese; NULL if there is no text at all. */
const char *local_in(const struct local *local, enum lang lang);

#endif
