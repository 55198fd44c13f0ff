/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Who is away and until when: each officer says so for themselves, the head of a unit (an approver of
 * it, or a supervisor of the centre) for anybody there, which is recorded.
 */
#include "service/absence.h"

#include "base/error.h"
#include "desk/filter.h"
#include "service/audit.h"
#include "service/roster.h"

#define ABSENCES_FORM(FIELD) \
	FIELD(unit, NUMBER, 1, INT64_MAX, OPTIONAL)
FORM(absences, ABSENCES_FORM)

/* officer: a head's choice, else oneself; end: this one ends now. */
#define ABSENCE_FORM(FIELD) \
	FIELD(unit,    NUMBER, 1, INT64_MAX, OPTIONAL) \
	FIELD(officer, WORD,   1, 12,        OPTIONAL) \
	FIELD(since,   LINE,   1, 20,        OPTIONAL) \
	FIELD(until,   LINE,   1, 20,        OPTIONAL) \
	FIELD(end,     NUMBER, 1, INT64_MAX, OPTIONAL)
FORM(absence, ABSENCE_FORM)

static bool
is_head(const struct request *q)
{
	return who_may(q->actor.who, WHO_APPROVER);
}

/* Of somebody else it is an administrative act. */
static const struct error *
record(struct request *q, enum audit_action action, int64_t officer, const char *detail)
{
	struct roster_officer *o;
	const struct error *e;

	if (officer == q->actor.id)
		return NULL;
	if ((e = roster_find(q->db, officer, q->now, &o)))
		return e;
	return audit_add(q->db, &(struct audit){.action = action, .actor = q->actor.id,
	    .role = role_word(role_of(q)), .target = officer, .name = o ? o->name : "",
	    .detail = detail}, q->now);
}

/* The unit whose officers are meant, of those that this one looks after. */
static const struct error *
read_unit(struct request *q, int64_t chosen, struct list_view *view)
{
	return view_read(q, &(struct view_typed){.unit = chosen == VIEW_ALL ? 0 : chosen}, view);
}

static const char *
absences_url(const struct request *q, int64_t unit)
{
	return unit == q->actor.unit ? url(q, "/absence") :
	    url(q, "/absence?unit=%lld", (long long)unit);
}

static void
show_absence(struct request *q, const struct absence *a)
{
	struct tree *node = tree_append(q->page, "Absences");
	char text[DAY_TEXT];

	tree_set(node, "Id", pool_format(q->pool, "%lld", (long long)a->id));
	tree_set(node, "Officer", pool_format(q->pool, "%s · %s", a->number, a->full_name));
	day_format(a->since, text);
	tree_set(node, "Since", day_text(q, clock_wenzhou_end(a->since)));
	tree_set(node, "SinceIso", text);
	day_format(a->until, text);
	tree_set(node, "Until", day_text(q, clock_wenzhou_end(a->until)));
	tree_set(node, "UntilIso", text);
	if (a->is_now)
		tree_set_number(node, "Now", 1);
	if (a->made_by != a->officer)
		tree_set(node, "By", a->made_by_number);
	if (a->holds)
		tree_set(node, "Holds", say1(q, a->holds == 1 ? "desk.absence.holds_one" :
		    "desk.absence.holds", count_text(q, a->holds)));
	if (a->holds && q->actor.who == WHO_SUPERVISOR)
		tree_set(node, "ReassignHref", url(q, "/bulk?act=assign&of=%lld&list=away&unit=%lld",
		    (long long)a->officer, (long long)a->unit));
	if (a->officer == q->actor.id || is_head(q))
		tree_set_number(node, "CanEnd", 1);
}

/* The units have tabs here as in the lists. */
static void
show_units(struct request *q, const struct list_view *view)
{
	for (size_t i = 0; i < view->units.count && view->units.count > 1; i++) {
		const struct desk_unit *unit = &view->units.at[i];
		struct tree *node = tree_append(q->page, "Units");

		tree_set(node, "Name", q->lang == LANG_ZH ? unit->zh : unit->en);
		tree_set(node, "Href", absences_url(q, unit->id));
		if (unit->id == view->asked.unit)
			tree_set_number(node, "Here", 1);
	}
}

static const struct error *
show_officers(struct request *q, int64_t unit)
{
	struct colleagues colleagues;
	const struct error *e;

	if (!is_head(q))
		return NULL;
	if ((e = queue_colleagues(q->db, unit, q->now, &colleagues)))
		return e;
	for (size_t i = 0; i < colleagues.count; i++) {
		const struct colleague *c = &colleagues.at[i];

		show_option(q, "Officers", c->number, pool_format(q->pool, "%s · %s", c->number,
		    c->full_name), form_typed(q, "officer"));
	}
	return NULL;
}

/* GET /absence: who of the unit is away, now and soon. 200. */
HANDLER(absence, absences)
{
	struct absences absences;
	const struct error *e;
	struct list_view view;
	char today[DAY_TEXT];

	if ((e = read_unit(q, form->unit, &view)) ||
	    (e = absence_list(q->db, view.asked.unit, 0, q->now, &absences)) ||
	    (e = show_officers(q, view.asked.unit)))
		return e;
	for (size_t i = 0; i < absences.count; i++)
		show_absence(q, &absences.at[i]);
	show_units(q, &view);
	day_format(clock_wenzhou_day(q->now), today);
	tree_set(q->page, "Today", today);
	if (view.asked.unit != q->actor.unit)
		tree_set(q->page, "Unit.Id", pool_format(q->pool, "%lld", (long long)view.asked.unit));
	tree_set(q->page, "Page.Title", say(q, "desk.absence.title"));
	return reply_page(q, "absence");
}

/* Whom it is about: oneself, or for a head an officer of that unit. */
static const struct error *
find_officer(struct request *q, const struct list_view *view, const char *number, int64_t *out)
{
	struct colleagues colleagues;
	const struct error *e;

	*out = is_head(q) ? 0 : q->actor.id;
	if (*out)
		return NULL;
	if ((e = queue_colleagues(q->db, view->asked.unit, q->now, &colleagues)))
		return e;
	for (size_t i = 0; i < colleagues.count; i++)
		if (text_same(colleagues.at[i].number, number))
			*out = colleagues.at[i].id;
	if (!*out && number)
		invalid_text(q, "officer", say1(q, "desk.absence.nobody_such", number));
	else if (!*out)
		invalid(q, "officer", "form.required");
	return NULL;
}

static const struct error *
end(struct request *q, const struct list_view *view, int64_t id)
{
	bool is_all = is_head(q);
	struct absences absences;
	const struct error *e;

	if ((e = absence_list(q->db, view->asked.unit, is_all ? 0 : q->actor.id, q->now, &absences)))
		return e;
	for (size_t i = 0; i < absences.count; i++)
		if (absences.at[i].id == id)
			return (e = absence_end(q->db, id, absences.at[i].officer, q->actor.id, q->now)) ? e :
			    record(q, AUDIT_ABSENCE_END, absences.at[i].officer, NULL);
	return fail(ERROR_NOT_FOUND, "no such absence");
}

static void
read_day(struct request *q, const char *field, const char *typed, day *out)
{
	const char *wrong = typed ? day_typed(q, typed, out) : "form.required";

	if (wrong)
		invalid(q, field, wrong);
}

static const struct error *
begin(struct request *q, const struct absence_form *form, const struct list_view *view)
{
	struct absence a = {.made_by = q->actor.id};
	const struct error *e;

	if ((e = find_officer(q, view, form->officer, &a.officer)))
		return e;
	read_day(q, "since", form->since, &a.since);
	read_day(q, "until", form->until, &a.until);
	if (has_problems(q))
		return form_again(q);
	e = absence_add(q->db, &a, q->now);
	if (!e)
		return record(q, AUDIT_ABSENCE, a.officer, pool_format(q->pool, "%s – %s", form->since,
		    form->until));
	if ((e->kind != ERROR_INVALID && e->kind != ERROR_CONFLICT) || e->code)
		return e;
	invalid(q, "until", e->kind == ERROR_CONFLICT ? "desk.absence.twice" : "desk.absence.order");
	return form_again(q);
}

/* POST /absence: one begins or ends; 303 to the list. */
HANDLER(absence_do, absence)
{
	const struct error *e;
	struct list_view view;

	if ((e = read_unit(q, form->unit, &view)))
		return e;
	e = form->end ? end(q, &view, form->end) : begin(q, form, &view);
	return e ? e : reply_see_other(q, absences_url(q, view.asked.unit));
}
