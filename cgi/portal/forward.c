/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An officer asks whether something of a matter may go to another department: exactly this, to
 * exactly them. Nothing goes before the answer is yes; no answer holds nothing up.
 */
#include "service/forward.h"

#include <string.h>

#include "base/error.h"
#include "portal/draft.h"
#include "portal/forms.h"
#include "service/department.h"
#include "service/tracking.h"

#define FORWARD_FORM(FIELD) \
	FIELD(ref,   WORD, 9, 9, REQUIRED) \
	FIELD(agree, WORD, 2, 3, REQUIRED)
FORM(forward, FORWARD_FORM)

struct question {
	struct application *a;
	const struct formality *f;
	struct forward_ask *ask;
};

/* ERROR_ENDED when nothing is asked, or not any more. */
static const struct error *
load(struct request *q, const char *ref, struct question *out)
{
	const struct error *e;

	if ((e = application_load_own(q->db, q->actor.id, ref, &out->a)) ||
	    (e = application_formality(q->db, catalogue_of(q), out->a, &out->f)) ||
	    (e = forward_ask_load(q->db, out->a->id, &out->ask)))
		return e;
	if (!out->ask || out->ask->answered || (out->a->state != STATE_SUBMITTED &&
	    out->a->state != STATE_ACCEPTED))
		return fail(ERROR_ENDED, "nothing is asked");
	return application_open(q->db, out->a);
}

/* One line of the question: the answer itself beside its name; of papers the name. */
static void
show_line(struct request *q, const struct question *question, const char *line)
{
	struct tree *node = tree_append(q->page, "Items");
	const char *code = strchr(line, ' ');
	const struct formality_material *m = code ? formality_material(question->f, code + 1) : NULL;
	const struct field_entry *field = code ? formality_field(question->f, code + 1) : NULL;

	if (!code) {
		tree_set(node, "Name", say(q, "forward.contact"));
	} else if (text_starts(line, "field ") && field) {
		tree_set(node, "Name", local_text(q, &field->label));
		if (pairs_get(&question->a->answers, field->code))
			tree_set(node, "Value", show_answer(q, field,
			    pairs_get(&question->a->answers, field->code)));
	} else {
		tree_set(node, "Name", m ? local_text(q, &m->entry->name) : code + 1);
	}
}

/* GET /applications/:ref/forward: what would go to whom. 200; 303 onwards when nothing is asked. */
HANDLER(forward, by_ref)
{
	const struct department *d;
	struct question question;
	const struct error *e;

	if ((e = load(q, form->ref, &question)))
		return e;
	d = department_find(question.ask->department);
	tree_set(q->page, "Page.Title", say(q, "forward.title"));
	tree_set(q->page, "Page.Back.Href", url(q, "/applications/%s", question.a->ref));
	tree_set(q->page, "Of", local_text(q, &question.f->name));
	tree_set(q->page, "Department", d ? local_text(q, &d->name) : "");
	tree_set(q->page, "Form.Action", url(q, "/applications/%s/forward", question.a->ref));
	for (const char *p = question.ask->items; *p; p += strspn(p, "\n")) {
		size_t n = strcspn(p, "\n");

		show_line(q, &question, pool_bytes(q->pool, p, n));
		p += n;
	}
	return reply_page(q, "forward");
}

/* POST /applications/:ref/forward: yes or no; 303 to the tracking page. */
HANDLER(forward_do, forward)
{
	bool is_agreed = text_same(form->agree, "yes");
	struct deed deed = {.action = is_agreed ? ACT_AGREE : ACT_DISAGREE, .role = ROLE_RESIDENT,
	    .actor = q->actor.id, .at = q->now};
	struct question question;
	const struct error *e;

	if ((e = load(q, form->ref, &question)))
		return e;
	if (!is_agreed && !text_same(form->agree, "no")) {
		invalid(q, "agree", "form.not_a_choice");
		return form_again(q);
	}
	deed.formality = question.f;
	if ((e = forward_ask_answer(q->db, question.ask, is_agreed, q->now)) ||
	    (e = application_act(q->db, question.a, &deed)))
		return e;
	return reply_see_other(q, url(q, "/applications/%s", form->ref));
}
