/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Passports with their machine-readable zone, and the permits to Hong Kong, Macao and Taiwan. */
#include <string.h>

#include "base/text.h"
#include "service/field_part.h"

#define COUNT(a) (sizeof (a) / sizeof *(a))

static const char *const ordinary[] = {"Edddddddd", "Elddddddd", "Gdddddddd", "14ddddddd",
	"15ddddddd"};
static const char *const service[] = {"SEddddddd", "PEddddddd", "DEddddddd", "Sddddddd",
	"Sdddddddd", "Pddddddd", "Pdddddddd", "Dddddddd", "Ddddddddd"};
static const char *const hong_kong[] = {"Hddddddd", "Hdddddddd", "Haddddddd", "Hadddddddd",
	"Kddddddd", "Kdddddddd", "Kaddddddd", "Kadddddddd"};
static const char *const macao[] = {"Maddddddd"};

enum passport_kind
passport_kind_of(const char *number)
{
	if (field_has_form(number, ordinary, COUNT(ordinary)))
		return PASSPORT_ORDINARY;
	if (field_has_form(number, service, COUNT(service)))
		return PASSPORT_SERVICE;
	if (field_has_form(number, hong_kong, COUNT(hong_kong)))
		return PASSPORT_HONG_KONG;
	if (field_has_form(number, macao, COUNT(macao)))
		return PASSPORT_MACAO;
	return PASSPORT_OTHER;
}

/* E or G and almost eight more: likely a Chinese number with a slip, though maybe foreign. */
static bool
is_nearly_chinese(const char *s, size_t n)
{
	return (s[0] == 'E' || s[0] == 'G') && n >= 8 && n <= 10 &&
	    text_is_digits(s + 2, n - 2) && passport_kind_of(s) == PASSPORT_OTHER;
}

const char *
passport_check(const char *in, const char *country, char out[DOCUMENT_TEXT],
    const char **warning)
{
	char s[24];
	size_t n = field_squeeze(in, s, sizeof s);
	const char *wrong;

	if (strlen(in) == 44 && strchr(in, '<')) {
		if ((wrong = mrz_check(in)))
			return wrong;
		n = strcspn(in, "<") < 9 ? strcspn(in, "<") : 9;
		memcpy(s, in, n);
		s[n] = '\0';
	}
	if (strchr(s, '?'))
		return "field.passport.letters";
	if (n < 5 || n > 15)
		return "field.passport.length";
	if (text_same(country, "CN")) {
		if (passport_kind_of(s) == PASSPORT_OTHER)
			return "field.passport.chinese";
	} else if (is_nearly_chinese(s, n)) {
		*warning = "field.passport.nearly";
	}
	memcpy(out, s, n + 1);
	return NULL;
}

char
mrz_check_digit(const char *s, size_t n)
{
	static const int weights[] = {7, 3, 1};
	int sum = 0;

	for (size_t i = 0; i < n; i++) {
		char c = s[i];
		int value;

		if (c >= '0' && c <= '9')
			value = c - '0';
		else if (c >= 'A' && c <= 'Z')
			value = c - 'A' + 10;
		else if (c == '<')
			value = 0;
		else
			return '\0';
		sum += value * weights[i % 3];
	}
	return (char)('0' + sum % 10);
}

/* The check digit of n characters from `from`, counted from 1 as ICAO 9303 part 4 does. */
static bool
proves(const char *line, size_t from, size_t n, size_t at)
{
	return mrz_check_digit(line + from - 1, n) == line[at - 1];
}

const char *
mrz_check(const char *line)
{
	char whole[40];

	if (strlen(line) != 44)
		return "field.mrz.length";
	for (const char *p = line; *p; p++)
		if (mrz_check_digit(p, 1) == '\0')
			return "field.mrz.letters";
	if (!proves(line, 1, 9, 10))
		return "field.mrz.number";
	if (!proves(line, 14, 6, 20))
		return "field.mrz.birth";
	if (!proves(line, 22, 6, 28))
		return "field.mrz.expiry";
	/* an unused personal number may have < for its digit */
	if (!proves(line, 29, 14, 43) &&
	    !(line[42] == '<' && strspn(line + 28, "<") >= 15))
		return "field.mrz.personal";
	memcpy(whole, line, 10);
	memcpy(whole + 10, line + 13, 7);
	memcpy(whole + 17, line + 21, 22);
	return mrz_check_digit(whole, 39) == line[43] ? NULL : "field.mrz.whole";
}

static const char *
permit_check(const char *in, const char *const *forms, size_t n, const char *wrong,
    char out[DOCUMENT_TEXT])
{
	char s[DOCUMENT_TEXT];

	if (field_squeeze(in, s, sizeof s) >= sizeof s || !field_has_form(s, forms, n))
		return wrong;
	memcpy(out, s, sizeof s);
	return NULL;
}

const char *
permit_hkmo_check(const char *in, char out[DOCUMENT_TEXT])
{
	static const char *const forms[] = {"Cdddddddd", "Clddddddd"};

	return permit_check(in, forms, COUNT(forms), "field.permit_hkmo.form", out);
}

const char *
permit_tw_check(const char *in, char out[DOCUMENT_TEXT])
{
	static const char *const forms[] = {"Ldddddddd", "Tdddddddd"};

	return permit_check(in, forms, COUNT(forms), "field.permit_tw.form", out);
}

/* People of Taiwan have eight digits, of Hong Kong and Macao H or M and eight or ten. */
const char *
permit_mtp_check(const char *in, char out[DOCUMENT_TEXT])
{
	static const char *const forms[] = {"dddddddd", "Hdddddddd", "Hdddddddddd", "Mdddddddd",
		"Mdddddddddd"};

	return permit_check(in, forms, COUNT(forms), "field.permit_mtp.form", out);
}
