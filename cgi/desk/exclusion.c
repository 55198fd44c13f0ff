/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A malicious rating is taken out of the totals by two supervisors, with a reason; it is never deleted. */
#include "service/exclusion.h"

#include "base/error.h"
#include "desk/affairs.h"
#include "desk/forms.h"
#include "service/rating.h"
#include "service/reference.h"

#define EXCLUDE_FORM(FIELD) \
	FIELD(ref, WORD, 9, 14, REQUIRED)
FORM(exclude, EXCLUDE_FORM)

#define EXCLUDING_FORM(FIELD) \
	FIELD(ref,    WORD, 9, 14, REQUIRED) \
	FIELD(reason, TEXT, EXCLUSION_REASON_LEAST, EXCLUSION_REASON_MOST, REQUIRED)
FORM(excluding, EXCLUDING_FORM)

#define ASKING(q) &(struct follower){(q)->actor.id, (q)->actor.unit, true}

static void
show_rated(struct request *q, const struct exclusion *x)
{
	const struct formality *f = catalogue_find(catalogue_of(q), x->formality);
	char ref[REFERENCE_SHOWN];

	tree_set(q->page, "Rating.Name", f ? local_text(q, &f->name) : x->formality);
	tree_set(q->page, "Rating.Level", say(q, pool_format(q->pool, "rating.level_%d", x->level)));
	tree_set(q->page, "Rating.Day", day_text(q, x->at));
	if (x->excluded)
		tree_set(q->page, "Rating.Excluded", day_text(q, x->excluded));
	if (!x->ref)
		return;
	reference_show(x->ref, ref);
	tree_set(q->page, "Rating.Ref", ref);
	tree_set(q->page, "Rating.Href", url(q, "/matters/%s", x->ref));
}

/* GET /supervision/exclusions: what was proposed, what waits for another first. 200. */
HANDLER(exclusions, none)
{
	const struct error *e;

	(void)form;
	if ((e = show_proposals(q, PROPOSAL_EXCLUDE, "/supervision/exclusions")))
		return e;
	tree_set(q->page, "BackHref", url(q, "/supervision/ratings"));
	tree_set(q->page, "Page.Title", say(q, "desk.exclusion.title"));
	return reply_page(q, "exclusions");
}

/* GET /supervision/exclude/:ref: the rating, and why it should not count. 200, 404. */
HANDLER(exclude, exclude)
{
	struct exclusion x;
	const struct error *e;

	if ((e = exclusion_find(q->db, ASKING(q), form->ref, &x)))
		return e;
	show_rated(q, &x);
	tree_set(q->page, "BackHref", url(q, "/supervision/exclusions"));
	tree_set(q->page, "Page.Title", say(q, "desk.exclusion.propose"));
	return reply_page(q, "exclude");
}

/* POST to it: proposed, or was; 303 to what another one answers. 422 if it does not count already. */
HANDLER(exclude_do, excluding)
{
	struct proposal p = {.kind = PROPOSAL_EXCLUDE, .made_by = q->actor.id, .body = form->reason};
	struct exclusion x;
	const struct error *e;

	if ((e = exclusion_find(q->db, ASKING(q), form->ref, &x)))
		return e;
	if (x.excluded) {
		invalid(q, NULL, "desk.exclusion.already");
		return form_again(q);
	}
	if (x.proposal)
		return reply_see_other(q, url(q, "/supervision/exclusions/%lld", (long long)x.proposal));
	p.stamp = x.application;
	p.subject = x.ref;
	if ((e = proposal_add(q->db, &p, q->now)) ||
	    (e = audit_done(q, AUDIT_EXCLUDE_PROPOSE, p.id, x.ref, form->reason)))
		return e;
	return reply_see_other(q, url(q, "/supervision/exclusions/%lld", (long long)p.id));
}

/* GET /supervision/exclusions/:id: 200, 404 (also for whoever does not look after the rated unit). */
HANDLER(exclusion, by_id)
{
	struct exclusion x;
	const struct error *e;
	struct proposal *p;

	if ((e = proposal_load(q, PROPOSAL_EXCLUDE, form->id, &p)) ||
	    (e = exclusion_load(q->db, ASKING(q), p->stamp, &x)))
		return e;
	show_proposal(q, p);
	show_rated(q, &x);
	show_words(q->page, q->pool, "Reason", p->body);
	tree_set(q->page, "BackHref", url(q, "/supervision/exclusions"));
	tree_set(q->page, "Page.Title", say(q, "desk.exclusion.title"));
	return reply_page(q, "exclusion");
}

/* POST to it: confirmed, it counts in no total from now on. 303. */
HANDLER(exclusion_answer, answer)
{
	static const enum audit_action done[PROPOSAL_OUTCOMES] = {AUDIT_EXCLUDE_CONFIRM,
	    AUDIT_EXCLUDE_REFUSE, AUDIT_EXCLUDE_WITHDRAW};
	enum proposal_outcome outcome;
	struct exclusion x;
	const struct error *e;
	struct proposal *p;

	if ((e = proposal_load(q, PROPOSAL_EXCLUDE, form->id, &p)) ||
	    (e = exclusion_load(q->db, ASKING(q), p->stamp, &x)) ||
	    (e = proposal_answer(q, p, form->answer, &outcome)))
		return e;
	if (outcome == PROPOSAL_CONFIRMED && x.excluded) {
		invalid(q, NULL, "desk.exclusion.already");
		return form_again(q);
	}
	if (outcome == PROPOSAL_CONFIRMED && (e = exclusion_do(q->db, p->stamp, p->id, q->now)))
		return e;
	if ((e = audit_done(q, done[outcome], p->id, p->subject, p->body)))
		return e;
	return reply_see_other(q, url(q, "/supervision/exclusions/%lld", (long long)p->id));
}
