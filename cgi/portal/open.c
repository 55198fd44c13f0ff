/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What of an application its resident may write to: of a correction what was asked for, and what follows. */
#include <string.h>

#include "portal/draft.h"

static bool
is_asked(const struct draft *d, const struct field_entry *f)
{
	return correction_has(d->c, "field", f->code);
}

static bool
is_changed(const struct draft *d, const char *code)
{
	return d->was.count && !correction_is_same(&d->was, &d->a->answers, code);
}

static bool
is_in_hand(const struct draft *d, const struct field_entry *f)
{
	return is_asked(d, f) || is_changed(d, f->code);
}

const struct field_entry *
draft_against(const struct draft *d, const struct field_entry *f)
{
	const struct pairs *answers = &d->a->answers;
	const struct field_entry *other;

	if (formality_cross(d->f, f, answers, &other))
		return other ? other : formality_field(d->f, f->needed_with);
	for (size_t i = 0; i < d->f->page_count; i++)
		for (size_t j = 0; j < d->f->pages[i].field_count; j++) {
			const struct field_entry *holder = d->f->pages[i].fields[j];

			if (formality_holds(holder, f->code) &&
			    formality_cross(d->f, holder, answers, &other) && other == f)
				return holder;
		}
	return NULL;
}

static bool
is_there(const struct draft *d, const struct field_entry *f)
{
	return formality_field(d->f, f->code) != NULL;
}

static bool
is_open(const struct draft *d, const struct field_entry *f)
{
	return draft_has_field(d, f->code);
}

/* Of the answers that go with it the first that is so. */
static const struct field_entry *
goes_with(const struct draft *d, const struct field_entry *f, bool (*is_it)(const struct draft *d,
    const struct field_entry *f))
{
	for (size_t i = 0; i < d->f->page_count; i++)
		for (size_t j = 0; j < d->f->pages[i].field_count; j++) {
			const struct field_entry *other = d->f->pages[i].fields[j];

			if (other != f && formality_goes_with(f, other) && is_it(d, other))
				return other;
		}
	return NULL;
}

const struct field_entry *
draft_beside(const struct draft *d, const struct field_entry *f)
{
	const struct field_entry *other;

	if (!d->c || is_asked(d, f))
		return NULL;
	if ((other = goes_with(d, f, is_asked)) || (other = draft_against(d, f)))
		return other;
	/* what was changed stays open until all is sent: it is seen, and may be put back */
	if (!is_changed(d, f->code))
		return NULL;
	return (other = goes_with(d, f, is_in_hand)) ? other : goes_with(d, f, is_there);
}

bool
draft_follows(const struct draft *d, const struct field_entry *f)
{
	return d->c && goes_with(d, f, is_open);
}

const struct field_entry *
draft_needed_with(const struct draft *d, const struct formality_material *m)
{
	return d->c && !correction_has(d->c, "material", m->entry->code) && formality_is_upload(m) &&
	    m->needed_with && is_in_hand(d, m->needed_with) ? m->needed_with : NULL;
}

bool
draft_has_field(const struct draft *d, const char *code)
{
	const struct field_entry *f = formality_field(d->f, code);

	return f && (!d->c || is_asked(d, f) || draft_beside(d, f));
}

bool
draft_has_page(const struct draft *d, const struct formality_page *page)
{
	for (size_t i = 0; i < page->field_count; i++)
		if (draft_has_field(d, page->fields[i]->code))
			return true;
	return !d->c;
}

bool
draft_has_material(const struct draft *d, const char *code)
{
	const struct formality_material *m = formality_material(d->f, code);

	if (!m || !formality_is_upload(m))
		return false;
	return d->owed ? owed_has(d->owed, code) : !d->c || correction_has(d->c, "material", code) ||
	    draft_needed_with(d, m);
}
