/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* For cgi/web/view.c alone: the HDF behind a tree. */
#ifndef QIAO_BASE_TREE_HDF_H
#define QIAO_BASE_TREE_HDF_H

#include <stddef.h>
#include <stdint.h>

#include <util/neo_hdf.h>

struct error;
struct tree;

HDF *tree_hdf(struct tree *t);

/* ClearSilver's error, which ends here, as one of ours. */
const struct error *tree_told(NEOERR *err, const char *what) __attribute__((warn_unused_result));

/*
 * A node of a page's tree (fileload_ctx is its pool) has in last_hp one bit for each name that a
 * child may have, so that most of what a template asks for in vain need not be looked for.
 */
static inline uint64_t
tree_hdf_bit(const char *name, size_t n)
{
	return n ? UINT64_C(1) << ((name[0] * 7u + name[n - 1] * 3u + n) & 63) : 1;
}

#endif
