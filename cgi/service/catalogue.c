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
read_file(struct pool *pool, struct catalogue *c, const char *folder, const char *path)
{
	const char *file = path + strlen(folder) + 1, *text;
	struct formality *f;
	const struct error *e;

	if ((e = catalogue_text(pool, path, &text)))
		return e;
	if ((e = formality_read(pool, c->dictionary, file, text, &f)))
		return e;
	if (strcmp(pool_format(pool, "%s/%s.hdf", f->category, f->code), file) != 0)
		return fail(ERROR_INVALID, "%s: Code: it belongs in %s/%s.hdf", file,
		    f->category, f->code);
	c->formalities[c->count++] = f;
	return formality_publishable(f, file);
}

static const struct error *
check_related(const struct catalogue *c)
{
	for (size_t i = 0; i < c->count; i++)
		for (size_t j = 0; j < c->formalities[i]->related_count; j++) {
			const char *code = c->formalities[i]->related[j];

			if (!code || !catalogue_find(c, code))
				return fail(ERROR_INVALID, "%s/%s.hdf: Related.%zu: no such "
				    "formality: %s", c->formalities[i]->category,
				    c->formalities[i]->code, j, code ? code : "");
		}
	return NULL;
}

static const struct error *
check_verdicts(const struct catalogue *c)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct formality *f = c->formalities[i];

		for (size_t j = 0; f->eligibility && j < f->eligibility->verdict_count; j++) {
			const struct verdict *v = &f->eligibility->verdicts[j];

			if (v->formality && !catalogue_find(c, v->formality))
				return fail(ERROR_INVALID, "%s/%s.hdf: Verdicts.%s.Formality: "
				    "no such formality: %s", f->category, f->code, v->code,
				    v->formality);
		}
	}
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
	for (size_t i = 0; !e && i < c->dictionary->category_count; i++)
		if (glob(pool_format(pool, "%s/%s/*.hdf", folder,
		    c->dictionary->categories[i].code), i ? GLOB_APPEND : 0, NULL, &found)
		    == GLOB_NOSPACE)
			e = fail(ERROR_INTERNAL, "%s: no memory to list it", folder);
	c->formalities = pool_zero(pool, (found.gl_pathc + 1) * sizeof *c->formalities);
	for (size_t i = 0; !e && i < found.gl_pathc; i++)
		e = read_file(pool, c, folder, found.gl_pathv[i]);
	globfree(&found);
	if (!e && c->count == 0)
		e = fail(ERROR_INVALID, "%s: no formality in it", folder);
	if (e || (e = check_related(c)) || (e = check_verdicts(c)))
		return e;
	return check_first(pool, c);
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
