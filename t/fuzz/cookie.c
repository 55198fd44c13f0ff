/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A header's value, read as Cookie and as the other headers that we look into. */
#include "base/memory.h"
#include "base/text.h"
#include "target.h"
#include "web/cookie.h"
#include "web/header.h"

#include <string.h>

static void
check_cookie(struct pool *pool, const char *header)
{
	char *value = cookie_get(pool, header, "session");
	char *pair;

	if (!value)
		return;
	require(strlen(header) <= 8192);
	require(!strpbrk(value, " \t\r\n\";,\\"));
	for (const char *p = value; *p; p++)
		require(*p > ' ' && *p < 0x7f);
	pair = pool_format(pool, "session=%s", value);
	require(strstr(header, pair));
	/* one more of the same name and another value: neither is trusted */
	require(!cookie_get(pool, pool_format(pool, "%.8000s; session=x%.8000s", pair, value),
	    "session"));
}

static void
check_device(struct pool *pool, const char *header)
{
	const char *device = header_device(pool, header);
	const char *p = device;
	uint32_t c;

	require(strlen(device) <= 60 && text_is_utf8(device, strlen(device)));
	while ((c = text_next(&p)))
		require((c >= ' ' && c < 0x7f && !strchr("<>&\"'", (int)c)) || c == 0xb7);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pool *pool = pool_new(NULL, 0);
	char *header = pool_bytes(pool, data, size);

	check_cookie(pool, header);
	check_device(pool, header);
	require(header_language(header, LANG_IT) < LANG_COUNT);
	require(!header_is_type(header, "multipart/form-data")
	    || !header_is_type(header, "application/x-www-form-urlencoded"));
	pool_free(pool);
	return 0;
}
