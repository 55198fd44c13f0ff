/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/role.h"

#include "base/text.h"

enum place { OFFICE, DEPARTMENT };

static const struct {
	enum role role;
	unsigned opens;
	enum place at;
} rows[] = {
#define OPENS(role, opens, at) {ROLE_##role, opens, at},
#include "service/role.def"
};

static const enum role pairs[][2] = {
#define TOGETHER(a, b) {ROLE_##a, ROLE_##b},
#include "service/role.def"
};

#define ROWS (sizeof rows / sizeof *rows)

unsigned
role_opens(enum role role)
{
	for (size_t i = 0; i < ROWS; i++)
		if (rows[i].role == role)
			return rows[i].opens;
	return 0;
}

/* Liaison sites have no officers. */
bool
role_is_at(enum role role, const char *unit_kind)
{
	bool is_department = text_same(unit_kind, "outside");

	if (text_same(unit_kind, "liaison-site"))
		return false;
	for (size_t i = 0; i < ROWS; i++)
		if (rows[i].role == role)
			return (rows[i].at == DEPARTMENT) == is_department;
	return false;
}

bool
role_together(enum role a, enum role b)
{
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if ((pairs[i][0] == a && pairs[i][1] == b) || (pairs[i][0] == b && pairs[i][1] == a))
			return true;
	return false;
}

bool
role_at(size_t n, enum role *out)
{
	if (n >= ROWS)
		return false;
	*out = rows[n].role;
	return true;
}
