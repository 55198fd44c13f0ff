/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What residents will see of a formality: its guide, its questions and what they come to, every
 * page of its form, by the residents' own templates, in frames as wide as a telephone. A draft is
 * looked at here before it is published; nothing in a frame can be sent, and no link leads on. And of a
 * matter the guide that its resident read, by the text under which it was made.
 */
#include <string.h>

#include "base/config.h"
#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"
#include "service/asking.h"
#include "service/eligibility.h"
#include "service/guide.h"
#include "service/pause.h"
#include "service/version.h"
#include "web/view.h"

#define BY_CODE_FORM(FIELD) \
	FIELD(code, WORD, 1, 40, REQUIRED)
FORM(by_code, BY_CODE_FORM)

#define SHOWN_FORM(FIELD) \
	FIELD(code, WORD, 1, 40, REQUIRED) \
	FIELD(lang, WORD, 2, 2,  REQUIRED) \
	FIELD(page, WORD, 1, 60, REQUIRED)
FORM(shown, SHOWN_FORM)

#define GUIDE_THEN_FORM(FIELD) \
	FIELD(ref,  WORD, 9, 14, REQUIRED) \
	FIELD(lang, WORD, 2, 2,  REQUIRED)
FORM(guide_then, GUIDE_THEN_FORM)

#define NOWHERE "#"

/* Of the pages' constants: those of the residents' site, its addresses leading nowhere. */
static void
constants(const void *data, enum lang lang, struct tree *out)
{
	struct tree *urls;

	dress_constants(data, lang, out);
	urls = tree_place(out, "Url");
	for (const struct tree *t = tree_child(urls); t; t = tree_next(t))
		tree_set(urls, tree_name(t), NOWHERE);
}

const struct error *
preview_load(const struct config *config, const struct views *own, struct site *portal)
{
	/* what a frame shows, and no more: every template is parsed for each language */
	const struct view_source source = {.root = config->templates,
	    .folders = "portal/guide,portal/guide_transfer,portal/questions,portal/verdict,"
	    "portal/form_page,portal/materials",
	    .assets = config->assets, .constants = constants, .data = portal, .lender = own};

	*portal = (struct site){.name = "portal", .root = "", .has_language = true, .config = config};
	return views_load(&source, &portal->views);
}

/* The text that will be next: the draft's, else the published one; NULL if the draft is unreadable. */
static const struct error *
find_text(const struct request *q, const char *code, const struct formality **f,
    const struct catalogue_draft **draft)
{
	*draft = draft_of(q, code);
	*f = *draft ? (*draft)->formality : catalogue_find(catalogue_of(q), code);
	return *draft || *f ? NULL : fail(ERROR_NOT_FOUND, "no such formality");
}

static void
fill_named(struct tree *page, const struct formality *f, const struct catalogue *c, enum lang lang)
{
	for (size_t i = 0; i < f->step_count; i++)
		for (size_t j = 0; j < f->steps[i].named.count; j++) {
			const struct formality *other = catalogue_find(c, f->steps[i].named.at[j]);

			if (other)
				tree_set(guide_named(page, i, other, lang), "Href", NOWHERE);
		}
}

static void
fill_guide(struct tree *page, const struct formality *f, const struct catalogue *c, enum lang lang)
{
	guide_show(page, f, lang);
	fill_named(page, f, c, lang);
	for (size_t i = 0; i < f->related_count; i++) {
		const struct formality *other = catalogue_find(c, f->related[i]);
		struct tree *node;

		if (!other)
			continue;
		node = tree_append(page, "Guide.Related");
		guide_head(node, other, lang);
		tree_set(node, "Href", NOWHERE);
	}
}

static void
fill_question(struct tree *page, const struct formality *f, const struct question *question,
    enum lang lang)
{
	asking_question(page, f, question, (size_t)(question - f->eligibility->questions) + 1, NULL, lang);
	tree_set(page, "Page.Back.Href", NOWHERE);
}

static void
show_also(const struct request *shown, const struct verdict *v, const struct catalogue *c)
{
	for (size_t i = 0; i < v->also.count; i++) {
		const struct formality *other = catalogue_find(c, v->also.at[i]);
		struct tree *node = other ? tree_append(shown->page, "Verdict.Also") : NULL;

		if (!other)
			continue;
		guide_head(node, other, shown->lang);
		tree_set(node, "Href", NOWHERE);
	}
}

static void
fill_verdict(const struct request *shown, const struct formality *f, const struct verdict *v,
    const struct catalogue *c)
{
	const struct formality *other = v->formality ? catalogue_find(c, v->formality) : NULL;
	struct tree *page = shown->page;

	tree_set(page, "Page.Title", say(shown, pool_format(shown->pool, "verdict.%s",
	    asking_verdict(page, f, v, shown->lang))));
	tree_set(page, "Page.Back.Href", NOWHERE);
	tree_set(page, "Verdict.GuideHref", NOWHERE);
	if (verdict_is_open(v)) {
		tree_set(page, "Verdict.Href", NOWHERE);
		tree_set(page, "Verdict.Begin", local_in(&f->begin, shown->lang));
		asking_needs(page, f, &v->needs, shown->lang);
	}
	show_also(shown, v, c);
	if (!other)
		return;
	guide_head(tree_make(page, "Verdict", "Other"), other, shown->lang);
	tree_set(page, "Verdict.Other.Href", NOWHERE);
}

static void
fill_form(struct pool *pool, struct tree *page, const struct formality *f,
    const struct formality_page *p, enum lang lang)
{
	const struct pairs nothing = {.pool = pool};

	asking_head(page, f, p, lang);
	tree_set(page, "Page.Back.Href", NOWHERE);
	for (size_t i = 0; i < p->field_count; i++)
		asking_field(pool, page, p->fields[i], &nothing, lang);
}

static void
fill_materials(const struct request *shown, const struct formality *f)
{
	struct tree *page = shown->page;

	tree_set(page, "Page.Title", say(shown, "papers.title"));
	tree_set(page, "Of", local_in(&f->name, shown->lang));
	tree_set(page, "Page.Back.Href", NOWHERE);
	tree_set(page, "Next", NOWHERE);
	if (formality_consent(f))
		tree_set_number(page, "AsksConsent", 1);
	tree_set(page, "DeleteHref", NOWHERE);
	for (size_t i = 0; i < f->material_count; i++) {
		const struct formality_material *m = &f->materials[i];
		struct tree *node;

		if (!formality_is_upload(m))
			continue;
		node = tree_append(page, "Materials");
		tree_set(node, "Name", local_in(&m->entry->name, shown->lang));
		tree_set(node, "When", local_in(&m->when, shown->lang));
		tree_set(node, "Href", NOWHERE);
		if (m->is_optional)
			tree_set_number(node, "Optional", 1);
	}
}

static const char *
guide_template(const struct formality *f)
{
	return f->mode == MODE_TRANSFER ? "portal/guide_transfer" : "portal/guide";
}

/*
 * A page by its word: "guide", "ask-register", "verdict-online", "form-you", "materials"; its template
 * or NULL.
 */
static const char *
fill(const struct request *shown, const struct formality *f, const struct catalogue *c,
    const char *word)
{
	const struct eligibility *e = f->eligibility;
	const struct formality_page *p;

	if (text_same(word, "guide")) {
		fill_guide(shown->page, f, c, shown->lang);
		tree_set(shown->page, "Guide.Apply", NOWHERE);
		tree_set(shown->page, "Guide.PlainHref", NOWHERE);
		return guide_template(f);
	}
	for (size_t i = 0; e && text_starts(word, "ask-") && i < e->question_count; i++)
		if (text_same(e->questions[i].code, word + 4)) {
			fill_question(shown->page, f, &e->questions[i], shown->lang);
			return "portal/questions";
		}
	for (size_t i = 0; e && text_starts(word, "verdict-") && i < e->verdict_count; i++)
		if (text_same(e->verdicts[i].code, word + 8)) {
			fill_verdict(shown, f, &e->verdicts[i], c);
			return "portal/verdict";
		}
	if (text_starts(word, "form-") && (p = formality_page(f, word + 5))) {
		fill_form(shown->pool, shown->page, f, p, shown->lang);
		return "portal/form_page";
	}
	if (text_same(word, "materials") && formality_has_uploads(f)) {
		fill_materials(shown, f);
		return "portal/materials";
	}
	return NULL;
}

/* As a resident's request, whose page is to be filled, in that language. */
static const struct error *
begin_frame(struct request *q, const char *lang, struct request *shown)
{
	*shown = *q;
	shown->site = &desk_of(q)->portal;
	if (!lang_of(lang, &shown->lang))
		return fail(ERROR_NOT_FOUND, "nothing to show in that language");
	shown->page = tree_in(q->pool);
	tree_set(shown->page, "Size", "medium");
	return NULL;
}

static const struct error *
reply_frame(struct request *q, const struct request *shown, const char *template)
{
	struct text out = {.pool = q->pool};
	const struct error *e = view_render(shown->site->views, template, shown->page, shown->lang, &out);

	if (e)
		return e;
	q->reply.is_embedded = true;
	return reply_bytes(q, "text/html; charset=utf-8", BYTES(out.s, out.n), NULL);
}

/* GET /formalities/:code/preview/:lang/:page: one page as residents will see it. 200, 404. */
HANDLER(preview_page, shown)
{
	const struct catalogue_draft *draft;
	const struct formality *f;
	const char *template;
	const struct error *e;
	struct request shown;

	if ((e = find_text(q, form->code, &f, &draft)) || (e = begin_frame(q, form->lang, &shown)))
		return e;
	if (!f || !(template = fill(&shown, f, catalogue_of(q), form->page)))
		return fail(ERROR_NOT_FOUND, "no such page");
	return reply_frame(q, &shown, template);
}

/* Its address is of both parts with the language between. */
static void
add_frames(struct request *q, const char *name, const char *before, const char *after)
{
	struct tree *node = tree_append(q->page, "Pages");

	tree_set(node, "Name", name);
	for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++) {
		struct tree *frame = tree_append(node, "Frames");

		tree_set(frame, "Lang", say(q, pool_format(q->pool, "lang.name_%s",
		    lang_code(lang))));
		tree_set(frame, "Src", pool_format(q->pool, "%s/%s%s", before, lang_code(lang), after));
	}
}

static void
add_page(struct request *q, const char *code, const char *name, const char *word)
{
	add_frames(q, name, url(q, "/formalities/%s/preview", code), pool_format(q->pool, "/%s", word));
}

static void
add_materials(struct request *q, const struct formality *f)
{
	if (formality_has_uploads(f))
		add_page(q, f->code, say(q, "desk.formalities.materials"), "materials");
}

static void
add_pages(struct request *q, const struct formality *f)
{
	const struct formality_page *consent = formality_consent(f);
	const struct eligibility *e = f->eligibility;

	add_page(q, f->code, say(q, "desk.formalities.guide"), "guide");
	for (size_t i = 0; e && i < e->question_count; i++)
		add_page(q, f->code, say1(q, "desk.formalities.question", pool_format(q->pool, "%zu",
		    i + 1)), pool_format(q->pool, "ask-%s", e->questions[i].code));
	for (size_t i = 0; e && i < e->verdict_count; i++)
		add_page(q, f->code, say1(q, "desk.formalities.verdict", say(q, pool_format(q->pool,
		    "verdict.%s", verdict_kind_word(e->verdicts[i].kind)))),
		    pool_format(q->pool, "verdict-%s", e->verdicts[i].code));
	for (size_t i = 0; i < f->page_count; i++) {
		if (&f->pages[i] == consent)
			add_materials(q, f);
		add_page(q, f->code, say2(q, "desk.formalities.page", pool_format(q->pool, "%zu",
		    i + 1), local_text(q, &f->pages[i].name)),
		    pool_format(q->pool, "form-%s", f->pages[i].code));
	}
	if (!consent)
		add_materials(q, f);
}

/* GET /formalities/:code/preview: all its pages side by side in each language. 200, 404. */
HANDLER(preview, by_code)
{
	const struct catalogue_draft *draft;
	const struct formality *f;
	const struct error *e;

	if ((e = find_text(q, form->code, &f, &draft)))
		return e;
	if ((e = publish_seen(q, draft)))
		return e;
	tree_set(q->page, "Page.Title", f ? local_text(q, &f->name) : form->code);
	tree_set(q->page, "All.Href", url(q, "/formalities"));
	tree_set(q->page, "Code", form->code);
	if (draft) {
		tree_set(q->page, "Draft", draft->file);
		tree_set(q->page, "Wrong", draft_wrong(q, draft));
		if (catalogue_find(catalogue_of(q), form->code))
			tree_set_number(q->page, "Replaces", 1);
	}
	if (f) {
		pause_refresh(q->db, q->now);
		tree_set(q->page, "Paused", local_text(q, pause_of(f)));
		if (who_may(q->actor.who, WHO_AFFAIRS) && catalogue_find(catalogue_of(q), f->code))
			tree_set(q->page, "PauseHref", url(q, "/formalities/%s/pause", f->code));
		add_pages(q, f);
	}
	return reply_page(q, "preview");
}

/* GET /matters/:ref/guide/:lang: what its resident's page of it shows. 200, 404. */
HANDLER(guide_then_page, guide_then)
{
	const struct error *e;
	struct request shown;
	struct matter m;

	if ((e = matter_load(q, form->ref, &m)) || (e = begin_frame(q, form->lang, &shown)))
		return e;
	fill_guide(shown.page, m.f, catalogue_of(q), shown.lang);
	return reply_frame(q, &shown, guide_template(m.f));
}

/* GET /matters/:ref/guide: the guide under which it was made, in each language. 200, 404. */
HANDLER(guide_then, by_ref)
{
	const struct error *e;
	enum version_age age;
	struct matter m;

	if ((e = matter_open(q, form->ref, &m)) ||
	    (e = version_compare(q->db, catalogue_of(q), m.a->formality_version, m.f, &age)))
		return e;
	matter_head(q, &m);
	tree_set(q->page, "Page.Title", local_text(q, &m.f->name));
	tree_set(q->page, "All.Href", matter_url(q, m.a->ref, NULL));
	tree_set(q->page, "Code", m.f->code);
	tree_set(q->page, "Then.Text", say(q, age == VERSION_LOST ? "desk.then.lost" : age == VERSION_TODAYS ?
	    "desk.then.same" : age == VERSION_CHANGED ? "desk.then.changed" : "desk.then.retired"));
	if (age == VERSION_CHANGED)
		tree_set(q->page, "Then.Href", url(q, "/formalities/%s/preview", m.f->code));
	add_frames(q, say(q, "desk.formalities.guide"), matter_url(q, m.a->ref, "guide"), "");
	return reply_page(q, "preview");
}
