/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A draft is thrown away: asked once, then nothing of it is left. */
#include "base/error.h"
#include "portal/draft.h"
#include "portal/forms.h"
#include "service/discard.h"

static const struct error *
load(struct request *q, const char *ref, struct application **a)
{
	const struct error *e = application_load_own(q->db, q->actor.id, ref, a);

	if (e)
		return e;
	return (*a)->state == STATE_DRAFT ? NULL : fail(ERROR_ENDED, "no draft");
}

/* GET /applications/:ref/delete: which one, and that nothing of it stays. 200; 410 once submitted. */
HANDLER(draft_delete, by_ref)
{
	const struct formality *f;
	struct application *a;
	const struct error *e;

	if ((e = load(q, form->ref, &a)) ||
	    (e = application_formality(q->db, catalogue_of(q), a, &f)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "discard.title"));
	tree_set(q->page, "Page.Back.Href", url(q, "/applications"));
	tree_set(q->page, "Of", local_text(q, &f->name));
	show_ref(q, q->page, "Ref", a->ref);
	show_moment(q, q->page, "Saved", a->saved);
	tree_set(q->page, "GoOnHref", url(q, "/applications/%s", form->ref));
	tree_set(q->page, "Form.Action", url(q, "/applications/%s/delete", form->ref));
	return reply_page(q, "draft_delete");
}

/* POST /applications/:ref/delete: 303 to the list, with a word; 404 for another's; 410. */
HANDLER(draft_delete_do, by_ref)
{
	struct application *a;
	const struct error *e;

	if ((e = load(q, form->ref, &a)) || (e = discard_draft(q->db, a)))
		return e;
	return reply_see_other(q, url(q, "/applications?deleted=1"));
}
