/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Query strings and urlencoded bodies, Accept-Language, Content-Type and devices. */
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/memory.h"
#include "tap.h"
#include "web/header.h"
#include "web/query.h"

static struct pool *pool;
static size_t looked_at;	/* bytes that memchr was let loose on */

/* Stands in front of libc's, so that the parser's searching is counted and not timed. */
void *
memchr(const void *s, int c, size_t n)
{
	const unsigned char *p = s;
	union { const unsigned char *in; void *out; } found;

	for (size_t i = 0; i < n; i++, looked_at++)
		if (p[i] == (unsigned char)c) {
			found.in = p + i;
			return found.out;
		}
	return NULL;
}

/* "a=1|b=2", so that a table row holds a whole result. */
static const char *
shown(const struct pairs *pairs)
{
	struct text out = {.pool = pool};

	text_add(&out, "");
	for (size_t i = 0; i < pairs->count; i++)
		text_addf(&out, "%s%s=%s", i ? "|" : "", pairs->at[i].name, pairs->at[i].value);
	return out.s;
}

static enum parse
parsed(const void *in, size_t n, struct pairs *out)
{
	*out = (struct pairs){.pool = pool};
	return query_parse(BYTES(in, n), &parse_limits, out);
}

#define ROW(in, verdict, want) {in, sizeof in - 1, verdict, want}
static const struct {
	const char *in;
	size_t n;
	enum parse verdict;
	const char *want;
} table[] = {
	ROW("", PARSE_OK, ""),
	ROW("a=1", PARSE_OK, "a=1"),
	ROW("a=1&b=2", PARSE_OK, "a=1|b=2"),
	ROW("a", PARSE_OK, "a="),
	ROW("a=", PARSE_OK, "a="),
	ROW("a==&b=c=d", PARSE_OK, "a==|b=c=d"),
	ROW("&&a=1&&", PARSE_OK, "a=1"),
	ROW("a=x+y%20z%2B", PARSE_OK, "a=x y z+"),
	ROW("a%5Fb=1", PARSE_OK, "a_b=1"),
	ROW("n=%E6%9E%97%E7%A4%BA%E4%BE%8B", PARSE_OK, "n=林示例"),
	ROW("n=%e6%9e%97", PARSE_OK, "n=林"),
	ROW("n=\xe6\x9e\x97", PARSE_OK, "n=林"),
	ROW("n=%F0%A4%A7%8E", PARSE_OK, "n=𤧎"),
	ROW("t=a%0D%0Ab%0Ac%0Dd%0D%0D%0A%0A", PARSE_OK, "t=a\nb\nc\nd\n\n\n"),
	ROW("t=%01%7F", PARSE_OK, "t=\x01\x7f"),
	ROW("a=<script>&b=\"'", PARSE_OK, "a=<script>|b=\"'"),
	ROW("A.b-c_9=1", PARSE_OK, "A.b-c_9=1"),
	ROW("a=1&a=2", PARSE_REPEATED, "a=1"),
	ROW("a=1&a=2&b=3&a=4", PARSE_REPEATED, "a=1|b=3"),
	ROW("a=1&%61=2", PARSE_REPEATED, "a=1"),
	ROW("a=1&a=2&b=%", PARSE_MALFORMED, ""),
	ROW("a=%", PARSE_MALFORMED, ""),
	ROW("a=%4", PARSE_MALFORMED, ""),
	ROW("a=%4&b=1", PARSE_MALFORMED, ""),
	ROW("a=%zz", PARSE_MALFORMED, ""),
	ROW("a=%4g", PARSE_MALFORMED, ""),
	ROW("a=% 1", PARSE_MALFORMED, ""),
	ROW("a=%u6797", PARSE_MALFORMED, ""),
	ROW("=1", PARSE_MALFORMED, ""),
	ROW("=", PARSE_MALFORMED, ""),
	ROW("a[]=1", PARSE_MALFORMED, ""),
	ROW("a b=1", PARSE_MALFORMED, ""),
	ROW("a+b=1", PARSE_MALFORMED, ""),
	ROW("\xe6\x9e\x97=1", PARSE_MALFORMED, ""),
	ROW("a=1;b=2", PARSE_OK, "a=1;b=2"),
	ROW("a=%00", PARSE_NUL, ""),
	ROW("a=x\0y", PARSE_NUL, ""),
	ROW("a%00=1", PARSE_NUL, ""),
	ROW("a=%FF", PARSE_NOT_UTF8, ""),
	ROW("a=%C0%80", PARSE_NOT_UTF8, ""),
	ROW("a=%ED%A0%80", PARSE_NOT_UTF8, ""),
	ROW("a=%E6%9E", PARSE_NOT_UTF8, ""),
	ROW("a=%E6%9E&b=%97", PARSE_NOT_UTF8, ""),
	ROW("a=%F4%90%80%80", PARSE_NOT_UTF8, ""),
};

static void
test_table(void)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct pairs out;

		is_int(parsed(table[i].in, table[i].n, &out), table[i].verdict, table[i].in);
		is_str(shown(&out), table[i].want, "  and its pairs");
	}
}

/* "x=yyy…" with names and values of these sizes, in hex if so wished */
static const char *
sized(size_t name, size_t value, const char *unit)
{
	struct text out = {.pool = pool};

	for (size_t i = 0; i < name; i++)
		text_add(&out, "x");
	text_add(&out, "=");
	for (size_t i = 0; i < value; i++)
		text_add(&out, unit);
	return out.s;
}

static void
test_limits(void)
{
	static const struct {
		size_t name, value;
		const char *unit;
		enum parse verdict;
	} rows[] = {
		{60, 1, "y", PARSE_OK},
		{61, 1, "y", PARSE_TOO_LONG},
		{1, 262144, "y", PARSE_OK},
		{1, 262145, "y", PARSE_TOO_LONG},
		{1, 262144, "%59", PARSE_OK},
		{1, 262145, "%59", PARSE_TOO_LONG},
		{1, 262144, "%0D%0A", PARSE_OK},		/* one character once read */
		{1, 262145, "%0D%0A", PARSE_TOO_LONG},
	};
	struct pairs out;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *s = sized(rows[i].name, rows[i].value, rows[i].unit);

		is_int(parsed(s, strlen(s), &out), rows[i].verdict,
		    pool_format(pool, "a name of %zu, a value of %zu times %s", rows[i].name,
		    rows[i].value, rows[i].unit));
	}
	for (size_t count = 120; count <= 121; count++) {
		struct text s = {.pool = pool};

		for (size_t i = 0; i < count; i++)
			text_addf(&s, "f%zu=%zu&", i, i);
		is_int(parsed(s.s, s.n, &out), count == 120 ? PARSE_OK : PARSE_TOO_MANY,
		    pool_format(pool, "%zu fields", count));
		is_int((int64_t)out.count, count == 120 ? 120 : 0, "  and their pairs");
	}
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

/* What ClearSilver's kit needed 12.9 s for: many fields, in all shapes. The parser must not
 * search a byte more than twice, nor look at anything behind the 121st field. */
static void
test_work(void)
{
	static const struct {
		const char *unit, *what;
		size_t size, fields;
		enum parse verdict;
	} rows[] = {
		{"a=&", "64 KiB of a=&", 65536, 121, PARSE_TOO_MANY},
		{"a=&", "1 MiB of a=&", 1048576, 121, PARSE_TOO_MANY},
		{"a&", "64 KiB of a&", 65536, 121, PARSE_TOO_MANY},
		{"&", "64 KiB of &", 65536, 65536, PARSE_OK},
		{"a", "64 KiB of a", 65536, 65536, PARSE_TOO_LONG},
		{"=", "64 KiB of =", 65536, 65536, PARSE_MALFORMED},
		{"%61", "64 KiB of %61", 65536, 65536, PARSE_TOO_LONG},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text s = {.pool = pool};
		size_t unit = strlen(rows[i].unit), most = unit * rows[i].fields, before;
		struct pairs out;

		while (s.n < rows[i].size)
			text_add(&s, rows[i].unit);
		looked_at = 0;
		before = pool_size(pool);
		is_int(parsed(s.s, s.n, &out), rows[i].verdict, rows[i].what);
		ok(looked_at <= 2 * (s.n < most ? s.n : most), "  %zu bytes searched", looked_at);
		ok(pool_size(pool) - before <= 2 * s.n + 121 * 512, "  %zu bytes of memory",
		    pool_size(pool) - before);
	}
}

static void
test_fences(void)
{
	static const char *const ends[] = {"a", "a=", "a=1", "a=%", "a=%4", "a=%41", "&", "a=1&",
	    "a=\xe6", "a=\xe6\x9e", "a=%0D", "%"};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t n = strlen(ends[i]);
		struct pairs out, plain;
		enum parse verdict = parsed(fenced(ends[i], n), n, &out);

		is_int(verdict, parsed(ends[i], n, &plain), pool_format(pool,
		    "nothing is read behind '%s'", ends[i]));
	}
}

static void
test_languages(void)
{
	static const struct {
		const char *header;
		enum lang want;
	} rows[] = {
		{"zh-CN,zh;q=0.9,en;q=0.8", LANG_ZH},
		{"it-IT,it;q=0.9,en-US;q=0.8,en;q=0.7", LANG_IT},
		{"en-GB", LANG_EN},
		{"es-419,es;q=0.9", LANG_ES},
		{"zh-Hant-TW", LANG_ZH},
		{"wuu", LANG_ZH},
		{"fr-FR,fr;q=0.9,es;q=0.8", LANG_ES},
		{"en;q=0.1,it;q=0.25,es;q=0.24", LANG_IT},
		{"en;q=0,es;q=0.001", LANG_ES},
		{"en, it", LANG_EN},
		{"EN;Q=0.5 , IT ; q=0.6", LANG_IT},
		{"en;q=1.000,it", LANG_EN},
		{"en;q=1.001,it;q=0.1", LANG_IT},
		{"en;q=0.9999,it;q=0.1", LANG_IT},
		{"en;q=,it;q=0.1", LANG_IT},
		{"en;level=1,it;q=0.1", LANG_IT},
		{"english,it;q=0.1", LANG_IT},
		{"e,it;q=0.1", LANG_IT},
		{",,;;,es", LANG_ES},
		{"fr,de", LANG_ZH},
		{"*", LANG_ZH},
		{"en;q=0", LANG_ZH},
		{"fr;q=1, zh;q=0", LANG_EN},
		{"zh-CN;q=0,en;q=0.000,fr", LANG_IT},
		{"zh;q=0, zh-TW;q=0.1", LANG_ZH},
		{"zh;q=0,en;q=0,it;q=0,es;q=0", LANG_ZH},
		{"", LANG_ZH},
		{NULL, LANG_ZH},
		{"a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,en", LANG_ZH},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		is_int(header_language(rows[i].header, LANG_ZH), rows[i].want,
		    rows[i].header ? rows[i].header : "no Accept-Language");
	is_int(header_language("fr", LANG_EN), LANG_EN, "none of ours: what the caller says");
}

static void
test_devices(void)
{
#define MOZILLA "Mozilla/5.0 "
#define KIT " AppleWebKit/537.36 (KHTML, like Gecko) "
	static const struct {
		const char *agent, *want;
	} rows[] = {
		{MOZILLA "(Linux; Android 10; K)" KIT "Chrome/130.0.0.0 Mobile Safari/537.36",
		    "Chrome · Android"},
		{MOZILLA "(iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
		    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "Safari · iPhone"},
		{MOZILLA "(Linux; Android 13; PGT-AN10 Build/X; wv)" KIT "Version/4.0 Chrome/116.0.0.0 "
		    "Mobile Safari/537.36 XWEB/1160065 MMWEBSDK/20231202 MicroMessenger/8.0.47.2560",
		    "WeChat · Android"},
		{MOZILLA "(iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
		    "Gecko) Mobile/15E148 MicroMessenger/8.0.42(0x18002a2f) NetType/WIFI",
		    "WeChat · iPhone"},
		{MOZILLA "(iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
		    "Gecko) CriOS/120.0.6099.119 Mobile/15E148 Safari/604.1", "Chrome · iPhone"},
		{MOZILLA "(Windows NT 10.0; Win64; x64)" KIT "Chrome/130.0.0.0 Safari/537.36 "
		    "Edg/130.0.0.0", "Edge · Windows"},
		{MOZILLA "(X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
		    "Firefox · Linux"},
		{MOZILLA "(Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
		    "Version/17.6 Safari/605.1.15", "Safari · Mac"},
		{MOZILLA "(Linux; Android 12; HarmonyOS; NOH-AN00)" KIT "Chrome/99.0.4844.88 "
		    "HuaweiBrowser/15.0.4.312 Mobile Safari/537.36", "Huawei Browser · HarmonyOS"},
		{MOZILLA "(Linux; Android 14; SAMSUNG SM-S911B)" KIT "SamsungBrowser/25.0 "
		    "Chrome/121.0.0.0 Mobile Safari/537.36", "Samsung Internet · Android"},
		{"curl/7.88.1", ""},
		{"<script>alert(1)</script>", ""},
		{"iPhone <b>", "iPhone"},
		{"", ""},
		{NULL, ""},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		is_str(header_device(pool, rows[i].agent), rows[i].want, rows[i].want);
}

static void
test_types(void)
{
	static const struct {
		const char *type;
		bool want;
	} rows[] = {
		{"application/x-www-form-urlencoded", true},
		{"application/x-www-form-urlencoded; charset=UTF-8", true},
		{"application/x-www-form-urlencoded;charset=UTF-8", true},
		{"Application/X-WWW-Form-URLEncoded ;", true},
		{"application/x-www-form-urlencodedx", false},
		{"application/x-www-form-urlencode", false},
		{"text/plain", false},
		{"", false},
		{NULL, false},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ok(header_is_type(rows[i].type, "application/x-www-form-urlencoded")
		    == rows[i].want, "%s: %s", rows[i].type ? rows[i].type : "no Content-Type",
		    rows[i].want ? "yes" : "no");
}

static void
test_words(void)
{
	size_t named = 0;

	for (int v = 0; v < PARSE_VERDICTS; v++)
		named += parse_word((enum parse)v) != NULL && *parse_word((enum parse)v) != '\0';
	is_int((int64_t)named, PARSE_VERDICTS, "every verdict has its word");
}

static bool
is_asked(const void *of, const char *name)
{
	return strcmp(of, name) == 0;
}

static const struct {
	const char *in;
	enum parse verdict;
	const char *want;
} links[] = {
	{"", PARSE_OK, ""},
	{"q=a", PARSE_OK, "q=a"},
	{"from=singlemessage&isappinstalled=0&q=a", PARSE_OK, "from=singlemessage|isappinstalled=0|q=a"},
	{"from=timeline&from=singlemessage&q=a", PARSE_OK, "from=timeline|q=a"},
	{"fbclid=%ff&q=a", PARSE_OK, "q=a"},
	{"a[]=1&%00=1&=&&q=a", PARSE_OK, "q=a"},
	{"q=a&x=%zz", PARSE_OK, "q=a"},
	{"q=a&q=b", PARSE_REPEATED, "q=a"},
	{"q=a&q=a", PARSE_REPEATED, "q=a"},
	{"q=%ff&x=1", PARSE_NOT_UTF8, "x=1"},
	{"%71=%ff", PARSE_NOT_UTF8, ""},
	{"q=%zz", PARSE_MALFORMED, ""},
	{"q=a%00b", PARSE_NUL, ""},
	{"q=a&q=%ff", PARSE_NOT_UTF8, "q=a"},
};

/* What our page asks for is read strictly, what others put into its link not at all. */
static void
test_links(void)
{
	struct text many = {.pool = pool};
	struct pairs pairs = {.pool = pool};

	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		enum parse verdict = query_parse_link(bytes_of(links[i].in), &parse_limits, is_asked, "q",
		    &pairs);

		is_str(parse_word(verdict), parse_word(links[i].verdict), links[i].in);
		is_str(shown(&pairs), links[i].want, "what a link gives");
	}
	for (int i = 0; i < 500; i++)
		text_addf(&many, "x%d=1&", i);
	ok(query_parse_link(bytes_of(many.s), &parse_limits, is_asked, "q", &pairs) == PARSE_OK &&
	    pairs.count == parse_limits.fields, "five hundred: as many as are taken");
}

int
main(void)
{
	pool = pool_new(NULL, 0);
	test_table();
	test_limits();
	test_work();
	test_links();
	test_fences();
	test_languages();
	test_devices();
	test_types();
	test_words();
	pool_free(pool);
	return done();
}
