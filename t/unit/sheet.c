/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Each key of sheet.def, in each block that may have it: given as it should be, as the reverse, without
 * anything, and of what is kept from before; the lists with one thing twice.
 */
#include "service/sheet.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/tree.h"
#include "tap.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct keys {
	enum sheet_kind in, is;
	const char *block, *names;
} keys[] = {
#define KEYS(in, is, names) {SHEET_##in, SHEET_##is, #in, names},
#include "service/sheet.def"
};

static const bool is_bare[SHEET_KINDS] = {
#define BLOCK(name, is_bare) [SHEET_##name] = is_bare,
#include "service/sheet.def"
};

static bool
is_value(enum sheet_kind kind)
{
	return kind == SHEET_VALUE || kind == SHEET_WORDS;
}

/* The first thing that is wrong in a block of that kind, after "x.hdf: "; "" if nothing is. */
static const char *
told(struct pool *pool, enum sheet_kind in, bool is_published, const char *text)
{
	struct sheet s = sheet_open(pool, "x.hdf", NULL);
	const struct error *e;
	struct tree *t;

	if ((e = tree_read(text, &t))) {
		printf("Bail out! %s\n", e->detail);
		exit(1);
	}
	s.is_published = is_published;
	sheet_check(&s, (struct sheet_node){t, ""}, in);
	tree_free(t);
	return (e = sheet_close(&s)) ? e->detail + strlen("x.hdf: ") : "";
}

/* What stands where it belongs, each once. */
static const char *
right(struct pool *pool, const char *name, enum sheet_kind kind)
{
	for (size_t i = 0; i < COUNT(keys); i++)
		if (keys[i].in == kind && is_value(keys[i].is))
			return pool_format(pool, "%s {\n %s = a\n}\n", name, strcmp(keys[i].names, "*") == 0 ? "b" :
			    text_words(pool, keys[i].names).at[0]);
	for (size_t i = 0; i < COUNT(keys); i++)
		if (keys[i].in == kind)
			return pool_format(pool, "%s {\n %s}\n", name, right(pool, strcmp(keys[i].names, "*") == 0 ?
			    "b" : text_words(pool, keys[i].names).at[0], keys[i].is));
	return kind == SHEET_CODES ? pool_format(pool, "%s {\n 0 = a\n 1 = b\n}\n", name) :
	    pool_format(pool, "%s = a b\n", name);
}

static void
check_key(struct pool *pool, const struct keys *k, const char *name)
{
	const char *block = pool_format(pool, "%s {\n 0 = a\n}\n", name), *value = pool_format(pool, "%s = a\n", name);
	const char *wrong = is_value(k->is) ? block : value, *what = pool_format(pool, "%s.%s", k->block, name);
	const char *says = is_value(k->is) ?
	    pool_format(pool, "%s: a block where a value belongs: %s = …", name, name) :
	    pool_format(pool, "%s: a value where a block belongs: %s { … }", name, name);
	const char *missing = pool_format(pool, "%s: missing", name);

	is_str(told(pool, k->in, true, right(pool, name, k->is)), "", pool_format(pool, "%s as it should be", what));
	is_str(told(pool, k->in, true, wrong), says, pool_format(pool, "%s: the reverse", what));
	is_str(told(pool, k->in, true, pool_format(pool, "%s%s.b = a\n", value, name)), says,
	    pool_format(pool, "%s: both", what));
	is_str(told(pool, k->in, true, pool_format(pool, is_value(k->is) ? "%s =\n" : "%s {\n}\n", name)),
	    is_bare[k->is] ? "" : missing, pool_format(pool, "%s: nothing in it", what));
	is_str(told(pool, k->in, false, value), "", pool_format(pool, "%s: what was kept is read as it was", what));
	if (k->is == SHEET_WORDS)
		is_str(told(pool, k->in, true, pool_format(pool, "%s = a b a\n", name)),
		    pool_format(pool, "%s: twice: a", name), pool_format(pool, "%s: a word twice", what));
	if (k->is == SHEET_CODES)
		is_str(told(pool, k->in, true, pool_format(pool, "%s {\n 0 = a\n 1 = b\n 2 = a\n}\n", name)),
		    pool_format(pool, "%s.2: twice: a", name), pool_format(pool, "%s: a code twice", what));
}

int
main(void)
{
	struct pool *pool = pool_new(NULL, 0);

	for (size_t i = 0; i < COUNT(keys); i++) {
		struct word_list names = text_words(pool, strcmp(keys[i].names, "*") ? keys[i].names : "b");

		for (size_t j = 0; j < names.count; j++)
			check_key(pool, &keys[i], names.at[j]);
	}
	is_str(told(pool, SHEET_FORMALITY, false, "Colour = red\n"), "Colour: no such key",
	    "a key that nobody knows is told, of what was kept too");
	pool_free(pool);
	return done();
}
