/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A transfer's person agrees to exactly what is passed on: it is asked after the papers, on a page that lists
 * answers and papers, and again once any of them is another.
 */
#include "base/error.h"
#include "portal/draft.h"
#include "portal/standing.h"
#include "service/department.h"
#include "service/forward.h"
#include "store/seal.h"

/* What the yes was for, among the answers under a name that no field has. */
#define AGREED_TO "_agreed.forward"

static const char *
mark_of(struct request *q, const struct forward_list *list)
{
	struct text all = {.pool = q->pool};

	for (size_t i = 0; i < list->count; i++)
		text_addf(&all, "%s %s\n", list->at[i].name, list->at[i].mark);
	return base64url(q->pool, keyed_hash(q->pool, "forward-consent", bytes_of(all.s ? all.s : "")));
}

bool
tick_is_stale(struct request *q, const char *name, const char *mark)
{
	if (!q->is_shown_again || !pairs_get(&q->typed, name) ||
	    text_same(pairs_get(&q->typed, "shown"), mark))
		return false;
	pairs_remove(&q->typed, name);
	return true;
}

static const struct error *
load_list(struct request *q, struct draft *d)
{
	d->forward = POOL_NEW(q->pool, struct forward_list);
	return forward_list(q->db, d->a, d->f, d->f->department, d->forward);
}

const struct error *
consent_load(struct request *q, struct draft *d)
{
	const struct formality_page *page = formality_consent(d->f);
	const struct error *e;

	if (!page || d->c)
		return NULL;
	if ((e = load_list(q, d)))
		return e;
	d->consent = mark_of(q, d->forward);
	d->is_asked_again |= tick_is_stale(q, page->fields[0]->code, d->consent);
	if (!forward_is_declared(d->a, d->f) ||
	    text_same(pairs_get(&d->a->answers, AGREED_TO), d->consent))
		return NULL;
	pairs_remove(&d->a->answers, page->fields[0]->code);
	d->is_asked_again = true;
	return NULL;
}

void
consent_check(struct request *q, struct draft *d, const char *shown, struct pairs *typed)
{
	const char *code = formality_consent(d->f)->fields[0]->code;

	if (text_same(shown, d->consent)) {
		pairs_set(&d->a->answers, AGREED_TO, d->consent);
		return;
	}
	pairs_remove(typed, code);
	invalid(q, code, "form.consent_changed");
}

const struct error *
show_forwarded(struct request *q, const struct draft *d)
{
	const struct department *to = department_find(d->f->department);
	bool has_papers = false;
	const struct error *e;

	if (!d->forward || !to)
		return NULL;
	tree_set(q->page, "Forward.To", local_text(q, &to->name));
	tree_set(q->page, "Forward.Shown", d->consent);
	if (d->is_asked_again)
		tree_set_number(q->page, "Forward.Again", 1);
	for (size_t i = 0; i < d->forward->count; i++) {
		has_papers |= d->forward->at[i].what == FORWARD_PAPER;
		if (forward_is_first(d->forward, i) && (e = show_forward_item(q,
		    tree_append(q->page, "Forward.Items"), d->a, d->f, d->forward, &d->forward->at[i])))
			return e;
	}
	if (formality_has_uploads(d->f))
		tree_set(q->page, "Forward.PapersHref", url(q, "/applications/%s/materials", d->a->ref));
	if (!has_papers)
		tree_set_number(q->page, "Forward.NoPapers", 1);
	return NULL;
}

const struct error *
consent_load_again(struct request *q, struct draft *d)
{
	const struct error *e;

	if (!forward_is_declared(d->a, d->f))
		return NULL;
	if ((e = load_list(q, d)))
		return e;
	d->consent = mark_of(q, d->forward);
	return NULL;
}
