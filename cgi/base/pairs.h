/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An ordered list of name and value, and its stored form: name NUL value NUL …
 * (the form engine refuses NUL everywhere, so nothing needs escaping).
 */
#ifndef QIAO_BASE_PAIRS_H
#define QIAO_BASE_PAIRS_H

#include "base/text.h"

struct error;

struct pair {
	const char *name, *value;
};

struct pairs {
	struct pool *pool;
	struct pair *at;
	size_t count, room;
};

const char *pairs_get(const struct pairs *pairs, const char *name);	/* NULL if absent */
void pairs_set(struct pairs *pairs, const char *name, const char *value);	/* replaces */
void pairs_remove(struct pairs *pairs, const char *name);
struct bytes pairs_store(const struct pairs *pairs);			/* in its pool */
const struct error *pairs_read(struct pool *pool, struct bytes stored, struct pairs *out)
    __attribute__((warn_unused_result));

/* The text with its {holes} filled in; one without a value is ERROR_INVALID. */
const struct error *pairs_fill(struct pool *pool, const char *text, const struct pairs *values,
    const char **out) __attribute__((warn_unused_result));

#endif
