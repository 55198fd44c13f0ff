/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What qiao-admin lint looks for beyond what the reader of a file refuses; lint.c has the command. */
#ifndef QIAO_ADMIN_LINT_H
#define QIAO_ADMIN_LINT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/clock.h"

struct admin;
struct dictionary;
struct catalogue;
struct faults;
struct formality;
struct pool;
struct routing;
struct sheet;
struct tree;

/* What is wrong in the files; lint() warns too. If nothing is, the catalogue as it was read. */
const struct error *lint_mistakes(struct admin *a, struct catalogue **out)
    __attribute__((warn_unused_result));

/*
 * Rules of fields that nobody can keep, and examples that the fields' own checks refuse, in the words of
 * a language file; NULL: by the key of the words.
 */
void lint_fields(struct sheet *s, const struct formality *f, day today, const struct tree *words);
/* A Means that nothing can have, and an example that no answers on a way to the form agree with. */
void lint_means(struct sheet *s, const struct formality *f, day today);
/* Who applies is asked first; options, questions and their choices that read alike. */
void lint_form(struct sheet *s, const struct formality *f);
/* A name or title that an older file has: this one was copied from it. A draft is newer than all. */
void lint_copied(struct sheet *s, const struct catalogue *c, const char *folder, const struct formality *f);
/* A unit that is none of unit.def; of all that routing.hdf names. */
void lint_unit(struct sheet *s, const char *path, const char *code);
void lint_routing(struct pool *pool, const struct routing *r, struct faults *faults);
/* Statements with a gap, without whom or when, and what one language of them has and another lacks. */
void lint_statements(struct sheet *s, const struct formality *f);
/* A fee in words that is not the one in figures. */
void lint_fee(struct sheet *s, const struct formality *f);

#define TEST_AREA "330399"	/* was never assigned: nobody's identity number begins so */

/* A text of a file: what is invisible, a traditional character, an identity number of another area. */
void lint_invisible(struct sheet *s, const char *text);
void lint_traditional(struct sheet *s, const char *path, const char *text);
void lint_somebody(struct sheet *s, const char *path, const char *text);

/*
 * A promise that may end after the law, in words in the pool, or NULL. A warning where holidays do it now
 * and then; *is_mistake where it happens so often that nobody could have meant it.
 */
const char *lint_limit(struct pool *pool, const struct formality *f, bool *is_mistake);

/* Days that are said to be an estimate and are a rule's all the same, or the reverse. */
void lint_estimate(struct sheet *s, const struct formality *f);
/* A remark that is to tell of the wait for somebody, where there is none. */
void lint_wait(struct sheet *s, const struct formality *f);
/* A warning of one that tells from when the days count, and no TellsStart, or the reverse; else NULL. */
const char *lint_start(const struct formality *f);

/* Files in the folders of categories that are no formality's by their names: a warning for each. */
void lint_ignored(struct pool *pool, const char *folder, const struct dictionary *dictionary);

/* Which key stands on which line of an HDF text, and what the parser would not say with its line. */
struct lines;

/* Braces that do not pair, lines that are nothing, names given twice: told by their path "@LINE". */
struct lines *lines_read(struct sheet *s, const char *text);
/*
 * The line of a key, "Limit.Promise", or of the nearest above it that is there; of a field's rule that
 * is not in the file, where a page asks for the field. '-' and '_' are the same.
 */
int lines_find(struct pool *pool, const struct lines *lines, const char *path);
/* Every brace has its other one; where not, what the reader made of the file is no use to anybody. */
bool lines_pair(const struct lines *lines);
/* The i-th key and its value on one line ("" if it has none); false behind the last. */
bool lines_at(const struct lines *lines, size_t i, const char **path, const char **value);

/* What is invisible, punctuation of another script, a statute's words, lost accents, what is said once. */
void lint_words(struct sheet *s, const char *text, const struct lines *lines);
/* Of lint_words(): sentences of the guide in Italian or Spanish that are another language's. */
void lint_untranslated(struct sheet *s, const struct lines *lines);
/* Of lint_words(): pinyin that is none, and search words that nobody types. */
void lint_typed(struct sheet *s, const struct lines *lines);

#endif
