/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Sealing, hashing and randomness by libsodium. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/seal_part.h"

#define VERSION 1
#define NONCE_AT 2
#define NONCE_SIZE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_SIZE crypto_aead_xchacha20poly1305_ietf_ABYTES
#define CIPHER_AT (NONCE_AT + NONCE_SIZE)
#define CONTEXT_MOST 64

_Static_assert(CIPHER_AT + TAG_SIZE == SEAL_OVERHEAD, "SEAL_OVERHEAD is what sealing adds");
_Static_assert(SEAL_KEY_SIZE == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "sealing key");
_Static_assert(SEAL_KEY_SIZE <= crypto_generichash_KEYBYTES_MAX, "index key");

struct keyring seal_ring;

/* Before main, so that no caller can forget it and no sandbox is up yet. */
__attribute__((constructor)) static void
seal_start(void)
{
	if (sodium_init() < 0)
		_Exit(70);
}

/* _Exit and not abort: a core file would hold the keys. */
static _Noreturn void
stop(const char *why)
{
	log_error("event=seal.stop reason=%s", why);
	_Exit(70);
}

int
seal_current_key(void)
{
	return seal_ring.current;
}

int
seal_key_of(struct bytes sealed)
{
	return sealed.n >= SEAL_OVERHEAD && sealed.p[0] == VERSION ? sealed.p[1] : -1;
}

/* version, key id, row (big-endian), context: the one part without a fixed size is last. */
static size_t
bound_data(unsigned char out[2 + 8 + CONTEXT_MOST], int id, const char *context, int64_t row)
{
	size_t n = strlen(context);
	int i;

	if (n > CONTEXT_MOST)
		stop("context-too-long");
	out[0] = VERSION;
	out[1] = (unsigned char)id;
	for (i = 0; i < 8; i++)
		out[2 + i] = (unsigned char)((uint64_t)row >> (56 - 8 * i));
	memcpy(out + 10, context, n);
	return 10 + n;
}

struct bytes
seal(struct pool *pool, const char *context, int64_t row, struct bytes plain)
{
	unsigned char bound[2 + 8 + CONTEXT_MOST];
	unsigned char *out = pool_alloc(pool, plain.n + SEAL_OVERHEAD);

	if (!seal_ring.current)
		stop("no-keys-opened");
	out[0] = VERSION;
	out[1] = (unsigned char)seal_ring.current;
	randombytes_buf(out + NONCE_AT, NONCE_SIZE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + CIPHER_AT, NULL, plain.p, plain.n,
	    bound, bound_data(bound, seal_ring.current, context, row), NULL, out + NONCE_AT,
	    seal_ring.key[seal_ring.current]);
	return BYTES(out, plain.n + SEAL_OVERHEAD);
}

struct bytes
seal_text(struct pool *pool, const char *context, int64_t row, const char *plain)
{
	return seal(pool, context, row, bytes_of(plain));
}

const struct error *
unseal(struct pool *pool, const char *context, int64_t row, struct bytes sealed,
    struct bytes *plain)
{
	unsigned char bound[2 + 8 + CONTEXT_MOST];
	int id = seal_key_of(sealed);
	unsigned char *out;
	size_t n;

	*plain = BYTES(NULL, 0);
	if (id < 0)
		return fail(ERROR_INTERNAL, "%s %lld: not a sealed value", context, (long long)row);
	if (!seal_ring.seals[id])
		return fail(ERROR_INTERNAL, "%s %lld: key %d is not in the key file", context,
		    (long long)row, id);
	n = sealed.n - SEAL_OVERHEAD;
	out = pool_alloc(pool, n + 1);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL, sealed.p + CIPHER_AT,
	    sealed.n - CIPHER_AT, bound, bound_data(bound, id, context, row),
	    sealed.p + NONCE_AT, seal_ring.key[id]) != 0)
		return fail(ERROR_INTERNAL, "%s %lld: the seal is broken", context, (long long)row);
	out[n] = '\0';
	*plain = BYTES(out, n);
	return NULL;
}

const struct error *
unseal_text(struct pool *pool, const char *context, int64_t row, struct bytes sealed,
    const char **plain)
{
	struct bytes out;
	const struct error *e;

	*plain = NULL;
	if ((e = unseal(pool, context, row, sealed, &out)))
		return e;
	if (!out.p || memchr(out.p, '\0', out.n))
		return fail(ERROR_INTERNAL, "%s %lld: not a text", context, (long long)row);
	*plain = (const char *)out.p;
	return NULL;
}

struct bytes
keyed_hash(struct pool *pool, const char *context, struct bytes data)
{
	crypto_generichash_state state;
	unsigned char *out = pool_alloc(pool, HASH_SIZE);

	if (!seal_ring.has_index)
		stop("no-keys-opened");
	crypto_generichash_init(&state, seal_ring.index, SEAL_KEY_SIZE, HASH_SIZE);
	/* with its NUL, so that no context is the start of another */
	crypto_generichash_update(&state, (const unsigned char *)context, strlen(context) + 1);
	crypto_generichash_update(&state, data.p, data.n);
	crypto_generichash_final(&state, out, HASH_SIZE);
	return BYTES(out, HASH_SIZE);
}

struct bytes
plain_hash(struct pool *pool, struct bytes data)
{
	unsigned char *out = pool_alloc(pool, HASH_SIZE);

	crypto_generichash(out, HASH_SIZE, data.p, data.n, NULL, 0);
	return BYTES(out, HASH_SIZE);
}

void
sha256(const struct bytes *parts, size_t count, unsigned char out[HASH_SIZE])
{
	crypto_hash_sha256_state state;

	crypto_hash_sha256_init(&state);
	for (size_t i = 0; i < count; i++)
		crypto_hash_sha256_update(&state, parts[i].p, parts[i].n);
	crypto_hash_sha256_final(&state, out);
}

struct bytes
public_hash(struct pool *pool, struct bytes data)
{
	unsigned char *out = pool_alloc(pool, HASH_SIZE);

	crypto_hash_sha256(out, data.p, data.n);
	return BYTES(out, HASH_SIZE);
}

/* Nothing equals nothing is not a proof: an empty secret is never the same. */
bool
same_secret(struct bytes a, struct bytes b)
{
	return a.n != 0 && a.n == b.n && sodium_memcmp(a.p, b.p, a.n) == 0;
}

void
random_fill(void *out, size_t n)
{
	randombytes_buf(out, n);
}

uint32_t
random_below(uint32_t bound)
{
	return randombytes_uniform(bound);
}

char *
random_token(struct pool *pool, size_t bytes)
{
	unsigned char *raw = pool_alloc(pool, bytes);
	char *out;

	randombytes_buf(raw, bytes);
	out = base64url(pool, BYTES(raw, bytes));
	sodium_memzero(raw, bytes);
	return out;
}

char *
base64url(struct pool *pool, struct bytes data)
{
	size_t room = sodium_base64_encoded_len(data.n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);

	return sodium_bin2base64(pool_alloc(pool, room), room, data.p, data.n,
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool
base64url_read(struct pool *pool, const char *s, struct bytes *out)
{
	size_t n = strlen(s), got;
	unsigned char *raw = pool_alloc(pool, n / 4 * 3 + 3);

	*out = BYTES(NULL, 0);
	if (sodium_base642bin(raw, n / 4 * 3 + 3, s, n, NULL, &got, NULL,
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
		return false;
	*out = BYTES(raw, got);
	return true;
}

char *
hex(struct pool *pool, struct bytes data)
{
	return sodium_bin2hex(pool_alloc(pool, 2 * data.n + 1), 2 * data.n + 1, data.p, data.n);
}

bool
hex_read(struct pool *pool, const char *s, struct bytes *out)
{
	size_t n = strlen(s), got;
	unsigned char *raw = pool_alloc(pool, n / 2 + 1);

	*out = BYTES(NULL, 0);
	if (n % 2 || sodium_hex2bin(raw, n / 2 + 1, s, n, NULL, &got, NULL) != 0)
		return false;
	*out = BYTES(raw, got);
	return true;
}

char *
password_hash(struct pool *pool, const char *password)
{
	char *out = pool_alloc(pool, crypto_pwhash_STRBYTES);

	if (crypto_pwhash_str_alg(out, password, strlen(password), 2, 19456 * 1024,
	    crypto_pwhash_ALG_ARGON2ID13) != 0)
		stop("no-memory-for-argon2id");
	return out;
}

bool
password_matches(const char *hash, const char *password)
{
	return crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
}
