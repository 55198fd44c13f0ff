/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Sendings: files on their way to a material in pieces, each stored sealed as it comes, so that a line
 * which drops costs one piece. They belong to their resident alone; no office sees one. Where a material
 * takes it, it is read, pressed as any other file, and dropped in the transaction that keeps the paper.
 */
#ifndef QIAO_SERVICE_SENDING_H
#define QIAO_SERVICE_SENDING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/text.h"

struct application;
struct db;
struct error;

#define SENDING_LASTS DAY		/* after its last piece */
#define SENDING_MOST 100		/* of one person at a time */
#define SENDING_MOST_BYTES (256LL << 20)	/* that have arrived of them */

struct sending {
	int64_t id, application;
	const char *code;		/* the material's */
	const char *name;		/* as the phone calls the file */
	int64_t size, arrived;
	moment ends;
};

/* ERROR_TOO_MANY when this person has too many on their way. */
const struct error *sending_begin(struct db *db, const struct application *a, struct sending *s, moment now)
    __attribute__((warn_unused_result));
/* ERROR_NOT_FOUND unless it is this person's of this application, ERROR_ENDED when its time is over. */
const struct error *sending_load(struct db *db, int64_t person, const char *ref, int64_t id, moment now,
    struct sending **out) __attribute__((warn_unused_result));
/*
 * The bytes from `offset` on, in the caller's transaction; *is_next: whether that is where the next piece
 * begins, and nothing is done if it is not. The sending tells then how far it is and when it ends.
 */
const struct error *sending_add(struct db *db, struct sending *s, int64_t offset, struct bytes piece,
    moment now, bool *is_next) __attribute__((warn_unused_result));
/* All of a sending, which has arrived: s->size bytes. */
const struct error *sending_read(struct db *db, const void *sending, unsigned char *to)
    __attribute__((warn_unused_result));
/* It goes, with its pieces, in the caller's transaction; ERROR_CONFLICT if it has gone meanwhile. */
const struct error *sending_drop(struct db *db, int64_t id) __attribute__((warn_unused_result));
/* All of an application, which its owner throws away. */
const struct error *sending_drop_all(struct db *db, int64_t application) __attribute__((warn_unused_result));

#endif
