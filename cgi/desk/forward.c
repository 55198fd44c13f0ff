/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What is, may be and was forwarded to another department; and asking the resident for what
 * they have not agreed to yet.
 */
#include "service/forward.h"

#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"
#include "service/department.h"
#include "web/view.h"

#define ASK_FORWARD_FORM(FIELD) \
	FIELD(ref,        WORD,    9, 14,      REQUIRED) \
	FIELD(version,    NUMBER,  0, 1000000, REQUIRED) \
	FIELD(take,       FLAG,    0, 1,       OPTIONAL) \
	FIELD(department, WORD,    1, 40,      REQUIRED) \
	FIELD(reason,     TEXT,    2, 800,     REQUIRED) \
	FIELD(chinese,    FLAG,    0, 1,       OPTIONAL) \
	FIELD(rest,       ANSWERS, 0, 110,     OPTIONAL)
FORM(ask_forward, ASK_FORWARD_FORM)

const char *
forward_name(struct request *q, const struct formality *f, const struct forward_item *item,
    enum lang lang)
{
	const struct formality_material *m = formality_material(f, item->code);
	const struct field_entry *field = formality_field(f, item->code);

	switch (item->what) {
	case FORWARD_FIELD:
		return field ? local_in(&field->label, lang) : item->code;
	case FORWARD_PAPER:
		return m ? local_in(&m->entry->name, lang) : item->code;
	case FORWARD_CONTACT:
		break;
	}
	return view_text(q->site->views, lang, "forward.contact");
}

/* For whoever reads it over somebody else's data. */
const char *
forward_label(struct request *q, const struct formality *f, const struct forward_item *item)
{
	const struct formality_material *m = formality_material(f, item->code);
	const struct field_entry *field = formality_field(f, item->code);

	return item->what == FORWARD_FIELD && field ? office_label(q, &field->label) :
	    item->what == FORWARD_PAPER && m ? office_label(q, &m->entry->name) :
	    forward_name(q, f, item, q->lang);
}

const char *
forward_value(struct request *q, const struct matter *m, const struct forward_item *item)
{
	const struct field_entry *field = formality_field(m->f, item->code);

	return item->what == FORWARD_FIELD && field ?
	    answer_text(q, field, pairs_get(&m->a->answers, item->code), false) : NULL;
}

static const char *
box_name(struct request *q, const struct forward_item *item)
{
	return item->what == FORWARD_PAPER ? pool_format(q->pool, "material-%s", item->code) : item->name;
}

void
show_changed(struct request *q, const struct matter *m, const struct forward_list *list)
{
	if (!list->is_any_changed)
		return;
	tree_set(q->page, "Changed.Since", day_text(q, list->since));
	for (size_t i = 0; i < list->count; i++)
		if (list->at[i].is_changed && forward_is_first(list, i))
			tree_set(tree_append(q->page, "Changed.Items"), "Name",
			    forward_label(q, m->f, &list->at[i]));
}

/* What they agreed to before and changed is asked again as it was asked, unless another thing is ticked. */
static bool
is_ticked(struct request *q, const struct forward_ask *before, const struct forward_item *item)
{
	return q->is_shown_again ? form_typed(q, box_name(q, item)) != NULL :
	    before && forward_has_line(before->items, forward_line(q->db, item));
}

/* GET …/ask-forward: to whom, and what of it. 200; 409 with the matter if it cannot be done now. */
HANDLER(ask_forward, by_ref)
{
	struct forward_ask *before = NULL;
	const struct department *d;
	struct forward_list list;
	const struct error *e;
	bool is_possible;
	struct matter m;

	if ((e = act_page(q, form->ref, ACT_ASK_FORWARD, &m, &is_possible)) || !is_possible)
		return e;
	if ((e = application_open(q->db, m.a)) || (e = forward_list(q->db, m.a, m.f, NULL, &list)) ||
	    (list.is_any_changed && (e = forward_answer_load(q->db, m.a->id, &before))))
		return e;
	show_changed(q, &m, &list);
	for (size_t i = 0; (d = department_at(i)); i++) {
		struct tree *node = show_option(q, "Departments", d->code, local_text(q, &d->name),
		    q->is_shown_again || !before ? form_typed(q, "department") : before->department);

		tree_set(node, "Hint", local_text(q, &d->handles));
	}
	for (size_t i = 0; i < list.count; i++) {
		struct tree *node;

		if (!forward_is_first(&list, i))
			continue;
		node = tree_append(q->page, "Items");
		tree_set(node, "Name", box_name(q, &list.at[i]));
		tree_set(node, "Label", forward_label(q, m.f, &list.at[i]));
		tree_set(node, "Value", forward_value(q, &m, &list.at[i]));
		if (is_ticked(q, before, &list.at[i]))
			tree_set_number(node, "Checked", 1);
	}
	return reply_page(q, "ask_forward");
}

/* The lines of what is ticked, for the store; their names, for the resident to read. */
static const char *
read_asked(struct request *q, const struct matter *m, const struct forward_list *list,
    const struct pairs *ticked, const char **names)
{
	struct text lines = {.pool = q->pool}, told = {.pool = q->pool};

	for (size_t i = 0; i < list->count; i++) {
		if (!forward_is_first(list, i) || !pairs_get(ticked, box_name(q, &list->at[i])))
			continue;
		text_addf(&lines, "%s%s", lines.n ? "\n" : "", forward_line(q->db, &list->at[i]));
		text_addf(&told, "%s%s", told.n ? m->a->lang == LANG_ZH ? "、" : ", " : "",
		    forward_name(q, m->f, &list->at[i], m->a->lang));
	}
	*names = told.s;
	return lines.s;
}

/* POST …/ask-forward: the resident is asked; the clock goes on. 303; 422 without a department or an item. */
HANDLER(ask_forward_do, ask_forward)
{
	const struct department *d = department_find(form->department);
	const char *lines, *names;
	struct forward_list list;
	const struct error *e;
	struct matter m;

	if ((e = act_begin(q, form->ref, form->version, ACT_ASK_FORWARD, &m)) ||
	    (e = application_open(q->db, m.a)) || (e = forward_list(q->db, m.a, m.f, NULL, &list)))
		return e;
	lines = read_asked(q, &m, &list, &form->rest, &names);
	if (!d)
		invalid(q, "department", "form.not_a_choice");
	if (!lines)
		invalid(q, "items", "clerk.nothing_chosen");
	check_wording(q, m.a->lang, "reason", form->reason);
	if (has_problems(q))
		return form_again(q);
	if ((e = forward_ask_store(q->db, m.a, d, lines, q->actor.id, q->now)))
		return act_failed(q, e);
	return act_end(q, &m, &(struct deed){.action = ACT_ASK_FORWARD,
	    .detail = pool_format(q->pool, "%s\n%s\n%s",
	    say_to1(q, &m, "forward.to", local_in(&d->name, m.a->lang)),
	    say_to1(q, &m, "forward.items", names), form->reason)});
}

static void
show_name(struct request *q, const struct matter *m, enum forward_what what, const char *code)
{
	const struct forward_item item = {.what = what, .code = code};

	tree_set(tree_append(q->page, "Transfer.Items"), "Name",
	    forward_label(q, m->f, &item));
}

static void
show_forwarded(struct request *q, const struct matter *m)
{
	const struct transfer *t = m->transfer;

	for (size_t i = 0; i < t->forwarded.count; i++) {
		const char *code = t->forwarded.at[i].name;

		show_name(q, m, formality_field(m->f, code) ? FORWARD_FIELD : FORWARD_CONTACT, code);
	}
	for (size_t i = 0; i < t->papers.count; i++)
		show_name(q, m, FORWARD_PAPER, t->papers.at[i].code);
}

const struct error *
show_transfer(struct request *q, const struct matter *m)
{
	const struct department *d = department_find(m->a->department);
	const struct transfer *t = m->transfer;

	if (m->a->state != STATE_TRANSFERRED)
		return NULL;
	tree_set(q->page, "Transfer.Name", d ? local_text(q, &d->name) : m->a->department);
	if (!t)
		return NULL;
	show_moment(q, q->page, "Transfer.Since", t->at);
	tree_set(q->page, "Transfer.TakeBy", day_text(q, t->take_by));
	if (t->is_final)
		tree_set_number(q->page, "Transfer.IsFinal", 1);
	if (!t->taken && q->now > t->take_by)
		tree_set_number(q->page, "Transfer.IsLate", 1);
	show_moment(q, q->page, "Transfer.Taken", t->taken);
	show_moment(q, q->page, "Transfer.Answered", t->answered);
	show_words(q->page, q->pool, "Transfer.Note", t->note);
	if (t->answered) {
		show_words(q->page, q->pool, "Transfer.Answer", t->answer);
		show_words(q->page, q->pool, "Transfer.Own", t->answer_own);
	}
	show_forwarded(q, m);
	return NULL;
}
