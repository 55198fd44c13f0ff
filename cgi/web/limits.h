/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Every limit of a request in one place (doc/operating.md repeats them, nginx's stand in
 * deploy/nginx). Counts of pairs and bytes of a value: parse_limits in query.c; of a field:
 * its form's row.
 */
#ifndef QIAO_WEB_LIMITS_H
#define QIAO_WEB_LIMITS_H

#define LIMIT_PATH 400			/* bytes */
#define LIMIT_QUERY 2000		/* bytes */
#define LIMIT_HEADER 8192		/* bytes of one header that we look at */
#define LIMIT_BODY (256UL << 10)	/* a form without files */
#define LIMIT_UPLOAD (64UL << 20)	/* a form with files, all together */
#define LIMIT_POOL (160UL << 20)	/* memory of one request: an upload and what is made of it */
#define LIMIT_PIECE (1UL << 20)	/* of a file that comes in pieces (web/tus.h) */
#define LIMIT_PIECE_LEAST (16UL << 10)	/* of one, but the last */
#define LIMIT_NAME 120			/* characters of a file's name, to show */
#define LIMIT_ONCE 22			/* characters of a once-only key */
#define LIMIT_RETRY (8 * SECOND)	/* how long a write is tried again */
#define LIMIT_OVERTAKEN 8	/* how often, where another write of the same person came between */
#define LIMIT_BEGIN MINUTE	/* how old may be what a worker keeps of the store */
#define LIMIT_BEGIN_AFTER_FAILURE (2 * SECOND)
#define LIMIT_SECONDS 75		/* of one request, uploads pressed within */
#define LIMIT_PRESSING (25 * SECOND)	/* after this no further file of an upload is begun */

#endif
