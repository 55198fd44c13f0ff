/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/sha1.h"

#include <string.h>

#define BLOCK 64

static uint32_t
turned(uint32_t x, unsigned by)
{
	return x << by | x >> (32 - by);
}

static uint32_t
mixed(int round, uint32_t b, uint32_t c, uint32_t d)
{
	if (round < 20)
		return (b & c) | (~b & d);
	return round >= 40 && round < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
}

static void
take(uint32_t h[5], const unsigned char *p)
{
	static const uint32_t constants[] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
	uint32_t w[80], s[5];

	for (int i = 0; i < 16; i++)
		w[i] = (uint32_t)p[4 * i] << 24 | (uint32_t)p[4 * i + 1] << 16 |
		    (uint32_t)p[4 * i + 2] << 8 | p[4 * i + 3];
	for (int i = 16; i < 80; i++)
		w[i] = turned(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
	memcpy(s, h, sizeof s);
	for (int i = 0; i < 80; i++) {
		uint32_t next = turned(s[0], 5) + mixed(i, s[1], s[2], s[3]) + s[4] +
		    constants[i / 20] + w[i];

		s[4] = s[3];
		s[3] = s[2];
		s[2] = turned(s[1], 30);
		s[1] = s[0];
		s[0] = next;
	}
	for (int i = 0; i < 5; i++)
		h[i] += s[i];
}

void
sha1(struct bytes data, unsigned char out[SHA1_SIZE])
{
	uint32_t h[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
	unsigned char last[2 * BLOCK] = {0};
	uint64_t bits = (uint64_t)data.n * 8;
	size_t whole = data.n / BLOCK * BLOCK, rest = data.n - whole;
	size_t end = rest < BLOCK - 8 ? BLOCK : 2 * BLOCK;

	for (size_t at = 0; at < whole; at += BLOCK)
		take(h, data.p + at);
	if (rest)
		memcpy(last, data.p + whole, rest);
	last[rest] = 0x80;
	for (size_t i = 0; i < 8; i++)
		last[end - 1 - i] = (unsigned char)(bits >> 8 * i);
	for (size_t at = 0; at < end; at += BLOCK)
		take(h, last + at);
	for (size_t i = 0; i < SHA1_SIZE; i++)
		out[i] = (unsigned char)(h[i / 4] >> (24 - 8 * (i % 4)));
}
