/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The ground floor: UTF-8, numbers, days, moments, pairs, pools. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/pairs.h"
#include "base/text.h"
#include "tap.h"

static void
test_utf8(void)
{
	static const struct {
		const char *s;
		size_t n;
		bool is_fine;
		const char *what;
	} rows[] = {
		{"", 0, true, "nothing"},
		{"abc", 3, true, "ASCII"},
		{"\xe6\xb8\xa9", 3, true, "温"},
		{"\xe4\xb6\xae", 3, true, "U+4DAE"},
		{"\xf0\xa0\xae\xb7", 4, true, "U+20BB7"},
		{"\xf4\x8f\xbf\xbf", 4, true, "U+10FFFF"},
		{"a\0b", 3, false, "NUL"},
		{"\xc0\x80", 2, false, "overlong NUL"},
		{"\xe0\x80\xaf", 3, false, "overlong slash"},
		{"\xf0\x80\x80\xaf", 4, false, "overlong slash in four"},
		{"\xed\xa0\x80", 3, false, "surrogate"},
		{"\xf4\x90\x80\x80", 4, false, "above U+10FFFF"},
		{"\xf5\x80\x80\x80", 4, false, "no such lead"},
		{"\xe6\xb8", 2, false, "cut"},
		{"\xe6\x28\xa9", 3, false, "not a continuation"},
		{"\x80", 1, false, "lone continuation"},
		{"\xff", 1, false, "0xff"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ok(text_is_utf8(rows[i].s, rows[i].n) == rows[i].is_fine, "UTF-8: %s", rows[i].what);
	is_int((int64_t)text_count("温州𠮷·a"), 5, "code points are counted, not bytes");
}

static void
test_text(struct pool *pool)
{
	char name[] = "QIAO @[é9 温Z";
	int64_t n = 7;
	struct word_list words;

	is_str(text_trim(pool, " \t　温 州 \n"), "温 州", "white space at both ends, U+3000 too");
	is_str(text_trim(pool, " 　 "), "", "only white space");
	is_str(text_trim(pool, "州\xc2\xa0\xe2\x80\x8b"), "州", "a space of two bytes and one of three");
	is_str(text_trim(pool, "州\xe3\x80"), "州\xe3\x80", "half a character is none");
	is_str(text_without_controls(pool, "\xef\xbb\xbf护照\t丢\xe2\x80\xae\xe2\x80\xa8了"), "护照 丢 了", "controls out");
	is_str(text_first(pool, "温𠮷a", 2), "温𠮷", "the first two characters");
	is_str(text_first(pool, "温", 9), "温", "or all there are");
	is_str(text_first(pool, "温", 0), "", "or none");
	ok(text_is_sentence("您有护照吗？") && text_is_sentence("Do you?") && text_is_sentence("Yes."),
	    "a question and a sentence end with a mark");
	ok(!text_is_sentence("姓名") && !text_is_sentence("") && !text_is_sentence("?x"),
	    "a name does not");
	is_str(text_halfwidth(pool, "１２３ＡｂＣ　温"), "123AbC 温", "full-width made half-width");
	is_str(text_digits(pool, "１２3 4-56 号"), "123456", "of a code with spaces and marks its digits");
	ok(text_has_word("lost damaged", "damaged") && text_has_word("lost", "lost"), "a word among words");
	ok(!text_has_word("lost damaged", "damage") && !text_has_word("lost damaged", "lost damaged") &&
	    !text_has_word("lost", "") && !text_has_word("", "lost"), "and no part of one, nor several");
	words = text_words(pool, "  lost damaged ");
	ok(words.count == 2 && text_same(words.at[0], "lost") && text_same(words.at[1], "damaged"), "a list of words");
	is_int((int64_t)text_words(pool, NULL).count, 0, "nothing has none");
	is_str(text_one_line(pool, "温\r\n州\tx"), "温  州 x", "in one line");
	ok(!text_one_line(pool, NULL), "of nothing nothing");
	text_lower(name);
	is_str(name, "qiao @[é9 温z", "letters of the alphabet made small, and nothing else");
	is_int((int64_t)text_past_colon("Which?", ": x"), 1, "no colon behind a question mark");
	is_int((int64_t)text_past_colon("哪个？", "：x"), 3, "nor a full-width one");
	ok(!text_past_colon("Name", ": x") && !text_past_colon("Which?", " x") && !text_past_colon("", ":"),
	    "elsewhere it stays");
	ok(text_number("9223372036854775807", 0, INT64_MAX, &n) && n == INT64_MAX, "the largest number");
	ok(!text_number("9223372036854775808", 0, INT64_MAX, &n), "one more");
	ok(!text_number("", 0, 9, &n) && !text_number("-", -9, 9, &n) && !text_number("1 ", 0, 9, &n) &&
	    !text_number("+1", 0, 9, &n) && !text_number(NULL, 0, 9, &n), "no numbers");
	ok(!text_number("10", 0, 9, &n) && !text_number("-1", 0, 9, &n), "out of bounds");
	ok(text_is_control(0x202e) && text_is_control(0x85) && !text_is_control(0x4e00), "controls");
}

static void
test_days(void)
{
	int y, m, d, wrong = 0;
	day parsed;

	for (day i = day_of(1800, 1, 1); i <= day_of(2200, 12, 31); i++) {
		day_split(i, &y, &m, &d);
		wrong += day_of(y, m, d) != i || !day_is_real(y, m, d);
	}
	is_int(wrong, 0, "four centuries of days, there and back");
	is_int(day_of(1970, 1, 1), 0, "day 0");
	is_int(day_weekday(day_of(2026, 11, 23)), 1, "23 November 2026 is a Monday");
	ok(!day_is_real(1900, 2, 29) && day_is_real(2000, 2, 29) && !day_is_real(2026, 4, 31), "real dates");
	ok(day_parse("2026-02-28", &parsed) && !day_parse("2026-02-29", &parsed) &&
	    !day_parse("2026-2-28", &parsed) && !day_parse("2026-02-28 ", &parsed), "parsing is strict");
}

static void
test_zones(void)
{
	static const struct {
		const char *zone;
		int mday, hour;
	} rows[] = {	/* 09:00 on 16 March 2026 in Wenzhou */
		{"Asia/Shanghai", 16, 9}, {"Europe/Rome", 16, 2}, {"America/New_York", 15, 21},
		{"America/Sao_Paulo", 15, 22}, {"Australia/Sydney", 16, 12}, {"UTC", 16, 1},
		{"No/Where", 16, 1}, {"../etc/passwd", 16, 1},
	};
	moment at = (moment)day_of(2026, 3, 16) * DAY + HOUR;
	char text[MOMENT_TEXT];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct civil c = clock_civil(at, rows[i].zone);

		ok(c.year == 2026 && c.month == 3 && c.mday == rows[i].mday && c.hour == rows[i].hour,
		    "%s: %d at %d", rows[i].zone, c.mday, c.hour);
	}
	ok(clock_zone_exists("Europe/Rome") && !clock_zone_exists("../../etc/passwd") &&
	    !clock_zone_exists("/etc/passwd") && !clock_zone_exists("Rome") &&
	    !clock_zone_exists(NULL), "zones that exist");
	moment_format(at, text);
	is_str(text, "2026-03-16T01:00:00.000Z", "a moment in writing");
	is_int(clock_wenzhou_day(at - 10 * HOUR), day_of(2026, 3, 15), "Wenzhou's day");
	is_int(clock_wenzhou_end(day_of(2026, 3, 16)), (moment)day_of(2026, 3, 17) * DAY - 8 * HOUR - 1,
	    "its end");
}

static void
test_pairs(struct pool *pool)
{
	struct pairs pairs = {.pool = pool}, again;
	const struct error *e;
	int wrong = 0;

	for (int i = 0; i < 100; i++)
		pairs_set(&pairs, pool_format(pool, "n%d", i), pool_format(pool, "v%d", i));
	pairs_set(&pairs, "n7", "");
	pairs_set(&pairs, "name", "䶮·𠮷\nline");
	pairs_remove(&pairs, "n50");
	for (int i = 100; i < 200; i++)
		pairs_set(&pairs, pool_format(pool, "n%d", i), "x");
	e = pairs_read(pool, pairs_store(&pairs), &again);
	ok(!e && again.count == 200, "stored and read again");
	for (size_t i = 0; i < again.count; i++)
		wrong += strcmp(again.at[i].name, pairs.at[i].name) != 0 ||
		    strcmp(again.at[i].value, pairs.at[i].value) != 0;
	is_int(wrong, 0, "in order, with every value");
	is_str(pairs_get(&again, "name"), "䶮·𠮷\nline", "rare characters");
	is_str(pairs_get(&again, "n50"), NULL, "a removed one is gone");
	e = pairs_read(pool, BYTES("a\0b", 3), &again);
	ok(e != NULL, "one that does not end is refused");
	e = pairs_read(pool, BYTES("a\0", 2), &again);
	ok(e != NULL, "a name without its value too");
	e = pairs_read(pool, BYTES("", 0), &again);
	ok(!e && again.count == 0, "nothing is no pairs");
}

static int ended;

static void
note_end(void *data)
{
	ended += *(int *)data;
}

int
main(void)
{
	struct pool *pool = pool_new(NULL, 1 << 20), *inner = pool_new(pool, 0);
	const struct error *first, *e;
	int three = 3;

	test_utf8();
	test_text(pool);
	test_days();
	test_zones();
	test_pairs(pool);
	pool_at_end(inner, note_end, &three);
	pool_free(inner);
	is_int(ended, 3, "what was to run at a pool's end ran");
	e = first = fail(ERROR_CONFLICT, "%d", 1);
	for (int i = 0; i < 7; i++)
		e = fail(ERROR_INTERNAL, "more");
	ok(first->kind == ERROR_CONFLICT && strcmp(first->detail, "1") == 0 && e != first,
	    "an error lives through seven more");
	is_int(error_status(ERROR_INVALID), 422, "the status of a kind");
	pool_free(pool);
	return done();
}
