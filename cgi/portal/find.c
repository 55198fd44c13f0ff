/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Finding a formality: home, by what happened, by category, by words. */
#include <string.h>

#include "base/error.h"
#include "portal/forms.h"
#include "portal/portal.h"
#include "service/statement.h"

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

static void
show_life(struct request *q)
{
	const struct catalogue *c = catalogue_of(q);

	for (size_t i = 0; i < c->dictionary->life_count; i++) {
		const struct life_event *event = &c->dictionary->life[i];
		bool is_for = false;
		struct tree *node;

		for (size_t j = 0; j < c->count; j++)
			is_for |= formality_place(c->formalities[j], event->code)
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

/* The category with the most, the first of those with as many. */
static size_t
fullest(const size_t *of, size_t count)
{
	size_t best = 0;

	for (size_t i = 1; i < count; i++)
		best = of[i] > of[best] ? i : best;
	return best;
}

/* What other departments do stands apart. */
static void
list(struct request *q, const struct formality *f)
{
	show_formality(q, tree_append(q->page, f->mode == MODE_TRANSFER ? "Elsewhere" : "Found"), f);
}

/*
 * Those that name the event in this place of their lists and do not lead anyway. The category
 * that has the most of them comes first, for the event is about that.
 */
static void
list_place(struct request *q, const struct life_event *event, size_t place)
{
	const struct catalogue *c = catalogue_of(q);
	const struct dictionary *d = c->dictionary;
	size_t *of = pool_zero(q->pool, (d->category_count + 1) * sizeof *of);

	for (size_t i = 0; i < c->count; i++)
		if (formality_place(c->formalities[i], event->code) == place
		    && place < c->formalities[i]->life_count)
			of[dictionary_category(d, c->formalities[i]->category) - d->categories]++;
	for (size_t best; of[best = fullest(of, d->category_count)]; of[best] = 0)
		for (const struct formality *f = catalogue_first(c, d->categories[best].code); f;
		    f = catalogue_next(c, f))
			if (formality_place(f, event->code) == place && place < f->life_count
			    && !statement_word(event->first, f->code))
				list(q, f);
}

/* What leads by the dictionary, then what is for that event most of all. */
static void
list_event(struct request *q, const struct life_event *event)
{
	const struct catalogue *c = catalogue_of(q);
	char *words = pool_string(q->pool, event->first), *save = NULL;
	size_t most = 0;

	for (char *w = strtok_r(words, " ", &save); w; w = strtok_r(NULL, " ", &save))
		show_formality(q, tree_append(q->page, "Found"), catalogue_find(c, w));
	for (size_t i = 0; i < c->count; i++)
		most = c->formalities[i]->life_count > most ? c->formalities[i]->life_count : most;
	for (size_t place = 0; place < most; place++)
		list_place(q, event, place);
}

static const struct error *
find_by_event(struct request *q, const char *code)
{
	const struct life_event *event = dictionary_life(catalogue_of(q)->dictionary, code);

	if (!event)
		return fail(ERROR_NOT_FOUND, "no such life event");
	tree_set(q->page, "Page.Title", local_text(q, &event->name));
	tree_set(q->page, "Here.Query", pool_format(q->pool, "life=%s", event->code));
	list_event(q, event);
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
