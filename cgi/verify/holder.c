/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * In whose hands a matter is, as its acts say: whoever claimed it, whoever it was given to, or who took it
 * on by the next act of the work, until it was given back. Officers are known by their numbers.
 */
#include "base/error.h"
#include "base/text.h"
#include "service/history.h"
#include "store/db.h"
#include "verify/deeds_part.h"

#define NOBODY ""

/* One of two: whether a hand-back moved it to the centre stands in no act. Equal: it is that one. */
struct holder {
	bool is_told;			/* false after an act that does not say whom it was given to */
	const char *one, *other;
};

static struct holder
held_by(const char *number)
{
	return (struct holder){number != NULL, number, number};
}

/* Rows of before deed.c wrote it down say nothing. */
static const struct error *
given_to(struct told *t, const struct act_told *act, struct holder *h)
{
	const struct error *e;
	const char *detail;

	if ((e = deeds_detail(t, act->id, act->detail, &detail)))
		return e;
	*h = held_by(history_receiver(db_pool(t->db), detail));
	return NULL;
}

static void
handed_back(struct holder *h)
{
	if (text_same(h->one, h->other))
		h->other = NOBODY;
	else
		h->is_told = text_same(h->one, NOBODY) || text_same(h->other, NOBODY);
}

/* What nobody had is with who acted; rows without what was due may be older than that rule. */
static void
taken_on(const struct act_told *act, enum state was, struct holder *h)
{
	if (!h->is_told || !lifecycle_takes_on(was, act->action, act->role))
		return;
	if (text_same(h->one, NOBODY) && (act->is_keyed || !text_same(h->other, NOBODY)))
		h->one = act->number;
	if (text_same(h->other, NOBODY))
		h->other = act->number;
	h->is_told = h->one && h->other;
}

static const struct error *
follow(struct told *t, const struct act_told *act, struct holder *h)
{
	switch (act->action) {
	case ACT_CLAIM:
		*h = held_by(act->number);
		return NULL;
	case ACT_ASSIGN:
		return given_to(t, act, h);
	case ACT_SUBMIT:
	case ACT_RELEASE:
	case ACT_FREE:
	case ACT_REROUTE:
		*h = held_by(NOBODY);
		return NULL;
	case ACT_RECUSE:
		if (h->is_told && text_same(act->number, h->one))
			h->one = NOBODY;
		if (h->is_told && text_same(act->number, h->other))
			h->other = NOBODY;
		return NULL;
	case ACT_HAND_BACK:
		if (h->is_told)
			handed_back(h);
		return NULL;
	default:
		taken_on(act, act > t->at ? act[-1].state : STATE_DRAFT, h);
		return NULL;
	}
}

static bool
is_held(const struct holder *h, const char *number)
{
	return !h->is_told || text_same(number, h->one) || text_same(number, h->other);
}

const struct error *
holder_check(struct told *t, const char *now, const char *decided)
{
	struct holder h = held_by(NOBODY);
	const struct error *e;
	struct moments m;

	deeds_moments(t, &m);
	for (size_t i = 0; i < t->count; i++) {
		if ((e = follow(t, &t->at[i], &h)))
			return e;
		if (&t->at[i] == m.deciding && decided && !is_held(&h, decided))
			deeds_tell(t, t->at[i].seq, "supervision counts the decision for another officer");
	}
	if (t->count && !is_held(&h, now))
		deeds_tell(t, t->at[t->count - 1].seq,
		    "it is in the hands of another officer than its acts say");
	return NULL;
}
