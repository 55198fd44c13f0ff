/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The headers of a part: its name, its file's name, its type. */
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "web/multipart_part.h"

#define HEADERS_MOST 8
#define HEAD_MOST 1024		/* bytes of a part's headers */
#define FILENAME_MOST 120	/* code points */
#define PART_TYPE_MOST 100
#define FILE_UNNAMED "-"

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

bool
multipart_param(struct pool *pool, const char **s, struct part_param *out)
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

bool
multipart_param_is(const struct part_param *param, const char *name)
{
	return param->name.n == strlen(name)
	    && strncasecmp((const char *)param->name.p, name, param->name.n) == 0;
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

char *
multipart_filename(struct pool *pool, const char *s)
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
disposition_read(struct pool *pool, const char *s, struct part_head *head)
{
	struct part_param param;

	if (head->has_disposition || strncasecmp(s, "form-data", 9) != 0)
		return PARSE_MALFORMED;
	head->has_disposition = true;
	s += 9;
	s += strspn(s, " \t");
	while (*s) {
		char **into;

		if (!multipart_param(pool, &s, &param))
			return PARSE_MALFORMED;
		into = multipart_param_is(&param, "name") ? &head->name
		    : multipart_param_is(&param, "filename") ? &head->filename : NULL;
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
header_read(struct pool *pool, char *line, struct part_head *head)
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

enum parse
multipart_head(struct pool *pool, struct bytes *rest, struct part_head *head)
{
	size_t most = 2 + HEAD_MOST + 4, window = rest->n < most ? rest->n : most;
	const unsigned char *end = memmem(rest->p, window, "\r\n\r\n", 4);
	char *line, *next, *all;
	enum parse verdict;
	size_t n;

	*head = (struct part_head){.name = NULL};
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
