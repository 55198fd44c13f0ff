/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What an officer says to a resident who reads another language than Chinese has two wordings: theirs,
 * and the Chinese, which a statutory paper says. Both are one value where they are kept
 * (correction_item.sentence, decision.reason, history.detail): what is sealed and hashed of it is so of
 * both, and words of before, which have one, stay what they are.
 */
#ifndef QIAO_SERVICE_WORDING_H
#define QIAO_SERVICE_WORDING_H

struct pool;

/* zh: NULL, or the same, if there is no other wording. */
const char *wording_join(struct pool *pool, const char *words, const char *zh);
/* *words: as kept, becomes the resident's (NULL stays NULL); *zh: the Chinese, NULL if there is no other. */
void wording_split(struct pool *pool, const char **words, const char **zh);

#endif
