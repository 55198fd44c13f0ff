/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/alike.h"

#include <strings.h>

#include "service/bar.h"

static const struct alike alikes[] = {
#define NUMBER(code) {code, NULL},
#define NAMED(name, birth) {name, birth},
#include "service/alike.def"
};

const struct alike *
alike_at(size_t i)
{
	return i < sizeof alikes / sizeof *alikes ? &alikes[i] : NULL;
}

bool
alike_has(const struct pairs *answers, const struct alike *by)
{
	const char *value = pairs_get(answers, by->code);
	const char *birth = by->birth ? pairs_get(answers, by->birth) : value;

	return value && *value && birth && *birth;
}

struct bytes
alike_index(struct pool *pool, const struct pairs *answers, const struct alike *by)
{
	const char *value = pairs_get(answers, by->code);

	return by->birth ? bar_named_index(pool, value, pairs_get(answers, by->birth)) :
	    bar_number_index(pool, value);
}

static bool
is_same(const struct pairs *a, const struct pairs *b, const char *code)
{
	return !code || strcasecmp(pairs_get(a, code), pairs_get(b, code)) == 0;
}

bool
alike_is(const struct pairs *a, const struct pairs *b, const struct alike *by)
{
	return alike_has(a, by) && alike_has(b, by) && is_same(a, b, by->code) && is_same(a, b, by->birth);
}
