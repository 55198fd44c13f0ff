/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Working days against calendar days. How many of the one the other has depends on the day on which
 * they begin: by the published calendars, is there one from which the promise ends after the law?
 */
#include <string.h>

#include "admin/lint.h"
#include "base/lang.h"
#include "base/memory.h"
#include "service/deadline.h"
#include "service/formality.h"
#include "service/presence.h"
#include "service/sheet.h"

#define FIRST_YEAR 2000
#define LAST_YEAR 2099
#define NOON (12 * HOUR)
#define SELDOM 20		/* in 100 days: more is no matter of holidays */

/* Of the days of published years: how many are too late, the first of them, and by how much at most. */
struct late {
	day first, until;	/* that were looked at */
	day from;
	int count, most, looked;
};

static void
look_at(const struct formality *f, day d, struct late *late)
{
	moment at = (moment)d * DAY + NOON, promise, law;

	promise = deadline_working(at, f->promise_days);
	law = deadline_calendar(at, f->law_days);
	if (deadline_is_provisional(at, promise) || deadline_is_provisional(at, law))
		return;
	late->first = late->first ? late->first : d;
	late->until = d;
	late->looked++;
	if (promise <= law)
		return;
	late->from = late->count++ ? late->from : d;
	late->most = (int)((promise - law) / DAY) > late->most ? (int)((promise - law) / DAY) : late->most;
}

static bool
says(const struct local *text, const char *zh, const char *en)
{
	return (text->in[LANG_ZH] && strstr(text->in[LANG_ZH], zh)) ||
	    (text->in[LANG_EN] && strstr(text->in[LANG_EN], en));
}

void
lint_estimate(struct sheet *s, const struct formality *f)
{
	bool is_estimate = says(&f->limit_text, "估计", "estimate");

	if (is_estimate && !f->law_is_unsaid)
		sheet_wrong(s, "Limit", "the days are an estimate, and there is no LawUnsaid");
	if (f->law_is_unsaid && !f->is_channel && !is_estimate &&
	    !says(&f->limit_text, "规定没有", "no number") && !says(&f->limit_text, "没有规定", "no limit"))
		sheet_wrong(s, "Limit", "LawUnsaid, and nothing says that the days are an estimate");
}

void
lint_wait(struct sheet *s, const struct formality *f)
{
	if (f->limit_tells_wait && !f->limit_text.in[LANG_ZH])
		sheet_wrong(s, "Limit.TellsWait", "there is no remark that would");
	if (f->limit_tells_wait && !presence_of(f))
		sheet_wrong(s, "Limit.TellsWait", "nobody is waited for");
}

/* Of what is passed on, asked or done on the spot no guide says "once accepted". */
const char *
lint_start(const struct formality *f)
{
	bool is_told = says(&f->limit_text, "起算", "ounted from");
	bool is_counted = f->mode != MODE_TRANSFER && !f->is_channel && f->promise_days > 0;

	if (f->limit_tells_start && !is_told)
		return "TellsStart, and the remark does not say from when the days count";
	return is_told && is_counted && !f->limit_tells_start ?
	    "the remark says from when the days count, and there is no TellsStart" : NULL;
}

const char *
lint_limit(struct pool *pool, const struct formality *f, bool *is_mistake)
{
	char first[DAY_TEXT], until[DAY_TEXT], from[DAY_TEXT];
	struct late late = {0};

	*is_mistake = false;
	if (f->law_is_calendar && f->promise_days + (f->promise_days + 4) / 5 * 2 > f->law_days)
		return NULL;	/* the reader has told it */
	if (!f->law_is_calendar || f->promise_days == 0)
		return f->law_comes_first ? "LawFirst, and the promise never ends after the law" : NULL;
	for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
		for (day d = day_of(year, 1, 1), next = day_of(year + 1, 1, 1); d < next &&
		    deadline_year_is_published(year); d++)
			look_at(f, d, &late);
	if (f->law_comes_first)
		return late.count ? NULL : "LawFirst, and the promise never ends after the law";
	if (!late.count)
		return NULL;
	*is_mistake = late.count * 100 > late.looked * SELDOM;
	day_format(late.first, first);
	day_format(late.until, until);
	day_format(late.from, from);
	return pool_format(pool, "%d working days end after the law's %d calendar days on %d of the %d days "
	    "from %s to %s (%s the first), by %d days at most: %s", f->promise_days, f->law_days, late.count,
	    late.looked, first, until, from, late.most, *is_mistake ? "too often for a promise" :
	    "then the law's is the one that is shown");
}
