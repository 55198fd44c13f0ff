/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "base/log.h"

/*
 * Small pieces are cut from a block, which costs a tenth of asking talloc for each; blocks and
 * large pieces are talloc's, which frees them with the pool. A piece's size stands before it.
 */
struct pool {
	size_t limit, used;
	char *at, *end;			/* what is left of the newest block */
};

union piece {
	size_t size;
	max_align_t aligned;
};

/* What most requests need, taken from malloc in one piece. */
#define FIRST_PIECE (48 * 1024)
#define BLOCK (32 * 1024)
#ifdef __SANITIZE_ADDRESS__
#define SMALL 0				/* each piece by itself, so that its ends are watched */
#else
#define SMALL (4 * 1024)
#endif

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
	if (size > SIZE_MAX / 2 ||
	    (pool->limit && (size > pool->limit || (pool->used += size) > pool->limit)))
		give_up(size);
}

static void *
sure(void *p, size_t size)
{
	if (!p)
		give_up(size);
	return p;
}

/* With its head, in whole units of it. */
static size_t
whole(size_t size)
{
	return (size + 2 * sizeof(union piece) - 1) / sizeof(union piece) * sizeof(union piece);
}

static void *
take(struct pool *pool, size_t size)
{
	union piece *piece;

	count_size(pool, size);
	if (size > SMALL) {
		piece = sure(talloc_size(pool, whole(size)), size);
	} else {
		if ((size_t)(pool->end - pool->at) < whole(size)) {
			pool->at = sure(talloc_size(pool, BLOCK), BLOCK);
			pool->end = pool->at + BLOCK;
		}
		piece = (union piece *)(void *)pool->at;
		pool->at += whole(size);
	}
	piece->size = size;
	return piece + 1;
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
	*pool = (struct pool){.limit = pool->limit};
}

size_t
pool_size(const struct pool *pool)
{
	return talloc_total_size(pool);
}

void *
pool_alloc(struct pool *pool, size_t size)
{
	return take(pool, size);
}

void *
pool_zero(struct pool *pool, size_t size)
{
	return memset(take(pool, size), 0, size);
}

void *
pool_grow(struct pool *pool, void *old, size_t number, size_t each)
{
	union piece *piece = old ? (union piece *)old - 1 : NULL;
	size_t size;
	void *grown;

	if (each && number > SIZE_MAX / each)
		give_up(number);
	size = number * each;
	if (!piece)
		return take(pool, size);
	if (piece->size > SMALL && size > SMALL) {
		count_size(pool, size);
		piece = sure(talloc_realloc_size(pool, piece, whole(size)), size);
		piece->size = size;
		return piece + 1;
	}
	grown = take(pool, size);
	memcpy(grown, old, size < piece->size ? size : piece->size);
	return grown;
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

/* Of a format that has nothing but %s; NULL if it has more. Most are such, and printf takes its time. */
static char *
join(struct pool *pool, const char *format, va_list ap)
{
	const char *part[8], *p = format;
	size_t size = 0, count = 0, length[8];
	char *s, *to;

	for (; (p = strchr(p, '%')); p += 2)
		if (p[1] != 's' || count++ == sizeof part / sizeof *part)
			return NULL;
	for (size_t i = 0; i < count; i++) {
		const char *given = va_arg(ap, const char *);

		part[i] = given ? given : "(null)";
		size += length[i] = strlen(part[i]);
	}
	to = s = pool_alloc(pool, size + strlen(format) + 1);
	for (size_t i = 0; *format; i++) {
		size_t plain = strcspn(format, "%");

		memcpy(to, format, plain);
		to += plain;
		format += plain;
		if (!*format)
			break;
		memcpy(to, part[i], length[i]);
		to += length[i];
		format += 2;
	}
	*to = '\0';
	return s;
}

char *
pool_vformat(struct pool *pool, const char *format, va_list ap)
{
	char small[240], *s;
	va_list again;
	int n;

	va_copy(again, ap);
	s = join(pool, format, again);
	va_end(again);
	if (s)
		return s;
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
