/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The record of administration keeps codes; whoever reads it, here, reads what they stand for. */
#ifndef QIAO_DESK_AUDIT_WORDS_H
#define QIAO_DESK_AUDIT_WORDS_H

#include "desk/desk.h"
#include "service/audit.h"
#include "service/unit.h"

const char *audit_action_text(const struct request *q, const struct audit_row *r);
const char *audit_subject_text(const struct request *q, const char *subject);
/* To whom or what it was done: with the code that a filter takes. units: unit_list(). */
const char *audit_about(struct request *q, const struct units *units, const struct audit_row *r);
/* NULL: it says nothing, or nothing that its reader may know. */
const char *audit_detail(struct request *q, const struct units *units, const struct audit_row *r);

#endif
