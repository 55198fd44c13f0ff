/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a text has to look like: a declared form, or somebody's name with a telephone number. */
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/field_part.h"

#define MOST_DIGITS 16

/* As field_has_form() has it. */
static bool
has_form(const char *s, const char *form)
{
	char other[FORM_MOST + 1];
	const char *only = other;
	size_t n = 0;

	for (; n < FORM_MOST && form[n]; n++)
		other[n] = form[n] == 'A' ? 'a' : form[n] == '9' ? 'd' : form[n];
	other[n] = '\0';
	return field_has_form(s, &only, 1);
}

const char *
field_form_show(struct pool *pool, const char *form)
{
	char *out = pool_string(pool, form);
	char digit = '1', letter = 'A';

	for (char *o = out; *o; o++)
		if (*o == '9') {
			*o = digit;
			digit = digit == '9' ? '0' : (char)(digit + 1);
		} else if (*o == 'A') {
			*o = letter++;
		}
	return out;
}

const char *
field_check_form(struct field_work *w, const char *s)
{
	char code[FORM_MOST + 2];

	field_squeeze(s, code, sizeof code);
	if (!has_form(code, w->rule->form))
		return "field.text.form";
	w->stored = pool_string(w->pool, code);
	return NULL;
}

/* A mobile number, or a landline with its area code, of mainland China. */
static bool
is_phone(const char *digits, size_t n)
{
	if (n == 13 && strncmp(digits, "86", 2) == 0)
		return is_phone(digits + 2, 11);
	if (n == 15 && strncmp(digits, "0086", 4) == 0)
		return is_phone(digits + 4, 11);
	if (digits[0] == '1')
		return n == 11 && digits[1] >= '3';
	return digits[0] == '0' && n >= 10 && n <= 12;
}

/* "林示例 138 0013 8000": a number may have blanks and hyphens within. */
const char *
field_check_recipient(const struct field_work *w, const char *s)
{
	bool has_name = false, has_phone = false;
	char digits[MOST_DIGITS + 1] = "";
	size_t n = 0;
	uint32_t c;

	for (s = text_halfwidth(w->pool, s); !has_name || !has_phone; ) {
		c = text_next(&s);
		if (c >= '0' && c <= '9') {
			n += n <= MOST_DIGITS;
			digits[n - 1] = (char)c;
			continue;
		}
		/* behind a whole mobile number a blank may begin another */
		if ((c == ' ' || c == '-') && !(n >= 11 && n <= MOST_DIGITS && digits[n - 11] == '1' &&
		    is_phone(digits, n)))
			continue;
		has_phone |= n > 0 && n <= MOST_DIGITS && is_phone(digits, n);
		n = 0;
		if (!c)
			break;
		has_name |= (c >= 0x3400 && c < 0xff00) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
	}
	return !has_phone ? "field.text.no_phone" : !has_name ? "field.text.no_name" : NULL;
}
