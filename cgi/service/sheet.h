/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Reading one of our own HDF files strictly. The first thing that is wrong is
 * kept with its file and key, and everything after it is ignored, so that a
 * reader is a plain list of what it wants and asks s->error once, at its end.
 * Whoever mends a file wants all of it at once: then every fault is collected,
 * s->error stays NULL, and a reader goes on with what it has.
 */
#ifndef QIAO_SERVICE_SHEET_H
#define QIAO_SERVICE_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"
#include "base/text.h"

struct error;
struct pool;
struct tree;

struct fault {
	struct fault *next;
	const char *file, *path, *text;	/* "driver/dl-x.hdf", "Limit.Promise", "longer than the law" */
	bool is_misplaced;
};

struct faults {
	struct pool *pool;		/* of the collected */
	struct fault *first, *last;
};

struct sheet {
	struct pool *pool;		/* for what is read */
	struct pool *scratch;		/* for paths and messages, freed by sheet_close() */
	const char *file;		/* for the error */
	const struct error *error;
	struct faults *faults;		/* all are collected here; NULL: the first is kept in error */
	/*
	 * No text may lack a language, and no key be of another kind than sheet.def says; what was kept is
	 * read as it was.
	 */
	bool is_published;
};

struct sheet_node {
	const struct tree *t;		/* NULL: not in the file */
	const char *path;		/* "Limit.Promise"; "" at the root; scratch */
};

/* `faults` may be NULL. */
struct sheet sheet_open(struct pool *pool, const char *file, struct faults *faults);
const struct error *sheet_close(struct sheet *s) __attribute__((warn_unused_result));

void sheet_wrong(struct sheet *s, const char *path, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A block in a value's place, or the reverse: nothing else is told of it or of what is below it. */
void sheet_misplaced(struct sheet *s, const char *path, const char *text);
/* What failed while the file was opened or parsed, or NULL; true if there was something. */
bool sheet_failed(struct sheet *s, const struct error *e);

#define SHEET_MOST (256 * 1024)		/* bytes of a file */

/* Lines that no file of ours has: nothing is read then, since readers would tell what follows from them. */
enum sheet_odd { SHEET_NUL, SHEET_BYTES, SHEET_ENDING, SHEET_BOM, SHEET_CONTROL, SHEET_ODDS };

/* A file's bytes, a NUL behind them, whatever they are. */
const struct error *sheet_bytes(struct pool *pool, const char *path, struct bytes *out)
    __attribute__((warn_unused_result));
/* The first line, from 1, that is odd so; 0: none is. */
int sheet_odd_line(struct bytes text, enum sheet_odd odd);
bool sheet_is_plain(struct bytes text);			/* no line is odd in any way */
const char *sheet_odd_text(enum sheet_odd odd);		/* "not UTF-8" */
/* The text of a file without such lines, in the sheet's pool; NULL, and told, if it is none. */
const char *sheet_file(struct sheet *s, const char *path);

struct sheet_node sheet_at(struct sheet *s, struct sheet_node n, const char *key);
struct sheet_node sheet_first(struct sheet *s, struct sheet_node n);	/* .t NULL at the end */
struct sheet_node sheet_next(struct sheet *s, struct sheet_node n);
const char *sheet_name(struct sheet_node n);
size_t sheet_count(struct sheet_node n);				/* children */
size_t sheet_list_needed(struct sheet *s, struct sheet_node list);	/* the same, not 0 */
/* Its name with '-' for '_'. */
const char *sheet_code(struct sheet *s, struct sheet_node n);
/* The other way about: a code as the file writes it, with '_' for '-'; scratch. */
const char *sheet_key(struct sheet *s, const char *code);

enum sheet_kind {
	SHEET_VALUE, SHEET_WORDS, SHEET_CODES,
#define BLOCK(name, ...) SHEET_##name,
#include "service/sheet.def"
	SHEET_KINDS
};

/* A block of that kind and all below it: unknown keys, and what is no value or no block, by sheet.def. */
void sheet_check(struct sheet *s, struct sheet_node block, enum sheet_kind kind);

/* All of these copy into the sheet's pool. NULL if it is not there. */
const char *sheet_value(struct sheet *s, struct sheet_node n);
const char *sheet_text(struct sheet *s, struct sheet_node n, const char *key);
const char *sheet_needed(struct sheet *s, struct sheet_node n, const char *key);
/*
 * A node that holds a text in several languages, other keys beside them or not: zh and en at
 * least, or (not in _needed) none.
 */
void sheet_local(struct sheet *s, struct sheet_node n, struct local *out);
void sheet_local_needed(struct sheet *s, struct sheet_node n, struct local *out);
/* These leave *out alone if the key is not there. */
void sheet_number(struct sheet *s, struct sheet_node n, const char *key, int least, int most,
    int *out);
void sheet_flag(struct sheet *s, struct sheet_node n, const char *key, bool *out);
/* The place of a value among words; -1 if it is not there, or (an error) none of them. */
int sheet_word_of(struct sheet *s, struct sheet_node n, const char *const words[], size_t count);
int sheet_word(struct sheet *s, struct sheet_node n, const char *key, const char *const words[],
    size_t count);

#endif
