/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What of a formality's text is another one's: its file was copied, and only the code and the names were
 * changed. Nothing is taken up with such a text: qiao-admin lint refuses it, and so does the desk before
 * two persons publish it.
 */
#ifndef QIAO_SERVICE_COPIED_H
#define QIAO_SERVICE_COPIED_H

#include <stdbool.h>
#include <stddef.h>

struct catalogue;
struct formality;
struct pool;

struct copied {
	const char *path;		/* "Title.zh", "Steps" */
	const char *file;		/* whose it is: "driver/dl-renew.hdf" */
	bool is_guide;			/* all the steps */
};

struct copies {
	struct copied *at;
	size_t count;
};

/*
 * Of a formality of the catalogue, what is a file's in `folder` that is older; a draft, which is none of the
 * catalogue's, is newer than all.
 */
struct copies copied_from(struct pool *pool, const struct catalogue *c, const char *folder,
    const struct formality *f);

#endif
