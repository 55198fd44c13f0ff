/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Words for somebody who reads another language than Chinese: what holds nothing else is asked for beside its
 * field, and goes out, marked as Chinese, if `chinese` is ticked because nobody here can write it.
 */
#include "desk/desk.h"

static const char *
asked(struct request *q, enum lang lang)
{
	return say1(q, "desk.wording.asked", say(q, pool_format(q->pool, "desk.lang.%s", lang_code(lang))));
}

void
check_wording(struct request *q, enum lang lang, const char *field, const char *words)
{
	if (lang != LANG_ZH && words && !lang_fits(lang, words) &&
	    !text_same(pairs_get(&q->typed, "chinese"), "1"))
		invalid_text(q, field, asked(q, lang));
}

void
show_wording(struct request *q, enum lang lang)
{
	bool is_asked = form_typed(q, "chinese") != NULL;

	for (const struct problem *p = q->problems; p && lang != LANG_ZH; p = p->next)
		is_asked |= text_same(p->text, asked(q, lang));
	if (!is_asked)
		return;
	tree_set(q->page, "Chinese", say1(q, "desk.wording.meant", say(q, pool_format(q->pool,
	    "desk.lang.%s", lang_code(lang)))));
	form_default(q, "chinese", NULL);
}
