/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The form of a formality: its pages with their fields, and the worked example. */
#include <string.h>

#include "base/memory.h"
#include "service/formality_reading.h"

static struct local *
option_of(const struct field_entry *entry, const char *option)
{
	for (size_t i = 0; i < entry->rule.option_count; i++)
		if (strcmp(entry->rule.options[i], option) == 0)
			return &entry->options[i];
	return NULL;
}

/* Only those that this formality delivers by; what is written into a register is seen, not downloaded. */
static void
narrow_delivery(struct reading *r, struct field_entry *entry)
{
	const struct local *seen = r->f->result == RESULT_RECORD ? option_of(entry, "record") : NULL;
	struct local *label;
	const char **words = pool_zero(r->s->scratch, (r->f->delivery_count + 1) * sizeof *words);

	for (size_t i = 0; i < r->f->delivery_count; i++)
		words[i] = formality_delivery_word(r->f->deliveries[i]);
	dictionary_narrow(r->s, "Delivery", entry, words, r->f->delivery_count);
	if (r->f->counter.in[LANG_ZH] &&
	    (label = option_of(entry, formality_delivery_word(DELIVERY_COUNTER))))
		*label = r->f->counter;
	if (seen && (label = option_of(entry, formality_delivery_word(DELIVERY_ELECTRONIC))))
		*label = *seen;
}

static const struct field_entry *
read_page_field(struct reading *r, struct sheet_node n, struct sheet_node changes)
{
	const char *code = sheet_value(r->s, n);
	const struct field_entry *shared = code ? dictionary_field(r->dictionary, code) : NULL;
	struct field_entry *own;

	if (!shared) {
		sheet_wrong(r->s, n.path, "no such field: %s", code ? code : "");
		return NULL;
	}
	if (formality_page_of(r->f, code))
		sheet_wrong(r->s, n.path, "asked twice: %s", code);
	own = POOL_NEW(r->s->pool, struct field_entry);
	*own = *shared;
	dictionary_change_field(r->s, sheet_at(r->s, changes, code), own);
	if (strcmp(code, "delivery") == 0)
		narrow_delivery(r, own);
	return own;
}

/* The dictionary's own rule holds where both are asked; a formality's has to find the other. */
static bool
is_shared(const struct reading *r, const struct field_entry *entry, const char *other)
{
	const struct field_entry *shared = dictionary_field(r->dictionary, entry->code);

	return other == shared->after || other == shared->since || other == shared->unlike ||
	    other == shared->like;
}

static void
check_link(struct reading *r, const struct field_entry *entry, const char *key, const char *other)
{
	const struct field_entry *o = other ? formality_field(r->f, other) : NULL;
	const char *path = pool_format(r->s->scratch, "Field.%s.%s", entry->code, key);
	bool is_date = *key == 'A' || *key == 'W';

	if (!other)
		return;
	if (!o && is_shared(r, entry, other))
		return;
	if (!o)
		sheet_wrong(r->s, path, "refers to %s, which is on no page", other);
	else if (is_date && (o->rule.type != entry->rule.type || o->rule.is_partial
	    || (o->rule.type != FIELD_DATE && o->rule.type != FIELD_DATETIME)))
		sheet_wrong(r->s, path, "not two whole dates: %s", other);
	else if ((*key == 'E' || *key == 'N') && !entry->rule.is_optional)
		sheet_wrong(r->s, path, "has to be Optional beside %s", other);
}

static void
check_fields(struct reading *r)
{
	for (size_t i = 0; i < r->f->page_count; i++)
		for (size_t j = 0; j < r->f->pages[i].field_count; j++) {
			const struct field_entry *entry = r->f->pages[i].fields[j];

			check_link(r, entry, "After", entry->after);
			check_link(r, entry, "Within", entry->within);
			check_link(r, entry, "Since", entry->since);
			check_link(r, entry, "Unlike", entry->unlike);
			check_link(r, entry, "Like", entry->like);
			check_link(r, entry, "Either", entry->either);
			check_link(r, entry, "Needed", entry->needed_with);
		}
}

void
formality_read_pages(struct reading *r, struct sheet_node root)
{
	struct sheet *s = r->s;
	struct sheet_node pages = sheet_at(s, root, "Pages"), changes = sheet_at(s, root, "Field");

	r->f->pages = pool_zero(s->pool, (sheet_list_needed(s, pages) + 1) * sizeof *r->f->pages);
	for (struct sheet_node p = sheet_first(s, pages); p.t; p = sheet_next(s, p)) {
		struct formality_page *page = &r->f->pages[r->f->page_count];
		struct sheet_node fields = sheet_at(s, p, "Fields");
		const struct field_entry *entry;

		page->fields = pool_zero(s->pool,
		    (sheet_list_needed(s, fields) + 1) * sizeof *page->fields);
		page->code = sheet_code(s, p);
		sheet_needed(s, p, "zh");
		sheet_local(s, p, &page->name);
		r->f->page_count++;
		for (struct sheet_node n = sheet_first(s, fields); n.t; n = sheet_next(s, n))
			if ((entry = read_page_field(r, n, changes)))
				page->fields[page->field_count++] = entry;
	}
	for (struct sheet_node n = sheet_first(s, changes); n.t; n = sheet_next(s, n))
		if (!formality_page_of(r->f, sheet_name(n)))
			sheet_wrong(s, n.path, "not on any page");
	check_fields(r);
}

/* That its value is a valid one is qiao-admin lint's to see: dates age, and a program starts. */
static void
check_example(struct reading *r, const struct field_entry *entry)
{
	for (size_t i = 0; i < r->f->example_count; i++)
		if (r->f->examples[i].field == entry)
			return;
	if (!entry->rule.is_optional)
		sheet_wrong(r->s, pool_format(r->s->scratch, "Example.%s", entry->code), "missing");
}

void
formality_read_examples(struct reading *r, struct sheet_node list)
{
	struct sheet *s = r->s;

	r->f->examples = pool_zero(s->pool,
	    (sheet_list_needed(s, list) + 1) * sizeof *r->f->examples);
	for (struct sheet_node n = sheet_first(s, list); n.t; n = sheet_next(s, n)) {
		struct formality_example *x = &r->f->examples[r->f->example_count];

		x->field = formality_field(r->f, sheet_name(n));
		x->value = sheet_value(s, n);
		if (!x->field)
			sheet_wrong(s, n.path, "not on any page");
		else if (!x->value)
			sheet_wrong(s, n.path, "missing");
		else
			r->f->example_count++;
	}
	for (size_t i = 0; i < r->f->page_count && sheet_count(list); i++)
		for (size_t j = 0; j < r->f->pages[i].field_count; j++)
			check_example(r, r->f->pages[i].fields[j]);
}
