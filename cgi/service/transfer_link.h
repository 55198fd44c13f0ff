/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The link of a department without accounts: 256 random bits in a mail, kept here as a keyed hash,
 * good for one transfer and TRANSFER_LINK_LASTS. Opened, it is worth a code to the same mailbox and no
 * more; the code makes a short session. An unknown link and one that is over answer as a good one does;
 * whoever has one of a transfer that has ended is told that it has.
 */
#ifndef QIAO_SERVICE_TRANSFER_LINK_H
#define QIAO_SERVICE_TRANSFER_LINK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/text.h"
#include "service/person.h"

struct db;
struct error;

#define TRANSFER_LINK_LASTS (14 * DAY)
#define TRANSFER_LINK_SESSION HOUR
#define TRANSFER_LINK_KEY 43		/* characters, base64url */

const struct error *transfer_link_make(struct db *db, int64_t transfer, moment now,
    const char **key) __attribute__((warn_unused_result));
/* Of a link that was made, and whose matter is not with the department any more. */
const struct error *transfer_link_ended(struct db *db, const char *key, bool *out)
    __attribute__((warn_unused_result));
/*
 * A code to the department's mailbox, if the link is good. ERROR_TOO_MANY by the link's and the
 * address's limits, for unknown ones too.
 */
const struct error *transfer_link_send(struct db *db, const char *key, const char *address, int most,
    moment now) __attribute__((warn_unused_result));
/*
 * The code of person.h: CODE_TRIES tries, CODE_LASTS. Every try is counted, so the caller commits
 * whatever the answer is; *link is 0 unless it is right, which it is once.
 */
const struct error *transfer_link_check(struct db *db, const char *key, const char *code, moment now,
    int64_t *link) __attribute__((warn_unused_result));
/* A session for TRANSFER_LINK_SESSION in the place of an earlier one; hash: of the cookie's token. */
const struct error *transfer_link_enter(struct db *db, int64_t link, struct bytes hash, moment now)
    __attribute__((warn_unused_result));
const struct error *transfer_link_leave(struct db *db, int64_t link, moment now)
    __attribute__((warn_unused_result));

struct link_session {
	int64_t link, transfer, unit;
	const char *unit_zh, *unit_en;
	moment ends;
};

/* NULL if there is none, it is over, or its transfer has ended. */
const struct error *transfer_link_session(struct db *db, struct bytes session, moment now,
    struct link_session **out) __attribute__((warn_unused_result));

#endif
