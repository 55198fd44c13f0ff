/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Another department: passing a matter on to the one that is competent, with what is chosen of it
 * and no more; taking it back; asking about its answer.
 */
#include <string.h>

#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"
#include "service/department.h"
#include "service/forward.h"
#include "service/masked.h"

/* rest: boxes of what is forwarded (forward.h), ready sentences, and on-year … on-day. */
#define TRANSFER_FORM(FIELD) \
	FIELD(ref,        WORD,    9, 14,      REQUIRED) \
	FIELD(version,    NUMBER,  0, 1000000, REQUIRED) \
	FIELD(take,       FLAG,    0, 1,       OPTIONAL) \
	FIELD(department, WORD,    1, 40,      REQUIRED) \
	FIELD(reason,     TEXT,    1, 800,     OPTIONAL) \
	FIELD(note,       TEXT,    1, 800,     OPTIONAL) \
	FIELD(handed,     FLAG,    0, 1,       OPTIONAL) \
	FIELD(handed_by,  LINE,    2, 80,      OPTIONAL) \
	FIELD(handed_how, TEXT,    2, 300,     OPTIONAL) \
	FIELD(chinese,    FLAG,    0, 1,       OPTIONAL) \
	FIELD(rest,       ANSWERS, 0, 110,     OPTIONAL)
FORM(transfer, TRANSFER_FORM)

#define ASK_AGAIN_FORM(FIELD) \
	FIELD(ref,     WORD,   9, 14,      REQUIRED) \
	FIELD(version, NUMBER, 0, 1000000, REQUIRED) \
	FIELD(take,    FLAG,   0, 1,       OPTIONAL) \
	FIELD(reason,  TEXT,   2, 800,     REQUIRED)
FORM(ask_again, ASK_AGAIN_FORM)

/* A matter that came to be passed on says to whom; else whom the resident was asked about. */
static const struct error *
choose_department(struct request *q, const struct matter *m, const char **out)
{
	struct forward_ask *ask;
	const struct error *e;

	if ((e = forward_ask_load(q->db, m->a->id, &ask)))
		return e;
	*out = q->is_shown_again ? form_typed(q, "department") :
	    ask && ask->is_agreed ? ask->department : m->f->department;
	if (ask && !ask->answered)
		tree_set(q->page, "Asked", local_text(q, &department_find(ask->department)->name));
	return NULL;
}

static const char *
reach_word(const struct reaches *reaches, const struct department *d)
{
	for (size_t i = 0; i < reaches->count; i++)
		if (text_same(reaches->at[i].department, d->code))
			return reaches->at[i].has_clerks ? "clerk.reach_clerks" : "clerk.reach_link";
	return "clerk.reach_none";
}

/* By its accounts or its mailbox; else somebody has to take it there. */
static bool
is_reached(const struct reaches *reaches, const struct department *d)
{
	for (size_t i = 0; i < reaches->count; i++)
		if (text_same(reaches->at[i].department, d->code))
			return true;
	return false;
}

static const char *const parts[] = {"on-year", "on-month", "on-day"};
#define PARTS (sizeof parts / sizeof *parts)

/* Today, and by whoever passes it on, unless it was otherwise. */
static void
offer_handing(struct request *q)
{
	struct civil c = clock_civil(q->now, ZONE_WENZHOU);
	const int at[PARTS] = {c.year, c.month, c.mday};

	for (size_t i = 0; i < PARTS; i++)
		form_default(q, parts[i], pool_format(q->pool, "%d", at[i]));
	form_default(q, "handed_by", q->actor.name);
}

static const struct error *
offer_departments(struct request *q, const char *chosen)
{
	const struct department *d;
	struct reaches reaches;
	const struct error *e;

	if ((e = transfer_reaches(q->db, &reaches)))
		return e;
	for (size_t i = 0; (d = department_at(i)); i++) {
		struct tree *node = show_option(q, "Departments", d->code, local_text(q, &d->name), chosen);

		tree_set(node, "Hint", pool_format(q->pool, "%s · %s", local_text(q, &d->handles),
		    say(q, reach_word(&reaches, d))));
		if (!is_reached(&reaches, d))
			tree_set_number(q->page, "Handing", 1);
	}
	offer_handing(q);
	return NULL;
}

/* How to reach somebody is not needed where the answer comes through us, unless it is ticked. */
static void
offer_items(struct request *q, const struct matter *m, const struct forward_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct forward_item *item = &list->at[i];
		struct tree *node = tree_append(q->page, item->is_agreed ? "Items" : "Closed");

		tree_set(node, "Name", item->name);
		tree_set(node, "Label", forward_label(q, m->f, item));
		tree_set(node, "Value", forward_value(q, m, item));
		if (q->is_shown_again ? form_typed(q, item->name) != NULL :
		    item->is_agreed && item->what != FORWARD_CONTACT)
			tree_set_number(node, "Checked", 1);
	}
}

/* GET …/transfer: to whom, what of it, and why. 200; 409 with the matter if it cannot be done now. */
HANDLER(transfer, by_ref)
{
	struct forward_list list;
	const struct error *e;
	const char *chosen;
	bool is_possible;
	struct matter m;

	if ((e = act_page(q, form->ref, ACT_TRANSFER, &m, &is_possible)) || !is_possible)
		return e;
	if ((e = application_open(q->db, m.a)) || (e = choose_department(q, &m, &chosen)) ||
	    (e = offer_departments(q, chosen)) ||
	    (e = forward_list(q->db, m.a, m.f, chosen, &list)))
		return e;
	offer_items(q, &m, &list);
	show_changed(q, &m, &list);
	tree_set(q->page, "AskHref", url(q, "/matters/%s/ask-forward", m.a->ref));
	ready_offer(q, q->page, SENTENCE_TRANSFER, "", "reason");
	return reply_page(q, "transfer");
}

/* What is ticked must be there and agreed to; its names, in the resident's language. */
static const char *
read_items(struct request *q, const struct matter *m, const struct forward_list *list,
    const struct pairs *ticked)
{
	struct text names = {.pool = q->pool};
	const char *last = "";

	for (size_t i = 0; i < list->count; i++) {
		const struct forward_item *item = &list->at[i];
		const char *name = forward_name(q, m->f, item, m->a->lang);

		if (!pairs_get(ticked, item->name))
			continue;
		if (!item->is_agreed) {
			invalid(q, "items", item->is_changed ? "clerk.changed_item" :
			    "clerk.not_agreed_item");
			return NULL;
		}
		/* several files of one material are named once */
		if (!text_same(name, last))
			text_addf(&names, "%s%s", names.n ? m->a->lang == LANG_ZH ? "、" : ", " : "", name);
		last = name;
	}
	if (!names.n)
		invalid(q, "items", "clerk.nothing_chosen");
	return names.s;
}

/* From the day on which it was sent in to today; 0 with the error said. */
static moment
read_handed_on(struct request *q, const struct matter *m, const struct pairs *typed)
{
	moment end;

	if (!read_day_end(q, typed, parts, &end)) {
		invalid(q, "on", "desk.transfer.on_wrong");
		return 0;
	}
	if (end < m->a->submitted || end > clock_wenzhou_end(clock_wenzhou_day(q->now)))
		invalid(q, "on", "clerk.handed_on_wrong");
	return end;
}

/* What the department reads beside what was agreed to: nothing that tells of a person by a number. */
static void
check_note(struct request *q, const char *field, const char *words)
{
	if (words && masked_is_personal(q->pool, words))
		invalid(q, field, "clerk.note_personal");
}

/*
 * What nobody there is told of by itself was handed over, and by whom, when and how is what the resident
 * reads: a line in their language, which standing.c finds again by its beginning. NULL: it is reached.
 */
static const char *
read_handed(struct request *q, const struct matter *m, const struct transfer_form *form)
{
	struct request theirs = *q;
	moment on;

	if (!form->handed)
		invalid(q, "handed", "clerk.handed_needed");
	if (!form->handed_by)
		invalid(q, "handed_by", "clerk.handed_by_needed");
	if (!form->handed_how)
		invalid(q, "handed_how", "clerk.handed_how_needed");
	check_wording(q, m->a->lang, "handed_how", form->handed_how);
	on = read_handed_on(q, m, &form->rest);
	if (has_problems(q))
		return NULL;
	theirs.lang = m->a->lang;
	return pool_format(q->pool, "%s%s%s", say2(&theirs, "forward.handed", day_text(&theirs, on),
	    form->handed_by), theirs.lang == LANG_ZH ? "" : " ", text_one_line(q->pool, form->handed_how));
}

static const struct error *
read_transfer(struct request *q, const struct matter *m, const struct transfer_form *form,
    const char **detail)
{
	const struct department *d = department_find(form->department);
	const char *reason, *names = NULL, *handed = NULL, *note = NULL;
	struct forward_list list;
	struct reaches reaches;
	const struct error *e;

	*detail = NULL;
	reason = ready_text(q, m, SENTENCE_TRANSFER, "", &form->rest, form->reason, "reason", 5000);
	if (!d)
		invalid(q, "department", "form.not_a_choice");
	if (!reason)
		invalid(q, "reason", "desk.reason_needed");
	check_note(q, "note", form->note);
	if (!d)
		return NULL;
	if ((e = application_open(q->db, m->a)) || (e = transfer_reaches(q->db, &reaches)) ||
	    (e = forward_list(q->db, m->a, m->f, d->code, &list)))
		return e;
	if (!list.is_any_agreed && list.is_any_changed)
		invalid(q, "items", "clerk.changed_item");
	else if (!list.is_any_agreed)
		invalid_text(q, "department", say1(q, "clerk.not_agreed", local_text(q, &d->name)));
	else
		names = read_items(q, m, &list, &form->rest);
	if (!is_reached(&reaches, d))
		handed = read_handed(q, m, form);
	if (form->note)
		note = say_to1(q, m, "forward.note", text_one_line(q->pool, form->note));
	if (!has_problems(q))
		*detail = pool_format(q->pool, "%s\n%s\n%s%s%s%s%s", local_in(&d->name, m->a->lang), reason,
		    say_to1(q, m, "forward.passed", names), note ? "\n" : "", note ? note : "",
		    handed ? "\n" : "", handed ? handed : "");
	return NULL;
}

/* POST …/transfer: the department's time begins; 303; 422 without a department, an item or a reason. */
HANDLER(transfer_do, transfer)
{
	struct passing passing = {.department = department_find(form->department),
	    .chosen = &form->rest, .note = form->note, .officer = q->actor.id, .at = q->now};
	const struct error *e;
	const char *detail;
	struct matter m;

	if ((e = act_begin(q, form->ref, form->version, ACT_TRANSFER, &m)) ||
	    (e = read_transfer(q, &m, form, &detail)))
		return e;
	if (has_problems(q))
		return form_again(q);
	if ((e = transfer_pass(q->db, m.a, m.f, &passing)))
		return act_failed(q, e);
	return act_end(q, &m, &(struct deed){.action = ACT_TRANSFER,
	    .department = passing.department->code, .detail = detail});
}

/* GET …/hand-back: 200; 409 with the matter if it cannot be done now. */
HANDLER(hand_back, by_ref)
{
	const struct error *e;
	bool is_possible;
	struct matter m;

	if ((e = act_page(q, form->ref, ACT_HAND_BACK, &m, &is_possible)) || !is_possible ||
	    (e = show_transfer(q, &m)))
		return e;
	ready_offer(q, q->page, SENTENCE_HAND_BACK, "", "reason");
	return reply_page(q, "hand_back");
}

/* POST …/hand-back: the clock goes on; 303; 422 without a reason. */
HANDLER(hand_back_do, reason)
{
	struct deed deed = {.action = ACT_HAND_BACK};
	const struct error *e;
	struct matter m;

	if ((e = act_begin(q, form->ref, form->version, ACT_HAND_BACK, &m)))
		return e;
	deed.detail = ready_text(q, &m, SENTENCE_HAND_BACK, "", &form->ready, form->reason, "reason", 7000);
	if (!deed.detail)
		invalid(q, "reason", "desk.reason_needed");
	if (has_problems(q))
		return form_again(q);
	if ((e = transfer_back_to(q->db, m.a->id, false, &deed.to_unit)))
		return e;
	return act_end(q, &m, &deed);
}

/* GET …/ask-again: what the department's answer leaves open. 200; 409 if it has not answered. */
HANDLER(ask_again, by_ref)
{
	const struct error *e;
	bool is_possible;
	struct matter m;

	if ((e = act_page(q, form->ref, ACT_ASK_AGAIN, &m, &is_possible)) || !is_possible ||
	    (e = show_transfer(q, &m)))
		return e;
	return reply_page(q, "ask_again");
}

/* POST …/ask-again: it is the department's turn again; 303. */
HANDLER(ask_again_do, ask_again)
{
	const struct error *e;
	struct matter m;

	if ((e = act_begin(q, form->ref, form->version, ACT_ASK_AGAIN, &m)))
		return e;
	check_note(q, "reason", form->reason);
	if (has_problems(q))
		return form_again(q);
	if ((e = transfer_ask_again(q->db, m.transfer, form->reason, q->now)))
		return act_failed(q, e);
	return act_end(q, &m, &(struct deed){.action = ACT_ASK_AGAIN, .detail = form->reason});
}
