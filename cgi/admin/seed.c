/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * N sample applications for looking at and for measuring: written straight into the
 * tables, about 500 rows a transaction, so that nobody gets a notice. They
 * belong to sample persons, the first of them to the accounts of demo.json.
 */
#include "admin/seed.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "admin/admin.h"
#include "base/config.h"
#include "base/error.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/catalogue.h"
#include "service/correction.h"
#include "service/decision.h"
#include "service/history.h"
#include "service/reference.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(seed_residents, "", "i",
    "SELECT p.id FROM person p WHERE p.is_sample = 1 AND EXISTS (SELECT 1 FROM contact c "
    "WHERE c.person = p.id) ORDER BY p.id LIMIT 3")
STATEMENT(seed_officers, "", "iis",
    "SELECT id, unit, role FROM officer WHERE is_sample = 1 ORDER BY id")
STATEMENT(seed_version, "sb", "i",
    "SELECT id FROM formality_version WHERE code = ? AND digest = ?")
STATEMENT(seed_person, "it", "",
    "INSERT INTO person (id, lang, zone, country, created, is_sample) "
    "VALUES (?, 'zh', 'Europe/Rome', 'IT', ?, 1)")
STATEMENT(seed_application, "isisisirrtbstttttttttiis", "",
    "INSERT INTO application (id, ref, person, formality, formality_version, state, version, unit, "
    "officer, claimed, answers, page, created, saved, submitted, accepted, decided, ended, due, "
    "law_due, stopped, lang, is_extended, corrections, retain_until, is_sample) VALUES "
    "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'zh', ?, ?, ?, 1)")
#define EVENT_TYPES "iiitsssrrbb"
#define EVENT_ROW "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
STATEMENT(seed_events, EVENT_TYPES EVENT_TYPES EVENT_TYPES EVENT_TYPES, "",
    "INSERT INTO history (id, application, seq, at, action, state, role, actor, unit, detail, hash) "
    "VALUES " EVENT_ROW ", " EVENT_ROW ", " EVENT_ROW ", " EVENT_ROW)

#define EVENT_COLUMNS (sizeof EVENT_TYPES - 1)
#define EVENTS_AT_ONCE 4
#define BATCH 24			/* applications: about 500 rows */
#define SHARED_WITH_DEMO 30		/* the first ones belong to the residents of demo.json */
#define OWN_APPLICATIONS 4		/* of each made-up person */
#define PATIENCE (60 * SECOND)

static const char *const counties[] = {"330304", "330381", "330304", "330324", "330328", "330382",
    "330302", "330303", "330381", "330327"};
#define COUNTIES ((int64_t)(sizeof counties / sizeof *counties))

struct office {			/* who acts in a unit */
	int64_t unit, officer, approver;
};

struct ground {			/* what all applications are made from */
	struct admin *a;
	struct catalogue *catalogue;
	int64_t *versions;		/* beside catalogue->formalities */
	struct office *offices;
	size_t office_count;
	int64_t supervisor, supervisor_unit;
	struct rows residents;
	moment now;
};

struct sapling {		/* one application, made before its transaction begins */
	const struct formality *f;
	struct seed_life life;
	struct application a;
	const struct office *office;
	int64_t version;
	struct bytes answers;
	bool is_new_person;
	char ref[REFERENCE_TEXT], retain[DAY_TEXT];
};

struct batch {
	struct ground *ground;
	struct sapling at[BATCH];
	int count;
};

static const struct error *
find_officers(struct ground *g)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(g->a->db, &seed_officers, DB_NOTHING, &rows)))
		return e;
	g->offices = pool_zero(g->a->pool, (rows.count + 1) * sizeof *g->offices);
	for (size_t i = 0; i < rows.count; i++) {
		int64_t id = row_int(rows.at[i], 0), unit = row_int(rows.at[i], 1);
		const char *role = row_text(rows.at[i], 2);
		size_t at = 0;

		while (at < g->office_count && g->offices[at].unit != unit)
			at++;
		g->office_count += at == g->office_count;
		g->offices[at].unit = unit;
		if (strcmp(role, "approver") == 0)
			g->offices[at].approver = id;
		else if (strcmp(role, "supervisor") == 0)
			g->supervisor = id, g->supervisor_unit = unit;
		else
			g->offices[at].officer = id;
	}
	return g->supervisor ? NULL : fail(ERROR_INTERNAL, "no sample officers: run sample first");
}

static const struct error *
prepare(struct ground *g)
{
	struct pool *pool = g->a->pool;
	const struct error *e;
	struct row *row;

	if ((e = catalogue_load(pool, g->a->config->formalities, &g->catalogue)) ||
	    (e = find_officers(g)) ||
	    (e = db_rows(g->a->db, &seed_residents, DB_NOTHING, &g->residents)))
		return e;
	g->versions = pool_zero(pool, (g->catalogue->count + 1) * sizeof *g->versions);
	for (size_t i = 0; i < g->catalogue->count; i++) {
		const struct formality *f = g->catalogue->formalities[i];
		struct bytes digest = plain_hash(pool, bytes_of(f->text));

		if ((e = db_row(g->a->db, &seed_version, DB(db_text(f->code), db_bytes(digest)), &row)))
			return e;
		if (!row)
			return fail(ERROR_INTERNAL, "%s is not in the store: run catalogue first", f->code);
		g->versions[i] = row_int(row, 0);
	}
	return g->catalogue->count ? NULL : fail(ERROR_INTERNAL, "the catalogue is empty");
}

/* The formality's worked example, with the county that the application goes to. */
static struct bytes
answers_of(struct pool *pool, const struct sapling *s, const char *county, moment now)
{
	struct pairs answers = {.pool = pool};
	day today = clock_wenzhou_day(now);

	for (size_t i = 0; i < s->f->example_count; i++) {
		const char *code = s->f->examples[i].field->code;

		pairs_set(&answers, code, formality_example(pool, s->f, code, today));
	}
	if (pairs_get(&answers, "home_county"))
		pairs_set(&answers, "home_county", county);
	return seal(pool, "answers", s->a.id, pairs_store(&answers));
}

static const struct error *
find_office(struct ground *g, struct sapling *s, const char *county)
{
	const struct error *e;
	int64_t unit;

	if ((e = application_route(g->a->db, s->f, county, &unit)))
		return e;
	for (size_t i = 0; i < g->office_count; i++)
		if (g->offices[i].unit == unit && g->offices[i].officer && g->offices[i].approver)
			s->office = &g->offices[i];
	return s->office ? NULL : fail(ERROR_INTERNAL, "%s goes to a unit without sample officers",
	    s->f->code);
}

static void
set_retention(struct sapling *s)
{
	int year, month, mday;

	if (!s->life.ended)
		return;
	day_split(clock_wenzhou_day(s->life.ended), &year, &month, &mday);
	day_format(day_of(year + s->f->retention_years, month, mday > 28 ? 28 : mday), s->retain);
}

static const struct error *
grow(struct ground *g, struct pool *pool, int64_t n, int64_t *person, struct sapling *s)
{
	const char *county = counties[n / (int64_t)g->catalogue->count % COUNTIES];
	size_t which = (size_t)n % g->catalogue->count;
	const struct error *e;

	*s = (struct sapling){.f = g->catalogue->formalities[which], .version = g->versions[which]};
	if ((e = seed_life(s->f, n / (int64_t)g->catalogue->count, g->now, &s->life)) ||
	    (e = find_office(g, s, county)))
		return e;
	reference_make(s->ref);
	if (n < SHARED_WITH_DEMO && g->residents.count) {
		s->a.person = row_int(g->residents.at[(size_t)n % g->residents.count], 0);
	} else {
		s->is_new_person = n % OWN_APPLICATIONS == 0 || *person == 0;
		if (s->is_new_person)
			*person = db_new_id();
		s->a.person = *person;
	}
	s->a.id = db_new_id();
	s->a.ref = s->ref;
	s->a.state = s->life.state;
	s->answers = answers_of(pool, s, county, g->now);
	set_retention(s);
	return NULL;
}

static const struct error *
add_application(struct db *db, const struct sapling *s)
{
	const struct seed_life *l = &s->life;
	int64_t unit = l->count ? s->office->unit : 0;
	int64_t officer = l->is_claimed ? s->office->officer : 0;

	return db_run(db, &seed_application, DB(db_int(s->a.id), db_text(s->ref), db_int(s->a.person),
	    db_text(s->f->code), db_int(s->version), db_text(state_word(l->state)), db_int(l->count),
	    db_ref(unit), db_ref(officer), db_moment(officer ? l->submitted : 0),
	    db_bytes(s->answers), db_text(""), db_moment(l->created),
	    db_moment(l->submitted ? l->submitted : l->created), db_moment(l->submitted),
	    db_moment(l->accepted), db_moment(l->decided), db_moment(l->ended), db_moment(l->due),
	    db_moment(l->law_due), db_moment(l->stopped), db_int(l->is_extended),
	    db_int(l->corrections), db_text(*s->retain ? s->retain : NULL)), NULL);
}

static void
who_acted(const struct ground *g, const struct sapling *s, enum role role, int64_t *actor,
    int64_t *unit)
{
	*unit = s->office->unit;
	switch (role) {
	case ROLE_RESIDENT:
		*actor = s->a.person;
		*unit = 0;
		break;
	case ROLE_APPROVER:
		*actor = s->office->approver;
		break;
	case ROLE_SUPERVISOR:
		*actor = g->supervisor;
		*unit = g->supervisor_unit;
		break;
	default:
		*actor = s->office->officer;
	}
}

static const struct error *
add_events(const struct ground *g, const struct sapling *s)
{
	struct pool *pool = db_pool(g->a->db);
	struct value values[EVENTS_AT_ONCE * EVENT_COLUMNS], *v = values;
	struct bytes hash = {NULL, 0};
	const struct error *e;

	for (int i = 0; i < s->life.count; i++) {
		const struct seed_event *event = &s->life.events[i];
		const char *action = action_word(event->action), *state = state_word(event->state);
		const char *role = role_word(event->role);
		int64_t id = db_new_id(), actor, unit;
		struct bytes detail = {NULL, 0}, mark = {NULL, 0};

		who_acted(g, s, event->role, &actor, &unit);
		if (event->detail) {
			detail = seal_text(pool, "history", id, event->detail);
			mark = history_mark(pool, event->detail);
		}
		hash = history_hash(pool, hash, i + 1, event->at, action, state, role, actor, unit, mark);
		const struct value row[EVENT_COLUMNS] = {db_int(id), db_int(s->a.id), db_int(i + 1),
		    db_moment(event->at), db_text(action), db_text(state), db_text(role), db_ref(actor),
		    db_ref(unit), db_bytes(detail), db_bytes(hash)};

		memcpy(v, row, sizeof row);
		v += EVENT_COLUMNS;
		if ((i + 1) % EVENTS_AT_ONCE)
			continue;
		v = values;
		if ((e = db_run(g->a->db, &seed_events,
		    (struct values){values, sizeof values / sizeof *values}, NULL)))
			return e;
	}
	return NULL;
}

/* What the pages of such a state show beside the history. */
static const struct error *
add_papers(const struct ground *g, const struct sapling *s)
{
	static const struct correction_item item = {"field", "contact_phone",
	    "这个号码打不通，请核对国家代码后重新填写。", 0};
	const struct seed_life *l = &s->life;
	struct db *db = g->a->db;
	struct decision *decision;
	const struct error *e;

	if (l->state == STATE_CORRECTION)
		return correction_ask(db, &s->a, s->office->officer, &item, 1, l->asked);
	if (!l->proposed)
		return NULL;
	if ((e = decision_propose(db, &s->a, !l->is_refusal, "材料齐全，情况属实。",
	    s->office->officer, l->proposed)) || !l->decided)
		return e;
	if ((e = decision_load(db, s->a.id, &decision)) || (e = decision_settle(db, &s->a, decision,
	    true, NULL, s->office->approver, l->decided)))
		return e;
	if (l->state != STATE_ISSUED && l->state != STATE_CLOSED)
		return NULL;
	const struct result result = {.text = l->is_refusal ? "不予办理，理由见决定书。" : "已办结。",
	    .delivery = "electronic"};

	return result_store(db, &s->a, &result, s->office->officer, l->decided + DAY);
}

static const struct error *
store_batch(void *data)
{
	const struct batch *b = data;
	struct db *db = b->ground->a->db;
	const struct error *e;

	for (int i = 0; i < b->count; i++) {
		const struct sapling *s = &b->at[i];

		if (s->is_new_person && (e = db_run(db, &seed_person,
		    DB(db_int(s->a.person), db_moment(s->life.created)), NULL)))
			return e;
		if ((e = add_application(db, s)) || (e = add_events(b->ground, s)) ||
		    (e = add_papers(b->ground, s)))
			return e;
	}
	return NULL;
}

/* A number that is taken already (one in millions) makes the whole batch again. */
static const struct error *
plant(struct ground *g, int64_t from, int count)
{
	struct batch batch = {.ground = g, .count = count};
	const struct error *e = NULL;

	for (int tries = 0; tries < 3; tries++) {
		struct pool *pool = pool_new(g->a->pool, 0);
		int64_t person = 0;

		db_use_pool(g->a->db, pool);
		e = NULL;
		for (int i = 0; i < count && !e; i++)
			e = grow(g, pool, from + i, &person, &batch.at[i]);
		if (!e)
			e = db_transact(g->a->db, PATIENCE, store_batch, &batch);
		db_use_pool(g->a->db, g->a->pool);
		pool_free(pool);
		if (!e || !db_is_duplicate(e))
			break;
	}
	return e;
}

const struct error *
seed(struct admin *a)
{
	struct ground g = {.a = a, .now = clock_now()};
	const struct error *e;
	moment told = g.now;
	int64_t n;

	if (!a->config->is_demo)
		return fail(ERROR_FORBIDDEN, "only in demo mode (Demo = 1 in the settings)");
	if (!text_number(a->argument[0], 1, 10000000, &n))
		return fail(ERROR_INVALID, "N is a number up to 10000000");
	if ((e = prepare(&g)))
		return e;
	for (int64_t done = 0; done < n; done += BATCH) {
		if ((e = plant(&g, done, (int)(n - done < BATCH ? n - done : BATCH))))
			return e;
		if (clock_now() - told > 5 * SECOND) {
			told = clock_now();
			printf("%lld of %lld\n", (long long)done, (long long)n);
			fflush(stdout);
		}
	}
	printf("%lld sample applications added in %.1f s\n", (long long)n,
	    (double)(clock_now() - g.now) / (double)SECOND);
	return NULL;
}
