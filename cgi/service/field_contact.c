/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Telephone numbers (ITU-T E.164) and e-mail addresses (RFC 5321). */
#include <string.h>
#include <strings.h>

#include "base/country.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/field_part.h"

/*
 * What people dial at home before a number and leave out from abroad: 0 in most
 * countries. Here it is something else, or (with "") the zero belongs to the
 * number. digits: only a number of this length has it; 0 for any.
 */
static const struct trunk {
	const char *country, *prefix;
	size_t digits;
} trunks[] = {
	{"IT", "", 0}, {"SM", "", 0}, {"VA", "", 0}, {"CI", "", 0}, {"CG", "", 0}, {"BJ", "", 0},
	{"HU", "06", 0}, {"MX", "01", 12}, {"RU", "8", 11}, {"KZ", "8", 11}, {"BY", "80", 11},
	{"TM", "8", 9}, {"UZ", "8", 10}, {"LT", "8", 9},
};

static bool
is_between_digits(uint32_t c)
{
	return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/' || c == 0xa0 ||
	    c == 0x3000 || (c >= 0x2000 && c <= 0x200a) || (c >= 0x2010 && c <= 0x2015) ||
	    c == 0xb7;
}

/* Of "Name <it>", as a message's head has it, what is within; of two such, and else, all. */
static void
unwrap(const char **from, const char **end)
{
	const char *open = NULL, *p = *from, *at;
	uint32_t c;

	for (at = p; p < *end && (c = text_next(&p)); at = p)
		if (c == '<' || c == 0xff1c) {
			open = p;
		} else if (open && (c == '>' || c == 0xff1e)) {
			if (p[strspn(p, " ,;")])
				return;
			*from = open;
			*end = at;
			return;
		}
}

/* Left out is what was copied with it: a head's brackets, a link's "mailto:" and what it has behind. */
static void
without_link(const char **from, const char **end, const char *const *schemes, const char *ends)
{
	*end = *from + strlen(*from);
	unwrap(from, end);
	while (**from == ' ')
		++*from;
	for (; *schemes; schemes++)
		if (strncasecmp(*from, *schemes, strlen(*schemes)) == 0) {
			const char *p = *from += strlen(*schemes);

			while (p < *end && !strchr(ends, *p))
				p++;
			*end = p;
			return;
		}
}

/* Digits with at most one + before them. False for anything else; too long is cut at room. */
static bool
phone_digits(const char *in, char *out, size_t room)
{
	static const char *const schemes[] = {"tel:", "callto:", "sms:", NULL};
	const char *end;
	size_t n = 0;
	uint32_t c;

	without_link(&in, &end, schemes, ";?");
	while (in < end && (c = text_next(&in))) {
		if (c >= 0xff01 && c <= 0xff5e)
			c -= 0xfee0;
		if (is_between_digits(c))
			continue;
		if (!(c >= '0' && c <= '9') && !(c == '+' && n == 0))
			return false;
		if (n + 1 < room)
			out[n++] = (char)c;
	}
	out[n] = '\0';
	return true;
}

static const char *
without_trunk(const char *national, const struct country *country, const char *dial)
{
	size_t n = strlen(national);

	if (strcmp(dial, "1") == 0)
		return n == 11 && national[0] == '1' ? national + 1 : national;
	for (size_t i = 0; i < sizeof trunks / sizeof *trunks; i++) {
		const struct trunk *t = &trunks[i];

		if (strcmp(t->country, country->code) != 0)
			continue;
		if (!*t->prefix)
			return national;
		if (text_starts(national, t->prefix) && (!t->digits || n == t->digits))
			return national + strlen(t->prefix);
	}
	return national[0] == '0' ? national + 1 : national;
}

/* 1[3-9] and nine more: a mobile number of the mainland. */
static bool
is_mainland_mobile(const char *s)
{
	return strlen(s) == 11 && text_is_digits(s, 11) && s[0] == '1' && s[1] >= '3';
}

/*
 * Whether such a number may as well be one of the +1 countries, typed as at home with the 1 before it:
 * area and exchange begin with 2 to 9 and do not end in 11, and no area begins with 37 or 96 or has a 9
 * in its middle.
 */
static bool
is_north_american(const char *s)
{
	const char *area = s + 1, *exchange = s + 4;

	return area[0] >= '2' && exchange[0] >= '2' && !text_starts(area + 1, "11") &&
	    !text_starts(exchange + 1, "11") && area[1] != '9' && !text_starts(area, "37") &&
	    !text_starts(area, "96");
}

static const char *
phone_join(const char *national, const struct country *country, char out[PHONE_TEXT])
{
	char dial[8];

	country_dial(country, dial);
	if (!*dial)
		return "field.phone.country";
	national = without_trunk(national, country, dial);
	if (strcmp(dial, "86") == 0 && text_starts(national, "86") &&
	    is_mainland_mobile(national + 2))
		national += 2;	/* typed without the + */
	if (strcmp(country->code, "CN") == 0 && !is_mainland_mobile(national))
		return "field.phone.mainland";
	if (!country_has_number(country, national))
		return "field.phone.america";
	if (strlen(dial) + strlen(national) < 7)
		return "field.phone.short";
	if (strlen(dial) + strlen(national) > 15)
		return "field.phone.long";
	out[0] = '+';
	memcpy(out + 1, dial, strlen(dial));
	memcpy(out + 1 + strlen(dial), national, strlen(national) + 1);
	return NULL;
}

static const char *
phone_international(const char *digits, char out[PHONE_TEXT])
{
	char e164[40] = "+", dial[8];
	const struct country *country;

	strncat(e164, digits, sizeof e164 - 2);
	if (strlen(digits) < 7)
		return "field.phone.short";
	if (!(country = country_by_calling(e164)))
		return "field.phone.code";
	return phone_join(digits + strlen(country_dial(country, dial)), country, out);
}

const char *
phone_check(const char *in, const char *country, char out[PHONE_TEXT], const char **warning)
{
	const struct country *c = country && *country ? country_find(country) : NULL;
	char s[36], dial[8] = "";
	const char *wrong = field_honest(in, false);

	if (wrong)
		return wrong;
	if (!phone_digits(in, s, sizeof s))
		return "field.phone.digits";
	if (s[0] == '+')
		return phone_international(s + 1, out);
	if (text_starts(s, "00"))
		return phone_international(s + 2, out);
	if (!*s)
		return "field.phone.digits";
	if (!c && !is_mainland_mobile(s))
		return "field.phone.country";
	if (!c && is_north_american(s))
		return "field.phone.which";
	if (!c)
		c = country_find("CN");
	country_dial(c, dial);
	if (strcmp(dial, "1") == 0 && text_starts(s, "011"))
		return phone_international(s + 3, out);
	if (strcmp(dial, "86") != 0 && strcmp(dial, "1") != 0 && is_mainland_mobile(s))
		*warning = "field.phone.maybe_mainland";
	return phone_join(s, c, out);
}

bool
phone_asks_country(const char *wrong)
{
	return text_same(wrong, "field.phone.country") || text_same(wrong, "field.phone.which");
}

const char *
field_check_phone(struct field_work *w)
{
	const char *chosen = field_typed(w, "country"), *only = w->rule->country, *wrong;
	const struct country *c;
	char out[PHONE_TEXT];

	if ((wrong = phone_check(field_typed(w, ""), *chosen ? chosen : only, out, &w->warning)))
		return phone_asks_country(wrong) ? field_wrong_in(w, "country", wrong) : wrong;
	c = country_by_calling(out);
	if (only && (!c || strcmp(c->code, only) != 0))
		return "field.phone.other";
	w->stored = pool_string(w->pool, out);
	return NULL;
}

void
field_split_phone(struct pool *pool, const char *name, const char *stored, struct pairs *out)
{
	const struct country *c = country_by_calling(stored);
	char dial[8];

	(void)pool;
	field_put(out, name, "country", c ? c->code : "");
	field_put(out, name, "", c ? stored + 1 + strlen(country_dial(c, dial)) : stored);
}

const char *
field_show_phone(struct pool *pool, const char *stored, const char *lang)
{
	const struct country *c = country_by_calling(stored);
	char dial[8];

	(void)lang;
	if (!c)
		return stored;
	country_dial(c, dial);
	return pool_format(pool, "+%s %s", dial, stored + 1 + strlen(dial));
}

/* RFC 5322's atext. Quoted local parts exist in books and not in people's mailboxes. */
static bool
is_atext(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	    (c && strchr("!#$%&'*+-/=?^_`{|}~", c));
}

static const char *
local_part(const char *s, size_t n)
{
	if (n == 0)
		return "field.email.local";
	if (n > 64)
		return "field.email.long";
	for (size_t i = 0; i < n; i++)
		if (!is_atext(s[i]) && (s[i] != '.' || i == 0 || i == n - 1 || s[i - 1] == '.'))
			return "field.email.local";
	return NULL;
}

/* One byte a character, full-width made half-width and spaces at the ends left out. */
static const char *
email_bytes(const char *in, char out[EMAIL_TEXT])
{
	static const char *const schemes[] = {"mailto:", NULL};
	size_t n = 0, spaces = 0;
	const char *end;
	uint32_t c;

	without_link(&in, &end, schemes, "?");
	while (in < end && (c = text_next(&in))) {
		if (c >= 0xff01 && c <= 0xff5e)
			c -= 0xfee0;
		if (c == ' ' || c == 0x3000 || c == 0xa0 || c == '\t') {
			spaces += n > 0;
			continue;
		}
		if (spaces)
			return "field.email.space";
		if (c >= 0x80)
			return "field.email.unicode";
		if (n + 1 >= EMAIL_TEXT)
			return "field.email.long";
		out[n++] = (char)c;
	}
	out[n] = '\0';
	return NULL;
}

const char *
email_check(const char *in, char out[EMAIL_TEXT])
{
	const char *wrong;
	char *at;

	if ((wrong = field_honest(in, false)) || (wrong = email_bytes(in, out)))
		return wrong;
	at = strchr(out, '@');
	if (!at)
		return "field.email.at";
	if (strchr(at + 1, '@'))
		return "field.email.ats";
	if ((wrong = local_part(out, (size_t)(at - out))))
		return wrong;
	text_lower(at + 1);
	return field_is_domain(at + 1) ? NULL : "field.email.domain";
}

void
email_index(const char *email, char out[EMAIL_TEXT])
{
	size_t n = strlen(email);

	if (n >= EMAIL_TEXT)
		n = EMAIL_TEXT - 1;
	memcpy(out, email, n);
	out[n] = '\0';
	text_lower(out);
}
