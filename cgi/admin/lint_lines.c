/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * ClearSilver's parser keeps no lines. Our files are plain: one name a line, a brace at a line's end
 * or alone, and values of several lines between marks; that is all that is understood here.
 */
#include <ctype.h>
#include <search.h>
#include <stdbool.h>
#include <string.h>

#include "admin/lint.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/sheet.h"

#define MOST_DEPTH 32

struct key {
	const char *path, *value;	/* the value is "" for a node with children */
	int line;
};

/* Of a path, where it is given first. */
struct first {
	const char *path;
	int line;
};

struct lines {
	struct key *at;
	size_t count, room;
	bool is_unpaired;
};

struct scan {
	struct sheet *s;
	struct lines *lines;
	const char *open[MOST_DEPTH];	/* the paths of the braces that are open */
	int open_line[MOST_DEPTH], depth, line;
	size_t open_indent[MOST_DEPTH], indent;	/* in bytes before the line */
	void *firsts;			/* a tree of tsearch() */
	bool is_counting;		/* braces only; nothing is told yet */
	int closed_count;		/* by an indent */
	const char *mark;		/* of the value that goes on; NULL: none does */
	int mark_line;
	bool is_over;
};

static void
wrong(struct scan *scan, int line, const char *text)
{
	if (!scan->is_counting)
		sheet_wrong(scan->s, pool_format(scan->s->scratch, "@%d", line), "%s", text);
}

/* Letters, digits, '_' and, between names, dots. */
static size_t
name_length(const char *s)
{
	size_t n = 0;

	while (isalnum((unsigned char)s[n]) || s[n] == '_' || s[n] == '.')
		n++;
	return n;
}

static int
compare_firsts(const void *a, const void *b)
{
	return strcmp(((const struct first *)a)->path, ((const struct first *)b)->path);
}

static void
check_first(struct scan *scan, const char *path)
{
	struct first *own = POOL_NEW(scan->s->pool, struct first), **there;

	*own = (struct first){path, scan->line};
	there = tsearch(own, &scan->firsts, compare_firsts);
	if (there && *there != own)
		wrong(scan, scan->line, pool_format(scan->s->scratch,
		    "%s: given twice, first on line %d", path, (*there)->line));
}

/* They are the pool's. */
static void
leave(void *first)
{
	(void)first;
}

/* Its path, which nobody needs while braces are counted. */
static const char *
add_key(struct scan *scan, const char *name, size_t n, const char *value)
{
	struct lines *lines = scan->lines;
	const char *above = scan->depth ? scan->open[scan->depth - 1] : "", *path;

	if (scan->is_counting)
		return "";
	path = pool_format(scan->s->pool, "%s%s%.*s", above, *above ? "." : "", (int)n, name);
	check_first(scan, path);
	if (lines->count == lines->room) {
		lines->room = lines->room ? 2 * lines->room : 128;
		lines->at = pool_grow(scan->s->pool, lines->at, lines->room, sizeof *lines->at);
	}
	lines->at[lines->count++] = (struct key){path, value, scan->line};
	return path;
}

static void
close_brace(struct scan *scan)
{
	if (scan->depth) {
		scan->depth--;
		return;
	}
	scan->lines->is_unpaired = true;
	wrong(scan, scan->line, "} closes nothing");
}

static void
open_brace(struct scan *scan, const char *path)
{
	if (scan->depth == MOST_DEPTH) {
		wrong(scan, scan->line, "too deep");
		scan->lines->is_unpaired = true;	/* and nothing that follows from it */
		scan->depth = 0;
		scan->is_over = true;
		return;
	}
	scan->open_line[scan->depth] = scan->line;
	scan->open_indent[scan->depth] = scan->indent;
	scan->open[scan->depth++] = path;
}

/* What is none of our lines; its brace counts, so that those behind it pair. */
static void
odd_line(struct scan *scan, const char *line, size_t n, const char *rest)
{
	if (*rest == '{') {
		scan->lines->is_unpaired = true;	/* the parser sees no } on that line */
		wrong(scan, scan->line, "{ has to end its line");
	} else if (n && line[n] != '-') {
		wrong(scan, scan->line, "neither name = value nor name {");
	} else {
		wrong(scan, scan->line, "a name has letters, digits and _");
	}
	if (line[strlen(line) - 1] == '{')
		open_brace(scan, "");
}

static void
scan_line(struct scan *scan, const char *line)
{
	size_t n = name_length(line);
	const char *rest = line + n + strspn(line + n, " \t");

	if (scan->mark) {
		if (strcmp(line, scan->mark) == 0)
			scan->mark = NULL;
	} else if (strcmp(line, "}") == 0) {
		close_brace(scan);
	} else if (!*line || *line == '#') {
		return;
	} else if (n && strcmp(rest, "{") == 0) {
		open_brace(scan, add_key(scan, line, n, ""));
	} else if (n && text_starts(rest, "<<")) {
		add_key(scan, line, n, "");
		scan->mark = text_trim(scan->s->pool, rest + 2);
		scan->mark_line = scan->line;
	} else if (n && *rest == '=') {
		add_key(scan, line, n, text_trim(scan->s->pool, rest + 1));
	} else {
		odd_line(scan, line, n, rest);
	}
}

/* What stands no deeper than a brace's own line is not within it. */
static void
close_by_indent(struct scan *scan, const char *line)
{
	bool is_end = strcmp(line, "}") == 0;

	if (scan->mark || !*line || *line == '#')
		return;
	while (scan->depth && (scan->indent < scan->open_indent[scan->depth - 1] ||
	    (scan->indent == scan->open_indent[scan->depth - 1] && !is_end))) {
		scan->depth--;
		scan->closed_count++;
		wrong(scan, scan->open_line[scan->depth], "{ is not closed");
	}
}

/* How many braces are not closed at the end. */
static int
scan_all(struct scan *scan, struct sheet *s, const char *text, bool is_counting, bool by_indent)
{
	*scan = (struct scan){.s = s, .lines = POOL_NEW(s->pool, struct lines), .is_counting = is_counting};
	for (size_t n; *text && !scan->is_over; text += n + (text[n] == '\n')) {
		const char *line;

		n = strcspn(text, "\n");
		scan->line++;
		scan->indent = strspn(text, " \t");
		line = text_trim(s->pool, pool_bytes(s->scratch, text, n));
		if (by_indent)
			close_by_indent(scan, line);
		scan_line(scan, line);
	}
	tdestroy(scan->firsts, leave);
	return scan->depth;
}

/* Of a brace that is lost in the middle the last ones tell nothing: then the indents do, if they fit. */
struct lines *
lines_read(struct sheet *s, const char *text)
{
	struct scan scan;
	int left = scan_all(&scan, s, text, true, false);
	bool fits = left && scan_all(&scan, s, text, true, true) + scan.closed_count == left;

	scan_all(&scan, s, text, false, fits);
	scan.lines->is_unpaired |= left > 0;
	if (scan.mark)
		wrong(&scan, scan.mark_line, pool_format(s->scratch, "no line %s ends it", scan.mark));
	while (scan.depth--)
		wrong(&scan, scan.open_line[scan.depth], "{ is not closed");
	return scan.lines;
}

bool
lines_pair(const struct lines *lines)
{
	return !lines->is_unpaired;
}

static bool
is_path(const char *a, const char *b)
{
	for (; *a && *b; a++, b++)
		if (*a != *b && !((*a == '-' || *a == '_') && (*b == '-' || *b == '_')))
			return false;
	return *a == *b;
}

static int
line_of(const struct lines *lines, const char *path)
{
	for (size_t i = lines->count; i-- > 0;)		/* of two the later counts */
		if (is_path(lines->at[i].path, path))
			return lines->at[i].line;
	return 0;
}

static int
line_of_field(const struct lines *lines, const char *code)
{
	for (size_t i = 0; i < lines->count; i++)
		if (text_starts(lines->at[i].path, "Pages.") && strcmp(lines->at[i].value, code) == 0)
			return lines->at[i].line;
	return 0;
}

int
lines_find(struct pool *pool, const struct lines *lines, const char *path)
{
	char *at = pool_string(pool, path), *dot, *code;
	int line;

	if (text_starts(path, "Field.")) {
		code = pool_bytes(pool, path + 6, strcspn(path + 6, "."));
		if (!line_of(lines, pool_format(pool, "Field.%s", code)) &&
		    (line = line_of_field(lines, code)))
			return line;
	}
	while (!(line = line_of(lines, at)) && (dot = strrchr(at, '.')))
		*dot = '\0';
	return line ? line : 1;
}

bool
lines_at(const struct lines *lines, size_t i, const char **path, const char **value)
{
	if (i >= lines->count)
		return false;
	*path = lines->at[i].path;
	*value = lines->at[i].value;
	return true;
}
