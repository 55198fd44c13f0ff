/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Notes among officers, and the one that goes with a matter when it changes hands. Residents never
 * see them; they are sealed, added and never changed, and each is locked to the one before:
 * hash = BLAKE2b(previous hash | every column, for the words their keyed hash). The hash of each also
 * stands in the matter's chain of views (what: note), which a day's root covers: so none is changed,
 * and none is cut off at the end, unseen.
 *
 *	if ((e = note_add(q->db, a->id, &(struct note_new){NOTE_HAND, q->actor.id, q->actor.unit,
 *	    role_word(role_of(q)), form->hand, q->now})))
 *		return e;
 */
#ifndef QIAO_SERVICE_NOTE_H
#define QIAO_SERVICE_NOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"

struct db;
struct error;

#define NOTES_MOST 200			/* of one matter */
#define NOTE_WORDS_MOST 4000		/* bytes */

enum note_kind { NOTE_PLAIN, NOTE_HAND, NOTE_KINDS };

struct note_new {
	enum note_kind kind;
	int64_t officer, unit;
	const char *role, *words;	/* role: a word of lifecycle.def, for the chain of views */
	moment at;
};

struct note {
	moment at;
	enum note_kind kind;
	int64_t officer;
	const char *number, *unit_zh, *unit_en, *words;
};

struct notes {
	struct note *at;		/* in the order they were written */
	size_t count;
	bool is_whole;			/* none was changed or removed between two others */
};

/* ERROR_INVALID beyond NOTES_MOST or for too many words; ERROR_CONFLICT if another came at this moment. */
const struct error *note_add(struct db *db, int64_t application, const struct note_new *note)
    __attribute__((warn_unused_result));
const struct error *note_list(struct db *db, int64_t application, struct notes *out)
    __attribute__((warn_unused_result));

struct chain;
/* The same for qiao-verify: count is of the right ones, wrong the first that is not, or that lacks. */
const struct error *note_verify(struct db *db, int64_t application, struct chain *out)
    __attribute__((warn_unused_result));

#endif
