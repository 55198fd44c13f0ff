/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A language's templates as they are parsed: what is constant is written into them, and what pages
 * include, which is macros and nothing else, is parsed once, and every page's tree leads to it. Each page
 * had all macros in a tree of its own, which was most of a program's memory.
 */
#include <ClearSilver.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/tree.h"
#include "base/tree_hdf.h"
#include "web/view_part.h"

#define MOST_INCLUDED 32

struct house {
	struct house_source from;
	CSPARSE *cs;			/* of the macros */
	size_t count;
	char *names[MOST_INCLUDED];	/* of their files */
};

static const char *
constant(const struct house *house, const char *name)
{
	const char *s = tree_get(house->from.texts, name);

	return s || !text_starts(name, "T.") ? s : words_get(house->from.words, name + 2);
}

/* The length of a tag "<?cs var:NAME ?>" with its name in `name`, or 0. */
static size_t
plain_tag(const char *tag, char name[80])
{
	static const char start[] = "<?cs var:";
	const char *p = tag + sizeof start - 1;
	size_t n = strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.");

	if (n == 0 || n > 79)
		return 0;
	memcpy(name, p, n);
	name[n] = '\0';
	p += n + strspn(p + n, " ");
	return strncmp(p, "?>", 2) == 0 ? (size_t)(p + 2 - tag) : 0;
}

/* Constants are escaped here as ClearSilver would escape them, and need not be looked up again. */
static NEOERR *
write_constants(const struct house *house, const char *s, STRING *out)
{
	NEOERR *err = STATUS_OK;
	const char *tag;
	char name[80];

	while (!err && (tag = strstr(s, "<?cs var:"))) {
		size_t n = plain_tag(tag, name);
		const char *value = n ? constant(house, name) : NULL;
		char *escaped = NULL;

		err = string_appendn(out, s, (int)(tag - s));
		if (!err && value && !(err = neos_html_escape(value, (int)strlen(value), &escaped)))
			err = string_append(out, escaped);
		else if (!err)
			err = string_appendn(out, tag, (int)(n = strlen("<?cs var:")));
		free(escaped);
		s = tag + n;
	}
	return err ? nerr_pass(err) : nerr_pass(string_append(out, s));
}

bool
house_has(const struct house *house, const char *file)
{
	for (size_t i = 0; i < house->count; i++)
		if (strcmp(house->names[i], file) == 0)
			return true;
	return false;
}

/* Each text between tags is measured once, and not whenever it is rendered. */
static void
measure(CSTREE *node)
{
	for (; node; node = node->next) {
		if (strcmp(Commands[node->cmd].name, "literal") == 0 && node->arg1.s)
			node->arg1.n = (long)strlen(node->arg1.s);
		measure(node->case_0);
		measure(node->case_1);
	}
}

static NEOERR *
include(struct house *house, const char *name, size_t n)
{
	char *file = strndup(name, n);
	NEOERR *err;

	if (!file)
		_Exit(70);
	if (house_has(house, file)) {
		free(file);
		return STATUS_OK;
	}
	if (house->count == MOST_INCLUDED)
		return nerr_raise(NERR_PARSE, "more than %d files of macros", MOST_INCLUDED);
	house->names[house->count++] = file;
	if ((err = cs_parse_file(house->cs, file)))
		return nerr_pass(err);
	measure(house->cs->tree);
	return STATUS_OK;
}

/* What it includes is read before, and the tags are taken out of it. */
static NEOERR *
include_all(struct house *house, char *text)
{
	static const char word[] = "include!'", start[] = "<?cs";
	NEOERR *err = STATUS_OK;
	char *tag = text;

	while (!err && (tag = strstr(tag, word))) {
		const char *name = tag + sizeof word - 1, *end = strstr(name, "?>");

		while (tag > text && strchr(" \t\n", tag[-1]))
			tag--;
		tag -= sizeof start - 1;
		if (!end || tag < text || !text_starts(tag, start))
			return nerr_raise(NERR_PARSE, "no tag about %.40s", name);
		err = include(house, name, strcspn(name, "'"));
		memmove(tag, end + 2, strlen(end + 2) + 1);
	}
	return nerr_pass(err);
}

/* ClearSilver asks for every file here; it keeps what it gets as long as the tree. */
static NEOERR *
read_template(void *data, HDF *hdf, const char *name, char **out)
{
	struct house *house = data;
	char path[256], *raw = NULL;
	STRING text;
	NEOERR *err;

	(void)hdf;
	snprintf(path, sizeof path, "%s/%s", house->from.root, name);
	if ((err = ne_load_file(path, &raw)))
		return nerr_pass(err);
	string_init(&text);
	if (!(err = include_all(house, raw)))
		err = write_constants(house, raw, &text);
	free(raw);
	/* it has grown by doubling */
	*out = text.buf ? realloc(text.buf, (size_t)text.len + 1) : NULL;
	return nerr_pass(err);
}

NEOERR *
house_new(const struct house_source *from, struct house **out)
{
	struct house *house = *out = calloc(1, sizeof *house);
	NEOERR *err;

	if (!house)
		_Exit(70);
	house->from = *from;
	if ((err = cs_init(&house->cs, tree_hdf(from->config))))
		return nerr_pass(err);
	cs_register_fileload(house->cs, house, read_template);
	return nerr_pass(from->functions(house->cs));
}

/* Its own macros stand in front of the house's: these are not its to free. */
static void
leave_house(CSPARSE *cs, const CS_MACRO *theirs)
{
	CS_MACRO **at = &cs->macros;

	while (*at && *at != theirs)
		at = &(*at)->next;
	*at = NULL;
}

/* A page finds macros and functions in the house while it is parsed, and leads to them from then on. */
NEOERR *
house_parse(struct house *house, const char *file, CSPARSE **out)
{
	CS_FUNCTION *own;
	CS_MACRO *theirs;
	char *text;
	NEOERR *err;

	if ((err = cs_init(out, tree_hdf(house->from.config))) ||
	    (err = read_template(house, NULL, file, &text)))
		return nerr_pass(err);
	own = (*out)->functions;
	theirs = house->cs->macros;
	(*out)->functions = house->cs->functions;
	(*out)->macros = theirs;
	err = cs_parse_string(*out, text, strlen(text));
	measure((*out)->tree);
	(*out)->functions = own;
	leave_house(*out, theirs);
	return nerr_pass(err);
}

void
house_free(struct house *house)
{
	if (!house)
		return;
	cs_destroy(&house->cs);
	for (size_t i = 0; i < house->count; i++)
		free(house->names[i]);
	free(house);
}
