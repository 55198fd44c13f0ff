/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The application (办件): one person's request for one formality.
 *
 * Every act goes through application_act(), inside the caller's transaction: it asks
 * lifecycle.def, moves state and clock by compare-and-set on `version`, writes one row of
 * history and queues the resident's notice.
 *
 *	struct deed deed = {.action = ACT_ACCEPT, .role = ROLE_OFFICER, .actor = q->actor.id,
 *	    .unit = q->actor.unit, .at = q->now};
 *	if ((e = application_act(db, a, &deed)))
 *		return e;		ERROR_CONFLICT: somebody was first, or not in this state
 *
 * ERROR_ROLE: not theirs to do; ERROR_BARRED: barred to the actor, or to whom it is assigned (bar.h).
 */
#ifndef QIAO_SERVICE_APPLICATION_H
#define QIAO_SERVICE_APPLICATION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/lang.h"
#include "base/pairs.h"
#include "service/lifecycle.h"

struct catalogue;
struct db;
struct error;
struct formality;

struct application {
	int64_t id, person, formality_version, unit, officer;
	const char *ref;		/* nine characters, reference.h */
	const char *formality;		/* its code */
	enum state state;
	int version, corrections;
	struct pairs answers;		/* stored forms by field code; opened by application_open() */
	struct bytes sealed_answers;
	const char *page;		/* the last page of the form that was saved */
	enum lang lang;			/* the resident's, for notices */
	moment created, saved, submitted, accepted, decided, ended, claimed;
	moment due, law_due, stopped;	/* due: promise; law_due: law. 0: nothing is due */
	moment owed;			/* by when papers come that it was accepted without; 0: none */
	bool is_extended;
	const char *department;		/* code of the department a transferred one is with */
	const char *unit_zh, *unit_en, *unit_kind;	/* who holds it */
	int64_t unit_parent;		/* the unit above that one, or 0 */
	const char *officer_number;	/* of the officer who claimed it, or NULL */
	bool is_barred;			/* by application_load_desk(): not this officer's to handle, bar.h */
	int64_t bar_of;			/* … and which officer that is about */
};

struct applications {
	struct application *at;
	size_t count;
};

/* Theirs, or ERROR_NOT_FOUND. Answers are not opened yet. */
const struct error *application_load_own(struct db *db, int64_t person, const char *ref,
    struct application **out) __attribute__((warn_unused_result));
/* One that this unit (or one below it) holds, or ERROR_NOT_FOUND. A draft is never found. */
const struct error *application_load_desk(struct db *db, int64_t unit, int64_t officer,
    const char *ref, struct application **out) __attribute__((warn_unused_result));
/* For the clock's own acts. */
const struct error *application_load(struct db *db, int64_t id, struct application **out)
    __attribute__((warn_unused_result));
/* A person's, newest first; before: the id of the last one seen, 0 to start. */
const struct error *application_list_own(struct db *db, int64_t person, int64_t before, int most,
    struct applications *out) __attribute__((warn_unused_result));
/* Their drafts, newest first. Whoever has DRAFTS_MOST of them begins no other one. */
#define DRAFTS_MOST 100
const struct error *application_drafts(struct db *db, int64_t person, struct applications *out)
    __attribute__((warn_unused_result));
/* Every write of an application raises it; -1 if there is none. For comparing only. */
const struct error *application_version(struct db *db, const char *ref, int64_t *out)
    __attribute__((warn_unused_result));
/* The id of their newest draft for this formality, or 0. */
const struct error *application_newest_draft(struct db *db, int64_t person, const char *formality,
    int64_t *out) __attribute__((warn_unused_result));
/* Unseal the answers into a->answers. */
const struct error *application_open(struct db *db, struct application *a)
    __attribute__((warn_unused_result));
/* The same where it has any and they are not there yet. */
const struct error *application_open_once(struct db *db, struct application *a)
    __attribute__((warn_unused_result));

/* A new draft under today's version of the formality; known: what it holds already. */
const struct error *application_create(struct db *db, int64_t person, const struct formality *f,
    const struct pairs *known, enum lang lang, moment now, struct application **out)
    __attribute__((warn_unused_result));
/* Keep a->answers and the page; a draft, or one in correction. */
const struct error *application_save(struct db *db, struct application *a, const char *page,
    moment now) __attribute__((warn_unused_result));

/* The formality as it was when the application was made: from the catalogue if unchanged. */
const struct error *application_formality(struct db *db, const struct catalogue *c,
    const struct application *a, const struct formality **out) __attribute__((warn_unused_result));

/* What is done, by whom; what it says is sealed and shown to both sides in the history. */
struct deed {
	enum action action;
	enum role role;
	int64_t actor, unit;		/* 0 for the system */
	moment at;
	const char *detail;		/* reason or remark in the person's words, may be NULL */
	const char *reason;		/* as a paper prints it, if not detail: remedies stand there anyway */
	const char *detail_zh, *reason_zh;	/* their Chinese wordings, or NULL: wording.h */
	const char *department;		/* TRANSFER: its code */
	int64_t officer;		/* ASSIGN: to whom, as the record says; CLAIM: the actor is meant */
	/* for the clocks and for how long it is kept: needed by ACCEPT, DEEM_ACCEPTED and what ends it */
	const struct formality *formality;
	int64_t to_unit;		/* SUBMIT, REROUTE, HAND_BACK to the centre: who gets it; else 0 */
	moment due, law_due;		/* RECOUNT: what they are now */
	moment until;			/* the day that the notice names, if it is not a->due */
	moment owed;			/* ACCEPT_PENDING, DEEM_ACCEPTED, BRING: by when the rest comes */
	bool is_waived;			/* APPROVE: though papers are owed; detail says which and why */
	bool is_deemed;			/* AWAIT: after a deemed acceptance, so nobody has looked at it */
};

/* When its papers came, or what was corrected: the day from which it counts as accepted by itself. */
const struct error *application_received(struct db *db, const struct application *a, moment *out)
    __attribute__((warn_unused_result));
/*
 * Its day for being looked at is over, and nobody said anything: it counts as accepted since (art. 32),
 * whether the clock has put that down yet or not. Not what is passed on, or answered.
 */
bool application_is_silent(const struct application *a, const struct formality *f, moment now);
/* Of one that is: what would not accept it, or on terms of our own, comes too late. */
bool application_is_too_late(const struct application *a, const struct formality *f, enum action action,
    moment now);
const struct error *application_act(struct db *db, struct application *a, const struct deed *deed)
    __attribute__((warn_unused_result));

/*
 * The unit that a new application goes to: by routing.h, and as long as no officer works in
 * that unit the next one's.
 */
const struct error *application_route(struct db *db, const struct catalogue *c,
    const struct formality *f, const struct pairs *answers, int64_t *unit)
    __attribute__((warn_unused_result));

#endif
