/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tap.h"

#include <ctype.h>

#include "base/clock.h"
#include "base/country.h"
#include "base/memory.h"
#include "base/text.h"

static void
rows(void)
{
	bool shaped = true, once = true, reachable = true, zoned = true, named = true;
	char dial[8];

	is_int((int64_t)country_count(), 249, "ISO 3166-1 has 249 countries and regions");
	for (size_t i = 0; i < country_count(); i++) {
		const struct country *c = country_at(i, "zh");

		shaped &= strlen(c->code) == 2 && isupper(c->code[0]) && isupper(c->code[1]);
		once &= country_find(c->code) == c;
		for (size_t k = 0; k < i; k++)
			once &= strcmp(country_at(k, "zh")->zh, c->zh) != 0 &&
			    strcmp(country_at(k, "zh")->en, c->en) != 0;
		country_dial(c, dial);
		reachable &= text_is_digits(dial, strlen(dial)) && strlen(dial) <= 3;
		zoned &= clock_zone_exists(c->zone);
		named &= text_is_utf8(c->zh, strlen(c->zh)) && (unsigned char)c->zh[0] > 0x7f &&
		    *c->en && text_is_utf8(c->en, strlen(c->en));
	}
	ok(shaped, "every code is two capitals");
	ok(once, "no code and no name stands twice");
	ok(reachable, "every calling code is one to three digits");
	ok(zoned, "every zone is in the zone database");
	ok(named, "every row is named in Chinese and in English");
}

/* Each leads back to its own zone, and none is a country's code. */
static void
check_words(void)
{
	char word[COUNTRY_ZONE_WORD];
	bool back = true;

	for (size_t i = 0; i < country_count(); i++) {
		const struct country_zone *z;

		for (size_t k = 0; (z = country_zones(country_at(i, "en")->code, k)); k++) {
			country_zone_word(z, word);
			back &= text_same(country_zone_meant(word), z->zone) && !country_find(word);
		}
	}
	ok(back, "every zone of a list has a word of its own");
	is_str(country_zone_meant("New_"), "America/New_York", "New York's");
	is_str(country_zone_meant("IT"), "Europe/Rome", "a country's code is one");
	is_str(country_zone_meant("America/Bogota"), "America/Bogota", "a zone's own name is itself");
	is_str(country_zone_meant("Moon"), "Moon", "so is what is none");
	ok(!country_zone_meant(NULL), "nothing is nothing");
}

static void
zones(void)
{
	static const char *const several[] = {"US", "CA", "BR", "AU", "RU", "MX", "ID", "ES", "PT",
	    "CL", "NZ", "KI"};
	struct pool *pool = pool_new(NULL, 0);
	bool known = true, first = true;

	for (size_t i = 0; i < country_count(); i++) {
		const struct country *c = country_at(i, "en");
		const struct country_zone *z = country_zones(c->code, 0);

		first &= !z || strcmp(z->zone, c->zone) == 0;
		for (size_t k = 0; (z = country_zones(c->code, k)); k++)
			known &= clock_zone_exists(z->zone) && *z->zh && *z->en;
	}
	ok(known, "every zone of a list is in the zone database");
	ok(first, "a list begins with the country's default");
	for (size_t i = 0; i < sizeof several / sizeof *several; i++)
		ok(country_zones(several[i], 1), "%s has several zones", several[i]);
	check_words();
	ok(!country_zones("IT", 0), "Italy has one zone");
	ok(!country_zones("CN", 0), "China has one zone");
	ok(!country_zones("XX", 0) && !country_zones(NULL, 0), "no zones of no country");
	is_str(country_zone("IT"), "Europe/Rome", "Italy's zone");
	is_str(country_zone("it"), "Europe/Rome", "in small letters too");
	is_str(country_zone("BR"), "America/Sao_Paulo", "Brazil's default zone");
	is_str(country_zone("CN"), ZONE_WENZHOU, "China's zone");
	is_str(country_zone("ZZ"), "UTC", "the zone of no country");
	is_str(country_zone_place(pool, "UTC", "zh"), "UTC", "the clock of a browser that hides where it is, no island's");
	is_str(country_zone_place(pool, "Africa/Harare", "en"), "Zimbabwe", "and that of a country is the country's");
	is_str(country_zone_now("Asia/Katmandu"), "Asia/Kathmandu", "what a browser calls it");
	is_str(country_zone_now("Europe/Rome"), "Europe/Rome", "what it calls as we do");
	pool_free(pool);
}

static void
names(void)
{
	static const struct { const char *code, *zh, *en; } want[] = {
		{"IT", "意大利", "Italy"}, {"HK", "中国香港", "Hong Kong, China"},
		{"MO", "中国澳门", "Macao, China"}, {"TW", "中国台湾", "Taiwan, China"},
		{"KR", "韩国", "Korea, Republic of"}, {"AE", "阿联酋", "United Arab Emirates"},
		{"CI", "科特迪瓦", "Côte d’Ivoire"}, {"MK", "北马其顿", "North Macedonia"},
		{"SZ", "斯威士兰", "Eswatini"}, {"CZ", "捷克", "Czechia"},
	};

	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		const struct country *c = country_find(want[i].code);

		is_str(country_name(c, "zh"), want[i].zh, want[i].code);
		is_str(country_name(c, "en"), want[i].en, want[i].code);
		is_str(country_name(c, "fr"), want[i].en, "other languages get English");
	}
	is_str(country_within(country_name(country_find("GB"), "en"), "en"), "the United Kingdom", "in a sentence");
	is_str(country_within(country_name(country_find("KR"), "en"), "en"), "the Republic of Korea", "in its order");
	is_str(country_within("Italy", "en"), "Italy", "most are as they are");
	is_str(country_within(country_name(country_find("BS"), "es"), "es"), "Bahamas", "in other languages all");
	is_str(country_name(country_find("AE"), "it"), "Emirati Arabi Uniti", "in Italian");
	is_str(country_name(country_find("AE"), "es"), "Emiratos Árabes Unidos", "and in Spanish");
	is_str(country_zone_name(country_zones("US", 0), "es"), "Nueva York", "cities too");
	ok(!country_find("XK") && !country_find("UK") && !country_find("") && !country_find(NULL) &&
	    !country_find("ITA"), "what ISO does not list is not found");
}

static void
order(void)
{
	size_t n = country_frequent();
	bool sorted = true, whole = true;

	is_str(country_at(0, "zh")->code, "CN", "China first");
	is_str(country_at(1, "en")->code, "IT", "then Italy");
	is_str(country_at(n, "zh")->zh, "阿尔巴尼亚", "then in pinyin order");
	is_str(country_at(country_count() - 1, "zh")->zh, "中国香港", "to zh");
	is_str(country_at(n, "en")->en, "Afghanistan", "or in English order");
	is_str(country_at(n + 1, "en")->code, "AX", "with Åland at A");
	is_str(country_at(country_count() - 1, "en")->en, "Zimbabwe", "to Z");
	for (size_t i = n + 2; i < country_count(); i++)
		sorted &= i == n + 2 ||
		    tolower(*country_at(i - 1, "en")->en) <= tolower(*country_at(i, "en")->en);
	ok(sorted, "the English list is sorted");
	for (size_t i = 0; i < country_count(); i++) {
		size_t seen = 0;

		for (size_t k = 0; k < country_count(); k++)
			seen += country_at(k, "en") == country_at(i, "zh");
		whole &= seen == 1;
	}
	ok(whole, "both lists hold every country once");
	ok(!country_at(country_count(), "zh"), "and end");
}

static void
calling(void)
{
	static const struct { const char *number, *code; } want[] = {
		{"+393331234567", "IT"}, {"+390669812345", "VA"}, {"+8613800138000", "CN"},
		{"+85291234567", "HK"}, {"+85366123456", "MO"}, {"+886912345678", "TW"},
		{"+12125550100", "US"}, {"+14165550100", "CA"}, {"+16045550100", "CA"},
		{"+18095550100", "DO"}, {"+18765550100", "JM"}, {"+17875550100", "PR"},
		{"+79161234567", "RU"}, {"+77011234567", "KZ"}, {"+447911123456", "GB"},
		{"+441534123456", "JE"}, {"+441481123456", "GG"}, {"+33612345678", "FR"},
		{"+34612345678", "ES"}, {"+5511912345678", "BR"}, {"+27821234567", "ZA"},
		{"+971501234567", "AE"}, {"+61412345678", "AU"}, {"+4790123456", "NO"},
		{"+4779123456", "SJ"}, {"+212612345678", "MA"}, {"+262692123456", "RE"},
		{"+262639123456", "YT"}, {"+590690123456", "GP"}, {"+2250701234567", "CI"},
		{"+378054988637", "SM"}, {"+3584012345", "FI"}, {"+3581812345", "AX"},
	};
	char dial[8];

	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		const struct country *c = country_by_calling(want[i].number);

		is_str(c ? c->code : NULL, want[i].code, want[i].number);
	}
	ok(!country_by_calling("+999123456") && !country_by_calling("+80012345678") &&
	    !country_by_calling("393331234567") && !country_by_calling("+") &&
	    !country_by_calling("") && !country_by_calling(NULL), "numbers of no country");
	is_str(country_dial(country_find("DO"), dial), "1", "the Dominican Republic dials 1");
	is_str(country_dial(country_find("IT"), dial), "39", "Italy dials 39");
	is_str(country_dial(country_find("KZ"), dial), "7", "Kazakhstan dials 7");
	is_str(country_dial(country_find("SH"), dial), "290", "Saint Helena dials 290");
}

int
main(void)
{
	rows();
	zones();
	names();
	order();
	calling();
	return done();
}
