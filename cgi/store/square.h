/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A QR code as its modules: ISO/IEC 18004, error correction M (a seventh of it may be lost). */
#ifndef QIAO_STORE_SQUARE_H
#define QIAO_STORE_SQUARE_H

#include <stdbool.h>

struct error;
struct pool;

#define SQUARE_QUIET 4			/* modules around it */

struct square {
	int width;			/* modules on a side, without the quiet zone */
	const unsigned char *dark;	/* width × width, row by row: 1 is dark */
};

const struct error *square_make(struct pool *pool, const char *text, struct square *out)
    __attribute__((warn_unused_result));
/* Its dark modules as an SVG's path, with room for the quiet zone around them. */
const char *square_path(struct pool *pool, const struct square *s);

#endif
