/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The only file that includes ClearSilver's HDF; cgi/web/view.c renders with the rest. */
#include "base/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <util/neo_hdf.h>
#include <util/neo_str.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/tree_hdf.h"

/* struct tree is ClearSilver's HDF under our name. */
HDF *
tree_hdf(struct tree *t)
{
	return (HDF *)t;
}

static HDF *
hdf_of(const struct tree *t)
{
	/* ClearSilver's getters take no const and change nothing */
	union { const struct tree *is; HDF *as; } cast = {.is = t};

	return cast.as;
}

const struct error *
tree_told(NEOERR *err, const char *what)
{
	const struct error *e;
	STRING text;

	string_init(&text);
	nerr_error_string(err, &text);
	e = fail(ERROR_INTERNAL, "%s: %s", what, text.buf ? text.buf : "unknown");
	string_clear(&text);
	nerr_ignore(&err);
	return e;
}

/* A page's own words could not be stored: only memory can be the reason. */
static void
sure(NEOERR *err)
{
	if (err == STATUS_OK)
		return;
	log_failure("tree", tree_told(err, "set"));
	_Exit(70);
}

/* ClearSilver reads the field only of a tree that files are loaded into. */
static struct pool *
pool_of(const HDF *hdf)
{
	return hdf->fileload_ctx;
}

static HDF *
pooled_node(struct pool *pool, HDF *top, const char *name, size_t n)
{
	HDF *node = pool_zero(pool, sizeof *node + n + 1);

	node->top = top ? top : node;
	node->fileload_ctx = pool;
	node->name = memcpy(node + 1, name, n);
	node->name_len = (int)n;
	return node;
}

static HDF *
pooled_child(struct pool *pool, HDF *parent, const char *name, size_t n)
{
	uint64_t seen = (uint64_t)(uintptr_t)parent->last_hp, bit = tree_hdf_bit(name, n);
	HDF *node;

	for (node = seen & bit ? parent->child : NULL; node; node = node->next)
		if ((size_t)node->name_len == n && memcmp(node->name, name, n) == 0)
			return node;
	node = pooled_node(pool, parent->top, name, n);
	parent->last_hp = (HDF *)(uintptr_t)(seen | bit);
	if (parent->last_child)
		parent->last_child->next = node;
	else
		parent->child = node;
	return parent->last_child = node;
}

static HDF *
pooled_place(struct pool *pool, HDF *node, const char *path)
{
	for (const char *end = path; *path; path = *end ? end + 1 : end) {
		end = strchrnul(path, '.');
		node = pooled_child(pool, node, path, (size_t)(end - path));
	}
	return node;
}

struct tree *
tree_in(struct pool *pool)
{
	HDF *root = pooled_node(pool, NULL, "", 0);

	root->name = NULL;
	return (struct tree *)root;
}

const struct error *
tree_new(struct tree **out)
{
	HDF *hdf = NULL;
	NEOERR *err = hdf_init(&hdf);

	if (err != STATUS_OK)
		return tree_told(err, "new");
	*out = (struct tree *)hdf;
	return NULL;
}

static const struct error *
filled(HDF *hdf, NEOERR *err, const char *what, struct tree **out)
{
	if (err != STATUS_OK) {
		hdf_destroy(&hdf);
		return tree_told(err, what);
	}
	*out = (struct tree *)hdf;
	return NULL;
}

const struct error *
tree_load(const char *path, struct tree **out)
{
	const struct error *e = tree_new(out);

	return e ? e : filled(tree_hdf(*out), hdf_read_file(tree_hdf(*out), path), path, out);
}

const struct error *
tree_add_file(struct tree *t, const char *path)
{
	NEOERR *err = hdf_read_file(tree_hdf(t), path);

	return err == STATUS_OK ? NULL : tree_told(err, path);
}

const struct error *
tree_read(const char *text, struct tree **out)
{
	const struct error *e = tree_new(out);

	return e ? e : filled(tree_hdf(*out), hdf_read_string(tree_hdf(*out), text), "text", out);
}

void
tree_free(struct tree *root)
{
	HDF *hdf = tree_hdf(root);

	if (hdf)
		hdf_destroy(&hdf);
}

const char *
tree_get(const struct tree *t, const char *path)
{
	return t ? hdf_get_value(hdf_of(t), path, NULL) : NULL;
}

const char *
tree_get_or(const struct tree *t, const char *path, const char *otherwise)
{
	const char *v = tree_get(t, path);

	return v ? v : otherwise;
}

int64_t
tree_number(const struct tree *t, const char *path, int64_t otherwise)
{
	const char *v = tree_get(t, path);
	char *end;
	long long n;

	if (!v || !*v)
		return otherwise;
	n = strtoll(v, &end, 10);
	return *end ? otherwise : n;
}

struct tree *
tree_at(const struct tree *t, const char *path)
{
	return t ? (struct tree *)hdf_get_obj(hdf_of(t), path) : NULL;
}

struct tree *
tree_child(const struct tree *t)
{
	return t ? (struct tree *)hdf_obj_child(hdf_of(t)) : NULL;
}

struct tree *
tree_next(const struct tree *t)
{
	return t ? (struct tree *)hdf_obj_next(hdf_of(t)) : NULL;
}

const char *
tree_name(const struct tree *t)
{
	return t ? hdf_obj_name(hdf_of(t)) : NULL;
}

const char *
tree_value(const struct tree *t)
{
	return t ? hdf_obj_value(hdf_of(t)) : NULL;
}

void
tree_set(struct tree *t, const char *path, const char *value)
{
	struct pool *pool = pool_of(tree_hdf(t));

	if (value && pool)
		pooled_place(pool, tree_hdf(t), path)->value = pool_string(pool, value);
	else if (value)
		sure(hdf_set_value(tree_hdf(t), path, value));
}

void
tree_set_number(struct tree *t, const char *path, int64_t value)
{
	uint64_t left = value < 0 ? -(uint64_t)value : (uint64_t)value;
	char text[24] = "", *p = text + sizeof text - 1;

	do {
		*--p = (char)('0' + left % 10);
		left /= 10;
	} while (left);
	if (value < 0)
		*--p = '-';
	tree_set(t, path, p);
}

struct tree *
tree_place(struct tree *t, const char *path)
{
	struct pool *pool = pool_of(tree_hdf(t));
	HDF *node = NULL;

	if (pool)
		node = pooled_place(pool, tree_hdf(t), path);
	else
		sure(hdf_get_node(tree_hdf(t), path, &node));
	return (struct tree *)node;
}

struct tree *
tree_make(struct tree *t, const char *path, const char *name)
{
	return tree_place(tree_place(t, path), name);
}

struct tree *
tree_append(struct tree *t, const char *path)
{
	HDF *list = tree_hdf(tree_place(t, path)), *last = pool_of(list) ? list->last_child : NULL;
	char digits[24] = "", *name = digits + sizeof digits - 1;
	long next = 0;

	for (HDF *c = pool_of(list) ? NULL : hdf_obj_child(list); c; c = hdf_obj_next(c))
		last = c;
	if (last)
		next = strtol(hdf_obj_name(last), NULL, 10) + 1;
	do {
		*--name = (char)('0' + next % 10);
		next /= 10;
	} while (next);
	return tree_place((struct tree *)list, name);
}

struct tree *
tree_option(struct tree *t, const char *path, const char *value, const char *label, const char *picked)
{
	struct tree *option = tree_append(t, path);

	tree_set(option, "Value", value);
	tree_set(option, "Label", label);
	if (picked && strcmp(value, picked) == 0)
		tree_set_number(option, "Picked", 1);
	return option;
}
