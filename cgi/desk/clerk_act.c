/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What another department does with what it has: take it, hand it back with a reason, step back, answer. */
#include "base/error.h"
#include "desk/clerk.h"
#include "service/version.h"

/* version: the application's as the page showed it. */
#define CLERK_TAKE_FORM(FIELD) \
	FIELD(transfer, NUMBER, 1, INT64_MAX, REQUIRED) \
	FIELD(version,  NUMBER, 0, 1000000,   REQUIRED)
FORM(clerk_take, CLERK_TAKE_FORM)

#define CLERK_HAND_BACK_FORM(FIELD) \
	FIELD(transfer, NUMBER,  1, INT64_MAX, REQUIRED) \
	FIELD(version,  NUMBER,  0, 1000000,   REQUIRED) \
	FIELD(reason,   TEXT,    1, 1600,      OPTIONAL) \
	FIELD(chinese,  FLAG,    0, 1,         OPTIONAL) \
	FIELD(ready,    ANSWERS, 0, 20,        OPTIONAL)
FORM(clerk_hand_back, CLERK_HAND_BACK_FORM)

/* answer: in Chinese; own: in the resident's language, if somebody there writes it. */
#define CLERK_ANSWER_FORM(FIELD) \
	FIELD(transfer, NUMBER, 1, INT64_MAX, REQUIRED) \
	FIELD(version,  NUMBER, 0, 1000000,   REQUIRED) \
	FIELD(answer,   TEXT,   2, 1600,      REQUIRED) \
	FIELD(chinese,  FLAG,   0, 1,         OPTIONAL) \
	FIELD(own,      TEXT,   2, 1600,      OPTIONAL)
FORM(clerk_answer, CLERK_ANSWER_FORM)

struct clerk_act {
	struct transfer *t;
	struct application *a;
	const struct formality *f;
};

/* Somebody was first: the page as it is now says what happened, with what was typed. */
static const struct error *
changed(struct request *q)
{
	invalid(q, NULL, "clerk.changed");
	return form_again(q);
}

static const struct error *
begin(struct request *q, int64_t id, int64_t version, struct clerk_act *out)
{
	const struct error *e;

	if ((e = clerk_load(q, id, &out->t)) ||
	    (e = application_load(q->db, out->t->application, &out->a)) ||
	    (e = application_formality(q->db, catalogue_of(q), out->a, &out->f)))
		return e;
	return out->a->version == version && out->a->state == STATE_TRANSFERRED ? NULL : changed(q);
}

static const struct error *
end(struct request *q, struct clerk_act *act, const struct deed *what)
{
	struct deed deed = *what;
	const struct error *e;

	deed.role = ROLE_CLERK;
	deed.actor = q->actor.who == WHO_LINK ? 0 : q->actor.id;
	deed.unit = q->actor.unit;
	deed.at = q->now;
	deed.formality = act->f;
	if ((e = application_act(q->db, act->a, &deed)))
		return e->kind == ERROR_CONFLICT ? changed(q) : e;
	/* what was handed back, or left to a colleague, is no longer theirs to see */
	if (deed.action != ACT_HAND_BACK && deed.action != ACT_RECUSE)
		return reply_see_other(q, url(q, "/transfers/%lld", (long long)act->t->id));
	return reply_see_other(q, q->actor.who == WHO_LINK ? url(q, "/link?done=1") :
	    url(q, "/transfers"));
}

/* POST …/take: 303 to the page. */
HANDLER(clerk_take_do, clerk_take)
{
	struct clerk_act act;
	const struct error *e;

	if ((e = begin(q, form->transfer, form->version, &act)))
		return e;
	if (act.t->taken || act.t->answered)
		return changed(q);
	if ((e = transfer_take(q->db, act.t, q->now)))
		return e;
	return end(q, &act, &(struct deed){.action = ACT_TAKE});
}

/* POST …/hand-back: 303 to the list; 422 without a reason, or when it is too late for that. */
HANDLER(clerk_hand_back_do, clerk_hand_back)
{
	struct deed deed = {.action = ACT_HAND_BACK};
	struct clerk_act act;
	const struct error *e;

	if ((e = begin(q, form->transfer, form->version, &act)))
		return e;
	const struct matter m = {.a = act.a, .f = act.f};

	if (!clerk_may_hand_back(q, act.t))
		return changed(q);
	deed.detail = ready_text(q, &m, SENTENCE_NOT_OURS, "", &form->ready, form->reason, "reason", 7000);
	if (!deed.detail)
		invalid(q, "reason", "desk.reason_needed");
	if (has_problems(q))
		return form_again(q);
	if ((e = transfer_back_to(q->db, act.a->id, true, &deed.to_unit)))
		return e;
	return end(q, &act, &deed);
}

/* POST …/recuse: they know this person, and it is left to a colleague of theirs. 303 to the list. */
HANDLER(clerk_recuse_do, clerk_take)
{
	struct clerk_act act;
	const struct error *e;

	if ((e = begin(q, form->transfer, form->version, &act)))
		return e;
	return end(q, &act, &(struct deed){.action = ACT_RECUSE});
}

/* POST …/answer: to the office, which looks at it and passes it to the resident. 303; 422 without words. */
HANDLER(clerk_answer_do, clerk_answer)
{
	struct clerk_act act;
	const struct error *e;

	if ((e = begin(q, form->transfer, form->version, &act)))
		return e;
	if (act.t->answered)
		return changed(q);
	check_wording(q, act.t->lang, "own", form->own);
	if (has_problems(q))
		return form_again(q);
	if ((e = transfer_answer(q->db, act.t, form->answer, act.t->lang == LANG_ZH ? NULL : form->own,
	    q->now)))
		return e;
	return end(q, &act, &(struct deed){.action = ACT_TRANSFER_ANSWER});
}
