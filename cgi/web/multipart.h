/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * multipart/form-data (RFC 7578) in one buffer, as browsers send it: fields become pairs
 * as in web/query.h, files stay where they are and are only pointed at.
 *
 *	struct pairs typed = {.pool = q->pool};
 *	struct parts files;
 *	verdict = multipart_parse(q->content_type, q->body, &parse_limits, &typed, &files);
 *
 * A file input that was left empty (no name, no bytes) is no part; a named file without
 * bytes is one. Several files may share a name, but not with a field. Time is linear.
 */
#ifndef QIAO_WEB_MULTIPART_H
#define QIAO_WEB_MULTIPART_H

#include "web/query.h"

struct part {
	const char *name;
	const char *filename;	/* to show only: no folders, no controls, at most 120 code points */
	const char *type;	/* the phone's claim in lower case, "" if none */
	struct bytes content;	/* in the body */
};

struct parts {
	struct part *at;
	size_t count;
};

/* fields->pool is set by the caller; `files` lives in it. Both are empty after a fault. */
enum parse multipart_parse(const char *content_type, struct bytes body,
    const struct parse_limits *limits, struct pairs *fields, struct parts *files);

#endif
