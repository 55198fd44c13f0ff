/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/published.h"
#include "store/db.h"

/* those of which something was told */
STATEMENT(published_quarters, "", "s",
    "SELECT DISTINCT quarter FROM published_figure ORDER BY quarter DESC LIMIT 8")
STATEMENT(published_figures, "s", "ssssiiiiii",
    "SELECT f.kind, f.code, u.name_zh, u.name_en, COALESCE(f.received, 0), COALESCE(f.decided, 0), "
    "COALESCE(f.on_time, 0), COALESCE(f.half, 0), COALESCE(f.most, 0), COALESCE(f.rated, -1) "
    "FROM published_figure f LEFT JOIN unit u ON f.kind = 'unit' AND u.code = f.code "
    "WHERE f.quarter = ? ORDER BY f.kind, f.code = '', f.decided DESC, f.received DESC, f.code")

static struct published_row
read_row(const struct row *r)
{
	return (struct published_row){row_text(r, 1), row_text(r, 2), row_text(r, 3), (int)row_int(r, 4),
	    (int)row_int(r, 5), (int)row_int(r, 6), (int)row_int(r, 7), (int)row_int(r, 8)};
}

static void
read_rows(const struct rows *rows, struct published *out)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct row *r = rows->at[i];
		const char *kind = row_text(r, 0), *code = row_text(r, 1);

		if (text_same(kind, "all"))
			out->all = read_row(r);
		else if (text_same(kind, "formality"))
			out->formalities.at[out->formalities.count++] = read_row(r);
		else if (text_same(kind, "unit"))
			out->units.at[out->units.count++] = read_row(r);
		else if (!*code)
			out->rated = (int)row_int(r, 9);
		else if (*code >= '1' && *code <= '5')
			out->level[*code - '0'] = (int)row_int(r, 9);
	}
}

const struct error *
published_load(struct db *db, const char *quarter, struct published *out)
{
	struct pool *pool = db_pool(db);
	const struct error *e;
	struct rows rows;

	*out = (struct published){.quarter = NULL};
	if ((e = db_rows(db, &published_quarters, DB_NOTHING, &rows)) || !rows.count)
		return e;
	out->quarter = row_text(rows.at[0], 0);
	for (size_t i = 0; i < rows.count && i < PUBLISHED_QUARTERS; i++) {
		out->quarters[i] = row_text(rows.at[i], 0);
		if (text_same(quarter, out->quarters[i]))
			out->quarter = out->quarters[i];
	}
	if ((e = db_rows(db, &published_figures, DB(db_text(out->quarter)), &rows)))
		return e;
	out->formalities.at = pool_zero(pool, (rows.count + 1) * sizeof *out->formalities.at);
	out->units.at = pool_zero(pool, (rows.count + 1) * sizeof *out->units.at);
	read_rows(&rows, out);
	return NULL;
}
