/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* For view.c, the view_*.c beside it and their test alone. */
#ifndef QIAO_WEB_VIEW_PART_H
#define QIAO_WEB_VIEW_PART_H

#include <ClearSilver.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"

struct error;
struct house;
struct text;
struct tree;
struct words;

typedef NEOERR *evaluate(CSPARSE *parse, CSTREE *node, CSTREE **next);

/* ClearSilver's (cs/csparse.c of 0.10.5), which its header does not show; t/unit/view.c checks it. */
struct command {
	const char *name;
	int name_length, allowed, becomes;
	NEOERR *(*parse)(CSPARSE *parse, int command, char *arg);
	evaluate *evaluate;
	int has_argument;
};
extern struct command Commands[];

/* From now on views are rendered the quick way, or by ClearSilver alone: the same bytes. */
void view_quicken(bool is_quick);
/* A text of the page that is being rendered, or its key. */
const char *view_text_here(const char *key);
/* Whether all of what somebody wrote is in that page's language. */
bool view_is_its(const char *text);

/* In a page that is not in Chinese each run of Chinese comes to stand in an element that says so. */
void view_mark_chinese(struct text *page);

/*
 * What a name, or a condition of names, comes to, with ClearSilver's own rules. False: it is not as
 * plain, and ClearSilver has to look. Names have no effects, so it does no harm to look twice.
 */
bool find_value(const CSPARSE *parse, const char *path, const char **out);
bool find_truth(const CSPARSE *parse, const CSARG *arg, bool *out);
/* Of a name or a literal; NULL where there is none. */
bool find_text(const CSPARSE *parse, const CSARG *arg, const char **out);
/* Of its_part(NAME) and the like: what NAME is, if all of it is in the page's language, as most is. */
bool find_its(const CSPARSE *parse, const CSARG *call, const char **out);
HDF *find_node(const CSPARSE *parse, const char *path);
/* The local name that a path begins with, or NULL; *rest is what follows its dot, or NULL. */
CS_LOCAL_MAP *find_local(const CSPARSE *parse, const char *path, const char **rest);

/* All must stay as long as the house. */
struct house_source {
	const char *root;
	struct tree *config;
	const struct tree *texts;		/* with the constants */
	struct words *words;			/* below "T." */
	NEOERR *(*functions)(CSPARSE *cs);	/* registers them */
};

NEOERR *house_new(const struct house_source *from, struct house **out);
/* A page's tree, the caller's to destroy before the house. */
NEOERR *house_parse(struct house *house, const char *file, CSPARSE **out);
bool house_has(const struct house *house, const char *file);	/* of macros, which some page included */
void house_free(struct house *house);			/* NULL is fine */

/* root/lang/NAME.zh.hdf adds to the texts of zh. */
const struct error *words_load(const char *root, struct tree *const texts[LANG_COUNT])
    __attribute__((warn_unused_result));
/* All keys of these trees, which must stay; of one key the first tree's text. */
struct words *words_make(const struct tree *const *trees, size_t count);
const char *words_get(struct words *w, const char *key);	/* NULL if nobody has it */
void words_free(struct words *w);			/* NULL is fine */

#endif
