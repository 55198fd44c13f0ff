/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Every state × action × role against the law written down a second time, by hand
 * and in other words than lifecycle.def, so that a slip in either shows.
 */
#include "service/lifecycle.h"
#include "t/unit/tap.h"

/*
 * state: action by whom -> next state (what the clock does)
 * R resident, O officer, A approver, S supervisor, Y system, C another department's clerk; 2: never the
 * proposer; X: never of the unit that has it
 */
static const char *const law[] = {
	"submitted: recount by Y -> submitted (is counted again)",
	"correction: recount by Y -> correction (is counted again)",
	"accepted: recount by Y -> accepted (is counted again)",
	"proposed: recount by Y -> proposed (is counted again)",
	"approved: recount by Y -> approved (is counted again)",
	"refused: recount by Y -> refused (is counted again)",
	"transferred: recount by Y -> transferred (is counted again)",

	"submitted: recuse by OAS -> submitted (none)",
	"correction: recuse by OAS -> correction (none)",
	"accepted: recuse by OAS -> accepted (none)",
	"interview: recuse by OAS -> interview (none)",
	"visit: recuse by OAS -> visit (none)",
	"proposed: recuse by OAS -> proposed (none)",
	"approved: recuse by OAS -> approved (none)",
	"refused: recuse by OAS -> refused (none)",
	"transferred: recuse by OASC -> transferred (none)",

	"submitted: free by Y -> submitted (none)",
	"correction: free by Y -> correction (none)",
	"accepted: free by Y -> accepted (none)",
	"interview: free by Y -> interview (none)",
	"visit: free by Y -> visit (none)",
	"proposed: free by Y -> proposed (none)",
	"approved: free by Y -> approved (none)",
	"refused: free by Y -> refused (none)",
	"transferred: free by Y -> transferred (none)",

	"draft: save by R -> draft (none)",
	"draft: submit by R -> submitted (check starts)",

	"submitted: claim by OAS -> submitted (none)",
	"submitted: release by OAS -> submitted (none)",
	"submitted: assign by OAS -> submitted (none)",
	"submitted: reroute by OAS -> submitted (none)",
	"submitted: ask_correction by OAS -> correction (stops)",
	"submitted: accept by OAS -> accepted (decision starts)",
	"submitted: accept_pending by OAS -> accepted (decision starts)",
	"submitted: deem_accepted by Y -> accepted (decision starts at receipt)",
	"submitted: decline by OAS -> declined (ends)",
	"submitted: ask_forward by OAS -> submitted (none)",
	"submitted: agree by R -> submitted (none)",
	"submitted: disagree by R -> submitted (none)",
	"submitted: transfer by OAS -> transferred (target starts)",
	"submitted: withdraw by R -> withdrawn (ends)",

	"correction: answer by R -> submitted (goes on)",
	"correction: more_time by R -> correction (none)",
	"correction: lapse by Y -> withdrawn (ends)",
	"correction: assign by OAS -> correction (none)",
	"correction: withdraw by R -> withdrawn (ends)",

	"accepted: claim by OAS -> accepted (none)",
	"accepted: release by OAS -> accepted (none)",
	"accepted: assign by OAS -> accepted (none)",
	"accepted: reroute by OAS -> accepted (none)",
	"accepted: bring by R -> accepted (none)",
	"accepted: interview by OAS -> interview (stops)",
	"accepted: extend by AS -> accepted (is extended)",
	"accepted: propose_approve by OAS -> proposed (none)",
	"accepted: propose_refuse by OAS -> proposed (none)",
	"accepted: approve by OAS -> approved (delivery starts)",
	"accepted: ask_forward by OAS -> accepted (none)",
	"accepted: agree by R -> accepted (none)",
	"accepted: disagree by R -> accepted (none)",
	"accepted: transfer by OAS -> transferred (target starts)",
	"accepted: withdraw by R -> withdrawn (ends)",

	"interview: resume by OAS -> accepted (goes on)",
	"interview: bring by R -> interview (none)",
	"interview: assign by OAS -> interview (none)",
	"interview: withdraw by R -> withdrawn (ends)",

	"accepted: await by OASY -> visit (stops)",
	"visit: came by OAS -> accepted (comes)",
	"visit: bring by R -> visit (none)",
	"visit: assign by OAS -> visit (none)",
	"visit: withdraw by R -> withdrawn (ends)",

	"proposed: bring by R -> proposed (none)",
	"proposed: approve by AS2 -> approved (delivery starts)",
	"proposed: refuse by AS2 -> refused (delivery starts)",
	"proposed: return by AS2 -> accepted (none)",
	"proposed: withdraw by R -> withdrawn (ends)",

	"approved: claim by OAS -> approved (none)",
	"approved: release by OAS -> approved (none)",
	"approved: assign by OAS -> approved (none)",
	"approved: issue by OAS -> issued (ends)",
	"refused: claim by OAS -> refused (none)",
	"refused: release by OAS -> refused (none)",
	"refused: assign by OAS -> refused (none)",
	"refused: issue by OAS -> issued (ends)",

	"issued: close by RY -> closed (none)",

	"closed: exclude by S -> closed (none)",
	"closed: include by S -> closed (none)",
	"declined: exclude by S -> declined (none)",
	"declined: include by S -> declined (none)",
	"closed: review by S -> closed (none)",
	"declined: review by S -> declined (none)",
	"withdrawn: review by S -> withdrawn (none)",
	"closed: hold by S -> closed (none)",
	"closed: hold_end by S -> closed (none)",
	"declined: hold by S -> declined (none)",
	"declined: hold_end by S -> declined (none)",
	"withdrawn: hold by S -> withdrawn (none)",
	"withdrawn: hold_end by S -> withdrawn (none)",
	"closed: rate by R -> closed (none)",
	"closed: follow_up_call by ASX -> closed (none)",
	"closed: follow_up_mend by ASX -> closed (none)",
	"closed: follow_up_close by ASX -> closed (none)",
	"closed: rate_again by R -> closed (none)",
	"declined: rate by R -> declined (none)",
	"declined: follow_up_call by ASX -> declined (none)",
	"declined: follow_up_mend by ASX -> declined (none)",
	"declined: follow_up_close by ASX -> declined (none)",
	"declined: rate_again by R -> declined (none)",

	"transferred: department_reply by OASY -> issued (ends)",
	"transferred: hand_back by OASC -> submitted (none)",
	"transferred: take by C -> transferred (none)",
	"transferred: transfer_answer by C -> transferred (none)",
	"transferred: ask_again by OAS -> transferred (none)",
	"transferred: withdraw by R -> withdrawn (ends)",
};

#define LAWS (sizeof law / sizeof *law)

static const char *const clocks[] = {
	[CLOCK_NONE] = "none",
	[CLOCK_START_CHECK] = "check starts",
	[CLOCK_STOP] = "stops",
	[CLOCK_RESUME] = "goes on",
	[CLOCK_COME] = "comes",
	[CLOCK_START_TARGET] = "target starts",
	[CLOCK_START_DECISION] = "decision starts",
	[CLOCK_START_FROM_RECEIPT] = "decision starts at receipt",
	[CLOCK_EXTEND] = "is extended",
	[CLOCK_START_DELIVERY] = "delivery starts",
	[CLOCK_RECOUNT] = "is counted again",
	[CLOCK_END] = "ends",
};

/* The line of the law that speaks of this state and action, split; false if none does. */
static bool
find_law(const char *state, const char *action, char who[8], char next[16], char clock[32])
{
	for (size_t i = 0; i < LAWS; i++) {
		char s[16], a[24];

		if (sscanf(law[i], "%15[^:]: %23s by %7s -> %15s (%31[^)])", s, a, who, next,
		    clock) != 5)
			ok(false, "the law can be read: %s", law[i]);
		else if (strcmp(s, state) == 0 && strcmp(a, action) == 0)
			return true;
	}
	return false;
}

static void
test_matrix(void)
{
	static const char letters[ROLES] = {'R', 'O', 'A', 'S', 'Y', 'C', 'U', 'M'};
	size_t used = 0;

	for (enum state s = 0; s < STATES; s++)
		for (enum action a = 0; a < ACTIONS; a++) {
			char who[8] = "", next[16] = "", clock[32] = "";
			bool is_law = find_law(state_word(s), action_word(a), who, next, clock);

			used += is_law;
			for (enum role r = 0; r < ROLES; r++) {
				struct act act = {STATES, CLOCK_NONE, false, false};
				bool may = lifecycle_next(s, a, r, &act);

				if (!is_law || !strchr(who, letters[r])) {
					ok(!may && act.next == STATES, "%s: no %s by %s",
					    state_word(s), action_word(a), role_word(r));
					continue;
				}
				ok(may && strcmp(state_word(act.next), next) == 0 &&
				    strcmp(clocks[act.clock], clock) == 0 &&
				    act.is_second == !!strchr(who, '2') &&
				    act.is_outside == !!strchr(who, 'X'),
				    "%s: %s by %s -> %s (%s)", state_word(s), action_word(a),
				    role_word(r), next, clock);
			}
		}
	is_int((int64_t)used, LAWS, "every line of the law was met");
}

static void
test_lists(void)
{
	int wrong = 0, all = 0;

	for (enum state s = 0; s < STATES; s++)
		for (enum role r = 0; r < ROLES; r++) {
			enum action list[ACTIONS];
			size_t n = lifecycle_actions(s, r, list), at = 0;

			all += (int)n;
			for (enum action a = 0; a < ACTIONS; a++) {
				struct act act;
				bool is_listed = at < n && list[at] == a;

				at += is_listed;
				wrong += is_listed != lifecycle_next(s, a, r, &act);
			}
			wrong += at != n;
		}
	is_int(wrong, 0, "the list of actions is what may be done, in order");
	is_int(all, 220, "things that somebody may do in some state");
}

/* The states that can be reached from `from` through acts of these roles. */
static unsigned
reach(enum state from, unsigned roles)
{
	unsigned seen = 1u << from, before;

	do {
		before = seen;
		for (enum state s = 0; s < STATES; s++)
			for (enum action a = 0; a < ACTIONS && seen >> s & 1; a++)
				for (enum role r = 0; r < ROLES; r++) {
					struct act act;

					if (roles >> r & 1 && lifecycle_next(s, a, r, &act))
						seen |= 1u << act.next;
				}
	} while (seen != before);
	return seen;
}

static void
test_paths(void)
{
	const unsigned everybody = (1u << ROLES) - 1;
	const unsigned office = everybody & ~(1u << ROLE_RESIDENT);
	unsigned ended = 0;

	for (enum state s = 0; s < STATES; s++)
		ended |= !lifecycle_is_open(s) << s;
	is_int(ended, 1u << STATE_CLOSED | 1u << STATE_DECLINED | 1u << STATE_WITHDRAWN,
	    "three states are the end");
	is_int(reach(STATE_DRAFT, everybody), (1u << STATES) - 1,
	    "every state is reached from a draft");
	for (enum state s = 0; s < STATES; s++) {
		if (!lifecycle_is_open(s)) {
			is_int(reach(s, everybody), 1u << s, "what has ended stays so");
			continue;
		}
		ok(reach(s, everybody) & ended, "%s can end", state_word(s));
		if (s != STATE_DRAFT)
			ok(reach(s, office) & ended, "%s can end without the resident",
			    state_word(s));
	}
	ok(!(reach(STATE_SUBMITTED, 1u << ROLE_OFFICER | 1u << ROLE_RESIDENT | 1u << ROLE_SYSTEM) &
	    1u << STATE_REFUSED), "nothing is refused by officers alone");
	is_int(reach(STATE_DRAFT, 1u << ROLE_RESIDENT),
	    1u << STATE_DRAFT | 1u << STATE_SUBMITTED | 1u << STATE_WITHDRAWN,
	    "a resident alone submits or withdraws");
}

/* A clock that stands goes on or ends when its state is left, and no other clock does. */
static void
test_clocks(void)
{
	const unsigned standing = 1u << STATE_CORRECTION | 1u << STATE_INTERVIEW | 1u << STATE_VISIT;
	int wrong = 0;

	for (enum state s = 0; s < STATES; s++)
		for (enum action a = 0; a < ACTIONS; a++)
			for (enum role r = 0; r < ROLES; r++) {
				struct act act;

				if (!lifecycle_next(s, a, r, &act))
					continue;
				if (act.next == s)
					wrong += act.clock != CLOCK_NONE &&
					    act.clock != CLOCK_EXTEND &&
					    act.clock != CLOCK_RECOUNT;
				else if (standing >> s & 1)
					wrong += act.clock != CLOCK_RESUME && act.clock != CLOCK_COME &&
					    act.clock != CLOCK_END;
				else
					wrong += act.clock == CLOCK_RESUME || act.clock == CLOCK_COME ||
					    (act.clock == CLOCK_STOP) != (standing >> act.next & 1);
			}
	is_int(wrong, 0, "a clock stops once, and goes on or ends");
}

static void
test_turns(void)
{
	static const char *const turns[STATES] = {
		[STATE_DRAFT] = "resident", [STATE_SUBMITTED] = "office",
		[STATE_CORRECTION] = "resident", [STATE_ACCEPTED] = "office",
		[STATE_INTERVIEW] = "resident", [STATE_VISIT] = "resident",
		[STATE_PROPOSED] = "office",
		[STATE_APPROVED] = "office", [STATE_REFUSED] = "office",
		[STATE_ISSUED] = "resident", [STATE_TRANSFERRED] = "office",
		[STATE_CLOSED] = "nobody", [STATE_DECLINED] = "nobody",
		[STATE_WITHDRAWN] = "nobody",
	};

	for (enum state s = 0; s < STATES; s++)
		ok(turns[s] && strcmp(turn_word(whose_turn(s)), turns[s]) == 0, "%s: %s's turn",
		    state_word(s), turns[s]);
	ok(whose_turn(STATES) == TURN_NOBODY && !lifecycle_is_open(STATES), "nobody's outside");
}

static void
test_words(void)
{
	static const char *const foreign[] = {"", "Draft", "draft ", "none", "drafts", "d"};
	struct act act;
	int wrong = 0, longest = 0;
	enum state s;
	enum action a;
	enum role r;

	for (unsigned i = 0; i < STATES; i++) {
		longest = strlen(state_word(i)) > 12 ? 1 : longest;
		wrong += !state_read(state_word(i), &s) || s != i;
	}
	for (unsigned i = 0; i < ACTIONS; i++) {
		longest = strlen(action_word(i)) > 16 ? 1 : longest;
		wrong += !action_read(action_word(i), &a) || a != i;
	}
	for (unsigned i = 0; i < ROLES; i++) {
		/* the others' is not in any matter's record */
		longest = strlen(role_word(i)) > (i < ROLE_AUDITOR ? 12 : 16) ? 1 : longest;
		wrong += !role_read(role_word(i), &r) || r != i;
	}
	is_int(wrong, 0, "every word is read back as what it names");
	is_int(longest, 0, "every word fits its column");
	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
		ok(!state_read(foreign[i], &s) && !action_read(foreign[i], &a) &&
		    !role_read(foreign[i], &r), "\"%s\" is no word", foreign[i]);
	ok(!state_read(NULL, &s) && !action_read(NULL, &a) && !role_read(NULL, &r),
	    "nor is nothing");
	ok(!*state_word(STATES) && !*action_word(ACTIONS) && !*role_word(ROLES), "no word outside");
	ok(!lifecycle_next(STATES, ACT_SAVE, ROLE_RESIDENT, &act) &&
	    !lifecycle_next(STATE_DRAFT, ACTIONS, ROLE_RESIDENT, &act) &&
	    !lifecycle_next(STATE_DRAFT, ACT_SAVE, ROLES, &act), "nothing may be done outside");
}

static void
test_limits(void)
{
	is_int(CHECK_DAYS, 5, "working days to check, art. 32");
	is_int(CORRECTION_DAYS, 30, "days to answer a correction");
	is_int(CORRECTION_MORE_DAYS, 30, "days more, on request");
	is_int(CORRECTIONS_MOST, 2, "notices of correction");
	is_int(EXTENSION_DAYS, 10, "working days of an extension, art. 42");
	is_int(DELIVERY_DAYS, 10, "working days to hand over, art. 44");
	is_int(CLOSE_DAYS, 15, "days until an issued one is closed");
}

int
main(void)
{
	test_matrix();
	test_lists();
	test_paths();
	test_clocks();
	test_turns();
	test_words();
	test_limits();
	return done();
}
