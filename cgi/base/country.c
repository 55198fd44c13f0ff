/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/country.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/lang.h"
#include "base/memory.h"
#include "base/text.h"

static const struct country countries[] = {
#define COUNTRY(code, zh, en, it, es, calling, zone) {code, zh, en, it, es, calling, zone},
#include "base/country.def"
};

static const struct country_zone zones[] = {
#define ZONE(code, zone, zh, en, it, es) {code, zone, zh, en, it, es},
#include "base/zone.def"
#undef ZONE
};

static const struct {
	const char *name, *within;
} in_english[] = {
#define ENGLISH(name, within) {name, within},
#include "base/country.def"
};

static const struct {
	const char *calling, *form;
} plans[] = {
#define PLAN(calling, form) {calling, form},
#include "base/country.def"
};

static const struct {
	const char *old, *zone;
} links[] = {
#define LINK(old, zone) {old, zone},
#include "base/zone_name.def"
#undef LINK
};

#define COUNTRIES (sizeof countries / sizeof *countries)
#define ZONES (sizeof zones / sizeof *zones)

/* Home, then where most people from Wenzhou live. */
static const char frequent[][3] = {
	"CN", "IT", "FR", "ES", "DE", "NL", "US", "BR", "ZA", "AE", "AU", "PT", "GR", "AT", "BE",
	"GB", "CA",
};

#define FREQUENT (sizeof frequent / sizeof *frequent)

const struct country *
country_find(const char *code)
{
	if (!code || strlen(code) != 2)
		return NULL;
	for (size_t i = 0; i < COUNTRIES; i++)
		if (strcasecmp(countries[i].code, code) == 0)
			return &countries[i];
	return NULL;
}

size_t
country_count(void)
{
	return COUNTRIES;
}

size_t
country_frequent(void)
{
	return FREQUENT;
}

static bool
is_frequent(const struct country *country)
{
	for (size_t i = 0; i < FREQUENT; i++)
		if (strcmp(frequent[i], country->code) == 0)
			return true;
	return false;
}

static enum lang
language(const char *code)
{
	enum lang lang;

	return lang_of(code, &lang) ? lang : LANG_EN;
}

static const char *
named(enum lang lang, const char *zh, const char *en, const char *it, const char *es)
{
	const char *const names[LANG_COUNT] = {zh, en, it, es};

	return names[lang];
}

static const char *
name_in(const struct country *c, enum lang lang)
{
	return named(lang, c->zh, c->en, c->it, c->es);
}

/* Its next letter without case and accent: Å stands with A, as in these languages' lists. */
static int
letter(const char **s)
{
	/* of U+00C0 to U+00DE; "-" where there is none */
	static const char plain[] = "aaaaaaaceeeeiiiidnooooo-ouuuuy-";
	int c = tolower((unsigned char)*(*s)++);

	if (c == 0xc3 && **s)
		c = plain[((unsigned char)*(*s)++ & 0x1f) % (sizeof plain - 1)];
	return c;
}

static int
by_letters(const char *a, const char *b)
{
	while (*a && *b) {
		int x = letter(&a), y = letter(&b);

		if (x != y)
			return x - y;
	}
	return (*a != 0) - (*b != 0);
}

/* The first `n` by their names. Insertion: it is done once, and qsort() takes no language. */
static void
sort(const struct country **list, size_t n, enum lang lang)
{
	for (size_t i = 1; i < n; i++)
		for (size_t j = i; j > 0; j--) {
			const struct country *c = list[j];

			if (by_letters(name_in(list[j - 1], lang), name_in(c, lang)) <= 0)
				break;
			list[j] = list[j - 1];
			list[j - 1] = c;
		}
}

/* The list in the order of the rows (zh) or of the names, made once. */
static const struct country *const *
listed(enum lang lang)
{
	static const struct country *lists[LANG_COUNT][COUNTRIES];
	const struct country **list = lists[lang];
	size_t n = FREQUENT;

	if (list[0])
		return list;
	for (size_t i = 0; i < COUNTRIES; i++)
		if (!is_frequent(&countries[i]))
			list[n++] = &countries[i];
	if (lang != LANG_ZH)
		sort(list + FREQUENT, n - FREQUENT, lang);
	for (size_t i = FREQUENT; i-- > 0;)
		list[i] = country_find(frequent[i]);
	return list;
}

const struct country *
country_at(size_t i, const char *lang)
{
	return i < COUNTRIES ? listed(language(lang))[i] : NULL;
}

const char *
country_name(const struct country *country, const char *lang)
{
	return name_in(country, language(lang));
}

const char *
country_within(const char *name, const char *lang)
{
	for (size_t i = 0; text_same(lang, "en") && i < sizeof in_english / sizeof *in_english; i++)
		if (strcmp(in_english[i].name, name) == 0)
			return in_english[i].within;
	return name;
}

const char *
country_zone_name(const struct country_zone *zone, const char *lang)
{
	return named(language(lang), zone->zh, zone->en, zone->it, zone->es);
}

const char *
country_dial(const struct country *country, char out[8])
{
	size_t n = strcspn(country->calling, " ");

	if (n > 7)
		n = 7;
	memcpy(out, country->calling, n);
	out[n] = '\0';
	return out;
}

static bool
is_of_form(const char *digits, const char *form)
{
	if (strlen(digits) != strlen(form))
		return false;
	for (; *form; form++, digits++)
		if (*form == 'N' && *digits < '2')
			return false;
	return true;
}

bool
country_has_number(const struct country *country, const char *digits)
{
	char dial[8];

	country_dial(country, dial);
	for (size_t i = 0; i < sizeof plans / sizeof *plans; i++)
		if (strcmp(plans[i].calling, dial) == 0)
			return is_of_form(digits, plans[i].form);
	return true;
}

/* How many digits of the number are this country's sign; 0 if it is not its number. */
static size_t
matched(const struct country *country, const char *digits)
{
	const char *word = country->calling, *more = strchr(word, ' ');
	size_t best = 0;

	if (more)
		word = more + 1;
	while (*word) {
		size_t n = strcspn(word, " ");

		if (n > best && *word != '-' && strncmp(digits, word, n) == 0)
			best = n;
		word += n;
		word += *word == ' ';
	}
	return best;
}

const struct country *
country_by_calling(const char *e164)
{
	const struct country *found = NULL;
	size_t best = 0;

	if (!e164 || e164[0] != '+')
		return NULL;
	for (size_t i = 0; i < COUNTRIES; i++) {
		size_t n = matched(&countries[i], e164 + 1);

		if (n > best) {
			best = n;
			found = &countries[i];
		}
	}
	return found;
}

const char *
country_zone(const char *code)
{
	const struct country *country = country_find(code);

	return country ? country->zone : "UTC";
}

const struct country_zone *
country_zones(const char *code, size_t i)
{
	if (!code)
		return NULL;
	for (size_t k = 0; k < ZONES; k++)
		if (strcasecmp(zones[k].code, code) == 0 && i-- == 0)
			return &zones[k];
	return NULL;
}

void
country_zone_word(const struct country_zone *zone, char out[COUNTRY_ZONE_WORD])
{
	snprintf(out, COUNTRY_ZONE_WORD, "%s", strrchr(zone->zone, '/') + 1);
}

const char *
country_zone_meant(const char *word)
{
	const struct country *country = country_find(word);
	char own[COUNTRY_ZONE_WORD];

	for (size_t i = 0; word && !country && i < ZONES; i++) {
		country_zone_word(&zones[i], own);
		if (strcmp(own, word) == 0)
			return zones[i].zone;
	}
	return country ? country->zone : word;
}

/* Who lives by a clock: a row of its own, or a country. */
struct living {
	const struct country_zone *zone;
	const struct country *country;
};

static struct living
who_lives(const char *zone)
{
	const struct country *const *list = listed(LANG_EN);

	for (size_t i = 0; i < ZONES; i++)
		if (strcmp(zones[i].zone, zone) == 0)
			return (struct living){.zone = &zones[i]};
	/* a browser that hides where it is says UTC, which is no island's without people */
	for (size_t i = 0; i < COUNTRIES && strcmp(zone, "UTC") != 0; i++)
		if (strcmp(list[i]->zone, zone) == 0)
			return (struct living){.country = list[i]};
	return (struct living){0};
}

const char *
country_zone_place(struct pool *pool, const char *zone, const char *lang)
{
	/* each moment of a page asks for the same one */
	static char known[48];
	static struct living there;
	const char *slash;
	char *name;

	if (strncmp(known, zone, sizeof known) != 0) {
		there = who_lives(zone);
		snprintf(known, sizeof known, "%s", zone);
	}
	if (there.zone || there.country)
		return there.zone ? country_zone_name(there.zone, lang) : country_name(there.country, lang);
	slash = strrchr(zone, '/');
	name = pool_string(pool, slash ? slash + 1 : zone);
	for (char *p = name; *p; p++)
		if (*p == '_')
			*p = ' ';
	return name;
}

const char *
country_zone_now(const char *zone)
{
	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		if (strcmp(links[i].old, zone) == 0)
			return links[i].zone;
	return zone;
}
