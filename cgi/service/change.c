/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What stands against a change, and what it does; change_store.c has its rows. */
#include "service/change_part.h"

#include "base/error.h"
#include "base/memory.h"
#include "service/absence.h"
#include "service/enrolment.h"
#include "service/officer.h"
#include "service/queue.h"
#include "service/role.h"
#include "store/db.h"

STATEMENT(staff_insert, "isisss", "",
    "INSERT INTO officer (id, name, unit, role, number, full_name) VALUES (?, ?, ?, ?, ?, ?)")
STATEMENT(staff_credential_insert, "ib", "",
    "INSERT INTO officer_credential (officer, password, totp) VALUES (?, '', ?)")
STATEMENT(staff_move, "isii", "",
    "UPDATE officer SET unit = ?, role = ?, version = version + 1 WHERE id = ? AND version = ?")
STATEMENT(staff_switch, "iii", "",
    "UPDATE officer SET is_active = ?, version = version + 1 WHERE id = ? AND version = ?")
STATEMENT(staff_touch, "ii", "",
    "UPDATE officer SET version = version + 1 WHERE id = ? AND version = ?")
STATEMENT(staff_void, "bi", "",
    "UPDATE officer_credential SET password = '', totp = ?, failures = 0, locked_until = NULL "
    "WHERE officer = ?")

#define NO_SECRET BYTES("", 0)

/* This person's other accounts: each one's role must go with it. */
static const struct error *
check_person(struct db *db, const struct change *c, moment now, enum change_fault *fault)
{
	struct roster own;
	const struct error *e;

	if ((e = roster_by_number(db, c->number, now, &own)))
		return e;
	for (size_t i = 0; i < own.count; i++)
		if (own.at[i].id != c->officer && !role_together(own.at[i].role, c->role))
			*fault = FAULT_NUMBER;
	return NULL;
}

static const struct error *
check_place(struct db *db, const struct change *c, enum change_fault *fault)
{
	struct roster_units units;
	const struct error *e;

	if ((e = roster_units(db, &units)))
		return e;
	*fault = FAULT_PLACE;
	for (size_t i = 0; i < units.count; i++)
		if (units.at[i].id == c->unit && role_is_at(c->role, units.at[i].kind))
			*fault = FAULT_NONE;
	return NULL;
}

static const struct error *
check_hands(struct db *db, const struct roster_officer *o, moment now, enum change_fault *fault)
{
	const struct error *e;
	int holds;

	if ((e = queue_count(db, &(struct queue_asked){.list = QUEUE_MINE, .unit = o->unit,
	    .officer = o->id, .now = now}, &holds)))
		return e;
	*fault = holds ? FAULT_HOLDS : FAULT_NONE;
	return NULL;
}

static enum change_fault
fault_of_state(const struct change *c, const struct roster_officer *o)
{
	if (!o || o->version != c->version)
		return FAULT_STALE;
	if (c->kind == CHANGE_MOVE && o->unit == c->unit && o->role == c->role)
		return FAULT_NOTHING;
	return (o->state == ROSTER_SUSPENDED) != (c->kind == CHANGE_RETURN) ? FAULT_STATE : FAULT_NONE;
}

static bool
is_of(const struct change *c, const struct administrator *by)
{
	return c->officer == by->id || roster_is_same(c->number, by->number);
}

/* The same before it is proposed and before it is confirmed: the world may have moved in between. */
static const struct error *
check(struct db *db, const struct change *c, const struct roster_officer *o,
    const struct administrator *by, moment now, enum change_fault *fault)
{
	struct roster_officer *namesake = NULL;
	const struct error *e;

	*fault = is_of(c, by) ? FAULT_OWN : c->kind == CHANGE_ADD ? FAULT_NONE : fault_of_state(c, o);
	if (!*fault && c->kind == CHANGE_ADD) {
		if ((e = roster_by_name(db, c->name, now, &namesake)))
			return e;
		*fault = namesake ? FAULT_NAME : FAULT_NONE;
	}
	if (!*fault && c->kind != CHANGE_RESET && (e = check_place(db, c, fault)))
		return e;
	if (!*fault && c->kind != CHANGE_RESET && (e = check_person(db, c, now, fault)))
		return e;
	return !*fault && c->kind == CHANGE_MOVE ? check_hands(db, o, now, fault) : NULL;
}

const struct error *
change_propose(struct db *db, struct change *c, const struct administrator *by, moment now,
    enum change_fault *fault)
{
	struct roster_officer *o = NULL;
	const struct error *e;

	if (c->kind != CHANGE_ADD) {
		if ((e = roster_find(db, c->officer, now, &o)))
			return e;
		if (!o)
			return fail(ERROR_NOT_FOUND, "no such officer");
		c->name = o->name;
		c->number = o->number;
		c->full_name = o->full_name;
		if (c->kind != CHANGE_MOVE) {
			c->unit = o->unit;
			c->role = o->role;
		}
	}
	if ((e = check(db, c, o, by, now, fault)) || *fault ||
	    (e = change_is_waited_for(db, c->name, now, fault)) || *fault)
		return e;
	c->id = db_new_id();
	c->proposed_by = by->id;
	if ((e = change_insert(db, c, now)))
		return e;
	return change_record(db, change_proposed(c->kind), c, o, by, now);
}

static const struct error *
add(struct db *db, const struct change *c)
{
	const struct error *e;

	if ((e = db_run(db, &staff_insert, DB(db_int(c->officer), db_text(c->name), db_int(c->unit),
	    db_text(role_word(c->role)), db_text(c->number), db_text(c->full_name)), NULL)))
		return e;
	return db_run(db, &staff_credential_insert, DB(db_int(c->officer), db_bytes(NO_SECRET)), NULL);
}

static const struct error *
apply(struct db *db, const struct change *c, int64_t by, moment now)
{
	const struct error *e;

	switch (c->kind) {
	case CHANGE_ADD:
		return add(db, c);
	case CHANGE_MOVE:
		return db_run_one(db, &staff_move, DB(db_int(c->unit), db_text(role_word(c->role)),
		    db_int(c->officer), db_int(c->version)));
	case CHANGE_RETURN:
		return (e = db_run_one(db, &staff_switch, DB(db_int(1), db_int(c->officer),
		    db_int(c->version)))) ? e : absence_over(db, c->officer, by, now);
	case CHANGE_RESET:
	case CHANGE_KINDS:
		break;
	}
	if ((e = enrolment_void(db, c->officer, now)) ||
	    (e = db_run_one(db, &staff_touch, DB(db_int(c->officer), db_int(c->version)))))
		return e;
	return db_run(db, &staff_void, DB(db_bytes(NO_SECRET), db_int(c->officer)), NULL);
}

const struct error *
change_confirm(struct db *db, int64_t id, const struct administrator *by, moment now,
    enum change_fault *fault)
{
	struct roster_officer *o = NULL;
	const struct error *e;
	struct change *c;

	if ((e = change_lock(db, id, &c)))
		return e;
	*fault = !change_is_open(c, now) ? FAULT_OVER : c->proposed_by == by->id ||
	    roster_is_same(c->proposed_by_number, by->number) ? FAULT_SAME_PERSON : FAULT_NONE;
	if (*fault || (c->officer && (e = roster_find(db, c->officer, now, &o))) ||
	    (e = check(db, c, o, by, now, fault)) || *fault)
		return *fault ? NULL : e;
	if (c->kind == CHANGE_ADD)
		c->officer = db_new_id();
	/* before it is done: the store does not do what nobody has confirmed (064-two-administrators.sql) */
	if ((e = change_settle(db, c, by->id, "confirmed", now)) || (e = apply(db, c, by->id, now)) ||
	    (change_ends_sign_ins(c->kind) && (e = officer_sessions_end(db, c->officer, now))))
		return e;
	return change_record(db, change_confirmed(c->kind), c, o, by, now);
}

const struct error *
change_drop(struct db *db, int64_t id, const struct administrator *by, moment now,
    enum change_fault *fault)
{
	const struct error *e;
	struct change *c;
	bool is_own;

	if ((e = change_lock(db, id, &c)))
		return e;
	is_own = c->proposed_by == by->id;
	*fault = !change_is_open(c, now) ? FAULT_OVER : !is_own && is_of(c, by) ? FAULT_OWN : FAULT_NONE;
	if (*fault)
		return NULL;
	if ((e = change_settle(db, c, by->id, is_own ? "withdrawn" : "refused", now)))
		return e;
	return change_record(db, is_own ? AUDIT_CHANGE_WITHDRAWN : AUDIT_CHANGE_REFUSED, c, NULL, by, now);
}

/* Two must be left: who alone is left can confirm nothing, and nobody undoes it. */
static const struct error *
check_left(struct db *db, const struct roster_officer *o, enum change_fault *fault)
{
	const struct error *e;
	size_t left;

	if (o->role != ROLE_ADMINISTRATOR || o->state == ROSTER_WAITING)
		return NULL;
	if ((e = roster_administrators_but(db, o->id, &left)))
		return e;
	if (left < 2)
		*fault = FAULT_LAST;
	return NULL;
}

const struct error *
change_suspend(struct db *db, int64_t officer, int64_t version, const char *reason,
    const struct administrator *by, moment now, enum change_fault *fault)
{
	struct change c = {.officer = officer, .version = version, .reason = reason};
	struct roster_officer *o;
	const struct error *e;

	if ((e = roster_find(db, officer, now, &o)))
		return e;
	if (!o)
		return fail(ERROR_NOT_FOUND, "no such officer");
	c.name = o->name;
	c.number = o->number;
	*fault = is_of(&c, by) ? FAULT_OWN : fault_of_state(&c, o);
	if (*fault || (e = check_left(db, o, fault)) || *fault)
		return *fault ? NULL : e;
	if ((e = db_run_one(db, &staff_switch, DB(db_int(0), db_int(officer), db_int(version)))) ||
	    (e = officer_sessions_end(db, officer, now)) || (e = enrolment_void(db, officer, now)) ||
	    ((role_opens(o->role) & OPEN_MATTERS) &&
	    (e = absence_suspended(db, officer, by->id, now))))
		return e;
	return change_record(db, AUDIT_SUSPEND, &c, NULL, by, now);
}

const struct error *
change_end_sign_ins(struct db *db, int64_t officer, const struct administrator *by, moment now)
{
	struct roster_officer *o;
	const struct error *e;

	if ((e = roster_find(db, officer, now, &o)))
		return e;
	if (!o)
		return fail(ERROR_NOT_FOUND, "no such officer");
	if ((e = officer_sessions_end(db, officer, now)))
		return e;
	return change_record(db, AUDIT_END_SIGN_INS, &(struct change){.officer = officer,
	    .name = o->name}, NULL, by, now);
}
