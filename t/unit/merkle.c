/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The tree: RFC 6962's own values, every leaf of every size, and what must not lead to a root. */
#include "base/error.h"
#include "base/memory.h"
#include "service/merkle.h"
#include "tap.h"

#define MOST 70

static struct pool *pool;
static struct hash leaves[MOST];

/* The leaves of the reference implementation's test, and the roots of the first n of them. */
static const struct {
	const char *data, *root;
} known[] = {
	{"", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
	{"00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
	{"10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
	{"2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
	{"3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
	{"40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
	{"5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
	{"606162636465666768696a6b6c6d6e6f",
	    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"},
};

static const char *
hex_of(const struct hash *h)
{
	return hex(pool, BYTES(h->b, HASH_SIZE));
}

static const struct error *
read_leaves(void *data, int level, int64_t index, struct hash *out)
{
	struct merkle m = {0};

	(void)data;
	for (int64_t i = index << level; i < (index + 1) << level; i++) {
		if (i >= MOST)
			return fail(ERROR_INTERNAL, "a subtree that is not complete was asked for");
		merkle_add(&m, &leaves[i]);
	}
	merkle_root(&m, out);
	return NULL;
}

static void
try_known(void)
{
	struct merkle m = {0};
	struct hash leaf, root;

	merkle_root(&m, &root);
	is_str(hex_of(&root), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	    "no leaf: SHA-256 of nothing");
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		struct bytes data = {NULL, 0};

		if (*known[i].data && !hex_read(pool, known[i].data, &data))
			ok(false, "hex");
		merkle_leaf(data, &leaf);
		merkle_add(&m, &leaf);
		merkle_root(&m, &root);
		is_str(hex_of(&root), known[i].root, "a root of the reference implementation");
	}
}

/* How many of a size's leaves have a path that leads to its root, and only so. */
static void
try_size(int64_t size, int *right, int *wrong)
{
	struct merkle_path path;
	struct merkle m = {0};
	struct hash root, again;

	for (int64_t i = 0; i < size; i++)
		merkle_add(&m, &leaves[i]);
	merkle_root(&m, &root);
	*wrong += merkle_root_of(size, read_leaves, NULL, &again) != NULL ||
	    memcmp(&root, &again, sizeof root) != 0;
	for (int64_t i = 0; i < size; i++) {
		if (merkle_path_of(i, size, read_leaves, NULL, &path))
			continue;
		*right += merkle_leads(&leaves[i], i, size, &path, &root);
		*wrong += merkle_leads(&leaves[(i + 1) % MOST], i, size, &path, &root);
		*wrong += merkle_leads(&leaves[i], i + size, size, &path, &root);
		*wrong += size > 1 && merkle_leads(&leaves[i], i ^ 1, size, &path, &root);
		for (size_t j = 0; j < path.count; j++) {
			path.at[j].b[j % HASH_SIZE] ^= 1;
			*wrong += merkle_leads(&leaves[i], i, size, &path, &root);
			path.at[j].b[j % HASH_SIZE] ^= 1;
		}
		path.count++;
		*wrong += merkle_leads(&leaves[i], i, size, &path, &root);
		path.count -= 2;
		*wrong += path.count < MERKLE_PATH && merkle_leads(&leaves[i], i, size, &path, &root);
	}
}

int
main(void)
{
	int right = 0, wrong = 0, all = 0;
	struct hash left, other;

	pool = pool_new(NULL, 0);
	try_known();
	for (int i = 0; i < MOST; i++)
		merkle_leaf(BYTES(&i, sizeof i), &leaves[i]);
	for (int size = 1; size <= MOST; all += size++)
		try_size(size, &right, &wrong);
	is_int(right, all, "every leaf of every size up to 70 leads to its root");
	is_int(wrong, 0, "and no other leaf, place, size or path does");
	merkle_leaf(BYTES("", 0), &left);
	merkle_node(&left, &left, &other);
	unsigned char both[2 * HASH_SIZE];

	memcpy(both, left.b, HASH_SIZE);
	memcpy(both + HASH_SIZE, left.b, HASH_SIZE);
	merkle_leaf(BYTES(both, sizeof both), &left);
	ok(memcmp(&left, &other, sizeof left) != 0, "a node is never a leaf");
	pool_free(pool);
	return done();
}
