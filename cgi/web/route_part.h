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
/* The row's form, filled, and its handler; ERROR_INVALID with q->problems. */
const struct error *route_fill_and_run(struct request *q) __attribute__((warn_unused_result));
/* What was typed, into q->typed; the token and the once-only key are the pipeline's and no handler's. */
const struct error *route_read_write(struct request *q, const char **token)
    __attribute__((warn_unused_result));
/* The same, and that it comes from a page of ours which was this session's. */
const struct error *route_check_write(struct request *q) __attribute__((warn_unused_result));
/* Who is not signed in for this: to sign in, a write being kept meanwhile. */
const struct error *route_ask_sign_in(struct request *q) __attribute__((warn_unused_result));
/* What route_check_write() refused, unless it is a page of ours that outlived its session. */
const struct error *route_refuse_or_keep(struct request *q, const struct error *e)
    __attribute__((warn_unused_result));
/* From the form on: done, or its page again with what was typed and what is wrong. */
const struct error *route_write(struct request *q) __attribute__((warn_unused_result));
/* A kept write: done, or shown on its page as it was typed. */
const struct error *route_resumed(struct request *q) __attribute__((warn_unused_result));
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
