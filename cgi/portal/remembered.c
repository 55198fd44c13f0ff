/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the person has told us, to look at, and to have forgotten. */
#include "base/error.h"
#include "portal/forms.h"
#include "portal/reuse.h"

#define FORGET_FORM(FIELD) \
	FIELD(key,  WORD, 1, 60, OPTIONAL) \
	FIELD(what, WORD, 1, 10, OPTIONAL)
FORM(forget, FORGET_FORM)

static void
show_one(struct request *q, struct tree *set, const struct field_entry *f,
    const struct remembered_answer *answer)
{
	struct tree *node = tree_append(set, "Answers");

	tree_set(node, "Key", pool_format(q->pool, "%s.%s", answer->set, answer->field));
	tree_set(node, "Label", local_text(q, &f->label));
	tree_set(node, "Value", show_answer(q, f, answer->value));
	tree_set(node, "From", source_text(q, &answer->source));
}

/* All that is about one somebody or something, in the dictionary's order. */
static void
show_set(struct request *q, const struct remembered *known, enum field_reuse reuse)
{
	const struct dictionary *d = catalogue_of(q)->dictionary;
	const struct remembered_answer *answer;
	struct tree *set = NULL;

	for (size_t i = 0; i < d->field_count; i++) {
		if (!(answer = remembered_find(known, reuse, d->fields[i].code)))
			continue;
		if (!set) {
			set = tree_append(q->page, "Sets");
			tree_set(set, "Name", say(q, pool_format(q->pool, "reuse.%s", answer->set)));
		}
		show_one(q, set, &d->fields[i], answer);
	}
}

/* GET /remembered: each answer with where it came from. 200. */
HANDLER(remembered, none)
{
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
	for (enum field_reuse reuse = REUSE_PERSON; reuse < FIELD_REUSES; reuse++)
		show_set(q, &known, reuse);
	return reply_page(q, "remembered");
}

/* POST /remembered: one answer or all are forgotten, or nothing is remembered any more. 303, 404. */
HANDLER(remembered_forget_do, forget)
{
	const struct error *e;

	if (form->key)
		e = remembered_forget(q->db, q->actor.id, form->key, q->now);
	else if (text_same(form->what, "all"))
		e = remembered_forget(q->db, q->actor.id, NULL, q->now);
	else if (text_same(form->what, "off") || text_same(form->what, "on"))
		e = remembered_turn(q->db, q->actor.id, text_same(form->what, "off"), q->now);
	else
		return fail(ERROR_BAD_REQUEST, "nothing to forget");
	return e ? e : reply_see_other(q, url(q, "/remembered"));
}
