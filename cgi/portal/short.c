/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What there is in Italian and Spanish: the names and summaries of all formalities, for whoever
 * was sent a link or looks for something in these languages. The whole guide is in Chinese and English.
 */
#include "base/error.h"
#include "portal/forms.h"
#include "portal/portal.h"
#include "service/guide.h"

#define FOUND_MOST 20

/* guide.c has shown the formality already, and its address for previews. */
const struct error *
short_guide(struct request *q, const struct formality *f)
{
	tree_set(q->page, "Page.Title", local_text(q, &f->name));
	q->reply.is_public = q->actor.who == WHO_ANYONE;
	return reply_page(q, "short");
}

static void
show_found(struct request *q, const char *words)
{
	const struct search *search = ((const struct portal *)q->site->own)->search;
	const struct catalogue *c = catalogue_of(q);
	const struct formality *found[FOUND_MOST], *consult;
	size_t count = search_find(search, words, found, FOUND_MOST);

	tree_set(q->page, "Search.Words", words);
	if (count == 0 && (consult = catalogue_find(c, "consult")))
		show_formality(q, tree_place(q->page, "Consult"), consult);
	for (size_t i = 0; i < count; i++)
		show_formality(q, tree_append(q->page, "Found"), found[i]);
}

const struct error *
short_list(struct request *q, const char *words)
{
	tree_set(q->page, "Page.Title", say(q, "short.title"));
	if (words) {
		show_found(q, words);
	} else {
		show_life(q);
		show_categories(q);
	}
	q->reply.is_public = !words && q->actor.who == WHO_ANYONE;
	return reply_page(q, "short_list");
}

void
show_short(struct tree *node, const struct formality *f, enum lang lang)
{
	if ((lang != LANG_IT && lang != LANG_ES) || !f->name.in[lang])
		return;
	tree_set(node, "Short.Lang", lang_code(lang));
	tree_set(node, "Short.Name", f->name.in[lang]);
	tree_set(node, "Short.Summary", f->summary.in[lang]);
}

void
show_short_way(struct request *q, enum lang lang)
{
	enum lang own = q->lang;

	if (lang <= LANG_EN)
		return;
	q->lang = lang;
	tree_set(q->page, "Short.Lang", lang_code(lang));
	tree_set(q->page, "Short.Text", say(q, "short.results"));
	tree_set(q->page, "Short.Href", url(q, "/formalities?%s", tree_get(q->page, "Here.Query")));
	q->lang = own;
}
