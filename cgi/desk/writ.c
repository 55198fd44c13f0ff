/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The statutory papers that the matter's acts have made. Opening one is recorded like the matter. */
#include "service/writ.h"

#include "base/error.h"
#include "desk/desk.h"
#include "service/reference.h"

#define BY_WRIT_FORM(FIELD) \
	FIELD(ref,  WORD,   9, 14,        REQUIRED) \
	FIELD(writ, NUMBER, 1, INT64_MAX, REQUIRED)
FORM(by_writ, BY_WRIT_FORM)

const struct error *
show_writs(struct request *q, const struct matter *m)
{
	const struct error *e;
	struct writs writs;

	if ((e = writ_list(q->db, m->a->id, &writs)))
		return e;
	for (size_t i = 0; i < writs.count; i++) {
		const struct writ *w = &writs.at[i];
		struct tree *node = tree_append(q->page, "Writs");

		tree_set(node, "Kind", writ_word(w->kind));
		show_moment(q, node, "At", w->issued);
		if (w->is_made)
			tree_set(node, "Href", url(q, "/matters/%s/documents/%lld", m->a->ref,
			    (long long)w->id));
		if (!text_same(w->standing, "valid"))
			tree_set(node, "Standing", w->standing);
	}
	return NULL;
}

/* GET /matters/:ref/documents/:writ: the PDF. 200; 404 for another matter's; 503 until it is made. */
HANDLER(writ_show, by_writ)
{
	struct opener by = opener_of(q);
	char ref[REFERENCE_SHOWN];
	const struct error *e;
	enum writ_kind kind;
	struct bytes pdf;
	struct matter m;

	if ((e = matter_load(q, form->ref, &m)) ||
	    (e = opening_load(q->db, m.a, q->actor.id, q->now, &m.opening)) ||
	    (e = opening_record(q->db, m.a, &m.opening, OPENED_MATTER, &by)) ||
	    (e = writ_pdf(q->db, m.a->id, form->writ, &kind, &pdf)))
		return e;
	reference_show(m.a->ref, ref);
	q->reply.shown_as = pool_format(q->pool, "%s-%s.pdf", ref, writ_word(kind));
	return reply_bytes(q, "application/pdf", pdf, NULL);
}
