/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What of a quarter's figures may be told, and telling it once. */
#include "service/published.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/figures.h"
#include "store/db.h"

STATEMENT(published_is_made, "s", "i", "SELECT COUNT(*) FROM published_quarter WHERE quarter = ?")
STATEMENT(published_rated, "tt", "ii",
    "SELECT level, COUNT(*) FROM rating WHERE at > ? AND at <= ? AND excluded IS NULL GROUP BY level")
STATEMENT(published_store, "st", "", "INSERT INTO published_quarter (quarter, made) VALUES (?, ?)")
STATEMENT(published_store_row, "sssiiiii", "",
    "INSERT INTO published_figure (quarter, kind, code, received, decided, on_time, half, most) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
STATEMENT(published_store_level, "sssi", "",
    "INSERT INTO published_figure (quarter, kind, code, rated) VALUES (?, ?, ?, NULLIF(?, -1))")

#define PATIENCE (20 * SECOND)

struct quarter {
	const char *word;
	day since, until;
};

struct table {
	struct published_count *at, rest;
	size_t count;
};

struct making {
	struct db *db;
	struct quarter quarter;
	moment now;
	struct table formalities, units;
	struct published_count all;
	int level[PUBLISHED_LEVELS + 1], rated;
};

static bool
stands(const struct published_count *c)
{
	return (!c->received || c->received >= PUBLISHED_LEAST) &&
	    (!c->decided || c->decided >= PUBLISHED_LEAST);
}

static void
add(struct published_count *to, const struct published_count *c)
{
	to->received += c->received;
	to->decided += c->decided;
	to->late += c->late;
	to->taken.decided += c->taken.decided;
	for (int i = 0; i <= TAKEN_MOST; i++)
		to->taken.days[i] += c->taken.days[i];
}

static struct published_count *
smallest(struct published_count *at, size_t count)
{
	struct published_count *found = NULL;

	for (size_t i = 0; i < count; i++)
		if (at[i].code && (!found ||
		    at[i].received + at[i].decided < found->received + found->decided))
			found = &at[i];
	return found;
}

bool
published_fold(struct published_count *at, size_t count, struct published_count *rest)
{
	bool is_any = false;

	*rest = (struct published_count){.code = ""};
	for (size_t i = 0; i < count; i++)
		if (!stands(&at[i])) {
			add(rest, &at[i]);
			at[i].code = NULL;
			is_any = true;
		}
	while (is_any && !stands(rest)) {
		struct published_count *next = smallest(at, count);

		if (!next)
			return false;
		add(rest, next);
		next->code = NULL;
	}
	return true;
}

static bool
is_few(int n)
{
	return n > 0 && n < PUBLISHED_LEAST;
}

int
published_levels(int level[PUBLISHED_LEVELS + 1])
{
	int sum = 0, hidden = 0, least = 0;

	for (int i = 1; i <= PUBLISHED_LEVELS; i++) {
		sum += level[i];
		hidden += is_few(level[i]);
		if (level[i] >= PUBLISHED_LEAST && (!least || level[i] < level[least]))
			least = i;
	}
	for (int i = 1; i <= PUBLISHED_LEVELS; i++)
		if (is_few(sum) || is_few(level[i]) || (hidden == 1 && i == least))
			level[i] = -1;
	return is_few(sum) ? -1 : sum;
}

static struct published_count *
of_code(struct pool *pool, struct table *t, const char *code)
{
	for (size_t i = 0; i < t->count; i++)
		if (strcmp(t->at[i].code, code) == 0)
			return &t->at[i];
	t->at = pool_grow(pool, t->at, t->count + 1, sizeof *t->at);
	t->at[t->count] = (struct published_count){.code = code};
	return &t->at[t->count++];
}

static const struct error *
count(struct making *m, enum figures_by by, struct table *t)
{
	struct figures_asked asked = {.by = by, .since = m->quarter.since, .until = m->quarter.until};
	struct pool *pool = db_pool(m->db);
	struct figures figures;
	const struct error *e;

	if ((e = figures_load(m->db, &asked, &figures)) || (e = figures_received(m->db, &asked, &figures)))
		return e;
	for (size_t i = 0; i < figures.count; i++) {
		const struct figure *f = &figures.at[i];
		struct published_count *c = of_code(pool, t, f->key);

		c->received = f->received;
		c->decided = f->decided;
		c->late = f->late;
		c->taken = *f->taken;
	}
	return NULL;
}

static const struct error *
count_all(struct making *m)
{
	const struct error *e;
	struct rows rows;

	if ((e = count(m, FIGURES_FORMALITY, &m->formalities)) ||
	    (e = count(m, FIGURES_UNIT, &m->units)) ||
	    (e = db_rows(m->db, &published_rated, DB(db_moment(clock_wenzhou_end(m->quarter.since - 1)),
	    db_moment(clock_wenzhou_end(m->quarter.until))), &rows)))
		return e;
	m->all.code = "";
	for (size_t i = 0; i < m->formalities.count; i++)
		add(&m->all, &m->formalities.at[i]);
	for (size_t i = 0; i < rows.count; i++)
		if (row_int(rows.at[i], 0) >= 1 && row_int(rows.at[i], 0) <= PUBLISHED_LEVELS)
			m->level[row_int(rows.at[i], 0)] = (int)row_int(rows.at[i], 1);
	return NULL;
}

static const struct error *
store_row(const struct making *m, const char *kind, const struct published_count *c)
{
	int on_time = c->decided ? (int)((int64_t)(c->decided - c->late) * 100 / c->decided) : 0;

	return db_run(m->db, &published_store_row, DB(db_text(m->quarter.word), db_text(kind),
	    db_text(c->code), db_int(c->received), db_int(c->decided), db_int(on_time),
	    db_int(taken_within(&c->taken, 50)), db_int(taken_within(&c->taken, 90))), NULL);
}

static const struct error *
store_table(const struct making *m, const char *kind, struct table *t)
{
	const struct error *e = NULL;

	/* where not even all of them may be told, the total is not, either */
	if (!published_fold(t->at, t->count, &t->rest))
		return NULL;
	for (size_t i = 0; i < t->count && !e; i++)
		if (t->at[i].code)
			e = store_row(m, kind, &t->at[i]);
	return e || (!t->rest.received && !t->rest.decided) ? e : store_row(m, kind, &t->rest);
}

static const struct error *
store_levels(struct making *m)
{
	const struct error *e;

	m->rated = published_levels(m->level);
	if ((e = db_run(m->db, &published_store_level, DB(db_text(m->quarter.word), db_text("level"),
	    db_text(""), db_int(m->rated)), NULL)))
		return e;
	for (int i = 1; i <= PUBLISHED_LEVELS && !e; i++)
		e = db_run(m->db, &published_store_level, DB(db_text(m->quarter.word), db_text("level"),
		    db_text(pool_format(db_pool(m->db), "%d", i)), db_int(m->level[i])), NULL);
	return e;
}

static const struct error *
make_step(void *data)
{
	struct making *m = data, fresh = {.db = m->db, .quarter = m->quarter, .now = m->now};
	const struct error *e;
	int rated = 0;

	*m = fresh;
	if ((e = count_all(m)))
		return e;
	for (int i = 1; i <= PUBLISHED_LEVELS; i++)
		rated += m->level[i];
	if (!m->all.received && !m->all.decided && !rated)
		return NULL;
	if ((e = db_run(m->db, &published_store, DB(db_text(m->quarter.word), db_moment(m->now)), NULL)) ||
	    (e = store_levels(m)) || !stands(&m->all))
		return e;
	if ((e = store_row(m, "all", &m->all)) || (e = store_table(m, "formality", &m->formalities)))
		return e;
	return store_table(m, "unit", &m->units);
}

/* The n-th quarter before the one that is running. */
static struct quarter
quarter_before(struct pool *pool, moment now, int n)
{
	int year, month, mday, at;

	day_split(clock_wenzhou_day(now), &year, &month, &mday);
	at = year * 4 + (month - 1) / 3 - n;
	return (struct quarter){pool_format(pool, "%04d-Q%d", at / 4, at % 4 + 1),
	    day_of(at / 4, at % 4 * 3 + 1, 1), day_of((at + 1) / 4, (at + 1) % 4 * 3 + 1, 1) - 1};
}

const struct error *
published_make(struct db *db, moment now)
{
	const struct error *e;
	struct row *made;

	for (int n = 1; n <= PUBLISHED_QUARTERS; n++) {
		struct making m = {.db = db, .quarter = quarter_before(db_pool(db), now, n), .now = now};

		/* what was under way at its last midnight is through */
		if (now < clock_wenzhou_end(m.quarter.until) + HOUR)
			continue;
		if ((e = db_row(db, &published_is_made, DB(db_text(m.quarter.word)), &made)))
			return e;
		if (!row_int(made, 0) && (e = db_transact_apart(db, PATIENCE, make_step, &m)))
			return e;
	}
	return NULL;
}
