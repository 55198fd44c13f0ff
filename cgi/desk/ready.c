/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Ready sentences in a form: a box each, named ready-PREFIXWORD, and the free words below.
 * What goes out is in the resident's language, whatever the officer reads.
 */
#include <string.h>

#include "desk/desk.h"
#include "service/ready.h"
#include "service/staff.h"
#include "service/writ.h"
#include "web/view.h"

const char *
say_in(const struct request *q, enum lang lang, const char *key)
{
	const char *s = view_text(q->site->views, lang, key);

	return s ? s : say(q, key);
}

const char *
say_in1(const struct request *q, enum lang lang, const char *key, const char *first)
{
	const char *s = say_in(q, lang, key), *hole = strstr(s, "{1}");

	return hole ? pool_format(q->pool, "%.*s%s%s", (int)(hole - s), s, first, hole + 3) : s;
}

const char *
say_to(const struct request *q, const struct matter *m, const char *key)
{
	return say_in(q, m->a->lang, key);
}

const char *
say_to1(const struct request *q, const struct matter *m, const char *key, const char *first)
{
	return say_in1(q, m->a->lang, key, first);
}

const char *
remedy_in(const struct request *q, const struct matter *m, enum lang lang)
{
	return say_in1(q, lang, writ_remedy(m->a->formality),
	    say_in(q, lang, writ_government(staff_area(q->pool, m->a->unit))));
}

const char *
remedy_to(const struct request *q, const struct matter *m)
{
	return remedy_in(q, m, m->a->lang);
}

/* The same sentence in the officer's language, or NULL if this line is no ready one. */
static const char *
said_here(struct request *q, const char *line)
{
	const char *word;

	for (int kind = 0; kind < SENTENCE_KINDS; kind++)
		for (size_t i = 0; (word = sentence_word((enum sentence_kind)kind, i)); i++)
			for (int lang = 0; lang < LANG_COUNT; lang++) {
				const char *key = sentence_key(q->pool, (enum sentence_kind)kind, word);

				if (text_same(view_text(q->site->views, (enum lang)lang, key), line))
					return say(q, key);
			}
	return NULL;
}

void
show_said(struct request *q, struct tree *node, const char *path, const char *words)
{
	for (const char *p = words ? words : ""; *p;) {
		size_t n = strcspn(p, "\n");
		const char *line = pool_bytes(q->pool, p, n), *here = n ? said_here(q, line) : NULL;

		if (n)
			tree_set(tree_append(node, path), "Line", here ? here : line);
		p += n + (p[n] == '\n');
	}
}

/* What it says stands on a statutory paper, which is in Chinese. */
static bool
is_on_paper(enum sentence_kind kind)
{
	return kind == SENTENCE_MATERIAL || kind == SENTENCE_FIELD || kind == SENTENCE_DECLINE ||
	    kind == SENTENCE_REFUSE || kind == SENTENCE_ISSUE;
}

/* What the desk keeps for the matter in hand; of this request, and forgotten with it. */
static struct readies own;
static enum lang own_lang;		/* the resident's */

static void
forget(void *data)
{
	(void)data;
	own.count = 0;
	own_lang = LANG_ZH;
}

const struct error *
ready_load(struct request *q, const struct matter *m)
{
	pool_at_end(q->pool, forget, NULL);
	own_lang = m->a->lang;
	return ready_list(q->db, m->a->formality, &own);
}

const struct ready *
ready_own(enum sentence_kind kind, size_t i)
{
	for (size_t j = 0; j < own.count; j++)
		if (own.at[j].kind == kind && i-- == 0)
			return &own.at[j];
	return NULL;
}

static const char *
own_name(struct request *q, const char *prefix, const struct ready *r)
{
	return pool_format(q->pool, "ready-%ss%lld", prefix, (long long)r->id);
}

static const char *
box_name(struct request *q, const char *prefix, const char *word)
{
	return pool_format(q->pool, "ready-%s%s", prefix, word);
}

static void
add_line(struct text *out, const char *line)
{
	text_add(out, out->n ? "\n" : "");
	text_add(out, line);
}

bool
ready_is_told(enum sentence_kind kind)
{
	return kind != SENTENCE_HAND && kind != SENTENCE_APPROVE;
}

const char *
ready_words(const struct ready *r, enum lang lang)
{
	return r->text.in[lang] ? r->text.in[lang] : r->text.in[LANG_ZH];
}

void
ready_lacks(const struct ready *r, enum lang lang, struct text *out)
{
	if (!r->text.in[lang])
		text_addf(out, "%s%s / %s", out->n ? "; " : "", r->text.in[LANG_ZH], r->text.in[LANG_EN]);
}

/* Ticked in the form, or by the address that led to it. */
static bool
is_asked_for(const struct request *q, const char *name)
{
	return q->is_shown_again ? form_typed(q, name) != NULL : pairs_get(&q->query, name) != NULL;
}

/* The first nine have a key each, their number: of the page, or of the item that they are about (desk.js). */
static bool
offer(struct request *q, struct tree *node, int number, const char *name, const char *text,
    const char *lacks)
{
	struct tree *box = tree_append(node, "Ready");

	tree_set(box, "Name", name);
	tree_set(box, "Text", text);
	tree_set(box, "Lacks", lacks);
	if (number <= 9)
		tree_set_number(box, "Key", number);
	if (is_asked_for(q, name))
		tree_set_number(box, "Checked", 1);
	return is_asked_for(q, name);
}

/* What was ticked in this language, a line each, the desk's own first; how many of those there are. */
static size_t
add_ticked(struct request *q, enum lang lang, enum sentence_kind kind, const char *prefix,
    const struct pairs *ticked, struct text *out)
{
	const char *word;
	size_t found = 0;

	for (size_t i = 0; i < own.count; i++)
		if (own.at[i].kind == kind && pairs_get(ticked, own_name(q, prefix, &own.at[i]))) {
			add_line(out, ready_words(&own.at[i], lang));
			found++;
		}
	for (size_t i = 0; (word = sentence_word(kind, i)); i++)
		if (pairs_get(ticked, box_name(q, prefix, word)))
			add_line(out, say_in(q, lang, sentence_key(q->pool, kind, word)));
	return found;
}

/* Those of the ticked that were offered. */
static struct pairs
offered(struct request *q, enum sentence_kind kind, const char *prefix, bool is_sent)
{
	struct pairs out = {.pool = q->pool};
	const char *word;

	for (size_t i = 0; i < own.count; i++)
		if (own.at[i].kind == kind && pairs_get(&q->typed, own_name(q, prefix, &own.at[i])))
			pairs_set(&out, own_name(q, prefix, &own.at[i]), "1");
	for (size_t i = 0; (word = sentence_fitting(kind, is_sent, i)); i++)
		if (pairs_get(&q->typed, box_name(q, prefix, word)))
			pairs_set(&out, box_name(q, prefix, word), "1");
	return out;
}

static void
edit_in(struct request *q, enum lang lang, enum sentence_kind kind, const char *prefix,
    const struct pairs *ticked, const char *field)
{
	const char *typed = form_typed(q, field);
	struct text out = {.pool = q->pool};

	add_ticked(q, lang, kind, prefix, ticked, &out);
	if (!out.n)
		return;
	if (typed && *typed)
		add_line(&out, typed);
	pairs_remove(&q->typed, field);
	pairs_set(&q->typed, field, out.s);
}

/* What was ticked becomes text in the resident's language, and in Chinese if a paper says it. */
static void
edit(struct request *q, enum sentence_kind kind, const char *prefix, const char *field, bool is_sent)
{
	struct pairs ticked = offered(q, kind, prefix, is_sent);

	edit_in(q, own_lang, kind, prefix, &ticked, field);
	if (own_lang != LANG_ZH && is_on_paper(kind))
		edit_in(q, LANG_ZH, kind, prefix, &ticked, zh_field(q, field));
	for (size_t i = 0; i < ticked.count; i++)
		pairs_remove(&q->typed, ticked.at[i].name);
}

/* The formality's own first, then what the desk has for all, then sentence.def's. */
bool
ready_offer_about(struct request *q, struct tree *node, enum sentence_kind kind, const char *prefix,
    const char *field, bool is_sent)
{
	bool is_ticked = false;
	const char *word;
	int number = 0;

	if (q->is_shown_only && text_same(q->show, "edit"))
		edit(q, kind, prefix, field, is_sent);
	for (size_t i = 0; i < own.count; i++)
		if (own.at[i].kind == kind)
			is_ticked |= offer(q, node, ++number, own_name(q, prefix, &own.at[i]),
			    local_text(q, &own.at[i].text), own.at[i].text.in[own_lang] ||
			    !ready_is_told(kind) ? NULL : lacks_wording(q, own_lang));
	for (size_t i = 0; (word = sentence_fitting(kind, is_sent, i)); i++)
		is_ticked |= offer(q, node, ++number, box_name(q, prefix, word),
		    say(q, sentence_key(q->pool, kind, word)), NULL);
	return is_ticked;
}

bool
ready_offer(struct request *q, struct tree *node, enum sentence_kind kind, const char *prefix,
    const char *field)
{
	return ready_offer_about(q, node, kind, prefix, field, true);
}

/* What was ticked and is no more, or says something else by now, is not sent unread. */
static void
check_ticked(struct request *q, const char *prefix, const struct pairs *ticked, size_t found,
    const char *field)
{
	const char *start = pool_format(q->pool, "ready-%ss", prefix);
	size_t n = strlen(start), asked = 0;

	for (size_t i = 0; i < ticked->count; i++)
		asked += text_starts(ticked->at[i].name, start) && ticked->at[i].name[n] >= '0' &&
		    ticked->at[i].name[n] <= '9';
	if (asked != found)
		invalid(q, field, "desk.ready_gone");
}

/* What was ticked is not sent to somebody who cannot read it, but as Chinese, if that is said. */
static void
check_tongue(struct request *q, enum lang lang, enum sentence_kind kind, const char *prefix,
    const struct pairs *ticked, const char *field)
{
	struct text lacking = {.pool = q->pool};

	for (size_t i = 0; i < own.count; i++)
		if (own.at[i].kind == kind && pairs_get(ticked, own_name(q, prefix, &own.at[i])))
			ready_lacks(&own.at[i], lang, &lacking);
	check_sentences(q, lang, field, lacking.s);
}

/* As the form engine checks a TEXT; these names are not in its table. */
static bool
is_clean(const char *s)
{
	uint32_t c;

	while ((c = text_next(&s)))
		if (text_is_control(c) && c != '\n' && c != '\t')
			return false;
	return true;
}

static bool
is_fitting(enum sentence_kind kind, bool is_sent, const char *word)
{
	const char *one;

	for (size_t i = 0; (one = sentence_fitting(kind, is_sent, i)); i++)
		if (text_same(one, word))
			return true;
	return false;
}

const char *
ready_text_about(struct request *q, const struct matter *m, enum sentence_kind kind, const char *prefix,
    bool is_sent, const struct pairs *ticked, const char *typed, const char *field, size_t most)
{
	const char *word, *words = typed ? text_trim(q->pool, typed) : "";
	struct text out = {.pool = q->pool};

	check_ticked(q, prefix, ticked, add_ticked(q, m->a->lang, kind, prefix, ticked, &out), field);
	for (size_t i = 0; (word = sentence_word(kind, i)); i++)
		if (pairs_get(ticked, box_name(q, prefix, word)) && !is_fitting(kind, is_sent, word))
			invalid(q, field, "desk.ready_untrue");
	if (*words)
		add_line(&out, words);
	if (ready_is_told(kind)) {
		check_tongue(q, m->a->lang, kind, prefix, ticked, field);
		check_wording(q, m->a->lang, field, words);
	}
	if (!is_clean(words))
		invalid(q, field, "form.unclean");
	else if (out.n > most)
		invalid(q, field, "form.too_long");
	return out.n ? out.s : NULL;
}

const char *
ready_text(struct request *q, const struct matter *m, enum sentence_kind kind, const char *prefix,
    const struct pairs *ticked, const char *typed, const char *field, size_t most)
{
	return ready_text_about(q, m, kind, prefix, true, ticked, typed, field, most);
}

struct wordings
ready_wordings(struct request *q, const struct matter *m, enum sentence_kind kind, const char *prefix,
    bool is_sent, const struct pairs *ticked, const struct wordings *typed, const char *field, size_t most)
{
	struct text zh = {.pool = q->pool};
	struct wordings both = *typed;

	settle_wordings(q, m->a->lang, field, &both);
	both.words = ready_text_about(q, m, kind, prefix, is_sent, ticked, both.words, field, most);
	if (m->a->lang == LANG_ZH)
		return (struct wordings){both.words, NULL};
	add_ticked(q, LANG_ZH, kind, prefix, ticked, &zh);
	if (both.zh)
		add_line(&zh, both.zh);
	if (both.zh && !is_clean(both.zh))
		invalid(q, zh_field(q, field), "form.unclean");
	else if (zh.n > most)
		invalid(q, zh_field(q, field), "form.too_long");
	return (struct wordings){both.words, zh.n ? zh.s : NULL};
}
