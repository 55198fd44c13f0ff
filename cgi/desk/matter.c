/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One matter on one screen: answers beside papers, what happened, the clock, and what may be
 * done next. To open it is an act of its own: it is recorded before anything is shown, and
 * the resident reads who it was.
 */
#include <stdio.h>

#include "base/error.h"
#include "desk/filter.h"
#include "desk/forms.h"
#include "service/calendar.h"
#include "service/catalogue.h"
#include "service/department.h"
#include "service/person.h"
#include "service/reference.h"
#include "service/review.h"
#include "service/timing.h"

#define MATTER_FORM(FIELD) \
	FIELD(ref,  WORD,   9, 14,        REQUIRED) \
	FIELD(file, NUMBER, 1, INT64_MAX, OPTIONAL) \
	FIELD(turn, NUMBER, 0, 270,       OPTIONAL) \
	FIELD(zoom, NUMBER, 1, 4,         OPTIONAL) \
	VIEW_FIELDS(FIELD)
FORM(matter, MATTER_FORM)

/*
 * A branch centre's approvers decide for its service sites, which have none; supervisors answer for all
 * below, as supervision counts it: each number leads to matters that they may open.
 */
bool
looks_after(const struct request *q, const struct holder *h)
{
	return h->unit == q->actor.unit || (q->actor.who == WHO_SUPERVISOR && h->is_under) ||
	    (q->actor.who == WHO_APPROVER && h->parent == q->actor.unit &&
	    text_same(h->kind, "service-site"));
}

const struct error *
matter_load(struct request *q, const char *typed, struct matter *out)
{
	char ref[REFERENCE_TEXT];
	const struct error *e;

	*out = (struct matter){0};
	if (!reference_read(typed, ref))
		return fail(ERROR_NOT_FOUND, "not a reference");
	if ((e = application_load_desk(q->db, q->actor.unit, q->actor.id, ref, &out->a)))
		return e;
	/* the statement has looked for it in this unit and those below */
	if (!looks_after(q, &(struct holder){out->a->unit, out->a->unit_parent, out->a->unit_kind, true}))
		return fail(ERROR_NOT_FOUND, "of a unit below, and not theirs to look after");
	if (out->a->is_barred)
		return fail(ERROR_BARRED, "their own, their family's or of somebody they know");
	return application_formality(q->db, catalogue_of(q), out->a, &out->f);
}

struct opener
opener_of(const struct request *q)
{
	return (struct opener){q->actor.id, q->actor.unit, role_of(q), q->now, NULL};
}

const struct error *
opener_for(struct request *q, const struct application *a, struct opener *out)
{
	const struct error *e = NULL;
	int64_t id = 0;

	*out = opener_of(q);
	if (q->actor.who == WHO_SUPERVISOR && !lifecycle_is_open(a->state))
		e = review_open(q->db, a->id, q->actor.id, &id);
	if (id)
		out->reason = "review";
	return e;
}

const struct error *
matter_open(struct request *q, const char *ref, struct matter *out)
{
	const struct error *e;
	struct opener by;

	if ((e = calendar_refresh(q->db)) || (e = matter_load(q, ref, out)) ||
	    (e = opener_for(q, out->a, &by)) ||
	    (e = opening_load(q->db, out->a, q->actor.id, q->now, &out->opening)))
		return e;
	return opening_record(q->db, out->a, &out->opening, OPENED_MATTER, &by);
}

static void
show_holder(struct request *q, const struct matter *m)
{
	const struct application *a = m->a;
	const struct department *department = department_find(a->department);
	const struct department *meant = department_find(m->f->department);

	tree_set(q->page, "Matter.Unit", q->lang == LANG_ZH ? a->unit_zh : a->unit_en);
	if (department)
		tree_set(q->page, "Matter.Department", local_text(q, &department->name));
	else if (meant && whose_turn(a->state) != TURN_NOBODY)
		tree_set(q->page, "Matter.Meant", local_text(q, &meant->name));
	if (!a->officer || whose_turn(a->state) != TURN_OFFICE)
		return;
	tree_set(q->page, "Matter.Officer", a->officer_number);
	show_moment(q, q->page, "Matter.Claimed", a->claimed);
	if (a->officer == q->actor.id)
		tree_set_number(q->page, "Matter.IsMine", 1);
	else
		tree_set_number(q->page, "Matter.IsOthers", 1);
}

/* The state's tag: amber while the resident is waited for, red when refused, green when done. */
static const char *
tag_of(enum state state)
{
	switch (state) {
	case STATE_CORRECTION:
	case STATE_INTERVIEW:
	case STATE_VISIT:
		return "wait";
	case STATE_REFUSED:
	case STATE_DECLINED:
		return "stop";
	case STATE_APPROVED:
	case STATE_ISSUED:
	case STATE_CLOSED:
		return "done";
	case STATE_WITHDRAWN:
		return "grey";
	default:
		return "plain";
	}
}

/* What the running period is for. */
static const char *
due_key(enum state state)
{
	switch (state) {
	case STATE_SUBMITTED:
		return "desk.clock_check";
	case STATE_APPROVED:
	case STATE_REFUSED:
		return "desk.clock_delivery";
	default:
		return "desk.clock_due";
	}
}

void
matter_head(struct request *q, const struct matter *m)
{
	const struct application *a = m->a;
	struct due due = {a->state, a->due, a->stopped, a->is_extended, m->f->promise_days,
	    timing_check_days(m->f)};
	char ref[REFERENCE_SHOWN];

	reference_show(a->ref, ref);
	tree_set(q->page, "Matter.Ref", ref);
	tree_set(q->page, "Matter.Href", matter_url(q, a->ref, NULL));
	tree_set(q->page, "Matter.RevealHref", matter_url(q, a->ref, "reveal"));
	tree_set(q->page, "Matter.Name", local_text(q, &m->f->name));
	tree_set(q->page, "Matter.State", say(q, pool_format(q->pool, "state.%s",
	    state_word(a->state))));
	tree_set(q->page, "Matter.StateWord", state_word(a->state));
	tree_set(q->page, "Matter.Tag", tag_of(a->state));
	tree_set(q->page, "Matter.Rule", say(q, pool_format(q->pool, "desk.rule.%s%s",
	    state_word(a->state), a->state != STATE_SUBMITTED ? "" : m->f->is_channel ? "_channel" :
	    m->f->mode == MODE_TRANSFER ? "_transfer" : "")));
	tree_set_number(q->page, "Matter.Version", a->version);
	tree_set(q->page, "Matter.Submissions", pool_format(q->pool, "%d",
	    a->corrections + (a->state != STATE_CORRECTION)));
	show_moment(q, q->page, "Matter.Submitted", a->submitted);
	tree_set(q->page, "Matter.DueName", say(q, due_key(a->state)));
	if (a->due && lifecycle_is_open(a->state) && a->state != STATE_ISSUED && !a->stopped)
		tree_set(q->page, "Matter.DueDay", day_text(q, a->due));
	if (a->law_due && a->law_due != a->due && !a->stopped) {
		tree_set(q->page, "Matter.LawDay", day_text(q, a->law_due));
		show_missing_year(q, q->page, "Matter.LawMissingYear", a->law_due);
	}
	show_due(q, q->page, &due);
	show_papers_due(q, q->page, a->owed);
	show_holder(q, m);
	if (m->opening.zone && *m->opening.zone)
		show_clock(q, place_text(q, m->opening.zone, m->opening.country), m->opening.zone);
}

const struct error *
show_person(struct request *q, const struct matter *m, bool is_open)
{
	const char *shown[8];
	const struct error *e;
	size_t count;

	if ((e = is_open ? person_contacts_open(q->db, m->a->person, shown, &count) :
	    person_contacts(q->db, m->a->person, shown, &count)))
		return e;
	for (size_t i = 0; i < count; i++)
		tree_set(tree_append(q->page, "Contacts"), "Masked", shown[i]);
	tree_set(q->page, "Person.Place", place_text(q, m->opening.zone, m->opening.country));
	tree_set(q->page, "Person.Time", clock_text(q, q->now, m->opening.zone));
	if (is_asleep(q->now, m->opening.zone))
		tree_set_number(q->page, "Person.Asleep", 1);
	tree_set(q->page, "Person.Lang", lang_name(q, m->a->lang));
	return NULL;
}

static const struct error *
show_result(struct request *q, struct matter *m)
{
	struct result *result;
	const struct error *e;
	struct opener by;

	/* a department's answer is one too, without a decision of ours */
	if ((!m->a->decided && !m->a->department) ||
	    (m->a->state != STATE_ISSUED && m->a->state != STATE_CLOSED))
		return NULL;
	if ((e = result_load(q->db, m->a->id, &result)) || !result || (e = opener_for(q, m->a, &by)) ||
	    (e = opening_record(q->db, m->a, &m->opening, OPENED_RESULT, &by)))
		return e;
	show_words(q->page, q->pool, "Result.Text", result->text);
	show_words(q->page, q->pool, "Result.Original", result->original);
	if (!m->a->decided)
		tree_set_number(q->page, "Result.Department", 1);
	tree_set(q->page, "Result.Delivery", say(q, pool_format(q->pool, "desk.delivery.%s",
	    result->delivery)));
	tree_set(q->page, "Result.Note", result->delivery_note);
	if (result->told_by)
		tree_set(q->page, "Result.Told", told_text(q, m->a, result, q->lang));
	show_moment(q, q->page, "Result.Issued", result->issued);
	show_moment(q, q->page, "Result.Fetched", result->fetched);
	if (result->file)
		tree_set(q->page, "Result.Href", url(q, "/matters/%s/files/%lld", m->a->ref,
		    (long long)result->file));
	return NULL;
}

bool
is_news(const struct matter *m, moment at)
{
	return m->opening.before && at > m->opening.before;
}

/* What others did and sent since this officer looked last. */
static void
show_news(struct request *q, const struct matter *m)
{
	static const char *const names[NEWS_KINDS] = {"Answers", "Papers", "Acts"};
	bool is_any = false;

	for (int i = 0; i < NEWS_KINDS; i++) {
		is_any |= m->news[i] != 0;
		tree_set_number(q->page, pool_format(q->pool, "News.%s", names[i]), m->news[i]);
	}
	if (is_any)
		show_moment(q, q->page, "News.Since", m->opening.before);
}

const struct error *
matter_show(struct request *q, struct matter *m, const struct looking *looking)
{
	struct correction *correction = NULL;
	struct papers papers;
	const struct error *e;

	if (m->a->corrections && (e = correction_load(q->db, m->a->id, &correction)))
		return e;
	if (correction && correction->answered && (e = correction_before(q->db, correction, &m->was)))
		return e;
	if ((e = material_list(q->db, m->a->id, &papers)) || (e = matter_steps(q, m)) ||
	    (e = show_answers(q, m, correction, &papers, looking)) || (e = show_record(q, m)) ||
	    (e = show_owed(q, m)) || (e = show_transfer(q, m)) || (e = show_person(q, m, false)) ||
	    (e = show_result(q, m)) || (e = show_writs(q, m)) || (e = show_others(q, m)) ||
	    (e = show_notes(q, m)) || (e = show_review(q, m)) ||
	    (e = show_list_beside(q, m, looking)))
		return e;
	matter_head(q, m);
	show_promised(q, m, &papers);
	show_papers(q, m, &papers, correction, looking);
	show_news(q, m);
	show_correction(q, m, correction);
	show_steps(q, m);
	show_reveals(q);
	tree_set(q->page, "GuideHref", matter_url(q, m->a->ref, "guide"));
	if (q->actor.who == WHO_SUPERVISOR && whose_turn(m->a->state) == TURN_NOBODY)
		tree_set(q->page, "HoldHref", url(q, "/holds/%s", m->a->ref));
	tree_set(q->page, "Page.Title", pool_format(q->pool, "%s %s",
	    tree_get_or(q->page, "Matter.Ref", ""), tree_get_or(q->page, "Matter.Name", "")));
	return reply_page(q, "matter");
}

/* GET /matters/:ref: 200; 404 for another unit's. Only the record of the opening is written. */
HANDLER(matter, matter)
{
	struct looking looking = {.file = form->file, .turn = form->turn / 90 * 90,
	    .zoom = form->zoom ? form->zoom : 1};
	const struct error *e;
	struct matter m;
	struct list_view view;

	if ((e = matter_open(q, form->ref, &m)))
		return e;
	if (form->list) {
		if ((e = view_read(q, &VIEW_OF(form), &view)))
			return e;
		looking.view = &view.asked;
		looking.list = view_query(q, &view.asked);
	}
	return matter_show(q, &m, &looking);
}
