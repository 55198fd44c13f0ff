/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/guide.h"

#include <stdio.h>

#include "base/tree.h"
#include "service/department.h"
#include "service/formality.h"
#include "service/pause.h"
#include "service/presence.h"

void
guide_head(struct tree *node, const struct formality *f, enum lang lang)
{
	const struct local *why = pause_of(f);

	tree_set(node, "Code", f->code);
	tree_set(node, "Name", local_in(&f->name, lang));
	tree_set(node, "Title", local_in(&f->title, lang));
	tree_set(node, "Summary", local_in(&f->summary, lang));
	tree_set(node, "Mode", formality_mode_word(f->mode));
	tree_set(node, "Presence", local_in(&f->presence, lang));
	tree_set(node, "Begin", local_in(&f->begin, lang));
	tree_set(node, "Paused", local_in(why, lang));
	if (local_in(why, lang) && !why->in[lang])
		tree_set(node, "PausedLang", lang_code(why->in[LANG_EN] ? LANG_EN : LANG_ZH));
}

static void
show_limit(struct tree *page, const struct formality *f, enum lang lang)
{
	tree_set_number(page, "Guide.LawDays", f->law_is_unsaid ? 0 : f->law_days);
	tree_set_number(page, "Guide.PromiseDays", f->promise_days);
	if (f->is_channel)
		tree_set_number(page, "Guide.IsChannel", 1);
	if (f->law_is_unsaid)
		tree_set_number(page, "Guide.IsEstimate", 1);
	if (f->law_is_calendar)
		tree_set_number(page, "Guide.LawIsCalendar", 1);
	if (f->law_is_usual)
		tree_set_number(page, "Guide.LawIsUsual", 1);
	if (presence_of(f))
		tree_set(page, "Guide.Waits", presence_word(presence_of(f)));
	if (f->limit_tells_wait)
		tree_set_number(page, "Guide.TellsWait", 1);
	if (f->limit_tells_start)
		tree_set_number(page, "Guide.TellsStart", 1);
	tree_set(page, "Guide.LimitText", local_in(&f->limit_text, lang));
}

static void
show_materials(struct tree *page, const struct formality *f, enum lang lang)
{
	int64_t to_photograph = 0;

	for (size_t i = 0; i < f->material_count; i++) {
		const struct formality_material *m = &f->materials[i];
		struct tree *node = tree_append(page, m->is_optional ? "Guide.Optional" :
		    formality_is_upload(m) ? "Guide.Papers" : "Guide.Made");

		to_photograph += !m->is_optional && formality_is_upload(m);
		if (formality_is_paper(m))
			tree_set_number(page, "Guide.Flat", 1);
		tree_set(node, "Name", local_in(&m->entry->name, lang));
		tree_set(node, "How", local_in(&m->entry->how, lang));
		tree_set(node, "When", local_in(&m->when, lang));
		if (m->entry->original != ORIGINAL_KEPT)
			tree_set(node, "Original", material_original_word(m->entry->original));
		if (m->entry->is_foreign)
			tree_set_number(node, "Foreign", 1);
	}
	tree_set_number(page, "Guide.PaperCount", to_photograph);
}

/* What is written into a register is seen, and nothing is downloaded. */
static const char *
delivery_word(const struct formality *f, enum formality_delivery delivery)
{
	return f->result == RESULT_RECORD && delivery == DELIVERY_ELECTRONIC ? "record" :
	    formality_delivery_word(delivery);
}

static void
show_steps(struct tree *page, const struct formality *f, enum lang lang)
{
	for (size_t i = 0; i < f->step_count; i++) {
		struct tree *node = tree_append(page, "Guide.Steps");

		tree_set(node, "Where", formality_where_word(f->steps[i].where));
		tree_set(node, "Text", local_in(&f->steps[i].text, lang));
	}
	for (size_t i = 0; i < f->delivery_count; i++) {
		struct tree *node = tree_append(page, "Guide.Deliveries");

		tree_set(node, "Word", delivery_word(f, f->deliveries[i]));
		if (f->deliveries[i] == DELIVERY_COUNTER)
			tree_set(node, "Text", local_in(&f->counter, lang));
	}
	for (size_t i = 0; i < f->legal_count; i++)
		tree_set(tree_append(page, "Guide.Legal"), "Text", local_in(&f->legal[i], lang));
}

/* Whose matter it is, and what of the form goes there: all of it, but the word that it may. */
static void
show_department(struct tree *page, const struct formality *f, enum lang lang)
{
	const struct department *d = department_find(f->department);

	if (!d)
		return;
	tree_set(page, "Guide.Department", local_in(&d->name, lang));
	for (size_t i = 0; i < f->page_count; i++)
		for (size_t j = 0; j < f->pages[i].field_count; j++) {
			const struct field_entry *field = f->pages[i].fields[j];

			if (field->rule.is_agreement)
				tree_set(page, "Guide.ForwardText", local_in(&field->hint, lang));
			else
				tree_set(tree_append(page, "Guide.Forwarded"), "Name",
				    local_in(&field->label, lang));
		}
}

void
guide_show(struct tree *page, const struct formality *f, enum lang lang)
{
	guide_head(tree_make(page, "Guide", "Of"), f, lang);
	tree_set(page, "Page.Title", local_in(&f->title, lang));
	show_limit(page, f, lang);
	show_materials(page, f, lang);
	show_steps(page, f, lang);
	show_department(page, f, lang);
	tree_set(page, "Guide.Who", local_in(&f->who_text, lang));
	tree_set_number(page, "Guide.FeeCny", f->fee_cny);
	tree_set(page, "Guide.Fee", local_in(&f->fee_text, lang));
	tree_set(page, "Guide.Result", local_in(&f->result_text, lang));
	tree_set(page, "Guide.Other", local_in(&f->other, lang));
	tree_set(page, "Guide.Confidence", formality_confidence_word(f->confidence));
	tree_set_number(page, "Guide.PageCount", (int64_t)f->page_count);
	if (f->eligibility)
		tree_set_number(page, "Guide.Asks", 1);
}

struct tree *
guide_named(struct tree *page, size_t step, const struct formality *other, enum lang lang)
{
	char path[64];
	struct tree *node;

	snprintf(path, sizeof path, "Guide.Steps.%zu.Named", step);
	node = tree_append(page, path);
	tree_set(node, "Name", local_in(&other->name, lang));
	return node;
}
