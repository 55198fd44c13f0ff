/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the files say of each other: each formality that one of them names is there, and fits. */
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/catalogue.h"
#include "service/eligibility.h"
#include "service/sheet.h"

#define MOST_FIRST 5		/* that lead a life event's list */

/* Another formality that is to stand beside it, in the catalogue or (for a draft) in another draft. */
static const struct formality *
other_of(const struct catalogue *c, const struct catalogue_drafts *drafts, const char *code)
{
	for (size_t i = 0; code && drafts && i < drafts->count; i++)
		if (drafts->at[i].formality && strcmp(drafts->at[i].formality->code, code) == 0)
			return drafts->at[i].formality;
	return code ? catalogue_find(c, code) : NULL;
}

/* A file of this code is there and could not be read, which has been told: nothing follows from it. */
static bool
is_unread(const struct catalogue *c, const char *code)
{
	for (size_t i = 0; code && i < c->unread_count; i++)
		if (strcmp(c->unread[i], code) == 0)
			return true;
	return false;
}

static bool
is_other_place(const struct formality *f, const struct formality *other)
{
	return *f->code && strcmp(other->code, f->code) == 0 && strcmp(other->category, f->category) != 0;
}

/* Files of two categories that say the same code; of the published the later one tells it. */
static void
check_alone(struct sheet *s, const struct catalogue *c, const struct catalogue_drafts *drafts,
    const struct formality *f)
{
	for (size_t i = 0; i < c->count && c->formalities[i] != f; i++)
		if (is_other_place(f, c->formalities[i]))
			sheet_wrong(s, "Code", "%s/%s.hdf has it already", c->formalities[i]->category,
			    f->code);
	for (size_t i = 0; drafts && i < drafts->count && drafts->at[i].formality != f; i++)
		if (drafts->at[i].formality && is_other_place(f, drafts->at[i].formality))
			sheet_wrong(s, "Code", "%s has it already", drafts->at[i].file);
}

static void
check_there(struct sheet *s, const struct catalogue *c, const struct catalogue_drafts *drafts,
    const char *path, const char *code)
{
	if (!other_of(c, drafts, code) && !is_unread(c, code))
		sheet_wrong(s, path, "no such formality: %s", code ? code : "");
}

/* The others that a sentence of this one names. */
static void
check_named(struct sheet *s, const struct catalogue *c, const struct catalogue_drafts *drafts,
    const struct formality *f, const char *path, const struct word_list *named)
{
	for (size_t i = 0; i < named->count; i++)
		if (strcmp(named->at[i], f->code) == 0)
			sheet_wrong(s, path, "itself");
		else
			check_there(s, c, drafts, path, named->at[i]);
}

static void
check_instead(struct sheet *s, const struct catalogue *c, const struct catalogue_drafts *drafts,
    const struct formality *f)
{
	for (size_t i = 0; i < f->page_count; i++)
		for (size_t j = 0; j < f->pages[i].field_count; j++) {
			const struct field_entry *field = f->pages[i].fields[j];

			if (field->instead)
				check_there(s, c, drafts, pool_format(s->scratch, "Field.%s.Instead",
				    field->code), field->instead);
		}
}

static void
check_verdict(struct sheet *s, const struct catalogue *c, const struct catalogue_drafts *drafts,
    const struct formality *f, const struct verdict *v)
{
	const char *path = pool_format(s->scratch, "Verdicts.%s.Formality", sheet_key(s, v->code));
	const char *also = pool_format(s->scratch, "Verdicts.%s.Also", sheet_key(s, v->code));
	const struct formality *other = other_of(c, drafts, v->formality);

	check_named(s, c, drafts, f, also, &v->also);
	if (!v->formality)
		return;
	for (size_t i = 0; i < v->also.count; i++)
		if (strcmp(v->also.at[i], v->formality) == 0)
			sheet_wrong(s, also, "it is the Formality already: %s", v->formality);
	if (strcmp(v->formality, f->code) == 0)
		sheet_wrong(s, path, "itself");
	else if (other)
		eligibility_check_said(s, f, v, other);
	else
		check_there(s, c, drafts, path, v->formality);
}

void
catalogue_check_others(struct sheet *s, const struct catalogue *c,
    const struct catalogue_drafts *drafts, const struct formality *f)
{
	check_alone(s, c, drafts, f);
	for (size_t i = 0; i < f->step_count; i++)
		check_named(s, c, drafts, f, pool_format(s->scratch, "Steps.%zu.Formality", i),
		    &f->steps[i].named);
	check_instead(s, c, drafts, f);
	for (size_t i = 0; i < f->related_count; i++)
		check_there(s, c, drafts, pool_format(s->scratch, "Related.%zu", i), f->related[i]);
	for (size_t i = 0; f->eligibility && i < f->eligibility->verdict_count; i++)
		check_verdict(s, c, drafts, f, &f->eligibility->verdicts[i]);
}

/* How many there are; each is for the event, and not among those of before. */
static size_t
check_for_event(struct sheet *s, const struct catalogue *c, const struct life_event *event,
    const char *key, const char *of, const char *before)
{
	const char *path = pool_format(s->scratch, "Life.%s.%s", event->code, key);
	struct word_list codes = text_words(s->scratch, of);

	for (size_t i = 0; i < codes.count; i++) {
		const struct formality *f = catalogue_find(c, codes.at[i]);

		if (is_unread(c, codes.at[i]))
			continue;
		if (!f || formality_place(f, event->code) == f->life_count)
			sheet_wrong(s, path, "not for it: %s", codes.at[i]);
		else if (text_has_word(before, codes.at[i]))
			sheet_wrong(s, path, "twice: %s", codes.at[i]);
	}
	return codes.count;
}

/* What a life event's list says is for that event, once; a few lead it. */
static void
check_events(struct sheet *s, const struct catalogue *c)
{
	s->file = "life.hdf";
	for (size_t i = 0; i < c->dictionary->life_count; i++) {
		const struct life_event *event = &c->dictionary->life[i];
		const char *before = event->first;

		if (check_for_event(s, c, event, "First", event->first, "") > MOST_FIRST)
			sheet_wrong(s, pool_format(s->scratch, "Life.%s.First", event->code),
			    "more than %d", MOST_FIRST);
		for (size_t j = 0; j < event->group_count; j++) {
			check_for_event(s, c, event, pool_format(s->scratch, "Groups.%s.Of",
			    event->groups[j].code), event->groups[j].of, before);
			before = pool_format(s->scratch, "%s %s", before, event->groups[j].of);
		}
	}
}

/* Codes of formalities, or NULL. */
static void
check_codes(struct sheet *s, const struct catalogue *c, const char *path, const char *key,
    const char *codes)
{
	struct word_list all = text_words(s->scratch, codes);

	for (size_t i = 0; i < all.count; i++)
		check_there(s, c, NULL, pool_format(s->scratch, "%s.%s", path, key), all.at[i]);
}

static void
check_subjects(struct sheet *s, const struct catalogue *c)
{
	s->file = "subjects.hdf";
	for (size_t i = 0; i < c->dictionary->subject_count; i++) {
		const struct subject *subject = &c->dictionary->subjects[i];
		const char *path = pool_format(s->scratch, "Subjects.%s", subject->code);

		check_codes(s, c, path, "First", subject->first);
		check_codes(s, c, path, "Abroad", subject->abroad);
		check_codes(s, c, path, "Home", subject->home);
		check_codes(s, c, path, "Never", subject->never);
		if (subject->category && !dictionary_category(c->dictionary, subject->category))
			sheet_wrong(s, pool_format(s->scratch, "%s.Category", path),
			    "no such category: %s", subject->category);
	}
}

void
catalogue_check_lists(struct sheet *s, const struct catalogue *c)
{
	check_events(s, c);
	check_subjects(s, c);
}
