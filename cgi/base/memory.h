/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Memory by request: a capped pool, freed whole (talloc). Nothing here returns
 * NULL: a pool that is over its cap, or a machine without memory, ends the
 * process with one log line, and its parent starts another. All input is
 * bounded far below the cap, so this is a bug's end and not a visitor's.
 */
#ifndef QIAO_BASE_MEMORY_H
#define QIAO_BASE_MEMORY_H

#include <stdarg.h>
#include <stddef.h>

struct pool;

/* limit in bytes, 0 for none; parent may be NULL. */
struct pool *pool_new(struct pool *parent, size_t limit) __attribute__((returns_nonnull));
void pool_free(struct pool *pool);
/* Free all that was taken from it and begin anew: for the next request. */
void pool_empty(struct pool *pool);
size_t pool_size(const struct pool *pool);

void *pool_alloc(struct pool *pool, size_t size)
    __attribute__((malloc, returns_nonnull, alloc_size(2)));
void *pool_zero(struct pool *pool, size_t size)
    __attribute__((malloc, returns_nonnull, alloc_size(2)));
/* Grow (or start, with NULL) an array that came from this pool. */
void *pool_grow(struct pool *pool, void *old, size_t count, size_t each)
    __attribute__((returns_nonnull));
char *pool_string(struct pool *pool, const char *s) __attribute__((malloc, returns_nonnull));
/* A copy of n bytes with a NUL behind them. */
char *pool_bytes(struct pool *pool, const void *data, size_t n)
    __attribute__((malloc, returns_nonnull));
char *pool_format(struct pool *pool, const char *format, ...)
    __attribute__((malloc, returns_nonnull, format(printf, 2, 3)));
char *pool_vformat(struct pool *pool, const char *format, va_list ap)
    __attribute__((malloc, returns_nonnull, format(printf, 2, 0)));

/* The pool's contents are freed at its end; this runs `end(data)` then, for things such as maps. */
void pool_at_end(struct pool *pool, void (*end)(void *data), void *data);

#define POOL_NEW(pool, type) ((type *)pool_zero((pool), sizeof(type)))

#endif
