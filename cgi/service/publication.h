/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A draft of a formality that two persons publish (proposal.h). The truth is the file: what was confirmed
 * is written into CODE.hdf by qiao-admin catalogue, which runs before each reload, on every machine. It
 * does so as often as it finds the file as it was before, so an old copy of the folder undoes nothing;
 * a file that somebody has changed since is left alone, told once, and never gets that text again.
 */
#ifndef QIAO_SERVICE_PUBLICATION_H
#define QIAO_SERVICE_PUBLICATION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"

struct db;
struct error;
struct pool;
struct proposal;

#define PUBLICATION_NEW "-"	/* there was no such file before */

struct publication {
	const char *file;	/* "driver/dl-renew.hdf", the proposal's subject */
	const char *before;	/* the digest of what it takes the place of, in hex; or PUBLICATION_NEW */
	const char *text;
};

/* As a proposal's body has it, and back. */
const char *publication_write(struct pool *pool, const struct publication *p);
bool publication_read(struct pool *pool, const struct proposal *proposal, struct publication *out);
const char *publication_digest(struct pool *pool, const char *text);

/* That this officer saw the preview of this text; once a minute. */
const struct error *publication_look(struct db *db, int64_t officer, const char *code,
    const char *text, moment now) __attribute__((warn_unused_result));
/* Whether they did after that moment. */
const struct error *publication_was_seen(struct db *db, int64_t officer, const char *code,
    const char *text, moment since, bool *out) __attribute__((warn_unused_result));

#endif
