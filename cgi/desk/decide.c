/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Deciding: one officer proposes with a reason; another, never the same, agrees or sends it back. Where the
 * formality needs no second person (Approval = 0), whoever examined it approves. A refusal always carries its
 * remedies (Licensing Law art. 38, 7), or that it is final.
 */
#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"
#include "service/owed.h"

/* verdict: the button that was pressed; waive: why it is approved without the papers that are owed. */
#define DECIDE_FORM(FIELD) \
	FIELD(ref,     WORD,   9, 14,      REQUIRED) \
	FIELD(version, NUMBER, 0, 1000000, REQUIRED) \
	FIELD(verdict, WORD,   1, 40,      OPTIONAL) \
	FIELD(waive,   TEXT,   2, 300,     OPTIONAL) \
	FIELD(absent,  FLAG,   0, 1,       OPTIONAL) \
	FIELD(chinese, FLAG,   0, 1,       OPTIONAL) \
	FIELD(note,    TEXT,   1, 800,     OPTIONAL)
FORM(decide, DECIDE_FORM)

#define APPROVE_FORM(FIELD) \
	FIELD(ref,     WORD,    9, 14,      REQUIRED) \
	FIELD(version, NUMBER,  0, 1000000, REQUIRED) \
	FIELD(take,    FLAG,    0, 1,       OPTIONAL) \
	FIELD(waive,   TEXT,    2, 300,     OPTIONAL) \
	FIELD(absent,  FLAG,    0, 1,       OPTIONAL) \
	FIELD(chinese, FLAG,    0, 1,       OPTIONAL) \
	FIELD(reason,  TEXT,    1, 800,     OPTIONAL) \
	FIELD(ready,   ANSWERS, 0, 20,      OPTIONAL)
FORM(approve, APPROVE_FORM)

#define REASON_MOST 7000	/* bytes, remedies not counted */

static const struct error *
ask_proposal(struct request *q, const char *ref, bool is_approval)
{
	enum action action = is_approval ? ACT_PROPOSE_APPROVE : ACT_PROPOSE_REFUSE;
	const struct error *e;
	bool is_possible;
	struct matter m;

	if ((e = act_page(q, ref, action, &m, &is_possible)) || !is_possible)
		return e;
	if (is_approval && ((e = show_owed(q, &m)) || (e = show_presence(q, &m))))
		return e;
	ready_offer(q, q->page, is_approval ? SENTENCE_APPROVE : SENTENCE_REFUSE, "", "reason");
	if (!is_approval)
		tree_set(q->page, "Remedies", remedy_to(q, &m));
	return reply_page(q, "propose");
}

static const struct error *
propose(struct request *q, const struct reason_form *form, bool is_approval)
{
	enum action action = is_approval ? ACT_PROPOSE_APPROVE : ACT_PROPOSE_REFUSE;
	enum sentence_kind kind = is_approval ? SENTENCE_APPROVE : SENTENCE_REFUSE;
	const struct error *e;
	struct wordings reason = {form->reason, form->reason_zh};
	struct matter m;

	if ((e = act_begin(q, form->ref, form->version, action, &m)))
		return e;
	if (is_approval)
		reason = (struct wordings){ready_text(q, &m, kind, "", &form->ready, form->reason, "reason",
		    REASON_MOST), NULL};
	else
		reason = ready_wordings(q, &m, kind, "", true, &form->ready, &reason, "reason", REASON_MOST);
	if (!reason.words)
		invalid(q, "reason", "desk.reason_needed");
	if (is_approval && (e = check_presence(q, &m, form->absent)))
		return e;
	if (has_problems(q))
		return form_again(q);
	if ((e = decision_propose(q->db, m.a, is_approval, reason.words, reason.zh, q->actor.id, q->now)))
		return act_failed(q, e);
	return act_end(q, &m, &(struct deed){.action = action});
}

/* GET …/propose-approval, …/propose-refusal: 200; 409 if it cannot be done now. */
HANDLER(propose_approval, by_ref) { return ask_proposal(q, form->ref, true); }
HANDLER(propose_refusal, by_ref) { return ask_proposal(q, form->ref, false); }
/* POST to them: 303; 422 without a reason. */
HANDLER(propose_approval_do, reason) { return propose(q, form, true); }
HANDLER(propose_refusal_do, reason) { return propose(q, form, false); }

/* GET …/decide: what was proposed, by whom and why; 200. 409 with the matter for the proposer. */
HANDLER(decide, by_ref)
{
	const struct error *e;
	bool is_possible;
	struct matter m;

	if ((e = act_page(q, form->ref, ACT_RETURN, &m, &is_possible)) || !is_possible)
		return e;
	if ((e = show_record(q, &m)) ||
	    (m.decision->is_approval && ((e = show_owed(q, &m)) || (e = show_presence(q, &m)))))
		return e;
	tree_set(q->page, "Page.Title", say(q, "desk.decide.title"));
	tree_set_number(q->page, "IsApproval", m.decision->is_approval);
	if (m.decision->is_approval && m.a->owed)
		tree_set_number(q->page, "Waives", 1);
	return reply_page(q, "decide");
}

/* What the resident reads of a refusal. */
static const char *
refusal(const struct request *q, const struct matter *m, enum lang lang, const char *reason)
{
	return pool_format(q->pool, "%s\n\n%s", reason, remedy_in(q, m, lang));
}

/* Which papers the resident need not send any more, and why, in their language. */
static const struct error *
waived(struct request *q, const struct matter *m, const char *reason, const char **out)
{
	struct text names = {.pool = q->pool};
	const struct error *e;
	struct owed owed;

	if ((e = owed_load(q->db, m->a->id, &owed)))
		return e;
	for (size_t i = 0; i < owed.count; i++) {
		const struct formality_material *paper = formality_material(m->f, owed.at[i].code);

		if (!owed.at[i].came)
			text_addf(&names, "%s%s", names.n ? m->a->lang == LANG_ZH ? "、" : ", " : "",
			    paper ? local_in(&paper->entry->name, m->a->lang) : owed.at[i].code);
	}
	*out = pool_format(q->pool, "%s\n%s", say_to1(q, m, "owed.waived", names.s ? names.s : ""), reason);
	return NULL;
}

/*
 * POST …/decide: 303; 403 for the proposer; 422 to send back without saying why, or to approve without a word
 * on the papers that are owed.
 */
HANDLER(decide_do, decide)
{
	bool is_agreed = text_same(form->verdict, "agree");
	const struct error *e;
	struct deed deed = {0};
	struct matter m;

	if ((e = act_begin(q, form->ref, form->version, ACT_RETURN, &m)))
		return e;
	if (!is_agreed && !text_same(form->verdict, "return"))
		invalid(q, "verdict", "form.not_a_choice");
	else if (!is_agreed && !form->note)
		invalid(q, "note", "desk.decide.note_needed");
	else if (is_agreed && m.decision->is_approval && m.a->owed && !form->waive)
		invalid(q, "waive", "desk.decide.waive_needed");
	if (is_agreed)
		check_wording(q, m.a->lang, "waive", form->waive);
	if (is_agreed && m.decision->is_approval && (e = check_presence(q, &m, form->absent)))
		return e;
	if (has_problems(q))
		return form_again(q);
	deed.action = !is_agreed ? ACT_RETURN : m.decision->is_approval ? ACT_APPROVE : ACT_REFUSE;
	if (deed.action == ACT_REFUSE)
		deed.detail = refusal(q, &m, m.a->lang, m.decision->reason);
	if (deed.action == ACT_REFUSE && m.decision->zh)
		deed.detail_zh = refusal(q, &m, LANG_ZH, m.decision->zh);
	deed.is_waived = deed.action == ACT_APPROVE && m.a->owed;
	if ((deed.is_waived && (e = waived(q, &m, form->waive, &deed.detail))) ||
	    (deed.action == ACT_APPROVE && (e = note_presence(q, &m, &deed))))
		return e;
	deed.reason = m.decision->reason;
	deed.reason_zh = m.decision->zh;
	if ((e = decision_settle(q->db, m.a, m.decision, is_agreed, form->note, q->actor.id, q->now)))
		return act_failed(q, e);
	return act_end(q, &m, &deed);
}

/* GET …/approve: 200; 409 where a second person decides, also if it was proposed meanwhile. */
HANDLER(approve, by_ref)
{
	const struct error *e;
	bool is_possible;
	struct matter m;

	if ((e = act_page(q, form->ref, ACT_APPROVE, &m, &is_possible)) || !is_possible)
		return e;
	if ((e = show_owed(q, &m)) || (e = show_presence(q, &m)))
		return e;
	if (m.a->owed)
		tree_set_number(q->page, "Waives", 1);
	ready_offer(q, q->page, SENTENCE_APPROVE, "", "reason");
	return reply_page(q, "approve");
}

/* POST to it: 303; 422 without a word on the papers that are owed; 409 where a second person decides. */
HANDLER(approve_do, approve)
{
	struct deed deed = {.action = ACT_APPROVE};
	const struct error *e;
	struct matter m;

	if ((e = act_begin(q, form->ref, form->version, ACT_APPROVE, &m)))
		return e;
	/* among officers: a favourable decision says no more than itself */
	deed.reason = ready_text(q, &m, SENTENCE_APPROVE, "", &form->ready, form->reason, "reason",
	    REASON_MOST);
	if (m.a->owed && !form->waive)
		invalid(q, "waive", "desk.alone.waive_needed");
	check_wording(q, m.a->lang, "waive", form->waive);
	if ((e = check_presence(q, &m, form->absent)))
		return e;
	if (has_problems(q))
		return form_again(q);
	deed.is_waived = m.a->owed != 0;
	if ((deed.is_waived && (e = waived(q, &m, form->waive, &deed.detail))) ||
	    (e = note_presence(q, &m, &deed)))
		return e;
	if ((e = decision_alone(q->db, m.a, deed.reason ? deed.reason : "", q->actor.id, q->now)))
		return act_failed(q, e);
	return act_end(q, &m, &deed);
}
