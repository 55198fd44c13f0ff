/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Where somebody goes on after signing in: a page of ours without root and language, and the
 * words of its address ("/formalities/dl-renew/apply?state=expired"), never another site.
 */
#ifndef QIAO_WEB_ONWARD_H
#define QIAO_WEB_ONWARD_H

struct pool;
struct request;

#define ONWARD_MOST 300			/* bytes */

/* What was handed along, if it is such a page, else NULL. */
const char *onward_of(const char *next);
/* The page of this request; without its query if that holds anything but words. */
const char *onward_here(const struct request *q);
/* "next=…" for an address; "" for NULL. */
const char *onward_query(struct pool *pool, const char *next);

#endif
