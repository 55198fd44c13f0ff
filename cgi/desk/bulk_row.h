/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One matter among several that an act is wished for: what will happen to it and what will not, and
 * why. The same answer is asked for before (the dry run) and at the act itself.
 */
#ifndef QIAO_DESK_BULK_ROW_H
#define QIAO_DESK_BULK_ROW_H

#include "desk/desk.h"
#include "service/queue.h"

/* Words of answers, as stored and as in desk.bulk.is.WORD. */
#define BULK_ANSWERS(ANSWER) \
	ANSWER(WILL,      "will")	/* dry run: it will be done */ \
	ANSWER(DONE,      "done")	/* it was done */ \
	ANSWER(MISSING,   "missing")	/* not theirs, or of nobody: which is not told */ \
	ANSWER(CHANGED,   "changed")	/* somebody acted since the list was made */ \
	ANSWER(STATE,     "state")	/* not in this state, or not by this role */ \
	ANSWER(HELD,      "held")	/* a colleague holds it: taken over on its own page only */ \
	ANSWER(OTHERS,    "others")	/* a colleague's, and only a supervisor hands that on */ \
	ANSWER(PASSED_ON, "passed_on")	/* came to be passed on: opened, not accepted in passing */ \
	ANSWER(TWICE,     "twice")	/* another of the same is open: told apart on its own page */ \
	ANSWER(ELSEWHERE, "elsewhere")	/* whom it is for does not work in its unit, or not yet */ \
	ANSWER(AWAY,      "away")	/* … is away */ \
	ANSWER(SAME,      "same")	/* … has it already */ \
	ANSWER(KNOWN,     "known")	/* barred to whoever does this (service/bar.h): left out */ \
	ANSWER(NOT_THEM,  "not_them")	/* … to whom it is for */

enum bulk_answer {
#define ANSWER(name, word) BULK_##name,
	BULK_ANSWERS(ANSWER)
#undef ANSWER
	BULK_ANSWERS_COUNT
};

const char *bulk_answer_word(enum bulk_answer answer) __attribute__((returns_nonnull));

#define BULK_IN_TURN "in-turn"		/* instead of a number: everybody who is there, one after the other */

struct bulk_wish {
	enum action action;		/* ACCEPT, CLAIM or ASSIGN */
	const char *to;			/* ASSIGN: an officer's number, BULK_IN_TURN, or NULL: not said yet */
	const char *hand;		/* ASSIGN: a word for whoever gets them, or NULL */
	size_t turn;			/* how many were shared out so far */
	int64_t unit;			/* whose colleagues are in hand */
	struct colleagues colleagues;
};

struct bulk_row {
	const char *ref;		/* nine characters, as it was sent */
	int64_t version;
	struct matter m;		/* .a is NULL if it is missing */
	enum bulk_answer answer;
	const struct colleague *to;	/* ASSIGN: who gets it */
};

/* Fills in the rest of a row; an error is the store's. */
const struct error *bulk_look(struct request *q, struct bulk_wish *wish, struct bulk_row *row)
    __attribute__((warn_unused_result));
/* Whether it is given to somebody and under way, so that they are told where it stands. */
bool bulk_needs_hand(const struct request *q, const struct bulk_wish *wish, const struct bulk_row *row);
/* The same, and then does it: answer is BULK_DONE or why not. */
const struct error *bulk_do_row(struct request *q, struct bulk_wish *wish, struct bulk_row *row)
    __attribute__((warn_unused_result));

#endif
