/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Free text, numbers, yes and no, choices; and what every type refuses. */
#include <string.h>

#include "base/lang.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/field_part.h"

#define NUMBER_MOST INT64_C(999999999999)

/* Zero-width and the like that text_is_control() leaves to its caller. */
static bool
is_unseen(uint32_t c)
{
	return text_is_control(c) || c == 0xad || c == 0x034f || c == 0x180e || c == 0x115f ||
	    c == 0x1160 || c == 0x3164 || c == 0xffa0 || (c >= 0x200b && c <= 0x200f) ||
	    (c >= 0x2060 && c <= 0x206f) || (c >= 0xe0000 && c <= 0xe0fff);
}

static bool
is_private(uint32_t c)
{
	return (c >= 0xe000 && c <= 0xf8ff) || (c >= 0xfdd0 && c <= 0xfdef) || c >= 0xf0000 ||
	    (c & 0xfffe) == 0xfffe || c == 0xfffd;
}

static bool
is_picture(uint32_t c)
{
	return c == 0xfe0f || (c >= 0x2600 && c <= 0x27bf) || (c >= 0x1f000 && c <= 0x1faff);
}

/* What makes several emoji one (a family, a flag of a part of a country): typed by hand it is there again. */
static bool
joins_pictures(uint32_t c, uint32_t before)
{
	return is_picture(before) && (c == 0x200d || (c >= 0xe0020 && c <= 0xe007f));
}

const char *
field_honest(const char *s, bool has_lines)
{
	uint32_t c, before = 0;

	for (; (c = text_next(&s)); before = c) {
		if (joins_pictures(c, before))
			return "field.emoji";
		if (has_lines && (c == '\n' || c == '\r' || c == '\t'))
			continue;
		if (is_unseen(c))
			return "field.hidden";
		if (is_private(c))
			return "field.private";
	}
	return NULL;
}

/* A browser sends CR LF for a new line; a tab is as good as a space. */
static const char *
lines(struct pool *pool, const char *s)
{
	char *out = pool_alloc(pool, strlen(s) + 1), *o = out;

	for (; *s; s++) {
		if (*s == '\r' && s[1] == '\n')
			continue;
		*o++ = *s == '\r' ? '\n' : *s == '\t' ? ' ' : *s;
	}
	*o = '\0';
	return out;
}

const char *
field_check_text(struct field_work *w)
{
	const char *s = lines(w->pool, field_typed(w, ""));
	size_t n = text_count(s);

	if (n > (size_t)field_most(w->rule))
		return "field.text.long";
	if (w->rule->least > 0 && n < (size_t)w->rule->least)
		return "field.text.short";
	w->stored = s;
	if (w->rule->form)
		return field_check_form(w, s);
	return w->rule->is_recipient ? field_check_recipient(w, s) : NULL;
}

/* 1,200 and 1 200 are 1200; a comma elsewhere may be a decimal one. */
static bool
without_groups(const char *s, char *out, size_t room)
{
	size_t n = 0, since = 0;
	bool grouped = false;

	for (; *s; s++) {
		if (*s == ',' || *s == ' ' || *s == '\'') {
			if (n == 0 || since > 3 || (grouped && since != 3))
				return false;
			grouped = true;
			since = 0;
			continue;
		}
		if (n + 1 >= room)
			return false;
		out[n++] = *s;
		since += *s != '-';
	}
	out[n] = '\0';
	return !grouped || since == 3;
}

/* Of digits with one decimal part, however written. */
static bool
is_broken(const char *s)
{
	size_t whole = strspn(s, "0123456789"), rest;

	if (whole == 0 || (s[whole] != '.' && s[whole] != ','))
		return false;
	rest = strspn(s + whole + 1, "0123456789");
	return rest > 0 && s[whole + 1 + rest] == '\0';
}

int64_t
field_number_least(const struct field_rule *rule, day today)
{
	int year, month, mday, least = 0;

	day_split(today, &year, &month, &mday);
	if (rule->range == FIELD_FUTURE)
		least = year;
	else if (rule->range == FIELD_EXPIRY)
		least = year - EXPIRY_MOST;
	else if (rule->range == FIELD_BIRTH)
		least = year - AGE_MOST + 1;
	return rule->number_least > least ? rule->number_least : least;
}

int64_t
field_number_most(const struct field_rule *rule, day today)
{
	int64_t most = rule->number_most ? rule->number_most : NUMBER_MOST;
	int year, month, mday;

	day_split(today, &year, &month, &mday);
	if ((rule->range == FIELD_PAST || rule->range == FIELD_BIRTH) && most > year)
		return year;
	return rule->range == FIELD_EXPIRY && most > year + EXPIRY_MOST ? year + EXPIRY_MOST : most;
}

static const char *
number_bounds(const struct field_work *w, int64_t v)
{
	bool is_year = w->rule->range != FIELD_ANY;

	if (v < field_number_least(w->rule, w->today))
		return is_year ? "field.year.early" : "field.number.small";
	if (v > field_number_most(w->rule, w->today))
		return is_year ? "field.year.late" : "field.number.large";
	return NULL;
}

const char *
field_check_number(struct field_work *w)
{
	const char *s = field_typed_half(w, ""), *wrong;
	char digits[24];
	int64_t v;

	if (without_groups(s, digits, sizeof digits) &&
	    text_number(digits, INT64_MIN, INT64_MAX, &v)) {
		if ((wrong = number_bounds(w, v)))
			return wrong;
		w->stored = pool_format(w->pool, "%lld", (long long)v);
		return NULL;
	}
	if (text_is_digits(s, strlen(s)))
		return w->rule->range != FIELD_ANY ? "field.year.late" : "field.number.large";
	return is_broken(s) ? "field.number.whole" : "field.number.digits";
}

static bool
is_one_of(const char *s, const char *const *words)
{
	for (; *words; words++)
		if (strcmp(s, *words) == 0)
			return true;
	return false;
}

const char *
field_check_bool(struct field_work *w)
{
	static const char *const yes[] = {"1", "yes", "on", "true", NULL};
	static const char *const no[] = {"0", "no", "off", "false", NULL};
	const char *s = field_typed_half(w, "");

	if (is_one_of(s, yes)) {
		w->stored = "1";
		return NULL;
	}
	if (!is_one_of(s, no))
		return "field.bool.unknown";
	w->stored = "0";
	return w->rule->is_agreement ? "field.bool.agree" : NULL;
}

const char *
field_show_bool(struct pool *pool, const char *stored, const char *lang)
{
	static const char *const words[LANG_COUNT][2] = {
		[LANG_ZH] = {"否", "是"}, [LANG_EN] = {"No", "Yes"},
		[LANG_IT] = {"No", "Sì"}, [LANG_ES] = {"No", "Sí"},
	};
	enum lang in;

	(void)pool;
	return words[lang_of(lang, &in) ? in : LANG_EN][text_same(stored, "1")];
}

const char *
field_check_select(struct field_work *w)
{
	const char *s = field_typed(w, "");

	for (size_t i = 0; i < w->rule->option_count; i++)
		if (strcmp(w->rule->options[i], s) == 0) {
			w->stored = w->rule->options[i];
			return NULL;
		}
	return "field.select.unknown";
}
