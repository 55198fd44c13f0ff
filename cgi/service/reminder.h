/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What ladder.h has for one officer: their own matters, those of the unit that nobody who is there
 * holds, and for approvers and supervisors what is late or waits for a decision. Only what still is so: a
 * matter that was handed on, answered or given more time is in no list; nor is one that is barred (bar.h).
 * For approvers and supervisors also the bad ratings that their unit follows up (whom: follow).
 *
 *	struct reminder_reader reader = {q->actor.id, q->actor.unit, role_of(q)};
 *
 *	if ((e = reminder_list(db, &reader, 0, &list)))
 *		return e;
 */
#ifndef QIAO_SERVICE_REMINDER_H
#define QIAO_SERVICE_REMINDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/lang.h"
#include "service/lifecycle.h"

struct catalogue;
struct clockwork_done;
struct db;
struct error;

struct reminder_reader {
	int64_t officer, unit;
	enum role role;
};

struct reminder {
	int64_t id;
	const char *ref, *formality, *officer_number;	/* of who holds it now, or NULL */
	const char *rung, *whom;			/* as ladder.h stores them */
	enum state state;
	moment due, at;
};

struct reminders {
	struct reminder *at;
	size_t count;
	bool has_more;
};

#define REMINDER_MAIL "reminder-mail"	/* the context of reminder_reader.mail, with the officer's id */
#define REMINDERS_PAGE 30

/* The latest first, behind `before`; 0: from the start. */
const struct error *reminder_list(struct db *db, const struct reminder_reader *reader, int64_t before,
    struct reminders *out) __attribute__((warn_unused_result));

#define REMINDERS_COUNTED 100		/* counting stops there */
/* Those that came since this officer said that they have read them. */
const struct error *reminder_count(struct db *db, const struct reminder_reader *reader, int *out)
    __attribute__((warn_unused_result));

struct reminder_settings {
	int64_t seen;			/* the last one that was read */
	const char *mail;		/* where the day's digest goes, confirmed, or NULL */
	const char *wish;		/* where it would go, once it is confirmed, or NULL */
	bool is_asked;			/* a code is on its way there, or was */
	enum lang lang;			/* of the digest */
};

const struct error *reminder_settings(struct db *db, int64_t officer, struct reminder_settings *out)
    __attribute__((warn_unused_result));
const struct error *reminder_see(struct db *db, int64_t officer, int64_t last)
    __attribute__((warn_unused_result));
const struct error *reminder_set_lang(struct db *db, int64_t officer, enum lang lang)
    __attribute__((warn_unused_result));
/*
 * address: contact.h's, of the kind email. A code goes there, and nothing else before it came back; what was
 * confirmed before stays until then. ERROR_LIMIT after CODES_PER_CONTACT an hour.
 */
const struct error *reminder_ask_mail(struct db *db, int64_t officer, const char *address, enum lang lang,
    moment now) __attribute__((warn_unused_result));
/* *is_right: from now on the digest goes there. CODE_TRIES tries, in CODE_LASTS. */
const struct error *reminder_confirm_mail(struct db *db, int64_t officer, const char *code, moment now,
    bool *is_right) __attribute__((warn_unused_result));
/* No mail any more, nor one that waits to be confirmed. */
const struct error *reminder_drop_mail(struct db *db, int64_t officer)
    __attribute__((warn_unused_result));

/*
 * A duty of the clock: one mail a working day and officer, by day, with all that is new since the last
 * one; none to whoever is away, has no address, or has nothing new.
 */
#define DIGEST_LINES 30
const struct error *reminder_digest(struct db *db, const struct catalogue *catalogue, moment now,
    struct clockwork_done *done) __attribute__((warn_unused_result));

#endif
