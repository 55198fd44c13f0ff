/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/announcement.h"

#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/calendar.h"
#include "service/clockwork.h"
#include "service/proposal.h"
#include "service/recount.h"
#include "store/db.h"

STATEMENT(calendar_put, "sss", "",
    "INSERT INTO calendar_day (day, kind, name_zh) VALUES (?, ?, ?) "
    "ON DUPLICATE KEY UPDATE kind = VALUES(kind), name_zh = VALUES(name_zh)")

#define MOST_QUOTED 60
#define NAME_MOST 40		/* characters */
#define YEARS_BACK 2		/* a notice comes the autumn before, and is amended soon if at all */
#define YEARS_AHEAD 6

static const struct {
	const char *word, *text;
} faults[ANNOUNCEMENT_FAULTS] = {
	[ANNOUNCEMENT_NO_DATE] = {"no_date", "no date such as 2027-01-01"},
	[ANNOUNCEMENT_TWICE] = {"twice", "a date that stands in the file twice"},
	[ANNOUNCEMENT_NO_KIND] = {"no_kind", "neither holiday, workday nor ordinary"},
	[ANNOUNCEMENT_NO_WEEKEND] = {"no_weekend", "a workday that is no Saturday or Sunday"},
	[ANNOUNCEMENT_NO_NAME] = {"no_name", "a name of 1 to 40 characters is missing "
	    "(ordinary, which takes a day back, needs none)"},
	[ANNOUNCEMENT_EMPTY] = {"empty", "no day in it"},
	[ANNOUNCEMENT_FAR] = {"far", "a year far from this one"},
};

const char *
announcement_fault_word(enum announcement_fault fault)
{
	return fault < ANNOUNCEMENT_FAULTS ? faults[fault].word : NULL;
}

static bool
is_told(const struct announcement *all, const char *date)
{
	for (size_t i = 0; i + 1 < all->count; i++)
		if (strcmp(all->days[i].date, date) == 0)
			return true;
	return false;
}

/* line: to be cut. */
static enum announcement_fault
read_line(struct announcement *all, char *line)
{
	struct announced *out = &all->days[all->count - 1];
	char *rest;

	out->date = strtok_r(line, " \t", &rest);
	out->word = strtok_r(NULL, " \t", &rest);
	out->name = rest ? rest + strspn(rest, " \t") : NULL;
	if (!out->word || !day_parse(out->date, &out->day) || !deadline_has_day(out->day))
		return ANNOUNCEMENT_NO_DATE;
	if (is_told(all, out->date))
		return ANNOUNCEMENT_TWICE;
	if (!calendar_kind_read(out->word, &out->kind))
		return ANNOUNCEMENT_NO_KIND;
	if (out->kind == DAY_WORKDAY && day_weekday(out->day) % 6 != 0)
		return ANNOUNCEMENT_NO_WEEKEND;
	if (!out->name)
		out->name = "";
	if ((!*out->name && out->kind != DAY_ORDINARY) || text_count(out->name) > NAME_MOST)
		return ANNOUNCEMENT_NO_NAME;
	return ANNOUNCEMENT_FINE;
}

/* whole: the line as it stands. */
static const struct error *
wrong(struct pool *pool, struct announcement *all, const char *whole, enum announcement_fault fault)
{
	size_t n = 0;

	while ((n < MOST_QUOTED || ((unsigned char)whole[n] & 0xc0) == 0x80) && whole[n])
		n++;	/* to the end of a character */
	all->fault = fault;
	all->quoted = pool_bytes(pool, whole, n);
	return fail(ERROR_INVALID, "line %d: %s: \"%s\"", all->line, faults[fault].text, all->quoted);
}

const struct error *
announcement_read(struct pool *pool, const char *text, struct announcement *all)
{
	enum announcement_fault fault;

	*all = (struct announcement){0};
	/* Windows' editors mark UTF-8 so */
	text += text_starts(text, "\xef\xbb\xbf") ? 3 : 0;
	for (char *copy = pool_string(pool, text), *line; (line = strsep(&copy, "\n"));) {
		char *rest = line + strspn(line, " \t\r");
		const struct announced *d;

		all->line++;
		rest[strcspn(rest, "\r")] = '\0';
		if (*rest == '\0' || *rest == '#')
			continue;
		all->days = pool_grow(pool, all->days, ++all->count, sizeof *all->days);
		all->days[all->count - 1] = (struct announced){.line = all->line};
		if ((fault = read_line(all, pool_string(pool, rest))))
			return wrong(pool, all, rest, fault);
		d = &all->days[all->count - 1];
		if (all->count == 1 || d->day < all->first)
			all->first = d->day;
		if (all->count == 1 || d->day > all->last)
			all->last = d->day;
	}
	if (all->count)
		return NULL;
	all->fault = ANNOUNCEMENT_EMPTY;
	return fail(ERROR_INVALID, "%s", faults[ANNOUNCEMENT_EMPTY].text);
}

const struct error *
announcement_near(struct pool *pool, struct announcement *all, day today)
{
	int this_year = day_year(today);

	for (size_t i = 0; i < all->count; i++) {
		const struct announced *d = &all->days[i];
		int year = day_year(d->day);

		if (year >= this_year - YEARS_BACK && year <= this_year + YEARS_AHEAD)
			continue;
		all->line = d->line;
		return wrong(pool, all, d->date, ANNOUNCEMENT_FAR);
	}
	return NULL;
}

const struct error *
announcement_put(struct db *db, const struct announcement *all)
{
	const struct error *e;

	for (size_t i = 0; i < all->count; i++)
		if ((e = db_run(db, &calendar_put, DB(db_text(all->days[i].date),
		    db_text(all->days[i].word), db_text(all->days[i].name)), NULL)))
			return e;
	return NULL;
}

void
announcement_try(const struct announcement *all)
{
	deadline_what_if();
	for (size_t i = 0; i < all->count; i++)
		deadline_add_day(all->days[i].day, all->days[i].kind);
}

void
announcement_forget(void)
{
	deadline_as_it_is();
}

const struct error *
announcement_carry_out(struct db *db, const struct catalogue *catalogue, moment now,
    struct clockwork_done *done)
{
	struct announcement all;
	struct recounted counted;
	const struct error *e;
	struct proposal *p;

	*done = (struct clockwork_done){0};
	if ((e = proposal_left(db, PROPOSAL_CALENDAR, 0, &p)) || !p)
		return e;
	if ((e = announcement_read(db_pool(db), p->body, &all)) || (e = calendar_refresh(db)) ||
	    (e = recount_all(db, catalogue, all.first, now, &counted)))
		return e;
	log_info("event=recount moved=%lld quiet=%lld failed=%lld", (long long)counted.moved,
	    (long long)counted.quiet, (long long)counted.failed);
	return proposal_done(db, p->id, pool_format(db_pool(db), "%lld %lld %lld",
	    (long long)counted.moved, (long long)counted.quiet, (long long)counted.failed), clock_now());
}
