/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a notice says: templates/lang/mail.*.hdf, with holes such as {formality}. A mail says
 * what happened, what is next, whose turn it is and by when, with the number and the address of
 * the tracking page; a text message says it in one sentence. Neither has a name, a document's
 * number or an officer's remark in it: those are read on the page, signed in.
 */
#ifndef QIAO_COURIER_LETTER_H
#define QIAO_COURIER_LETTER_H

#include <stdbool.h>

struct catalogue;
struct error;
struct letters;
struct outgoing;
struct pool;

#define LETTER_SMS_MOST 300	/* characters; five parts of a long message in UCS-2 */

struct letter {
	const char *subject;	/* NULL for a text message */
	const char *body;	/* lines end with \n */
};

/* Reads the texts of every language; a kind or a piece that zh or en lacks is an error. */
const struct error *letters_load(const char *templates, const struct catalogue *catalogue,
    const char *origin, struct letters **out) __attribute__((warn_unused_result));
void letters_free(struct letters *letters);

/* In the pool. ERROR_INVALID for a kind that this program does not know, or a lack of params. */
const struct error *letter_write(struct pool *pool, const struct letters *letters,
    const struct outgoing *m, struct letter *out) __attribute__((warn_unused_result));
/* Who a mail is from, in words. */
const char *letter_sender(const struct letters *letters, const struct outgoing *m);

/* The kinds in turn, NULL past the last. */
const char *letter_kind(int i);
/* A code is of no use when it has ended, anything else is tried for a day. */
bool letter_is_code(const struct outgoing *m);

#endif
