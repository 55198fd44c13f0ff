/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* For multipart.c and multipart_head.c alone: a part's headers. */
#ifndef QIAO_WEB_MULTIPART_PART_H
#define QIAO_WEB_MULTIPART_PART_H

#include "web/multipart.h"

struct part_param {
	struct bytes name;
	char *value;
};

struct part_head {			/* what a part's headers say */
	char *name;
	char *filename;		/* NULL: a field */
	char *type;
	bool has_disposition;
};

/*
 * The next "; name=value"; *s moves behind it. RFC 2046's boundaries may hold more than
 * tokens, and some clients send them bare, so a bare value ends at a blank or semicolon.
 */
bool multipart_param(struct pool *pool, const char **s, struct part_param *out);
bool multipart_param_is(const struct part_param *param, const char *name);
/*
 * The headers that begin *rest, which begins with the CR LF behind the delimiter; *rest moves
 * to the content.
 */
enum parse multipart_head(struct pool *pool, struct bytes *rest, struct part_head *head);
/* What may be shown of a file's name. It never names anything on our side. */
char *multipart_filename(struct pool *pool, const char *s);

#endif
