/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Not taking a matter on: in writing, with the reason, where to go instead, and what the
 * resident can do about it (Licensing Law art. 32(1), (2) and last paragraph; art. 7).
 */
#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"

#define DECLINE_FORM(FIELD) \
	FIELD(ref,     WORD,    9, 14,      REQUIRED) \
	FIELD(version, NUMBER,  0, 1000000, REQUIRED) \
	FIELD(take,    FLAG,    0, 1,       OPTIONAL) \
	FIELD(reason,  TEXT,    1, 800,     OPTIONAL) \
	FIELD(where,   TEXT,    2, 400,     REQUIRED) \
	FIELD(chinese, FLAG,    0, 1,       OPTIONAL) \
	FIELD(ready,   ANSWERS, 0, 20,      OPTIONAL)
FORM(decline, DECLINE_FORM)

/* GET …/decline: 200; 409 with the matter if it cannot be done now. */
HANDLER(decline, by_ref)
{
	const struct error *e;
	bool is_possible;
	struct matter m;

	if ((e = act_page(q, form->ref, ACT_DECLINE, &m, &is_possible)) || !is_possible)
		return e;
	ready_offer(q, q->page, SENTENCE_DECLINE, "", "reason");
	form_default(q, "where", local_in(&m.f->other, m.a->lang));
	tree_set(q->page, "Remedies", remedy_to(q, &m));
	return reply_page(q, "decline");
}

/* POST …/decline: it ends here; 303 to the matter; 422 without reason or where to go. */
HANDLER(decline_do, decline)
{
	const struct error *e;
	struct matter m;
	const char *reason;
	struct deed deed = {.action = ACT_DECLINE};

	if ((e = act_begin(q, form->ref, form->version, ACT_DECLINE, &m)))
		return e;
	reason = ready_text(q, &m, SENTENCE_DECLINE, "", &form->ready, form->reason, "reason", 4500);
	if (!reason)
		invalid(q, "reason", "desk.reason_needed");
	check_wording(q, m.a->lang, "where", form->where);
	if (has_problems(q))
		return form_again(q);
	/* what is not in the resident's language stands on a line of its own, and is marked there */
	deed.reason = pool_format(q->pool, "%s\n\n%s%s%s", reason, say_to(q, &m, "desk.letter.where"),
	    m.a->lang == LANG_ZH ? "" : lang_seen(m.a->lang, form->where) == m.a->lang ? " " : "\n",
	    form->where);
	deed.detail = pool_format(q->pool, "%s\n\n%s", deed.reason, remedy_to(q, &m));
	return act_end(q, &m, &deed);
}
