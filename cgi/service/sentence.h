/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Ready sentences, by what they are about; sentence.def has them.
 *
 *	for (size_t i = 0; (word = sentence_word(SENTENCE_FIELD, i)); i++)
 *		... say(q, sentence_key(q->pool, SENTENCE_FIELD, word))
 */
#ifndef QIAO_SERVICE_SENTENCE_H
#define QIAO_SERVICE_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>

struct pool;

enum sentence_kind { SENTENCE_MATERIAL, SENTENCE_FIELD, SENTENCE_DECLINE, SENTENCE_APPROVE,
	SENTENCE_REFUSE, SENTENCE_EXTEND, SENTENCE_INTERVIEW, SENTENCE_ISSUE,
	SENTENCE_TRANSFER, SENTENCE_HAND_BACK, SENTENCE_NOT_OURS, SENTENCE_VISIT, SENTENCE_MEND,
	SENTENCE_HAND, SENTENCE_WHERE, SENTENCE_KINDS };

/* The i-th word of a kind; NULL past the last. Ten letters at most: it is part of a name. */
const char *sentence_word(enum sentence_kind kind, size_t i);
/* The same of those that can be true of what was sent, or of what was not. */
const char *sentence_fitting(enum sentence_kind kind, bool is_sent, size_t i);
/* The key of its text in the language files: "sentence.material.glare". */
const char *sentence_key(struct pool *pool, enum sentence_kind kind, const char *word);
/* "material" */
const char *sentence_kind_word(enum sentence_kind kind);
bool sentence_kind_read(const char *word, enum sentence_kind *out);

#endif
