/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An officer sets password and authenticator. Whoever confirmed that they may makes a code of 80
 * random bits, sees it once and hands it over; the officer gives it with the sign-in name, is shown a
 * secret, and sets a password and a right code of that secret. Then the code is worth nothing.
 *
 * A wrong name, a wrong code, one that was used and one whose time is over answer the same.
 */
#ifndef QIAO_SERVICE_ENROLMENT_H
#define QIAO_SERVICE_ENROLMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/text.h"

struct db;
struct error;

#define ENROLMENT_LASTS (2 * DAY)
#define ENROLMENT_SESSION (30 * MINUTE)
#define ENROLMENTS_PER_ADDRESS 20		/* tries an hour */
#define ENROLMENTS_PER_NAME 10			/* tries an hour */
#define ENROLMENT_CODE 16			/* characters, without dashes */
#define PASSWORD_LEAST 12			/* code points */
#define PASSWORD_MOST 200

/*
 * For an officer who has nothing set yet, made by the administrator who confirmed it (change.h); earlier
 * ones are void. *code is "ABCD-EFGH-…"; NULL if this administrator may not, or nothing is to be set.
 */
const struct error *enrolment_make(struct db *db, int64_t change, int64_t by, moment now,
    const char **code) __attribute__((warn_unused_result));
/* Whether enrolment_make() would. */
const struct error *enrolment_may(struct db *db, int64_t change, int64_t by, bool *out)
    __attribute__((warn_unused_result));
/*
 * ERROR_TOO_MANY by the limits. session: the hash of a cookie that is good for ENROLMENT_SESSION if
 * *is_right. What was tried is counted, so the caller commits whatever it was.
 */
const struct error *enrolment_open(struct db *db, const char *name, const char *code,
    const char *address, struct bytes session, moment now, bool *is_right)
    __attribute__((warn_unused_result));

struct enrolment {
	int64_t id, officer;
	const char *name, *number, *full_name, *unit_zh, *unit_en, *role;
	struct bytes secret;
};

/* NULL if there is none or it is over. */
const struct error *enrolment_find(struct db *db, struct bytes session, moment now,
    struct enrolment **out) __attribute__((warn_unused_result));

enum password_fault { PASSWORD_FINE, PASSWORD_SHORT, PASSWORD_LIKE, PASSWORD_SIMPLE };
/* LIKE: it has the name or number in it, or one of the words that are tried first. */
enum password_fault password_fault(const char *password, const char *name, const char *number);

/* *is_right: the code is of the secret; then password and secret are the officer's from now on. */
const struct error *enrolment_finish(struct db *db, const struct enrolment *en, const char *password,
    const char *code, moment now, bool *is_right) __attribute__((warn_unused_result));
/* No code of this officer works any more. */
const struct error *enrolment_void(struct db *db, int64_t officer, moment now)
    __attribute__((warn_unused_result));

#endif
