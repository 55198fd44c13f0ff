/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/calendar.h"

#include <string.h>

#include "base/error.h"
#include "service/deadline.h"
#include "store/db.h"

STATEMENT(calendar_select, "", "ss", "SELECT day, kind FROM calendar_day ORDER BY day")

const struct error *
calendar_load(struct db *db)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &calendar_select, DB_NOTHING, &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		const char *kind = row_text(rows.at[i], 1);
		bool is_holiday = strcmp(kind, "holiday") == 0;
		day d;

		if ((!is_holiday && strcmp(kind, "workday") != 0) ||
		    !day_parse(row_text(rows.at[i], 0), &d) ||
		    !deadline_add_day(d, is_holiday ? DAY_HOLIDAY : DAY_WORKDAY))
			return fail(ERROR_INTERNAL, "calendar_day has a row that is no such day");
	}
	return NULL;
}
