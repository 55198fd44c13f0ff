/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The pages that everybody may read: a formality's guide, privacy; find.c has the way there. And for
 * whom a matter is, its formality's guide as it was.
 */
#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "portal/forms.h"
#include "portal/questions.h"
#include "service/catalogue.h"
#include "service/formality.h"
#include "service/guide.h"
#include "service/needs.h"
#include "service/pause.h"
#include "service/staff.h"
#include "service/version.h"

#define GUIDE_FORM(FIELD) \
	FIELD(code,    WORD,    1, 40,           REQUIRED) \
	FIELD(answers, ANSWERS, 0, ANSWERS_MOST, OPTIONAL)
FORM(guide, GUIDE_FORM)

const char *
portal_known_path(const struct request *q)
{
	static const char before[] = "/formalities/";
	const char *code = pairs_get(&q->params, "code");
	char *small;

	if (!code || !text_starts(q->path, before) || catalogue_find(catalogue_of(q), code))
		return NULL;
	small = pool_string(q->pool, code);
	text_lower(small);
	return catalogue_find(catalogue_of(q), small) ? pool_format(q->pool, "%s%s%s", before, small,
	    q->path + strlen(before) + strlen(code)) : NULL;
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
	tree_set(node, "Href", url(q, "/formalities?category=%s", category->code));
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

/* Behind the words of a step the way to the formalities that they name. */
static void
show_named(struct request *q, const struct formality *f)
{
	for (size_t i = 0; i < f->step_count; i++)
		for (size_t j = 0; j < f->steps[i].named.count; j++) {
			const char *code = f->steps[i].named.at[j];
			const struct formality *other = catalogue_find(catalogue_of(q), code);
			struct tree *node;

			if (!other)
				continue;
			node = guide_named(q->page, i, other, q->lang);
			tree_set(node, "Href", url(q, "/formalities/%s", other->code));
		}
}

/* Its list of papers is the one for what was answered; f as it is asked then. */
static void
show_for_answers(struct request *q, const struct formality **f, const struct pairs *given)
{
	struct pairs way = {.pool = q->pool};

	if ((*f)->eligibility)
		way = eligibility_way(q->pool, (*f)->eligibility, given);
	tree_set(q->page, "Guide.PlainHref", answers_url(q, *f, "plain", &way));
	tree_set(q->page, "Guide.FullHref", answers_url(q, *f, NULL, &way));
	if (!way.count)
		return;
	*f = needs_apply(q->pool, *f, &way);
	tree_set(q->page, "Guide.AnswersHref", answers_url(q, *f, "questions", &way));
	keep_answers(q, &way);
}

/* Where somebody has to go: where that is, if it is known. The page is there without the store, too. */
static void
show_units(struct request *q, const struct formality *f)
{
	enum formality_where where;
	const struct error *e;

	if (!formality_has_visit(f, &where))
		return;
	if ((e = staff_ready(q->db, q->now)))
		log_failure("guide", e);
	else if (staff_has_places())
		tree_set(q->page, "Guide.UnitsHref", url(q, "/units"));
}

/* What the guide says, by whatever page it is said. */
static const struct error *
show_guide(struct request *q, const struct guide_form *form, const struct formality **f)
{
	const struct error *e;

	if ((e = formality_of(q, form->code, f)))
		return e;
	pause_refresh(q->db, q->now);
	show_for_answers(q, f, &form->answers);
	guide_show(q->page, *f, q->lang);
	show_named(q, *f);
	show_preview(q, local_text(q, &(*f)->summary), url(q, "/formalities/%s", (*f)->code));
	show_paused_until(q, tree_make(q->page, "Guide", "Of"), *f);
	tree_set(q->page, "Guide.Apply", tree_get(q->page, "Guide.AnswersHref") ?
	    tree_get(q->page, "Guide.AnswersHref") : apply_url(q, *f));
	tree_set(q->page, "Guide.Pace", pace_text(q, (*f)->code));
	q->reply.is_public = q->actor.who == WHO_ANYONE;
	return NULL;
}

/*
 * GET /formalities/:code: the guide, a short one for what we only pass on; answers in its address
 * make its list of papers theirs. 200, 404.
 */
HANDLER(guide, guide)
{
	const struct formality *f;
	const struct error *e;

	if ((e = show_guide(q, form, &f)))
		return e;
	show_trail(q, f);
	show_related(q, f);
	show_units(q, f);
	return f->mode == MODE_TRANSFER ? reply_page(q, "guide_transfer") : reply_page(q, "guide");
}

/* GET /formalities/:code/plain: the same as text alone, one thing after the other. 200, 404. */
HANDLER(guide_plain, guide)
{
	const struct formality *f;
	const struct error *e;

	if ((e = show_guide(q, form, &f)))
		return e;
	return reply_page(q, "guide_plain");
}

/* Whose words these are: of the day when the matter was begun, and what today's say. */
static void
show_then(struct request *q, const struct formality *f, enum version_age age)
{
	tree_set(q->page, "Then.Title", say(q, age == VERSION_LOST ? "then.lost" : "then.title"));
	if (age != VERSION_LOST)
		tree_set(q->page, "Then.Text", say(q, age == VERSION_TODAYS ? "then.same" :
		    age == VERSION_CHANGED ? "then.changed" : "then.retired"));
	if (age != VERSION_RETIRED)
		tree_set(q->page, "Then.Href", url(q, "/formalities/%s", f->code));
}

/* GET /applications/:ref/guide: the guide by the text under which the matter was made. 200, 404. */
HANDLER(guide_then, by_ref)
{
	const struct formality *f;
	struct application *a;
	const struct error *e;
	enum version_age age;

	if ((e = application_load_own(q->db, q->actor.id, form->ref, &a)) ||
	    (e = application_formality(q->db, catalogue_of(q), a, &f)) ||
	    (e = version_compare(q->db, catalogue_of(q), a->formality_version, f, &age)))
		return e;
	guide_show(q->page, f, q->lang);
	show_named(q, f);
	show_then(q, f, age);
	tree_set(q->page, "Page.Back.Href", url(q, "/applications/%s", a->ref));
	return reply_page(q, f->mode == MODE_TRANSFER ? "guide_transfer" : "guide");
}

/* GET /privacy: what is kept, who sees it, how long. 200. */
HANDLER(privacy, none)
{
	(void)form;
	tree_set(q->page, "Page.Title", say(q, "privacy.title"));
	q->reply.is_public = q->actor.who == WHO_ANYONE;
	return reply_page(q, "privacy");
}
