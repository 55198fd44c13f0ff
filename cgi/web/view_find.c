/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a template's names and conditions come to: the looking up of view_quick.c. */
#include <ClearSilver.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/tree_hdf.h"
#include "web/view_part.h"

/* Of the name that a path begins with. By hand, for they are short, and a page has hundreds. */
static size_t
length(const char *path)
{
	size_t n = 0;

	while (path[n] && path[n] != '.')
		n++;
	return n;
}

static bool
is_same(const char *a, const char *b, size_t n)
{
	size_t i = 0;

	while (i < n && a[i] == b[i])
		i++;
	return i == n;
}

/* `n` is the length of the path's first name. */
static HDF *
walk(HDF *hdf, const char *path, size_t n)
{
	while (hdf) {
		HDF *child = hdf->child;

		if (hdf->link || hdf->hash)
			return hdf_get_obj(hdf, path);
		if (hdf->fileload_ctx && !((uint64_t)(uintptr_t)hdf->last_hp & tree_hdf_bit(path, n)))
			return NULL;
		while (child && ((size_t)child->name_len != n || !is_same(child->name, path, n)))
			child = child->next;
		if (!child || !path[n])
			return child && child->link ? hdf_get_obj(hdf, path) : child;
		hdf = child;
		path += n + 1;
		n = length(path);
	}
	return NULL;
}

static CS_LOCAL_MAP *
local_of(const CSPARSE *parse, const char *path, size_t n)
{
	CS_LOCAL_MAP *map = parse->locals;

	while (map && (!is_same(map->name, path, n) || map->name[n]))
		map = map->next;
	return map;
}

CS_LOCAL_MAP *
find_local(const CSPARSE *parse, const char *path, const char **rest)
{
	size_t n = length(path);

	*rest = path[n] ? path + n + 1 : NULL;
	return local_of(parse, path, n);
}

/* What a local name leads to. */
static HDF *
below(const CS_LOCAL_MAP *map, const char *path, size_t n)
{
	return path[n] ? walk(map->h, path + n + 1, length(path + n + 1)) : map->h;
}

/* Of a number ClearSilver makes the text, and keeps it. */
bool
find_value(const CSPARSE *parse, const char *path, const char **out)
{
	size_t n = length(path);
	const CS_LOCAL_MAP *map = local_of(parse, path, n);

	if (map && map->type == CS_TYPE_STRING) {
		*out = map->s;
		return true;
	}
	if (map && map->type != CS_TYPE_VAR)
		return false;
	*out = hdf_obj_value(map ? below(map, path, n) : walk(parse->hdf, path, n));
	if (!map && !*out)
		*out = hdf_obj_value(walk(parse->global_hdf, path, n));
	return true;
}

HDF *
find_node(const CSPARSE *parse, const char *path)
{
	size_t n = length(path);
	const CS_LOCAL_MAP *map = local_of(parse, path, n);
	HDF *hdf;

	if (map && map->type == CS_TYPE_VAR)
		return below(map, path, n);
	hdf = walk(parse->hdf, path, n);
	return hdf ? hdf : walk(parse->global_hdf, path, n);
}

bool
find_text(const CSPARSE *parse, const CSARG *arg, const char **out)
{
	*out = arg->s;
	return arg->op_type == CS_TYPE_STRING ||
	    (arg->op_type == CS_TYPE_VAR && find_value(parse, arg->s, out));
}

bool
find_its(const CSPARSE *parse, const CSARG *call, const char **out)
{
	return call->op_type == CS_TYPE_FUNCTION && text_starts(call->function->name, "its_") &&
	    find_text(parse, call->expr1, out) && (!*out || view_is_its(*out));
}

static bool
find_number(const CSPARSE *parse, const CSARG *arg, long *out)
{
	const char *value;
	HDF *child;

	if (arg->op_type == CS_TYPE_NUM) {
		*out = arg->n;
		return true;
	}
	if (arg->op_type == CS_TYPE_VAR && find_value(parse, arg->s, &value)) {
		*out = value ? (int)strtol(value, NULL, 10) : 0;
		return true;
	}
	if (arg->op_type != CS_TYPE_FUNCTION || strcmp(arg->function->name, "subcount") != 0 ||
	    arg->expr1->op_type != CS_TYPE_VAR)
		return false;
	*out = 0;
	for (child = hdf_obj_child(find_node(parse, arg->expr1->s)); child; child = child->next)
		++*out;
	return true;
}

/* Nothing, and what is a number that is zero as a whole, are false. */
static bool
is_true(const char *s)
{
	char *end;
	long n;

	if (!s || !*s)
		return false;
	if (*s > '9' || *s == '/')	/* a word, an address */
		return true;
	n = strtol(s, &end, 0);
	return *end || n;
}

static bool
compare_numbers(const CSPARSE *parse, const CSARG *arg, bool *out)
{
	long a, b;

	if (!find_number(parse, arg->expr1, &a) || !find_number(parse, arg->expr2, &b))
		return false;
	*out = arg->op_type == CS_OP_EQUAL ? a == b : arg->op_type == CS_OP_NEQUAL ? a != b : a > b;
	return true;
}

static bool
compare(const CSPARSE *parse, const CSARG *arg, bool *out)
{
	const char *a, *b;

	if (arg->op_type == CS_OP_GT || arg->expr1->op_type == CS_TYPE_NUM ||
	    arg->expr2->op_type == CS_TYPE_NUM)
		return compare_numbers(parse, arg, out);
	if (!find_text(parse, arg->expr1, &a) || !find_text(parse, arg->expr2, &b))
		return false;
	*out = (a && b ? strcmp(a, b) == 0 : a == b) == (arg->op_type == CS_OP_EQUAL);
	return true;
}

static bool
join(const CSPARSE *parse, const CSARG *arg, bool *out)
{
	bool a, b;

	if (!find_truth(parse, arg->expr1, &a) || !find_truth(parse, arg->expr2, &b))
		return false;
	*out = arg->op_type == CS_OP_AND ? a && b : a || b;
	return true;
}

bool
find_truth(const CSPARSE *parse, const CSARG *arg, bool *out)
{
	const char *value;
	long number;

	switch (arg->op_type) {
	case CS_TYPE_VAR:
	case CS_TYPE_STRING:
		if (!find_text(parse, arg, &value))
			return false;
		*out = is_true(value);
		return true;
	case CS_OP_NOT:
		if (!find_truth(parse, arg->expr1, out))
			return false;
		*out = !*out;
		return true;
	case CS_OP_LPAREN:
		return find_truth(parse, arg->expr1, out);
	case CS_OP_AND:
	case CS_OP_OR:
		return join(parse, arg, out);
	case CS_OP_EQUAL:
	case CS_OP_NEQUAL:
	case CS_OP_GT:
		return compare(parse, arg, out);
	default:
		if (find_number(parse, arg, &number))
			*out = number != 0;
		else if (find_its(parse, arg, &value))
			*out = value && *value && strcmp(arg->function->name, "its_part") == 0;
		else
			return false;
		return true;
	}
}
