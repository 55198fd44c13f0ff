/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/pairs.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"

static size_t
position(const struct pairs *pairs, const char *name)
{
	size_t i;

	for (i = 0; i < pairs->count && strcmp(pairs->at[i].name, name) != 0; i++)
		;
	return i;
}

const char *
pairs_get(const struct pairs *pairs, const char *name)
{
	size_t i = position(pairs, name);

	return i < pairs->count ? pairs->at[i].value : NULL;
}

void
pairs_set(struct pairs *pairs, const char *name, const char *value)
{
	size_t i = position(pairs, name);

	if (i == pairs->count) {
		if (i == pairs->room) {
			pairs->room = i ? i * 2 : 8;
			pairs->at = pool_grow(pairs->pool, pairs->at, pairs->room,
			    sizeof *pairs->at);
		}
		pairs->at[i].name = pool_string(pairs->pool, name);
		pairs->count++;
	}
	pairs->at[i].value = pool_string(pairs->pool, value);
}

void
pairs_remove(struct pairs *pairs, const char *name)
{
	size_t i = position(pairs, name);


	if (i < pairs->count) {
		memmove(&pairs->at[i], &pairs->at[i + 1],
		    (pairs->count - i - 1) * sizeof *pairs->at);
		pairs->count--;
	}
}

struct bytes
pairs_store(const struct pairs *pairs)
{
	struct text t = {.pool = pairs->pool};

	for (size_t i = 0; i < pairs->count; i++) {
		text_add_bytes(&t, pairs->at[i].name, strlen(pairs->at[i].name) + 1);
		text_add_bytes(&t, pairs->at[i].value, strlen(pairs->at[i].value) + 1);
	}
	return BYTES(t.s ? t.s : "", t.n);
}

const struct error *
pairs_read(struct pool *pool, struct bytes stored, struct pairs *out)
{
	const char *p = (const char *)stored.p, *end = p + stored.n;

	*out = (struct pairs){.pool = pool};
	if (stored.n && end[-1] != '\0')
		return fail(ERROR_INTERNAL, "stored pairs do not end");
	while (stored.n && p < end) {
		const char *name = p, *value = name + strlen(name) + 1;

		if (value >= end)
			return fail(ERROR_INTERNAL, "stored pair lacks its value");
		pairs_set(out, name, value);
		p = value + strlen(value) + 1;
	}
	return NULL;
}

const struct error *
pairs_fill(struct pool *pool, const char *text, const struct pairs *values, const char **out)
{
	struct text filled = {.pool = pool};

	for (const char *s = text; *s;) {
		const char *end = *s == '{' ? strchr(s, '}') : NULL;
		const char *value = end ?
		    pairs_get(values, pool_bytes(pool, s + 1, (size_t)(end - s - 1))) : NULL;

		if (end && !value)
			return fail(ERROR_INVALID, "no value for %.*s}", (int)(end - s), s);
		if (end)
			text_add(&filled, value);
		else
			text_add_bytes(&filled, s, 1);
		s = end ? end + 1 : s + 1;
	}
	*out = filled.s ? filled.s : "";
	return NULL;
}
