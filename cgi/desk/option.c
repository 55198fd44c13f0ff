/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a form lets somebody choose from. */
#include "desk/desk.h"
#include "service/catalogue.h"

struct tree *
show_option(struct request *q, const char *list, const char *value, const char *label, const char *picked)
{
	return tree_option(q->page, list, value, label, picked);
}

void
show_formality_options(struct request *q, const char *picked)
{
	const struct catalogue *c = catalogue_of(q);

	for (size_t i = 0; i < c->count; i++)
		show_option(q, "Formalities", c->formalities[i]->code,
		    local_text(q, &c->formalities[i]->name), picked);
}
