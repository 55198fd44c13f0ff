/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Telephone numbers, e-mail and web addresses. */
#include "field_table.h"

static void
phones(void)
{
	static const struct row plain[] = {
		{"+39 333 123 4567", "+393331234567", NULL},
		{"0039 333 1234567", "+393331234567", NULL},
		{"００３９３３３１２３４５６７", "+393331234567", NULL},
		{"＋39（333）123-4567", "+393331234567", NULL},
		{"+86 138 0013 8000", "+8613800138000", NULL},
		{"0086-138-0013-8000", "+8613800138000", NULL},
		{"+86 0138 0013 8000", "+8613800138000", NULL},
		{"+44 (0)20 7946 0958", "+442079460958", NULL},
		{"+1 (212) 555-0100", "+12125550100", NULL}, {"+1.416.555.0100",
		    "+14165550100", NULL},
		{"+7 812 123 45 67", "+78121234567", NULL}, {"+39 06 6982 0000",
		    "+390669820000", NULL},
		{"333 1234567", "!phone.country", NULL}, {"13800138000", "+8613800138000", NULL},
		{"１３８ ００１３ ８０００", "+8613800138000", NULL}, {"19912345678", "+8619912345678", NULL},
		{"13711112222", "+8613711112222", NULL}, {"13112345678", "+8613112345678", NULL},
		{"12025550123", "!phone.country", NULL}, {"1380013800", "!phone.country", NULL},
		/* 212 and 312 are cities there, and 131 25 is one of the mainland's too */
		{"13125550123", "!phone.which", NULL}, {"1 (312) 555-0123", "!phone.which", NULL},
		{"18613223344", "!phone.which", NULL}, {"+1 312 555 0123", "+13125550123", NULL},
		{"+999 123456789", "!phone.code", NULL}, {"+800 1234 5678", "!phone.code", NULL},
		{"+39", "!phone.short", NULL}, {"+391234", "!phone.short", NULL},
		{"+39333123456789012", "!phone.long", NULL},
		{"+39333123456789012345678901234567890123456789", "!phone.long", NULL},
		{"+86 2345678901", "!phone.mainland", NULL}, {"+86 12345678901",
		    "!phone.mainland", NULL},
		{"+86 1380013800", "!phone.mainland", NULL}, {"+86 138001380000",
		    "!phone.mainland", NULL},
		{"+86 577 8888 8888", "!phone.mainland", NULL},
		{"+39 333 CALL", "!phone.digits", NULL}, {"39+3331234567", "!phone.digits", NULL},
		{"++393331234567", "!phone.digits", NULL}, {"电话", "!phone.digits", NULL},
		{"+39 333 1234567 ext 2", "!phone.digits", NULL}, {"()", "!phone.digits", NULL},
		{"\u202d+39 333 1234567\u202c", "!hidden", NULL},
		{"tel:+39-333-123-4567", "+393331234567", NULL}, {"TEL:+393331234567;ext=2", "+393331234567", NULL},
		{" <+39 333 1234567>", "+393331234567", NULL}, {"sms:+393331234567?body=x", "+393331234567", NULL},
		{"tel:", "!phone.digits", NULL}, {"phone:+393331234567", "!phone.digits", NULL},
		{"Lin <tel:+393331234567>", "+393331234567", NULL}, {"+39 333 1234567>", "!phone.digits", NULL},
	};

	try_rows(RULE(FIELD_PHONE), ROWS(plain));
}

/* Of real numbers, the shortest and the longest that a code has: none is refused; behind +1 all are of one form. */
static void
plans(void)
{
	static const struct row rows[] = {
		{"+1 239 1234 5678", "!phone.america", NULL}, {"+1 239 123 456", "!phone.america", NULL},
		{"+1 123 456 7890", "!phone.america", NULL}, {"+1 039 456 7890", "!phone.america", NULL},
		{"+1 239 056 7890", "!phone.america", NULL}, {"+1 239 156 7890", "!phone.america", NULL},
		{"001 239 1234 5678", "!phone.america", NULL}, {"+1 876 155 0100", "!phone.america", NULL},
		{"+1 239 456 7890", "+12394567890", NULL}, {"+1 1 239 456 7890", "+12394567890", NULL},
		{"+1 (809) 220-1111", "+18092201111", NULL}, {"+1 787 200 0000", "+17872000000", NULL},
		{"+39 06 6982", "+39066982", NULL}, {"+39 0577 12345678", "+39057712345678", NULL},
		{"+39 320 123456", "+39320123456", NULL}, {"+39 366 123 4567", "+393661234567", NULL},
		{"+34 600 123 456", "+34600123456", NULL}, {"+34 91 123 4567", "+34911234567", NULL},
		{"+33 6 12 34 56 78", "+33612345678", NULL}, {"+33 (0)1 42 34 56 78", "+33142345678", NULL},
		{"+49 30 12345", "+493012345", NULL}, {"+49 1512 3456789", "+4915123456789", NULL},
		{"+49 15566 123456", "+4915566123456", NULL}, {"+44 7911 123456", "+447911123456", NULL},
		{"+44 16977 2345", "+44169772345", NULL}, {"+55 11 91234-5678", "+5511912345678", NULL},
		{"+55 11 3123 4567", "+551131234567", NULL}, {"+27 82 123 4567", "+27821234567", NULL},
		{"+86 191 2345 6789", "+8619123456789", NULL}, {"+86 23800138000", "!phone.mainland", NULL},
	};

	try_rows(RULE(FIELD_PHONE), ROWS(rows));
}

/* What is dialled at home before a number goes, and what belongs to it stays. */
static void
trunks(void)
{
	static const struct row rows[] = {
		{"country=IT|=333 1234567", "+393331234567", NULL},
		{"country=IT|=06 6982 0000", "+390669820000", NULL},
		{"country=SM|=0549 886377", "+3780549886377", NULL},
		{"country=CI|=07 01 23 45 67", "+2250701234567", NULL},
		{"country=CG|=06 123 4567", "+242061234567", NULL},
		{"country=BJ|=01 90 01 12 34", "+2290190011234", NULL},
		{"country=FR|=06 12 34 56 78", "+33612345678", NULL},
		{"country=DE|=0151 23456789", "+4915123456789", NULL},
		{"country=GB|=07911 123456", "+447911123456", NULL},
		{"country=NL|=06-12345678", "+31612345678", NULL},
		{"country=ES|=612 345 678", "+34612345678", NULL},
		{"country=ZA|=082 123 4567", "+27821234567", NULL},
		{"country=AU|=0412 345 678", "+61412345678", NULL},
		{"country=AE|=050 123 4567", "+971501234567", NULL},
		{"country=BR|=011 91234-5678", "+5511912345678", NULL},
		{"country=HU|=06 20 123 4567", "+36201234567", NULL},
		{"country=RU|=8 916 123-45-67", "+79161234567", NULL},
		{"country=RU|=812 123 45 67", "+78121234567", NULL},
		{"country=KZ|=8 701 123 4567", "+77011234567", NULL},
		{"country=BY|=80 29 123 4567", "+375291234567", NULL},
	};

	try_parts(RULE(FIELD_PHONE), ROWS(rows));
}

static void
national(void)
{
	static const struct row rows[] = {
		{"country=US|=1 212 555 0100", "+12125550100", NULL},
		{"country=US|=212-555-0100", "+12125550100", NULL},
		{"country=CA|=(416) 555-0100", "+14165550100", NULL},
		{"country=DO|=809 555 0100", "+18095550100", NULL},
		{"country=US|=011 39 333 123 4567", "+393331234567", NULL},
		{"country=CN|=13800138000", "+8613800138000", NULL},
		{"country=CN|=86 13800138000", "+8613800138000", NULL},
		{"country=CN|=１３８００１３８０００", "+8613800138000", NULL},
		{"country=HK|=9123 4567", "+85291234567", NULL},
		{"country=FR|=+39 333 123 4567", "+393331234567", NULL},
		{"country=IT|=13800138000", "+3913800138000", "phone.maybe_mainland"},
		{"country=US|=16465550100", "+16465550100", NULL},
		{"country=it|=3331234567", "+393331234567", NULL},
		{"country=CN|=12345678901", "!phone.mainland", NULL},
		{"country=CN|=057788888888", "!phone.mainland", NULL},
		{"country=IT|=333", "!phone.short", NULL}, {"country=IT|=33312345678901",
		    "!phone.long", NULL},
		{"country=XX|=3331234567", "!phone.country", NULL},
		{"country=US|=13125550123", "+13125550123", NULL}, {"country=CN|=13125550123", "+8613125550123", NULL},
		{"country=CA|=13800138000", "!phone.america", NULL}, {"country=|=13800138000", "+8613800138000", NULL},
		{"country=|=13125550123", "!phone.which", NULL},
		{"country=|=3331234567", "!phone.country", NULL}, {"country=IT", "!empty", NULL},
		{"country=IT|=33a1234567", "!phone.digits", NULL},
	};
	static const struct row only[] = {
		{"=13800138000", "+8613800138000", NULL},
		{"country=CN|=13800138000", "+8613800138000", NULL},
		{"=+39 333 123 4567", "!phone.other", NULL},
		{"country=IT|=333 123 4567", "!phone.other", NULL},
	};
	struct pairs parts = {.pool = pool};

	try_parts(RULE(FIELD_PHONE), ROWS(rows));
	try_parts(RULE(FIELD_PHONE, .country = "CN"), ROWS(only));
	is_str(field_show(pool, RULE(FIELD_PHONE), "+393331234567", "zh"), "+39 3331234567",
	    "a number for people");
	field_split(pool, RULE(FIELD_PHONE), "f", "+14165550100", &parts);
	is_str(pairs_get(&parts, "f-country"), "CA", "its country");
	is_str(pairs_get(&parts, "f"), "4165550100", "its digits");
}

static void
emails(void)
{
	const char *local64 = repeated("a", 64), *label63 = repeated("b", 63);
	const char *longest = pool_format(pool, "%s@%s.%s.%s.it", repeated("a", 60), label63,
	    label63, repeated("c", 62));
	const struct { const char *typed, *want; } rows[] = {
		{"lin@example.com", "lin@example.com"}, {"Lin.Q@Example.COM", "Lin.Q@example.com"},
		{" lin@example.com ", "lin@example.com"}, {"ｌｉｎ＠ｅｘａｍｐｌｅ．ｃｏｍ",
		    "lin@example.com"},
		{"1234567@qq.com", "1234567@qq.com"}, {"a+b_c-d@mail.example.it",
		    "a+b_c-d@mail.example.it"},
		{"o'brien@example.ie", "o'brien@example.ie"},
		{"x@xn--fiqs8s.cn", "x@xn--fiqs8s.cn"},
		{"a!#$%&*/=?^`{|}~@example.com", "a!#$%&*/=?^`{|}~@example.com"},
		{pool_format(pool, "%s@example.com", local64),
		    pool_format(pool, "%s@example.com", local64)},
		{pool_format(pool, "%s@%s.com", "a", label63),
		    pool_format(pool, "%s@%s.com", "a", label63)},
		{longest, longest},
		{pool_format(pool, "x%s", longest), "!email.long"},
		{pool_format(pool, "%sa@example.com", local64), "!email.long"},
		{pool_format(pool, "a@%sb.com", label63), "!email.domain"},
		{"lin", "!email.at"}, {"lin@a@b.com", "!email.ats"},
		{"@example.com", "!email.local"},
		{"lin.@example.com", "!email.local"}, {".lin@example.com", "!email.local"},
		{"l..n@example.com", "!email.local"}, {"\"lin\"@example.com", "!email.local"},
		{"l(i)n@example.com", "!email.local"}, {"lin@", "!email.domain"},
		{"lin@localhost", "!email.domain"}, {"lin@example", "!email.domain"},
		{"lin@.com", "!email.domain"}, {"lin@example..com", "!email.domain"},
		{"lin@example.com.", "!email.domain"}, {"lin@-example.com", "!email.domain"},
		{"lin@example-.com", "!email.domain"}, {"lin@127.0.0.1", "!email.domain"},
		{"lin@[127.0.0.1]", "!email.domain"}, {"lin@exam_ple.com", "!email.domain"},
		{"lin@example.c", "!email.domain"}, {"lin @example.com", "!email.space"},
		{"a@b.com, c@d.com", "!email.space"}, {"林@example.com", "!email.unicode"},
		{"lin@例子.中国", "!email.unicode"}, {"lín@example.com", "!email.unicode"},
		{"lin@example.com\r\nBcc:x@y.com", "!hidden"}, {"lin\u200b@example.com", "!hidden"},
		{"mailto:lin@example.com", "lin@example.com"}, {"MailTo:lin@Example.com?subject=x", "lin@example.com"},
		{"<lin@example.com>", "lin@example.com"}, {"Lin Shili <lin@example.com>", "lin@example.com"},
		{"\"Lin, S.\" <lin@example.com>, ", "lin@example.com"}, {"林示例 ＜lin@example.com＞", "lin@example.com"},
		{"< mailto:lin@example.com >", "lin@example.com"}, {"mailto:", "!email.at"}, {"<>", "!email.at"},
		{"Lin <lin@example.com", "!email.space"}, {"<lin>@example.com", "!email.local"},
		{"Lin <lin@a.com>, Wu <wu@b.com>", "!email.space"}, {"http:lin@example.com", "!email.local"},
		{"", "!email.at"},
	};
	char out[EMAIL_TEXT];

	is_int((int64_t)strlen(longest), 254, "the longest address has 254 characters");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *wrong = email_check(rows[i].typed, out);

		is_str(wrong ? pool_format(pool, "!%s", spoken(wrong)) : out, rows[i].want,
		    pool_format(pool, "e-mail: %s", printable(rows[i].typed)));
	}
	email_index("Lin.Q@example.com", out);
	is_str(out, "lin.q@example.com", "looked up in small letters");
}

static void
sites(void)
{
	static const struct row rows[] = {
		{"https://www.example.com", "https://www.example.com", NULL},
		{"http://example.com/a?b=c#d", "http://example.com/a?b=c#d", NULL},
		{"www.example.com", "https://www.example.com", NULL},
		{"Example.COM/Path", "https://example.com/Path", NULL},
		{"HTTPS://Example.com", "https://example.com", NULL},
		{"example.com:8080/x", "https://example.com:8080/x", NULL},
		{"ｗｗｗ．ｅｘａｍｐｌｅ．ｃｏｍ", "https://www.example.com", NULL},
		{"https://xn--fiqs8s.cn/", "https://xn--fiqs8s.cn/", NULL},
		{"https://example.com/@name", "https://example.com/@name", NULL},
		{"javascript:alert(1)", "!url.scheme", NULL}, {"ftp://example.com",
		    "!url.scheme", NULL},
		{"mailto:a@b.com", "!url.scheme", NULL}, {"data:text/html,x", "!url.scheme", NULL},
		{"https://user:pw@example.com", "!url.host", NULL},
		{"https://example.com@evil.com", "!url.host", NULL},
		{"https://", "!url.host", NULL}, {"example", "!url.host", NULL},
		{"https://127.0.0.1/", "!url.host", NULL}, {"https://a..com", "!url.host", NULL},
		{"https://example.com:99999/", "!url.host", NULL},
		{"https://example.com:/", "!url.host", NULL},
		{"https://例子.中国", "https://例子.中国", NULL}, {"例子。中国/首页", "https://例子.中国/首页", NULL},
		{"https://www.Müller.de/X", "https://www.müller.de/X", NULL},
		{"http://пример.рф:8080", "http://пример.рф:8080", NULL},
		{"https://例子.cn", "https://例子.cn", NULL}, {"https://example.公司", "https://example.公司", NULL},
		{"https://例子", "!url.host", NULL}, {"https://例，子.中国", "!url.host", NULL},
		{"https://例、子.中国", "!url.host", NULL}, {"https://例子..中国", "!url.host", NULL},
		{"https://《例子》.中国", "!url.host", NULL}, {"https://-例子.中国", "!url.host", NULL},
		{"https://例@子.中国", "!url.host", NULL}, {"https://例子∕.中国", "!url.host", NULL},
		{"https://exa mple.com", "!url.signs", NULL},
		{"https://example.com/<b>", "!url.signs", NULL},
		{"https://example.com/\"x", "!url.signs", NULL},
	};
	const struct row bounds[] = {
		{pool_format(pool, "https://example.com/%s", repeated("a", 180)),
		    pool_format(pool, "https://example.com/%s", repeated("a", 180)), NULL},
		{pool_format(pool, "https://example.com/%s", repeated("a", 181)), "!url.long",
		    NULL},
	};

	try_rows(RULE(FIELD_URL), ROWS(rows));
	try_rows(RULE(FIELD_URL), ROWS(bounds));
}

int
main(void)
{
	if (table_open()) {
		phones();
		plans();
		trunks();
		national();
		emails();
		sites();
	}
	return table_close();
}
