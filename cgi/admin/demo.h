/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * demo.json, which lets a person and a script drive the demo: the addresses, and for each
 * sample account how it signs in. Only demo.c knows JSON.
 *
 *	{"urls": {"origin", "home", "sign_in", "desk", "inbox", "inbox_json"},
 *	 "accounts": [{"role", "unit", "unit_name", "sign_in_name", "password", "totp",
 *	               "number", "full_name"} …,
 *	              {"role": "resident", "sign_in_name", "kind", "country", "zone", "lang"} …]}
 *
 * A resident has no password: the code that signs in is in the demo inbox.
 */
#ifndef QIAO_ADMIN_DEMO_H
#define QIAO_ADMIN_DEMO_H

#include <stddef.h>

struct error;
struct pool;

struct demo_account {
	const char *role, *unit, *name;			/* unit is NULL for a resident */
	const char *password, *totp;			/* totp in base32 */
	const char *number, *full_name;
	const char *kind, *country, *zone, *lang;	/* a resident's */
};

struct demo {
	struct demo_account *accounts;
	size_t count;
};

/* No accounts if there is no file yet. */
const struct error *demo_read(struct pool *pool, const char *path, struct demo *out)
    __attribute__((warn_unused_result));
/* Mode 0600, put in the place of the old one at once. */
const struct error *demo_write(struct pool *pool, const char *path, const char *origin,
    const struct demo *demo) __attribute__((warn_unused_result));

#endif
