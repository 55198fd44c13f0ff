/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where a matter stands, beyond its state: who has it since when, who has to go where, how late it is. */
#include "portal/standing.h"

#include "base/error.h"
#include "service/deadline.h"
#include "service/history.h"

static const struct event *
newest(const struct tracking *t, enum action a, enum action b)
{
	for (size_t i = t->events.count; i-- > 0;)
		if (text_same(t->events.at[i].action, action_word(a)) ||
		    text_same(t->events.at[i].action, action_word(b)))
			return &t->events.at[i];
	return NULL;
}

bool
is_to_come(const struct formality *f, const struct tracking *t)
{
	enum formality_where where;

	return t->application.state == STATE_ACCEPTED &&
	    (f->mode == MODE_ENTRUSTED || f->mode == MODE_COUNTER) &&
	    formality_has_visit(f, &where) && !newest(t, ACT_CAME, ACT_CAME);
}

const char *
visit_reason(const struct tracking *t)
{
	const struct event *asked = newest(t, ACT_AWAIT, ACT_AWAIT);

	return asked ? asked->detail : NULL;
}

void
show_elsewhere(struct request *q, const struct formality *f)
{
	for (size_t i = 0; i < f->step_count; i++)
		if (f->steps[i].where != WHERE_ONLINE) {
			struct tree *node = tree_append(q->page, "Steps");

			tree_set(node, "Where", formality_where_word(f->steps[i].where));
			tree_set(node, "Text", local_text(q, &f->steps[i].text));
		}
}

/* An officer since they took it on, else the unit since it came there. */
void
show_holder(struct request *q, struct tree *node, const struct tracking *t)
{
	const struct event *came = newest(t, ACT_SUBMIT, ACT_REROUTE);

	if (whose_turn(t->application.state) != TURN_OFFICE)
		return;
	if (t->application.officer_number) {
		tree_set(node, "Officer", say1(q, "tracking.officer", t->application.officer_number));
		show_moment(q, node, "HeldSince", t->application.claimed);
	} else if (came) {
		show_moment(q, node, "HeldSince", came->at);
	}
}

void
show_lateness(struct request *q, const struct application *a)
{
	int left;

	if (!a->due || a->stopped || whose_turn(a->state) != TURN_OFFICE)
		return;
	left = working_days_left(q->now, a->due);
	tree_set_number(q->page, "DaysLeft", left);
	if (q->now <= a->due)
		return;
	tree_set_number(q->page, "IsLate", 1);
	if (a->law_due != a->due)
		show_day(q, q->page, "LawDay", a->law_due);
	if (catalogue_find(catalogue_of(q), "complaint"))
		tree_set(q->page, "ComplaintHref", url(q, "/formalities/complaint"));
}
