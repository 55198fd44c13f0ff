/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* For route.c and the route_*.c beside it alone. */
#ifndef QIAO_WEB_ROUTE_PART_H
#define QIAO_WEB_ROUTE_PART_H

#include "base/clock.h"
#include "web/route.h"

/* Take root and language off the path. True if the request is answered by a redirection. */
bool route_read_path(struct request *q);
/* The address that a page is known by, of one that was typed or pasted not quite so; NULL: it is that. */
const char *route_known(struct request *q);
/* For Allow: the methods of the routes for this path; all of ours if there is none. */
const char *route_allowed(struct request *q);
/* From matching the path on, to a reply or an error. */
const struct error *route_go(struct request *q) __attribute__((warn_unused_result));
/* After a handler's reply: the kept write that it brings back (signing in, and /held). */
const struct error *route_resume(struct request *q) __attribute__((warn_unused_result));
/* An empty page and reply; cookies that were set stay. */
void route_new_page(struct request *q);
/* The handler, in a transaction if it writes; again from its start while the store asks for that. */
const struct error *route_run(struct request *q, const void *form)
    __attribute__((warn_unused_result));
/* A request of the tus protocol, from who asks on. */
const struct error *route_piece(struct request *q) __attribute__((warn_unused_result));
/* Its handler once; committed if its status says that it was done. */
const struct error *route_run_piece(struct request *q, const void *form)
    __attribute__((warn_unused_result));
/* What the route's ROOM says, as route_run() runs a handler; a reply if this same form was done before. */
const struct error *route_room(struct request *q, const void *form, size_t *out)
    __attribute__((warn_unused_result));
/* Of an actor who is owing: an act, or the page of one. */
bool route_is_too_early(struct request *q);
/* They are led to what comes first. A write waits meanwhile and is offered then; files are not kept. */
const struct error *route_ask_owed(struct request *q) __attribute__((warn_unused_result));
/* Waits a little before it is done again; false: that would not help, or was done long enough. */
bool route_wait_for_again(struct request *q, const struct error *e, moment until, int tries);
/* The log's word after the last of several tries: how many, and how they ended. */
void route_told_again(const struct request *q, const struct error *e, int tries);

#endif
