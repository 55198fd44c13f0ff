/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/bar.h"
#include "service/figures_part.h"
#include "service/queue_part.h"
#include "service/taken.h"

/* One row for each number of days that it took: however many were decided, that is few. */
#define COUNTED(name, kind, key, names, join) \
	STATEMENT(name, SUMMED_IN, "sssiiiii", \
	    "SELECT " key " AS of, " names ", o.took, CAST(SUM(o.n) AS SIGNED), " \
	    "CAST(SUM(o.late) AS SIGNED), CAST(SUM(o.refused) AS SIGNED), " \
	    "CAST(SUM(o.corrections) AS SIGNED) FROM " SUMMED(kind, "n, late, refused, corrections") \
	    OF_UNIT join "WHERE " BELOW " GROUP BY of, o.took HAVING SUM(o.n) > 0 ORDER BY of, o.took")

COUNTED(figures_of_formality, "f", "o.word", NAMES_NONE, "")
COUNTED(figures_of_unit, "u", KEY_UNIT, NAMES_UNIT, "")
COUNTED(figures_of_site, "u", KEY_SITE, NAMES_SITE, "")
COUNTED(figures_of_officer, "o", KEY_OFFICER, NAMES_NONE,
    "LEFT JOIN officer x ON x.id = CAST(o.word AS SIGNED) ")
COUNTED(figures_of_month, "u", "o.month", NAMES_NONE, "")

/* As they lie in the store, each read once: figures_load() puts them in order. */
#define BELOW_OF(table, kind, key) \
	"SELECT " key ", " NAMES_NONE ", took, n, late, refused, corrections FROM " table \
	" WHERE kind = '" kind "' AND month >= ? AND month <= ? AND unit = ?"
#define COUNTED_BELOW(name, kind, key) \
	STATEMENT(name, SUMMED_BELOW_IN, "sssiiiii", \
	    BELOW_OF("figure_sum", kind, key) " UNION ALL " BELOW_OF("figure_delta", kind, key))

COUNTED_BELOW(figures_below_by_formality, "F", "word")
COUNTED_BELOW(figures_below_by_month, "U", "month")

#define LISTED(name, key) \
	STATEMENT(name, "i" WITHIN_IN "siiiiii", "issssstiiii", \
	    "SELECT o.application, a.ref, o.formality, u.name_zh, u.name_en, x.number, o.decided, " \
	    "o.is_late, o.is_granted, o.took, " MAY_OPEN \
	    " FROM outcome o" OF_UNIT OF_OFFICER \
	    "LEFT JOIN application a ON a.id = o.application WHERE " WITHIN("o.decided") \
	    " AND " key " = COALESCE(?, " key ") AND o.application < ? " \
	    "AND o.is_late >= ? AND o.is_late <= ? AND o.is_granted <= ? AND o.corrections >= ? " \
	    "ORDER BY o.application DESC LIMIT ?")

LISTED(outcomes_of_formality, KEY_FORMALITY)
LISTED(outcomes_of_unit, KEY_UNIT)
LISTED(outcomes_of_site, KEY_SITE)
LISTED(outcomes_of_officer, KEY_OFFICER)
LISTED(outcomes_of_month, KEY_MONTH("o.decided"))

/* As the tabs of each unit's lists count (queue_tabs.c), of all of them in one reading. */
#define OFFICE "'submitted', 'accepted', 'proposed', 'approved', 'refused', 'transferred'"
#define NOW_OF(table) "SELECT unit, kind, word, n FROM " table " WHERE kind IN ('s', 'd') AND unit IN " \
	"(SELECT unit FROM unit_above WHERE above = ?)"
STATEMENT(figures_now_all, "sssii", "issiii",
    "SELECT u.id, u.name_zh, u.name_en, k.open, k.late, k.soon FROM (SELECT unit, "
    "CAST(SUM(IF(kind = 's' AND word IN (" OFFICE "), n, 0)) AS SIGNED) AS open, "
    "CAST(SUM(IF(kind = 'd' AND word < ?, n, 0)) AS SIGNED) AS late, "
    "CAST(SUM(IF(kind = 'd' AND word >= ? AND word <= ?, n, 0)) AS SIGNED) AS soon FROM ("
    NOW_OF("queue_tally") " UNION ALL " NOW_OF("queue_delta") ") d GROUP BY unit) k "
    "JOIN unit u ON u.id = k.unit WHERE k.open > 0 ORDER BY u.code")

STATEMENT(figures_now_barred, "i", "ist",
    "SELECT e.unit, e.state, e.due FROM barred b JOIN queue_entry e ON e.id = b.application "
    "WHERE b.officer = ?")

static const struct {
	const char *word;
	const struct statement *counted, *below, *listed;	/* below: NULL where units tell it apart */
} ways[FIGURES_WAYS] = {
	[FIGURES_FORMALITY] = {"formality", &figures_of_formality, &figures_below_by_formality,
	    &outcomes_of_formality},
	[FIGURES_UNIT] = {"unit", &figures_of_unit, NULL, &outcomes_of_unit},
	[FIGURES_SITE] = {"site", &figures_of_site, NULL, &outcomes_of_site},
	[FIGURES_OFFICER] = {"officer", &figures_of_officer, NULL, &outcomes_of_officer},
	[FIGURES_MONTH] = {"month", &figures_of_month, &figures_below_by_month, &outcomes_of_month},
};

const char *
figures_word(enum figures_by by)
{
	return ways[by].word;
}

bool
figures_read(const char *word, enum figures_by *out)
{
	for (int i = 0; word && i < FIGURES_WAYS; i++)
		if (strcmp(ways[i].word, word) == 0) {
			*out = (enum figures_by)i;
			return true;
		}
	return false;
}

const char *
figures_month(struct db *db, day d)
{
	int year, month, mday;

	day_split(d, &year, &month, &mday);
	return pool_format(db_pool(db), "%04d-%02d", year, month);
}

static void
add(struct figure *f, struct taken *t, const struct row *r)
{
	int n = (int)row_int(r, 4), took = (int)row_int(r, 3);

	f->decided += n;
	f->late += (int)row_int(r, 5);
	f->refused += (int)row_int(r, 6);
	f->corrections += (int)row_int(r, 7);
	taken_add(t, took < 0 ? 0 : took > TAKEN_MOST ? TAKEN_MOST : took, n);
}

static void
finish(struct figure *f, const struct taken *t)
{
	f->taken = t;
	f->half = taken_within(t, 50);
	f->most = taken_within(t, 90);
}

static int
more_decided(const void *a, const void *b)
{
	const struct figure *x = a, *y = b;

	return x->decided != y->decided ? (x->decided < y->decided) - (x->decided > y->decided) :
	    strcmp(x->key, y->key);
}

static int
newer_month(const void *a, const void *b)
{
	const struct figure *x = a, *y = b;

	return strcmp(y->key, x->key);
}

const struct error *
figures_summed(struct db *db, const struct figures_asked *asked, const struct statement *each,
    const struct statement *below, struct rows *out)
{
	if (below && asked->unit && !asked->only)
		return db_rows(db, below, DB(SUMMED_BELOW_OF(db, asked)), out);
	return db_rows(db, each, DB(SUMMED_OF_ASKED(db, asked)), out);
}

static int
by_key(const void *a, const void *b)
{
	struct row *const *x = a, *const *y = b;

	return strcmp(row_text(*x, 0), row_text(*y, 0));
}

const struct error *
figures_load(struct db *db, const struct figures_asked *asked, struct figures *out)
{
	struct pool *pool = db_pool(db);
	struct taken *all = pool_zero(pool, sizeof *all), *each = NULL;
	const struct error *e;
	struct rows rows;

	*out = (struct figures){.all = {.key = ""}};
	if ((e = figures_summed(db, asked, ways[asked->by].counted, ways[asked->by].below, &rows)))
		return e;
	if (rows.count)
		qsort(rows.at, rows.count, sizeof *rows.at, by_key);
	out->at = pool_zero(pool, (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];
		struct figure *f = &out->at[out->count];

		if (!f->key) {
			*f = (struct figure){.key = row_text(r, 0)};
			each = pool_zero(pool, sizeof *each);
		}
		if (asked->by == FIGURES_UNIT || asked->by == FIGURES_SITE) {
			f->zh = row_text(r, 1);
			f->en = row_text(r, 2);
		}
		add(f, each, r);
		add(&out->all, all, r);
		if (i + 1 == rows.count || strcmp(row_text(rows.at[i + 1], 0), f->key) != 0) {
			finish(f, each);
			out->count += f->decided > 0;
			f->key = f->decided ? f->key : NULL;
		}
	}
	finish(&out->all, all);
	qsort(out->at, out->count, sizeof *out->at,
	    asked->by == FIGURES_MONTH ? newer_month : more_decided);
	return NULL;
}

static const char *const whiches[FIGURES_WHICHES] = {
	[FIGURES_DECIDED] = "decided", [FIGURES_ON_TIME] = "on_time", [FIGURES_LATE] = "late",
	[FIGURES_REFUSED] = "refused", [FIGURES_CORRECTED] = "corrected", [FIGURES_RECEIVED] = "received",
	[FIGURES_HANDED_BACK] = "handed_back",
};

const char *
figures_which_word(enum figures_which which)
{
	return whiches[which];
}

bool
figures_which_read(const char *word, enum figures_which *out)
{
	for (int i = 0; word && i < FIGURES_WHICHES; i++)
		if (strcmp(whiches[i], word) == 0) {
			*out = (enum figures_which)i;
			return true;
		}
	return false;
}

static const struct error *
list(struct db *db, const struct figures_asked *asked, const char *key, enum figures_which which,
    int64_t before, int most, struct rows *out)
{
	if (which >= FIGURES_RECEIVED)
		return db_rows(db, figures_volume_list(which, asked->by), DB(db_int(asked->unit),
		    WITHIN_OF(asked), db_text(key), db_int(before), db_int(most)), out);
	return db_rows(db, ways[asked->by].listed, DB(db_int(asked->unit), WITHIN_OF(asked), db_text(key),
	    db_int(before), db_int(which == FIGURES_LATE), db_int(which != FIGURES_ON_TIME),
	    db_int(which != FIGURES_REFUSED), db_int(which == FIGURES_CORRECTED), db_int(most)), out);
}

bool
figures_is_key(const char *key)
{
	static const char signs[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";

	return key && *key && key[strspn(key, signs)] == '\0';
}

const struct error *
figures_outcomes(struct db *db, const struct figures_asked *asked, const char *key,
    enum figures_which which, int64_t before, int most, struct outcomes *out)
{
	struct bar_view view;
	const struct error *e;
	struct rows rows;

	*out = (struct outcomes){0};
	if ((e = bar_view_load(db, asked->viewer, &view)) ||
	    (e = list(db, asked, key, which, before ? before : INT64_MAX, most + 1, &rows)))
		return e;
	out->has_more = rows.count > (size_t)most;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count && i < (size_t)most; i++) {
		const struct row *r = rows.at[i];
		bool is_hidden;

		if ((e = bar_hides(db, &view, row_text(r, 1), &is_hidden)))
			return e;
		out->last = row_int(r, 0);
		out->hidden += is_hidden;
		if (is_hidden)
			continue;
		out->at[out->count++] = (struct outcome){row_int(r, 0), row_text(r, 1), row_text(r, 2),
		    row_text(r, 3), row_text(r, 4), row_text(r, 5), row_moment(r, 6), row_int(r, 7) != 0,
		    row_int(r, 8) != 0, (int)row_int(r, 9), row_int(r, 10) != 0};
	}
	return NULL;
}

/* Of each of these units; the lists that the figures lead to have none of them (bar.h). */
static const struct error *
count_barred(struct db *db, int64_t viewer, moment now, struct standing_now *at, size_t count)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &figures_now_barred, DB(db_int(viewer)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		moment due = row_moment(rows.at[i], 2);
		enum state state;

		if (!state_read(row_text(rows.at[i], 1), &state) || !queue_has(QUEUE_UNIT, state))
			continue;
		for (size_t k = 0; k < count; k++)
			if (at[k].unit == row_int(rows.at[i], 0)) {
				at[k].open++;
				at[k].overdue += due < now;
				at[k].soon += due >= now && due <= queue_soon_end(now);
			}
	}
	return NULL;
}

const struct error *
figures_now(struct db *db, int64_t unit, int64_t viewer, moment now, struct standing_now **out, size_t *count)
{
	day today = clock_wenzhou_day(now);
	char first[DAY_TEXT], last[DAY_TEXT];
	const struct error *e;
	struct rows rows;
	struct standing_now *barred;
	int64_t *units;
	int *late;

	*count = 0;
	day_format(today, first);
	day_format(clock_wenzhou_day(queue_soon_end(now)), last);
	if ((e = db_rows(db, &figures_now_all, DB(db_text(first), db_text(first), db_text(last), db_int(unit),
	    db_int(unit)), &rows)))
		return e;
	*out = pool_zero(db_pool(db), (rows.count + 1) * sizeof **out);
	units = pool_zero(db_pool(db), (rows.count + 1) * sizeof *units);
	late = pool_zero(db_pool(db), (rows.count + 1) * sizeof *late);
	barred = pool_zero(db_pool(db), (rows.count + 1) * sizeof *barred);
	for (size_t i = 0; i < rows.count; i++)
		units[i] = barred[i].unit = row_int(rows.at[i], 0);
	if ((e = queue_late_today(db, units, rows.count, now, late)) ||
	    (e = count_barred(db, viewer, now, barred, rows.count)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];
		struct standing_now stands = {row_int(r, 0), row_text(r, 1), row_text(r, 2),
		    (int)row_int(r, 3) - barred[i].open, (int)row_int(r, 4) + late[i] - barred[i].overdue,
		    (int)row_int(r, 5) - late[i] - barred[i].soon};
		size_t at = *count;

		if (stands.open <= 0)
			continue;
		for (; at > 0 && (*out)[at - 1].overdue < stands.overdue; at--)
			(*out)[at] = (*out)[at - 1];
		(*out)[at] = stands;
		++*count;
	}
	return NULL;
}
