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

#define TOTP_BYTES 20			/* RFC 4226 section 4, R6: 160 bits */
#define PASSWORD_BYTES 12

struct officer_account {
	const char *name, *unit, *role, *number, *full_name;
	const char *password;
	struct bytes totp;		/* the secret itself */
	bool is_sample;
};

/* Whether the store has this officer with this password and secret. */
const struct error *officer_has(struct admin *a, const struct officer_account *o, bool *out)
    __attribute__((warn_unused_result));
/* Adds the officer, or gives the one of that name this unit, role, password and secret. */
const struct error *officer_store(struct admin *a, const struct officer_account *o)
    __attribute__((warn_unused_result));

/* RFC 4648 base32 without padding, as authenticator apps take it. */
char *base32(struct pool *pool, struct bytes data);
bool base32_read(struct pool *pool, const char *s, struct bytes *out);

#endif
