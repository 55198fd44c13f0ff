/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a material's form takes of the files that came in pieces before it (sendings.c). */
#ifndef QIAO_PORTAL_SENT_H
#define QIAO_PORTAL_SENT_H

struct draft;
struct error;
struct request;

#define SENT_MOST 12		/* files at once */

/* q->sent, of the ids that the form names; a problem beside the field if one of them is not there. */
const struct error *sent_find(struct request *q, const struct draft *d, const char *material,
    const char *said) __attribute__((warn_unused_result));
/* They go: papers were made of them, or could not be. */
const struct error *sent_drop(struct request *q) __attribute__((warn_unused_result));

#endif
