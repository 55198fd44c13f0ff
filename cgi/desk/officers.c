/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Officers' accounts: the list, one of them, and what takes power away, which is one person's and at once. */
#include "base/error.h"
#include "desk/staff.h"
#include "service/declaration.h"
#include "service/officer.h"
#include "service/queue.h"

/* after: the last sign-in name of the page before. */
#define OFFICERS_FORM(FIELD) \
	FIELD(unit,  WORD, 1, 40, OPTIONAL) \
	FIELD(role,  WORD, 1, 16, OPTIONAL) \
	FIELD(state, WORD, 1, 12, OPTIONAL) \
	FIELD(after, WORD, 1, 40, OPTIONAL)
FORM(officers, OFFICERS_FORM)

static const struct error *
unit_of(struct request *q, const char *code, int64_t *out)
{
	struct roster_units units;
	const struct error *e;

	*out = 0;
	if (!code)
		return NULL;
	if ((e = roster_units(q->db, &units)))
		return e;
	for (size_t i = 0; i < units.count; i++)
		if (text_same(units.at[i].code, code))
			*out = units.at[i].id;
	return NULL;
}

static void
show_state_choices(struct request *q, const char *picked)
{
	for (int i = 0; i < ROSTER_STATES; i++) {
		const char *word = roster_state_word((enum roster_state)i);

		show_option(q, "StateChoices", word, say(q, pool_format(q->pool, "desk.staff.state.%s",
		    word)), picked);
	}
}

/* What is filtered, for the next page's address; words only. */
static const char *
filter_query(const struct request *q, const struct officers_form *form)
{
	struct text out = {.pool = q->pool};

	text_addf(&out, "unit=%s&role=%s&state=%s", form->unit ? form->unit : "",
	    form->role ? form->role : "", form->state ? form->state : "");
	return out.s;
}

/* GET /officers: 50 a page, by sign-in name. 200. */
HANDLER(officers, officers)
{
	struct roster_filter filter = {.role = form->role, .state = form->state, .after = form->after};
	struct changes waiting;
	struct roster roster;
	const struct error *e;
	int64_t owing;

	if ((e = unit_of(q, form->unit, &filter.unit)) ||
	    (e = roster_list(q->db, &filter, q->now, &roster)) ||
	    (e = change_open(q->db, q->now, &waiting)) || (e = show_unit_choices(q, form->unit)) ||
	    (e = declaration_count_due(q->db, q->now, &owing)))
		return e;
	for (size_t i = 0; i < roster.count; i++)
		show_account(q, tree_append(q->page, "Accounts"), &roster.at[i]);
	show_role_choices(q, form->role);
	show_state_choices(q, form->state);
	if (filter.unit || form->role || form->state)
		tree_set_number(q->page, "Filter.Open", 1);
	if (roster.has_more)
		tree_set(q->page, "More", url(q, "/officers?%s&after=%s", filter_query(q, form),
		    roster.at[roster.count - 1].name));
	if (form->after)
		tree_set(q->page, "First", url(q, "/officers?%s", filter_query(q, form)));
	if (waiting.count)
		tree_set(q->page, "Waiting", say1(q, waiting.count == 1 ? "desk.change.waiting_one" :
		    "desk.change.waiting", pool_format(q->pool, "%zu", waiting.count)));
	if (owing) {
		tree_set(q->page, "Owing", say1(q, "desk.declarations.count",
		    pool_format(q->pool, "%lld", (long long)owing)));
		tree_set(q->page, "OwingHref", url(q, "/declarations"));
	}
	tree_set(q->page, "ProposalsHref", url(q, "/proposals"));
	tree_set(q->page, "AddHref", url(q, "/officers/add"));
	tree_set(q->page, "HereHref", url(q, "/officers"));
	tree_set(q->page, "Page.Title", say(q, "desk.staff.title"));
	return reply_page(q, "officers");
}

static const struct error *
show_sign_ins(struct request *q, const struct roster_officer *o)
{
	struct sessions sessions;
	const struct error *e;

	if ((e = officer_session_list(q->db, o->id, q->now, &sessions)))
		return e;
	for (size_t i = 0; i < sessions.count; i++) {
		struct tree *node = tree_append(q->page, "SignIns");

		tree_set(node, "Device", *sessions.at[i].device ? sessions.at[i].device :
		    say(q, "desk.device_unknown"));
		show_moment(q, node, "Created", sessions.at[i].created);
		show_moment(q, node, "Seen", sessions.at[i].seen);
	}
	return NULL;
}

/* How many matters are in their hands: a number, and none of them. */
static const struct error *
show_holds(struct request *q, const struct roster_officer *o)
{
	const struct error *e;
	int holds;

	if ((e = queue_count(q->db, &(struct queue_asked){.list = QUEUE_MINE, .unit = o->unit,
	    .officer = o->id, .now = q->now}, &holds)))
		return e;
	tree_set_number(q->page, "Holds", holds);
	return NULL;
}

static void
show_acts(struct request *q, const struct roster_officer *o)
{
	static const struct {
		const char *name, *path;
		bool when_suspended;
	} acts[] = {{"Move", "move", false}, {"Reset", "reset", false}, {"Suspend", "suspend", false},
	    {"Return", "return", true}};

	if (o->id == q->actor.id || roster_is_same(o->number, q->actor.name)) {
		tree_set_number(q->page, "Own", 1);
		return;
	}
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if ((o->state == ROSTER_SUSPENDED) == acts[i].when_suspended)
			tree_set(q->page, pool_format(q->pool, "Act.%sHref", acts[i].name),
			    url(q, "/officers/%lld/%s", (long long)o->id, acts[i].path));
}

/* GET /officers/:officer: the account, open sign-ins, what was proposed. 200. */
HANDLER(officer_page, by_officer)
{
	struct roster_officer *o;
	struct changes changes;
	const struct error *e;

	if ((e = staff_find(q, form->officer, &o)) || (e = show_sign_ins(q, o)) ||
	    (e = show_holds(q, o)) || (e = change_list(q->db, o->id, &changes)))
		return e;
	show_account(q, tree_place(q->page, "Account"), o);
	show_acts(q, o);
	for (size_t i = 0; i < changes.count; i++)
		show_change(q, tree_append(q->page, "Changes"), &changes.at[i]);
	tree_set(q->page, "BackHref", url(q, "/officers"));
	tree_set(q->page, "AuditHref", url(q, "/audit?name=%s", o->name));
	tree_set(q->page, "Page.Title", pool_format(q->pool, "%s · %s", o->number, o->full_name));
	return reply_page(q, "officer");
}

/* POST /officers/:officer: their open sign-ins end; 303 to the account. */
HANDLER(officer_sign_ins_end, by_officer)
{
	const struct administrator by = administrator_of(q);
	const struct error *e;

	if ((e = change_end_sign_ins(q->db, form->officer, &by, q->now)))
		return e;
	return reply_see_other(q, url(q, "/officers/%lld", (long long)form->officer));
}

/* GET /officers/:officer/suspend: asks why. 200. */
HANDLER(suspend, by_officer)
{
	struct roster_officer *o;
	const struct error *e;

	if ((e = staff_find(q, form->officer, &o)) || (e = show_holds(q, o)))
		return e;
	show_account_head(q, o, "desk.staff.suspend");
	tree_set(q->page, "Text", say(q, "desk.staff.suspend_text"));
	tree_set_number(q->page, "IsStop", 1);
	return reply_page(q, "officer_act");
}

/* POST /officers/:officer/suspend: at once; 303 to the account. */
HANDLER(suspend_do, staff_act)
{
	const struct administrator by = administrator_of(q);
	enum change_fault fault;
	const struct error *e;

	if ((e = change_suspend(q->db, form->officer, form->version, form->reason, &by, q->now, &fault)))
		return e;
	if (fault)
		return staff_refused(q, fault);
	return reply_see_other(q, url(q, "/officers/%lld", (long long)form->officer));
}
