/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/country.h"
#include "base/error.h"
#include "base/log.h"
#include "portal/portal.h"
#include "service/deadline.h"
#include "service/guide.h"
#include "service/pause.h"
#include "service/pace.h"
#include "service/reference.h"
#include "service/version.h"

const struct catalogue *
catalogue_of(const struct request *q)
{
	return ((const struct portal *)q->site->own)->catalogue;
}

const struct error *
formality_of(const struct request *q, const char *code, const struct formality **out)
{
	*out = catalogue_find(catalogue_of(q), code);
	return *out ? NULL : fail(ERROR_NOT_FOUND, "no such formality");
}

const char *
matter_name(struct request *q, const struct application *a)
{
	const struct formality *f;
	const struct error *e = application_formality(q->db, catalogue_of(q), a, &f);

	if (!e)
		return local_text(q, &f->name);
	log_failure("matter-name", e);
	return a->formality;
}

const char *
formality_name(struct request *q, const char *code)
{
	const struct formality *f = version_newest(q->db, catalogue_of(q), code);

	return f ? local_text(q, &f->name) : code;
}

const char *
local_text(const struct request *q, const struct local *text)
{
	return local_in(text, q->lang);
}

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
	struct text t = {.pool = q->pool};

	text_add_number(&t, c->hour, 2);
	text_add(&t, ":");
	text_add_number(&t, c->minute, 2);
	return t.s;
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

/* The year only where it is not this one. */
static const char *
fitting_day(const struct request *q, const struct civil *c)
{
	return c->year == clock_civil(q->now, ZONE_WENZHOU).year ? short_day(q, c) : whole_day(q, c);
}

static const char *
clock_text(const struct request *q, const struct civil *c)
{
	return say2(q, "time.moment", fitting_day(q, c), hour_text(q, c));
}

/* Wenzhou's time beside the reader's: the date only where it is another. */
static const char *
beside_text(const struct request *q, const struct civil *wenzhou, const struct civil *here)
{
	struct text t = {.pool = q->pool};

	if (wenzhou->mday != here->mday && q->lang != LANG_ZH)
		return clock_text(q, wenzhou);
	if (wenzhou->mday != here->mday) {
		text_add_number(&t, wenzhou->mday, 1);
		text_add(&t, " 日 ");
	}
	text_add(&t, hour_text(q, wenzhou));
	return t.s;
}

static const char *
weekday_text(const struct request *q, const struct civil *c)
{
	return pool_format(q->pool, "%s %02d:%02d",
	    say(q, pool_format(q->pool, "time.weekday_%d", c->weekday)), c->hour, c->minute);
}

/* A zone's place by the country table, or NULL. */
static const char *
place_in_table(const char *zone, const char *lang)
{
	for (size_t i = 0; i < country_count(); i++) {
		const struct country *c = country_at(i, "en");
		const struct country_zone *z;

		for (size_t j = 0; (z = country_zones(c->code, j)); j++)
			if (text_same(z->zone, zone))
				return country_zone_name(z, lang);
		if (text_same(c->zone, zone))
			return country_name(c, lang);
	}
	return NULL;
}

/* Of a zone that no country has as its main one: "Rome" of Europe/Rome. */
static const char *
place_in_zone(const struct request *q, const char *zone)
{
	const char *slash = strrchr(zone, '/');
	char *name = pool_string(q->pool, slash ? slash + 1 : zone);

	for (char *p = name; *p; p++)
		if (*p == '_')
			*p = ' ';
	return name;
}

/* A page shows one zone many times, and the table is long. */
static const char *
place_of(const struct request *q, const char *zone)
{
	static struct {
		char zone[48];
		enum lang lang;
		const char *place;
	} last;

	if (strcmp(last.zone, zone) != 0 || last.lang != q->lang) {
		snprintf(last.zone, sizeof last.zone, "%s", zone);
		last.lang = q->lang;
		last.place = place_in_table(zone, lang_code(q->lang));
	}
	return last.place ? last.place : place_in_zone(q, zone);
}

/* False if nobody has said yet where the resident is, or they live by Wenzhou's clock. */
static bool
two_clocks(const struct request *q, moment at, struct civil *here, struct civil *wenzhou)
{
	const char *zone = q->actor.zone;

	*wenzhou = clock_civil(at, ZONE_WENZHOU);
	if (!zone || !*zone)
		return false;
	*here = clock_civil(at, zone);
	return here->offset != wenzhou->offset;
}

/* Whose clock it is is always said. */
static const char *
wenzhou_clock(const struct request *q, const struct civil *wenzhou)
{
	return say2(q, "time.at", say(q, "time.wenzhou"), clock_text(q, wenzhou));
}

/* "罗马时间 11 月 20 日 21:40（温州 21 日 04:40）" */
static const char *
both_clocks(const struct request *q, const struct civil *here, const struct civil *wenzhou,
    const char *zone)
{
	struct text t = {.pool = q->pool};

	say_into(q, &t, "time.at", place_of(q, zone), clock_text(q, here));
	text_add(&t, q->lang == LANG_ZH ? "" : " ");
	say_into(q, &t, "time.in_wenzhou", beside_text(q, wenzhou, here), "");
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
	tree_set(node, "Text", two_clocks(q, at, &here, &wenzhou) ?
	    both_clocks(q, &here, &wenzhou, q->actor.zone) : wenzhou_clock(q, &wenzhou));
}

const char *
own_clock(struct request *q, moment at)
{
	struct civil here, wenzhou;

	return two_clocks(q, at, &here, &wenzhou) ? clock_text(q, &here) :
	    wenzhou_clock(q, &wenzhou);
}

void
show_clocks(struct request *q, struct tree *page, const char *path)
{
	struct civil here, wenzhou;
	struct tree *node;
	char iso[MOMENT_TEXT];

	if (!two_clocks(q, q->now, &here, &wenzhou))
		return;
	node = tree_place(page, path);
	moment_format(q->now, iso);
	tree_set(node, "Iso", iso);
	tree_set(node, "Here", weekday_text(q, &here));
	tree_set(node, "Place", place_of(q, q->actor.zone));
	tree_set(node, "Wenzhou", weekday_text(q, &wenzhou));
}

const char *
day_text(struct request *q, moment at)
{
	struct civil c = clock_civil(at, ZONE_WENZHOU);

	return fitting_day(q, &c);
}

void
show_day(struct request *q, struct tree *page, const char *path, moment at)
{
	struct civil c;

	if (!at)
		return;
	c = clock_civil(at, ZONE_WENZHOU);
	tree_set(page, path, whole_day(q, &c));
}

/* A due moment is the last of its day: people know the next one, 24:00. */
void
show_deadline(struct request *q, struct tree *page, const char *path, moment at)
{
	struct civil here, wenzhou;
	struct text t = {.pool = q->pool};
	moment end = at + 1;

	if (!at)
		return;
	wenzhou = clock_civil(at, ZONE_WENZHOU);
	text_add(&t, say1(q, "time.deadline", whole_day(q, &wenzhou)));
	if (two_clocks(q, end, &here, &wenzhou)) {
		text_add(&t, q->lang == LANG_ZH ? "" : " ");
		text_add(&t, say2(q, "time.deadline_there",
		    country_within(place_of(q, q->actor.zone), lang_code(q->lang)),
		    clock_text(q, &here)));
	}
	tree_set(page, path, t.s);
}

void
show_missing_year(struct request *q, struct tree *node, moment due)
{
	int year = due ? deadline_missing_year(q->now < due ? q->now : due, due) : 0;

	if (year)
		tree_set_number(node, "MissingYear", year);
}

void
show_paused_until(struct request *q, struct tree *node, const struct formality *f)
{
	const struct pause *p = pause_by_desk(f->code);

	if (p)
		tree_set(node, "PausedUntil", say1(q, "paused.until",
		    day_text(q, clock_wenzhou_end(p->until))));
}

void
show_formality(struct request *q, struct tree *node, const struct formality *f)
{
	pause_refresh(q->db, q->now);
	guide_head(node, f, q->lang);
	show_paused_until(q, node, f);
	tree_set(node, "Href", url(q, "/formalities/%s", f->code));
}

const char *
paused_text(const struct request *q, const char *code)
{
	const struct formality *f = catalogue_find(catalogue_of(q), code);

	pause_refresh(q->db, q->now);
	return f ? local_text(q, pause_of(f)) : say(q, "paused.retired");
}

void
show_pause(struct request *q, struct tree *node, const char *code)
{
	const struct formality *f = catalogue_find(catalogue_of(q), code);

	tree_set(node, "Paused", paused_text(q, code));
	if (f && local_text(q, pause_of(f)) && !pause_of(f)->in[q->lang])
		tree_set(node, "PausedLang", lang_code(LANG_EN));
	if (f)
		show_paused_until(q, node, f);
	else
		tree_set_number(node, "Retired", 1);
}

/* "No day or less" would be said of what was done at once: one is as true. */
static const char *
days_text(const struct request *q, int days)
{
	return days <= 1 ? say(q, "pace.day") : say1(q, "pace.days", pool_format(q->pool, "%d", days));
}

const char *
pace_text(const struct request *q, const char *formality)
{
	const struct pace *p = pace_of(formality, q->now);

	return p ? pool_format(q->pool, "%s%s", say2(q, "pace.half",
	    pool_format(q->pool, "%d", p->decided), days_text(q, p->half)),
	    say1(q, "pace.most", days_text(q, p->most))) : NULL;
}

void
show_ref(struct request *q, struct tree *node, const char *path, const char *ref)
{
	char shown[REFERENCE_SHOWN];

	reference_show(ref, shown);
	tree_set(node, path, pool_string(q->pool, shown));
}

/* It was renamed, or is no more: old links and forms stay, and what they meant can be searched. */
static void
show_no_formality(struct request *q)
{
	const char *code = pairs_get(&q->params, "code");
	const struct formality *old;

	if (code && catalogue_find(catalogue_of(q), code))
		return;		/* it is there, and what was not found is a draft of it */
	tree_set_number(q->page, "Offer.Search", 1);
	old = code ? version_newest(q->db, catalogue_of(q), code) : NULL;
	tree_set(q->page, "Page.Title", old ? say1(q, "error.retired.title", local_text(q, &old->name)) :
	    say(q, "error.no_formality.title"));
	tree_set(q->page, "Page.Text", say(q, old ? "error.retired.text" : "error.no_formality.text"));
	if (old && q->actor.who == WHO_RESIDENT)
		tree_set_number(q->page, "Offer.Own", 1);
}

void
portal_dress(struct request *q)
{
	show_way_out(q);
	show_keep(q);
	if (q->actor.who == WHO_RESIDENT && q->actor.zone && !*q->actor.zone)
		tree_set_number(q->page, "NoZone", 1);
	if (q->reply.status == error_status(ERROR_NOT_FOUND) && text_starts(q->path, "/formalities/"))
		show_no_formality(q);
	show_ended(q);
}
