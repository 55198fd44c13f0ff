/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Identity numbers and telephones are masked until an officer says why they are needed. */
#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"

#define REVEAL_FORM(FIELD) \
	FIELD(ref,    WORD, 9, 14, REQUIRED) \
	FIELD(reason, WORD, 1, 16, OPTIONAL)
FORM(reveal, REVEAL_FORM)

void
show_reveals(struct request *q)
{
	for (enum reveal i = 0; i < REVEALS; i++)
		tree_set_number(show_option(q, "Reveals", reveal_word(i), say(q, pool_format(q->pool,
		    "views.reason_%s", reveal_word(i))), form_typed(q, "reason")), "Key", i + 1);
}

/* GET /matters/:ref/reveal: what showing the sealed answers means, and why they are needed. 200. */
HANDLER(reveal, by_ref)
{
	const struct error *e;
	struct matter m;

	if ((e = matter_open(q, form->ref, &m)))
		return e;
	matter_head(q, &m);
	show_reveals(q);
	tree_set(q->page, "Page.Title", say(q, "desk.reveal.title"));
	return reply_page(q, "reveal");
}

/*
 * POST /matters/:ref/reveal: recorded; 303 to the matter, which shows them for ten minutes; 422
 * without a reason of reveal.def.
 */
HANDLER(reveal_do, reveal)
{
	struct opener by = opener_of(q);
	const struct error *e;
	enum reveal why;
	struct matter m;

	if (!reveal_read(form->reason, &why)) {
		invalid(q, "reason", "desk.reveal.reason_needed");
		return form_again(q);
	}
	by.reason = reveal_word(why);
	if ((e = matter_load(q, form->ref, &m)) ||
	    (e = opening_load(q->db, m.a, q->actor.id, q->now, &m.opening)) ||
	    (e = opening_record(q->db, m.a, &m.opening, OPENED_IDENTITY, &by)))
		return e;
	return reply_see_other(q, matter_url(q, m.a->ref, NULL));
}
