/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdarg.h>
#include <stdio.h>

#include "base/error.h"
#include "store/db.h"
#include "verify/verify.h"

void
fault(struct findings *f, const char *format, ...)
{
	va_list ap;

	f->faults++;
	va_start(ap, format);
	vprintf(format, ap);
	va_end(ap);
	putchar('\n');
}

const struct error *
verify_each(struct db *db, const struct statement *of,
    void (*tell)(struct pool *pool, const struct row *r, struct findings *f), struct findings *f)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, of, DB_NOTHING, &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++)
		tell(db_pool(db), rows.at[i], f);
	return NULL;
}
