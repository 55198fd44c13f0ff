/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The client's side of qiao-media, which turns what people upload into what is kept:
 * an upright JPEG without EXIF, at most 2400 px, and a thumbnail; or a PDF that was
 * checked, counted and rid of what runs. The worker itself never decodes anything.
 *
 * On the socket: the service says PRESS_READY once a child has taken the connection;
 * the client sends its length (u32le) and the bytes; the service answers PRESS_HEAD
 * bytes, seven u32le: verdict, type (0 none, 1 image/jpeg, 2 application/pdf), pages,
 * width, height, length of content, length of thumb; then both, and closes. An answer
 * that ends early means that the child was ended: PRESS_GAVE_UP.
 *
 * qiao-print asks for something else, too: PRESS_JOIN is set in the length, and the bytes are a paper and
 * the file that it hands over. How to join them, the lengths of the paper and of the file's name (three
 * u32le) stand first, then the paper, the name, the file. The content that comes back is one PDF.
 */
#ifndef QIAO_STORE_PRESS_H
#define QIAO_STORE_PRESS_H

#include <stdbool.h>

#include "base/clock.h"
#include "base/text.h"

struct error;
struct pool;

enum press_verdict {		/* each has a sentence in the language files: press.WORD */
	PRESS_OK,
	PRESS_EMPTY,		/* zero bytes */
	PRESS_UNKNOWN,		/* neither JPEG, PNG, WebP, HEIC nor PDF, by its content */
	PRESS_BROKEN,		/* truncated or damaged */
	PRESS_TOO_LARGE,	/* over 25 MB or 60 megapixels */
	PRESS_TOO_SMALL,	/* shorter side under 200 px: nobody could read it */
	PRESS_LOCKED,		/* a PDF with a password */
	PRESS_TOO_MANY_PAGES,	/* a PDF of more than 40 pages */
	PRESS_GAVE_UP,		/* over its time or memory */
	/* the service says none of these: it was not asked (web/receive.h) */
	PRESS_TOO_LATE,		/* the time of its request was over before its turn */
	PRESS_TOO_MANY_FILES,	/* there is no room for it */
	PRESS_VERDICTS
};

#define PRESS_MOST_BYTES (25 << 20)
#define PRESS_MOST_PIXELS 60000000
#define PRESS_LEAST_SIDE 200	/* pixels */
#define PRESS_MOST_PAGES 40

struct pressed {
	enum press_verdict verdict;
	const char *type;	/* image/jpeg or application/pdf; NULL unless PRESS_OK */
	struct bytes content;	/* in the pool */
	struct bytes thumb;	/* JPEG 320 px, empty for a PDF */
	int pages;		/* 1 for an image */
	int width, height;	/* 0 for a PDF */
};

/*
 * Blocks for at most PRESS_PATIENCE. Returns an error only when the service cannot be
 * reached or has no child free in that time (ERROR_UNAVAILABLE: the same file may work later).
 */
#define PRESS_PATIENCE (45 * SECOND)
const struct error *press(const char *socket, struct pool *pool, struct bytes original,
    struct pressed *out) __attribute__((warn_unused_result));
const char *press_word(enum press_verdict verdict);	/* "too-small" */

/* As pages behind the paper's, or whole, as an attachment of it. */
enum press_join { JOIN_PAGES, JOIN_ATTACHED };

struct joining {
	enum press_join how;
	struct bytes paper, file;
	const char *name;	/* by which the file is given out, ASCII */
};

#define PRESS_JOIN 0x80000000u
#define JOIN_NAME_MOST 60

/* As press(). *out: pages are those of the file, 0 if it is attached; PRESS_BROKEN: not as pages. */
const struct error *press_join(const char *socket, struct pool *pool, const struct joining *what,
    struct pressed *out) __attribute__((warn_unused_result));
/* The service's side; name is in a place that the next call overwrites. */
bool press_join_read(struct bytes request, struct joining *out);

#define PRESS_READY 'r'
#define PRESS_HEAD 28
void press_head_write(const struct pressed *pressed, unsigned char head[PRESS_HEAD]);
/* Sets the lengths of content and thumb and no pointers; false if it is not such a head. */
bool press_head_read(const unsigned char head[PRESS_HEAD], struct pressed *out);
uint32_t press_number_read(const unsigned char in[4]);
void press_number_write(uint32_t number, unsigned char out[4]);

#endif
