/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <glob.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "admin/lint.h"
#include "base/memory.h"
#include "service/dictionary.h"

static bool
ends(const char *s, const char *ending)
{
	size_t n = strlen(s), m = strlen(ending);

	return n > m && strcmp(s + n - m, ending) == 0;
}

static bool
is_ignored(const char *path)
{
	struct stat is;

	return stat(path, &is) == 0 && S_ISREG(is.st_mode) && !ends(path, ".hdf") &&
	    !ends(path, ".hdf.draft");
}

void
lint_ignored(struct pool *pool, const char *folder, const struct dictionary *dictionary)
{
	glob_t found = {0};

	for (size_t i = 0; i < dictionary->category_count; i++)
		glob(pool_format(pool, "%s/%s/*", folder, dictionary->categories[i].code),
		    i ? GLOB_APPEND : 0, NULL, &found);
	for (size_t i = 0; i < found.gl_pathc; i++)
		if (is_ignored(found.gl_pathv[i]))
			fprintf(stderr, "%s:1: warning: nobody reads it: a formality's file is called "
			    "CODE.hdf or CODE.hdf.draft\n", found.gl_pathv[i]);
	globfree(&found);
}
