/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the guide says in Italian or Spanish and is another language's, word for word. */
#include <string.h>

#include "admin/lint.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/sheet.h"

/* Where sentences stand; a choice or a name may be spelt alike. */
static const char *const guide[] = {"Title.", "Summary.", "Who.", "Steps.", "Limit.", "Fee.", "Result.",
    "Counter.", "Other.", "Verdicts.", "Presence."};

static bool
is_sentence(const char *path, const char *value)
{
	for (size_t i = 0; i < sizeof guide / sizeof *guide; i++)
		if (text_starts(path, guide[i]))
			return strchr(value, ' ') != NULL;
	return false;
}

static const char *
value_of(const struct lines *lines, const char *path)
{
	const char *other, *value;

	for (size_t i = 0; lines_at(lines, i, &other, &value); i++)
		if (strcmp(other, path) == 0)
			return value;
	return "";
}

void
lint_untranslated(struct sheet *s, const struct lines *lines)
{
	static const char *const pairs[][3] = {{".it", "en", "English"}, {".es", "en", "English"},
	    {".es", "it", "Italian"}};
	const char *path, *value;

	for (size_t i = 0; lines_at(lines, i, &path, &value); i++)
		for (size_t j = 0; j < sizeof pairs / sizeof *pairs && is_sentence(path, value); j++) {
			size_t n = strlen(path);

			if (n > 3 && strcmp(path + n - 3, pairs[j][0]) == 0 && strcmp(value, value_of(lines,
			    pool_format(s->scratch, "%.*s%s", (int)n - 2, path, pairs[j][1]))) == 0)
				sheet_wrong(s, path, "the same as the %s text", pairs[j][2]);
		}
}
