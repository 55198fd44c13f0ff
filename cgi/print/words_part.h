/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the files of words.h share. */
#ifndef QIAO_PRINT_WORDS_PART_H
#define QIAO_PRINT_WORDS_PART_H

#include "base/lang.h"
#include "print/words.h"

struct words {
	struct tree *texts[LANG_COUNT];
	const char *origin;
};

/* T.writ.paper.KEY in this language, or NULL. */
const char *words_text(const struct words *words, enum lang lang, const char *key);

#endif
