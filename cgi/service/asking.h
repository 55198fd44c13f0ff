/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A page of a formality's form, a question before it and what those come to, as data for their
 * templates below `page`. Addresses are not in it: they are those of the program that shows it.
 */
#ifndef QIAO_SERVICE_ASKING_H
#define QIAO_SERVICE_ASKING_H

#include <stddef.h>

#include "base/lang.h"

struct field_entry;
struct formality;
struct formality_page;
struct needs;
struct pairs;
struct pool;
struct question;
struct tree;
struct verdict;

/* Page.Title and Step: the name of the page, of what it is one, and of how many. */
void asking_head(struct tree *page, const struct formality *f, const struct formality_page *p,
    enum lang lang);
/*
 * One more of the list Fields, and its inputs' values below Form.F: Name, Type, Label, Asks (its
 * label is a question), Hint, Optional, Country, Agreement, Options or Countries, and Needs and
 * NeedsValue if it depends on another. `inputs` is what stands in them, by name.
 */
void asking_field(struct pool *pool, struct tree *page, const struct field_entry *f,
    const struct pairs *inputs, enum lang lang);
/* Page.Title and Ask: Of, Name, Hint, Options, No of at most Most, Forks; `picked` may be NULL. */
void asking_question(struct tree *page, const struct formality *f, const struct question *question,
    size_t no, const char *picked, enum lang lang);
/*
 * Verdict: Of, Kind, Text, and Transfer if it is another department's. The title is a text of the
 * language files, by what is returned: the kind's word, or "transfer" where we only pass it on.
 */
const char *asking_verdict(struct tree *page, const struct formality *f, const struct verdict *v,
    enum lang lang);
/* Verdict.Needs, a list: the Name of each paper and field that is required because of the answers. */
void asking_needs(struct tree *page, const struct formality *f, const struct needs *needs,
    enum lang lang);

#endif
