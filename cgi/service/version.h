/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Versions of formalities: an application keeps the text of the file under which it was
 * made. qiao-admin catalogue stores each new text once, found again by its digest.
 */
#ifndef QIAO_SERVICE_VERSION_H
#define QIAO_SERVICE_VERSION_H

#include <stdint.h>

#include "base/clock.h"

struct catalogue;
struct db;
struct error;
struct formality;

/* The id of this very text; ERROR_UNAVAILABLE while it is not in the store yet. */
const struct error *version_of(struct db *db, const struct formality *f, int64_t *id)
    __attribute__((warn_unused_result));
/* Since when this very text is in use; the same errors. */
const struct error *version_since(struct db *db, const struct formality *f, moment *since)
    __attribute__((warn_unused_result));
/*
 * The formality as that version says: from the catalogue if it is today's, else read from the store.
 * It stays as long as the pool of `db` that was in use. A worker keeps the last VERSIONS_KEPT that it read.
 */
#define VERSIONS_KEPT 16
const struct error *version_load(struct db *db, const struct catalogue *c, const char *code,
    int64_t version, const struct formality **out) __attribute__((warn_unused_result));
/* What became of a text under which a matter was made. */
enum version_age {
	VERSION_TODAYS,
	VERSION_CHANGED,	/* today's says something else */
	VERSION_RETIRED,	/* there is none today */
	VERSION_LOST,		/* it cannot be read any more, and `f` is today's in its place */
};
/* f: what version_load() found of this version. */
const struct error *version_compare(struct db *db, const struct catalogue *c, int64_t version,
    const struct formality *f, enum version_age *out) __attribute__((warn_unused_result));
/* Today's, or the last that was stored of one that has left the catalogue; NULL if there is none. */
const struct formality *version_newest(struct db *db, const struct catalogue *c, const char *code);

#endif
