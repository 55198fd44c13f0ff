/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The headers of the tus protocol that have a form of their own: Upload-Metadata and Upload-Checksum. */
#include "base/memory.h"
#include "target.h"
#include "web/tus.h"

#include <string.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pool *pool = pool_new(NULL, 0);
	/* as a header comes: a string */
	char *said = pool_bytes(pool, (const char *)data, size);
	struct pairs pairs;
	struct tus_sum sum;

	if (tus_metadata(pool, said, &pairs)) {
		require(pairs.count > 0 && pairs.count <= 16);
		for (size_t i = 0; i < pairs.count; i++) {
			const char *name = pairs.at[i].name, *value = pairs.at[i].value;

			require(*name && !strpbrk(name, " ,") && strlen(name) + strlen(value) <= size);
			require(text_is_utf8(value, strlen(value)));
			for (size_t k = 0; k < i; k++)
				require(strcmp(name, pairs.at[k].name) != 0);
		}
	}
	if (tus_checksum(pool, said, &sum))
		require(*sum.algorithm && sum.size > 0 && sum.size <= sizeof sum.digest);
	pool_free(pool);
	return 0;
}
