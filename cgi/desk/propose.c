/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What one administrator proposes for an account, and another one confirms or refuses. */
#include "base/error.h"
#include "desk/forms.h"
#include "desk/staff.h"
#include "service/enrolment.h"

#define OFFICER_ADD_FORM(FIELD) \
	FIELD(name,      LINE, 3, 40,                 REQUIRED) \
	FIELD(number,    LINE, 1, 40,                 REQUIRED) \
	FIELD(full_name, LINE, 1, 80,                 REQUIRED) \
	FIELD(unit,      WORD, 1, 40,                 REQUIRED) \
	FIELD(role,      WORD, 1, 16,                 REQUIRED) \
	FIELD(reason,    TEXT, 1, CHANGE_REASON_MOST, REQUIRED)
FORM(officer_add, OFFICER_ADD_FORM)

#define OFFICER_MOVE_FORM(FIELD) \
	STAFF_ACT_FORM(FIELD) \
	FIELD(unit, WORD, 1, 40, REQUIRED) \
	FIELD(role, WORD, 1, 16, REQUIRED)
FORM(officer_move, OFFICER_MOVE_FORM)

#define SETTLE_FORM(FIELD) \
	FIELD(proposal, NUMBER, 1, INT64_MAX, REQUIRED) \
	FIELD(act,      WORD,   1, 8,         REQUIRED)
FORM(settle, SETTLE_FORM)

static const struct error *
read_place(struct request *q, const char *unit, const char *role, struct change *c)
{
	struct roster_units units;
	const struct error *e;

	if ((e = roster_units(q->db, &units)))
		return e;
	for (size_t i = 0; i < units.count; i++)
		if (text_same(units.at[i].code, unit)) {
			c->unit = units.at[i].id;
			c->unit_code = units.at[i].code;
		}
	if (!c->unit)
		invalid(q, "unit", "form.not_a_choice");
	if (!role_read(role, &c->role))
		invalid(q, "role", "form.not_a_choice");
	return NULL;
}

static const struct error *
propose(struct request *q, struct change *c)
{
	const struct administrator by = administrator_of(q);
	enum change_fault fault;
	const struct error *e;

	if (has_problems(q))
		return form_again(q);
	if ((e = change_propose(q->db, c, &by, q->now, &fault)))
		return e;
	if (fault)
		return staff_refused(q, fault);
	return reply_see_other(q, url(q, "/proposals/%lld", (long long)c->id));
}

/* GET /officers/add: 200. */
HANDLER(officer_add, none)
{
	const struct error *e;

	(void)form;
	if ((e = show_unit_choices(q, NULL)))
		return e;
	show_role_choices(q, NULL);
	tree_set(q->page, "BackHref", url(q, "/officers"));
	tree_set(q->page, "Page.Title", say(q, "desk.staff.add"));
	return reply_page(q, "officer_add");
}

/* POST /officers/add: a proposal; 303 to it. */
HANDLER(officer_add_do, officer_add)
{
	struct change c = {.kind = CHANGE_ADD, .name = form->name, .number = form->number,
	    .full_name = form->full_name, .reason = form->reason};
	const struct error *e;

	if ((e = read_place(q, form->unit, form->role, &c)))
		return e;
	if (!roster_is_name(form->name))
		invalid(q, "name", "desk.staff.not_a_name");
	if (!roster_is_number(form->number))
		invalid(q, "number", "desk.staff.not_a_number");
	return propose(q, &c);
}

/* GET /officers/:officer/move: 200. */
HANDLER(officer_move, by_officer)
{
	struct roster_officer *o;
	const struct error *e;

	if ((e = staff_find(q, form->officer, &o)) || (e = show_unit_choices(q, o->unit_code)))
		return e;
	show_role_choices(q, role_word(o->role));
	show_account_head(q, o, "desk.staff.move");
	return reply_page(q, "officer_move");
}

/* POST /officers/:officer/move: a proposal; 303 to it. */
HANDLER(officer_move_do, officer_move)
{
	struct change c = {.kind = CHANGE_MOVE, .officer = form->officer, .version = form->version,
	    .reason = form->reason};
	const struct error *e;

	if ((e = read_place(q, form->unit, form->role, &c)))
		return e;
	return propose(q, &c);
}

static const struct error *
ask(struct request *q, int64_t officer, const char *title, const char *text)
{
	struct roster_officer *o;
	const struct error *e;

	if ((e = staff_find(q, officer, &o)))
		return e;
	show_account_head(q, o, title);
	tree_set(q->page, "Text", say(q, text));
	return reply_page(q, "officer_act");
}

/* GET /officers/:officer/reset: asks why. 200. */
HANDLER(officer_reset, by_officer)
{
	return ask(q, form->officer, "desk.staff.reset", "desk.staff.reset_text");
}

/* POST /officers/:officer/reset: a proposal; 303 to it. */
HANDLER(officer_reset_do, staff_act)
{
	return propose(q, &(struct change){.kind = CHANGE_RESET, .officer = form->officer,
	    .version = form->version, .reason = form->reason});
}

/* GET /officers/:officer/return: asks why. 200. */
HANDLER(officer_return, by_officer)
{
	return ask(q, form->officer, "desk.staff.return", "desk.staff.return_text");
}

/* POST /officers/:officer/return: a proposal; 303 to it. */
HANDLER(officer_return_do, staff_act)
{
	return propose(q, &(struct change){.kind = CHANGE_RETURN, .officer = form->officer,
	    .version = form->version, .reason = form->reason});
}

/* GET /proposals: those that wait, the oldest first. 200. */
HANDLER(proposals, none)
{
	struct changes changes;
	const struct error *e;

	(void)form;
	if ((e = change_open(q->db, q->now, &changes)))
		return e;
	for (size_t i = 0; i < changes.count; i++)
		show_change(q, tree_append(q->page, "Changes"), &changes.at[i]);
	tree_set(q->page, "Page.Title", say(q, "desk.change.title"));
	return reply_page(q, "proposals");
}

/* What this administrator may do with it: the proposer withdraws, another one confirms or refuses. */
static const struct error *
show_choices(struct request *q, const struct change *c)
{
	bool is_proposer = c->proposed_by == q->actor.id, may_make;
	bool is_own = c->officer == q->actor.id || roster_is_same(c->number, q->actor.name);
	const struct error *e;

	if (!change_is_open(c, q->now)) {
		if ((e = enrolment_may(q->db, c->id, q->actor.id, &may_make)))
			return e;
		if (may_make)
			tree_set(q->page, "CodeHref", url(q, "/proposals/%lld/code", (long long)c->id));
		return NULL;
	}
	if (is_proposer)
		tree_set_number(q->page, "May.Withdraw", 1);
	else if (is_own)
		tree_set_number(q->page, "May.Nothing", 1);
	else
		tree_set_number(q->page, "May.Settle", 1);
	return NULL;
}

/* Accounts that may be the same person's: two names for one would confirm what they propose. */
static const struct error *
show_alike(struct request *q, const struct change *c)
{
	const struct error *e;
	struct roster alike;

	if (!change_is_open(c, q->now))
		return NULL;
	if ((e = roster_alike(q->db, c->number, c->full_name, c->officer, q->now, &alike)))
		return e;
	for (size_t i = 0; i < alike.count; i++)
		show_account(q, tree_append(q->page, "Alike"), &alike.at[i]);
	return NULL;
}

/* GET /proposals/:proposal: what was, what would be, why. 200. */
HANDLER(proposal, by_proposal)
{
	struct roster_officer *o = NULL;
	const struct error *e;
	struct change *c;

	if ((e = change_find(q->db, form->proposal, &c)))
		return e;
	if (!c)
		return fail(ERROR_NOT_FOUND, "no such change");
	if (c->officer && (e = roster_find(q->db, c->officer, q->now, &o)))
		return e;
	show_change(q, tree_place(q->page, "Change"), c);
	if (o)
		show_account(q, tree_place(q->page, "Account"), o);
	if ((e = show_choices(q, c)) || (e = show_alike(q, c)))
		return e;
	tree_set(q->page, "BackHref", url(q, "/proposals"));
	tree_set(q->page, "Page.Title", pool_format(q->pool, "%s\u00a0· %s",
	    say(q, pool_format(q->pool, "desk.change.kind.%s", change_word(c->kind))), c->full_name));
	return reply_page(q, "proposal");
}

/* POST /proposals/:proposal: confirmed, refused or withdrawn; 303 to it. */
HANDLER(proposal_settle, settle)
{
	const struct administrator by = administrator_of(q);
	enum change_fault fault = FAULT_NONE;
	const struct error *e;

	if (text_same(form->act, "confirm"))
		e = change_confirm(q->db, form->proposal, &by, q->now, &fault);
	else if (text_same(form->act, "drop"))
		e = change_drop(q->db, form->proposal, &by, q->now, &fault);
	else
		return fail(ERROR_BAD_REQUEST, "neither confirmed nor dropped");
	if (e)
		return e;
	return fault ? staff_refused(q, fault) :
	    reply_see_other(q, url(q, "/proposals/%lld", (long long)form->proposal));
}
