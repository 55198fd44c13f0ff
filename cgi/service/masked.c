/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/masked.h"

#include <string.h>

#include "base/country.h"
#include "base/memory.h"
#include "base/text.h"

#define SHOWN_DIGITS 3

static const char *
masked_phone(struct pool *pool, const char *e164)
{
	const struct country *country = country_by_calling(e164);
	size_t n = strlen(e164);
	char dial[8] = "";

	if (country)
		country_dial(country, dial);
	return pool_format(pool, "+%s%s•••• %s", dial, *dial ? " " : "",
	    e164 + (n > SHOWN_DIGITS ? n - SHOWN_DIGITS : n));
}

static const char *
masked_email(struct pool *pool, const char *address)
{
	const char *at = strrchr(address, '@'), *second = address;

	if (!at)
		return "•••";
	/* of a name of one letter nothing would be left to hide */
	if (text_next(&second) == 0 || second >= at)
		second = address;
	return pool_format(pool, "%s•••%s",
	    pool_bytes(pool, address, (size_t)(second - address)), at);
}

const char *
masked(struct pool *pool, const char *kind, const char *address)
{
	return strcmp(kind, "phone") == 0 ? masked_phone(pool, address) :
	    masked_email(pool, address);
}
