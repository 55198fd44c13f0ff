/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/sentence.h"

#include "base/memory.h"
#include "base/text.h"

enum offered { OFFERED_ANY, OFFERED_SENT, OFFERED_LACKING };

static const struct sentence {
	enum sentence_kind kind;
	const char *word;
	enum offered offered;
} sentences[] = {
#define SENTENCE(kind, word, offered) {SENTENCE_##kind, #word, OFFERED_##offered},
#include "service/sentence.def"
};

static const char *const kinds[SENTENCE_KINDS] = {
	[SENTENCE_MATERIAL] = "material", [SENTENCE_FIELD] = "field",
	[SENTENCE_DECLINE] = "decline", [SENTENCE_APPROVE] = "approve",
	[SENTENCE_REFUSE] = "refuse", [SENTENCE_EXTEND] = "extend",
	[SENTENCE_INTERVIEW] = "interview", [SENTENCE_ISSUE] = "issue",
	[SENTENCE_TRANSFER] = "transfer", [SENTENCE_HAND_BACK] = "hand_back",
	[SENTENCE_NOT_OURS] = "not_ours", [SENTENCE_VISIT] = "visit",
	[SENTENCE_MEND] = "mend", [SENTENCE_HAND] = "hand",
	[SENTENCE_WHERE] = "where",
};

const char *
sentence_word(enum sentence_kind kind, size_t i)
{
	for (size_t j = 0; j < sizeof sentences / sizeof *sentences; j++)
		if (sentences[j].kind == kind && i-- == 0)
			return sentences[j].word;
	return NULL;
}

const char *
sentence_fitting(enum sentence_kind kind, bool is_sent, size_t i)
{
	enum offered not = is_sent ? OFFERED_LACKING : OFFERED_SENT;

	for (size_t j = 0; j < sizeof sentences / sizeof *sentences; j++)
		if (sentences[j].kind == kind && sentences[j].offered != not && i-- == 0)
			return sentences[j].word;
	return NULL;
}

const char *
sentence_key(struct pool *pool, enum sentence_kind kind, const char *word)
{
	return pool_format(pool, "sentence.%s.%s", kinds[kind], word);
}

const char *
sentence_kind_word(enum sentence_kind kind)
{
	return kinds[kind];
}

bool
sentence_kind_read(const char *word, enum sentence_kind *out)
{
	for (int i = 0; i < SENTENCE_KINDS; i++)
		if (text_same(kinds[i], word)) {
			*out = (enum sentence_kind)i;
			return true;
		}
	return false;
}
