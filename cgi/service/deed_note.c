/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is so of an application after an act, beside its state and its clock. */
#include "service/deed_note.h"

#include "service/application.h"

/* In whose hands it is. */
static void
note_hands(struct application *a, const struct deed *deed)
{
	switch (deed->action) {
	case ACT_CLAIM:
		a->officer = deed->actor;
		a->claimed = deed->at;
		break;
	case ACT_ASSIGN:
		a->officer = deed->officer;
		a->claimed = deed->at;
		break;
	case ACT_RELEASE:
	case ACT_FREE:
	case ACT_REROUTE:
		a->officer = a->claimed = 0;
		break;
	case ACT_RECUSE:
		if (a->officer == deed->actor)
			a->officer = a->claimed = 0;
		break;
	case ACT_HAND_BACK:
		if (deed->to_unit && deed->to_unit != a->unit)
			a->officer = a->claimed = 0;
		break;
	default:
		break;
	}
}

/* Which unit has it, and which department. */
static void
note_place(struct application *a, const struct deed *deed)
{
	switch (deed->action) {
	case ACT_SUBMIT:
	case ACT_REROUTE:
		a->unit = deed->to_unit;
		break;
	case ACT_TRANSFER:
		a->department = deed->department;
		break;
	case ACT_HAND_BACK:
		a->department = NULL;
		if (deed->to_unit)
			a->unit = deed->to_unit;
		break;
	default:
		break;
	}
}

/* When what was done to it, and what is awaited. */
static void
note_moments(struct application *a, const struct deed *deed)
{
	switch (deed->action) {
	case ACT_SUBMIT:
		a->submitted = deed->at;
		break;
	case ACT_ASK_CORRECTION:
		a->corrections++;
		break;
	case ACT_ACCEPT_PENDING:
	case ACT_DEEM_ACCEPTED:
		a->owed = deed->owed;
		__attribute__((fallthrough));
	case ACT_ACCEPT:
		a->accepted = deed->at;
		break;
	case ACT_BRING:
		a->owed = deed->owed;
		break;
	case ACT_APPROVE:
	case ACT_REFUSE:
		a->decided = deed->at;
		a->owed = 0;
		break;
	default:
		break;
	}
}

void
deed_note(struct application *a, const struct deed *deed)
{
	note_moments(a, deed);
	note_hands(a, deed);	/* before the unit is another */
	note_place(a, deed);
}
