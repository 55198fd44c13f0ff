/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Codes of an authenticator app: TOTP, RFC 6238, with SHA-1, six digits and 30 seconds. */
#ifndef QIAO_SERVICE_TOTP_H
#define QIAO_SERVICE_TOTP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/text.h"

struct pool;

#define TOTP_CONTEXT "totp"	/* of officer_credential.totp, sealed with the officer's id */
#define TOTP_STEP (30 * SECOND)
#define TOTP_BYTES 20		/* RFC 4226 section 4, R6: 160 bits */

/*
 * Whether the code is of this moment's step, or of the one before or after it (clocks
 * differ, RFC 6238, 5.2); *step is the number of the step it is of, to be taken once.
 */
bool totp_accepts(struct bytes secret, const char *code, moment now, int64_t *step);
/* The code of a step: moment / TOTP_STEP. */
#define TOTP_TEXT 7
void totp_code(struct bytes secret, int64_t step, char out[TOTP_TEXT]);
struct bytes totp_secret(struct pool *pool);	/* a new one */

/* RFC 4648 base32 without padding, as authenticator apps take it. */
char *base32(struct pool *pool, struct bytes data);
bool base32_read(struct pool *pool, const char *s, struct bytes *out);

#endif
