/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The boundary, and the parts between. */
#include <string.h>

#include "base/memory.h"
#include "web/header.h"
#include "web/multipart_part.h"

#define TYPE_MOST 300		/* bytes of a Content-Type */
#define BOUNDARY_MOST 70	/* RFC 2046, 5.1.1 */

struct reading {
	const struct parse_limits *limits;
	struct pairs *fields;
	struct parts *files;
	size_t field_count, file_count;	/* with those that are not kept */
	char delimiter[4 + BOUNDARY_MOST];
	size_t delimiter_size;
};

static bool
boundary_is_fine(const char *s)
{
	size_t n = strlen(s);

	for (size_t i = 0; i < n; i++)
		if (!(s[i] >= 'a' && s[i] <= 'z') && !(s[i] >= 'A' && s[i] <= 'Z')
		    && !(s[i] >= '0' && s[i] <= '9') && !strchr("'()+_,-./:=? ", s[i]))
			return false;
	return n > 0 && n <= BOUNDARY_MOST && s[n - 1] != ' ';
}

/* Sets the delimiter, CR LF -- boundary. */
static enum parse
boundary_read(const char *content_type, struct reading *r)
{
	const char *s = content_type;
	char *boundary = NULL;
	struct part_param param;

	if (!header_is_type(s, "multipart/form-data"))
		return PARSE_MALFORMED;
	if (strnlen(s, TYPE_MOST + 1) > TYPE_MOST)
		return PARSE_TOO_LONG;
	s += strlen("multipart/form-data");
	s += strspn(s, " \t");
	while (*s) {
		if (!multipart_param(r->fields->pool, &s, &param))
			return PARSE_NO_BOUNDARY;
		if (!multipart_param_is(&param, "boundary"))
			continue;
		if (boundary || !boundary_is_fine(param.value))
			return PARSE_NO_BOUNDARY;
		boundary = param.value;
	}
	if (!boundary)
		return PARSE_NO_BOUNDARY;
	r->delimiter_size = 4 + strlen(boundary);
	memcpy(r->delimiter, "\r\n--", 4);
	memcpy(r->delimiter + 4, boundary, r->delimiter_size - 4);
	return PARSE_OK;
}

static bool
has_file(const struct parts *files, const char *name)
{
	for (size_t i = 0; i < files->count; i++)
		if (strcmp(files->at[i].name, name) == 0)
			return true;
	return false;
}

static enum parse
file_add(struct reading *r, const struct part_head *head, struct bytes content)
{
	struct pool *pool = r->fields->pool;
	size_t n = strlen(head->name);

	if (++r->file_count > r->limits->files)
		return PARSE_TOO_MANY;
	if (n > r->limits->name)
		return PARSE_TOO_LONG;
	if (!query_name_is_fine(head->name, n))
		return PARSE_MALFORMED;
	if (!*head->filename && content.n == 0)
		return PARSE_OK;
	if (pairs_get(r->fields, head->name))
		return PARSE_REPEATED;
	if (!r->files->at)
		r->files->at = pool_grow(pool, NULL, r->limits->files, sizeof *r->files->at);
	r->files->at[r->files->count++] = (struct part){
		.name = head->name,
		.filename = multipart_filename(pool, head->filename),
		.type = head->type ? head->type : "",
		.content = content,
	};
	return PARSE_OK;
}

static enum parse
field_add(struct reading *r, const struct part_head *head, struct bytes content)
{
	if (++r->field_count > r->limits->fields)
		return PARSE_TOO_MANY;
	if (has_file(r->files, head->name))
		return PARSE_REPEATED;
	return query_add(r->fields, r->limits, bytes_of(head->name), content, false);
}

/* One part; *rest begins behind a delimiter and moves behind the next one. */
static enum parse
part_read(struct reading *r, struct bytes *rest)
{
	const unsigned char *end;
	struct bytes content;
	struct part_head head;
	enum parse verdict;

	if ((verdict = multipart_head(r->fields->pool, rest, &head)) != PARSE_OK)
		return verdict;
	end = memmem(rest->p, rest->n, r->delimiter, r->delimiter_size);
	if (!end)
		return PARSE_TRUNCATED;
	content = BYTES(rest->p, (size_t)(end - rest->p));
	*rest = BYTES(end + r->delimiter_size, rest->n - content.n - r->delimiter_size);
	return head.filename ? file_add(r, &head, content) : field_add(r, &head, content);
}

static enum parse
parts_read(struct reading *r, struct bytes rest)
{
	enum parse verdict = PARSE_OK, one;
	size_t first = r->delimiter_size - 2;

	if (rest.n < first)
		return PARSE_TRUNCATED;
	/* no browser writes a preamble, so what stands before the first delimiter is no form */
	if (memcmp(rest.p, r->delimiter + 2, first) != 0)
		return PARSE_MALFORMED;
	rest = BYTES(rest.p + first, rest.n - first);
	while (rest.n >= 2 && memcmp(rest.p, "\r\n", 2) == 0) {
		one = part_read(r, &rest);
		if (one > PARSE_REPEATED)
			return one;
		if (one == PARSE_REPEATED)
			verdict = one;
	}
	if (rest.n < 2)
		return PARSE_TRUNCATED;
	if (memcmp(rest.p, "--", 2) != 0)
		return PARSE_MALFORMED;
	rest = BYTES(rest.p + 2, rest.n - 2);
	return rest.n == 0 || (rest.n == 2 && memcmp(rest.p, "\r\n", 2) == 0) ? verdict
	    : PARSE_MALFORMED;
}

enum parse
multipart_parse(const char *content_type, struct bytes body, const struct parse_limits *limits,
    struct pairs *fields, struct parts *files)
{
	struct reading r = {.limits = limits, .fields = fields, .files = files};
	enum parse verdict;

	*fields = (struct pairs){.pool = fields->pool};
	*files = (struct parts){NULL, 0};
	verdict = boundary_read(content_type, &r);
	if (verdict == PARSE_OK)
		verdict = parts_read(&r, body);
	if (verdict > PARSE_REPEATED) {
		*fields = (struct pairs){.pool = fields->pool};
		*files = (struct parts){NULL, 0};
	}
	return verdict;
}
