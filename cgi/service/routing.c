/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/routing.h"

#include <stdbool.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/tree.h"
#include "service/dictionary.h"
#include "service/formality.h"
#include "service/sheet.h"

#define FILE_NAME "routing.hdf"
#define UNKNOWN "unknown"		/* the option of home_county that is no place */

static bool
is_latin(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s >= 0x80)
			return false;
	return true;
}

/* Half-width, small letters, nothing but letters and digits: "Li’ao Town" is "liaotown". */
static char *
folded(struct pool *pool, const char *s)
{
	char *half = text_halfwidth(pool, s), *out = half;

	for (const char *p = half, *from = p; *p; from = p) {
		unsigned c = text_next(&p);

		if (c >= 'A' && c <= 'Z')
			*out++ = (char)(c - 'A' + 'a');
		else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x3400)
			for (; from < p; from++)
				*out++ = *from;
	}
	*out = '\0';
	return half;
}

static struct routing_list
read_list(struct sheet *s, struct sheet_node n, bool is_folded)
{
	struct routing_list list = {.at = pool_zero(s->pool, (sheet_count(n) + 1) * sizeof *list.at)};

	for (struct sheet_node c = sheet_first(s, n); c.t; c = sheet_next(s, c)) {
		const char *value = sheet_value(s, c);
		const char *kept = value && is_folded ? folded(s->pool, value) : value;

		if (!kept || !*kept)
			sheet_wrong(s, c.path, "missing");
		else
			list.at[list.count++] = kept;
	}
	return list;
}

static void
read_site(struct sheet *s, struct sheet_node n, struct routing_site *site)
{
	struct sheet_node names = sheet_at(s, n, "Names");

	sheet_only(s, n, "Unit", "Names", "Formerly", (char *)NULL);
	site->unit = sheet_needed(s, n, "Unit");
	site->names = read_list(s, names, true);
	site->formerly = read_list(s, sheet_at(s, n, "Formerly"), false);
	if (!site->names.count)
		sheet_wrong(s, names.path, "missing");
}

static void
read_county(struct sheet *s, struct sheet_node n, struct routing_county *county)
{
	struct sheet_node sites = sheet_at(s, n, "Sites");

	sheet_only(s, n, "Branch", "Sites", (char *)NULL);
	county->code = pool_string(s->pool, sheet_name(n));
	county->branch = sheet_needed(s, n, "Branch");
	county->sites = pool_zero(s->pool, (sheet_count(sites) + 1) * sizeof *county->sites);
	for (struct sheet_node c = sheet_first(s, sites); c.t; c = sheet_next(s, c))
		read_site(s, c, &county->sites[county->site_count++]);
}

static const struct routing_county *
county_of(const struct routing *r, const char *code)
{
	for (size_t i = 0; code && i < r->county_count; i++)
		if (strcmp(r->counties[i].code, code) == 0)
			return &r->counties[i];
	return NULL;
}

static bool
has(const struct routing_list *list, const char *word)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->at[i], word) == 0)
			return true;
	return false;
}

/* The counties are exactly those that a resident can choose. */
static void
check_counties(struct sheet *s, const struct dictionary *d, const struct routing *r)
{
	const struct field_entry *field = dictionary_field(d, "home_county");
	const struct field_rule *rule = field ? &field->rule : NULL;

	for (size_t i = 0; rule && i < rule->option_count; i++)
		if (!county_of(r, rule->options[i]) && strcmp(rule->options[i], UNKNOWN) != 0)
			sheet_wrong(s, "Routing.Counties", "%s is missing", rule->options[i]);
	for (size_t i = 0; i < r->county_count; i++) {
		const struct routing_county *county = &r->counties[i];
		bool is_option = false;

		for (size_t j = 0; rule && j < rule->option_count; j++)
			is_option |= strcmp(rule->options[j], county->code) == 0;
		if (!is_option)
			sheet_wrong(s, "Routing.Counties", "%s is no home_county", county->code);
		for (size_t j = 0; j < county->site_count; j++)
			for (size_t k = 0; k < county->sites[j].formerly.count; k++)
				if (!county_of(r, county->sites[j].formerly.at[k]))
					sheet_wrong(s, "Routing.Counties", "%s: no such county: %s",
					    county->code, county->sites[j].formerly.at[k]);
	}
}

static void
read_routing(struct sheet *s, struct sheet_node root, struct routing *r)
{
	struct sheet_node n = sheet_at(s, root, "Routing"), counties = sheet_at(s, n, "Counties");

	sheet_only(s, root, "Routing", (char *)NULL);
	sheet_only(s, n, "Else", "Counties", "Endings", "NotBefore", "NotAfter", (char *)NULL);
	r->centre = sheet_needed(s, n, "Else");
	r->counties = pool_zero(s->pool, (sheet_count(counties) + 1) * sizeof *r->counties);
	for (struct sheet_node c = sheet_first(s, counties); c.t; c = sheet_next(s, c))
		read_county(s, c, &r->counties[r->county_count++]);
	r->endings = read_list(s, sheet_at(s, n, "Endings"), true);
	r->not_before = read_list(s, sheet_at(s, n, "NotBefore"), true);
	r->not_after = read_list(s, sheet_at(s, n, "NotAfter"), true);
}

void
routing_read(struct sheet *s, const char *folder, const struct dictionary *dictionary,
    struct routing **out)
{
	struct routing *r = *out = POOL_NEW(s->pool, struct routing);
	struct sheet_node root = {NULL, ""};
	struct tree *t = NULL;

	s->file = FILE_NAME;
	if (sheet_failed(s, tree_load(pool_format(s->scratch, "%s/" FILE_NAME, folder), &t)))
		return;
	root.t = t;
	read_routing(s, root, r);
	check_counties(s, dictionary, r);
	tree_free(t);
}

const struct error *
routing_load(struct pool *pool, const char *folder, const struct dictionary *dictionary,
    struct routing **out)
{
	struct sheet s = sheet_open(pool, FILE_NAME, NULL);

	routing_read(&s, folder, dictionary, out);
	return sheet_close(&s);
}

/* A Chinese name somewhere in the words; not a village's or a road's, nor behind another township. */
static bool
stands_in(const struct routing *r, const char *words, const char *name)
{
	const char *at = strstr(words, name), *rest;

	if (!at)
		return false;
	rest = at + strlen(name);
	for (size_t i = 0; i < r->not_before.count; i++)
		if (text_starts(rest, r->not_before.at[i]))
			return false;
	for (size_t i = 0; i < r->not_after.count; i++) {
		const char *other = strstr(words, r->not_after.at[i]);

		if (other && other < at)
			return false;
	}
	return true;
}

static bool
is_name(const struct routing *r, const char *words, const char *name)
{
	if (!is_latin(name))
		return stands_in(r, words, name);
	return text_starts(words, name) &&
	    (!words[strlen(name)] || has(&r->endings, words + strlen(name)));
}

/* Told in one of the parts between commas. */
static bool
is_told(const struct routing *r, const struct routing_site *site, const struct routing_list *parts)
{
	for (size_t i = 0; i < parts->count; i++)
		for (size_t j = 0; j < site->names.count; j++)
			if (is_name(r, parts->at[i], site->names.at[j]))
				return true;
	return false;
}

#define PARTS_MOST 8

static struct routing_list
split(struct pool *pool, const char *town)
{
	static const char *const commas[] = {"、", "。"};	/* the others have a half-width form */
	char *words = text_halfwidth(pool, town), *save;
	struct routing_list parts = {.at = pool_zero(pool, PARTS_MOST * sizeof *parts.at)};

	for (size_t i = 0; i < sizeof commas / sizeof *commas; i++)
		for (char *at; (at = strstr(words, commas[i]));)
			memcpy(at, ",,,", 3);
	for (char *w = strtok_r(words, ",;/()\n", &save); w && parts.count < PARTS_MOST;
	    w = strtok_r(NULL, ",;/()\n", &save))
		parts.at[parts.count++] = folded(pool, w);
	return parts;
}

static const struct routed nowhere;

static struct routed
doubtful(const struct routing *r)
{
	return (struct routed){{r->centre}};
}

/* The one site of that township, if the county agrees; then its branch, then the centre. */
static struct routed
find_station(const struct routing *r, const struct routing_county *county, const char *town)
{
	struct pool *pool = pool_new(NULL, 0);
	const struct routing_list parts = split(pool, town);
	struct routed found = nowhere;
	bool is_doubtful = false;

	for (size_t i = 0; i < r->county_count; i++)
		for (size_t j = 0; j < r->counties[i].site_count; j++) {
			const struct routing_county *its = &r->counties[i];
			const struct routing_site *site = &its->sites[j];

			if (!is_told(r, site, &parts))
				continue;
			is_doubtful |= found.units[0] || (county && county != its &&
			    !has(&site->formerly, county->code));
			found = (struct routed){{site->unit, its->branch, r->centre}};
		}
	pool_free(pool);
	return is_doubtful ? doubtful(r) : found;
}

struct routed
routing_find(const struct routing *r, const struct formality *f, const char *county,
    const char *town)
{
	const struct routing_county *its = county_of(r, county);
	struct routed found = nowhere;

	if (f->mode == MODE_TRANSFER)
		return doubtful(r);
	if (f->level == LEVEL_CITY)
		return f->office ? (struct routed){{f->office, r->centre}} : doubtful(r);
	if (f->level == LEVEL_STATION && town && *town)
		found = find_station(r, its, town);
	if (!found.units[0] && its)
		found = (struct routed){{its->branch, r->centre}};
	return found.units[0] ? found : doubtful(r);
}

const char *
routing_unit(const struct routing *r, size_t n)
{
	if (n-- == 0)
		return r->centre;
	for (size_t i = 0; i < r->county_count; i++) {
		const struct routing_county *county = &r->counties[i];

		if (n-- == 0)
			return county->branch;
		if (n < county->site_count)
			return county->sites[n].unit;
		n -= county->site_count;
	}
	return NULL;
}
