/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The counts beside the desk's lists, on a real MariaDB: two connections write at random, at the same time
 * and with roll-backs, a third one sums up and counts, and each number is held to a naive reading of the
 * applications that are committed.
 */
#include "base/error.h"
#include "base/memory.h"
#include "database.h"
#include "service/absence.h"
#include "service/clockwork.h"
#include "service/deadline.h"
#include "service/figures.h"
#include "service/queue.h"
#include "service/reference.h"
#include "service/sums.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"
#include "turns.h"

STATEMENT(tally_unit, "is", "",
    "INSERT INTO unit (id, code, kind, name_zh, name_en, country, zone) "
    "VALUES (?, ?, 'branch', '示例分中心', 'Sample branch', 'CN', 'Asia/Shanghai')")
STATEMENT(tally_officer, "isis", "",
    "INSERT INTO officer (id, name, unit, role, number, full_name) VALUES (?, ?, ?, 'officer', ?, '示例民警')")
STATEMENT(tally_person, "ist", "",
    "INSERT INTO person (id, lang, zone, country, created) VALUES (?, 'en', ?, 'IT', ?)")
STATEMENT(tally_insert, "isisirttt", "",
    "INSERT INTO application (id, ref, person, formality, formality_version, state, unit, officer, due, "
    "answers, page, lang, created, saved) VALUES (?, ?, ?, 'cert-no-crime', 1, ?, ?, ?, ?, 'x', '', 'en', ?, ?)")
STATEMENT(tally_delete, "i", "", "DELETE FROM application WHERE id = ?")
STATEMENT(tally_hold, "ri", "", "UPDATE application SET officer = ? WHERE id = ?")
STATEMENT(tally_state, "si", "", "UPDATE application SET state = ? WHERE id = ?")
STATEMENT(tally_both, "srti", "", "UPDATE application SET state = ?, officer = ?, due = ? WHERE id = ?")
STATEMENT(tally_move, "ii", "", "UPDATE application SET unit = ? WHERE id = ?")
STATEMENT(tally_due, "ti", "", "UPDATE application SET due = ? WHERE id = ?")
STATEMENT(tally_saved, "ti", "", "UPDATE application SET saved = ?, version = version + 1 WHERE id = ?")
STATEMENT(tally_zone, "si", "", "UPDATE person SET zone = ? WHERE id = ?")
STATEMENT(tally_recuse, "iit", "", "INSERT IGNORE INTO recusal (application, officer, at) VALUES (?, ?, ?)")
STATEMENT(tally_all, "i", "irrsts",
    "SELECT a.id, a.unit, a.officer, a.state, a.due, p.zone FROM application a JOIN person p ON p.id = a.person "
    "WHERE a.person NOT IN (SELECT b.person FROM recusal r JOIN application b ON b.id = r.application "
    "WHERE r.officer = ?)")
STATEMENT(tally_deltas, "", "i", "SELECT COUNT(*) FROM queue_delta")
STATEMENT(tally_zeros, "", "i", "SELECT COUNT(*) FROM queue_tally WHERE n <= 0")
/* The sums against what they are sums of, in the words of the migration that filled them. */
STATEMENT(tally_wrong, "", "i",
    "SELECT COUNT(*) FROM (SELECT k.unit, k.kind, k.word FROM ("
    "SELECT unit, kind, word, n FROM queue_tally UNION ALL SELECT unit, kind, word, n FROM queue_delta "
    "UNION ALL SELECT unit, 's', state, -1 FROM queue_entry "
    "UNION ALL SELECT unit, 'h', officer, -1 FROM queue_entry WHERE IF(officer = 0, state = 'submitted', "
    "state IN ('submitted', 'accepted', 'approved', 'refused', 'transferred')) "
    "UNION ALL SELECT unit, 'z', zone, -1 FROM queue_entry WHERE turn = 'o' "
    "UNION ALL SELECT unit, 'd', DATE(due + INTERVAL 8 HOUR), -1 FROM queue_entry "
    "WHERE turn = 'o' AND due < '9999-01-01') k GROUP BY k.unit, k.kind, k.word HAVING SUM(k.n) <> 0) w")

#define EACH 40			/* matters of each writer: none waits for the other's */
#define PEOPLE 6
#define ROUNDS 260
#define COUNT_OF(array) (sizeof array / sizeof *array)

static const char *const zones[] = {"Europe/Rome", "America/New_York", "Asia/Tokyo", "Australia/Sydney",
    "America/Los_Angeles", ""};

static struct writer {
	struct db *db;
	int64_t matters[EACH], persons[PEOPLE];
} writers[TURN_TAKERS];
static struct db *db;
static struct pool *pool;
static moment now = 1774000000000;
static int64_t units[2], officers[2][3];

static moment
any_due(void)
{
	day today = clock_wenzhou_day(now);

	switch (random_below(8)) {
	case 0: return 0;
	case 1: return now - (moment)random_below(20) * HOUR;
	case 2: return now + (moment)random_below(20) * HOUR;
	case 3: return now;
	default: return clock_wenzhou_end(today - 4 + (day)random_below(9));
	}
}

static int64_t
any_officer(void)
{
	return random_below(3) ? officers[random_below(2)][random_below(3)] : 0;
}

static void
add(struct writer *w, int64_t id, int64_t person)
{
	char ref[REFERENCE_TEXT];

	reference_make(ref);
	must(db_run(w->db, &tally_insert, DB(db_int(id), db_text(ref), db_int(person),
	    db_text(state_word((enum state)random_below(STATES))), db_int(units[random_below(2)]),
	    db_ref(any_officer()), db_moment(any_due()), db_moment(now), db_moment(now)), NULL));
}

static void
add_any(struct writer *w, size_t i)
{
	w->matters[i] = db_new_id();
	add(w, w->matters[i], w->persons[random_below(PEOPLE)]);
}

static void
write_one(int who)
{
	struct writer *w = &writers[who];
	size_t i = random_below(EACH);
	struct value id = db_int(w->matters[i]), state = db_text(state_word((enum state)random_below(STATES)));

	switch (random_below(9)) {
	case 0: case 1:
		must(db_run(w->db, &tally_hold, DB(db_ref(any_officer()), id), NULL));
		break;
	case 2:
		must(db_run(w->db, &tally_state, DB(state, id), NULL));
		break;
	case 3:
		must(db_run(w->db, &tally_both, DB(state, db_ref(any_officer()), db_moment(any_due()), id), NULL));
		break;
	case 4:
		must(db_run(w->db, &tally_move, DB(db_int(units[random_below(2)]), id), NULL));
		break;
	case 5:
		must(db_run(w->db, &tally_due, DB(db_moment(any_due()), id), NULL));
		break;
	case 6:
		must(db_run(w->db, &tally_zone, DB(db_text(zones[random_below(COUNT_OF(zones))]),
		    db_int(w->persons[random_below(PEOPLE)])), NULL));
		break;
	case 7:
		must(db_run(w->db, &tally_delete, DB(id), NULL));
		/* by the same id: it is there, too, when this is rolled back */
		add(w, w->matters[i], w->persons[random_below(PEOPLE)]);
		break;
	default:
		must(db_run(w->db, &tally_saved, DB(db_moment(now), id), NULL));
	}
}

/* One matter by the naive reading. */
static bool
belongs(const struct row *r, enum queue_name list, int64_t officer)
{
	int64_t holder = row_int(r, 2);
	moment due = row_moment(r, 4);
	bool is_office, is_held, is_gone;
	enum state state;

	if (!state_read(row_text(r, 3), &state))
		return false;
	is_office = whose_turn(state) == TURN_OFFICE;
	is_held = is_office && state != STATE_PROPOSED && holder;
	switch (list) {
	case QUEUE_UNIT: return is_office;
	case QUEUE_MINE: return is_held && holder == officer;
	case QUEUE_NEW: return state == STATE_SUBMITTED && !holder;
	case QUEUE_APPROVAL: return state == STATE_PROPOSED;
	case QUEUE_WAITING: return state == STATE_CORRECTION || state == STATE_INTERVIEW || state == STATE_VISIT;
	case QUEUE_SOON: return is_office && due >= now && due <= deadline_working(now, 1);
	case QUEUE_OVERDUE: return is_office && due && due < now;
	case QUEUE_TRANSFERRED: return state == STATE_TRANSFERRED;
	case QUEUE_AWAKE: return is_office && queue_is_awake(now, row_text(r, 5));
	case QUEUE_AWAY:
		if (!is_held)
			return false;
		must(absence_is(db, holder, now, &is_gone));
		return is_gone;
	default: return false;
	}
}

/* Every tab of one who asks. */
static int
wrong_counts(const struct queue_asked *asked)
{
	int counts[QUEUES], naive[QUEUES] = {0}, wrong = 0;
	struct rows rows;

	must(queue_counts(db, asked, counts));
	must(db_rows(db, &tally_all, DB(db_int(asked->viewer)), &rows));
	for (size_t i = 0; i < rows.count; i++)
		if (row_int(rows.at[i], 1) == asked->unit ||
		    (asked->below_count && row_int(rows.at[i], 1) == asked->below[0]))
			for (int name = 0; name < QUEUES; name++)
				naive[name] += belongs(rows.at[i], (enum queue_name)name, asked->officer);
	for (int name = 0; name < QUEUES; name++) {
		wrong += counts[name] != naive[name];
		if (counts[name] != naive[name])
			printf("# %s: %d, of %d\n", queue_word((enum queue_name)name), counts[name], naive[name]);
	}
	return wrong;
}

/* What supervision says of each unit, beside the tabs of its lists. */
static int
wrong_now(void)
{
	int counts[QUEUES], wrong = 0;
	struct standing_now *at;
	size_t count;

	for (int u = 0; u < 4; u++) {
		/* to one of them some are barred */
		struct queue_asked asked = {.unit = units[u % 2], .now = now, .viewer = u < 2 ? 0 : officers[1][1]};

		must(queue_counts(db, &asked, counts));
		must(figures_now(db, units[u % 2], asked.viewer, now, &at, &count));
		wrong += count ? at[0].open != counts[QUEUE_UNIT] || at[0].overdue != counts[QUEUE_OVERDUE] ||
		    at[0].soon != counts[QUEUE_SOON] : counts[QUEUE_UNIT] != 0;
	}
	return wrong;
}

static int
wrong_tabs(void)
{
	struct queue_asked asked = {.unit = units[0], .officer = officers[0][0], .now = now, .below = &units[1]};
	int wrong = wrong_counts(&asked);

	asked.viewer = asked.officer = officers[1][1];
	wrong += wrong_counts(&asked);
	asked.below_count = 1;
	return wrong + wrong_counts(&asked) + wrong_now();
}

static int64_t
number(const struct statement *statement)
{
	struct row *row;

	must(db_row(db, statement, DB_NOTHING, &row));
	return row_int(row, 0);
}

static void
fold(void)
{
	turns_fold(db, now, sums_fold_lists);
}

static void
pass_time(void)
{
	now += random_below(3) * HOUR;
}

static void
prepare(void)
{
	char name[4] = "u0";

	for (int u = 0; u < 2; u++) {
		units[u] = db_new_id();
		name[1] = (char)('0' + u);
		must(db_run(db, &tally_unit, DB(db_int(units[u]), db_text(name)), NULL));
		for (int i = 0; i < 3; i++) {
			name[2] = (char)('0' + i);
			officers[u][i] = db_new_id();
			must(db_run(db, &tally_officer, DB(db_int(officers[u][i]), db_text(name), db_int(units[u]),
			    db_text(name)), NULL));
		}
		name[2] = 0;
	}
	for (int w = 0; w < TURN_TAKERS; w++) {
		for (size_t i = 0; i < PEOPLE; i++) {
			writers[w].persons[i] = db_new_id();
			must(db_run(db, &tally_person, DB(db_int(writers[w].persons[i]), db_text(zones[i]),
			    db_moment(now)), NULL));
		}
		for (size_t i = 0; i < EACH; i++)
			add_any(&writers[w], i);
	}
	must(absence_add(db, &(struct absence){.officer = officers[0][1], .since = clock_wenzhou_day(now),
	    .until = clock_wenzhou_day(now) + 3, .made_by = officers[0][1]}, now));
	/* whom an officer knows: by matters of theirs that nobody writes, which submissions look at */
	for (int w = 0; w < TURN_TAKERS; w++) {
		int64_t id = db_new_id();

		add(&writers[w], id, writers[w].persons[0]);
		must(db_run(db, &tally_recuse, DB(db_int(id), db_int(officers[1][1]), db_moment(now)), NULL));
	}
}

static void
test_random(void)
{
	struct turns turns = {.db = {writers[0].db, writers[1].db}, .write = write_one, .fold = fold,
	    .pass = pass_time, .wrong = wrong_tabs, .rounds = ROUNDS, .acts = 4, .give_up = 4, .look = 3};

	turns_take(&turns);
	ok(!turns.wrong_seen, "%d times, every tab says what a naive count says, whatever others have in hand",
	    turns.seen);
	ok(turns.open_folds > 5, "%d times it was summed up beside acts that had not ended", turns.open_folds);
	must(db_run(db, &tally_state, DB(db_text("draft"), db_int(writers[0].matters[0])), NULL));
	fold();		/* or one would undo the other, of a matter that was submitted already */
	must(db_run(db, &tally_state, DB(db_text("submitted"), db_int(writers[0].matters[0])), NULL));
	is_int(number(&tally_wrong), 0, "sums and what was noted since are what stands in the lists");
	is_int(wrong_tabs(), 0, "and the tabs say so");
	ok(number(&tally_deltas) > 0, "some of it is not summed up yet");
	fold();
	is_int(number(&tally_deltas), 0, "summed up, nothing is left over");
	is_int(number(&tally_zeros), 0, "nor kept of what there is none of");
	is_int(number(&tally_wrong), 0, "and all of it is right");
	is_int(wrong_tabs(), 0, "as are the tabs");
}

static void
test_still(void)
{
	for (size_t i = 0; i < EACH; i++)
		must(db_run(db, &tally_saved, DB(db_moment(now), db_int(writers[0].matters[i])), NULL));
	is_int(number(&tally_deltas), 0, "what changes nothing that is counted notes nothing");
	for (int w = 0; w < TURN_TAKERS; w++)
		for (size_t i = 0; i < EACH; i++)
			must(db_run(db, &tally_delete, DB(db_int(writers[w].matters[i])), NULL));
	is_int(wrong_tabs(), 0, "when they are gone the tabs know");
	fold();
	is_int(number(&tally_wrong), 0, "and so do the sums");
}

/* As many units as anybody looks after, more than one statement asks for. */
static void
test_many_units(void)
{
	int64_t below[150];
	struct queue_asked asked = {.unit = db_new_id(), .officer = officers[0][0], .now = now, .below = below,
	    .below_count = COUNT_OF(below)};
	int counts[QUEUES];

	for (size_t i = 0; i < COUNT_OF(below); i++)
		below[i] = db_new_id();
	units[0] = below[10], units[1] = below[149];
	for (size_t i = 0; i < EACH; i++)
		add_any(&writers[0], i);
	for (size_t i = 0; i < EACH; i++)
		must(db_run(db, &tally_state, DB(db_text("proposed"), db_int(writers[0].matters[i])), NULL));
	must(queue_counts(db, &asked, counts));
	is_int(counts[QUEUE_APPROVAL], EACH, "the sum over a hundred and fifty units");
	asked.below_count = 149;
	must(queue_counts(db, &asked, counts));
	ok(counts[QUEUE_APPROVAL] > 0 && counts[QUEUE_APPROVAL] < EACH, "without the last, less");
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
	prepare();
	test_random();
	test_still();
	test_many_units();
	for (int w = 0; w < TURN_TAKERS; w++)
		db_close(writers[w].db);
	db_close(db);
	pool_free(pool);
	return done();
}
