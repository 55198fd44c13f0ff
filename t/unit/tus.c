/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The headers of the tus protocol (1.0.0), and the digest that it asks for. */
#include "base/memory.h"
#include "base/sha1.h"
#include "tap.h"
#include "web/tus.h"

static struct pool *pool;

static const char *
hex_of(const unsigned char *p, size_t n)
{
	struct text out = {.pool = pool};

	text_add(&out, "");
	for (size_t i = 0; i < n; i++)
		text_addf(&out, "%02x", p[i]);
	return out.s;
}

/* FIPS 180's own, and each length around the end of a block. */
static void
try_sha1(void)
{
	static const struct {
		const char *in, *want;
	} table[] = {
		{"", "da39a3ee5e6b4b0d3255bfef95601890afd80709"},
		{"abc", "a9993e364706816aba3e25717850c26c9cd0d89d"},
		{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		    "84983e441c3bd26ebaae4aa1f95129e5e54670f1"},
	};
	unsigned char all[130] = {0}, digest[SHA1_SIZE], chain[SHA1_SIZE] = {0}, *million;

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		sha1(bytes_of(table[i].in), digest);
		is_str(hex_of(digest, SHA1_SIZE), table[i].want, table[i].in);
	}
	for (size_t n = 0; n <= sizeof all; n++) {
		sha1(BYTES(all, n), digest);
		for (size_t i = 0; i < SHA1_SIZE; i++)
			chain[i] ^= digest[i];
	}
	/* hashlib's digests of 0 to 130 zeros, one laid on the other */
	is_str(hex_of(chain, SHA1_SIZE), "8fa123d6d9c323bcfc203bef9eb5d68eb8819d37", "131 lengths");
	million = pool_alloc(pool, 1000000);
	memset(million, 'a', 1000000);
	sha1(BYTES(million, 1000000), digest);
	is_str(hex_of(digest, SHA1_SIZE), "34aa973cd4c4daa4f61eeb2bdbad27316534016f", "a million of a");
}

static const char *
shown(const struct pairs *pairs)
{
	struct text out = {.pool = pool};

	text_add(&out, "");
	for (size_t i = 0; i < pairs->count; i++)
		text_addf(&out, "%s%s=%s", i ? "|" : "", pairs->at[i].name, pairs->at[i].value);
	return out.s;
}

static void
try_metadata(void)
{
	static const struct {
		const char *in, *want;		/* NULL: refused */
	} table[] = {
		{"filename eC5qcGc=", "filename=x.jpg"},
		{"filename eC5qcGc=,is_confidential", "filename=x.jpg|is_confidential="},
		{"filename eC5qcGc=, filetype aW1hZ2UvanBlZw==", "filename=x.jpg|filetype=image/jpeg"},
		{"is_confidential ", "is_confidential="},
		{"a YQ==", "a=a"}, {"a YWI=", "a=ab"}, {"a YWJj", "a=abc"},
		{"filename 6Lqr5Lu96K+BLmpwZw==", "filename=身份证.jpg"},
		{"", NULL}, {" ", NULL}, {",", NULL}, {"a,", NULL}, {",a", NULL}, {"a,,b", NULL},
		{"a YQ", NULL}, {"a YQ=", NULL}, {"a YQ===", NULL}, {"a Y", NULL}, {"a =", NULL}, {"a ====", NULL},
		{"a YR==", NULL},		/* bits that say nothing */
		{"a YWJ=", NULL}, {"a Y-_=", NULL}, {"a Y Q=", NULL}, {"a YQ== YQ==", NULL}, {"a\tYQ==", NULL},
		{"a //79", NULL},		/* not UTF-8 */
		{"a AA==", NULL},		/* NUL */
		{"a YQ==,a YQ==", NULL}, {"\xc3\xa9 YQ==", NULL},
		{"a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p", "a=|b=|c=|d=|e=|f=|g=|h=|i=|j=|k=|l=|m=|n=|o=|p="},
		{"a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q", NULL},
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct pairs out;
		bool is_one = tus_metadata(pool, table[i].in, &out);

		is_str(is_one ? shown(&out) : NULL, table[i].want, table[i].in);
	}
}

static void
try_checksum(void)
{
	static const struct {
		const char *in, *want;
	} table[] = {
		{"sha1 Lve95gjOVATpfV8EL5X4nxwjKHE=", "sha1 2ef7bde608ce5404e97d5f042f95f89f1c232871"},
		{"crc32 AAAAAA==", "crc32 00000000"},
		{"sha512 pKvURIxJVi2CgRXROh/M6pJ/UrTVRZKX+LQ+QtqJI4vBNibkPcs43bCCSIkn7JBPtCBXRDmD6IWFF51QVRr+Yg==",
		    "sha512 a4abd4448c49562d828115d13a1fccea927f52b4d5459297f8b43e42da89238b"
		    "c13626e43dcb38ddb082488927ec904fb42057443983e88585179d50551afe62"},
		{"sha1", NULL}, {"sha1 ", NULL}, {"", NULL}, {" AAAA", NULL}, {"sha1 AAA", NULL}, {"sha1 AAAA ", NULL},
		{"sha1  AAAA", NULL}, {"x AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
		    "AAAAAAAAAAAAAAAAAAAAAAAAAAAA", NULL},
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct tus_sum sum;
		bool is_one = tus_checksum(pool, table[i].in, &sum);

		is_str(is_one ? pool_format(pool, "%s %s", sum.algorithm, hex_of(sum.digest, sum.size)) : NULL,
		    table[i].want, table[i].in);
	}
}

int
main(void)
{
	pool = pool_new(NULL, 0);
	try_sha1();
	try_metadata();
	try_checksum();
	pool_free(pool);
	return done();
}
