/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A paper on A4 pages, as PDF. The text stays text: it can be selected, searched and read aloud.
 * Every page has the QR code and the number of pages at its foot. Lines stand closer where a part has one
 * page then and would have more; the letters never become smaller.
 *
 *	page_open(folder of our fonts)	once, before the sandbox
 *	page_write(pool, &paper, &pdf)
 */
#ifndef QIAO_PRINT_PAGE_H
#define QIAO_PRINT_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/clock.h"
#include "base/text.h"
#include "store/square.h"

struct error;
struct pool;

enum piece_style {
	PIECE_PLAIN,		/* from the margin */
	PIECE_TEXT,		/* a paragraph, its first line set in */
	PIECE_ITEM,		/* set in as a whole */
	PIECE_RIGHT,		/* at the right margin: who signs, the day; kept below the last two lines */
	PIECE_STYLES
};

struct piece {
	enum piece_style style;
	const char *text;		/* UTF-8; its line ends are kept */
};

/* What begins on a page of its own: the paper, then perhaps a note in another language. */
struct part {
	const char *head, *title, *number;
	const char *lang;		/* for the shapes of characters and where lines may end */
	bool is_note;			/* beside the paper, in smaller letters */
	const char *foot[4];		/* lines beside the code; NULL at the end */
	const char *page;		/* "第 {page} 页，共 {pages} 页", and {behind} */
	struct piece *pieces;
	size_t count;
};

/* A JPEG that is handed over with the paper, on a page of its own behind the others. */
struct picture {
	struct bytes jpeg;		/* nothing: none */
	int width, height;
	const char *name;		/* of its file */
};

struct paper {
	const char *name;		/* of the document, in its properties */
	moment at;			/* its date, and nothing else: the same paper is the same bytes */
	const struct part *parts;
	size_t part_count;
	struct picture picture;		/* its foot is that of the first part */
	struct square code;
	int behind;			/* pages of a file that is joined to it, which are not counted */
};

const struct error *page_open(const char *fonts) __attribute__((warn_unused_result));
void page_close(void);
/* *missing: characters that no font has, printed as empty boxes. */
const struct error *page_write(struct pool *pool, const struct paper *paper, struct bytes *pdf,
    int *missing) __attribute__((warn_unused_result));

#endif
