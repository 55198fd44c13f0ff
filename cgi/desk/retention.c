/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Papers whose time is over: by formality and year, with what would be destroyed; proposed by one,
 * confirmed by another, and carried out by the courier (disposal.h). What holds a matter back: hold.c.
 */
#include "base/error.h"
#include "desk/affairs.h"
#include "desk/forms.h"
#include "service/disposal.h"
#include "service/version.h"

/* The set that is looked at. */
#define RETENTION_FORM(FIELD) \
	FIELD(formality, WORD,   1, 40,      OPTIONAL) \
	FIELD(year,      NUMBER, 2000, 2199, OPTIONAL)
FORM(retention, RETENTION_FORM)

/* matters: how many the page said. */
#define DISPOSE_FORM(FIELD) \
	FIELD(formality, WORD,   1, 40,         REQUIRED) \
	FIELD(year,      NUMBER, 2000, 2199,    REQUIRED) \
	FIELD(matters,   NUMBER, 1, 1000000000, REQUIRED)
FORM(dispose, DISPOSE_FORM)

static const char *
name_of(struct request *q, const char *code)
{
	const struct formality *f = version_newest(q->db, catalogue_of(q), code);

	return f ? local_text(q, &f->name) : code;
}

static const char *
set_name(struct request *q, const struct disposal_set *set)
{
	return pool_format(q->pool, "%s · %d", name_of(q, set->formality), set->year);
}

static const char *
size_text(const struct request *q, int64_t bytes)
{
	return pool_format(q->pool, "%.1f", (double)bytes / (1024 * 1024));
}

static void
show_count(struct request *q, const struct disposal_count *count)
{
	tree_set_number(q->page, "Would.Matters", count->matters);
	tree_set_number(q->page, "Would.Papers", count->papers);
	tree_set(q->page, "Would.Size", size_text(q, count->bytes));
	tree_set_number(q->page, "Would.Held", count->held);
}

static const struct error *
show_dues(struct request *q)
{
	struct disposal_dues dues;
	const struct error *e;

	if ((e = disposal_list(q->db, q->now, &dues)))
		return e;
	for (size_t i = 0; i < dues.count; i++) {
		const struct disposal_due *due = &dues.at[i];
		struct tree *node = tree_append(q->page, "Dues");

		tree_set(node, "Name", name_of(q, due->formality));
		tree_set_number(node, "Year", due->year);
		tree_set_number(node, "Matters", due->matters);
		tree_set_number(node, "Held", due->held);
		tree_set_number(node, "Told", due->told);
		tree_set(node, "Href", url(q, "/retention?formality=%s&year=%d", due->formality, due->year));
	}
	return NULL;
}

/* GET /retention: what is due, what was proposed; of one formality and year what would go. 200. */
HANDLER(retention, retention)
{
	struct disposal_set set = {form->formality, (int)form->year, clock_wenzhou_day(q->now)};
	struct disposal_count count;
	const struct error *e;

	if ((e = show_dues(q)) || (e = show_proposals(q, PROPOSAL_DISPOSE, "/retention")))
		return e;
	if (form->formality && form->year) {
		if ((e = disposal_count(q->db, &set, &count)))
			return e;
		show_count(q, &count);
		tree_set(q->page, "Would.Name", set_name(q, &set));
		tree_set(q->page, "Would.Formality", set.formality);
		tree_set_number(q->page, "Would.Year", set.year);
	}
	if (q->actor.who == WHO_SUPERVISOR)
		tree_set(q->page, "HoldHref", url(q, "/holds"));
	tree_set(q->page, "Page.Title", say(q, "desk.retention.title"));
	return reply_page(q, "retention");
}

/* POST /retention: proposed; 303 to it. 422 if it is another number of matters by now. */
HANDLER(retention_propose, dispose)
{
	struct disposal_set set = {form->formality, (int)form->year, clock_wenzhou_day(q->now)};
	struct proposal p = {.kind = PROPOSAL_DISPOSE, .made_by = q->actor.id, .stamp = form->matters};
	struct disposal_count count;
	const struct error *e;

	if ((e = disposal_count(q->db, &set, &count)))
		return e;
	if (count.matters != form->matters) {
		invalid(q, NULL, "desk.retention.stale");
		return form_again(q);
	}
	p.subject = pool_format(q->pool, "%s · %d", set.formality, set.year);
	p.body = disposal_write(q->pool, &set);
	if ((e = proposal_add(q->db, &p, q->now)) || (e = audit_done(q, AUDIT_DISPOSE_PROPOSE, p.id,
	    p.body, pool_format(q->pool, "%lld", (long long)count.matters))))
		return e;
	return reply_see_other(q, url(q, "/retention/%lld", (long long)p.id));
}

static const struct error *
load_set(struct request *q, int64_t id, struct proposal **p, struct disposal_set *set)
{
	const struct error *e;

	if ((e = proposal_load(q, PROPOSAL_DISPOSE, id, p)))
		return e;
	return disposal_read(q->pool, (*p)->body, set) ? NULL : fail(ERROR_INTERNAL, "unreadable");
}

/* GET /retention/:id: what would go while it waits, how far it is after. 200, 404. */
HANDLER(retention_proposal, by_id)
{
	struct disposal_progress progress;
	struct disposal_count count;
	struct disposal_set set;
	const struct error *e;
	struct proposal *p;

	if ((e = load_set(q, form->id, &p, &set)) || (e = disposal_count(q->db, &set, &count)) ||
	    (e = disposal_progress(q->db, p->id, &progress)))
		return e;
	show_proposal(q, p);
	if (!p->ended)
		show_count(q, &count);
	else if (p->outcome == PROPOSAL_CONFIRMED) {
		tree_set_number(q->page, "Progress.Told", progress.told);
		tree_set_number(q->page, "Progress.Destroyed", progress.destroyed);
		tree_set_number(q->page, "Progress.Held", count.held);
		show_moment(q, q->page, "Progress.Due", progress.due);
	}
	tree_set(q->page, "Body", p->body);
	tree_set(q->page, "All.Href", url(q, "/retention"));
	tree_set(q->page, "Page.Title", set_name(q, &set));
	return reply_page(q, "retention_proposal");
}

/* POST /retention/:id: 303; confirmed, residents are told, and the courier destroys it later. */
HANDLER(retention_answer, answer)
{
	static const enum audit_action done[PROPOSAL_OUTCOMES] = {AUDIT_DISPOSE_CONFIRM,
	    AUDIT_DISPOSE_REFUSE, AUDIT_DISPOSE_WITHDRAW};
	enum proposal_outcome outcome;
	struct disposal_count count;
	struct disposal_set set;
	const struct error *e;
	struct proposal *p;

	if ((e = load_set(q, form->id, &p, &set)) || (e = disposal_count(q->db, &set, &count)) ||
	    (e = proposal_answer(q, p, form->answer, &outcome)))
		return e;
	/* fewer are fine: some are on hold since */
	if (outcome == PROPOSAL_CONFIRMED && (count.matters > p->stamp || !count.matters)) {
		invalid(q, NULL, "desk.retention.stale");
		return form_again(q);
	}
	if ((e = audit_done(q, done[outcome], p->id, p->body, pool_format(q->pool, "%lld",
	    (long long)count.matters))))
		return e;
	return reply_see_other(q, url(q, "/retention/%lld", (long long)p->id));
}
