/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The check: of n characters with values v0…, the last one c,
 *	n v0 + (n-1) v1 + … + 2 v(n-2) + c ≡ 0 (mod 31).
 * 31 is prime and larger than the alphabet and than n, and all weights differ, so one
 * changed character or two exchanged ones always show. A number whose check would be
 * 30 has no character for it and is drawn again.
 */
#include "service/reference.h"

#include <string.h>

#include "base/text.h"
#include "store/seal.h"

#define LENGTH (REFERENCE_TEXT - 1)
#define MODULUS 31

static const char alphabet[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
#define SYMBOLS ((int)sizeof alphabet - 1)

static int
value_of(uint32_t c)
{
	const char *at = c && c < 128 ? strchr(alphabet, (int)c) : NULL;

	return at ? (int)(at - alphabet) : -1;
}

/* The weighted sum of the first n characters of `length`, all in the alphabet. */
static int
sum_of(const char *s, int n, int length)
{
	int sum = 0;

	for (int i = 0; i < n; i++)
		sum += (length - i) * value_of((unsigned char)s[i]);
	return sum % MODULUS;
}

void
checked_make(char *out, int length)
{
	int check;

	do {
		for (int i = 0; i < length - 1; i++)
			out[i] = alphabet[random_below(SYMBOLS)];
		check = (MODULUS - sum_of(out, length - 1, length)) % MODULUS;
	} while (check >= SYMBOLS);
	out[length - 1] = alphabet[check];
	out[length] = '\0';
}

void
reference_make(char out[REFERENCE_TEXT])
{
	checked_make(out, LENGTH);
}

static bool
is_separator(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '-' || c == '_' || c == 0xa0 || c == 0x3000 ||
	    (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x30fc;
}

bool
checked_read(const char *typed, char *out, int length)
{
	char ref[CHECKED_MOST + 1] = "";
	int n = 0;
	uint32_t c;

	if (!text_is_utf8(typed, strlen(typed)))
		return false;
	while ((c = text_next(&typed))) {
		if (c >= 0xff01 && c <= 0xff5e)
			c -= 0xff01 - '!';
		if (is_separator(c))
			continue;
		if (c >= 'a' && c <= 'z')
			c -= 'a' - 'A';
		if (n == length || value_of(c) < 0)
			return false;
		ref[n++] = (char)c;
	}
	if (n != length || sum_of(ref, length, length))
		return false;
	memcpy(out, ref, (size_t)length + 1);
	return true;
}

bool
reference_read(const char *typed, char out[REFERENCE_TEXT])
{
	return checked_read(typed, out, LENGTH);
}

void
reference_show(const char ref[REFERENCE_TEXT], char out[REFERENCE_SHOWN])
{
	memcpy(out, ref, 4);
	out[4] = '-';
	memcpy(out + 5, ref + 4, 4);
	out[9] = '-';
	out[10] = ref[8];
	out[11] = '\0';
}
