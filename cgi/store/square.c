/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The only file that includes <qrencode.h>. */
#include "store/square.h"

#include <errno.h>
#include <qrencode.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

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

/* A rectangle for each run in a row. */
const char *
square_path(struct pool *pool, const struct square *s)
{
	struct text out = {.pool = pool};

	for (int y = 0; y < s->width; y++)
		for (int x = 0, run; x < s->width; x += run ? run : 1) {
			const unsigned char *row = s->dark + y * s->width;

			for (run = 0; x + run < s->width && row[x + run]; run++)
				;
			if (run)
				text_addf(&out, "M%d %dh%dv1h-%dz", x + SQUARE_QUIET,
				    y + SQUARE_QUIET, run, run);
		}
	return out.s;
}
