/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "desk/staff.h"

#include "base/error.h"
#include "service/role.h"

FORM_ROWS(by_officer, BY_OFFICER_FORM)
FORM_ROWS(by_proposal, BY_PROPOSAL_FORM)
FORM_ROWS(staff_act, STAFF_ACT_FORM)

struct administrator
administrator_of(const struct request *q)
{
	return (struct administrator){q->actor.id, q->actor.name};
}

const struct error *
staff_find(struct request *q, int64_t officer, struct roster_officer **out)
{
	const struct error *e;

	if ((e = roster_find(q->db, officer, q->now, out)))
		return e;
	return *out ? NULL : fail(ERROR_NOT_FOUND, "no such officer");
}

const char *
unit_text(const struct request *q, const char *zh, const char *en)
{
	return q->lang == LANG_ZH ? zh : en;
}

const char *
role_text(const struct request *q, enum role role)
{
	return say(q, pool_format(q->pool, "desk.role.%s", role_word(role)));
}

void
show_account(struct request *q, struct tree *node, const struct roster_officer *o)
{
	const char *state = roster_state_word(o->state);

	tree_set(node, "Name", o->name);
	tree_set(node, "Number", o->number);
	tree_set(node, "FullName", o->full_name);
	tree_set(node, "Unit", unit_text(q, o->unit_zh, o->unit_en));
	tree_set(node, "Role", role_text(q, o->role));
	tree_set(node, "StateWord", state);
	tree_set(node, "State", say(q, pool_format(q->pool, "desk.staff.state.%s", state)));
	tree_set(node, "Href", url(q, "/officers/%lld", (long long)o->id));
	show_moment(q, node, "Entered", o->entered);
	if (o->is_owing)
		tree_set(node, "Owing", say(q, o->declared ? "desk.declarations.again" :
		    "desk.declarations.never"));
	show_moment(q, node, "Declared", o->declared);
	if (o->state == ROSTER_LOCKED)
		show_moment(q, node, "Locked", o->locked_until);
}

void
show_account_head(struct request *q, const struct roster_officer *o, const char *title_key)
{
	show_account(q, tree_place(q->page, "Account"), o);
	form_default_number(q, "version", o->version);
	tree_set(q->page, "Page.Title", say(q, title_key));
}

static void
add_choice(struct request *q, const char *list, const char *name, const char *value,
    const char *label, const char *picked)
{
	show_option(q, list, value, label, q->is_shown_again ? form_typed(q, name) : picked);
}

const struct error *
show_unit_choices(struct request *q, const char *picked)
{
	struct roster_units units;
	const struct error *e;

	if ((e = roster_units(q->db, &units)))
		return e;
	for (size_t i = 0; i < units.count; i++)
		add_choice(q, "UnitChoices", "unit", units.at[i].code,
		    unit_text(q, units.at[i].zh, units.at[i].en), picked);
	return NULL;
}

void
show_role_choices(struct request *q, const char *picked)
{
	enum role role;

	for (size_t i = 0; role_at(i, &role); i++)
		add_choice(q, "RoleChoices", "role", role_word(role), role_text(q, role), picked);
}

const struct error *
staff_refused(struct request *q, enum change_fault fault)
{
	const char *field = fault == FAULT_NAME ? "name" : fault == FAULT_NUMBER ? "number" :
	    fault == FAULT_PLACE || fault == FAULT_NOTHING ? "role" : NULL;

	if (fault == FAULT_NUMBER && !form_row(q->route->form(), "number"))
		field = form_row(q->route->form(), "role") ? "role" : NULL;
	if (field && !form_row(q->route->form(), field))
		field = NULL;
	invalid(q, field, pool_format(q->pool, "desk.change.fault.%s", fault_word(fault)));
	return form_again(q);
}

/* What would come of it: "Ouhai branch centre · Approver", or nothing where that stays. */
void
show_change(struct request *q, struct tree *node, const struct change *c)
{
	tree_set(node, "Href", url(q, "/proposals/%lld", (long long)c->id));
	tree_set(node, "Kind", say(q, pool_format(q->pool, "desk.change.kind.%s", change_word(c->kind))));
	tree_set(node, "Name", c->name);
	tree_set(node, "Number", c->number);
	tree_set(node, "FullName", c->full_name);
	tree_set(node, "Unit", unit_text(q, c->unit_zh, c->unit_en));
	tree_set(node, "Role", role_text(q, c->role));
	if (c->kind == CHANGE_MOVE || c->kind == CHANGE_ADD)
		tree_set_number(node, "Place", 1);
	tree_set(node, "By", c->proposed_by_number);
	show_moment(q, node, "Proposed", c->proposed);
	show_moment(q, node, "Ends", c->ends);
	tree_set(node, "State", say(q, pool_format(q->pool, "desk.change.state.%s", c->outcome ?
	    c->outcome : change_is_open(c, q->now) ? "open" : "lapsed")));
	if (change_is_open(c, q->now))
		tree_set_number(node, "Open", 1);
	if (c->settled) {
		tree_set(node, "SettledBy", c->settled_by_number);
		show_moment(q, node, "Settled", c->settled);
	}
	show_words(node, q->pool, "Reason", c->reason);
}
