/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/department.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"

#define UNIT_PREFIX "dept-"

static const struct department departments[] = {
#define DEPARTMENT(word, zh, en, it, es, handles_zh, handles_en) \
	{word, {{zh, en, it, es}}, {{handles_zh, handles_en}}},
#include "service/department.def"
};

const struct department *
department_at(size_t i)
{
	return i < sizeof departments / sizeof *departments ? &departments[i] : NULL;
}

const struct department *
department_find(const char *code)
{
	const struct department *d;

	for (size_t i = 0; code && (d = department_at(i)); i++)
		if (strcmp(d->code, code) == 0)
			return d;
	return NULL;
}

const char *
department_unit(struct pool *pool, const struct department *d)
{
	return pool_format(pool, UNIT_PREFIX "%s", d->code);
}

const char *
department_of_unit(const char *unit)
{
	const struct department *d = text_starts(unit ? unit : "", UNIT_PREFIX) ?
	    department_find(unit + strlen(UNIT_PREFIX)) : NULL;

	return d ? d->code : NULL;
}
