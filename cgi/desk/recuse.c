/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* "I know this person": the matter goes back to the unit, and this officer opens it no more. */
#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"

/* GET …/recuse: 200; 409 with the matter if it cannot be done now. */
HANDLER(recuse, by_ref)
{
	const struct error *e;
	bool is_possible;
	struct matter m;

	if ((e = act_page(q, form->ref, ACT_RECUSE, &m, &is_possible)) || !is_possible)
		return e;
	tree_set(q->page, "Act.Text", say(q, "desk.ask.recuse"));
	tree_set_number(q->page, "Act.Hands", 1);
	offer_hand(q, &m, ACT_RECUSE);
	return reply_page(q, "act");
}

/* POST …/recuse: 303 to the next matter or the queue. */
HANDLER(recuse_do, act)
{
	const struct error *e;
	struct matter m;

	if ((e = act_begin(q, form->ref, form->version, ACT_RECUSE, &m)))
		return e;
	read_hand(q, &m, ACT_RECUSE, &form->ready, form->hand);
	if (has_problems(q))
		return form_again(q);
	return act_end(q, &m, &(struct deed){.action = ACT_RECUSE});
}
