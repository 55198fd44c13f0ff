/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What was said or handed in with an act, as the rows beside the history have it: the keyed hash of it goes
 * into the act's row, and so into the chain, and qiao-verify makes it again from the same rows.
 *
 *	submit, answer, bring		person, formality, its version with the digest of its text, the
 *					answers, the papers' digests
 *	ask_correction			the round, each item with its sentence, the answers that it was about
 *	accept_pending, deem_accepted	the papers that come later, and by when
 *	propose_*			the outcome, its reason, and what was handed in until then
 *	approve, refuse, return		the same decision, what the second person wrote, whether they agree
 *	issue, department_reply		the words, how it is delivered, its file's digest
 *	ask_forward, agree, disagree	what was asked for whom, and what was agreed to
 *	transfer			the department, what was forwarded to it, and the note
 *	take, transfer_answer, ask_again  which passing on; the answer; the question
 *	rate, rate_again		the level, what it is about, of whom, who follows it up until when
 *	follow_up_*			how far that is then
 *
 * An answer that was asked about again, a question before the last and a step of a follow-up before the last
 * have no rows any more by which they could be made again.
 *
 * Of sealed words it is the words that count: sealing them anew under another key changes nothing here. An
 * item's sentence and a reason are so both wordings of it (wording.h).
 */
#ifndef QIAO_SERVICE_SAID_H
#define QIAO_SERVICE_SAID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/text.h"
#include "service/lifecycle.h"

struct db;
struct error;

/* Nothing for an act with which nothing is said but its detail. Words that do not open count as others. */
const struct error *said_hash(struct db *db, int64_t application, enum action action, moment at,
    struct bytes *out) __attribute__((warn_unused_result));
/* Is it what is stored? Acts of before the formality's digest was in it are right without. */
const struct error *said_is(struct db *db, int64_t application, enum action action, moment at,
    struct bytes stored, bool *out) __attribute__((warn_unused_result));

#endif
