/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Asking for an interview: how, when by both clocks, and where; all of it in the history. */
#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"

/* rest: when-year … when-minute, ready-WORD. */
#define INTERVIEW_FORM(FIELD) \
	FIELD(ref,     WORD,    9, 14,      REQUIRED) \
	FIELD(version, NUMBER,  0, 1000000, REQUIRED) \
	FIELD(take,    FLAG,    0, 1,       OPTIONAL) \
	FIELD(way,     WORD,    1, 40,      REQUIRED) \
	FIELD(where,   LINE,    2, 300,     REQUIRED) \
	FIELD(reason,  TEXT,    1, 800,     OPTIONAL) \
	FIELD(chinese, FLAG,    0, 1,       OPTIONAL) \
	FIELD(rest,    ANSWERS, 0, 20,      OPTIONAL)
FORM(interview, INTERVIEW_FORM)

#define AHEAD_MOST (92 * DAY)

static const char *const ways[] = {"video", "counter"};
static const char *const parts[] = {"when-year", "when-month", "when-day", "when-hour",
	"when-minute"};

static const char *
way_key(const struct request *q, const char *way)
{
	return pool_format(q->pool, "desk.interview.%s", way);
}

static void
offer_ways(struct request *q)
{
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		show_option(q, "Ways", ways[i], say(q, way_key(q, ways[i])), form_typed(q, "way"));
}

/* GET …/interview: 200; 409 with the matter if it cannot be done now. */
HANDLER(interview, by_ref)
{
	const struct error *e;
	bool is_possible;
	struct matter m;

	if ((e = act_page(q, form->ref, ACT_INTERVIEW, &m, &is_possible)) || !is_possible)
		return e;
	offer_ways(q);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		form_default(q, parts[i], NULL);
	tree_set(q->page, "WhenHint", !*m.opening.zone ? say(q, "desk.interview.when_unknown") :
	    say2(q, "desk.interview.when_hint", place_text(q, m.opening.zone, m.opening.country),
	    clock_text(q, q->now, m.opening.zone)));
	ready_offer(q, q->page, SENTENCE_INTERVIEW, "", "reason");
	return reply_page(q, "interview");
}

/* Wenzhou has had one offset since 1991: eight hours. */
static moment
read_when(struct request *q, const struct pairs *typed)
{
	static const int64_t least[] = {2000, 1, 1, 0, 0}, most[] = {2999, 12, 31, 23, 59};
	int64_t at[sizeof parts / sizeof *parts];
	moment when;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (!read_part(q, typed, parts[i], least[i], most[i], &at[i])) {
			invalid(q, "when", "desk.interview.when_wrong");
			return 0;
		}
	if (!day_is_real((int)at[0], (int)at[1], (int)at[2])) {
		invalid(q, "when", "desk.interview.when_wrong");
		return 0;
	}
	when = day_of((int)at[0], (int)at[1], (int)at[2]) * DAY + (at[3] - 8) * HOUR +
	    at[4] * MINUTE;
	if (when <= q->now)
		invalid(q, "when", "desk.interview.when_past");
	else if (when > q->now + AHEAD_MOST)
		invalid(q, "when", "desk.interview.when_far");
	return when;
}

static const char *
time_line(const struct request *q, const char *place, moment when, const char *zone)
{
	int weekday = clock_civil(when, zone).weekday;

	return say2(q, "desk.interview.there", place, pool_format(q->pool, "%s %s",
	    say(q, pool_format(q->pool, "desk.weekday_%d", weekday)),
	    moment_text(q, when, zone)));
}

/* What the resident reads, a line each, in their language. */
static const char *
words(const struct request *q, const struct matter *m, const char *way, moment when,
    const char *where, const char *more)
{
	struct request theirs = *q;
	const char *there = "", *here;
	struct civil c, wenzhou;

	theirs.lang = m->a->lang;
	if (clock_both(when, m->opening.zone, &c, &wenzhou))
		there = pool_format(q->pool, "%s\n", time_line(&theirs, place_text(&theirs,
		    m->opening.zone, m->opening.country), when, m->opening.zone));
	here = time_line(&theirs, say(&theirs, "desk.wenzhou"), when, ZONE_WENZHOU);
	return pool_format(q->pool, "%s\n%s%s\n%s%s%s", say(&theirs, way_key(q, way)), there,
	    here, where, more ? "\n" : "", more ? more : "");
}

/* POST …/interview: the clock stands still; 303; 422 without a way, a time to come or a place. */
HANDLER(interview_do, interview)
{
	const struct error *e;
	const char *more;
	struct matter m;
	moment when;

	if ((e = act_begin(q, form->ref, form->version, ACT_INTERVIEW, &m)) ||
	    (e = opening_load(q->db, m.a, q->actor.id, q->now, &m.opening)))
		return e;
	if (!text_same(form->way, ways[0]) && !text_same(form->way, ways[1]))
		invalid(q, "way", "form.not_a_choice");
	check_wording(q, m.a->lang, "where", form->where);
	when = read_when(q, &form->rest);
	more = ready_text(q, &m, SENTENCE_INTERVIEW, "", &form->rest, form->reason, "reason", 5500);
	if (has_problems(q))
		return form_again(q);
	return act_end(q, &m, &(struct deed){.action = ACT_INTERVIEW,
	    .detail = words(q, &m, form->way, when, form->where, more)});
}
