/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/catalogue.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/eligibility.h"
#include "service/routing.h"

#define MOST_FILE (256 * 1024)

const struct error *
catalogue_text(struct pool *pool, const char *path, const char **out)
{
	FILE *file = fopen(path, "re");
	struct text text = {.pool = pool};
	char part[4096];
	bool is_read;
	size_t n;

	if (!file)
		return fail_code(ERROR_INTERNAL, errno, "%s: %s", path, strerror(errno));
	text_add(&text, "");
	while (text.n <= MOST_FILE && (n = fread(part, 1, sizeof part, file)) > 0)
		text_add_bytes(&text, part, n);
	is_read = !ferror(file);
	fclose(file);
	if (!is_read)
		return fail(ERROR_INTERNAL, "%s: cannot be read", path);
	if (text.n > MOST_FILE)
		return fail(ERROR_INVALID, "%s: more than %d bytes", path, MOST_FILE);
	if (!text_is_utf8(text.s, text.n))
		return fail(ERROR_INVALID, "%s: not UTF-8", path);
	*out = text.s;
	return NULL;
}

/* CATEGORY/CODE.hdf has to say what it is. */
static const struct error *
read_file(struct pool *pool, const struct catalogue *c, const char *file, const char *path,
    struct formality **out)
{
	const char *text, *ending = strrchr(file, '/') ? strchr(strrchr(file, '/'), '.') : ".hdf";
	const struct error *e;

	if ((e = catalogue_text(pool, path, &text)))
		return e;
	if ((e = formality_read(pool, c->dictionary, file, text, out)))
		return e;
	if (strcmp(pool_format(pool, "%s/%s%s", (*out)->category, (*out)->code, ending), file) != 0)
		return fail(ERROR_INVALID, "%s: Code: it belongs in %s/%s%s", file,
		    (*out)->category, (*out)->code, ending);
	return formality_publishable(*out, file);
}

/* Another formality that is to stand beside it, in the catalogue or (for a draft) in another draft. */
static bool
is_there(const struct catalogue *c, const struct catalogue_drafts *drafts, const char *code)
{
	for (size_t i = 0; code && drafts && i < drafts->count; i++)
		if (drafts->at[i].formality && strcmp(drafts->at[i].formality->code, code) == 0)
			return true;
	return code && catalogue_find(c, code);
}

static const struct error *
check_others(const struct catalogue *c, const struct catalogue_drafts *drafts,
    const struct formality *f, const char *file)
{
	for (size_t i = 0; i < f->related_count; i++)
		if (!is_there(c, drafts, f->related[i]))
			return fail(ERROR_INVALID, "%s: Related.%zu: no such formality: %s", file, i,
			    f->related[i] ? f->related[i] : "");
	for (size_t i = 0; f->eligibility && i < f->eligibility->verdict_count; i++) {
		const struct verdict *v = &f->eligibility->verdicts[i];

		if (v->formality && !is_there(c, drafts, v->formality))
			return fail(ERROR_INVALID, "%s: Verdicts.%s.Formality: no such formality: %s",
			    file, v->code, v->formality);
	}
	return NULL;
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

/* What leads a life event's list is for that event. */
static const struct error *
check_first(struct pool *pool, const struct catalogue *c)
{
	for (size_t i = 0; i < c->dictionary->life_count; i++) {
		const struct life_event *event = &c->dictionary->life[i];
		char *words = pool_string(pool, event->first), *save = NULL;

		for (char *w = strtok_r(words, " ", &save); w; w = strtok_r(NULL, " ", &save)) {
			const struct formality *f = catalogue_find(c, w);

			if (!f || formality_place(f, event->code) == f->life_count)
				return fail(ERROR_INVALID, "life.hdf: Life.%s.First: not for it: %s",
				    event->code, w);
		}
	}
	return NULL;
}

const struct error *
catalogue_load(struct pool *pool, const char *folder, struct catalogue **out)
{
	struct catalogue *c = POOL_NEW(pool, struct catalogue);
	const struct error *e = dictionary_load(pool, folder, &c->dictionary);
	glob_t found = {0};

	*out = c;
	if (!e)
		e = routing_load(pool, folder, c->dictionary, &c->routing);
	if (!e)
		e = list_files(pool, c, folder, ".hdf", &found);
	c->formalities = pool_zero(pool, (found.gl_pathc + 1) * sizeof *c->formalities);
	for (size_t i = 0; !e && i < found.gl_pathc; i++, c->count++)
		e = read_file(pool, c, found.gl_pathv[i] + strlen(folder) + 1, found.gl_pathv[i],
		    &c->formalities[c->count]);
	globfree(&found);
	if (!e && c->count == 0)
		e = fail(ERROR_INVALID, "%s: no formality in it", folder);
	for (size_t i = 0; !e && i < c->count; i++) {
		const struct formality *f = c->formalities[i];

		e = check_others(c, NULL, f, pool_format(pool, "%s/%s.hdf", f->category, f->code));
	}
	return e ? e : check_first(pool, c);
}

/* "certificate/cert-x.hdf.draft": cert-x */
static const char *
code_of(struct pool *pool, const char *file)
{
	const char *name = strrchr(file, '/') ? strrchr(file, '/') + 1 : file;

	return pool_bytes(pool, name, strcspn(name, "."));
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
	for (; out->count < found.gl_pathc; out->count++) {
		struct catalogue_draft *draft = &out->at[out->count];
		const char *path = found.gl_pathv[out->count];

		draft->file = pool_string(pool, path + strlen(folder) + 1);
		draft->code = code_of(pool, draft->file);
		if ((e = read_file(pool, c, draft->file, path, &draft->formality))) {
			draft->formality = NULL;
			draft->wrong = pool_string(pool, e->detail);
		}
	}
	globfree(&found);
	for (size_t i = 0; i < out->count; i++) {
		struct catalogue_draft *draft = &out->at[i];

		if (draft->formality && (e = check_others(c, out, draft->formality, draft->file)))
			draft->wrong = pool_string(pool, e->detail);
	}
	return NULL;
}

const struct formality *
catalogue_find(const struct catalogue *c, const char *code)
{
	for (size_t i = 0; i < c->count; i++)
		if (strcmp(c->formalities[i]->code, code) == 0)
			return c->formalities[i];
	return NULL;
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
