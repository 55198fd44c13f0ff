/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Demo mode's page of all that a resident's page is made of, in every state: for whoever changes a style, and
 * for t/browser/styles.mjs. Fields are the catalogue's own, three of each kind: wrong, filled in, empty.
 */
#include <string.h>

#include "base/config.h"
#include "base/error.h"
#include "base/lang.h"
#include "portal/forms.h"
#include "portal/portal.h"
#include "service/asking.h"
#include "service/dictionary.h"
#include "service/formality_words.h"
#include "service/lifecycle.h"

#define STATES_OF_A_FIELD 3
#define RADIOS_MOST 6		/* more of them are a list: field_choice in layout/fields.cs */

struct look {
	enum field_type type;
	bool is_other;			/* the kind's other look: is_other() */
	const char *value, *error, *part;
};

static const struct look looks[] = {
	{FIELD_NAME_ZH, false, "林·示例", "field.name_zh.digit", NULL},
	{FIELD_NAME_LATIN, false, "LIN SHILI", "field.name_latin.accent", NULL},
	{FIELD_IDNO, false, "33039919880309", "field.idno.length", NULL},
	{FIELD_TEXT, false, "A 123", "field.empty", NULL},
	{FIELD_NUMBER, false, "120", "field.number.digits", NULL},
	{FIELD_URL, false, "www.example.com", "field.url.host", NULL},
	{FIELD_DATE, false, "1988-03-09", "field.date.month", "month"},
	{FIELD_DATETIME, false, "2026-03-16T01:00Z", "field.datetime.clock", "hour"},
	{FIELD_PHONE, false, "+393330000000", "field.phone.short", "number"},
	{FIELD_COUNTRY, false, "IT", "field.choose", NULL},
	{FIELD_SELECT, false, NULL, "field.choose", NULL},
	{FIELD_SELECT, true, NULL, "field.choose", NULL},
	{FIELD_BOOL, false, "1", "field.choose", NULL},
	{FIELD_BOOL, true, "1", "field.bool.agree", NULL},
	{FIELD_ADDRESS, false, "IT\nVia Esempio 1\n20154 Milano\n\n\n", "field.address.no_country",
	    "country"},
	{FIELD_ADDRESS, true, "CN\n浙江省\n温州市\n瓯海区\n\n\n示例路 1 号\n", "field.address.no_city",
	    "city"},
	{FIELD_TEXTAREA, false, "A\nB", "field.empty", NULL},
};

static bool
is_other(const struct field_rule *rule)
{
	return rule->type == FIELD_SELECT ? rule->option_count > RADIOS_MOST :
	    rule->type == FIELD_BOOL ? rule->is_agreement :
	    rule->type == FIELD_ADDRESS ? rule->country != NULL : false;
}

/* What stands in it: nothing in the third of its kind. */
static void
show_one(struct request *q, const struct look *look, const struct field_entry *f, size_t no)
{
	const char *value = look->value ? look->value : f->rule.option_count ? f->rule.options[0] : NULL;
	struct pairs inputs = {.pool = q->pool};

	if (value && no < 2)
		field_split(q->pool, &f->rule, f->code, value, &inputs);
	asking_field(q->pool, q->page, f, &inputs, q->lang);
	if (no == 0)
		invalid_part(q, f->code, look->part, say(q, look->error));
	if (no == 1)
		tree_set(q->page, pool_format(q->pool, "Form.F.%s.From", f->code),
		    say(q, "demo.styles_from"));
}

static void
show_look(struct request *q, const struct look *look)
{
	const struct dictionary *d = catalogue_of(q)->dictionary;
	size_t no = 0;

	for (size_t i = 0; i < d->field_count && no < STATES_OF_A_FIELD; i++) {
		const struct field_entry *f = &d->fields[i];

		/* one that another answer makes necessary is hidden until that is given */
		if (f->rule.type == look->type && is_other(&f->rule) == look->is_other && !f->needed_with)
			show_one(q, look, f, no++);
	}
}

static void
show_words(struct request *q)
{
	for (enum state s = 0; s < STATES; s++)
		tree_set(tree_append(q->page, "States"), "Word", state_word(s));
	for (size_t i = 0; i < FORMALITY_MODES; i++) {
		struct tree *mode = tree_append(q->page, "Modes");

		tree_set(mode, "Value", formality_modes[i]);
		tree_set(mode, "Mode", formality_modes[i]);
		tree_set(mode, "Label", say(q, pool_format(q->pool, "mode.%s", formality_modes[i])));
		tree_set(mode, "Hint", say(q, pool_format(q->pool, "mode_return.%s", formality_modes[i])));
	}
	for (size_t i = 0; i < FORMALITY_WHERES; i++) {
		struct tree *step = tree_append(q->page, "Steps");

		tree_set(step, "Where", formality_wheres[i]);
		tree_set(step, "Text", say(q, "offline.todo"));
	}
}

/* Two papers: one whose page is shown, and one of two pages. */
static void
show_papers(struct request *q)
{
	for (int i = 0; i < 2; i++) {
		struct tree *paper = tree_append(q->page, "Papers");

		tree_set(paper, "Href", "#papers");
		tree_set(paper, "Remove", "#papers");
		tree_set_number(paper, "No", i + 1);
		tree_set_number(paper, "Pages", i + 1);
	}
}

/* GET /demo/styles, in each language /LANG/demo/styles: 200; 404 outside demo mode. */
HANDLER(demo_styles, none)
{
	(void)form;
	if (!q->site->config->is_demo)
		return fail(ERROR_NOT_FOUND, "not in demo mode");
	tree_set(q->page, "Page.Title", say(q, "demo.styles_title"));
	tree_set(q->page, "Page.Back.Href", url(q, "/"));
	tree_set(q->page, "Notice.Text", say(q, "discard.done"));
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
		show_look(q, &looks[i]);
	invalid(q, "styles_photo", "press.too_large");
	invalid(q, "styles_declare", "check.declare_needed");
	show_words(q);
	show_papers(q);
	show_life(q);
	show_categories(q);
	show_ref(q, q->page, "Ref", "3AYT7K2M9");
	show_moment(q, q->page, "At", q->now);
	show_formality(q, tree_place(q->page, "It"), catalogue_of(q)->formalities[0]);
	return reply_page(q, "demo_styles");
}
