/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Which of our units gets an application: formalities/routing.hdf, read strictly. It knows
 * places and codes of units, and no store.
 *
 *	struct routed r = routing_find(c->routing, f, county, town);
 *	r.units[0] is whose it is; the others take it as long as nobody works there
 */
#ifndef QIAO_SERVICE_ROUTING_H
#define QIAO_SERVICE_ROUTING_H

#include <stddef.h>

#include "base/text.h"

struct dictionary;
struct error;
struct formality;
struct pool;
struct sheet;

struct routing_site {
	const char *unit;
	struct word_list names;	/* as routing_find() compares them */
	struct word_list formerly;	/* counties that the township belonged to */
};

struct routing_county {
	const char *code;		/* of home_county: "330304" */
	struct word_list names;	/* its own, and those of its townships that have no site */
	struct word_list towns;
	const char *branch;		/* its unit, or the centre */
	struct routing_site *sites;
	size_t site_count;
};

struct routing {
	const char *centre;		/* whatever is nobody else's */
	struct routing_county *counties;
	size_t county_count;
	struct word_list endings;	/* of a Latin name */
	/* around a Chinese one */
	struct word_list before, elsewhere, town_endings, not_before, moved;
};

/* Every option of home_county has its county here, but `unknown`; ERROR_INVALID with file and key. */
const struct error *routing_load(struct pool *pool, const char *folder,
    const struct dictionary *dictionary, struct routing **out) __attribute__((warn_unused_result));
/* The same into an open sheet, whose file it changes. */
void routing_read(struct sheet *s, const char *folder, const struct dictionary *dictionary,
    struct routing **out);

#define ROUTED_MOST 3

struct routed {
	const char *units[ROUTED_MOST];	/* the best first, then its branch, then the centre; or NULL */
};

/* county and town as they were answered; NULL, "" and unheard-of places are the centre's. */
struct routed routing_find(const struct routing *r, const struct formality *f, const char *county,
    const char *town);
/* Every unit that the table names: the n-th, NULL behind the last. */
const char *routing_unit(const struct routing *r, size_t n);

#endif
