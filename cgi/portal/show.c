/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/config.h"
#include "base/country.h"
#include "base/error.h"
#include "base/log.h"
#include "portal/portal.h"
#include "service/deadline.h"
#include "service/guide.h"
#include "service/pause.h"
#include "service/pace.h"
#include "service/reference.h"
#include "service/version.h"

const struct catalogue *
catalogue_of(const struct request *q)
{
	return ((const struct portal *)q->site->own)->catalogue;
}

const struct error *
formality_of(const struct request *q, const char *code, const struct formality **out)
{
	*out = catalogue_find(catalogue_of(q), code);
	return *out ? NULL : fail(ERROR_NOT_FOUND, "no such formality");
}

const char *
matter_name(struct request *q, const struct application *a)
{
	const struct formality *f;
	const struct error *e = application_formality(q->db, catalogue_of(q), a, &f);

	if (!e)
		return local_text(q, &f->name);
	log_failure("matter-name", e);
	return a->formality;
}

const char *
formality_name(struct request *q, const char *code)
{
	const struct formality *f = version_newest(q->db, catalogue_of(q), code);

	return f ? local_text(q, &f->name) : code;
}

const char *
local_text(const struct request *q, const struct local *text)
{
	return local_in(text, q->lang);
}

void
show_missing_year(struct request *q, struct tree *node, moment due)
{
	int year = due ? deadline_missing_year(q->now < due ? q->now : due, due) : 0;

	if (year)
		tree_set_number(node, "MissingYear", year);
}

void
show_paused_until(struct request *q, struct tree *node, const struct formality *f)
{
	const struct pause *p = pause_by_desk(f->code);

	if (p)
		tree_set(node, "PausedUntil", say1(q, "paused.until",
		    day_text(q, clock_wenzhou_end(p->until))));
}

void
show_formality(struct request *q, struct tree *node, const struct formality *f)
{
	pause_refresh(q->db, q->now);
	guide_head(node, f, q->lang);
	show_paused_until(q, node, f);
	tree_set(node, "Href", url(q, "/formalities/%s", f->code));
}

const char *
paused_text(const struct request *q, const char *code)
{
	const struct formality *f = catalogue_find(catalogue_of(q), code);

	pause_refresh(q->db, q->now);
	return f ? local_text(q, pause_of(f)) : say(q, "paused.retired");
}

void
show_pause(struct request *q, struct tree *node, const char *code)
{
	const struct formality *f = catalogue_find(catalogue_of(q), code);

	tree_set(node, "Paused", paused_text(q, code));
	if (f && local_text(q, pause_of(f)) && !pause_of(f)->in[q->lang])
		tree_set(node, "PausedLang", lang_code(LANG_EN));
	if (f)
		show_paused_until(q, node, f);
	else
		tree_set_number(node, "Retired", 1);
}

/* "No day or less" would be said of what was done at once: one is as true. */
static const char *
days_text(const struct request *q, int days)
{
	return days <= 1 ? say(q, "pace.day") : say1(q, "pace.days", pool_format(q->pool, "%d", days));
}

const char *
pace_text(const struct request *q, const char *formality)
{
	const struct pace *p = pace_of(formality, q->now);

	return p ? say2(q, "pace.both", say2(q, "pace.half", pool_format(q->pool, "%d", p->decided),
	    days_text(q, p->half)), say1(q, "pace.most", days_text(q, p->most))) : NULL;
}

void
show_ref(struct request *q, struct tree *node, const char *path, const char *ref)
{
	char shown[REFERENCE_SHOWN];

	reference_show(ref, shown);
	tree_set(node, path, pool_string(q->pool, shown));
}

/* It was renamed, or is no more: old links and forms stay, and what they meant can be searched. */
static void
show_no_formality(struct request *q)
{
	const char *code = pairs_get(&q->params, "code");
	const struct formality *old;

	if (code && catalogue_find(catalogue_of(q), code))
		return;		/* it is there, and what was not found is a draft of it */
	tree_set_number(q->page, "Offer.Search", 1);
	old = code ? version_newest(q->db, catalogue_of(q), code) : NULL;
	tree_set(q->page, "Page.Title", old ? say1(q, "error.retired.title", local_text(q, &old->name)) :
	    say(q, "error.no_formality.title"));
	tree_set(q->page, "Page.Text", say(q, old ? "error.retired.text" : "error.no_formality.text"));
	if (old && q->actor.who == WHO_RESIDENT)
		tree_set_number(q->page, "Offer.Own", 1);
}

void
show_preview(struct request *q, const char *text, const char *path)
{
	tree_set(q->page, "Page.Description", text);
	tree_set(q->page, "Page.FullHref", pool_format(q->pool, "%s%s", q->site->config->origin, path));
}

/*
 * What is typed into the box of the search, and not sent, goes along to another language or text size; of a
 * list with what says which it is.
 */
static void
show_search(struct request *q)
{
	const char *name = q->route ? q->route->name : "";
	bool is_list = text_same(name, "catalogue") && !tree_get(q->page, "Search.Words");
	const char *life = pairs_get(&q->query, "life"), *category = pairs_get(&q->query, "category");

	if (!tree_get(q->page, "Offer.Search") && (tree_get(q->page, "Page.Why") ||
	    (!text_same(name, "catalogue") && !text_same(name, "home"))))
		return;
	tree_set(q->page, "Form.Keep", "find");
	tree_set_number(q->page, "Form.IsLink", 1);
	if (!tree_get(q->page, "Search.Words"))
		tree_set(q->page, "Search.Typed", pairs_get(&q->query, "q"));
	if (!is_list)
		return;
	tree_set(q->page, "Search.With.Name", life ? "life" : "category");
	tree_set(q->page, "Search.With.Value", life ? life : category ? category : "");
}

void
portal_dress(struct request *q)
{
	show_way_out(q);
	show_keep(q);
	if (q->actor.who == WHO_RESIDENT && q->actor.zone && !*q->actor.zone)
		tree_set_number(q->page, "NoZone", 1);
	if (q->reply.status == error_status(ERROR_NOT_FOUND) && text_starts(q->path, "/formalities/"))
		show_no_formality(q);
	show_search(q);
	show_ended(q);
	show_gone(q);
}
