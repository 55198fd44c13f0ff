/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Another department's mailbox: one administrator proposes it, another one confirms it. */
#include "service/mailbox.h"

#include "base/error.h"
#include "desk/affairs.h"
#include "desk/forms.h"
#include "desk/staff.h"
#include "service/unit.h"

#define BY_DEPARTMENT_FORM(FIELD) \
	FIELD(unit, NUMBER, 1, INT64_MAX, REQUIRED)
FORM(by_department, BY_DEPARTMENT_FORM)

/* none: it has no mailbox any more. */
#define MAILBOX_FORM(FIELD) \
	FIELD(unit,    NUMBER, 1, INT64_MAX,          REQUIRED) \
	FIELD(address, LINE,   5, MAILBOX_MOST,       OPTIONAL) \
	FIELD(none,    FLAG,   0, 1,                  OPTIONAL) \
	FIELD(reason,  TEXT,   1, CHANGE_REASON_MOST, REQUIRED)
FORM(mailbox, MAILBOX_FORM)

static const struct error *
find(struct request *q, int64_t id, struct unit **u, struct mailbox *box)
{
	const struct error *e;

	if ((e = unit_find(q->db, id, u)))
		return e;
	if (!*u || !mailbox_is_unit(*u))
		return fail(ERROR_NOT_FOUND, "no such department");
	return mailbox_load(q->db, id, box);
}

static const char *
proposal_href(const struct request *q, int64_t id)
{
	return url(q, "/mailboxes/%lld", (long long)id);
}

const struct error *
show_mailbox(struct request *q, const struct unit *u)
{
	const struct error *e;
	struct mailbox box;

	if (!mailbox_is_unit(u))
		return NULL;
	if ((e = mailbox_load(q->db, u->id, &box)))
		return e;
	tree_set(q->page, "Mailbox.Href", url(q, "/units/%lld/mailbox", (long long)u->id));
	tree_set(q->page, "Mailbox.Address", box.address);
	if (box.waiting)
		tree_set(q->page, "Mailbox.WaitingHref", proposal_href(q, box.waiting));
	return NULL;
}

const struct error *
show_mailboxes(struct request *q, const struct units *all)
{
	struct proposals list;
	const struct error *e;

	if ((e = proposal_list(q->db, PROPOSAL_MAILBOX, &list)))
		return e;
	for (size_t i = 0; i < list.count; i++)
		for (size_t j = 0; j < all->count; j++)
			if (list.at[i].stamp == all->at[j].id)
				list.at[i].subject = unit_text(q, all->at[j].zh, all->at[j].en);
	show_listed(q, &list, "/mailboxes");
	return NULL;
}

/* GET /units/:unit/mailbox: which it is, and which it becomes. 200; 404 for a unit of our own. */
HANDLER(mailbox, by_department)
{
	const struct error *e;
	struct mailbox box;
	struct unit *u;

	if ((e = find(q, form->unit, &u, &box)) || (e = show_mailbox(q, u)))
		return e;
	tree_set(q->page, "BackHref", url(q, "/units/%lld", (long long)u->id));
	tree_set(q->page, "Department", unit_text(q, u->zh, u->en));
	tree_set(q->page, "Page.Title", say(q, "desk.mailbox.propose"));
	return reply_page(q, "mailbox");
}

/* POST to it: proposed, or was; 303 to what another one answers. 422 without an address, or if it is so. */
HANDLER(mailbox_do, mailbox)
{
	const struct error *e;
	struct mailbox box;
	struct proposal p;
	struct unit *u;

	if ((e = find(q, form->unit, &u, &box)))
		return e;
	if (box.waiting)
		return reply_see_other(q, proposal_href(q, box.waiting));
	if (form->none == (form->address != NULL))
		invalid(q, "address", "desk.mailbox.one");
	else if (form->address && !mailbox_is_address(form->address))
		invalid(q, "address", "desk.mailbox.wrong");
	else if (text_same(form->address, box.address) || (form->none && !box.address))
		invalid(q, "address", "desk.mailbox.same");
	if (has_problems(q))
		return form_again(q);
	if ((e = mailbox_propose(q->db, u, form->address, form->reason, q->actor.id, q->now, &p)) ||
	    (e = audit_done(q, AUDIT_MAILBOX_PROPOSE, p.id, u->code, form->reason)))
		return e;
	return reply_see_other(q, proposal_href(q, p.id));
}

static const struct error *
load(struct request *q, int64_t id, struct proposal **p, struct unit **u, struct mailbox *box)
{
	const struct error *e = proposal_load(q, PROPOSAL_MAILBOX, id, p);

	return e ? e : find(q, (*p)->stamp, u, box);
}

/* GET /mailboxes/:id: what it is, what it becomes, why. 200. */
HANDLER(mailbox_proposal, by_id)
{
	const struct error *e;
	struct mailbox box;
	struct proposal *p;
	struct unit *u;

	if ((e = load(q, form->id, &p, &u, &box)))
		return e;
	p->subject = unit_text(q, u->zh, u->en);
	show_proposal(q, p);
	tree_set(q->page, "Mailbox.Address", box.address);
	tree_set(q->page, "Mailbox.Becomes", p->words);
	show_words(q->page, q->pool, "Reason", p->body);
	tree_set(q->page, "BackHref", url(q, "/units/%lld", (long long)u->id));
	tree_set(q->page, "Department", p->subject);
	tree_set(q->page, "Page.Title", say(q, "desk.mailbox.title"));
	return reply_page(q, "mailbox_proposal");
}

/* POST to it: confirmed, the next mail goes there; 303 to the department. */
HANDLER(mailbox_answer, answer)
{
	static const enum audit_action done[PROPOSAL_OUTCOMES] = {
		AUDIT_MAILBOX_CONFIRM, AUDIT_MAILBOX_REFUSE, AUDIT_MAILBOX_WITHDRAW,
	};
	enum proposal_outcome outcome;
	const struct error *e;
	struct mailbox box;
	struct proposal *p;
	struct unit *u;

	if ((e = load(q, form->id, &p, &u, &box)) || (e = proposal_answer(q, p, form->answer, &outcome)))
		return e;
	if (outcome == PROPOSAL_CONFIRMED && box.by > p->id) {
		invalid(q, NULL, "desk.mailbox.stale");
		return form_again(q);
	}
	if ((e = audit_done(q, done[outcome], p->id, u->code, NULL)) ||
	    (outcome == PROPOSAL_CONFIRMED && (e = mailbox_set(q->db, p))))
		return e;
	return reply_see_other(q, url(q, "/units/%lld", (long long)u->id));
}
