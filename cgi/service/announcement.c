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
	[ANNOUNCEMENT_NO_DATE] = {"no_date", "no date, or one that no calendar has (it is written "
	    "year-month-day, such as 2027-01-01)"},
	[ANNOUNCEMENT_TWICE] = {"twice", "a date that stands in the file twice"},
	[ANNOUNCEMENT_NO_KIND] = {"no_kind", "neither holiday, workday nor ordinary (放假, 上班, 平常)"},
	[ANNOUNCEMENT_NO_WEEKEND] = {"no_weekend", "a workday that is no Saturday or Sunday"},
	[ANNOUNCEMENT_NO_NAME] = {"no_name", "the holiday's name is missing behind the word of the day "
	    "(ordinary, which takes a day back, needs none)"},
	[ANNOUNCEMENT_LONG_NAME] = {"long_name", "a name of more than 40 characters"},
	[ANNOUNCEMENT_EMPTY] = {"empty", "no day in it"},
	[ANNOUNCEMENT_FAR] = {"far", "a year far from this one"},
};

const char *
announcement_fault_word(enum announcement_fault fault)
{
	return fault < ANNOUNCEMENT_FAULTS ? faults[fault].word : NULL;
}

/* What the days are called where the notice is read. */
static const struct {
	const char *said;
	enum day_kind kind;
} kinds[] = {
	{"放假", DAY_HOLIDAY}, {"休息", DAY_HOLIDAY}, {"休", DAY_HOLIDAY},
	{"上班", DAY_WORKDAY}, {"班", DAY_WORKDAY},
	{"平常", DAY_ORDINARY}, {"取消", DAY_ORDINARY},
};

static bool
is_told(const struct announcement *all, day d)
{
	for (size_t i = 0; i + 1 < all->count; i++)
		if (all->days[i].day == d)
			return true;
	return false;
}

static const char *
skip_blank(const char *s)
{
	for (;;) {
		if (*s == ' ' || *s == '\t')
			s++;
		else if (text_starts(s, "\u3000"))
			s += strlen("\u3000");
		else
			return s;
	}
}

/* One of these behind the number. */
static const char *
skip_sign(const char *s, const char *const signs[])
{
	for (size_t i = 0; signs[i]; i++)
		if (text_starts(s, signs[i]))
			return s + strlen(signs[i]);
	return NULL;
}

/* 2027-01-01, 2027/1/1, 2027.1.1, 2027年1月1日; what stands behind it, or NULL. */
static const char *
read_date(const char *s, day *out)
{
	static const char *const behind[][6] = {
		{"-", "/", ".", "年", NULL}, {"-", "/", ".", "月", NULL}, {"日", "号", "", NULL},
	};
	int at[3];

	for (int i = 0; i < 3; i++) {
		const char *digits = s;

		for (at[i] = 0; *s >= '0' && *s <= '9' && s - digits < 4; s++)
			at[i] = at[i] * 10 + (*s - '0');
		if (s == digits || (i == 0 && s - digits != 4) || !(s = skip_sign(s, behind[i])))
			return NULL;
	}
	if (!day_is_real(at[0], at[1], at[2]))
		return NULL;
	*out = day_of(at[0], at[1], at[2]);
	return s;
}

/* What stands behind the word of the day, or NULL. A Chinese one needs no blank behind it. */
static const char *
read_kind(struct pool *pool, const char *s, enum day_kind *out)
{
	size_t n = strcspn(s, " \t");

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (text_starts(s, kinds[i].said)) {
			*out = kinds[i].kind;
			return s + strlen(kinds[i].said);
		}
	return calendar_kind_read(pool_bytes(pool, s, n), out) ? s + n : NULL;
}

static enum announcement_fault
read_line(struct pool *pool, struct announcement *all, const char *line)
{
	struct announced *out = &all->days[all->count - 1];
	const char *word, *name;

	if (!(word = read_date(line, &out->day)) || !deadline_has_day(out->day))
		return ANNOUNCEMENT_NO_DATE;
	day_format(out->day, out->date);
	if (is_told(all, out->day))
		return ANNOUNCEMENT_TWICE;
	if (!(name = read_kind(pool, skip_blank(word), &out->kind)))
		return ANNOUNCEMENT_NO_KIND;
	if (out->kind == DAY_WORKDAY && day_weekday(out->day) % 6 != 0)
		return ANNOUNCEMENT_NO_WEEKEND;
	out->name = skip_blank(name);
	if (!*out->name && out->kind != DAY_ORDINARY)
		return ANNOUNCEMENT_NO_NAME;
	return text_count(out->name) > NAME_MOST ? ANNOUNCEMENT_LONG_NAME : ANNOUNCEMENT_FINE;
}

/* whole: the line as it stands. */
static void
tell(struct pool *pool, struct announcement *all, int line, const char *whole, enum announcement_fault fault)
{
	size_t n = 0;

	while ((n < MOST_QUOTED || ((unsigned char)whole[n] & 0xc0) == 0x80) && whole[n])
		n++;	/* to the end of a character */
	if (all->wrong_count < ANNOUNCEMENT_WRONG_MOST)
		all->wrong[all->wrong_count++] = (struct announcement_wrong){fault, line,
		    pool_bytes(pool, whole, n)};
}

const char *
announcement_faults(struct pool *pool, const struct announcement *all)
{
	struct text out = {.pool = pool};

	for (size_t i = 0; i < all->wrong_count; i++) {
		const struct announcement_wrong *w = &all->wrong[i];

		if (w->fault == ANNOUNCEMENT_EMPTY)
			text_addf(&out, "%s\n", faults[w->fault].text);
		else
			text_addf(&out, "line %d: %s: \"%s\"\n", w->line, faults[w->fault].text, w->quoted);
	}
	return out.n ? out.s : "";
}

static const struct error *
first_wrong(const struct announcement *all)
{
	const struct announcement_wrong *w = all->wrong;

	if (!all->wrong_count)
		return NULL;
	if (w->fault == ANNOUNCEMENT_EMPTY)
		return fail(ERROR_INVALID, "%s", faults[w->fault].text);
	return fail(ERROR_INVALID, "line %d: %s: \"%s\"", w->line, faults[w->fault].text, w->quoted);
}

const struct error *
announcement_read(struct pool *pool, const char *text, struct announcement *all)
{
	enum announcement_fault fault;
	int at = 0;

	*all = (struct announcement){0};
	/* Windows' editors mark UTF-8 so */
	text += text_starts(text, "\xef\xbb\xbf") ? 3 : 0;
	for (char *copy = pool_string(pool, text), *line; (line = strsep(&copy, "\n"));) {
		const struct announced *d;
		const char *rest;

		at++;
		line[strcspn(line, "\r")] = '\0';
		rest = skip_blank(line);
		if (*rest == '\0' || *rest == '#')
			continue;
		all->days = pool_grow(pool, all->days, ++all->count, sizeof *all->days);
		all->days[all->count - 1] = (struct announced){.line = at, .quoted = rest};
		if ((fault = read_line(pool, all, rest)))
			tell(pool, all, at, rest, fault);
		d = &all->days[all->count - 1];
		if (all->count == 1 || d->day < all->first)
			all->first = d->day;
		if (all->count == 1 || d->day > all->last)
			all->last = d->day;
	}
	if (!all->count)
		tell(pool, all, 0, "", ANNOUNCEMENT_EMPTY);
	return first_wrong(all);
}

const char *
announcement_text(struct pool *pool, const struct announcement *all)
{
	struct text out = {.pool = pool};

	for (size_t i = 0; i < all->count; i++)
		text_addf(&out, "%s %s %s\n", all->days[i].date, calendar_kind_word(all->days[i].kind),
		    all->days[i].name);
	return out.n ? out.s : "";
}

const struct error *
announcement_near(struct pool *pool, struct announcement *all, day today)
{
	int this_year = day_year(today);

	for (size_t i = 0; i < all->count; i++) {
		const struct announced *d = &all->days[i];
		int year = day_year(d->day);

		if (year < this_year - YEARS_BACK || year > this_year + YEARS_AHEAD)
			tell(pool, all, d->line, d->quoted, ANNOUNCEMENT_FAR);
	}
	return first_wrong(all);
}

const struct error *
announcement_put(struct db *db, const struct announcement *all)
{
	const struct error *e;

	for (size_t i = 0; i < all->count; i++)
		if ((e = db_run(db, &calendar_put, DB(db_text(all->days[i].date),
		    db_text(calendar_kind_word(all->days[i].kind)), db_text(all->days[i].name)), NULL)))
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
	log_info("event=recount moved=%lld by_law=%lld quiet=%lld failed=%lld", (long long)counted.moved,
	    (long long)counted.by_law, (long long)counted.quiet, (long long)counted.failed);
	return proposal_done(db, p->id, pool_format(db_pool(db), "%lld %lld %lld %lld",
	    (long long)counted.moved, (long long)counted.quiet, (long long)counted.failed,
	    (long long)counted.by_law), clock_now());
}
