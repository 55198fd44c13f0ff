/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What of a matter may be forwarded to a department: what its person has agreed to, and no more.
 * Whoever applied through a department's own entry has agreed to all that it asks, for that
 * department, by the agreement at its end, which listed it (portal/consent.c), and to what they
 * correct in it; for anything else an officer asks first. A yes is for what was shown: an answer that
 * was corrected since, a paper that was added or replaced, a new telephone number are asked about again.
 *
 *	if ((e = application_open(db, a)) || (e = forward_list(db, a, f, department, &list)))
 *		return e;
 *	for (size_t i = 0; i < list.count; i++)
 *		if (list.at[i].is_agreed)
 *			...
 */
#ifndef QIAO_SERVICE_FORWARD_H
#define QIAO_SERVICE_FORWARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"

struct application;
struct db;
struct department;
struct error;
struct formality;

enum forward_what { FORWARD_FIELD, FORWARD_PAPER, FORWARD_CONTACT };

struct forward_item {
	enum forward_what what;
	const char *code;		/* the field's or the material's; "contact" */
	int64_t file;			/* of a paper */
	const char *name;		/* of its box: field-CODE, paper-FILE, contact */
	const char *mark;		/* keyed hash of what it says now; all files of a material are one */
	bool is_agreed;			/* its person has agreed that this department gets it */
	bool is_declared;		/* by the department's own entry */
	bool is_changed;		/* they agreed to what it said before */
};

struct forward_list {
	struct forward_item *at;
	size_t count;
	bool is_any_agreed, is_any_changed;
	moment since;			/* when they agreed last, 0: to nothing */
};

/*
 * All that there is, each with whether it may go there; department may be NULL: then nothing may, and
 * what has changed is told of the last one that they agreed to.
 */
const struct error *forward_list(struct db *db, const struct application *a,
    const struct formality *f, const char *department, struct forward_list *out)
    __attribute__((warn_unused_result));

/* What an officer asked the resident. */
struct forward_ask {
	int64_t id;
	const char *department;		/* its code */
	const char *items;		/* a line each: field CODE, material CODE, contact */
	moment asked, answered;		/* answered 0: open */
	bool is_agreed;
	const char *agreed;		/* the same lines, a mark behind each; NULL if they did not */
};

/* The newest, or the newest that was answered; or NULL. */
const struct error *forward_ask_load(struct db *db, int64_t application, struct forward_ask **out)
    __attribute__((warn_unused_result));
const struct error *forward_answer_load(struct db *db, int64_t application, struct forward_ask **out)
    __attribute__((warn_unused_result));
/* One question is open at a time: ERROR_CONFLICT. */
const struct error *forward_ask_store(struct db *db, const struct application *a,
    const struct department *d, const char *items, int64_t officer, moment now)
    __attribute__((warn_unused_result));
/* agreed: what was shown, of forward_shown(), or NULL for a no. ERROR_CONFLICT if it was answered already. */
const struct error *forward_ask_answer(struct db *db, const struct forward_ask *ask, const char *agreed,
    moment now) __attribute__((warn_unused_result));
/* What of the list the question is about, with the mark of what it says now. */
const char *forward_shown(struct db *db, const struct forward_ask *ask, const struct forward_list *list)
    __attribute__((returns_nonnull));
/* The first of the list that is this line: several files of one material are one. */
bool forward_is_first(const struct forward_list *list, size_t at);
/* "field CODE", as forward_ask's items have it; all files of a material are one. */
const char *forward_line(struct db *db, const struct forward_item *item);
/* Their word at the end of a department's own entry. */
bool forward_is_declared(const struct application *a, const struct formality *f);
/* Whether `lines` has this very line. */
bool forward_has_line(const char *lines, const char *line);

#endif
