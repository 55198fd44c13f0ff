/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The only file that includes liboath. */
#include "service/totp.h"

#include <liboath/oath.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "store/seal.h"

#define DIGITS (TOTP_TEXT - 1)

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

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

struct bytes
totp_secret(struct pool *pool)
{
	unsigned char *secret = pool_alloc(pool, TOTP_BYTES);

	random_fill(secret, TOTP_BYTES);
	return BYTES(secret, TOTP_BYTES);
}

char *
base32(struct pool *pool, struct bytes data)
{
	char *out = pool_alloc(pool, (data.n * 8 + 4) / 5 + 1), *to = out;
	unsigned bits = 0, held = 0;

	for (size_t i = 0; i < data.n; i++) {
		held = (held << 8 | data.p[i]) & 0xfffff;
		for (bits += 8; bits >= 5; bits -= 5)
			*to++ = alphabet[held >> (bits - 5) & 31];
	}
	if (bits)
		*to++ = alphabet[held << (5 - bits) & 31];
	*to = '\0';
	return out;
}

bool
base32_read(struct pool *pool, const char *s, struct bytes *out)
{
	unsigned char *to = pool_alloc(pool, strlen(s) * 5 / 8 + 1);
	unsigned bits = 0, held = 0;
	size_t n = 0;

	for (; *s; s++) {
		const char *at = strchr(alphabet, *s);

		if (!at)
			return false;
		held = (held << 5 | (unsigned)(at - alphabet)) & 0xfffff;
		bits += 5;
		if (bits >= 8) {
			bits -= 8;
			to[n++] = (unsigned char)(held >> bits);
		}
	}
	*out = BYTES(to, n);
	return true;
}
