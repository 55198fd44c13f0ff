/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Asking for corrections: everything at once, per field and per paper (Licensing Law art.
 * 32(4)). The boxes and words are named item-WHAT-CODE, ready-WHAT-CODE-WORD, text-WHAT-CODE, and
 * zh-WHAT-CODE for the paper's Chinese; a name is only ever compared with those that the formality declares.
 */
#include <stdio.h>

#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"

#define CORRECTION_FORM(FIELD) \
	FIELD(ref,     WORD,    9, 14,      REQUIRED) \
	FIELD(version, NUMBER,  0, 1000000, REQUIRED) \
	FIELD(take,    FLAG,    0, 1,       OPTIONAL) \
	FIELD(chinese, FLAG,    0, 1,       OPTIONAL) \
	FIELD(items,   ANSWERS, 0, 118,     OPTIONAL)
FORM(correction, CORRECTION_FORM)

#define SENTENCE_MOST 1900	/* bytes of one item's sentence */

/* What may be asked: everything, and in a second notice only what the answer to the first one changed. */
struct round {
	struct correction *before;	/* the first notice, or NULL */
	struct pairs was;
	struct papers papers;
};

static const struct error *
round_load(struct request *q, const struct matter *m, struct round *out)
{
	const struct error *e;

	*out = (struct round){0};
	if ((e = application_open(q->db, m->a)) ||
	    (e = material_list(q->db, m->a->id, &out->papers)) ||
	    (m->a->corrections && (e = correction_load(q->db, m->a->id, &out->before))))
		return e;
	return out->before ? correction_before(q->db, out->before, &out->was) : NULL;
}

static bool
may_ask(const struct matter *m, const struct round *r, const char *what, const char *code)
{
	return !r->before || correction_is_changed(r->before, &r->was, &m->a->answers, &r->papers, what,
	    code);
}

static int
files_of(const struct papers *papers, const char *code)
{
	int n = 0;

	for (size_t i = 0; i < papers->count; i++)
		n += text_same(papers->at[i].code, code);
	return n;
}

static bool
is_answered(const struct matter *m, const char *code)
{
	const char *stored = pairs_get(&m->a->answers, code);

	return stored && *stored;
}

/* The first nine have a key each, their number; the first has the focus: keys go on from there. */
static void
offer_key(struct request *q, struct tree *node)
{
	int64_t number = tree_number(q->page, "ItemCount", 0) + 1;

	tree_set_number(q->page, "ItemCount", number);
	if (number <= 9)
		tree_set_number(node, "Key", number);
	if (number == 1 && !q->is_shown_again)
		tree_set_number(node, "IsFirst", 1);
}

static void
offer_item(struct request *q, const struct correction_item *item, const char *label,
    const char *value, bool is_sent)
{
	struct tree *node = tree_append(q->page, "Items");
	const char *name = pool_format(q->pool, "%s-%s", item->what, item->code);
	const char *text = pool_format(q->pool, "text-%s", name);
	const char *typed, *typed_zh;
	bool is_ticked = ready_offer_about(q, node, text_same(item->what, "material") ? SENTENCE_MATERIAL :
	    SENTENCE_FIELD, pool_format(q->pool, "%s-", name), text, is_sent);

	offer_key(q, node);
	typed = form_typed(q, text);
	typed_zh = form_typed(q, zh_field(q, text));
	tree_set(node, "What", item->what);
	tree_set_number(q->page, text_same(item->what, "material") ? "HasMaterials" : "HasFields", 1);
	tree_set(node, "Box", pool_format(q->pool, "item-%s", name));
	tree_set(node, "Text", text);
	tree_set(node, "Label", label);
	tree_set(node, "Value", value);
	tree_set(node, "Typed", typed);
	tree_set(node, "Zh", zh_field(q, text));
	tree_set(node, "TypedZh", typed_zh);
	if (form_typed(q, pool_format(q->pool, "item-%s", name))) {
		tree_set_number(node, "Checked", 1);
		tree_set_number(node, "IsOpen", 1);
	}
	if (is_ticked || (typed && *typed) || (typed_zh && *typed_zh)) {
		tree_set_number(node, "IsOpen", 1);
		/* filled in by one tap at the viewer: to be read once more, and sent */
		if (!q->is_shown_again)
			tree_set_number(q->page, "IsReady", 1);
	}
	for (const struct problem *p = q->problems; p; p = p->next)
		if (text_same(p->field, text))
			tree_set(node, "Error", p->text);
		else if (text_same(p->field, zh_field(q, text)))
			tree_set(node, "ErrorZh", p->text);
}

static void
offer_materials(struct request *q, const struct matter *m, const struct round *r)
{
	for (size_t i = 0; i < m->f->material_count; i++) {
		const struct material_entry *entry = m->f->materials[i].entry;
		struct correction_item item = {.what = "material", .code = entry->code};
		char count[12];
		int n;

		if (!formality_is_upload(&m->f->materials[i]) ||
		    !may_ask(m, r, "material", entry->code))
			continue;
		n = files_of(&r->papers, entry->code);
		snprintf(count, sizeof count, "%d", n);
		offer_item(q, &item, office_label(q, &entry->name), n == 0 ?
		    say(q, "desk.correction.none") : n == 1 ? say(q, "desk.correction.file") :
		    say1(q, "desk.correction.files", count), n > 0);
	}
}

static void
offer_fields(struct request *q, const struct matter *m, const struct round *r)
{
	for (size_t i = 0; i < m->f->page_count; i++)
		for (size_t j = 0; j < m->f->pages[i].field_count; j++) {
			const struct field_entry *field = m->f->pages[i].fields[j];
			struct correction_item item = {.what = "field", .code = field->code};
			const char *stored = pairs_get(&m->a->answers, field->code);
			bool is_sent = is_answered(m, field->code);

			if (!may_ask(m, r, "field", field->code))
				continue;
			offer_item(q, &item, office_label(q, &field->label), is_sent ?
			    answer_text(q, field, stored, false) : "", is_sent);
		}
}

/* What was asked for and is as it was: no second notice is about that, whoever decides knows it. */
static void
show_unchanged(struct request *q, const struct matter *m, const struct round *r)
{
	for (size_t i = 0; i < r->before->count; i++) {
		const struct correction_item *item = &r->before->items[i];

		if (!may_ask(m, r, item->what, item->code))
			tree_set(tree_append(q->page, "Unchanged"), "Label",
			    office_words(q, item_label(m->f, item, q->lang)));
	}
	if (may_act(q, m, ACT_DECLINE))
		tree_set(q->page, "DeclineHref", matter_url(q, m->a->ref, "decline"));
}

/*
 * GET …/correction: every paper and field with its box; a second time those that the answer changed.
 * 200; 409 if it cannot be done now.
 */
HANDLER(correction, by_ref)
{
	const struct error *e;
	bool is_possible;
	struct matter m;
	struct round r;

	if ((e = act_page(q, form->ref, ACT_ASK_CORRECTION, &m, &is_possible)) || !is_possible)
		return e;
	if ((e = round_load(q, &m, &r)))
		return e;
	offer_materials(q, &m, &r);
	offer_fields(q, &m, &r);
	if (r.before) {
		tree_set_number(q->page, "IsSecond", 1);
		show_unchanged(q, &m, &r);
	}
	return reply_page(q, "correction");
}

/* One item, if its box or one of its sentences is ticked or something is typed. */
static void
read_item(struct request *q, const struct matter *m, const struct pairs *typed, const char *what,
    const char *code, bool is_sent, struct correction_item *items, size_t *count)
{
	const char *name = pool_format(q->pool, "%s-%s", what, code);
	const char *text = pool_format(q->pool, "text-%s", name);
	struct wordings both = {pairs_get(typed, text), pairs_get(typed, zh_field(q, text))};

	both = ready_wordings(q, m, text_same(what, "material") ? SENTENCE_MATERIAL : SENTENCE_FIELD,
	    pool_format(q->pool, "%s-", name), is_sent, typed, &both, text, SENTENCE_MOST);
	if (!both.words && !pairs_get(typed, pool_format(q->pool, "item-%s", name)))
		return;
	if (!both.words)
		invalid(q, text, "desk.correction.sentence_needed");
	else if (*count == CORRECTION_ITEMS_MOST)
		invalid(q, text, "desk.correction.too_many");
	else
		items[(*count)++] = (struct correction_item){.what = what, .code = code,
		    .sentence = both.words, .zh = both.zh};
}

static size_t
read_items(struct request *q, const struct matter *m, const struct pairs *typed,
    const struct round *r, struct correction_item *items)
{
	size_t count = 0;

	for (size_t i = 0; i < m->f->material_count; i++) {
		const char *code = m->f->materials[i].entry->code;

		if (formality_is_upload(&m->f->materials[i]) &&
		    may_ask(m, r, "material", code))
			read_item(q, m, typed, "material", code, files_of(&r->papers, code) > 0, items,
			    &count);
	}
	for (size_t i = 0; i < m->f->page_count; i++)
		for (size_t j = 0; j < m->f->pages[i].field_count; j++) {
			const char *code = m->f->pages[i].fields[j]->code;

			if (may_ask(m, r, "field", code))
				read_item(q, m, typed, "field", code, is_answered(m, code), items, &count);
		}
	if (!count && !has_problems(q))
		invalid(q, NULL, "desk.correction.nothing");
	return count;
}

static void
add_labels(struct text *out, const struct matter *m, const struct correction_item *items,
    size_t count, enum lang lang)
{
	for (size_t i = 0; i < count; i++) {
		text_add(out, i == 0 ? "" : lang == LANG_ZH ? "、" : ", ");
		text_add(out, item_label(m->f, &items[i], lang));
	}
}

/* What the history tells everybody: the list of what was asked, one line a language (event_detail). */
static const char *
summary(struct request *q, const struct matter *m, const struct correction_item *items,
    size_t count)
{
	struct text out = {.pool = q->pool};

	for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++) {
		text_add(&out, lang == LANG_ZH ? "" : "\n");
		add_labels(&out, m, items, count, lang);
	}
	return out.s;
}

/* POST …/correction: one notice with all items, the clock stops; 303 to the matter. */
HANDLER(correction_do, correction)
{
	struct correction_item items[CORRECTION_ITEMS_MOST];
	const struct error *e;
	struct matter m;
	struct round r;
	size_t count;

	if ((e = act_begin(q, form->ref, form->version, ACT_ASK_CORRECTION, &m)) ||
	    (e = round_load(q, &m, &r)))
		return e;
	count = read_items(q, &m, &form->items, &r, items);
	if (has_problems(q))
		return form_again(q);
	if ((e = correction_ask(q->db, m.a, q->actor.id, items, count, q->now)))
		return act_failed(q, e);
	return act_end(q, &m, &(struct deed){.action = ACT_ASK_CORRECTION,
	    .detail = summary(q, &m, items, count)});
}
