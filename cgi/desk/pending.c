/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Accepting though minor papers are missing (容缺受理): which, and by when they come. The boxes
 * are named item-CODE; a name is only ever compared with those that the formality declares.
 * What is there already does not follow: if it will not do, it is to be corrected.
 */
#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"
#include "service/deadline.h"
#include "service/owed.h"
#include "service/timing.h"

/* rest: item-CODE, by-year, by-month, by-day. */
#define ACCEPT_PENDING_FORM(FIELD) \
	FIELD(ref,     WORD,    9, 14,      REQUIRED) \
	FIELD(version, NUMBER,  0, 1000000, REQUIRED) \
	FIELD(take,    FLAG,    0, 1,       OPTIONAL) \
	FIELD(reason,  TEXT,    1, 300,     OPTIONAL) \
	FIELD(chinese, FLAG,    0, 1,       OPTIONAL) \
	FIELD(rest,    ANSWERS, 0, 60,      OPTIONAL)
FORM(accept_pending, ACCEPT_PENDING_FORM)

static const char *const parts[] = {"by-year", "by-month", "by-day"};
#define PARTS (sizeof parts / sizeof *parts)

/* The decision's limits if it is accepted now: the papers come in time for it. */
static struct timing
limits_of(const struct request *q, const struct matter *m)
{
	struct timing t = {.due = 0};

	timing_move(&t, CLOCK_START_DECISION, q->now, m->f);
	return t;
}

static bool
is_missing(const struct formality *f, const struct formality_material *material, const struct papers *papers)
{
	for (size_t i = 0; i < papers->count; i++)
		if (text_same(papers->at[i].code, material->entry->code))
			return false;
	return owed_may_follow(f, material);
}

static day
promised(const struct matter *m, size_t i, const struct papers *papers)
{
	return is_missing(m->f, &m->f->materials[i], papers) ?
	    owed_promised(&m->a->answers, m->f->materials[i].entry->code) : 0;
}

const struct error *
promised_load(struct request *q, struct matter *m)
{
	const struct error *e;
	struct papers papers;

	if ((e = application_open(q->db, m->a)) || !owed_is_any_promised(&m->a->answers) ||
	    (e = material_list(q->db, m->a->id, &papers)))
		return e;
	for (size_t i = 0; i < m->f->material_count; i++)
		m->is_promised |= promised(m, i, &papers) != 0;
	return NULL;
}

void
show_promised(struct request *q, const struct matter *m, const struct papers *papers)
{
	for (size_t i = 0; m->is_promised && i < m->f->material_count; i++) {
		day by = promised(m, i, papers);
		struct tree *node;

		if (!by)
			continue;
		node = tree_append(q->page, "Promised");
		tree_set(node, "Label", office_label(q, &m->f->materials[i].entry->name));
		tree_set(node, "By", say1(q, "desk.pending.promised_by", day_text(q, clock_wenzhou_end(by))));
	}
}

static void
offer_papers(struct request *q, const struct matter *m, const struct papers *papers)
{
	for (size_t i = 0; i < m->f->material_count; i++) {
		const struct material_entry *entry = m->f->materials[i].entry;
		const char *box = pool_format(q->pool, "item-%s", entry->code);
		struct tree *node;

		if (!is_missing(m->f, &m->f->materials[i], papers))
			continue;
		node = tree_append(q->page, "Items");
		tree_set(node, "Box", box);
		tree_set(node, "Label", office_label(q, &entry->name));
		if (form_typed(q, box) || (!q->is_shown_again && promised(m, i, papers)))
			tree_set_number(node, "Checked", 1);
		if (promised(m, i, papers))
			tree_set(node, "Said", say1(q, "desk.pending.promised_by",
			    day_text(q, clock_wenzhou_end(promised(m, i, papers)))));
	}
}

/* The last day that the resident named; else the promise's, or the law's if it is decided on the spot. */
static void
offer_day(struct request *q, const struct matter *m, const struct papers *papers, const struct timing *t)
{
	day by = 0;
	moment last = t->due > clock_wenzhou_end(clock_wenzhou_day(q->now)) ? t->due : t->law_due;
	int at[PARTS];
	struct civil c;

	for (size_t i = 0; i < m->f->material_count; i++)
		by = promised(m, i, papers) > by ? promised(m, i, papers) : by;
	if (by > clock_wenzhou_day(q->now) && deadline_working(clock_wenzhou_end(by), 0) <= t->law_due)
		last = clock_wenzhou_end(by);
	c = clock_civil(last, ZONE_WENZHOU);
	at[0] = c.year;
	at[1] = c.month;
	at[2] = c.mday;

	for (size_t i = 0; i < PARTS; i++)
		form_default(q, parts[i], pool_format(q->pool, "%d", at[i]));
	tree_set(q->page, "ByHint", with_provisional(q, say1(q, "desk.pending.by_hint",
	    day_text(q, t->law_due)), t->law_due));
}

/* GET …/accept-pending: which papers, by when. 200; 409 with the matter if it cannot be done now. */
HANDLER(accept_pending, by_ref)
{
	const struct error *e;
	struct papers papers;
	bool is_possible;
	struct matter m;
	struct timing t;

	if ((e = act_page(q, form->ref, ACT_ACCEPT_PENDING, &m, &is_possible)) || !is_possible)
		return e;
	if ((e = material_list(q->db, m.a->id, &papers)))
		return e;
	t = limits_of(q, &m);
	offer_papers(q, &m, &papers);
	offer_day(q, &m, &papers, &t);
	tree_set(q->page, "CorrectionHref", url(q, "/matters/%s/correction", m.a->ref));
	return reply_page(q, "accept_pending");
}

/*
 * The end of a whole day from tomorrow to the law's last one, or of the working day behind it (Civil Code
 * art. 203); 0 with the error said.
 */
static moment
read_day(struct request *q, const struct pairs *typed, const struct timing *t)
{
	moment due;

	if (!read_day_end(q, typed, parts, &due)) {
		invalid(q, "by", "desk.pending.by_wrong");
		return 0;
	}
	/* today is no such day on a Saturday either, though its end moves to Monday */
	if (due <= clock_wenzhou_end(clock_wenzhou_day(q->now))) {
		invalid(q, "by", "desk.pending.by_past");
		return 0;
	}
	due = deadline_working(due, 0);
	if (due > t->law_due)
		invalid_text(q, "by", with_provisional(q, say1(q, "desk.pending.by_far",
		    day_text(q, t->law_due)), t->law_due));
	return due;
}

static size_t
read_papers(struct request *q, const struct matter *m, const struct papers *papers,
    const struct pairs *typed, const char *codes[OWED_MOST])
{
	bool is_wrong = false;
	size_t count = 0;

	for (size_t i = 0; i < m->f->material_count; i++) {
		const char *code = m->f->materials[i].entry->code;

		if (!pairs_get(typed, pool_format(q->pool, "item-%s", code)))
			continue;
		if (!is_missing(m->f, &m->f->materials[i], papers))
			is_wrong = true;
		else if (count < OWED_MOST)
			codes[count++] = code;
	}
	if (is_wrong)
		invalid(q, NULL, "desk.pending.not_minor");
	else if (!count)
		invalid(q, NULL, "desk.pending.nothing");
	return count;
}

/* POST …/accept-pending: 303; 422 without a paper or a day within the law's limit. */
HANDLER(accept_pending_do, accept_pending)
{
	const char *codes[OWED_MOST];
	const struct error *e;
	struct papers papers;
	struct timing t;
	struct matter m;
	size_t count;
	moment due;

	if ((e = act_begin(q, form->ref, form->version, ACT_ACCEPT_PENDING, &m)) ||
	    (e = material_list(q->db, m.a->id, &papers)))
		return e;
	t = limits_of(q, &m);
	count = read_papers(q, &m, &papers, &form->rest, codes);
	due = read_day(q, &form->rest, &t);
	check_wording(q, m.a->lang, "reason", form->reason);
	if (has_problems(q))
		return form_again(q);
	if ((e = owed_store(q->db, m.a, codes, count, due, q->now)))
		return act_failed(q, e);
	return act_end(q, &m, &(struct deed){.action = ACT_ACCEPT_PENDING, .owed = due,
	    .detail = owed_said(q->pool, m.f, codes, count, m.a->lang, due, form->reason)});
}

const struct error *
show_owed(struct request *q, const struct matter *m)
{
	const struct error *e;
	struct owed owed;

	if (!m->a->accepted)
		return NULL;
	if ((e = owed_load(q->db, m->a->id, &owed)) || !owed.count)
		return e;
	tree_set(q->page, "Owed.By", day_text(q, owed.due));
	if (owed.open && q->now > owed.due)
		tree_set_number(q->page, "Owed.IsOver", 1);
	for (size_t i = 0; i < owed.count; i++) {
		const struct formality_material *paper = formality_material(m->f, owed.at[i].code);
		struct tree *node = tree_append(q->page, "Owed.Papers");

		tree_set(node, "Label", paper ? office_label(q, &paper->entry->name) : owed.at[i].code);
		show_moment(q, node, "Came", owed.at[i].came);
		/* whoever proposed has not seen it, and whoever decides is to know that */
		if (m->a->state == STATE_PROPOSED && m->decision && owed.at[i].came > m->decision->proposed) {
			tree_set_number(node, "Since", 1);
			tree_set_number(q->page, "Owed.Since", 1);
		}
	}
	return NULL;
}
