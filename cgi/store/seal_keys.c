/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The key file: read strictly, made, and given another key. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "store/seal_part.h"

#define KEY_BASE64 43			/* 32 bytes, base64url without padding */
#define LINE_SIZE (4 + KEY_BASE64 + 6 + 1)	/* "255 " key " index" LF */

struct key_text {			/* a key file as it stands on disk */
	struct stat st;
	size_t n;
	char s[SEAL_KEYS * LINE_SIZE + 1];
};

/* Moves past one line "ID BASE64 [index]"; anything else is refused, so that a file which
 * was cut short or edited wrongly is found at start-up and not at the first unsealing. */
static bool
key_line_read(const char **s, struct keyring *out)
{
	unsigned char key[SEAL_KEY_SIZE];
	unsigned id = 0;
	size_t n;
	bool is_index, is_fine;

	if (**s < '1' || **s > '9')
		return false;
	while (**s >= '0' && **s <= '9' && id < SEAL_KEYS)
		id = id * 10 + (unsigned)(*(*s)++ - '0');
	if (id >= SEAL_KEYS || out->is_used[id] || *(*s)++ != ' ')
		return false;
	if (strnlen(*s, KEY_BASE64) < KEY_BASE64
	    || sodium_base642bin(key, sizeof key, *s, KEY_BASE64, NULL, &n, NULL,
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 || n != SEAL_KEY_SIZE)
		return false;
	*s += KEY_BASE64;
	is_index = text_starts(*s, " index");
	*s += is_index ? 6 : 0;
	is_fine = *(*s)++ == '\n' && !(is_index && out->has_index);
	if (is_fine) {
		memcpy(is_index ? out->index : out->key[id], key, SEAL_KEY_SIZE);
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

	out->s[0] = '\0';
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
		seal_ring = fresh;
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
	unsigned char key[SEAL_KEY_SIZE];
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

	for (id = SEAL_KEYS - 1; id > 0; id--) {
		if (keys->is_used[id] && !highest)
			highest = id;
		if (!keys->is_used[id])
			lowest_free = id;
	}
	return highest + 1 < SEAL_KEYS ? highest + 1 : lowest_free;
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
