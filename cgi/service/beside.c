/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/beside.h"

#include "base/country.h"
#include "base/memory.h"
#include "base/pairs.h"

const char *
beside_key(struct pool *pool, moment at, day shown, const char *zone, enum lang lang,
    struct pairs *holes)
{
	struct civil here, wenzhou;
	day there;

	if (!clock_both(at, zone, &here, &wenzhou))
		return NULL;
	there = day_of(here.year, here.month, here.mday);
	pairs_set(holes, "place", country_within(country_zone_place(pool, zone, lang_code(lang)),
	    lang_code(lang)));
	pairs_set(holes, "hour", pool_format(pool, "%02d:%02d", here.hour, here.minute));
	return there > shown ? "there_next" : there < shown ? "there_before" : "there";
}
