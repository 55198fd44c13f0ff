/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The pages that everybody may read: home, the catalogue, a formality's guide, privacy. */
#include <stdio.h>

#include "base/error.h"
#include "portal/forms.h"
#include "portal/portal.h"
#include "service/catalogue.h"

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
show_limit(struct request *q, const struct formality *f)
{
	tree_set_number(q->page, "Guide.LawDays", f->law_days);
	tree_set_number(q->page, "Guide.PromiseDays", f->promise_days);
	if (f->law_is_calendar)
		tree_set_number(q->page, "Guide.LawIsCalendar", 1);
	tree_set(q->page, "Guide.LimitText", local_text(q, &f->limit_text));
}

static void
show_materials(struct request *q, const struct formality *f)
{
	int64_t to_photograph = 0;

	for (size_t i = 0; i < f->material_count; i++) {
		const struct formality_material *m = &f->materials[i];
		struct tree *node = tree_append(q->page, m->is_optional ? "Guide.Optional" :
		    formality_is_upload(m) ? "Guide.Papers" : "Guide.Made");

		to_photograph += !m->is_optional && formality_is_upload(m);
		tree_set(node, "Name", local_text(q, &m->entry->name));
		tree_set(node, "How", local_text(q, &m->entry->how));
		tree_set(node, "When", local_text(q, &m->when));
		if (m->entry->original != ORIGINAL_KEPT)
			tree_set(node, "Original", material_original_word(m->entry->original));
		if (m->entry->is_foreign)
			tree_set_number(node, "Foreign", 1);
	}
	tree_set_number(q->page, "Guide.PaperCount", to_photograph);
}

static void
show_steps(struct request *q, const struct formality *f)
{
	for (size_t i = 0; i < f->step_count; i++) {
		struct tree *node = tree_append(q->page, "Guide.Steps");

		tree_set(node, "Where", formality_where_word(f->steps[i].where));
		tree_set(node, "Text", local_text(q, &f->steps[i].text));
	}
	for (size_t i = 0; i < f->delivery_count; i++)
		tree_set(tree_append(q->page, "Guide.Deliveries"), "Word",
		    formality_delivery_word(f->deliveries[i]));
	for (size_t i = 0; i < f->legal_count; i++)
		tree_set(tree_append(q->page, "Guide.Legal"), "Text", local_text(q, &f->legal[i]));
	for (size_t i = 0; i < f->related_count; i++) {
		const struct formality *other = catalogue_find(catalogue_of(q), f->related[i]);

		if (other)
			show_formality(q, tree_append(q->page, "Guide.Related"), other);
	}
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

/* GET /formalities/:code: the guide. 200, 404. */
HANDLER(guide, by_code)
{
	const struct formality *f;
	const struct error *e;

	if ((e = formality_of(q, form->code, &f)))
		return e;
	show_formality(q, tree_make(q->page, "Guide", "Of"), f);
	tree_set(q->page, "Page.Title", local_text(q, &f->title));
	show_trail(q, f);
	show_limit(q, f);
	show_materials(q, f);
	show_steps(q, f);
	tree_set(q->page, "Guide.Who", local_text(q, &f->who_text));
	tree_set_number(q->page, "Guide.FeeCny", f->fee_cny);
	tree_set(q->page, "Guide.Fee", local_text(q, &f->fee_text));
	tree_set(q->page, "Guide.Result", local_text(q, &f->result_text));
	tree_set(q->page, "Guide.Other", local_text(q, &f->other));
	tree_set(q->page, "Guide.Confidence", formality_confidence_word(f->confidence));
	tree_set_number(q->page, "Guide.PageCount", (int64_t)f->page_count);
	tree_set(q->page, "Guide.Apply", apply_url(q, f));
	if (f->eligibility)
		tree_set_number(q->page, "Guide.Asks", 1);
	q->reply.is_public = q->actor.who == WHO_ANYONE;
	return reply_page(q, "guide");
}

/* GET /privacy: what is kept, who sees it, how long. 200. */
HANDLER(privacy, none)
{
	(void)form;
	tree_set(q->page, "Page.Title", say(q, "privacy.title"));
	q->reply.is_public = q->actor.who == WHO_ANYONE;
	return reply_page(q, "privacy");
}
