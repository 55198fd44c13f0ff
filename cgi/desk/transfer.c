/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Another department: passing a matter on to the one that is competent, taking it back, and
 * writing down its answer, which is the resident's result.
 */
#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"
#include "service/department.h"

#define TRANSFER_FORM(FIELD) \
	FIELD(ref,        WORD,    9, 14,      REQUIRED) \
	FIELD(version,    NUMBER,  0, 1000000, REQUIRED) \
	FIELD(take,       FLAG,    0, 1,       OPTIONAL) \
	FIELD(department, WORD,    1, 40,      REQUIRED) \
	FIELD(reason,     TEXT,    1, 800,     OPTIONAL) \
	FIELD(ready,      ANSWERS, 0, 20,      OPTIONAL)
FORM(transfer, TRANSFER_FORM)

#define REPLY_FORM(FIELD) \
	FIELD(ref,     WORD,   9, 14,      REQUIRED) \
	FIELD(version, NUMBER, 0, 1000000, REQUIRED) \
	FIELD(take,    FLAG,   0, 1,       OPTIONAL) \
	FIELD(text,    TEXT,   2, 1600,    REQUIRED)
FORM(department_reply, REPLY_FORM)

/* A matter that came to be passed on says to whom. */
static void
offer_departments(struct request *q, const char *meant)
{
	const char *typed = q->is_shown_again ? form_typed(q, "department") : meant;
	const struct department *d;

	for (size_t i = 0; (d = department_at(i)); i++) {
		struct tree *node = tree_append(q->page, "Departments");

		tree_set(node, "Value", d->code);
		tree_set(node, "Label", local_text(q, &d->name));
		tree_set(node, "Hint", local_text(q, &d->handles));
		if (text_same(typed, d->code))
			tree_set_number(node, "Picked", 1);
	}
}

/* GET …/transfer: to whom and why. 200; 409 with the matter if it cannot be done now. */
HANDLER(transfer, by_ref)
{
	const struct error *e;
	bool is_possible;
	struct matter m;

	if ((e = act_page(q, form->ref, ACT_TRANSFER, &m, &is_possible)) || !is_possible)
		return e;
	offer_departments(q, m.f->department);
	ready_offer(q, q->page, SENTENCE_TRANSFER, "");
	return reply_page(q, "transfer");
}

/* POST …/transfer: the clock stands still; 303; 422 without a department or a reason. */
HANDLER(transfer_do, transfer)
{
	const struct department *d = department_find(form->department);
	const struct error *e;
	const char *reason;
	struct matter m;

	if ((e = act_begin(q, form->ref, form->version, ACT_TRANSFER, &m)))
		return e;
	reason = ready_text(q, &m, SENTENCE_TRANSFER, "", &form->ready, form->reason, "reason", 6500);
	if (!d)
		invalid(q, "department", "form.not_a_choice");
	if (!reason)
		invalid(q, "reason", "desk.reason_needed");
	if (has_problems(q))
		return form_again(q);
	return act_end(q, &m, &(struct deed){.action = ACT_TRANSFER, .department = d->code,
	    .detail = pool_format(q->pool, "%s\n%s", local_in(&d->name, m.a->lang),
	    reason)});
}

/* Who has it now, at the head of both pages. */
static void
show_department(struct request *q, const struct matter *m)
{
	const struct department *d = department_find(m->a->department);

	tree_set(q->page, "Department.Name", d ? local_text(q, &d->name) : m->a->department);
	show_moment(q, q->page, "Department.Since", m->a->stopped);
}

/* GET …/hand-back: 200; 409 with the matter if it cannot be done now. */
HANDLER(hand_back, by_ref)
{
	const struct error *e;
	bool is_possible;
	struct matter m;

	if ((e = act_page(q, form->ref, ACT_HAND_BACK, &m, &is_possible)) || !is_possible)
		return e;
	show_department(q, &m);
	ready_offer(q, q->page, SENTENCE_HAND_BACK, "");
	return reply_page(q, "hand_back");
}

/* POST …/hand-back: the clock goes on; 303; 422 without a reason. */
HANDLER(hand_back_do, reason)
{
	const struct error *e;
	const char *reason;
	struct matter m;

	if ((e = act_begin(q, form->ref, form->version, ACT_HAND_BACK, &m)))
		return e;
	reason = ready_text(q, &m, SENTENCE_HAND_BACK, "", &form->ready, form->reason, "reason", 7000);
	if (!reason)
		invalid(q, "reason", "desk.reason_needed");
	if (has_problems(q))
		return form_again(q);
	return act_end(q, &m, &(struct deed){.action = ACT_HAND_BACK, .detail = reason});
}

/* GET …/department-reply: 200; 409 with the matter if it cannot be done now. */
HANDLER(department_reply, by_ref)
{
	const struct error *e;
	bool is_possible;
	struct matter m;

	if ((e = act_page(q, form->ref, ACT_DEPARTMENT_REPLY, &m, &is_possible)) || !is_possible)
		return e;
	show_department(q, &m);
	return reply_page(q, "department_reply");
}

/* POST …/department-reply: the resident's result, to be read online; 303; 422 without words. */
HANDLER(department_reply_do, department_reply)
{
	const struct result result = {.text = form->text,
	    .delivery = formality_delivery_word(DELIVERY_ELECTRONIC)};
	const struct error *e;
	struct matter m;

	if ((e = act_begin(q, form->ref, form->version, ACT_DEPARTMENT_REPLY, &m)))
		return e;
	if ((e = result_store(q->db, m.a, &result, q->actor.id, q->now)))
		return act_failed(q, e);
	return act_end(q, &m, &(struct deed){.action = ACT_DEPARTMENT_REPLY});
}
