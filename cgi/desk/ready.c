/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Ready sentences in a form: a box each, named ready-PREFIXWORD, and the free words below.
 * What goes out is in the resident's language, whatever the officer reads.
 */
#include <string.h>

#include "desk/desk.h"
#include "web/view.h"

const char *
say_to(const struct request *q, const struct matter *m, const char *key)
{
	const char *s = view_text(q->site->views, m->a->lang, key);

	return s ? s : say(q, key);
}

const char *
say_to1(const struct request *q, const struct matter *m, const char *key, const char *first)
{
	const char *s = say_to(q, m, key), *hole = strstr(s, "{1}");

	return hole ? pool_format(q->pool, "%.*s%s%s", (int)(hole - s), s, first, hole + 3) : s;
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

static const char *
box_name(struct request *q, const char *prefix, const char *word)
{
	return pool_format(q->pool, "ready-%s%s", prefix, word);
}

/* Ticked in the form, or by the address that led to it. */
static bool
is_asked_for(const struct request *q, const char *name)
{
	return q->is_shown_again ? form_typed(q, name) != NULL : pairs_get(&q->query, name) != NULL;
}

bool
ready_offer(struct request *q, struct tree *node, enum sentence_kind kind, const char *prefix)
{
	bool is_ticked = false;
	const char *word;

	for (size_t i = 0; (word = sentence_word(kind, i)); i++) {
		struct tree *box = tree_append(node, "Ready");
		const char *name = box_name(q, prefix, word);

		tree_set(box, "Name", name);
		tree_set(box, "Text", say(q, sentence_key(q->pool, kind, word)));
		if (is_asked_for(q, name)) {
			tree_set_number(box, "Checked", 1);
			is_ticked = true;
		}
	}
	return is_ticked;
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

const char *
ready_text(struct request *q, const struct matter *m, enum sentence_kind kind, const char *prefix,
    const struct pairs *ticked, const char *typed, const char *field, size_t most)
{
	const char *word, *words = typed ? text_trim(q->pool, typed) : "";
	struct text out = {.pool = q->pool};

	for (size_t i = 0; (word = sentence_word(kind, i)); i++) {
		if (!pairs_get(ticked, box_name(q, prefix, word)))
			continue;
		text_add(&out, out.n ? "\n" : "");
		text_add(&out, say_to(q, m, sentence_key(q->pool, kind, word)));
	}
	if (*words) {
		text_add(&out, out.n ? "\n" : "");
		text_add(&out, words);
	}
	if (!is_clean(words))
		invalid(q, field, "form.unclean");
	else if (out.n > most)
		invalid(q, field, "form.too_long");
	return out.n ? out.s : NULL;
}
