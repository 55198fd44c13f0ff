/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Can I do this, and how: what a formality asks before its form, one question a page, and what
 * the answers come to. They are words of the file and stand in the address, so that a link to
 * any page of this holds, and nothing has to be kept for a visitor.
 */
#include "portal/questions.h"

#include "base/error.h"
#include "portal/reuse.h"
#include "service/asking.h"
#include "service/needs.h"
#include "service/reference.h"

#define ASKED_FORM(FIELD) \
	FIELD(code,      WORD,    1, 40,           REQUIRED) \
	FIELD(to_ask,    WORD,    1, 40,           OPTIONAL) \
	FIELD(was_asked, WORD,    1, 40,           OPTIONAL) \
	FIELD(was_brought, FLAG,  0, 1,            OPTIONAL) \
	FIELD(for_draft, WORD,    9, 9,            OPTIONAL) \
	FIELD(show,      FLAG,    0, 1,            OPTIONAL) \
	FIELD(answers,   ANSWERS, 0, ANSWERS_MOST, OPTIONAL)
FORM(asked, ASKED_FORM)

#define BOOKING "counter-booking"	/* the formality by which a counter is booked */

struct pairs
answers_known(struct request *q, const struct eligibility *e, const struct pairs *given)
{
	struct pairs known = {.pool = q->pool};

	for (size_t i = 0; e && i < e->question_count; i++) {
		const struct question *question = &e->questions[i];
		const struct choice *choice = question_choice(question,
		    pairs_get(given, question->code));

		if (choice)
			pairs_set(&known, question->code, choice->code);
	}
	return known;
}

const char *
draft_meant(struct request *q)
{
	const char *ref = pairs_get(q->method == METHOD_GET ? &q->query : &q->typed, "for_draft");
	char own[REFERENCE_TEXT];

	return ref && reference_read(ref, own) ? pool_string(q->pool, own) : NULL;
}

const char *
answers_url(struct request *q, const struct formality *f, const char *page,
    const struct pairs *answers)
{
	struct text out = {.pool = q->pool};

	text_add(&out, page ? url(q, "/formalities/%s/%s", f->code, page) :
	    url(q, "/formalities/%s", f->code));
	for (size_t i = 0; i < answers->count; i++)
		text_addf(&out, "%s%s=%s", i ? "&" : "?", answers->at[i].name, answers->at[i].value);
	return out.s;
}

const char *
apply_url(struct request *q, const struct formality *f)
{
	return url(q, "/formalities/%s/%s", f->code, f->eligibility ? "questions" : "apply");
}

const char *
onward_url(struct request *q, const struct formality *f, const char *page,
    const struct pairs *answers)
{
	const char *draft = draft_meant(q), *to = answers_url(q, f, page, answers);

	return draft ? pool_format(q->pool, "%s%sfor_draft=%s", to, answers->count ? "&" : "?", draft) : to;
}

/* The page of one question, whose answer may be there already. */
static const char *
ask_url(struct request *q, const struct formality *f, const struct pairs *answers,
    const char *question)
{
	return pool_format(q->pool, "%s%sto_ask=%s", onward_url(q, f, "questions", answers),
	    answers->count || draft_meant(q) ? "&" : "?", question);
}

void
keep_answers(struct request *q, const struct pairs *answers)
{
	struct text out = {.pool = q->pool};

	for (size_t i = 0; i < answers->count; i++)
		text_addf(&out, "%s%s=%s", i ? "&" : "", answers->at[i].name, answers->at[i].value);
	if (draft_meant(q))
		text_addf(&out, "%sfor_draft=%s", out.n ? "&" : "", draft_meant(q));
	tree_set(q->page, "Here.Query", out.s);
}

static void
carry(struct request *q, const char *name, const char *value)
{
	struct tree *node = tree_append(q->page, "Carried");

	tree_set(node, "Name", name);
	tree_set(node, "Value", value);
}

void
show_answers_hidden(struct request *q, const struct pairs *answers, const char *but)
{
	for (size_t i = 0; i < answers->count; i++)
		if (!text_same(answers->at[i].name, but))
			carry(q, answers->at[i].name, answers->at[i].value);
	if (draft_meant(q))
		carry(q, "for_draft", draft_meant(q));
}

/* Back is the question before it on the way, with its answer; before the first, where they came from. */
static void
show_back(struct request *q, const struct formality *f, const struct pairs *answers,
    const struct pairs *way, size_t at)
{
	const char *draft = draft_meant(q);

	tree_set(q->page, "Page.Back.Href", at ? ask_url(q, f, answers, way->at[at - 1].name) :
	    draft ? url(q, "/applications/%s/check", draft) : url(q, "/formalities/%s", f->code));
}

static void
show_way(struct request *q, const struct formality *f, const struct pairs *way)
{
	for (size_t i = 0; i < way->count; i++) {
		const struct question *question = eligibility_question(f->eligibility,
		    way->at[i].name);
		struct tree *node = tree_append(q->page, "Answers");

		tree_set(node, "Label", local_text(q, &question->text));
		tree_set(node, "Value", local_text(q, &question_choice(question,
		    way->at[i].value)->label));
		tree_set(node, "Change", ask_url(q, f, way, question->code));
	}
}

/* What another formality's questions have answered already is said, for nobody gave it here. */
static void
show_brought(struct request *q, const struct formality *f, const struct pairs *way)
{
	if (!text_same(pairs_get(&q->query, "was_brought"), "1"))
		return;
	tree_set_number(q->page, "Ask.Brought", 1);
	show_way(q, f, way);
}

static const struct error *
show_question(struct request *q, const struct formality *f, const struct pairs *answers,
    const struct pairs *way, const struct question *question)
{
	const char *picked = pairs_get(answers, question->code);
	const struct error *e = picked ? NULL : show_choice_known(q, f, question, &picked);
	size_t at = 0;

	if (e)
		return e;
	while (at < way->count && !text_same(way->at[at].name, question->code))
		at++;
	asking_question(q->page, f, question, at + 1, picked, q->lang);
	tree_set(q->page, "Form.Action", url(q, "/formalities/%s/questions", f->code));
	tree_set(q->page, "Form.Keep", "questions");
	tree_set_number(q->page, "Form.IsLink", 1);
	show_answers_hidden(q, answers, question->code);
	show_back(q, f, answers, way, at);
	show_brought(q, f, way);
	return reply_page(q, "questions");
}

/* Its guide, or at once its questions, if some of them are answered already. */
static void
show_other(struct request *q, const struct formality *f, const struct verdict *v,
    const struct formality *other, const struct pairs *way)
{
	struct tree *node = tree_make(q->page, "Verdict", "Other");
	struct pairs shared = eligibility_shared(q->pool, f, v, other, way);

	show_formality(q, node, other);
	if (!shared.count || paused_text(q, other->code))
		return;
	tree_set(node, "GuideHref", tree_get(node, "Href"));
	tree_set(node, "Href", pool_format(q->pool, "%s&was_brought=1",
	    answers_url(q, other, "questions", &shared)));
}

/* The others that its sentence names. */
static void
show_also(struct request *q, const struct verdict *v)
{
	for (size_t i = 0; i < v->also.count; i++) {
		const struct formality *other = catalogue_find(catalogue_of(q), v->also.at[i]);

		if (other)
			show_formality(q, tree_append(q->page, "Verdict.Also"), other);
	}
}

/* Where to go on: the form, another formality, or whoever it belongs to. */
static void
show_onward(struct request *q, const struct formality *f, const struct verdict *v,
    const struct pairs *way)
{
	const struct formality *other = v->formality ?
	    catalogue_find(catalogue_of(q), v->formality) : NULL;
	const struct formality *booking = v->kind == VERDICT_COUNTER && f->mode != MODE_TRANSFER ?
	    catalogue_find(catalogue_of(q), BOOKING) : NULL;

	if (verdict_is_open(v)) {
		struct needs needs = needs_of(q->pool, f->eligibility, way);

		tree_set(q->page, "Verdict.Href", onward_url(q, f, "apply", way));
		asking_needs(q->page, f, &needs, q->lang);
		tree_set(q->page, "Verdict.Begin", local_text(q, &f->begin));
		tree_set(q->page, "Verdict.Draft", draft_meant(q));
	}
	if (other)
		show_other(q, f, v, other, way);
	show_also(q, v);
	if (booking && booking != f)
		show_formality(q, tree_make(q->page, "Verdict", "Booking"), booking);
}

static const struct error *
show_verdict(struct request *q, const struct formality *f, const struct verdict *v,
    const struct pairs *way)
{
	tree_set(q->page, "Page.Title", say(q, pool_format(q->pool, "verdict.%s",
	    asking_verdict(q->page, f, v, q->lang))));
	tree_set(q->page, "Page.Back.Href", ask_url(q, f, way, way->at[way->count - 1].name));
	tree_set(q->page, "Verdict.GuideHref", verdict_is_open(v) ? answers_url(q, f, NULL, way) :
	    url(q, "/formalities/%s", f->code));
	show_onward(q, f, v, way);
	show_way(q, f, way);
	keep_answers(q, way);
	return reply_page(q, "verdict");
}

/* The question that an address names, if the answers before it lead there. */
static const struct question *
named_question(const struct eligibility *e, const struct pairs *way, const struct question *next,
    const char *code)
{
	const struct question *question = eligibility_question(e, code);

	return question && (question == next || pairs_get(way, question->code)) ? question : NULL;
}

/*
 * GET /formalities/:code/questions: the first that is open, or the one that is asked for; at
 * the end what they come to. 200; 422 if a page came back without its answer; 303 where nothing
 * is asked; 404.
 */
HANDLER(questions, asked)
{
	const struct question *next, *named, *asked;
	const struct formality *f;
	const struct verdict *v;
	struct pairs answers, way;
	const struct error *e;

	if ((e = formality_of(q, form->code, &f)))
		return e;
	if (!f->eligibility || paused_text(q, f->code))
		return reply_see_other(q, url(q, "/formalities/%s%s", f->code,
		    f->eligibility ? "" : "/apply"));
	answers = answers_known(q, f->eligibility, &form->answers);
	way = eligibility_way(q->pool, f->eligibility, &answers);
	v = eligibility_verdict(f->eligibility, &answers, &next);
	named = named_question(f->eligibility, &way, next, form->to_ask);
	asked = named_question(f->eligibility, &way, next, form->was_asked);
	/* another language or size in the middle of a page */
	if (asked && (form->show || pairs_get(&q->query, "text_size")))
		return show_question(q, f, &answers, &way, asked);
	if (named)
		return show_question(q, f, &answers, &way, named);
	if (v)
		return show_verdict(q, f, v, &way);
	if (asked != next)
		return show_question(q, f, &answers, &way, next);
	invalid(q, next->code, "questions.choose");
	if ((e = show_question(q, f, &answers, &way, next)))
		return e;
	q->reply.status = error_status(ERROR_INVALID);
	return NULL;
}
