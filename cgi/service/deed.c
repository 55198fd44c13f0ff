/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* application_act(): what lifecycle.def says, done to state, clock, history and notices. */
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/absence.h"
#include "service/application.h"
#include "service/bar.h"
#include "service/calendar.h"
#include "service/decision.h"
#include "service/deed_note.h"
#include "service/department.h"
#include "service/formality.h"
#include "service/history.h"
#include "service/notice.h"
#include "service/rating.h"
#include "service/timing.h"
#include "service/writ.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(application_move, "srrttttttttiissstii", "",
    "UPDATE application SET state = ?, unit = ?, officer = ?, claimed = ?, submitted = ?, "
    "accepted = ?, decided = ?, ended = ?, due = ?, law_due = ?, stopped = ?, "
    "is_extended = ?, corrections = ?, department = ?, "
    "retain_until = COALESCE(?, retain_until), lang = ?, owed = ?, "
    "version = version + 1 WHERE id = ? AND version = ?")
/* whoever acts at the same time waits here, and is told that somebody was first */
STATEMENT(application_hold, "ii", "i", "SELECT id FROM application WHERE id = ? AND version = ? FOR UPDATE")
STATEMENT(clock_stop_insert, "iist", "",
    "INSERT INTO clock_stop (id, application, cause, began) VALUES (?, ?, ?, ?)")
STATEMENT(clock_stop_end, "ti", "",
    "UPDATE clock_stop SET ended = ? WHERE application = ? AND ended IS NULL")
/* what the history says of departments: their own hand-backs, and whether it went to one at all */
STATEMENT(deed_passed, "i", "ii",
    "SELECT CAST(COALESCE(SUM(action = 'hand_back' AND role = 'clerk'), 0) AS SIGNED), COUNT(*) FROM history "
    "WHERE application = ? AND action IN ('transfer', 'hand_back')")
STATEMENT(deed_transfer_ends, "tsi", "",
    "UPDATE transfer SET ended = ?, outcome = ? WHERE application = ? AND ended IS NULL")
STATEMENT(deed_receiver, "i", "sss",
    "SELECT o.number, u.name_zh, u.name_en FROM officer o JOIN unit u ON u.id = o.unit WHERE o.id = ?")
STATEMENT(clock_stop_last, "i", "t",
    "SELECT ended FROM clock_stop WHERE application = ? AND ended IS NOT NULL "
    "ORDER BY ended DESC LIMIT 1")

static const struct error *
note_stop(struct db *db, const struct application *a, const struct deed *deed)
{
	return db_run(db, &clock_stop_insert, DB(db_int(db_new_id()), db_int(a->id),
	    db_text(action_word(deed->action)), db_moment(deed->at)), NULL);
}

static const struct error *
note_resume(struct db *db, const struct application *a, const struct deed *deed)
{
	return db_run(db, &clock_stop_end, DB(db_moment(deed->at), db_int(a->id)), NULL);
}

const struct error *
application_received(struct db *db, const struct application *a, moment *out)
{
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &clock_stop_last, DB(db_int(a->id)), &row)))
		return e;
	*out = row && row_moment(row, 0) > a->submitted ? row_moment(row, 0) : a->submitted;
	return NULL;
}

bool
application_is_silent(const struct application *a, const struct formality *f, moment now)
{
	return a->state == STATE_SUBMITTED && a->due && now > a->due && f && formality_is_ours_to_accept(f);
}

bool
application_is_too_late(const struct application *a, const struct formality *f, enum action action,
    moment now)
{
	return (action == ACT_ASK_CORRECTION || action == ACT_DECLINE || action == ACT_TRANSFER ||
	    action == ACT_ASK_FORWARD || action == ACT_ACCEPT_PENDING) && application_is_silent(a, f, now);
}

static const struct error *
find_passed(struct db *db, const struct application *a, bool *out)
{
	const struct error *e;
	struct row *row;

	if (!(e = db_row(db, &deed_passed, DB(db_int(a->id)), &row)))
		*out = row_int(row, 1) > 0;
	return e;
}

/* After HAND_BACKS_MOST hand-backs the centre has the word. */
static const struct error *
check_hand_backs(struct db *db, const struct application *a, const struct deed *deed)
{
	const struct error *e;
	struct row *row;

	if (deed->action != ACT_TRANSFER && (deed->action != ACT_HAND_BACK || deed->role != ROLE_CLERK))
		return NULL;
	if ((e = db_row(db, &deed_passed, DB(db_int(a->id)), &row)) ||
	    row_int(row, 0) < HAND_BACKS_MOST)
		return e;
	if (deed->action == ACT_HAND_BACK)
		return fail(ERROR_CONFLICT, "handed back once more than may be");
	return text_same(a->unit_kind, "center") ? NULL :
	    fail(ERROR_CONFLICT, "it is the centre's to decide now");
}

static const struct error *
move_clock(struct db *db, struct application *a, enum clock_effect clock, const struct deed *deed)
{
	struct timing t = {.due = a->due, .law_due = a->law_due, .stopped = a->stopped,
	    .is_accepted = a->accepted != 0, .is_extended = a->is_extended};
	bool was_stopped = a->stopped != 0, is_from_receipt;
	const struct error *e;

	/* an officer's yes that comes after the law's costs its resident no day */
	if (clock == CLOCK_START_DECISION && application_is_silent(a, deed->formality, deed->at))
		clock = CLOCK_START_FROM_RECEIPT;
	if (clock == CLOCK_NONE)
		return NULL;
	is_from_receipt = clock == CLOCK_START_FROM_RECEIPT ||
	    (clock == CLOCK_START_DECISION && deed->formality->is_channel);
	if ((e = calendar_refresh(db)) ||
	    (is_from_receipt && (e = application_received(db, a, &t.received))) ||
	    (clock == CLOCK_START_TARGET && (e = find_passed(db, a, &t.is_passed))))
		return e;
	timing_move(&t, clock, deed->at, deed->formality);
	if (clock == CLOCK_RECOUNT) {
		t.due = deed->due;
		t.law_due = deed->law_due;
	}
	a->due = t.due;
	a->law_due = t.law_due;
	a->stopped = t.stopped;
	a->is_extended = t.is_extended;
	if (clock == CLOCK_STOP)
		return note_stop(db, a, deed);
	return was_stopped && !a->stopped ? note_resume(db, a, deed) : NULL;
}

/* By a supervisor, or by whoever holds it; to nobody who is away. */
static const struct error *
check_assigned(struct db *db, const struct application *a, const struct deed *deed)
{
	const struct error *e;
	bool is_away;

	if (deed->role != ROLE_SUPERVISOR && a->officer != deed->actor)
		return fail(ERROR_ROLE, "a colleague's matter is not theirs to hand on");
	if ((e = absence_is(db, deed->officer, deed->at, &is_away)))
		return e;
	return is_away ? fail(ERROR_CONFLICT, "the officer is away") : NULL;
}

/* What a table of states cannot say (lifecycle.h lists it). */
static const struct error *
check_deed(struct db *db, const struct application *a, const struct act *act, const struct deed *deed)
{
	const struct error *e;

	if (act->is_outside && deed->unit == a->unit)
		return fail(ERROR_ROLE, "who was rated does not follow it up");
	if (deed->action == ACT_ASK_CORRECTION && a->corrections >= CORRECTIONS_MOST)
		return fail(ERROR_CONFLICT, "a third correction");
	if (application_is_too_late(a, deed->formality, deed->action, deed->at))
		return fail(ERROR_CONFLICT, "it counts as accepted by now");
	if (deed->action == ACT_TRANSFER && !department_find(deed->department))
		return fail(ERROR_INVALID, "no such department");
	/* what we have accepted is ours, unless it came to be passed on */
	if ((deed->action == ACT_TRANSFER || deed->action == ACT_ASK_FORWARD) && a->state == STATE_ACCEPTED &&
	    (!deed->formality || deed->formality->mode != MODE_TRANSFER))
		return fail(ERROR_CONFLICT, "passed on after we accepted it");
	if (deed->action == ACT_REROUTE && (!deed->to_unit || deed->to_unit == a->unit))
		return fail(ERROR_INVALID, "moved to nowhere else");
	if (deed->action == ACT_ASSIGN && (e = check_assigned(db, a, deed)))
		return e;
	if (deed->action == ACT_EXTEND && (a->is_extended || deed->at > a->law_due))
		return fail(ERROR_CONFLICT, "a second extension, or one that comes too late");
	if (((act->clock == CLOCK_RESUME && a->accepted) || act->clock == CLOCK_START_DECISION ||
	    act->clock == CLOCK_START_FROM_RECEIPT || act->clock == CLOCK_COME ||
	    act->clock == CLOCK_START_TARGET) && !deed->formality)
		return fail(ERROR_INTERNAL, "no formality for the clock");
	if (deed->role == ROLE_SYSTEM && (deed->action == ACT_DEEM_ACCEPTED) && deed->at <= a->due)
		return fail(ERROR_CONFLICT, "not due yet");
	/* art. 32 is about what we decide ourselves */
	if (deed->action == ACT_DEEM_ACCEPTED && !formality_is_ours_to_accept(deed->formality))
		return fail(ERROR_CONFLICT, "what is passed on or answered is not accepted by silence");
	if ((e = check_hand_backs(db, a, deed)))
		return e;
	return decision_check(db, a, act->is_second, deed);
}

/* Kept for the formality's years, counted from its end, which this act is; NULL: as was said already. */
static const char *
retention(struct pool *pool, const struct application *a, const struct deed *deed)
{
	int years, y, m, d;

	if (a->ended != deed->at || lifecycle_is_open(a->state) || !deed->formality)
		return NULL;
	years = deed->formality->retention_years;
	day_split(clock_wenzhou_day(a->ended), &y, &m, &d);
	if (!day_is_real(y + years, m, d))
		d = 28;
	return pool_format(pool, "%04d-%02d-%02d", y + years, m, d);
}

/* What is done on the spot is done when somebody comes: until then the clock stands still. */
static bool
awaits_visit(const struct application *a, const struct deed *deed)
{
	return a->state == STATE_ACCEPTED && formality_is_on_the_spot(deed->formality) &&
	    (deed->action == ACT_ACCEPT || deed->action == ACT_ACCEPT_PENDING ||
	    deed->action == ACT_DEEM_ACCEPTED);
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
	case ACT_RECUSE:
	case ACT_FREE:
	case ACT_REROUTE:
	case ACT_PROPOSE_APPROVE:
	case ACT_PROPOSE_REFUSE:
	case ACT_RETURN:
	case ACT_CLOSE:
	case ACT_BRING:
	case ACT_AGREE:
	case ACT_DISAGREE:
	case ACT_TAKE:
	case ACT_TRANSFER_ANSWER:
	case ACT_ASK_AGAIN:
	case ACT_REVIEW:
	case ACT_HOLD:
	case ACT_HOLD_END:
		return false;
	default:
		return !rating_is_private(action_word(action));
	}
}

static const struct error *
tell(struct db *db, const struct application *a, const struct deed *deed)
{
	struct pairs params = {.pool = db_pool(db)};
	moment until = deed->until ? deed->until : a->due;

	if (!is_told(deed->action))
		return NULL;
	if (deed->detail && *deed->detail)
		pairs_set(&params, "detail", deed->detail);
	if (until)
		pairs_set(&params, "due", pool_format(db_pool(db), "%lld", (long long)until));
	if (a->department)
		pairs_set(&params, "department", a->department);
	if (a->law_due)
		pairs_set(&params, "law", pool_format(db_pool(db), "%lld", (long long)a->law_due));
	if (deed->owed)
		pairs_set(&params, "by", pool_format(db_pool(db), "%lld", (long long)a->owed));
	if (deed->is_deemed)
		pairs_set(&params, "deemed", "1");
	/* at midnight in Wenzhou, and by nobody who is awake: not told at night */
	if (deed->role == ROLE_SYSTEM && (deed->action != ACT_AWAIT || deed->is_deemed))
		return notice_queue_by_day(db, a, action_word(deed->action), &params, deed->at);
	return notice_queue(db, a, deed->action == ACT_HAND_BACK && deed->role != ROLE_CLERK ? "take_back" :
	    action_word(deed->action), &params, deed->at);
}

/* By itself; the resident reads of both in one message. */
static const struct error *
await(struct db *db, struct application *a, const struct deed *accepted)
{
	return application_act(db, a, &(struct deed){.action = ACT_AWAIT, .role = ROLE_SYSTEM,
	    .at = accepted->at, .formality = accepted->formality,
	    .is_deemed = accepted->action == ACT_DEEM_ACCEPTED});
}

/* To whom it was given stands in the act itself, whoever's page that was. */
static const struct error *
note_act(struct db *db, const struct application *a, const struct deed *deed)
{
	struct deed told = *deed;
	const struct error *e;
	struct row *row;

	if (deed->action != ACT_ASSIGN)
		return history_add(db, a, deed);
	if ((e = db_row(db, &deed_receiver, DB(db_int(deed->officer)), &row)))
		return e;
	if (!row)
		return fail(ERROR_INVALID, "given to nobody");
	told.detail = history_given_to(db_pool(db), row_text(row, 0), row_text(row, 1), row_text(row, 2));
	return history_add(db, a, &told);
}

static const struct error *
hold_still(struct db *db, const struct application *a)
{
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &application_hold, DB(db_int(a->id), db_int(a->version)), &row)))
		return e;
	return row ? NULL : fail(ERROR_CONFLICT, "not at version %d any more", a->version);
}

const struct error *
application_act(struct db *db, struct application *a, const struct deed *deed)
{
	const struct error *e;
	bool was_there = a->state == STATE_TRANSFERRED;
	struct act act;

	if (!lifecycle_next(a->state, deed->action, deed->role, &act))
		return fail(ERROR_CONFLICT, "%s by %s in %s", action_word(deed->action),
		    role_word(deed->role), state_word(a->state));
	if ((e = bar_check(db, a, deed)) || (e = check_deed(db, a, &act, deed)) ||
	    (e = move_clock(db, a, act.clock, deed)))
		return e;
	deed_note(a, deed);
	if (!a->officer && lifecycle_takes_on(a->state, deed->action, deed->role)) {
		a->officer = deed->actor;
		a->claimed = deed->at;
	}
	a->state = act.next;
	if (!lifecycle_is_open(a->state) && !a->ended) {
		if (!deed->formality)
			return fail(ERROR_INTERNAL, "no formality for how long it is kept");
		a->ended = deed->at;
	}
	/* the store lets the matter go where its last act says (schema/071-places.sql) */
	if ((e = hold_still(db, a)) || (e = note_act(db, a, deed)))
		return e;
	if ((e = db_run_one(db, &application_move, DB(db_text(state_word(a->state)), db_ref(a->unit),
	    db_ref(a->officer), db_moment(a->claimed), db_moment(a->submitted),
	    db_moment(a->accepted), db_moment(a->decided), db_moment(a->ended), db_moment(a->due),
	    db_moment(a->law_due), db_moment(a->stopped), db_int(a->is_extended), db_int(a->corrections),
	    db_text(a->department), db_text(retention(db_pool(db), a, deed)),
	    db_text(lang_code(a->lang)), db_moment(a->owed), db_int(a->id), db_int(a->version)))))
		return e;
	a->version++;
	if ((e = writ_owe(db, a, deed)) || (e = bar_note(db, a, deed)))
		return e;
	/* the department sees it no longer */
	if (was_there && a->state != STATE_TRANSFERRED && (e = db_run(db, &deed_transfer_ends,
	    DB(db_moment(deed->at), db_text(action_word(deed->action)), db_int(a->id)), NULL)))
		return e;
	if (awaits_visit(a, deed))
		return await(db, a, deed);
	return tell(db, a, deed);
}
