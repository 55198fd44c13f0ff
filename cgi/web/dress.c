/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What every page shows whatever its handler: language, address, problems, the form's marks. */
#include <stdio.h>
#include <string.h>

#include "base/config.h"
#include "base/error.h"
#include "store/seal.h"
#include "web/cookie.h"
#include "web/gate.h"
#include "web/reply.h"
#include "web/route.h"
#include "web/view.h"

static void
set_field(struct request *q, const char *name, const char *what, const char *value)
{
	char path[140];

	snprintf(path, sizeof path, "Form.F.%s.%s", name, what);
	tree_set(q->page, path, value);
}

/* The page of what came too late has no form, but what was typed goes along to another language. */
static void
dress_failed(struct request *q)
{
	bool is_late = q->reply.status == error_status(ERROR_ENDED) ||
	    q->reply.status == error_status(ERROR_CONFLICT);

	if (!is_late || !q->once || !q->typed.count || q->files.count)
		return;
	tree_set(q->page, "Form.Keep", "kept");
	for (size_t i = 0; i < q->typed.count; i++) {
		struct tree *pair = tree_append(q->page, "Carried");

		tree_set(pair, "Name", q->typed.at[i].name);
		tree_set(pair, "Value", q->typed.at[i].value);
	}
}

/* A page whose path also takes a write carries the marks of its form. */
static void
dress_form(struct request *q)
{
	struct pairs params = q->params;
	bool exists, was_refused, has_failed = tree_get(q->page, "Page.Why");
	const struct route *write = route_find(q, METHOD_POST, &exists);
	const struct form *form;

	q->params = params;
	if (!write)
		return;
	form = write->form();
	was_refused = q->problems && write->access != ACCESS_UPLOAD;
	tree_set(q->page, "Form.Token", gate_make_token(q));
	/* what was held keeps its key: sent from here and from the page before, it is done once */
	tree_set(q->page, "Form.Once", q->is_offered && !q->files.count ? q->once :
	    random_token(q->pool, 16));
	for (size_t i = 0; i < form->count; i++) {
		const struct form_row *row = &form->rows[i];

		/* much may be typed here, or was refused: language and size are changed through the form */
		if ((row->type == FORM_TEXT || row->type == FORM_ANSWERS || (was_refused &&
		    !pairs_get(&q->params, row->name))) && !has_failed && !tree_get(q->page, "Form.None"))
			tree_set(q->page, "Form.Keep", form->name);
		/* browsers count units of UTF-16, of which a character of the extension planes has two */
		if (row->type == FORM_LINE || row->type == FORM_TEXT || row->type == FORM_WORD)
			set_field(q, row->name, "Max", pool_format(q->pool, "%lld",
			    (long long)(row->type == FORM_WORD ? row->most : 2 * row->most)));
		if (q->is_shown_again && row->type != FORM_ANSWERS)
			set_field(q, row->name, "Value", pairs_get(&q->typed, row->name));
	}
	if (has_failed)
		dress_failed(q);
}

static void
dress_problems(struct request *q)
{
	/* what its buttons say, so that the same is said in the other language */
	if (q->problems && !tree_get(q->page, "Form.Shown"))
		tree_set(q->page, "Form.Shown", "wrong");
	for (const struct problem *p = q->problems; p; p = p->next) {
		struct tree *node = tree_append(q->page, "Problems");

		tree_set(node, "Text", p->text);
		if (!p->field)
			continue;
		tree_set(node, "Field", p->field);
		tree_set(node, "Part", p->part);
		set_field(q, p->field, "Error", p->text);
		set_field(q, p->field, "Part", p->part);
	}
}

/* What is kept and shown without a form of its own to be sent from is kept in every language. */
static const char *
path_in_all(const struct request *q)
{
	return q->is_resumed && q->is_offered && !tree_get(q->page, "Form.Keep") ? "/held" : q->path;
}

static void
dress_languages(struct request *q)
{
	const char *path = path_in_all(q), *query = tree_get(q->page, "Here.Query");
	enum lang own = q->lang;

	for (enum lang lang = LANG_ZH; q->site->has_language && lang < LANG_COUNT; lang++) {
		struct tree *other;

		if (lang == own)
			continue;
		q->lang = lang;
		other = tree_append(q->page, "Others");
		tree_set(other, "Href", query ? url(q, "%s?%s", path, query) : url(q, "%s", path));
		tree_set(other, "Name", say(q, "lang.name"));
		tree_set(other, "HtmlLang", say(q, "lang.html"));
		q->lang = own;
	}
}

/* The reader's text size: asked for with ?text_size=, kept in a cookie. */
static void
dress_size(struct request *q)
{
	static const char *const sizes[] = {"small", "medium", "large"};
	const char *asked = pairs_get(&q->query, "text_size");
	const char *kept = cookie_get(q->pool, q->cookies, cookie_name(q, "size"));

	for (size_t i = 0; i < 3; i++)
		if (text_same(asked, sizes[i])) {
			reply_cookie(q, "size", sizes[i], 400 * DAY);
			kept = sizes[i];
		}
	for (size_t i = 0; i < 3; i++)
		if (text_same(kept, sizes[i]))
			tree_set(q->page, "Size", sizes[i]);
	tree_set(q->page, "Size", tree_get_or(q->page, "Size", "medium"));
}

void
dress_constants(const void *data, enum lang lang, struct tree *out)
{
	static const char *const paths[][2] = {
		{"home", "/"}, {"formalities", "/formalities"}, {"applications", "/applications"},
		{"signin", "/sign-in"}, {"signout", "/sign-out"}, {"settings", "/settings"},
		{"signins", "/sign-ins"}, {"privacy", "/privacy"}, {"verify", "/verify"},
		{"remembered", "/remembered"}, {"papers", "/papers"},
		{"transparency", "/transparency"}, {"figures", "/figures"}, {"queue", "/"},
	};
	const struct request q = {.pool = pool_new(NULL, 0), .site = data, .lang = lang};
	struct tree *urls = tree_place(out, "Url");

	tree_set(out, "Lang", lang_code(lang));
	tree_set(out, "HtmlLang", view_text(((const struct site *)data)->views, lang, "lang.html"));
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		tree_set(urls, paths[i][0], url(&q, "%s", paths[i][1]));
	pool_free(q.pool);
}

/*
 * What was sent without a session: a form's words stand in it, files wait for a tap. In the middle of it
 * another language may be asked for, by a button that says what was shown.
 */
static void
dress_held(struct request *q)
{
	bool is_stale = q->is_stale;

	if (q->is_shown_only && !q->is_offered) {
		is_stale = text_same(q->show, "stale");
		q->is_offered = is_stale || text_same(q->show, "held");
	}
	/* what came too late is not to be sent any more */
	if (!q->is_offered || (q->reply.status >= 400 && !is_stale && !q->files.count))
		return;
	tree_set(q->page, "Form.Shown", is_stale ? "stale" : "held");
	tree_set(q->page, "Notice.Text", say(q, q->files.count ? "layout.held_files" :
	    is_stale ? "layout.stale_typed" : "layout.held_typed"));
	if (!q->files.count)
		return;
	tree_set(q->page, "Held.Action", url(q, "/held"));
	tree_set(q->page, "Held.Next", q->path);
	for (size_t i = 0; i < q->files.count; i++)
		tree_set(tree_append(q->page, "Held.Files"), "Name", q->files.at[i].filename);
}

void
dress(struct request *q)
{
	tree_set(q->page, "Path", q->path);
	tree_set(q->page, "Here.Href", url(q, "%s", q->path));
	if (q->actor.who != WHO_ANYONE)
		tree_set_number(q->page, "Signed", 1);
	if (q->site->config->is_demo)
		tree_set_number(q->page, "Demo", 1);
	if (pairs_get(&q->query, "kept"))
		tree_set(q->page, "Notice.Text", say(q, "sign_in.kept"));
	if (pairs_get(&q->query, "lost"))
		tree_set(q->page, "Notice.Text", say(q, "sign_in.lost"));
	dress_held(q);
	if (q->route && !tree_get(q->page, "CanAgain") && q->reply.status != 503)
		dress_form(q);
	dress_languages(q);
	dress_size(q);
	dress_problems(q);
	if (q->site->dress)
		q->site->dress(q);
}
