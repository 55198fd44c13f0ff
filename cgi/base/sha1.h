/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * SHA-1 (FIPS 180-4), which the tus protocol asks for and libsodium rightly lacks. It finds bytes that a
 * line spoilt; nothing here is secret or signed by it.
 */
#ifndef QIAO_BASE_SHA1_H
#define QIAO_BASE_SHA1_H

#include "base/text.h"

#define SHA1_SIZE 20
void sha1(struct bytes data, unsigned char out[SHA1_SIZE]);

#endif
