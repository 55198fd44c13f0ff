/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where a matter stands, for its tracking page and its receipt. */
#ifndef QIAO_PORTAL_STANDING_H
#define QIAO_PORTAL_STANDING_H

#include "portal/portal.h"
#include "service/formality.h"
#include "service/tracking.h"

/* Accepted, and a relative or the resident has still to go to a counter. */
bool is_to_come(const struct formality *f, const struct tracking *t);
/* Somebody is to come to what counts as accepted by law: no officer has looked at it before. */
bool is_deemed_visit(const struct tracking *t);
/* What is issued is a refusal: the last that was decided before it. */
bool is_refusal(const struct tracking *t);
/* What the officer wrote when somebody was asked to come, or NULL. */
const char *visit_reason(const struct tracking *t);
/* Steps: those that are not done on this site. */
void show_elsewhere(struct request *q, const struct formality *f);
struct place;
/* Code, Name, Address, Chinese (beside another language), Hours, Phone: what is known of them. */
void show_place(struct request *q, struct tree *node, const struct place *place);
/* Matter.It.UnitHref, if it is known where the office that has it is; Place.It where somebody has to go. */
const struct error *show_office(struct request *q, const struct formality *f,
    const struct application *a) __attribute__((warn_unused_result));
/* HeldSince: of whose turn it is. Officer: while it is the office's. CloseBy: of a result not fetched. */
void show_holder(struct request *q, struct tree *node, const struct tracking *t);
/* A department has handed it back, and nobody has passed it on since. */
bool is_handed_back(const struct tracking *t);
/* Since, Does (a word) and DoesDay or Handed, IsAnswered: what the department that has it is doing. */
void show_department(struct request *q, struct tree *node, const struct tracking *t);
/*
 * Forward: while an officer's question waits whether something may be forwarded. ForwardChanged: what they
 * agreed to and changed since.
 */
const struct error *show_forward(struct request *q, const struct formality *f, const struct tracking *t)
    __attribute__((warn_unused_result));
/* Of an answer, of a paper, of how to reach them. */
struct forward_item;
const char *forward_item_name(struct request *q, const struct formality *f,
    const struct forward_item *item);
/* ExtendedOn: the day on which the time that runs was extended, if it was. */
void show_extension(struct request *q, const struct tracking *t);
struct forward_list;
/* forward.c: Name, Changed, and Value, Files or Contacts: what it says now. */
const struct error *show_forward_item(struct request *q, struct tree *node, struct application *a,
    const struct formality *f, const struct forward_list *list, const struct forward_item *item)
    __attribute__((warn_unused_result));
/* DaysLeft while the office's time runs; IsLate, LawDay and ComplaintHref once it is over. */
void show_lateness(struct request *q, const struct application *a);

#endif
