/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Following an application: the list, the tracking page, the receipt, who opened it. */
#include <string.h>

#include "base/error.h"
#include "portal/draft.h"
#include "portal/forms.h"
#include "portal/rating.h"
#include "portal/standing.h"
#include "service/deadline.h"
#include "service/department.h"
#include "service/history.h"
#include "service/ledger.h"
#include "service/opening.h"
#include "service/owed.h"
#include "service/presence.h"
#include "service/reference.h"
#include "service/timing.h"
#include "service/tracking.h"
#include "service/unit_name.h"
#include "web/hold.h"

#define LIST_MOST 20

#define LIST_FORM(FIELD) \
	FIELD(before,  NUMBER, 1, INT64_MAX, OPTIONAL) \
	FIELD(deleted, FLAG,   0, 1,         OPTIONAL)
FORM(list, LIST_FORM)

/* As people type it or copy it from the receipt: with dashes, in small letters. */
#define BY_TYPED_REF_FORM(FIELD) \
	FIELD(ref, WORD, 9, 14, REQUIRED)
FORM(by_typed_ref, BY_TYPED_REF_FORM)

static const char *
office(const struct request *q, const char *zh, const char *en)
{
	return unit_name(q->pool, zh, en, q->lang);
}

static void
show_state(struct request *q, struct tree *node, const struct application *a)
{
	const struct department *department = department_find(a->department);
	const struct formality *f = catalogue_find(catalogue_of(q), a->formality);

	tree_set(node, "State", state_word(a->state));
	tree_set(node, "As", a->state == STATE_VISIT && f && text_same(formality_goer(f), "self") ?
	    "visit_self" : state_word(a->state));
	tree_set(node, "Turn", turn_word(whose_turn(a->state)));
	tree_set(node, "Unit", office(q, a->unit_zh, a->unit_en));
	show_deadline(q, node, "Due", a->stopped ? 0 : a->due);
	show_missing_year(q, node, a->stopped ? 0 : a->due);
	if (a->state == STATE_TRANSFERRED && department)
		tree_set(node, "Department", local_text(q, &department->name));
}

/* Whose matter it is by the formality's own file, while it was not with them yet. */
static const char *
meant_for(struct request *q, const struct formality *f, const struct tracking *t)
{
	const struct department *d = department_find(f->department);

	return d && t->application.state == STATE_SUBMITTED && !is_handed_back(t) ?
	    local_text(q, &d->name) : NULL;
}

/* GET /applications: mine, newest first. 200. */
HANDLER(applications, list)
{
	struct applications own;
	const struct error *e;
	struct held held;

	if ((e = hold_find(q, &held)))
		return e;
	if ((e = application_list_own(q->db, q->actor.id, form->before, LIST_MOST, &own)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "applications.title"));
	if (form->deleted)
		tree_set(q->page, "Notice.Text", say(q, "discard.done"));
	if (held.id)
		tree_set(q->page, "HeldHref", url(q, "/held"));
	for (size_t i = 0; i < own.count; i++) {
		const struct application *a = &own.at[i];
		struct tree *node = tree_append(q->page, "Applications");

		tree_set(node, "Href", url(q, "/applications/%s", a->ref));
		show_ref(q, node, "Ref", a->ref);
		tree_set(node, "Name", matter_name(q, a));
		show_moment(q, node, "At", a->submitted ? a->submitted : a->saved);
		if (!a->submitted)
			tree_set_number(node, "Unsent", 1);
		if (a->state == STATE_DRAFT) {
			tree_set(node, "DeleteHref", url(q, "/applications/%s/delete", a->ref));
			show_pause(q, node, a->formality);
		}
		show_state(q, node, a);
	}
	if (own.count == LIST_MOST)
		tree_set(q->page, "More", url(q, "/applications?before=%lld",
		    (long long)own.at[own.count - 1].id));
	return reply_page(q, "applications");
}

static bool
is_accepted_without(const struct event *event)
{
	return text_same(event->action, action_word(ACT_ACCEPT_PENDING)) ||
	    (event->detail && text_same(event->action, action_word(ACT_DEEM_ACCEPTED)));
}

/* Days stand in the record as such, and are read by the reader's clock and Wenzhou's. */
static const char *
event_words(struct request *q, const struct event *event)
{
	const char *words = event_detail(q->pool, event, q->lang), *by, *rest, *papers;

	if (text_same(event->action, action_word(ACT_EXCLUDE)))
		return say1(q, "exclusion.said", exclusion_text(q, event));
	if (words && (text_same(event->action, action_word(ACT_RECOUNT)) ||
	    text_same(event->action, action_word(ACT_MORE_TIME))))
		return with_deadlines(q, words);
	if (!words || !is_accepted_without(event) || !(by = strstr(words, OWED_BY)))
		return words;
	papers = pool_bytes(q->pool, words, (size_t)(by - words));
	by += strlen(OWED_BY);
	rest = by + strcspn(by, "\n");
	by = pool_bytes(q->pool, by, (size_t)(rest - by));
	return pool_format(q->pool, "%s\n%s%s", papers, say1(q, "owed.by", with_deadlines(q, by)), rest);
}

static void
show_event(struct request *q, const struct events *events, const struct event *event)
{
	struct tree *node = tree_append(q->page, "Events");

	const char *by = office(q, event->unit_zh, event->unit_en);

	tree_set(node, "Did", say(q, event_did(q->pool, events, event)));
	tree_set(node, "By", by);
	if (by && event->number)
		tree_set(node, "Officer", say1(q, text_same(event->role, role_word(ROLE_CLERK)) ?
		    "tracking.clerk" : "tracking.officer", event->number));
	tree_set(node, "Detail", event_words(q, event));
	show_moment(q, node, "At", event->at);
}

static void
show_views(struct request *q, const struct view_list *views)
{
	for (size_t i = 0; i < views->count; i++) {
		const struct view *view = &views->at[i];
		struct tree *node = tree_append(q->page, "Views");

		tree_set(node, "Unit", office(q, view->unit_zh, view->unit_en));
		tree_set(node, "Number", view->number);
		tree_set(node, "Role", say(q, pool_format(q->pool, "views.role_%s", view->role)));
		tree_set(node, "What", say(q, pool_format(q->pool, "views.what_%s", view->what)));
		tree_set(node, "Reason", say(q, pool_format(q->pool, "views.reason_%s", view->reason)));
		show_moment(q, node, "At", view->at);
	}
}

/* A draft goes on where it stopped. */
static const struct error *
continue_draft(struct request *q, const struct tracking *t, const struct formality *f)
{
	const struct formality_page *page = formality_page(f, t->application.page);

	if (!page)
		return reply_see_other(q, url(q, "/applications/%s/form/%s", t->application.ref,
		    f->pages[0].code));
	if (page == &f->pages[f->page_count - 1])
		return reply_see_other(q, url(q, "/applications/%s/check", t->application.ref));
	return reply_see_other(q, draft_after(q, t->application.ref, f,
	    pool_format(q->pool, "form/%s", page->code)));
}

static void
show_acts(struct request *q, const struct application *a)
{
	struct act act;

	if (lifecycle_next(a->state, ACT_WITHDRAW, ROLE_RESIDENT, &act))
		tree_set(q->page, "Withdraw", url(q, "/applications/%s/withdraw", a->ref));
	if (a->state == STATE_ISSUED || a->state == STATE_CLOSED)
		tree_set(q->page, "Result", url(q, "/applications/%s/result", a->ref));
	if (a->state == STATE_CORRECTION)
		tree_set(q->page, "Correct", url(q, "/applications/%s/correction", a->ref));
	if (a->submitted) {
		tree_set(q->page, "Receipt", url(q, "/applications/%s/receipt", a->ref));
		tree_set(q->page, "DocumentsHref", url(q, "/applications/%s/documents", a->ref));
		tree_set(q->page, "PapersLang", lang_code(a->lang));
	}
	tree_set(q->page, "GuideHref", url(q, "/applications/%s/guide", a->ref));
	tree_set(q->page, "AllViews", url(q, "/applications/%s/views", a->ref));
}

static const char *
goer_suffix(struct request *q, const struct formality *f)
{
	const char *goer = formality_goer(f);

	return goer ? pool_format(q->pool, "_%s", goer) : "";
}

static void
show_next(struct request *q, const struct formality *f, const struct tracking *t,
    const char *meant, bool is_to_come)
{
	struct tree *matter = tree_make(q->page, "Matter", "It");
	const struct application *a = &t->application;
	bool is_asked = f->is_channel && a->state == STATE_SUBMITTED, is_refused = is_refusal(t);
	const char *stands = pool_format(q->pool, "%s%s", state_word(a->state),
	    a->state == STATE_VISIT ? goer_suffix(q, f) : "");
	const char *coming = pool_format(q->pool, "_visit%s", goer_suffix(q, f));

	tree_set(matter, "Meant", meant);
	tree_set(matter, "Step", pool_format(q->pool, "%s%s", stands, meant ? "_transfer" :
	    is_to_come ? coming : is_asked ? "_channel" : is_refused ? "_refused" : ""));
	tree_set(q->page, "Next", meant ? say1(q, "tracking.next_transfer", meant) :
	    say(q, is_to_come ? pool_format(q->pool, "tracking.next_accepted%s", coming) :
	    is_asked ? "tracking.next_submitted_channel" : is_refused ? "tracking.next_issued_refused" :
	    pool_format(q->pool, "next.%s", stands)));
	if (is_deemed_visit(t))
		tree_set(q->page, "Next", say2(q, "tracking.next_both", say(q, "tracking.deemed_visit"),
		    tree_get(q->page, "Next")));
	show_lateness(q, a);
	show_clocks(q, q->page, "Now");
}

/* What the correction asks for: which paper or answer, and what is wrong with it. */
static void
show_asked(struct request *q, const struct correction *c, const struct formality *f,
    const char *ref)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct correction_item *item = &c->items[i];
		const struct field_entry *field = formality_field(f, item->code);
		const struct formality_material *m = formality_material(f, item->code);
		struct tree *node = tree_append(q->page, "Asked");

		tree_set(node, "Sentence", item->sentence);
		if (strcmp(item->what, "field") == 0 && field) {
			tree_set(node, "Name", local_text(q, &field->label));
		} else if (m) {
			tree_set(node, "Name", local_text(q, &m->entry->name));
			tree_set(node, "Photo", url(q, "/applications/%s/materials/%s", ref, item->code));
		}
	}
	tree_set_number(q->page, "Items", (int64_t)c->count);
	show_deadline(q, q->page, "CorrectBy", c->due);
	show_missing_year(q, q->page, c->due);
}

/* Papers that it was accepted without: one statement more, where there was such an act. */
static const struct error *
show_owed(struct request *q, const struct tracking *t, const struct formality *f)
{
	const struct application *a = &t->application;
	bool is_owed = false;
	const struct error *e;
	struct owed owed;

	for (size_t i = 0; i < t->events.count; i++)
		is_owed |= is_accepted_without(&t->events.at[i]);
	if (!is_owed || !owed_may_come(a->state))
		return NULL;
	if ((e = owed_load(q->db, a->id, &owed)) || !owed.open)
		return e;
	show_deadline(q, q->page, "OwedBy", owed.due);
	if (q->now > owed.due)
		tree_set_number(q->page, "OwedLate", 1);
	for (size_t i = 0; i < owed.count; i++) {
		const struct formality_material *m = formality_material(f, owed.at[i].code);
		struct tree *node = tree_append(q->page, "Owed");

		tree_set(node, "Name", m ? local_text(q, &m->entry->name) : owed.at[i].code);
		tree_set(node, "Href", url(q, "/applications/%s/materials/%s", a->ref, owed.at[i].code));
		if (owed.at[i].came)
			tree_set_number(node, "Came", 1);
	}
	return NULL;
}

/* GET /applications/:ref: what I must do, where it stands. 200, 404; a draft goes on. */
HANDLER(tracking, by_typed_ref)
{
	char ref[REFERENCE_TEXT];
	const struct application *a;
	const struct formality *f;
	const struct error *e;
	struct tracking t;

	if (reference_read(form->ref, ref) && strcmp(ref, form->ref) != 0)
		return reply_see_other(q, url(q, "/applications/%s", ref));
	if ((e = tracking_load(q->db, q->actor.id, form->ref, q->now, &t)))
		return e;
	a = &t.application;
	if ((e = application_formality(q->db, catalogue_of(q), a, &f)))
		return e;
	if (a->state == STATE_DRAFT)
		return continue_draft(q, &t, f);
	if ((e = show_owed(q, &t, f)) || (e = show_promises(q, f, a)) || (e = show_rating_of(q, a)))
		return e;
	tree_set(q->page, "Page.Title", local_text(q, &f->name));
	struct tree *trail = tree_append(q->page, "Page.Trail");

	tree_set(trail, "Href", url(q, "/applications"));
	tree_set(trail, "Name", say(q, "layout.applications"));
	show_ref(q, q->page, "Ref", a->ref);
	show_state(q, tree_make(q->page, "Matter", "It"), a);
	show_holder(q, tree_make(q->page, "Matter", "It"), &t);
	show_extension(q, &t);
	if (f->law_is_unsaid && a->state != STATE_SUBMITTED)
		tree_set_number(q->page, "IsEstimate", 1);
	for (size_t i = 0; i < t.events.count; i++)
		show_event(q, &t.events, &t.events.at[i]);
	show_asked(q, &t.correction, f, a->ref);
	/* what the officer wrote last is what the resident needs now */
	if (a->state == STATE_VISIT)
		tree_set(q->page, "Reason", visit_reason(&t));
	else if (a->state == STATE_DECLINED || a->state == STATE_INTERVIEW || a->state == STATE_REFUSED)
		tree_set(q->page, "Reason", t.reason);
	show_next(q, f, &t, meant_for(q, f, &t), is_to_come(f, &t));
	show_department(q, tree_make(q->page, "Matter", "It"), &t);
	if ((e = show_forward(q, f, &t)) || (e = show_office(q, f, a)))
		return e;
	if (a->state != STATE_SUBMITTED && a->state != STATE_CORRECTION && lifecycle_is_open(a->state))
		show_elsewhere(q, f);
	show_acts(q, a);
	return reply_page(q, "tracking");
}

/* GET /applications/:ref/receipt: the number, both clocks, what happens next and by when. 200. */
HANDLER(receipt, by_ref)
{
	const struct department *department;
	const struct formality *f;
	struct application *a;
	const struct error *e;
	moment check_by;

	if ((e = application_load_own(q->db, q->actor.id, form->ref, &a)))
		return e;
	if (!a->submitted)
		return fail(ERROR_NOT_FOUND, "not submitted yet");
	if ((e = application_formality(q->db, catalogue_of(q), a, &f)) ||
	    (e = show_statements_link(q, f, a)) || (e = show_first_root(q, a)) ||
	    (e = show_office(q, f, a)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "receipt.title"));
	tree_set(q->page, "Of", local_text(q, &f->name));
	tree_set(q->page, "Mode", formality_mode_word(f->mode));
	show_ref(q, q->page, "Ref", a->ref);
	show_moment(q, q->page, "At", a->submitted);
	check_by = deadline_working(a->submitted, timing_check_days(f));
	show_deadline(q, q->page, "CheckBy", check_by);
	show_missing_year(q, q->page, check_by);
	tree_set_number(q->page, "PromiseDays", f->promise_days);
	if (presence_of(f))
		tree_set(q->page, "Waits", presence_word(presence_of(f)));
	if (f->is_channel)
		tree_set_number(q->page, "IsChannel", 1);
	if (f->law_is_unsaid)
		tree_set_number(q->page, "IsEstimate", 1);
	tree_set(q->page, "Unit", office(q, a->unit_zh, a->unit_en));
	if ((department = department_find(f->department)))
		tree_set(q->page, "Department", local_text(q, &department->name));
	tree_set(q->page, "Follow", url(q, "/applications/%s", a->ref));
	show_elsewhere(q, f);
	return reply_page(q, "receipt");
}

/* GET /applications/:ref/views: everyone who opened it, and whether the record is whole. 200. */
HANDLER(views, by_ref)
{
	struct view_list list;
	struct application *a;
	const struct error *e;
	struct chain acts, seen;
	struct evidence *evidence;

	if ((e = application_load_own(q->db, q->actor.id, form->ref, &a)) ||
	    (e = view_list(q->db, a->id, &list)) ||
	    (e = history_verify(q->db, a->id, &acts)) ||
	    (e = view_verify(q->db, a->id, &seen)) ||
	    (e = evidence_load(q->db, a->id, EVIDENCE_LAST, &evidence)))
		return e;
	if (evidence)
		show_root(q, a->ref, evidence, "root.last");
	tree_set(q->page, "Page.Title", say(q, "views.title"));
	tree_set(q->page, "Page.Back.Href", url(q, "/applications/%s", a->ref));
	tree_set(q->page, "Merged", say1(q, "views.merged",
	    pool_format(q->pool, "%d", (int)(OPENING_LASTS / MINUTE))));
	tree_set_number(q->page, "IsWhole", !acts.wrong && !seen.wrong);
	show_views(q, &list);
	return reply_page(q, "views");
}
