/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A write that came after its session had ended: kept sealed for a day, and done
 * when its owner has signed in again in the same browser. One that lacks the proof of a token, or
 * whose owner nobody knows (the cookie was gone), asks first: it is shown to whoever signs in
 * and may see its page, and done by their own tap (resume.c).
 */
#ifndef QIAO_WEB_HOLD_H
#define QIAO_WEB_HOLD_H

#include "web/request.h"

#define HOLD_LASTS (1 * DAY)
#define HOLD_DONE_LASTS (10 * MINUTE)
/* So many of one browser; a further one is not kept, and stays on the page that says so. */
#define HOLD_TOKENS 12
/* Of those that ask, from one address at a time: anybody may send them. */
#define HOLD_MOST 200
#define HOLD_BYTES (1LL << 30)

/*
 * Store q's body; sets the cookie that finds it again. owner 0: nobody knows whose it is. What this browser
 * has sent just so before, and waits, is not kept twice: it would be done, and said not to be. *asks: false
 * after it, too, where the other one had the proof. ERROR_TOO_MANY, and q->is_unkept: there is no room.
 */
const struct error *hold_keep(struct request *q, int64_t owner, bool *asks)
    __attribute__((warn_unused_result));

struct held {
	int64_t id, owner;		/* id 0: there is none */
	bool asks;			/* done only when its person says so */
	bool is_lost;			/* it cannot be read */
	bool is_spent;			/* it was begun HOLD_TRIES times */
	struct request *write;		/* once opened: as a fresh request on the same pool */
	const char *path, *type, *token;
	struct bytes content;		/* once_content() of it; none: of before it was noted */
	size_t size;
	int parts;
};

/*
 * How often a sign-in begins one without coming to its end: a worker that dies of it is asked for again
 * by nginx, so the second sign-in gets through. Then it is shown, and done by its person's tap: what
 * ended the workers may have been anything.
 */
#define HOLD_TRIES 2

/* The newest kept write of this browser that may be this person's, and waits. */
const struct error *hold_find(struct request *q, struct held *out) __attribute__((warn_unused_result));
/* The same, or one that was done, whose token is still here: its answer was lost, and is given again. */
const struct error *hold_find_or_done(struct request *q, struct held *out)
    __attribute__((warn_unused_result));
/* Its body. counts: a sign-in begins it, and no tap. */
const struct error *hold_open(struct request *q, struct held *held, bool counts)
    __attribute__((warn_unused_result));
/*
 * It came too late, and its page says so: it waits no longer, and the same can be read again at /held for
 * HOLD_DONE_LASTS.
 */
const struct error *hold_told(struct request *q, const struct held *held)
    __attribute__((warn_unused_result));
/* It was done: it waits no longer, and stays for HOLD_DONE_LASTS. */
const struct error *hold_done(struct request *q, const struct held *held)
    __attribute__((warn_unused_result));
/* Nobody wants it, or can have it: deleted. */
const struct error *hold_end(struct request *q, const struct held *held)
    __attribute__((warn_unused_result));
/* It came to an end that was not its own (not this person's, the store away): it waits on, as untried. */
const struct error *hold_on(struct request *q, const struct held *held)
    __attribute__((warn_unused_result));
/* Another one waits after it: the reply leads there. */
void hold_next(struct request *q);
/* Its page was sent by hand, after it was shown or instead: it waits no longer. */
void hold_sent(struct request *q);

#endif
