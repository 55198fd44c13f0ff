/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * For field.c and the field_*.c beside it alone: one check under way, and the
 * tools that the checks of several types share.
 */
#ifndef QIAO_SERVICE_FIELD_PART_H
#define QIAO_SERVICE_FIELD_PART_H

#include "service/field.h"

#define AGE_MOST 130		/* years; nobody has lived so long */
#define EXPIRY_MOST 50		/* years back and ahead; no paper is valid for longer */

struct field_work {
	struct pool *pool;
	const struct field_rule *rule;
	const struct pairs *typed;
	const char *name;
	day today;
	const char *stored, *warning;
	const char *part;	/* the input of several in which the mistake is, or NULL */
};

/* The key of an error, which is in the input NAME-PART alone. */
const char *field_wrong_in(struct field_work *w, const char *part, const char *key);
/* What stands in the input NAME-SUFFIX, trimmed; "" if nothing does. */
const char *field_typed(const struct field_work *w, const char *suffix);
/* The same in half-width, for numbers and codes. */
const char *field_typed_half(const struct field_work *w, const char *suffix);
/* Sets the input NAME-SUFFIX of `out`. */
void field_put(struct pairs *out, const char *name, const char *suffix, const char *value);

/*
 * "field.hidden" for characters that nobody sees (controls, zero-width, bidi),
 * "field.private" for private-use and unassigned ones, NULL for honest text.
 * Lines may be parted by '\n' where has_lines.
 */
const char *field_honest(const char *s, bool has_lines);

/*
 * Of a code such as a passport number: capitals and half-width, without spaces,
 * dots and hyphens; what does not belong in any code becomes '?'. Returns how
 * many characters there were, even if out (room bytes, ended by NUL) held fewer.
 */
size_t field_squeeze(const char *in, char *out, size_t room);
/*
 * Whether s has one of n forms. In a form d is a digit, a a capital, l a capital
 * but I and O, n a digit or l, k one of A-H J K, x a digit or a capital; anything
 * else stands for itself.
 */
bool field_has_form(const char *s, const char *const *forms, size_t n);

/* What the rule's form asks for: stored as a code. */
const char *field_check_form(struct field_work *w, const char *s);
/* Whether there is a name in it and a telephone number of mainland China. */
const char *field_check_recipient(const struct field_work *w, const char *s);
/* Days of 130 years ago and the like: 29 February counts as the 28th. */
day field_years_before(day d, int years);
/* NULL, or what is wrong, for a date that is one of the days from first to last. */
const char *field_in_bounds(const struct field_work *w, day first, day last);
/* The least and the most that a number may be; of a year also by its range. */
int64_t field_number_least(const struct field_rule *rule, day today);
int64_t field_number_most(const struct field_rule *rule, day today);
/* For people: A123456789 for the form A999999999. */
const char *field_form_show(struct pool *pool, const char *form);
/* For people; a month or day of 0 was not given. */
const char *field_show_day(struct pool *pool, int year, int month, int mday, const char *lang);

/* The checks by type; the work's name and rule say of what. */
const char *field_check_text(struct field_work *w);
const char *field_check_number(struct field_work *w);
const char *field_check_bool(struct field_work *w);
const char *field_check_select(struct field_work *w);
const char *field_check_date(struct field_work *w);
const char *field_check_datetime(struct field_work *w);
const char *field_check_country(struct field_work *w);
const char *field_check_address(struct field_work *w);
const char *field_check_phone(struct field_work *w);
const char *field_check_url(struct field_work *w);
const char *field_check_name_zh(struct field_work *w);
const char *field_check_name_latin(struct field_work *w);
const char *field_check_code(struct field_work *w);	/* every numbered document */

/* A site's name, in such letters or another script: two labels at least, the last of them not a number. */
bool field_is_domain(const char *s);

/* Of an address in which nothing stands: the input to begin with. */
const char *field_address_first(const struct field_work *w);

void field_split_date(struct pool *pool, const char *name, const char *stored, struct pairs *out);
void field_split_datetime(struct pool *pool, const char *name, const char *stored,
    struct pairs *out);
void field_split_address(struct pool *pool, const char *name, const char *stored,
    struct pairs *out);
void field_split_phone(struct pool *pool, const char *name, const char *stored,
    struct pairs *out);

const char *field_show_date(struct pool *pool, const char *stored, const char *lang);
const char *field_show_datetime(struct pool *pool, const char *stored, const char *lang);
const char *field_show_bool(struct pool *pool, const char *stored, const char *lang);
const char *field_show_country(struct pool *pool, const char *stored, const char *lang);
const char *field_show_address(struct pool *pool, const char *stored, const char *lang);
const char *field_show_phone(struct pool *pool, const char *stored, const char *lang);

#endif
