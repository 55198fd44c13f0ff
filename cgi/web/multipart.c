/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "web/multipart.h"

#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "web/header.h"

#define TYPE_MOST 300		/* bytes of a Content-Type */
#define BOUNDARY_MOST 70	/* RFC 2046, 5.1.1 */
#define HEADERS_MOST 8
#define HEAD_MOST 1024		/* bytes of a part's headers */
#define FILENAME_MOST 120	/* code points */
#define PART_TYPE_MOST 100
#define FILE_UNNAMED "-"

struct param {
	struct bytes name;
	char *value;
};

struct head {			/* what a part's headers say */
	char *name;
	char *filename;		/* NULL: a field */
	char *type;
	bool has_disposition;
};

struct reading {
	const struct parse_limits *limits;
	struct pairs *fields;
	struct parts *files;
	size_t field_count, file_count;	/* with those that are not kept */
	char delimiter[4 + BOUNDARY_MOST];
	size_t delimiter_size;
};

static bool
is_token(unsigned char c)
{
	return c > ' ' && c < 0x7f && !strchr("()<>@,;:\\\"/[]?=", c);
}

/*
 * The text of a quoted string behind its first quote; *s moves behind the last one. Browsers
 * today write a quote as %22 and leave a backslash alone, older ones wrote \". So \" is a
 * quote unless it ends the line; any other backslash is one.
 */
static bool
quoted_read(const char **s, char *out)
{
	for (; **s && **s != '"'; (*s)++) {
		if (**s == '\\' && (*s)[1] == '"' && (*s)[2] != '\0')
			(*s)++;
		*out++ = **s;
	}
	*out = '\0';
	return *(*s)++ == '"';
}

/* The next "; name=value"; *s moves behind it. RFC 2046's boundaries may hold more than
 * tokens, and some clients send them bare, so a bare value ends at a blank or semicolon. */
static bool
param_next(struct pool *pool, const char **s, struct param *out)
{
	const char *start;
	bool is_fine = true;

	*s += strspn(*s, " \t");
	if (*(*s)++ != ';')
		return false;
	*s += strspn(*s, " \t");
	for (start = *s; is_token((unsigned char)**s); (*s)++)
		;
	out->name = BYTES(start, (size_t)(*s - start));
	if (out->name.n == 0 || *(*s)++ != '=')
		return false;
	if (**s == '"') {
		(*s)++;
		out->value = pool_alloc(pool, strlen(*s) + 1);
		is_fine = quoted_read(s, out->value);
	} else {
		size_t n = strcspn(*s, "; \t\"");

		out->value = pool_bytes(pool, *s, n);
		*s += n;
		is_fine = n > 0;
	}
	*s += is_fine ? strspn(*s, " \t") : 0;
	return is_fine && (**s == '\0' || **s == ';');
}

static bool
param_is(const struct param *param, const char *name)
{
	return param->name.n == strlen(name)
	    && strncasecmp((const char *)param->name.p, name, param->name.n) == 0;
}

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
	struct param param;

	if (!header_is_type(s, "multipart/form-data"))
		return PARSE_MALFORMED;
	if (strnlen(s, TYPE_MOST + 1) > TYPE_MOST)
		return PARSE_TOO_LONG;
	s += strlen("multipart/form-data");
	s += strspn(s, " \t");
	while (*s) {
		if (!param_next(r->fields->pool, &s, &param))
			return PARSE_NO_BOUNDARY;
		if (!param_is(&param, "boundary"))
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

/* The next character of a file's name, with what browsers write for a quote and a line end
 * (WHATWG HTML, 4.10.21.8) read back; they leave any other % alone. */
static uint32_t
filename_next(const char **s)
{
	static const struct {
		const char *code;
		uint32_t c;
	} codes[] = {{"%22", '"'}, {"%0D", ' '}, {"%0A", ' '}};

	for (size_t i = 0; **s == '%' && i < sizeof codes / sizeof *codes; i++)
		if (strncasecmp(*s, codes[i].code, 3) == 0) {
			*s += 3;
			return codes[i].c;
		}
	return text_next(s);
}

/* What may be shown of a file's name. It never names anything on our side. */
static char *
filename_clean(struct pool *pool, const char *s)
{
	struct text out = {.pool = pool};
	const char *from = s;
	size_t count = 0;
	uint32_t c;

	for (const char *p = s; *p; p++)
		if (*p == '/' || *p == '\\')
			from = p + 1;
	for (s = from; count < FILENAME_MOST && (c = filename_next(&s)); from = s) {
		if (text_is_control(c))
			continue;
		if (c < 0x80)
			text_add_bytes(&out, (const char[]){(char)c}, 1);
		else
			text_add_bytes(&out, from, (size_t)(s - from));
		count++;
	}
	s = text_trim(pool, out.s ? out.s : "");
	return pool_string(pool, *s ? s : FILE_UNNAMED);
}

static enum parse
disposition_read(struct pool *pool, const char *s, struct head *head)
{
	struct param param;

	if (head->has_disposition || strncasecmp(s, "form-data", 9) != 0)
		return PARSE_MALFORMED;
	head->has_disposition = true;
	s += 9;
	s += strspn(s, " \t");
	while (*s) {
		char **into;

		if (!param_next(pool, &s, &param))
			return PARSE_MALFORMED;
		into = param_is(&param, "name") ? &head->name
		    : param_is(&param, "filename") ? &head->filename : NULL;
		if (!into)
			continue;	/* filename* too: RFC 7578, 4.2 forbids it here */
		if (*into)
			return PARSE_MALFORMED;
		*into = param.value;
	}
	return head->name ? PARSE_OK : PARSE_MALFORMED;
}

/* The media type alone, in lower case; "" for what is not one. */
static char *
type_clean(struct pool *pool, const char *s)
{
	size_t n = strcspn(s, "; \t"), slashes = 0;
	char *out;

	if (n > PART_TYPE_MOST)
		n = 0;
	out = pool_bytes(pool, s, n);
	for (size_t i = 0; i < n; i++) {
		slashes += out[i] == '/';
		if (out[i] != '/' && !is_token((unsigned char)out[i]))
			slashes = 2;
		if (out[i] >= 'A' && out[i] <= 'Z')
			out[i] = (char)(out[i] | 0x20);
	}
	if (slashes != 1)
		*out = '\0';
	return out;
}

/* One header line, NUL-terminated, without its line end. */
static enum parse
header_read(struct pool *pool, char *line, struct head *head)
{
	char *colon = strchr(line, ':'), *value;

	for (const char *p = line; *p; p++)
		if (((unsigned char)*p < ' ' && *p != '\t') || *p == 0x7f)
			return PARSE_MALFORMED;
	if (!colon || !is_token((unsigned char)*line))
		return PARSE_MALFORMED;
	*colon = '\0';
	value = text_trim(pool, colon + 1);
	if (strcasecmp(line, "Content-Disposition") == 0)
		return disposition_read(pool, value, head);
	if (strcasecmp(line, "Content-Type") == 0) {
		if (head->type)
			return PARSE_MALFORMED;
		head->type = type_clean(pool, value);
	}
	/* RFC 7578, 4.7: deprecated, and a coded part would be taken for its plain text */
	if (strcasecmp(line, "Content-Transfer-Encoding") == 0 && strcasecmp(value, "binary") != 0
	    && strcasecmp(value, "8bit") != 0 && strcasecmp(value, "7bit") != 0)
		return PARSE_MALFORMED;
	return PARSE_OK;
}

/* The headers that begin *rest, which begins with the CR LF behind the delimiter; *rest moves
 * to the content. */
static enum parse
head_read(struct pool *pool, struct bytes *rest, struct head *head)
{
	size_t most = 2 + HEAD_MOST + 4, window = rest->n < most ? rest->n : most;
	const unsigned char *end = memmem(rest->p, window, "\r\n\r\n", 4);
	char *line, *next, *all;
	enum parse verdict;
	size_t n;

	*head = (struct head){.name = NULL};
	if (!end)
		return rest->n < most ? PARSE_TRUNCATED : PARSE_TOO_LONG;
	n = (size_t)(end - rest->p);
	all = pool_bytes(pool, rest->p, n);
	if (memchr(all, '\0', n))
		return PARSE_NUL;
	if (!text_is_utf8(all, n))
		return PARSE_NOT_UTF8;
	*rest = BYTES(end + 4, rest->n - n - 4);
	line = all + (n ? 2 : 0);
	for (int i = 0; *line; i++, line = next) {
		next = strstr(line, "\r\n");
		if (next) {
			*next = '\0';
			next += 2;
		} else {
			next = all + n;
		}
		if (i == HEADERS_MOST)
			return PARSE_TOO_MANY;
		if ((verdict = header_read(pool, line, head)) != PARSE_OK)
			return verdict;
	}
	return head->has_disposition ? PARSE_OK : PARSE_MALFORMED;
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
file_add(struct reading *r, const struct head *head, struct bytes content)
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
		.filename = filename_clean(pool, head->filename),
		.type = head->type ? head->type : "",
		.content = content,
	};
	return PARSE_OK;
}

static enum parse
field_add(struct reading *r, const struct head *head, struct bytes content)
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
	struct head head;
	enum parse verdict;

	if ((verdict = head_read(r->fields->pool, rest, &head)) != PARSE_OK)
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
