/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "portal/form_check.h"

#include <string.h>

#include "portal/draft.h"
#include "portal/reuse.h"

bool
form_is_typed(struct request *q, const struct field_entry *f, const struct pairs *typed)
{
	for (const char *const *s = field_inputs(f->rule.type); *s; s++)
		if (pairs_get(typed, field_input_name(q->pool, f->code, *s)))
			return true;
	return false;
}

/* What is wrong with a field by itself. */
struct checked {
	bool is_read, is_wrong;
	const char *part;
	struct refusal refusal;
};

/*
 * In their order: alone, against other fields if those are sound, and against what was answered before the
 * form.
 */
static void
tell(struct request *q, const struct draft *d, const struct formality_page *page, struct checked *checked)
{
	for (size_t i = 0; i < page->field_count; i++) {
		const struct field_entry *other, *f = page->fields[i];
		bool may = !checked[i].is_wrong;
		const char *wrong;
		struct refusal refusal;

		for (size_t j = 0; j < page->field_count; j++)
			may &= !checked[j].is_wrong || !formality_holds(f, page->fields[j]->code);
		wrong = may ? formality_cross(d->f, f, &d->a->answers, &other) : NULL;
		/* a field that stands on a later page is not missing yet; in a correction on any other */
		if (checked[i].is_wrong) {
			refuse(q, f->code, checked[i].part, &checked[i].refusal);
		} else if (wrong && (!other || formality_page_of(d->f, other->code) == page ||
		    (!d->c && formality_page_of(d->f, other->code) < page))) {
			invalid_text(q, f->code, field_text(q, d, wrong, f, other));
			checked[i].is_wrong = true;
		} else if (!wrong && draft_has_field(d, f->code) &&
		    (refusal = draft_disagrees(q, d, f->code)).text && !refusal.only_warns) {
			refuse(q, f->code, NULL, &refusal);
		}
	}
}

static void
check_field(struct request *q, const struct draft *d, const struct field_entry *f, const struct pairs *typed,
    const struct remembered_answer *offered, struct checked *out)
{
	const char *stored = NULL, *warning = NULL, *wrong = draft_check(q, d, f, typed, &stored, &warning);

	if (wrong) {
		*out = (struct checked){.is_wrong = true,
			.part = field_wrong_part(q->pool, &f->rule, typed, f->code,
			    clock_wenzhou_day(q->now)),
			.refusal = field_refused(q, d, f, wrong, field_text(q, d, wrong, f, NULL), typed)};
	} else {
		remembered_note(&d->a->answers, f, stored, offered);
		pairs_set(&d->a->answers, f->code, stored);
	}
	out->is_read = true;
}

/* All of a draft's; of a correction's what was asked for, and what came and is open or follows. */
static bool
is_to_read(struct request *q, const struct draft *d, const struct field_entry *f, const struct pairs *typed)
{
	return !d->c || correction_has(d->c, "field", f->code) || (form_is_typed(q, f, typed) &&
	    (draft_has_field(d, f->code) || draft_follows(d, f)));
}

/* Each field alone, then with this page's answers already in place: in a correction these open others. */
void
form_check(struct request *q, const struct draft *d, const struct formality_page *page,
    const struct pairs *typed, const struct offers *offers)
{
	struct checked *checked = pool_zero(q->pool, (page->field_count + 1) * sizeof *checked);
	bool is_more;

	do {
		is_more = false;
		for (size_t i = 0; i < page->field_count; i++)
			if (!checked[i].is_read && is_to_read(q, d, page->fields[i], typed)) {
				check_field(q, d, page->fields[i], typed, offers->at[i], &checked[i]);
				is_more = true;
			}
	} while (is_more);
	tell(q, d, page, checked);
}

void
form_check_unasked(struct request *q, const struct draft *d, const struct formality_page *page,
    const struct pairs *typed)
{
	for (size_t i = 0; i < page->field_count; i++) {
		const struct field_entry *f = page->fields[i];
		const char *stored = NULL, *warning = NULL, *was = pairs_get(&d->a->answers, f->code);

		if (draft_has_field(d, f->code) || draft_follows(d, f) || !form_is_typed(q, f, typed))
			continue;
		if (field_check(q->pool, &f->rule, typed, f->code, clock_wenzhou_day(q->now), &stored,
		    &warning) || !text_same(stored ? stored : "", was ? was : ""))
			invalid_text(q, NULL, say1(q, "form.unasked", local_text(q, &f->label)));
	}
}
