/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The check: with values v0…v7 of the characters and c of the last one,
 *	9 v0 + 8 v1 + … + 2 v7 + c ≡ 0 (mod 31).
 * 31 is prime and larger than the alphabet, and all weights differ, so one
 * changed character or two exchanged ones always show. A number whose check would be
 * 30 has no character for it and is drawn again.
 */
#include "service/reference.h"

#include <string.h>

#include "base/text.h"
#include "store/seal.h"

#define LENGTH 9
#define MODULUS 31

static const char alphabet[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
#define SYMBOLS ((int)sizeof alphabet - 1)

static int
value_of(uint32_t c)
{
	const char *at = c && c < 128 ? strchr(alphabet, (int)c) : NULL;

	return at ? (int)(at - alphabet) : -1;
}

/* The weighted sum of the first n characters, all in the alphabet. */
static int
sum_of(const char *ref, int n)
{
	int sum = 0;

	for (int i = 0; i < n; i++)
		sum += (LENGTH - i) * value_of((unsigned char)ref[i]);
	return sum % MODULUS;
}

void
reference_make(char out[REFERENCE_TEXT])
{
	int check;

	do {
		for (int i = 0; i < LENGTH - 1; i++)
			out[i] = alphabet[random_below(SYMBOLS)];
		check = (MODULUS - sum_of(out, LENGTH - 1)) % MODULUS;
	} while (check >= SYMBOLS);
	out[LENGTH - 1] = alphabet[check];
	out[LENGTH] = '\0';
}

static bool
is_separator(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '-' || c == '_' || c == 0xa0 || c == 0x3000 ||
	    (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x30fc;
}

bool
reference_read(const char *typed, char out[REFERENCE_TEXT])
{
	char ref[REFERENCE_TEXT] = "";
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
		if (n == LENGTH || value_of(c) < 0)
			return false;
		ref[n++] = (char)c;
	}
	if (n != LENGTH || sum_of(ref, LENGTH))
		return false;
	memcpy(out, ref, sizeof ref);
	return true;
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
