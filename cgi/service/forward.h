/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What of a matter may be forwarded to a department: what its person has agreed to, and no more.
 * Whoever applied through a department's own entry has agreed to all that it asks, for that
 * department, by the agreement at its end; for anything else an officer asks first.
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
	bool is_agreed;			/* its person has agreed that this department gets it */
	bool is_declared;		/* by the department's own entry */
};

struct forward_list {
	struct forward_item *at;
	size_t count;
	bool is_any_agreed;
};

/* All that there is, each with whether it may go there; department may be NULL: then nothing may. */
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
};

/* The newest, or NULL. */
const struct error *forward_ask_load(struct db *db, int64_t application, struct forward_ask **out)
    __attribute__((warn_unused_result));
/* One question is open at a time: ERROR_CONFLICT. */
const struct error *forward_ask_store(struct db *db, const struct application *a,
    const struct department *d, const char *items, int64_t officer, moment now)
    __attribute__((warn_unused_result));
/* ERROR_CONFLICT if it was answered already. */
const struct error *forward_ask_answer(struct db *db, const struct forward_ask *ask, bool is_agreed,
    moment now) __attribute__((warn_unused_result));
/* "field CODE", as forward_ask's items have it; all files of a material are one. */
const char *forward_line(struct db *db, const struct forward_item *item);
/* Whether `lines` has this very line. */
bool forward_has_line(const char *lines, const char *line);

#endif
