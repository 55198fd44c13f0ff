/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An officer asks whether something of a matter may go to another department: exactly this, as it
 * stands on the page, to exactly them. Nothing goes before the answer is yes; no answer holds nothing up.
 */
#include "service/forward.h"

#include <string.h>

#include "base/error.h"
#include "portal/draft.h"
#include "portal/forms.h"
#include "portal/standing.h"
#include "service/department.h"
#include "service/history.h"
#include "service/person.h"
#include "store/seal.h"

/* shown: the hash of what the page had, so that a yes is for that. */
#define FORWARD_FORM(FIELD) \
	FIELD(ref,   WORD, 9,  9,  REQUIRED) \
	FIELD(shown, WORD, 43, 43, REQUIRED) \
	FIELD(agree, WORD, 2,  3,  REQUIRED)
FORM(forward, FORWARD_FORM)

struct question {
	struct application *a;
	const struct formality *f;
	struct forward_ask *ask;
	struct forward_list list;
	const char *shown;
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
	if ((e = application_open(q->db, out->a)) ||
	    (e = forward_list(q->db, out->a, out->f, out->ask->department, &out->list)))
		return e;
	out->shown = forward_shown(q->db, out->ask, &out->list);
	return NULL;
}

static const char *
mark_of(struct request *q, const struct question *question)
{
	return base64url(q->pool, keyed_hash(q->pool, "forward-shown", bytes_of(question->shown)));
}

/* Each file of a paper, to be looked at. */
static void
show_files(struct request *q, struct tree *node, const char *ref, const struct forward_list *list,
    const char *code)
{
	int n = 0;

	for (size_t i = 0; i < list->count; i++) {
		const struct forward_item *item = &list->at[i];
		struct tree *file;

		if (item->what != FORWARD_PAPER || !text_same(item->code, code))
			continue;
		file = tree_append(node, "Files");
		tree_set(file, "Href", url(q, "/applications/%s/files/%lld", ref, (long long)item->file));
		tree_set_number(file, "At", ++n);
	}
}

const struct error *
show_forward_item(struct request *q, struct tree *node, struct application *a, const struct formality *f,
    const struct forward_list *list, const struct forward_item *item)
{
	const struct error *e = NULL;
	const char *masked[8];
	size_t count = 0;

	tree_set(node, "Name", forward_item_name(q, f, item));
	if (item->is_changed)
		tree_set_number(node, "Changed", 1);
	if (item->what == FORWARD_FIELD)
		tree_set(node, "Value", show_answer(q, formality_field(f, item->code),
		    pairs_get(&a->answers, item->code)));
	else if (item->what == FORWARD_PAPER)
		show_files(q, node, a->ref, list, item->code);
	else
		e = person_contacts(q->db, a->person, masked, &count);
	for (size_t i = 0; i < count; i++)
		tree_set(tree_append(node, "Contacts"), "Masked", masked[i]);
	return e;
}

/* Why, as the officer wrote it: behind the lines of to whom and what, which the page says itself. */
static const struct error *
show_why(struct request *q, int64_t application)
{
	const char *why = NULL;
	struct events events;
	const struct error *e;

	if ((e = history_list(q->db, application, &events)))
		return e;
	for (size_t i = events.count; i-- > 0 && !why;)
		if (text_same(events.at[i].action, action_word(ACT_ASK_FORWARD)))
			why = events.at[i].detail;
	for (int line = 0; why && line < 2; line++) {
		why = strchr(why, '\n');
		why = why ? why + 1 : NULL;
	}
	tree_set(q->page, "Why", why);
	return NULL;
}

/* GET /applications/:ref/forward: what would go to whom. 200; 303 onwards when nothing is asked. */
HANDLER(forward, by_ref)
{
	const struct department *d;
	struct question question;
	const struct error *e;

	if ((e = load(q, form->ref, &question)) || (e = show_why(q, question.a->id)))
		return e;
	d = department_find(question.ask->department);
	tree_set(q->page, "Page.Title", say(q, "forward.title"));
	tree_set(q->page, "Page.Back.Href", url(q, "/applications/%s", question.a->ref));
	tree_set(q->page, "Of", local_text(q, &question.f->name));
	tree_set(q->page, "Department", d ? local_text(q, &d->name) : "");
	tree_set(q->page, "Form.Action", url(q, "/applications/%s/forward", question.a->ref));
	tree_set(q->page, "Shown", mark_of(q, &question));
	if (question.list.is_any_changed)
		show_own_day(q, q->page, "AgreedOn", question.list.since);
	for (size_t i = 0; i < question.list.count; i++)
		if (forward_is_first(&question.list, i) && forward_has_line(question.ask->items,
		    forward_line(q->db, &question.list.at[i])) &&
		    (e = show_forward_item(q, tree_append(q->page, "Items"), question.a, question.f,
		    &question.list, &question.list.at[i])))
			return e;
	return reply_page(q, "forward");
}

/* POST /applications/:ref/forward: yes or no; 303 to the tracking page; 422 if it changed since. */
HANDLER(forward_do, forward)
{
	bool is_agreed = text_same(form->agree, "yes");
	struct deed deed = {.action = is_agreed ? ACT_AGREE : ACT_DISAGREE, .role = ROLE_RESIDENT,
	    .actor = q->actor.id, .at = q->now};
	struct question question;
	const struct error *e;

	if ((e = load(q, form->ref, &question)))
		return e;
	if (!is_agreed && !text_same(form->agree, "no"))
		invalid(q, "agree", "form.not_a_choice");
	else if (is_agreed && !text_same(form->shown, mark_of(q, &question)))
		invalid(q, "agree", "forward.changed");
	if (has_problems(q))
		return form_again(q);
	deed.formality = question.f;
	if ((e = forward_ask_answer(q->db, question.ask, is_agreed ? question.shown : NULL, q->now)) ||
	    (e = application_act(q->db, question.a, &deed)))
		return e;
	return reply_see_other(q, url(q, "/applications/%s", form->ref));
}
