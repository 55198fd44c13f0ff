/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "portal/earlier.h"

#include <string.h>

#include "base/error.h"
#include "portal/forms.h"
#include "service/bearer.h"

#define TAKE_FORM(FIELD) \
	FIELD(ref,      WORD, 9, 9,  REQUIRED) \
	FIELD(material, WORD, 1, 40, REQUIRED) \
	FIELD(from,     WORD, 9, 9,  REQUIRED) \
	FIELD(kind,     WORD, 1, 40, REQUIRED)
FORM(take, TAKE_FORM)

const char *
paper_name(const struct request *q, const struct own_paper *paper)
{
	return paper->entry ? local_text(q, &paper->entry->name) : paper->code;
}

void
show_own_paper(struct request *q, struct tree *node, const struct own_paper *paper)
{
	const struct paper file = {.file = paper->file, .type = paper->type, .pages = paper->pages};

	show_paper(q, node, paper->ref, &file);
	tree_set(node, "OwnHref", url(q, "/papers/%lld", (long long)paper->file));
}

static const struct error *
offers_of(struct request *q, const struct draft *d, const struct material_entry *const *entries,
    size_t count, struct own_papers *out)
{
	const struct error *e = paper_offers(q->db, d->a, entries, count, out);

	return e ? e : bearer_trace(q->db, catalogue_of(q), d->a->person, out);
}

static bool
suits(const struct request *q, const struct draft *d, const struct formality_material *m,
    const struct own_paper *paper)
{
	return paper_suits(m->entry, bearer_of(d->f, m->entry, &d->a->answers), paper, q->now);
}

const struct error *
earlier_of_all(struct request *q, const struct draft *d, struct own_papers *out)
{
	const struct material_entry **entries = pool_zero(q->pool,
	    (d->f->material_count + 1) * sizeof *entries);
	size_t count = 0;

	for (size_t i = 0; i < d->f->material_count; i++)
		if (formality_is_upload(&d->f->materials[i]))
			entries[count++] = d->f->materials[i].entry;
	return offers_of(q, d, entries, count, out);
}

bool
has_earlier(const struct request *q, const struct draft *d, const struct own_papers *before,
    const struct formality_material *m)
{
	for (size_t i = 0; i < before->count; i++)
		if (suits(q, d, m, &before->at[i]))
			return true;
	return false;
}

/* It is there already, or does not suit. */
static bool
is_offered(const struct request *q, const struct draft *d, const struct papers *papers,
    const struct formality_material *m, const struct own_paper *paper)
{
	for (size_t i = 0; i < papers->count; i++)
		if (papers->at[i].file == paper->file &&
		    strcmp(papers->at[i].code, m->entry->code) == 0)
			return false;
	return suits(q, d, m, paper);
}

static bool
is_together(const struct own_paper *a, const struct own_paper *b)
{
	return strcmp(a->ref, b->ref) == 0 && strcmp(a->code, b->code) == 0;
}

/* "ID card or passport" may have been either: whoever photographed it knows whether it is this one. */
static bool
may_be_another(const struct request *q, const char *code)
{
	const struct material_entry *entry = dictionary_material(catalogue_of(q)->dictionary, code);

	return entry && entry->is_various;
}

static struct tree *
begin_group(struct request *q, const struct draft *d, const struct formality_material *m,
    const struct own_paper *paper)
{
	struct tree *group = tree_append(q->page, "Earlier");

	tree_set(group, "From", paper->ref);
	tree_set(group, "Kind", paper->code);
	tree_set(group, "Href", url(q, "/applications/%s/materials/%s/again", d->a->ref,
	    m->entry->code));
	if (strcmp(paper_name(q, paper), local_text(q, &m->entry->name)) != 0) {
		tree_set(group, "Name", paper_name(q, paper));
		if (strcmp(paper->code, m->entry->code) != 0 && may_be_another(q, paper->code))
			tree_set(group, "If", say1(q, "papers.if", local_text(q, &m->entry->name)));
	}
	tree_set(group, "Text", say2(q, "papers.from", own_day_text(q, paper->uploaded),
	    formality_name(q, paper->formality)));
	return group;
}

const struct error *
show_earlier(struct request *q, const struct draft *d, const struct papers *papers,
    const struct formality_material *m, int most)
{
	int room = draft_room(d, papers, m), groups = 0, count = 0;
	const struct own_paper *before = NULL;
	struct own_papers offers;
	struct tree *group = NULL;
	const struct error *e;

	if (room <= 0)
		return NULL;
	if ((e = offers_of(q, d, &m->entry, 1, &offers)))
		return e;
	for (size_t i = 0; i < offers.count; i++) {
		const struct own_paper *paper = &offers.at[i];

		if (!is_offered(q, d, papers, m, paper))
			continue;
		if (!before || !is_together(before, paper)) {
			if (most && ++groups > most) {
				tree_set(q->page, "EarlierHref", url(q, "/applications/%s/materials/%s/again",
				    d->a->ref, m->entry->code));
				break;
			}
			group = begin_group(q, d, m, paper);
			count = 0;
		}
		before = paper;
		if (count == room)
			continue;
		show_own_paper(q, tree_append(group, "Papers"), paper);
		tree_set_number(group, "Count", ++count);
	}
	return NULL;
}

static const struct error *
load_material(struct request *q, const char *ref, const char *material, struct draft *d,
    struct papers *papers, const struct formality_material **m)
{
	const struct error *e;

	if ((e = draft_load_papers(q, ref, d)) || (e = material_list(q->db, d->a->id, papers)))
		return e;
	if (!draft_has_material(d, material))
		return fail(ERROR_NOT_FOUND, "no such material");
	*m = formality_material(d->f, material);
	return NULL;
}

/* GET /applications/:ref/materials/:material/again: all that suits, of whatever application. 200. */
HANDLER(material_again, by_material)
{
	const struct formality_material *m;
	const struct error *e;
	struct papers papers;
	struct draft d;

	if ((e = load_material(q, form->ref, form->material, &d, &papers, &m)) ||
	    (e = show_earlier(q, &d, &papers, m, 0)))
		return e;
	tree_set(q->page, "Page.Title", local_text(q, &m->entry->name));
	tree_set(q->page, "Page.Back.Href", url(q, "/applications/%s/materials/%s", form->ref,
	    form->material));
	return reply_page(q, "material_again");
}

/*
 * POST …/again: those of one application become papers of this one too; 303 to the material, 404 for
 * what is not theirs, does not suit, or is no more.
 */
HANDLER(material_take_do, take)
{
	const struct formality_material *m;
	const struct error *e;
	struct own_papers offers;
	struct papers papers;
	int taken = 0, room;
	struct draft d;

	if ((e = load_material(q, form->ref, form->material, &d, &papers, &m)) ||
	    (e = offers_of(q, &d, &m->entry, 1, &offers)))
		return e;
	room = draft_room(&d, &papers, m);
	for (size_t i = 0; i < offers.count && taken < room; i++) {
		const struct own_paper *paper = &offers.at[i];

		if (strcmp(paper->ref, form->from) != 0 || strcmp(paper->code, form->kind) != 0 ||
		    !is_offered(q, &d, &papers, m, paper))
			continue;
		if ((e = material_take(q->db, d.a, form->material, paper->file, q->now)))
			return e;
		taken++;
	}
	if (!taken)
		return fail(ERROR_NOT_FOUND, "nothing to take");
	if ((e = draft_paper_came(q, &d, form->material)))
		return e;
	return reply_see_other(q, url(q, "/applications/%s/materials/%s", form->ref, form->material));
}
