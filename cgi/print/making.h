/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One paper from its facts to the sealed PDF. A result's paper holds the file that is handed over: a
 * picture on a page of its own; a PDF's pages behind its own, or where those alone would not be the same
 * file, above all if it is signed itself, whole, as an attachment. What a PDF is is qiao-media's to read,
 * in a child that can do nothing else (media/join.h); this process holds the seal's key.
 */
#ifndef QIAO_PRINT_MAKING_H
#define QIAO_PRINT_MAKING_H

#include "base/text.h"

struct catalogue;
struct db;
struct error;
struct printing;
struct words;

struct making {
	struct catalogue *catalogue;
	struct words *words;
	const char *media_socket;
	struct db *db;
};

/* ERROR_UNAVAILABLE: the store is away; any other error: the paper may be tried again. */
const struct error *making_paper(const struct making *with, struct printing *owed, struct bytes *pdf)
    __attribute__((warn_unused_result));

#endif
