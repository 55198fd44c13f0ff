/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How a moment is said: by the resident's clock and by Wenzhou's, with which day it is there in words. */
#include <string.h>

#include "base/country.h"
#include "portal/portal.h"

static const char *
number_text(const struct request *q, int n)
{
	struct text t = {.pool = q->pool};

	text_add_number(&t, n, 1);
	return t.s;
}

/* Without printf, as all of a moment: a page has dozens of them. */
static const char *
hour_text(const struct request *q, const struct civil *c)
{
	const char text[] = {(char)('0' + c->hour / 10), (char)('0' + c->hour % 10), ':',
		(char)('0' + c->minute / 10), (char)('0' + c->minute % 10)};

	return pool_bytes(q->pool, text, sizeof text);
}

/* "11 月 20 日", "20 de noviembre" */
static const char *
short_day(const struct request *q, const struct civil *c)
{
	static const char *const months[] = {"time.month_1", "time.month_2", "time.month_3",
		"time.month_4", "time.month_5", "time.month_6", "time.month_7", "time.month_8",
		"time.month_9", "time.month_10", "time.month_11", "time.month_12"};

	return say2(q, "time.day", number_text(q, c->mday), say(q, months[c->month - 1]));
}

static const char *
whole_day(const struct request *q, const struct civil *c)
{
	return say2(q, "time.day_year", short_day(q, c), number_text(q, c->year));
}

/* The year only where it is not this one. Steps of one day follow each other: what was said last is kept. */
static const char *
fitting_day(const struct request *q, const struct civil *c)
{
	static struct {
		struct civil day;
		bool is_whole;
		enum lang lang;
		char text[80];
	} last;
	bool is_whole = c->year != day_year(clock_wenzhou_day(q->now));

	if (c->mday != last.day.mday || c->month != last.day.month || c->year != last.day.year ||
	    is_whole != last.is_whole || q->lang != last.lang) {
		const char *fresh = is_whole ? whole_day(q, c) : short_day(q, c);
		size_t n = strlen(fresh) + 1;

		if (n > sizeof last.text)
			return fresh;
		last.day = *c;
		last.is_whole = is_whole;
		last.lang = q->lang;
		memcpy(last.text, fresh, n);
	}
	return pool_string(q->pool, last.text);
}

static const char *
clock_text(const struct request *q, const struct civil *c)
{
	return say2(q, "time.moment", fitting_day(q, c), hour_text(q, c));
}

/* The day before, the same day, the next day. */
static const char *const in_wenzhou[] = {"time.in_wenzhou_before", "time.in_wenzhou", "time.in_wenzhou_next"};
static const char *const there[] = {"time.there_before", "time.there", "time.there_next"};

/* Beside one clock the other: its hour, and in words which day it is there. */
static void
add_beside(const struct request *q, struct text *out, const char *const keys[3], const char *place,
    const struct civil *shown, const struct civil *other)
{
	text_add(out, q->lang == LANG_ZH ? "" : " ");
	say_into(q, out, keys[1 + clock_days_apart(shown, other)], hour_text(q, other), place);
}

static const char *
weekday_text(const struct request *q, const struct civil *c)
{
	static const char *const weekdays[] = {"time.weekday_0", "time.weekday_1", "time.weekday_2",
		"time.weekday_3", "time.weekday_4", "time.weekday_5", "time.weekday_6"};

	return pool_format(q->pool, "%s %s", say(q, weekdays[c->weekday]), hour_text(q, c));
}

/* Whose clock it is. */
static const char *
place_of(const struct request *q)
{
	return country_zone_place(q->pool, q->actor.zone, lang_code(q->lang));
}

/* As it stands within a sentence. */
static const char *
place_within(const struct request *q)
{
	return country_within(place_of(q), lang_code(q->lang));
}

/* Whose clock it is is always said. */
static const char *
wenzhou_clock(const struct request *q, const struct civil *wenzhou)
{
	return say2(q, "time.at", say(q, "time.wenzhou"), clock_text(q, wenzhou));
}

/* "意大利时间 11 月 20 日 21:40（温州第二天 04:40）" */
static const char *
both_clocks(const struct request *q, const struct civil *here, const struct civil *wenzhou)
{
	struct text t = {.pool = q->pool};

	say_into(q, &t, "time.at", place_of(q), clock_text(q, here));
	add_beside(q, &t, in_wenzhou, "", here, wenzhou);
	return t.s;
}

void
show_moment(struct request *q, struct tree *page, const char *path, moment at)
{
	struct civil here, wenzhou;
	char iso[MOMENT_TEXT];
	struct tree *node;

	if (!at)
		return;
	node = tree_place(page, path);
	moment_format(at, iso);
	tree_set(node, "Iso", iso);
	tree_set(node, "Text", clock_both(at, q->actor.zone, &here, &wenzhou) ?
	    both_clocks(q, &here, &wenzhou) : wenzhou_clock(q, &wenzhou));
}

const char *
beside_wenzhou(struct request *q, moment at)
{
	struct civil here, wenzhou;
	struct text t = {.pool = q->pool};

	if (!clock_both(at, q->actor.zone, &here, &wenzhou))
		return "";
	add_beside(q, &t, there, place_within(q), &wenzhou, &here);
	return t.s;
}

void
show_clocks(struct request *q, struct tree *page, const char *path)
{
	struct civil here, wenzhou;
	struct tree *node;
	char iso[MOMENT_TEXT];

	if (!clock_both(q->now, q->actor.zone, &here, &wenzhou))
		return;
	node = tree_place(page, path);
	moment_format(q->now, iso);
	tree_set(node, "Iso", iso);
	tree_set(node, "Here", weekday_text(q, &here));
	tree_set(node, "Place", place_of(q));
	tree_set(node, "Wenzhou", weekday_text(q, &wenzhou));
}

static const char *
day_by(const struct request *q, moment at, const char *zone)
{
	struct civil c = clock_civil(at, zone);

	return fitting_day(q, &c);
}

static void
show_day_by(const struct request *q, struct tree *page, const char *path, moment at, const char *zone)
{
	struct civil c = clock_civil(at, zone);

	if (at)
		tree_set(page, path, whole_day(q, &c));
}

static const char *
own_zone(const struct request *q)
{
	return q->actor.zone && *q->actor.zone ? q->actor.zone : ZONE_WENZHOU;
}

const char *
day_text(struct request *q, moment at)
{
	return day_by(q, at, ZONE_WENZHOU);
}

void
show_day(struct request *q, struct tree *page, const char *path, moment at)
{
	show_day_by(q, page, path, at, ZONE_WENZHOU);
}

const char *
own_day_text(struct request *q, moment at)
{
	return day_by(q, at, own_zone(q));
}

void
show_own_day(struct request *q, struct tree *page, const char *path, moment at)
{
	show_day_by(q, page, path, at, own_zone(q));
}

/* A due moment is the last of its day: people know the next one, 24:00. */
static void
add_deadline(struct request *q, struct text *out, moment at)
{
	struct civil here, wenzhou, last = clock_civil(at, ZONE_WENZHOU);

	text_add(out, say1(q, "time.deadline", whole_day(q, &last)));
	if (clock_both(at + 1, q->actor.zone, &here, &wenzhou))
		add_beside(q, out, there, place_within(q), &last, &here);
}

void
show_deadline(struct request *q, struct tree *page, const char *path, moment at)
{
	struct text t = {.pool = q->pool};

	if (!at)
		return;
	add_deadline(q, &t, at);
	tree_set(page, path, t.s);
}

const char *
with_deadlines(struct request *q, const char *line)
{
	struct text t = {.pool = q->pool};
	const char *end = line + strcspn(line, "\n");

	for (const char *p = line; p < end;) {
		size_t n = strspn(p, "0123456789-"), rest = strcspn(p, "0123456789\n");
		day d;

		if (n && day_parse(pool_bytes(q->pool, p, n), &d))
			add_deadline(q, &t, clock_wenzhou_end(d));
		else
			text_add_bytes(&t, p, n ? n : rest);
		p += n ? n : rest;
	}
	text_add(&t, end);
	return t.s;
}
