/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Supervision's figures, on a real MariaDB: two connections decide, undo and bring in matters at random, with
 * roll-backs, a third one sums up and asks, and each number is held to a naive reading of the decisions that
 * are committed. The store's calendar is the program's; a sum that is wrong is found, and mended.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "database.h"
#include "service/calendar.h"
#include "service/clockwork.h"
#include "service/deadline.h"
#include "service/figures.h"
#include "service/reference.h"
#include "service/sums.h"
#include "service/taken.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"
#include "turns.h"

STATEMENT(f_unit, "isr", "",
    "INSERT INTO unit (id, code, kind, parent, name_zh, name_en, country, zone) "
    "VALUES (?, ?, IF(id = 1, 'centre', 'branch'), ?, '示例', 'Sample', 'CN', 'Asia/Shanghai')")
STATEMENT(f_below, "ri", "", "UPDATE unit SET parent = ? WHERE id = ?")
STATEMENT(f_officer, "isis", "",
    "INSERT INTO officer (id, name, unit, role, number, full_name) VALUES (?, ?, ?, 'officer', ?, '示例民警')")
STATEMENT(f_person, "it", "",
    "INSERT INTO person (id, lang, zone, country, created) VALUES (?, 'en', 'Europe/Rome', 'IT', ?)")
STATEMENT(f_insert, "isisitt", "",
    "INSERT INTO application (id, ref, person, formality, formality_version, state, unit, answers, page, lang, "
    "created, saved) VALUES (?, ?, ?, ?, 1, 'draft', ?, 'x', '', 'en', ?, ?)")
STATEMENT(f_submit, "ttti", "",
    "UPDATE application SET state = 'submitted', submitted = ?, accepted = ?, due = ? WHERE id = ?")
STATEMENT(f_decide, "stiri", "",
    "UPDATE application SET state = ?, decided = ?, corrections = ?, officer = ? WHERE id = ?")
STATEMENT(f_reopen, "i", "", "UPDATE application SET state = 'accepted', decided = NULL WHERE id = ?")
STATEMENT(f_unsend, "i", "",
    "UPDATE application SET state = 'draft', submitted = NULL, decided = NULL WHERE id = ?")
STATEMENT(f_delete, "i", "", "DELETE FROM application WHERE id = ?")
STATEMENT(f_move, "ti", "", "UPDATE outcome SET decided = ? WHERE application = ?")
STATEMENT(f_outcomes, "", "ttiisiii",
    "SELECT accepted, decided, unit, officer, formality, is_late, is_granted, corrections FROM outcome")
STATEMENT(f_intake, "", "tis", "SELECT submitted, unit, formality FROM intake")
STATEMENT(f_deltas, "", "i", "SELECT COUNT(*) FROM figure_delta")
STATEMENT(f_zeros, "", "i", "SELECT COUNT(*) FROM figure_sum WHERE n <= 0")
STATEMENT(f_took, "ss", "i", "SELECT days_taken(?, ?)")
STATEMENT(f_holiday, "ss", "", "INSERT INTO calendar_day (day, kind, name_zh) VALUES (?, ?, '示例')")
STATEMENT(f_spoil, "", "", "UPDATE figure_sum SET n = n + 2 WHERE kind = 'u' ORDER BY month, took LIMIT 1")
STATEMENT(f_spoil_late, "", "", "UPDATE figure_sum SET late = late + 1 WHERE kind = 'f' ORDER BY month LIMIT 1")
STATEMENT(f_spoil_list, "", "", "INSERT INTO queue_tally VALUES (1, 's', 'accepted', 7)")

#define EACH 30
#define ROUNDS 240
#define UNITS 3			/* the centre, and two below it */
#define COUNT_OF(array) (sizeof array / sizeof *array)

static const char *const codes[] = {"cert-no-crime", "hukou-name-adult", "cert-kinship"};
static struct writer {
	struct db *db;
	int64_t matters[EACH];
} writers[TURN_TAKERS];
static struct db *db;
static struct pool *pool;
static int64_t officers[UNITS];
static day first;

static moment
any_time(void)
{
	return clock_wenzhou_end(first + (day)random_below(200)) - (moment)random_below(24) * HOUR;
}

static void
add_any(struct writer *w, size_t i)
{
	char ref[REFERENCE_TEXT];

	w->matters[i] = db_new_id();
	reference_make(ref);
	must(db_run(w->db, &f_insert, DB(db_int(w->matters[i]), db_text(ref), db_int(1),
	    db_text(codes[random_below(COUNT_OF(codes))]), db_int(1 + (int64_t)random_below(UNITS)),
	    db_moment(any_time()), db_moment(any_time())), NULL));
}

static void
write_one(int who)
{
	struct writer *w = &writers[who];
	size_t i = random_below(EACH);
	struct value id = db_int(w->matters[i]);
	moment at = any_time(), until = at + (moment)random_below(30) * DAY;
	int64_t whose = random_below(3) ? officers[random_below(UNITS)] : 0;

	switch (random_below(8)) {
	case 0: case 1:
		must(db_run(w->db, &f_submit, DB(db_moment(at), db_moment(at), db_moment(at + 5 * DAY), id), NULL));
		break;
	case 2: case 3: case 4:
		must(db_run(w->db, &f_decide, DB(db_text(random_below(4) ? "approved" : "refused"), db_moment(until),
		    db_int(random_below(3)), db_ref(whose), id), NULL));
		break;
	case 5:
		must(db_run(w->db, random_below(2) ? &f_reopen : &f_unsend, DB(id), NULL));
		break;
	case 6:
		must(db_run(w->db, &f_move, DB(db_moment(until), id), NULL));
		break;
	default:
		must(db_run(w->db, &f_delete, DB(id), NULL));
		add_any(w, i);
	}
}

/* What a figure says, counted one by one. */
struct naive {
	int decided, late, refused, corrections, received;
	struct taken taken;
};

static bool
is_within(const struct figures_asked *asked, moment at, int64_t unit)
{
	day d = clock_wenzhou_day(at);

	return d >= asked->since && d <= asked->until && (asked->only ? unit == asked->only :
	    !asked->unit || unit == asked->unit || asked->unit == 1);
}

static bool
has_key(const struct figures_asked *asked, const char *key, const char *code, int64_t unit, int64_t officer,
    moment at)
{
	switch (asked->by) {
	case FIGURES_FORMALITY: return strcmp(key, code) == 0;
	case FIGURES_UNIT: case FIGURES_SITE: return key[1] - '0' == unit;
	case FIGURES_OFFICER: return officer ? key[1] - '0' + 1 == officer - 100 : text_same(key, "-");
	default: return strcmp(key, figures_month(db, clock_wenzhou_day(at))) == 0;
	}
}

static struct naive
count(const struct figures_asked *asked, const char *key, const struct rows *outcomes, const struct rows *intake)
{
	struct naive n = {0};

	for (size_t i = 0; i < outcomes->count; i++) {
		const struct row *r = outcomes->at[i];
		moment accepted = row_moment(r, 0), decided = row_moment(r, 1);

		if (!is_within(asked, decided, row_int(r, 2)) ||
		    (key && !has_key(asked, key, row_text(r, 4), row_int(r, 2), row_int(r, 3), decided)))
			continue;
		n.decided++;
		n.late += (int)row_int(r, 5);
		n.refused += !row_int(r, 6);
		n.corrections += row_int(r, 7) > 0;
		taken_add(&n.taken, taken_days(clock_wenzhou_day(accepted), clock_wenzhou_day(decided)), 1);
	}
	for (size_t i = 0; i < intake->count && asked->by != FIGURES_OFFICER; i++) {
		const struct row *r = intake->at[i];

		n.received += is_within(asked, row_moment(r, 0), row_int(r, 1)) &&
		    (!key || has_key(asked, key, row_text(r, 2), row_int(r, 1), 0, row_moment(r, 0)));
	}
	return n;
}

static bool
is_right(const struct figure *f, const struct naive *n)
{
	return f->decided == n->decided && f->late == n->late && f->refused == n->refused &&
	    f->corrections == n->corrections && f->received == n->received &&
	    f->half == taken_within(&n->taken, 50) && f->most == taken_within(&n->taken, 90);
}

/* Every figure of one question, and their total. */
static int
wrong_figures(const struct figures_asked *asked)
{
	struct rows outcomes, intake;
	struct figures figures;
	struct naive all;
	int wrong = 0, decided = 0;

	must(db_rows(db, &f_outcomes, DB_NOTHING, &outcomes));
	must(db_rows(db, &f_intake, DB_NOTHING, &intake));
	must(figures_load(db, asked, &figures));
	must(figures_volumes(db, asked, &figures));
	for (size_t i = 0; i < figures.count; i++) {
		struct naive n = count(asked, figures.at[i].key, &outcomes, &intake);

		wrong += !is_right(&figures.at[i], &n);
		decided += n.decided;
		if (!is_right(&figures.at[i], &n))
			printf("# %s %s: %d decided of %d, %d received of %d\n", figures_word(asked->by),
			    figures.at[i].key, figures.at[i].decided, n.decided, figures.at[i].received, n.received);
	}
	all = count(asked, NULL, &outcomes, &intake);
	return wrong + (decided != all.decided) + !is_right(&figures.all, &all);
}

static int
wrong_everywhere(void)
{
	day since = day_of(2026, 1, 1), month = day_of(2026, 3, 1);
	int wrong = 0;

	for (int by = 0; by < FIGURES_WAYS; by++) {
		struct figures_asked asked = {.by = (enum figures_by)by, .unit = 1, .since = month,
		    .until = day_of(2026, 4, 1) - 1};

		wrong += wrong_figures(&asked);
		asked.unit = 0;
		asked.since = since;
		asked.until = day_of(2027, 1, 1) - 1;
		wrong += wrong_figures(&asked);
		asked.unit = asked.only = 2;
		wrong += wrong_figures(&asked);
	}
	return wrong;
}

static struct figure
year_of(int64_t unit)
{
	struct figures_asked asked = {.by = FIGURES_FORMALITY, .unit = unit, .since = day_of(2026, 1, 1),
	    .until = day_of(2027, 1, 1) - 1};
	struct figures figures;

	must(figures_load(db, &asked, &figures));
	must(figures_received(db, &asked, &figures));
	return figures.all;
}

static int64_t
number(const struct statement *statement)
{
	struct row *row;

	must(db_row(db, statement, DB_NOTHING, &row));
	return row_int(row, 0);
}

static size_t
wrong_sums(void)
{
	struct sums_wrong wrong;

	must(sums_check(db, &wrong));
	for (size_t i = 0; i < wrong.count; i++)
		printf("# %s: %s\n", wrong.at[i].what, wrong.at[i].by);
	return wrong.count;
}

static void
fold(void)
{
	turns_fold(db, 0, sums_fold_figures);
}

static void
prepare(void)
{
	char name[4] = "u1";

	for (int u = 0; u < UNITS; u++) {
		name[1] = (char)('1' + u);
		must(db_run(db, &f_unit, DB(db_int(u + 1), db_text(name), db_ref(u ? 1 : 0)), NULL));
		name[0] = 'p';
		officers[u] = 101 + u;
		name[1] = (char)('0' + u);
		must(db_run(db, &f_officer, DB(db_int(officers[u]), db_text(name), db_int(u + 1), db_text(name)), NULL));
		name[0] = 'u';
	}
	must(db_run(db, &f_person, DB(db_int(1), db_moment(any_time())), NULL));
	for (int w = 0; w < TURN_TAKERS; w++)
		for (size_t i = 0; i < EACH; i++)
			add_any(&writers[w], i);
}

static void
test_calendar(void)
{
	char since[DAY_TEXT], until[DAY_TEXT];
	int wrong = 0, seen = 0;
	struct row *row;

	must(db_run(db, &f_holiday, DB(db_text("2026-03-11"), db_text("holiday")), NULL));
	must(db_run(db, &f_holiday, DB(db_text("2026-05-01"), db_text("ordinary")), NULL));
	must(db_run(db, &f_holiday, DB(db_text("2027-01-02"), db_text("workday")), NULL));
	must(calendar_load(db));
	for (day d = day_of(2023, 12, 30); d < day_of(2027, 2, 1); d++, seen++) {
		day to = random_below(3) ? d + 1 : d - 3 + (day)random_below(500);

		day_format(d, since);
		day_format(to, until);
		must(db_row(db, &f_took, DB(db_text(since), db_text(until)), &row));
		wrong += row_int(row, 0) != taken_days(d, to);
		if (row_int(row, 0) != taken_days(d, to))
			printf("# %s to %s: %d, not %d\n", since, until, (int)row_int(row, 0), taken_days(d, to));
	}
	ok(!wrong, "the store counts working days as the programs do: %d spans, from each day of three years", seen);
}

static void
test_random(void)
{
	struct turns turns = {.db = {writers[0].db, writers[1].db}, .write = write_one, .fold = fold,
	    .wrong = wrong_everywhere, .rounds = ROUNDS, .acts = 6, .give_up = 5, .look = 6};

	turns_take(&turns);
	ok(!turns.wrong_seen, "%d times, every figure is what a naive count gives, whatever others have in hand",
	    turns.seen);
	ok(turns.open_folds > 5, "%d times it was summed up beside acts that had not ended", turns.open_folds);
	is_int(wrong_everywhere(), 0, "all is committed, and the figures say so");
	is_int((int64_t)wrong_sums(), 0, "sums and what was noted since are what was decided");
	fold();
	is_int(number(&f_deltas), 0, "summed up, nothing is left over");
	is_int(number(&f_zeros), 0, "nor kept of what there is none of");
	is_int((int64_t)wrong_sums() + wrong_everywhere(), 0, "and all of it is right");
}

static void
test_reopened(void)
{
	moment at = clock_wenzhou_end(day_of(2026, 6, 9));
	struct figures_asked asked = {.by = FIGURES_MONTH, .since = day_of(2026, 6, 1), .until = day_of(2026, 7, 1) - 1};
	struct figures before, decided, after;
	struct value id;

	/* what the turns left may have been given up */
	add_any(&writers[0], 0);
	id = db_int(writers[0].matters[0]);
	must(db_run(db, &f_submit, DB(db_moment(at - 3 * DAY), db_moment(at - 3 * DAY), db_moment(at), id), NULL));
	must(figures_load(db, &asked, &before));
	must(db_run(db, &f_decide, DB(db_text("refused"), db_moment(at), db_int(1), db_ref(0), id), NULL));
	must(figures_load(db, &asked, &decided));
	must(db_run(db, &f_reopen, DB(id), NULL));
	must(figures_load(db, &asked, &after));
	is_int(decided.all.decided, before.all.decided + 1, "a decision is one more");
	is_int(after.all.decided, before.all.decided, "and none any more when the matter is opened again");
	must(db_run(db, &f_decide, DB(db_text("approved"), db_moment(at), db_int(1), db_ref(0), id), NULL));
	must(figures_load(db, &asked, &after));
	ok(after.all.decided == before.all.decided + 1 && after.all.refused == before.all.refused,
	    "decided once more, it is as it was decided last");
}

/* Whose a unit's figures are is told by where it stands now. */
static void
test_moved(void)
{
	struct figure second = year_of(2), third = year_of(3), both, alone, all = year_of(1);

	must(db_run(db, &f_below, DB(db_ref(3), db_int(2)), NULL));
	both = year_of(3);
	ok(both.decided == second.decided + third.decided && both.received == second.received + third.received &&
	    second.decided > 0, "what a unit did counts for the one that it is put below: %d and %d", second.decided,
	    third.decided);
	is_int((int64_t)wrong_sums(), 0, "and the sums are right");
	fold();
	must(db_run(db, &f_below, DB(db_ref(1), db_int(2)), NULL));
	alone = year_of(3);
	ok(alone.decided == third.decided && alone.received == third.received && year_of(1).decided == all.decided,
	    "and no more once it is taken from there");
	is_int((int64_t)wrong_sums(), 0, "and right they are");
}

static void
test_mended(void)
{
	int64_t mended;

	fold();
	must(db_run(db, &f_spoil, DB_NOTHING, NULL));
	must(db_run(db, &f_spoil_late, DB_NOTHING, NULL));
	must(db_run(db, &f_spoil_list, DB_NOTHING, NULL));
	is_int((int64_t)wrong_sums(), 3, "a sum that is wrong is found: of decisions, of late ones, of a list");
	ok(wrong_everywhere() > 0, "which the figures do not say of themselves");
	must(sums_mend(db, &mended));
	is_int(mended, 3, "each is mended");
	is_int((int64_t)wrong_sums() + wrong_everywhere(), 0, "and right again");
	must(sums_mend(db, &mended));
	is_int(mended, 0, "what is right is left alone");
}

int
main(void)
{
	const struct config *config = database_start();

	pool = pool_new(NULL, 0);
	db = db_new(config);
	db_use_pool(db, pool);
	for (int w = 0; w < TURN_TAKERS; w++) {
		writers[w].db = db_new(config);
		db_use_pool(writers[w].db, pool);
	}
	first = day_of(2026, 1, 1) + 20;
	test_calendar();
	prepare();
	test_random();
	test_reopened();
	test_moved();
	test_mended();
	for (int w = 0; w < TURN_TAKERS; w++)
		db_close(writers[w].db);
	db_close(db);
	pool_free(pool);
	return done();
}
