/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Everything that is stored has a day on which it is deleted (DESIGN 1, law 7; Personal
 * Information Protection Law art. 19, 47). Here is that table; the privacy page tells it.
 *
 *	what				goes away
 *	a sign-in code			an hour after it ended
 *	counts against limits		after 2 days
 *	a sign-in (session)		30 days after it ended
 *	a form's once-only key		after 30 days
 *	a held write			when it ended, with its parts
 *	an upload that stayed half	after a day, parts first
 *	a file on its way in pieces	a day after the last one (sending.h)
 *	a paper taken out again,	at once, unless an office has seen it or it is a
 *	a draft thrown away		paper of another application (discard.h)
 *	a notice			after 90 days
 *	a draft				180 days after it was last saved
 *	an application			after its formality's years (application.retain_until),
 *					once two have confirmed it, its resident was told
 *					30 days before, and nothing holds it (disposal.h)
 *	a person, with the contacts	once neither an application nor a sign-in is left,
 *	and what they told us once	30 days after they came at the earliest
 *
 * An application goes with all it has in one transaction: the application itself first
 * (compare-and-set on its date: a draft that is saved meanwhile stays), then those of its files
 * leave (state removed) that are no paper of another application, then materials, result,
 * decisions, corrections with their items, clock stops, access records, notices, writs, history and
 * what opens its leaves in the ledger (the leaves stay, and tell nothing; so does the bare fact, in
 * disposal). Files that have left
 * go in the same round: parts first in small transactions, then the row, so a machine that stops
 * in between leaves nothing that is not found again.
 *
 * Persons are walked by primary key, a window a step, all of them once a day. One goes in a
 * transaction of its own, which looks again whether nothing is left of theirs; a sign-in later
 * makes a new person. The sample accounts of demo mode stay.
 */
#ifndef QIAO_SERVICE_RETENTION_H
#define QIAO_SERVICE_RETENTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"

struct db;
struct error;

struct retention {
	size_t at;		/* zero to start, and to start again */
	int64_t removed;	/* by the sweep in hand, so far; zero with at */
	int64_t person;		/* the last one looked at; these two stay from run to run */
	moment persons_again;
};

/*
 * One batch of one sweep, at most 500 rows or persons or 20 applications, in short transactions;
 * *is_over after the last one. A sweep that fails is logged and the next one follows; an error
 * means that the store is away.
 */
const struct error *retention_step(struct db *db, struct retention *r, moment now, bool *is_over)
    __attribute__((warn_unused_result));

#endif
