/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Numbers with a check character or a fixed form: citizens, companies, vehicles, licences. */
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/field_part.h"

/* U+3002 and the middle dots too: 浙C·12345 is how a plate looks. */
static bool
is_between(uint32_t c)
{
	return c == ' ' || c == '.' || c == '-' || c == '\t' || c == 0xa0 || c == 0x3000 ||
	    c == 0x3002 || c == 0xb7 || c == 0x2022 || c == 0x2027 || c == 0x30fb ||
	    (c >= 0x2000 && c <= 0x200a) || (c >= 0x2010 && c <= 0x2015);
}

/* Half-width, capital; '?' for what is neither a letter nor a digit. */
static char
code_character(uint32_t c)
{
	if (c >= 0xff01 && c <= 0xff5e)
		c -= 0xfee0;
	if (c >= 'a' && c <= 'z')
		c -= 'a' - 'A';
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ? (char)c : '?';
}

size_t
field_squeeze(const char *in, char *out, size_t room)
{
	size_t n = 0;
	uint32_t c;

	while ((c = text_next(&in))) {
		if (is_between(c >= 0xff01 && c <= 0xff5e ? c - 0xfee0 : c))
			continue;
		if (n + 1 < room)
			out[n] = code_character(c);
		n++;
	}
	out[n < room ? n : room - 1] = '\0';
	return n;
}

static bool
is_capital_but_io(char c)
{
	return c >= 'A' && c <= 'Z' && c != 'I' && c != 'O';
}

static bool
fits(char c, char form)
{
	bool is_digit = c >= '0' && c <= '9';

	switch (form) {
	case 'd':
		return is_digit;
	case 'a':
		return c >= 'A' && c <= 'Z';
	case 'l':
		return is_capital_but_io(c);
	case 'n':
		return is_digit || is_capital_but_io(c);
	case 'k':
		return c >= 'A' && c <= 'K' && c != 'I';
	case 'x':
		return is_digit || (c >= 'A' && c <= 'Z');
	default:
		return c == form;
	}
}

bool
field_has_form(const char *s, const char *const *forms, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (s[k] && forms[i][k] && fits(s[k], forms[i][k]))
			k++;
		if (!s[k] && !forms[i][k])
			return true;
	}
	return false;
}

/* GB 11643-1999 = ISO 7064 MOD 11-2. */
char
idno_check_digit(const char digits[17])
{
	static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;

	for (int i = 0; i < 17; i++)
		sum += weights[i] * (digits[i] - '0');
	return "10X98765432"[sum % 11];
}

static bool
is_old_resident_card(const char *s)
{
	static const char *const form = "aaadddddddddddd";

	return field_has_form(s, &form, 1);
}

bool
idno_birth(const char *idno, day *birth)
{
	char date[DAY_TEXT];

	if (strlen(idno) != 18)
		return false;
	memcpy(date, idno + 6, 4);
	date[4] = date[7] = '-';
	memcpy(date + 5, idno + 10, 2);
	memcpy(date + 8, idno + 12, 2);
	date[10] = '\0';
	return day_parse(date, birth);
}

bool
idno_is_male(const char *idno)
{
	return strlen(idno) == 18 && (idno[16] - '0') % 2 == 1;
}

static const char *
idno_length(size_t n)
{
	if (n == 17)
		return "field.idno.one_short";
	return n == 19 ? "field.idno.one_long" : "field.idno.length";
}

/* 15 digits are those of before 1999, when the century and the check were added. */
static void
lengthen(const char old[15], char out[IDNO_TEXT])
{
	memcpy(out, old, 6);
	memcpy(out + 6, "19", 2);
	memcpy(out + 8, old + 6, 9);
	out[17] = idno_check_digit(out);
	out[18] = '\0';
}

static const char *
idno_dates(const char *idno, day today)
{
	day birth;

	if (!idno_birth(idno, &birth))
		return "field.idno.birth";
	if (birth > today)
		return "field.idno.future";
	return birth <= field_years_before(today, AGE_MOST) ? "field.idno.old" : NULL;
}

const char *
idno_check(const char *in, day today, char out[IDNO_TEXT])
{
	static const char *const whole[] = {"dddddddddddddddddd", "dddddddddddddddddX"};
	static const char *const old = "ddddddddddddddd";
	char s[24];
	size_t n = field_squeeze(in, s, sizeof s);

	if (n == 15 && is_old_resident_card(s)) {
		memcpy(out, s, 16);
		return NULL;
	}
	if (strspn(s, "0123456789X") != strlen(s))
		return "field.idno.letters";
	if (n != 18 && n != 15)
		return idno_length(n);
	if (s[0] == '0')
		return "field.idno.zero";
	if (!(field_has_form(s, whole, 2) || field_has_form(s, &old, 1)))
		return "field.idno.letters";
	if (n == 15)
		lengthen(s, out);
	else if (s[17] != idno_check_digit(s))
		return "field.idno.checksum";
	else
		memcpy(out, s, 19);
	return idno_dates(out, today);
}

/* A number that stands in the register as it stands: only its form can be wrong. */
static const char *
idno_as_recorded(struct field_work *w, const char *in)
{
	char s[24], out[IDNO_TEXT];
	size_t n = field_squeeze(in, s, sizeof s);
	const char *wrong = idno_check(in, w->today, out);

	if (wrong && (n != 15 && n != 18))
		return wrong;
	if (wrong && text_same(wrong, "field.idno.letters"))
		return wrong;
	w->warning = wrong ? "field.idno.recorded" : NULL;
	w->stored = pool_string(w->pool, s);
	return NULL;
}

const char *
licence_check(const char *in, day today, char out[IDNO_TEXT])
{
	char s[24];
	size_t n = field_squeeze(in, s, sizeof s);

	if (n == 18 || (n >= 15 && strspn(s, "0123456789X") == strlen(s)))
		return idno_check(in, today, out);
	if (strchr(s, '?'))
		return "field.licence.letters";
	if (n < 5 || n > 15)
		return "field.licence.length";
	memcpy(out, s, n + 1);
	return NULL;
}

const char *
licence_file_check(const char *in, char out[DOCUMENT_TEXT])
{
	char s[24];
	size_t n = field_squeeze(in, s, sizeof s);

	if (strspn(s, "0123456789") != strlen(s))
		return "field.licence_file.digits";
	if (n != 12)
		return "field.licence_file.length";
	memcpy(out, s, 13);
	return NULL;
}

/* The first character of a plate, by province; hanzi of three bytes each. */
static const char provinces[] = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/* A trailer's plate ends in 挂 and has one character less. */
static const char *
plate_tail(const char *s, char out[8])
{
	static const char *const forms[] = {"lnnnnn", "lkndddd", "ldddddk"};
	static const char *const trailer = "lnnnn";
	const char *hitch = strstr(s, "挂");
	char front[16];
	size_t n;

	if (hitch && hitch[3] == '\0' && (size_t)(hitch - s) < sizeof front) {
		memcpy(front, s, (size_t)(hitch - s));
		front[hitch - s] = '\0';
		n = field_squeeze(front, out, 8);
		return n == 5 && field_has_form(out, &trailer, 1) ? NULL : "field.plate.form";
	}
	n = field_squeeze(s, out, 8);
	if (n < 6 || n > 7)
		return "field.plate.length";
	if (strpbrk(out, "IO"))
		return "field.plate.letters";
	return field_has_form(out, forms, 3) ? NULL : "field.plate.form";
}

const char *
plate_check(const char *in, char out[PLATE_TEXT])
{
	char province[4] = "", tail[8];
	const char *wrong, *from;
	bool is_trailer = strstr(in, "挂");

	while (*in == ' ' || text_starts(in, "\u3000"))
		in += *in == ' ' ? 1 : 3;
	from = in;
	if (text_next(&in) < 0x80 || in - from != 3)
		return "field.plate.province";
	memcpy(province, from, 3);
	if (!strstr(provinces, province))
		return "field.plate.province";
	if ((wrong = plate_tail(in, tail)))
		return wrong;
	snprintf(out, PLATE_TEXT, "%s%s%s", province, tail, is_trailer ? "挂" : "");
	return NULL;
}

static int
vin_value(char c)
{
	/* ISO 3779 as 49 CFR 565.15 transliterates it: A-H 1-8, J-R 1-9, S-Z 2-9 */
	static const char letters[] = "ABCDEFGH" "JKLMN.P.R" ".STUVWXYZ";

	if (c >= '0' && c <= '9')
		return c - '0';
	if (c <= 'H')
		return c - 'A' + 1;
	return (int)((size_t)(strchr(letters + 8, c) - letters - 8) % 9) + 1;
}

const char *
vin_check(const char *in, char out[VIN_TEXT], const char **warning)
{
	static const int weights[17] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
	char s[24];
	size_t n = field_squeeze(in, s, sizeof s);
	int sum = 0;

	if (strpbrk(s, "IOQ"))
		return "field.vin.letters";
	if (strchr(s, '?'))
		return "field.vin.signs";
	if (n != 17)
		return "field.vin.length";
	for (int i = 0; i < 17; i++)
		sum += weights[i] * vin_value(s[i]);
	if (s[8] != "0123456789X"[sum % 11])
		*warning = "field.vin.checksum";
	memcpy(out, s, 18);
	return NULL;
}

const char *
usc_check(const char *in, char out[USC_TEXT])
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	char s[24];
	size_t n = field_squeeze(in, s, sizeof s);
	int sum = 0, weight = 1;

	if (strspn(s, alphabet) != strlen(s))
		return "field.usc.letters";
	if (n != 18)
		return "field.usc.length";
	for (int i = 0; i < 17; i++) {
		sum += weight * (int)(strchr(alphabet, s[i]) - alphabet);
		weight = weight * 3 % 31;
	}
	if (s[17] != alphabet[(31 - sum % 31) % 31])
		return "field.usc.checksum";
	memcpy(out, s, 19);
	return NULL;
}

static const char *
code_of(struct field_work *w, const char *in, char *out)
{
	switch (w->rule->type) {
	case FIELD_PASSPORT:
		return passport_check(in, w->rule->country, out, &w->warning);
	case FIELD_LICENCE:
		return licence_check(in, w->today, out);
	case FIELD_LICENCE_FILE:
		return licence_file_check(in, out);
	case FIELD_PERMIT_HKMO:
		return permit_hkmo_check(in, out);
	case FIELD_PERMIT_TW:
		return permit_tw_check(in, out);
	case FIELD_PERMIT_MTP:
		return permit_mtp_check(in, out);
	case FIELD_PLATE:
		return plate_check(in, out);
	case FIELD_VIN:
		return vin_check(in, out, &w->warning);
	case FIELD_USC:
		return usc_check(in, out);
	default:
		return idno_check(in, w->today, out);
	}
}

/* A card of permanent residence may tell no birthday. */
static const char *
birth_in_bounds(const struct field_work *w, const char *idno)
{
	const char *wrong;
	day birth;

	if (!idno_birth(idno, &birth) || !(wrong = field_in_bounds(w, birth, birth)))
		return NULL;
	return text_same(wrong, "field.date.early") ? "field.idno.early" : "field.idno.late";
}

const char *
field_check_code(struct field_work *w)
{
	const char *in = field_typed(w, ""), *wrong;
	char out[IDNO_TEXT];

	if (w->rule->type == FIELD_IDNO && w->rule->is_form_only)
		return idno_as_recorded(w, in);
	if ((wrong = code_of(w, in, out)))
		return wrong;
	if (w->rule->type == FIELD_IDNO && (wrong = birth_in_bounds(w, out)))
		return wrong;
	if (w->rule->type == FIELD_LICENCE_FILE && !text_starts(out, "3303"))
		w->warning = "field.licence_file.elsewhere";
	w->stored = pool_string(w->pool, out);
	return NULL;
}
