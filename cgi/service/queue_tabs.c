/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * How many are in each list. The store has sums of what never changes without an act, by (unit, kind,
 * word) of schema/041-tally.sql; which of them make up a list, the table of lists says. Two statements,
 * whatever the store holds and however many units are asked for.
 */
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/absence.h"
#include "service/queue_part.h"
#include "store/db.h"

/* So many units at once; others make a second round. 0 is none. */
#define UNITS 64
#define SEVEN(times) times times times times times times times
#define UNITS_IN "iiiiiiii" SEVEN("iiiiiiii")
#define OF_UNITS "unit IN (?, ?, ?, ?, ?, ?, ?, ?" SEVEN(", ?, ?, ?, ?, ?, ?, ?, ?") ")"
/* days: as far as soon goes */
#define SUMMED "WHERE " OF_UNITS " AND (kind <> 'd' OR word <= ?)"
#define OFFICE "state IN ('submitted', 'accepted', 'proposed', 'approved', 'refused', 'transferred')"

/*
 * Beside the sums: who is away (a), how many are due today and late by now (t), and how many bad ratings
 * are followed up (f), of which few are open at a time.
 */
STATEMENT(queue_tabs, UNITS_IN "s" UNITS_IN "s" "ss" UNITS_IN "tt" UNITS_IN "iii", "ssi",
    "SELECT kind, word, CAST(SUM(n) AS SIGNED) FROM ("
    "SELECT kind, word, n FROM queue_tally " SUMMED " UNION ALL "
    "SELECT kind, word, n FROM queue_delta " SUMMED ") k GROUP BY kind, word UNION ALL "
    "SELECT 'a', CAST(officer AS CHAR CHARACTER SET ascii), 1 FROM absence WHERE ended IS NULL "
    "AND since <= ? AND until >= ? UNION ALL "
    "SELECT 't', '', COUNT(*) FROM queue_entry FORCE INDEX (queue_entry_state) "
    "WHERE " OF_UNITS " AND " OFFICE " AND due >= ? AND due < ? UNION ALL "
    "SELECT 'f', '', COUNT(*) FROM follow_up f FORCE INDEX (follow_up_due) "
    "JOIN application a ON a.id = f.application WHERE f." OF_UNITS " AND f.closed IS NULL "
    "AND " FOLLOW_UP_SEEN)
/* units that are known to the statement, so that it goes down the key to each state of each */
STATEMENT(queue_tabs_late, UNITS_IN "tt", "ii",
    "SELECT unit, COUNT(*) FROM queue_entry FORCE INDEX (queue_entry_state) WHERE " OF_UNITS " AND " OFFICE
    " AND due >= ? AND due < ? GROUP BY unit")
/* and what they proposed and do not decide, which is in the other lists */
STATEMENT(queue_tabs_barred, "iii", "isisti",
    "SELECT e.unit, e.state, e.officer, e.zone, e.due, 0 FROM barred b "
    "JOIN queue_entry e ON e.id = b.application WHERE b.officer = ? UNION ALL "
    "SELECT e.unit, e.state, e.officer, e.zone, e.due, 1 FROM decision d FORCE INDEX (decision_own) "
    "JOIN queue_entry e ON e.id = d.application AND e.state = 'proposed' WHERE d.proposed_by = ? "
    "AND d.decided IS NULL AND d.application NOT IN (SELECT application FROM barred WHERE officer = ?)")
/* From the sums: there is no way from zone to zone down the key that does not read what lies between. */
STATEMENT(queue_tabs_zones, "ii", "s",
    "SELECT word FROM queue_tally WHERE unit = ? AND kind = 'z' UNION "
    "SELECT word FROM queue_delta WHERE unit = ? AND kind = 'z' AND n > 0")


struct tabs {
	const struct queue_asked *asked;
	struct rows rows;		/* of queue_tabs */
	const char *officer, *today;
	moment morning;			/* when today began */
	int *out;
};

static const char *
id_word(struct db *db, int64_t id)
{
	return pool_format(db_pool(db), "%lld", (long long)id);
}

static bool
is_away(const struct tabs *t, const char *officer)
{
	for (size_t i = 0; i < t->rows.count; i++)
		if (*row_text(t->rows.at[i], 0) == 'a' && text_same(row_text(t->rows.at[i], 1), officer))
			return true;
	return false;
}

/* Does what is counted under this word belong to that list? */
static bool
has(const struct tabs *t, enum queue_name name, char kind, const char *word)
{
	const struct queue_row *list = queue_row(name);
	enum state state;

	switch (list->statement) {
	case WALK_STATES:
	case WALK_SECONDS:
		if (list->span == SPAN_EVER)
			return kind == 's' && state_read(word, &state) && queue_has(name, state);
		return kind == 'd' && (strcmp(word, t->today) < 0) == (list->span == SPAN_LATE);
	case WALK_MINE:
		return kind == 'h' && text_same(word, t->officer);
	case WALK_NOBODYS:
		return kind == 'h' && text_same(word, "0");
	case WALK_AWAYS:
		return kind == 'h' && is_away(t, word);
	case WALK_AWAKE:
		return kind == 'z' && queue_is_awake(t->asked->now, word);
	case WALK_FOLLOW_UPS:
		return kind == 'f';
	}
	return false;
}

static void
add(struct tabs *t, char kind, const char *word, int n)
{
	for (int i = 0; i < QUEUES; i++)
		if (has(t, (enum queue_name)i, kind, word))
			t->out[i] += n;
}

/* What was due today is late now and not soon. */
static void
add_late(struct tabs *t, int n)
{
	for (int i = 0; i < QUEUES; i++)
		if (queue_row((enum queue_name)i)->span != SPAN_EVER)
			t->out[i] += queue_row((enum queue_name)i)->span == SPAN_LATE ? n : -n;
}

static bool
is_asked(const struct queue_asked *asked, int64_t unit)
{
	for (size_t i = 0; i < asked->below_count; i++)
		if (asked->below[i] == unit)
			return true;
	return unit == asked->unit;
}

/* Not for whoever looks: out of every sum that the store has it in. */
static const struct error *
take_out(struct db *db, struct tabs *t, const struct row *r)
{
	int64_t officer = row_int(r, 2);
	moment due = row_moment(r, 4);
	enum state state;
	char text[DAY_TEXT];

	if (!state_read(row_text(r, 1), &state))
		return fail(ERROR_INTERNAL, "queue: unknown state");
	if (row_int(r, 5)) {
		t->out[QUEUE_APPROVAL]--;
		return NULL;
	}
	add(t, 's', row_text(r, 1), -1);
	if (queue_has(officer ? QUEUE_MINE : QUEUE_NEW, state))
		add(t, 'h', id_word(db, officer), -1);
	if (!queue_has(QUEUE_UNIT, state))
		return NULL;
	add(t, 'z', row_text(r, 3), -1);
	day_format(clock_wenzhou_day(due), text);
	if (due <= queue_soon_end(t->asked->now))
		add(t, 'd', text, -1);
	if (due >= t->morning && due < t->asked->now)
		add_late(t, -1);
	return NULL;
}

static const struct error *
take_out_barred(struct db *db, struct tabs *t)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &queue_tabs_barred, DB(db_int(t->asked->viewer),
	    db_int(t->asked->decides ? t->asked->viewer : 0), db_int(t->asked->viewer)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count && !e; i++)
		if (is_asked(t->asked, row_int(rows.at[i], 0)))
			e = take_out(db, t, rows.at[i]);
	return e;
}

struct tab_values {
	struct value at[4 * UNITS + 9];
	size_t count;
};

static void
push(struct tab_values *v, struct value value)
{
	v->at[v->count++] = value;
}

static void
push_units(struct tab_values *v, const int64_t units[UNITS])
{
	for (int i = 0; i < UNITS; i++)
		push(v, db_int(units[i]));
}

static const struct error *
count_units(struct db *db, struct tabs *t, const int64_t units[UNITS])
{
	struct tab_values v = {.count = 0};
	const struct error *e;
	char last[DAY_TEXT];

	day_format(clock_wenzhou_day(queue_soon_end(t->asked->now)), last);
	push_units(&v, units);
	push(&v, db_text(last));
	push_units(&v, units);
	push(&v, db_text(last));
	push(&v, db_text(t->today));
	push(&v, db_text(t->today));
	push_units(&v, units);
	push(&v, db_moment(t->morning));
	push(&v, db_moment(t->asked->now));
	push_units(&v, units);
	for (int i = 0; i < 3; i++)
		push(&v, db_int(t->asked->viewer));
	if ((e = db_rows(db, &queue_tabs, (struct values){v.at, v.count}, &t->rows)))
		return e;
	for (size_t i = 0; i < t->rows.count; i++) {
		const struct row *r = t->rows.at[i];

		if (*row_text(r, 0) == 't')
			add_late(t, (int)row_int(r, 2));
		else
			add(t, *row_text(r, 0), row_text(r, 1), (int)row_int(r, 2));
	}
	return NULL;
}

const struct error *
queue_counts(struct db *db, const struct queue_asked *asked, int out[QUEUES])
{
	struct tabs t = {.asked = asked, .officer = id_word(db, asked->officer),
	    .today = absence_today(db, asked->now), .out = out,
	    .morning = clock_wenzhou_end(clock_wenzhou_day(asked->now) - 1) + 1};
	const struct error *e = NULL;

	memset(out, 0, QUEUES * sizeof *out);
	for (size_t done = 0; done <= asked->below_count && !e; done += UNITS) {
		int64_t units[UNITS] = {0};

		for (size_t i = 0; i < UNITS && done + i <= asked->below_count; i++)
			units[i] = done + i ? asked->below[done + i - 1] : asked->unit;
		e = count_units(db, &t, units);
	}
	if (!e && asked->viewer)
		e = take_out_barred(db, &t);
	/* an act between the two statements */
	for (int i = 0; i < QUEUES; i++)
		out[i] = out[i] > 0 ? out[i] : 0;
	return e;
}

const struct error *
queue_late_today(struct db *db, const int64_t *units, size_t count, moment now, int *out)
{
	moment morning = clock_wenzhou_end(clock_wenzhou_day(now) - 1) + 1;
	const struct error *e;
	struct rows rows;

	for (size_t done = 0; done < count; done += UNITS) {
		struct tab_values v = {.count = 0};

		for (size_t i = 0; i < UNITS; i++)
			push(&v, db_int(done + i < count ? units[done + i] : 0));
		push(&v, db_moment(morning));
		push(&v, db_moment(now));
		if ((e = db_rows(db, &queue_tabs_late, (struct values){v.at, v.count}, &rows)))
			return e;
		for (size_t r = 0; r < rows.count; r++)
			for (size_t i = done; i < count && i < done + UNITS; i++)
				if (units[i] == row_int(rows.at[r], 0))
					out[i] = (int)row_int(rows.at[r], 1);
	}
	return NULL;
}

const struct error *
queue_zones(struct db *db, int64_t unit, moment now, struct rows *out)
{
	const struct error *e;
	size_t count = 0;

	if ((e = db_rows(db, &queue_tabs_zones, DB(db_int(unit), db_int(unit)), out)))
		return e;
	for (size_t i = 0; i < out->count; i++)
		if (queue_is_awake(now, row_text(out->at[i], 0)))
			out->at[count++] = out->at[i];
	out->count = count;
	return NULL;
}
