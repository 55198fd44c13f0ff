/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A matter that was drawn at random, looked at again on its own screen: what was found. */
#include "service/review.h"

#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"
#include "store/seal.h"

#define REVIEW_FORM(FIELD) \
	FIELD(ref,     WORD,   9, 14,      REQUIRED) \
	FIELD(version, NUMBER, 0, 1000000, REQUIRED) \
	FIELD(finding, WORD,   1, 12,      REQUIRED) \
	FIELD(found,   TEXT,   1, 800,     OPTIONAL)
FORM(review, REVIEW_FORM)

static void
show_findings(struct request *q)
{
	for (int i = 0; i < FINDINGS; i++) {
		const char *word = finding_word((enum review_finding)i);

		show_option(q, "Findings", word, say(q, pool_format(q->pool, "desk.review.finding_%s", word)),
		    form_typed(q, "finding"));
	}
}

const struct error *
show_review(struct request *q, const struct matter *m)
{
	const struct error *e;
	int64_t id;

	if (q->actor.who != WHO_SUPERVISOR || lifecycle_is_open(m->a->state))
		return NULL;
	if ((e = review_open(q->db, m->a->id, q->actor.id, &id)) || !id)
		return e;
	tree_set(q->page, "Review.Href", url(q, "/matters/%s/review", m->a->ref));
	tree_set(q->page, "Review.ListHref", url(q, "/reviews/%lld", (long long)id));
	tree_set(q->page, "Review.Once", random_token(q->pool, 16));
	show_findings(q);
	return NULL;
}

/* GET …/review: the form alone; 200; 409 if there is nothing of theirs to find. */
HANDLER(review_page, by_ref)
{
	const struct error *e;
	struct matter m;

	if ((e = matter_open(q, form->ref, &m)) || (e = show_review(q, &m)))
		return e;
	matter_head(q, &m);
	tree_set(q->page, "Page.Title", say(q, "desk.review.matter"));
	if ((e = reply_page(q, "review_matter")))
		return e;
	if (!tree_get(q->page, "Review.Href"))
		q->reply.status = error_status(ERROR_CONFLICT);
	return NULL;
}

/* POST to it: 303 to the draw; 409 if it was reviewed meanwhile; 422 without what a finding needs. */
HANDLER(review_do, review)
{
	struct deed by = {.role = role_of(q), .actor = q->actor.id, .unit = q->actor.unit, .at = q->now};
	enum review_finding finding = FINDING_ORDER;
	const struct error *e;
	struct matter m;
	int64_t id;

	if ((e = matter_load(q, form->ref, &m)) ||
	    (e = review_open(q->db, m.a->id, q->actor.id, &id)))
		return e;
	if (!finding_read(form->finding, &finding))
		invalid(q, "finding", "form.not_a_choice");
	else if (finding_needs_words(finding) && !form->found)
		invalid(q, "found", "desk.review.words_needed");
	if (has_problems(q))
		return form_again(q);
	by.formality = m.f;
	if (m.a->version != form->version || !id)
		return act_failed(q, fail(ERROR_CONFLICT, "reviewed, or not theirs"));
	if ((e = review_find(q->db, m.a, finding, form->found, &by)))
		return act_failed(q, e);
	return reply_see_other(q, url(q, "/reviews/%lld", (long long)id));
}
