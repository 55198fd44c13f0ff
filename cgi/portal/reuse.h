/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a person told us before, on the pages of a new draft: offered in the field, with where it
 * came from, and theirs only once they have saved the page. A correction offers nothing.
 *
 * A page of which everything is known is shown all the same: it costs one tap, and a wrong
 * relative, county or number costs a correction.
 */
#ifndef QIAO_PORTAL_REUSE_H
#define QIAO_PORTAL_REUSE_H

#include "portal/draft.h"
#include "service/remembered.h"

/* One a field of a page, NULL where nothing is offered. */
struct offers {
	const struct remembered_answer **at;
	bool *was_taken;		/* one a field: its answer stood as it was offered until now */
};

/* For what has no answer yet, from the questions before the form or from the page itself. */
const struct error *offers_load(struct request *q, const struct draft *d,
    const struct formality_page *page, struct offers *out) __attribute__((warn_unused_result));
/* Beside a field: where what it shows came from, unless something else was typed just now. */
void show_offered(struct request *q, const struct draft *d, const struct field_entry *f,
    const struct remembered_answer *offered);
/*
 * Beside a question before the form, and *picked: what the person has answered to it elsewhere, with
 * where. Nothing, and nothing asked of the store, for a visitor and for what each matter asks anew.
 */
const struct error *show_choice_known(struct request *q, const struct formality *f,
    const struct question *question, const char **picked) __attribute__((warn_unused_result));
/* Where this answer to it was told before; NULL if it was not, or another one was. */
const char *choice_source(struct request *q, const struct formality *f, const struct question *question,
    const struct choice *choice, const struct remembered *known);
/* What the page says above its fields, of some that are offered or of all; or NULL. */
const char *offers_word(struct request *q, const struct formality_page *page,
    const struct offers *offers);
/*
 * The page is right and about to be saved: what was offered and no answer needs leaves it again.
 * Problems where somebody else is meant now in one field, and still the old one in another;
 * is_sure: they were asked, and mean it.
 */
void offers_settle(struct request *q, const struct draft *d, const struct formality_page *page,
    const struct offers *offers, bool is_sure);
/* Set by offers_settle() on the page that is shown again. */
bool asks_to_be_sure(const struct request *q);

/* Where an answer of the draft was taken over from and still stands so, or NULL. */
const char *draft_source(struct request *q, const struct draft *d, const struct field_entry *f);
/* "沿用自“无犯罪记录证明”，11 月 3 日" */
const char *source_text(struct request *q, const struct source *source);

#endif
