/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Decisions and results: who proposes does not approve, unless nobody need propose; what is issued and how it
 * gets there.
 */
#ifndef QIAO_SERVICE_DECISION_H
#define QIAO_SERVICE_DECISION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"

struct application;
struct deed;
struct db;
struct error;
struct pool;

/* Of their seals: a decision's reason, a result's text, and what goes with them. */
#define DECISION_CONTEXT "decision"
#define RESULT_CONTEXT "result"
#define DECISION_NOTE_CONTEXT "decision-note"
#define RESULT_ORIGINAL_CONTEXT "result-original"
#define RESULT_DELIVERY_CONTEXT "delivery"

struct decision {
	int64_t id, decided_by;
	int64_t proposed_by;		/* 0: approved by one alone (Approval = 0) */
	bool is_approval;		/* of what was asked; else a refusal */
	const char *reason;		/* the proposal's, or empty; of a refusal shown to the resident */
	const char *zh;			/* … and the paper's wording of it, or NULL: wording.h */
	const char *note;		/* of the second person, among officers */
	moment proposed, decided;	/* decided 0: open */
	bool is_agreed;
};

#define DECISION_TEXT_MOST 7900		/* bytes of a reason, note or result */

/* ERROR_CONFLICT while another proposal is open. zh: NULL, or another wording, for the paper. */
const struct error *decision_propose(struct db *db, const struct application *a, bool is_approval,
    const char *reason, const char *zh, int64_t officer, moment now)
    __attribute__((warn_unused_result));
/* Approved without a proposal; the same error, and reason is for officers. application_act() says who may. */
const struct error *decision_alone(struct db *db, const struct application *a, const char *reason,
    int64_t officer, moment now) __attribute__((warn_unused_result));
/* The newest, or NULL. */
const struct error *decision_load(struct db *db, int64_t application, struct decision **out)
    __attribute__((warn_unused_result));
/* ERROR_FORBIDDEN for the one who proposed, ERROR_CONFLICT if it is settled. note may be NULL. */
const struct error *decision_settle(struct db *db, const struct application *a,
    const struct decision *d, bool is_agreed, const char *note, int64_t officer, moment now)
    __attribute__((warn_unused_result));

/* Part of application_act(): whether who proposed, or that nobody did, and what is owed allow it. */
const struct error *decision_check(struct db *db, const struct application *a, bool is_second,
    const struct deed *deed) __attribute__((warn_unused_result));

struct result {
	const char *text, *delivery, *delivery_note;
	const char *original;		/* in Chinese: a department's own words, or the paper's; or NULL */
	int64_t file;			/* 0: none */
	const char *file_type;
	int file_pages;
	int file_width, file_height;	/* of a picture, else 0 */
	const char *told_by;		/* of an answer that we wrote down: letter, phone, visit; or NULL */
	moment told_on;			/* and of which day */
	moment issued, fetched;
};

/* Once an application, else ERROR_CONFLICT; its file (state uploading) is kept from then on. */
const struct error *result_store(struct db *db, const struct application *a,
    const struct result *result, int64_t officer, moment now) __attribute__((warn_unused_result));
/* NULL if there is none. */
const struct error *result_load(struct db *db, int64_t application, struct result **out)
    __attribute__((warn_unused_result));
/* The name by which its file is given out. */
const char *result_file_name(struct pool *pool, const struct application *a, const struct result *result);
/* The first time counts. */
const struct error *result_fetched(struct db *db, int64_t application, moment now)
    __attribute__((warn_unused_result));

#endif
