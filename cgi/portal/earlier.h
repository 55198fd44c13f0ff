/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Papers that the person photographed before, offered for a material instead of new ones. */
#ifndef QIAO_PORTAL_EARLIER_H
#define QIAO_PORTAL_EARLIER_H

#include "portal/draft.h"
#include "service/paper.h"

#define EARLIER_SHOWN 2		/* groups on a material's own page; the rest is a link away */

/* Whatever suits any of the draft's materials. */
const struct error *earlier_of_all(struct request *q, const struct draft *d, struct own_papers *out)
    __attribute__((warn_unused_result));
bool has_earlier(const struct request *q, const struct draft *d, const struct own_papers *before,
    const struct formality_material *m);
/*
 * Offers, those of one application together, at most `most` of these (0: all), each with what one
 * tap takes: as many as there is room for. EarlierHref: the address of the others.
 */
const struct error *show_earlier(struct request *q, const struct draft *d,
    const struct papers *papers, const struct formality_material *m, int most)
    __attribute__((warn_unused_result));
/* What a paper is, as the formality it was photographed for called it. Traced before (bearer.h). */
const char *paper_name(const struct request *q, const struct own_paper *paper);
/* Href, Thumb, Pages of a paper below a node. */
void show_own_paper(struct request *q, struct tree *node, const struct own_paper *paper);

#endif
