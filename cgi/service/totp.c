/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The only file that includes liboath. */
#include "service/totp.h"

#include <liboath/oath.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "store/seal.h"

#define DIGITS (TOTP_TEXT - 1)

void
totp_code(struct bytes secret, int64_t step, char out[TOTP_TEXT])
{
	static bool is_open;

	/* with a step of one second its moment is the counter itself */
	if ((!is_open && oath_init() != OATH_OK) || oath_totp_generate((const char *)secret.p,
	    secret.n, (time_t)step, 1, OATH_TOTP_DEFAULT_START_TIME, DIGITS, out) != OATH_OK) {
		log_error("event=totp error=liboath");
		_Exit(70);
	}
	is_open = true;
}

bool
totp_accepts(struct bytes secret, const char *code, moment now, int64_t *step)
{
	bool is_right = false;

	if (strlen(code) != DIGITS)
		return false;
	for (int64_t at = now / TOTP_STEP - 1; at <= now / TOTP_STEP + 1; at++) {
		char right[TOTP_TEXT];

		totp_code(secret, at, right);
		if (same_secret(bytes_of(code), bytes_of(right))) {
			is_right = true;
			*step = at;
		}
	}
	return is_right;
}
