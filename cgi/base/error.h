/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What went wrong, as a value. NULL is success; an error must be used.
 *
 *	const struct error *e;
 *	if ((e = person_load(db, id, &person)))
 *		return e;
 *	...
 *	return fail(ERROR_CONFLICT, "version %d is not current", version);
 *
 * The person sees the message of the kind in their language; `detail` is for
 * the log only and never holds personal data. Errors live in a small ring in
 * static memory: one stays valid until eight more were raised.
 */
#ifndef QIAO_BASE_ERROR_H
#define QIAO_BASE_ERROR_H

enum error_kind {
	ERROR_NONE,
	ERROR_BAD_REQUEST,	/* 400 malformed, not UTF-8, out of order */
	ERROR_FORBIDDEN,	/* 403 not provably from one of our pages */
	ERROR_ROLE,		/* 403 not for this role or person */
	ERROR_BARRED,		/* 403 their own matter, their family's or of somebody they know */
	ERROR_NOT_FOUND,	/* 404 also "not yours" */
	ERROR_METHOD,		/* 405 */
	ERROR_CONFLICT,		/* 409 somebody was first */
	ERROR_ENDED,		/* 410 it was here and is over */
	ERROR_TOO_LARGE,	/* 413 */
	ERROR_INVALID,		/* 422 the form is shown again */
	ERROR_TOO_MANY,		/* 429 */
	ERROR_INTERNAL,		/* 500 */
	ERROR_UNAVAILABLE,	/* 503 try again soon */
	ERROR_KINDS
};

struct error {
	enum error_kind kind;
	int code;		/* of the library that failed, 0 if none */
	const char *file;
	int line;
	char detail[240];
};

#define fail(kind, ...) error_raise((kind), 0, __FILE__, __LINE__, __VA_ARGS__)
#define fail_code(kind, code, ...) error_raise((kind), (code), __FILE__, __LINE__, __VA_ARGS__)

const struct error *error_raise(enum error_kind kind, int code, const char *file, int line,
    const char *format, ...) __attribute__((format(printf, 5, 6), warn_unused_result, cold,
    returns_nonnull));

/* The HTTP status of a kind. */
int error_status(enum error_kind kind);

/* The key of a kind's message in the language files: "not_found". */
const char *error_word(enum error_kind kind);

#endif
