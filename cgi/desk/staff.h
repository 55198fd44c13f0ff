/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the administrators' handlers share. None of them opens a matter. */
#ifndef QIAO_DESK_STAFF_H
#define QIAO_DESK_STAFF_H

#include "desk/desk.h"
#include "service/change.h"
#include "service/roster.h"
#include "web/form.h"

struct unit;
struct units;

/* version: the account's as the page showed it; reason: why, for the record. */
#define BY_OFFICER_FORM(FIELD) \
	FIELD(officer, NUMBER, 1, INT64_MAX, REQUIRED)
#define STAFF_ACT_FORM(FIELD) \
	FIELD(officer, NUMBER, 1, INT64_MAX,          REQUIRED) \
	FIELD(version, NUMBER, 0, INT32_MAX,          REQUIRED) \
	FIELD(reason,  TEXT,   1, CHANGE_REASON_MOST, REQUIRED)
#define BY_PROPOSAL_FORM(FIELD) \
	FIELD(proposal, NUMBER, 1, INT64_MAX, REQUIRED)
FORM_STRUCT(by_officer, BY_OFFICER_FORM)
FORM_STRUCT(by_proposal, BY_PROPOSAL_FORM)
FORM_STRUCT(staff_act, STAFF_ACT_FORM)

struct administrator administrator_of(const struct request *q);
/* ERROR_NOT_FOUND if there is none. */
const struct error *staff_find(struct request *q, int64_t officer, struct roster_officer **out)
    __attribute__((warn_unused_result));
/* Name, unit, role, state and so on below `node`. */
void show_account(struct request *q, struct tree *node, const struct roster_officer *o);
/* Name and version for the page of an act. */
void show_account_head(struct request *q, const struct roster_officer *o, const char *title_key);
const char *unit_text(const struct request *q, const char *zh, const char *en);
const char *role_text(const struct request *q, enum role role);
/* Options for a select; picked: the value that is chosen unless another was typed. */
const struct error *show_unit_choices(struct request *q, const char *picked)
    __attribute__((warn_unused_result));
void show_role_choices(struct request *q, const char *picked);
/* What stands against it, beside the field that it is about; the form again. */
const struct error *staff_refused(struct request *q, enum change_fault fault)
    __attribute__((warn_unused_result));
/* A proposal as a row or a card: what, who, until when. */
void show_change(struct request *q, struct tree *node, const struct change *c);


/* A department's mailbox (mailbox.h) as Mailbox; of one's own unit nothing. */
const struct error *show_mailbox(struct request *q, const struct unit *u) __attribute__((warn_unused_result));
/* The newest proposals of one as Proposals. */
const struct error *show_mailboxes(struct request *q, const struct units *all)
    __attribute__((warn_unused_result));

#endif
