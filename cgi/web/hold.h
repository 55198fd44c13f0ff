/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A write that came after its session had ended: kept sealed for a day, and done
 * when its owner has signed in again in the same browser.
 */
#ifndef QIAO_WEB_HOLD_H
#define QIAO_WEB_HOLD_H

#include "web/request.h"

#define HOLD_LASTS (1 * DAY)

/*
 * Store q's body; sets the cookie that finds it again. owner 0: the session's cookie was gone
 * too, so it is offered to whoever signs in in this
 * browser, and is whose it can be done by.
 */
const struct error *hold_keep(struct request *q, int64_t owner) __attribute__((warn_unused_result));
struct held {
	int64_t id, owner;		/* owner 0: nobody knows yet whose it is */
	struct request *write;		/* as a fresh request on the same pool; NULL if there is none */
	bool is_lost;			/* there is one, but it cannot be read, or ended its worker before */
};

/*
 * How often one is begun without an end: a worker that dies of it is asked for again by nginx, so the
 * second sign-in gets through.
 */
#define HOLD_TRIES 2

/* The kept write of this browser that may be this person's. It stays until hold_end(). */
const struct error *hold_find(struct request *q, int64_t person, struct held *out)
    __attribute__((warn_unused_result));
const struct error *hold_end(struct request *q, const struct held *held)
    __attribute__((warn_unused_result));
/* It came to an end that was not its own (not this person's, the store away): it waits on, as untried. */
const struct error *hold_on(struct request *q, const struct held *held)
    __attribute__((warn_unused_result));

#endif
