/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * All formalities: the folder formalities/, one file CATEGORY/CODE.hdf each,
 * and the dictionaries beside them. Read whole at start-up; a wrong file stops
 * the program with its name and key.
 *
 *	for (size_t i = 0; i < c->dictionary->category_count; i++)
 *		for (f = catalogue_first(c, category); f; f = catalogue_next(c, f)) ...
 */
#ifndef QIAO_SERVICE_CATALOGUE_H
#define QIAO_SERVICE_CATALOGUE_H

#include <stddef.h>

#include "service/dictionary.h"
#include "service/formality.h"

struct error;
struct faults;
struct pool;
struct routing;
struct sheet;

struct catalogue {
	struct dictionary *dictionary;
	struct routing *routing;
	struct formality **formalities;		/* by category's order, then by file name */
	struct formality **by_code;
	size_t count;
	const char **unread;		/* codes of files that cannot be read */
	size_t unread_count;
};

const struct error *catalogue_load(struct pool *pool, const char *folder,
    struct catalogue **out) __attribute__((warn_unused_result));
/*
 * The same for who wants to mend it: all that is wrong in files is collected, and what can be
 * read of them is in *out; of no formality as long as the dictionaries are wrong.
 */
const struct error *catalogue_read(struct pool *pool, const char *folder, struct faults *faults,
    struct catalogue **out) __attribute__((warn_unused_result));
/* The text of one file, at most 256 KiB of UTF-8. */
const struct error *catalogue_text(struct pool *pool, const char *path, const char **out)
    __attribute__((warn_unused_result));

/*
 * What CODE.hdf.draft would make of CODE.hdf, or a new one: read as strictly, shown to officers and
 * to nobody else. A wrong one stops nobody.
 */
struct catalogue_draft {
	const char *file, *code;	/* "driver/dl-renew.hdf.draft", "dl-renew" */
	struct formality *formality;	/* NULL if it cannot be read */
	const char *wrong;		/* what is wrong in it, or NULL */
};

struct catalogue_drafts {
	struct catalogue_draft *at;
	size_t count;
};

const struct error *catalogue_drafts(struct pool *pool, const struct catalogue *c,
    const char *folder, struct catalogue_drafts *out) __attribute__((warn_unused_result));

/* One file into a sheet that is named CATEGORY/CODE.hdf or .hdf.draft; NULL if it is no HDF. */
struct formality *catalogue_read_file(struct sheet *s, const struct catalogue *c, const char *path);
/*
 * Its code stands in no other category; the formalities it names are in the catalogue, or among the drafts
 * if there are any.
 */
void catalogue_check_others(struct sheet *s, const struct catalogue *c,
    const struct catalogue_drafts *drafts, const struct formality *f);
/* The same of what life.hdf and subjects.hdf name. */
void catalogue_check_lists(struct sheet *s, const struct catalogue *c);

const struct formality *catalogue_find(const struct catalogue *c, const char *code);
/* The formalities of a category in turn, then NULL. */
const struct formality *catalogue_first(const struct catalogue *c, const char *category);
const struct formality *catalogue_next(const struct catalogue *c, const struct formality *f);

#endif
