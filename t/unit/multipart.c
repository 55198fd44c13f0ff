/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* multipart/form-data as browsers send it, as nobody should, and what its reading costs. */
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/memory.h"
#include "tap.h"
#include "web/multipart.h"

#define TYPE "multipart/form-data; boundary=b"
#define PART(name) "--b\r\nContent-Disposition: form-data; name=\"" name "\""
#define FIELD(name, value) PART(name) "\r\n\r\n" value "\r\n"
#define FILE_OF(name, params, content) PART(name) "; " params \
	"\r\nContent-Type: image/jpeg\r\n\r\n" content "\r\n"
#define HEAD(headers) "--b\r\n" headers "\r\n\r\nv\r\n"
#define END "--b--\r\n"

static struct pool *pool;
static size_t looked_at;	/* bytes that memmem was let loose on */

/* Stands in front of libc's, so that the parser's searching is counted and not timed. */
void *
memmem(const void *s, size_t n, const void *needle, size_t size)
{
	const unsigned char *p = s;
	union { const unsigned char *in; void *out; } found;

	for (size_t i = 0; i < n; i++, looked_at++)
		if (n - i >= size && memcmp(p + i, needle, size) == 0) {
			found.in = p + i;
			return found.out;
		}
	return NULL;
}

/* "a=1|f=[name.jpg image/jpeg 3]": fields, then files */
static const char *
shown(const struct pairs *pairs, const struct parts *files)
{
	struct text out = {.pool = pool};
	const char *bar = "";

	text_add(&out, "");
	for (size_t i = 0; i < pairs->count; i++, bar = "|")
		text_addf(&out, "%s%s=%s", bar, pairs->at[i].name, pairs->at[i].value);
	for (size_t i = 0; i < files->count; i++, bar = "|")
		text_addf(&out, "%s%s=[%s %s %zu]", bar, files->at[i].name, files->at[i].filename,
		    files->at[i].type, files->at[i].content.n);
	return out.s;
}

static enum parse
parsed(const char *type, const void *body, size_t n, struct pairs *fields, struct parts *files)
{
	fields->pool = pool;
	return multipart_parse(type, BYTES(body, n), &parse_limits, fields, files);
}

#define ROW(body, verdict, want) {body, sizeof body - 1, verdict, want}
struct row {
	const char *body;
	size_t n;
	enum parse verdict;
	const char *want;
};

static void
test_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct pairs fields;
		struct parts files;
		enum parse verdict = parsed(TYPE, rows[i].body, rows[i].n, &fields, &files);
		const char *got = shown(&fields, &files);

		ok(verdict == rows[i].verdict && strcmp(got, rows[i].want) == 0, "%s: %.*s",
		    parse_word(rows[i].verdict), (int)strcspn(rows[i].want, "\n"), rows[i].want);
		if (verdict != rows[i].verdict || strcmp(got, rows[i].want) != 0)
			printf("# row %zu: got %s: %s\n", i, parse_word(verdict), got);
	}
}

static const struct row fields_sent[] = {
	ROW(END, PARSE_OK, ""),
	ROW("--b--", PARSE_OK, ""),
	ROW(FIELD("a", "1") END, PARSE_OK, "a=1"),
	ROW(FIELD("a", "1") FIELD("b", "2") END, PARSE_OK, "a=1|b=2"),
	ROW(FIELD("a", "") END, PARSE_OK, "a="),
	ROW(FIELD("a", "林示例·李\r\n\r\nx") END, PARSE_OK, "a=林示例·李\n\nx"),
	ROW(FIELD("a", "100%25+%00") END, PARSE_OK, "a=100%25+%00"),
	ROW(FIELD("a", "\r\n--a\r\n-b\r\nb--\r\n--") END, PARSE_OK, "a=\n--a\n-b\nb--\n--"),
	ROW(FIELD("a", "\n") END, PARSE_OK, "a=\n"),
	ROW(FIELD("a", "\n--b\n") END, PARSE_OK, "a=\n--b\n"),
	ROW(FIELD("a", "1") FIELD("a", "2") FIELD("b", "3") END, PARSE_REPEATED, "a=1|b=3"),
	ROW(FIELD("a", "x\0y") END, PARSE_NUL, ""),
	ROW(FIELD("a", "\xff") END, PARSE_NOT_UTF8, ""),
	ROW(FIELD("a", "\xed\xa0\x80") END, PARSE_NOT_UTF8, ""),
	ROW(FIELD("a[]", "1") END, PARSE_MALFORMED, ""),
	ROW(FIELD("", "1") END, PARSE_MALFORMED, ""),
	ROW(FIELD("a%22b", "1") END, PARSE_MALFORMED, ""),
	ROW(FIELD("a\\\"b", "1") END, PARSE_MALFORMED, ""),
	ROW(FIELD("林", "1") END, PARSE_MALFORMED, ""),
	ROW(FIELD("a", "1") "--b-- ", PARSE_MALFORMED, ""),
	ROW(FIELD("a", "1") END END, PARSE_MALFORMED, ""),
	ROW(FIELD("a", "\r\n--bc\r\n") END, PARSE_MALFORMED, ""),
	ROW("preamble\r\n" END, PARSE_MALFORMED, ""),
	ROW("\r\n" END, PARSE_MALFORMED, ""),
	ROW("--c--\r\n", PARSE_MALFORMED, ""),
	ROW("--b \r\n" END, PARSE_MALFORMED, ""),
	ROW("--b\n\n--b--\n", PARSE_MALFORMED, ""),
};

static const struct row headers_sent[] = {
	ROW(HEAD("content-disposition:form-data;name=a") END, PARSE_OK, "a=v"),
	ROW(HEAD("CONTENT-DISPOSITION: Form-Data ; NAME=\"a\" ") END, PARSE_OK, "a=v"),
	ROW(HEAD("X-Other: 1\r\nContent-Disposition: form-data; name=\"a\"; x=y") END, PARSE_OK,
	    "a=v"),
	ROW(HEAD("Content-Disposition: form-data; name=\"a\"\r\nContent-Type: "
	    "text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit") END, PARSE_OK, "a=v"),
	ROW(HEAD("Content-Disposition: form-data; name=\"a\"\r\n"
	    "Content-Transfer-Encoding: base64") END, PARSE_MALFORMED, ""),
	ROW("--b\r\n\r\nv\r\n" END, PARSE_MALFORMED, ""),
	ROW(HEAD("Content-Type: text/plain") END, PARSE_MALFORMED, ""),
	ROW(HEAD("Content-Disposition: form-data") END, PARSE_MALFORMED, ""),
	ROW(HEAD("Content-Disposition: form-data; filename=\"x\"") END, PARSE_MALFORMED, ""),
	ROW(HEAD("Content-Disposition: form-datax; name=\"a\"") END, PARSE_MALFORMED, ""),
	ROW(HEAD("Content-Disposition: attachment; name=\"a\"") END, PARSE_MALFORMED, ""),
	ROW(HEAD("Content-Disposition: form-data; name=\"a") END, PARSE_MALFORMED, ""),
	ROW(HEAD("Content-Disposition: form-data; name=\"a\"x") END, PARSE_MALFORMED, ""),
	ROW(HEAD("Content-Disposition: form-data; name=\"a\";") END, PARSE_MALFORMED, ""),
	ROW(HEAD("Content-Disposition: form-data; name=") END, PARSE_MALFORMED, ""),
	ROW(HEAD("Content-Disposition: form-data; name") END, PARSE_MALFORMED, ""),
	ROW(HEAD("Content-Disposition: form-data; =\"a\"") END, PARSE_MALFORMED, ""),
	ROW(HEAD("Content-Disposition: form-data; name=\"a\"; name=\"c\"") END, PARSE_MALFORMED,
	    ""),
	ROW(HEAD("Content-Disposition: form-data; name=\"a\"\r\n"
	    "Content-Disposition: form-data; name=\"c\"") END, PARSE_MALFORMED, ""),
	ROW(HEAD("Content-Disposition: form-data;\r\n name=\"a\"") END, PARSE_MALFORMED, ""),
	ROW(HEAD("Content-Disposition: form-data; name=\"a\"\nX: 1") END, PARSE_MALFORMED, ""),
	ROW(HEAD("Content-Disposition: form-data; name=\"a\"\rX: 1") END, PARSE_MALFORMED, ""),
	ROW(HEAD("Content-Disposition: form-data; name=\"a\x01\"") END, PARSE_MALFORMED, ""),
	ROW(HEAD("Content-Disposition: form-data; name=\"a\"\r\nno colon") END, PARSE_MALFORMED,
	    ""),
	ROW(HEAD("Content-Disposition: form-data; name=\"a\"\r\n: empty") END, PARSE_MALFORMED, ""),
	ROW(HEAD("Content-Disposition: form-data; name=\"a\0\"") END, PARSE_NUL, ""),
	ROW(HEAD("Content-Disposition: form-data; name=\"a\xff\"") END, PARSE_NOT_UTF8, ""),
	ROW(HEAD("A:1\r\nB:1\r\nC:1\r\nD:1\r\nE:1\r\nF:1\r\nG:1\r\n"
	    "Content-Disposition: form-data; name=\"a\"") END, PARSE_OK, "a=v"),
	ROW(HEAD("A:1\r\nB:1\r\nC:1\r\nD:1\r\nE:1\r\nF:1\r\nG:1\r\nH:1\r\n"
	    "Content-Disposition: form-data; name=\"a\"") END, PARSE_TOO_MANY, ""),
};

static const struct row files_sent[] = {
	ROW(FILE_OF("f", "filename=\"IMG_0001.HEIC\"", "\xff\xd8\0\r\n--\xff") END, PARSE_OK,
	    "f=[IMG_0001.HEIC image/jpeg 8]"),
	ROW(FILE_OF("f", "filename=\"\"", "") FIELD("a", "1") END, PARSE_OK, "a=1"),
	ROW(FILE_OF("f", "filename=\"leer.jpg\"", "") END, PARSE_OK,
	    "f=[leer.jpg image/jpeg 0]"),
	ROW(FILE_OF("f", "filename=\"\"", "x") END, PARSE_OK, "f=[- image/jpeg 1]"),
	ROW(FILE_OF("f", "filename=\"1.jpg\"", "x") FILE_OF("f", "filename=\"2.jpg\"", "yy") END,
	    PARSE_OK, "f=[1.jpg image/jpeg 1]|f=[2.jpg image/jpeg 2]"),
	ROW(FILE_OF("f", "filename=\"身份证 (正面).jpg\"", "x") END, PARSE_OK,
	    "f=[身份证 (正面).jpg image/jpeg 1]"),
	ROW(FILE_OF("f", "filename=\"a%22b%0D%0Ac%25.jpg\"", "x") END, PARSE_OK,
	    "f=[a\"b  c%25.jpg image/jpeg 1]"),
	ROW(FILE_OF("f", "filename=\"a\\\"b\\\".jpg\"", "x") END, PARSE_OK,
	    "f=[a\"b\".jpg image/jpeg 1]"),
	ROW(FILE_OF("f", "filename=\"C:\\Users\\lin\\a.jpg\"", "x") END, PARSE_OK,
	    "f=[a.jpg image/jpeg 1]"),
	ROW(FILE_OF("f", "filename=\"../../etc/passwd\"", "x") END, PARSE_OK,
	    "f=[passwd image/jpeg 1]"),
	ROW(FILE_OF("f", "filename=\"dir/\"", "x") END, PARSE_OK, "f=[- image/jpeg 1]"),
	ROW(FILE_OF("f", "filename=\"a\\\"", "x") END, PARSE_OK, "f=[- image/jpeg 1]"),
	ROW(FILE_OF("f", "filename=\" \xe3\x80\x80 \"", "") END, PARSE_OK,
	    "f=[- image/jpeg 0]"),
	ROW(FILE_OF("f", "filename=\"gpj.\xe2\x80\xae" "exe\"", "x") END, PARSE_OK,
	    "f=[gpj.exe image/jpeg 1]"),
	ROW(FILE_OF("f", "filename=a.jpg", "x") END, PARSE_OK, "f=[a.jpg image/jpeg 1]"),
	ROW(FILE_OF("f", "filename=\"a.jpg\"; filename*=UTF-8''b.exe", "x") END, PARSE_OK,
	    "f=[a.jpg image/jpeg 1]"),
	ROW(FILE_OF("f", "filename*=UTF-8''b.exe", "x") END, PARSE_OK, "f=x"),
	ROW(FILE_OF("f", "filename=\"a\"; filename=\"b\"", "x") END, PARSE_MALFORMED, ""),
	ROW(FILE_OF("f", "filename=\"\xff.jpg\"", "x") END, PARSE_NOT_UTF8, ""),
	ROW(FILE_OF("f", "filename=\"a\0.jpg\"", "x") END, PARSE_NUL, ""),
	ROW(FILE_OF("f g", "filename=\"a.jpg\"", "x") END, PARSE_MALFORMED, ""),
	ROW(FILE_OF("f", "filename=\"a.jpg\"", "x") FIELD("f", "1") END, PARSE_REPEATED,
	    "f=[a.jpg image/jpeg 1]"),
	ROW(FIELD("f", "1") FILE_OF("f", "filename=\"a.jpg\"", "x") END, PARSE_REPEATED, "f=1"),
	ROW(HEAD("Content-Disposition: form-data; name=\"f\"; filename=\"a\"") END, PARSE_OK,
	    "f=[a  1]"),
	ROW(HEAD("Content-Type: IMAGE/Svg+XML; charset=x\r\n"
	    "Content-Disposition: form-data; name=\"f\"; filename=\"a\"") END, PARSE_OK,
	    "f=[a image/svg+xml 1]"),
	ROW(HEAD("Content-Type: image/<b>\r\n"
	    "Content-Disposition: form-data; name=\"f\"; filename=\"a\"") END, PARSE_OK,
	    "f=[a  1]"),
	ROW(HEAD("Content-Type: image/jpeg\r\nContent-Type: image/png\r\n"
	    "Content-Disposition: form-data; name=\"f\"; filename=\"a\"") END, PARSE_MALFORMED,
	    ""),
};

static void
test_boundaries(void)
{
#define LONGEST "1234567890123456789012345678901234567890123456789012345678901234567890"
	static const struct {
		const char *type, *boundary;
		enum parse verdict;
	} rows[] = {
		{"multipart/form-data; boundary=----WebKitFormBoundaryAbC123dEf456GhI7",
		    "----WebKitFormBoundaryAbC123dEf456GhI7", PARSE_OK},
		{"multipart/form-data; boundary=---------------------------9051914041544843365972754266",
		    "---------------------------9051914041544843365972754266", PARSE_OK},
		{"multipart/form-data; boundary=----geckoformboundary1a2b3c",
		    "----geckoformboundary1a2b3c", PARSE_OK},
		{"Multipart/Form-Data;Boundary=\"b\"", "b", PARSE_OK},
		{"multipart/form-data; charset=utf-8; boundary=b", "b", PARSE_OK},
		{"multipart/form-data; boundary=b; charset=\"utf-8\"", "b", PARSE_OK},
		{"multipart/form-data; boundary=\"a'()+_,-./:=? b\"", "a'()+_,-./:=? b", PARSE_OK},
		{"multipart/form-data; boundary=a=b/c", "a=b/c", PARSE_OK},
		{"multipart/form-data; boundary=" LONGEST, LONGEST, PARSE_OK},
		{"multipart/form-data; boundary=" LONGEST "1", LONGEST "1", PARSE_NO_BOUNDARY},
		{"multipart/form-data", "b", PARSE_NO_BOUNDARY},
		{"multipart/form-data;", "b", PARSE_NO_BOUNDARY},
		{"multipart/form-data; boundary=", "", PARSE_NO_BOUNDARY},
		{"multipart/form-data; boundary=\"\"", "", PARSE_NO_BOUNDARY},
		{"multipart/form-data; boundary=\"b", "b", PARSE_NO_BOUNDARY},
		{"multipart/form-data; boundary=\"b \"", "b ", PARSE_NO_BOUNDARY},
		{"multipart/form-data; boundary=\"b\\\"c\"", "b\"c", PARSE_NO_BOUNDARY},
		{"multipart/form-data; boundary=b{c}", "b{c}", PARSE_NO_BOUNDARY},
		{"multipart/form-data; boundary=\xc3\xa4", "\xc3\xa4", PARSE_NO_BOUNDARY},
		{"multipart/form-data; boundary=b; boundary=b", "b", PARSE_NO_BOUNDARY},
		{"multipart/form-data; boundary=b c", "b", PARSE_NO_BOUNDARY},
		{"multipart/form-data; xboundary=b", "b", PARSE_NO_BOUNDARY},
		{"multipart/mixed; boundary=b", "b", PARSE_MALFORMED},
		{"application/x-www-form-urlencoded", "b", PARSE_MALFORMED},
		{NULL, "b", PARSE_MALFORMED},
	};
	struct pairs fields;
	struct parts files;
	char *type;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *body = pool_format(pool,
		    "--%s\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--%s--\r\n",
		    rows[i].boundary, rows[i].boundary);

		is_int(parsed(rows[i].type, body, strlen(body), &fields, &files), rows[i].verdict,
		    rows[i].type ? rows[i].type : "no Content-Type");
	}
	type = pool_format(pool, "multipart/form-data; boundary=b; x=%0300d", 0);
	is_int(parsed(type, END, 7, &fields, &files), PARSE_TOO_LONG, "a Content-Type without end");
}

/* `s` at the very end of readable memory: reading behind it ends us. */
static unsigned char *
fenced(const void *s, size_t n)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), room = (n + page - 1) / page * page;
	unsigned char *map = mmap(NULL, room + page, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (map == MAP_FAILED || mprotect(map + room, page, PROT_NONE) != 0)
		exit(1);
	return memcpy(map + room - n, s, n);
}

static void
test_cut(void)
{
	static const char whole[] = FIELD("a", "林") FILE_OF("f", "filename=\"x.jpg\"", "123") "--b--";
	struct pairs fields;
	struct parts files;
	size_t wrong = 0;

	for (size_t n = 0; n < sizeof whole - 1; n++)
		wrong += parsed(TYPE, fenced(whole, n), n, &fields, &files) != PARSE_TRUNCATED
		    || fields.count || files.count;
	is_int((int64_t)wrong, 0, "cut anywhere: truncated, nothing kept, nothing read behind");
	is_int(parsed(TYPE, fenced(whole, sizeof whole - 1), sizeof whole - 1, &fields, &files),
	    PARSE_OK, "whole: fine");
	ok(files.count == 1 && files.at[0].content.n == 3
	    && memcmp(files.at[0].content.p, "123", 3) == 0, "the content is a piece of the body");
}

static const char *
many(const char *part, size_t count)
{
	struct text s = {.pool = pool};

	for (size_t i = 0; i < count; i++)
		text_addf(&s, "--b\r\nContent-Disposition: form-data; name=\"n%zu\"%s\r\n\r\nv\r\n", i,
		    part);
	text_add(&s, END);
	return s.s;
}

static const char *
letters(size_t n)
{
	char *s = pool_alloc(pool, n + 1);

	memset(s, 'x', n);
	s[n] = '\0';
	return s;
}

/* One part with this much in each place. */
static char *
shaped(const char *name, const char *params, size_t header, size_t value)
{
	return pool_format(pool, "--b\r\nContent-Disposition: form-data; name=\"%s\"%s\r\nX: %s\r\n\r\n"
	    "%s\r\n--b--", name, params, letters(header), letters(value));
}

static void
test_limits(void)
{
	const struct {
		const char *body, *what;
		enum parse verdict;
	} rows[] = {
		{many("", 120), "120 fields", PARSE_OK},
		{many("", 121), "121 fields", PARSE_TOO_MANY},
		{many("; filename=\"a\"", 60), "60 files", PARSE_OK},
		{many("; filename=\"a\"", 61), "61 files", PARSE_TOO_MANY},
		{shaped(letters(60), "", 0, 262144), "longest name and value",
		    PARSE_OK},
		{shaped(letters(61), "", 0, 0), "name of 61", PARSE_TOO_LONG},
		{shaped(letters(61), "; filename=\"a\"", 0, 0), "the same of a file",
		    PARSE_TOO_LONG},
		{shaped("a", "", 0, 262145), "value of 262145",
		    PARSE_TOO_LONG},
		{shaped("a", "", 1024 - 45, 0), "1 KiB of headers", PARSE_OK},
		{shaped("a", "", 1024 - 44, 0), "a byte more", PARSE_TOO_LONG},
	};
	struct pairs fields;
	struct parts files;
	char *body;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		is_int(parsed(TYPE, rows[i].body, strlen(rows[i].body), &fields, &files),
		    rows[i].verdict, rows[i].what);
	body = shaped("f", pool_format(pool, "; filename=\"%s林.jpg\"", letters(119)), 0, 1);
	is_int(parsed(TYPE, body, strlen(body), &fields, &files), PARSE_OK, "a long file name");
	is_str(files.count ? files.at[0].filename : NULL, pool_format(pool, "%s林", letters(119)),
	    "is shown up to 120 characters");
}

/* The parser's searches must not look at a byte more than twice, whatever is sent. */
static void
test_work(void)
{
	static const struct {
		const char *unit, *what;
		enum parse verdict;
	} rows[] = {
		{"\r\n--", "delimiters that nearly begin", PARSE_TRUNCATED},
		{"\r\n--c", "delimiters of another", PARSE_TRUNCATED},
		{"\r\n", "line ends", PARSE_TRUNCATED},
		{"-", "hyphens", PARSE_TRUNCATED},
		{"\r", "CR", PARSE_TRUNCATED},
		{"\n", "lone LF, where the kit read outside", PARSE_TRUNCATED},
		{"\r\n--b\r\n", "delimiters alone", PARSE_MALFORMED},
		{"\r\n--b", "delimiters in a row", PARSE_TOO_LONG},
		{"\r\n--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n", "one field again and "
		    "again", PARSE_TOO_MANY},
		{"\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\n\r\n",
		    "empty file inputs", PARSE_TOO_MANY},
		{"\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n",
		    "empty files", PARSE_TOO_MANY},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text s = {.pool = pool};
		struct pairs fields;
		struct parts files;
		size_t before;

		text_add(&s, "--b\r\nContent-Disposition: form-data; name=\"z\"; filename=\"z\"\r\n\r\n");
		while (s.n < 1048576)
			text_add(&s, rows[i].unit);
		looked_at = 0;
		before = pool_size(pool);
		is_int(parsed(TYPE, s.s, s.n, &fields, &files), rows[i].verdict, rows[i].what);
		ok(looked_at <= 2 * s.n, "  %zu of %zu bytes searched", looked_at, s.n);
		ok(pool_size(pool) - before <= 200000, "  %zu bytes of memory",
		    pool_size(pool) - before);
	}
}

/* The kit told boundaries apart by their address, so a second form in the same buffer was cut
 * at the first one's (a quarter of all such requests). */
static void
test_again(void)
{
	char type[80], body[240];
	size_t right = 0;

	for (int i = 0; i < 200; i++) {
		struct pairs fields;
		struct parts files;
		int pad = i * 7 % 40;

		(void)snprintf(type, sizeof type, "multipart/form-data; boundary=%0*d", pad + 1, i);
		(void)snprintf(body, sizeof body, "--%0*d\r\nContent-Disposition: form-data; "
		    "name=\"a\"\r\n\r\n%d\r\n--%0*d--\r\n", pad + 1, i, i, pad + 1, i);
		right += parsed(type, body, strlen(body), &fields, &files) == PARSE_OK
		    && strcmp(pairs_get(&fields, "a"), pool_format(pool, "%d", i)) == 0;
	}
	is_int((int64_t)right, 200, "200 forms with boundaries of many lengths in one buffer");
}

int
main(void)
{
	pool = pool_new(NULL, 0);
	test_rows(fields_sent, sizeof fields_sent / sizeof *fields_sent);
	test_rows(headers_sent, sizeof headers_sent / sizeof *headers_sent);
	test_rows(files_sent, sizeof files_sent / sizeof *files_sent);
	test_boundaries();
	test_cut();
	test_limits();
	test_work();
	test_again();
	pool_free(pool);
	return done();
}
