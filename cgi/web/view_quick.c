/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What most of a page is made of (var, if, each, with, call on plain names), evaluated without
 * ClearSilver's copies: it copies each value to escape it, and asks malloc for each macro's
 * arguments. Its table of commands says who evaluates a node, and is changed here. Whatever is
 * not as plain is left to ClearSilver's own function, so that every template means what it did:
 * t/unit/view.c renders both ways and compares.
 */
#include <ClearSilver.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "web/view_part.h"

#define MOST_ARGUMENTS 8
#define MOST_KEY 128

static evaluate *var_slow, *if_slow, *each_slow, *with_slow, *call_slow;

static NEOERR *
render(CSPARSE *parse, CSTREE *node)
{
	NEOERR *err = STATUS_OK;

	while (node && !err)
		err = Commands[node->cmd].evaluate(parse, node, &node);
	return nerr_pass(err);
}

static NEOERR *
literal_quick(CSPARSE *parse, CSTREE *node, CSTREE **next)
{
	text_add_bytes(parse->output_ctx, node->arg1.s, (size_t)node->arg1.n);
	*next = node->next;
	return STATUS_OK;
}

static const char *
entity_of(char c)
{
	return c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" :
	    c == '\'' ? "&#39;" : "";
}

static void
add_escaped(struct text *out, const char *s)
{
	for (;;) {
		size_t plain = strcspn(s, "&<>\"'\r");

		text_add_bytes(out, s, plain);
		s += plain;
		if (!*s)
			return;
		text_add(out, entity_of(*s++));
	}
}

static bool
is_html(const CSPARSE *parse, const CSTREE *node)
{
	return (node->escape == NEOS_ESCAPE_UNDEF ? parse->escaping.when_undef : node->escape) ==
	    NEOS_ESCAPE_HTML;
}

/* text(name), text("key." + name) */
static bool
find_words(const CSPARSE *parse, const CSARG *arg, const char **out)
{
	const char *a, *b = "";
	char key[MOST_KEY];
	size_t n, m;

	if (arg->op_type == CS_OP_ADD ? !find_text(parse, arg->expr1, &a) ||
	    !find_text(parse, arg->expr2, &b) : !find_text(parse, arg, &a))
		return false;
	if (!a || !b || (n = strlen(a)) + (m = strlen(b)) >= sizeof key)
		return false;
	memcpy(key, a, n);
	memcpy(key + n, b, m + 1);
	/* nobody has it: the key itself, which goes with this call */
	return (*out = view_text_here(key)) != key;
}

static bool
find_var(const CSPARSE *parse, const CSARG *arg, const char **out)
{
	if (arg->op_type == CS_TYPE_VAR)
		return find_value(parse, arg->s, out);
	if (arg->op_type != CS_TYPE_FUNCTION)
		return false;
	return strcmp(arg->function->name, "text") == 0 ? find_words(parse, arg->expr1, out) :
	    strcmp(arg->function->name, "its_part") == 0 && find_its(parse, arg, out);
}

static NEOERR *
var_quick(CSPARSE *parse, CSTREE *node, CSTREE **next)
{
	const char *value;

	if (!is_html(parse, node) || !find_var(parse, &node->arg1, &value))
		return nerr_pass(var_slow(parse, node, next));
	if (value)
		add_escaped(parse->output_ctx, value);
	*next = node->next;
	return STATUS_OK;
}

static NEOERR *
if_quick(CSPARSE *parse, CSTREE *node, CSTREE **next)
{
	bool is;

	if (!find_truth(parse, &node->arg1, &is))
		return nerr_pass(if_slow(parse, node, next));
	*next = node->next;
	return nerr_pass(render(parse, is ? node->case_0 : node->case_1));
}

static NEOERR *
each_quick(CSPARSE *parse, CSTREE *node, CSTREE **next)
{
	CS_LOCAL_MAP map = {.type = CS_TYPE_VAR, .name = node->arg1.s, .next = parse->locals, .first = 1};
	NEOERR *err = STATUS_OK;

	if (node->arg2.op_type != CS_TYPE_VAR)
		return nerr_pass(each_slow(parse, node, next));
	map.h = hdf_obj_child(find_node(parse, node->arg2.s));
	parse->locals = &map;
	for (; map.h && !err; map.h = map.h->next, map.first = 0)
		err = render(parse, node->case_0);
	parse->locals = map.next;
	*next = node->next;
	return nerr_pass(err);
}

static NEOERR *
with_quick(CSPARSE *parse, CSTREE *node, CSTREE **next)
{
	CS_LOCAL_MAP map = {.type = CS_TYPE_VAR, .name = node->arg1.s, .next = parse->locals};
	NEOERR *err = STATUS_OK;

	if (node->arg2.op_type != CS_TYPE_VAR)
		return nerr_pass(with_slow(parse, node, next));
	if ((map.h = find_node(parse, node->arg2.s))) {
		parse->locals = &map;
		err = render(parse, node->case_0);
		parse->locals = map.next;
	}
	*next = node->next;
	return nerr_pass(err);
}

/* A macro's argument under its name there; false if it is an expression. */
static bool
pass(const CSPARSE *parse, const CSARG *given, CS_LOCAL_MAP *map)
{
	const CS_LOCAL_MAP *local;
	const char *rest;

	if (given->op_type == CS_TYPE_STRING || given->op_type == CS_TYPE_NUM) {
		map->type = given->op_type;
		map->n = given->n;
		map->s = given->op_type == CS_TYPE_NUM ? NULL : given->s;
		return true;
	}
	if (given->op_type != CS_TYPE_VAR)
		return false;
	if ((local = find_local(parse, given->s, &rest)) && local->type != CS_TYPE_VAR) {
		map->type = local->type;
		map->n = local->n;
		map->s = local->type == CS_TYPE_NUM ? NULL : local->s;
	} else {
		map->type = CS_TYPE_VAR;
		map->s = given->s;
		map->h = find_node(parse, given->s);
	}
	return true;
}

static NEOERR *
call_quick(CSPARSE *parse, CSTREE *node, CSTREE **next)
{
	CS_MACRO *macro = node->arg1.macro;
	CS_LOCAL_MAP maps[MOST_ARGUMENTS], *before = parse->locals;
	const CSARG *name = macro->args, *given = node->vargs;
	NEOERR *err;

	if (macro->n_args > MOST_ARGUMENTS)
		return nerr_pass(call_slow(parse, node, next));
	for (int i = 0; i < macro->n_args; i++, name = name->next, given = given->next) {
		maps[i] = (CS_LOCAL_MAP){.name = name->s,
		    .next = i + 1 < macro->n_args ? &maps[i + 1] : before};
		if (!pass(parse, given, &maps[i]))
			return nerr_pass(call_slow(parse, node, next));
	}
	if (node->escape != NEOS_ESCAPE_UNDEF)
		parse->escaping.when_undef = node->escape;
	if (macro->n_args)
		parse->locals = maps;
	err = render(parse, macro->tree->case_0);
	parse->locals = before;
	for (int i = 0; i < macro->n_args; i++)
		if (maps[i].map_alloc)
			free(maps[i].s);
	*next = node->next;
	return nerr_pass(err);
}

void
view_quicken(bool is_quick)
{
	static evaluate *literal_slow;
	static const struct {
		const char *name;
		evaluate *quick, **slow;
	} ways[] = {
		{"literal", literal_quick, &literal_slow}, {"var", var_quick, &var_slow},
		{"if", if_quick, &if_slow}, {"elif", if_quick, &if_slow},
		{"each", each_quick, &each_slow}, {"with", with_quick, &with_slow},
		{"call", call_quick, &call_slow},
	};

	for (struct command *c = Commands; c->name; c++)
		for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
			if (strcmp(c->name, ways[i].name) == 0) {
				if (!*ways[i].slow)
					*ways[i].slow = c->evaluate;
				c->evaluate = is_quick ? ways[i].quick : *ways[i].slow;
			}
}
