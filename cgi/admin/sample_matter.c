/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The first sight of a new demo instance: offices at work, residents with matters under way. */
#include <stdio.h>

#include "admin/admin.h"
#include "admin/sample_paper.h"
#include "admin/seed.h"
#include "base/error.h"
#include "service/ledger.h"
#include "service/pace.h"

STATEMENT(sample_matters, "", "i", "SELECT COUNT(*) FROM (SELECT 1 FROM application LIMIT 1) k")

#define ANY SEED_ANY
#define DECIDED_AGO 70		/* days */

static const struct matter {
	int whose;
	const char *county, *town, *formality;
	enum seed_path path;
	int left, officer, times;
} matters[] = {
#define FROM(from, area, place, code, to, days, who) \
	{from, area, place, code, PATH_##to, days, who, 1},
#define DECIDED(area, code, count) {0, area, NULL, code, PATH_CLOSED, ANY, 0, count},
#define MATTER(from, area, code, to, days, who) FROM(from, area, NULL, code, to, days, who)
#define EACH(area, code) TOWN(area, NULL, code)
#define TOWN(area, place, code) \
	FROM(0, area, place, code, NEW, ANY, 0) \
	FROM(0, area, place, code, CLAIMED, 2, 1) \
	FROM(0, area, place, code, CORRECTION, ANY, 0) \
	FROM(0, area, place, code, ACCEPTED, ANY, 1) \
	FROM(0, area, place, code, INTERVIEW, ANY, 0) \
	FROM(0, area, place, code, PROPOSED, ANY, 1) \
	FROM(0, area, place, code, APPROVED, ANY, 0) \
	FROM(0, area, place, code, REFUSED, ANY, 1)
#include "admin/sample_matter.def"
};
#define MATTERS (sizeof matters / sizeof *matters)

/* Where those who are made up live. */
static const struct {
	const char *zone, *country;
} places[] = {
	{"Europe/Rome", "IT"}, {"Europe/Madrid", "ES"}, {"Europe/Paris", "FR"}, {"Europe/Rome", "IT"},
	{"America/New_York", "US"}, {"America/Sao_Paulo", "BR"}, {"Africa/Johannesburg", "ZA"},
};
#define PLACES (sizeof places / sizeof *places)

static const struct error *
wish_for(const struct ground *g, size_t i, struct seed_wish *out)
{
	const struct matter *m = &matters[i];

	*out = (struct seed_wish){.formality = m->formality, .county = m->county, .town = m->town,
	    .path = m->path, .left = m->left, .officer = m->officer,
	    .ago = m->times > 1 ? DECIDED_AGO : 0,
	    .zone = places[i % PLACES].zone, .country = places[i % PLACES].country};
	if (!m->whose) {
		out->person = db_new_id();
		out->is_new_person = true;
		return NULL;
	}
	if ((size_t)m->whose > g->residents.count)
		return fail(ERROR_INTERNAL, "sample resident %d is not in the store", m->whose);
	const struct row *resident = g->residents.at[m->whose - 1];

	out->person = row_int(resident, 0);
	if (!lang_of(row_text(resident, 3), &out->lang))
		return fail(ERROR_INTERNAL, "sample resident of an unknown language");
	return NULL;
}

static const struct error *
lay(struct ground *g)
{
	struct seed_wish wishes[SEED_BATCH];
	const struct error *e;
	int count = 0, all = 0;

	for (size_t i = 0; i < MATTERS; i++)
		for (int j = 0; j < matters[i].times; j++) {
			if (count == SEED_BATCH && (e = plant(g, wishes, count)))
				return e;
			count %= SEED_BATCH;
			all++;
			if ((e = wish_for(g, i, &wishes[count++])))
				return e;
		}
	if ((e = plant(g, wishes, count)))
		return e;
	printf("%d sample applications\n", all);
	return pace_count(g->a->db, g->catalogue, g->now);
}

/*
 * Their acts are of past days, and were written today, which is what a root can say: this day is closed at
 * once, so that there is a proof to verify before midnight. What happens later today is in tomorrow's root.
 */
static const struct error *
close_first_day(struct admin *a)
{
	day closed;

	return ledger_close(a->db, clock_now(), &closed);
}

const struct error *
lay_sample_matters(struct admin *a)
{
	struct ground g = {.a = a, .now = clock_now()};
	struct sample_album album;
	const struct error *e;
	struct row *row;

	if ((e = db_row(a->db, &sample_matters, DB_NOTHING, &row)) || row_int(row, 0) ||
	    (e = sample_album(a, &album)))
		return e;
	g.album = &album;
	if ((e = ground_prepare(&g)) || (e = lay(&g)))
		return e;
	return close_first_day(a);
}
