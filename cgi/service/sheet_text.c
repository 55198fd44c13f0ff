/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A file's bytes: what no reader of names and values would tell by its line. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/sheet.h"

static const char *const words[SHEET_ODDS] = {
	[SHEET_NUL] = "a NUL byte",
	[SHEET_BYTES] = "not UTF-8",
	[SHEET_ENDING] = "ends with CR LF, as on Windows: end all lines with LF alone",
	[SHEET_BOM] = "begins with a BOM: save it without",
	[SHEET_CONTROL] = "a control character",
};

const struct error *
sheet_bytes(struct pool *pool, const char *path, struct bytes *out)
{
	FILE *file = fopen(path, "re");
	struct text text = {.pool = pool};
	char part[4096];
	bool is_read;
	size_t n;

	if (!file)
		return fail_code(ERROR_INTERNAL, errno, "%s: %s", path, strerror(errno));
	text_add(&text, "");
	while (text.n <= SHEET_MOST && (n = fread(part, 1, sizeof part, file)) > 0)
		text_add_bytes(&text, part, n);
	is_read = !ferror(file);
	fclose(file);
	if (!is_read)
		return fail(ERROR_INTERNAL, "%s: cannot be read", path);
	if (text.n > SHEET_MOST)
		return fail(ERROR_INVALID, "%s: more than %d bytes", path, SHEET_MOST);
	*out = BYTES(text.s, text.n);
	return NULL;
}

/* Of UTF-8 without a NUL, and s[n] is the line's end. */
static bool
has_control(const char *s, size_t n)
{
	for (const char *p = s; p < s + n;) {
		uint32_t c = text_next(&p);

		if (text_is_control(c) && c != '\t')
			return true;
	}
	return false;
}

static bool
is_odd(const char *s, size_t n, enum sheet_odd odd, bool is_first)
{
	bool has_nul = memchr(s, '\0', n) != NULL, has_ending = n && s[n - 1] == '\r';

	if (odd == SHEET_NUL)
		return has_nul;
	if (odd == SHEET_ENDING)
		return has_ending;
	if (has_nul || !text_is_utf8(s, n))
		return odd == SHEET_BYTES && !has_nul;
	if (is_first && text_starts(s, "\xef\xbb\xbf"))
		return odd == SHEET_BOM;
	return odd == SHEET_CONTROL && has_control(s, n - has_ending);
}

int
sheet_odd_line(struct bytes text, enum sheet_odd odd)
{
	const char *s = (const char *)text.p, *end = s + text.n;

	for (int line = 1; s < end; line++) {
		const char *stop = memchr(s, '\n', (size_t)(end - s));
		size_t n = (size_t)((stop ? stop : end) - s);

		if (is_odd(s, n, odd, line == 1))
			return line;
		s += n + 1;
	}
	return 0;
}

/* Nearly every file is, which is found in one go. */
bool
sheet_is_plain(struct bytes text)
{
	const char *s = (const char *)text.p, *end = s + text.n;

	if (!text_is_utf8(s, text.n))		/* nor is it with a NUL */
		return false;
	while (s < end)
		if (((unsigned char)*s >= ' ' && (unsigned char)*s < 0x7f) || *s == '\n' || *s == '\t')
			s++;
		else if (text_is_control(text_next(&s)))
			return false;
	return true;
}

const char *
sheet_odd_text(enum sheet_odd odd)
{
	return words[odd];
}

const char *
sheet_file(struct sheet *s, const char *path)
{
	struct bytes text;
	int line;

	if (sheet_failed(s, sheet_bytes(s->pool, path, &text)))
		return NULL;
	for (enum sheet_odd odd = sheet_is_plain(text) ? SHEET_ODDS : 0; odd < SHEET_ODDS; odd++)
		if ((line = sheet_odd_line(text, odd))) {
			sheet_wrong(s, "", "line %d: %s", line, sheet_odd_text(odd));
			return NULL;
		}
	return (const char *)text.p;
}
