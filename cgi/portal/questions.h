/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The answers to a formality's questions on their way: from the address into the form. */
#ifndef QIAO_PORTAL_QUESTIONS_H
#define QIAO_PORTAL_QUESTIONS_H

#include "portal/portal.h"
#include "service/eligibility.h"

#define ANSWERS_MOST 20			/* that an address or a form may bring; more than are asked */

/* Of what an address or a form brought, the declared choices of declared questions; e may be NULL. */
struct pairs answers_known(struct request *q, const struct eligibility *e,
    const struct pairs *given);
/* A page of the formality ("questions", "apply"; NULL: its guide) with these answers in its address. */
const char *answers_url(struct request *q, const struct formality *f, const char *page,
    const struct pairs *answers);
/* As hidden inputs below Carried, without the one named `but`. */
/* The same, and the draft that is meant goes along. */
const char *onward_url(struct request *q, const struct formality *f, const char *page,
    const struct pairs *answers);
/* Language and text size are changed without losing what was answered. */
void keep_answers(struct request *q, const struct pairs *answers);
/* The number of the draft whose answers an address or a form changes, rather than begin another; or NULL. */
const char *draft_meant(struct request *q);
void show_answers_hidden(struct request *q, const struct pairs *answers, const char *but);

#endif
