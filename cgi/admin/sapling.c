/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A sample application, written straight into the tables with all that belongs to it, some hundred
 * rows a transaction and many a statement, so that a million takes minutes and nobody gets a notice.
 */
#include "admin/seed.h"

#include <string.h>

#include "admin/admin.h"
#include "admin/sample_paper.h"
#include "admin/sheaf.h"
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

#define PERSON_ROW "(?, ?, ?, ?, ?, 1)"
#define PERSON_INTO "INSERT INTO person (id, lang, zone, country, created, is_sample) VALUES "
STATEMENT(seed_person_8, TIMES_8("issst"), "", PERSON_INTO ROWS_8(PERSON_ROW))
STATEMENT(seed_person, "issst", "", PERSON_INTO PERSON_ROW)
#define APPLICATION_TYPES "isisisirrtbstttttttttsiiss"
#define APPLICATION_ROW \
	"(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"
#define APPLICATION_INTO "INSERT INTO application (id, ref, person, formality, formality_version, state, " \
	"version, unit, officer, claimed, answers, page, created, saved, submitted, accepted, decided, " \
	"ended, due, law_due, stopped, lang, is_extended, corrections, retain_until, department, " \
	"is_sample) VALUES "
STATEMENT(seed_application_16, TIMES_16(APPLICATION_TYPES), "",
    APPLICATION_INTO ROWS_16(APPLICATION_ROW))
STATEMENT(seed_application_4, TIMES_4(APPLICATION_TYPES), "", APPLICATION_INTO ROWS_4(APPLICATION_ROW))
STATEMENT(seed_application, APPLICATION_TYPES, "", APPLICATION_INTO APPLICATION_ROW)
STATEMENT(seed_department, "s", "i", "SELECT id FROM unit WHERE code = ?")
STATEMENT(seed_transfer, "iiiittb", "",
    "INSERT INTO transfer (id, application, round, unit, officer, at, take_by, forwarded) "
    "VALUES (?, ?, 1, ?, ?, ?, ?, ?)")
#define EVENT_TYPES "iiitsssrrbbttrs"
#define EVENT_ROW "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
#define EVENT_INTO "INSERT INTO history (id, application, seq, at, action, state, role, " \
	"actor, unit, detail, hash, due, law_due, whose, department) VALUES "
STATEMENT(seed_event_32, TIMES_32(EVENT_TYPES), "", EVENT_INTO ROWS_32(EVENT_ROW))
STATEMENT(seed_event_8, TIMES_8(EVENT_TYPES), "", EVENT_INTO ROWS_8(EVENT_ROW))
STATEMENT(seed_event, EVENT_TYPES, "", EVENT_INTO EVENT_ROW)
#define DECISION_ROW "(?, ?, ?, ?, ?, ?, ?, ?, ?)"
#define DECISION_INTO "INSERT INTO decision (id, application, outcome, reason, proposed_by, proposed, " \
	"decided_by, decided, is_agreed) VALUES "
STATEMENT(seed_decision_8, TIMES_8("iisbitrtr"), "", DECISION_INTO ROWS_8(DECISION_ROW))
STATEMENT(seed_decision, "iisbitrtr", "", DECISION_INTO DECISION_ROW)
/* of what is brought in decided the store knows no promise, of what is closed no refusal (028-outcome.sql) */
STATEMENT(seed_outcome, "iii", "", "UPDATE outcome SET is_late = ?, is_granted = ? WHERE application = ?")
#define RESULT_INTO "INSERT INTO result (application, text, delivery, officer, issued) VALUES "
STATEMENT(seed_result_8, TIMES_8("ibsit"), "", RESULT_INTO ROWS_8("(?, ?, ?, ?, ?)"))
STATEMENT(seed_result, "ibsit", "", RESULT_INTO "(?, ?, ?, ?, ?)")

enum kind { PERSONS, APPLICATIONS, EVENTS, DECISIONS, RESULTS, KINDS };

static const struct sheaf_size person_sizes[] = {{&seed_person_8, 8}, {&seed_person, 1}};
static const struct sheaf_size application_sizes[] = {{&seed_application_16, 16},
    {&seed_application_4, 4}, {&seed_application, 1}};
static const struct sheaf_size event_sizes[] = {{&seed_event_32, 32}, {&seed_event_8, 8},
    {&seed_event, 1}};
static const struct sheaf_size decision_sizes[] = {{&seed_decision_8, 8}, {&seed_decision, 1}};
static const struct sheaf_size result_sizes[] = {{&seed_result_8, 8}, {&seed_result, 1}};
static const struct sheaf empty[KINDS] = {
	[PERSONS] = {.sizes = person_sizes, .columns = 5},
	[APPLICATIONS] = {.sizes = application_sizes, .columns = sizeof APPLICATION_TYPES - 1},
	[EVENTS] = {.sizes = event_sizes, .columns = sizeof EVENT_TYPES - 1},
	[DECISIONS] = {.sizes = decision_sizes, .columns = 9},
	[RESULTS] = {.sizes = result_sizes, .columns = 5},
};

#define EVENT_COLUMNS (sizeof EVENT_TYPES - 1)
#define PATIENCE (60 * SECOND)
#define DEPARTMENT "civil-affairs"	/* of service/department.def: where transferred ones are */

struct sapling {		/* one application, made before its transaction begins */
	const struct seed_wish *wish;
	const struct formality *f;
	struct seed_life life;
	struct application a;
	const struct office *office;
	int64_t version, officer;
	struct bytes answers, forwarded;	/* sealed; what a department has of them is not yet */
	char ref[REFERENCE_TEXT], retain[DAY_TEXT];
};

struct batch {
	struct ground *ground;
	struct sapling at[SEED_BATCH];
	int count;
	struct sheaf sheaves[KINDS];
};

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
	const struct plot *plot;
	const struct error *e;
	struct bytes answers;
	static int64_t made;
	size_t at = 0;

	*s = (struct sapling){.wish = wish};
	while (at < c->count && strcmp(c->formalities[at]->code, wish->formality) != 0)
		at++;
	if (at == c->count)
		return fail(ERROR_INTERNAL, "no formality %s for the samples", wish->formality);
	s->f = c->formalities[at];
	s->version = g->versions[at];
	if ((e = seed_life(s->f, wish, g->now, &s->life)) ||
	    (e = ground_plot(g, at, wish->county, wish->town, &plot)))
		return e;
	s->office = plot->office;
	s->officer = s->office->officers[(size_t)wish->officer % s->office->count];
	s->forwarded = plot->forwarded;
	reference_make(s->ref);
	s->a.person = wish->person;
	s->a.id = db_new_id();
	s->a.ref = s->ref;
	s->a.state = s->life.state;
	if ((e = ground_answers(pool, plot, wish->is_new_person ? made++ % 400 : 400 + wish->person % 97,
	    &answers)))
		return e;
	s->answers = seal(pool, "answers", s->a.id, answers);
	set_retention(s);
	return NULL;
}

static void
add_application(struct pool *pool, const struct sapling *s, struct sheaf sheaves[KINDS])
{
	const struct seed_wish *w = s->wish;
	const struct seed_life *l = &s->life;
	int64_t unit = l->count ? s->office->unit : 0;
	int64_t officer = l->is_claimed ? s->officer : 0;

	if (w->is_new_person)
		sheaf_add(pool, &sheaves[PERSONS], (struct value[]){db_int(w->person),
		    db_text(lang_code(w->lang)), db_text(w->zone), db_text(w->country),
		    db_moment(l->created)});
	sheaf_add(pool, &sheaves[APPLICATIONS], (struct value[]){
	    db_int(s->a.id), db_text(s->ref), db_int(s->a.person),
	    db_text(s->f->code), db_int(s->version), db_text(state_word(l->state)), db_int(l->count),
	    db_ref(unit), db_ref(officer), db_moment(officer ? l->claimed : 0),
	    db_bytes(s->answers), db_text(""), db_moment(l->created),
	    db_moment(l->submitted ? l->submitted : l->created), db_moment(l->submitted),
	    db_moment(l->accepted), db_moment(l->decided), db_moment(l->ended), db_moment(l->due),
	    db_moment(l->law_due), db_moment(l->stopped), db_text(lang_code(w->lang)),
	    db_int(l->is_extended), db_int(l->corrections), db_text(*s->retain ? s->retain : NULL),
	    db_text(l->state == STATE_TRANSFERRED ? DEPARTMENT : NULL)});
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
	    .action = action, .state = state, .role = role, .actor = actor, .unit = unit, .mark = mark,
	    .due = event->due, .law_due = event->law_due, .whose = s->office->unit,
	    .department = event->state == STATE_TRANSFERRED ? DEPARTMENT : NULL};

	*hash = history_hash(pool, *hash, &act);
	const struct value made[EVENT_COLUMNS] = {db_int(id), db_int(s->a.id), db_int(i + 1),
	    db_moment(event->at), db_text(action), db_text(state), db_text(role), db_ref(actor),
	    db_ref(unit), db_bytes(detail), db_bytes(*hash), db_moment(event->due),
	    db_moment(event->law_due), db_ref(act.whose), db_text(act.department)};

	memcpy(row, made, sizeof made);
}

static void
add_events(const struct ground *g, struct pool *pool, const struct sapling *s,
    struct sheaf sheaves[KINDS])
{
	struct value row[EVENT_COLUMNS];
	struct bytes hash = {NULL, 0};

	for (int i = 0; i < s->life.count; i++) {
		make_event(g, s, i, &hash, row);
		sheaf_add(pool, &sheaves[EVENTS], row);
	}
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
		    local_in(&field, s->wish->lang), field.in[LANG_ZH], 0};
	for (size_t i = 0; i < s->f->material_count && count < 2; i++) {
		const struct formality_material *m = &s->f->materials[i];

		if (formality_is_upload(m) && !m->is_optional)
			items[count++] = (struct correction_item){"material", m->entry->code,
			    local_in(&paper, s->wish->lang), paper.in[LANG_ZH], 0};
	}
	return correction_ask(db, &s->a, s->officer, items, count, s->life.asked);
}

/* What the pages of such a state show beside the history: who proposed, who decided, the result. */
static void
add_decision(struct pool *pool, const struct sapling *s, struct sheaf sheaves[KINDS])
{
	static const struct local texts[2] = {{{"您申请的事项已经办好，登记信息已经更新。（示例数据）",
	    "What you applied for is done, and the register is up to date. (Sample data)"}},
	    {{"不予办理：所附材料不能证明申请的事实。（示例数据）",
	    "Refused: what was sent does not prove what you applied for. (Sample data)"}}};
	const struct seed_life *l = &s->life;
	int64_t id = db_new_id();

	if (!l->proposed)
		return;
	sheaf_add(pool, &sheaves[DECISIONS], (struct value[]){db_int(id), db_int(s->a.id),
	    db_text(l->is_refusal ? "refuse" : "approve"), db_bytes(seal_text(pool, DECISION_CONTEXT, id,
	    l->is_refusal ? "所附材料不能证明申请的事实。" : "材料齐全，情况属实。")),
	    db_int(s->officer), db_moment(l->proposed), db_ref(l->decided ? s->office->approver : 0),
	    db_moment(l->decided), db_ref(l->decided ? 1 : 0)});
	if (l->state == STATE_ISSUED || l->state == STATE_CLOSED)
		sheaf_add(pool, &sheaves[RESULTS], (struct value[]){db_int(s->a.id),
		    db_bytes(seal_text(pool, RESULT_CONTEXT, s->a.id, local_in(&texts[l->is_refusal],
		    s->wish->lang))), db_text("electronic"), db_int(s->officer), db_moment(l->issued)});
}

/* What the department of a transferred one has of it. */
static const struct error *
add_transfer(struct db *db, const struct sapling *s)
{
	const struct department *d = department_find(DEPARTMENT);
	moment at = s->life.events[s->life.count - 1].at;
	int64_t id = db_new_id();
	const struct error *e;
	struct row *unit;

	if ((e = db_row(db, &seed_department, DB(db_text(department_unit(db_pool(db), d))), &unit)))
		return e;
	if (!unit)
		return fail(ERROR_INTERNAL, "no unit for %s: run units first", DEPARTMENT);
	return db_run(db, &seed_transfer, DB(db_int(id), db_int(s->a.id), db_int(row_int(unit, 0)),
	    db_int(s->officer), db_moment(at), db_moment(deadline_working(at, TAKE_DAYS)),
	    db_bytes(seal(db_pool(db), "transfer", id, s->forwarded))), NULL);
}

/* Who acted on it had opened it shortly before: the officers, and whoever decided. */
static const struct error *
add_openings(const struct ground *g, const struct sapling *s)
{
	const struct error *e = NULL;
	moment last = 0;

	for (int i = 0; i < s->life.count && !e; i++) {
		const struct seed_event *event = &s->life.events[i];
		struct sample_opened o = {.application = s->a.id, .before = event};

		if (event->role == ROLE_RESIDENT || event->role == ROLE_SYSTEM || event->at < last + HOUR)
			continue;
		who_acted(g, s, event->role, &o.officer, &o.unit);
		last = event->at;
		e = sample_opened(g->a->db, &o);
	}
	return e;
}

/* Papers, and who has seen them: for those that a stranger looks at. */
static const struct error *
furnish(const struct ground *g, const struct sapling *s)
{
	const struct error *e;

	if (!g->album || s->wish->ago)
		return NULL;
	e = sample_papers(g->a->db, g->album, s->f, s->a.id, s->life.created);
	return e ? e : add_openings(g, s);
}

static const struct error *
store_batch(void *data)
{
	const struct batch *b = data;
	struct db *db = b->ground->a->db;
	const struct error *e;

	for (int i = 0; i < KINDS; i++)
		if ((e = sheaf_store(db, &b->sheaves[i])))
			return e;
	for (int i = 0; i < b->count; i++) {
		const struct sapling *s = &b->at[i];

		e = s->life.state == STATE_CORRECTION ? ask_correction(db, s) :
		    s->life.state == STATE_TRANSFERRED ? add_transfer(db, s) :
		    s->life.is_late || s->life.is_refusal ? db_run(db, &seed_outcome,
		    DB(db_int(s->life.is_late), db_int(!s->life.is_refusal), db_int(s->a.id)), NULL) : NULL;
		if (e || (e = furnish(b->ground, s)))
			return e;
	}
	return NULL;
}

static const struct error *
grow_all(struct ground *g, struct pool *pool, const struct seed_wish *wishes, struct batch *batch)
{
	const struct error *e;

	memcpy(batch->sheaves, empty, sizeof empty);
	for (int i = 0; i < batch->count; i++) {
		struct sapling *s = &batch->at[i];

		if ((e = grow(g, pool, &wishes[i], s)))
			return e;
		add_application(pool, s, batch->sheaves);
		add_events(g, pool, s, batch->sheaves);
		add_decision(pool, s, batch->sheaves);
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
		if (!(e = grow_all(g, pool, wishes, &batch)))
			e = db_transact(g->a->db, PATIENCE, store_batch, &batch);
		db_use_pool(g->a->db, g->a->pool);
		pool_free(pool);
		if (!e || !db_is_duplicate(e))
			break;
	}
	return e;
}
