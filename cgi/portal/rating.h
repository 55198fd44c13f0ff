/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What other pages of a matter show of its rating. */
#ifndef QIAO_PORTAL_RATING_H
#define QIAO_PORTAL_RATING_H

#include "portal/portal.h"

struct event;
struct rating;

/* The five levels to tap (Rate, Rating.Ask), or what was given and where it is (Rating.Given, .Href). */
void show_rating_ask(struct request *q, const struct application *a, const struct rating *r);
/* The same of a matter that may be rated; nothing of another one. */
const struct error *show_rating_of(struct request *q, const struct application *a)
    __attribute__((warn_unused_result));

/* Why a rating is in no figure, in neutral words; event: the EXCLUDE, or NULL for an older one without. */
const char *exclusion_text(const struct request *q, const struct event *event);

#endif
