/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Finding a formality: home, by what happened, by category, by words. */
#include "base/error.h"
#include "portal/forms.h"
#include "portal/portal.h"
#include "web/limits.h"

#define FOUND_MOST 20
#define WORDS_MOST 80		/* characters that are looked for; what is longer is cut */

/* One of them; the words go before the event, and that before the category. */
#define FIND_FORM(FIELD) \
	FIELD(q,        LINE, 0, LIMIT_QUERY, OPTIONAL) \
	FIELD(life,     WORD, 0, 40,          OPTIONAL) \
	FIELD(category, WORD, 0, 40,          OPTIONAL) \
	FIELD(show,     FLAG, 0, 1,           OPTIONAL)
FORM(find, FIND_FORM)

static size_t
count_of(const struct catalogue *c, const char *category)
{
	size_t n = 0;

	for (const struct formality *f = catalogue_first(c, category); f; f = catalogue_next(c, f))
		n++;
	return n;
}

void
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

void
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
	show_preview(q, say(q, "home.about"), url(q, "/"));
	show_life(q);
	show_categories(q);
	q->reply.is_public = q->actor.who == WHO_ANYONE;
	return reply_page(q, "home");
}

/* Codes with blanks between. */
static void
list_words(struct request *q, struct tree *node, const char *key, const char *of)
{
	struct word_list codes = text_words(q->pool, of);

	for (size_t i = 0; i < codes.count; i++)
		show_formality(q, tree_append(node, key), catalogue_find(catalogue_of(q), codes.at[i]));
}

static bool
is_listed(const struct life_event *event, const char *code)
{
	bool is_there = text_has_word(event->first, code);

	for (size_t i = 0; i < event->group_count; i++)
		is_there |= text_has_word(event->groups[i].of, code);
	return is_there;
}

static struct tree *
add_group(struct request *q, const char *code, const struct local *name)
{
	struct tree *node = tree_append(q->page, "Groups");

	tree_set(node, "Code", code);
	tree_set(node, "Name", local_text(q, name));
	return node;
}

/* What no group of the event has: below its category's name. */
static void
list_others(struct request *q, const struct life_event *event, const struct category *category)
{
	const struct catalogue *c = catalogue_of(q);
	struct tree *node = NULL;

	for (const struct formality *f = catalogue_first(c, category->code); f;
	    f = catalogue_next(c, f)) {
		if (formality_place(f, event->code) == f->life_count || is_listed(event, f->code))
			continue;
		if (!node)
			node = add_group(q, category->code, &category->name);
		show_formality(q, tree_append(node, "List"), f);
	}
}

/* What most people want, then the others by what somebody wants. */
static void
list_event(struct request *q, const struct life_event *event)
{
	const struct dictionary *d = catalogue_of(q)->dictionary;

	list_words(q, q->page, "Found", event->first);
	for (size_t i = 0; i < event->group_count; i++)
		list_words(q, add_group(q, event->groups[i].code, &event->groups[i].name), "List",
		    event->groups[i].of);
	for (size_t i = 0; i < d->category_count; i++)
		list_others(q, event, &d->categories[i]);
}

static const struct error *
find_by_event(struct request *q, const char *code)
{
	const struct life_event *event = dictionary_life(catalogue_of(q)->dictionary, code);

	if (!event)
		return fail(ERROR_NOT_FOUND, "no such life event");
	tree_set(q->page, "Page.Title", local_text(q, &event->name));
	tree_set(q->page, "Here.Query", pool_format(q->pool, "life=%s", event->code));
	show_preview(q, say(q, "home.about"), url(q, "/formalities?life=%s", event->code));
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
	show_preview(q, say(q, "home.about"), url(q, "/formalities?category=%s", category->code));
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

/* Italian or Spanish words on a page of another language. */
static bool
is_other(const struct request *q, enum lang lang)
{
	return lang > LANG_EN && lang != q->lang;
}

/* Name and summary in the words' language beside what was found. */
static void
show_own_words(struct tree *node, const struct formality *f, enum lang lang)
{
	tree_set(node, "Own.Lang", lang_code(lang));
	tree_set(node, "Own.Name", f->name.in[lang]);
	tree_set(node, "Own.Summary", f->summary.in[lang]);
}

/* The way to the same results in their language. */
static void
show_way(struct request *q, enum lang lang)
{
	enum lang own = q->lang;

	if (!is_other(q, lang))
		return;
	q->lang = lang;
	tree_set(q->page, "Own.Lang", lang_code(lang));
	tree_set(q->page, "Own.Text", say(q, "catalogue.results"));
	tree_set(q->page, "Own.Href", url(q, "/formalities?%s", tree_get(q->page, "Here.Query")));
	q->lang = own;
}

/* What is not found may be asked, be another department's, or have another name. */
static void
find_by_words(struct request *q, const char *words)
{
	const struct search *search = ((const struct portal *)q->site->own)->search;
	const struct formality *found[FOUND_MOST];
	const struct formality *consult = catalogue_find(catalogue_of(q), "consult");
	enum lang lang;
	size_t count;

	if (text_count(words) > WORDS_MOST) {
		words = text_trim(q->pool, text_first(q->pool, words, WORDS_MOST));
		tree_set(q->page, "Search.Cut", say1(q, "catalogue.cut",
		    pool_format(q->pool, "%d", WORDS_MOST)));
	}
	count = search_find(search, words, found, FOUND_MOST);
	lang = search_language(words, found, count);
	tree_set(q->page, "Page.Title", say1(q, count ? "catalogue.found" : "catalogue.nothing", words));
	tree_set(q->page, "Search.Words", words);
	keep_words(q, words);
	show_way(q, lang);
	for (size_t i = 0; i < count; i++) {
		struct tree *node = tree_append(q->page, "Found");

		show_formality(q, node, found[i]);
		if (is_other(q, lang))
			show_own_words(node, found[i], lang);
	}
	if (count)
		return;
	if (consult)
		show_formality(q, tree_place(q->page, "Consult"), consult);
	if (catalogue_first(catalogue_of(q), "transfer"))
		tree_set(q->page, "Transfers.Href", url(q, "/formalities?category=transfer"));
	show_life(q);
}

/* Another language or text size of a list, in whose box somebody has typed something (show_search()). */
static bool
is_only_typed(const struct request *q, const struct find_form *form)
{
	return (form->show || pairs_get(&q->query, "text_size")) &&
	    (pairs_get(&q->query, "life") || pairs_get(&q->query, "category"));
}

/* GET /formalities?q=|life=|category=: all ways to find, or what was found. 200, 404. */
HANDLER(catalogue, find)
{
	const struct error *e = NULL;

	if (form->q && !is_only_typed(q, form)) {
		find_by_words(q, form->q);
	} else if (form->life) {
		e = find_by_event(q, form->life);
	} else if (form->category) {
		e = find_by_category(q, form->category);
	} else {
		tree_set(q->page, "Page.Title", say(q, "catalogue.title"));
		show_preview(q, say(q, "home.about"), url(q, "/formalities"));
		if (q->is_query_lost)
			tree_set(q->page, "Search.Cut", say1(q, "catalogue.lost",
			    pool_format(q->pool, "%d", WORDS_MOST)));
		show_life(q);
		show_categories(q);
	}
	return e ? e : reply_page(q, "catalogue");
}
