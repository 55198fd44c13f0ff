/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The earliest and the latest day that a date may be, counted from today; and every bound in words. */
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/field_part.h"

#define EARLY "field.date.early"
#define LATE "field.date.late"

day
field_years_before(day d, int years)
{
	int year, month, mday;

	day_split(d, &year, &month, &mday);
	year -= years;
	return day_of(year, month, day_is_real(year, month, mday) ? mday : 28);
}

bool
field_bound_read(const char *s, struct field_bound *out)
{
	const char *number = s + (*s == '-' || *s == '+');
	size_t n = strspn(number, "0123456789");
	int most = number[n] == 'y' ? 200 : number[n] == 'm' ? 2400 : number[n] == 'd' ? 73000 : 0;
	int count = 0;
	day fixed;

	if (day_parse(s, &fixed)) {
		*out = (struct field_bound){'c', fixed};
		return true;
	}
	if (n == 0 || n > 5 || !most || number[n + 1])
		return false;
	for (size_t i = 0; i < n; i++)
		count = 10 * count + number[i] - '0';
	if (count > most)
		return false;
	*out = (struct field_bound){number[n], *s == '-' ? -count : count};
	return true;
}

/* The same day of another month, or that month's last. */
static day
months_after(day d, int months)
{
	int year, month, mday;

	day_split(d, &year, &month, &mday);
	months += 12 * year + month - 1;
	while (!day_is_real(months / 12, months % 12 + 1, mday))
		mday--;
	return day_of(months / 12, months % 12 + 1, mday);
}

bool
field_bound_day(const struct field_bound *bound, day today, day *out)
{
	switch (bound->unit) {
	case 'y':
		*out = months_after(today, 12 * bound->n);
		return true;
	case 'm':
		*out = months_after(today, bound->n);
		return true;
	case 'd':
		*out = today + bound->n;
		return true;
	case 'c':
		*out = bound->n;
		return true;
	default:
		return false;
	}
}

const char *
field_in_bounds(const struct field_work *w, day first, day last)
{
	day at;

	if (field_bound_day(&w->rule->from, w->today, &at) && last < at)
		return EARLY;
	if (field_bound_day(&w->rule->until, w->today, &at) && first > at)
		return LATE;
	return NULL;
}

/* 1,000,000, and 1.000.000 in Italian and Spanish, where a comma begins the decimals. */
static const char *
grouped(struct pool *pool, int64_t n, const char *lang)
{
	const char *mark = text_same(lang, "it") || text_same(lang, "es") ? "." : ",";

	return n < 1000 ? pool_format(pool, "%d", (int)n) :
	    pool_format(pool, "%s%s%03d", grouped(pool, n / 1000, lang), mark, (int)(n % 1000));
}

static const char *
show_day_of(struct pool *pool, const struct field_bound *bound, day today, const char *lang)
{
	int year, month, mday;
	day at;

	if (!field_bound_day(bound, today, &at))
		return NULL;
	day_split(at, &year, &month, &mday);
	return field_show_day(pool, year, month, mday, lang);
}

const char *
field_bound_show(struct pool *pool, const struct field_rule *rule, const char *key, day today,
    const char *lang)
{
	if (text_same(key, EARLY) || text_same(key, "field.idno.early"))
		return show_day_of(pool, &rule->from, today, lang);
	if (text_same(key, LATE) || text_same(key, "field.idno.late"))
		return show_day_of(pool, &rule->until, today, lang);
	if (text_same(key, "field.number.small"))
		return grouped(pool, field_number_least(rule, today), lang);
	if (text_same(key, "field.number.large"))
		return grouped(pool, field_number_most(rule, today), lang);
	if (text_same(key, "field.year.early"))
		return pool_format(pool, "%d", (int)field_number_least(rule, today));
	if (text_same(key, "field.year.late"))
		return pool_format(pool, "%d", (int)field_number_most(rule, today));
	if (text_same(key, "field.text.short"))
		return pool_format(pool, "%d", rule->least);
	if (text_same(key, "field.text.long"))
		return pool_format(pool, "%d", field_most(rule));
	return text_same(key, "field.text.form") ? field_form_show(pool, rule->form) : NULL;
}

bool
field_too_young(const char *stored, day birth, int years)
{
	day at;

	return day_parse(stored, &at) && at < months_after(birth, 12 * years);
}
