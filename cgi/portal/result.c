/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The result: read, its paper and its file fetched, taken. */
#include <string.h>

#include "base/error.h"
#include "portal/draft.h"
#include "portal/forms.h"
#include "portal/rating.h"
#include "service/decision.h"
#include "service/department.h"
#include "service/staff.h"
#include "service/unit_name.h"
#include "service/writ.h"

static const struct error *
load_result(struct request *q, const char *ref, struct application **a, struct result **result)
{
	const struct error *e;

	if ((e = application_load_own(q->db, q->actor.id, ref, a)) ||
	    (e = result_load(q->db, (*a)->id, result)))
		return e;
	return *result ? NULL : fail(ERROR_NOT_FOUND, "no result yet");
}

/* The sealed paper of it, once it is made. */
static const struct error *
show_sealed(struct request *q, const struct application *a)
{
	const struct error *e;
	struct writs writs;

	if ((e = writ_list(q->db, a->id, &writs)))
		return e;
	for (size_t i = 0; i < writs.count; i++) {
		if (writs.at[i].kind != WRIT_RESULT || !text_same(writs.at[i].standing, "valid"))
			continue;
		tree_set_number(q->page, "Sealed", 1);
		if (writs.at[i].is_made)
			tree_set(q->page, "Sealed.Href", url(q, "/applications/%s/documents/%lld", a->ref,
			    (long long)writs.at[i].id));
	}
	return NULL;
}

/* GET /applications/:ref/result: what was decided, how it arrives, the sealed paper, the file. 200, 404. */
HANDLER(result, by_ref)
{
	const struct department *department;
	const struct formality *f;
	struct decision *decision;
	struct application *a;
	struct result *result;
	const struct error *e;

	if ((e = load_result(q, form->ref, &a, &result)) ||
	    (e = application_formality(q->db, catalogue_of(q), a, &f)) ||
	    (e = decision_load(q->db, a->id, &decision)) || (e = show_rating_of(q, a)) ||
	    (e = show_sealed(q, a)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "result.title"));
	tree_set(q->page, "Page.Back.Href", url(q, "/applications/%s", form->ref));
	tree_set(q->page, "Of", local_text(q, &f->name));
	tree_set(q->page, "Text", result->text);
	/* a department's own words; of ours the paper has the Chinese */
	tree_set(q->page, "Original", decision ? NULL : result->original);
	tree_set(q->page, "Delivery", result->delivery);
	if (text_same(result->delivery, formality_delivery_word(DELIVERY_COUNTER)))
		tree_set(q->page, "DeliveryText", local_text(q, &f->counter));
	tree_set(q->page, "DeliveryNote", result->delivery_note);
	show_moment(q, q->page, "Issued", result->issued);
	if (!decision && (department = department_find(a->department)))
		tree_set(q->page, "Department", local_text(q, &department->name));
	if (result->told_by)
		tree_set(q->page, "Told", say2(q, pool_format(q->pool, "result.told_%s", result->told_by),
		    unit_name(q->pool, a->unit_zh, a->unit_en, q->lang), day_text(q, result->told_on)));
	if (decision && !decision->is_approval) {
		tree_set_number(q->page, "Refused", 1);
		tree_set(q->page, "Remedy", say1(q, writ_remedy(a->formality),
		    say(q, writ_government(staff_area(q->pool, a->unit)))));
		/* the text that was handed over begins with it, unless the officer wrote another */
		if (!result->text || !strstr(result->text, decision->reason))
			tree_set(q->page, "Reason", decision->reason);
	}
	if (result->file)
		tree_set(q->page, "File", url(q, "/applications/%s/files/%lld", form->ref,
		    (long long)result->file));
	if (a->state == STATE_ISSUED)
		tree_set_number(q->page, "Open", 1);
	tree_set(q->page, "Form.Action", url(q, "/applications/%s/result", form->ref));
	return reply_page(q, "result");
}

/* POST /applications/:ref/result: "I have it": closes. 303 back to it; once closed, to the tracking page. */
HANDLER(result_fetch, by_ref)
{
	struct deed deed = {.action = ACT_CLOSE, .role = ROLE_RESIDENT, .actor = q->actor.id,
	    .at = q->now};
	struct application *a;
	struct result *result;
	const struct error *e;

	if ((e = load_result(q, form->ref, &a, &result)))
		return e;
	/* by another tab, or by its clock */
	if (a->state == STATE_CLOSED)
		return reply_see_other(q, url(q, "/applications/%s", form->ref));
	if ((e = application_formality(q->db, catalogue_of(q), a, &deed.formality)) ||
	    (e = result_fetched(q->db, a->id, q->now)) || (e = application_act(q->db, a, &deed)))
		return e;
	return reply_see_other(q, url(q, "/applications/%s/result", form->ref));
}
