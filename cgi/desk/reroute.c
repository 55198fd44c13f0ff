/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A matter that belongs to another of our units is moved there; its clock goes on. */
#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"
#include "service/queue.h"

#define REROUTE_FORM(FIELD) \
	FIELD(ref,     WORD,   9, 14,      REQUIRED) \
	FIELD(version, NUMBER, 0, 1000000, REQUIRED) \
	FIELD(take,    FLAG,   0, 1,       OPTIONAL) \
	FIELD(unit,    WORD,   1, 40,      REQUIRED) \
	FIELD(reason,  TEXT,   1, 300,     OPTIONAL) \
	FIELD(chinese, FLAG,   0, 1,       OPTIONAL) \
	FIELD(hand,    TEXT,   1, 500,     OPTIONAL) \
	FIELD(ready,   ANSWERS, 0, 20,     OPTIONAL)
FORM(reroute, REROUTE_FORM)

/* GET …/reroute: to which unit. 200; 409 with the matter if it cannot be done now. */
HANDLER(reroute, by_ref)
{
	const char *typed = form_typed(q, "unit");
	struct desk_units units;
	const struct error *e;
	bool is_possible;
	struct matter m;

	if ((e = act_page(q, form->ref, ACT_REROUTE, &m, &is_possible)) || !is_possible)
		return e;
	if ((e = queue_receivers(q->db, q->actor.unit, m.a->unit, &units)))
		return e;
	for (size_t i = 0; i < units.count; i++) {
		const struct desk_unit *unit = &units.at[i];

		show_option(q, "Receivers", unit->code, q->lang == LANG_ZH ? unit->zh : unit->en, typed);
	}
	offer_hand(q, &m, ACT_REROUTE);
	return reply_page(q, "reroute");
}

/* "From → to" in the resident's language, and the officer's words. */
static const char *
told(struct request *q, const struct matter *m, const struct desk_unit *to, const char *reason)
{
	bool is_zh = m->a->lang == LANG_ZH;

	return pool_format(q->pool, "%s → %s%s%s", is_zh ? m->a->unit_zh : m->a->unit_en,
	    is_zh ? to->zh : to->en, reason ? "\n" : "", reason ? reason : "");
}

/* POST …/reroute: 303 to the queue; 422 for a unit that is not offered. */
HANDLER(reroute_do, reroute)
{
	const struct desk_unit *to = NULL;
	struct desk_units units;
	const struct error *e;
	struct matter m;

	if ((e = act_begin(q, form->ref, form->version, ACT_REROUTE, &m)) ||
	    (e = queue_receivers(q->db, q->actor.unit, m.a->unit, &units)))
		return e;
	for (size_t i = 0; i < units.count; i++)
		if (text_same(units.at[i].code, form->unit))
			to = &units.at[i];
	if (!to)
		invalid(q, "unit", "form.not_a_choice");
	check_wording(q, m.a->lang, "reason", form->reason);
	read_hand(q, &m, ACT_REROUTE, &form->ready, form->hand);
	if (has_problems(q))
		return form_again(q);
	return act_end(q, &m, &(struct deed){.action = ACT_REROUTE, .to_unit = to->id,
	    .detail = told(q, &m, to, form->reason)});
}
