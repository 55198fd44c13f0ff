/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* An example that contradicts the answers on every way to the form: nobody could fill it in so. */
#include "admin/lint.h"
#include "base/memory.h"
#include "service/eligibility.h"
#include "service/formality.h"
#include "service/sheet.h"

/* The first field of which the example does not agree with these answers; NULL: all of it does. */
static const struct field_entry *
contradicted(struct sheet *s, const struct formality *f, const struct pairs *answers, day today)
{
	struct disagreement x;

	for (size_t i = 0; i < f->example_count; i++) {
		const struct field_entry *field = f->examples[i].field;

		if (eligibility_disagrees(f->eligibility, answers, field->code,
		    formality_example(s->scratch, f, field->code, today), today, &x) && !x.only_warns)
			return field;
	}
	return NULL;
}

/* Whether a way on from these answers leads to the form and agrees; *last: what the last one failed by. */
static bool
has_way(struct sheet *s, const struct formality *f, struct pairs *answers, day today,
    const struct field_entry **last)
{
	const struct question *next;
	const struct verdict *v = eligibility_verdict(f->eligibility, answers, &next);
	const struct field_entry *by;
	bool found = false;

	if (v && !verdict_is_open(v))
		return false;
	if ((by = contradicted(s, f, answers, today))) {
		*last = by;
		return false;
	}
	for (size_t i = 0; !v && i < next->choice_count && !found; i++) {
		pairs_set(answers, next->code, next->choices[i].code);
		found = has_way(s, f, answers, today, last);
		pairs_remove(answers, next->code);
	}
	return v || found;
}

void
lint_means(struct sheet *s, const struct formality *f, day today)
{
	struct pairs answers = {.pool = s->scratch};
	const struct field_entry *last = NULL;

	if (f->eligibility && f->eligibility->question_count &&
	    !has_way(s, f, &answers, today, &last) && last)
		sheet_wrong(s, pool_format(s->scratch, "Example.%s", last->code),
		    "no way of answers to the form agrees with it (Means)");
}
