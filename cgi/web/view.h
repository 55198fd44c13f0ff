/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Templates: parsed once at start-up, rendered into memory. */
#ifndef QIAO_WEB_VIEW_H
#define QIAO_WEB_VIEW_H

#include "base/lang.h"
#include <stdbool.h>

#include "base/text.h"

struct error;
struct pool;
struct tree;
struct views;

/* Where templates and texts are, and what else is the same on every page of a language. */
struct view_source {
	/* "portal,error", or of a folder single ones: "portal/guide"; the texts are in root/lang */
	const char *root, *folders;
	const char *assets;		/* file of the static files' names, or NULL */
	void (*constants)(const void *data, enum lang lang, struct tree *out);	/* or NULL */
	const void *data;
	/* Or NULL: the texts are those of these views, and kept once; they are freed after. */
	const struct views *lender;
};

/*
 * Read every template, once a language: what is constant in it (texts, names of static files,
 * constants()) is written in at that time, so that a page need not look it up.
 */
const struct error *views_load(const struct view_source *source, struct views **out)
    __attribute__((warn_unused_result));
void views_free(struct views *views);
bool view_exists(const struct views *views, const char *name);
const struct error *view_render(struct views *views, const char *name, struct tree *page,
    enum lang lang, struct text *out) __attribute__((warn_unused_result));
/* A text of the language files; falls back to en, then zh; NULL if nobody has it. */
const char *view_text(const struct views *views, enum lang lang, const char *key);

#endif
