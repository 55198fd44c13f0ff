/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/catalogue.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/routing.h"
#include "service/sheet.h"

const struct error *
catalogue_text(struct pool *pool, const char *path, const char **out)
{
	const struct error *e;
	struct bytes text;

	if ((e = sheet_bytes(pool, path, &text)))
		return e;
	if (!text_is_utf8((const char *)text.p, text.n))
		return fail(ERROR_INVALID, "%s: not UTF-8", path);
	*out = (const char *)text.p;
	return NULL;
}

/* CATEGORY/CODE.hdf has to say what it is. */
struct formality *
catalogue_read_file(struct sheet *s, const struct catalogue *c, const char *path)
{
	const char *text = sheet_file(s, path), *name = strrchr(s->file, '/');
	const char *ending = name ? strchr(name, '.') : ".hdf";
	struct formality *f;
	const char *belongs;

	if (!text)
		return NULL;
	s->is_published = true;
	formality_read_in(s, c->dictionary, text, &f);
	if (!f)
		return NULL;
	belongs = pool_format(s->scratch, "%s/%s%s", f->category, f->code, ending);
	if (*f->code && dictionary_category(c->dictionary, f->category) &&
	    strcmp(belongs, s->file) != 0)
		sheet_wrong(s, "Code", "it belongs in %s", belongs);
	formality_check_publishable(s, f);
	return f;
}

/* All files of the catalogue's categories with this ending, in the categories' order. */
static const struct error *
list_files(struct pool *pool, const struct catalogue *c, const char *folder, const char *ending,
    glob_t *out)
{
	*out = (glob_t){0};
	for (size_t i = 0; i < c->dictionary->category_count; i++)
		if (glob(pool_format(pool, "%s/%s/*%s", folder, c->dictionary->categories[i].code,
		    ending), i ? GLOB_APPEND : 0, NULL, out) == GLOB_NOSPACE)
			return fail(ERROR_INTERNAL, "%s: no memory to list it", folder);
	return NULL;
}

/* The dictionaries and the table of units; without them no formality is read. */
static const struct error *
read_shared(struct pool *pool, const char *folder, struct faults *faults, struct catalogue *c)
{
	struct sheet s = sheet_open(pool, "", faults);

	s.is_published = true;
	dictionary_read(&s, folder, &c->dictionary);
	routing_read(&s, folder, c->dictionary, &c->routing);
	return sheet_close(&s);
}

/* "certificate/cert-x.hdf.draft": cert-x */
static const char *
code_of(struct pool *pool, const char *file)
{
	const char *name = strrchr(file, '/') ? strrchr(file, '/') + 1 : file;

	return pool_bytes(pool, name, strcspn(name, "."));
}

static int
compare_code(const void *code, const void *at)
{
	return strcmp(code, (*(struct formality *const *)at)->code);
}

static int
compare_codes(const void *a, const void *b)
{
	return compare_code((*(struct formality *const *)a)->code, b);
}

static const struct error *
read_formalities(struct pool *pool, const char *folder, struct faults *faults, struct catalogue *c)
{
	const struct error *e;
	glob_t found;

	if ((e = list_files(pool, c, folder, ".hdf", &found)))
		return e;
	c->formalities = pool_zero(pool, (found.gl_pathc + 1) * sizeof *c->formalities);
	c->unread = pool_zero(pool, (found.gl_pathc + 1) * sizeof *c->unread);
	for (size_t i = 0; !e && i < found.gl_pathc; i++) {
		const char *path = found.gl_pathv[i];
		struct sheet s = sheet_open(pool, path + strlen(folder) + 1, faults);
		struct formality *f = catalogue_read_file(&s, c, path);

		if (f)
			c->formalities[c->count++] = f;
		else
			c->unread[c->unread_count++] = code_of(pool, path);
		e = sheet_close(&s);
	}
	globfree(&found);
	c->by_code = pool_alloc(pool, (c->count + 1) * sizeof *c->by_code);
	memcpy(c->by_code, c->formalities, c->count * sizeof *c->by_code);
	qsort(c->by_code, c->count, sizeof *c->by_code, compare_codes);
	return e || c->count ? e : fail(ERROR_INVALID, "%s: no formality in it", folder);
}

static const struct error *
check_between(struct pool *pool, struct faults *faults, const struct catalogue *c)
{
	struct sheet s = sheet_open(pool, "", faults);

	for (size_t i = 0; i < c->count; i++) {
		s.file = pool_format(s.scratch, "%s/%s.hdf", c->formalities[i]->category,
		    c->formalities[i]->code);
		catalogue_check_others(&s, c, NULL, c->formalities[i]);
	}
	catalogue_check_lists(&s, c);
	return sheet_close(&s);
}

const struct error *
catalogue_read(struct pool *pool, const char *folder, struct faults *faults, struct catalogue **out)
{
	struct catalogue *c = *out = POOL_NEW(pool, struct catalogue);
	const struct error *e = read_shared(pool, folder, faults, c);

	if (e || (faults && faults->first) || (e = read_formalities(pool, folder, faults, c)))
		return e;
	return check_between(pool, faults, c);
}

const struct error *
catalogue_load(struct pool *pool, const char *folder, struct catalogue **out)
{
	return catalogue_read(pool, folder, NULL, out);
}

static void
read_draft(struct pool *pool, const struct catalogue *c, const char *folder, const char *path,
    struct catalogue_draft *draft)
{
	const struct error *e;
	struct sheet s;

	draft->file = pool_string(pool, path + strlen(folder) + 1);
	draft->code = code_of(pool, draft->file);
	s = sheet_open(pool, draft->file, NULL);
	draft->formality = catalogue_read_file(&s, c, path);
	if ((e = sheet_close(&s))) {
		draft->formality = NULL;
		draft->wrong = pool_string(pool, e->detail);
	}
}

const struct error *
catalogue_drafts(struct pool *pool, const struct catalogue *c, const char *folder,
    struct catalogue_drafts *out)
{
	const struct error *e;
	glob_t found;

	*out = (struct catalogue_drafts){0};
	if ((e = list_files(pool, c, folder, ".hdf.draft", &found)))
		return e;
	out->at = pool_zero(pool, (found.gl_pathc + 1) * sizeof *out->at);
	for (; out->count < found.gl_pathc; out->count++)
		read_draft(pool, c, folder, found.gl_pathv[out->count], &out->at[out->count]);
	globfree(&found);
	for (size_t i = 0; i < out->count; i++) {
		struct catalogue_draft *draft = &out->at[i];
		struct sheet s = sheet_open(pool, draft->file, NULL);

		if (draft->formality)
			catalogue_check_others(&s, c, out, draft->formality);
		if ((e = sheet_close(&s)))
			draft->wrong = pool_string(pool, e->detail);
	}
	return NULL;
}

const struct formality *
catalogue_find(const struct catalogue *c, const char *code)
{
	struct formality **found = bsearch(code, c->by_code, c->count, sizeof *c->by_code, compare_code);

	return found ? *found : NULL;
}

const struct formality *
catalogue_first(const struct catalogue *c, const char *category)
{
	for (size_t i = 0; i < c->count; i++)
		if (strcmp(c->formalities[i]->category, category) == 0)
			return c->formalities[i];
	return NULL;
}

const struct formality *
catalogue_next(const struct catalogue *c, const struct formality *f)
{
	for (size_t i = 0; i + 1 < c->count; i++)
		if (c->formalities[i] == f)
			return strcmp(c->formalities[i + 1]->category, f->category) == 0
			    ? c->formalities[i + 1] : NULL;
	return NULL;
}
