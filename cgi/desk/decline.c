/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Not taking a matter on: in writing, with the reason, where to go instead, and what the
 * resident can do about it (Licensing Law art. 32(1), (2) and last paragraph; art. 7).
 */
#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"
#include "desk/where.h"

#define DECLINE_FORM(FIELD) \
	FIELD(ref,     WORD,    9, 14,      REQUIRED) \
	FIELD(version, NUMBER,  0, 1000000, REQUIRED) \
	FIELD(take,    FLAG,    0, 1,       OPTIONAL) \
	FIELD(reason,  TEXT,    1, 800,     OPTIONAL) \
	FIELD(reason_zh, TEXT,  1, 800,     OPTIONAL) \
	FIELD(place,   WORD,    1, 40,      OPTIONAL) \
	FIELD(where,   TEXT,    2, 400,     OPTIONAL) \
	FIELD(where_zh, TEXT,   2, 400,     OPTIONAL) \
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
	if ((e = where_edit(q, &m)))
		return e;
	ready_offer(q, q->page, SENTENCE_DECLINE, "", "reason");
	if ((e = where_offer(q, &m)))
		return e;
	tree_set(q->page, "Remedies", remedy_to(q, &m));
	return reply_page(q, "decline");
}

/* What is not in the reader's language stands on a line of its own, and is marked there. */
static const char *
letter(const struct request *q, enum lang lang, const char *reason, const char *where)
{
	return pool_format(q->pool, "%s\n\n%s%s%s", reason, say_in(q, lang, "desk.letter.where"),
	    lang == LANG_ZH ? "" : lang_seen(lang, where) == lang ? " " : "\n", where);
}

static const char *
with_remedy(const struct request *q, const struct matter *m, enum lang lang, const char *words)
{
	return pool_format(q->pool, "%s\n\n%s", words, remedy_in(q, m, lang));
}

/* POST …/decline: it ends here; 303 to the matter; 422 without reason or where to go. */
HANDLER(decline_do, decline)
{
	const struct error *e;
	struct matter m;
	struct wordings reason = {form->reason, form->reason_zh};
	struct wordings typed = {form->where, form->where_zh}, where;
	struct deed deed = {.action = ACT_DECLINE};

	if ((e = act_begin(q, form->ref, form->version, ACT_DECLINE, &m)))
		return e;
	reason = ready_wordings(q, &m, SENTENCE_DECLINE, "", true, &form->ready, &reason, "reason", 4500);
	if (!reason.words)
		invalid(q, "reason", "desk.reason_needed");
	if ((e = where_settle(q, &m, &form->ready, form->place, &typed, &where)))
		return e;
	if (has_problems(q))
		return form_again(q);
	deed.reason = letter(q, m.a->lang, reason.words, where.words);
	deed.detail = with_remedy(q, &m, m.a->lang, deed.reason);
	if (m.a->lang != LANG_ZH) {
		deed.reason_zh = letter(q, LANG_ZH, reason.zh, where.zh);
		deed.detail_zh = with_remedy(q, &m, LANG_ZH, deed.reason_zh);
	}
	return act_end(q, &m, &deed);
}
