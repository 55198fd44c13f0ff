/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a formality asks before its form: can it be done from where the person is, and how? One to
 * five questions with a few choices each. A choice leads to another question or to a verdict, one
 * sentence; what it already says about the form's fields is carried into the draft.
 *
 *	v = eligibility_verdict(f->eligibility, &answers, &next);
 *	if (!v) ask(next);
 */
#ifndef QIAO_SERVICE_ELIGIBILITY_H
#define QIAO_SERVICE_ELIGIBILITY_H

#include <stddef.h>

#include "base/lang.h"
#include "base/pairs.h"
#include "base/text.h"
#include "service/dictionary.h"
#include "service/meaning.h"

struct formality;
struct pool;
struct sheet;
struct sheet_node;

/*
 * The first four say that this formality is the right one, and what has to be done elsewhere;
 * ELSEWHERE: another department's, or the consulate's; BETTER: another formality suits the case;
 * NO: it cannot be done now, and the sentence says what can.
 */
enum verdict_kind { VERDICT_ONLINE, VERDICT_AGENT, VERDICT_VIDEO, VERDICT_COUNTER,
	VERDICT_ELSEWHERE, VERDICT_BETTER, VERDICT_NO, VERDICT_KINDS };

const char *verdict_kind_word(enum verdict_kind kind);		/* "agent" */

/* Fields and materials of the formality that are required then, though they are optional else. */
struct needs {
	const char **codes;		/* "agent_name", "poa-notarised" */
	size_t count;
};

struct verdict {
	const char *code;		/* "online" */
	enum verdict_kind kind;
	const char *formality;		/* where to go instead; NULL for most kinds */
	struct word_list also;		/* codes of others that its sentence names */
	struct pairs said;		/* what is answered there by coming from here: question, choice */
	struct local text;
	struct needs needs;
};

struct choice {
	const char *code;		/* "lost" */
	struct local label;
	size_t ask;			/* the next question's place; beyond the last: a verdict */
	const struct verdict *verdict;	/* NULL: go on asking */
	struct pairs sets;		/* fields of the formality, stored values */
	struct needs needs;
	struct meanings means;		/* what it says of fields that are typed */
	const char *fact;		/* what it says of question.fact, the same in each formality */
	struct pairs known;		/* fields, and how what is remembered of one begins; "*": however */
};

/* Facts are remembered below this (remembered.h), under a name that no field has: those have no dot. */
#define FACT "asked."

struct question {
	const char *code;		/* "card" */
	enum field_reuse reuse;		/* whom or what its answer is about, beyond this matter */
	const char *fact;		/* "asked.register", the same in each formality that asks it */
	struct local text, hint;	/* the hint may be empty */
	struct choice *choices;
	size_t choice_count;
};

#define QUESTIONS_MOST 5

struct eligibility {
	struct question *questions;	/* each asks only later ones, the first is asked first */
	size_t question_count;
	struct verdict *verdicts;	/* the first is the one that needs no saying */
	size_t verdict_count;
};

/* The Questions and Verdicts of a formality's file, its pages already read; NULL if none. */
const struct eligibility *eligibility_read(struct sheet *s, struct sheet_node root,
    const struct formality *f);

/*
 * Where these answers (question, choice) lead. NULL while *next still has to be answered; an
 * answer that is none of the choices counts as not given.
 */
const struct verdict *eligibility_verdict(const struct eligibility *e, const struct pairs *answers,
    const struct question **next);
/*
 * The answers that count, in the order of asking: those on the way that they lead. What was
 * answered beside it, to a question that is passed over, is not among them.
 */
struct pairs eligibility_way(struct pool *pool, const struct eligibility *e,
    const struct pairs *answers);
/*
 * What the formality that a verdict leads to need not ask: what the verdict says (said), and of the
 * answers those that it would ask for again in the same words; not what would only send the person
 * back. Nothing if the verdict leads to none.
 */
struct pairs eligibility_shared(struct pool *pool, const struct formality *from,
    const struct verdict *v, const struct formality *to, const struct pairs *answers);
/* What a verdict says has to be a question and a choice of where it leads. */
void eligibility_check_said(struct sheet *s, const struct formality *from, const struct verdict *v,
    const struct formality *to);
/* Questions on the longest way on from this one, itself too; *forks: another way is shorter. */
size_t eligibility_most(const struct eligibility *e, const struct question *from, bool *forks);
/* NULL if there is none of that name. */
const struct question *eligibility_question(const struct eligibility *e, const char *code);
const struct choice *question_choice(const struct question *q, const char *code);
/* The one that says this of the question's fact; NULL if none does. */
const struct choice *question_saying(const struct question *q, const char *fact);
/* Does it lead to this formality's form? */
bool verdict_is_open(const struct verdict *v);
/* What the answers on the way say about the form's fields, into *fields. */
void eligibility_fields(const struct eligibility *e, const struct pairs *answers,
    struct pairs *fields);
/*
 * The choice on the way that said of this field something else than what is stored of it; NULL if
 * they agree, or nothing was said. *is_other: another choice would have said what is stored.
 */
const struct choice *eligibility_denied(const struct eligibility *e, const struct pairs *answers,
    const char *field, const char *stored, bool *is_other);
/*
 * A draft keeps what was answered on the way among its own answers, in the place of what it kept
 * before. They are read under the text of its version: what that does not ask says nothing.
 */
void eligibility_keep(const struct eligibility *e, const struct pairs *given, struct pairs *answers);
struct pairs eligibility_kept(struct pool *pool, const struct pairs *answers);

#endif
