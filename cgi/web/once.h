/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The once-only key of a write form: one effect, the same answer (DESIGN, One request).
 *
 * The key is in the page, and the back button brings a page with its old key again. So a write
 * counts as done already only if it is the last one of its form, and what it is about is still
 * as it left it (site's state). Whoever saves A, then B, and goes back to A means A.
 */
#ifndef QIAO_WEB_ONCE_H
#define QIAO_WEB_ONCE_H

#include "web/request.h"

/* What this form did last. */
struct once {
	struct bytes hash;	/* its key in the store */
	struct bytes content;	/* none: nothing yet */
	int64_t state;
	const char *location;	/* where it led, if the same was typed then; else NULL */
	bool is_last;		/* and nothing has happened since */
};

/*
 * A keyed hash of what was typed and sent: not of the form's own marks, its token and its key, nor of where
 * its page was come from (back, next).
 */
struct bytes once_content(struct request *q);
const struct error *once_find(struct request *q, struct once *out)
    __attribute__((warn_unused_result));
/* The same words for this page, done by another form of this person's that was kept over a sign-in. */
const struct error *once_find_words(struct request *q, struct once *out)
    __attribute__((warn_unused_result));
/* In the write's own transaction; before: what once_find() found in it. */
const struct error *once_keep(struct request *q, const struct once *before, const char *location)
    __attribute__((warn_unused_result));
/*
 * Answers as before, outside of a transaction or at the end of one. What another connection has just
 * committed can be read before it is on the disk: if the store died now, an answer without this would
 * be of nothing.
 */
const struct error *once_answer(struct request *q, const struct once *before)
    __attribute__((warn_unused_result));

#endif
