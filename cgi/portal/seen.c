/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "portal/seen.h"

#include <string.h>

#include "store/seal.h"

static const char *
mark_of_all(struct request *q, const struct draft *d, const struct formality_page *page)
{
	struct pairs stored = {.pool = q->pool};

	pairs_set(&stored, "page", pool_format(q->pool, "%s %s", d->a->ref, page->code));
	for (size_t i = 0; i < page->field_count; i++) {
		const char *value = pairs_get(&d->a->answers, page->fields[i]->code);

		pairs_set(&stored, page->fields[i]->code, value ? value : "");
	}
	return base64url(q->pool, BYTES(keyed_hash(q->pool, "form-seen", pairs_store(&stored)).p, 16));
}

static const char *
mark_of_field(struct request *q, const struct draft *d, const char *code, const char *value)
{
	const char *what = pool_format(q->pool, "%s %s %s", d->a->ref, code, value ? value : "");

	return base64url(q->pool, BYTES(keyed_hash(q->pool, "form-seen-field", bytes_of(what)).p, 3));
}

const char *
seen_mark(struct request *q, const struct draft *d, const struct formality_page *page,
    const struct offers *offers)
{
	struct text all = {.pool = q->pool};
	const char *had = q->is_shown_only ? pairs_get(&q->typed, "seen") : NULL;

	if (had)
		return had;
	text_add(&all, mark_of_all(q, d, page));
	for (size_t i = 0; i < page->field_count; i++) {
		const char *code = page->fields[i]->code;

		text_add(&all, mark_of_field(q, d, code, offers->at[i] ? offers->at[i]->value :
		    pairs_get(&d->a->answers, code)));
	}
	return all.s;
}

bool
seen_is_old(struct request *q, const struct draft *d, const struct formality_page *page, const char *seen)
{
	return strncmp(seen, mark_of_all(q, d, page), SEEN_ALL) != 0;
}

/* It came as it was shown. */
static bool
is_left(struct request *q, const struct draft *d, const struct formality_page *page, size_t i,
    const char *seen, const struct pairs *typed)
{
	const struct field_entry *f = page->fields[i];
	const char *came = NULL, *warning = NULL;
	size_t at = SEEN_ALL + SEEN_FIELD * i;

	return strlen(seen) >= at + SEEN_FIELD &&
	    !field_check(q->pool, &f->rule, typed, f->code, clock_wenzhou_day(q->now), &came, &warning) &&
	    strncmp(seen + at, mark_of_field(q, d, f->code, came), SEEN_FIELD) == 0;
}

const char *
seen_changed(struct request *q, const struct draft *d, const struct formality_page *page, const char *seen,
    const struct pairs *typed, const char *before)
{
	struct text all = {.pool = q->pool};

	text_add(&all, before ? before : ".");
	for (size_t i = 0; i < page->field_count; i++)
		if (!is_left(q, d, page, i, seen, typed) && !strstr(all.s, pool_format(q->pool, ".%s.",
		    page->fields[i]->code)))
			text_addf(&all, "%s.", page->fields[i]->code);
	return all.s;
}

static void
replace(struct request *q, const struct field_entry *f, const char *stored, struct pairs *typed)
{
	struct pairs inputs = {.pool = q->pool};

	if (*stored)
		field_split(q->pool, &f->rule, f->code, stored, &inputs);
	for (const char *const *s = field_inputs(f->rule.type); *s; s++)
		pairs_remove(typed, field_input_name(q->pool, f->code, *s));
	for (size_t i = 0; i < inputs.count; i++)
		pairs_set(typed, inputs.at[i].name, inputs.at[i].value);
}

void
seen_keep(struct request *q, const struct draft *d, const struct formality_page *page, const char *seen,
    const char *own, struct pairs *typed)
{
	for (size_t i = 0; i < page->field_count; i++) {
		const struct field_entry *f = page->fields[i];
		const char *stored = pairs_get(&d->a->answers, f->code);

		if (stored && draft_has_field(d, f->code) && is_left(q, d, page, i, seen, typed) &&
		    !(own && strstr(own, pool_format(q->pool, ".%s.", f->code))))
			replace(q, f, stored, typed);
	}
}
