/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/contact.h"

#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "service/field.h"
#include "service/person.h"
#include "store/seal.h"

#define LEAST_DIGITS 7
#define MOST_DIGITS 15

bool
contact_is_normal(const struct contact *contact)
{
	const char *a = contact->address;
	char checked[EMAIL_TEXT];
	size_t n = strlen(a);

	if (strcmp(contact->kind, "phone") == 0)
		return a[0] == '+' && n > LEAST_DIGITS && n <= MOST_DIGITS + 1 &&
		    text_is_digits(a + 1, n - 1);
	return strcmp(contact->kind, "email") == 0 && text_is_utf8(a, n) && !email_check(a, checked) &&
	    strcasecmp(a, checked) == 0;
}

struct bytes
contact_index(struct pool *pool, const char *kind, const char *address)
{
	char *data = pool_format(pool, "%s:%s", kind, address);

	text_lower(data);
	return keyed_hash(pool, CONTACT_CONTEXT, bytes_of(data));
}

const char *
contact_channel(const char *kind)
{
	return strcmp(kind, "phone") == 0 ? "sms" : "mail";
}
