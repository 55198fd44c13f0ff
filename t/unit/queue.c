/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The desk's lists after random acts, on a real MariaDB, held to a naive reading of the applications:
 * what is in each, in which order, on which page, and how many. Also the table queue.def itself, what
 * the store keeps of each state, absence and the kept view.
 */
#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "database.h"
#include "service/absence.h"
#include "service/application.h"
#include "service/bar.h"
#include "service/bulk.h"
#include "service/contact.h"
#include "service/deadline.h"
#include "service/formality.h"
#include "service/others.h"
#include "service/queue.h"
#include "service/reference.h"
#include "service/saved_view.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

STATEMENT(unit_insert, "isr", "",
    "INSERT INTO unit (id, code, parent, kind, name_zh, name_en, country, zone) "
    "VALUES (?, ?, ?, 'branch', '示例分中心', 'Sample branch', 'CN', 'Asia/Shanghai')")
STATEMENT(officer_insert, "isiss", "",
    "INSERT INTO officer (id, name, unit, role, number, full_name) VALUES (?, ?, ?, ?, ?, '示例民警')")
STATEMENT(person_insert, "isst", "",
    "INSERT INTO person (id, lang, zone, country, created) VALUES (?, 'en', ?, ?, ?)")
STATEMENT(person_move, "ssi", "", "UPDATE person SET zone = ?, country = ? WHERE id = ?")
STATEMENT(application_insert, "isissirtbtt", "",
    "INSERT INTO application (id, ref, person, formality, formality_version, state, unit, officer, due, "
    "answers, page, lang, created, saved) VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, '', 'en', ?, ?)")
STATEMENT(application_delete, "i", "", "DELETE FROM application WHERE id = ?")
STATEMENT(may_move, "ss", "i", "SELECT may_move(?, ?)")
STATEMENT(entry_of, "i", "ss", "SELECT state, turn FROM queue_entry WHERE id = ?")
STATEMENT(contact_add, "iisbbt", "",
    "INSERT INTO contact (id, person, kind, idx, sealed, confirmed) VALUES (?, ?, ?, ?, ?, ?)")
STATEMENT(mark_drop, "i", "", "DELETE FROM officer_mark WHERE officer = ?")
STATEMENT(barred_count, "i", "i", "SELECT COUNT(*) FROM barred WHERE officer = ?")
STATEMENT(formality_set, "si", "", "UPDATE application SET formality = ? WHERE id = ?")
STATEMENT(looked_at, "ib", "", "INSERT INTO matter_number (application, idx) VALUES (?, ?)")
STATEMENT(answers_set, "bi", "", "UPDATE application SET answers = ? WHERE id = ?")
STATEMENT(all, "i", "irrstsssii",
    "SELECT a.id, a.unit, a.officer, a.state, a.due, a.formality, p.country, p.zone, a.person, "
    "EXISTS (SELECT 1 FROM recusal r JOIN application b ON b.id = r.application "
    "WHERE r.officer = ? AND b.person = a.person) FROM application a JOIN person p ON p.id = a.person ORDER BY COALESCE(a.due, '9999-01-01'), a.id")

#define MATTERS 170		/* more than five pages of the whole unit's list */
#define ACTS 900
#define COUNT_OF(array) (sizeof array / sizeof *array)

static const struct {
	const char *zone, *country;
} places[] = {{"Europe/Rome", "IT"}, {"Europe/Madrid", "ES"}, {"America/New_York", "US"},
    {"Australia/Sydney", "AU"}, {"Asia/Dubai", "AE"}, {"America/Sao_Paulo", "BR"}, {"Africa/Johannesburg", "ZA"},
    {"America/Los_Angeles", "US"}, {"Asia/Tokyo", "JP"}, {"", "FR"}};
static const char *const codes[] = {"cert-no-crime", "hukou-cancel", "passport-renew"};

static struct db *db;
static struct pool *pool;
static moment now = 1774000000000;
static int64_t units[2], officers[2][3], supervisor, persons[COUNT_OF(places)], ids[MATTERS];
static const struct formality formality = {.code = "cert-no-crime", .law_days = 20, .promise_days = 3,
    .retention_years = 10};

static enum error_kind
kind_of(const struct error *e)
{
	return e ? e->kind : ERROR_NONE;
}

static int64_t
add(enum state state, int64_t unit, int64_t officer, moment due)
{
	int64_t id = db_new_id();
	char ref[REFERENCE_TEXT];

	reference_make(ref);
	must(db_run(db, &application_insert, DB(db_int(id), db_text(ref),
	    db_int(persons[random_below(COUNT_OF(persons))]), db_text(codes[random_below(COUNT_OF(codes))]),
	    db_text(state_word(state)), db_int(unit), db_ref(officer), db_moment(due),
	    db_bytes(seal(pool, "answers", id, BYTES("", 0))), db_moment(now), db_moment(now)), NULL));
	return id;
}

static void
prepare(void)
{
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		persons[i] = db_new_id();
		must(db_run(db, &person_insert, DB(db_int(persons[i]), db_text(places[i].zone),
		    db_text(places[i].country), db_moment(now)), NULL));
	}
	for (int u = 0; u < 2; u++) {
		units[u] = db_new_id();
		must(db_run(db, &unit_insert, DB(db_int(units[u]), db_text(u ? "below" : "above"),
		    db_ref(u ? units[0] : 0)), NULL));
		for (int i = 0; i < 3; i++) {
			officers[u][i] = db_new_id();
			must(db_run(db, &officer_insert, DB(db_int(officers[u][i]),
			    db_text(pool_format(pool, "o%d%d", u, i)), db_int(units[u]), db_text("officer"),
			    db_text(pool_format(pool, "S-%d%d", u, i))), NULL));
		}
	}
	supervisor = db_new_id();
	must(db_run(db, &officer_insert, DB(db_int(supervisor), db_text("s"), db_int(units[0]),
	    db_text("supervisor"), db_text("S-9")), NULL));
}

/* What lifecycle.def says is awaited is kept, and nothing else; whose turn it is too. */
static void
test_states(void)
{
	struct row *row;

	for (enum state s = 0; s < STATES; s++) {
		int64_t id = add(s, units[0], 0, now);
		bool is_awaited = whose_turn(s) != TURN_NOBODY && s != STATE_DRAFT && s != STATE_ISSUED;

		must(db_row(db, &entry_of, DB(db_int(id)), &row));
		ok(!!row == is_awaited, "%s is %s", state_word(s), is_awaited ? "kept" : "not kept");
		if (row)
			is_str(row_text(row, 1), whose_turn(s) == TURN_OFFICE ? "o" : "r", "with whose turn it is");
		must(db_run(db, &application_delete, DB(db_int(id)), NULL));
		must(db_row(db, &entry_of, DB(db_int(id)), &row));
		ok(!row, "and goes with it");
	}
}

/* By an act of somebody's, or not at all (057-as-done.sql). */
static void
test_moves(void)
{
	struct row *row;
	int wrong = 0;

	for (enum state was = 0; was < STATES; was++)
		for (enum state becomes = 0; becomes < STATES; becomes++) {
			bool is_there = false;
			struct act act;

			for (enum action action = 0; action < ACTIONS; action++)
				for (enum role role = 0; role < ROLES; role++)
					is_there |= was != becomes && lifecycle_next(was, action, role, &act) &&
					    act.next == becomes;
			must(db_row(db, &may_move, DB(db_text(state_word(was)), db_text(state_word(becomes))), &row));
			wrong += (row_int(row, 0) != 0) != is_there;
		}
	is_int(wrong, 0, "the store lets a matter go from state to state as lifecycle.def does");
}

static void
test_table(void)
{
	enum queue_name name;

	for (int i = 0; i < QUEUES; i++) {
		ok(queue_read(queue_word((enum queue_name)i), &name) && (int)name == i, "%s is a list",
		    queue_word((enum queue_name)i));
		ok(queue_may_see((enum queue_name)i, ROLE_SUPERVISOR), "a supervisor sees it");
		ok(!queue_may_see((enum queue_name)i, ROLE_RESIDENT) &&
		    !queue_may_see((enum queue_name)i, ROLE_SYSTEM) &&
		    !queue_may_see((enum queue_name)i, ROLE_CLERK), "a resident does not, nor a department's clerk");
		ok(!queue_has((enum queue_name)i, STATE_DRAFT) &&
		    queue_has((enum queue_name)i, STATE_CLOSED) == (i == QUEUE_RATINGS),
		    "no draft is in it, nor what has ended, unless a bad rating is followed up");
		ok(queue_may_see((enum queue_name)i, ROLE_OFFICER) == (i != QUEUE_RATINGS),
		    "an officer sees it, but for bad ratings");
	}
	ok(!queue_read("drafts", &name) && !queue_read(NULL, &name), "there is no other");
	ok(queue_is_awake(1774000000000, "Europe/Rome") && !queue_is_awake(1774000000000, "America/Los_Angeles") &&
	    !queue_is_awake(now, ""), "whose day it is");
}

static bool
is_away(int64_t officer)
{
	bool away;

	must(absence_is(db, officer, now, &away));
	return away;
}

/* The list again, in words of its own. */
static bool
belongs(const struct row *r, const struct queue_asked *asked, enum queue_name list)
{
	const struct queue_filter *f = &asked->filter;
	moment due = row_moment(r, 4);
	enum state state;
	bool is_unit = row_int(r, 1) == asked->unit, is_office, is_held;

	if (!state_read(row_text(r, 3), &state))
		return false;
	if (asked->viewer && row_int(r, 9))
		return false;
	for (size_t i = 0; i < asked->below_count; i++)
		is_unit |= row_int(r, 1) == asked->below[i];
	is_office = whose_turn(state) == TURN_OFFICE;
	is_held = is_office && state != STATE_PROPOSED;
	if (!is_unit || (f->formality && strcmp(f->formality, row_text(r, 5)) != 0) ||
	    (f->country && strcmp(f->country, row_text(r, 6)) != 0) || (f->has_state && f->state != state) ||
	    (f->since && (!due || clock_wenzhou_day(due) < f->since)) ||
	    (f->until && (!due || clock_wenzhou_day(due) > f->until)))
		return false;
	switch (list) {
	case QUEUE_UNIT: return is_office;
	case QUEUE_MINE: return is_held && row_int(r, 2) == asked->officer;
	case QUEUE_NEW: return state == STATE_SUBMITTED && !row_int(r, 2);
	case QUEUE_APPROVAL: return state == STATE_PROPOSED;
	case QUEUE_WAITING: return state == STATE_CORRECTION || state == STATE_INTERVIEW || state == STATE_VISIT;
	case QUEUE_SOON: return is_office && due >= now && due <= deadline_working(now, 1);
	case QUEUE_OVERDUE: return is_office && due && due < now;
	case QUEUE_TRANSFERRED: return state == STATE_TRANSFERRED;
	case QUEUE_AWAKE: return is_office && queue_is_awake(now, row_text(r, 7));
	case QUEUE_AWAY: return is_held && row_int(r, 2) && is_away(row_int(r, 2));
	default: return false;
	}
}

/* Every page of it, against the rows that belong to it in their order. */
static int
compare(const struct rows *rows, struct queue_asked asked, const char *what)
{
	size_t at = 0, wrong = 0, count = 0, pages = 0;
	struct queue queue;

	asked.after = (struct queue_place){0, 0};
	do {
		must(queue_list(db, &asked, &queue));
		pages++;
		wrong += queue.count > QUEUE_PAGE || (queue.has_more && queue.count != QUEUE_PAGE);
		for (size_t i = 0; i < queue.count; i++, count++) {
			while (at < rows->count && !belongs(rows->at[at], &asked, asked.list))
				at++;
			wrong += at == rows->count || row_int(rows->at[at], 0) != queue.at[i].id;
			at += at < rows->count;
		}
		if (queue.count)
			asked.after = queue.at[queue.count - 1].place;
	} while (queue.has_more && pages < 20);
	while (at < rows->count && !belongs(rows->at[at], &asked, asked.list))
		at++;
	ok(!wrong && at == rows->count, "%s %s: %zu on %zu pages, each once and in order", what,
	    queue_word(asked.list), count, pages);
	return (int)count;
}

static void
test_lists(const struct queue_asked *asked, const char *what)
{
	struct queue_asked one = *asked;
	int counts[QUEUES], count, filtered;
	struct rows rows;

	must(db_rows(db, &all, DB(db_int(asked->viewer)), &rows));
	must(queue_counts(db, asked, counts));
	for (int i = 0; i < QUEUES; i++) {
		one.list = (enum queue_name)i;
		one.filter = (struct queue_filter){.formality = NULL};
		count = compare(&rows, one, what);
		is_int(counts[i], count, "and its tab says as many");
		one.filter = asked->filter;
		count = compare(&rows, one, "filtered,");
		must(queue_count(db, &one, &filtered));
		is_int(filtered, count, "and so many are said to be found");
	}
}

static void
test_many(void)
{
	static const int64_t nobody[1];
	struct queue_asked asked = {.unit = units[0], .officer = officers[0][0], .now = now,
	    .below = nobody, .below_count = 0};
	day today = clock_wenzhou_day(now);

	asked.filter.formality = codes[0];
	test_lists(&asked, "one unit,");
	asked.below = &units[1];
	asked.below_count = 1;
	asked.filter = (struct queue_filter){.country = "US"};
	test_lists(&asked, "two units,");
	asked.filter = (struct queue_filter){.has_state = true, .state = STATE_ACCEPTED, .country = "IT",
	    .formality = codes[1]};
	test_lists(&asked, "two units,");
	asked.filter = (struct queue_filter){.since = today - 1, .until = today + 2};
	asked.officer = officers[0][1];
	test_lists(&asked, "two units,");
	asked.viewer = officers[1][random_below(3)];
	test_lists(&asked, "without what is barred,");
}

static const enum role roles[] = {ROLE_OFFICER, ROLE_OFFICER, ROLE_APPROVER, ROLE_SUPERVISOR, ROLE_RESIDENT,
    ROLE_SYSTEM};

/* What the law refuses is refused here too, and leaves nothing behind. */
static bool
act_at_random(void)
{
	struct application *a;
	enum action actions[ACTIONS];
	enum role role = roles[random_below(COUNT_OF(roles))];
	const struct error *e;
	size_t count;
	int u;

	must(application_load(db, ids[random_below(MATTERS)], &a));
	u = a->unit == units[1];
	count = lifecycle_actions(a->state, role, actions);
	if (!count)
		return false;
	enum action action = actions[random_below((uint32_t)count)];

	/* each bars one of ten persons for good: a few are enough */
	if (action == ACT_RECUSE && (random_below(12) || role != ROLE_OFFICER || !u))
		return false;
	struct deed deed = {.action = action, .role = role,
	    .actor = role == ROLE_SUPERVISOR ? supervisor : officers[u][random_below(3)], .unit = a->unit,
	    .at = now, .department = "civil-affairs", .officer = officers[u][random_below(3)],
	    .formality = &formality, .to_unit = units[!u], .due = now + 3 * DAY, .law_due = now + 9 * DAY,
	    .until = now, .owed = now + DAY};

	must(db_begin(db));
	if ((e = application_act(db, a, &deed)))
		db_rollback(db);
	else
		must(db_commit(db));
	return !e;
}

static void
test_acts(void)
{
	size_t done_ones = 0;

	for (size_t i = 0; i < MATTERS; i++)
		ids[i] = add(STATE_SUBMITTED, units[i % 4 == 0], 0, i % 9 ? deadline_working(now, (int)(i % 7) - 2 < 0 ?
		    0 : (int)(i % 7) - 2) - (i % 11 == 0 ? 4 * DAY : 0) : 0);
	test_many();
	for (int i = 0; i < ACTS; i++) {
		done_ones += act_at_random();
		if (i % 300 == 299)
			test_many();
	}
	ok(done_ones > ACTS / 5, "%zu acts were done", done_ones);
	must(db_run(db, &person_move, DB(db_text("Asia/Tokyo"), db_text("JP"), db_int(persons[0])), NULL));
	now += 9 * HOUR;
	test_many();
}

static void
test_absence(void)
{
	day today = clock_wenzhou_day(now);
	struct absence a = {.officer = officers[0][1], .since = today, .until = today + 3, .made_by = supervisor};
	struct absences list;
	struct colleagues colleagues;
	struct application *matter;
	int64_t id;

	must(absence_add(db, &a, now));
	is_int(kind_of(absence_add(db, &a, now)), ERROR_CONFLICT, "nobody is away twice at a time");
	a.since = today + 5, a.until = today + 4;
	is_int(kind_of(absence_add(db, &a, now)), ERROR_INVALID, "nor until before it began");
	a.since = today - 9, a.until = today - 1;
	is_int(kind_of(absence_add(db, &a, now)), ERROR_INVALID, "nor when it is over");
	ok(is_away(officers[0][1]) && !is_away(officers[0][0]), "who is away");
	must(absence_list(db, units[0], 0, now, &list));
	ok(list.count == 1 && list.at[0].is_now && list.at[0].since == today && list.at[0].until == today + 3 &&
	    list.at[0].made_by == supervisor, "the unit's list has it");
	must(queue_colleagues(db, units[0], now, &colleagues));
	for (size_t i = 0; i < colleagues.count; i++)
		ok(!!colleagues.at[i].away_until == (colleagues.at[i].id == officers[0][1]), "%s", "marked so among colleagues");
	id = add(STATE_SUBMITTED, units[0], officers[0][0], now);
	must(application_load(db, id, &matter));
	struct deed deed = {.action = ACT_ASSIGN, .role = ROLE_SUPERVISOR, .actor = supervisor, .unit = units[0],
	    .at = now, .officer = officers[0][1], .formality = &formality};
	is_int(kind_of(application_act(db, matter, &deed)), ERROR_CONFLICT, "nothing is assigned to who is away");
	deed.officer = officers[0][2];
	deed.role = ROLE_OFFICER;
	deed.actor = officers[0][1];
	is_int(kind_of(application_act(db, matter, &deed)), ERROR_ROLE, "an officer hands on nobody else's matter");
	deed.actor = officers[0][0];
	is_int(kind_of(application_act(db, matter, &deed)), ERROR_NONE, "but their own");
	is_int(matter->officer, officers[0][2], "to a colleague");
	test_many();
	is_int(kind_of(absence_end(db, list.at[0].id, officers[0][0], supervisor, now)), ERROR_NOT_FOUND, "not another's");
	must(absence_end(db, list.at[0].id, officers[0][1], supervisor, now));
	ok(!is_away(officers[0][1]), "it can end early");
	test_many();
}

static bool
bars(int64_t officer, int64_t id)
{
	struct application *a;
	bool is_barred;

	must(application_load(db, id, &a));
	must(bar_is(db, a, officer, &is_barred));
	return is_barred;
}

/* Whether the unit's list and its count leave it out for this officer, which they must together. */
static bool
is_listed(int64_t officer, int64_t id)
{
	struct queue_asked asked = {.list = QUEUE_UNIT, .unit = units[0], .officer = officer,
	    .viewer = officer, .now = now}, whole = asked;
	int with, without, left;
	struct queue queue;
	bool is_there = false;
	struct row *row;

	do {
		must(queue_list(db, &asked, &queue));
		for (size_t i = 0; i < queue.count; i++)
			is_there |= queue.at[i].id == id;
		if (queue.count)
			asked.after = queue.at[queue.count - 1].place;
	} while (queue.has_more);
	whole.viewer = 0;
	must(queue_count(db, &whole, &with));
	must(queue_count(db, &asked, &without));
	must(db_row(db, &barred_count, DB(db_int(officer)), &row));
	left = with - without;
	ok(left >= (is_there ? 0 : 1) && left <= row_int(row, 0), "%d are left out, in the count too", left);
	return is_there;
}

static int64_t
person_new(void)
{
	int64_t id = db_new_id();

	must(db_run(db, &person_insert, DB(db_int(id), db_text("Europe/Rome"), db_text("IT"), db_moment(now)), NULL));
	return id;
}

static int64_t
matter_of(int64_t person, const char *number)
{
	struct pairs answers = {.pool = pool};
	int64_t saved = persons[0], id;
	struct application *a;

	for (size_t i = 0; i < COUNT_OF(persons); i++)
		persons[i] = person;
	id = add(STATE_SUBMITTED, units[0], 0, now + HOUR);
	persons[0] = saved;
	pairs_set(&answers, "applicant_idno", number);
	must(db_run(db, &answers_set, DB(db_bytes(seal(pool, "answers", id, pairs_store(&answers))), db_int(id)), NULL));
	must(application_load(db, id, &a));
	must(application_open(db, a));
	must(bar_note_numbers(db, a));
	return id;
}

static struct application *
born(const char *name, const char *birth)
{
	struct pairs answers = {.pool = pool};
	struct application *a;
	int64_t id;

	for (size_t i = 0; i < COUNT_OF(persons); i++)
		persons[i] = person_new();
	id = add(STATE_SUBMITTED, units[0], 0, now + HOUR);
	pairs_set(&answers, "name_abroad", name);
	pairs_set(&answers, "birth_abroad", birth);
	must(db_run(db, &answers_set, DB(db_bytes(seal(pool, "answers", id, pairs_store(&answers))), db_int(id)), NULL));
	must(db_run(db, &formality_set, DB(db_text("cert-same-person"), db_int(id)), NULL));
	must(application_load(db, id, &a));
	return a;
}

static size_t
alike(struct application *a)
{
	struct others others;

	must(others_alike(db, a, units[0], &others));
	return others.count;
}

/* One of before names were indexed, when each matter's numbers had been looked at: found once the courier was there. */
static void
test_alike(void)
{
	static const uint8_t numbers_only[32];
	struct application *old = born("Zhou Yangben", "1969-10-19"), *new = born("ZHOU YANGBEN", "1969-10-19");
	struct application *other = born("ZHOU YANGBEN", "1969-10-20");
	int64_t after = 0;
	bool is_over = false;

	must(db_run(db, &looked_at, DB(db_int(old->id), db_bytes(BYTES(numbers_only, 32))), NULL));
	must(application_open(db, new));
	must(bar_note_numbers(db, new));
	must(application_open(db, other));
	must(bar_note_numbers(db, other));
	is_int(alike(new), 0, "an old one is not indexed by its name");
	while (!is_over)
		must(bar_catch_up(db, &after, &is_over));
	is_int(alike(new), 1, "the courier makes up for that");
	is_int(alike(old), 1, "from both sides");
	is_int(alike(other), 0, "another day of birth is another person");
	after = 0;
	must(bar_catch_up(db, &after, &is_over));
	ok(after == 0 && is_over, "%s", "once");
}

/* Whatever comes first, the mark, the contact or the matter: it is kept from that officer. */
static void
test_bar(void)
{
	int64_t me = db_new_id(), other = officers[0][2], person = person_new(), before, after, numbered;
	const char *mail = "kin@example.org", *later = "later@example.org", *number = "330399198506121178";
	struct application *a;

	must(db_run(db, &officer_insert, DB(db_int(me), db_text("kin"), db_int(units[0]), db_text("officer"),
	    db_text("S-8")), NULL));
	before = matter_of(person, "330399199001010011");
	must(db_run(db, &contact_add, DB(db_int(db_new_id()), db_int(person), db_text("email"),
	    db_bytes(contact_index(pool, "email", mail)), db_bytes(BYTES("x", 1)), db_moment(now)), NULL));
	ok(!bars(me, before) && is_listed(me, before), "%s", "what nobody declared is there");
	must(bar_declare_contact(db, me, "email", mail, now));
	ok(bars(me, before) && !is_listed(me, before), "%s", "declared after the matter, it is left out");
	after = matter_of(person, "330399199001010011");
	ok(bars(me, after) && !is_listed(me, after), "%s", "and so is one that came after it was declared");
	ok(!bars(other, before) && is_listed(other, before), "%s", "a colleague has both");
	numbered = matter_of(person_new(), "330399199001010011");
	ok(bars(me, numbered) && !bars(other, numbered), "%s", "what the same applicant has under another account is barred, too");
	numbered = matter_of(person_new(), "330399199001010038");
	ok(!bars(me, numbered), "%s", "and another one's is not");

	must(bar_declare_contact(db, me, "email", later, now));
	person = person_new();
	before = matter_of(person, "330399199001010011");
	ok(is_listed(me, before), "%s", "another person's is there");
	must(db_run(db, &contact_add, DB(db_int(db_new_id()), db_int(person), db_text("email"),
	    db_bytes(contact_index(pool, "email", later)), db_bytes(BYTES("x", 1)), db_moment(now)), NULL));
	ok(bars(me, before) && !is_listed(me, before), "%s", "until that contact is theirs");

	numbered = matter_of(person_new(), number);
	ok(is_listed(me, numbered), "%s", "a number that nobody declared");
	must(bar_declare_number(db, me, "33039919850612117X", now));
	ok(is_listed(me, numbered), "%s", "nor one that is nearly the same");
	must(bar_declare_number(db, me, number, now));
	ok(bars(me, numbered) && !is_listed(me, numbered), "%s", "declared, it is left out");
	after = matter_of(person_new(), number);
	ok(bars(me, after) && !is_listed(me, after), "%s", "also in a matter that comes later");

	/* no act can forget it */
	struct deed deed = {.action = ACT_CLAIM, .role = ROLE_OFFICER, .actor = me, .unit = units[0], .at = now,
	    .formality = &formality};

	for (enum action action = 0; action < ACTIONS; action++) {
		static const enum role all_roles[] = {ROLE_OFFICER, ROLE_APPROVER, ROLE_SUPERVISOR, ROLE_CLERK};

		for (size_t i = 0; i < COUNT_OF(all_roles) && action != ACT_RECUSE; i++) {
			struct act act;

			must(application_load(db, numbered, &a));
			deed.action = action;
			deed.role = all_roles[i];
			if (lifecycle_next(a->state, action, deed.role, &act))
				is_int(kind_of(application_act(db, a, &deed)), ERROR_BARRED, action_word(action));
		}
	}
	must(application_load(db, numbered, &a));
	deed = (struct deed){.action = ACT_ASSIGN, .role = ROLE_SUPERVISOR, .actor = supervisor,
	    .unit = units[0], .at = now, .officer = me, .formality = &formality};
	is_int(kind_of(application_act(db, a, &deed)), ERROR_BARRED, "nor is it given to them");
	deed.officer = other;
	is_int(kind_of(application_act(db, a, &deed)), ERROR_NONE, "but to a colleague");

	/* who knows a person knows them in every matter */
	person = person_new();
	before = matter_of(person, "330399199001010011");
	numbered = matter_of(person, "330399199001010011");
	must(application_load(db, before, &a));
	deed = (struct deed){.action = ACT_RECUSE, .role = ROLE_OFFICER, .actor = me, .unit = units[0],
	    .at = now, .formality = &formality};
	is_int(kind_of(application_act(db, a, &deed)), ERROR_NONE, "who knows a person steps back");
	ok(!is_listed(me, before) && bars(me, numbered) && !is_listed(me, numbered), "%s", "from all of theirs");
	must(db_run(db, &mark_drop, DB(db_int(me)), NULL));
	ok(is_listed(me, after) && !is_listed(me, numbered), "%s", "a mark that is taken back bars no more, the rest does");
}

static void
test_view(void)
{
	struct saved_view view = {.list = QUEUE_OVERDUE, .unit = units[1], .filter = {.formality = codes[2],
	    .country = "IT", .has_state = true, .state = STATE_ACCEPTED, .since = 20000, .until = 20009}}, got,
	    other = {.list = QUEUE_NEW};
	struct saved_views views;

	must(saved_views_load(db, supervisor, &views));
	is_int((int64_t)views.count, 0, "nobody has a view before they keep one");
	must(saved_view_store(db, supervisor, &view, now));
	view.filter.until = 0;
	must(saved_view_store(db, supervisor, &view, now));
	must(saved_views_load(db, supervisor, &views));
	got = views.at[0];
	ok(views.count == 1 && got.list == QUEUE_OVERDUE && got.unit == units[1] && got.filter.has_state &&
	    got.filter.state == STATE_ACCEPTED && got.filter.since == 20000 && got.filter.until == 0, "one is kept");
	is_str(got.filter.formality, codes[2], "with its formality");
	is_str(got.filter.country, "IT", "and its country");
	must(saved_view_store(db, supervisor, &other, now + 1));
	must(saved_views_load(db, supervisor, &views));
	ok(views.count == 2 && views.at[0].list == QUEUE_NEW, "each list has its own, that of last first");
	must(saved_views_load(db, officers[0][0], &views));
	is_int((int64_t)views.count, 0, "each officer has their own");
	must(saved_view_drop(db, supervisor, QUEUE_NEW));
	must(saved_view_drop(db, supervisor, QUEUE_OVERDUE));
	must(saved_views_load(db, supervisor, &views));
	is_int((int64_t)views.count, 0, "until it is dropped");
}

static void
test_bulk(void)
{
	struct bulk_act act = {.id = db_new_id(), .officer = supervisor, .action = ACT_ASSIGN,
	    .answers = "ABCDEFGHJ done S-01\n", .done = now}, got;

	must(bulk_store(db, &act));
	must(bulk_load(db, supervisor, act.id, &got));
	is_int(got.action, ACT_ASSIGN, "what was answered to many acts is kept");
	is_str(got.answers, act.answers, "row by row");
	is_int(kind_of(bulk_load(db, officers[0][0], act.id, &got)), ERROR_NOT_FOUND, "for who did it");
}

int
main(void)
{
	db = db_new(database_start());
	pool = pool_new(NULL, 0);
	db_use_pool(db, pool);
	prepare();
	test_table();
	test_states();
	test_moves();
	test_acts();
	test_absence();
	test_view();
	test_bulk();
	test_bar();
	test_alike();
	db_close(db);
	pool_free(pool);
	return done();
}
