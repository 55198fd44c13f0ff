/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The calendar of days off: what is counted in a year, and next year's notice: one person puts it in and
 * sees what it changes, another confirms, and the courier counts the open matters again (recount.h).
 */
#include "service/calendar.h"

#include <stdlib.h>

#include "base/error.h"
#include "desk/affairs.h"
#include "service/announcement.h"
#include "service/clockwork.h"
#include "service/recount.h"

#define CALENDAR_FORM(FIELD) \
	FIELD(year, NUMBER, 2000, 2099, OPTIONAL)
FORM(calendar, CALENDAR_FORM)

/* notice: by what it was announced; days: a line each, announcement.h. */
#define ANNOUNCE_FORM(FIELD) \
	FIELD(year,   NUMBER, 2000, 2099,          OPTIONAL) \
	FIELD(notice, LINE,   4, PROPOSAL_SUBJECT_MOST, REQUIRED) \
	FIELD(days,   TEXT,   1, ANNOUNCEMENT_MOST, REQUIRED)
FORM(announce, ANNOUNCE_FORM)

#define FIRST_YEAR 2024
#define WARN_FROM_MONTH 10		/* in which the notices come */

static void
show_day(struct request *q, struct tree *node, day d, enum day_kind kind, const char *name)
{
	tree_set(node, "Date", iso_text(q, d));
	tree_set(node, "Weekday", say(q, pool_format(q->pool, "desk.weekday_%d", day_weekday(d))));
	tree_set(node, "Kind", calendar_kind_word(kind));
	tree_set(node, "KindText", say(q, pool_format(q->pool, "desk.calendar.%s",
	    calendar_kind_word(kind))));
	tree_set(node, "Name", name);
}

static const struct error *
show_year(struct request *q, int year)
{
	struct calendar_days days;
	const struct error *e;
	int rests = 0, works = 0;

	if ((e = calendar_year(q->db, year, &days)))
		return e;
	for (size_t i = 0; i < days.count; i++) {
		struct tree *node = tree_append(q->page, "Days");

		show_day(q, node, days.at[i].day, days.at[i].kind, days.at[i].name);
		if (days.at[i].is_announced)
			tree_set_number(node, "Announced", 1);
		rests += days.at[i].kind == DAY_HOLIDAY;
		works += days.at[i].kind == DAY_WORKDAY;
	}
	tree_set_number(q->page, "Rests", rests);
	tree_set_number(q->page, "Works", works);
	tree_set(q->page, "Notice", calendar_notice(year));
	if (deadline_year_is_published(year))
		tree_set_number(q->page, "Published", 1);
	return NULL;
}

/* A year without a calendar is near, or something is due in it already. */
static const struct error *
show_missing(struct request *q, int this_year)
{
	const struct error *e;
	int64_t matters;
	int year, month, mday, missing;

	if ((e = clockwork_unannounced(q->db, q->now, &missing, &matters)))
		return e;
	day_split(clock_wenzhou_day(q->now), &year, &month, &mday);
	if (!matters && missing > this_year && (missing > this_year + 1 || month < WARN_FROM_MONTH))
		return NULL;
	tree_set_number(q->page, "Missing.Year", missing);
	if (matters)
		tree_set_number(q->page, "Missing.Matters", matters);
	return NULL;
}

static void
show_years(struct request *q, int this_year, int year)
{
	for (int y = FIRST_YEAR; y <= this_year + 1; y++) {
		struct tree *node = tree_append(q->page, "Years");

		tree_set_number(node, "Year", y);
		tree_set(node, "Href", url(q, "/calendar?year=%d", y));
		if (y == year)
			tree_set_number(node, "Here", 1);
	}
}

/* GET /calendar: a year's days, what was proposed, and the form for a notice. 200. */
HANDLER(calendar, calendar)
{
	int this_year = day_year(clock_wenzhou_day(q->now)), year = form->year ? (int)form->year : this_year;
	const struct error *e;

	if ((e = show_year(q, year)) || (e = show_missing(q, this_year)) ||
	    (e = show_proposals(q, PROPOSAL_CALENDAR, "/calendar")))
		return e;
	show_years(q, this_year, year);
	tree_set_number(q->page, "Year", year);
	tree_set(q->page, "Page.Title", say(q, "desk.calendar.title"));
	return reply_page(q, "calendar");
}

static void
tell_wrong(struct request *q, const struct announcement *all)
{
	for (size_t i = 0; i < all->wrong_count; i++) {
		const struct announcement_wrong *w = &all->wrong[i];

		invalid_text(q, "days", say2(q, pool_format(q->pool, "desk.calendar.fault_%s",
		    announcement_fault_word(w->fault)), pool_format(q->pool, "%d", w->line), w->quoted));
	}
}

/* POST /calendar: what a notice says is proposed; 303 to what it changes. 422 names each wrong line. */
HANDLER(calendar_propose, announce)
{
	struct proposal p = {.kind = PROPOSAL_CALENDAR, .subject = form->notice, .made_by = q->actor.id};
	struct announcement all;
	const struct error *e;

	if ((e = announcement_read(q->pool, form->days, &all)) ||
	    (e = announcement_near(q->pool, &all, clock_wenzhou_day(q->now)))) {
		if (e->kind != ERROR_INVALID)
			return e;
		tell_wrong(q, &all);
		return form_again(q);
	}
	p.body = announcement_text(q->pool, &all);
	if ((e = calendar_stamp_now(q->db, &p.stamp)) || (e = proposal_add(q->db, &p, q->now)) ||
	    (e = audit_done(q, AUDIT_CALENDAR_PROPOSE, p.id, p.subject,
	    pool_format(q->pool, "%zu", all.count))))
		return e;
	return reply_see_other(q, url(q, "/calendar/%lld", (long long)p.id));
}

/* Each day of it beside how that day is counted now. */
static void
show_changes(struct request *q, const struct announcement *all)
{
	int changed = 0;

	for (size_t i = 0; i < all->count; i++) {
		const struct announced *d = &all->days[i];
		enum day_kind now = deadline_kind(d->day);
		struct tree *node = tree_append(q->page, "Days");

		show_day(q, node, d->day, d->kind, d->name);
		tree_set(node, "Now", say(q, pool_format(q->pool, "desk.calendar.%s",
		    calendar_kind_word(now))));
		if (now == d->kind)
			tree_set_number(node, "Same", 1);
		changed += now != d->kind;
	}
	tree_set_number(q->page, "Changed", changed);
}

/* What would move, counted with it and without leaving anything behind in this process. */
static const struct error *
show_moved(struct request *q, const struct announcement *all)
{
	struct recount_preview would;
	const struct error *e;

	announcement_try(all);
	e = recount_preview(q->db, catalogue_of(q), all->first, &would);
	for (int year = day_year(all->first); year <= day_year(all->last); year++) {
		struct tree *node = tree_append(q->page, "Years");

		tree_set_number(node, "Year", year);
		if (deadline_year_is_published(year))
			tree_set_number(node, "Published", 1);
	}
	announcement_forget();
	if (e)
		return e;
	tree_set_number(q->page, "Would.Open", would.open);
	tree_set_number(q->page, "Would.Seen", would.seen);
	tree_set_number(q->page, "Would.Moved", would.moved);
	tree_set_number(q->page, "Would.Failed", would.failed);
	if (would.seen < would.open)
		tree_set_number(q->page, "Would.IsPart", 1);
	return NULL;
}

/* What the courier counted: "moved quiet failed by_law"; once there were three. */
static void
show_counted(struct request *q, const struct proposal *p)
{
	static const char *const names[] = {"Counted.Moved", "Counted.Quiet", "Counted.Failed",
	    "Counted.ByLaw"};
	const char *s = p->result;
	char *end;

	for (size_t i = 0; s && *s && i < sizeof names / sizeof *names; i++, s = end)
		tree_set_number(q->page, names[i], strtoll(s, &end, 10));
}

/* GET /calendar/:id: the dry run, while it waits; what came of it, after. 200, 404. */
HANDLER(calendar_proposal, by_id)
{
	struct announcement all;
	const struct error *e;
	struct proposal *p;

	if ((e = proposal_load(q, PROPOSAL_CALENDAR, form->id, &p)) || (e = calendar_refresh(q->db)) ||
	    (e = announcement_read(q->pool, p->body, &all)))
		return e;
	show_proposal(q, p);
	show_counted(q, p);
	show_changes(q, &all);
	if (!p->ended && (e = show_moved(q, &all)))
		return e;
	tree_set(q->page, "All.Href", url(q, "/calendar?year=%d", day_year(all.last)));
	tree_set(q->page, "Page.Title", p->subject);
	return reply_page(q, "calendar_proposal");
}

/* POST /calendar/:id: confirmed, the days count at once; the courier counts again what is open. 303. */
HANDLER(calendar_answer, answer)
{
	static const enum audit_action done[PROPOSAL_OUTCOMES] = {AUDIT_CALENDAR_CONFIRM,
	    AUDIT_CALENDAR_REFUSE, AUDIT_CALENDAR_WITHDRAW};
	enum proposal_outcome outcome;
	struct announcement all;
	const struct error *e;
	struct proposal *p;
	int64_t stamp;

	if ((e = proposal_load(q, PROPOSAL_CALENDAR, form->id, &p)) ||
	    (e = calendar_stamp_now(q->db, &stamp)) ||
	    (e = proposal_answer(q, p, form->answer, &outcome)))
		return e;
	if (outcome == PROPOSAL_CONFIRMED && stamp != p->stamp) {
		invalid(q, NULL, "desk.calendar.stale");
		return form_again(q);
	}
	if (outcome == PROPOSAL_CONFIRMED && ((e = announcement_read(q->pool, p->body, &all)) ||
	    (e = announcement_put(q->db, &all))))
		return e;
	if ((e = audit_done(q, done[outcome], p->id, p->subject, NULL)))
		return e;
	return reply_see_other(q, url(q, "/calendar/%lld", (long long)p->id));
}
