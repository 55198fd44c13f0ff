/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is kept beyond its time, and why (service/holding.h). */
#include "service/holding.h"

#include "base/error.h"
#include "desk/affairs.h"
#include "desk/forms.h"
#include "service/application.h"
#include "service/bar.h"
#include "service/history.h"
#include "service/reference.h"

#define HOLD_WHICH_FORM(FIELD) \
	FIELD(ref, WORD, 9, 14, OPTIONAL)
FORM(hold_which, HOLD_WHICH_FORM)

/* end: it may go again. */
#define HOLD_FORM(FIELD) \
	FIELD(ref,    WORD, 9, 14,               REQUIRED) \
	FIELD(reason, TEXT, 4, HOLD_REASON_MOST, OPTIONAL) \
	FIELD(end,    FLAG, 0, 1,                OPTIONAL)
FORM(hold, HOLD_FORM)

/* Of whichever unit: nothing of it but the number is shown. */
static const struct error *
find(struct request *q, const char *typed, struct application **out)
{
	char ref[REFERENCE_TEXT];
	const struct error *e;
	bool is_barred;

	if (!reference_read(typed, ref))
		return fail(ERROR_NOT_FOUND, "not a reference");
	if ((e = holding_matter(q->db, ref, out)) || (e = bar_is(q->db, *out, q->actor.id, &is_barred)))
		return e;
	return is_barred ? fail(ERROR_BARRED, "their own, their family's or of somebody they know") : NULL;
}

/* GET /holds: by its number, of whichever unit; 303 to it. 200 without a number, 404. */
HANDLER(hold_find, hold_which)
{
	struct application *a;
	const struct error *e;

	if (form->ref) {
		if ((e = find(q, form->ref, &a)))
			return e;
		return reply_see_other(q, url(q, "/holds/%s", a->ref));
	}
	tree_set(q->page, "Find.Href", url(q, "/holds"));
	tree_set(q->page, "All.Href", url(q, "/retention"));
	tree_set(q->page, "Page.Title", say(q, "desk.hold.title"));
	return reply_page(q, "hold");
}

static const struct error *
show_hold(struct request *q, const struct holding *h)
{
	const struct error *e;
	bool may_end;

	if ((e = holding_may_end(q->db, h, q->actor.unit, &may_end)))
		return e;
	show_words(q->page, q->pool, "Hold.Words", h->reason ? h->reason : "");
	tree_set(q->page, "Hold.By", h->number);
	tree_set(q->page, "Hold.Unit", q->lang == LANG_ZH ? h->unit_zh : h->unit_en);
	show_moment(q, q->page, "Hold.Since", h->made);
	if (may_end)
		tree_set_number(q->page, "Hold.MayEnd", 1);
	return NULL;
}

/* GET /holds/:ref: why it is kept beyond its time, or the form for it. 200, 404. */
HANDLER(hold, by_ref)
{
	const struct error *e, *unseen;
	char ref[REFERENCE_SHOWN];
	struct application *a;
	struct holding *h;
	struct matter m;

	if ((e = find(q, form->ref, &a)) || (e = holding_find(q->db, a->id, &h)))
		return e;
	if (h && (e = show_hold(q, h)))
		return e;
	if (!h && whose_turn(a->state) == TURN_NOBODY)
		tree_set_number(q->page, "MayHold", 1);
	reference_show(a->ref, ref);
	tree_set(q->page, "Ref", ref);
	if (!(unseen = matter_load(q, a->ref, &m)))
		tree_set(q->page, "MatterHref", url(q, "/matters/%s", a->ref));
	tree_set(q->page, "All.Href", url(q, "/retention"));
	tree_set(q->page, "Page.Title", say(q, "desk.hold.title"));
	return reply_page(q, "hold");
}

/* POST /holds/:ref: set, or ended; 303 to it. */
HANDLER(hold_do, hold)
{
	struct deed by = {.role = role_of(q), .actor = q->actor.id, .unit = q->actor.unit, .at = q->now};
	struct application *a;
	const struct error *e;

	if ((e = find(q, form->ref, &a)))
		return e;
	if (!form->end && !form->reason) {
		invalid(q, "reason", "form.required");
		return form_again(q);
	}
	e = form->end ? holding_end(q->db, a, &by) : holding_set(q->db, a, form->reason, &by);
	if (e && e->kind == ERROR_CONFLICT && !e->code) {
		invalid(q, NULL, "desk.hold.first");
		return form_again(q);
	}
	if (e || (e = audit_done(q, form->end ? AUDIT_HOLD_END : AUDIT_HOLD, 0, a->ref, NULL)))
		return e;
	return reply_see_other(q, url(q, "/holds/%s", a->ref));
}
