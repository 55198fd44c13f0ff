/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Whose a matter is, and with which department, as its acts say; of before migration 071 they say nothing.
 * Both move with the acts that move them, and the matter says what the last one made of it.
 */
#include "base/text.h"
#include "verify/deeds_part.h"

static bool
moves_unit(enum action action)
{
	return action == ACT_SUBMIT || action == ACT_REROUTE || action == ACT_HAND_BACK;
}

static bool
moves_department(enum action action)
{
	return action == ACT_TRANSFER || action == ACT_HAND_BACK;
}

static void
check_move(struct told *t, const struct act_told *was, const struct act_told *act)
{
	if (was->whose != act->whose && !moves_unit(act->action))
		deeds_tell(t, act->seq, "it is another unit's than before, and no act moved it");
	if (!text_same(was->department, act->department) && !moves_department(act->action))
		deeds_tell(t, act->seq, "it is with another department than before, and no act passed it on");
}

void
place_check(struct told *t, int64_t unit, const char *department)
{
	const struct act_told *last = NULL;

	for (size_t i = 0; i < t->count; i++) {
		const struct act_told *act = &t->at[i];

		if (last && act->whose)
			check_move(t, last, act);
		last = act->whose ? act : NULL;
	}
	if (last && last->whose != unit)
		deeds_tell(t, last->seq, "it is at another unit than its acts say");
	if (last && !text_same(last->department, department))
		deeds_tell(t, last->seq, "it is with another department than its acts say, or with none");
}
