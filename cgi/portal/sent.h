/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a material's form takes of files that came in pieces before it (sendings.c); why not (left.c). */
#ifndef QIAO_PORTAL_SENT_H
#define QIAO_PORTAL_SENT_H

#include <stddef.h>

struct draft;
struct error;
struct request;
struct text;

#define SENT_MOST 12		/* files at once */

/* q->sent, of the ids that the form names; a problem beside the field if one of them is not there. */
const struct error *sent_find(struct request *q, const struct draft *d, const char *material,
    const char *said) __attribute__((warn_unused_result));
/* They go: papers were made of them, or could not be. */
const struct error *sent_drop(struct request *q) __attribute__((warn_unused_result));

/* Nothing was chosen; more than SENT_MOST; what came in pieces is not there; all of it is too large. */
enum left_all { LEFT_NONE, LEFT_MANY, LEFT_GONE, LEFT_MUCH };

/* None is kept: form_again() with why. */
const struct error *left_all(struct request *q, enum left_all why) __attribute__((warn_unused_result));
/* The file at i is not kept: said with its name here, with its place once it stands in the address. */
void left_out(struct request *q, struct text *left, size_t i, const char *name, const char *why);
/* This page that is shown again has it in the address of its other languages, as after a 303. */
void left_keep(struct request *q, const char *left);
/* What stands there; anything else in it says nothing. */
void left_say(struct request *q, const char *left);

#endif
