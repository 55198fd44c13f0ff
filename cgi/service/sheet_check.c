/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Each key of a file is one that sheet.def knows in its block, and is there what it says. */
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/tree.h"
#include "service/sheet.h"

static const bool may_be_bare[SHEET_KINDS] = {
#define BLOCK(name, is_bare) [SHEET_##name] = is_bare,
#include "service/sheet.def"
};

static const struct keys {
	enum sheet_kind in, is;
	const char *names;
} keys[] = {
#define KEYS(in, is, names) {SHEET_##in, SHEET_##is, names},
#include "service/sheet.def"
};

/* What a key is in that kind of block; SHEET_KINDS: nothing. */
static enum sheet_kind
kind_of(enum sheet_kind in, const char *name)
{
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (keys[i].in == in &&
		    (strcmp(keys[i].names, "*") == 0 || text_has_word(keys[i].names, name)))
			return keys[i].is;
	return in == SHEET_CODES ? SHEET_VALUE : SHEET_KINDS;
}

static bool
is_value(enum sheet_kind kind)
{
	return kind == SHEET_VALUE || kind == SHEET_WORDS;
}

static void
check_words(struct sheet *s, struct sheet_node n)
{
	struct word_list words = text_words(s->scratch, tree_value(n.t));

	for (size_t i = 0; i < words.count; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(words.at[i], words.at[j]) == 0)
				sheet_wrong(s, n.path, "twice: %s", words.at[i]);
}

static void
check_codes(struct sheet *s, struct sheet_node list)
{
	for (struct sheet_node n = sheet_first(s, list); n.t; n = sheet_next(s, n))
		for (const struct tree *t = tree_child(list.t); t != n.t; t = tree_next(t))
			if (text_same(tree_value(t), tree_value(n.t)) && tree_value(t))
				sheet_wrong(s, n.path, "twice: %s", tree_value(n.t));
}

/* HDF gives a block no value, and "name =" an empty one. */
static void
check_kind(struct sheet *s, struct sheet_node n, enum sheet_kind kind)
{
	const char *value = tree_value(n.t);

	if (is_value(kind) && (!value || tree_child(n.t)))
		sheet_misplaced(s, n.path, pool_format(s->scratch, "a block where a value belongs: %s = …",
		    sheet_name(n)));
	else if (!is_value(kind) && value)
		sheet_misplaced(s, n.path, pool_format(s->scratch, "a value where a block belongs: %s { … }",
		    sheet_name(n)));
	else if (is_value(kind) ? !*text_trim(s->scratch, value) : !tree_child(n.t) && !may_be_bare[kind])
		sheet_wrong(s, n.path, "missing");
	else if (kind == SHEET_WORDS)
		check_words(s, n);
	else if (kind == SHEET_CODES)
		check_codes(s, n);
}

void
sheet_check(struct sheet *s, struct sheet_node block, enum sheet_kind kind)
{
	for (struct sheet_node n = sheet_first(s, block); n.t; n = sheet_next(s, n)) {
		enum sheet_kind is = kind_of(kind, sheet_name(n));

		if (is == SHEET_KINDS) {
			sheet_wrong(s, n.path, "no such key");
			continue;
		}
		if (s->is_published)
			check_kind(s, n, is);
		if (!is_value(is))
			sheet_check(s, n, is);
	}
}
