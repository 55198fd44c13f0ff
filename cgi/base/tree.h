/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A tree of named values in files or in memory (ClearSilver's HDF): the
 * configuration, the formality files, the language files and the data of a
 * page. Only files of this tree's own installation are ever parsed; a
 * visitor's bytes may become values and never names.
 */
#ifndef QIAO_BASE_TREE_H
#define QIAO_BASE_TREE_H

#include <stddef.h>
#include <stdint.h>

struct tree;
struct error;
struct pool;

const struct error *tree_new(struct tree **out) __attribute__((warn_unused_result));
/* A page's: its nodes and values are cut from the pool and go with it. Not for files, nor tree_free(). */
struct tree *tree_in(struct pool *pool);
const struct error *tree_load(const char *path, struct tree **out)
    __attribute__((warn_unused_result));
/* Adds a file's values to a tree, as if one file had followed the other. */
const struct error *tree_add_file(struct tree *t, const char *path)
    __attribute__((warn_unused_result));
/* From text that was stored by us. */
const struct error *tree_read(const char *text, struct tree **out)
    __attribute__((warn_unused_result));
void tree_free(struct tree *root);	/* roots only; NULL is fine */

/* The value at a dotted path below, or NULL. */
const char *tree_get(const struct tree *t, const char *path);
const char *tree_get_or(const struct tree *t, const char *path, const char *otherwise);
int64_t tree_number(const struct tree *t, const char *path, int64_t otherwise);
struct tree *tree_at(const struct tree *t, const char *path);	/* NULL if it is not there */
struct tree *tree_child(const struct tree *t);			/* the first child or NULL */
struct tree *tree_next(const struct tree *t);
const char *tree_name(const struct tree *t);
const char *tree_value(const struct tree *t);			/* may be NULL */

/* Paths are ours: letters, digits, '-', '_' and dots. Out of memory ends the process. */
void tree_set(struct tree *t, const char *path, const char *value);	/* NULL value: nothing */
void tree_set_number(struct tree *t, const char *path, int64_t value);
/* A new last child of the list at `path`, named 0, 1, 2 … */
struct tree *tree_append(struct tree *t, const char *path);
/* The same as what may be chosen from it: Value, Label, and Picked if it is that one (NULL: none is). */
struct tree *tree_option(struct tree *t, const char *path, const char *value, const char *label,
    const char *picked);
/* The node at `path`, made if missing. */
struct tree *tree_place(struct tree *t, const char *path);
/* The child of the list at `path` with this name, made if missing; the name is
 * a word of ours such as a field's code. */
struct tree *tree_make(struct tree *t, const char *path, const char *name);

#endif
