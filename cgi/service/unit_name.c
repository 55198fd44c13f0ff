/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/unit_name.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/department.h"

static const struct local names[] = {
#define NAME(en, it, es) {{NULL, en, it, es}},
#include "service/unit_name.def"
#undef NAME
};

/* The place of a name that has this shape, "%" or "% city"; NULL if it has not. */
static const char *
place_of(struct pool *pool, const char *name, const char *shape)
{
	size_t n = strlen(name), before = strcspn(shape, "%"), after = strlen(shape) - before - 1;

	if (n <= before + after || strncmp(name, shape, before) != 0 ||
	    strcmp(name + n - after, shape + before + 1) != 0)
		return NULL;
	return pool_bytes(pool, name + before, n - before - after);
}

static const char *
with_place(struct pool *pool, const char *shape, const char *place)
{
	size_t before = strcspn(shape, "%");

	return pool_format(pool, "%s%s%s", pool_bytes(pool, shape, before), place, shape + before + 1);
}

const char *
unit_name(struct pool *pool, const char *zh, const char *en, enum lang lang)
{
	const struct department *d;
	const char *place;

	if (lang <= LANG_EN || !en)
		return lang == LANG_ZH ? zh : en;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *shape = names[i].in[LANG_EN];

		if (strcmp(shape, en) == 0)
			return names[i].in[lang];
		if (strchr(shape, '%') && (place = place_of(pool, en, shape)))
			return with_place(pool, names[i].in[lang], place);
	}
	for (size_t i = 0; (d = department_at(i)); i++)
		if (strcmp(d->name.in[LANG_EN], en) == 0)
			return d->name.in[lang];
	return en;
}
