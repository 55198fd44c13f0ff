/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Materials, categories, life events and subjects; the five files in a row, and what is found in them. */
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/tree.h"
#include "service/dictionary_part.h"

#define MOST_PAGES 30		/* of one material */
#define MOST_MONTHS 120

static const char *const kinds[MATERIAL_KINDS] = {
	[MATERIAL_IMAGE] = "image", [MATERIAL_PDF] = "pdf", [MATERIAL_EITHER] = "either",
};
static const char *const originals[MATERIAL_ORIGINALS] = {
	[ORIGINAL_KEPT] = "kept", [ORIGINAL_COUNTER] = "counter", [ORIGINAL_PROXY] = "proxy",
	[ORIGINAL_SURRENDER] = "surrender",
};

static const char *const bearers[MATERIAL_BEARERS] = {
	[BEARER_UNSAID] = "unsaid", [BEARER_SELF] = "self", [BEARER_CHILD] = "child",
	[BEARER_SPOUSE] = "spouse", [BEARER_DECEASED] = "deceased", [BEARER_GUEST] = "guest",
	[BEARER_PERSON] = "person",
};

const char *
material_bearer_word(enum material_bearer bearer)
{
	return bearers[bearer];
}

const char *
material_kind_word(enum material_kind kind)
{
	return kinds[kind];
}

const char *
material_original_word(enum material_original original)
{
	return originals[original];
}

void
dictionary_read_also(struct sheet *s, struct sheet_node list, const char ***codes,
    size_t *count)
{
	const char *code;

	if (!list.t)
		return;
	*codes = pool_zero(s->pool, (sheet_count(list) + 1) * sizeof **codes);
	*count = 0;
	for (struct sheet_node n = sheet_first(s, list); n.t; n = sheet_next(s, n))
		if ((code = sheet_value(s, n)))
			(*codes)[(*count)++] = code;
}

void
dictionary_check_also(struct sheet *s, const char *path, const struct dictionary *d,
    const struct material_entry *entry)
{
	for (size_t i = 0; i < entry->also_count; i++) {
		const struct material_entry *other = dictionary_material(d, entry->also[i]);

		if (!other || other->is_of_one_matter)
			sheet_wrong(s, pool_format(s->scratch, "%s.Also", path), other ?
			    "is OneMatter, and never offered: %s" : "no such material: %s", entry->also[i]);
	}
}

void
dictionary_change_material(struct sheet *s, struct sheet_node n, struct material_entry *entry)
{
	struct sheet_node name = sheet_at(s, n, "Name"), how = sheet_at(s, n, "How");
	struct sheet_node statement = sheet_at(s, n, "Statement");
	int word;

	if (name.t)
		sheet_local_needed(s, name, &entry->name);
	if (how.t)
		sheet_local_needed(s, how, &entry->how);
	if (statement.t)
		sheet_local_needed(s, statement, &entry->statement);
	if ((word = sheet_word(s, n, "Kind", kinds, MATERIAL_KINDS)) >= 0)
		entry->kind = (enum material_kind)word;
	if ((word = sheet_word(s, n, "Original", originals, MATERIAL_ORIGINALS)) >= 0)
		entry->original = (enum material_original)word;
	if ((word = sheet_word(s, n, "Bearer", bearers, MATERIAL_BEARERS)) >= 0)
		entry->bearer = (enum material_bearer)word;
	sheet_number(s, n, "Most", 1, MOST_PAGES, &entry->most);
	sheet_flag(s, n, "Generated", &entry->is_generated);
	sheet_flag(s, n, "Live", &entry->is_live);
	sheet_flag(s, n, "Shared", &entry->is_shared);
	sheet_flag(s, n, "Minor", &entry->is_minor);
	sheet_flag(s, n, "Foreign", &entry->is_foreign);
	sheet_flag(s, n, "OneMatter", &entry->is_of_one_matter);
	sheet_flag(s, n, "Various", &entry->is_various);
	sheet_flag(s, n, "Expires", &entry->expires);
	sheet_number(s, n, "Lasts", 1, MOST_MONTHS, &entry->lasts);
	dictionary_read_also(s, sheet_at(s, n, "Also"), &entry->also, &entry->also_count);
	if (sheet_at(s, n, "Proves").t)
		entry->proves = sheet_needed(s, n, "Proves");
}

static void
read_material(struct sheet *s, struct sheet_node n, struct material_entry *entry)
{
	entry->code = sheet_code(s, n);
	sheet_needed(s, n, "Kind");
	sheet_needed(s, n, "Most");
	sheet_local_needed(s, sheet_at(s, n, "Name"), &entry->name);
	dictionary_change_material(s, n, entry);
	sheet_local_needed(s, sheet_at(s, n, "How"), &entry->how);
}

static void
read_category(struct sheet *s, struct sheet_node n, struct category *category)
{
	category->code = sheet_code(s, n);
	sheet_local_needed(s, n, &category->name);
}

/* Opens one of the files and finds the one list in it. */
static struct sheet_node
open_list(struct sheet *s, const char *folder, const char *file, enum sheet_kind kind, const char *name,
    struct tree **t)
{
	struct sheet_node root = {NULL, ""};
	const char *text;

	*t = NULL;
	if (s->error)
		return root;
	s->file = file;
	text = sheet_file(s, pool_format(s->scratch, "%s/%s", folder, file));
	if (!text || sheet_failed(s, tree_read(text, t))) {
		*t = NULL;
		return root;
	}
	root.t = *t;
	sheet_check(s, root, kind);
	if (sheet_count(sheet_at(s, root, name)) == 0)
		sheet_wrong(s, name, "missing");
	return sheet_at(s, root, name);
}

/* A list's length, and room for as many of its entries. */
#define ROOM(s, list, count, array) \
	((count) = sheet_count(list), \
	(array) = pool_zero((s)->pool, ((count) + 1) * sizeof *(array)))

static void
read_group(struct sheet *s, struct sheet_node n, struct life_group *group)
{
	group->code = sheet_code(s, n);
	sheet_needed(s, n, "zh");
	sheet_local(s, n, &group->name);
	group->of = sheet_needed(s, n, "Of");
}

static void
read_event(struct sheet *s, struct sheet_node n, struct life_event *event)
{
	struct sheet_node groups = sheet_at(s, n, "Groups");
	size_t i = 0;

	event->code = sheet_code(s, n);
	sheet_needed(s, n, "zh");
	sheet_local(s, n, &event->name);
	event->first = sheet_text(s, n, "First");
	if (!event->first)
		event->first = "";
	ROOM(s, groups, event->group_count, event->groups);
	for (struct sheet_node g = sheet_first(s, groups); g.t; g = sheet_next(s, g))
		read_group(s, g, &event->groups[i++]);
}

static void
read_subject(struct sheet *s, struct sheet_node n, struct subject *subject)
{
	subject->code = sheet_code(s, n);
	sheet_needed(s, n, "zh");
	sheet_local(s, n, &subject->words);
	subject->pinyin = sheet_needed(s, n, "pinyin");
	subject->first = sheet_needed(s, n, "First");
	subject->category = sheet_text(s, n, "Category");
	subject->abroad = sheet_text(s, n, "Abroad");
	subject->home = sheet_text(s, n, "Home");
	subject->never = sheet_text(s, n, "Never");
	sheet_flag(s, n, "Heard", &subject->is_heard);
	sheet_flag(s, n, "Alone", &subject->is_alone);
}

void
dictionary_read(struct sheet *s, const char *folder, struct dictionary **out)
{
	struct dictionary *d = *out = POOL_NEW(s->pool, struct dictionary);
	struct sheet_node list, n;
	struct tree *t;
	size_t i;

	list = open_list(s, folder, "fields.hdf", SHEET_FIELDS_FILE, "Field", &t);
	ROOM(s, list, d->field_count, d->fields);
	for (i = 0, n = sheet_first(s, list); n.t; n = sheet_next(s, n))
		dictionary_read_field(s, n, &d->fields[i++]);
	for (i = 0; i < d->field_count; i++)
		dictionary_check_fields_also(s, d, &d->fields[i]);
	tree_free(t);
	list = open_list(s, folder, "materials.hdf", SHEET_MATERIALS_FILE, "Material", &t);
	ROOM(s, list, d->material_count, d->materials);
	for (i = 0, n = sheet_first(s, list); n.t; n = sheet_next(s, n))
		read_material(s, n, &d->materials[i++]);
	for (i = 0; i < d->material_count; i++)
		dictionary_check_also(s, pool_format(s->scratch, "Material.%s", d->materials[i].code),
		    d, &d->materials[i]);
	tree_free(t);
	list = open_list(s, folder, "categories.hdf", SHEET_CATEGORIES_FILE, "Category", &t);
	ROOM(s, list, d->category_count, d->categories);
	for (i = 0, n = sheet_first(s, list); n.t; n = sheet_next(s, n))
		read_category(s, n, &d->categories[i++]);
	tree_free(t);
	list = open_list(s, folder, "life.hdf", SHEET_LIFE_FILE, "Life", &t);
	ROOM(s, list, d->life_count, d->life);
	for (i = 0, n = sheet_first(s, list); n.t; n = sheet_next(s, n))
		read_event(s, n, &d->life[i++]);
	tree_free(t);
	list = open_list(s, folder, "subjects.hdf", SHEET_SUBJECTS_FILE, "Subjects", &t);
	ROOM(s, list, d->subject_count, d->subjects);
	for (i = 0, n = sheet_first(s, list); n.t; n = sheet_next(s, n))
		read_subject(s, n, &d->subjects[i++]);
	tree_free(t);
}

const struct error *
dictionary_load(struct pool *pool, const char *folder, struct dictionary **out)
{
	struct sheet s = sheet_open(pool, "fields.hdf", NULL);

	dictionary_read(&s, folder, out);
	return sheet_close(&s);
}

const struct field_entry *
dictionary_field(const struct dictionary *d, const char *code)
{
	for (size_t i = 0; i < d->field_count; i++)
		if (strcmp(d->fields[i].code, code) == 0)
			return &d->fields[i];
	return NULL;
}

const struct material_entry *
dictionary_material(const struct dictionary *d, const char *code)
{
	for (size_t i = 0; i < d->material_count; i++)
		if (strcmp(d->materials[i].code, code) == 0)
			return &d->materials[i];
	return NULL;
}

const struct category *
dictionary_category(const struct dictionary *d, const char *code)
{
	for (size_t i = 0; i < d->category_count; i++)
		if (strcmp(d->categories[i].code, code) == 0)
			return &d->categories[i];
	return NULL;
}

const struct life_event *
dictionary_life(const struct dictionary *d, const char *code)
{
	for (size_t i = 0; i < d->life_count; i++)
		if (strcmp(d->life[i].code, code) == 0)
			return &d->life[i];
	return NULL;
}
