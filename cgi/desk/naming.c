/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A formality's labels, pages and papers are named for its resident ("About you", 怎么联系您); whoever
 * works on the matter reads of somebody else. The languages are the desk's.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "desk/desk.h"

#define YOU_ZH "您"
#define YOURS_ZH "您的"
#define YOURS_EN "Your "

static const char *
from_chinese(struct request *q, const char *s)
{
	struct text out = {.pool = q->pool};
	const char *you;

	if (text_starts(s, YOURS_ZH) && s[strlen(YOURS_ZH)])
		s += strlen(YOURS_ZH);
	for (; (you = strstr(s, YOU_ZH)); s = you + strlen(YOU_ZH)) {
		text_add_bytes(&out, s, (size_t)(you - s));
		text_add(&out, "申请人");
	}
	text_add(&out, s);
	return out.s;
}

static bool
is_word(const char *s, size_t n, const char *word)
{
	return n == strlen(word) && strncasecmp(s, word, n) == 0;
}

/* "about you", "who goes for you", "and you": somebody; "how you get it": they. */
static bool
is_object(const char *before, size_t n, const char *after)
{
	static const char *const words[] = {"about", "acting", "between", "contact", "for", "from", "of",
	    "reach", "than", "to", "with"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (is_word(before, n, words[i]))
			return true;
	return !*after || *after == ',' || *after == ')' || *after == '?';
}

static const char *
others_word(const char *word, size_t n, const char *before, size_t before_n)
{
	if (is_word(word, n, "your"))
		return "their";
	if (is_word(word, n, "yourself"))
		return "themselves";
	if (!is_word(word, n, "you"))
		return NULL;
	if (!before_n)
		return "The resident";
	return is_object(before, before_n, word + n) ? "the resident" : "they";
}

static const char *
from_english(struct request *q, const char *s)
{
	bool is_theirs = text_starts(s, YOURS_EN) && s[strlen(YOURS_EN)];
	struct text out = {.pool = q->pool};
	const char *before = s, *other;
	size_t before_n = 0, n;

	for (s += is_theirs ? strlen(YOURS_EN) : 0; *s; s += n) {
		for (n = 0; isalpha((unsigned char)s[n]); n++)
			;
		if (!n) {
			text_add_bytes(&out, s, n = 1);
			continue;
		}
		if ((other = others_word(s, n, before, before_n)))
			text_add(&out, other);
		else
			text_add_bytes(&out, s, n);
		before = s;
		before_n = n;
	}
	if (is_theirs)
		*out.s = (char)toupper((unsigned char)*out.s);
	return out.s;
}

const char *
office_words(struct request *q, const char *name)
{
	return !*name ? name : strstr(name, YOU_ZH) ? from_chinese(q, name) : from_english(q, name);
}

const char *
office_label(struct request *q, const struct local *label)
{
	return office_words(q, local_text(q, label));
}
