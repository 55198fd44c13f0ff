/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/calendar.h"

#include <stdint.h>
#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "service/deadline.h"
#include "store/db.h"

STATEMENT(calendar_select, "", "ss", "SELECT day, kind FROM calendar_day ORDER BY day")
STATEMENT(calendar_stamp, "", "ii",
    "SELECT COUNT(*), CAST(COALESCE(SUM(CRC32(CONCAT(day, kind))), 0) AS SIGNED) FROM calendar_day")

static const struct {
	const char *word;
	enum day_kind kind;
} kinds[] = {
	{"holiday", DAY_HOLIDAY}, {"workday", DAY_WORKDAY},
	{"ordinary", DAY_ORDINARY},	/* announced by mistake, and taken back */
};

/* Of the table as it was read last. */
static struct {
	bool is_read;
	int64_t days, sum;
} stamp;

static bool
add_day(const char *day_text, const char *word)
{
	day d;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].word, word) == 0)
			return day_parse(day_text, &d) && deadline_add_day(d, kinds[i].kind);
	return false;
}

static const struct error *
read_days(struct db *db)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &calendar_select, DB_NOTHING, &rows)))
		return e;
	/* one odd row must not stop every program that counts days */
	for (size_t i = 0; i < rows.count; i++)
		if (!add_day(row_text(rows.at[i], 0), row_text(rows.at[i], 1)))
			log_warning("event=calendar-row day=%s: no day that is counted",
			    row_text(rows.at[i], 0));
	return NULL;
}

const struct error *
calendar_refresh(struct db *db)
{
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &calendar_stamp, DB_NOTHING, &row)))
		return e;
	if (stamp.is_read && stamp.days == row_int(row, 0) && stamp.sum == row_int(row, 1))
		return NULL;
	if ((e = read_days(db)))
		return e;
	stamp.is_read = true;
	stamp.days = row_int(row, 0);
	stamp.sum = row_int(row, 1);
	return NULL;
}

const struct error *
calendar_load(struct db *db)
{
	stamp.is_read = false;
	return calendar_refresh(db);
}
