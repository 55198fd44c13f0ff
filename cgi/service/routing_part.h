/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * For routing.c and routing_words.c alone: which places are told in what somebody wrote.
 *
 * A Chinese name begins the words, or follows a word or a name that may stand before one (Before);
 * in the middle of other characters it is a part of another name. The longest name counts. One that
 * a village, a road or a temple is called like (NotBefore), or that follows another township and has
 * no ending of its own, is not the township. A Latin name stands alone between commas.
 */
#ifndef QIAO_SERVICE_ROUTING_PART_H
#define QIAO_SERVICE_ROUTING_PART_H

#include <stdbool.h>

#include "service/routing.h"

struct routing_place {
	const struct routing_county *county;	/* NULL: nothing was told */
	const struct routing_site *site;	/* NULL: a township without one, or the county itself */
};

struct routing_told {
	struct routing_place place;		/* a township */
	struct routing_place around;		/* a county by its own name */
	bool is_doubtful;			/* of different units, or somebody has moved */
};

struct routing_told routing_told(const struct routing *r, const char *words);
/* As names are compared: search_normal() without blanks. */
char *routing_folded(struct pool *pool, const char *s);

#endif
