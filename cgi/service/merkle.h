/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The Merkle tree of RFC 6962 (Certificate Transparency) over SHA-256: leaves are added at its
 * end only, and a path of a few dozen hashes shows that one of them is below a root.
 *
 *	leaf = SHA-256(0x00 | data)	node = SHA-256(0x01 | left | right)
 *	no leaf at all: SHA-256 of nothing
 *
 * A subtree is named by level and index: the leaves index << level up to the next such. Whoever
 * stores them gives a function that reads one that is complete.
 */
#ifndef QIAO_SERVICE_MERKLE_H
#define QIAO_SERVICE_MERKLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "store/seal.h"

struct error;

struct hash {
	unsigned char b[HASH_SIZE];
};

void merkle_leaf(struct bytes data, struct hash *out);
void merkle_node(const struct hash *left, const struct hash *right, struct hash *out);

/* Adding one after the other keeps only the complete subtrees on the way: one a bit of size. */
struct merkle {
	int64_t size;
	struct hash at[63];		/* by level, where size has that bit */
};

void merkle_add(struct merkle *m, const struct hash *leaf);
void merkle_root(const struct merkle *m, struct hash *out);

typedef const struct error *merkle_read(void *data, int level, int64_t index, struct hash *out);

/* The root of the first `size` leaves. */
const struct error *merkle_root_of(int64_t size, merkle_read *read, void *data, struct hash *out)
    __attribute__((warn_unused_result));

#define MERKLE_PATH 64
struct merkle_path {
	size_t count;
	struct hash at[MERKLE_PATH];	/* from the leaf's neighbour up */
};

/* From leaf `index` to the root of the first `size`; index < size. */
const struct error *merkle_path_of(int64_t index, int64_t size, merkle_read *read, void *data,
    struct merkle_path *out) __attribute__((warn_unused_result));
/* Whether the path leads from this leaf to this root, and is no longer than it must be. */
bool merkle_leads(const struct hash *leaf, int64_t index, int64_t size,
    const struct merkle_path *path, const struct hash *root);

#endif
