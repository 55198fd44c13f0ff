/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The types that are words, choices, numbers and dates; the names of types; what all share. */
#include "field_table.h"

static void
types(void)
{
	static const char *const all[] = {"text", "textarea", "date", "datetime", "number", "bool",
	    "select", "country", "address", "phone", "url", "name_zh", "name_latin", "idno",
	    "passport", "licence", "licence_file", "permit_hkmo", "permit_tw", "permit_mtp",
	    "plate", "vin", "usc"};

	is_int(sizeof all / sizeof *all, FIELD_TYPES, "as many types as words");
	for (enum field_type t = 0; t < FIELD_TYPES; t++) {
		is_int(field_type_of(all[t]), t, all[t]);
		is_str(field_type_word(t), all[t], "and back");
		ok(field_inputs(t)[0] && field_most(RULE(t)) > 0, "%s has inputs", all[t]);
	}
	is_int(field_type_of("name"), FIELD_TYPES, "no such type");
	is_int(field_type_of(NULL), FIELD_TYPES, "no type");
	is_int(field_range_of("birth"), FIELD_BIRTH, "the range of births");
	is_int(field_range_of("any"), FIELD_ANY, "any date");
	is_int(field_range_of("expiry"), FIELD_EXPIRY, "until when a paper is valid");
	is_int(field_range_of("soon"), FIELD_RANGES, "no such range");
	is_str(field_input_name(pool, "birth", "year"), "birth-year", "an input's name");
	is_str(field_input_name(pool, "birth", ""), "birth", "the plain input's name");
	is_int(field_most(RULE(FIELD_TEXT, .most = 7)), 7, "a rule's own bound");
}

/* Nothing, and spaces of every kind, are an answer nowhere. */
static void
nothing(void)
{
	static const char *const empty[] = {"", " ", "\t", "\u3000", "\u00a0 \u3000", "\u200b"};

	for (enum field_type t = 0; t < FIELD_TYPES; t++)
		for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
			bool is_choice = t == FIELD_BOOL || t == FIELD_SELECT || t == FIELD_COUNTRY;
			struct row needed = {empty[i], is_choice ? "!choose" : "!empty", NULL};
			struct row optional = {empty[i], "", NULL};

			try_rows(RULE(t), &needed, 1);
			try_rows(RULE(t, .is_optional = true), &optional, 1);
		}
	for (enum field_type t = 0; t < FIELD_TYPES; t++) {
		struct pairs none = {.pool = pool};
		const char *stored, *warning;

		ok(field_check(pool, RULE(t), &none, "f", today, &stored, &warning) && !stored,
		    "%s that was not sent at all", field_type_word(t));
	}
}

static void
hidden(void)
{
	static const char *const unseen[] = {"a\u200bb", "a\u200db", "a\u200eb", "a\u202eb",
	    "a\u2066b", "a\ufeffb", "a\u00adb", "a\001" "b", "a\177" "b", "a\xc2\x85" "b",
	    "a\u2028b", "a\u2060b", "a\u3164b", "a\U000e0041b"};

	for (enum field_type t = 0; t < FIELD_TYPES; t++)
		for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++) {
			struct row row = {unseen[i], "!hidden", NULL};

			try_rows(RULE(t), &row, 1);
		}
	for (enum field_type t = 0; t < FIELD_TYPES; t++) {
		/* a family, a woman who teaches, a heart on fire, the flag of Scotland; and one behind a sign */
		static const struct row emoji[] = {{"a\U0001f468\u200d\U0001f469b", "!emoji", NULL},
		    {"\U0001f469\U0001f3fd\u200d\U0001f3eb", "!emoji", NULL},
		    {"\u2764\ufe0f\u200d\U0001f525", "!emoji", NULL},
		    {"\U0001f3f4\U000e0067\U000e0062", "!emoji", NULL}, {"a\u200d\U0001f469", "!hidden", NULL}};

		try_rows(RULE(t), ROWS(emoji));
	}
	for (enum field_type t = 0; t < FIELD_TYPES; t++) {
		static const struct row rows[] = {{"a\ue863b", "!private", NULL},
		    {"a\ufffdb", "!private", NULL}, {"a\U000f0000b", "!private", NULL},
		    {"a\uffffb", "!private", NULL}};

		try_rows(RULE(t), ROWS(rows));
	}
}

static void
texts(void)
{
	static const struct row rows[] = {
		{"hello", "hello", NULL}, {"  两头有空格　", "两头有空格", NULL},
		{"１２３，全角不动", "１２３，全角不动", NULL}, {"𠮷野家 🙂", "𠮷野家 🙂", NULL},
		{"<script>alert(1)</script>", "<script>alert(1)</script>", NULL},
		{"O'Brien & \"Söhne\" 100%", "O'Brien & \"Söhne\" 100%", NULL},
		{"0", "0", NULL}, {"%s%n$(id)`;--", "%s%n$(id)`;--", NULL},
		{"one\ntwo", "!hidden", NULL}, {"one\ttwo", "!hidden", NULL},
	};
	static const struct row lines[] = {
		{"one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour", NULL},
		{"a\tb", "a b", NULL}, {"\r\n\r\nbody\r\n", "body", NULL},
	};
	const struct row bounds[] = {
		{repeated("字", 100), repeated("字", 100), NULL},
		{repeated("𠮷", 100), repeated("𠮷", 100), NULL},
		{repeated("字", 101), "!text.long", NULL},
		{repeated("a", 101), "!text.long", NULL},
	};
	const struct row small[] = {
		{"四个字了", "四个字了", NULL}, {"𠮷𠮷𠮷", "!text.short", NULL},
		{"五个字好了", "五个字好了", NULL}, {"六个字太多了", "!text.long", NULL},
	};
	const struct row area[] = {
		{repeated("龙", 2000), repeated("龙", 2000), NULL},
		{repeated("龙", 2001), "!text.long", NULL},
	};

	try_rows(RULE(FIELD_TEXT), ROWS(rows));
	try_rows(RULE(FIELD_TEXTAREA), ROWS(lines));
	try_rows(RULE(FIELD_TEXT), ROWS(bounds));
	try_rows(RULE(FIELD_TEXT, .least = 4, .most = 5), ROWS(small));
	try_rows(RULE(FIELD_TEXTAREA), ROWS(area));
}

static void
numbers(void)
{
	static const struct row rows[] = {
		{"0", "0", NULL}, {"120", "120", NULL}, {"１２０", "120", NULL},
		{"007", "7", NULL}, {"1,200", "1200", NULL}, {"1 200 000", "1200000", NULL},
		{"１，２００", "1200", NULL}, {" 42 ", "42", NULL},
		{"999999999999", "999999999999", NULL}, {"1000000000000", "!number.large", NULL},
		{"99999999999999999999999", "!number.large", NULL}, {"-1", "!number.small", NULL},
		{"12.5", "!number.whole", NULL}, {"12,5", "!number.whole", NULL},
		{"1,20", "!number.whole", NULL}, {"12a", "!number.digits", NULL},
		{"一百", "!number.digits", NULL}, {"0x10", "!number.digits", NULL},
		{"1e3", "!number.digits", NULL}, {"+5", "!number.digits", NULL},
		{"--5", "!number.digits", NULL}, {"1,2,3", "!number.digits", NULL},
		{",100", "!number.digits", NULL}, {"½", "!number.digits", NULL},
	};
	static const struct row bounded[] = {
		{"1", "1", NULL}, {"500", "500", NULL}, {"0", "!number.small", NULL},
		{"501", "!number.large", NULL},
	};
	static const struct row years[] = {
		{"1949", "1949", NULL}, {"2026", "2026", NULL}, {"1948", "!year.early", NULL},
		{"2027", "!year.late", NULL}, {"99999999999999999999", "!year.late", NULL},
	};
	static const struct row coming[] = {{"2026", "2026", NULL}, {"2025", "!year.early", NULL}};
	static const struct row births[] = {{"1897", "1897", NULL}, {"1896", "!year.early", NULL}};

	try_rows(RULE(FIELD_NUMBER), ROWS(rows));
	try_rows(RULE(FIELD_NUMBER, .number_least = 1, .number_most = 500), ROWS(bounded));
	try_rows(RULE(FIELD_NUMBER, .number_least = 1949, .range = FIELD_PAST), ROWS(years));
	try_rows(RULE(FIELD_NUMBER, .range = FIELD_FUTURE), ROWS(coming));
	try_rows(RULE(FIELD_NUMBER, .range = FIELD_BIRTH), ROWS(births));
}

/* What a hint says about a text is checked: a number's form, a name with a telephone number. */
static void
forms(void)
{
	static const struct row certificate[] = {
		{"P330123456", "P330123456", NULL}, {"p330 123 456", "P330123456", NULL},
		{"Ｐ３３０１２３４５６", "P330123456", NULL}, {"P33012345", "!text.form", NULL},
		{"P3301234567", "!text.form", NULL}, {"3301234567", "!text.form", NULL},
		{"PP30123456", "!text.form", NULL}, {"P33012345号", "!text.form", NULL},
	};
	static const struct row tail[] = {{"0427", "0427", NULL}, {"04 27", "0427", NULL},
		{"427", "!text.form", NULL}, {"622848", "!text.form", NULL}};
	static const struct row recipient[] = {
		{"林示例 13800138000", "林示例 13800138000", NULL},
		{"林示例，138 0013 8000", "林示例，138 0013 8000", NULL},
		{"１３８００１３８０００（林示例收）", "１３８００１３８０００（林示例收）", NULL},
		{"Lin +86 138-0013-8000", "Lin +86 138-0013-8000", NULL},
		{"林示例 0577-88000000", "林示例 0577-88000000", NULL},
		{"林示例 13800138000 13900139000", "林示例 13800138000 13900139000", NULL},
		{"林示例 13800138000-13900139000", "林示例 13800138000-13900139000", NULL},
		{"林示例 13800138000/0577-88000000", "林示例 13800138000/0577-88000000", NULL},
		{"林示例 12800138000 13900139000", "!text.no_phone", NULL},
		{"林示例", "!text.no_phone", NULL}, {"林示例 +39 333 123 4567", "!text.no_phone", NULL},
		{"林示例 1380013800", "!text.no_phone", NULL}, {"林示例 12800138000", "!text.no_phone", NULL},
		{"林示例 138001380001380013800", "!text.no_phone", NULL},
		{"13800138000", "!text.no_name", NULL}, {"+86 138 0013 8000。", "!text.no_name", NULL},
	};

	try_rows(RULE(FIELD_TEXT, .form = "A999999999"), ROWS(certificate));
	try_rows(RULE(FIELD_TEXT, .form = "9999"), ROWS(tail));
	try_rows(RULE(FIELD_TEXT, .is_recipient = true), ROWS(recipient));
}

/* Whoever is out of bounds is told the bound. */
static void
bounds_in_words(void)
{
	const struct field_rule *year = RULE(FIELD_NUMBER, .number_least = 1949, .number_most = 2200, .range = FIELD_PAST);
	const struct field_rule *people = RULE(FIELD_NUMBER, .number_least = 1, .number_most = 1000000);

	is_str(field_bound_show(pool, people, "field.number.small", today, "zh"), "1", "the smallest number");
	is_str(field_bound_show(pool, people, "field.number.large", today, "zh"), "1,000,000", "the largest");
	is_str(field_bound_show(pool, RULE(FIELD_NUMBER), "field.number.large", today, "en"), "999,999,999,999",
	    "the largest of all");
	is_str(field_bound_show(pool, year, "field.year.early", today, "en"), "1949", "the earliest year");
	is_str(field_bound_show(pool, year, "field.year.late", today, "en"), "2026", "and this year");
	is_str(field_bound_show(pool, RULE(FIELD_TEXT, .form = "A999999999"), "field.text.form", today, "zh"),
	    "A123456789", "a number as it looks");
	is_str(field_bound_show(pool, RULE(FIELD_TEXTAREA, .least = 5), "field.text.short", today, "zh"), "5",
	    "how much at least");
}

static void
choices(void)
{
	static const char *const options[] = {"lost", "in-law", "A1", "其他"};
	static const struct row either[] = {
		{"1", "1", NULL}, {"yes", "1", NULL}, {"on", "1", NULL}, {"true", "1", NULL},
		{"0", "0", NULL}, {"no", "0", NULL}, {"off", "0", NULL}, {"false", "0", NULL},
		{"2", "!bool.unknown", NULL}, {"是", "!bool.unknown", NULL},
		{"YES", "!bool.unknown", NULL}, {"10", "!bool.unknown", NULL},
		{"null", "!bool.unknown", NULL}, {"-1", "!bool.unknown", NULL},
		{"y", "!bool.unknown", NULL}, {"ye", "!bool.unknown", NULL},
	};
	static const struct row agreed[] = {{"1", "1", NULL}, {"0", "!bool.agree", NULL},
	    {"", "!bool.agree", NULL}, {"no", "!bool.agree", NULL}};
	static const struct row chosen[] = {
		{"lost", "lost", NULL}, {"in-law", "in-law", NULL}, {"A1", "A1", NULL},
		{"其他", "其他", NULL}, {" lost ", "lost", NULL}, {"LOST", "!select.unknown", NULL},
		{"los", "!select.unknown", NULL}, {"lostt", "!select.unknown", NULL},
		{"a1", "!select.unknown", NULL}, {"0", "!select.unknown", NULL},
		{"lost,in-law", "!select.unknown", NULL}, {"其它", "!select.unknown", NULL},
		{"stolen", "!select.unknown", NULL},
	};
	const struct field_rule *yes_no = RULE(FIELD_BOOL);

	try_rows(yes_no, ROWS(either));
	try_rows(RULE(FIELD_BOOL, .is_agreement = true), ROWS(agreed));
	try_rows(RULE(FIELD_SELECT, .options = options, .option_count = 4), ROWS(chosen));
	is_str(field_show(pool, yes_no, "1", "zh"), "是", "yes in Chinese");
	is_str(field_show(pool, yes_no, "0", "en"), "No", "no in English");
	is_str(field_show(pool, yes_no, "", "en"), "", "no answer stays empty");
	is_str(field_show(pool, RULE(FIELD_SELECT), "lost", "zh"), "lost", "a choice is a value");
}

static void
dates(void)
{
	static const struct row whole[] = {
		{"2026-03-01", "2026-03-01", NULL}, {"2026/3/1", "2026-03-01", NULL},
		{"2026.3.1", "2026-03-01", NULL}, {"20260301", "2026-03-01", NULL},
		{"2026年3月1日", "2026-03-01", NULL}, {"２０２６－０３－０１", "2026-03-01", NULL},
		{"2026 3 1", "2026-03-01", NULL}, {"2024-02-29", "2024-02-29", NULL},
		{"2000-02-29", "2000-02-29", NULL}, {"1800-01-01", "1800-01-01", NULL},
		{"2200-12-31", "2200-12-31", NULL},
		{"1900-02-29", "!date.unreal", NULL}, {"2023-02-29", "!date.unreal", NULL},
		{"2100-02-29", "!date.unreal", NULL}, {"2026-04-31", "!date.unreal", NULL},
		{"2026-01-32", "!date.unreal", NULL}, {"2026-01-00", "!date.unreal", NULL},
		{"2026-13-01", "!date.month", NULL}, {"2026-00-01", "!date.month", NULL},
		{"0000-01-01", "!date.range", NULL}, {"1799-12-31", "!date.range", NULL},
		{"2201-01-01", "!date.range", NULL}, {"9999-12-31", "!date.range", NULL},
		{"2200-12-31", "2200-12-31", NULL}, {"26-03-01", "!date.year", NULL},
		{"20260-03-01", "!date.year", NULL}, {"2026", "!date.no_month", NULL},
		{"2026-03", "!date.no_day", NULL}, {"1 March 2026", "!date.form", NULL},
		{"yesterday", "!date.form", NULL}, {"2026-03-01x", "!date.form", NULL},
		{"2026-03-01T09:00", "!date.form", NULL}, {"202603011", "!date.year", NULL},
		{"-2026-03-01", "!date.form", NULL}, {"2026--03-01", "!date.form", NULL},
	};
	static const struct row parts[] = {
		{"year=2026|month=3|day=1", "2026-03-01", NULL},
		{"year= 2026 |month=03|day=01", "2026-03-01", NULL},
		{"year=２０２６|month=１２|day=３１", "2026-12-31", NULL},
		{"=2020-01-01|year=2026|month=3|day=1", "2026-03-01", NULL},
		{"year=2026|month=2|day=30", "!date.unreal", NULL},
		{"month=3|day=1", "!date.no_year", NULL},
		{"year=2026|day=1", "!date.no_month", NULL},
		{"year=2026|month=3", "!date.no_day", NULL}, {"year=MMXX|month=3|day=1",
		    "!date.digits", NULL},
		{"year=2026|month=三|day=1", "!date.digits", NULL},
		{"year=2026|month=-3|day=1", "!date.digits", NULL},
		{"year=2026|month=3|day=1\u200b5", "!hidden", NULL},
		{"year=99999999999999999999|month=3|day=1", "!date.year", NULL},
		{"year=2026|month=99999999999999999999|day=1", "!date.month", NULL},
	};

	try_rows(RULE(FIELD_DATE), ROWS(whole));
	try_parts(RULE(FIELD_DATE), ROWS(parts));
}

/* How a formality's file writes them, and which day that is on 29 February and the last of a month. */
static void
bounds(void)
{
	static const struct { const char *word; int year, month, mday; } rows[] = {
		{"-1y", 2025, 3, 16}, {"+90d", 2026, 6, 14}, {"90d", 2026, 6, 14}, {"0d", 2026, 3, 16},
		{"+6m", 2026, 9, 16}, {"-3m", 2025, 12, 16}, {"1900-01-01", 1900, 1, 1},
	};
	static const char *const wrong[] = {"", "1", "-y", "1w", "1yy", "+-1y", "201y", "99999d", "1900",
	    "1900-02-30", "1y ", "-1 y"};
	struct field_bound bound;
	day now = day_of(2026, 3, 16), at = 0;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		ok(field_bound_read(rows[i].word, &bound) && field_bound_day(&bound, now, &at) &&
		    at == day_of(rows[i].year, rows[i].month, rows[i].mday), "%s is a bound", rows[i].word);
	}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		ok(!field_bound_read(wrong[i], &bound), "'%s' is none", wrong[i]);
	ok(field_bound_day(&(struct field_bound){'y', -1}, day_of(2028, 2, 29), &at) &&
	    at == day_of(2027, 2, 28), "a year before 29 February");
	ok(field_bound_day(&(struct field_bound){'m', 1}, day_of(2026, 1, 31), &at) &&
	    at == day_of(2026, 2, 28), "a month after 31 January");
	ok(!field_bound_day(&(struct field_bound){0, 0}, now, &at), "none is none");
	is_str(field_bound_show(pool, RULE(FIELD_DATE, .from = {'y', -1}), "field.date.early", now, "en"),
	    "16 March 2025", "the day is said");
	is_str(field_bound_show(pool, RULE(FIELD_DATE, .from = {'y', -1}), "field.date.old", now, "en"),
	    NULL, "of its own error alone");
	ok(field_too_young("1999-06-11", day_of(1985, 6, 12), 14) && !field_too_young("1999-06-12",
	    day_of(1985, 6, 12), 14) && !field_too_young("1999", day_of(1985, 6, 12), 14), "the 14th birthday");
}

static void
ranges(void)
{
	static const struct row past[] = {{"2026-03-16", "2026-03-16", NULL},
	    {"2026-03-15", "2026-03-15", NULL}, {"2026-03-17", "!date.future", NULL},
	    {"9999-12-31", "!date.future", NULL}, {"1850-01-01", "1850-01-01", NULL}};
	static const struct row future[] = {{"2026-03-16", "2026-03-16", NULL},
	    {"2026-03-17", "2026-03-17", NULL}, {"2026-03-15", "!date.past", NULL},
	    {"1700-01-01", "!date.past", NULL}, {"9999-01-01", "!date.range", NULL}};
	static const struct row birth[] = {{"2026-03-16", "2026-03-16", NULL},
	    {"1896-03-17", "1896-03-17", NULL}, {"1896-03-16", "!date.old", NULL},
	    {"1896-03-15", "!date.old", NULL}, {"2026-03-17", "!date.future", NULL}};
	static const struct row partial[] = {{"1965", "1965", NULL}, {"1965-03", "1965-03", NULL},
	    {"1965-03-09", "1965-03-09", NULL}, {"2026", "2026", NULL},
	    {"2026-03", "2026-03", NULL}, {"2026-04", "!date.future", NULL},
	    {"2027", "!date.future", NULL}, {"1965-13", "!date.month", NULL},
	    {"65", "!date.year", NULL}, {"1895", "!date.old", NULL}, {"1896", "1896", NULL},
	    {"9999", "!date.future", NULL}};
	static const struct row year_only[] = {{"year=1965", "1965", NULL},
	    {"year=1965|month=3", "1965-03", NULL},
	    {"year=1965|day=3", "!date.no_month", NULL}};
	static const struct row last_year[] = {{"2025-03-16", "2025-03-16", NULL},
	    {"2025-03-15", "!date.early", NULL}, {"2026-06-14", "2026-06-14", NULL},
	    {"2026-06-15", "!date.late", NULL}, {"9999-01-01", "!date.late", NULL}};
	static const struct row since_1900[] = {{"1900-01-01", "1900-01-01", NULL},
	    {"1899-12-31", "!date.early", NULL}, {"2026-03-17", "!date.future", NULL}};
	static const struct row half[] = {{"2025", "2025", NULL}, {"2024", "!date.early", NULL},
	    {"2025-03", "2025-03", NULL}, {"2025-02", "!date.early", NULL}};
	static const struct row expiry[] = {{"2026-03-16", "2026-03-16", NULL},
	    {"1976-03-16", "1976-03-16", NULL}, {"1976-03-15", "!date.expiry", NULL},
	    {"2076-03-16", "2076-03-16", NULL}, {"2076-03-17", "!date.expiry", NULL},
	    {"1850-01-01", "!date.expiry", NULL}, {"9999-12-31", "!date.expiry", NULL}};
	const struct field_rule *some = RULE(FIELD_DATE, .is_partial = true, .range = FIELD_BIRTH);

	try_rows(RULE(FIELD_DATE, .range = FIELD_PAST), ROWS(past));
	try_rows(RULE(FIELD_DATE, .range = FIELD_FUTURE), ROWS(future));
	try_rows(RULE(FIELD_DATE, .range = FIELD_BIRTH), ROWS(birth));
	try_rows(RULE(FIELD_DATE, .from = {'y', -1}, .until = {'d', 90}), ROWS(last_year));
	try_rows(RULE(FIELD_DATE, .from = {'c', day_of(1900, 1, 1)}, .range = FIELD_PAST), ROWS(since_1900));
	try_rows(RULE(FIELD_DATE, .from = {'m', -12}, .is_partial = true), ROWS(half));
	bounds();
	try_rows(RULE(FIELD_DATE, .range = FIELD_EXPIRY), ROWS(expiry));
	try_rows(some, ROWS(partial));
	try_parts(some, ROWS(year_only));
	is_str(field_show(pool, some, "2026-03-01", "zh"), "2026年3月1日", "a date in Chinese");
	is_str(field_show(pool, some, "2026-03-01", "en"), "1 March 2026", "a date in English");
	is_str(field_show(pool, some, "1965-03", "zh"), "1965年3月", "a month in Chinese");
	is_str(field_show(pool, some, "1965-03", "en"), "March 1965", "a month in English");
	is_str(field_show(pool, some, "1965-03", "it"), "marzo 1965", "in Italian");
	is_str(field_show(pool, some, "2026-03-01", "es"), "1 de marzo de 2026", "and a date in Spanish");
	is_str(field_show(pool, some, "1965", "zh"), "1965年", "a year in Chinese");
	is_str(field_show(pool, some, "1965", "en"), "1965", "a year in English");
}

static void
moments(void)
{
	static const struct row rows[] = {
		{"2026-03-16T09:00", "2026-03-16T01:00Z", NULL},
		{"2026-03-16 09:00", "2026-03-16T01:00Z", NULL},
		{"2026年3月16日 9时5分", "2026-03-16T01:05Z", NULL},
		{"2026-03-16T07:59", "2026-03-15T23:59Z", NULL},
		{"2024-02-29T00:00", "2024-02-28T16:00Z", NULL},
		{"1965-07-01T12:30", "1965-07-01T04:30Z", NULL},
		{"2026-03-16T09", "2026-03-16T01:00Z", NULL},
		{"1988-07-01T12:00", "1988-07-01T04:00Z", NULL},
		{"2026-03-16", "!datetime.no_hour", NULL},
		{"2026-03-16T24:00", "!datetime.clock", NULL},
		{"2026-03-16T09:60", "!datetime.clock", NULL},
		{"2026-03-16T09:00Z", "!date.form", NULL},
		{"2026-02-30T09:00", "!date.unreal", NULL}, {"09:00", "!date.year", NULL},
		{"2026-03-16T-1:00", "!date.form", NULL}, {"2026", "!date.no_month", NULL},
	};
	static const struct row hours[] = {
		{"2026-03-16T08:30", "2026-03-16T00:30Z", NULL}, {"2026-03-16T16:59", "2026-03-16T08:59Z", NULL},
		{"2026-03-16T08:29", "!datetime.closed", NULL}, {"2026-03-16T17:00", "!datetime.closed", NULL},
		{"2026-03-21T10:00", "!datetime.closed", NULL}, {"2026-03-22T10:00", "!datetime.closed", NULL},
		{"2035-05-01T10:00", "!datetime.closed", NULL}, {"2035-05-03T10:00", "2035-05-03T02:00Z", NULL},
	};
	static const struct row twenty[] = {{"2026-04-05T00:00", "2026-04-04T16:00Z", NULL},
	    {"2026-04-04T23:59", "!date.early", NULL}};
	static const struct row parts[] = {
		{"year=2026|month=3|day=16|hour=9|minute=0", "2026-03-16T01:00Z", NULL},
		{"year=2026|month=3|day=16|hour=0|minute=05", "2026-03-15T16:05Z", NULL},
		{"year=2026|month=3|day=16|hour=９", "2026-03-16T01:00Z", NULL},
		{"year=2026|month=3|day=16|minute=5", "!datetime.no_hour", NULL},
		{"year=2026|month=3|day=16|hour=九", "!datetime.clock", NULL},
		{"hour=9|minute=0", "!date.no_year", NULL},
	};
	const struct field_rule *rule = RULE(FIELD_DATETIME);

	try_rows(RULE(FIELD_DATETIME, .is_office_hours = true), ROWS(hours));
	try_rows(RULE(FIELD_DATETIME, .from = {'d', 20}), ROWS(twenty));
	try_rows(rule, ROWS(rows));
	try_parts(rule, ROWS(parts));
	is_str(field_show(pool, rule, "2026-03-16T01:00Z", "zh"),
	    "2026年3月16日 09:00（温州时间）", "a moment in Chinese");
	is_str(field_show(pool, rule, "2026-03-15T23:59Z", "en"),
	    "16 March 2026, 07:59 (Wenzhou time)", "a moment in English");
	is_int(field_moment("2026-03-16T01:00Z"), INT64_C(1773622800000), "its milliseconds");
	is_int(field_moment("2026-03-16"), 0, "a date is no moment");
	is_int(field_moment(""), 0, "nothing is no moment");
	is_int(field_moment("2026-03-16Tab:00Z"), 0, "letters are no moment");
}

/* Of several inputs the wrong one; none where the whole is wrong. */
static void
where(void)
{
	static const struct row dates[] = {
		{"year=2026|month=3", "day", NULL}, {"year=2026|day=3", "month", NULL},
		{"month=3|day=1", "year", NULL}, {"year=26|month=3|day=1", "year", NULL},
		{"year=2026|month=13|day=1", "month", NULL}, {"year=2026|month=m|day=1", "month", NULL},
		{"year=2026|month=3|day=x", "day", NULL}, {"year=2026|month=2|day=30", "day", NULL},
		{"year=2026|month=3|day=1\u200b1", "day", NULL}, {"year=1850|month=3|day=1", "year", NULL},
		{"year=2026|month=3|day=17", NULL, NULL}, {"", NULL, NULL},
		{"year=2026|month=3|day=16", NULL, NULL},
	};
	static const struct row times[] = {
		{"year=2026|month=3|day=16", "hour", NULL}, {"year=2026|month=3|day=16|hour=24", "hour", NULL},
		{"year=2026|month=3|day=16|hour=9|minute=60", "minute", NULL},
	};
	static const struct row phones[] = {{"=3331234567", "country", NULL}, {"=+39x", NULL, NULL},
	    {"country=IT", NULL, NULL}, {"=+39 333 123 4567", NULL, NULL}};

	try_where(RULE(FIELD_DATE, .range = FIELD_BIRTH), ROWS(dates));
	try_where(RULE(FIELD_DATETIME), ROWS(times));
	try_where(RULE(FIELD_PHONE), ROWS(phones));
}

static void
between(void)
{
	ok(field_after("2026-03-02", "2026-03-01"), "the day after is after");
	ok(!field_after("2026-03-01", "2026-03-01"), "the same day is not");
	ok(!field_after("2025-12-31", "2026-03-01"), "the year before is not");
	ok(field_after("2026-03-16T01:01Z", "2026-03-16T01:00Z"), "a minute after is after");
	ok(!field_after("2026", "2025-01-01"), "a partial date is not compared");
	ok(!field_after("", "2025-01-01") && !field_after(NULL, "2025-01-01") &&
	    !field_after("2025-01-01", NULL), "nothing is not compared");
	ok(field_within_years("2020-03-01", "2023-03-01", 3), "three years to the day");
	ok(!field_within_years("2020-03-01", "2023-03-02", 3), "and a day too many");
	ok(field_within_years("2024-02-29", "2025-02-28", 1), "a year from a leap day");
	ok(!field_within_years("2024-02-29", "2025-03-01", 1), "ends on the 28th");
	ok(field_within_years("2024-02-29", "2028-02-29", 4), "four years lead to the next");
	ok(field_within_years("2026-03-16T01:00Z", "2027-03-16T01:00Z", 1), "to the minute");
	ok(!field_within_years("2026-03-16T01:00Z", "2027-03-16T01:01Z", 1), "and no longer");
	ok(!field_within_years("", "2026-01-01", 1) && !field_within_years("2026", "2026", 1) &&
	    !field_within_years(NULL, NULL, 1), "what is missing is not within");
}

int
main(void)
{
	if (table_open()) {
		types();
		nothing();
		hidden();
		texts();
		numbers();
		forms();
		bounds_in_words();
		choices();
		dates();
		ranges();
		moments();
		where();
		between();
	}
	return table_close();
}
