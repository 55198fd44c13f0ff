/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Sealing and its key file: what opens, what must not, and what rotation keeps. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "store/seal.h"
#include "tap.h"

#define KEY_A "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
#define KEY_B "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8"
#define FINE "1 " KEY_A "\n2 " KEY_B " index\n"

static struct pool *pool;
static char folder[] = P_tmpdir "/qiao-seal-XXXXXX";

static const char *
file(const char *name)
{
	return pool_format(pool, "%s/%s", folder, name);
}

static const char *
written(const char *name, const char *s, size_t n, mode_t mode)
{
	const char *path = file(name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0 || write(fd, s, n) != (ssize_t)n || fchmod(fd, mode) != 0 || close(fd) != 0) {
		perror(path);
		exit(1);
	}
	return path;
}

static bool
opens(const char *context, int64_t row, struct bytes sealed, struct bytes want)
{
	struct bytes plain;

	return !unseal(pool, context, row, sealed, &plain) && bytes_equal(plain, want);
}

static bool
is_refused(const char *context, int64_t row, struct bytes sealed)
{
	struct bytes plain = BYTES("x", 1);
	const struct error *e = unseal(pool, context, row, sealed, &plain);

	return e && e->kind == ERROR_INTERNAL && !plain.p && !plain.n;
}

static void
test_files(void)
{
	static const struct {
		const char *text, *what;
	} bad[] = {
		{"", "an empty file"},
		{"garbage", "garbage"},
		{"1 " KEY_A "\n", "no index key"},
		{"2 " KEY_B " index\n", "no sealing key"},
		{"1 " KEY_A "\n2 " KEY_B " index", "a file cut before its last newline"},
		{"1 " KEY_A "\n2 ICEiIyQ index\n", "a short key"},
		{"1 " KEY_A "A\n2 " KEY_B " index\n", "a long key"},
		{"1 " KEY_A "\n1 " KEY_B " index\n", "an id twice"},
		{"1 " KEY_A "\n2 " KEY_B " index\n3 " KEY_A " index\n", "two index keys"},
		{"0 " KEY_A "\n2 " KEY_B " index\n", "key id 0"},
		{"01 " KEY_A "\n2 " KEY_B " index\n", "an id with a zero in front"},
		{"256 " KEY_A "\n2 " KEY_B " index\n", "key id 256"},
		{"99999999999999999999 " KEY_A "\n2 " KEY_B " index\n", "an endless id"},
		{"1 " KEY_A " \n2 " KEY_B " index\n", "a space behind the key"},
		{"1 " KEY_A "\r\n2 " KEY_B " index\r\n", "CRLF"},
		{"1 " KEY_A "\n2 " KEY_B " indexes\n", "another word than index"},
		{"1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh+\n2 " KEY_B " index\n",
		    "the other base64 alphabet"},
		{"1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9\n2 " KEY_B " index\n",
		    "bits left over behind the key"},
		{"\n" FINE, "an empty line"},
	};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const struct error *e =
		    seal_open_keys(written("bad", bad[i].text, strlen(bad[i].text), 0600));

		ok(e && !strstr(e->detail, KEY_A), "%s is refused", bad[i].what);
	}
	ok(seal_open_keys(written("bad", FINE "\0", sizeof FINE, 0600)), "a NUL is refused");
	ok(seal_open_keys(written("bad", FINE, sizeof FINE - 1, 0644)), "mode 0644 is refused");
	ok(seal_open_keys(written("bad", FINE, sizeof FINE - 1, 0640)), "mode 0640 is refused");
	ok(seal_open_keys(file("none")), "a missing file is refused");
	ok(seal_open_keys(folder), "a folder is refused");
	ok(seal_current_key() == 0, "none of these left a key behind");
	ok(!seal_open_keys(written("fine", FINE, sizeof FINE - 1, 0400)), "a good file opens");
	is_int(seal_current_key(), 1, "its first key seals");
	ok(seal_open_keys(written("bad", "x", 1, 0600)) && seal_current_key() == 1,
	    "a bad file afterwards changes nothing");
}

static void
test_values(void)
{
	static const size_t sizes[] = {0, 1, 31, 4096, 1048576};
	const char *text = "林示例 +39 331 234 5678";
	struct bytes sealed, again;
	const char *plain;

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		unsigned char *data = pool_alloc(pool, sizes[i] + 1);

		random_fill(data, sizes[i]);
		sealed = seal(pool, "file", 7, BYTES(data, sizes[i]));
		ok(sealed.n == sizes[i] + SEAL_OVERHEAD && seal_key_of(sealed) == 1
		    && opens("file", 7, sealed, BYTES(data, sizes[i])), "%zu bytes there and back",
		    sizes[i]);
	}
	sealed = seal_text(pool, "contact", 42, text);
	again = seal_text(pool, "contact", 42, text);
	ok(!unseal_text(pool, "contact", 42, sealed, &plain) && strcmp(plain, text) == 0,
	    "a text there and back");
	ok(!bytes_equal(sealed, again), "the same text sealed twice is two values");
	ok(!memmem(sealed.p, sealed.n, "331", 3), "the text is not to be seen in the sealed value");
	ok(is_refused("contact", 43, sealed), "another row does not open it");
	ok(is_refused("contact", 42 + ((int64_t)1 << 40), sealed), "nor one with a far bit changed");
	ok(is_refused("contacts", 42, sealed), "nor a longer context");
	ok(is_refused("contac", 42, sealed), "nor a shorter one");
	ok(is_refused("file", 42, sealed), "nor another");
	sealed = seal(pool, "contact", 1, BYTES("a\0b", 3));
	ok(opens("contact", 1, sealed, BYTES("a\0b", 3)), "bytes may hold a NUL");
	ok(unseal_text(pool, "contact", 1, sealed, &plain) && !plain, "a text may not");
	ok(is_refused("contact", 1, BYTES(NULL, 0)), "nothing is not a sealed value");
	is_int(seal_key_of(BYTES(NULL, 0)), -1, "and has no key");
}

static void
test_damage(void)
{
	struct bytes sealed = seal_text(pool, "contact", 5, "lin@example.org");
	unsigned char *copy = (unsigned char *)pool_bytes(pool, sealed.p, sealed.n);
	size_t opened = 0;

	ok(opens("contact", 5, BYTES(copy, sealed.n), bytes_of("lin@example.org")),
	    "a copy opens");
	for (size_t bit = 0; bit < sealed.n * 8; bit++) {
		copy[bit / 8] ^= (unsigned char)(1U << bit % 8);
		opened += !is_refused("contact", 5, BYTES(copy, sealed.n));
		copy[bit / 8] ^= (unsigned char)(1U << bit % 8);
	}
	is_int((int64_t)opened, 0, "not with any one bit of any byte flipped");
	for (size_t n = 0; n < sealed.n; n++)
		opened += !is_refused("contact", 5, BYTES(copy, n));
	is_int((int64_t)opened, 0, "nor cut short anywhere");
}

static void
test_rotation(void)
{
	const char *path = file("keys");
	struct bytes old, fresh, before, after;
	struct stat st;

	ok(!seal_make_keys(path) && !seal_open_keys(path), "a key file is made and opens");
	ok(stat(path, &st) == 0 && (st.st_mode & 07777) == 0600, "mode 0600");
	ok(access(file("keys.new"), F_OK) != 0, "nothing is left beside it");
	ok(seal_make_keys(path), "a second one is not made over it");
	old = seal_text(pool, "contact", 9, "old");
	before = keyed_hash(pool, "contact", bytes_of("+393312345678"));
	is_int(seal_key_of(old), 1, "the first key has id 1");
	ok(!seal_add_key(path) && opens("contact", 9, old, bytes_of("old")),
	    "a key is added beside a running program");
	ok(!seal_open_keys(path), "the new file opens");
	is_int(seal_current_key(), 3, "its new key is the current one");
	fresh = seal_text(pool, "contact", 9, "new");
	ok(seal_key_of(fresh) == 3 && opens("contact", 9, fresh, bytes_of("new")), "and seals");
	ok(opens("contact", 9, old, bytes_of("old")), "what the old key sealed still opens");
	after = keyed_hash(pool, "contact", bytes_of("+393312345678"));
	ok(bytes_equal(before, after), "the index key is the same");
	ok(stat(path, &st) == 0 && (st.st_mode & 07777) == 0600, "the mode is still 0600");
	ok(symlink("/nowhere", file("keys.new")) == 0 && seal_add_key(path),
	    "a rotation that is under way, or was broken off, holds back another");
	ok(unlink(file("keys.new")) == 0 && !seal_add_key(path), "until it is cleared away");
	ok(!seal_make_keys(file("other")) && !seal_open_keys(file("other"))
	    && is_refused("contact", 9, old) && is_refused("contact", 9, fresh),
	    "another installation's keys open nothing");
}

static void
test_many_keys(void)
{
	const char *path = file("many");
	int added;

	if (seal_make_keys(path))
		exit(1);
	for (added = 0; added < 300 && !seal_add_key(path); added++)
		;
	is_int(added, 253, "255 ids: one index key, 254 sealing keys, then no more");
	ok(!seal_open_keys(path) && seal_current_key() == 255, "the full file opens");
}

/* RFC 7693's parameters give BLAKE2b-256; the value is `printf abc | b2sum -l 256`. */
static void
test_hashes(void)
{
	struct bytes a, b;

	is_str(hex(pool, plain_hash(pool, bytes_of("abc"))),
	    "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319", "BLAKE2b-256");
	a = keyed_hash(pool, "contact", bytes_of("x"));
	b = keyed_hash(pool, "contact", bytes_of("x"));
	ok(a.n == HASH_SIZE && same_secret(a, b), "the same in, the same out");
	ok(!same_secret(a, keyed_hash(pool, "session", bytes_of("x"))), "another context differs");
	ok(!same_secret(keyed_hash(pool, "ab", bytes_of("c")), keyed_hash(pool, "a",
	    bytes_of("bc"))), "context and data do not run together");
	ok(!same_secret(a, BYTES(b.p, b.n - 1)), "a part is not the same secret");
	ok(!same_secret(BYTES("", 0), BYTES("", 0)), "nothing is no secret");
}

static void
test_text_forms(void)
{
	static const char *const bad[] = {"A", "AAAAA", "AA==", "AA=", "AB", "A A", "+/AA", "AAA\n",
	    "AA.", "é", "AAF"};
	static const char *const bad_hex[] = {"0", "0g", "00 ", " 00", "00:11", "0x00"};
	struct bytes raw, got;
	bool is_same = true;

	for (size_t n = 0; n < 70; n++) {
		unsigned char data[70];

		random_fill(data, n);
		raw = BYTES(data, n);
		is_same = is_same && base64url_read(pool, base64url(pool, raw), &got)
		    && bytes_equal(raw, got);
		is_same = is_same && hex_read(pool, hex(pool, raw), &got) && bytes_equal(raw, got);
	}
	ok(is_same, "base64url and hex there and back, 0 to 69 bytes");
	is_str(base64url(pool, BYTES("\xfb\xff\xfe", 3)), "-__-", "the URL alphabet, no padding");
	is_str(hex(pool, BYTES("\x00\xfe", 2)), "00fe", "hex is lower case");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ok(!base64url_read(pool, bad[i], &got) && !got.p, "not base64url: %zu", i);
	for (size_t i = 0; i < sizeof bad_hex / sizeof *bad_hex; i++)
		ok(!hex_read(pool, bad_hex[i], &got) && !got.p, "not hex: '%s'", bad_hex[i]);
}

static void
test_random(void)
{
	char *a = random_token(pool, 32), *b = random_token(pool, 32);
	unsigned seen = 0;

	ok(strlen(a) == 43 && strlen(b) == 43 && strcmp(a, b) != 0, "256-bit tokens differ");
	for (int i = 0; i < 2000; i++)
		seen |= 1U << random_below(6);
	is_int(seen, 63, "random_below(6) is 0 to 5 and each of them");
	is_int(random_below(1), 0, "random_below(1) is 0");
}

static void
test_passwords(void)
{
	char *hash = password_hash(pool, "correct horse 桥");

	ok(strncmp(hash, "$argon2id$v=19$m=19456,t=2,p=1$", 31) == 0, "Argon2id, 19 MiB, t=2");
	ok(password_matches(hash, "correct horse 桥"), "the password matches");
	ok(!password_matches(hash, "correct horse 侨"), "another does not");
	ok(!password_matches(hash, ""), "nor an empty one");
	ok(!password_matches("", "correct horse 桥"), "an empty hash matches nothing");
	ok(!password_matches("$argon2id$v=19$m=19456,t=2,p=1$x", ""), "nor does a broken one");
}

int
main(void)
{
	static const char *const names[] = {"bad", "fine", "keys", "other", "many"};

	pool = pool_new(NULL, 0);
	if (!mkdtemp(folder))
		return 1;
	test_files();
	test_values();
	test_damage();
	test_rotation();
	test_many_keys();
	test_hashes();
	test_text_forms();
	test_random();
	test_passwords();
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		(void)unlink(file(names[i]));
	(void)rmdir(folder);
	pool_free(pool);
	return done();
}
