/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/bar.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/contact.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(bar_mark_insert, "ibst", "",
    "INSERT INTO officer_mark (officer, idx, kind, since) VALUES (?, ?, ?, ?)")
STATEMENT(bar_mark_list, "i", "st",
    "SELECT kind, since FROM officer_mark WHERE officer = ? ORDER BY since")
STATEMENT(bar_recusal_insert, "iit", "",
    "INSERT INTO recusal (application, officer, at) VALUES (?, ?, ?)")

#define LEAST_NUMBER 5			/* characters of a document's number */
#define MOST_NUMBER 20

static struct bytes
number_index(struct pool *pool, const char *number)
{
	char *data = pool_format(pool, "number:%s", number);

	for (char *c = data; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return keyed_hash(pool, "officer-mark", bytes_of(data));
}

static const struct error *
done_before(const struct error *e)
{
	return e && db_is_duplicate(e) ? NULL : e;
}

static const struct error *
declare(struct db *db, int64_t officer, struct bytes idx, const char *kind, moment now)
{
	const struct error *e;
	struct bar_marks marks;

	if ((e = bar_marks(db, officer, &marks)))
		return e;
	if (marks.count == BAR_MARKS_MOST)
		return fail(ERROR_CONFLICT, "more than %d marks", BAR_MARKS_MOST);
	return done_before(db_run(db, &bar_mark_insert, DB(db_int(officer), db_bytes(idx), db_text(kind),
	    db_moment(now)), NULL));
}

const struct error *
bar_declare_contact(struct db *db, int64_t officer, const char *kind, const char *address, moment now)
{
	return declare(db, officer, contact_index(db_pool(db), kind, address), "contact", now);
}

const struct error *
bar_declare_number(struct db *db, int64_t officer, const char *number, moment now)
{
	return declare(db, officer, number_index(db_pool(db), number), "number", now);
}

const struct error *
bar_marks(struct db *db, int64_t officer, struct bar_marks *out)
{
	const struct error *e;
	struct rows rows;

	*out = (struct bar_marks){.count = 0};
	if ((e = db_rows(db, &bar_mark_list, DB(db_int(officer)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count && i < BAR_MARKS_MOST; i++) {
		out->is_number[i] = text_same(row_text(rows.at[i], 0), "number");
		out->since[i] = row_moment(rows.at[i], 1);
		out->count++;
	}
	return NULL;
}

const struct error *
bar_recuse(struct db *db, int64_t application, int64_t officer, moment now)
{
	return done_before(db_run(db, &bar_recusal_insert, DB(db_int(application), db_int(officer),
	    db_moment(now)), NULL));
}

static bool
is_marked(struct pool *pool, const char *marks, const char *value)
{
	struct bytes idx = number_index(pool, value);
	char hex[2 * 32 + 1];

	for (size_t i = 0; i < idx.n && i < 32; i++)
		snprintf(hex + 2 * i, 3, "%02X", idx.p[i]);
	return strstr(marks, hex) != NULL;
}

bool
bar_has_number(struct pool *pool, const char *marks, const struct pairs *answers)
{
	for (size_t i = 0; marks && i < answers->count; i++) {
		size_t n = strlen(answers->at[i].value);

		if (n >= LEAST_NUMBER && n <= MOST_NUMBER && is_marked(pool, marks, answers->at[i].value))
			return true;
	}
	return false;
}
