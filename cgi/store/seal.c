/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Sealing, hashing and randomness: the only file that knows libsodium. */
#include "store/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"

#define VERSION 1
#define NONCE_AT 2
#define NONCE_SIZE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_SIZE crypto_aead_xchacha20poly1305_ietf_ABYTES
#define CIPHER_AT (NONCE_AT + NONCE_SIZE)
#define KEY_SIZE 32
#define KEY_BASE64 43			/* 32 bytes, base64url without padding */
#define LINE_SIZE (4 + KEY_BASE64 + 6 + 1)	/* "255 " key " index" LF */
#define KEYS 256
#define CONTEXT_MOST 64

_Static_assert(CIPHER_AT + TAG_SIZE == SEAL_OVERHEAD, "SEAL_OVERHEAD is what sealing adds");
_Static_assert(KEY_SIZE == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "sealing key");
_Static_assert(KEY_SIZE <= crypto_generichash_KEYBYTES_MAX, "index key");

struct keyring {
	int current;			/* seals; 0: no keys were opened */
	bool has_index;
	bool is_used[KEYS];		/* an id of this file, of whichever sort */
	bool seals[KEYS];
	unsigned char key[KEYS][KEY_SIZE];
	unsigned char index[KEY_SIZE];
};

struct key_text {			/* a key file as it stands on disk */
	struct stat st;
	size_t n;
	char s[KEYS * LINE_SIZE + 1];
};

static struct keyring ring;

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

/* Moves past one line "ID BASE64 [index]"; anything else is refused, so that a file which
 * was cut short or edited wrongly is found at start-up and not at the first unsealing. */
static bool
key_line_read(const char **s, struct keyring *out)
{
	unsigned char key[KEY_SIZE];
	unsigned id = 0;
	size_t n;
	bool is_index, is_fine;

	if (**s < '1' || **s > '9')
		return false;
	while (**s >= '0' && **s <= '9' && id < KEYS)
		id = id * 10 + (unsigned)(*(*s)++ - '0');
	if (id >= KEYS || out->is_used[id] || *(*s)++ != ' ')
		return false;
	if (strnlen(*s, KEY_BASE64) < KEY_BASE64
	    || sodium_base642bin(key, sizeof key, *s, KEY_BASE64, NULL, &n, NULL,
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 || n != KEY_SIZE)
		return false;
	*s += KEY_BASE64;
	is_index = text_starts(*s, " index");
	*s += is_index ? 6 : 0;
	is_fine = *(*s)++ == '\n' && !(is_index && out->has_index);
	if (is_fine) {
		memcpy(is_index ? out->index : out->key[id], key, KEY_SIZE);
		out->is_used[id] = true;
		out->seals[id] = !is_index;
		out->has_index |= is_index;
		if (!is_index && out->current == 0)
			out->current = (int)id;
	}
	sodium_memzero(key, sizeof key);
	return is_fine;
}

static const struct error *
keys_parse(const char *path, const char *s, struct keyring *out)
{
	int line;

	*out = (struct keyring){.current = 0};
	for (line = 1; *s; line++)
		if (!key_line_read(&s, out))
			return fail(ERROR_INTERNAL, "key file %s: line %d is not \"ID BASE64 [index]\"",
			    path, line);
	if (!out->current || !out->has_index)
		return fail(ERROR_INTERNAL, "key file %s needs a sealing key and one index key", path);
	return NULL;
}

static const struct error *
key_text_fill(const char *path, int fd, struct key_text *out)
{
	ssize_t got;

	if (fstat(fd, &out->st) != 0)
		return fail_code(ERROR_INTERNAL, errno, "key file %s: %s", path, strerror(errno));
	if (!S_ISREG(out->st.st_mode) || out->st.st_mode & 077)
		return fail(ERROR_INTERNAL, "key file %s must be a file of mode 0600", path);
	if (out->st.st_uid != geteuid() && out->st.st_uid != 0 && geteuid() != 0)
		return fail(ERROR_INTERNAL, "key file %s belongs to another user", path);
	for (out->n = 0; out->n < sizeof out->s; out->n += (size_t)got) {
		got = read(fd, out->s + out->n, sizeof out->s - out->n);
		if (got < 0)
			return fail_code(ERROR_INTERNAL, errno, "key file %s: %s", path, strerror(errno));
		if (got == 0)
			break;
	}
	if (out->n == sizeof out->s || memchr(out->s, '\0', out->n))
		return fail(ERROR_INTERNAL, "key file %s is not a key file", path);
	out->s[out->n] = '\0';
	return NULL;
}

static const struct error *
key_text_load(const char *path, struct key_text *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	const struct error *e;

	if (fd < 0)
		return fail_code(ERROR_INTERNAL, errno, "key file %s: %s", path, strerror(errno));
	e = key_text_fill(path, fd, out);
	(void)close(fd);
	return e;
}

const struct error *
seal_open_keys(const char *path)
{
	struct key_text text;
	struct keyring fresh;
	const struct error *e;

	if (!(e = key_text_load(path, &text)) && !(e = keys_parse(path, text.s, &fresh)))
		ring = fresh;
	sodium_memzero(&text, sizeof text);
	sodium_memzero(&fresh, sizeof fresh);
	return e;
}

/* The folder's entry must be on disk too, or a power cut brings the old file back. */
static bool
folder_sync(const char *path)
{
	char folder[PATH_MAX];
	char *slash;
	bool is_done;
	int fd;

	(void)snprintf(folder, sizeof folder, "%s", path);
	slash = strrchr(folder, '/');
	if (!slash)
		(void)snprintf(folder, sizeof folder, ".");
	else
		slash[slash == folder] = '\0';
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return false;
	is_done = fsync(fd) == 0;
	return close(fd) == 0 && is_done;
}

/* `old` is the file that is replaced, or NULL if there must be none yet. PATH.new is made
 * with O_EXCL, so two rotations at once cannot lose each other's key. */
static const struct error *
keys_save(const char *path, const char *s, const struct stat *old)
{
	char fresh[PATH_MAX];
	bool is_done;
	int fd, code;

	if (snprintf(fresh, sizeof fresh, "%s.new", path) >= (int)sizeof fresh)
		return fail(ERROR_INTERNAL, "the key file's path is too long");
	fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return fail_code(ERROR_INTERNAL, errno, "key file %s: %s", fresh, strerror(errno));
	is_done = dprintf(fd, "%s", s) == (int)strlen(s) && fsync(fd) == 0;
	if (is_done && old && old->st_uid != geteuid())
		is_done = fchown(fd, old->st_uid, old->st_gid) == 0;
	code = errno;
	if (close(fd) != 0 && is_done) {
		code = errno;
		is_done = false;
	}
	if (is_done) {
		is_done = old ? rename(fresh, path) == 0 : link(fresh, path) == 0;
		code = errno;
	}
	if (!is_done || !old)
		(void)unlink(fresh);
	if (!is_done)
		return fail_code(ERROR_INTERNAL, code, "key file %s: %s", path, strerror(code));
	if (!folder_sync(path))
		return fail_code(ERROR_INTERNAL, errno, "key file %s: %s", path, strerror(errno));
	return NULL;
}

static void
key_line_make(char *out, size_t room, int id, const char *rest)
{
	unsigned char key[KEY_SIZE];
	char base64[KEY_BASE64 + 1];

	randombytes_buf(key, sizeof key);
	sodium_bin2base64(base64, sizeof base64, key, sizeof key,
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	(void)snprintf(out, room, "%d %s%s", id, base64, rest);
	sodium_memzero(key, sizeof key);
	sodium_memzero(base64, sizeof base64);
}

const struct error *
seal_make_keys(const char *path)
{
	char s[2 * LINE_SIZE + 1];
	const struct error *e;

	key_line_make(s, sizeof s, 1, "\n");
	key_line_make(s + strlen(s), sizeof s - strlen(s), 2, " index\n");
	e = keys_save(path, s, NULL);
	sodium_memzero(s, sizeof s);
	return e;
}

/* One above the highest, so that an id is not soon used again after its key was taken out. */
static int
key_id_new(const struct keyring *keys)
{
	int id, highest = 0, lowest_free = 0;

	for (id = KEYS - 1; id > 0; id--) {
		if (keys->is_used[id] && !highest)
			highest = id;
		if (!keys->is_used[id])
			lowest_free = id;
	}
	return highest + 1 < KEYS ? highest + 1 : lowest_free;
}

const struct error *
seal_add_key(const char *path)
{
	struct key_text old;
	struct keyring keys;
	char s[sizeof old.s + LINE_SIZE];
	const struct error *e;
	int id;

	if (!(e = key_text_load(path, &old)) && !(e = keys_parse(path, old.s, &keys))) {
		if ((id = key_id_new(&keys)) == 0) {
			e = fail(ERROR_INTERNAL, "key file %s is full: take out keys not in use", path);
		} else {
			key_line_make(s, LINE_SIZE + 1, id, "\n");
			(void)snprintf(s + strlen(s), sizeof s - strlen(s), "%s", old.s);
			e = keys_save(path, s, &old.st);
		}
	}
	sodium_memzero(&old, sizeof old);
	sodium_memzero(&keys, sizeof keys);
	sodium_memzero(s, sizeof s);
	return e;
}

int
seal_current_key(void)
{
	return ring.current;
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

	if (!ring.current)
		stop("no-keys-opened");
	out[0] = VERSION;
	out[1] = (unsigned char)ring.current;
	randombytes_buf(out + NONCE_AT, NONCE_SIZE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + CIPHER_AT, NULL, plain.p, plain.n,
	    bound, bound_data(bound, ring.current, context, row), NULL, out + NONCE_AT,
	    ring.key[ring.current]);
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
	if (!ring.seals[id])
		return fail(ERROR_INTERNAL, "%s %lld: key %d is not in the key file", context,
		    (long long)row, id);
	n = sealed.n - SEAL_OVERHEAD;
	out = pool_alloc(pool, n + 1);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL, sealed.p + CIPHER_AT,
	    sealed.n - CIPHER_AT, bound, bound_data(bound, id, context, row),
	    sealed.p + NONCE_AT, ring.key[id]) != 0)
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

	if (!ring.has_index)
		stop("no-keys-opened");
	crypto_generichash_init(&state, ring.index, KEY_SIZE, HASH_SIZE);
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
