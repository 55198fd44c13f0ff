/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Why files were not kept, as words in the address of their page, so that each language and text size
 * says it: "2-empty.3-unknown", a file's place among those chosen and why; or one word for all of them.
 */
#include <string.h>

#include "base/error.h"
#include "portal/sent.h"
#include "store/press.h"
#include "web/reply.h"

static const struct {
	const char *word, *key;
} of_all[] = {
	[LEFT_NONE] = {"none", "form.no_file"}, [LEFT_MANY] = {"many", "form.too_many_files"},
	[LEFT_GONE] = {"gone", "papers.sent_gone"}, [LEFT_MUCH] = {"much", "papers.too_much"},
};

/* A verdict's word; NULL for anything else in an address. */
static const char *
text_of(struct request *q, const char *word)
{
	bool is_known = false;
	char *key = pool_format(q->pool, "press.%s", word);

	for (int verdict = PRESS_OK + 1; verdict < PRESS_VERDICTS; verdict++)
		is_known |= text_same(word, press_word(verdict));
	for (char *p = key; *p; p++)
		if (*p == '-')
			*p = '_';
	return is_known ? say(q, key) : NULL;
}

static void
say_all(struct request *q, enum left_all why)
{
	invalid_text(q, "files", say1(q, of_all[why].key, pool_format(q->pool, "%d", SENT_MOST)));
}

void
left_say(struct request *q, const char *left)
{
	char *save, *words = pool_string(q->pool, left);
	bool is_full = false;

	for (size_t i = 0; i < sizeof of_all / sizeof *of_all; i++)
		if (text_same(left, of_all[i].word))
			say_all(q, i);
	for (char *w = strtok_r(words, ".", &save); w; w = strtok_r(NULL, ".", &save)) {
		char *why = strchr(w, '-');
		int64_t place;

		if (!why)
			continue;
		*why++ = '\0';
		/* of what two tabs sent together neither knows the other's places */
		if (text_same(why, press_word(PRESS_TOO_MANY_FILES))) {
			if (!is_full)
				invalid_text(q, "files", text_of(q, why));
			is_full = true;
		} else if (text_number(w, 1, SENT_MOST, &place) && text_of(q, why)) {
			invalid_text(q, "files", say2(q, "papers.nth_left", w, text_of(q, why)));
		}
	}
}

void
left_out(struct request *q, struct text *left, size_t i, const char *name, const char *why)
{
	text_addf(left, "%s%zu-%s", left->n ? "." : "", i + 1, why);
	invalid_text(q, "files", say2(q, "papers.one_left", name, text_of(q, why)));
}

void
left_keep(struct request *q, const char *left)
{
	q->query.pool = q->pool;
	pairs_set(&q->query, "left", left);
}

const struct error *
left_all(struct request *q, enum left_all why)
{
	left_keep(q, of_all[why].word);
	say_all(q, why);
	return form_again(q);
}
