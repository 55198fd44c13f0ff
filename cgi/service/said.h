/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What was said or handed in with an act, as the rows beside the history have it: the keyed hash of it goes
 * into the act's row, and so into the chain, and qiao-verify makes it again from the same rows.
 *
 *	submit, answer, bring		person, formality and its version, the answers, the papers' digests
 *	ask_correction			the round, each item with its sentence, the answers that it was about
 *	propose_*			the outcome, its reason, and what was handed in until then
 *	approve, refuse, return		the same decision, what the second person wrote, whether they agree
 *	issue, department_reply		the words, how it is delivered, its file's digest
 *
 * Of sealed words it is the words that count: sealing them anew under another key changes nothing here.
 */
#ifndef QIAO_SERVICE_SAID_H
#define QIAO_SERVICE_SAID_H

#include <stdint.h>

#include "base/clock.h"
#include "base/text.h"
#include "service/lifecycle.h"

struct db;
struct error;

/* Nothing for an act with which nothing is said but its detail. Words that do not open count as others. */
const struct error *said_hash(struct db *db, int64_t application, enum action action, moment at,
    struct bytes *out) __attribute__((warn_unused_result));

#endif
