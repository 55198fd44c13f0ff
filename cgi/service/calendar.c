/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/calendar.h"

#include <stdint.h>
#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "service/deadline.h"
#include "store/db.h"

STATEMENT(calendar_select, "", "ss", "SELECT day, kind FROM calendar_day ORDER BY day")
STATEMENT(calendar_named, "ss", "sss",
    "SELECT day, kind, name_zh FROM calendar_day WHERE day >= ? AND day <= ? ORDER BY day")
STATEMENT(calendar_stamp, "", "ii",
    "SELECT COUNT(*), CAST(COALESCE(SUM(CRC32(CONCAT(day, kind))), 0) AS SIGNED) FROM calendar_day")

static const struct {
	const char *word;
	enum day_kind kind;
} kinds[] = {
	{"holiday", DAY_HOLIDAY}, {"workday", DAY_WORKDAY},
	{"ordinary", DAY_ORDINARY},	/* announced by mistake, and taken back */
};

/* What was released with the program. */
static const struct {
	int year;
	const char *notice;
} notices[] = {
#define YEAR(year, notice) {year, notice},
#define HOLIDAY(year, month, mday, name)
#define WORKDAY(year, month, mday, name)
#include "service/calendar.def"
#undef YEAR
#undef HOLIDAY
#undef WORKDAY
};

static const struct {
	int year, month, mday;
	enum day_kind kind;
	const char *name;
} released[] = {
#define YEAR(year, notice)
#define HOLIDAY(year, month, mday, name) {year, month, mday, DAY_HOLIDAY, name},
#define WORKDAY(year, month, mday, name) {year, month, mday, DAY_WORKDAY, name},
#include "service/calendar.def"
#undef YEAR
#undef HOLIDAY
#undef WORKDAY
};

/* Of the table as it was read last. */
static struct {
	bool is_read;
	int64_t days, sum;
} stamp;

bool
calendar_kind_read(const char *word, enum day_kind *out)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].word, word) == 0) {
			*out = kinds[i].kind;
			return true;
		}
	return false;
}

const char *
calendar_kind_word(enum day_kind kind)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].kind == kind)
			return kinds[i].word;
	return "ordinary";
}

const char *
calendar_notice(int year)
{
	for (size_t i = 0; i < sizeof notices / sizeof *notices; i++)
		if (notices[i].year == year)
			return notices[i].notice;
	return NULL;
}

static bool
add_day(const char *day_text, const char *word)
{
	enum day_kind kind;
	day d;

	return calendar_kind_read(word, &kind) && day_parse(day_text, &d) && deadline_add_day(d, kind);
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

const struct error *
calendar_stamp_now(struct db *db, int64_t *out)
{
	const struct error *e;
	struct row *row;

	if (!(e = db_row(db, &calendar_stamp, DB_NOTHING, &row)))
		*out = row_int(row, 1) * 10000 + row_int(row, 0) % 10000;
	return e;
}

/* By date; what the table says takes the place of what was released. */
static void
put_in(struct calendar_days *out, const struct calendar_row *row)
{
	size_t i = out->count;

	while (i && out->at[i - 1].day >= row->day)
		i--;
	if (i == out->count || out->at[i].day != row->day) {
		memmove(&out->at[i + 1], &out->at[i], (out->count - i) * sizeof *out->at);
		out->count++;
	}
	out->at[i] = *row;
}

const struct error *
calendar_year(struct db *db, int year, struct calendar_days *out)
{
	const size_t most = sizeof released / sizeof *released;
	char first[DAY_TEXT], last[DAY_TEXT];
	const struct error *e;
	struct rows rows;

	day_format(day_of(year, 1, 1), first);
	day_format(day_of(year, 12, 31), last);
	if ((e = db_rows(db, &calendar_named, DB(db_text(first), db_text(last)), &rows)))
		return e;
	*out = (struct calendar_days){.at = pool_zero(db_pool(db), (most + rows.count + 1) *
	    sizeof *out->at)};
	for (size_t i = 0; i < most; i++)
		if (released[i].year == year)
			put_in(out, &(struct calendar_row){day_of(year, released[i].month, released[i].mday),
			    released[i].kind, released[i].name, false});
	for (size_t i = 0; i < rows.count; i++) {
		struct calendar_row row = {.name = row_text(rows.at[i], 2), .is_announced = true};

		if (day_parse(row_text(rows.at[i], 0), &row.day) &&
		    calendar_kind_read(row_text(rows.at[i], 1), &row.kind))
			put_in(out, &row);
	}
	return NULL;
}
