/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the pages of a draft (and of a correction) share. */
#ifndef QIAO_PORTAL_DRAFT_H
#define QIAO_PORTAL_DRAFT_H

#include "portal/portal.h"
#include "service/correction.h"
#include "service/material.h"
#include "service/owed.h"

/* Among its answers, under names that no field has (a field's code has no dot): who saved a page last. */
#define SAVED_BY "_saved_by."

/* An application that its resident may write to just now. */
struct draft {
	struct application *a;
	const struct formality *f;	/* as what was answered before the form makes it, needs.h */
	struct pairs given;		/* that: question, choice; by draft_load() */
	const struct correction *c;	/* NULL for a draft; else its items are open, and what follows */
	struct pairs was;		/* its answers before that notice; none if nobody knows */
	const struct owed *owed;	/* by draft_load_papers(): accepted, only these papers are open */
	/* by consent_load() and consent_load_again(), of a transfer */
	struct forward_list *forward;
	const char *consent;		/* the mark of what that has now */
	bool is_asked_again;		/* they agreed to something else */
};

/* order.c: the address after or before a stop: "form/question", "materials", "check". */
const char *draft_after(struct request *q, const char *ref, const struct formality *f, const char *stop);
const char *draft_before(struct request *q, const char *ref, const struct formality *f, const char *stop);
/* A page of the form is saved: on. */
const struct error *draft_go_on(struct request *q, struct draft *d, const struct formality_page *page,
    bool is_from_check) __attribute__((warn_unused_result));

/* consent.c: a tick shown again, of a page with another mark, is none for what has come: it is taken out. */
bool tick_is_stale(struct request *q, const char *name, const char *mark);
/*
 * What would be forwarded. A yes to anything else is taken out of the answers here, so that it is
 * missing; nothing for a correction, or what is no transfer.
 */
const struct error *consent_load(struct request *q, struct draft *d) __attribute__((warn_unused_result));
/* The page of the agreement was read: the yes is for what it showed, or it is asked again. */
void consent_check(struct request *q, struct draft *d, const char *shown, struct pairs *typed);
/* Forward: To, Items, Shown, Again, PapersHref, NoPapers. */
const struct error *show_forwarded(struct request *q, const struct draft *d)
    __attribute__((warn_unused_result));
/* Of a transfer that is corrected, with what it says by now: sending it is the yes. */
const struct error *consent_load_again(struct request *q, struct draft *d)
    __attribute__((warn_unused_result));

/* ERROR_NOT_FOUND if not theirs, ERROR_ENDED if it is no longer theirs to change. */
const struct error *draft_load(struct request *q, const char *ref, struct draft *out)
    __attribute__((warn_unused_result));
/* The same to add papers to: also one that was accepted without some of them. */
const struct error *draft_load_papers(struct request *q, const char *ref, struct draft *out)
    __attribute__((warn_unused_result));
/*
 * Where its answers say that the resident lives: their zone, if nobody has said it yet (who signs in by
 * e-mail, without script and without a country).
 */
const struct error *draft_settle(struct request *q, const struct draft *d)
    __attribute__((warn_unused_result));
/*
 * open.c. Of a correction: what was asked for, and what follows from that: answers which go with those, which
 * do not fit what is answered now, or were changed for that; papers which these make needed.
 */
bool draft_has_field(const struct draft *d, const char *code);
bool draft_has_page(const struct draft *d, const struct formality_page *page);
bool draft_has_material(const struct draft *d, const char *code);
/* With which answer a field is open that was not asked for, or by which a paper may be needed; or NULL. */
const struct field_entry *draft_beside(const struct draft *d, const struct field_entry *f);
const struct field_entry *draft_needed_with(const struct draft *d, const struct formality_material *m);
/* It goes with one that is open: a page that was refused may have shown it, as what was typed there asked. */
bool draft_follows(const struct draft *d, const struct field_entry *f);
/* The answer which this one does not fit as they are now; NULL: it fits. */
const struct field_entry *draft_against(const struct draft *d, const struct field_entry *f);
/* field_check() by today; in a correction what was right on the day of submission is right as well. */
const char *draft_check(struct request *q, const struct draft *d, const struct field_entry *f,
    const struct pairs *inputs, const char **stored, const char **warning);
/* Has it papers, of that round of corrections or later? */
bool draft_has_paper(const struct papers *papers, const char *code, int round);
/* Photographed before what is open was asked for: it is seen, and leaves room for the new one. */
bool draft_is_old(const struct draft *d, const struct paper *paper);
/* How many files of a material are taken, and for how many more there is room. */
int draft_most(const struct formality_material *m);
int draft_room(const struct draft *d, const struct papers *papers,
    const struct formality_material *m);
/* Of all that whoever hands it in has read. */
const char *draft_mark(struct request *q, const struct draft *d, const struct papers *papers);
/* A material has one file more: what is open, a correction's item or an owed paper, knows it. */
const struct error *draft_paper_came(struct request *q, const struct draft *d, const char *code)
    __attribute__((warn_unused_result));

/* What is still missing or wrong, for the check page and for submit. */
struct gap {
	const char *page;		/* of the form; NULL: a material */
	const char *code;
	const char *text;
	bool is_denied;			/* the field says otherwise than what was answered before the form */
	struct gap *next;
};
struct gap *draft_gaps(struct request *q, const struct draft *d, const struct papers *papers);

/*
 * What was answered before the form about this field, where the form says something else now: NULL,
 * or the answer's words. *is_other: what the form says is another answer's.
 */
const char *draft_denied(struct request *q, const struct draft *d, const char *code,
    bool *is_other);

/* disagree.c: what is said of a field's answer, and the ways of whoever means it so. */
struct refusal {
	const char *text;		/* NULL: nothing is wrong with it */
	bool only_warns;		/* the truth may be otherwise */
	struct way *ways;
};

/* What is stored of a field against what the answers before the form mean (meaning.h). */
struct refusal draft_disagrees(struct request *q, const struct draft *d, const char *code);
/* What a field's own bound refuses. typed NULL: what is stored of it. */
struct refusal field_refused(struct request *q, const struct draft *d, const struct field_entry *f,
    const char *key, const char *text, const struct pairs *typed);
/* invalid_part() with the ways. */
void refuse(struct request *q, const char *code, const char *part, const struct refusal *refusal);
/* Instead: on the page that is shown again, the links of all that was refused. */
void show_ways(struct request *q);

/* later.c: a required paper that may follow; by which day its resident sends it, 0 if nobody has said. */
bool draft_may_follow(const struct request *q, const struct draft *d, const struct formality_material *m);
day draft_promised(const struct request *q, const struct draft *d, const struct formality_material *m);
/* MayFollow, FollowsBy. */
void show_promised(struct request *q, struct tree *node, const struct draft *d,
    const struct formality_material *m);
/* Promised: on the tracking page, until it is accepted or sent back for correction. */
const struct error *show_promises(struct request *q, const struct formality *f, const struct application *a)
    __attribute__((warn_unused_result));
/* papers.c: where the resident goes on from this one. */
const char *material_next(struct request *q, const struct draft *d, const struct papers *papers,
    const char *code);

/* That it cannot be submitted today, show_pause(): what was sent already goes on. */
void draft_show_pause(struct request *q, const struct draft *d);

/* A field's stored answer for people, its options in the page's language. */
const char *show_answer(struct request *q, const struct field_entry *f, const char *stored);
/* The text of an error's or warning's key, its {1} the other field's label or the day that bounds f. */
const char *field_text(struct request *q, const struct draft *d, const char *key,
    const struct field_entry *f, const struct field_entry *other);
/* Data of one paper below a node: Href, Thumb, Type, Pages, Remove. */
void show_paper(struct request *q, struct tree *node, const char *ref, const struct paper *p);

#endif
