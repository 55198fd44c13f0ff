/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Made-up applications: one life (which acts led to its state, when, and by whom), and the
 * sapling that is planted from it, with its answers, history, corrections and result.
 *
 *	struct ground g = {.a = a, .now = clock_now()};
 *	struct seed_wish wishes[] = {{.formality = "cert-no-crime", .county = "330304",
 *	    .path = PATH_NEW, .left = SEED_ANY, .person = db_new_id(), .is_new_person = true, …}};
 *
 *	if ((e = ground_prepare(&g)) || (e = plant(&g, wishes, 1)))
 *		return e;
 */
#ifndef QIAO_ADMIN_SEED_H
#define QIAO_ADMIN_SEED_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/lang.h"
#include "service/lifecycle.h"
#include "store/db.h"

struct admin;
struct catalogue;
struct error;
struct formality;
struct sample_album;

#define SEED_EVENTS 20
#define SEED_BATCH 32			/* applications a transaction: 200 to 800 rows */
#define SEED_OFFICERS 4			/* of a unit that work on samples */
#define SEED_ANY INT_MAX

/* Where a life has got to. */
enum seed_path {
	PATH_DRAFT,			/* it has not even been submitted */
	PATH_NEW,			/* submitted, nobody has it */
	PATH_CLAIMED, PATH_CORRECTION,
	PATH_CORRECTED,			/* accepted after a correction */
	PATH_ACCEPTED, PATH_INTERVIEW, PATH_PROPOSED, PATH_PROPOSED_REFUSAL, PATH_APPROVED,
	PATH_REFUSED, PATH_TRANSFERRED, PATH_DECLINED, PATH_WITHDRAWN, PATH_ISSUED,
	PATH_ISSUED_LATE,		/* after all that can happen */
	PATH_CLOSED, PATH_CLOSED_REFUSAL, SEED_PATHS
};

struct seed_wish {
	const char *formality;		/* its code */
	const char *county, *town;	/* which its unit follows from, but for a city office; or NULL */
	enum seed_path path;
	bool is_busy;			/* SEED_EVENTS events, else only those of the path */
	int left;			/* at most so many working days left, or SEED_ANY */
	int ago;			/* at most so many days since the last act; 0: as the state has it */
	int officer;			/* which of the unit's officers works on it */
	int64_t person;
	bool is_new_person;		/* made with it, with this zone and country */
	const char *zone, *country;
	enum lang lang;
};

struct seed_event {
	enum action action;
	enum state state;		/* after the act */
	enum role role;
	moment at, due, law_due;	/* due: after the act */
	const struct local *detail;	/* what the officer wrote; empty if nothing */
};

struct seed_life {
	enum state state;
	struct seed_event events[SEED_EVENTS];
	int count;			/* 0 for a draft */
	moment created, submitted, claimed, accepted, proposed, decided, issued, ended, asked;
	moment due, law_due, stopped;
	bool is_claimed, is_extended, is_refusal, is_late;
	int corrections;
};

/* A life as wished; every step is one that lifecycle.def allows. */
const struct error *seed_life(const struct formality *f, const struct seed_wish *wish, moment now,
    struct seed_life *out) __attribute__((warn_unused_result));
/* The n-th path in the proportions of a busy office: exact in every hundred. */
enum seed_path seed_path_at(int64_t n);

struct office {			/* who acts in a unit */
	int64_t unit, parent, officers[SEED_OFFICERS], approver;
	size_t count;
};

struct plot {			/* what is the same for all of one formality from one place */
	const char *county, *town;
	struct bytes answers, forwarded;	/* stored pairs; forwarded: what a department has of them */
	const struct office *office;
	struct plot *next;
};

struct ground {				/* what all applications are made from */
	struct admin *a;
	moment now;
	struct catalogue *catalogue;	/* from here on by ground_prepare() */
	int64_t *versions;		/* beside catalogue->formalities */
	struct plot **plots;		/* beside them: what saplings of one place share */
	struct office *offices;
	size_t office_count;
	int64_t supervisor, supervisor_unit;
	struct rows residents;		/* the sample accounts: id, zone, country, lang */
	const struct sample_album *album;	/* for saplings with papers and openings; NULL: without */
};

/* The sample officers and the catalogue have to be in the store. */
const struct error *ground_prepare(struct ground *g) __attribute__((warn_unused_result));
/* Found out once each. formality: its place in the catalogue; county and town last as long as ground. */
const struct error *ground_plot(struct ground *g, size_t formality, const char *county, const char *town,
    const struct plot **out) __attribute__((warn_unused_result));
/* A plot's answers with document numbers of their own, `nth` of five hundred: no two people have one. */
const struct error *ground_answers(struct pool *pool, const struct plot *plot, int64_t nth,
    struct bytes *out) __attribute__((warn_unused_result));
/* At most SEED_BATCH of them, in one transaction; nobody gets a notice. */
const struct error *plant(struct ground *g, const struct seed_wish *wishes, int count)
    __attribute__((warn_unused_result));

/* The sample applications that a stranger finds: once, while there is none. */
const struct error *lay_sample_matters(struct admin *a) __attribute__((warn_unused_result));

#endif
