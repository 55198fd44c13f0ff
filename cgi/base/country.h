/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Countries and regions of ISO 3166-1 with their names in Chinese official
 * usage and in the other languages (Italian and Spanish: CLDR's), calling
 * codes and time zones: country.def has the rows.
 */
#ifndef QIAO_BASE_COUNTRY_H
#define QIAO_BASE_COUNTRY_H

#include <stdbool.h>
#include <stddef.h>

struct pool;

struct country {
	const char *code;	/* ISO 3166-1 alpha-2, "IT" */
	const char *zh, *en, *it, *es;
	/* "39"; further words are longer prefixes that tell countries of one code apart */
	const char *calling;
	const char *zone;	/* where most people live */
};

struct country_zone {
	const char *code;	/* the country's */
	const char *zone;	/* "America/New_York" */
	const char *zh, *en, *it, *es;	/* its best-known city */
};

/* Either case; NULL if there is none. */
const struct country *country_find(const char *code);
size_t country_count(void);
/* In the order of a list for people: the frequent ones first, then by name in
 * that language (pinyin for zh). NULL past the end. */
const struct country *country_at(size_t i, const char *lang);
/* How many of the first are the frequent ones, for a rule between the two. */
size_t country_frequent(void);

/* In a language of the pages; of any other the English name. */
const char *country_name(const struct country *country, const char *lang);
const char *country_zone_name(const struct country_zone *zone, const char *lang);
/* Such a name as it stands within a sentence: "the United Kingdom". */
const char *country_within(const char *name, const char *lang);
/* The digits to dial, "39"; "" where there is no telephone. out holds 8 bytes. */
const char *country_dial(const struct country *country, char out[8]);
/* Whether the digits behind its code are of the form that all its numbers have; true where they have none. */
bool country_has_number(const struct country *country, const char *digits);
/* Of "+393331234567"; NULL if no country has the code. +1 not known to be another's: US. */
const struct country *country_by_calling(const char *e164);

/* The default zone, or "UTC" for an unknown country. */
const char *country_zone(const char *code);
/* A zone's name of today: browsers still call some as they were called long ago. */
const char *country_zone_now(const char *zone);
/* Whose clock it is: a zone's city, its country if that has no other, else its own name ("Busingen"). */
const char *country_zone_place(struct pool *pool, const char *zone, const char *lang);
/* The zones of a country with several, NULL past the last; country_zones("IT", 0) is NULL. */
const struct country_zone *country_zones(const char *code, size_t i);
/* A word for it in a list, so that a page of all is light: "New_" of New York, one zone's alone. */
#define COUNTRY_ZONE_WORD 5
void country_zone_word(const struct country_zone *zone, char out[COUNTRY_ZONE_WORD]);
/* Of a country's code, or such a word; anything else as it is. */
const char *country_zone_meant(const char *word);

#endif
