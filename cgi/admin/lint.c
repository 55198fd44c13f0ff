/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Every formality's file that is wrong, with its line. */
#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "admin/admin.h"
#include "base/config.h"
#include "base/error.h"
#include "base/memory.h"
#include "service/catalogue.h"

const struct error *
lint(struct admin *a)
{
	const char *folder = a->config->formalities;
	struct dictionary *d;
	const struct error *e;
	glob_t found = {0};
	int wrong = 0;

	if ((e = dictionary_load(a->pool, folder, &d)))
		return e;
	glob(pool_format(a->pool, "%s/*/%s.hdf", folder, a->count ? a->argument[0] : "*"), 0, NULL,
	    &found);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		const char *file = found.gl_pathv[i] + strlen(folder) + 1, *text;
		struct formality *f;

		if (!(e = catalogue_text(a->pool, found.gl_pathv[i], &text)) &&
		    !(e = formality_read(a->pool, d, file, text, &f)))
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
