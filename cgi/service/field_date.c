/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Dates, and moments that are typed in Wenzhou's time and stored in UTC. */
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/deadline.h"
#include "service/field_part.h"

#define YEAR_LEAST 1800		/* older papers are not kept by any police station */
#define YEAR_MOST 2200
/* Summer time of 1986-1991 is left out on purpose: what was typed comes back as it was. */
#define WENZHOU_OFFSET (8 * HOUR)

struct parts {
	const char *year, *month, *mday, *hour, *minute;
};

/* A run of digits as a string of its own, moving *s past it; "" if there is none. */
static const char *
digits(struct pool *pool, const char **s, size_t most)
{
	size_t n = strspn(*s, "0123456789");
	const char *from = *s;

	if (n > most)
		n = most;
	*s += n;
	return pool_bytes(pool, from, n);
}

static void
skip(const char **s, const char *const *marks)
{
	while (**s == ' ')
		(*s)++;
	for (; *marks; marks++)
		if (text_starts(*s, *marks)) {
			*s += strlen(*marks);
			break;
		}
	while (**s == ' ')
		(*s)++;
}

/* One line: 2026-03-01, 2026/3/1, 2026.3.1, 20260301, 2026年3月1日, with T09:00 or 09:00. */
static bool
read_line(struct pool *pool, const char *s, struct parts *p)
{
	static const char *const between[] = {"-", "/", ".", "年", "月", NULL};
	static const char *const after[] = {"日", "号", "T", NULL};
	static const char *const clock[] = {":", "时", "点", NULL};
	static const char *const ends[] = {"分", NULL};
	bool is_packed = strspn(s, "0123456789") == 8;

	p->year = digits(pool, &s, is_packed ? 4 : 8);
	skip(&s, between);
	p->month = digits(pool, &s, is_packed ? 2 : 8);
	skip(&s, between);
	p->mday = digits(pool, &s, 8);
	skip(&s, after);
	skip(&s, after);	/* 日 and then T or a space */
	p->hour = digits(pool, &s, 8);
	skip(&s, clock);
	p->minute = digits(pool, &s, 8);
	skip(&s, ends);
	return *s == '\0';
}

static bool
read_parts(struct field_work *w, struct parts *p)
{
	p->year = field_typed_half(w, "year");
	p->month = field_typed_half(w, "month");
	p->mday = field_typed_half(w, "day");
	p->hour = field_typed_half(w, "hour");
	p->minute = field_typed_half(w, "minute");
	if (!*p->year && !*p->month && !*p->mday)
		return read_line(w->pool, field_typed_half(w, ""), p);
	return true;
}

static const char *
read_year(struct field_work *w, const char *s, int64_t *year)
{
	if (!*s)
		return field_wrong_in(w, "year", "field.date.no_year");
	if (!text_is_digits(s, strlen(s)))
		return field_wrong_in(w, "year", "field.date.digits");
	if (strlen(s) != 4)
		return field_wrong_in(w, "year", "field.date.year");
	/* of any other year what is asked for (a day that has come, say) tells more than our own bounds */
	return text_number(s, 1, 9999, year) ? NULL : field_wrong_in(w, "year", "field.date.range");
}

/* One with the same days that the calendar knows, so that the day of a far year is looked at, too. */
static int
year_like(int64_t year)
{
	int in_cycle = (int)(year % 400);

	return in_cycle <= YEAR_MOST - 2000 ? 2000 + in_cycle : 1600 + in_cycle;
}

/* The date that three strings make. Missing ones are 0 where is_partial allows it. */
static const char *
read_date(struct field_work *w, const struct parts *p, bool is_partial, int64_t *year,
    int64_t *month, int64_t *mday)
{
	const char *wrong = read_year(w, p->year, year);

	*month = *mday = 0;
	if (wrong)
		return wrong;
	if (!*p->month && (!is_partial || *p->mday))
		return field_wrong_in(w, "month", "field.date.no_month");
	if (!*p->mday && !is_partial)
		return field_wrong_in(w, "day", "field.date.no_day");
	if (strspn(p->month, "0123456789") != strlen(p->month))
		return field_wrong_in(w, "month", "field.date.digits");
	if (strspn(p->mday, "0123456789") != strlen(p->mday))
		return field_wrong_in(w, "day", "field.date.digits");
	if (*p->month && !text_number(p->month, 1, 12, month))
		return field_wrong_in(w, "month", "field.date.month");
	if (!*p->mday)
		return NULL;
	if (!text_number(p->mday, 1, 31, mday) ||
	    !day_is_real(year_like(*year), (int)*month, (int)*mday))
		return field_wrong_in(w, "day", "field.date.unreal");
	return NULL;
}

/* A partial date is in a range if any of its days is. */
static const char *
in_range(struct field_work *w, int64_t year, int64_t month, int64_t mday)
{
	int first_month = month ? (int)month : 1, last_month = month ? (int)month : 12;
	day first = day_of((int)year, first_month, mday ? (int)mday : 1);
	day last = mday ? first : last_month == 12 ? day_of((int)year + 1, 1, 1) - 1 :
	    day_of((int)year, last_month + 1, 1) - 1;
	const char *wrong;

	if (w->rule->range == FIELD_FUTURE && last < w->today)
		return "field.date.past";
	if (w->rule->range == FIELD_EXPIRY && (last < field_years_before(w->today, EXPIRY_MOST) ||
	    first > field_years_before(w->today, -EXPIRY_MOST)))
		return field_wrong_in(w, "year", "field.date.expiry");
	if ((w->rule->range == FIELD_PAST || w->rule->range == FIELD_BIRTH) && first > w->today)
		return "field.date.future";
	if (w->rule->range == FIELD_BIRTH && last <= field_years_before(w->today, AGE_MOST))
		return field_wrong_in(w, "year", "field.date.old");
	if ((wrong = field_in_bounds(w, first, last)))
		return wrong;
	return year < YEAR_LEAST || year > YEAR_MOST ? field_wrong_in(w, "year", "field.date.range") : NULL;
}

const char *
field_check_date(struct field_work *w)
{
	struct parts p;
	int64_t year, month, mday;
	const char *wrong;

	if (!read_parts(w, &p) || *p.hour || *p.minute)
		return "field.date.form";
	if ((wrong = read_date(w, &p, w->rule->is_partial, &year, &month, &mday)) ||
	    (wrong = in_range(w, year, month, mday)))
		return wrong;
	if (!month)
		w->stored = pool_format(w->pool, "%04d", (int)year);
	else if (!mday)
		w->stored = pool_format(w->pool, "%04d-%02d", (int)year, (int)month);
	else
		w->stored = pool_format(w->pool, "%04d-%02d-%02d", (int)year, (int)month,
		    (int)mday);
	return NULL;
}

/* The days of each year on which the law itself has everybody rest, even before the year's notice is out. */
static bool
is_of_the_law(day d)
{
	static const struct {
		int month, mday;
	} days[] = {{1, 1}, {5, 1}, {5, 2}, {10, 1}, {10, 2}, {10, 3}};
	int year, month, mday;

	day_split(d, &year, &month, &mday);
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		if (days[i].month == month && days[i].mday == mday)
			return true;
	return false;
}

bool
field_is_open_day(day d)
{
	return is_working_day(d) && !is_of_the_law(d);
}

/* From 8:30 until before 17:00; each counter has its own hour for lunch. */
static bool
is_open(day d, int minute)
{
	return field_is_open_day(d) && minute >= 8 * 60 + 30 && minute < 17 * 60;
}

const char *
field_check_datetime(struct field_work *w)
{
	struct parts p;
	int64_t year, month, mday, hour, minute = 0;
	char text[MOMENT_TEXT];
	const char *wrong;

	if (!read_parts(w, &p))
		return "field.date.form";
	if ((wrong = read_date(w, &p, false, &year, &month, &mday)) ||
	    (wrong = in_range(w, year, month, mday)))
		return wrong;
	if (!*p.hour)
		return field_wrong_in(w, "hour", "field.datetime.no_hour");
	if (!text_number(p.hour, 0, 23, &hour))
		return field_wrong_in(w, "hour", "field.datetime.clock");
	if (*p.minute && !text_number(p.minute, 0, 59, &minute))
		return field_wrong_in(w, "minute", "field.datetime.clock");
	if (w->rule->is_office_hours && !is_open(day_of((int)year, (int)month, (int)mday),
	    (int)(60 * hour + minute)))
		return "field.datetime.closed";
	moment_format(day_of((int)year, (int)month, (int)mday) * DAY + hour * HOUR +
	    minute * MINUTE - WENZHOU_OFFSET, text);
	w->stored = pool_format(w->pool, "%.16sZ", text);
	return NULL;
}

/* 2026, 2026-03 or 2026-03-01; missing parts become 0. False for anything else. */
static bool
read_stored(const char *s, int *year, int *month, int *mday)
{
	int n = 0;

	*year = *month = *mday = 0;
	if (strlen(s) < 4 || sscanf(s, "%4d%n-%2d%n-%2d%n", year, &n, month, &n, mday, &n) < 1)
		return false;
	return s[n] == '\0';
}

moment
field_moment(const char *stored)
{
	char date[DAY_TEXT];
	int64_t hour, minute;
	day d;

	if (strlen(stored) != 17 || stored[10] != 'T' || stored[13] != ':' || stored[16] != 'Z')
		return 0;
	memcpy(date, stored, 10);
	date[10] = '\0';
	if (!day_parse(date, &d) || !text_is_digits(stored + 11, 2) ||
	    !text_is_digits(stored + 14, 2))
		return 0;
	hour = (stored[11] - '0') * 10 + stored[12] - '0';
	minute = (stored[14] - '0') * 10 + stored[15] - '0';
	return d * DAY + hour * HOUR + minute * MINUTE;
}

void
field_split_date(struct pool *pool, const char *name, const char *stored, struct pairs *out)
{
	int year, month, mday;

	if (!read_stored(stored, &year, &month, &mday))
		return;
	field_put(out, name, "year", pool_format(pool, "%d", year));
	field_put(out, name, "month", month ? pool_format(pool, "%d", month) : "");
	field_put(out, name, "day", mday ? pool_format(pool, "%d", mday) : "");
}

void
field_split_datetime(struct pool *pool, const char *name, const char *stored,
    struct pairs *out)
{
	struct civil c = clock_civil(field_moment(stored) + WENZHOU_OFFSET, "UTC");

	field_put(out, name, "year", pool_format(pool, "%d", c.year));
	field_put(out, name, "month", pool_format(pool, "%d", c.month));
	field_put(out, name, "day", pool_format(pool, "%d", c.mday));
	field_put(out, name, "hour", pool_format(pool, "%d", c.hour));
	field_put(out, name, "minute", pool_format(pool, "%02d", c.minute));
}

/* Days, months and years of the languages that name their months. */
static const struct calendar_words {
	const char *of;			/* between day, month and year */
	const char *wenzhou;
	const char *months[12];
} words[LANG_COUNT] = {
	[LANG_EN] = {" ", "Wenzhou time", {"January", "February", "March", "April", "May", "June", "July",
		"August", "September", "October", "November", "December"}},
	[LANG_IT] = {" ", "ora di Wenzhou", {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
		"luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"}},
	[LANG_ES] = {" de ", "hora de Wenzhou", {"enero", "febrero", "marzo", "abril", "mayo", "junio",
		"julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"}},
};

static const struct calendar_words *
words_in(const char *code)
{
	enum lang lang;

	return &words[lang_of(code, &lang) && lang != LANG_ZH ? lang : LANG_EN];
}

const char *
field_show_day(struct pool *pool, int year, int month, int mday, const char *lang)
{
	const struct calendar_words *w = words_in(lang);

	if (text_same(lang, "zh")) {
		if (!month)
			return pool_format(pool, "%d年", year);
		if (!mday)
			return pool_format(pool, "%d年%d月", year, month);
		return pool_format(pool, "%d年%d月%d日", year, month, mday);
	}
	if (month < 1 || month > 12)
		return pool_format(pool, "%d", year);
	if (!mday)
		return pool_format(pool, "%s%s%d", w->months[month - 1], w->of, year);
	return pool_format(pool, "%d%s%s%s%d", mday, w->of, w->months[month - 1], w->of, year);
}

const char *
field_show_date(struct pool *pool, const char *stored, const char *lang)
{
	int year, month, mday;

	if (!read_stored(stored, &year, &month, &mday))
		return stored;
	return field_show_day(pool, year, month, mday, lang);
}

const char *
field_show_datetime(struct pool *pool, const char *stored, const char *lang)
{
	struct civil c = clock_civil(field_moment(stored) + WENZHOU_OFFSET, "UTC");
	const char *date = field_show_day(pool, c.year, c.month, c.mday, lang);

	if (text_same(lang, "zh"))
		return pool_format(pool, "%s %02d:%02d（温州时间）", date, c.hour, c.minute);
	return pool_format(pool, "%s, %02d:%02d (%s)", date, c.hour, c.minute, words_in(lang)->wenzhou);
}

/* Both stored forms sort as text as long as both are whole and of one kind. */
static bool
is_comparable(const char *a, const char *b)
{
	return a && b && strlen(a) >= 10 && strlen(a) == strlen(b);
}

bool
field_after(const char *a, const char *b)
{
	return is_comparable(a, b) && strcmp(a, b) > 0;
}

bool
field_within_years(const char *a, const char *b, int years)
{
	char date_a[DAY_TEXT] = "", date_b[DAY_TEXT] = "";
	day from, to;

	if (!is_comparable(a, b))
		return false;
	memcpy(date_a, a, 10);
	memcpy(date_b, b, 10);
	if (!day_parse(date_a, &from) || !day_parse(date_b, &to))
		return false;
	if (field_years_before(from, -years) == to)
		return strcmp(b + 10, a + 10) <= 0;
	return to < field_years_before(from, -years);
}

const char *
field_last_day(struct pool *pool, const char *a, int years, const char *lang)
{
	char date[DAY_TEXT] = "";
	int year, month, mday;
	day from;

	if (strlen(a) < 10)
		return NULL;
	memcpy(date, a, 10);
	if (!day_parse(date, &from))
		return NULL;
	day_split(field_years_before(from, -years), &year, &month, &mday);
	return field_show_day(pool, year, month, mday, lang);
}
