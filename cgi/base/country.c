/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/country.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

static const struct country countries[] = {
#define COUNTRY(code, zh, en, calling, zone) {code, zh, en, calling, zone},
#define ZONE(code, zone, zh, en)
#include "base/country.def"
#undef COUNTRY
#undef ZONE
};

static const struct country_zone zones[] = {
#define COUNTRY(code, zh, en, calling, zone)
#define ZONE(code, zone, zh, en) {code, zone, zh, en},
#include "base/country.def"
#undef COUNTRY
#undef ZONE
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

/* Å stands with A, as in English lists; no other name begins with an accent. */
static const char *
initial(const struct country *country)
{
	return text_starts(country->en, "Å") ? "Aland" : country->en;
}

static int
by_english(const void *a, const void *b)
{
	return strcasecmp(initial(*(const struct country *const *)a),
	    initial(*(const struct country *const *)b));
}

/* The list in the order of the rows (zh) or of the English names, made once. */
static const struct country *const *
listed(bool is_chinese)
{
	static const struct country *lists[2][COUNTRIES];
	const struct country **list = lists[is_chinese];
	size_t n = FREQUENT;

	if (list[0])
		return list;
	for (size_t i = 0; i < COUNTRIES; i++)
		if (!is_frequent(&countries[i]))
			list[n++] = &countries[i];
	if (!is_chinese)
		qsort(list + FREQUENT, n - FREQUENT, sizeof(const struct country *), by_english);
	for (size_t i = FREQUENT; i-- > 0;)
		list[i] = country_find(frequent[i]);
	return list;
}

const struct country *
country_at(size_t i, const char *lang)
{
	return i < COUNTRIES ? listed(text_same(lang, "zh"))[i] : NULL;
}

const char *
country_name(const struct country *country, const char *lang)
{
	return text_same(lang, "zh") ? country->zh : country->en;
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
