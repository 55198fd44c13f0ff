/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/asking.h"

#include "base/country.h"
#include "base/memory.h"
#include "base/tree.h"
#include "service/eligibility.h"
#include "service/formality.h"

static void
offer_countries(struct tree *node, const char *picked, const char *lang)
{
	for (size_t i = 0; i < country_count(); i++) {
		const struct country *c = country_at(i, lang);

		tree_option(node, "Countries", c->code, country_name(c, lang), picked);
	}
}

/* The frequent ones, since 250 weigh three kilobytes: a number of any other begins with +. */
static void
offer_calling(struct pool *pool, struct tree *node, const char *picked, const char *lang)
{
	char dial[8];

	for (size_t i = 0; i < country_count(); i++) {
		const struct country *c = country_at(i, lang);

		if (*country_dial(c, dial) && (i < country_frequent() || text_same(c->code, picked)))
			tree_option(node, "Countries", c->code, pool_format(pool, "%s +%s",
			    country_name(c, lang), dial), picked);
	}
}

static void
offer_choices(struct pool *pool, struct tree *node, const struct field_entry *f,
    const struct pairs *inputs, enum lang lang)
{
	const char *own = pairs_get(inputs, f->code);
	const char *country = pairs_get(inputs, field_input_name(pool, f->code, "country"));

	for (size_t i = 0; i < f->rule.option_count; i++)
		tree_option(node, "Options", f->rule.options[i], local_in(&f->options[i], lang), own);
	if (f->rule.type == FIELD_COUNTRY)
		offer_countries(node, own, lang_code(lang));
	if (f->rule.type == FIELD_ADDRESS && !f->rule.country)
		offer_countries(node, country, lang_code(lang));
	if (f->rule.type == FIELD_PHONE)
		offer_calling(pool, node, country, lang_code(lang));
}

void
asking_field(struct pool *pool, struct tree *page, const struct field_entry *f,
    const struct pairs *inputs, enum lang lang)
{
	struct tree *node = tree_append(page, "Fields");

	tree_set(node, "Name", f->code);
	tree_set(node, "Type", field_type_word(f->rule.type));
	tree_set(node, "Label", local_in(&f->label, lang));
	tree_set(node, "Hint", local_in(&f->hint, lang));
	if (text_is_sentence(local_in(&f->label, lang)))
		tree_set_number(node, "Asks", 1);
	if (f->rule.is_optional && !f->needed_with)
		tree_set_number(node, "Optional", 1);
	if (f->needed_with) {
		tree_set(node, "Needs", f->needed_with);
		tree_set(node, "NeedsValue", f->needed_value);
	}
	if (f->rule.country)
		tree_set(node, "Country", f->rule.country);
	if (f->rule.is_agreement)
		tree_set_number(node, "Agreement", 1);
	for (const char *const *s = field_inputs(f->rule.type); *s; s++) {
		const char *name = field_input_name(pool, f->code, *s);

		tree_set(page, pool_format(pool, "Form.F.%s.Value", name), pairs_get(inputs, name));
	}
	offer_choices(pool, node, f, inputs, lang);
	if (field_most(&f->rule) > 0)
		tree_set_number(page, pool_format(pool, "Form.F.%s.Max", f->code),
		    field_most_units(&f->rule));
}

void
asking_head(struct tree *page, const struct formality *f, const struct formality_page *p,
    enum lang lang)
{
	tree_set(page, "Page.Title", local_in(&p->name, lang));
	tree_set(page, "Step.Of", local_in(&f->name, lang));
	tree_set_number(page, "Step.No", p - f->pages + 1);
	tree_set_number(page, "Step.Count", (int64_t)f->page_count);
}

const char *
asking_verdict(struct tree *page, const struct formality *f, const struct verdict *v, enum lang lang)
{
	bool is_transfer = f->mode == MODE_TRANSFER;

	tree_set(page, "Verdict.Of", local_in(&f->name, lang));
	tree_set(page, "Verdict.Kind", verdict_kind_word(v->kind));
	tree_set(page, "Verdict.Text", local_in(&v->text, lang));
	if (is_transfer)
		tree_set_number(page, "Verdict.Transfer", 1);
	return is_transfer && v->kind == VERDICT_ONLINE ? "transfer" : verdict_kind_word(v->kind);
}

void
asking_needs(struct tree *page, const struct formality *f, const struct needs *needs, enum lang lang)
{
	for (size_t i = 0; i < needs->count; i++) {
		const struct formality_material *m = formality_material(f, needs->codes[i]);
		const struct field_entry *field = formality_field(f, needs->codes[i]);

		tree_set(tree_append(page, "Verdict.Needs"), "Name",
		    local_in(m ? &m->entry->name : &field->label, lang));
	}
}

void
asking_question(struct tree *page, const struct formality *f, const struct question *question,
    size_t no, const char *picked, enum lang lang)
{
	bool forks;
	size_t most = eligibility_most(f->eligibility, question, &forks);

	tree_set_number(page, "Ask.No", (int64_t)no);
	tree_set_number(page, "Ask.Most", (int64_t)(no - 1 + most));
	if (forks)
		tree_set_number(page, "Ask.Forks", 1);
	tree_set(page, "Page.Title", local_in(&question->text, lang));
	tree_set(page, "Ask.Of", local_in(&f->name, lang));
	tree_set(page, "Ask.Name", question->code);
	tree_set(page, "Ask.Hint", local_in(&question->hint, lang));
	for (size_t i = 0; i < question->choice_count; i++) {
		const struct choice *choice = &question->choices[i];

		tree_option(tree_place(page, "Ask"), "Options", choice->code,
		    local_in(&choice->label, lang), picked);
	}
}
