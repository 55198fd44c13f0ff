/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* lifecycle.def as tables. It knows no person, no unit, no time and no database. */
#include "service/lifecycle.h"

#include "base/text.h"

#define BY(role) (1u << ROLE_##role)

enum who {
	WHO_RESIDENT = BY(RESIDENT),
	WHO_SUPERVISOR = BY(SUPERVISOR),
	WHO_APPROVER_UP = BY(APPROVER) | BY(SUPERVISOR),
	WHO_OFFICER_UP = BY(OFFICER) | WHO_APPROVER_UP,
	WHO_SECOND_PERSON = WHO_APPROVER_UP | 1u << ROLES,
	WHO_OUTSIDE = WHO_APPROVER_UP | 1u << (ROLES + 1),
	WHO_SYSTEM = BY(SYSTEM),
	WHO_DEPARTMENT = BY(CLERK),
	WHO_DESK_OR_DEPARTMENT = WHO_OFFICER_UP | WHO_DEPARTMENT,
	WHO_DESK_OR_SYSTEM = WHO_OFFICER_UP | WHO_SYSTEM,
	WHO_RESIDENT_OR_SYSTEM = WHO_RESIDENT | WHO_SYSTEM
};

/* Where `who` is 0, the table says nothing: it cannot be done. Told twice does not compile. */
static const struct row {
	enum state next;
	unsigned who;
	enum clock_effect clock;
} rows[STATES][ACTIONS] = {
#define ACT(state, action, next, who, clock) \
	[STATE_##state][ACT_##action] = {STATE_##next, WHO_##who, CLOCK_##clock},
#include "service/lifecycle.def"
};

static const enum turn turns[STATES] = {
#define STATE(name, word, turn) [STATE_##name] = TURN_##turn,
#include "service/lifecycle.def"
};

static const char *const state_words[STATES] = {
#define STATE(name, word, turn) [STATE_##name] = word,
#include "service/lifecycle.def"
};

static const char *const action_words[ACTIONS] = {
#define ACTION(name, word) [ACT_##name] = word,
#include "service/lifecycle.def"
};

static const char *const role_words[ROLES] = {
	[ROLE_RESIDENT] = "resident",
	[ROLE_OFFICER] = "officer",
	[ROLE_APPROVER] = "approver",
	[ROLE_SUPERVISOR] = "supervisor",
	[ROLE_SYSTEM] = "system",
	[ROLE_CLERK] = "clerk",
	[ROLE_AUDITOR] = "auditor",
	[ROLE_ADMINISTRATOR] = "administrator",
};

bool
lifecycle_next(enum state state, enum action action, enum role role, struct act *out)
{
	const struct row *row;

	if (state >= STATES || action >= ACTIONS || role >= ROLES)
		return false;
	row = &rows[state][action];
	if (!(row->who & 1u << role))
		return false;
	*out = (struct act){row->next, row->clock, row->who == WHO_SECOND_PERSON, row->who == WHO_OUTSIDE};
	return true;
}

size_t
lifecycle_actions(enum state state, enum role role, enum action out[ACTIONS])
{
	struct act act;
	size_t n = 0;

	for (enum action action = 0; action < ACTIONS; action++)
		if (lifecycle_next(state, action, role, &act))
			out[n++] = action;
	return n;
}

enum turn
whose_turn(enum state state)
{
	return state < STATES ? turns[state] : TURN_NOBODY;
}

bool
lifecycle_takes_on(enum state state, enum action action, enum role role)
{
	if (role != ROLE_OFFICER && role != ROLE_APPROVER && role != ROLE_SUPERVISOR)
		return false;
	switch (action) {
	case ACT_ASK_CORRECTION:
	case ACT_ACCEPT:
	case ACT_ACCEPT_PENDING:
	case ACT_DECLINE:
	case ACT_TRANSFER:
	case ACT_INTERVIEW:
	case ACT_RESUME:
	case ACT_AWAIT:
	case ACT_CAME:
	case ACT_PROPOSE_APPROVE:
	case ACT_PROPOSE_REFUSE:
	case ACT_ISSUE:
		return true;
	case ACT_APPROVE:
		return state == STATE_ACCEPTED;
	default:
		return false;
	}
}

bool
lifecycle_is_open(enum state state)
{
	return whose_turn(state) != TURN_NOBODY;
}

const char *
state_word(enum state state)
{
	return state < STATES ? state_words[state] : "";
}

const char *
action_word(enum action action)
{
	return action < ACTIONS ? action_words[action] : "";
}

const char *
role_word(enum role role)
{
	return role < ROLES ? role_words[role] : "";
}

const char *
turn_word(enum turn turn)
{
	switch (turn) {
	case TURN_RESIDENT:
		return "resident";
	case TURN_OFFICE:
		return "office";
	case TURN_NOBODY:
		break;
	}
	return "nobody";
}

/* The index of a word, or `count`. */
static unsigned
find_word(const char *word, const char *const words[], unsigned count)
{
	unsigned i = 0;

	while (i < count && !text_same(word, words[i]))
		i++;
	return i;
}

bool
state_read(const char *word, enum state *out)
{
	enum state found = (enum state)find_word(word, state_words, STATES);

	if (found == STATES)
		return false;
	*out = found;
	return true;
}

bool
action_read(const char *word, enum action *out)
{
	enum action found = (enum action)find_word(word, action_words, ACTIONS);

	if (found == ACTIONS)
		return false;
	*out = found;
	return true;
}

bool
role_read(const char *word, enum role *out)
{
	enum role found = (enum role)find_word(word, role_words, ROLES);

	if (found == ROLES)
		return false;
	*out = found;
	return true;
}
