/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What is stored sealed, and hashed (libsodium). A sealed value is
 *	version 1 | key id 1 | nonce 24 | XChaCha20-Poly1305 ciphertext and tag
 * bound to a context such as "contact" or "file" and to the row's id, so that a value
 * copied to another row does not open.
 *
 * The key file has a line a key, "ID BASE64 [index]"; the first sealing key seals, all
 * of them open; the one index key is for blind indexes and tokens and never changes
 * without a re-index. Mode 0600. doc/operating.md has the rotation.
 */
#ifndef QIAO_STORE_SEAL_H
#define QIAO_STORE_SEAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

struct error;
struct pool;

#define SEAL_OVERHEAD 42	/* bytes added to the plain text */

const struct error *seal_open_keys(const char *path) __attribute__((warn_unused_result));
/* Make a key file with one sealing and one index key; fails if it exists. */
const struct error *seal_make_keys(const char *path) __attribute__((warn_unused_result));
/* Put a new sealing key in front of the file (atomically); older ones still open. */
const struct error *seal_add_key(const char *path) __attribute__((warn_unused_result));
int seal_current_key(void);
int seal_key_of(struct bytes sealed);	/* the id of the key that sealed it */

struct bytes seal(struct pool *pool, const char *context, int64_t row, struct bytes plain);
struct bytes seal_text(struct pool *pool, const char *context, int64_t row, const char *plain);
const struct error *unseal(struct pool *pool, const char *context, int64_t row,
    struct bytes sealed, struct bytes *plain) __attribute__((warn_unused_result));
const struct error *unseal_text(struct pool *pool, const char *context, int64_t row,
    struct bytes sealed, const char **plain) __attribute__((warn_unused_result));

#define HASH_SIZE 32
/* Keyed BLAKE2b: blind index, token hash, mark of a form. Different contexts, different hashes. */
struct bytes keyed_hash(struct pool *pool, const char *context, struct bytes data);
/* Plain BLAKE2b-256 for the history chain and the file digests. */
struct bytes plain_hash(struct pool *pool, struct bytes data);
/* Of the parts in a row. For what strangers check with their own tools: the days' roots. */
void sha256(const struct bytes *parts, size_t count, unsigned char out[HASH_SIZE]);
/* The same of one. */
struct bytes public_hash(struct pool *pool, struct bytes data);
bool same_secret(struct bytes a, struct bytes b);	/* constant time */

void random_fill(void *out, size_t n);
uint32_t random_below(uint32_t bound);		/* uniform */
char *random_token(struct pool *pool, size_t bytes);	/* base64url */
char *base64url(struct pool *pool, struct bytes data);
bool base64url_read(struct pool *pool, const char *s, struct bytes *out);
char *hex(struct pool *pool, struct bytes data);
bool hex_read(struct pool *pool, const char *s, struct bytes *out);

/* Argon2id, 19 MiB and t=2 (OWASP's floor; doc/threats.md). */
char *password_hash(struct pool *pool, const char *password);
bool password_matches(const char *hash, const char *password);

#endif
