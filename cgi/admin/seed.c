/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * N sample applications for looking at and for measuring. They belong to sample persons, the
 * first of them to the accounts of demo.json. Each county's, and each city office's, go
 * through all paths in turn, so that every office gets its share of every state.
 */
#include "admin/seed.h"

#include <stdio.h>

#include "admin/admin.h"
#include "base/config.h"
#include "base/error.h"
#include "base/memory.h"
#include "service/catalogue.h"
#include "service/pace.h"

#define SHARED_WITH_DEMO 30		/* the first ones belong to the residents of demo.json */
#define OWN_APPLICATIONS 4		/* of each made-up person */
#define BUSY_MOST 100000		/* so many of a run have SEED_EVENTS events, the rest their path's */

/* Ouhai and Rui'an twice: most people abroad are from there. */
static const char *const counties[] = {"330304", "330381", "330304", "330324", "330328", "330382",
    "330302", "330303", "330381", "330327"};
#define COUNTIES (sizeof counties / sizeof *counties)

/* Where people from Wenzhou live: most in Italy, Spain and France. */
static const struct {
	const char *zone, *country;
	int share;			/* in hundredths */
} places[] = {
	{"Europe/Rome", "IT", 30}, {"Europe/Madrid", "ES", 14}, {"Europe/Paris", "FR", 12},
	{"America/New_York", "US", 9}, {"America/Sao_Paulo", "BR", 5}, {"Europe/Berlin", "DE", 4},
	{"Europe/Amsterdam", "NL", 4}, {"Europe/Lisbon", "PT", 3}, {"Africa/Johannesburg", "ZA", 3},
	{"America/Los_Angeles", "US", 3}, {"Asia/Dubai", "AE", 3}, {"Europe/Vienna", "AT", 2},
	{"Europe/London", "GB", 2}, {"Europe/Athens", "GR", 1}, {"Australia/Sydney", "AU", 1},
	{"Asia/Tokyo", "JP", 1}, {"Europe/Budapest", "HU", 1}, {"America/Argentina/Buenos_Aires", "AR", 1},
	{"America/Toronto", "CA", 1},
};

struct sowing {
	struct ground *ground;
	int64_t person;			/* the newest made-up one */
	int64_t sown[COUNTIES];		/* of each county */
	int64_t *sown_city;		/* of each city formality, beside the catalogue's */
};

/* SplitMix64's mixing: the county has nothing to do with the formality, nor with the path. */
static uint64_t
mixed(uint64_t n)
{
	n = (n + 1) * 0x9e3779b97f4a7c15;
	n = (n ^ (n >> 30)) * 0xbf58476d1ce4e5b9;
	n = (n ^ (n >> 27)) * 0x94d049bb133111eb;
	return n ^ (n >> 31);
}

static void
settle(struct seed_wish *w, int64_t n)
{
	int place = (int)(mixed((uint64_t)(n / OWN_APPLICATIONS) ^ 0x5eed) % 100);
	size_t i = 0;

	while (i < sizeof places / sizeof *places - 1 && place >= places[i].share)
		place -= places[i++].share;
	w->zone = places[i].zone;
	w->country = places[i].country;
}

/*
 * Days since the last act: some are late, as in any office, but nothing is so old that the clock
 * would act on all of it at once (accepted by silence after 5 working days, lapsed after 30).
 */
static int
days_ago(enum seed_path path)
{
	switch (path) {
	case PATH_NEW: case PATH_CLAIMED:
		return 4;
	case PATH_CORRECTION: case PATH_INTERVIEW:
		return 20;
	case PATH_CORRECTED: case PATH_ACCEPTED: case PATH_PROPOSED: case PATH_PROPOSED_REFUSAL:
	case PATH_APPROVED: case PATH_REFUSED: case PATH_TRANSFERRED:
		return 12;
	default:
		return 0;
	}
}

static struct seed_wish
wish(struct sowing *s, int64_t n)
{
	const struct catalogue *c = s->ground->catalogue;
	size_t which = (size_t)n % c->count, county = (size_t)(mixed((uint64_t)n) % COUNTIES);
	int64_t *sown = c->formalities[which]->level == LEVEL_CITY ? &s->sown_city[which] :
	    &s->sown[county];
	struct seed_wish w = {.formality = c->formalities[which]->code, .county = counties[county],
	    .path = seed_path_at((*sown)++), .is_busy = n < BUSY_MOST, .left = SEED_ANY,
	    .officer = (int)(mixed((uint64_t)n ^ 0x0ff1ce) % 7)};
	const struct rows *residents = &s->ground->residents;

	settle(&w, n);
	w.ago = days_ago(w.path);
	if (n < SHARED_WITH_DEMO && residents->count) {
		w.person = row_int(residents->at[(size_t)n % residents->count], 0);
		return w;
	}
	w.is_new_person = n % OWN_APPLICATIONS == 0 || s->person == 0;
	if (w.is_new_person)
		s->person = db_new_id();
	w.person = s->person;
	return w;
}

static const struct error *
sow(struct sowing *s, int64_t from, int64_t count)
{
	struct seed_wish wishes[SEED_BATCH];

	for (int64_t i = 0; i < count; i++)
		wishes[i] = wish(s, from + i);
	return plant(s->ground, wishes, (int)count);
}

const struct error *
seed(struct admin *a)
{
	struct ground g = {.a = a, .now = clock_now()};
	struct sowing s = {.ground = &g};
	const struct error *e;
	moment told = g.now;
	int64_t n;

	if (!a->config->is_demo)
		return fail(ERROR_FORBIDDEN, "only in demo mode (Demo = 1 in the settings)");
	if (!text_number(a->argument[0], 1, 10000000, &n))
		return fail(ERROR_INVALID, "N is a number up to 10000000");
	if ((e = ground_prepare(&g)))
		return e;
	s.sown_city = pool_zero(a->pool, g.catalogue->count * sizeof *s.sown_city);
	for (int64_t done = 0; done < n; done += SEED_BATCH) {
		if ((e = sow(&s, done, n - done < SEED_BATCH ? n - done : SEED_BATCH)))
			return e;
		if (clock_now() - told > 5 * SECOND) {
			told = clock_now();
			printf("%lld of %lld\n", (long long)done, (long long)n);
			fflush(stdout);
		}
	}
	printf("%lld sample applications added in %.1f s\n", (long long)n,
	    (double)(clock_now() - g.now) / (double)SECOND);
	return pace_count(a->db, g.catalogue, clock_now());
}
