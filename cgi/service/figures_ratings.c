/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What supervision counts of ratings: of each level how many, and the matters behind a number. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/bar.h"
#include "service/figures_part.h"
#include "service/rating.h"

#define LEVEL(n) ", CAST(SUM(o.level = " #n ") AS SIGNED)"
#define COUNTED(name, key, names, join) \
	STATEMENT(name, WITHIN_IN, "sssiiiiiii", \
	    "SELECT " key " AS of, " names ", COUNT(*)" LEVEL(1) LEVEL(2) LEVEL(3) LEVEL(4) LEVEL(5) \
	    ", COUNT(o.again_level) FROM rating o" OF_UNIT join \
	    "WHERE o.excluded IS NULL AND " WITHIN("o.at") " GROUP BY of ORDER BY of")

COUNTED(ratings_of_formality, KEY_FORMALITY, NAMES_SITE, "")
COUNTED(ratings_of_unit, KEY_UNIT, NAMES_UNIT, "")
COUNTED(ratings_of_site, KEY_SITE, NAMES_SITE, "")
COUNTED(ratings_of_officer, KEY_OFFICER, NAMES_SITE, OF_OFFICER)
COUNTED(ratings_of_month, KEY_MONTH("o.at"), NAMES_SITE, "")

#define LISTED(name, key) \
	STATEMENT(name, "i" WITHIN_IN "siiiii", "issssstiitti", \
	    "SELECT o.application, a.ref, o.formality, u.name_zh, u.name_en, x.number, o.at, o.level, " \
	    "COALESCE(o.again_level, 0), f.due, f.closed, " MAY_OPEN " FROM rating o" OF_UNIT OF_OFFICER \
	    "LEFT JOIN application a ON a.id = o.application " \
	    "LEFT JOIN follow_up f ON f.application = o.application WHERE o.excluded IS NULL AND " \
	    WITHIN("o.at") " AND " key " = COALESCE(?, " key ") AND o.level = IF(? = 0, o.level, ?) " \
	    "AND (? = 0 OR o.again_level IS NOT NULL) " \
	    "AND o.application < ? ORDER BY o.application DESC LIMIT ?")

LISTED(rated_of_formality, KEY_FORMALITY)
LISTED(rated_of_unit, KEY_UNIT)
LISTED(rated_of_site, KEY_SITE)
LISTED(rated_of_officer, KEY_OFFICER)
LISTED(rated_of_month, KEY_MONTH("o.at"))

static const struct {
	const struct statement *counted, *listed;
} ways[FIGURES_WAYS] = {
	[FIGURES_FORMALITY] = {&ratings_of_formality, &rated_of_formality},
	[FIGURES_UNIT] = {&ratings_of_unit, &rated_of_unit},
	[FIGURES_SITE] = {&ratings_of_site, &rated_of_site},
	[FIGURES_OFFICER] = {&ratings_of_officer, &rated_of_officer},
	[FIGURES_MONTH] = {&ratings_of_month, &rated_of_month},
};

static int
more_rated(const void *a, const void *b)
{
	const struct ratings_figure *x = a, *y = b;

	return x->rated != y->rated ? (x->rated < y->rated) - (x->rated > y->rated) : strcmp(x->key, y->key);
}

static int
newer_month(const void *a, const void *b)
{
	return strcmp(((const struct ratings_figure *)b)->key, ((const struct ratings_figure *)a)->key);
}

const struct error *
figures_ratings(struct db *db, const struct figures_asked *asked, struct ratings_figures *out)
{
	const struct error *e;
	struct rows rows;

	*out = (struct ratings_figures){.all = {.key = ""}};
	if ((e = db_rows(db, ways[asked->by].counted, DB(WITHIN_OF(asked)), &rows)))
		return e;
	out->count = rows.count;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];
		struct ratings_figure *f = &out->at[i];

		*f = (struct ratings_figure){.key = row_text(r, 0), .zh = row_text(r, 1),
		    .en = row_text(r, 2), .rated = (int)row_int(r, 3), .again = (int)row_int(r, 9)};
		out->all.rated += f->rated;
		out->all.again += f->again;
		for (int level = 1; level <= RATING_LEVELS; level++) {
			f->level[level] = (int)row_int(r, 3 + level);
			out->all.level[level] += f->level[level];
		}
	}
	qsort(out->at, out->count, sizeof *out->at, asked->by == FIGURES_MONTH ? newer_month : more_rated);
	return NULL;
}

const struct error *
figures_rated(struct db *db, const struct figures_asked *asked, const struct rated_asked *rated,
    int64_t before, int most, struct rated_matters *out)
{
	struct bar_view view;
	const struct error *e;
	struct rows rows;

	*out = (struct rated_matters){0};
	if ((e = bar_view_load(db, asked->viewer, &view)) ||
	    (e = db_rows(db, ways[asked->by].listed, DB(db_int(asked->unit), WITHIN_OF(asked),
	    db_text(rated->key), db_int(rated->level), db_int(rated->level), db_int(rated->is_again),
	    db_int(before ? before : INT64_MAX), db_int(most + 1)), &rows)))
		return e;
	out->has_more = rows.count > (size_t)most;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count && i < (size_t)most; i++) {
		const struct row *r = rows.at[i];
		bool is_hidden;

		if ((e = bar_hides(db, &view, row_text(r, 1), &is_hidden)))
			return e;
		out->last = row_int(r, 0);
		out->hidden += is_hidden;
		if (is_hidden)
			continue;
		out->at[out->count++] = (struct rated_matter){row_int(r, 0), row_text(r, 1), row_text(r, 2),
		    row_text(r, 3), row_text(r, 4), row_text(r, 5), row_moment(r, 6), (int)row_int(r, 7),
		    (int)row_int(r, 8), row_moment(r, 9), row_moment(r, 10), row_int(r, 11) != 0};
	}
	return NULL;
}
