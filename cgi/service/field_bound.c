/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The earliest and the latest day that a date may be, counted from today. */
#include <string.h>

#include "base/text.h"
#include "service/field_part.h"

#define EARLY "field.date.early"
#define LATE "field.date.late"

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

const char *
field_bound_show(struct pool *pool, const struct field_rule *rule, const char *key, day today,
    const char *lang)
{
	const struct field_bound *bound = text_same(key, EARLY) ? &rule->from :
	    text_same(key, LATE) ? &rule->until : NULL;
	int year, month, mday;
	day at;

	if (!bound || !field_bound_day(bound, today, &at))
		return NULL;
	day_split(at, &year, &month, &mday);
	return field_show_day(pool, year, month, mday, lang);
}

bool
field_too_young(const char *stored, day birth, int years)
{
	day at;

	return day_parse(stored, &at) && at < months_after(birth, 12 * years);
}
