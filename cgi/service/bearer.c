/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/bearer.h"

#include "base/error.h"
#include "base/text.h"
#include "service/application.h"
#include "service/catalogue.h"
#include "service/formality.h"
#include "service/paper.h"
#include "service/remembered.h"
#include "service/version.h"

enum material_bearer
bearer_of(const struct formality *f, const struct material_entry *entry, const struct pairs *answers)
{
	const struct field_entry *other = remembered_other(f, answers);

	if (entry->bearer != BEARER_UNSAID || !other)
		return entry->bearer != BEARER_UNSAID ? entry->bearer : BEARER_SELF;
	return text_starts(other->code, "child_") || text_same(other->other, "child") ? BEARER_CHILD :
	    BEARER_PERSON;
}

static const struct material_entry *
entry_in(const struct formality *f, const char *code)
{
	const struct formality_material *m = f ? formality_material(f, code) : NULL;

	return m ? m->entry : NULL;
}

static bool
asks_whose(const struct formality *f)
{
	for (size_t page = 0; page < f->page_count; page++)
		for (size_t i = 0; i < f->pages[page].field_count; i++)
			if (f->pages[page].fields[i]->other)
				return true;
	return false;
}

/* By the answers of its matter. */
static const struct error *
ask_matter(struct db *db, int64_t person, const struct formality *f, struct own_paper *paper)
{
	const struct error *e;
	struct application *a;

	if ((e = application_load_own(db, person, paper->ref, &a)) || (e = application_open(db, a)))
		return e;
	paper->bearer = bearer_of(f, paper->entry, &a->answers);
	return NULL;
}

static const struct error *
trace(struct db *db, const struct catalogue *c, int64_t person, struct own_paper *paper)
{
	const struct formality *newest = version_newest(db, c, paper->formality), *then;
	const struct material_entry *now = entry_in(newest, paper->code);

	/* a version that cannot be read names nothing */
	if (version_load(db, c, paper->formality, paper->version, &then))
		then = newest;
	paper->entry = entry_in(then, paper->code);
	if (!paper->entry)
		paper->entry = now ? now : dictionary_material(c->dictionary, paper->code);
	paper->bearer = paper->entry ? paper->entry->bearer : BEARER_SELF;
	if (paper->bearer == BEARER_UNSAID && now)
		paper->bearer = now->bearer;
	if (paper->bearer == BEARER_UNSAID && then && asks_whose(then))
		return ask_matter(db, person, then, paper);
	if (paper->bearer == BEARER_UNSAID)
		paper->bearer = BEARER_SELF;
	return NULL;
}

const struct error *
bearer_trace(struct db *db, const struct catalogue *c, int64_t person, struct own_papers *papers)
{
	const struct own_paper *before = NULL;
	const struct error *e;

	for (size_t i = 0; i < papers->count; i++) {
		struct own_paper *paper = &papers->at[i];

		if (before && text_same(before->ref, paper->ref) && text_same(before->code, paper->code)) {
			paper->entry = before->entry;
			paper->bearer = before->bearer;
		} else if ((e = trace(db, c, person, paper))) {
			return e;
		}
		before = paper;
	}
	return NULL;
}
