/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Query strings and urlencoded bodies: one parser, so one target. */
#include "base/memory.h"
#include "target.h"
#include "web/query.h"

#include <string.h>

static void
check_pair(const struct pair *pair)
{
	size_t name = strlen(pair->name), value = strlen(pair->value);

	require(name <= parse_limits.name && query_name_is_fine(pair->name, name));
	require(value <= parse_limits.value && text_is_utf8(pair->value, value));
	require(!strchr(pair->value, '\r'));
}

/* The pairs, written as a browser would, must read back as the same. */
static void
check_again(const struct pairs *pairs)
{
	struct text s = {.pool = pairs->pool};
	struct pairs again = {.pool = pairs->pool};

	text_add(&s, "");
	for (size_t i = 0; i < pairs->count; i++) {
		text_addf(&s, "&%s=", pairs->at[i].name);
		for (const char *p = pairs->at[i].value; *p; p++)
			if (*p == '\n')
				text_add(&s, "%0D%0A");
			else
				text_addf(&s, "%%%02X", (unsigned char)*p);
	}
	require(query_parse(BYTES(s.s, s.n), &parse_limits, &again) == PARSE_OK);
	require(bytes_equal(pairs_store(pairs), pairs_store(&again)));
}

static bool
is_known(const void *of, const char *name)
{
	(void)of;
	return name[0] == 'q';
}

/* A link's: every pair is one that stands there, and a known one that cannot be had is told. */
static void
check_link(struct pool *pool, struct bytes in, enum parse strict)
{
	struct pairs pairs = {.pool = pool};
	enum parse verdict = query_parse_link(in, &parse_limits, is_known, NULL, &pairs);

	require(verdict != PARSE_TOO_MANY && verdict < PARSE_NO_BOUNDARY);
	require(strict != PARSE_OK || verdict == PARSE_OK);
	require(pairs.count <= parse_limits.fields);
	for (size_t i = 0; i < pairs.count; i++)
		check_pair(&pairs.at[i]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pool *pool = pool_new(NULL, 0);
	struct pairs pairs = {.pool = pool};
	enum parse verdict = query_parse(BYTES(data, size), &parse_limits, &pairs);

	/* and what is left of a pool's newest block */
	require(pool_size(pool) <= 2 * size + 512 * (parse_limits.fields + 1) + 32 * 1024);
	require(parse_word(verdict) != NULL && verdict < PARSE_NO_BOUNDARY);
	require(verdict <= PARSE_REPEATED || pairs.count == 0);
	require(pairs.count <= parse_limits.fields);
	for (size_t i = 0; i < pairs.count; i++) {
		check_pair(&pairs.at[i]);
		for (size_t k = 0; k < i; k++)
			require(strcmp(pairs.at[i].name, pairs.at[k].name) != 0);
	}
	check_again(&pairs);
	check_link(pool, BYTES(data, size), verdict);
	pool_free(pool);
	return 0;
}
