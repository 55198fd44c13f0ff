/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Bytes and UTF-8 text. Counting is by code points, never by bytes. */
#ifndef QIAO_BASE_TEXT_H
#define QIAO_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct pool;

struct bytes {
	const unsigned char *p;
	size_t n;
};

#define BYTES(ptr, len) ((struct bytes){(const unsigned char *)(ptr), (len)})
struct bytes bytes_of(const char *s);		/* without the NUL; NULL gives {NULL, 0} */
bool bytes_equal(struct bytes a, struct bytes b);

bool text_is_utf8(const char *s, size_t n);	/* strict: no overlong, no surrogate, no NUL */
size_t text_count(const char *s);		/* code points; s must be UTF-8 */
/* The next code point of valid UTF-8, moving *s; 0 at the end. */
uint32_t text_next(const char **s);
bool text_is_control(uint32_t c);		/* C0, C1, line and paragraph separators, bidi controls */
/* NULL-safe equality. Most that differ do so in their first letter, and a page compares hundreds. */
static inline bool
text_same(const char *a, const char *b)
{
	return a == b || (a && b && *a == *b && strcmp(a, b) == 0);
}
bool text_starts(const char *s, const char *prefix);
/* Bytes of a colon at `rest` that is not wanted there: behind a value that ends in a question mark. */
size_t text_past_colon(const char *value, const char *rest);
bool text_is_chinese(uint32_t c);		/* a character of it, no punctuation */
bool text_is_digits(const char *s, size_t n);
bool text_is_sentence(const char *s);		/* ends with a mark, as a question does */
/* A copy of the first n code points. */
char *text_first(struct pool *pool, const char *s, size_t n);
/* A copy without white space (also U+3000, U+00A0) at both ends. */
char *text_trim(struct pool *pool, const char *s);
/* A copy in one line, however it was typed: line ends and tabs made blanks. NULL: NULL. */
char *text_one_line(struct pool *pool, const char *s);
/* A copy whose tabs and line ends are blanks; of other control characters there are none. */
char *text_without_controls(struct pool *pool, const char *s);
/* Full-width ASCII (U+FF01..FF5E, U+3000) made half-width: "１２３" is "123". */
char *text_halfwidth(struct pool *pool, const char *s);

/* Of a text with blanks between them; NULL has none. */
struct word_list {
	const char **at;
	size_t count;
};
struct word_list text_words(struct pool *pool, const char *s);
/* Is the word among those, which have blanks between them? */
bool text_has_word(const char *words, const char *word);
/* A to Z in small letters, in place. */
void text_lower(char *s);
/* Of "１２ 34-56" the digits. */
char *text_digits(struct pool *pool, const char *s);
/* Decimal number within [least, most]; false for anything else. */
bool text_number(const char *s, int64_t least, int64_t most, int64_t *out);

/* A growing string in a pool. */
struct text {
	struct pool *pool;
	char *s;		/* NUL-terminated once something was added */
	size_t n, room;
};
void text_add(struct text *t, const char *s);
void text_add_bytes(struct text *t, const void *p, size_t n);
/* A number that is not negative, with zeros before it up to a width of at most 9. */
void text_cut(struct text *t, size_t n);	/* keep the first n bytes */
void text_add_number(struct text *t, int n, int width);
void text_addf(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
