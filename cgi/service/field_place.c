/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Countries, and addresses: the mainland's by its divisions, all others as free lines. */
#include <string.h>
#include <strings.h>

#include "base/country.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/field_part.h"

#define PARTS_MOST 7

static const char *const mainland[] = {"province", "city", "county", "street", "village",
	"detail", "postcode", NULL};
static const char *const abroad[] = {"line1", "line2", "line3", "line4", "postcode", NULL};

/* Of a code in either case, or a whole name in any of the languages. */
static const struct country *
country_typed(const char *s)
{
	const struct country *c = country_find(s);

	for (size_t i = 0; !c && i < country_count(); i++) {
		const struct country *at = country_at(i, "zh");

		if (strcmp(at->zh, s) == 0 || strcasecmp(at->en, s) == 0 || strcasecmp(at->it, s) == 0 ||
		    strcasecmp(at->es, s) == 0)
			c = at;
	}
	return c;
}

const char *
field_check_country(struct field_work *w)
{
	const struct country *c = country_typed(field_typed(w, ""));

	if (!c)
		return "field.country.unknown";
	if (w->rule->country && strcmp(w->rule->country, c->code) != 0)
		return "field.country.other";
	if (w->rule->except && strcmp(w->rule->except, c->code) == 0)
		return "field.country.other";
	w->stored = c->code;
	return NULL;
}

const char *
field_show_country(struct pool *pool, const char *stored, const char *lang)
{
	const struct country *c = country_find(stored);

	(void)pool;
	return c ? country_name(c, lang) : stored;
}

/* Four prefecture cities have no counties. */
static bool
has_no_county(const char *city)
{
	static const char *const cities[] = {"东莞", "中山", "儋州", "嘉峪关"};

	for (size_t i = 0; i < sizeof cities / sizeof *cities; i++)
		if (text_starts(city, cities[i]))
			return true;
	return false;
}

static const char *
mainland_parts(struct field_work *w)
{
	const char *postcode = field_typed_half(w, "postcode");

	if (!*field_typed(w, "province"))
		return field_wrong_in(w, "province", "field.address.no_province");
	if (!*field_typed(w, "city"))
		return field_wrong_in(w, "city", "field.address.no_city");
	if (!*field_typed(w, "county") && !has_no_county(field_typed(w, "city")))
		return field_wrong_in(w, "county", "field.address.no_county");
	if (!*field_typed(w, "detail"))
		return field_wrong_in(w, "detail", "field.address.no_detail");
	if (*postcode && !(strlen(postcode) == 6 && text_is_digits(postcode, 6)))
		return field_wrong_in(w, "postcode", "field.address.postcode");
	return NULL;
}

static const char *
address_join(struct field_work *w, const char *code, const char *const *parts)
{
	struct text t = {.pool = w->pool};

	text_add(&t, code);
	for (; *parts; parts++) {
		bool is_postcode = strcmp(*parts, "postcode") == 0;
		const char *s = is_postcode ? field_typed_half(w, *parts) :
		    field_typed(w, *parts);

		if (text_count(s) > (is_postcode ? 12 : (size_t)field_most(w->rule)))
			return field_wrong_in(w, *parts, "field.address.long");
		text_add(&t, "\n");
		text_add(&t, s);
	}
	w->stored = t.s;
	return NULL;
}

const char *
field_address_first(const struct field_work *w)
{
	const char *typed = field_typed_half(w, "country");
	const struct country *c = country_typed(*typed || !w->rule->country ? typed :
	    w->rule->country);

	return !c ? "country" : strcmp(c->code, "CN") == 0 ? *mainland : *abroad;
}

const char *
field_check_address(struct field_work *w)
{
	const char *typed = field_typed_half(w, "country"), *only = w->rule->country, *wrong;
	const struct country *c = country_typed(*typed || !only ? typed : only);

	if (!c)
		return field_wrong_in(w, "country", *typed ? "field.country.unknown" :
		    "field.address.no_country");
	if (only && strcmp(only, c->code) != 0)
		/* which no page of ours sends: there is no input for it */
		return strcmp(only, "CN") == 0 ? field_wrong_in(w, *mainland, "field.address.mainland") :
		    field_wrong_in(w, *abroad, "field.country.other");
	if (strcmp(c->code, "CN") == 0) {
		wrong = mainland_parts(w);
		return wrong ? wrong : address_join(w, c->code, mainland);
	}
	if (!*field_typed(w, "line1"))
		return field_wrong_in(w, "line1", "field.address.no_line");
	return address_join(w, c->code, abroad);
}

/* The parts behind the country, in place of their newlines; the rest of `parts` is "". */
static const char *
address_parts(struct pool *pool, const char *stored, const char *parts[PARTS_MOST])
{
	char *s = pool_string(pool, stored), *next = strchr(s, '\n');

	for (size_t i = 0; i < PARTS_MOST; i++) {
		parts[i] = "";
		if (!next)
			continue;
		*next = '\0';
		parts[i] = next + 1;
		next = strchr(next + 1, '\n');
	}
	return s;
}

void
field_split_address(struct pool *pool, const char *name, const char *stored,
    struct pairs *out)
{
	const char *parts[PARTS_MOST];
	const char *code = address_parts(pool, stored, parts);
	const char *const *suffixes = strcmp(code, "CN") == 0 ? mainland : abroad;

	field_put(out, name, "country", code);
	for (size_t i = 0; suffixes[i]; i++)
		field_put(out, name, suffixes[i], parts[i]);
}

static void
add_line(struct text *t, const char *s)
{
	if (!*s)
		return;
	if (t->n)
		text_add(t, "\n");
	text_add(t, s);
}

const char *
field_show_address(struct pool *pool, const char *stored, const char *lang)
{
	const char *parts[PARTS_MOST];
	const char *code = address_parts(pool, stored, parts);
	struct text t = {.pool = pool};
	const struct country *c = country_find(code);

	if (strcmp(code, "CN") == 0) {
		/* 北京市 is province and city at once */
		add_line(&t, pool_format(pool, "%s%s%s", parts[0],
		    strcmp(parts[0], parts[1]) == 0 ? "" : parts[1], parts[2]));
		add_line(&t, pool_format(pool, "%s%s%s", parts[3], parts[4], parts[5]));
		add_line(&t, parts[6]);
		if (text_same(lang, "zh"))
			return t.s;
	} else {
		for (size_t i = 0; i < 5; i++)
			add_line(&t, parts[i]);
	}
	add_line(&t, c ? country_name(c, lang) : code);
	return t.s;
}
