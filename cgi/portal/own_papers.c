/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* "My papers": what the person photographed for any of their applications, until when it is valid. */
#include <string.h>

#include "base/error.h"
#include "portal/earlier.h"
#include "portal/forms.h"
#include "service/bearer.h"

#define LIST_MOST 20

#define OWN_LIST_FORM(FIELD) \
	FIELD(before,  NUMBER, 1, INT64_MAX, OPTIONAL) \
	FIELD(deleted, FLAG,   0, 1,         OPTIONAL)
FORM(own_list, OWN_LIST_FORM)

#define OWN_FILE_FORM(FIELD) \
	FIELD(file,  NUMBER, 1, INT64_MAX, REQUIRED) \
	FIELD(saved, FLAG,   0, 1,         OPTIONAL)
FORM(own_file, OWN_FILE_FORM)

#define OWN_EXPIRY_FORM(FIELD) \
	FIELD(file,    NUMBER,  1, INT64_MAX, REQUIRED) \
	FIELD(answers, ANSWERS, 0, 3,         OPTIONAL)
FORM(own_expiry, OWN_EXPIRY_FORM)

static const struct field_rule expiry = {.type = FIELD_DATE, .is_optional = true,
    .range = FIELD_EXPIRY};

/* Is there a day printed on it until which it is valid? */
static bool
can_expire(const struct request *q, const char *code)
{
	const struct material_entry *entry = dictionary_material(catalogue_of(q)->dictionary, code);

	return entry && entry->expires;
}

static void
show_what(struct request *q, struct tree *node, const struct own_paper *paper)
{
	char today[DAY_TEXT];

	show_own_paper(q, node, paper);
	tree_set(node, "Name", paper_name(q, paper));
	if (paper->bearer > BEARER_SELF)
		tree_set(node, "Whose", say(q, pool_format(q->pool, "papers.of_%s",
		    material_bearer_word(paper->bearer))));
	tree_set(node, "From", say2(q, "papers.from", own_day_text(q, paper->uploaded),
	    formality_name(q, paper->formality)));
	show_ref(q, node, "Ref", paper->ref);
	if (paper->of > 1) {
		tree_set_number(node, "No", paper->number);
		tree_set(node, "Nth", say2(q, "papers.nth_of", pool_format(q->pool, "%d", paper->number),
		    pool_format(q->pool, "%d", paper->of)));
	}
	if (can_expire(q, paper->code))
		tree_set_number(node, "CanExpire", 1);
	if (!paper->expires)
		return;
	day_format(clock_wenzhou_day(q->now), today);
	tree_set(node, "Expires", field_show(q->pool, &expiry, paper->expires, lang_code(q->lang)));
	if (strcmp(paper->expires, today) < 0)
		tree_set_number(node, "Over", 1);
}

/* GET /papers: mine, newest first. 200. */
HANDLER(own_papers, own_list)
{
	struct own_papers own;
	const struct error *e;

	if ((e = paper_list(q->db, q->actor.id, form->before, LIST_MOST, &own)) ||
	    (e = bearer_trace(q->db, catalogue_of(q), q->actor.id, &own)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "papers.own_title"));
	tree_set(q->page, "Page.Back.Href", url(q, "/settings"));
	if (form->deleted)
		tree_set(q->page, "Notice.Text", say(q, "papers.own_deleted"));
	for (size_t i = 0; i < own.count; i++)
		show_what(q, tree_append(q->page, "Papers"), &own.at[i]);
	if (own.count == LIST_MOST)
		tree_set(q->page, "More", url(q, "/papers?before=%lld",
		    (long long)own.at[own.count - 1].file));
	return reply_page(q, "own_papers");
}

/* Which applications have it; those that were submitted keep it. */
static const struct error *
show_uses(struct request *q, int64_t file)
{
	struct applications uses;
	const struct error *e;

	if ((e = paper_uses(q->db, q->actor.id, file, &uses)))
		return e;
	for (size_t i = 0; i < uses.count; i++) {
		const struct application *a = &uses.at[i];
		struct tree *node = tree_append(q->page, a->submitted ? "Kept" : "Drafts");

		tree_set(node, "Name", matter_name(q, a));
		tree_set(node, "Href", url(q, "/applications/%s", a->ref));
		tree_set(node, "State", state_word(a->state));
	}
	return NULL;
}

static const struct error *
show_page(struct request *q, int64_t file, const char *title, const char *back)
{
	const struct error *e;
	struct own_paper paper;
	struct own_papers it = {&paper, 1};

	if ((e = paper_load(q->db, q->actor.id, file, &paper)) ||
	    (e = bearer_trace(q->db, catalogue_of(q), q->actor.id, &it)) || (e = show_uses(q, file)))
		return e;
	show_what(q, tree_make(q->page, "Paper", "It"), &paper);
	tree_set(q->page, "Page.Title", title ? say(q, title) : paper_name(q, &paper));
	tree_set(q->page, "Page.Back.Href", back);
	if (paper.expires) {
		struct pairs inputs = {.pool = q->pool};

		field_split(q->pool, &expiry, "expires", paper.expires, &inputs);
		for (size_t i = 0; i < inputs.count; i++)
			form_default(q, inputs.at[i].name, inputs.at[i].value);
	}
	return NULL;
}

/* GET /papers/:file: what it is, which applications have it, until when it is valid. 200, 404. */
HANDLER(own_paper, own_file)
{
	const struct error *e;

	if ((e = show_page(q, form->file, NULL, url(q, "/papers"))))
		return e;
	for (const char *const *s = field_inputs(FIELD_DATE); q->is_shown_again && *s; s++)
		form_default(q, field_input_name(q->pool, "expires", *s), NULL);
	tree_set(q->page, "Form.Action", url(q, "/papers/%lld", (long long)form->file));
	tree_set(q->page, "DeleteHref", url(q, "/papers/%lld/delete", (long long)form->file));
	if (!tree_get(q->page, "Paper.It.CanExpire"))
		tree_set_number(q->page, "Form.None", 1);
	if (form->saved)
		tree_set(q->page, "Notice.Text", say(q, "papers.own_saved"));
	return reply_page(q, "own_paper");
}

/* POST /papers/:file: until when it is valid. 303 back, 404, 422. */
HANDLER(own_paper_save, own_expiry)
{
	day today = clock_wenzhou_day(q->now);
	const char *stored, *warning, *wrong;
	const struct error *e;
	bool is_late;

	for (size_t i = 0; i < form->answers.count; i++)
		if (!text_starts(form->answers.at[i].name, "expires-"))
			return fail(ERROR_BAD_REQUEST, "paper: unknown name");
	wrong = field_check(q->pool, &expiry, &form->answers, "expires", today, &stored, &warning);
	if (wrong) {
		invalid_part(q, "expires", field_wrong_part(q->pool, &expiry, &form->answers, "expires",
		    today), say(q, wrong));
		return form_again(q);
	}
	if ((e = paper_set_expires(q->db, q->actor.id, form->file, stored, q->began, &is_late)))
		return e;
	if (is_late) {
		invalid(q, "expires", "form.late");
		return form_again(q);
	}
	return reply_see_other(q, url(q, "/papers/%lld?saved=1", (long long)form->file));
}

/* GET /papers/:file/delete: asks once, and says which applications keep it. 200, 404. */
HANDLER(own_paper_delete, own_file)
{
	const struct error *e;

	if ((e = show_page(q, form->file, "papers.own_delete_title", url(q, "/papers/%lld",
	    (long long)form->file))))
		return e;
	tree_set(q->page, "Form.Action", url(q, "/papers/%lld/delete", (long long)form->file));
	return reply_page(q, "own_paper_delete");
}

/* POST …/delete: 303 to the list. */
HANDLER(own_paper_delete_do, own_file)
{
	const struct error *e;

	if ((e = paper_delete(q->db, q->actor.id, form->file, q->now)))
		return e;
	return reply_see_other(q, url(q, "/papers?deleted=1"));
}
