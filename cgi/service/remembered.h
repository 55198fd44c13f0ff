/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a person has told us once: the answers of the applications they submitted, to fields that
 * outlast their matter (Reuse in fields.hdf), to be offered to them in the next one; and what they
 * answered before its form, to questions that have a Reuse in their file.
 *
 * One sealed row a person, which the portal alone can read. A draft leaves nothing here. Answers
 * about one child, one car, one relative stay together: an application about another one takes
 * the place of all that was known of the first. The row goes with the person (retention.h), and
 * at their word.
 *
 *	submit		remembered_keep(db, a, f, NULL, now), before the act
 *	a form's page	remembered_offer() for what has no answer yet, shown with where it came from
 *	saving it	remembered_note() writes into the answers which of them stand as offered
 *	the check page	remembered_source() says so again
 */
#ifndef QIAO_SERVICE_REMEMBERED_H
#define QIAO_SERVICE_REMEMBERED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/pairs.h"
#include "service/dictionary.h"

struct application;
struct choice;
struct correction;
struct db;
struct error;
struct formality;
struct question;

/* The application an answer came from. */
struct source {
	moment at;			/* when it was submitted, or the answer corrected */
	const char *ref, *formality;	/* its number; the code of its formality */
};

/*
 * One answer. Its set (field_reuse_word()) says whom or what it is about: the county of the
 * person's own register and that of a child's are two answers to one field.
 */
struct remembered_answer {
	const char *set, *field;
	const char *value;		/* as stored, field.h */
	struct source source;
};

struct remembered {
	struct remembered_answer *at;
	size_t count;
	bool is_off;			/* the person wants nothing remembered */
};

/* All of it; nothing for most. */
const struct error *remembered_load(struct db *db, int64_t person, struct remembered *out)
    __attribute__((warn_unused_result));
const struct remembered_answer *remembered_find(const struct remembered *r, enum field_reuse set,
    const char *field);

/*
 * The answer to offer for a field as its formality asks it, or NULL: it has to pass the field's
 * own check today, so an expired date or an option that is not there is not offered.
 */
const struct remembered_answer *remembered_offer(struct pool *pool, const struct remembered *r,
    const struct field_entry *f, day today);

/* Is it what this field, too, could be answered with today? */
bool remembered_fits(struct pool *pool, const struct field_entry *f, const char *value, day today);

/*
 * Is the matter another person's, by an answer that its file says so of (Other)? Then what was
 * answered before the form, what is said of a card, and the number on a paper of whoever the matter
 * is about (Bearer) are not the applicant's own: none is remembered, nor is theirs offered.
 */
bool remembered_is_other(const struct formality *f, const struct pairs *answers);
/* The field that says so, or NULL. */
const struct field_entry *remembered_other(const struct formality *f, const struct pairs *answers);
/* Is this field's answer that other person's? */
bool remembered_is_others(const struct field_entry *f, bool is_other);

/*
 * The choice to offer for a question that is asked before the form, and where it came from: what
 * was answered to the same question before another form, or what a remembered field says of it.
 * NULL if neither, or if what was said is none of its choices. The question has a Reuse.
 */
const struct choice *remembered_choice(struct pool *pool, const struct remembered *r,
    const struct formality *f, const struct question *question, day today, struct source *source);

/*
 * A page was saved, and `value` is the field's answer from now on; offered: what the page offered,
 * or NULL. Call it before `value` is put into the answers.
 */
void remembered_note(struct pairs *answers, const struct field_entry *f, const char *value,
    const struct remembered_answer *offered);
/* Where this answer was taken over from as it stands; false if it was typed. */
bool remembered_source(const struct pairs *answers, const char *field, struct source *out);
/* An answer that is not needed after all was not taken over either. */
void remembered_unnote(struct pairs *answers, const char *field);

/*
 * What the resident hands in now is remembered, in the transaction of the act. c: only what its
 * items changed; NULL: all. Then the marks of remembered_note() leave a->answers: with the
 * office they are nobody's business. The caller saves the answers.
 */
const struct error *remembered_keep(struct db *db, struct application *a, const struct formality *f,
    const struct correction *c, moment now) __attribute__((warn_unused_result));

/*
 * Forget one, "child.home_county" (ERROR_NOT_FOUND if there is none), or with NULL everything. What was
 * handed in after this was sent stays.
 */
const struct error *remembered_forget(struct db *db, int64_t person, const char *key, moment sent)
    __attribute__((warn_unused_result));
/*
 * From now on nothing is remembered, and what was is forgotten; or it begins again. *is_late: another word on
 * it was sent after this, which changes nothing.
 */
const struct error *remembered_turn(struct db *db, int64_t person, bool is_off, moment sent, bool *is_late)
    __attribute__((warn_unused_result));

#endif
