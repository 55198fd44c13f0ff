/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a formality wants beside papers: a talk by video, or somebody at a counter. Whether that has taken
 * place is what the history says (resume, came). Deciding without it is possible, for an officer may
 * have reasons, but not without being told, and the history says of the decision that it was so.
 *
 *	enum presence lacks;
 *
 *	if ((e = presence_lacking(q->db, m->a, m->f, &lacks)))
 *		return e;
 *	if (lacks)
 *		… desk.presence.interview
 */
#ifndef QIAO_SERVICE_PRESENCE_H
#define QIAO_SERVICE_PRESENCE_H

#include <stdbool.h>

struct application;
struct db;
struct error;
struct formality;

enum presence { PRESENCE_NONE, PRESENCE_INTERVIEW, PRESENCE_VISIT };

const char *presence_word(enum presence presence);	/* "interview", "visit"; "" */

/* What it wants, before which its time stands still. */
enum presence presence_of(const struct formality *f);
/* A relative may go to the counter: always, or in the cases that its steps name. */
bool presence_may_send(const struct formality *f);
/* Either of the two will do: who was at a counter was seen there. */
const struct error *presence_lacking(struct db *db, const struct application *a, const struct formality *f,
    enum presence *out) __attribute__((warn_unused_result));

#endif
