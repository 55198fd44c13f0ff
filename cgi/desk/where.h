/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Where somebody is sent whose matter is not taken on. It is said in one place of the letter, and so by one
 * of: the officer's own words; what is chosen, a sentence that the desk keeps for it, the formality's other
 * way, or what its questions tell whom it is not for; the ready reason that is ticked, if it says it itself
 * (SENTENCE_WHERE). What contradicts that is a problem beside the field, and nothing is sent.
 */
#ifndef QIAO_DESK_WHERE_H
#define QIAO_DESK_WHERE_H

#include "desk/desk.h"

/* Places to choose from; Where of each ready reason that says it, else Nowhere; behind ready_offer(). */
const struct error *where_offer(struct request *q, const struct matter *m)
    __attribute__((warn_unused_result));
/* Before it, with the button show=edit: what is ticked and says where fills the box that is empty. */
const struct error *where_edit(struct request *q, const struct matter *m)
    __attribute__((warn_unused_result));
/* place: what is chosen, or NULL; typed: the box. out->words: NULL if there is a problem. */
const struct error *where_settle(struct request *q, const struct matter *m, const struct pairs *ticked,
    const char *place, const struct wordings *typed, struct wordings *out)
    __attribute__((warn_unused_result));

#endif
