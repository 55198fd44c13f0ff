/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the resident filled in, page by page; numbers of documents and telephones masked. */
#include <string.h>

#include "desk/desk.h"
#include "service/masked.h"
#include "service/needs.h"
#include "service/statement.h"

/* What identifies a person in another register, or reaches them, is shown only when asked for. */
bool
is_sealed_field(const struct field_entry *field)
{
	switch (field->rule.type) {
	case FIELD_IDNO:
	case FIELD_PASSPORT:
	case FIELD_LICENCE:
	case FIELD_PERMIT_HKMO:
	case FIELD_PERMIT_TW:
	case FIELD_PERMIT_MTP:
	case FIELD_PHONE:
		return true;
	default:
		return false;
	}
}

/* Where people write what they like, they write numbers too. */
static bool
is_free(const struct field_entry *field)
{
	return field->rule.type == FIELD_TEXT || field->rule.type == FIELD_TEXTAREA ||
	    field->rule.type == FIELD_ADDRESS;
}

/* As it is shown before it is asked for; the same pointer if nothing in it is hidden. */
static const char *
hidden_text(struct request *q, const struct field_entry *field, const char *stored)
{
	if (is_sealed_field(field))
		return masked_number(q->pool, stored);
	return is_free(field) ? masked_words(q->pool, stored) : stored;
}

static const char *
option_text(const struct request *q, const struct field_entry *field, const char *stored)
{
	for (size_t i = 0; i < field->rule.option_count; i++)
		if (text_same(field->rule.options[i], stored))
			return local_text(q, &field->options[i]);
	return stored;
}

static const char *
joined(const struct request *q, const char *lines)
{
	struct text out = {.pool = q->pool};

	for (const char *p = lines; *p; p++) {
		if (*p != '\n')
			text_add_bytes(&out, p, 1);
		else if (out.n && p[1] && p[1] != '\n')
			text_add(&out, q->lang == LANG_ZH ? "，" : ", ");
	}
	return out.s ? out.s : "";
}

const char *
answer_text(struct request *q, const struct field_entry *field, const char *stored, bool is_open)
{
	if (!is_open && is_sealed_field(field))
		return masked_number(q->pool, stored);
	if (!is_open)
		stored = hidden_text(q, field, stored);
	if (field->rule.type == FIELD_SELECT)
		return option_text(q, field, stored);
	if (field->rule.type == FIELD_ADDRESS)
		return joined(q, field_show(q->pool, &field->rule, stored, lang_code(q->lang)));
	return field_show(q->pool, &field->rule, stored, lang_code(q->lang));
}

/* The papers that prove an answer, each a link to it in the viewer. */
static void
show_proofs(struct request *q, struct tree *node, const struct matter *m, const char *field,
    const struct papers *papers, const struct looking *looking)
{
	for (size_t i = 0; i < papers->count; i++)
		if (paper_proves(m, &papers->at[i], field))
			show_paper_link(q, tree_append(node, "Proofs"), m, papers, i, looking);
	if (papers->count && paper_proves(m, &papers->at[paper_here(papers, looking)], field))
		tree_set_number(node, "Proved", 1);
}

/* What was there before it was corrected, if it is another answer now. */
static void
show_was(struct request *q, struct tree *node, const struct field_entry *field, struct matter *m,
    const struct correction *correction)
{
	const char *was = pairs_get(&m->was, field->code), *now = pairs_get(&m->a->answers, field->code);

	if (!m->was.count || text_same(was ? was : "", now ? now : ""))
		return;
	tree_set_number(node, "Changed", 1);
	tree_set(node, "Was", was && *was ? answer_text(q, field, was,
	    m->opening.at[OPENED_IDENTITY] != 0) : say(q, "desk.news.nothing"));
	if (is_news(m, correction->answered)) {
		tree_set_number(node, "New", 1);
		m->news[NEWS_ANSWERS]++;
	}
}

struct shown {
	struct matter *m;
	const struct correction *correction;
	const struct papers *papers;
	const struct looking *looking;
};

static void
show_field(struct request *q, struct tree *page, const struct field_entry *field,
    const struct shown *shown)
{
	struct matter *m = shown->m;
	const char *stored = pairs_get(&m->a->answers, field->code), *was = pairs_get(&m->was, field->code);
	bool is_open = m->opening.at[OPENED_IDENTITY] != 0, is_empty = !stored || !*stored;
	struct tree *node;

	if (is_empty && (!was || !*was))
		return;
	node = tree_append(page, "Fields");
	tree_set(node, "Code", field->code);
	tree_set(node, "Label", office_label(q, &field->label));
	tree_set(node, "Value", is_empty ? say(q, "desk.news.nothing") :
	    answer_text(q, field, stored, is_open));
	if (!is_open && !is_empty && hidden_text(q, field, stored) != stored) {
		tree_set_number(node, "Sealed", 1);
		tree_set_number(q->page, "HasSealed", 1);
	}
	/* the first of those that are shown: there S leads */
	if (is_open && !is_empty && hidden_text(q, field, stored) != stored &&
	    !tree_get(q->page, "HasShown")) {
		tree_set_number(node, "Shown", 1);
		tree_set_number(q->page, "HasShown", 1);
	}
	if (shown->correction && shown->correction->answered) {
		if (correction_has(shown->correction, "field", field->code))
			tree_set_number(node, "Fixed", 1);
		show_was(q, node, field, m, shown->correction);
	}
	show_proofs(q, node, m, field->code, shown->papers, shown->looking);
}

/* What the platform made of the answers; what is masked there is masked here. */
static void
show_statements(struct request *q, const struct matter *m, const struct correction *correction)
{
	bool is_open = m->opening.at[OPENED_IDENTITY] != 0;
	moment signed_at = statement_signed(m->a, correction);
	struct pairs shown = {.pool = q->pool};

	for (size_t i = 0; i < m->a->answers.count; i++) {
		const struct pair *answer = &m->a->answers.at[i];
		const struct field_entry *field = formality_field(m->f, answer->name);
		bool is_masked = field && !is_open && *answer->value;

		pairs_set(&shown, answer->name, is_masked ? hidden_text(q, field, answer->value) :
		    answer->value);
	}
	statement_show(q->pool, q->page, m->f, &shown, q->lang, signed_at);
	if (signed_at)
		tree_set(q->page, "StatementsAt", statement_moment(q->pool, signed_at, q->lang));
}

/* What was answered before the form. */
static void
show_given(struct request *q, const struct matter *m, const struct pairs *given)
{
	struct pairs way = {.pool = q->pool};
	struct tree *page = NULL;

	if (m->f->eligibility)
		way = eligibility_way(q->pool, m->f->eligibility, given);
	for (size_t i = 0; i < way.count; i++) {
		const struct question *question = eligibility_question(m->f->eligibility,
		    way.at[i].name);
		struct tree *node;

		if (!page)
			tree_set(page = tree_append(q->page, "Pages"), "Name", say(q, "desk.given"));
		node = tree_append(page, "Fields");
		tree_set(node, "Label", local_text(q, &question->text));
		tree_set(node, "Value", local_text(q, &question_choice(question,
		    way.at[i].value)->label));
	}
}

const struct error *
show_answers(struct request *q, struct matter *m, const struct correction *correction,
    const struct papers *papers, const struct looking *looking)
{
	const struct shown shown = {m, correction, papers, looking};
	const struct error *e;
	struct pairs given;

	if ((e = application_open(q->db, m->a)))
		return e;
	given = eligibility_kept(q->pool, &m->a->answers);
	m->f = needs_answered(q->pool, needs_apply(q->pool, m->f, &given), &m->a->answers);
	for (size_t i = 0; i < m->f->page_count; i++) {
		const struct formality_page *page = &m->f->pages[i];
		struct tree *node = tree_append(q->page, "Pages");

		tree_set(node, "Name", office_label(q, &page->name));
		for (size_t j = 0; j < page->field_count; j++)
			show_field(q, node, page->fields[j], &shown);
	}
	show_given(q, m, &given);
	show_statements(q, m, correction);
	return NULL;
}
