/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One formality (事项) as its HDF file declares it, merged with the shared
 * dictionaries; doc/adding-a-formality.md has the file's format. Read-only
 * once read, and it lives as long as its pool. Every text has zh and en.
 */
#ifndef QIAO_SERVICE_FORMALITY_H
#define QIAO_SERVICE_FORMALITY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/clock.h"
#include "base/lang.h"
#include "base/pairs.h"
#include "base/text.h"
#include "service/dictionary.h"
#include "service/field.h"

#define FORMALITY_CODE_MOST 40		/* characters; the store has room for as many */
#define FORMALITY_LIFE_MOST 3

struct eligibility;
struct error;
struct pool;
struct sheet;

/* Each list has its words in the file and in keys of the language files: formality_*_word(). */
/* MODE_TRANSFER: a matter of another department, which we accept and pass on. */
enum formality_mode { MODE_ONLINE, MODE_ENTRUSTED, MODE_VIDEO, MODE_COUNTER, MODE_TRANSFER,
	FORMALITY_MODES };
enum formality_level { LEVEL_STATION, LEVEL_COUNTY, LEVEL_CITY, FORMALITY_LEVELS };
enum formality_where { WHERE_ONLINE, WHERE_AGENT, WHERE_VIDEO, WHERE_COUNTER, WHERE_DEPARTMENT,
	FORMALITY_WHERES };
enum formality_confidence { CONFIDENCE_HIGH, CONFIDENCE_MEDIUM, CONFIDENCE_LOW,
	FORMALITY_CONFIDENCES };
enum formality_result { RESULT_CERTIFICATE, RESULT_DOCUMENT, RESULT_LICENCE, RESULT_RECORD,
	FORMALITY_RESULTS };
enum formality_delivery { DELIVERY_ELECTRONIC, DELIVERY_POST, DELIVERY_COUNTER, DELIVERY_PROXY,
	FORMALITY_DELIVERIES };
enum formality_who { WHO_SELF, WHO_RELATIVE, WHO_SPOUSE, WHO_PARENT, WHO_GUARDIAN,
	WHO_HOUSEHOLDER, WHO_OWNER, WHO_PROXY, WHO_FOREIGNER, WHO_HOST, WHO_BUYER, WHO_SUCCESSOR,
	WHO_LEGAL_REP, WHO_ANYBODY, FORMALITY_WHOS };

const char *formality_mode_word(enum formality_mode mode);		/* "online" */
const char *formality_level_word(enum formality_level level);		/* "station" */
const char *formality_where_word(enum formality_where where);		/* "agent" */
const char *formality_confidence_word(enum formality_confidence confidence);
const char *formality_result_word(enum formality_result result);	/* "certificate" */
const char *formality_delivery_word(enum formality_delivery delivery);	/* "post" */
const char *formality_who_word(enum formality_who who);			/* "self" */

/* What happens, and where: on this site, by a relative at a counter, by video, at a counter. */
struct formality_step {
	enum formality_where where;
	struct local text;
	struct word_list named;		/* codes of the formalities that its words name */
};

/*
 * A field as this formality asks it: the dictionary's entry, changed by the
 * file's own Field section. Names of other fields are fields of this formality.
 */
struct formality_page {
	const char *code;		/* "you" */
	struct local name;
	const struct field_entry **fields;
	size_t field_count;
};

struct formality_material {
	const struct material_entry *entry;	/* texts and flags, with the file's changes */
	bool is_optional;
	struct local when;		/* in which case it is wanted; empty if always */
	struct local asked;		/* in its place where answers before the form made it needed */
	/* Optional: it is made, or has to be uploaded, when this field has one of the values. */
	const struct field_entry *needed_with;	/* NULL: a statement is made in any case */
	const char *needed_values;		/* blanks between them */
};

/* A worked answer in its stored form, except that dates may be "today+90" or "today-30". */
struct formality_example {
	const struct field_entry *field;
	const char *value;
};

struct formality {
	const char *code;		/* "cert-no-crime" */
	const char *category;		/* "certificate" */
	enum formality_confidence confidence;
	enum formality_mode mode;
	struct local name, title, summary;
	const char *department;		/* of MODE_TRANSFER: whose matter it is; department.h */
	bool is_without_visit;		/* nobody comes before the decision: steps are elsewhere, or after */
	bool is_channel;		/* a question, a complaint, a booking: answered, not decided */
	struct local paused;		/* why nobody can begin it now; empty while it is open */
	struct local presence;		/* who has to be where, if the mode does not say it; may be empty */
	struct local begin;		/* the words of the button, if it is no application; may be empty */
	const struct eligibility *eligibility;	/* what is asked before the form; NULL: nothing */

	enum formality_who *who;
	size_t who_count;
	struct local who_text;
	struct formality_step *steps;
	size_t step_count;

	int law_days;			/* 0: on the spot */
	bool law_is_calendar;		/* calendar days, else working days */
	bool law_is_unsaid;		/* no rule has a number: law_days is ours, and no guide says it */
	bool law_is_usual;		/* longer in cases that the remark tells */
	bool law_comes_first;		/* the promise may end after those: known, and then they count */
	int promise_days;		/* working days, 0: on the spot */
	struct local limit_text;	/* a remark, may be empty */
	bool limit_tells_wait;		/* it says what of the waiting for somebody does not count */
	bool limit_tells_start;		/* it says from when the days count */
	int fee_cny;			/* the lowest normal fee, in yuan */
	struct local fee_text;

	enum formality_result result;
	struct local result_text;
	enum formality_delivery *deliveries;
	size_t delivery_count;
	struct local counter;		/* who collects it at the counter, if not who applied; may be empty */
	struct local *legal;
	size_t legal_count;
	struct local other;		/* the other way: consulate or counter */

	enum formality_level level;
	const char *office;		/* for LEVEL_CITY the unit's code: "psb-vmo"; else NULL */
	bool needs_approval;		/* a second person decides; else whoever examined it may approve */
	int retention_years;		/* after it ended */

	const char **life;		/* codes of life events, at least one */
	size_t life_count;
	struct local search;		/* more words people would type */
	const char *pinyin;		/* phrases with commas between, their syllables with blanks */
	const char **related;		/* codes */
	size_t related_count;

	struct formality_page *pages;
	size_t page_count;
	struct formality_material *materials;	/* in the order in which they are asked for */
	size_t material_count;
	struct formality_example *examples;
	size_t example_count;

	/*
	 * The whole file, as stored with each application; the dictionary's statements that it
	 * uses are added at its end, for what somebody has signed must not change.
	 */
	const char *text;
};

/*
 * Read a formality from its file's text; `file` is only for the error, which
 * names file and key: "cert-no-crime.hdf: Limit.Promise: longer than the law".
 * An application keeps the text under which it was made, so the dictionaries
 * may gain entries and lose none that an application still needs.
 */
const struct error *formality_read(struct pool *pool, const struct dictionary *dictionary,
    const char *file, const char *text, struct formality **out)
    __attribute__((warn_unused_result));

/* The same into an open sheet; *out is NULL if the text is no HDF at all. */
void formality_read_in(struct sheet *s, const struct dictionary *dictionary, const char *text,
    struct formality **out);

/*
 * What a file needs to be published, beyond what makes it readable: an application's old
 * text may lack what was asked for later.
 */
void formality_check_publishable(struct sheet *s, const struct formality *f);

/* Where in its list it names this life event: 0 is what it is for most of all; life_count: it does not. */
size_t formality_place(const struct formality *f, const char *event);
const struct field_entry *formality_field(const struct formality *f, const char *code);
const struct formality_page *formality_page(const struct formality *f, const char *code);
const struct formality_page *formality_page_of(const struct formality *f, const char *field);
/* Of a transfer: the page that asks for nothing but the agreement to what is forwarded; else NULL. */
const struct formality_page *formality_consent(const struct formality *f);
const struct formality_material *formality_material(const struct formality *f, const char *code);
/* A step of it happens at a counter: who has to go there, a relative or the person? */
bool formality_has_visit(const struct formality *f, enum formality_where *where);
/* Decided by us, and so accepted by silence (art. 32(4)): no other department's matter, and no question. */
bool formality_is_ours_to_accept(const struct formality *f);
/* Without it nothing is done: not the way to fetch what was done online. */
bool formality_needs_visit(const struct formality *f);
/* Who goes there: "self", the applicant; "named", whom its steps name; NULL: a relative or the resident. */
const char *formality_goer(const struct formality *f);
/* Done at once, once somebody has come there. */
bool formality_is_on_the_spot(const struct formality *f);
/* Has the field that it is needed with one of its values? False without such a field. */
bool formality_is_needed(const struct formality_material *m, const struct pairs *answers);
/* Does the resident photograph it here? Not what we generate or take in an interview. */
bool formality_is_upload(const struct formality_material *m);
/* A paper that lies flat before the camera, or a file of one: no portrait, no car. */
bool formality_is_paper(const struct formality_material *m);
bool formality_has_uploads(const struct formality *f);

/* The example's stored value, its date counted from today; NULL if it has none. */
const char *formality_example(struct pool *pool, const struct formality *f, const char *field,
    day today);

/*
 * What one field's answer says against the others', all of them stored values:
 * NULL, or an error key for this field. *other gets the label's owner where the
 * message names a second field, else NULL. Check each field alone first.
 *	field.required	this way of delivery needs it
 *	field.either	neither this nor the other is filled in
 *	field.before	it is earlier than the other
 *	field.beyond	it is more than entry->within_years after the other
 */
const char *formality_cross(const struct formality *f, const struct field_entry *field,
    const struct pairs *answers, const struct field_entry **other);
/* Is the field's answer held there against the one of this other field? */
bool formality_holds(const struct field_entry *field, const char *code);
/* May an answer of the other make it needed, or the two wrong beside each other? */
bool formality_goes_with(const struct field_entry *field, const struct field_entry *other);
/* What this answer is usually the same as, and is not; else NULL. It stops nobody: people check both. */
const struct field_entry *formality_doubt(const struct formality *f, const struct field_entry *field,
    const struct pairs *answers);
/* The last day that is within entry->within_years after the other, for people; NULL if it is not known. */
const char *formality_last_day(struct pool *pool, const struct field_entry *field,
    const struct pairs *answers, const char *lang);

#endif
