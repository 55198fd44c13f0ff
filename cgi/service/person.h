/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The resident's account: contacts, the six-digit code, sessions, limits.
 *
 * What counts tries has to be kept whatever the answer is, and the pipeline rolls back on
 * errors and on a form that is shown again. So verdicts are no errors, and the caller ends
 * both the right and the wrong ones with reply_see_other(), which commits:
 *
 *	if ((e = code_check(q->db, q->visit, &entry, q->lang, q->now, &verdict, &person)))
 *		return e;
 *	if (verdict != CODE_RIGHT)
 *		return reply_see_other(q, url(q, "/sign-in/code?wrong=%d", (int)verdict));
 */
#ifndef QIAO_SERVICE_PERSON_H
#define QIAO_SERVICE_PERSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"

struct db;
struct error;

#define CODE_LASTS (10 * MINUTE)
#define CODE_JUST (20 * SECOND)		/* asked for again so soon, it is the same code */
#define CODE_TRIES 5
#define CODE_DIGITS 6
#define CODES_PER_CONTACT 5		/* an hour; a browser that signed in with it has as many of its own */
#define CODES_PER_ADDRESS 30		/* an hour: a café's visitors share one */
#define CODES_PER_OWN_MACHINE 5000	/* an hour: whoever tries the sample data out, by hand or by script */
#define SESSION_IDLE (30 * DAY)		/* asked again seldom; they can end each one */
#define SESSION_LASTS (90 * DAY)

struct person {
	int64_t id;
	enum lang lang;
	const char *zone;		/* "": nobody has said where they are */
	bool is_zone_chosen;		/* by themselves; else it is where their phone is */
	const char *country;
};

/*
 * A contact as the person gave it, normalised: E.164 or an e-mail address. The address
 * keeps its capitals, and is found again in any.
 */
struct contact {
	const char *kind;		/* phone or email */
	const char *address;
	const char *country;		/* of the phone's number, or chosen; NULL if unknown */
};

struct visitor {
	const char *visit;		/* its token */
	const char *address;		/* where the request came from, */
	int most;			/* and the codes that go out to it in an hour (limit_of_codes()) */
	const char *known;		/* what the browser keeps of who signed in there (known.h), or NULL */
};

/*
 * Make a code for this contact and queue it; known and unknown contacts take the same way.
 * zone: the browser's or chosen, else the country's; "" if neither is known. Older codes of the visit
 * end; but one for this contact that went out just now (CODE_JUST) is it already, and nothing is sent.
 * ERROR_TOO_MANY when a limit is reached, ERROR_INVALID for what is no normalised contact.
 */
const struct error *code_send(struct db *db, const struct contact *contact, const char *zone,
    const struct visitor *visitor, enum lang lang, moment now) __attribute__((warn_unused_result));

/* The id of the code that this visit was sent just now and has not used, or 0. */
const struct error *code_just_sent(struct db *db, const char *visit, moment now, int64_t *out)
    __attribute__((warn_unused_result));
/* Whether this visit was sent one that can still be entered: not used, nor used up, nor over. */
const struct error *code_is_open(struct db *db, const char *visit, moment now, bool *out)
    __attribute__((warn_unused_result));

struct entry {
	const char *once, *code;	/* as the form had them */
	const char *token;	/* before: a new session's. After: the one that this form's session has */
	const char *known;	/* before: what the browser keeps. After, if right: what it keeps now */
	bool is_again;		/* it was opened before; whether it still lives is the caller's to see */
};

enum code_verdict { CODE_RIGHT, CODE_WRONG, CODE_EXPIRED, CODE_USED_UP, CODE_USED };
/*
 * Check the newest code of this visit; when right, *person is the contact's owner, made if
 * the contact is new, else NULL. It opens one session. The same form of the same visit may
 * bring it again for two minutes (a double tap, a lost answer) and gets that session's token; any
 * other is told CODE_USED. Every try is counted: the caller must commit,
 * whatever the verdict is (see above). The last wrong try answers CODE_USED_UP.
 */
const struct error *code_check(struct db *db, const char *visit, struct entry *entry, enum lang lang,
    moment now, enum code_verdict *verdict, struct person **person)
    __attribute__((warn_unused_result));
/*
 * Where the newest code of this visit went within the last hour, masked for showing
 * (+39 •••• 567, l•••@example.org), or NULL.
 */
const struct error *code_sent_to(struct db *db, const char *visit, moment now, const char **masked)
    __attribute__((warn_unused_result));
/* The same in full, to send another one there; its address is NULL if there is none. Not for showing. */
const struct error *code_contact(struct db *db, const char *visit, moment now, struct contact *out)
    __attribute__((warn_unused_result));
/*
 * Count one against a limit; ERROR_TOO_MANY when `most` fell into `window` already, and what
 * is refused does not count. context: at most 16 characters; who: anything, only its hash is
 * kept.
 */
const struct error *limit_count(struct db *db, const char *context, const char *who, int most,
    moment window, moment now) __attribute__((warn_unused_result));
/* How many codes an hour go out to an address: CODES_PER_ADDRESS, or more in demo mode on this machine. */
int limit_of_codes(const char *address, bool is_demo);
/* An address as it is counted: IPv4 as it is, of IPv6 the network. */
const char *limit_network(struct pool *pool, const char *address);

/*
 * hash: of the cookie's token (gate_enter()); device: a short name, cut at 80 characters.
 */
const struct error *session_start(struct db *db, int64_t person, struct bytes hash,
    const char *device, moment now) __attribute__((warn_unused_result));

struct session {
	int64_t id, person;
	const char *device;
	const char *zone, *lang;	/* the person's; of an officer the unit's zone and NULL */
	bool follows_phone;		/* the zone is where the person's phone is, and moves with it */
	moment created, seen;
	moment ends;			/* idle, absolute or by hand, whichever is first */
	bool is_over;
	bool is_due;			/* its use is to be noted once the answer is sent */
};

struct sessions {
	struct session *at;
	size_t count;
};

/* NULL if there is none; one that is over is found too, for a month. One round trip. */
const struct error *session_find(struct db *db, struct bytes hash, moment now, struct session **out)
    __attribute__((warn_unused_result));
/* That it is in use, where it is_due: every five minutes. A page does not fail because this does. */
void session_note(struct db *db, int64_t session, moment now);
/* Those that are not over, the last used first, at most 50. */
const struct error *session_list(struct db *db, int64_t person, moment now, struct sessions *out)
    __attribute__((warn_unused_result));
/* Ends one of the person's own, ERROR_NOT_FOUND for another's; once more does nothing. */
const struct error *session_end(struct db *db, int64_t person, int64_t session, moment now)
    __attribute__((warn_unused_result));

/* ERROR_NOT_FOUND if there is none. */
const struct error *person_load(struct db *db, int64_t id, struct person **out)
    __attribute__((warn_unused_result));
/* What they choose: zone and whether it is chosen, language. sent: when the form came. */
struct person_choice {
	enum lang lang;
	const char *zone;
	bool is_zone_chosen;
	moment sent;
};
/* *is_late: what stands there was sent after this, which changes nothing. */
const struct error *person_set(struct db *db, int64_t id, const struct person_choice *choice, bool *is_late)
    __attribute__((warn_unused_result));
/* Their phone is in this zone, which is theirs unless they chose one. */
const struct error *person_follow(struct db *db, int64_t id, const char *zone)
    __attribute__((warn_unused_result));
/* Says that they live in this country: its zone, if they have none yet. */
const struct error *person_settle(struct db *db, int64_t id, const char *country)
    __attribute__((warn_unused_result));
/* The person's contacts, masked, last confirmed first. */
const struct error *person_contacts(struct db *db, int64_t id, const char *masked[8], size_t *count)
    __attribute__((warn_unused_result));
/* The same as they are, for whoever has to call; only behind a record of it (OPENED_CONTACT). */
const struct error *person_contacts_open(struct db *db, int64_t id, const char *shown[8], size_t *count)
    __attribute__((warn_unused_result));

#endif
