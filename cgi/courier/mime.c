/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "courier/mime.h"

#include <string.h>

/* bytes: 52 of base64, 73 with "Subject: =?UTF-8?B?" and "?=" (RFC 2047 allows 76) */
#define WORD_MOST 39
#define LINE_MOST 57	/* bytes: 76 of base64 (RFC 2045 6.8) */

static void
add_base64(struct text *out, const char *s, size_t n)
{
	static const char letters[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < n; i += 3) {
		uint32_t group = 0;
		char four[4];

		for (size_t j = 0; j < 3; j++)
			group = group << 8 | (i + j < n ? (unsigned char)s[i + j] : 0);
		for (size_t j = 0; j < 4; j++)
			four[j] = i + j <= n ? letters[group >> (18 - 6 * j) & 63] : '=';
		text_add_bytes(out, four, 4);
	}
}

/* How much of s fits into one encoded word without cutting a character. */
static size_t
word_length(const char *s)
{
	size_t n = 0;

	for (const char *p = s; text_next(&p) && (size_t)(p - s) <= WORD_MOST;)
		n = (size_t)(p - s);
	return n;
}

/* A header's text: as it is when plain and short, else in encoded words, one a line. */
static void
add_words(struct text *out, const char *s)
{
	bool is_plain = strlen(s) <= 60 && !strstr(s, "=?");

	for (const char *p = s; *p; p++)
		if (*p < ' ' || *p > '~')
			is_plain = false;
	if (is_plain) {
		text_add(out, s);
		return;
	}
	for (size_t n; *s && (n = word_length(s)) > 0; s += n) {
		text_add(out, "=?UTF-8?B?");
		add_base64(out, s, n);
		text_add(out, s[n] ? "?=\r\n " : "?=");
	}
}

static void
add_date(struct text *out, moment at)
{
	static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
	    "Sep", "Oct", "Nov", "Dec"};
	struct civil c = clock_civil(at, "UTC");

	text_addf(out, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n", days[c.weekday], c.mday,
	    months[c.month - 1], c.year, c.hour, c.minute, c.second);
}

static void
add_body(struct text *out, struct pool *pool, const char *body)
{
	struct text canonical = {.pool = pool};

	for (const char *s = body; *s; s++)
		text_add_bytes(&canonical, *s == '\n' ? "\r\n" : s, *s == '\n' ? 2 : 1);
	for (size_t at = 0; at < canonical.n; at += LINE_MOST) {
		size_t left = canonical.n - at;

		add_base64(out, canonical.s + at, left < LINE_MOST ? left : LINE_MOST);
		text_add(out, "\r\n");
	}
}

bool
mime_is_address(const char *address)
{
	const char *at = strrchr(address, '@');

	if (!at || at == address || !at[1] || strlen(address) > 254 ||
	    !text_is_utf8(address, strlen(address)) || strpbrk(address, " <>,;:\"\\()[]"))
		return false;
	for (const char *s = address; *s;)
		if (text_is_control(text_next(&s)))
			return false;
	return true;
}

struct bytes
mime_write(struct pool *pool, const struct mail *mail)
{
	struct text out = {.pool = pool};

	text_add(&out, "From: ");
	add_words(&out, mail->from_name);
	text_addf(&out, " <%s>\r\nTo: <%s>\r\nSubject: ", mail->from, mail->to);
	add_words(&out, mail->subject);
	text_add(&out, "\r\n");
	add_date(&out, mail->at);
	text_addf(&out, "Message-ID: <notice-%lld@%s>\r\nMIME-Version: 1.0\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
	    "Content-Language: %s\r\n", (long long)mail->id, mail->host, mail->lang);
	/* RFC 3834: nobody's holiday answer comes back */
	text_add(&out, "Auto-Submitted: auto-generated\r\n\r\n");
	add_body(&out, pool, mail->body);
	return BYTES(out.s, out.n);
}
