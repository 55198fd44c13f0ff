/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Moments, places and deadlines in words. */
#include <stdio.h>
#include <string.h>

#include "base/country.h"
#include "desk/desk.h"
#include "service/deadline.h"

static const char *
date_text(const struct request *q, const struct civil *c)
{
	struct civil today = clock_civil(q->now, ZONE_WENZHOU);
	const char *month = say(q, pool_format(q->pool, "desk.month_%d", c->month));

	if (q->lang == LANG_ZH)
		return c->year == today.year ? pool_format(q->pool, "%d 月 %d 日", c->month, c->mday) :
		    pool_format(q->pool, "%d 年 %d 月 %d 日", c->year, c->month, c->mday);
	return c->year == today.year ? pool_format(q->pool, "%d %s", c->mday, month) :
	    pool_format(q->pool, "%d %s %d", c->mday, month, c->year);
}

const char *
moment_text(const struct request *q, moment at, const char *zone)
{
	struct civil c = clock_civil(at, zone);

	return pool_format(q->pool, "%s %02d:%02d", date_text(q, &c), c.hour, c.minute);
}

const char *
day_text(const struct request *q, moment at)
{
	struct civil c = clock_civil(at, ZONE_WENZHOU);

	return date_text(q, &c);
}

const char *
clock_text(const struct request *q, moment at, const char *zone)
{
	struct civil c;

	if (!*zone)
		return say(q, "desk.no_zone");
	c = clock_civil(at, zone);
	return pool_format(q->pool, "%s %02d:%02d",
	    say(q, pool_format(q->pool, "desk.weekday_%d", c.weekday)), c.hour, c.minute);
}

void
show_moment(struct request *q, struct tree *node, const char *path, moment at)
{
	char key[60], iso[MOMENT_TEXT];

	if (!at)
		return;
	moment_format(at, iso);
	snprintf(key, sizeof key, "%s.Iso", path);
	tree_set(node, key, iso);
	snprintf(key, sizeof key, "%s.Text", path);
	tree_set(node, key, moment_text(q, at, ZONE_WENZHOU));
}

void
show_words(struct tree *node, struct pool *pool, const char *path, const char *words)
{
	for (const char *p = words ? words : ""; *p;) {
		size_t n = strcspn(p, "\n");

		if (n)
			tree_set(tree_append(node, path), "Line", pool_bytes(pool, p, n));
		p += n + (p[n] == '\n');
	}
}

const char *
place_text(const struct request *q, const char *zone, const char *country)
{
	const struct country *c = country_find(country ? country : "");
	const struct country_zone *z;

	for (size_t i = 0; c && zone && (z = country_zones(c->code, i)); i++)
		if (text_same(z->zone, zone))
			return country_zone_name(z, lang_code(q->lang));
	/* a number of one country, and a phone that lives by the clock of another */
	if (zone && *zone && (!c || clock_civil(q->now, zone).offset != clock_civil(q->now, c->zone).offset))
		return country_zone_place(q->pool, zone, lang_code(q->lang));
	return c ? country_name(c, lang_code(q->lang)) : say(q, "desk.abroad");
}

bool
is_asleep(moment now, const char *zone)
{
	int hour;

	if (!*zone)
		return false;
	hour = clock_civil(now, zone).hour;
	return hour >= 23 || hour < 7;
}

void
show_clock(struct request *q, const char *place, const char *zone)
{
	struct tree *node = tree_append(q->page, "Clocks");
	char iso[MOMENT_TEXT];

	moment_format(q->now, iso);
	tree_set(node, "Place", place);
	tree_set(node, "Time", clock_text(q, q->now, zone));
	tree_set(node, "Iso", iso);
}

/* Working days of the period that is running. */
static int
limit_days(const struct due *due)
{
	switch (due->state) {
	case STATE_SUBMITTED:
		return due->check_days;
	case STATE_APPROVED:
	case STATE_REFUSED:
		return DELIVERY_DAYS;
	case STATE_TRANSFERRED:
		return due->promise_days < TARGET_DAYS ? due->promise_days : TARGET_DAYS;
	default:
		return due->promise_days + (due->is_extended ? EXTENSION_DAYS : 0);
	}
}

/* The first year from now to then whose days off are not announced; 0: none. */
static int
missing_year(const struct request *q, moment due)
{
	return deadline_missing_year(q->now < due ? q->now : due, due);
}

void
show_missing_year(struct request *q, struct tree *node, const char *name, moment due)
{
	int year = missing_year(q, due);

	if (year)
		tree_set_number(node, name, year);
}

const char *
with_provisional(struct request *q, const char *text, moment due)
{
	int year = missing_year(q, due);
	const char *warning = year ? say1(q, "time.provisional", pool_format(q->pool, "%d", year)) : "";

	return pool_format(q->pool, "%s%s%s", text, !year || q->lang == LANG_ZH ? "" : " ", warning);
}

void
show_due(struct request *q, struct tree *node, const struct due *due)
{
	enum deadline_light light;
	char number[12];
	const char *over;
	day today, last;
	int left;

	if (!due->due || whose_turn(due->state) == TURN_NOBODY || due->state == STATE_ISSUED)
		return;
	if (due->stopped) {
		tree_set(node, "Due.Text", say(q, "desk.due.stopped"));
		tree_set(node, "Due.Left", say(q, "desk.due.stopped"));
		return;
	}
	show_missing_year(q, node, "Due.MissingYear", due->due);
	light = deadline_light(limit_days(due), due->due, q->now);
	left = working_days_left(q->now, due->due);
	today = clock_wenzhou_day(q->now);
	last = clock_wenzhou_day(due->due);
	snprintf(number, sizeof number, "%d", left < 0 ? -left : left);
	over = left == -1 ? say(q, "desk.due.over_one") : say1(q, "desk.due.over", number);
	if (light != LIGHT_GREEN)
		tree_set_number(node, light == LIGHT_RED ? "Due.IsOver" : "Due.IsSoon", 1);
	tree_set(node, "Due.Text", left < 0 ? over :
	    last == today ? say(q, "desk.due.today") :
	    last == today + 1 ? say(q, "desk.due.tomorrow") : day_text(q, due->due));
	tree_set(node, "Due.Left", left < 0 ? over :
	    left == 0 ? say(q, "desk.due.last") : left == 1 ? say(q, "desk.due.left_one") :
	    say1(q, "desk.due.left", number));
}

void
show_papers_due(struct request *q, struct tree *node, moment owed)
{
	if (!owed)
		return;
	tree_set(node, "PapersDue.Text", say1(q, q->now > owed ? "desk.pending.over" :
	    "desk.pending.by_day", day_text(q, owed)));
	tree_set_number(node, q->now > owed ? "PapersDue.IsOver" : "PapersDue.IsSoon", 1);
}

bool
read_part(struct request *q, const struct pairs *typed, const char *name, int64_t least, int64_t most,
    int64_t *out)
{
	const char *s = pairs_get(typed, name);

	return s && text_number(text_trim(q->pool, text_halfwidth(q->pool, s)), least, most, out);
}

bool
read_day_end(struct request *q, const struct pairs *typed, const char *const parts[3], moment *out)
{
	int64_t year, month, mday;

	if (!read_part(q, typed, parts[0], 2000, 2999, &year) ||
	    !read_part(q, typed, parts[1], 1, 12, &month) || !read_part(q, typed, parts[2], 1, 31, &mday) ||
	    !day_is_real((int)year, (int)month, (int)mday))
		return false;
	*out = clock_wenzhou_end(day_of((int)year, (int)month, (int)mday));
	return true;
}
