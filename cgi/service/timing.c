/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/timing.h"

#include "service/deadline.h"
#include "service/formality.h"

/* The limits begin on the day of `from`: by law in its own days, by promise in working days. */
static void
start_decision(struct timing *t, const struct formality *f, moment from)
{
	moment law = f->law_is_calendar ? deadline_calendar(from, f->law_days) :
	    deadline_working(from, f->law_days);
	moment promise = deadline_working(from, f->promise_days);

	t->law_due = law;
	t->due = promise < law ? promise : law;
}

/* What was left is given again in the days in which it is counted. */
static void
resume(struct timing *t, const struct formality *f, moment at)
{
	bool is_calendar = f && f->law_is_calendar && (t->is_accepted || f->is_channel);

	if (t->stopped) {
		t->due = t->due ? deadline_resume(t->due, t->stopped, at) : 0;
		t->law_due = !t->law_due ? 0 : is_calendar ?
		    deadline_resume_calendar(t->law_due, t->stopped, at) :
		    deadline_resume(t->law_due, t->stopped, at);
		if (t->law_due && t->due > t->law_due)
			t->due = t->law_due;
	}
	t->stopped = 0;
	t->received = at;
}

/* Whoever was awaited is there: "on the spot" is today, whatever day that is. */
static void
come(struct timing *t, const struct formality *f, moment at)
{
	resume(t, f, at);
	if (f->promise_days == 0)
		t->due = deadline_working(at, 0);
	if (f->law_days == 0)
		t->law_due = deadline_working(at, 0);
}

/* By the department's own entry, else TARGET_DAYS; handed back and passed on anew, the same day. */
static void
start_target(struct timing *t, const struct formality *f, moment at)
{
	if (t->is_passed)
		return;
	t->is_passed = true;
	if (f->mode == MODE_TRANSFER)
		start_decision(t, f, at);
	else
		t->due = t->law_due = deadline_working(at, TARGET_DAYS);
}

int
timing_check_days(const struct formality *f)
{
	if (f && f->is_channel)
		return f->promise_days;
	return f && f->mode == MODE_TRANSFER ? FORWARD_DAYS : CHECK_DAYS;
}

/* What is answered and not decided has one limit, from the day on which it came. */
static void
start_check(struct timing *t, const struct formality *f, moment at)
{
	t->is_accepted = false;
	t->received = at;
	if (f && f->is_channel)
		start_decision(t, f, at);
	else
		t->due = t->law_due = deadline_working(at, timing_check_days(f));
}

void
timing_move(struct timing *t, enum clock_effect effect, moment at, const struct formality *f)
{
	switch (effect) {
	case CLOCK_NONE:
	case CLOCK_RECOUNT:	/* it is today's calendar that counts, played from the start */
		break;
	case CLOCK_START_CHECK:
		start_check(t, f, at);
		break;
	case CLOCK_STOP:
		t->stopped = at;
		break;
	case CLOCK_RESUME:
		resume(t, f, at);
		break;
	case CLOCK_COME:
		come(t, f, at);
		break;
	case CLOCK_START_TARGET:
		start_target(t, f, at);
		break;
	case CLOCK_START_DECISION:
		t->is_accepted = true;
		start_decision(t, f, f->is_channel && t->received ? t->received : at);
		break;
	case CLOCK_START_FROM_RECEIPT:
		t->is_accepted = true;
		start_decision(t, f, t->received);
		break;
	case CLOCK_EXTEND:
		t->is_extended = true;
		/* a promise that was missed stays missed; what can still be extended is the law's limit */
		if (at <= t->due)
			t->due = deadline_working(t->due, EXTENSION_DAYS);
		t->law_due = deadline_working(t->law_due, EXTENSION_DAYS);
		break;
	case CLOCK_START_DELIVERY:
		t->due = t->law_due = deadline_working(at, DELIVERY_DAYS);
		break;
	case CLOCK_END:
		t->due = t->law_due = t->stopped = 0;
		break;
	}
}
