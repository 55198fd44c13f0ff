/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a page of a form was shown with comes back with it ("seen"): a mark of all that was stored, and one
 * a field of what stood in it. So a page that was open in another tab, or on another phone, changes only
 * what was changed on it.
 */
#ifndef QIAO_PORTAL_SEEN_H
#define QIAO_PORTAL_SEEN_H

#include "portal/reuse.h"

#define SEEN_ALL 22		/* characters: the mark of all, */
#define SEEN_FIELD 4		/* and of a field */
#define SEEN_MOST (SEEN_ALL + SEEN_FIELD * 60)

/* For the page that is shown now; of one that only changes its language, what it had. */
const char *seen_mark(struct request *q, const struct draft *d, const struct formality_page *page,
    const struct offers *offers);
/* Something else is stored now. */
bool seen_is_old(struct request *q, const struct draft *d, const struct formality_page *page,
    const char *seen);
/* ".name.birth.": the fields that did not come as they were shown, and those of `before` (NULL: none). */
const char *seen_changed(struct request *q, const struct draft *d, const struct formality_page *page,
    const char *seen, const struct pairs *typed, const char *before);
/*
 * What another page has saved since, in fields that this one left as they were, takes the place of what came.
 * own: what it had changed and saved itself, so that it may be made as it was; NULL: nothing.
 */
void seen_keep(struct request *q, const struct draft *d, const struct formality_page *page, const char *seen,
    const char *own, struct pairs *typed);

#endif
