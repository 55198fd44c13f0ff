/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A contact as it is shown: enough to know one's own, too little to write to. */
#ifndef QIAO_SERVICE_MASKED_H
#define QIAO_SERVICE_MASKED_H

#include <stdbool.h>

struct pool;

/* kind: phone (E.164) or email. "+39 •••• 567", "l•••@example.org". */
const char *masked(struct pool *pool, const char *kind, const char *address);
/* E•••••217: the first and the last three, whatever the length; of a short one nothing. */
const char *masked_number(struct pool *pool, const char *number);
/*
 * Free words with every telephone and identity number in them masked, in digits of any width;
 * the same pointer if there is none.
 */
const char *masked_words(struct pool *pool, const char *words);
/* Whether they have such a number, that of a passport or permit, or an address of e-mail. */
bool masked_is_personal(struct pool *pool, const char *words);

#endif
