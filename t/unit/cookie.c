/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The Cookie header: exactly the cookie that was asked for, or none. */
#include "base/memory.h"
#include "tap.h"
#include "web/cookie.h"

static struct pool *pool;

static const struct {
	const char *header, *want;
} table[] = {
	{"session=abc", "abc"},
	{"session=abc; lang=zh", "abc"},
	{"lang=zh; session=abc", "abc"},
	{"lang=zh;session=abc", "abc"},
	{" \tsession=abc\t ", "abc"},
	{";;session=abc;;", "abc"},
	{"session=", ""},
	{"session=a=b==", "a=b=="},
	{"session=!#$%&'()*+-./:<=>?@[]^_`{|}~09AZaz", "!#$%&'()*+-./:<=>?@[]^_`{|}~09AZaz"},
	{"session=abc; session=abc", "abc"},
	{"session=abc; session=abd", NULL},
	{"session=abc; session=ab", NULL},
	{"session=abc; session=", NULL},
	{"session=; session=abc", NULL},
	{"session=abc; Session=abd", "abc"},
	{"Session=abc", NULL},
	{"session", NULL},
	{"sessio=abc", NULL},
	{"sessions=abc", NULL},
	{"xsession=abc", NULL},
	{"x session=abc", NULL},
	{"session =abc", NULL},
	{"__Host-session=abc", NULL},
	{"=session=abc", NULL},
	{"x=session=abc", NULL},
	{"x=\"; session=abc; y=\"", "abc"},
	{"session=\"abc\"", NULL},
	{"session=a b", NULL},
	{"session=a,b", NULL},
	{"session=a\\b", NULL},
	{"session=a\tb", NULL},
	{"session=a\x01", NULL},
	{"session=a\x7f", NULL},
	{"session=\xe6\x9e\x97", NULL},
	{"session=abc; session=\xe6\x9e\x97", NULL},
	{"name=\xe6\x9e\x97\xff; session=abc", "abc"},
	{"session= abc", NULL},
	{"", NULL},
	{";", NULL},
	{"=", NULL},
	{NULL, NULL},
};

static void
test_table(void)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		is_str(cookie_get(pool, table[i].header, "session"), table[i].want,
		    table[i].header ? table[i].header : "no header");
	is_str(cookie_get(pool, "session=a; __Host-session=b", "__Host-session"), "b",
	    "a name with its prefix");
	is_str(cookie_get(pool, "session=a", ""), NULL, "no name");
	is_str(cookie_get(pool, "=a", ""), "a", "a cookie without a name has the empty one");
}

static void
test_size(void)
{
	static const struct {
		size_t before;
		const char *want, *what;
	} rows[] = {
		{8192 - 13, "abc", "8 KiB are read"},
		{8192 - 12, NULL, "a byte more is refused"},
		{1048576, NULL, "1 MiB is refused"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *header = pool_alloc(pool, rows[i].before + 14);

		memset(header, 'x', rows[i].before);
		memcpy(header + rows[i].before, "; session=abc", 14);
		is_str(cookie_get(pool, header, "session"), rows[i].want, rows[i].what);
	}
}

int
main(void)
{
	pool = pool_new(NULL, 0);
	test_table();
	test_size();
	pool_free(pool);
	return done();
}
