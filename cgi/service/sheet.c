/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/sheet.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/tree.h"

static const struct sheet_node nowhere = {NULL, ""};

struct sheet
sheet_open(struct pool *pool, const char *file, struct faults *faults)
{
	return (struct sheet){.pool = pool, .scratch = pool_new(pool, 0), .file = file,
	    .faults = faults};
}

const struct error *
sheet_close(struct sheet *s)
{
	pool_free(s->scratch);
	s->scratch = NULL;
	return s->error;
}

/* What is missing is missed more than once, and of what is misplaced nothing else can be right. */
static bool
is_told(const struct fault *fault, const char *file, const char *path, const char *text)
{
	size_t n = strlen(fault->path);

	if (strcmp(fault->file, file) != 0 || strncmp(fault->path, path, n) != 0)
		return false;
	return fault->is_misplaced ? !path[n] || path[n] == '.' : !path[n] && strcmp(fault->text, text) == 0;
}

static void
collect(struct faults *all, const char *file, const char *path, const char *text, bool is_misplaced)
{
	struct fault *fault;

	for (fault = all->first; fault; fault = fault->next)
		if (is_told(fault, file, path, text))
			return;
	fault = POOL_NEW(all->pool, struct fault);
	*fault = (struct fault){.file = pool_string(all->pool, file), .path = pool_string(all->pool, path),
	    .text = pool_string(all->pool, text), .is_misplaced = is_misplaced};
	if (all->last)
		all->last->next = fault;
	else
		all->first = fault;
	all->last = fault;
}

static void
tell(struct sheet *s, const char *path, const char *text, bool is_misplaced)
{
	if (s->faults)
		collect(s->faults, s->file, path, text, is_misplaced);
	else
		s->error = fail(ERROR_INVALID, "%s: %s%s%s", s->file, path, *path ? ": " : "", text);
}

void
sheet_wrong(struct sheet *s, const char *path, const char *format, ...)
{
	const char *text;
	va_list ap;

	if (s->error)
		return;
	va_start(ap, format);
	text = pool_vformat(s->scratch, format, ap);
	va_end(ap);
	tell(s, path, text, false);
}

void
sheet_misplaced(struct sheet *s, const char *path, const char *text)
{
	if (!s->error)
		tell(s, path, text, true);
}

bool
sheet_failed(struct sheet *s, const struct error *e)
{
	if (e && s->faults)
		collect(s->faults, s->file, "", e->detail, false);
	else if (e)
		s->error = e;
	return e != NULL;
}

static struct sheet_node
node_below(struct sheet *s, struct sheet_node parent, const struct tree *t, const char *name)
{
	struct sheet_node n = {.t = t};

	n.path = *parent.path ? pool_format(s->scratch, "%s.%s", parent.path, name)
	    : pool_string(s->scratch, name);
	return n;
}

struct sheet_node
sheet_at(struct sheet *s, struct sheet_node n, const char *key)
{
	return node_below(s, n, tree_at(n.t, key), key);
}

struct sheet_node
sheet_first(struct sheet *s, struct sheet_node n)
{
	const struct tree *child = tree_child(n.t);

	return child ? node_below(s, n, child, tree_name(child)) : nowhere;
}

struct sheet_node
sheet_next(struct sheet *s, struct sheet_node n)
{
	const struct tree *next = tree_next(n.t);
	const char *name = tree_name(next), *dot = strrchr(n.path, '.');
	size_t above = dot ? (size_t)(dot + 1 - n.path) : 0;
	char *path;

	if (!next)
		return nowhere;
	path = pool_alloc(s->scratch, above + strlen(name) + 1);
	memcpy(path, n.path, above);
	memcpy(path + above, name, strlen(name) + 1);
	return (struct sheet_node){.t = next, .path = path};
}

const char *
sheet_name(struct sheet_node n)
{
	return tree_name(n.t);
}

size_t
sheet_count(struct sheet_node n)
{
	size_t count = 0;

	for (const struct tree *t = tree_child(n.t); t; t = tree_next(t))
		count++;
	return count;
}

size_t
sheet_list_needed(struct sheet *s, struct sheet_node list)
{
	size_t count = sheet_count(list);

	if (count == 0)
		sheet_wrong(s, list.path, "missing");
	return count;
}

const char *
sheet_code(struct sheet *s, struct sheet_node n)
{
	char *code = pool_string(s->pool, tree_name(n.t));

	for (char *c = code; *c; c++)
		if (*c == '_')
			*c = '-';
	return code;
}

const char *
sheet_key(struct sheet *s, const char *code)
{
	char *key = pool_string(s->scratch, code);

	for (char *c = key; *c; c++)
		if (*c == '-')
			*c = '_';
	return key;
}

const char *
sheet_value(struct sheet *s, struct sheet_node n)
{
	const char *value = tree_value(n.t);

	if (!value || !*value)
		return NULL;
	if (!text_is_utf8(value, strlen(value))) {
		sheet_wrong(s, n.path, "not UTF-8");
		return NULL;
	}
	return text_trim(s->pool, value);
}

const char *
sheet_text(struct sheet *s, struct sheet_node n, const char *key)
{
	return sheet_value(s, sheet_at(s, n, key));
}

const char *
sheet_needed(struct sheet *s, struct sheet_node n, const char *key)
{
	const char *text = sheet_text(s, n, key);

	if (!text)
		sheet_wrong(s, sheet_at(s, n, key).path, "missing");
	return text ? text : "";
}

void
sheet_local(struct sheet *s, struct sheet_node n, struct local *out)
{
	bool is_there = false;

	for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++) {
		out->in[lang] = sheet_text(s, n, lang_code(lang));
		is_there |= out->in[lang] != NULL;
	}
	for (enum lang lang = LANG_ZH; is_there && lang < (s->is_published ? LANG_COUNT : LANG_IT); lang++)
		if (!out->in[lang])
			sheet_wrong(s, sheet_at(s, n, lang_code(lang)).path, "missing");
}

void
sheet_local_needed(struct sheet *s, struct sheet_node n, struct local *out)
{
	sheet_local(s, n, out);
	if (!out->in[LANG_ZH])
		sheet_wrong(s, sheet_at(s, n, "zh").path, "missing");
}

void
sheet_number(struct sheet *s, struct sheet_node n, const char *key, int least, int most, int *out)
{
	struct sheet_node at = sheet_at(s, n, key);
	const char *value = sheet_value(s, at);
	int64_t number;

	if (!at.t)
		return;
	if (value && text_number(value, least, most, &number))
		*out = (int)number;
	else
		sheet_wrong(s, at.path, "not a number from %d to %d", least, most);
}

void
sheet_flag(struct sheet *s, struct sheet_node n, const char *key, bool *out)
{
	int number = *out;

	sheet_number(s, n, key, 0, 1, &number);
	*out = number == 1;
}

int
sheet_word_of(struct sheet *s, struct sheet_node n, const char *const words[], size_t count)
{
	const char *value = sheet_value(s, n);

	if (!n.t)
		return -1;
	for (size_t i = 0; value && i < count; i++)
		if (strcmp(value, words[i]) == 0)
			return (int)i;
	sheet_wrong(s, n.path, "no such word: %s", value ? value : "");
	return -1;
}

int
sheet_word(struct sheet *s, struct sheet_node n, const char *key, const char *const words[],
    size_t count)
{
	return sheet_word_of(s, sheet_at(s, n, key), words, count);
}
