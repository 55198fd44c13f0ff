/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Every formality's file that is wrong, with its line; and the table of units beside them. */
#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "admin/admin.h"
#include "admin/unit.h"
#include "base/config.h"
#include "base/error.h"
#include "base/memory.h"
#include "service/catalogue.h"
#include "service/routing.h"

static const struct error *
check_units(const struct routing *r)
{
	const char *code;

	for (size_t i = 0; (code = routing_unit(r, i)); i++)
		if (!unit_is_declared(code))
			return fail(ERROR_INVALID, "routing.hdf: no such unit: %s", code);
	return NULL;
}

static const struct error *
check_office(const struct formality *f, const char *file)
{
	if (f->office && !unit_is_declared(f->office))
		return fail(ERROR_INVALID, "%s: Office: no such unit: %s", file, f->office);
	return NULL;
}

const struct error *
lint(struct admin *a)
{
	const char *folder = a->config->formalities, *code = a->count ? a->argument[0] : "*";
	struct dictionary *d;
	struct routing *r;
	const struct error *e;
	glob_t found = {0};
	int wrong = 0;

	if ((e = dictionary_load(a->pool, folder, &d)) ||
	    (e = routing_load(a->pool, folder, d, &r)) || (e = check_units(r)))
		return e;
	glob(pool_format(a->pool, "%s/*/%s.hdf", folder, code), 0, NULL, &found);
	glob(pool_format(a->pool, "%s/*/%s.hdf.draft", folder, code), GLOB_APPEND, NULL, &found);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		const char *file = found.gl_pathv[i] + strlen(folder) + 1, *text;
		struct formality *f;

		if (!(e = catalogue_text(a->pool, found.gl_pathv[i], &text)) &&
		    !(e = formality_read(a->pool, d, file, text, &f)) &&
		    !(e = check_office(f, file)))
			e = formality_publishable(f, file);
		if (e) {
			printf("%s\n", e->detail);
			wrong++;
		}
	}
	printf("%zu files, %d wrong\n", found.gl_pathc, wrong);
	globfree(&found);
	return wrong ? fail(ERROR_INVALID, "files are wrong") : NULL;
}
