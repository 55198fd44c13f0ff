/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "desk/bulk_row.h"

#include "base/error.h"
#include "service/bar.h"
#include "service/formality.h"

const char *
bulk_answer_word(enum bulk_answer answer)
{
	static const char *const words[BULK_ANSWERS_COUNT] = {
#define ANSWER(name, word) [BULK_##name] = word,
		BULK_ANSWERS(ANSWER)
#undef ANSWER
	};

	return answer < BULK_ANSWERS_COUNT ? words[answer] : "";
}

/* Who is there and may have it; *out NULL: nobody. */
static const struct error *
next_in_turn(struct request *q, struct bulk_wish *wish, struct application *a,
    const struct colleague **out)
{
	const struct colleagues *all = &wish->colleagues;
	size_t from = wish->turn;
	const struct error *e;
	bool is_barred;

	*out = NULL;
	for (size_t i = 0; i < all->count && !*out; i++) {
		const struct colleague *c = &all->at[(from + i) % all->count];

		if (c->role != ROLE_OFFICER || c->away_until || c->is_waiting)
			continue;
		if ((e = bar_is(q->db, a, c->id, &is_barred)))
			return e;
		if (!is_barred) {
			wish->turn = from + i + 1;
			*out = c;
		}
	}
	return NULL;
}

static const struct error *
find_by_number(struct request *q, const struct bulk_wish *wish, struct bulk_row *row)
{
	const struct error *e = NULL;
	bool is_barred = false;

	row->answer = BULK_ELSEWHERE;
	for (size_t i = 0; i < wish->colleagues.count && !e; i++) {
		const struct colleague *c = &wish->colleagues.at[i];

		if (!text_same(c->number, wish->to) || c->is_waiting)
			continue;
		e = bar_is(q->db, row->m.a, c->id, &is_barred);
		row->to = c;
		row->answer = c->id == row->m.a->officer ? BULK_SAME : c->away_until ? BULK_AWAY :
		    is_barred ? BULK_NOT_THEM : BULK_WILL;
	}
	return e;
}

static const struct error *
find_colleague(struct request *q, struct bulk_wish *wish, struct bulk_row *row)
{
	struct application *a = row->m.a;
	const struct error *e;

	if (wish->unit != a->unit &&
	    (e = queue_colleagues(q->db, a->unit, q->now, &wish->colleagues)))
		return e;
	wish->unit = a->unit;
	if (!text_same(wish->to, BULK_IN_TURN))
		return find_by_number(q, wish, row);
	e = next_in_turn(q, wish, a, &row->to);
	row->answer = !row->to ? BULK_AWAY : row->to->id == a->officer ? BULK_SAME : BULK_WILL;
	return e;
}

/* As act_begin() has it for a single act; whose it is and who gets it come last. */
static enum bulk_answer
judge(const struct request *q, const struct bulk_wish *wish, const struct bulk_row *row)
{
	const struct matter *m = &row->m;
	bool is_theirs = m->a->officer == q->actor.id || q->actor.who == WHO_SUPERVISOR;

	if (m->a->version != row->version)
		return BULK_CHANGED;
	if (wish->action == ACT_ASSIGN && !is_theirs && m->a->officer)
		return BULK_OTHERS;
	if (!may_act(q, m, wish->action))
		return m->a->officer == q->actor.id && wish->action == ACT_CLAIM ? BULK_SAME : BULK_STATE;
	if (takes_over(q, m, wish->action))
		return BULK_HELD;
	if (wish->action == ACT_ACCEPT && m->f->mode == MODE_TRANSFER)
		return BULK_PASSED_ON;
	return BULK_WILL;
}

const struct error *
bulk_look(struct request *q, struct bulk_wish *wish, struct bulk_row *row)
{
	const struct error *e;
	bool is_twice;

	row->answer = BULK_MISSING;
	row->to = NULL;
	e = matter_load(q, row->ref, &row->m);
	if (e && (e->kind == ERROR_NOT_FOUND || e->kind == ERROR_BARRED)) {
		row->answer = e->kind == ERROR_BARRED ? BULK_KNOWN : BULK_MISSING;
		row->m.a = NULL;
		return NULL;
	}
	if (e || (e = matter_steps(q, &row->m)))
		return e;
	row->answer = judge(q, wish, row);
	if (row->answer == BULK_WILL && wish->action == ACT_ACCEPT) {
		if ((e = matter_is_twice(q, &row->m, &is_twice)))
			return e;
		row->answer = is_twice ? BULK_TWICE : BULK_WILL;
	}
	if (row->answer == BULK_WILL && wish->action == ACT_ASSIGN && wish->to)
		return find_colleague(q, wish, row);
	return NULL;
}

bool
bulk_needs_hand(const struct request *q, const struct bulk_wish *wish, const struct bulk_row *row)
{
	return wish->action == ACT_ASSIGN && row->answer == BULK_WILL && needs_hand(q, &row->m, ACT_ASSIGN);
}

/*
 * The other rows go on after a conflict: whatever application_act() refuses, it refuses before it has
 * written (the store's compare-and-set on the version is its first write for these acts).
 */
const struct error *
bulk_do_row(struct request *q, struct bulk_wish *wish, struct bulk_row *row)
{
	struct deed deed = {.action = wish->action, .role = role_of(q), .actor = q->actor.id,
	    .unit = q->actor.unit, .at = q->now};
	const struct error *e;

	if ((e = bulk_look(q, wish, row)) || row->answer != BULK_WILL)
		return e;
	deed.formality = row->m.f;
	deed.officer = row->to ? row->to->id : 0;
	e = application_act(q->db, row->m.a, &deed);
	if (e && e->code)
		return e;
	if (!e && wish->hand && (e = hand_note(q, &row->m, wish->hand)))
		return e;
	row->answer = !e ? BULK_DONE : e->kind == ERROR_CONFLICT ? BULK_CHANGED : BULK_STATE;
	return e && e->kind != ERROR_CONFLICT && e->kind != ERROR_ROLE && e->kind != ERROR_BARRED ? e : NULL;
}
