/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/masked.h"

#include <ctype.h>
#include <string.h>

#include "base/country.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/field.h"

#define SHOWN_DIGITS 3
#define LEAST_DIGITS 7	/* of a telephone number with its code */

static const char *
masked_phone(struct pool *pool, const char *e164)
{
	const struct country *country = country_by_calling(e164);
	size_t n = strlen(e164);
	char dial[8] = "";

	if (country)
		country_dial(country, dial);
	return pool_format(pool, "+%s%s•••• %s", dial, *dial ? " " : "",
	    e164 + (n > SHOWN_DIGITS ? n - SHOWN_DIGITS : n));
}

static const char *
masked_email(struct pool *pool, const char *address)
{
	const char *at = strrchr(address, '@'), *second = address;

	if (!at)
		return "•••";
	/* of a name of one letter nothing would be left to hide */
	if (text_next(&second) == 0 || second >= at)
		second = address;
	return pool_format(pool, "%s•••%s",
	    pool_bytes(pool, address, (size_t)(second - address)), at);
}

const char *
masked(struct pool *pool, const char *kind, const char *address)
{
	return strcmp(kind, "phone") == 0 ? masked_phone(pool, address) :
	    masked_email(pool, address);
}

const char *
masked_number(struct pool *pool, const char *number)
{
	size_t n = strlen(number);

	if (n < 8)
		return "•••••";
	return pool_format(pool, "%c•••••%s", number[0], number + n - 3);
}

/* What people write between the digits of one number. */
static bool
is_between(char c)
{
	return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/';
}

/* A number from abroad or with an area code, a mobile one of the mainland, an identity number. */
static bool
is_personal(const char *digits, size_t n)
{
	if (*digits == '+' || *digits == '0')
		return n >= LEAST_DIGITS;
	return (n == 11 && *digits == '1' && digits[1] >= '3') || n == 15 || n == 18;
}

/*
 * The length of a run of digits (and + or X) that begins here, 0 if none does. They are one
 * number, or several with something between: hidden if it is one that tells of a person, or one
 * of them is.
 */
static size_t
run_of(const char *s, char digits[], size_t room, bool *is_hidden)
{
	size_t n = 0, end = 0, group = 0;

	*is_hidden = false;
	for (size_t i = 0; s[i] && n + 1 < room; i++) {
		bool is_mark = (s[i] == '+' && n == 0) || ((s[i] == 'X' || s[i] == 'x') && n - group == 17);

		if (!is_mark && !(s[i] >= '0' && s[i] <= '9')) {
			if (n == 0 || !is_between(s[i]))
				break;
			*is_hidden |= is_personal(digits + group, n - group);
			group = n;
			continue;
		}
		digits[n++] = s[i];
		end = i + 1;
	}
	digits[n] = '\0';
	*is_hidden |= is_personal(digits + group, n - group) || is_personal(digits, n);
	return end;
}

const char *
masked_words(struct pool *pool, const char *words)
{
	const char *plain = text_halfwidth(pool, words);
	struct text out = {.pool = pool};
	bool is_any = false;

	for (size_t n; *plain; plain += n) {
		char digits[64];
		bool is_hidden;

		n = run_of(plain, digits, sizeof digits, &is_hidden);
		if (n && is_hidden) {
			text_add(&out, masked_number(pool, digits));
			is_any = true;
			continue;
		}
		n = n ? n : 1;
		text_add_bytes(&out, plain, n);
	}
	return is_any ? out.s : words;
}

static bool
is_of_address(char c)
{
	return isalnum((unsigned char)c) || strchr("._%+-", c);
}

/* The word around this @, without a full stop that ends its sentence. */
static bool
is_email(struct pool *pool, const char *words, const char *at)
{
	const char *from = at, *end = at + 1;
	char out[EMAIL_TEXT];

	while (from > words && is_of_address(from[-1]))
		from--;
	while (*end && is_of_address(*end))
		end++;
	while (end[-1] == '.')
		end--;
	return !email_check(pool_bytes(pool, from, (size_t)(end - from)), out);
}

/* A passport, a permit: one letter or two, and then seven or eight digits. */
static bool
is_document(const char *word, size_t n)
{
	size_t letters = 0;

	while (letters < n && isalpha((unsigned char)word[letters]))
		letters++;
	if (letters < 1 || letters > 2 || n - letters < 7 || n - letters > 8)
		return false;
	for (size_t i = letters; i < n; i++)
		if (!isdigit((unsigned char)word[i]))
			return false;
	return true;
}

bool
masked_is_personal(struct pool *pool, const char *words)
{
	const char *plain = text_halfwidth(pool, words);

	if (masked_words(pool, words) != words)
		return true;
	for (const char *at = plain; (at = strchr(at, '@')); at++)
		if (is_email(pool, plain, at))
			return true;
	for (size_t n; *plain; plain += n) {
		for (n = 0; isalnum((unsigned char)plain[n]);)
			n++;
		if (is_document(plain, n))
			return true;
		n = n ? n : 1;
	}
	return false;
}
