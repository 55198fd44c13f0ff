/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/merkle.h"

#include <string.h>

#include "base/error.h"

void
merkle_leaf(struct bytes data, struct hash *out)
{
	sha256((const struct bytes[]){BYTES("\0", 1), data}, 2, out->b);
}

void
merkle_node(const struct hash *left, const struct hash *right, struct hash *out)
{
	sha256((const struct bytes[]){BYTES("\1", 1), BYTES(left->b, HASH_SIZE),
	    BYTES(right->b, HASH_SIZE)}, 3, out->b);
}

void
merkle_add(struct merkle *m, const struct hash *leaf)
{
	struct hash sum = *leaf;
	int level = 0;

	for (; m->size >> level & 1; level++)
		merkle_node(&m->at[level], &sum, &sum);
	m->at[level] = sum;
	m->size++;
}

void
merkle_root(const struct merkle *m, struct hash *out)
{
	bool has_any = false;

	if (m->size == 0)
		sha256(NULL, 0, out->b);
	for (int level = 0; m->size >> level; level++) {
		if (!(m->size >> level & 1))
			continue;
		if (has_any)
			merkle_node(&m->at[level], out, out);
		else
			*out = m->at[level];
		has_any = true;
	}
}

/* The leaves [from, from + count), where from is a multiple of the least power of two >= count. */
static const struct error *
range(int64_t from, int64_t count, merkle_read *read, void *data, struct hash *out)
{
	const struct error *e;
	bool has_any = false;

	/* from its short end: the subtrees of the bits of count, the lowest last in the row */
	for (int level = 0; count >> level; level++) {
		struct hash one;

		if (!(count >> level & 1))
			continue;
		if ((e = read(data, level, (from + (count >> (level + 1) << (level + 1))) >> level, &one)))
			return e;
		if (has_any)
			merkle_node(&one, out, out);
		else
			*out = one;
		has_any = true;
	}
	return NULL;
}

const struct error *
merkle_root_of(int64_t size, merkle_read *read, void *data, struct hash *out)
{
	sha256(NULL, 0, out->b);
	return range(0, size, read, data, out);
}

const struct error *
merkle_path_of(int64_t index, int64_t size, merkle_read *read, void *data, struct merkle_path *out)
{
	const struct error *e;

	*out = (struct merkle_path){0};
	for (int level = 0; (size - 1) >> level; level++) {
		int64_t other = index >> level ^ 1, from = other << level;
		int64_t count = size - from < (int64_t)1 << level ? size - from : (int64_t)1 << level;

		if (count <= 0)		/* nothing on the right: this one goes up as it is */
			continue;
		if ((e = range(from, count, read, data, &out->at[out->count++])))
			return e;
	}
	return NULL;
}

/* RFC 9162, 2.1.3.2 */
bool
merkle_leads(const struct hash *leaf, int64_t index, int64_t size, const struct merkle_path *path,
    const struct hash *root)
{
	int64_t at = index, last = size - 1;
	struct hash sum = *leaf;

	if (index < 0 || index >= size)
		return false;
	for (size_t i = 0; i < path->count; i++) {
		if (last == 0)
			return false;
		if (at & 1 || at == last) {
			merkle_node(&path->at[i], &sum, &sum);
			while (!(at & 1) && at) {
				at >>= 1;
				last >>= 1;
			}
		} else {
			merkle_node(&sum, &path->at[i], &sum);
		}
		at >>= 1;
		last >>= 1;
	}
	return last == 0 && memcmp(sum.b, root->b, HASH_SIZE) == 0;
}
