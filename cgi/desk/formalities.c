/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The catalogue as the office has it: what is open, paused or not published yet, and since when. */
#include <string.h>

#include "base/config.h"
#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"
#include "service/copied.h"
#include "service/pause.h"
#include "service/version.h"

const struct catalogue_draft *
draft_of(const struct request *q, const char *code)
{
	const struct catalogue_drafts *drafts = &desk_of(q)->drafts;

	for (size_t i = 0; i < drafts->count; i++)
		if (text_same(drafts->at[i].code, code))
			return &drafts->at[i];
	return NULL;
}

const char *
draft_wrong(const struct request *q, const struct catalogue_draft *draft)
{
	const char *wrong = draft ? draft->wrong : NULL;
	struct copies copies;

	if (wrong || !draft || !draft->formality)
		return wrong;
	copies = copied_from(q->pool, catalogue_of(q), q->site->config->formalities, draft->formality);
	for (size_t i = 0; i < copies.count; i++) {
		const char *says = say1(q, copies.at[i].is_guide ? "desk.publish.copied_guide" :
		    "desk.publish.copied", copies.at[i].file);

		wrong = pool_format(q->pool, "%s%s%s: %s", i ? wrong : "", i ? " · " : "", copies.at[i].path,
		    says);
	}
	return wrong;
}

static void
show_text(struct request *q, struct tree *row, const struct formality *f)
{
	tree_set(row, "Name", local_text(q, &f->name));
	tree_set(row, "Mode", say(q, pool_format(q->pool, "mode.%s", formality_mode_word(f->mode))));
	tree_set(row, "Confidence", say(q, pool_format(q->pool, "desk.formalities.confidence_%s",
	    formality_confidence_word(f->confidence))));
}

static const struct error *
show_published(struct request *q, struct tree *row, const struct formality *f)
{
	const struct error *e;
	moment since;

	if ((e = version_since(q->db, f, &since)))
		return e;
	show_text(q, row, f);
	tree_set(row, "Code", f->code);
	tree_set(row, "Href", url(q, "/formalities/%s/preview", f->code));
	tree_set(row, "Paused", local_text(q, pause_of(f)));
	tree_set(row, "Since", day_text(q, since));
	return NULL;
}

static void
show_draft(struct request *q, struct tree *row, const struct catalogue_draft *draft)
{
	tree_set_number(row, "Draft", 1);
	tree_set(row, "Wrong", draft_wrong(q, draft));
	if (tree_get(row, "Name"))
		return;
	tree_set(row, "Name", draft->code);
	if (draft->formality)
		show_text(q, row, draft->formality);
	tree_set(row, "Code", draft->code);
	tree_set(row, "Href", url(q, "/formalities/%s/preview", draft->code));
}

/* "certificate/…" */
static bool
is_in(const struct catalogue_draft *draft, const char *category)
{
	size_t n = strlen(category);

	return strncmp(draft->file, category, n) == 0 && draft->file[n] == '/';
}

static const struct error *
show_category(struct request *q, const struct category *category)
{
	const struct catalogue *c = catalogue_of(q);
	const struct catalogue_drafts *drafts = &desk_of(q)->drafts;
	struct tree *node = tree_append(q->page, "Categories");
	const struct error *e;

	tree_set(node, "Name", local_text(q, &category->name));
	for (const struct formality *f = catalogue_first(c, category->code); f;
	    f = catalogue_next(c, f)) {
		const struct catalogue_draft *draft = draft_of(q, f->code);
		struct tree *row = tree_append(node, "Rows");

		if ((e = show_published(q, row, f)))
			return e;
		if (draft)
			show_draft(q, row, draft);
	}
	for (size_t i = 0; i < drafts->count; i++)
		if (is_in(&drafts->at[i], category->code) && !catalogue_find(c, drafts->at[i].code))
			show_draft(q, tree_append(node, "Rows"), &drafts->at[i]);
	return NULL;
}

/* GET /formalities: all of them, by category, each with its state. 200. */
HANDLER(formalities, none)
{
	const struct dictionary *d = catalogue_of(q)->dictionary;
	const struct error *e;

	(void)form;
	pause_refresh(q->db, q->now);
	tree_set(q->page, "Page.Title", say(q, "desk.tab_formalities"));
	tree_set_number(q->page, "Count", (int64_t)catalogue_of(q)->count);
	tree_set_number(q->page, "Drafts", (int64_t)desk_of(q)->drafts.count);
	for (size_t i = 0; i < d->category_count; i++)
		if ((e = show_category(q, &d->categories[i])))
			return e;
	return reply_page(q, "formalities");
}
