/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The pages that everybody may read: home, the catalogue, a formality's guide, privacy. */
#include "base/error.h"
#include "portal/forms.h"
#include "portal/portal.h"
#include "service/catalogue.h"
#include "service/guide.h"

#define SEARCH_MOST 20

#define SEARCH_FORM(FIELD) \
	FIELD(q, LINE, 0, 80, OPTIONAL)
FORM(search, SEARCH_FORM)

static size_t
count_of(const struct catalogue *c, const char *category)
{
	size_t n = 0;

	for (const struct formality *f = catalogue_first(c, category); f; f = catalogue_next(c, f))
		n++;
	return n;
}

static void
show_categories(struct request *q, bool with_formalities)
{
	const struct catalogue *c = catalogue_of(q);

	for (size_t i = 0; i < c->dictionary->category_count; i++) {
		const struct category *category = &c->dictionary->categories[i];
		size_t count = count_of(c, category->code);
		struct tree *node;

		if (!count)
			continue;
		node = tree_append(q->page, "Categories");
		tree_set(node, "Code", category->code);
		tree_set(node, "Name", local_text(q, &category->name));
		tree_set_number(node, "Count", (int64_t)count);
		tree_set(node, "Href", url(q, "/formalities#%s", category->code));
		for (const struct formality *f = catalogue_first(c, category->code);
		    f && with_formalities; f = catalogue_next(c, f))
			show_formality(q, tree_append(node, "List"), f);
	}
}

/* GET /: what this is, search, categories. 200. */
HANDLER(home, none)
{
	(void)form;
	tree_set(q->page, "Page.Title", say(q, "home.title"));
	show_categories(q, false);
	q->reply.is_public = q->actor.who == WHO_ANYONE;
	return reply_page(q, "home");
}

/* GET /formalities?q=: by category, or what fits the words. 200. */
HANDLER(catalogue, search)
{
	const struct formality *found[SEARCH_MOST];
	size_t count;

	tree_set(q->page, "Page.Title", say(q, "catalogue.title"));
	if (!form->q) {
		show_categories(q, true);
		return reply_page(q, "catalogue");
	}
	count = catalogue_search(q->pool, catalogue_of(q), form->q, q->lang, found, SEARCH_MOST);
	tree_set(q->page, "Search.Words", form->q);
	tree_set_number(q->page, "Search.Done", 1);
	for (size_t i = 0; i < count; i++)
		show_formality(q, tree_append(q->page, "Found"), found[i]);
	return reply_page(q, "catalogue");
}

static void
show_trail(struct request *q, const struct formality *f)
{
	const struct category *category = dictionary_category(catalogue_of(q)->dictionary, f->category);
	struct tree *node = tree_append(q->page, "Page.Trail");

	tree_set(node, "Href", url(q, "/formalities"));
	tree_set(node, "Name", say(q, "layout.formalities"));
	if (!category)
		return;
	node = tree_append(q->page, "Page.Trail");
	tree_set(node, "Href", url(q, "/formalities#%s", category->code));
	tree_set(node, "Name", local_text(q, &category->name));
}

static void
show_related(struct request *q, const struct formality *f)
{
	for (size_t i = 0; i < f->related_count; i++) {
		const struct formality *other = catalogue_find(catalogue_of(q), f->related[i]);

		if (other)
			show_formality(q, tree_append(q->page, "Guide.Related"), other);
	}
}

/* GET /formalities/:code: the guide, a short one for what we only pass on. 200, 404. */
HANDLER(guide, by_code)
{
	const struct formality *f;
	const struct error *e;

	if ((e = formality_of(q, form->code, &f)))
		return e;
	guide_show(q->page, f, q->lang);
	show_trail(q, f);
	show_related(q, f);
	tree_set(q->page, "Guide.Apply", apply_url(q, f));
	tree_set(q->page, "Guide.Pace", pace_text(q, f->code));
	q->reply.is_public = q->actor.who == WHO_ANYONE;
	return f->mode == MODE_TRANSFER ? reply_page(q, "guide_transfer") : reply_page(q, "guide");
}

/* GET /privacy: what is kept, who sees it, how long. 200. */
HANDLER(privacy, none)
{
	(void)form;
	tree_set(q->page, "Page.Title", say(q, "privacy.title"));
	q->reply.is_public = q->actor.who == WHO_ANYONE;
	return reply_page(q, "privacy");
}
