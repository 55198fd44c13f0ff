/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What may be done next, by this officer in this state and no other. lifecycle.def says it;
 * here is where each act's page is, its key, and what a table of states cannot say.
 */
#include "desk/desk.h"
#include "service/owed.h"
#include "desk/forms.h"
#include "store/seal.h"
#include "web/gate.h"

static const struct step {
	enum action action;
	const char *path, *key, *letter;	/* the key as a keyboard has it */
	bool is_direct;			/* a button that does it at once, no page between */
	bool is_main, is_stop;
} steps[] = {
	{ACT_ACCEPT,          "accept",           "a", "A", false, true,  false},
	{ACT_APPROVE,         "decide",           "y", "Y", false, true,  false},
	{ACT_REFUSE,          "decide",           "y", "Y", false, true,  false},
	{ACT_PROPOSE_APPROVE, "propose-approval", "p", "P", false, true,  false},
	{ACT_ISSUE,           "issue",            "i", "I", false, true,  false},
	{ACT_RESUME,          "resume",           "w", "W", false, true,  false},
	{ACT_DEPARTMENT_REPLY, "department-reply", "y", "Y", false, true, false},
	{ACT_CAME,            "came",             "q", "Q", false, true,  false},
	{ACT_ASK_AGAIN,       "ask-again",        "c", "C", false, false, false},	/* O is the note's */
	{ACT_HAND_BACK,       "hand-back",        "b", "B", false, false, false},
	{ACT_ASK_CORRECTION,  "correction",       "c", "C", false, false, false},
	{ACT_ACCEPT_PENDING,  "accept-pending",   "n", "N", false, false, false},
	{ACT_INTERVIEW,       "interview",        "v", "V", false, false, false},
	{ACT_AWAIT,           "await",            "x", "X", false, false, false},
	{ACT_TRANSFER,        "transfer",         "t", "T", false, false, false},
	{ACT_ASK_FORWARD,     "ask-forward",      "l", "L", false, false, false},
	{ACT_EXTEND,          "extend",           "e", "E", false, false, false},
	{ACT_PROPOSE_REFUSE,  "propose-refusal",  "f", "F", false, false, true},
	{ACT_DECLINE,         "decline",          "d", "D", false, false, true},
	{ACT_CLAIM,           "claim",            "m", "M", true,  false, false},
	{ACT_RELEASE,         "release",          "u", "U", false, false, false},
	{ACT_ASSIGN,          "assign",           "h", "H", false, false, false},
	{ACT_REROUTE,         "reroute",          "g", "G", false, false, false},
	{ACT_RECUSE,          "recuse",           "z", "Z", false, false, false},
};
#define STEPS (sizeof steps / sizeof *steps)
/* instead of "decide", where one person is enough */
static const struct step alone = {ACT_APPROVE, "approve", "y", "Y", false, true, false};

const struct error *
matter_steps(struct request *q, struct matter *m)
{
	const struct error *e;

	if (m->a->state == STATE_TRANSFERRED && !m->transfer &&
	    (e = transfer_of(q->db, m->a->id, &m->transfer)))
		return e;
	if (m->a->state == STATE_SUBMITTED && owed_any_may_follow(m->f) && (e = promised_load(q, m)))
		return e;
	/* nothing was ever proposed of one that is not accepted yet */
	if (!m->a->accepted || m->decision)
		return NULL;
	return decision_load(q->db, m->a->id, &m->decision);
}

bool
may_act(const struct request *q, const struct matter *m, enum action action)
{
	const struct application *a = m->a;
	const struct decision *d = m->decision;
	enum formality_where where;
	struct act act;

	if (!lifecycle_next(a->state, action, role_of(q), &act))
		return false;
	if (application_is_too_late(a, m->f, action, q->now))
		return false;
	if (act.is_second && (!d || d->decided || d->proposed_by == q->actor.id))
		return false;
	switch (action) {
	case ACT_CLAIM:
		return a->officer != q->actor.id;
	case ACT_RELEASE:
		return a->officer == q->actor.id ||
		    (a->officer && role_of(q) == ROLE_SUPERVISOR);
	case ACT_ASSIGN:
		return role_of(q) == ROLE_SUPERVISOR || a->officer == q->actor.id;
	case ACT_ASK_CORRECTION:
		return a->corrections < CORRECTIONS_MOST;
	case ACT_ACCEPT:
		return !m->is_promised;		/* with a day for it, or a correction */
	case ACT_ACCEPT_PENDING:
		return owed_any_may_follow(m->f);
	case ACT_ASK_AGAIN:
		return m->transfer && m->transfer->answered;
	case ACT_EXTEND:
		return !a->is_extended && q->now <= a->law_due;
	case ACT_ASK_FORWARD:
	case ACT_TRANSFER:
		return a->state == STATE_SUBMITTED || m->f->mode == MODE_TRANSFER;
	case ACT_AWAIT:
		return formality_has_visit(m->f, &where);
	case ACT_APPROVE:
		return act.is_second ? d->is_approval : !m->f->needs_approval;
	case ACT_REFUSE:
		return !d->is_approval;
	default:
		return true;
	}
}

bool
is_alone(const struct matter *m, enum action action)
{
	return action == ACT_APPROVE && m->a->state == STATE_ACCEPTED;
}

/*
 * The second person's decision, an approver's extension and a supervisor's word are no
 * colleague's work.
 */
bool
takes_over(const struct request *q, const struct matter *m, enum action action)
{
	if (!m->a->officer || m->a->officer == q->actor.id)
		return false;
	switch (action) {
	case ACT_APPROVE:
		return is_alone(m, action);
	case ACT_REFUSE:
	case ACT_RETURN:
	case ACT_EXTEND:
	case ACT_ASSIGN:
	case ACT_RELEASE:
	case ACT_RECUSE:
		return false;
	default:
		return true;
	}
}

static const char *
step_text(struct request *q, const struct step *step)
{
	return say(q, step == &alone ? "desk.step.approve_alone" :
	    pool_format(q->pool, "desk.step.%s", action_word(step->action)));
}

static void
show_step(struct request *q, const struct matter *m, const struct step *step, bool is_main)
{
	struct tree *node;

	if (!may_act(q, m, step->action))
		return;
	if (is_alone(m, step->action))
		step = &alone;
	/* who may approve alone asks somebody else when in doubt, and not as a rule */
	if (step->action == ACT_PROPOSE_APPROVE && may_act(q, m, ACT_APPROVE))
		is_main = false;
	node = tree_append(q->page, "Steps");
	tree_set(node, "Href", matter_url(q, m->a->ref, step->path));
	tree_set(node, "Text", step_text(q, step));
	tree_set(node, "Key", step->key);
	tree_set(node, "Letter", step->letter);
	if (is_main)
		tree_set_number(node, "Main", 1);
	if (step->is_stop)
		tree_set_number(node, "Stop", 1);
	/* several small forms on one page: each has its own once-only key */
	if (step->is_direct && !takes_over(q, m, step->action))
		tree_set(node, "Once", random_token(q->pool, 16));
}

void
show_steps(struct request *q, const struct matter *m)
{
	/*
	 * What came to be passed on is passed on: that comes first, no other step is the main one,
	 * and what begins a decision of ours comes last.
	 */
	bool passes_on = m->f->mode == MODE_TRANSFER && may_act(q, m, ACT_TRANSFER);

	for (size_t i = 0; i < STEPS; i++)
		if (passes_on && steps[i].action == ACT_TRANSFER)
			show_step(q, m, &steps[i], true);
	for (size_t i = 0; i < STEPS; i++)
		if (!passes_on || (steps[i].action != ACT_TRANSFER && !steps[i].is_main))
			show_step(q, m, &steps[i], steps[i].is_main && !passes_on);
	for (size_t i = 0; i < STEPS; i++)
		if (passes_on && steps[i].is_main)
			show_step(q, m, &steps[i], false);
	/* until the clock's next round (clockwork.c): why the others are not there */
	if (application_is_silent(m->a, m->f, q->now))
		tree_set(q->page, "Silent", say1(q, "desk.silent_now", day_text(q, m->a->due)));
	tree_set(q->page, "Token", gate_make_token(q));
	tree_set(q->page, "RevealOnce", random_token(q->pool, 16));
	if (m->a->state == STATE_PROPOSED && m->decision &&
	    m->decision->proposed_by == q->actor.id)
		tree_set_number(q->page, "IsOwnProposal", 1);
}

/* Of these not what gives it to somebody else. */
const char *
steps_open(struct request *q, const struct matter *m)
{
	const char *all = NULL;

	for (size_t i = 0; i < STEPS && steps[i].action != ACT_CLAIM; i++) {
		const char *text = step_text(q, is_alone(m, steps[i].action) ? &alone : &steps[i]);

		if (may_act(q, m, steps[i].action))
			all = all ? say2(q, "desk.open_and", all, text) : text;
	}
	return all ? all : say(q, "desk.open_none");
}

static void
add_key(struct request *q, const char *list, const char *letter, const char *text)
{
	struct tree *node = tree_append(q->page, list);

	tree_set(node, "Letter", letter);
	tree_set(node, "Text", say(q, text));
}

static void
add_step_key(struct request *q, const struct step *step)
{
	struct tree *node = tree_append(q->page, "Acts");

	tree_set(node, "Letter", step->letter);
	tree_set(node, "Text", step_text(q, step));
}

/* The numbers: why the document numbers are shown, once S has asked; what is wrong with a paper. */
static void
add_numbers(struct request *q)
{
	const char *word;

	for (int i = 0; i < REVEALS; i++)
		add_key(q, "Reasons", pool_format(q->pool, "%d", i + 1),
		    pool_format(q->pool, "views.reason_%s", reveal_word((enum reveal)i)));
	for (size_t i = 0; (word = sentence_fitting(SENTENCE_MATERIAL, true, i)); i++)
		add_key(q, "Slips", pool_format(q->pool, "%d", (int)i + 1),
		    pool_format(q->pool, "desk.slip.%s", word));
}

/* GET /keys: what each key does, as `?` shows it beside a page with a script. 200. */
HANDLER(keys, none)
{
	static const struct {
		const char *list, *letter, *text;
	} others[] = {
		{"InList", "J", "desk.keys.down"}, {"InList", "K", "desk.keys.up"},
		{"InList", "Enter", "desk.keys.open"}, {"InList", "X", "desk.keys.tick"},
		{"InList", "T", "desk.bulk.all"}, {"InList", "M", "desk.bulk.title_claim"},
		{"InList", "A", "desk.bulk.title_accept"}, {"InList", "H", "desk.bulk.title_assign"},
		{"OnMatter", "J", "desk.next_matter"}, {"OnMatter", "K", "desk.previous_matter"},
		{"OnMatter", "1–9", "desk.keys.ready"}, {"OnMatter", "1–9", "desk.keys.items"},
		{"OnMatter", "S", "desk.reveal.title"}, {"OnMatter", "O", "desk.notes.new"},
		{"OnMatter", "B", "desk.keys.return"}, {"OnMatter", "N", "desk.keys.absent"},
		{"Viewer", "R", "desk.keys.turn"}, {"Viewer", "+", "desk.keys.larger"},
		{"Viewer", "-", "desk.keys.smaller"}, {"Viewer", "→", "desk.keys.next_paper"},
		{"Viewer", "←", "desk.keys.previous_paper"}, {"InList", "?", "desk.keys.these"},
	};

	(void)form;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		add_key(q, others[i].list, others[i].letter, others[i].text);
	add_numbers(q);
	for (size_t i = 0; i < STEPS; i++)
		add_step_key(q, &steps[i]);
	add_step_key(q, &alone);
	tree_set(q->page, "Page.Title", say(q, "layout.desk_keys"));
	return reply_page(q, "keys");
}
