/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The only file that includes <qrencode.h>. */
#include "store/square.h"

#include <errno.h>
#include <qrencode.h>

#include "base/error.h"
#include "base/memory.h"

const struct error *
square_make(struct pool *pool, const char *text, struct square *out)
{
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	unsigned char *dark;
	int size;

	if (!code)
		return fail_code(ERROR_INTERNAL, errno, "no QR code for that text");
	size = code->width * code->width;
	dark = pool_alloc(pool, (size_t)size);
	for (int i = 0; i < size; i++)
		dark[i] = code->data[i] & 1;
	*out = (struct square){code->width, dark};
	QRcode_free(code);
	return NULL;
}
