/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Days that officers type: in the filter of a list, and when somebody is away. */
#include "desk/filter.h"
#include "service/field.h"

const char *
day_typed(struct request *q, const char *typed, day *out)
{
	static const struct field_rule rule = {.type = FIELD_DATE};
	struct pairs one = {.pool = q->pool};
	const char *stored, *warning, *wrong;

	pairs_set(&one, "day", typed);
	if ((wrong = field_check(q->pool, &rule, &one, "day", clock_wenzhou_day(q->now), &stored, &warning)))
		return wrong;
	return day_parse(stored, out) ? NULL : "field.date.form";
}

static bool
tell(struct request *q, const char *name, const char *typed, day *out)
{
	const char *wrong = typed ? day_typed(q, typed, out) : NULL;

	if (wrong)
		invalid(q, name, wrong);
	return typed && !wrong;
}

void
view_problems(struct request *q, const struct view_typed *typed)
{
	day since, until;
	bool has_since = tell(q, "since", typed->since, &since);

	if (tell(q, "until", typed->until, &until) && has_since && since > until)
		invalid(q, "until", "desk.filter.order");
	if (!has_problems(q))
		return;
	tree_set_number(q->page, "Filter.Open", 1);
	tree_set(q->page, "Filter.Since", typed->since);
	tree_set(q->page, "Filter.Until", typed->until);
}
