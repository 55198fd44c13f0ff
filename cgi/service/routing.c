/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/routing.h"

#include <stdbool.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/tree.h"
#include "service/dictionary.h"
#include "service/formality.h"
#include "service/routing_part.h"
#include "service/sheet.h"

#define FILE_NAME "routing.hdf"
#define UNKNOWN "unknown"		/* the option of home_county that is no place */

static struct word_list
read_list(struct sheet *s, struct sheet_node n, bool is_folded)
{
	struct word_list list = {.at = pool_zero(s->pool, (sheet_count(n) + 1) * sizeof *list.at)};

	for (struct sheet_node c = sheet_first(s, n); c.t; c = sheet_next(s, c)) {
		const char *value = sheet_value(s, c);
		const char *kept = value && is_folded ? routing_folded(s->pool, value) : value;

		if (!kept || !*kept)
			sheet_wrong(s, c.path, "missing");
		else
			list.at[list.count++] = kept;
	}
	return list;
}

/* Many short words on one line, with blanks between. */
static struct word_list
read_words(struct sheet *s, struct sheet_node n, const char *key)
{
	struct word_list words = text_words(s->pool, sheet_text(s, n, key));

	for (size_t i = 0; i < words.count; i++)
		words.at[i] = routing_folded(s->pool, words.at[i]);
	return words;
}

static void
read_site(struct sheet *s, struct sheet_node n, struct routing_site *site)
{
	struct sheet_node names = sheet_at(s, n, "Names");

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

	county->code = pool_string(s->pool, sheet_name(n));
	county->branch = sheet_needed(s, n, "Branch");
	county->names = read_words(s, n, "Names");
	county->towns = read_words(s, n, "Towns");
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
has(const struct word_list *list, const char *word)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->at[i], word) == 0)
			return true;
	return false;
}

static void
add_all(struct sheet *s, struct word_list *to, const struct word_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		to->at = pool_grow(s->scratch, to->at, to->count + 1, sizeof *to->at);
		to->at[to->count++] = list->at[i];
	}
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
		if (!is_option && d->field_count)	/* else fields.hdf could not be read */
			sheet_wrong(s, "Routing.Counties", "%s is no home_county", county->code);
		for (size_t j = 0; j < county->site_count; j++)
			for (size_t k = 0; k < county->sites[j].formerly.count; k++)
				if (!county_of(r, county->sites[j].formerly.at[k]))
					sheet_wrong(s, "Routing.Counties", "%s: no such county: %s",
					    county->code, county->sites[j].formerly.at[k]);
	}
}

static void
check_names(struct sheet *s, const struct routing *r)
{
	struct word_list all = {0};

	for (size_t i = 0; i < r->county_count; i++) {
		const struct routing_county *county = &r->counties[i];

		add_all(s, &all, &county->names);
		add_all(s, &all, &county->towns);
		for (size_t j = 0; j < county->site_count; j++)
			add_all(s, &all, &county->sites[j].names);
	}
	for (size_t i = 0; i < all.count; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(all.at[i], all.at[j]) == 0)
				sheet_wrong(s, "Routing.Counties", "two places are called %s", all.at[i]);
}

static void
read_routing(struct sheet *s, struct sheet_node root, struct routing *r)
{
	struct sheet_node n = sheet_at(s, root, "Routing"), counties = sheet_at(s, n, "Counties");

	r->centre = sheet_needed(s, n, "Else");
	r->counties = pool_zero(s->pool, (sheet_count(counties) + 1) * sizeof *r->counties);
	for (struct sheet_node c = sheet_first(s, counties); c.t; c = sheet_next(s, c))
		read_county(s, c, &r->counties[r->county_count++]);
	r->endings = read_words(s, n, "Endings");
	r->before = read_words(s, n, "Before");
	r->elsewhere = read_words(s, n, "Elsewhere");
	r->town_endings = read_words(s, n, "TownEndings");
	r->not_before = read_words(s, n, "NotBefore");
	r->moved = read_words(s, n, "Moved");
}

void
routing_read(struct sheet *s, const char *folder, const struct dictionary *dictionary,
    struct routing **out)
{
	struct routing *r = *out = POOL_NEW(s->pool, struct routing);
	struct sheet_node root = {NULL, ""};
	struct tree *t = NULL;
	const char *text;

	s->file = FILE_NAME;
	text = sheet_file(s, pool_format(s->scratch, "%s/" FILE_NAME, folder));
	if (!text || sheet_failed(s, tree_read(text, &t)))
		return;
	root.t = t;
	sheet_check(s, root, SHEET_ROUTING_FILE);
	read_routing(s, root, r);
	check_counties(s, dictionary, r);
	check_names(s, r);
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

static struct routed
doubtful(const struct routing *r)
{
	return (struct routed){{r->centre}};
}

/* Does a choice of that county agree with what was told? A site's township had another one before. */
static bool
agrees(const struct routing_place *place, const struct routing_county *county)
{
	return !county || !place->county || county == place->county ||
	    (place->site && has(&place->site->formerly, county->code));
}

/* What the words say, if the county agrees: a site, then its branch, then the centre. */
static struct routed
find_told(const struct routing *r, const struct routing_county *county, const char *words)
{
	const struct routing_told told = routing_told(r, words);
	const struct routing_place *place = told.place.county ? &told.place : &told.around;

	if (told.is_doubtful || !agrees(place, county) || !agrees(place, told.around.county))
		return doubtful(r);
	if (!place->county)
		return (struct routed){{NULL}};
	if (!place->site)
		return (struct routed){{place->county->branch, r->centre}};
	return (struct routed){{place->site->unit, place->county->branch, r->centre}};
}

struct routed
routing_find(const struct routing *r, const struct formality *f, const char *county,
    const char *town)
{
	const struct routing_county *its = county_of(r, county);
	struct routed found = {{NULL}};

	if (f->mode == MODE_TRANSFER)
		return doubtful(r);
	if (f->level == LEVEL_CITY)
		return f->office ? (struct routed){{f->office, r->centre}} : doubtful(r);
	if (f->level == LEVEL_STATION && town && *town)
		found = find_told(r, its, town);
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
