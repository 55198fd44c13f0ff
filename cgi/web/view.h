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

/* Every template of the folders (separated by commas) below root, and the texts of root/lang. */
const struct error *views_load(const char *root, const char *folders, const char *assets,
    struct views **out) __attribute__((warn_unused_result));
void views_free(struct views *views);
bool view_exists(const struct views *views, const char *name);
const struct error *view_render(struct views *views, const char *name, struct tree *page,
    enum lang lang, struct text *out) __attribute__((warn_unused_result));
/* A text of the language files; falls back to en, then zh; NULL if nobody has it. */
const char *view_text(const struct views *views, enum lang lang, const char *key);

#endif
