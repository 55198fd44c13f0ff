/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/field.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/field_part.h"

static const char *const one[] = {"", NULL};
static const char *const date_parts[] = {"year", "month", "day", NULL};
static const char *const datetime_parts[] = {"year", "month", "day", "hour", "minute", NULL};
static const char *const phone_parts[] = {"country", "", NULL};
static const char *const address_parts[] = {"country", "province", "city", "county", "street",
	"village", "detail", "line1", "line2", "line3", "line4", "postcode", NULL};

static const struct field_kind {
	const char *word;
	int most;		/* code points of an input, where the rule names none */
	const char *const *inputs;
	const char *(*check)(struct field_work *w);
	void (*split)(struct pool *, const char *name, const char *stored, struct pairs *out);
	const char *(*show)(struct pool *, const char *stored, const char *lang);
} kinds[FIELD_TYPES] = {
	[FIELD_TEXT] = {"text", 100, one, field_check_text, NULL, NULL},
	[FIELD_TEXTAREA] = {"textarea", 2000, one, field_check_text, NULL, NULL},
	[FIELD_DATE] = {"date", 10, date_parts, field_check_date, field_split_date,
	    field_show_date},
	[FIELD_DATETIME] = {"datetime", 16, datetime_parts, field_check_datetime,
	    field_split_datetime, field_show_datetime},
	[FIELD_NUMBER] = {"number", 20, one, field_check_number, NULL, NULL},
	[FIELD_BOOL] = {"bool", 5, one, field_check_bool, NULL, field_show_bool},
	[FIELD_SELECT] = {"select", 64, one, field_check_select, NULL, NULL},
	[FIELD_COUNTRY] = {"country", 60, one, field_check_country, NULL, field_show_country},
	[FIELD_ADDRESS] = {"address", 100, address_parts, field_check_address,
	    field_split_address, field_show_address},
	[FIELD_PHONE] = {"phone", 30, phone_parts, field_check_phone, field_split_phone,
	    field_show_phone},
	[FIELD_URL] = {"url", 200, one, field_check_url, NULL, NULL},
	[FIELD_NAME_ZH] = {"name_zh", 25, one, field_check_name_zh, NULL, NULL},
	[FIELD_NAME_LATIN] = {"name_latin", 60, one, field_check_name_latin, NULL, NULL},
	[FIELD_IDNO] = {"idno", 24, one, field_check_code, NULL, NULL},
	[FIELD_PASSPORT] = {"passport", 48, one, field_check_code, NULL, NULL},
	[FIELD_LICENCE] = {"licence", 24, one, field_check_code, NULL, NULL},
	[FIELD_LICENCE_FILE] = {"licence_file", 20, one, field_check_code, NULL, NULL},
	[FIELD_PERMIT_HKMO] = {"permit_hkmo", 20, one, field_check_code, NULL, NULL},
	[FIELD_PERMIT_TW] = {"permit_tw", 20, one, field_check_code, NULL, NULL},
	[FIELD_PERMIT_MTP] = {"permit_mtp", 20, one, field_check_code, NULL, NULL},
	[FIELD_PLATE] = {"plate", 14, one, field_check_code, NULL, NULL},
	[FIELD_VIN] = {"vin", 24, one, field_check_code, NULL, NULL},
	[FIELD_USC] = {"usc", 24, one, field_check_code, NULL, NULL},
};

enum field_type
field_type_of(const char *word)
{
	enum field_type type = 0;

	while (type < FIELD_TYPES && !text_same(kinds[type].word, word))
		type++;
	return type;
}

const char *
field_type_word(enum field_type type)
{
	return type < FIELD_TYPES ? kinds[type].word : NULL;
}

enum field_range
field_range_of(const char *word)
{
	static const char *const words[FIELD_RANGES] = {
		[FIELD_ANY] = "any", [FIELD_PAST] = "past", [FIELD_FUTURE] = "future",
		[FIELD_BIRTH] = "birth", [FIELD_EXPIRY] = "expiry",
	};
	enum field_range range = 0;

	while (range < FIELD_RANGES && !text_same(words[range], word))
		range++;
	return range;
}

int
field_most(const struct field_rule *rule)
{
	return rule->most > 0 ? rule->most : kinds[rule->type].most;
}

int
field_most_units(const struct field_rule *rule)
{
	enum field_type type = rule->type;
	bool has_planes = type == FIELD_TEXT || type == FIELD_TEXTAREA || type == FIELD_ADDRESS ||
	    type == FIELD_NAME_ZH;

	return has_planes ? 2 * field_most(rule) : field_most(rule);
}

const char *const *
field_inputs(enum field_type type)
{
	return kinds[type].inputs;
}

const char *
field_input_name(struct pool *pool, const char *name, const char *suffix)
{
	return *suffix ? pool_format(pool, "%s-%s", name, suffix) : name;
}

const char *
field_wrong_in(struct field_work *w, const char *part, const char *key)
{
	w->part = part;
	return key;
}

const char *
field_typed(const struct field_work *w, const char *suffix)
{
	const char *s = pairs_get(w->typed, field_input_name(w->pool, w->name, suffix));

	return s ? text_trim(w->pool, s) : "";
}

const char *
field_typed_half(const struct field_work *w, const char *suffix)
{
	return text_halfwidth(w->pool, field_typed(w, suffix));
}

void
field_put(struct pairs *out, const char *name, const char *suffix, const char *value)
{
	pairs_set(out, field_input_name(out->pool, name, suffix), value);
}

/* A country or calling code chosen beside an empty number is no answer yet. */
static bool
is_empty(const struct field_work *w)
{
	for (const char *const *in = kinds[w->rule->type].inputs; *in; in++)
		if (strcmp(*in, "country") != 0 && *field_typed(w, *in))
			return false;
	return !*field_typed(w, "");
}

static const char *
inputs_honest(struct field_work *w)
{
	bool has_lines = w->rule->type == FIELD_TEXTAREA;
	const char *wrong = field_honest(field_typed(w, ""), has_lines);

	for (const char *const *in = kinds[w->rule->type].inputs; !wrong && *in; in++)
		if ((wrong = field_honest(field_typed(w, *in), has_lines)) && **in)
			w->part = *in;
	return wrong;
}

static const char *
missing(struct field_work *w)
{
	const struct field_rule *rule = w->rule;

	if (rule->type == FIELD_BOOL && rule->is_agreement)
		return "field.bool.agree";
	if (rule->type == FIELD_ADDRESS)
		return field_wrong_in(w, field_address_first(w), "field.empty");
	return rule->type == FIELD_BOOL || rule->type == FIELD_SELECT ||
	    rule->type == FIELD_COUNTRY ? "field.choose" : "field.empty";
}

static const char *
check(struct field_work *w)
{
	const char *wrong;

	if (is_empty(w))
		return w->rule->is_optional ? NULL : missing(w);
	wrong = inputs_honest(w);
	return wrong ? wrong : kinds[w->rule->type].check(w);
}

const char *
field_check(struct pool *pool, const struct field_rule *rule, const struct pairs *typed,
    const char *name, day today, const char **stored, const char **warning)
{
	struct field_work w = {.pool = pool, .rule = rule, .typed = typed, .name = name,
	    .today = today, .stored = ""};
	const char *wrong = check(&w);

	*stored = wrong ? NULL : w.stored;
	*warning = wrong ? NULL : w.warning;
	return wrong;
}

const char *
field_wrong_part(struct pool *pool, const struct field_rule *rule, const struct pairs *typed,
    const char *name, day today)
{
	struct field_work w = {.pool = pool, .rule = rule, .typed = typed, .name = name,
	    .today = today, .stored = ""};

	return check(&w) ? w.part : NULL;
}

void
field_split(struct pool *pool, const struct field_rule *rule, const char *name,
    const char *stored, struct pairs *out)
{
	if (kinds[rule->type].split && *stored)
		kinds[rule->type].split(pool, name, stored, out);
	else
		field_put(out, name, "", stored);
}

const char *
field_show(struct pool *pool, const struct field_rule *rule, const char *stored,
    const char *lang)
{
	return kinds[rule->type].show && *stored ? kinds[rule->type].show(pool, stored, lang) :
	    stored;
}
