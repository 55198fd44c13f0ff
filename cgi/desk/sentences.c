/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Ready sentences that the desk keeps itself, in two languages at least: listed, added, reworded, retired. */
#include "base/error.h"
#include "desk/affairs.h"
#include "desk/forms.h"
#include "service/ready.h"

#define SENTENCES_FORM(FIELD) \
	FIELD(formality, WORD, 0, 40, OPTIONAL)
FORM(sentences, SENTENCES_FORM)

/* formality: empty for all. */
#define SENTENCE_ADD_FORM(FIELD) \
	FIELD(formality, WORD, 0, 40,            OPTIONAL) \
	FIELD(kind,      WORD, 1, 10,            REQUIRED) \
	FIELD(zh,        TEXT, 4, READY_ZH_MOST, REQUIRED) \
	FIELD(en,        TEXT, 4, READY_EN_MOST, REQUIRED) \
	FIELD(it,        TEXT, 4, READY_EN_MOST, OPTIONAL) \
	FIELD(es,        TEXT, 4, READY_EN_MOST, OPTIONAL)
FORM(sentence_add, SENTENCE_ADD_FORM)

/* end: it is retired. */
#define SENTENCE_FORM(FIELD) \
	FIELD(id,  NUMBER, 1, INT64_MAX,     REQUIRED) \
	FIELD(zh,  TEXT,   4, READY_ZH_MOST, OPTIONAL) \
	FIELD(en,  TEXT,   4, READY_EN_MOST, OPTIONAL) \
	FIELD(it,  TEXT,   4, READY_EN_MOST, OPTIONAL) \
	FIELD(es,  TEXT,   4, READY_EN_MOST, OPTIONAL) \
	FIELD(end, FLAG,   0, 1,             OPTIONAL)
FORM(sentence, SENTENCE_FORM)

/* Whoever reads one of these gets it unasked: what is in another one is told beside its field. */
static struct local
read_words(struct request *q, const char *zh, const char *en, const char *it, const char *es)
{
	struct local text = {.in = {[LANG_ZH] = text_one_line(q->pool, zh),
	    [LANG_EN] = text_one_line(q->pool, en), [LANG_IT] = text_one_line(q->pool, it),
	    [LANG_ES] = text_one_line(q->pool, es)}};

	for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++)
		if (text.in[lang] && lang_seen(lang, text.in[lang]) != lang)
			invalid_text(q, lang_code(lang), say1(q, "desk.sentence.other_lang",
			    lang_name(q, lang)));
	return text;
}

static const char *
kind_text(struct request *q, enum sentence_kind kind)
{
	return say(q, pool_format(q->pool, "desk.sentence.kind_%s", sentence_kind_word(kind)));
}

static const char *
formality_text(struct request *q, const char *code)
{
	const struct formality *f = *code ? catalogue_find(catalogue_of(q), code) : NULL;

	return f ? local_text(q, &f->name) : *code ? code : say(q, "desk.sentence.all");
}

static void
show_one(struct request *q, struct tree *node, const struct ready *r)
{
	tree_set(node, "Zh", r->text.in[LANG_ZH]);
	tree_set(node, "En", r->text.in[LANG_EN]);
	for (enum lang lang = LANG_IT; lang < LANG_COUNT; lang++) {
		struct tree *more = tree_append(node, "More");

		tree_set(more, "Lang", lang_code(lang));
		tree_set(more, "Name", lang_name(q, lang));
		tree_set(more, "Text", r->text.in[lang]);
		if (!r->text.in[lang] && ready_is_told(r->kind))
			tree_set(more, "Lacks", lacks_wording(q, lang));
	}
	tree_set(node, "Kind", kind_text(q, r->kind));
	tree_set(node, "Formality", formality_text(q, r->formality));
	tree_set_number(node, "Version", r->version);
	tree_set(node, "By", r->number);
	tree_set(node, "Href", url(q, "/sentences/%lld", (long long)r->id));
}

static void
show_kinds(struct request *q)
{
	for (enum sentence_kind kind = 0; kind < SENTENCE_KINDS; kind++)
		show_option(q, "Kinds", sentence_kind_word(kind), kind_text(q, kind), form_typed(q, "kind"));
}

/* GET /sentences: all that are in use, and the form for another. 200. */
HANDLER(sentences, sentences)
{
	struct readies list;
	const struct error *e;

	(void)form;
	if ((e = ready_list(q->db, NULL, &list)))
		return e;
	for (size_t i = 0; i < list.count; i++)
		show_one(q, tree_append(q->page, "Sentences"), &list.at[i]);
	show_kinds(q);
	show_formality_options(q, form_typed(q, "formality"));
	tree_set(q->page, "Page.Title", say(q, "desk.sentence.title"));
	return reply_page(q, "sentences");
}

/* What cannot be written is said at its place. */
static const struct error *
not_written(struct request *q, const struct error *e)
{
	if (!e || e->code || (e->kind != ERROR_CONFLICT && e->kind != ERROR_TOO_MANY))
		return e;
	invalid(q, e->kind == ERROR_CONFLICT ? NULL : "kind", e->kind == ERROR_CONFLICT ?
	    "desk.sentence.first" : "desk.sentence.too_many");
	return form_again(q);
}

/* POST /sentences: 303 to the list; 422. */
HANDLER(sentence_add, sentence_add)
{
	struct ready r = {.formality = form->formality ? form->formality : "",
	    .text = read_words(q, form->zh, form->en, form->it, form->es)};
	const struct error *e;

	if (*r.formality && !catalogue_find(catalogue_of(q), r.formality))
		invalid(q, "formality", "desk.sentence.no_formality");
	if (!sentence_kind_read(form->kind, &r.kind))
		invalid(q, "kind", "form.not_a_choice");
	if (has_problems(q))
		return form_again(q);
	if ((e = ready_write(q->db, &r, q->actor.id, q->now)))
		return not_written(q, e);
	if ((e = audit_done(q, AUDIT_SENTENCE_ADD, 0, *r.formality ? r.formality : form->kind, form->zh)))
		return e;
	return reply_see_other(q, url(q, "/sentences"));
}

static const struct error *
load(struct request *q, int64_t id, struct ready **out)
{
	const struct error *e = ready_find(q->db, id, out);

	return e || *out ? e : fail(ERROR_NOT_FOUND, "no such sentence in use");
}

/* GET /sentences/:id: its words, to be changed or retired. 200; 404 if another wording is in use. */
HANDLER(sentence, by_id)
{
	const struct error *e;
	struct ready *r;

	if ((e = load(q, form->id, &r)))
		return e;
	show_one(q, tree_make(q->page, "Sentence", "It"), r);
	for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++)
		form_default(q, lang_code(lang), r->text.in[lang]);
	tree_set(q->page, "All.Href", url(q, "/sentences"));
	tree_set(q->page, "Page.Title", say(q, "desk.sentence.edit"));
	return reply_page(q, "sentence");
}

/* POST /sentences/:id: 303 to the list; 404 if somebody was first; 422. */
HANDLER(sentence_do, sentence)
{
	const struct error *e;
	struct ready *r;

	if ((e = load(q, form->id, &r)))
		return e;
	if (!form->end && !form->zh)
		invalid(q, "zh", "form.required");
	if (!form->end && !form->en)
		invalid(q, "en", "form.required");
	if (!form->end)
		r->text = read_words(q, form->zh, form->en, form->it, form->es);
	if (has_problems(q))
		return form_again(q);
	e = form->end ? ready_retire(q->db, r->id, q->actor.id, q->now) :
	    ready_write(q->db, r, q->actor.id, q->now);
	if (e)
		return not_written(q, e);
	if ((e = audit_done(q, form->end ? AUDIT_SENTENCE_RETIRE : AUDIT_SENTENCE_CHANGE, r->root,
	    *r->formality ? r->formality : sentence_kind_word(r->kind), r->text.in[LANG_ZH])))
		return e;
	return reply_see_other(q, url(q, "/sentences"));
}
