/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the person has told us, to look at, and to have forgotten. */
#include "base/error.h"
#include "portal/forms.h"
#include "portal/reuse.h"

#define FORGET_FORM(FIELD) \
	FIELD(field, WORD, 1, 40, OPTIONAL) \
	FIELD(what,  WORD, 1, 10, OPTIONAL)
FORM(forget, FORGET_FORM)

static void
show_one(struct request *q, const struct field_entry *f, const struct remembered_answer *answer)
{
	struct tree *node = tree_append(q->page, "Answers");

	tree_set(node, "Field", f->code);
	tree_set(node, "Label", local_text(q, &f->label));
	tree_set(node, "Value", show_answer(q, f, answer->value));
	tree_set(node, "From", source_text(q, &answer->source));
}

/* GET /remembered: each answer with where it came from. 200. */
HANDLER(remembered, none)
{
	const struct dictionary *d = catalogue_of(q)->dictionary;
	const struct remembered_answer *answer;
	struct remembered known;
	const struct error *e;

	(void)form;
	if ((e = remembered_load(q->db, q->actor.id, &known)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "remembered.title"));
	tree_set(q->page, "Page.Back.Href", url(q, "/settings"));
	tree_set(q->page, "Form.Action", url(q, "/remembered"));
	if (known.is_off)
		tree_set_number(q->page, "Off", 1);
	for (size_t i = 0; i < d->field_count; i++)
		if ((answer = remembered_find(&known, d->fields[i].code)))
			show_one(q, &d->fields[i], answer);
	return reply_page(q, "remembered");
}

/* POST /remembered: one answer or all are forgotten, or nothing is remembered any more. 303, 404. */
HANDLER(remembered_forget_do, forget)
{
	const struct error *e;

	if (form->field)
		e = remembered_forget(q->db, q->actor.id, form->field, q->now);
	else if (text_same(form->what, "all"))
		e = remembered_forget(q->db, q->actor.id, NULL, q->now);
	else if (text_same(form->what, "off") || text_same(form->what, "on"))
		e = remembered_turn(q->db, q->actor.id, text_same(form->what, "off"), q->now);
	else
		return fail(ERROR_BAD_REQUEST, "nothing to forget");
	return e ? e : reply_see_other(q, url(q, "/remembered"));
}
