/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "desk/filter.h"

#include <string.h>

#include "base/country.h"
#include "base/error.h"

static const struct error *
read_units(struct request *q, int64_t chosen, struct list_view *out)
{
	int64_t *below;
	const struct error *e;

	out->asked.unit = q->actor.unit;
	if (q->actor.who < WHO_APPROVER)
		return NULL;
	if ((e = queue_units(q->db, q->actor.unit, q->actor.who == WHO_APPROVER, &out->units)))
		return e;
	below = pool_zero(q->pool, (out->units.count + 1) * sizeof *below);
	for (size_t i = 0; i < out->units.count; i++) {
		if (out->units.at[i].id == chosen)
			out->asked.unit = chosen;
		if (chosen == VIEW_ALL && out->units.at[i].id != q->actor.unit)
			below[out->asked.below_count++] = out->units.at[i].id;
	}
	out->asked.below = below;
	return NULL;
}

static void
read_filters(struct request *q, const struct view_typed *typed, struct queue_asked *asked)
{
	struct queue_filter *filter = &asked->filter;
	const struct country *country = typed->country ? country_find(typed->country) : NULL;

	if (typed->formality && catalogue_find(catalogue_of(q), typed->formality))
		filter->formality = typed->formality;
	filter->country = country ? country->code : NULL;
	filter->has_state = state_read(typed->state, &filter->state) && queue_has(asked->list, filter->state);
	if (!typed->since || day_typed(q, typed->since, &filter->since))
		filter->since = 0;
	if (!typed->until || day_typed(q, typed->until, &filter->until))
		filter->until = 0;
	if (filter->since && filter->until && filter->since > filter->until)
		filter->since = filter->until = 0;
}

static void
read_list(const struct request *q, const char *word, enum queue_name *out)
{
	if (!queue_read(word, out) || !queue_may_see(*out, role_of(q)))
		*out = QUEUE_UNIT;
}

/* In the page of a refused write it stands in what was typed. */
static const char *
or_typed(const struct request *q, const char *name, const char *value)
{
	return value || !q->is_shown_again ? value : form_typed(q, name);
}

static struct view_typed
typed_again(const struct request *q, const struct view_typed *typed)
{
	struct view_typed t = {or_typed(q, "list", typed->list), or_typed(q, "formality", typed->formality),
	    or_typed(q, "state", typed->state), or_typed(q, "country", typed->country),
	    or_typed(q, "since", typed->since), or_typed(q, "until", typed->until), typed->unit};
	const char *unit = or_typed(q, "unit", NULL);

	if (!t.unit && (!unit || !text_number(unit, 1, INT64_MAX, &t.unit)))
		t.unit = 0;
	return t;
}

/* Whoever answers for several units and asked for none begins with all: what is overdue is so in any. */
static int64_t
unit_to_begin_with(const struct request *q, const struct view_typed *typed)
{
	return !typed->unit && !typed->list && role_of(q) == ROLE_SUPERVISOR ? VIEW_ALL : typed->unit;
}

/* Of nothing yet, as this officer sees it. */
static struct list_view
own_view(const struct request *q)
{
	return (struct list_view){.asked = {.officer = q->actor.id, .viewer = q->actor.id,
	    .decides = q->actor.who >= WHO_APPROVER, .now = q->now}};
}

const struct error *
view_read(struct request *q, const struct view_typed *as_asked, struct list_view *out)
{
	struct view_typed t = typed_again(q, as_asked), *typed = &t;
	const struct error *e;

	*out = own_view(q);
	read_list(q, typed->list, &out->asked.list);
	if ((e = read_units(q, unit_to_begin_with(q, typed), out)))
		return e;
	read_filters(q, typed, &out->asked);
	return NULL;
}

/* A formality that is gone, a unit that is no longer theirs: the rest of the view is still good. */
const struct error *
view_kept(struct request *q, const struct saved_view *kept, struct list_view *out)
{
	const struct error *e;

	*out = own_view(q);
	read_list(q, queue_word(kept->list), &out->asked.list);
	if ((e = read_units(q, kept->unit, out)))
		return e;
	out->asked.filter = kept->filter;
	if (kept->filter.formality && !catalogue_find(catalogue_of(q), kept->filter.formality))
		out->asked.filter.formality = NULL;
	return NULL;
}

/* As `unit` of an address, 0 for the own one. */
static int64_t
unit_of(const struct request *q, const struct queue_asked *asked)
{
	if (asked->below_count)
		return VIEW_ALL;
	return asked->unit == q->actor.unit ? 0 : asked->unit;
}

struct saved_view
view_to_keep(const struct request *q, const struct list_view *view)
{
	return (struct saved_view){view->asked.list, unit_of(q, &view->asked), view->asked.filter};
}

/* The names and values that stand for a view; an empty value is left out. */
static size_t
view_pairs(const struct request *q, const struct queue_asked *asked, struct pair out[7])
{
	const struct queue_filter *f = &asked->filter;
	int64_t unit = unit_of(q, asked);
	char text[DAY_TEXT];
	size_t n = 0;

	out[n++] = (struct pair){"list", queue_word(asked->list)};
	if (unit)
		out[n++] = (struct pair){"unit", pool_format(q->pool, "%lld", (long long)unit)};
	if (f->formality)
		out[n++] = (struct pair){"formality", f->formality};
	if (f->has_state)
		out[n++] = (struct pair){"state", state_word(f->state)};
	if (f->country)
		out[n++] = (struct pair){"country", f->country};
	if (f->since) {
		day_format(f->since, text);
		out[n++] = (struct pair){"since", pool_string(q->pool, text)};
	}
	if (f->until) {
		day_format(f->until, text);
		out[n++] = (struct pair){"until", pool_string(q->pool, text)};
	}
	return n;
}

/* All of them are words and numbers, so nothing needs escaping. */
const char *
view_query(const struct request *q, const struct queue_asked *asked)
{
	struct text text = {.pool = q->pool};
	struct pair pairs[7];
	size_t count = view_pairs(q, asked, pairs);

	for (size_t i = 0; i < count; i++)
		text_addf(&text, "%s%s=%s", i ? "&" : "", pairs[i].name, pairs[i].value);
	return text.s;
}

const char *
list_url(const struct request *q, const struct queue_asked *asked)
{
	return url(q, "/?%s", view_query(q, asked));
}

void
view_hidden(struct request *q, const struct queue_asked *asked)
{
	struct pair pairs[7];
	size_t count = view_pairs(q, asked, pairs);

	for (size_t i = 0; i < count; i++) {
		struct tree *node = tree_append(q->page, "View");

		tree_set(node, "Name", pairs[i].name);
		tree_set(node, "Value", pairs[i].value);
	}
}

bool
view_is_filtered(const struct queue_asked *asked)
{
	const struct queue_filter *f = &asked->filter;

	return f->formality || f->country || f->has_state || f->since || f->until;
}

const char *
count_text(const struct request *q, int count)
{
	return count < QUEUE_COUNT_MOST ? pool_format(q->pool, "%d", count) :
	    pool_format(q->pool, "%d+", QUEUE_COUNT_MOST - 1);
}

static void
add_unit(struct request *q, const struct queue_asked *asked, const char *name, bool is_here)
{
	struct tree *node = tree_append(q->page, "Units");

	tree_set(node, "Name", name);
	tree_set(node, "Href", list_url(q, asked));
	if (is_here)
		tree_set_number(node, "Here", 1);
}

/* A supervisor looks after the units below too, an approver after the service sites: one, or all. */
void
view_units(struct request *q, const struct list_view *view)
{
	const struct queue_asked *asked = &view->asked;
	struct queue_asked there = *asked;
	int64_t other = 0;

	if (view->units.count < 2)
		return;
	there.below_count = 0;
	for (size_t i = 0; i < view->units.count; i++) {
		there.unit = view->units.at[i].id;
		other = there.unit == q->actor.unit ? other : there.unit;
		add_unit(q, &there, q->lang == LANG_ZH ? view->units.at[i].zh : view->units.at[i].en,
		    !asked->below_count && there.unit == asked->unit);
	}
	there.unit = q->actor.unit;
	there.below = &other;
	there.below_count = 1;
	add_unit(q, &there, say(q, "desk.filter.all_units"), asked->below_count > 0);
}

static void
show_choices(struct request *q, const struct queue_asked *asked)
{
	const struct queue_filter *f = &asked->filter;
	const struct country *country;

	show_formality_options(q, f->formality);
	for (enum state s = 0; s < STATES; s++)
		if (queue_has(asked->list, s))
			show_option(q, "States", state_word(s), say(q, pool_format(q->pool, "state.%s",
			    state_word(s))), f->has_state ? state_word(f->state) : NULL);
	for (size_t i = 0; (country = country_at(i, lang_code(q->lang))); i++)
		show_option(q, "Countries", country->code, country_name(country, lang_code(q->lang)),
		    f->country);
}

/* Its own fields are in the form, the rest of the view is hidden in it. */
void
view_filters(struct request *q, const struct list_view *view)
{
	struct queue_asked bare = view->asked;
	struct pair pairs[7];
	size_t count = view_pairs(q, &view->asked, pairs);

	show_choices(q, &view->asked);
	for (size_t i = 0; i < count; i++)
		if (text_same(pairs[i].name, "since") || text_same(pairs[i].name, "until"))
			tree_set(q->page, text_same(pairs[i].name, "since") ? "Filter.Since" : "Filter.Until",
			    pairs[i].value);
		else if (text_same(pairs[i].name, "list") || text_same(pairs[i].name, "unit"))
			tree_set(q->page, text_same(pairs[i].name, "list") ? "Filter.List" : "Filter.Unit",
			    pairs[i].value);
	if (!view_is_filtered(&view->asked))
		return;
	bare.filter = (struct queue_filter){NULL, NULL, false, STATE_DRAFT, 0, 0};
	tree_set_number(q->page, "Filter.Open", 1);
	tree_set(q->page, "Filter.NoneHref", list_url(q, &bare));
}
