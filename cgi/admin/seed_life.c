/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Paths through lifecycle.def, in the proportions of a busy office: most matters have
 * ended, the rest wait in every state. Each has 20 events: a path that is shorter was
 * passed between officers before.
 */
#include "admin/seed.h"

#include <string.h>

#include "base/error.h"
#include "service/deadline.h"
#include "service/formality.h"
#include "store/seal.h"

#define STEPS_MOST 19

struct step {
	enum action action;
	enum role role;
};
#define RESIDENT(a) {ACT_##a, ROLE_RESIDENT}
#define OFFICER(a) {ACT_##a, ROLE_OFFICER}
#define APPROVER(a) {ACT_##a, ROLE_APPROVER}

/* What follows SUBMIT; share is in hundredths. */
static const struct path {
	int share, count;
	struct step steps[STEPS_MOST];
} paths[] = {
	{2, 0, {{ACTIONS, ROLES}}},		/* a draft */
	{6, 0, {{ACTIONS, ROLES}}},		/* submitted, nobody has it */
	{6, 1, {OFFICER(CLAIM)}},
	{5, 2, {OFFICER(CLAIM), OFFICER(ASK_CORRECTION)}},
	{8, 5, {OFFICER(CLAIM), OFFICER(ASK_CORRECTION), RESIDENT(ANSWER),
	    OFFICER(CLAIM), OFFICER(ACCEPT)}},
	{2, 3, {OFFICER(CLAIM), OFFICER(ACCEPT), OFFICER(INTERVIEW)}},
	{5, 3, {OFFICER(CLAIM), OFFICER(ACCEPT), OFFICER(PROPOSE_APPROVE)}},
	{3, 4, {OFFICER(CLAIM), OFFICER(ACCEPT), OFFICER(PROPOSE_APPROVE), APPROVER(APPROVE)}},
	{1, 4, {OFFICER(CLAIM), OFFICER(ACCEPT), OFFICER(PROPOSE_REFUSE), APPROVER(REFUSE)}},
	{4, 2, {OFFICER(CLAIM), OFFICER(DECLINE)}},
	{4, 1, {RESIDENT(WITHDRAW)}},
	{14, 19, {OFFICER(CLAIM), OFFICER(RELEASE), OFFICER(CLAIM), OFFICER(ASK_CORRECTION),
	    RESIDENT(ANSWER), OFFICER(CLAIM), OFFICER(ASK_CORRECTION),
	    RESIDENT(ANSWER), OFFICER(CLAIM), OFFICER(ACCEPT), OFFICER(INTERVIEW),
	    OFFICER(RESUME), APPROVER(EXTEND), OFFICER(PROPOSE_APPROVE), APPROVER(RETURN),
	    OFFICER(CLAIM), OFFICER(PROPOSE_APPROVE), APPROVER(APPROVE), OFFICER(ISSUE)}},
	{32, 6, {OFFICER(CLAIM), OFFICER(ACCEPT), OFFICER(PROPOSE_APPROVE), APPROVER(APPROVE),
	    OFFICER(ISSUE), RESIDENT(CLOSE)}},
	{8, 6, {OFFICER(CLAIM), OFFICER(ACCEPT), OFFICER(PROPOSE_REFUSE), APPROVER(REFUSE),
	    OFFICER(ISSUE), RESIDENT(CLOSE)}},
};
#define PATHS ((int)(sizeof paths / sizeof *paths))

static const char *const details[ACTIONS] = {
	[ACT_ASK_CORRECTION] = "照片反光，看不清号码，请在窗边重新拍摄。",
	[ACT_DECLINE] = "这一事项不归我们办理，请向户籍所在地派出所咨询。",
	[ACT_EXTEND] = "需要向外省核实档案。",
	[ACT_INTERVIEW] = "请准备好证件原件，视频核对。",
	[ACT_PROPOSE_APPROVE] = "材料齐全，情况属实。",
	[ACT_PROPOSE_REFUSE] = "所附材料不能证明申请的事实。",
	[ACT_RETURN] = "请补充核实记录后再报。",
};

/* Path 0 is the draft: it has not even been submitted. */
static int
path_of(int64_t n)
{
	int64_t place = n * 37 % 100;	/* 37 and 100 have no common factor: each place once in 100 */
	int i = 0;

	for (; i < PATHS - 1 && place >= paths[i].share; i++)
		place -= paths[i].share;
	return i;
}

/* SUBMIT, then what fills up to 20, then the path. */
static void
lay_out(const struct path *path, struct step out[SEED_EVENTS])
{
	int at = 0, filling = SEED_EVENTS - 1 - path->count;

	out[at++] = (struct step)RESIDENT(SUBMIT);
	if (filling % 2)
		out[at++] = (struct step){ACT_ASSIGN, ROLE_SUPERVISOR};
	for (int i = 0; i < filling / 2; i++) {
		out[at++] = (struct step)OFFICER(CLAIM);
		out[at++] = (struct step)OFFICER(RELEASE);
	}
	memcpy(&out[at], path->steps, (size_t)path->count * sizeof *out);
}

static void
note(struct seed_life *life, const struct seed_event *event)
{
	switch (event->action) {
	case ACT_SUBMIT: life->submitted = event->at; break;
	case ACT_CLAIM: case ACT_ASSIGN: life->is_claimed = true; break;
	case ACT_RELEASE: life->is_claimed = false; break;
	case ACT_ASK_CORRECTION: life->asked = event->at; life->corrections++; break;
	case ACT_ACCEPT: life->accepted = event->at; break;
	case ACT_EXTEND: life->is_extended = true; break;
	case ACT_PROPOSE_APPROVE: life->proposed = event->at; break;
	case ACT_PROPOSE_REFUSE: life->proposed = event->at; life->is_refusal = true; break;
	case ACT_APPROVE: case ACT_REFUSE: life->decided = event->at; break;
	default: break;
	}
	if (!lifecycle_is_open(event->state))
		life->ended = event->at;
}

/* Backwards from the last act: an hour to a day between two. */
static void
date_events(struct seed_life *life, int64_t n, moment now)
{
	moment at = now - (moment)random_below(60 * 24) * MINUTE;

	if (life->state == STATE_ISSUED)
		at -= n % (CLOSE_DAYS - 5) * DAY;	/* or the courier closes it at once */
	else if (!lifecycle_is_open(life->state))
		at -= n % 300 * DAY;
	for (int i = life->count - 1; i >= 0; i--) {
		life->events[i].at = at;
		at -= HOUR + (moment)random_below(life->count - i < 4 ? 20 * 60 : 3 * 60) * MINUTE;
	}
	life->created = at - DAY;
}

static void
set_clocks(struct seed_life *life, const struct formality *f)
{
	int promise = f->promise_days, extra = life->is_extended ? EXTENSION_DAYS : 0;

	switch (life->state) {
	case STATE_CORRECTION:	/* it stands still */
		life->stopped = life->asked;
		__attribute__((fallthrough));
	case STATE_SUBMITTED:
		life->due = life->law_due = deadline_working(life->submitted, CHECK_DAYS);
		break;
	case STATE_INTERVIEW:
		life->stopped = life->events[life->count - 1].at;
		__attribute__((fallthrough));
	case STATE_ACCEPTED:
	case STATE_PROPOSED:
		life->due = deadline_working(life->accepted, promise + extra);
		life->law_due = f->law_is_calendar ? deadline_calendar(life->accepted, f->law_days) :
		    deadline_working(life->accepted, f->law_days + extra);
		break;
	case STATE_APPROVED:
	case STATE_REFUSED:
		life->due = life->law_due = deadline_working(life->decided, DELIVERY_DAYS);
		break;
	default:
		break;
	}
}

const struct error *
seed_life(const struct formality *f, int64_t n, moment now, struct seed_life *out)
{
	int chosen = path_of(n);
	struct step steps[SEED_EVENTS];
	struct act act;

	*out = (struct seed_life){.state = STATE_DRAFT, .count = chosen == 0 ? 0 : SEED_EVENTS};
	lay_out(&paths[chosen], steps);
	for (int i = 0; i < out->count; i++) {
		if (!lifecycle_next(out->state, steps[i].action, steps[i].role, &act))
			return fail(ERROR_INTERNAL, "path %d: %s in %s is not in lifecycle.def", chosen,
			    action_word(steps[i].action), state_word(out->state));
		out->state = act.next;
		out->events[i] = (struct seed_event){.action = steps[i].action, .state = act.next,
		    .role = steps[i].role, .detail = details[steps[i].action]};
	}
	date_events(out, n, now);
	for (int i = 0; i < out->count; i++)
		note(out, &out->events[i]);
	set_clocks(out, f);
	return NULL;
}
