/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A malicious rating is taken out of the totals by two supervisors, with a reason, and back into them the
 * same way; it is never deleted. Who looks at one is recorded for its resident.
 */
#include "service/exclusion.h"

#include "base/error.h"
#include "desk/affairs.h"
#include "desk/forms.h"
#include "desk/supervision.h"
#include "service/rating.h"
#include "service/reference.h"

#define EXCLUDE_FORM(FIELD) \
	FIELD(ref, WORD, 9, 14, REQUIRED)
FORM(exclude, EXCLUDE_FORM)

/* include: into the totals again; else ground says why it leaves them. */
#define EXCLUDING_FORM(FIELD) \
	FIELD(ref,     WORD, 9, 14, REQUIRED) \
	FIELD(include, FLAG, 0, 1,  OPTIONAL) \
	FIELD(ground,  WORD, 1, 12, OPTIONAL) \
	FIELD(reason,  TEXT, EXCLUSION_REASON_LEAST, EXCLUSION_REASON_MOST, REQUIRED)
FORM(excluding, EXCLUDING_FORM)

#define ASKING(q) &(struct follower){(q)->actor.id, (q)->actor.unit, true}

static const char *
ref_text(struct request *q, const char *ref)
{
	char shown[REFERENCE_SHOWN];

	reference_show(ref, shown);
	return pool_string(q->pool, shown);
}

static const char *
ground_text(const struct request *q, const char *ground)
{
	return say(q, pool_format(q->pool, "desk.exclusion.ground.%s", ground));
}

/* Recorded as other looks at a person's file are; of one that is deleted there is nobody to tell. */
static const struct error *
show_rated(struct request *q, const struct exclusion *x)
{
	const struct formality *f = catalogue_find(catalogue_of(q), x->formality);
	struct opener by = opener_of(q);
	struct opening opening;
	const struct error *e;

	by.reason = "exclusion";
	if (x->a && ((e = opening_load(q->db, x->a, q->actor.id, q->now, &opening)) ||
	    (e = opening_record(q->db, x->a, &opening, OPENED_RATING, &by))))
		return e;
	tree_set(q->page, "Rating.Name", f ? local_text(q, &f->name) : x->formality);
	tree_set(q->page, "Rating.Level", say(q, pool_format(q->pool, "rating.level_%d", x->level)));
	tree_set(q->page, "Rating.Day", day_text(q, x->at));
	if (x->excluded)
		tree_set(q->page, "Rating.Excluded", day_text(q, x->excluded));
	if (!x->ref)
		return NULL;
	tree_set(q->page, "Rating.Ref", ref_text(q, x->ref));
	tree_set(q->page, "Rating.Href", url(q, "/matters/%s", x->ref));
	return NULL;
}

/* GET /supervision/exclusions: what was proposed, what waits for another first. 200. */
HANDLER(exclusions, none)
{
	struct proposals list;
	const struct error *e;
	int hidden;

	(void)form;
	if ((e = exclusion_list(q->db, ASKING(q), &list, &hidden)))
		return e;
	for (size_t i = 0; i < list.count; i++)
		list.at[i].subject = pool_format(q->pool, "%s · %s", ref_text(q, list.at[i].subject),
		    say(q, list.at[i].kind == PROPOSAL_INCLUDE ? "desk.exclusion.back" :
		    "desk.exclusion.out"));
	show_listed(q, &list, "/supervision/exclusions");
	show_hidden(q, hidden);
	tree_set(q->page, "BackHref", url(q, "/supervision/ratings"));
	tree_set(q->page, "Page.Title", say(q, "desk.exclusion.title"));
	return reply_page(q, "exclusions");
}

static void
show_grounds(struct request *q)
{
	for (enum exclusion_ground g = 0; g < EXCLUSION_GROUNDS; g++)
		show_option(q, "Grounds", exclusion_ground_word(g), ground_text(q, exclusion_ground_word(g)),
		    form_typed(q, "ground"));
}

/* GET /supervision/exclude/:ref: the rating, and why it should not count, or should again. 200, 403, 404. */
HANDLER(exclude, exclude)
{
	struct exclusion x;
	const struct error *e;

	if ((e = exclusion_find(q->db, ASKING(q), form->ref, &x)) || (e = show_rated(q, &x)))
		return e;
	if (x.proposal)
		tree_set(q->page, "WaitingHref", url(q, "/supervision/exclusions/%lld",
		    (long long)x.proposal));
	if (!x.excluded)
		show_grounds(q);
	tree_set(q->page, "BackHref", url(q, "/supervision/exclusions"));
	tree_set(q->page, "Page.Title", say(q, x.excluded ? "desk.exclusion.propose_back" :
	    "desk.exclusion.propose"));
	return reply_page(q, "exclude");
}

/* POST to it: proposed, or was; 303 to what another one answers. 422 without a ground, or if it is so. */
HANDLER(exclude_do, excluding)
{
	enum exclusion_ground ground = EXCLUSION_ELSEWHERE;
	struct proposal p;
	struct exclusion x;
	const struct error *e;

	if ((e = exclusion_find(q->db, ASKING(q), form->ref, &x)))
		return e;
	if (x.proposal)
		return reply_see_other(q, url(q, "/supervision/exclusions/%lld", (long long)x.proposal));
	if (form->include != (x.excluded != 0))
		invalid(q, NULL, x.excluded ? "desk.exclusion.already" : "desk.exclusion.counts");
	else if (!form->include && !exclusion_ground_read(form->ground, &ground))
		invalid(q, "ground", "desk.exclusion.ground_needed");
	if (has_problems(q))
		return form_again(q);
	if ((e = exclusion_propose(q->db, &x, ground, form->reason, q->actor.id, &p, q->now)) ||
	    (e = audit_done(q, form->include ? AUDIT_INCLUDE_PROPOSE : AUDIT_EXCLUDE_PROPOSE, p.id, x.ref,
	    NULL)))
		return e;
	return reply_see_other(q, url(q, "/supervision/exclusions/%lld", (long long)p.id));
}

/* GET /supervision/exclusions/:id: 200, 403, 404 (also for whoever does not look after the rated unit). */
HANDLER(exclusion, by_id)
{
	struct exclusion x;
	const struct error *e;
	struct proposal *p;

	if ((e = exclusion_load(q->db, ASKING(q), form->id, &p, &x)) || (e = show_rated(q, &x)))
		return e;
	show_proposal(q, p);
	if (*p->body)
		tree_set(q->page, "Ground", ground_text(q, p->body));
	if (p->words)
		show_words(q->page, q->pool, "Reason", p->words);
	tree_set(q->page, "Confirm", say(q, p->kind == PROPOSAL_INCLUDE ? "desk.exclusion.confirm_back" :
	    "desk.exclusion.confirm"));
	if (x.excluded && !x.proposal)
		tree_set(q->page, "CountHref", url(q, "/supervision/exclude/%s", p->subject));
	tree_set(q->page, "BackHref", url(q, "/supervision/exclusions"));
	tree_set(q->page, "Page.Title", say(q, p->kind == PROPOSAL_INCLUDE ? "desk.exclusion.title_back" :
	    "desk.exclusion.title_out"));
	return reply_page(q, "exclusion");
}

static const struct error *
carry_out(struct request *q, const struct exclusion *x, const struct proposal *p)
{
	struct deed by = {.role = role_of(q), .actor = q->actor.id, .unit = q->actor.unit, .at = q->now};
	const struct error *e;

	if (!x->a || (x->excluded != 0) == (p->kind == PROPOSAL_EXCLUDE)) {
		invalid(q, NULL, !x->a ? "desk.exclusion.gone" : x->excluded ? "desk.exclusion.already" :
		    "desk.exclusion.counts");
		return form_again(q);
	}
	if ((e = application_formality(q->db, catalogue_of(q), x->a, &by.formality)))
		return e;
	return exclusion_do(q->db, x, p, &by);
}

/* POST to it: confirmed, it counts in no total from now on, or again in all. 303. */
HANDLER(exclusion_answer, answer)
{
	static const enum audit_action done[2][PROPOSAL_OUTCOMES] = {
		{AUDIT_EXCLUDE_CONFIRM, AUDIT_EXCLUDE_REFUSE, AUDIT_EXCLUDE_WITHDRAW},
		{AUDIT_INCLUDE_CONFIRM, AUDIT_INCLUDE_REFUSE, AUDIT_INCLUDE_WITHDRAW},
	};
	enum proposal_outcome outcome;
	struct exclusion x;
	const struct error *e;
	struct proposal *p;

	if ((e = exclusion_load(q->db, ASKING(q), form->id, &p, &x)) ||
	    (e = proposal_answer(q, p, form->answer, &outcome)) ||
	    (outcome == PROPOSAL_CONFIRMED && (e = carry_out(q, &x, p))) ||
	    (e = audit_done(q, done[p->kind == PROPOSAL_INCLUDE][outcome], p->id, p->subject, NULL)))
		return e;
	return reply_see_other(q, url(q, "/supervision/exclusions/%lld", (long long)p->id));
}
