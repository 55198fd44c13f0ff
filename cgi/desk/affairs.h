/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the pages of administration share: what waits for a second person, and how that is answered. */
#ifndef QIAO_DESK_AFFAIRS_H
#define QIAO_DESK_AFFAIRS_H

#include "desk/desk.h"
#include "service/audit.h"
#include "service/proposal.h"

/* The answer to a proposal: confirmed, refused or withdrawn. */
#define ANSWER_FORM(FIELD) \
	FIELD(id,     NUMBER, 1, INT64_MAX, REQUIRED) \
	FIELD(answer, WORD,   1, 10,        REQUIRED)
FORM_STRUCT(answer, ANSWER_FORM)

#define BY_ID_FORM(FIELD) \
	FIELD(id, NUMBER, 1, INT64_MAX, REQUIRED)
FORM_STRUCT(by_id, BY_ID_FORM)

/* One row of the record, by whoever is signed in. */
const struct error *audit_done(struct request *q, enum audit_action action, int64_t target,
    const char *name, const char *detail) __attribute__((warn_unused_result));

/* The newest of a kind as Proposals, each leading to PATH/ID. */
const struct error *show_proposals(struct request *q, enum proposal_kind kind, const char *path)
    __attribute__((warn_unused_result));
/* The same of those that are found. */
void show_listed(struct request *q, const struct proposals *list, const char *path);
/* One of them; ERROR_NOT_FOUND. */
const struct error *proposal_load(struct request *q, enum proposal_kind kind, int64_t id,
    struct proposal **out) __attribute__((warn_unused_result));
/* The head of its page: who, when, what came of it, and the buttons for whoever may answer. */
void show_proposal(struct request *q, const struct proposal *p);
/*
 * A write's answer: ends it. *out is what it ended as; the caller does the rest, and records it.
 * A proposal that somebody has answered already, or one's own, shows its page again and says so:
 * then it returns form_again().
 */
const struct error *proposal_answer(struct request *q, const struct proposal *p, const char *answer,
    enum proposal_outcome *out) __attribute__((warn_unused_result));

/* 2027-01-01 */
const char *iso_text(const struct request *q, day d);

#endif
