/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Administration: what there is, what waits for a second person, and how that one answers. */
#include "desk/affairs.h"

#include "base/error.h"
#include "desk/forms.h"
#include "service/declaration.h"

FORM_ROWS(answer, ANSWER_FORM)
FORM_ROWS(by_id, BY_ID_FORM)

const char *
iso_text(const struct request *q, day d)
{
	char text[DAY_TEXT];

	day_format(d, text);
	return pool_string(q->pool, text);
}

const struct error *
audit_done(struct request *q, enum audit_action action, int64_t target, const char *name,
    const char *detail)
{
	return audit_add(q->db, &(struct audit){.action = action, .actor = q->actor.id,
	    .role = role_word(role_of(q)), .target = target, .name = name, .detail = detail}, q->now);
}

static void
show_outcome(struct request *q, struct tree *node, const struct proposal *p)
{
	tree_set(node, "Outcome", p->ended ? say(q, pool_format(q->pool, "desk.proposal.%s",
	    proposal_outcome_word(p->outcome))) : say(q, "desk.proposal.waits"));
	if (!p->ended)
		tree_set_number(node, "Waits", 1);
	tree_set(node, "Subject", p->subject);
	tree_set(node, "By", p->made_number);
	show_moment(q, node, "Made", p->made);
	tree_set(node, "EndedBy", p->ended_number);
	show_moment(q, node, "Ended", p->ended);
	show_moment(q, node, "Done", p->done);
	tree_set(node, "Result", p->result);
}

void
show_listed(struct request *q, const struct proposals *list, const char *path)
{
	for (size_t i = 0; i < list->count; i++) {
		struct tree *node = tree_append(q->page, "Proposals");

		show_outcome(q, node, &list->at[i]);
		tree_set(node, "Href", url(q, "%s/%lld", path, (long long)list->at[i].id));
	}
}

const struct error *
show_proposals(struct request *q, enum proposal_kind kind, const char *path)
{
	struct proposals list;
	const struct error *e;

	if (!(e = proposal_list(q->db, kind, &list)))
		show_listed(q, &list, path);
	return e;
}

const struct error *
proposal_load(struct request *q, enum proposal_kind kind, int64_t id, struct proposal **out)
{
	const struct error *e = proposal_find(q->db, kind, id, out);

	return e || *out ? e : fail(ERROR_NOT_FOUND, "no such proposal");
}

void
show_proposal(struct request *q, const struct proposal *p)
{
	show_outcome(q, tree_append(q->page, "Proposals"), p);
	tree_set(q->page, "Proposal.Id", pool_format(q->pool, "%lld", (long long)p->id));
	if (proposal_may_end(p, PROPOSAL_CONFIRMED, q->actor.id, q->actor.name))
		tree_set_number(q->page, "Proposal.CanConfirm", 1);
	if (proposal_may_end(p, PROPOSAL_WITHDRAWN, q->actor.id, q->actor.name))
		tree_set_number(q->page, "Proposal.CanWithdraw", 1);
}

const struct error *
proposal_answer(struct request *q, const struct proposal *p, const char *answer,
    enum proposal_outcome *out)
{
	const struct error *e;
	int i = 0;

	while (i < PROPOSAL_OUTCOMES && !text_same(answer, proposal_outcome_word((enum proposal_outcome)i)))
		i++;
	if (i == PROPOSAL_OUTCOMES)
		return fail(ERROR_BAD_REQUEST, "no such answer");
	*out = (enum proposal_outcome)i;
	e = proposal_end(q->db, p, *out, q->actor.id, q->actor.name, q->now);
	if (e && (e->kind == ERROR_CONFLICT || e->kind == ERROR_ROLE)) {
		invalid(q, NULL, e->kind == ERROR_ROLE ? "desk.proposal.own" : "desk.proposal.first");
		return form_again(q);
	}
	return e;
}

static void
add_page(struct request *q, const char *path, const char *word, int64_t waiting)
{
	struct tree *node = tree_append(q->page, "Pages");

	tree_set(node, "Href", url(q, "%s", path));
	tree_set(node, "Name", say(q, pool_format(q->pool, "desk.%s.title", word)));
	tree_set(node, "Text", say(q, pool_format(q->pool, "desk.%s.about", word)));
	if (waiting)
		tree_set_number(node, "Waiting", waiting);
}

/* GET /affairs: the pages of administration, each with what waits there for this officer. 200. */
HANDLER(affairs, none)
{
	int64_t waiting[PROPOSAL_KINDS];
	const struct error *e;
	int64_t owing;

	(void)form;
	if ((e = proposal_waiting(q->db, q->actor.id, waiting)) ||
	    (e = declaration_count_due(q->db, q->now, &owing)))
		return e;
	add_page(q, "/calendar", "calendar", waiting[PROPOSAL_CALENDAR]);
	add_page(q, "/publications", "publication", waiting[PROPOSAL_PUBLISH]);
	add_page(q, "/sentences", "sentence", 0);
	add_page(q, "/retention", "retention", waiting[PROPOSAL_DISPOSE]);
	add_page(q, "/declarations", "declarations", 0);
	if (q->actor.who == WHO_ADMINISTRATOR)
		add_page(q, "/units", "unit", waiting[PROPOSAL_MAILBOX]);
	if (owing)
		tree_set(q->page, "Owing", say1(q, "desk.declarations.count",
		    pool_format(q->pool, "%lld", (long long)owing)));
	tree_set(q->page, "Page.Title", say(q, "desk.affairs.title"));
	return reply_page(q, "affairs");
}
