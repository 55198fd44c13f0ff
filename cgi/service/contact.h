/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What code.c, person.c and notice.c share about contacts; person.h is for everybody else. */
#ifndef QIAO_SERVICE_CONTACT_H
#define QIAO_SERVICE_CONTACT_H

#include <stdbool.h>

#include "base/text.h"

struct contact;
struct pool;

#define CONTACT_CONTEXT "contact"	/* of contact.sealed, with the contact's id */

/* E.164 (ITU-T, at most 15 digits), or an address as email_check() has it (field.h), in any letters. */
bool contact_is_normal(const struct contact *contact);
/* The blind index: a keyed hash of kind and address in small letters. */
struct bytes contact_index(struct pool *pool, const char *kind, const char *address);
const char *contact_channel(const char *kind);	/* sms or mail */

#endif
