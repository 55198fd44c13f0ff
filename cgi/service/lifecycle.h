/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The life of an application, as lifecycle.def declares it.
 *
 *	struct act act;
 *	if (!lifecycle_next(a->state, ACT_ACCEPT, ROLE_OFFICER, &act))
 *		return fail(ERROR_CONFLICT, "accept in %s", state_word(a->state));
 *	a->state = act.next;
 *	switch (act.clock) { … }
 *
 * What a table of states cannot say, the caller holds: that the officer is of the
 * application's unit; for a SECOND_PERSON that it is not the proposer
 * (act.is_second); that only a supervisor assigns what somebody else holds, and nobody to a colleague
 * who is away; that approve answers propose_approve and refuse answers
 * propose_refuse, and whoever disagrees returns it; that there are at most CORRECTIONS_MOST
 * notices; that a limit is extended once, and before it is over; that the system acts after the
 * deadline; that silence accepts nothing which is only passed on; that what is done on the spot
 * waits for the visit once it is accepted; that after HAND_BACKS_MOST the centre alone passes it on,
 * and no clerk hands it back; that what is approved without a proposal is of a formality that needs no
 * second person, and in hand of whoever approves it; that what is for somebody OUTSIDE is not for the
 * unit that has it (act.is_outside), nor for whoever had it in hand; that a clerk who has taken it hands
 * it back within TAKE_DAYS or not at all; that nothing is approved while a paper is owed, unless whoever
 * approves says why it need not come (owed.h).
 */
#ifndef QIAO_SERVICE_LIFECYCLE_H
#define QIAO_SERVICE_LIFECYCLE_H

#include <stdbool.h>
#include <stddef.h>

enum state {
#define STATE(name, word, turn) STATE_##name,
#include "service/lifecycle.def"
	STATES
};

enum action {
#define ACTION(name, word) ACT_##name,
#include "service/lifecycle.def"
	ACTIONS
};

enum lifecycle_limit {
#define LIMIT(name, number) name = number,
#include "service/lifecycle.def"
};

enum role {
	ROLE_RESIDENT, ROLE_OFFICER, ROLE_APPROVER, ROLE_SUPERVISOR, ROLE_SYSTEM,
	ROLE_CLERK,		/* of another department */
	ROLE_AUDITOR, ROLE_ADMINISTRATOR,	/* neither has a part in any matter: role.def */
	ROLES
};

enum turn { TURN_NOBODY, TURN_RESIDENT, TURN_OFFICE };

/* What an act does to the clock; lifecycle.def says what each means. */
enum clock_effect {
	CLOCK_NONE,
	CLOCK_START_CHECK,
	CLOCK_STOP,
	CLOCK_RESUME,
	CLOCK_COME,
	CLOCK_START_TARGET,
	CLOCK_START_DECISION,
	CLOCK_START_FROM_RECEIPT,
	CLOCK_EXTEND,
	CLOCK_START_DELIVERY,
	CLOCK_RECOUNT,
	CLOCK_END
};

struct act {
	enum state next;
	enum clock_effect clock;
	bool is_second;		/* not by the one who proposed */
	bool is_outside;	/* not by the unit that has it */
};

/* Whether this role may do this in this state; `out` says what follows. */
bool lifecycle_next(enum state state, enum action action, enum role role, struct act *out);

/* What this role may do in this state, in the order of lifecycle.def; how many. */
size_t lifecycle_actions(enum state state, enum role role, enum action out[ACTIONS]);

/*
 * What nobody has taken on is then with whoever does the next act of the work on it; what only
 * moves it about, or is a second person's or a department's, takes nothing on.
 */
bool lifecycle_takes_on(enum state state, enum action action, enum role role);

bool lifecycle_is_open(enum state state);	/* not ended */
enum turn whose_turn(enum state state);

/* The words that are stored, and name the strings in templates/lang/lifecycle.*.hdf. */
const char *state_word(enum state state) __attribute__((returns_nonnull));
const char *action_word(enum action action) __attribute__((returns_nonnull));
const char *role_word(enum role role) __attribute__((returns_nonnull));
const char *turn_word(enum turn turn) __attribute__((returns_nonnull));	/* resident office nobody */
/* False if it is no such word; NULL is none. */
bool state_read(const char *word, enum state *out);
bool action_read(const char *word, enum action *out);
bool role_read(const char *word, enum role *out);

#endif
