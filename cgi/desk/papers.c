/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The viewer: one paper at a time, turned and zoomed by links; scripts do the same faster. */
#include "desk/desk.h"

#define IS_PDF(paper) text_same((paper)->type, "application/pdf")

static const char *
material_name(struct request *q, const struct matter *m, const char *code)
{
	const struct formality_material *material = formality_material(m->f, code);

	return material ? office_label(q, &material->entry->name) : code;
}

static const char *
view_url(const struct request *q, const struct matter *m, const struct looking *looking,
    int64_t file, int64_t turn, int64_t zoom)
{
	return url(q, "/matters/%s?file=%lld&turn=%lld&zoom=%lld%s%s#viewer", m->a->ref, (long long)file,
	    (long long)turn, (long long)zoom, looking->list ? "&" : "",
	    looking->list ? looking->list : "");
}

/* Which of its material's files this is, from 1. */
static int
place_in(const struct papers *papers, size_t at, int *of)
{
	int place = 0;

	*of = 0;
	for (size_t i = 0; i < papers->count; i++)
		if (text_same(papers->at[i].code, papers->at[at].code)) {
			(*of)++;
			if (i <= at)
				place++;
		}
	return place;
}

static void
show_stage(struct request *q, const struct matter *m, const struct papers *papers, size_t here,
    const struct looking *looking)
{
	const struct paper *paper = &papers->at[here];
	int64_t turn = looking->turn, zoom = looking->zoom;
	int of, place = place_in(papers, here, &of);

	tree_set(q->page, "Viewer.Name", material_name(q, m, paper->code));
	tree_set_number(q->page, "Viewer.Place", place);
	tree_set_number(q->page, "Viewer.Of", of);
	tree_set(q->page, "Viewer.Src", url(q, "/matters/%s/files/%lld", m->a->ref,
	    (long long)paper->file));
	if (IS_PDF(paper))
		tree_set_number(q->page, "Viewer.IsPdf", 1);
	tree_set_number(q->page, "Viewer.PageCount", paper->pages);
	tree_set_number(q->page, "Viewer.Turn", turn);
	tree_set_number(q->page, "Viewer.Zoom", zoom);
	tree_set(q->page, "Viewer.TurnHref",
	    view_url(q, m, looking, paper->file, (turn + 90) % 360, zoom));
	tree_set(q->page, "Viewer.InHref",
	    view_url(q, m, looking, paper->file, turn, zoom < 4 ? zoom + 1 : 4));
	tree_set(q->page, "Viewer.OutHref",
	    view_url(q, m, looking, paper->file, turn, zoom > 1 ? zoom - 1 : 1));
	if (papers->count > 1)
		tree_set(q->page, "Viewer.NextHref",
		    view_url(q, m, looking, papers->at[(here + 1) % papers->count].file, 0, 1));
}

/* What is asked for, and how much of it is there. */
static void
show_wanted(struct request *q, const struct matter *m, const struct papers *papers,
    const struct correction *correction)
{
	for (size_t i = 0; i < m->f->material_count; i++) {
		const struct formality_material *material = &m->f->materials[i];
		const char *code = material->entry->code;
		struct tree *node;
		int count = 0;

		for (size_t j = 0; j < papers->count; j++)
			count += text_same(papers->at[j].code, code);
		if (!count && !formality_is_upload(material))
			continue;
		node = tree_append(q->page, "Materials");
		tree_set(node, "Name", office_label(q, &material->entry->name));
		tree_set_number(node, "Count", count);
		if (material->is_optional)
			tree_set_number(node, "Optional", 1);
		if (correction && correction->answered &&
		    correction_has(correction, "material", code))
			tree_set_number(node, "Fixed", 1);
	}
}

/* May its material be asked for again: in a second notice only what was sent after the first one. */
static bool
may_be_asked(const struct request *q, const struct matter *m, const struct papers *papers,
    const struct correction *before, const char *code)
{
	const struct formality_material *material = formality_material(m->f, code);

	return material && formality_is_upload(material) && may_act(q, m, ACT_ASK_CORRECTION) &&
	    (!before || correction_is_changed(before, &m->was, &m->a->answers, papers, "material", code));
}

/* What is usually wrong with a photograph: one tap, and the notice is filled in. */
static void
show_slips(struct request *q, const struct matter *m, const char *code)
{
	const char *base = pool_format(q->pool, "%s%sready-material-",
	    matter_url(q, m->a->ref, "correction"), list_query(q) ? "&" : "?"), *word;

	tree_set(q->page, "Slip.Base", base);
	for (size_t i = 0; (word = sentence_fitting(SENTENCE_MATERIAL, true, i)); i++) {
		struct tree *node = tree_append(q->page, "Slips");

		tree_set(node, "Word", word);
		tree_set(node, "Href", pool_format(q->pool, "%s%s-%s=1", base, code, word));
		tree_set(node, "Text", say(q, pool_format(q->pool, "desk.slip.%s", word)));
		tree_set_number(node, "Key", (int64_t)i + 1);
	}
}

size_t
paper_here(const struct papers *papers, const struct looking *looking)
{
	for (size_t i = 0; i < papers->count; i++)
		if (papers->at[i].file == looking->file)
			return i;
	return 0;
}

bool
paper_proves(const struct matter *m, const struct paper *paper, const char *field)
{
	const struct formality_material *material = formality_material(m->f, paper->code);

	return material && material->entry->proves &&
	    text_has_word(material->entry->proves, field);
}

void
show_paper_link(struct request *q, struct tree *node, const struct matter *m,
    const struct papers *papers, size_t at, const struct looking *looking)
{
	const struct paper *paper = &papers->at[at];
	const struct formality_material *material = formality_material(m->f, paper->code);
	int of;

	tree_set_number(node, "Number", (int64_t)at + 1);
	tree_set(node, "Name", material_name(q, m, paper->code));
	tree_set_number(node, "Place", place_in(papers, at, &of));
	tree_set(node, "Href", view_url(q, m, looking, paper->file, 0, 1));
	if (material)
		tree_set(node, "Proves", material->entry->proves);
	/* the script changes a picture in its place; a PDF is another kind of stage */
	if (!IS_PDF(paper) && !IS_PDF(&papers->at[paper_here(papers, looking)]))
		tree_set(node, "Src", url(q, "/matters/%s/files/%lld", m->a->ref,
		    (long long)paper->file));
	if (at == paper_here(papers, looking))
		tree_set_number(node, "Here", 1);
}

void
show_papers(struct request *q, struct matter *m, const struct papers *papers,
    const struct correction *correction, const struct looking *looking)
{
	const char *here;

	show_wanted(q, m, papers, correction);
	for (size_t i = 0; i < papers->count; i++) {
		struct tree *node = tree_append(q->page, "Papers");

		show_paper_link(q, node, m, papers, i, looking);
		tree_set_number(node, "Round", papers->at[i].round);
		if (may_be_asked(q, m, papers, correction, papers->at[i].code))
			tree_set(node, "Code", papers->at[i].code);
		if (is_news(m, papers->at[i].added)) {
			tree_set_number(node, "New", 1);
			m->news[NEWS_PAPERS]++;
		}
	}
	if (!papers->count)
		return;
	here = papers->at[paper_here(papers, looking)].code;
	show_stage(q, m, papers, paper_here(papers, looking), looking);
	if (may_be_asked(q, m, papers, correction, here))
		show_slips(q, m, here);
}
