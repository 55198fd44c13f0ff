/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A form is a table of rows beside the handler that uses it; from the rows come the
 * typed struct, the checks, the maxlength in the page and the fuzz dictionary.
 *
 *	#define SIGN_IN_FORM(FIELD) \
 *		FIELD(contact, LINE, 3, 254, REQUIRED) \
 *		FIELD(zone,    WORD, 0, 40,  OPTIONAL)
 *	FORM(sign_in, SIGN_IN_FORM)		makes struct sign_in_form and form_sign_in()
 *
 * Types: LINE one line of text, trimmed; TEXT several lines; WORD [A-Za-z0-9_.:+/-] only
 * (codes, refs, keys, zones); NUMBER a whole number within least and most; FLAG a checkbox;
 * FILES up to `most` files; ANSWERS every other pair whose name a formality may use
 * (at most `most` of them; of a page those of its address). Lengths count code points. A
 * path's :name is a row too.
 *
 * The engine refuses unknown, repeated, oversized, non-UTF-8 and NUL-bearing input. A missing
 * or over-long row becomes a problem beside its field; a bad WORD or NUMBER of the path is 404.
 * Of a page's address unknown names are ignored, since links gather them on their way (WeChat's from=,
 * utm_source=, fbclid=); a row's own name that comes twice or is not UTF-8 is 400.
 */
#ifndef QIAO_WEB_FORM_H
#define QIAO_WEB_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pairs.h"
#include "store/press.h"

struct error;
struct request;

enum form_type { FORM_LINE, FORM_TEXT, FORM_WORD, FORM_NUMBER, FORM_FLAG, FORM_FILES, FORM_ANSWERS };

struct form_row {
	const char *name;
	enum form_type type;
	int64_t least, most;
	bool is_required;
	size_t offset;
};

struct form {
	const char *name;
	const struct form_row *rows;
	size_t count, size;
};

/* A file that was received, pressed and stored in state uploading (unless refused, or left out). */
struct upload {
	const char *name;		/* as the phone called it, to show only */
	enum press_verdict verdict;
	int64_t file;			/* 0 if refused */
	struct pressed pressed;
};

struct uploads {
	const struct upload *at;
	size_t count;
};

#define FORM_C_LINE const char *
#define FORM_C_TEXT const char *
#define FORM_C_WORD const char *
#define FORM_C_NUMBER int64_t
#define FORM_C_FLAG bool
#define FORM_C_FILES struct uploads
#define FORM_C_ANSWERS struct pairs

#define FORM_REQUIRED true
#define FORM_OPTIONAL false
#define FORM_MEMBER(n, type, least, most, need) FORM_C_##type n;
#define FORM_ROW(n, type, least, most, need) \
	{#n, FORM_##type, least, most, FORM_##need, offsetof(form_struct, n)},

/* A form of one handler's file. One that several share is split: struct in a header, rows in a file. */
#define FORM(id, TABLE) FORM_STRUCT(id, TABLE) FORM_ROWS(id, TABLE)

#define FORM_STRUCT(id, TABLE) \
	struct id##_form { \
		TABLE(FORM_MEMBER) \
		char form_end; \
	};

#define FORM_ROWS(id, TABLE) \
	const struct form *form_##id(void); \
	const struct form * \
	form_##id(void) \
	{ \
		typedef struct id##_form form_struct; \
		static const struct form_row rows[] = {TABLE(FORM_ROW)}; \
		static const struct form form = {#id, rows, sizeof rows / sizeof(struct form_row), \
		    sizeof(form_struct)}; \
\
		return &form; \
	}

/* Fill `out` (form->size bytes, zeroed) from the typed pairs and uploads; problems go to the request. */
const struct error *form_fill(struct request *q, const struct form *form, void *out)
    __attribute__((warn_unused_result));
/* False, with a problem beside the field, when more files were chosen than it takes. Before pressing. */
bool form_has_room(struct request *q, const struct form *form);
/* The row of that name, or NULL. */
const struct form_row *form_row(const struct form *form, const char *name);

#endif
