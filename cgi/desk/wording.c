/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Words for somebody who reads another language than Chinese: what holds nothing else is asked for beside its
 * field, and goes out, marked as Chinese, if `chinese` is ticked because nobody here can write it. What a
 * statutory paper says is asked for in Chinese, too, in a field of its own.
 */
#include <string.h>

#include "desk/desk.h"

const char *
lang_name(const struct request *q, enum lang lang)
{
	return say(q, pool_format(q->pool, "desk.lang.%s", lang_code(lang)));
}

static const char *
asked(struct request *q, enum lang lang)
{
	return say1(q, "desk.wording.asked", lang_name(q, lang));
}

void
check_wording(struct request *q, enum lang lang, const char *field, const char *words)
{
	if (lang != LANG_ZH && words && !lang_fits(lang, words) &&
	    !text_same(pairs_get(&q->typed, "chinese"), "1"))
		invalid_text(q, field, asked(q, lang));
}

void
check_sentences(struct request *q, enum lang lang, const char *field, const char *lacking)
{
	if (lacking && !text_same(pairs_get(&q->typed, "chinese"), "1"))
		invalid_text(q, field, say2(q, "desk.wording.lacks", lang_name(q, lang), lacking));
}

const char *
lacks_wording(struct request *q, enum lang lang)
{
	return say1(q, "desk.wording.none", lang_name(q, lang));
}

/* One of the two above: Chinese would do. */
static bool
is_of_wording(struct request *q, enum lang lang, const char *problem)
{
	const char *lacks = say(q, "desk.wording.lacks");

	return text_same(problem, asked(q, lang)) ||
	    (problem && strncmp(problem, lacks, strcspn(lacks, "{")) == 0);
}

const char *
zh_field(const struct request *q, const char *field)
{
	return text_starts(field, "text-") ? pool_format(q->pool, "zh-%s", field + strlen("text-")) :
	    pool_format(q->pool, "%s_zh", field);
}

static const char *
trimmed(const struct request *q, const char *s)
{
	const char *words = s ? text_trim(q->pool, s) : "";

	return *words ? words : NULL;
}

void
settle_wordings(struct request *q, enum lang lang, const char *field, struct wordings *both)
{
	if (lang == LANG_ZH)
		return;
	both->words = trimmed(q, both->words);
	both->zh = trimmed(q, both->zh);
	if (both->zh && !lang_fits(LANG_ZH, both->zh))
		invalid(q, zh_field(q, field), "desk.wording.zh_asked");
	else if (both->words && !both->zh && lang_fits(lang, both->words))
		invalid(q, zh_field(q, field), "desk.wording.zh_needed");
	if (!both->zh)
		both->zh = both->words;
	else if (!both->words)
		both->words = both->zh;
}

void
show_wording(struct request *q, enum lang lang)
{
	bool is_asked = form_typed(q, "chinese") != NULL;

	for (const struct problem *p = q->problems; p && lang != LANG_ZH; p = p->next)
		is_asked |= is_of_wording(q, lang, p->text);
	if (lang != LANG_ZH) {
		tree_set(q->page, "OwnLang", lang_name(q, lang));
		tree_set(q->page, "OwnCode", lang_code(lang));
	}
	if (!is_asked)
		return;
	tree_set(q->page, "Chinese", say1(q, "desk.wording.meant", lang_name(q, lang)));
	form_default(q, "chinese", NULL);
}
