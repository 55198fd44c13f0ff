/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/sums.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/clockwork.h"
#include "store/db.h"

STATEMENT(sums_add_figures, "i", "i", "SELECT figure_fold(?)")
STATEMENT(sums_add_lists, "i", "i", "SELECT queue_fold(?)")
STATEMENT(sums_wrong_figures, "", "ssisiiiii",
    "SELECT kind, month, unit, word, took, n, late, refused, corrections FROM figure_wrong "
    "ORDER BY month, unit, kind, word, took LIMIT 100")
STATEMENT(sums_wrong_lists, "", "issi",
    "SELECT unit, kind, word, n FROM queue_wrong ORDER BY unit, kind, word LIMIT 100")
/* as acts note what they change, so it takes nothing from an act that runs meanwhile */
STATEMENT(sums_mend_figures, "", "",
    "INSERT INTO figure_delta SELECT kind, month, unit, word, took, UUID_SHORT(), -n, -late, -refused, "
    "-corrections FROM figure_wrong")
STATEMENT(sums_mend_lists, "", "",
    "INSERT INTO queue_delta SELECT unit, kind, word, UUID_SHORT(), -n FROM queue_wrong")

#define PATIENCE (20 * SECOND)

struct fold {
	struct db *db;
	const struct statement *statement;
	int64_t count;
};

struct mending {
	struct db *db;
	int64_t mended;
};

static const struct error *
fold_step(void *data)
{
	struct fold *fold = data;
	const struct error *e;
	struct row *row;

	if (!(e = db_row(fold->db, fold->statement, DB(db_int(SUMS_FOLD_MOST)), &row)))
		fold->count = row ? row_int(row, 0) : 0;
	return e;
}

static const struct error *
fold_with(struct db *db, const struct statement *statement, struct clockwork_done *done)
{
	struct fold fold = {.db = db, .statement = statement};
	const struct error *e = db_transact_apart(db, PATIENCE, fold_step, &fold);

	*done = (struct clockwork_done){.is_more = !e && fold.count == SUMS_FOLD_MOST};
	return e;
}

const struct error *
sums_fold_figures(struct db *db, const struct catalogue *catalogue, moment now,
    struct clockwork_done *done)
{
	(void)catalogue;
	(void)now;
	return fold_with(db, &sums_add_figures, done);
}

const struct error *
sums_fold_lists(struct db *db, const struct catalogue *catalogue, moment now,
    struct clockwork_done *done)
{
	(void)catalogue;
	(void)now;
	return fold_with(db, &sums_add_lists, done);
}

static const char *
how_much(struct pool *pool, const struct row *r, int column, int count)
{
	static const char *const of[] = {"", " late", " refused", " corrected"};
	struct text out = {.pool = pool};

	for (int i = 0; i < count; i++) {
		long long n = row_int(r, column + i);

		if (n)
			text_addf(&out, "%s%lld%s too %s", out.n ? ", " : "", llabs(n), of[i],
			    n > 0 ? "many" : "few");
	}
	return out.n ? out.s : "";
}

const struct error *
sums_check(struct db *db, struct sums_wrong *out)
{
	struct rows figures, lists;
	const struct error *e;

	*out = (struct sums_wrong){0};
	if ((e = db_rows(db, &sums_wrong_figures, DB_NOTHING, &figures)) ||
	    (e = db_rows(db, &sums_wrong_lists, DB_NOTHING, &lists)))
		return e;
	out->at = pool_zero(db_pool(db), (figures.count + lists.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < figures.count; i++) {
		const struct row *r = figures.at[i];

		out->at[out->count++] = (struct sum_wrong){pool_format(db_pool(db), "figures %s %s %s %d",
		    row_text(r, 1), row_text(r, 0), row_text(r, 3), (int)row_int(r, 4)), row_int(r, 2),
		    how_much(db_pool(db), r, 5, 4)};
	}
	for (size_t i = 0; i < lists.count; i++) {
		const struct row *r = lists.at[i];

		out->at[out->count++] = (struct sum_wrong){pool_format(db_pool(db), "lists %s %s",
		    row_text(r, 1), row_text(r, 2)), row_int(r, 0), how_much(db_pool(db), r, 3, 1)};
	}
	return NULL;
}

static const struct error *
mend_step(void *data)
{
	struct mending *m = data;
	const struct error *e;
	int64_t figures, lists;

	if ((e = db_run(m->db, &sums_mend_figures, DB_NOTHING, &figures)) ||
	    (e = db_run(m->db, &sums_mend_lists, DB_NOTHING, &lists)))
		return e;
	m->mended = figures + lists;
	return NULL;
}

const struct error *
sums_mend(struct db *db, int64_t *mended)
{
	struct mending m = {.db = db};
	const struct error *e = db_transact_apart(db, PATIENCE, mend_step, &m);

	*mended = m.mended;
	return e;
}
