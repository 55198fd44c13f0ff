/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the desk's handlers share: the matter in hand, what may be done with it, and how
 * things are shown.
 *
 *	HANDLER(accept_do, act)
 *	{
 *		struct matter m;
 *		const struct error *e;
 *
 *		if ((e = act_begin(q, form->ref, form->version, ACT_ACCEPT, &m)))
 *			return e;
 *		return act_end(q, &m, &(struct deed){.action = ACT_ACCEPT});
 *	}
 */
#ifndef QIAO_DESK_DESK_H
#define QIAO_DESK_DESK_H

#include "service/application.h"
#include "service/catalogue.h"
#include "service/correction.h"
#include "service/decision.h"
#include "service/formality.h"
#include "service/history.h"
#include "service/material.h"
#include "service/opening.h"
#include "service/sentence.h"
#include "service/transfer.h"
#include "web/reply.h"
#include "web/route.h"

struct desk {
	struct pool *pool;		/* the catalogue's */
	struct catalogue *catalogue;
	struct catalogue_drafts drafts;
	struct site portal;		/* the residents' pages, to be looked at only */
};

enum news { NEWS_ANSWERS, NEWS_PAPERS, NEWS_ACTS, NEWS_KINDS };

/* One application as an officer sees it: loaded, opened (recorded), its steps known. */
struct matter {
	struct application *a;
	const struct formality *f;
	struct opening opening;		/* by matter_open() */
	struct decision *decision;	/* by matter_steps(): the newest, or NULL */
	struct transfer *transfer;	/* by matter_steps(): while another department has it, or NULL */
	bool is_promised;		/* by matter_steps(): a paper that its resident sends later */
	bool is_taken_over;		/* by act_begin(): from the officer who holds it */
	struct pairs was;		/* the answers before the newest correction; by matter_show() */
	int news[NEWS_KINDS];		/* how much is new to this officer */
};

const struct desk *desk_of(const struct request *q);
const struct catalogue *catalogue_of(const struct request *q);
const char *local_text(const struct request *q, const struct local *text);
enum role role_of(const struct request *q);

/*
 * The unit's own; for a supervisor one of a unit below, for an approver one of a service site
 * below; else ERROR_NOT_FOUND. ERROR_BARRED for one that is barred to this officer (bar.h).
 */
const struct error *matter_load(struct request *q, const char *ref, struct matter *out)
    __attribute__((warn_unused_result));
/* The same for showing it: the opening is recorded. */
const struct error *matter_open(struct request *q, const char *ref, struct matter *out)
    __attribute__((warn_unused_result));
struct opener opener_of(const struct request *q);
/* The same with the reason "review" for what was drawn for that (service/review.h). */
const struct error *opener_for(struct request *q, const struct application *a, struct opener *out)
    __attribute__((warn_unused_result));
/* The whole screen. */
struct queue_asked;
struct looking {
	int64_t file;			/* the one in the viewer, 0: the first */
	int64_t turn, zoom;		/* degrees; 1 to 4 */
	const struct queue_asked *view;	/* the list beside it, or NULL: its unit's */
	const char *list;		/* the same as an address has it */
};
const struct error *matter_show(struct request *q, struct matter *m, const struct looking *looking)
    __attribute__((warn_unused_result));
/* Title, number, state, clock: the head of every page of a matter. */
void matter_head(struct request *q, const struct matter *m);

/* Whether this officer may do this now; lifecycle.def, and what a table of states cannot say. */
bool may_act(const struct request *q, const struct matter *m, enum action action);
/* This act here is one person's, without a proposal: another page, another text. */
bool is_alone(const struct matter *m, enum action action);
/* A colleague holds it, and doing this means to take it over. */
bool takes_over(const struct request *q, const struct matter *m, enum action action);
/* Loads what may_act() needs. */
const struct error *matter_steps(struct request *q, struct matter *m)
    __attribute__((warn_unused_result));
/* The links and buttons of all that may be done. */
void show_steps(struct request *q, const struct matter *m);
/* The same in words: "accept; tell what is missing". */
const char *steps_open(struct request *q, const struct matter *m);

/*
 * A page that asks for an act: the matter is loaded, and *is_possible tells whether the act
 * still is; if not, the reply is already made (the matter with a word on who was first).
 */
const struct error *act_page(struct request *q, const char *ref, enum action action,
    struct matter *out, bool *is_possible) __attribute__((warn_unused_result));
/*
 * The write behind it: ERROR_INVALID if somebody was first, and act_page() says who; also if
 * a colleague holds it and `take` is not ticked.
 */
const struct error *act_begin(struct request *q, const char *ref, int64_t version,
    enum action action, struct matter *out) __attribute__((warn_unused_result));
/* Whether the page is that of a write which somebody's act came before, and not what was only shown again. */
bool came_too_late(const struct request *q);
/* What a write answers after an error of the domain: the same as act_begin() for ERROR_CONFLICT. */
const struct error *act_failed(struct request *q, const struct error *e)
    __attribute__((warn_unused_result));
/* Fills in who, when and by which formality; takes it over if that was ticked; 303. */
const struct error *act_end(struct request *q, struct matter *m, const struct deed *what)
    __attribute__((warn_unused_result));

/* Whether an officer of this unit and role looks after what that unit holds. */
struct holder {
	int64_t unit, parent;
	const char *kind;
	bool is_under;			/* it is the officer's, or somewhere below */
};
bool looks_after(const struct request *q, const struct holder *h);
/* It came after this officer's last look, before this one; nothing is new at the first. */
bool is_news(const struct matter *m, moment at);

/* Parts of the screen: what was filled in, the papers, what happened, what was issued. */
const struct error *show_answers(struct request *q, struct matter *m,
    const struct correction *correction, const struct papers *papers,
    const struct looking *looking) __attribute__((warn_unused_result));
void show_papers(struct request *q, struct matter *m, const struct papers *papers,
    const struct correction *correction, const struct looking *looking);
/* The one in the viewer; its place in the list. */
size_t paper_here(const struct papers *papers, const struct looking *looking);
/* One paper's link, which leads back to the viewer. */
void show_paper_link(struct request *q, struct tree *node, const struct matter *m,
    const struct papers *papers, size_t at, const struct looking *looking);
/* Whether the paper proves this answer. */
bool paper_proves(const struct matter *m, const struct paper *paper, const char *field);
const struct error *show_others(struct request *q, const struct matter *m)
    __attribute__((warn_unused_result));
/* Whether that warns: another open one of the resident, or of the same number, for the formality. */
const struct error *matter_is_twice(struct request *q, const struct matter *m, bool *out)
    __attribute__((warn_unused_result));
const struct error *show_list_beside(struct request *q, const struct matter *m,
    const struct looking *looking)
    __attribute__((warn_unused_result));
const struct error *show_record(struct request *q, struct matter *m)
    __attribute__((warn_unused_result));
/* The acts alone, and what was said in the calls after a rating: for whoever follows it up (rating.h). */
void show_record_outside(struct request *q, struct matter *m, const struct events *events);
/*
 * Where the resident is and how to reach them. Masked: nobody at the desk needs more, but who calls back
 * after a bad rating (is_open), and that is recorded before.
 */
const struct error *show_person(struct request *q, const struct matter *m, bool is_open)
    __attribute__((warn_unused_result));
/* Where the cursor stands, unless something is wrong, which is read first. */
void show_focus(struct request *q, const char *field);
/*
 * An interview or a visit that the formality wants and that has not taken place (presence.h): its sentence in
 * `Absent`, beside it the tick `absent`, without which the decision is refused; and what the history says.
 */
const struct error *show_presence(struct request *q, const struct matter *m)
    __attribute__((warn_unused_result));
const struct error *check_presence(struct request *q, const struct matter *m, bool is_ticked)
    __attribute__((warn_unused_result));
const struct error *note_presence(struct request *q, const struct matter *m, struct deed *deed)
    __attribute__((warn_unused_result));
/* What it was accepted without, and whether that came: Owed. */
const struct error *show_owed(struct request *q, const struct matter *m)
    __attribute__((warn_unused_result));
/* m->is_promised; and which, by when: Promised. */
const struct error *promised_load(struct request *q, struct matter *m) __attribute__((warn_unused_result));
void show_promised(struct request *q, const struct matter *m, const struct papers *papers);
/* To a supervisor who has drawn it and not yet looked: Review, Findings (review.c). */
const struct error *show_review(struct request *q, const struct matter *m)
    __attribute__((warn_unused_result));
const struct error *show_writs(struct request *q, const struct matter *m)
    __attribute__((warn_unused_result));
void show_correction(struct request *q, const struct matter *m, const struct correction *c);
/* One field's answer for people, its address lines joined. Sealed ones masked unless is_open. */
const char *answer_text(struct request *q, const struct field_entry *field, const char *stored,
    bool is_open);
/* The name of a field, page or paper, written to its resident, for whoever works on it: no "your". */
const char *office_label(struct request *q, const struct local *label);
const char *office_words(struct request *q, const char *name);
bool is_sealed_field(const struct field_entry *field);
/* A part of a date or a clock, in digits of any width; false for anything else. */
bool read_part(struct request *q, const struct pairs *typed, const char *name, int64_t least,
    int64_t most, int64_t *out);
/* The end of a day whose year, month and day have these names, in Wenzhou; false for no real day. */
bool read_day_end(struct request *q, const struct pairs *typed, const char *const parts[3], moment *out);
/* Label of a correction's item, or its code if the formality has it no more. */
const char *item_label(const struct formality *f, const struct correction_item *item,
    enum lang lang);

/* One more of the address that was not understood, which is said above the page: Misread. */
void misread(struct request *q, const char *name, const char *value);

/* The reasons to show what is masked, to choose from: Reveals. */
void show_reveals(struct request *q);

/* The queue's list beside a matter, or alone; its address; query: what links to matters carry on. */
struct queue;
const char *list_url(const struct request *q, const struct queue_asked *asked);
void show_queue(struct request *q, const struct queue *queue, const char *query, const char *ref);
/* To be picked from Colleagues, or listed in Away. */
struct colleague;
void show_colleague(struct request *q, const struct colleague *c, const char *picked);

const struct error *show_notes(struct request *q, const struct matter *m)
    __attribute__((warn_unused_result));
/*
 * The word for whoever has it next, in `hand` and by ready sentences: whether this act needs one; the boxes;
 * what was said (NULL: nothing), and the same for act_end() to keep, or said beside the field that it lacks.
 */
bool needs_hand(const struct request *q, const struct matter *m, enum action action);
void offer_hand(struct request *q, const struct matter *m, enum action action);
const char *hand_text(struct request *q, const struct pairs *ticked, const char *typed);
void read_hand(struct request *q, const struct matter *m, enum action action, const struct pairs *ticked,
    const char *typed);
const struct error *hand_note(struct request *q, const struct matter *m, const char *words)
    __attribute__((warn_unused_result));
/* Keeps what was typed for whoever has it next; nothing was: nothing. */
const struct error *hand_over(struct request *q, const struct matter *m)
    __attribute__((warn_unused_result));

/* The list that this page was come to from, as an address has it, or NULL. */
const char *list_query(const struct request *q);
/* A page of a matter (NULL: the matter), with the list in its address. */
const char *matter_url(const struct request *q, const char *ref, const char *page);
/*
 * After an act: to the next matter of the list, to the list after its last one; without a list to the
 * matter itself, or to the queue if another unit has it now. place: where it stood in the list before.
 */
struct queue_place;
const struct error *go_on(struct request *q, const struct matter *m, const struct queue_place *place,
    bool is_ours) __attribute__((warn_unused_result));
/* What was done on the page before: Done. */
void show_done(struct request *q);

/* One more of a list to choose from: Value, Label, Picked if it is that one; the node. */
struct tree *show_option(struct request *q, const char *list, const char *value, const char *label,
    const char *picked);
/* Formalities: all of the catalogue. */
void show_formality_options(struct request *q, const char *picked);

/* Before the two below: the desk's own sentences for a matter. */
const struct error *ready_load(struct request *q, const struct matter *m)
    __attribute__((warn_unused_result));
/* The i-th of them of a kind; NULL past the last. */
struct ready;
const struct ready *ready_own(enum sentence_kind kind, size_t i);
/* To residents; what is said at a handover or with an approval is not. */
bool ready_is_told(enum sentence_kind kind);
/* What it says in this language, else in Chinese; adds it to `out`, as it is, if it says nothing in it. */
const char *ready_words(const struct ready *r, enum lang lang);
void ready_lacks(const struct ready *r, enum lang lang, struct text *out);
/*
 * Ready sentences, named ready-PREFIXWORD; PREFIX is "" or ends in '-'. True: one is ticked. With
 * the button show=edit those that were ticked go into the words of `field`, to be edited there.
 */
bool ready_offer(struct request *q, struct tree *node, enum sentence_kind kind, const char *prefix,
    const char *field);
/* The same about a paper, an answer, a call or a visit: those that can be true of it (sentence.def). */
bool ready_offer_about(struct request *q, struct tree *node, enum sentence_kind kind, const char *prefix,
    const char *field, bool is_sent);
/*
 * What was ticked (in the resident's language) and typed, a line each, at most `most` bytes;
 * NULL if nothing. `field` gets the problem if it is unclean or too long.
 */
const char *ready_text(struct request *q, const struct matter *m, enum sentence_kind kind,
    const char *prefix, const struct pairs *ticked, const char *typed, const char *field, size_t most);
/* The same of what ready_offer_about() offered; a sentence that it does not offer is a problem, too. */
const char *ready_text_about(struct request *q, const struct matter *m, enum sentence_kind kind,
    const char *prefix, bool is_sent, const struct pairs *ticked, const char *typed, const char *field,
    size_t most);
/*
 * What a statutory paper says in Chinese and a resident reads in another language: `field` has the resident's
 * wording, zh_field() the Chinese one. zh: NULL for a resident who reads Chinese.
 */
struct wordings {
	const char *words, *zh;
};
const char *zh_field(const struct request *q, const char *field);
/*
 * What was typed in both: Chinese that is missing, or is none, is a problem beside its field; Chinese alone
 * is both, and check_wording() asks for the other.
 */
void settle_wordings(struct request *q, enum lang lang, const char *field, struct wordings *both);
/* ready_text_about() in both: a ready sentence is there in each. */
struct wordings ready_wordings(struct request *q, const struct matter *m, enum sentence_kind kind,
    const char *prefix, bool is_sent, const struct pairs *ticked, const struct wordings *typed,
    const char *field, size_t most);
/* show_words(), with the ready sentences in it in the officer's language, whoever they went to. */
void show_said(struct request *q, struct tree *node, const char *path, const char *words);
/*
 * What a resident reads and somebody typed just now: in Chinese only, though they read another language, it
 * is a problem beside the field unless `chinese` is ticked. ready_text() asks this. Chinese: the box, once it
 * was asked; OwnLang, OwnCode: the resident's language, unless it is Chinese.
 */
void check_wording(struct request *q, enum lang lang, const char *field, const char *words);
/* The same for what was chosen and says nothing in that language (ready_lacks()); NULL: there is none. */
void check_sentences(struct request *q, enum lang lang, const char *field, const char *lacking);
const char *lacks_wording(struct request *q, enum lang lang);	/* "no Italian" */
const char *lang_name(const struct request *q, enum lang lang);	/* "Italian" */
void show_wording(struct request *q, enum lang lang);
const char *say_in(const struct request *q, enum lang lang, const char *key);
const char *say_in1(const struct request *q, enum lang lang, const char *key, const char *first);
/* A text of the language files in the resident's language. */
const char *say_to(const struct request *q, const struct matter *m, const char *key);
/* The same with {1} filled in. */
const char *say_to1(const struct request *q, const struct matter *m, const char *key, const char *first);
/* What can be done about this unit's refusal, and where: writ_remedy(). */
const char *remedy_to(const struct request *q, const struct matter *m);
const char *remedy_in(const struct request *q, const struct matter *m, enum lang lang);

/* 11 月 21 日 04:40, in a zone; 11 月 21 日; 周一 16:52. */
const char *moment_text(const struct request *q, moment at, const char *zone);
const char *day_text(const struct request *q, moment at);
const char *clock_text(const struct request *q, moment at, const char *zone);
/* Text and Iso below `path`, by Wenzhou's clock. */
void show_moment(struct request *q, struct tree *node, const char *path, moment at);
/* A text of several lines as a list below `path`: N.Line, empty ones left out. */
void show_words(struct tree *node, struct pool *pool, const char *path, const char *words);
/* The city if the country has several zones, else the country. */
const char *place_text(const struct request *q, const char *zone, const char *country);
bool is_asleep(moment now, const char *zone);
/* When it is due: Due.Text, Due.Left, Due.IsSoon or Due.IsOver, Due.MissingYear if it may still move. */
struct due {
	enum state state;
	moment due, stopped;
	bool is_extended;
	int promise_days, check_days;
};
void show_due(struct request *q, struct tree *node, const struct due *due);
/* Under this name the year until then whose days off are not announced; the text with that behind it. */
void show_missing_year(struct request *q, struct tree *node, const char *name, moment due);
const char *with_provisional(struct request *q, const char *text, moment due);
/* By when papers come that it was accepted without: PapersDue.Text, PapersDue.IsOver. */
void show_papers_due(struct request *q, struct tree *node, moment owed);
/* Where another department's people work. */
const char *clerk_front(const struct request *q);
/* A clock in the head of the page. */
void show_clock(struct request *q, const char *place, const char *zone);

/* Who wrote a department's answer down, and from what; result->told_by is not NULL. */
const char *told_text(const struct request *q, const struct application *a,
    const struct result *result, enum lang lang);
/* What a department has and said, on the office's side: Transfer. */
const struct error *show_transfer(struct request *q, const struct matter *m)
    __attribute__((warn_unused_result));
/* How an item of forward.h is called, and what its answer says; sealed ones masked. */
struct forward_item;
struct forward_list;
const char *forward_name(struct request *q, const struct formality *f,
    const struct forward_item *item, enum lang lang);
const char *forward_label(struct request *q, const struct formality *f, const struct forward_item *item);
const char *forward_value(struct request *q, const struct matter *m, const struct forward_item *item);
/* Changed: what they agreed to as it was before, and since when. */
void show_changed(struct request *q, const struct matter *m, const struct forward_list *list);

void desk_dress(struct request *q);

/* The residents' pages as the desk has them: no link leads anywhere, and the texts are the desk's own. */
const struct error *preview_load(const struct config *config, const struct views *own,
    struct site *portal) __attribute__((warn_unused_result));
/* The preview of a draft is shown: that is kept, for whoever may publish it, and PublishHref. */
const struct error *publish_seen(struct request *q, const struct catalogue_draft *draft)
    __attribute__((warn_unused_result));
/* What CODE.hdf.draft says of a formality, or NULL. */
const struct catalogue_draft *draft_of(const struct request *q, const char *code);
/* What is wrong in it, each with its key; NULL: nothing is, or there is none. */
const char *draft_wrong(const struct request *q, const struct catalogue_draft *draft);

#endif
