/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/paper.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/application.h"
#include "service/dictionary.h"
#include "service/material.h"
#include "store/db.h"

/* those of one kind in one application are told apart by their place among them */
#define SAME "(SELECT COUNT(*) FROM material n WHERE n.application = m.application " \
	"AND n.code = m.code AND n.removed IS NULL"
#define COLUMNS "SELECT f.id, m.code, f.type, f.pages, f.created, f.expires, a.ref, a.formality, " \
	"a.formality_version, " SAME " AND n.id <= m.id), " SAME ") "
#define TYPES "issi" "tsss" "iii"
/* for each file the first of the person's rows; what stands before GROUP BY narrows them */
#define FIRST_ROWS " FROM (SELECT m.file AS file, MIN(m.id) AS first FROM application a " \
	"JOIN material m ON m.application = a.id JOIN file f ON f.id = m.file " \
	"WHERE a.person = ? AND m.removed IS NULL AND f.state = 'complete' AND f.withheld IS NULL "
#define JOINED ") o JOIN material m ON m.id = o.first JOIN application a ON a.id = m.application " \
	"JOIN file f ON f.id = o.file "
/* this person's, in any application */
#define OWN "EXISTS (SELECT 1 FROM material m JOIN application a ON a.id = m.application " \
	"WHERE m.file = file.id AND m.removed IS NULL AND a.person = ?) "

STATEMENT(paper_select_list, "iii", TYPES,
    COLUMNS FIRST_ROWS "AND m.file < ? GROUP BY m.file ORDER BY m.file DESC LIMIT ?" JOINED
    "ORDER BY f.id DESC")
STATEMENT(paper_select, "ii", TYPES,
    COLUMNS FIRST_ROWS "AND m.file = ? GROUP BY m.file" JOINED)
STATEMENT(paper_select_offers, "isi", TYPES,
    COLUMNS FIRST_ROWS "AND FIND_IN_SET(m.code, ?) GROUP BY m.file ORDER BY m.file DESC LIMIT ?"
    JOINED "ORDER BY a.id DESC, m.code, m.id")
STATEMENT(paper_select_uses, "ii", "issis" "t",
    "SELECT DISTINCT a.id, a.ref, a.formality, a.formality_version, a.state, a.submitted FROM material m "
    "JOIN application a ON a.id = m.application "
    "WHERE m.file = ? AND m.removed IS NULL AND a.person = ? ORDER BY a.id DESC LIMIT 50")
STATEMENT(paper_update_expires, "stiti", "",
    "UPDATE file SET expires = NULLIF(?, ''), expires_said = ? WHERE id = ? AND state = 'complete' "
    "AND withheld IS NULL AND (expires_said IS NULL OR expires_said <= ?) AND " OWN)
STATEMENT(paper_withhold, "tii", "",
    "UPDATE file SET withheld = ? WHERE id = ? AND state = 'complete' AND withheld IS NULL AND " OWN)
STATEMENT(paper_leave_drafts, "tii", "",
    "UPDATE material m JOIN application a ON a.id = m.application SET m.removed = ? "
    "WHERE m.file = ? AND a.person = ? AND a.submitted IS NULL AND m.removed IS NULL")

#define OFFERS_MOST 120		/* files looked at for one application's materials */

static struct own_paper
read_row(const struct row *r)
{
	return (struct own_paper){.file = row_int(r, 0), .code = row_text(r, 1),
	    .type = row_text(r, 2), .pages = (int)row_int(r, 3), .uploaded = row_moment(r, 4),
	    .expires = row_text(r, 5), .ref = row_text(r, 6), .formality = row_text(r, 7),
	    .version = row_int(r, 8), .number = (int)row_int(r, 9), .of = (int)row_int(r, 10)};
}

static const struct error *
read_rows(struct db *db, const struct statement *statement, struct values values,
    struct own_papers *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, statement, values, &rows)))
		return e;
	out->count = rows.count;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++)
		out->at[i] = read_row(rows.at[i]);
	return NULL;
}

const struct error *
paper_list(struct db *db, int64_t person, int64_t before, int most, struct own_papers *out)
{
	return read_rows(db, &paper_select_list, DB(db_int(person),
	    db_int(before ? before : INT64_MAX), db_int(most)), out);
}

const struct error *
paper_load(struct db *db, int64_t person, int64_t file, struct own_paper *out)
{
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &paper_select, DB(db_int(person), db_int(file)), &row)))
		return e;
	if (!row)
		return fail(ERROR_NOT_FOUND, "no such paper of theirs");
	*out = read_row(row);
	return NULL;
}

const struct error *
paper_uses(struct db *db, int64_t person, int64_t file, struct applications *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &paper_select_uses, DB(db_int(file), db_int(person)), &rows)))
		return e;
	out->count = rows.count;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];
		struct application *a = &out->at[i];

		*a = (struct application){.id = row_int(r, 0), .person = person, .ref = row_text(r, 1),
		    .formality = row_text(r, 2), .formality_version = row_int(r, 3),
		    .submitted = row_moment(r, 5)};
		if (!state_read(row_text(r, 4), &a->state))
			return fail(ERROR_INTERNAL, "application of an unknown state");
	}
	return NULL;
}

const struct error *
paper_offers(struct db *db, const struct application *a,
    const struct material_entry *const *entries, size_t count, struct own_papers *out)
{
	struct text codes = {.pool = db_pool(db)};

	for (size_t i = 0; i < count; i++) {
		if (!entries[i]->is_of_one_matter)
			text_addf(&codes, ",%s", entries[i]->code);
		for (size_t j = 0; j < entries[i]->also_count; j++)
			text_addf(&codes, ",%s", entries[i]->also[j]);
	}
	*out = (struct own_papers){0};
	return codes.n ? read_rows(db, &paper_select_offers, DB(db_int(a->person), db_text(codes.s + 1),
	    db_int(OFFERS_MOST)), out) : NULL;
}

/* Not that many months ago, by Wenzhou's calendar. */
static bool
is_fresh(moment uploaded, int months, moment now)
{
	int year, month, mday, today_year, today_month, today_mday, age;

	day_split(clock_wenzhou_day(uploaded), &year, &month, &mday);
	day_split(clock_wenzhou_day(now), &today_year, &today_month, &today_mday);
	age = (today_year - year) * 12 + today_month - month;
	return age < months || (age == months && today_mday <= mday);
}

static bool
is_of_kind(const struct material_entry *entry, const struct own_paper *paper)
{
	bool is_image = text_starts(paper->type, "image/");
	bool is_wanted = !entry->is_of_one_matter && strcmp(entry->code, paper->code) == 0;

	for (size_t i = 0; i < entry->also_count; i++)
		is_wanted |= strcmp(entry->also[i], paper->code) == 0;
	return is_wanted && entry->kind != (is_image ? MATERIAL_PDF : MATERIAL_IMAGE);
}

bool
paper_suits(const struct material_entry *entry, enum material_bearer bearer,
    const struct own_paper *paper, moment now)
{
	char today[DAY_TEXT];

	day_format(clock_wenzhou_day(now), today);
	return is_of_kind(entry, paper) && paper->bearer == bearer &&
	    (!entry->lasts || is_fresh(paper->uploaded, entry->lasts, now)) &&
	    (!entry->expires || !paper->expires || strcmp(paper->expires, today) >= 0);
}

static const struct error *
run_own(struct db *db, const struct statement *statement, struct values values)
{
	int64_t affected = 0;
	const struct error *e = db_run(db, statement, values, &affected);

	return !e && affected != 1 ? fail(ERROR_NOT_FOUND, "no such paper of theirs") : e;
}

const struct error *
paper_set_expires(struct db *db, int64_t person, int64_t file, const char *until, moment sent,
    bool *is_late)
{
	struct own_paper paper;
	int64_t affected = 0;
	const struct error *e = db_run(db, &paper_update_expires, DB(db_text(until), db_moment(sent),
	    db_int(file), db_moment(sent), db_int(person)), &affected);

	*is_late = !e && affected != 1;
	return *is_late ? paper_load(db, person, file, &paper) : e;
}

const struct error *
paper_delete(struct db *db, int64_t person, int64_t file, moment now)
{
	const struct error *e;

	if ((e = run_own(db, &paper_withhold, DB(db_moment(now), db_int(file), db_int(person)))) ||
	    (e = db_run(db, &paper_leave_drafts, DB(db_moment(now), db_int(file), db_int(person)),
	    NULL)))
		return e;
	return file_leave(db, file);
}
