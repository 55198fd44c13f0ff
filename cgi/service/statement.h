/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Statements: the materials that the platform makes from the answers, such as the
 * authorisation letter (Civil Code art. 165). A text's holes are {FIELD}, a field of the
 * formality, its answer shown as people read it; and
 *
 *	{Formality}	its name
 *	{Signed}	when it was submitted, by the clock of Wenzhou
 *	{From} {Until}	that day, and the day LETTER_DAYS later
 *
 * A part [in brackets] goes if a hole in it has no answer: "{name}[, passport {passport}]".
 * The Chinese text is the one that is signed; the others are there to be understood.
 */
#ifndef QIAO_SERVICE_STATEMENT_H
#define QIAO_SERVICE_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/clock.h"
#include "base/lang.h"

struct application;
struct correction;
struct formality;
struct formality_material;
struct pairs;
struct pool;
struct tree;

#define LETTER_DAYS 90		/* how long a relative may act */

/* Is it one, and does it belong to these answers? */
bool statement_is_made(const struct formality_material *m, const struct pairs *answers);
/*
 * When it was signed: by submitting, or by handing in the newest correction, which may be NULL;
 * 0 if that was never handed in, for the answers may have changed since.
 */
moment statement_signed(const struct application *a, const struct correction *newest);
/* "2026年11月23日 17:24（温州时间）" */
const char *statement_moment(struct pool *pool, moment at, enum lang lang);
/* What is not answered, or with signed_at 0 not signed, is "＿＿". In the pool. */
const char *statement_text(struct pool *pool, const struct formality *f,
    const struct formality_material *m, const struct pairs *answers, enum lang lang,
    moment signed_at);
/* The first hole that is nothing of this formality, "[" if brackets do not pair, or NULL. */
const char *statement_unknown(struct pool *pool, const struct formality *f, const char *text);

/*
 * The first hole outside brackets whose field may be empty where this statement is made, or NULL:
 * there people would sign a gap.
 */
const char *statement_gap(struct pool *pool, const struct formality *f,
    const struct formality_material *m, const char *text);

/*
 * All that are made, as a list Statements below a page: Name, Official.N.Line, and, unless
 * lang is zh, OfficialName and Courtesy.N.Line. Returns how many.
 */
size_t statement_show(struct pool *pool, struct tree *page, const struct formality *f,
    const struct pairs *answers, enum lang lang, moment signed_at);

#endif
