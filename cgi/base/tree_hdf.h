/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* For cgi/web/view.c alone: the HDF behind a tree. */
#ifndef QIAO_BASE_TREE_HDF_H
#define QIAO_BASE_TREE_HDF_H

#include <util/neo_hdf.h>

struct tree;

HDF *tree_hdf(struct tree *t);

#endif
