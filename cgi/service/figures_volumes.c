/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What came in, and what departments handed back: figures of acts that decide nothing. */
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/figures_part.h"
#include "service/taken.h"

/* An officer does not receive: who passed it on is whom a hand-back comes to. */
#define INTAKE "(SELECT application, submitted AS at, unit, 0 AS officer, formality FROM intake) o"
#define HANDED "(SELECT t.application, t.ended AS at, a.unit, t.officer, a.formality FROM transfer t " \
	"JOIN application a ON a.id = t.application WHERE t.outcome = 'hand_back') o"

#define COUNTED(name, from, key, names, join) \
	STATEMENT(name, WITHIN_IN, "sssi", \
	    "SELECT " key " AS of, " names ", COUNT(*) FROM " from OF_UNIT join \
	    "WHERE " WITHIN("o.at") " GROUP BY of ORDER BY of")
#define LISTED(name, from, key) \
	STATEMENT(name, "ii" WITHIN_IN "si", "issssstiisi", \
	    "SELECT o.application, MIN(a.ref), MIN(o.formality), MIN(u.name_zh), MIN(u.name_en), " \
	    "MIN(x.number), MAX(o.at), 0, 1, CAST(NULL AS CHAR), MAX(" IS_NEAR ") FROM " from OF_UNIT \
	    OF_OFFICER "LEFT JOIN application a ON a.id = o.application WHERE " WITHIN("o.at") \
	    " AND " key " = COALESCE(?, " key ") AND o.application < ? GROUP BY o.application " \
	    "ORDER BY o.application DESC LIMIT 51")
#define EACH_WAY(name, from) \
	COUNTED(name##_formality, from, KEY_FORMALITY, NAMES_SITE, "") \
	COUNTED(name##_unit, from, KEY_UNIT, NAMES_UNIT, "") \
	COUNTED(name##_site, from, KEY_SITE, NAMES_SITE, "") \
	COUNTED(name##_officer, from, KEY_OFFICER, NAMES_SITE, OF_OFFICER) \
	COUNTED(name##_month, from, KEY_MONTH("o.at"), NAMES_SITE, "") \
	LISTED(name##_list_formality, from, KEY_FORMALITY) \
	LISTED(name##_list_unit, from, KEY_UNIT) \
	LISTED(name##_list_site, from, KEY_SITE) \
	LISTED(name##_list_officer, from, KEY_OFFICER) \
	LISTED(name##_list_month, from, KEY_MONTH("o.at"))

EACH_WAY(received, INTAKE)
EACH_WAY(handed, HANDED)

#define WAYS(name) { \
	[FIGURES_FORMALITY] = {&name##_formality, &name##_list_formality}, \
	[FIGURES_UNIT] = {&name##_unit, &name##_list_unit}, \
	[FIGURES_SITE] = {&name##_site, &name##_list_site}, \
	[FIGURES_OFFICER] = {&name##_officer, &name##_list_officer}, \
	[FIGURES_MONTH] = {&name##_month, &name##_list_month}}
struct way {
	const struct statement *counted, *listed;
};
static const struct way received_ways[FIGURES_WAYS] = WAYS(received);
static const struct way handed_ways[FIGURES_WAYS] = WAYS(handed);

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
figures_volumes(struct db *db, const struct figures_asked *asked, struct figures *out)
{
	struct rows came = {0, NULL}, handed;
	const struct error *e;

	if ((asked->by != FIGURES_OFFICER &&
	    (e = db_rows(db, received_ways[asked->by].counted, DB(WITHIN_OF(asked)), &came))) ||
	    (e = db_rows(db, handed_ways[asked->by].counted, DB(WITHIN_OF(asked)), &handed)))
		return e;
	out->at = pool_grow(db_pool(db), out->at, out->count + came.count + handed.count + 1,
	    sizeof *out->at);
	for (size_t i = 0; i < came.count; i++) {
		int n = (int)row_int(came.at[i], 3);

		of_key(out, came.at[i])->received = n;
		out->all.received += n;
	}
	for (size_t i = 0; i < handed.count; i++) {
		int n = (int)row_int(handed.at[i], 3);

		of_key(out, handed.at[i])->handed_back = n;
		out->all.handed_back += n;
	}
	return NULL;
}
