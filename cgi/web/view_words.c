/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The texts of a language by their whole keys ("time.month_3"), in one table: a page asks for a
 * hundred, and to walk a tree for each took as long as to print them.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/tree.h"
#include "web/view_part.h"

#define MOST_KEY 160

struct words {
	size_t room;			/* a power of two, at least twice as many as there are keys */
	struct word {
		char *key;
		const char *text;
	} at[];
};

static struct word *
find(struct words *w, const char *key)
{
	uint32_t hash = 2166136261u;
	size_t i;

	for (const char *p = key; *p; p++)
		hash = (hash ^ (unsigned char)*p) * 16777619u;
	for (i = (hash ^ hash >> 15) & (w->room - 1); w->at[i].key; i = (i + 1) & (w->room - 1))
		if (strcmp(w->at[i].key, key) == 0)
			break;
	return &w->at[i];
}

static size_t
count_below(const struct tree *t)
{
	size_t n = 0;

	for (const struct tree *c = tree_child(t); c; c = tree_next(c))
		n += 1 + count_below(c);
	return n;
}

/* What is there already was in a language that comes first. */
static void
add_below(struct words *w, const struct tree *t, const char *path)
{
	char key[MOST_KEY];

	for (const struct tree *c = tree_child(t); c; c = tree_next(c)) {
		struct word *word;

		if (snprintf(key, sizeof key, "%s%s%s", path, *path ? "." : "", tree_name(c)) >= MOST_KEY)
			abort();	/* a name in our own files */
		word = find(w, key);
		if (!word->key && tree_value(c))
			*word = (struct word){strdup(key), tree_value(c)};
		add_below(w, c, key);
	}
}

const struct error *
words_load(const char *root, struct tree *const texts[LANG_COUNT])
{
	const struct error *e = NULL;
	char path[512];
	struct dirent *entry;
	DIR *dir;

	snprintf(path, sizeof path, "%s/lang", root);
	if (!(dir = opendir(path)))
		return fail(ERROR_INTERNAL, "no folder %s", path);
	while (!e && (entry = readdir(dir))) {
		size_t n = strlen(entry->d_name);
		char code[3] = "";
		enum lang lang;

		if (n < 8 || strcmp(entry->d_name + n - 4, ".hdf") != 0)
			continue;
		memcpy(code, entry->d_name + n - 6, 2);
		if (!lang_of(code, &lang))
			continue;
		snprintf(path, sizeof path, "%s/lang/%s", root, entry->d_name);
		e = tree_add_file(texts[lang], path);
	}
	closedir(dir);
	return e;
}

struct words *
words_make(const struct tree *const *trees, size_t count)
{
	struct words *w;
	size_t keys = 0, room = 16;

	for (size_t i = 0; i < count; i++)
		keys += count_below(trees[i]);
	while (room < 2 * keys)
		room *= 2;
	if (!(w = calloc(1, sizeof *w + room * sizeof *w->at)))
		_Exit(70);
	w->room = room;
	for (size_t i = 0; i < count; i++)
		add_below(w, trees[i], "");
	return w;
}

const char *
words_get(struct words *w, const char *key)
{
	return find(w, key)->text;
}

void
words_free(struct words *w)
{
	for (size_t i = 0; w && i < w->room; i++)
		free(w->at[i].key);
	free(w);
}
