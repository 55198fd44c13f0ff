/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* application_act(): what lifecycle.def says, done to state, clock, history and notices. */
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/deadline.h"
#include "service/decision.h"
#include "service/department.h"
#include "service/formality.h"
#include "service/history.h"
#include "service/notice.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(application_move, "srrttttttttiisssii", "",
    "UPDATE application SET state = ?, unit = ?, officer = ?, claimed = ?, submitted = ?, "
    "accepted = ?, decided = ?, ended = ?, due = ?, law_due = ?, stopped = ?, "
    "is_extended = ?, corrections = ?, department = ?, retain_until = ?, lang = ?, "
    "version = version + 1 WHERE id = ? AND version = ?")
STATEMENT(clock_stop_insert, "iist", "",
    "INSERT INTO clock_stop (id, application, cause, began) VALUES (?, ?, ?, ?)")
STATEMENT(clock_stop_end, "ti", "",
    "UPDATE clock_stop SET ended = ? WHERE application = ? AND ended IS NULL")

/* The limits begin on the day of `from`: by law in its own days, by promise in working days. */
static void
start_decision(struct application *a, const struct formality *f, moment from)
{
	moment law = f->law_is_calendar ? deadline_calendar(from, f->law_days) :
	    deadline_working(from, f->law_days);
	moment promise = deadline_working(from, f->promise_days);

	a->law_due = law;
	a->due = promise < law ? promise : law;
}

static const struct error *
stop_clock(struct db *db, struct application *a, const struct deed *deed)
{
	a->stopped = deed->at;
	return db_run(db, &clock_stop_insert, DB(db_int(db_new_id()), db_int(a->id),
	    db_text(action_word(deed->action)), db_moment(deed->at)), NULL);
}

static const struct error *
resume_clock(struct db *db, struct application *a, const struct deed *deed)
{
	if (a->stopped) {
		a->due = a->due ? deadline_resume(a->due, a->stopped, deed->at) : 0;
		a->law_due = a->law_due ? deadline_resume(a->law_due, a->stopped, deed->at) : 0;
	}
	a->stopped = 0;
	return db_run(db, &clock_stop_end, DB(db_moment(deed->at), db_int(a->id)), NULL);
}

static const struct error *
move_clock(struct db *db, struct application *a, enum clock_effect clock, const struct deed *deed)
{
	switch (clock) {
	case CLOCK_NONE:
		return NULL;
	case CLOCK_START_CHECK:
		a->due = a->law_due = deadline_working(deed->at, CHECK_DAYS);
		return NULL;
	case CLOCK_STOP:
		return stop_clock(db, a, deed);
	case CLOCK_RESUME:
		return resume_clock(db, a, deed);
	case CLOCK_START_DECISION:
		start_decision(a, deed->formality, deed->at);
		return NULL;
	case CLOCK_START_FROM_RECEIPT:
		start_decision(a, deed->formality, a->submitted);
		return NULL;
	case CLOCK_EXTEND:
		a->is_extended = true;
		a->due = deadline_working(a->due, EXTENSION_DAYS);
		a->law_due = deadline_working(a->law_due, EXTENSION_DAYS);
		return NULL;
	case CLOCK_START_DELIVERY:
		a->due = a->law_due = deadline_working(deed->at, DELIVERY_DAYS);
		return NULL;
	case CLOCK_END:
		a->due = a->law_due = 0;
		return a->stopped ? resume_clock(db, a, deed) : NULL;
	}
	return NULL;
}

/* What a table of states cannot say (lifecycle.h lists it). */
static const struct error *
check_deed(struct db *db, const struct application *a, const struct act *act, const struct deed *deed)
{
	struct decision *d = NULL;
	const struct error *e;

	if (deed->action == ACT_ASK_CORRECTION && a->corrections >= CORRECTIONS_MOST)
		return fail(ERROR_CONFLICT, "a third correction");
	if (deed->action == ACT_TRANSFER && !department_find(deed->department))
		return fail(ERROR_INVALID, "no such department");
	if (deed->action == ACT_REROUTE && (!deed->to_unit || deed->to_unit == a->unit))
		return fail(ERROR_INVALID, "moved to nowhere else");
	if (deed->action == ACT_EXTEND && a->is_extended)
		return fail(ERROR_CONFLICT, "a second extension");
	if ((act->clock == CLOCK_START_DECISION || act->clock == CLOCK_START_FROM_RECEIPT) &&
	    !deed->formality)
		return fail(ERROR_INTERNAL, "no formality for the clock");
	if (deed->role == ROLE_SYSTEM && (deed->action == ACT_DEEM_ACCEPTED) && deed->at <= a->due)
		return fail(ERROR_CONFLICT, "not due yet");
	if (!act->is_second)
		return NULL;
	if ((e = decision_load(db, a->id, &d)))
		return e;
	if (!d)
		return fail(ERROR_CONFLICT, "nothing was proposed");
	if (d->proposed_by == deed->actor)
		return fail(ERROR_ROLE, "who proposes does not decide");
	if (deed->action != ACT_RETURN && d->is_approval != (deed->action == ACT_APPROVE))
		return fail(ERROR_CONFLICT, "another outcome was proposed");
	return NULL;
}

static void
note_moments(struct application *a, const struct deed *deed)
{
	switch (deed->action) {
	case ACT_SUBMIT:
		a->submitted = deed->at;
		a->unit = deed->to_unit;
		break;
	case ACT_ASK_CORRECTION:
		a->corrections++;
		break;
	case ACT_CLAIM:
		a->officer = deed->actor;
		a->claimed = deed->at;
		break;
	case ACT_RELEASE:
		a->officer = 0;
		a->claimed = 0;
		break;
	case ACT_ASSIGN:
		a->officer = deed->officer;
		a->claimed = deed->at;
		break;
	case ACT_REROUTE:
		a->unit = deed->to_unit;
		a->officer = 0;
		a->claimed = 0;
		break;
	case ACT_ACCEPT:
	case ACT_DEEM_ACCEPTED:
		a->accepted = deed->at;
		break;
	case ACT_APPROVE:
	case ACT_REFUSE:
		a->decided = deed->at;
		break;
	case ACT_TRANSFER:
		a->department = deed->department;
		break;
	case ACT_HAND_BACK:
		a->department = NULL;
		break;
	default:
		break;
	}
}

/* Kept for the formality's years, counted from its end. */
static const char *
retention(struct pool *pool, const struct application *a, const struct deed *deed)
{
	int years = deed->formality ? deed->formality->retention_years : 10, y, m, d;

	if (lifecycle_is_open(a->state))
		return NULL;
	day_split(clock_wenzhou_day(deed->at), &y, &m, &d);
	if (!day_is_real(y + years, m, d))
		d = 28;
	return pool_format(pool, "%04d-%02d-%02d", y + years, m, d);
}

/* Claims, saves and which of our units has it are no news worth a message. */
static bool
is_told(enum action action)
{
	switch (action) {
	case ACT_SAVE:
	case ACT_CLAIM:
	case ACT_RELEASE:
	case ACT_ASSIGN:
	case ACT_REROUTE:
	case ACT_PROPOSE_APPROVE:
	case ACT_PROPOSE_REFUSE:
	case ACT_RETURN:
	case ACT_CLOSE:
		return false;
	default:
		return true;
	}
}

static const struct error *
tell(struct db *db, const struct application *a, const struct deed *deed)
{
	struct pairs params = {.pool = db_pool(db)};

	if (!is_told(deed->action))
		return NULL;
	if (deed->detail && *deed->detail)
		pairs_set(&params, "detail", deed->detail);
	if (a->due)
		pairs_set(&params, "due", pool_format(db_pool(db), "%lld", (long long)a->due));
	return notice_queue(db, a, action_word(deed->action), &params, deed->at);
}

const struct error *
application_act(struct db *db, struct application *a, const struct deed *deed)
{
	const struct error *e;
	struct act act;

	if (!lifecycle_next(a->state, deed->action, deed->role, &act))
		return fail(ERROR_CONFLICT, "%s by %s in %s", action_word(deed->action),
		    role_word(deed->role), state_word(a->state));
	if ((e = check_deed(db, a, &act, deed)) || (e = move_clock(db, a, act.clock, deed)))
		return e;
	note_moments(a, deed);
	a->state = act.next;
	if (!lifecycle_is_open(a->state) && !a->ended)
		a->ended = deed->at;
	if ((e = db_run_one(db, &application_move, DB(db_text(state_word(a->state)), db_ref(a->unit),
	    db_ref(a->officer), db_moment(a->claimed), db_moment(a->submitted),
	    db_moment(a->accepted), db_moment(a->decided), db_moment(a->ended), db_moment(a->due),
	    db_moment(a->law_due), db_moment(a->stopped), db_int(a->is_extended), db_int(a->corrections),
	    db_text(a->department), db_text(retention(db_pool(db), a, deed)),
	    db_text(lang_code(a->lang)), db_int(a->id), db_int(a->version)))))
		return e;
	a->version++;
	if ((e = history_add(db, a, deed)))
		return e;
	return tell(db, a, deed);
}
