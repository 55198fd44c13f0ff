/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The outbox, seen from the courier: a queued notice is claimed by compare-and-set, sent, and
 * marked. notice.h is the other side.
 *
 *	outbox_due(…, &ids)  →  outbox_claim(id)  →  send  →  outbox_sent() | _again() | _failed()
 *
 * A claim is committed before anything leaves, and runs out after OUTBOX_CLAIM: a courier that
 * dies between sending and marking leaves a notice that is sent once more. So each notice goes
 * out at least once; two couriers never send the same one side by side. A store that goes away in the
 * middle of a claim is waited for, and the claim goes on: whoever waits for a code has ten minutes.
 */
#ifndef QIAO_SERVICE_OUTBOX_H
#define QIAO_SERVICE_OUTBOX_H

#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/lang.h"
#include "base/pairs.h"

struct db;
struct error;

/* Longer than a message takes (POST_MOST_SECONDS) and its mark is tried for. */
#define OUTBOX_CLAIM (2 * MINUTE)

struct outgoing {
	int64_t id;
	int tries;			/* this one included */
	const char *kind, *channel;	/* channel: mail or sms */
	const char *address;
	enum lang lang;
	struct pairs params;
	moment created;
};

struct outbox_ids {
	int64_t at[20];
	size_t count;
};

/*
 * What is to be sent now, sign-in codes first, then the longest waiting. The channels that
 * may be used: one may be named twice.
 */
const struct error *outbox_due(struct db *db, const char *channel, const char *other, moment now,
    struct outbox_ids *out) __attribute__((warn_unused_result));
/*
 * *out is NULL when another courier was first, or when the row's seals do not open: such a
 * notice has failed, which is logged.
 */
const struct error *outbox_claim(struct db *db, int64_t id, moment now, struct outgoing **out)
    __attribute__((warn_unused_result));
/*
 * It left: its parameters (a code among them) are wiped. subject and body are kept sealed for
 * the demo inbox, and NULL elsewhere. No effect if the claim has run out meanwhile.
 */
const struct error *outbox_sent(struct db *db, const struct outgoing *m, const char *subject,
    const char *body, moment now) __attribute__((warn_unused_result));
const struct error *outbox_again(struct db *db, const struct outgoing *m, moment next)
    __attribute__((warn_unused_result));
const struct error *outbox_failed(struct db *db, const struct outgoing *m)
    __attribute__((warn_unused_result));
/* Queue again what was claimed by a courier that is gone. */
const struct error *outbox_recover(struct db *db, moment now, int64_t *count)
    __attribute__((warn_unused_result));

#endif
