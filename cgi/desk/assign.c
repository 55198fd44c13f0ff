/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A supervisor, or whoever holds a matter, hands it to one officer of the unit that has it. */
#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"
#include "service/bar.h"
#include "service/queue.h"

#define ASSIGN_FORM(FIELD) \
	FIELD(ref,     WORD,   9, 14,        REQUIRED) \
	FIELD(version, NUMBER, 0, 1000000,   REQUIRED) \
	FIELD(officer, WORD,   1, 12,        REQUIRED) \
	FIELD(hand,    TEXT,   1, 500,       OPTIONAL) \
	FIELD(ready,   ANSWERS, 0, 20,       OPTIONAL)
FORM(assign, ASSIGN_FORM)

void
show_colleague(struct request *q, const struct colleague *c, const char *picked)
{
	struct tree *node;
	day until;

	if (c->is_waiting)
		return;
	node = show_option(q, c->away_until ? "Away" : "Colleagues", c->number, pool_format(q->pool,
	    "%s · %s · %s", c->number, c->full_name, say(q, pool_format(q->pool, "desk.role.%s",
	    role_word(c->role)))), picked);
	if (c->away_until && day_parse(c->away_until, &until))
		tree_set(node, "Until", say1(q, "desk.absence.until", day_text(q, clock_wenzhou_end(until))));
}

/* GET …/assign: 200; 409 with the matter if it cannot be done now. */
HANDLER(assign, by_ref)
{
	struct colleagues colleagues;
	const struct error *e;
	bool is_possible, is_barred;
	struct matter m;

	if ((e = act_page(q, form->ref, ACT_ASSIGN, &m, &is_possible)) || !is_possible)
		return e;
	if ((e = queue_colleagues(q->db, m.a->unit, q->now, &colleagues)))
		return e;
	for (size_t i = 0; i < colleagues.count; i++) {
		if (colleagues.at[i].id == m.a->officer)
			continue;
		if ((e = bar_is(q->db, m.a, colleagues.at[i].id, &is_barred)))
			return e;
		if (!is_barred)
			show_colleague(q, &colleagues.at[i], form_typed(q, "officer"));
	}
	offer_hand(q, &m, ACT_ASSIGN);
	return reply_page(q, "assign");
}

/*
 * POST …/assign: 303 to the matter; 422 for nobody of that unit, who is away or has not enrolled, or to
 * whom it is barred, and without a word for them if it is under way.
 */
HANDLER(assign_do, assign)
{
	struct colleagues colleagues;
	const struct error *e;
	struct matter m;
	int64_t officer = 0;
	bool is_away = false, is_barred = false;

	if ((e = act_begin(q, form->ref, form->version, ACT_ASSIGN, &m)) ||
	    (e = queue_colleagues(q->db, m.a->unit, q->now, &colleagues)))
		return e;
	for (size_t i = 0; i < colleagues.count; i++)
		if (text_same(colleagues.at[i].number, form->officer) && !colleagues.at[i].is_waiting) {
			officer = colleagues.at[i].id;
			is_away = colleagues.at[i].away_until != NULL;
		}
	if (officer && (e = bar_is(q->db, m.a, officer, &is_barred)))
		return e;
	if (!officer || is_away || is_barred)
		invalid(q, "officer", is_away ? "desk.absence.is_away" : is_barred ? "desk.assign_barred" :
		    "form.not_a_choice");
	read_hand(q, &m, ACT_ASSIGN, &form->ready, form->hand);
	if (has_problems(q))
		return form_again(q);
	return act_end(q, &m, &(struct deed){.action = ACT_ASSIGN, .officer = officer});
}
