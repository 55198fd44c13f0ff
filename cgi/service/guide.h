/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a formality's guide (办事指南) says, as data for its template below `page`. Addresses are not
 * in it: they are those of the program that shows it.
 */
#ifndef QIAO_SERVICE_GUIDE_H
#define QIAO_SERVICE_GUIDE_H

#include "base/lang.h"

struct formality;
struct tree;

/* Code, Name, Title, Summary, Mode; Paused with why, if it is; PausedLang if in another language. */
void guide_head(struct tree *node, const struct formality *f, enum lang lang);
/* Page.Title and all below Guide but Related and what leads on. */
void guide_show(struct tree *page, const struct formality *f, enum lang lang);

#endif
