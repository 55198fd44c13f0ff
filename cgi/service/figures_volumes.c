/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What came in, and what departments handed back: figures of acts that decide nothing. */
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/figures_part.h"
#include "service/taken.h"

#define INTAKE "(SELECT application, submitted AS at, unit, 0 AS officer, formality FROM intake) o"
/* Each hand-back counts, and whose it was: below the asking unit is the matter, the department did it. */
#define HANDED "handed_back o" OF_UNIT "JOIN unit d ON d.id = o.department " OF_OFFICER

#define RECEIVED(name, kind, key, names) \
	STATEMENT(name, SUMMED_IN, "sssi", \
	    "SELECT " key " AS of, " names ", CAST(SUM(o.n) AS SIGNED) FROM " SUMMED(kind, "n") OF_UNIT \
	    "WHERE " BELOW " GROUP BY of HAVING SUM(o.n) > 0 ORDER BY of")
#define RECEIVED_BELOW(name, kind, key) \
	STATEMENT(name, SUMMED_BELOW_IN, "sssi", \
	    "SELECT " key " AS of, " NAMES_NONE ", CAST(SUM(o.n) AS SIGNED) FROM " SUMMED_BELOW(kind, "n") \
	    " GROUP BY of HAVING SUM(o.n) > 0 ORDER BY of")
#define HANDED_BACK(name, key, names) \
	STATEMENT(name, WITHIN_IN, "sssi", \
	    "SELECT " key " AS of, " names ", COUNT(*) FROM " HANDED \
	    "WHERE " WITHIN("o.at") " GROUP BY of ORDER BY of") \
	STATEMENT(name##_list, "i" WITHIN_IN "sii", "issssstiiii", \
	    "SELECT o.transfer, a.ref, o.formality, d.name_zh, d.name_en, x.number, o.at, 0, 1, -1, " \
	    MAY_OPEN " FROM " HANDED "LEFT JOIN application a ON a.id = o.application WHERE " WITHIN("o.at") \
	    " AND " key " = COALESCE(?, " key ") AND o.transfer < ? ORDER BY o.transfer DESC LIMIT ?")
#define LISTED(name, from, key) \
	STATEMENT(name, "i" WITHIN_IN "sii", "issssstiiii", \
	    "SELECT o.application, MIN(a.ref), MIN(o.formality), MIN(u.name_zh), MIN(u.name_en), " \
	    "MIN(x.number), MAX(o.at), 0, 1, -1, MAX(" MAY_OPEN ") FROM " from OF_UNIT \
	    OF_OFFICER "LEFT JOIN application a ON a.id = o.application WHERE " WITHIN("o.at") \
	    " AND " key " = COALESCE(?, " key ") AND o.application < ? GROUP BY o.application " \
	    "ORDER BY o.application DESC LIMIT ?")
#define LISTED_EACH_WAY(name, from) \
	LISTED(name##_list_formality, from, KEY_FORMALITY) \
	LISTED(name##_list_unit, from, KEY_UNIT) \
	LISTED(name##_list_site, from, KEY_SITE) \
	LISTED(name##_list_officer, from, KEY_OFFICER) \
	LISTED(name##_list_month, from, KEY_MONTH("o.at"))

RECEIVED(received_formality, "r", "o.word", NAMES_NONE)
RECEIVED(received_unit, "v", KEY_UNIT, NAMES_UNIT)
RECEIVED(received_site, "v", KEY_SITE, NAMES_SITE)
RECEIVED(received_month, "v", "o.month", NAMES_NONE)
RECEIVED_BELOW(received_below_by_formality, "R", "o.word")
RECEIVED_BELOW(received_below_by_month, "V", "o.month")
LISTED_EACH_WAY(received, INTAKE)
HANDED_BACK(handed_formality, KEY_FORMALITY, NAMES_NONE)
HANDED_BACK(handed_unit, "d.code", "MIN(d.name_zh), MIN(d.name_en)")
HANDED_BACK(handed_officer, KEY_OFFICER, NAMES_NONE)
HANDED_BACK(handed_month, KEY_MONTH("o.at"), NAMES_NONE)

struct way {
	const struct statement *counted, *listed, *below;	/* below: as of figures.c's ways */
};
static const struct way received_ways[FIGURES_WAYS] = {
	[FIGURES_FORMALITY] = {&received_formality, &received_list_formality, &received_below_by_formality},
	[FIGURES_UNIT] = {&received_unit, &received_list_unit, NULL},
	[FIGURES_SITE] = {&received_site, &received_list_site, NULL},
	[FIGURES_OFFICER] = {NULL, &received_list_officer, NULL},
	[FIGURES_MONTH] = {&received_month, &received_list_month, &received_below_by_month},
};
static const struct way handed_ways[FIGURES_WAYS] = {
	[FIGURES_FORMALITY] = {&handed_formality, &handed_formality_list, NULL},
	[FIGURES_UNIT] = {&handed_unit, &handed_unit_list, NULL},
	[FIGURES_SITE] = {&handed_unit, &handed_unit_list, NULL},
	[FIGURES_OFFICER] = {&handed_officer, &handed_officer_list, NULL},
	[FIGURES_MONTH] = {&handed_month, &handed_month_list, NULL},
};

const struct statement *
figures_volume_list(enum figures_which which, enum figures_by by)
{
	return which == FIGURES_RECEIVED ? received_ways[by].listed : handed_ways[by].listed;
}

static struct figure *
of_key(struct figures *figures, const struct row *r)
{
	static const struct taken none;
	struct figure *f;

	for (size_t i = 0; i < figures->count; i++)
		if (strcmp(figures->at[i].key, row_text(r, 0)) == 0)
			return &figures->at[i];
	f = &figures->at[figures->count++];
	*f = (struct figure){.key = row_text(r, 0), .zh = row_text(r, 1), .en = row_text(r, 2),
	    .taken = &none};
	return f;
}

const struct error *
figures_received(struct db *db, const struct figures_asked *asked, struct figures *out)
{
	const struct error *e;
	struct rows came;

	if (!received_ways[asked->by].counted)
		return NULL;
	if ((e = figures_summed(db, asked, received_ways[asked->by].counted, received_ways[asked->by].below,
	    &came)))
		return e;
	out->at = pool_grow(db_pool(db), out->at, out->count + came.count + 1, sizeof *out->at);
	for (size_t i = 0; i < came.count; i++) {
		int n = (int)row_int(came.at[i], 3);

		of_key(out, came.at[i])->received = n;
		out->all.received += n;
	}
	return NULL;
}

const struct error *
figures_volumes(struct db *db, const struct figures_asked *asked, struct figures *out)
{
	const struct error *e;
	struct rows handed;

	if ((e = figures_received(db, asked, out)) ||
	    (e = db_rows(db, handed_ways[asked->by].counted, DB(WITHIN_OF(asked)), &handed)))
		return e;
	out->at = pool_grow(db_pool(db), out->at, out->count + handed.count + 1, sizeof *out->at);
	for (size_t i = 0; i < handed.count; i++) {
		int n = (int)row_int(handed.at[i], 3);

		of_key(out, handed.at[i])->handed_back = n;
		out->all.handed_back += n;
	}
	return NULL;
}
