/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A sample application, written straight into the tables with all that belongs to it, about
 * 500 rows a transaction, so that nobody gets a notice.
 */
#include "admin/seed.h"

#include <string.h>

#include "admin/admin.h"
#include "base/error.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/catalogue.h"
#include "service/correction.h"
#include "service/deadline.h"
#include "service/decision.h"
#include "service/department.h"
#include "service/history.h"
#include "service/reference.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(seed_person, "issst", "",
    "INSERT INTO person (id, lang, zone, country, created, is_sample) VALUES (?, ?, ?, ?, ?, 1)")
STATEMENT(seed_application, "isisisirrtbstttttttttsiiss", "",
    "INSERT INTO application (id, ref, person, formality, formality_version, state, version, unit, "
    "officer, claimed, answers, page, created, saved, submitted, accepted, decided, ended, due, "
    "law_due, stopped, lang, is_extended, corrections, retain_until, department, is_sample) VALUES "
    "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)")
STATEMENT(seed_department, "s", "i", "SELECT id FROM unit WHERE code = ?")
STATEMENT(seed_transfer, "iiiittb", "",
    "INSERT INTO transfer (id, application, round, unit, officer, at, take_by, forwarded) "
    "VALUES (?, ?, 1, ?, ?, ?, ?, ?)")
#define EVENT_TYPES "iiitsssrrbb"
#define EVENT_ROW "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
#define EVENT_INTO "INSERT INTO history (id, application, seq, at, action, state, role, " \
	"actor, unit, detail, hash) VALUES "
STATEMENT(seed_event, EVENT_TYPES, "", EVENT_INTO EVENT_ROW)
STATEMENT(seed_events, EVENT_TYPES EVENT_TYPES EVENT_TYPES EVENT_TYPES, "",
    EVENT_INTO EVENT_ROW ", " EVENT_ROW ", " EVENT_ROW ", " EVENT_ROW)

#define EVENT_COLUMNS (sizeof EVENT_TYPES - 1)
#define EVENTS_AT_ONCE 4
#define PATIENCE (60 * SECOND)
#define DEPARTMENT "civil-affairs"	/* of service/department.def: where transferred ones are */

struct sapling {		/* one application, made before its transaction begins */
	const struct seed_wish *wish;
	const struct formality *f;
	struct seed_life life;
	struct application a;
	const struct office *office;
	int64_t version, officer;
	struct bytes answers, forwarded;
	int64_t transfer;
	char ref[REFERENCE_TEXT], retain[DAY_TEXT];
};

struct batch {
	struct ground *ground;
	struct sapling at[SEED_BATCH];
	int count;
};

/* The formality's worked example, with the place that the application comes from. */
static struct pairs
answers_of(struct pool *pool, const struct sapling *s, moment now)
{
	struct pairs answers = {.pool = pool};
	day today = clock_wenzhou_day(now);

	for (size_t i = 0; i < s->f->example_count; i++) {
		const char *code = s->f->examples[i].field->code;

		pairs_set(&answers, code, formality_example(pool, s->f, code, today));
	}
	if (pairs_get(&answers, "home_county"))
		pairs_set(&answers, "home_county", s->wish->county);
	pairs_remove(&answers, "home_town");
	if (s->wish->town)
		pairs_set(&answers, "home_town", s->wish->town);
	return answers;
}

static const struct error *
find_office(struct ground *g, struct sapling *s, const struct pairs *answers)
{
	const struct error *e;
	int64_t unit;

	if ((e = application_route(g->a->db, g->catalogue, s->f, answers, &unit)))
		return e;
	for (size_t i = 0; i < g->office_count; i++)
		if (g->offices[i].unit == unit && g->offices[i].count && g->offices[i].approver)
			s->office = &g->offices[i];
	if (!s->office)
		return fail(ERROR_INTERNAL, "%s goes to a unit without sample officers", s->f->code);
	s->officer = s->office->officers[(size_t)s->wish->officer % s->office->count];
	return NULL;
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
grow(struct ground *g, struct pool *pool, const struct seed_wish *wish, struct sapling *s)
{
	const struct catalogue *c = g->catalogue;
	const struct error *e;
	struct pairs answers;

	*s = (struct sapling){.wish = wish};
	for (size_t i = 0; i < c->count; i++)
		if (strcmp(c->formalities[i]->code, wish->formality) == 0) {
			s->f = c->formalities[i];
			s->version = g->versions[i];
		}
	if (!s->f)
		return fail(ERROR_INTERNAL, "no formality %s for the samples", wish->formality);
	answers = answers_of(pool, s, g->now);
	if ((e = seed_life(s->f, wish, g->now, &s->life)) || (e = find_office(g, s, &answers)))
		return e;
	reference_make(s->ref);
	s->a.person = wish->person;
	s->a.id = db_new_id();
	s->a.ref = s->ref;
	s->a.state = s->life.state;
	s->answers = seal(pool, "answers", s->a.id, pairs_store(&answers));
	pairs_remove(&answers, "forward_consent");
	s->transfer = db_new_id();
	s->forwarded = seal(pool, "transfer", s->transfer, pairs_store(&answers));
	set_retention(s);
	return NULL;
}

static const struct error *
add_application(struct db *db, const struct sapling *s)
{
	const struct seed_life *l = &s->life;
	int64_t unit = l->count ? s->office->unit : 0;
	int64_t officer = l->is_claimed ? s->officer : 0;

	return db_run(db, &seed_application, DB(db_int(s->a.id), db_text(s->ref), db_int(s->a.person),
	    db_text(s->f->code), db_int(s->version), db_text(state_word(l->state)), db_int(l->count),
	    db_ref(unit), db_ref(officer), db_moment(officer ? l->claimed : 0),
	    db_bytes(s->answers), db_text(""), db_moment(l->created),
	    db_moment(l->submitted ? l->submitted : l->created), db_moment(l->submitted),
	    db_moment(l->accepted), db_moment(l->decided), db_moment(l->ended), db_moment(l->due),
	    db_moment(l->law_due), db_moment(l->stopped), db_text(lang_code(s->wish->lang)),
	    db_int(l->is_extended), db_int(l->corrections), db_text(*s->retain ? s->retain : NULL),
	    db_text(l->state == STATE_TRANSFERRED ? DEPARTMENT : NULL)), NULL);
}

/* What the department of a transferred one has of it. */
static const struct error *
add_transfer(struct db *db, const struct sapling *s)
{
	const struct department *d = department_find(DEPARTMENT);
	moment at = s->life.count ? s->life.events[s->life.count - 1].at : 0;
	const struct error *e;
	struct row *unit;

	if (s->life.state != STATE_TRANSFERRED)
		return NULL;
	if ((e = db_row(db, &seed_department, DB(db_text(department_unit(db_pool(db), d))), &unit)))
		return e;
	if (!unit)
		return fail(ERROR_INTERNAL, "no unit for %s: run units first", DEPARTMENT);
	return db_run(db, &seed_transfer, DB(db_int(s->transfer), db_int(s->a.id),
	    db_int(row_int(unit, 0)), db_int(s->officer), db_moment(at),
	    db_moment(deadline_working(at, TAKE_DAYS)), db_bytes(s->forwarded)), NULL);
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
		*actor = s->officer;
	}
}

/* The next row of the history's chain; *hash goes on. */
static void
make_event(const struct ground *g, const struct sapling *s, int i, struct bytes *hash,
    struct value row[EVENT_COLUMNS])
{
	const struct seed_event *event = &s->life.events[i];
	const char *action = action_word(event->action), *state = state_word(event->state);
	const char *role = role_word(event->role), *words = local_in(event->detail, s->wish->lang);
	struct bytes detail = {NULL, 0}, mark = {NULL, 0};
	struct pool *pool = db_pool(g->a->db);
	int64_t id = db_new_id(), actor, unit;

	who_acted(g, s, event->role, &actor, &unit);
	if (words) {
		detail = seal_text(pool, "history", id, words);
		mark = history_mark(pool, words);
	}
	const struct act_row act = {.id = id, .application = s->a.id, .seq = i + 1, .at = event->at,
	    .action = action, .state = state, .role = role, .actor = actor, .unit = unit, .mark = mark};

	*hash = history_hash(pool, *hash, &act);
	const struct value made[EVENT_COLUMNS] = {db_int(id), db_int(s->a.id), db_int(i + 1),
	    db_moment(event->at), db_text(action), db_text(state), db_text(role), db_ref(actor),
	    db_ref(unit), db_bytes(detail), db_bytes(*hash)};

	memcpy(row, made, sizeof made);
}

/* Four a statement, the rest one by one. */
static const struct error *
add_events(const struct ground *g, const struct sapling *s)
{
	struct value values[EVENTS_AT_ONCE * EVENT_COLUMNS];
	struct bytes hash = {NULL, 0};
	const struct error *e = NULL;

	for (int i = 0; i < s->life.count && !e;) {
		bool is_four = s->life.count - i >= EVENTS_AT_ONCE;
		size_t count = is_four ? EVENTS_AT_ONCE : 1;

		for (size_t j = 0; j < count; j++)
			make_event(g, s, i++, &hash, &values[j * EVENT_COLUMNS]);
		e = db_run(g->a->db, is_four ? &seed_events : &seed_event,
		    (struct values){values, count * EVENT_COLUMNS}, NULL);
	}
	return e;
}

/* The first answer of the form and the first paper that has to be there. */
static const struct error *
ask_correction(struct db *db, const struct sapling *s)
{
	static const struct local field = {{"填写的内容和证件上的不一致，请按证件填写。",
	    "This does not agree with your document. Please write it as it stands there."}};
	static const struct local paper = {{"照片反光，有的字看不清。请换个角度，不开闪光灯，重拍一张。",
	    "The photograph reflects light and part of it cannot be read. Please take it again without "
	    "the flash."}};
	struct correction_item items[2];
	size_t count = 0;

	if (s->f->page_count && s->f->pages[0].field_count)
		items[count++] = (struct correction_item){"field", s->f->pages[0].fields[0]->code,
		    local_in(&field, s->wish->lang), 0};
	for (size_t i = 0; i < s->f->material_count && count < 2; i++) {
		const struct formality_material *m = &s->f->materials[i];

		if (formality_is_upload(m) && !m->is_optional)
			items[count++] = (struct correction_item){"material", m->entry->code,
			    local_in(&paper, s->wish->lang), 0};
	}
	return correction_ask(db, &s->a, s->officer, items, count, s->life.asked);
}

/* What the pages of such a state show beside the history. */
static const struct error *
add_papers(const struct ground *g, const struct sapling *s)
{
	static const struct local done = {{"您申请的事项已经办好，登记信息已经更新。（示例数据）",
	    "What you applied for is done, and the register is up to date. (Sample data)"}};
	static const struct local refused = {{"不予办理：所附材料不能证明申请的事实。（示例数据）",
	    "Refused: what was sent does not prove what you applied for. (Sample data)"}};
	const struct seed_life *l = &s->life;
	struct db *db = g->a->db;
	struct decision *decision;
	const struct error *e;

	if (l->state == STATE_CORRECTION)
		return ask_correction(db, s);
	if (!l->proposed)
		return NULL;
	if ((e = decision_propose(db, &s->a, !l->is_refusal, l->is_refusal ?
	    "所附材料不能证明申请的事实。" : "材料齐全，情况属实。", s->officer, l->proposed)) ||
	    !l->decided)
		return e;
	if ((e = decision_load(db, s->a.id, &decision)) || (e = decision_settle(db, &s->a, decision,
	    true, NULL, s->office->approver, l->decided)))
		return e;
	if (l->state != STATE_ISSUED && l->state != STATE_CLOSED)
		return NULL;
	const struct result result = {.text = local_in(l->is_refusal ? &refused : &done,
	    s->wish->lang), .delivery = "electronic"};

	return result_store(db, &s->a, &result, s->officer, l->issued);
}

static const struct error *
store_batch(void *data)
{
	const struct batch *b = data;
	struct db *db = b->ground->a->db;
	const struct error *e;

	for (int i = 0; i < b->count; i++) {
		const struct sapling *s = &b->at[i];
		const struct seed_wish *w = s->wish;

		if (w->is_new_person && (e = db_run(db, &seed_person, DB(db_int(w->person),
		    db_text(lang_code(w->lang)), db_text(w->zone), db_text(w->country),
		    db_moment(s->life.created)), NULL)))
			return e;
		if ((e = add_application(db, s)) || (e = add_events(b->ground, s)) ||
		    (e = add_transfer(db, s)) || (e = add_papers(b->ground, s)))
			return e;
	}
	return NULL;
}

/* A number that is taken already (one in millions) makes the whole batch again. */
const struct error *
plant(struct ground *g, const struct seed_wish *wishes, int count)
{
	struct batch batch = {.ground = g, .count = count};
	const struct error *e = NULL;

	for (int tries = 0; tries < 3; tries++) {
		struct pool *pool = pool_new(g->a->pool, 0);

		db_use_pool(g->a->db, pool);
		e = NULL;
		for (int i = 0; i < count && !e; i++)
			e = grow(g, pool, &wishes[i], &batch.at[i]);
		if (!e)
			e = db_transact(g->a->db, PATIENCE, store_batch, &batch);
		db_use_pool(g->a->db, g->a->pool);
		pool_free(pool);
		if (!e || !db_is_duplicate(e))
			break;
	}
	return e;
}
