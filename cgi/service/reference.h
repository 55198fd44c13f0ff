/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The number of an application: eight random characters and one that checks
 * them, stored as nine, shown as WZ7K-3F92-3. None of 0 O 1 I L U is in it, so that it can
 * be read out, copied by hand and typed on any keyboard. It is not a secret: who may
 * open an application is never decided by knowing its number.
 *
 *	char ref[REFERENCE_TEXT];
 *	if (!reference_read(form->ref, ref))
 *		return fail(ERROR_NOT_FOUND, "not a reference");
 */
#ifndef QIAO_SERVICE_REFERENCE_H
#define QIAO_SERVICE_REFERENCE_H

#include <stdbool.h>

#define REFERENCE_TEXT 10	/* nine characters and the NUL */
#define REFERENCE_SHOWN 12	/* XXXX-XXXX-C and the NUL */

/* 6 × 10^11 numbers: the caller's unique key settles the rare one that is taken. */
void reference_make(char out[REFERENCE_TEXT]);

/*
 * As a person types it: small letters, full-width letters, spaces and dashes of any
 * kind. False, and `out` untouched, if it cannot be a number of ours: every
 * single wrong character and every two characters exchanged are found. A character
 * outside the alphabet is never guessed.
 */
bool reference_read(const char *typed, char out[REFERENCE_TEXT]);

void reference_show(const char ref[REFERENCE_TEXT], char out[REFERENCE_SHOWN]);

/* The same of another length, the check included: `out` holds length + 1. */
#define CHECKED_MOST 30
void checked_make(char *out, int length);
bool checked_read(const char *typed, char *out, int length);

#endif
