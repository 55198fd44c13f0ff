/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The statutory papers: a resident's own, and the page where anybody verifies one. */
#include "service/writ.h"

#include "base/error.h"
#include "portal/draft.h"
#include "portal/forms.h"
#include "service/person.h"
#include "service/reference.h"
#include "service/unit_name.h"

#define BY_WRIT_FORM(FIELD) \
	FIELD(ref,  WORD,   9, 9,         REQUIRED) \
	FIELD(writ, NUMBER, 1, INT64_MAX, REQUIRED)
FORM(by_writ, BY_WRIT_FORM)

/* As it is typed from the paper: anything that a person may write between the groups. */
#define VERIFY_FORM(FIELD) \
	FIELD(code, LINE, 0, 80, OPTIONAL) \
	FIELD(show, FLAG, 0, 1,  OPTIONAL) \
	FIELD(told, FLAG, 0, 1,  OPTIONAL)
FORM(verify, VERIFY_FORM)

#define BY_WRIT_CODE_FORM(FIELD) \
	FIELD(code, WORD, 1, 80, REQUIRED)
FORM(by_writ_code, BY_WRIT_CODE_FORM)

#define LOOKUPS_MOST 60		/* an hour, from one network */

/* A list Writs: Kind, Href once it is made, Standing unless valid. */
static void
show_writs(struct request *q, const struct writs *writs, const char *ref)
{
	for (size_t i = 0; i < writs->count; i++) {
		const struct writ *w = &writs->at[i];
		struct tree *node = tree_append(q->page, "Writs");

		tree_set(node, "Kind", writ_word(w->kind));
		if (w->is_made)
			tree_set(node, "Href", url(q, "/applications/%s/documents/%lld", ref,
			    (long long)w->id));
		if (!text_same(w->standing, "valid"))
			tree_set(node, "Standing", w->standing);
	}
}

/* GET /applications/:ref/documents: the official papers and the statements. 200; 404 for a draft. */
HANDLER(documents, by_ref)
{
	const struct formality *f;
	struct application *a;
	const struct error *e;
	struct writs writs;

	if ((e = application_load_own(q->db, q->actor.id, form->ref, &a)))
		return e;
	if (!a->submitted)
		return fail(ERROR_NOT_FOUND, "not submitted yet");
	if ((e = writ_list(q->db, a->id, &writs)) ||
	    (e = application_formality(q->db, catalogue_of(q), a, &f)) ||
	    (e = show_statements_link(q, f, a)))
		return e;
	tree_set(q->page, "PapersLang", lang_code(a->lang));
	show_writs(q, &writs, a->ref);
	tree_set(q->page, "Page.Title", say(q, "writ.list"));
	tree_set(q->page, "Page.Back.Href", url(q, "/applications/%s", a->ref));
	tree_set(q->page, "Of", local_text(q, &f->name));
	show_ref(q, q->page, "Ref", a->ref);
	return reply_page(q, "documents");
}

/* GET /applications/:ref/documents/:writ: the PDF. 200; 404 for another's; 503 until it is made. */
HANDLER(writ_show, by_writ)
{
	char ref[REFERENCE_SHOWN];
	struct application *a;
	const struct error *e;
	enum writ_kind kind;
	struct bytes pdf;

	if ((e = application_load_own(q->db, q->actor.id, form->ref, &a)) ||
	    (e = writ_pdf(q->db, a->id, form->writ, &kind, &pdf)))
		return e;
	reference_show(a->ref, ref);
	q->reply.shown_as = pool_format(q->pool, "%s-%s.pdf", ref, writ_word(kind));
	return reply_bytes(q, "application/pdf", pdf, NULL);
}

static const struct error *
ask_again(struct request *q, const char *verdict, const char *typed)
{
	/* its form is a link: what is typed goes along to another language or text size */
	if (!tree_get(q->page, "Kind")) {
		tree_set(q->page, "Form.Keep", "verify");
		tree_set_number(q->page, "Form.IsLink", 1);
	}
	show_seal_root(q);
	tree_set(q->page, "Verdict", verdict);
	tree_set(q->page, "Code", typed);
	tree_set(q->page, "Page.Title", say(q, "verify.title"));
	return reply_page(q, "verify");
}

/*
 * GET /verify: asks for the code; 303 to its page once one was typed. In the middle of that another language
 * or text size says what was told already, and no more.
 */
HANDLER(verify, verify)
{
	bool is_only_shown = form->show || pairs_get(&q->query, "text_size");
	char code[WRIT_CODE];
	bool is_whole = form->code && writ_code_read(form->code, code);

	if (is_whole && !is_only_shown)
		return reply_see_other(q, url(q, "/verify/%s", code));
	return ask_again(q, form->code && !is_whole && (form->told || !is_only_shown) ? "malformed" : NULL,
	    form->code);
}

/* Of a page whose code was another one: what was typed since. */
static const char *
typed_since(struct request *q, const char *code)
{
	const char *typed = pairs_get(&q->query, "code");

	return typed ? typed : code;
}

static void
show_verified(struct request *q, const struct verified *v)
{
	tree_set(q->page, "Kind", writ_word(v->kind));
	tree_set(q->page, "Unit", unit_name(q->pool, v->unit_zh, v->unit_en, q->lang));
	show_day(q, q->page, "Day", v->issued);
	tree_set(q->page, "Print", v->print);
	tree_set(q->page, "Digest", v->digest);
	tree_set(q->page, "Attached", v->attached);
}

/* GET /verify/:code: whether there is such a paper, and nothing about the person. 200; 429. */
HANDLER(verify_code, by_writ_code)
{
	char code[WRIT_CODE], shown[WRIT_CODE_SHOWN];
	const struct error *e;
	struct verified *v;

	if (!writ_code_read(form->code, code))
		return ask_again(q, "malformed", typed_since(q, form->code));
	if ((e = limit_count(q->db, "verify", limit_network(q->pool, q->address), LOOKUPS_MOST, HOUR,
	    q->now)) || (e = writ_verify(q->db, code, &v)))
		return e;
	writ_code_show(code, shown);
	if (!v)
		return ask_again(q, "unknown", typed_since(q, pool_string(q->pool, shown)));
	show_verified(q, v);
	return ask_again(q, text_same(v->standing, "valid") ? "genuine" : "ended",
	    pool_string(q->pool, shown));
}
