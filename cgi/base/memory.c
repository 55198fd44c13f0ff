/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "base/log.h"

struct pool {
	size_t limit, used;
};

/* What most requests need, taken from malloc in one piece. */
#define FIRST_PIECE (48 * 1024)

struct ending {
	void (*end)(void *data);
	void *data;
};

/* _exit and not abort: no core file holds what a person typed. */
static _Noreturn void
give_up(size_t size)
{
	log_error("event=memory wanted=%zu", size);
	_Exit(70);
}

static void
count_size(struct pool *pool, size_t size)
{
	if (pool->limit && (size > pool->limit || (pool->used += size) > pool->limit))
		give_up(size);
}

static void *
sure(void *p, size_t size)
{
	if (!p)
		give_up(size);
	return p;
}

struct pool *
pool_new(struct pool *parent, size_t limit)
{
	struct pool *pool = limit ? talloc_pooled_object(parent, struct pool, 64, FIRST_PIECE) :
	    talloc(parent, struct pool);

	sure(pool, FIRST_PIECE);
	*pool = (struct pool){.limit = limit};
	return pool;
}

void
pool_free(struct pool *pool)
{
	talloc_free(pool);
}

void
pool_empty(struct pool *pool)
{
	talloc_free_children(pool);
	pool->used = 0;
}

size_t
pool_size(const struct pool *pool)
{
	return talloc_total_size(pool);
}

void *
pool_alloc(struct pool *pool, size_t size)
{
	count_size(pool, size);
	return sure(talloc_size(pool, size), size);
}

void *
pool_zero(struct pool *pool, size_t size)
{
	count_size(pool, size);
	return sure(talloc_zero_size(pool, size), size);
}

void *
pool_grow(struct pool *pool, void *old, size_t number, size_t each)
{
	if (each && number > SIZE_MAX / each)
		give_up(number);
	count_size(pool, number * each);
	return sure(talloc_realloc_size(pool, old, number * each), number * each);
}

char *
pool_string(struct pool *pool, const char *s)
{
	return pool_bytes(pool, s, strlen(s));
}

char *
pool_bytes(struct pool *pool, const void *data, size_t n)
{
	char *copy = pool_alloc(pool, n + 1);

	if (n)
		memcpy(copy, data, n);
	copy[n] = '\0';
	return copy;
}

char *
pool_vformat(struct pool *pool, const char *format, va_list ap)
{
	char small[240], *s;
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(small, sizeof small, format, ap);
	if (n < 0)
		give_up(0);
	s = pool_alloc(pool, (size_t)n + 1);
	if ((size_t)n < sizeof small)	/* most are: formatted once */
		memcpy(s, small, (size_t)n + 1);
	else
		vsnprintf(s, (size_t)n + 1, format, again);
	va_end(again);
	return s;
}

char *
pool_format(struct pool *pool, const char *format, ...)
{
	va_list ap;
	char *s;

	va_start(ap, format);
	s = pool_vformat(pool, format, ap);
	va_end(ap);
	return s;
}

static int
run_ending(struct ending *ending)
{
	ending->end(ending->data);
	return 0;
}

void
pool_at_end(struct pool *pool, void (*end)(void *data), void *data)
{
	struct ending *ending = sure(talloc(pool, struct ending), sizeof *ending);

	ending->end = end;
	ending->data = data;
	talloc_set_destructor(ending, run_ending);
}
