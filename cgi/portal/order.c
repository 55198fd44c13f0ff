/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* In which order a draft goes: the form, its papers, a transfer's agreement to both, check. */
#include "portal/draft.h"

#include "base/error.h"

struct order {
	const char **stops;
	size_t count;
};

static struct order
order_of(struct request *q, const struct formality *f)
{
	const struct formality_page *consent = formality_consent(f);
	struct order o = {.stops = pool_zero(q->pool, (f->page_count + 2) * sizeof *o.stops)};

	for (size_t i = 0; i < f->page_count; i++)
		if (&f->pages[i] != consent)
			o.stops[o.count++] = pool_format(q->pool, "form/%s", f->pages[i].code);
	if (formality_has_uploads(f))
		o.stops[o.count++] = "materials";
	if (consent)
		o.stops[o.count++] = pool_format(q->pool, "form/%s", consent->code);
	o.stops[o.count++] = "check";
	return o;
}

static size_t
place_of(const struct order *o, const char *stop)
{
	size_t i = 0;

	while (i < o->count && !text_same(o->stops[i], stop))
		i++;
	return i;
}

const char *
draft_after(struct request *q, const char *ref, const struct formality *f, const char *stop)
{
	struct order o = order_of(q, f);
	size_t i = place_of(&o, stop) + 1;

	return url(q, "/applications/%s/%s", ref, o.stops[i < o.count ? i : o.count - 1]);
}

const char *
draft_before(struct request *q, const char *ref, const struct formality *f, const char *stop)
{
	struct order o = order_of(q, f);
	size_t i = place_of(&o, stop);

	return i ? url(q, "/applications/%s/%s", ref, o.stops[i - 1]) : url(q, "/formalities/%s", f->code);
}

/* Who changes an answer from there comes back to check, unless what they agreed to is not that any more. */
const struct error *
draft_go_on(struct request *q, struct draft *d, const struct formality_page *page, bool is_from_check)
{
	const struct formality_page *consent = formality_consent(d->f);
	const char *ref = d->a->ref;
	const struct error *e;

	if (!is_from_check)
		return reply_see_other(q, draft_after(q, ref, d->f,
		    pool_format(q->pool, "form/%s", page->code)));
	if ((e = consent_load(q, d)))
		return e;
	return reply_see_other(q, d->is_asked_again && page != consent ?
	    url(q, "/applications/%s/form/%s?back=check", ref, consent->code) :
	    url(q, "/applications/%s/check", ref));
}
