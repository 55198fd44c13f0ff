/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What people type into a formality's fields: checked, made into one stored
 * form, taken apart again for editing, and shown.
 *
 *	const char *stored, *warning, *wrong;
 *
 *	wrong = field_check(pool, rule, typed, "birth_home", today, &stored, &warning);
 *	if (wrong)
 *		... say T.<wrong> beside the field, for example "field.date.unreal"
 *
 * An error or a warning is a key below T in templates/lang/field.*.hdf; it is a
 * static string. A warning does not stop anybody ("are you sure"). Fields that
 * need several inputs get them as pairs NAME-SUFFIX; field_inputs() has the
 * suffixes, "" standing for the plain NAME.
 *
 * Stored forms: dates 2026-03-01 (1965 or 1965-03 where the rule allows);
 * date and time 2026-03-16T01:00Z; numbers in decimal; yes and no 1 and 0;
 * countries ISO 3166-1 alpha-2; phones E.164; addresses their parts joined by
 * '\n' (see below); everything else as one half-width, trimmed string. An
 * optional field left empty is "".
 *
 *	mainland  CN province city county street village detail postcode
 *	abroad    CC line1 line2 line3 line4 postcode		(also HK, MO, TW)
 */
#ifndef QIAO_SERVICE_FIELD_H
#define QIAO_SERVICE_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/pairs.h"

struct pool;

enum field_type {
	FIELD_TEXT, FIELD_TEXTAREA, FIELD_DATE, FIELD_DATETIME, FIELD_NUMBER, FIELD_BOOL,
	FIELD_SELECT, FIELD_COUNTRY, FIELD_ADDRESS, FIELD_PHONE, FIELD_URL, FIELD_NAME_ZH,
	FIELD_NAME_LATIN, FIELD_IDNO, FIELD_PASSPORT, FIELD_LICENCE, FIELD_LICENCE_FILE,
	FIELD_PERMIT_HKMO, FIELD_PERMIT_TW, FIELD_PERMIT_MTP, FIELD_PLATE, FIELD_VIN, FIELD_USC,
	FIELD_TYPES
};

/* For DATE and DATETIME; for NUMBER it means a year. Words: any past future birth expiry. */
enum field_range {
	FIELD_ANY,
	FIELD_PAST,		/* today in Wenzhou or earlier */
	FIELD_FUTURE,		/* today in Wenzhou or later */
	FIELD_BIRTH,		/* past, and less than 130 years ago */
	FIELD_EXPIRY,		/* until when a paper is valid: 50 years back or ahead at most */
	FIELD_RANGES
};

/* A day counted from today in Wenzhou, or one of the calendar. unit 0: none. */
struct field_bound {
	char unit;		/* y m d: n of them from today on; c: day n itself */
	int n;
};

struct field_rule {
	enum field_type type;
	int least, most;	/* code points; 0: the type's own bound */
	bool is_optional;
	bool is_partial;	/* DATE: a year, or a year and a month, will do */
	bool is_form_only;	/* IDNO: a wrong check digit or date is a warning */
	bool is_new_name;	/* NAME_ZH: only from the 8,105-character table of 2013 */
	bool is_agreement;	/* BOOL: only yes is an answer */
	bool is_recipient;	/* TEXT: a name and a telephone number of mainland China */
	bool is_office_hours;	/* DATETIME: on a working day, when the counters are open */
	const char *form;	/* TEXT: A a capital, 9 a digit, anything else itself; or NULL */
	enum field_range range;
	/* DATE, DATETIME, the birthday in an IDNO: not earlier, not later; a partial one may reach over it */
	struct field_bound from, until;
	/* ADDRESS, PHONE, COUNTRY: only this one; PASSPORT: "CN" a Chinese one. NULL: any. */
	const char *country;
	const char *except;	/* COUNTRY: not this one; or NULL */
	const char *const *options;	/* SELECT: the values */
	size_t option_count;
	int64_t number_least, number_most;	/* number_most 0: 999,999,999,999 */
};

#define FORM_MOST 30	/* characters of a form */

/* FIELD_TYPES and FIELD_RANGES if there is no such word. */
enum field_type field_type_of(const char *word);
const char *field_type_word(enum field_type type);
enum field_range field_range_of(const char *word);

/* How many code points an input of this rule takes at most. */
int field_most(const struct field_rule *rule);
/*
 * The same for maxlength, which browsers count in units of UTF-16: a character of the extension planes
 * has two, so where these are legal only the check of what arrives knows what is too long.
 */
int field_most_units(const struct field_rule *rule);

/* The suffixes of the type's inputs, ended by NULL: {"year", "month", "day", NULL}. */
const char *const *field_inputs(enum field_type type);
/* The name of one input: "birth-year", or "birth" itself for the suffix "". */
const char *field_input_name(struct pool *pool, const char *name, const char *suffix);

/*
 * NULL when fine, else an error key. `today` is Wenzhou's. *stored lives in the
 * pool and is set when fine; *warning is a key or NULL. DATE also takes a plain
 * NAME (2026-03-01, 2026/3/1, 20260301, 2026年3月1日), DATETIME too
 * (2026-03-16T09:00, Wenzhou time).
 */
const char *field_check(struct pool *pool, const struct field_rule *rule,
    const struct pairs *typed, const char *name, day today, const char **stored,
    const char **warning) __attribute__((warn_unused_result));

/*
 * After such an error: in which of the inputs (by its suffix) the mistake is, or NULL if it is
 * the whole answer's.
 */
const char *field_wrong_part(struct pool *pool, const struct field_rule *rule,
    const struct pairs *typed, const char *name, day today);

/* A stored value back into its inputs, added to `out`. */
void field_split(struct pool *pool, const struct field_rule *rule, const char *name,
    const char *stored, struct pairs *out);

/*
 * For people: 2026年3月1日 or 1 March 2026, 是 or Yes, country names; address
 * lines stay parted by '\n'. A SELECT's value comes back as it is: its labels
 * belong to the formality. Any language but zh is shown as en.
 */
const char *field_show(struct pool *pool, const struct field_rule *rule, const char *stored,
    const char *lang);

/* "-1y", "+90d", "0d", "1900-01-01"; false for anything else. */
bool field_bound_read(const char *s, struct field_bound *out);
/* The day it is when today is `today`; false if there is none. */
bool field_bound_day(const struct field_bound *bound, day today, day *out);
/*
 * For people, the bound that an error key of field_check() is about: 1 March 2025, 4,999; NULL for
 * other keys.
 */
const char *field_bound_show(struct pool *pool, const struct field_rule *rule, const char *key,
    day today, const char *lang);
/* A stored whole date lies before the day on which somebody born then has that many years. */
bool field_too_young(const char *stored, day birth, int years);

/* Of two stored dates (or dates and times). False if either is missing or partial. */
bool field_after(const char *a, const char *b);			/* a is later than b */
bool field_within_years(const char *a, const char *b, int years);	/* b ≤ a + years */
/* a + years for people; NULL if a is missing or partial. */
const char *field_last_day(struct pool *pool, const char *a, int years, const char *lang);
/* The moment of a stored DATETIME; 0 if it is none. */
moment field_moment(const char *stored);
/* Are counters open on it, as far as its year's notice is known? */
bool field_is_open_day(day d);

/*
 * The single checkers. Each takes what was typed in any width and case, gives
 * an error key or NULL, and writes the normalised value when it is fine.
 * *warning is touched only when there is one: start with NULL.
 */
#define IDNO_TEXT 19
#define DOCUMENT_TEXT 16
#define PLATE_TEXT 16
#define VIN_TEXT 18
#define USC_TEXT 19
#define PHONE_TEXT 17
#define EMAIL_TEXT 255

/* GB 11643-1999: 18, or 15 which becomes 18; also permanent resident cards, new and old. */
const char *idno_check(const char *in, day today, char out[IDNO_TEXT]);
/* Of a checked number: false for an old permanent resident card of 3 letters and 12 digits. */
bool idno_birth(const char *idno, day *birth);
bool idno_is_male(const char *idno);
char idno_check_digit(const char digits[17]);

enum passport_kind { PASSPORT_ORDINARY, PASSPORT_SERVICE, PASSPORT_HONG_KONG, PASSPORT_MACAO,
	PASSPORT_OTHER };
/*
 * country: "CN" for Chinese passports (also Hong Kong's and Macao's), NULL for any.
 * The second line of the machine-readable zone, 44 characters, will do as well.
 */
const char *passport_check(const char *in, const char *country, char out[DOCUMENT_TEXT],
    const char **warning);
enum passport_kind passport_kind_of(const char *number);

/* ICAO 9303 part 3: '0' to '9', or 0 if a character does not belong in an MRZ. */
char mrz_check_digit(const char *s, size_t n);
/* The second line of a passport, 44 characters; every check digit. */
const char *mrz_check(const char *line);

const char *licence_check(const char *in, day today, char out[IDNO_TEXT]);
const char *licence_file_check(const char *in, char out[DOCUMENT_TEXT]);
const char *permit_hkmo_check(const char *in, char out[DOCUMENT_TEXT]);
const char *permit_tw_check(const char *in, char out[DOCUMENT_TEXT]);
const char *permit_mtp_check(const char *in, char out[DOCUMENT_TEXT]);
const char *plate_check(const char *in, char out[PLATE_TEXT]);
const char *vin_check(const char *in, char out[VIN_TEXT], const char **warning);
const char *usc_check(const char *in, char out[USC_TEXT]);

const char *name_zh_check(struct pool *pool, const char *in, bool is_new, const char **out,
    const char **warning);
const char *name_latin_check(struct pool *pool, const char *in, const char **out,
    const char **warning);

/*
 * country: whose number it is when neither + nor 00 says so; may be NULL or "": then a mobile number
 * of the mainland is known as one, but for what may be a North American number with its 1.
 */
const char *phone_check(const char *in, const char *country, char out[PHONE_TEXT],
    const char **warning);
/* Such a mistake is mended by the country, not by the number. */
bool phone_asks_country(const char *wrong);
/* RFC 5321 sizes; the domain in lower case, the local part as typed. */
const char *email_check(const char *in, char out[EMAIL_TEXT]);
/* All lower case: what is looked up, so that Li@x.org and li@x.org are one person. */
void email_index(const char *email, char out[EMAIL_TEXT]);
const char *url_check(struct pool *pool, const char *in, const char **out);

#endif
