/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Nobody handles their own matter, their family's, or that of somebody they know (回避). An officer
 * declares contacts and document numbers once, and only their blind indexes are kept; or says of one
 * matter that they know its person, which holds for all of that person's. application_act() lets
 * nobody act on one that is barred to them, nor give it to somebody to whom it is; `barred`
 * (schema/030-barred.sql) is what the lists leave out.
 */
#ifndef QIAO_SERVICE_BAR_H
#define QIAO_SERVICE_BAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/pairs.h"
#include "base/text.h"

struct application;
struct db;
struct deed;
struct error;
struct pool;
struct row;

#define BAR_MARKS_MOST 12		/* of one officer */

/* ERROR_CONFLICT beyond BAR_MARKS_MOST; the same once more does nothing. address: as contact.h has it. */
const struct error *bar_declare_contact(struct db *db, int64_t officer, const char *kind,
    const char *address, moment now) __attribute__((warn_unused_result));
const struct error *bar_declare_number(struct db *db, int64_t officer, const char *number, moment now)
    __attribute__((warn_unused_result));

struct bar_marks {
	moment since[BAR_MARKS_MOST];
	bool is_number[BAR_MARKS_MOST];
	size_t count;
};
const struct error *bar_marks(struct db *db, int64_t officer, struct bar_marks *out)
    __attribute__((warn_unused_result));

/*
 * Is this matter barred to that officer? Columns of a statement with `application a`, which takes the
 * officer's id four times; bar_read() takes all of them.
 */
#define BAR_EXISTS \
	"EXISTS (SELECT 1 FROM application b JOIN recusal r ON r.application = b.id AND r.officer = ? " \
	"WHERE b.person = a.person) OR EXISTS (SELECT 1 FROM officer_mark k JOIN contact c " \
	"ON c.idx = k.idx WHERE k.officer = ? AND c.person = a.person)"
#define BAR_COLUMNS BAR_EXISTS ", " \
	"(SELECT GROUP_CONCAT(HEX(k.idx)) FROM officer_mark k WHERE k.officer = ? AND k.kind = 'number'), " \
	"EXISTS (SELECT 1 FROM barred b WHERE b.officer = ?)"
struct bar_row {
	int64_t officer;
	bool is_known;			/* by its account's contact, or by what they said of it */
	const char *marks;		/* their document numbers, or NULL */
	bool is_any;			/* something that waits is barred to them */
};
/* Those columns, from `first` on. */
struct bar_row bar_row(const struct row *row, int first, int64_t officer);
/*
 * The answer to that statement. One whose applicant is that of a barred one that waits (alike.def) is barred,
 * too, whoever's account it is. a->answers are opened if need be.
 */
const struct error *bar_read(struct db *db, struct application *a, const struct bar_row *row, bool *out)
    __attribute__((warn_unused_result));
/* The same, asked now. */
const struct error *bar_is(struct db *db, struct application *a, int64_t officer, bool *out)
    __attribute__((warn_unused_result));

/*
 * For lists of what has ended, which `barred` does not have, but by a number as long as a bad rating is
 * followed up. An officer who declared nothing is asked once, and nothing of theirs is hidden. ref: NULL is
 * of nobody any more.
 */
struct bar_view {
	int64_t officer;
	bool is_any;
};
const struct error *bar_view_load(struct db *db, int64_t officer, struct bar_view *out)
    __attribute__((warn_unused_result));
const struct error *bar_hides(struct db *db, const struct bar_view *view, const char *ref, bool *out)
    __attribute__((warn_unused_result));

/*
 * For application_act(), before and after: ERROR_BARRED for an actor to whom it is barred, or if it is
 * assigned to one; what keeps it from somebody from now on.
 */
const struct error *bar_check(struct db *db, struct application *a, const struct deed *deed)
    __attribute__((warn_unused_result));
const struct error *bar_note(struct db *db, struct application *a, const struct deed *deed)
    __attribute__((warn_unused_result));

/* Of a name and a day of birth (alike.def), in the same table. */
struct bytes bar_named_index(struct pool *pool, const char *name, const char *birth);
/* Of a document's number, however it is written: as `matter_number` and the marks have it. */
struct bytes bar_number_index(struct pool *pool, const char *number);
/*
 * What a matter is found by: the numbers in its open answers, and the names of alike.def. With what was sent
 * or corrected.
 */
const struct error *bar_note_numbers(struct db *db, const struct application *a)
    __attribute__((warn_unused_result));
/*
 * The same for those that wait since before there was this; from the one behind `after` on, which is
 * moved. *is_over: there was none left.
 */
const struct error *bar_catch_up(struct db *db, int64_t *after, bool *is_over)
    __attribute__((warn_unused_result));

#endif
