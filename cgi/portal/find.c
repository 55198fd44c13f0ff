/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Finding a formality: home, by what happened, by category, by words. */
#include "base/error.h"
#include "portal/forms.h"
#include "portal/portal.h"

#define FOUND_MOST 20

/* One of them; the words go before the event, and that before the category. */
#define FIND_FORM(FIELD) \
	FIELD(q,        LINE, 0, 80, OPTIONAL) \
	FIELD(life,     WORD, 0, 40, OPTIONAL) \
	FIELD(category, WORD, 0, 40, OPTIONAL)
FORM(find, FIND_FORM)

static size_t
count_of(const struct catalogue *c, const char *category)
{
	size_t n = 0;

	for (const struct formality *f = catalogue_first(c, category); f; f = catalogue_next(c, f))
		n++;
	return n;
}

static void
show_categories(struct request *q)
{
	const struct catalogue *c = catalogue_of(q);

	for (size_t i = 0; i < c->dictionary->category_count; i++) {
		const struct category *category = &c->dictionary->categories[i];
		size_t count = count_of(c, category->code);
		struct tree *node;

		if (!count)
			continue;
		node = tree_append(q->page, "Categories");
		tree_set(node, "Name", local_text(q, &category->name));
		tree_set_number(node, "Count", (int64_t)count);
		tree_set(node, "Href", url(q, "/formalities?category=%s", category->code));
	}
}

/* Where in its own list a formality names the event: 0 is what it is for most of all. */
static size_t
place_of(const struct formality *f, const char *event)
{
	size_t i = 0;

	while (i < f->life_count && !text_same(f->life[i], event))
		i++;
	return i;
}

static void
show_life(struct request *q)
{
	const struct catalogue *c = catalogue_of(q);

	for (size_t i = 0; i < c->dictionary->life_count; i++) {
		const struct life_event *event = &c->dictionary->life[i];
		bool is_for = false;
		struct tree *node;

		for (size_t j = 0; j < c->count; j++)
			is_for |= place_of(c->formalities[j], event->code)
			    < c->formalities[j]->life_count;
		if (!is_for)
			continue;
		node = tree_append(q->page, "Life");
		tree_set(node, "Name", local_text(q, &event->name));
		tree_set(node, "Href", url(q, "/formalities?life=%s", event->code));
	}
}

/* GET /: what this is, search, what happened, categories. 200. */
HANDLER(home, none)
{
	(void)form;
	tree_set(q->page, "Page.Title", say(q, "home.title"));
	show_life(q);
	show_categories(q);
	q->reply.is_public = q->actor.who == WHO_ANYONE;
	return reply_page(q, "home");
}

/* First what is for that event most of all; what other departments do stands apart. */
static void
show_for_event(struct request *q, const char *event)
{
	const struct catalogue *c = catalogue_of(q);
	size_t most = 0;

	for (size_t i = 0; i < c->count; i++)
		most = c->formalities[i]->life_count > most ? c->formalities[i]->life_count : most;
	for (size_t place = 0; place < most; place++)
		for (size_t i = 0; i < c->count; i++) {
			const struct formality *f = c->formalities[i];

			if (place_of(f, event) == place && place < f->life_count)
				show_formality(q, tree_append(q->page,
				    f->mode == MODE_TRANSFER ? "Elsewhere" : "Found"), f);
		}
}

static const struct error *
find_by_event(struct request *q, const char *code)
{
	const struct life_event *event = dictionary_life(catalogue_of(q)->dictionary, code);

	if (!event)
		return fail(ERROR_NOT_FOUND, "no such life event");
	tree_set(q->page, "Page.Title", local_text(q, &event->name));
	tree_set(q->page, "Here.Query", pool_format(q->pool, "life=%s", event->code));
	show_for_event(q, event->code);
	return NULL;
}

static const struct error *
find_by_category(struct request *q, const char *code)
{
	const struct catalogue *c = catalogue_of(q);
	const struct category *category = dictionary_category(c->dictionary, code);

	if (!category)
		return fail(ERROR_NOT_FOUND, "no such category");
	tree_set(q->page, "Page.Title", local_text(q, &category->name));
	tree_set(q->page, "Here.Query", pool_format(q->pool, "category=%s",
	    category->code));
	for (const struct formality *f = catalogue_first(c, code); f; f = catalogue_next(c, f))
		show_formality(q, tree_append(q->page, "Found"), f);
	return NULL;
}

/* The same words in another language or size. */
static void
keep_words(struct request *q, const char *words)
{
	struct text query = {.pool = q->pool};

	text_add(&query, "q=");
	for (const char *p = words; *p; p++)
		text_addf(&query, "%%%02X", (unsigned)(unsigned char)*p);
	tree_set(q->page, "Here.Query", query.s);
}

/* What is not found may be asked, be another department's, or have another name. */
static void
find_by_words(struct request *q, const char *words)
{
	const struct search *search = ((const struct portal *)q->site->own)->search;
	const struct formality *found[FOUND_MOST];
	const struct formality *consult = catalogue_find(catalogue_of(q), "consult");
	size_t count = search_find(search, words, found, FOUND_MOST);

	tree_set(q->page, "Page.Title", say1(q, count ? "catalogue.found" : "catalogue.nothing", words));
	tree_set(q->page, "Search.Words", words);
	keep_words(q, words);
	for (size_t i = 0; i < count; i++)
		show_formality(q, tree_append(q->page, "Found"), found[i]);
	if (count)
		return;
	if (consult)
		show_formality(q, tree_place(q->page, "Consult"), consult);
	if (catalogue_first(catalogue_of(q), "transfer"))
		tree_set(q->page, "Transfers.Href", url(q, "/formalities?category=transfer"));
	show_life(q);
}

/* GET /formalities?q=|life=|category=: all ways to find, or what was found. 200, 404. */
HANDLER(catalogue, find)
{
	const struct error *e = NULL;

	if (form->q) {
		find_by_words(q, form->q);
	} else if (form->life) {
		e = find_by_event(q, form->life);
	} else if (form->category) {
		e = find_by_category(q, form->category);
	} else {
		tree_set(q->page, "Page.Title", say(q, "catalogue.title"));
		show_life(q);
		show_categories(q);
	}
	return e ? e : reply_page(q, "catalogue");
}
