/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Paths through lifecycle.def, in the proportions of a busy office: most matters have
 * ended, the rest wait in every state. A busy one has 20 events: a path that is shorter was
 * passed between officers before.
 */
#include "admin/seed.h"

#include <string.h>

#include "base/error.h"
#include "service/deadline.h"
#include "service/formality.h"
#include "service/timing.h"
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
} paths[SEED_PATHS] = {
	[PATH_DRAFT] = {2, 0, {{ACTIONS, ROLES}}},
	[PATH_NEW] = {6, 0, {{ACTIONS, ROLES}}},
	[PATH_CLAIMED] = {6, 1, {OFFICER(CLAIM)}},
	[PATH_CORRECTION] = {5, 2, {OFFICER(CLAIM), OFFICER(ASK_CORRECTION)}},
	[PATH_CORRECTED] = {8, 5, {OFFICER(CLAIM), OFFICER(ASK_CORRECTION), RESIDENT(ANSWER),
	    OFFICER(CLAIM), OFFICER(ACCEPT)}},
	[PATH_ACCEPTED] = {0, 2, {OFFICER(CLAIM), OFFICER(ACCEPT)}},
	[PATH_INTERVIEW] = {2, 3, {OFFICER(CLAIM), OFFICER(ACCEPT), OFFICER(INTERVIEW)}},
	[PATH_PROPOSED] = {5, 3, {OFFICER(CLAIM), OFFICER(ACCEPT), OFFICER(PROPOSE_APPROVE)}},
	[PATH_PROPOSED_REFUSAL] = {0, 3, {OFFICER(CLAIM), OFFICER(ACCEPT),
	    OFFICER(PROPOSE_REFUSE)}},
	[PATH_APPROVED] = {3, 4, {OFFICER(CLAIM), OFFICER(ACCEPT), OFFICER(PROPOSE_APPROVE),
	    APPROVER(APPROVE)}},
	[PATH_REFUSED] = {1, 4, {OFFICER(CLAIM), OFFICER(ACCEPT), OFFICER(PROPOSE_REFUSE),
	    APPROVER(REFUSE)}},
	[PATH_TRANSFERRED] = {1, 4, {OFFICER(CLAIM), OFFICER(ASK_FORWARD), RESIDENT(AGREE),
	    OFFICER(TRANSFER)}},
	[PATH_DECLINED] = {4, 2, {OFFICER(CLAIM), OFFICER(DECLINE)}},
	[PATH_WITHDRAWN] = {4, 1, {RESIDENT(WITHDRAW)}},
	[PATH_ISSUED] = {0, 5, {OFFICER(CLAIM), OFFICER(ACCEPT), OFFICER(PROPOSE_APPROVE),
	    APPROVER(APPROVE), OFFICER(ISSUE)}},
	[PATH_ISSUED_LATE] = {14, 19, {OFFICER(CLAIM), OFFICER(RELEASE), OFFICER(CLAIM),
	    OFFICER(ASK_CORRECTION), RESIDENT(ANSWER), OFFICER(CLAIM), OFFICER(ASK_CORRECTION),
	    RESIDENT(ANSWER), OFFICER(CLAIM), OFFICER(ACCEPT), OFFICER(INTERVIEW),
	    OFFICER(RESUME), APPROVER(EXTEND), OFFICER(PROPOSE_APPROVE), APPROVER(RETURN),
	    OFFICER(CLAIM), OFFICER(PROPOSE_APPROVE), APPROVER(APPROVE), OFFICER(ISSUE)}},
	[PATH_CLOSED] = {31, 6, {OFFICER(CLAIM), OFFICER(ACCEPT), OFFICER(PROPOSE_APPROVE),
	    APPROVER(APPROVE), OFFICER(ISSUE), RESIDENT(CLOSE)}},
	[PATH_CLOSED_REFUSAL] = {8, 6, {OFFICER(CLAIM), OFFICER(ACCEPT), OFFICER(PROPOSE_REFUSE),
	    APPROVER(REFUSE), OFFICER(ISSUE), RESIDENT(CLOSE)}},
};

/* What goes out is in the resident's language; the rest stays among officers. */
static const struct local details[ACTIONS] = {
	[ACT_ASK_CORRECTION] = {{"有两处需要补正，已经列在清单里。",
	    "Two things have to be corrected; they are on the list."}},
	[ACT_DECLINE] = {{"这一事项不归我们办理，请向户籍所在地派出所咨询。",
	    "This is not ours to decide. Please ask the police station of your registration."}},
	[ACT_EXTEND] = {{"需要向外省核实档案。", "Records of another province have to be checked."}},
	[ACT_INTERVIEW] = {{"请准备好证件原件，视频核对。",
	    "Please have your original documents at hand for the video call."}},
	[ACT_PROPOSE_APPROVE] = {{"材料齐全，情况属实。"}},
	[ACT_PROPOSE_REFUSE] = {{"所附材料不能证明申请的事实。"}},
	[ACT_RETURN] = {{"请补充核实记录后再报。"}},
	[ACT_ASK_FORWARD] = {{"我们想把您填写的内容转给民政局，请您同意。",
	    "May we pass on what you have written to the civil affairs bureau?"}},
	[ACT_TRANSFER] = {{"这件事要先由民政局核对婚姻登记记录，我们已经替您转过去。",
	    "The civil affairs bureau has to check the marriage records first. We have passed it on."}},
};

enum seed_path
seed_path_at(int64_t n)
{
	int64_t place = n * 37 % 100;	/* 37 and 100 have no common factor: each place once in 100 */
	int i = 0;

	for (; i < SEED_PATHS - 1 && place >= paths[i].share; i++)
		place -= paths[i].share;
	return (enum seed_path)i;
}

/* SUBMIT, then, if it is to have all SEED_EVENTS, what fills up, then the path; how many. */
static int
lay_out(const struct path *path, bool is_busy, struct step out[SEED_EVENTS])
{
	int at = 0, filling = is_busy ? SEED_EVENTS - 1 - path->count : 0;

	out[at++] = (struct step)RESIDENT(SUBMIT);
	if (filling % 2)
		out[at++] = (struct step){ACT_ASSIGN, ROLE_SUPERVISOR};
	for (int i = 0; i < filling / 2; i++) {
		out[at++] = (struct step)OFFICER(CLAIM);
		out[at++] = (struct step)OFFICER(RELEASE);
	}
	memcpy(&out[at], path->steps, (size_t)path->count * sizeof *out);
	return at + path->count;
}

static void
note(struct seed_life *life, const struct seed_event *event)
{
	switch (event->action) {
	case ACT_SUBMIT: life->submitted = event->at; break;
	case ACT_CLAIM: case ACT_ASSIGN: life->is_claimed = true; life->claimed = event->at; break;
	case ACT_RELEASE: life->is_claimed = false; break;
	case ACT_ASK_CORRECTION: life->asked = event->at; life->corrections++; break;
	case ACT_ACCEPT: life->accepted = event->at; break;
	case ACT_EXTEND: life->is_extended = true; break;
	case ACT_PROPOSE_APPROVE: life->proposed = event->at; break;
	case ACT_PROPOSE_REFUSE: life->proposed = event->at; life->is_refusal = true; break;
	case ACT_APPROVE: case ACT_REFUSE: life->decided = event->at; break;
	case ACT_ISSUE: life->issued = event->at; break;
	default: break;
	}
	if (!lifecycle_is_open(event->state))
		life->ended = event->at;
}

/* Not later than this, on a working day between nine and five. */
static moment
office_time(moment at)
{
	moment of_day = (at + 8 * HOUR) % DAY;

	if (of_day >= 17 * HOUR)
		at -= of_day - 16 * HOUR - (moment)random_below(50) * MINUTE;
	else if (of_day < 9 * HOUR)
		at -= of_day + 8 * HOUR - (moment)random_below(50) * MINUTE;
	while (!is_working_day(clock_wenzhou_day(at)))
		at -= DAY;
	return at;
}

/* Backwards from the last act: an hour to a day between two. */
static void
date_events(struct seed_life *life, bool is_busy, moment at)
{
	for (int i = life->count - 1; i >= 0; i--) {
		if (!is_busy && life->events[i].role != ROLE_RESIDENT)
			at = office_time(at);
		life->events[i].at = at;
		at -= HOUR + (moment)random_below(!is_busy || life->count - i < 4 ? 20 * 60 :
		    3 * 60) * MINUTE;
	}
	life->created = at - DAY;
}

/* Its acts move its clock as a real one's do. */
static void
set_clocks(struct seed_life *life, const struct formality *f)
{
	enum state state = STATE_DRAFT;
	struct timing t = {.due = 0};
	struct act act;

	for (int i = 0; i < life->count; i++) {
		struct seed_event *event = &life->events[i];

		if (event->at == life->decided)
			life->is_late = event->at > t.due;
		if (lifecycle_next(state, event->action, event->role, &act))
			timing_move(&t, act.clock, event->at, f);
		event->due = t.due;
		event->law_due = t.law_due;
		state = event->state;
	}
	life->due = t.due;
	life->law_due = t.law_due;
	life->stopped = t.stopped;
}

/* The last act is at `last`; everything else follows from the events. */
static void
live(struct seed_life *life, const struct seed_wish *wish, const struct formality *f, moment last)
{
	struct seed_life fresh = {.state = life->state, .count = life->count};

	memcpy(fresh.events, life->events, sizeof fresh.events);
	*life = fresh;
	date_events(life, wish->is_busy, last);
	for (int i = 0; i < life->count; i++)
		note(life, &life->events[i]);
	set_clocks(life, f);
}

/* How long ago the last act may have been, so that nothing is closed or lapses at once. */
static int
most_days(enum state state, int ago)
{
	if (ago)
		return ago;
	if (state == STATE_ISSUED)
		return CLOSE_DAYS - 5;
	return lifecycle_is_open(state) ? 1 : 300;
}

const struct error *
seed_life(const struct formality *f, const struct seed_wish *wish, moment now,
    struct seed_life *out)
{
	struct step steps[SEED_EVENTS];
	moment last;
	struct act act;

	*out = (struct seed_life){.state = STATE_DRAFT};
	if (wish->path != PATH_DRAFT)
		out->count = lay_out(&paths[wish->path], wish->is_busy, steps);
	for (int i = 0; i < out->count; i++) {
		if (!lifecycle_next(out->state, steps[i].action, steps[i].role, &act))
			return fail(ERROR_INTERNAL, "path %d: %s in %s is not in lifecycle.def",
			    (int)wish->path, action_word(steps[i].action), state_word(out->state));
		out->state = act.next;
		out->events[i] = (struct seed_event){.action = steps[i].action, .state = act.next,
		    .role = steps[i].role, .detail = &details[steps[i].action]};
	}
	last = now - (moment)random_below((uint32_t)most_days(out->state, wish->ago) * 24 * 60) * MINUTE;
	live(out, wish, f, last);
	for (int i = 0; i < 60 && out->due && !out->stopped &&
	    working_days_left(now, out->due) > wish->left; i++)
		live(out, wish, f, last -= 12 * HOUR);
	return NULL;
}
