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

/* Of an address only what can be shown; the rest of a long one is left out. */
void
misread(struct request *q, const char *name, const char *value)
{
	char *shown = pool_format(q->pool, "%s=%.40s", name, value);

	for (char *p = shown; *p; p++)
		if (*p < ' ' || *p > '~')
			*p = '?';
	tree_set(tree_append(q->page, "Misread"), "Text", shown);
}

/* Names that links gather on their way (from=singlemessage) say nothing of a day. */
static void
tell_strange(struct request *q)
{
	static const char *const days[] = {"from", "to", "day", "month", "year"};

	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		const char *value = pairs_get(&q->query, days[i]);

		if (value && *value >= '0' && *value <= '9')
			misread(q, days[i], value);
	}
}

static void
tell_number(struct request *q, const char *name)
{
	const char *value = pairs_get(&q->query, name);
	int64_t n;

	if (value && *value && !text_number(value, 1, INT64_MAX, &n))
		misread(q, name, value);
}

/* What the address asks for and this list is not, or is not by. */
void
view_misread(struct request *q, const struct queue_asked *asked)
{
	const struct queue_filter *f = &asked->filter;
	const struct {
		const char *name, *used;
	} words[] = {
		{"list", queue_word(asked->list)}, {"formality", f->formality},
		{"state", f->has_state ? state_word(f->state) : NULL}, {"country", f->country},
	};
	const char *value;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if ((value = pairs_get(&q->query, words[i].name)) && *value &&
		    !text_same(value, words[i].used))
			misread(q, words[i].name, value);
	tell_number(q, "unit");
	tell_number(q, "due");
	tell_number(q, "id");
	tell_strange(q);
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
