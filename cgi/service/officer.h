/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Officers (民警): sign-in with password and TOTP, sessions, the queue of their unit. */
#ifndef QIAO_SERVICE_OFFICER_H
#define QIAO_SERVICE_OFFICER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/text.h"
#include "service/application.h"
#include "service/lifecycle.h"
#include "service/person.h"

#define OFFICER_IDLE (30 * MINUTE)
#define OFFICER_LASTS (10 * HOUR)

struct officer {
	int64_t id, unit;
	enum role role;			/* one of role.def's */
	const char *name, *number, *full_name, *unit_zh, *unit_en, *unit_kind;
	moment declared;		/* of a session's officer: declaration.h */
	const char *known;		/* after a sign-in: what its browser keeps (known.h) */
};

enum sign_in_verdict { SIGN_IN_RIGHT, SIGN_IN_WRONG, SIGN_IN_LOCKED };

/*
 * Password and code together; a wrong one counts, and each failure after the third doubles the
 * wait (30 s … 1 h). Tries in a browser in which this officer signed in before (known: what it keeps,
 * or NULL) count apart from all others, so that strangers who try the name lock nobody out who
 * works here. A new password voids what browsers keep.
 * *until tells when a locked one may try again, 0 if at once. An unknown
 * name takes as long as a wrong password and is locked as a known one is. A TOTP step is taken
 * once only (RFC 6238, 5.2). The caller must commit whatever the verdict is: end with
 * reply_see_other() (person.h); *out is NULL unless it is right.
 */
const struct error *officer_sign_in(struct db *db, const char *name, const char *password,
    const char *code, const char *known, moment now, enum sign_in_verdict *verdict, moment *until,
    struct officer **out) __attribute__((warn_unused_result));

const struct error *officer_session_start(struct db *db, int64_t officer, struct bytes hash,
    const char *device, moment now) __attribute__((warn_unused_result));
/*
 * NULL if there is none or the officer is no longer active; one that is over is found too,
 * for a month.
 */
const struct error *officer_session_find(struct db *db, struct bytes hash, moment now,
    struct session **session, struct officer **officer) __attribute__((warn_unused_result));
/* As session_note(), every minute. */
void officer_session_note(struct db *db, int64_t session, moment now);
const struct error *officer_session_list(struct db *db, int64_t officer, moment now,
    struct sessions *out) __attribute__((warn_unused_result));
/* All of them. */
const struct error *officer_sessions_end(struct db *db, int64_t officer, moment now)
    __attribute__((warn_unused_result));
const struct error *officer_session_end(struct db *db, int64_t officer, int64_t session, moment now)
    __attribute__((warn_unused_result));

#endif
