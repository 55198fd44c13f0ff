/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Officers' accounts, as the operator makes them. */
#ifndef QIAO_ADMIN_OFFICER_H
#define QIAO_ADMIN_OFFICER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

struct admin;
struct error;
struct pool;

#define PASSWORD_BYTES 12

struct officer_account {
	const char *name, *unit, *role, *number, *full_name;
	const char *password;
	struct bytes totp;		/* the secret itself */
	bool is_sample;
};

/* Whether the store has this officer with this password and secret, or with none, as a reset is under way. */
const struct error *officer_has(struct admin *a, const struct officer_account *o, bool *out)
    __attribute__((warn_unused_result));
/* Adds the officer, or gives the one of that name this unit, role, password and secret. */
const struct error *officer_store(struct admin *a, const struct officer_account *o)
    __attribute__((warn_unused_result));

#endif
