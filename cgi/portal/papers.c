/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Materials: photographs and PDFs, one paper a page; pictures of them; taking one out again. */
#include <string.h>

#include "base/error.h"
#include "portal/draft.h"
#include "portal/earlier.h"
#include "portal/forms.h"
#include "portal/sent.h"
#include "service/decision.h"
#include "store/press.h"
#include "web/limits.h"

#define FILES_MOST SENT_MOST

#define MATERIAL_FILES_FORM(FIELD) \
	FIELD(ref,      WORD,  9, 9,  REQUIRED) \
	FIELD(material, WORD,  1, 40, REQUIRED) \
	FIELD(files,    FILES, 1, FILES_MOST, OPTIONAL) \
	FIELD(sent,     WORD,  1, 240, OPTIONAL)
FORM(material_files, MATERIAL_FILES_FORM)

#define BY_PAPER_FORM(FIELD) \
	FIELD(ref,   WORD,   9, 9,         REQUIRED) \
	FIELD(paper, NUMBER, 1, INT64_MAX, REQUIRED)
FORM(by_paper, BY_PAPER_FORM)

#define BY_FILE_FORM(FIELD) \
	FIELD(ref,  WORD,   9, 9,         REQUIRED) \
	FIELD(file, NUMBER, 1, INT64_MAX, REQUIRED)
FORM(by_file, BY_FILE_FORM)

static void
show_papers(struct request *q, struct tree *node, const struct draft *d, const struct papers *papers,
    const char *code)
{
	int64_t count = 0;

	for (size_t i = 0; i < papers->count; i++)
		if (strcmp(papers->at[i].code, code) == 0) {
			struct tree *paper = tree_append(node, "Papers");

			show_paper(q, paper, d->a->ref, &papers->at[i]);
			tree_set_number(paper, "No", count + 1);
			if (draft_is_old(d, &papers->at[i]))
				tree_set_number(paper, "Old", 1);
			count++;
		}
	tree_set_number(node, "Count", count);
}

/* GET /applications/:ref/materials: the list of papers with what is there. 200. */
HANDLER(materials, by_ref)
{
	const struct error *e;
	struct own_papers before;
	struct papers papers;
	struct draft d;

	if ((e = draft_load(q, form->ref, &d)) || (e = material_list(q->db, d.a->id, &papers)))
		return e;
	if (d.c)
		return reply_see_other(q, url(q, "/applications/%s/correction", form->ref));
	if (!formality_has_uploads(d.f))
		return reply_see_other(q, url(q, "/applications/%s/check", form->ref));
	if ((e = earlier_of_all(q, &d, &before)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "papers.title"));
	tree_set(q->page, "Page.Back.Href", draft_before(q, form->ref, d.f, "materials"));
	draft_show_pause(q, &d);
	tree_set(q->page, "Of", local_text(q, &d.f->name));
	tree_set(q->page, "Next", draft_after(q, form->ref, d.f, "materials"));
	if (formality_consent(d.f))
		tree_set_number(q->page, "AsksConsent", 1);
	tree_set(q->page, "DeleteHref", url(q, "/applications/%s/delete", form->ref));
	for (size_t i = 0; i < d.f->material_count; i++) {
		const struct formality_material *m = &d.f->materials[i];
		struct tree *node;

		if (!formality_is_upload(m))
			continue;
		node = tree_append(q->page, "Materials");
		tree_set(node, "Name", local_text(q, &m->entry->name));
		tree_set(node, "When", local_text(q, &m->when));
		tree_set(node, "Href", url(q, "/applications/%s/materials/%s", form->ref,
		    m->entry->code));
		if (m->is_optional)
			tree_set_number(node, "Optional", 1);
		show_promised(q, node, &d, m);
		if (has_earlier(q, &d, &before, m))
			tree_set_number(node, "Before", 1);
		show_papers(q, node, &d, &papers, m->entry->code);
	}
	return reply_page(q, "materials");
}

/* Where the resident goes on: the next paper that is wanted and not there, else the list. */
const char *
material_next(struct request *q, const struct draft *d, const struct papers *papers, const char *code)
{
	bool is_behind = false;

	if (d->c)
		return url(q, "/applications/%s/correction", d->a->ref);
	if (d->owed)
		return url(q, "/applications/%s", d->a->ref);
	for (size_t i = 0; i < d->f->material_count; i++) {
		const struct formality_material *m = &d->f->materials[i];
		bool is_there = false;

		for (size_t j = 0; j < papers->count; j++)
			is_there |= strcmp(papers->at[j].code, m->entry->code) == 0;
		if (is_behind && !is_there && !m->is_optional && formality_is_upload(m) &&
		    !draft_promised(q, d, m))
			return url(q, "/applications/%s/materials/%s", d->a->ref, m->entry->code);
		is_behind |= strcmp(m->entry->code, code) == 0;
	}
	return url(q, "/applications/%s/materials", d->a->ref);
}

/* A browser that runs scripts tells what is too many or too large before it is sent. */
static void
show_files_limits(struct request *q, int room)
{
	tree_set_number(q->page, "Files.Room", room < FILES_MOST ? room : FILES_MOST);
	tree_set_number(q->page, "Files.Bytes", PRESS_MOST_BYTES);
	tree_set_number(q->page, "Files.All", LIMIT_UPLOAD);
}

/* GET /applications/:ref/materials/:material: how to photograph it, what is there, add. 200. */
HANDLER(material, by_material)
{
	const struct formality_material *m;
	const struct error *e;
	struct papers papers;
	struct draft d;

	if ((e = draft_load_papers(q, form->ref, &d)) || (e = material_list(q->db, d.a->id, &papers)))
		return e;
	if (!draft_has_material(&d, form->material))
		return fail(ERROR_NOT_FOUND, "no such material");
	m = formality_material(d.f, form->material);
	tree_set(q->page, "Page.Title", local_text(q, &m->entry->name));
	tree_set(q->page, "Page.Back.Href", d.c ? url(q, "/applications/%s/correction", form->ref) :
	    d.owed ? url(q, "/applications/%s", form->ref) :
	    url(q, "/applications/%s/materials", form->ref));
	if (d.owed)
		show_deadline(q, q->page, "OwedBy", d.owed->due);
	draft_show_pause(q, &d);
	tree_set(q->page, "How", local_text(q, &m->entry->how));
	if (formality_is_paper(m))
		tree_set_number(q->page, "Flat", 1);
	tree_set(q->page, "When", local_text(q, &m->when));
	tree_set(q->page, "Form.Action", url(q, "/applications/%s/materials/%s", form->ref,
	    form->material));
	tree_set(q->page, "Next", material_next(q, &d, &papers, form->material));
	tree_set_number(q->page, "Most", draft_most(m));
	tree_set_number(q->page, "Room", draft_room(&d, &papers, m));
	show_files_limits(q, draft_room(&d, &papers, m));
	tree_set_number(q->page, "New", draft_most(m) - draft_room(&d, &papers, m));
	if (m->entry->is_foreign)
		tree_set_number(q->page, "Foreign", 1);
	tree_set(q->page, "Sentence", correction_sentence(d.c, "material", form->material));
	if (form->left && !q->is_shown_again)
		left_say(q, form->left);
	if (q->problems && (form->left || q->files.count > FILES_MOST))
		tree_set(q->page, "Here.Query", pool_format(q->pool, "left=%s", form->left ? form->left :
		    "many"));
	show_papers(q, q->page, &d, &papers, form->material);
	if (draft_room(&d, &papers, m) == draft_most(m) && draft_may_follow(q, &d, m))
		tree_set(q->page, "LaterHref", url(q, "/applications/%s/materials/%s/later", form->ref,
		    form->material));
	if ((e = show_earlier(q, &d, &papers, m, EARLIER_SHOWN)))
		return e;
	return reply_page(q, "material");
}

/* What files are added to: theirs, open, and with this material. */
static const struct error *
load_to_add(struct request *q, const struct material_files_form *form, struct draft *d,
    struct papers *papers)
{
	const struct error *e;

	if ((e = draft_load_papers(q, form->ref, d)) || (e = material_list(q->db, d->a->id, papers)))
		return e;
	return draft_has_material(d, form->material) ? NULL : fail(ERROR_NOT_FOUND, "no such material");
}

static int
room_of(const struct draft *d, const struct papers *papers, const char *code)
{
	int room = draft_room(d, papers, formality_material(d->f, code));

	return room > 0 ? room : 0;
}

ROOM(material_add_files, material_files)
{
	const struct error *e;
	struct papers papers;
	struct draft d;

	if ((e = load_to_add(q, form, &d, &papers)))
		return e;
	*room = (size_t)room_of(&d, &papers, form->material);
	return form->sent ? sent_find(q, &d, form->material, form->sent) : NULL;
}

/*
 * POST /applications/:ref/materials/:material: the readable files are kept; 303 back, with a
 * word about those that were not; 422 when none could be kept.
 */
HANDLER(material_add_files, material_files)
{
	struct text left = {.pool = q->pool};
	const struct error *e;
	struct papers papers;
	int kept = 0, room;
	struct draft d;

	if ((e = load_to_add(q, form, &d, &papers)))
		return e;
	room = room_of(&d, &papers, form->material);
	for (size_t i = 0; i < form->files.count; i++) {
		const struct upload *u = &form->files.at[i];

		if (u->verdict != PRESS_OK) {
			left_out(q, &left, i, u->name, press_word(u->verdict));
			continue;
		}
		e = kept < room ? material_add(q->db, d.a, form->material, u->file, q->now) :
		    fail(ERROR_INVALID, "%s has enough", form->material);
		if (e && e->kind == ERROR_INVALID) {
			left_out(q, &left, i, u->name, press_word(PRESS_TOO_MANY_FILES));
			continue;
		}
		if (e)
			return e;
		kept++;
	}
	if (!form->files.count)
		return left_all(q, LEFT_NONE);
	if (!kept) {
		left_keep(q, left.s);
		return form_again(q);
	}
	if ((e = sent_drop(q)) || (e = draft_paper_came(q, &d, form->material)))
		return e;
	return reply_see_other(q, url(q, "/applications/%s/materials/%s%s%s", form->ref,
	    form->material, left.n ? "?left=" : "", left.n ? left.s : ""));
}

/* One that another tab has removed: the answer leads to its material. */
static const struct error *
find_paper(struct request *q, const struct draft *d, int64_t id, struct paper *out)
{
	const struct error *e;
	struct papers papers;
	const char *code;

	if ((e = material_list(q->db, d->a->id, &papers)))
		return e;
	for (size_t i = 0; i < papers.count; i++)
		if (papers.at[i].id == id && draft_has_material(d, papers.at[i].code)) {
			*out = papers.at[i];
			return NULL;
		}
	if ((e = material_removed(q->db, d->a->id, id, &code)))
		return e;
	return code && draft_has_material(d, code) ?
	    reply_see_other(q, url(q, "/applications/%s/materials/%s", d->a->ref, code)) :
	    fail(ERROR_NOT_FOUND, "no such paper");
}

/* GET /applications/:ref/papers/:paper/remove: asks once, with its picture. 200; 303 once it is removed. */
HANDLER(paper_remove, by_paper)
{
	const struct error *e;
	struct paper paper;
	struct draft d;

	if ((e = draft_load(q, form->ref, &d)) || (e = find_paper(q, &d, form->paper, &paper)) ||
	    q->reply.location)
		return e;
	tree_set(q->page, "Page.Title", say(q, "papers.remove_title"));
	tree_set(q->page, "Page.Back.Href", url(q, "/applications/%s/materials/%s", form->ref,
	    paper.code));
	tree_set(q->page, "Name", local_text(q, &formality_material(d.f, paper.code)->entry->name));
	tree_set(q->page, "Form.Action", url(q, "/applications/%s/papers/%lld/remove", form->ref,
	    (long long)form->paper));
	show_paper(q, tree_make(q->page, "Paper", "It"), form->ref, &paper);
	return reply_page(q, "paper_remove");
}

/* POST …/remove: 303 to its material. */
HANDLER(paper_remove_do, by_paper)
{
	const struct error *e;
	struct paper paper;
	struct draft d;

	if ((e = draft_load(q, form->ref, &d)) || (e = find_paper(q, &d, form->paper, &paper)) ||
	    q->reply.location || (e = material_remove(q->db, d.a, form->paper, q->now)) ||
	    (e = application_save(q->db, d.a, d.a->page, q->now)))
		return e;
	return reply_see_other(q, url(q, "/applications/%s/materials/%s", form->ref, paper.code));
}

static const struct error *
send_file(struct request *q, const struct by_file_form *form, bool is_thumb)
{
	const struct error *e;
	struct result *result = NULL;
	struct application *a;
	struct bytes content;
	const char *type;

	if ((e = application_load_own(q->db, q->actor.id, form->ref, &a)) ||
	    (e = material_file(q->db, a->id, form->file, is_thumb, &type, &content)))
		return e;
	q->reply.is_embedded = true;
	/* saved from the browser's own viewer, a result has a name that says what it is */
	if (!is_thumb && (e = result_load(q->db, a->id, &result)))
		return e;
	if (result && result->file == form->file)
		q->reply.shown_as = result_file_name(q->pool, a, result);
	return reply_bytes(q, type, content, NULL);
}

/* GET /applications/:ref/files/:file: my own paper. 200, 404. */
HANDLER(file_show, by_file)
{
	return send_file(q, form, false);
}

/* GET …/thumb: a small picture of it. */
HANDLER(file_thumb, by_file)
{
	return send_file(q, form, true);
}
