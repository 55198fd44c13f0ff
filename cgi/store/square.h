/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A QR code as its modules: ISO/IEC 18004, error correction M (a seventh of it may be lost). */
#ifndef QIAO_STORE_SQUARE_H
#define QIAO_STORE_SQUARE_H

#include <stdbool.h>

struct error;
struct pool;

struct square {
	int width;			/* modules on a side, without the quiet zone */
	const unsigned char *dark;	/* width × width, row by row: 1 is dark */
};

const struct error *square_make(struct pool *pool, const char *text, struct square *out)
    __attribute__((warn_unused_result));

#endif
