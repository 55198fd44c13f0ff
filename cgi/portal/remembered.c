/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the person has told us, to look at, and to have forgotten. */
#include "base/error.h"
#include "portal/forms.h"
#include "portal/reuse.h"
#include "service/eligibility.h"

#define FORGET_FORM(FIELD) \
	FIELD(key,  WORD, 1, 60, OPTIONAL) \
	FIELD(what, WORD, 1, 10, OPTIONAL)
FORM(forget, FORGET_FORM)

static void
show_one(struct request *q, struct tree **set, const struct remembered_answer *answer,
    const char *label, const char *value)
{
	struct tree *node;

	if (!*set) {
		*set = tree_append(q->page, "Sets");
		tree_set(*set, "Name", say(q, pool_format(q->pool, "reuse.%s", answer->set)));
	}
	node = tree_append(*set, "Answers");
	tree_set(node, "Key", pool_format(q->pool, "%s.%s", answer->set, answer->field));
	tree_set(node, "Label", label);
	tree_set(node, "Value", value);
	tree_set(node, "From", source_text(q, &answer->source));
}

/* The question of a formality that this answers, and the choice that says the same; or NULL. */
static const struct choice *
choice_answered(const struct formality *f, const struct remembered_answer *answer,
    const struct question **asked)
{
	for (size_t i = 0; f && f->eligibility && i < f->eligibility->question_count; i++) {
		*asked = &f->eligibility->questions[i];
		if (text_same((*asked)->fact, answer->field) &&
		    text_same(field_reuse_word((*asked)->reuse), answer->set))
			return question_saying(*asked, answer->value);
	}
	return NULL;
}

/* In the words in which it was asked, or else in those of another formality that asks it. */
static void
show_fact(struct request *q, struct tree **set, const struct remembered_answer *answer)
{
	const struct catalogue *c = catalogue_of(q);
	const struct question *asked;
	const struct choice *choice =
	    choice_answered(catalogue_find(c, answer->source.formality), answer, &asked);

	for (size_t i = 0; i < c->count && !choice; i++)
		choice = choice_answered(c->formalities[i], answer, &asked);
	if (choice)
		show_one(q, set, answer, local_text(q, &asked->text), local_text(q, &choice->label));
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
		show_one(q, &set, answer, local_text(q, &d->fields[i].label),
		    show_answer(q, &d->fields[i], answer->value));
	}
	for (size_t i = 0; i < known->count; i++)
		if (text_starts(known->at[i].field, FACT) &&
		    text_same(known->at[i].set, field_reuse_word(reuse)))
			show_fact(q, &set, &known->at[i]);
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
	bool is_late = false;

	if (form->key)
		e = remembered_forget(q->db, q->actor.id, form->key, q->began);
	else if (text_same(form->what, "all"))
		e = remembered_forget(q->db, q->actor.id, NULL, q->began);
	else if (text_same(form->what, "off") || text_same(form->what, "on"))
		e = remembered_turn(q->db, q->actor.id, text_same(form->what, "off"), q->began, &is_late);
	else
		return fail(ERROR_BAD_REQUEST, "nothing to forget");
	if (!e && is_late) {
		invalid(q, NULL, "form.late");
		return form_again(q);
	}
	return e ? e : reply_see_other(q, url(q, "/remembered"));
}
