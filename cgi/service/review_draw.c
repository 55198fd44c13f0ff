/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is drawn from, how, and the same again. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/application.h"
#include "service/bar.h"
#include "service/review.h"
#include "service/unit.h"
#include "store/db.h"
#include "store/seal.h"

/* None of the drawer's own hand by the draw, none barred to them: their id, the moment, their id twice. */
#define NOT_THEIRS "AND NOT EXISTS (SELECT 1 FROM history h WHERE h.application = a.id AND h.actor = ? " \
	"AND h.role <> 'resident' AND h.at <= ?) AND NOT (" BAR_EXISTS ") "
/* each unit's goes down its own key, from where the last window ended */
STATEMENT(review_units, "iii", "i",
    "SELECT unit FROM unit_above WHERE above = ? AND (? = 0 OR unit = ?) ORDER BY unit")
STATEMENT(review_population, "ittitssitii", "it",
    "SELECT a.id, a.ended FROM application a FORCE INDEX (application_ended) WHERE a.unit = ? "
    "AND a.ended >= ? AND (a.ended > ? OR a.id > ?) AND a.ended <= ? "
    "AND a.state IN ('closed', 'declined', 'withdrawn') AND a.formality LIKE ? "
    "AND ? IN ('', CASE WHEN a.state <> 'closed' THEN a.state WHEN a.decided IS NULL THEN 'answered' "
    "ELSE 'decided' END) " NOT_THEIRS "ORDER BY a.ended, a.id LIMIT 1000")
/* decided in the period, and closed by the draw */
STATEMENT(review_population_decisions, "tiiittsitiii", "it",
    "SELECT a.id, a.ended FROM outcome x JOIN application a ON a.id = x.application "
    "AND a.state = 'closed' AND a.ended <= ? WHERE " UNIT_UNDER("x.unit") " "
    "AND (? = 0 OR x.unit = ?) AND x.decided >= ? AND x.decided < ? AND x.formality LIKE ? "
    NOT_THEIRS "AND a.id > ? ORDER BY a.id LIMIT 1000")
STATEMENT(review_insert, "iiiissssiist", "",
    "INSERT INTO review (id, officer, unit, of_unit, formality, ending, since, until, wished, "
    "population, seed, drawn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
STATEMENT(review_matter_insert, "iiii", "",
    "INSERT INTO review_matter (review, place, application, officer) VALUES (?, ?, ?, ?)")

#define WINDOW 1000
#define SPARE 30			/* for what turns out to be barred by a number in its answers */

void
lot_rank(const char *seed, int64_t id, struct lot *out)
{
	struct pool *pool = pool_new(NULL, 0);
	const char *text = pool_format(pool, "qiao-review-1|%s|%lld", seed, (long long)id);
	struct bytes hash = plain_hash(pool, bytes_of(text));

	memcpy(out->rank, hash.p, sizeof out->rank);
	out->id = id;
	pool_free(pool);
}

static int
compare(const struct lot *a, const struct lot *b)
{
	int c = memcmp(a->rank, b->rank, sizeof a->rank);

	return c ? c : (a->id > b->id) - (a->id < b->id);
}

void
lot_offer(struct lots *lots, const struct lot *lot)
{
	size_t at = lots->count;

	while (at > 0 && compare(lot, &lots->at[at - 1]) < 0)
		at--;
	if (at == lots->most)
		return;
	if (lots->count < lots->most)
		lots->count++;
	memmove(&lots->at[at + 1], &lots->at[at], (lots->count - 1 - at) * sizeof *lots->at);
	lots->at[at] = *lot;
}

struct urn {
	const struct review_drawer *by;
	const struct review_wish *wish;
	const char *seed;
	moment drawn;
	struct lots lots;
	int population;
};

/* Where a walk has come to. */
struct place {
	int64_t unit;			/* 0: of decisions, in every unit at once */
	moment ended;
	int64_t id;
};

static const struct error *
ask(struct db *db, const struct urn *urn, const struct place *at, struct rows *out)
{
	const struct review_wish *w = urn->wish;
	struct value me = db_int(urn->by->officer), drawn = db_moment(urn->drawn), of = db_int(w->of_unit);
	struct value formality = db_text(w->formality ? w->formality : "%");
	moment until = clock_wenzhou_end(w->until);

	if (!at->unit)
		return db_rows(db, &review_population_decisions, DB(drawn, db_int(urn->by->unit), of, of,
		    db_moment(clock_wenzhou_end(w->since - 1) + 1), db_moment(until + 1), formality, me,
		    drawn, me, me, db_int(at->id)), out);
	return db_rows(db, &review_population, DB(db_int(at->unit), db_moment(at->ended),
	    db_moment(at->ended), db_int(at->id), db_moment(until < urn->drawn ? until : urn->drawn),
	    formality, db_text(ending_word(w->ending)), me, drawn, me, me), out);
}

/* A thousand at a time, each window in memory of its own. */
static const struct error *
window(struct db *db, struct urn *urn, struct place *at, size_t *count)
{
	struct pool *before = db_pool(db), *pool = pool_new(before, 0);
	struct rows rows = {.count = 0};
	const struct error *e;
	struct lot lot;

	db_use_pool(db, pool);
	e = ask(db, urn, at, &rows);
	for (size_t i = 0; i < rows.count && !e; i++) {
		at->id = row_int(rows.at[i], 0);
		at->ended = row_moment(rows.at[i], 1);
		lot_rank(urn->seed, at->id, &lot);
		lot_offer(&urn->lots, &lot);
	}
	*count = e ? 0 : rows.count;
	urn->population += (int)*count;
	db_use_pool(db, before);
	pool_free(pool);
	if (!e && urn->population > REVIEW_POPULATION_MOST)
		return fail(ERROR_INVALID, "more than %d to draw from", REVIEW_POPULATION_MOST);
	return e;
}

static const struct error *
walk(struct db *db, struct urn *urn, int64_t unit)
{
	struct place at = {unit, clock_wenzhou_end(urn->wish->since - 1) + 1, 0};
	const struct error *e;
	size_t count;

	do {
		if ((e = window(db, urn, &at, &count)))
			return e;
	} while (count == WINDOW);
	return NULL;
}

static const struct error *
walk_units(struct db *db, struct urn *urn)
{
	struct value of = db_int(urn->wish->of_unit);
	const struct error *e;
	struct rows units;

	if (urn->wish->ending == ENDING_DECISION)
		return walk(db, urn, 0);
	e = db_rows(db, &review_units, DB(db_int(urn->by->unit), of, of), &units);
	for (size_t i = 0; !e && i < units.count; i++)
		e = walk(db, urn, row_int(units.at[i], 0));
	return e;
}

static const struct error *
drop_barred(struct db *db, struct urn *urn)
{
	struct lots *lots = &urn->lots;
	size_t kept = 0;

	for (size_t i = 0; i < lots->count && kept < (size_t)urn->wish->count; i++) {
		struct application *a;
		const struct error *e;
		bool is_barred;

		if ((e = application_load(db, lots->at[i].id, &a)) ||
		    (e = bar_is(db, a, urn->by->officer, &is_barred)))
			return e;
		if (!is_barred)
			lots->at[kept++] = lots->at[i];
	}
	lots->count = kept;
	return NULL;
}

static const struct error *
draw(struct db *db, struct urn *urn)
{
	const struct error *e;

	urn->lots = (struct lots){.most = (size_t)urn->wish->count + SPARE};
	urn->lots.at = pool_zero(db_pool(db), urn->lots.most * sizeof *urn->lots.at);
	e = walk_units(db, urn);
	return e ? e : drop_barred(db, urn);
}

static const char *
make_seed(struct pool *pool)
{
	unsigned char raw[16];
	char hex[33];

	random_fill(raw, sizeof raw);
	for (size_t i = 0; i < sizeof raw; i++)
		snprintf(hex + 2 * i, 3, "%02x", raw[i]);
	return pool_string(pool, hex);
}

const struct error *
review_draw(struct db *db, const struct review_drawer *by, const struct review_wish *wish, moment now,
    int64_t *id)
{
	struct urn urn = {.by = by, .wish = wish, .seed = make_seed(db_pool(db)), .drawn = now};
	char since[DAY_TEXT], until[DAY_TEXT];
	const struct error *e;

	if (wish->count < 1 || wish->count > REVIEW_MOST || wish->until < wish->since ||
	    wish->until - wish->since >= REVIEW_DAYS_MOST)
		return fail(ERROR_INVALID, "a draw of %d", wish->count);
	if ((e = draw(db, &urn)))
		return e;
	if (!urn.lots.count)
		return fail(ERROR_NOT_FOUND, "nothing to draw from");
	day_format(wish->since, since);
	day_format(wish->until, until);
	*id = db_new_id();
	if ((e = db_run(db, &review_insert, DB(db_int(*id), db_int(by->officer), db_int(by->unit),
	    db_int(wish->of_unit), db_text(wish->formality ? wish->formality : ""),
	    db_text(ending_word(wish->ending)), db_text(since), db_text(until),
	    db_int(wish->count), db_int(urn.population), db_text(urn.seed), db_moment(now)), NULL)))
		return e;
	for (size_t i = 0; i < urn.lots.count && !e; i++)
		e = db_run(db, &review_matter_insert, DB(db_int(*id), db_int((int64_t)i + 1),
		    db_int(urn.lots.at[i].id), db_int(by->officer)), NULL);
	return e;
}

const struct error *
review_check(struct db *db, const struct review *r, bool *is_same, int *population)
{
	struct review_drawer by = {r->officer, r->unit};
	struct urn urn = {.by = &by, .wish = &r->wish, .seed = r->seed, .drawn = r->drawn};
	const struct error *e;

	if ((e = draw(db, &urn)))
		return e;
	*population = urn.population;
	*is_same = urn.lots.count == (size_t)r->drawn_count;
	for (size_t i = 0; i < urn.lots.count && *is_same; i++)
		*is_same = urn.lots.at[i].id == r->at[i].application;
	return NULL;
}
