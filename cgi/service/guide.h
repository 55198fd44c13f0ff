/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a formality's guide (办事指南) says, as data for its template below `page`. Addresses are not
 * in it: they are those of the program that shows it.
 */
#ifndef QIAO_SERVICE_GUIDE_H
#define QIAO_SERVICE_GUIDE_H

#include <stddef.h>

#include "base/lang.h"

struct formality;
struct tree;

/* Code, Name, Title, Summary, Mode; Paused with why, if it is; PausedLang if in another language. */
void guide_head(struct tree *node, const struct formality *f, enum lang lang);
/* Page.Title and all below Guide but Related, guide_named() and what leads on. */
void guide_show(struct tree *page, const struct formality *f, enum lang lang);
/* A formality that a step names, in that step; the caller adds its Href. */
struct tree *guide_named(struct tree *page, size_t step, const struct formality *other,
    enum lang lang);

#endif
