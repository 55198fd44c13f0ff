/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A year's notice of days off as text, for qiao-admin calendar and for the desk. A line is a date,
 * holiday, workday or ordinary (taken back: it needs no name), and the holiday's name; "#" begins a
 * remark. No date stands in it twice. What whoever reads the notice types is understood, too: the words
 * in Chinese, a date as it stands there, blanks of a Chinese keyboard or none behind the word of the day.
 *
 *	2027-01-01 holiday 元旦
 *	2027年1月1日 放假 元旦
 *
 * What it changes can be tried first: announcement_try() lets this process count with it until
 * announcement_forget(), and nobody else.
 */
#ifndef QIAO_SERVICE_ANNOUNCEMENT_H
#define QIAO_SERVICE_ANNOUNCEMENT_H

#include <stddef.h>

#include "base/clock.h"
#include "service/deadline.h"

struct db;
struct error;
struct pool;

#define ANNOUNCEMENT_MOST 8000		/* characters of a text that the desk takes; a year has some 1,200 */

enum announcement_fault {
	ANNOUNCEMENT_FINE, ANNOUNCEMENT_NO_DATE, ANNOUNCEMENT_TWICE, ANNOUNCEMENT_NO_KIND,
	ANNOUNCEMENT_NO_WEEKEND, ANNOUNCEMENT_NO_NAME, ANNOUNCEMENT_LONG_NAME, ANNOUNCEMENT_EMPTY,
	ANNOUNCEMENT_FAR,
	ANNOUNCEMENT_FAULTS
};

struct announcement_wrong {
	enum announcement_fault fault;
	int line;
	const char *quoted;			/* how much of the line to quote */
};

#define ANNOUNCEMENT_WRONG_MOST 12		/* more are not told at once */

struct announced {
	char date[DAY_TEXT];
	const char *name;
	day day;
	enum day_kind kind;
	int line;
	const char *quoted;			/* the line */
};

struct announcement {
	struct announced *days;
	size_t count;
	day first, last;
	struct announcement_wrong wrong[ANNOUNCEMENT_WRONG_MOST];
	size_t wrong_count;
};

/* ERROR_INVALID with the first fault in words for an operator; each is there too. In the pool. */
const struct error *announcement_read(struct pool *pool, const char *text, struct announcement *out)
    __attribute__((warn_unused_result));
/* As its first line above, whatever was typed: what is confirmed, which the store compares (schema/059). */
const char *announcement_text(struct pool *pool, const struct announcement *all);
/* A notice to be put in is of about now: ERROR_INVALID with ANNOUNCEMENT_FAR where a year was mistyped. */
const struct error *announcement_near(struct pool *pool, struct announcement *all, day today)
    __attribute__((warn_unused_result));
/* All faults in an operator's words, a line each; "" if there are none. In the pool. */
const char *announcement_faults(struct pool *pool, const struct announcement *all);
/* "no_date": desk.calendar.fault.no_date */
const char *announcement_fault_word(enum announcement_fault fault);

/* Into the table; in the caller's transaction. */
const struct error *announcement_put(struct db *db, const struct announcement *all)
    __attribute__((warn_unused_result));

/*
 * A duty of the courier's: a notice that was confirmed at the desk; what is open is counted again with
 * it (recount.h), and its proposal says how much that was: "moved quiet failed by_law".
 */
struct catalogue;
struct clockwork_done;
const struct error *announcement_carry_out(struct db *db, const struct catalogue *catalogue,
    moment now, struct clockwork_done *done) __attribute__((warn_unused_result));

void announcement_try(const struct announcement *all);
void announcement_forget(void);

#endif
