/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Query strings and application/x-www-form-urlencoded bodies (WHATWG URL, 5.1) into pairs.
 *
 *	struct pairs typed = {.pool = q->pool};
 *	enum parse verdict = query_parse(q->body, &parse_limits, &typed);
 *
 * Names are [A-Za-z0-9_.-]+; values are strict UTF-8 without NUL, with CRLF and a lone CR
 * made LF. Of a name that comes twice the first value is kept and the verdict, if nothing
 * is worse, is PARSE_REPEATED; after any other verdict than these `out` is empty. Time is
 * linear in the input and ends at the first fault.
 */
#ifndef QIAO_WEB_QUERY_H
#define QIAO_WEB_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pairs.h"
#include "base/text.h"

enum parse {
	PARSE_OK,
	PARSE_REPEATED,		/* a name came twice */
	PARSE_MALFORMED,	/* bad %XX, bad name, or not what the standard lets stand here */
	PARSE_NOT_UTF8,
	PARSE_NUL,
	PARSE_TOO_MANY,
	PARSE_TOO_LONG,
	PARSE_NO_BOUNDARY,	/* multipart: none, or not one that RFC 2046 allows */
	PARSE_TRUNCATED,	/* multipart: the closing delimiter is missing */
	PARSE_VERDICTS
};

const char *parse_word(enum parse verdict);	/* for the log: "not-utf8" */

struct parse_limits {
	size_t fields;		/* pairs, repeated ones too */
	size_t name, value;	/* bytes, decoded */
	size_t files;
};
extern const struct parse_limits parse_limits;	/* 120 fields, 60, 262144 (a whole body), 20 files */

/* out->pool is set by the caller, the rest is not looked at. */
enum parse query_parse(struct bytes in, const struct parse_limits *limits, struct pairs *out);

/*
 * An address's: the first value of each name that can be read. The verdict is of the worst pair whose
 * name is_known(of, name); what else came is left out. Ends after limits->fields pairs.
 */
enum parse query_parse_link(struct bytes in, const struct parse_limits *limits,
    bool (*is_known)(const void *of, const char *name), const void *of, struct pairs *out);

/* One pair more, checked as above; `is_encoded`: %XX and + stand for other bytes.
 * The caller counts. */
enum parse query_add(struct pairs *out, const struct parse_limits *limits, struct bytes name,
    struct bytes value, bool is_encoded);
bool query_name_is_fine(const char *name, size_t n);

#endif
