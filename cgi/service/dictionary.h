/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What formalities share: fields.hdf, materials.hdf, categories.hdf, life.hdf and subjects.hdf
 * in the formalities folder. Names in HDF have no '-', so the files write '_' for it
 * in the codes of materials, categories, pages and options; fields do have '_'.
 */
#ifndef QIAO_SERVICE_DICTIONARY_H
#define QIAO_SERVICE_DICTIONARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"
#include "service/field.h"

struct error;
struct pool;
struct sheet;
struct sheet_node;

/*
 * Whom or what an answer is about that outlasts its matter: it is offered again in another one
 * (remembered.h). The answers about one of these belong together: to one child, to one car.
 */
enum field_reuse { REUSE_NO, REUSE_PERSON, REUSE_HOME, REUSE_STAY, REUSE_POST, REUSE_AGENT,
	REUSE_HOST, REUSE_CHILD, REUSE_DECEASED, REUSE_VEHICLE, REUSE_COMPANY, REUSE_CARD,
	REUSE_HOUSE, REUSE_ETHNICITY, FIELD_REUSES };

struct field_entry {
	const char *code;		/* "applicant_name" */
	struct field_rule rule;
	enum field_reuse reuse;
	const char **also;		/* codes: what was answered to these will do as well */
	size_t also_count;
	const char *other;		/* with this answer ("*": with any) the matter is another person's */
	bool is_bearers;		/* with `other`: that person's, not the applicant's */
	struct local label, hint;	/* the hint may be empty */
	struct local *options;		/* labels of rule.options, as many as those */
	const char *instead;		/* what takes what From, Until, Except refuse: a formality; or NULL */
	/* Rules between fields, by code, or NULL; formality_cross() applies them. */
	const char *after;		/* not earlier than this date */
	const char *within;		/* at most within_years later than this date */
	int within_years;
	const char *since;		/* not before the person of this identity number had … */
	int since_years;		/* … that many years */
	const char *unlike;		/* not the same as this answer */
	const char *like;		/* usually the same as this answer: formality_doubt() */
	const char *either;		/* one of the two has to be filled in */
	const char *needed_with;	/* required once this field has one of needed_value's words */
	const char *needed_value;
};

const char *field_reuse_word(enum field_reuse reuse);		/* "person" */
/* The word of the key Reuse; below 0 without it. */
int field_reuse_read(struct sheet *s, struct sheet_node n);

enum material_kind { MATERIAL_IMAGE, MATERIAL_PDF, MATERIAL_EITHER, MATERIAL_KINDS };
/* What becomes of the paper original. */
enum material_original { ORIGINAL_KEPT, ORIGINAL_COUNTER, ORIGINAL_PROXY, ORIGINAL_SURRENDER,
	MATERIAL_ORIGINALS };

/*
 * Whose a paper is (bearer.h): the applicant's own, or of whom the matter is about. A material says
 * it in a formality's file only; unsaid it is the applicant's, unless an answer tells otherwise.
 */
enum material_bearer { BEARER_UNSAID, BEARER_SELF, BEARER_CHILD, BEARER_SPOUSE, BEARER_DECEASED,
	BEARER_GUEST, BEARER_PERSON, MATERIAL_BEARERS };

const char *material_bearer_word(enum material_bearer bearer);		/* "child" */
const char *material_kind_word(enum material_kind kind);		/* "image" */
const char *material_original_word(enum material_original original);	/* "counter" */

struct material_entry {
	const char *code;		/* "id-card" */
	struct local name, how;		/* how: what is special about it; may be empty for a paper */
	enum material_kind kind;
	int most;			/* pages */
	bool is_generated;		/* made by the platform from the form */
	bool is_live;			/* a picture taken in the video interview */
	bool is_shared;			/* the office can often find it in its own registers */
	bool is_minor;			/* may follow its application (owed.h): nothing is decided by it */
	bool is_foreign;		/* a paper from abroad: needs a Chinese translation */
	bool is_of_one_matter;		/* never offered again in another one */
	bool is_various;		/* one of several papers: which of them was photographed is asked */
	bool expires;			/* a day until which it is valid is printed on it */
	int lasts;			/* months after its upload; 0: it is offered however old */
	const char **also;		/* codes: papers of these will do as well */
	size_t also_count;
	enum material_original original;
	enum material_bearer bearer;
	const char *proves;		/* codes of fields, blanks between them: shown beside it */
	struct local statement;		/* what a generated one says, with holes; statement.h */
};

struct category {
	const char *code;		/* "exit-entry" */
	struct local name;
};

/* What somebody wants when it happened. */
struct life_group {
	const char *code;
	struct local name;
	const char *of;			/* formalities, blanks between */
};

/* What happened in somebody's life, by which they find what they need. */
struct life_event {
	const char *code;		/* "moved-abroad" */
	struct local name;
	const char *first;		/* formalities that lead its list, blanks between */
	struct life_group *groups;	/* the others, in the order of the file */
	size_t group_count;
};

/* What somebody means who types one word and no more. */
struct subject {
	const char *code;		/* "passport" */
	struct local words;		/* commas between */
	const char *pinyin;		/* phrases with commas between, their syllables with blanks */
	const char *first;		/* formalities that lead what is found, blanks between */
	const char *category;		/* all of it are about the subject; NULL: none is */
	const char *abroad, *home;	/* which is meant if a place there is named; or NULL */
	const char *never;		/* formalities that may not be shown beside it, or NULL */
	bool is_heard;			/* its Chinese words are known by their sound */
	bool is_alone;			/* for who types no more; in a sentence the word says nothing */
};

struct dictionary {
	struct field_entry *fields;
	size_t field_count;
	struct material_entry *materials;
	size_t material_count;
	struct category *categories;	/* in the order of the file */
	size_t category_count;
	struct life_event *life;	/* in the order of the file */
	size_t life_count;
	struct subject *subjects;
	size_t subject_count;
};

const struct error *dictionary_load(struct pool *pool, const char *folder,
    struct dictionary **out) __attribute__((warn_unused_result));
/* The same into an open sheet, whose file it changes. */
void dictionary_read(struct sheet *s, const char *folder, struct dictionary **out);
const struct field_entry *dictionary_field(const struct dictionary *d, const char *code);
const struct material_entry *dictionary_material(const struct dictionary *d, const char *code);
const struct category *dictionary_category(const struct dictionary *d, const char *code);
const struct life_event *dictionary_life(const struct dictionary *d, const char *code);

/* A formality's own changes, laid over a copy of the entry; what it does not name stays. */
void dictionary_change_field(struct sheet *s, struct sheet_node n, struct field_entry *entry);
/* Leave a select only these options, each of which it has to have. */
void dictionary_narrow(struct sheet *s, const char *path, struct field_entry *entry,
    const char *const words[], size_t count);
void dictionary_change_material(struct sheet *s, struct sheet_node n,
    struct material_entry *entry);
/* What it says will do as well has to be a material. */
void dictionary_check_also(struct sheet *s, const char *path, const struct dictionary *d,
    const struct material_entry *entry);

#endif
