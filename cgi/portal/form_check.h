/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What was typed on a page of the form: each answer alone, against the others, against what was asked for. */
#ifndef QIAO_PORTAL_FORM_CHECK_H
#define QIAO_PORTAL_FORM_CHECK_H

#include <stdbool.h>

struct draft;
struct field_entry;
struct formality_page;
struct offers;
struct pairs;
struct request;

bool form_is_typed(struct request *q, const struct field_entry *f, const struct pairs *typed);
/* What is right is among the draft's answers then; what is not is told. */
void form_check(struct request *q, const struct draft *d, const struct formality_page *page,
    const struct pairs *typed, const struct offers *offers);
/* In a correction an old page of the draft has more than what is open: no change is dropped unsaid. */
void form_check_unasked(struct request *q, const struct draft *d, const struct formality_page *page,
    const struct pairs *typed);

#endif
