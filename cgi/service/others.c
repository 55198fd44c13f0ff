/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/others.h"

#include "base/error.h"
#include "base/memory.h"
#include "service/alike.h"
#include "service/application.h"
#include "service/unit.h"
#include "store/db.h"

/* down the key application_person (person, id) */
STATEMENT(others_select, "iiii", "ssstirsssi",
    "SELECT a.ref, a.formality, a.state, a.submitted, a.unit, u.parent, u.kind, u.name_zh, "
    "u.name_en, " UNIT_UNDER("a.unit") " FROM application a JOIN unit u ON u.id = a.unit "
    "WHERE a.person = ? AND a.id <> ? AND a.state <> 'draft' ORDER BY a.id DESC LIMIT ?")

/* by a blind index of what waits (bar.h); of more than these nobody sees more */
STATEMENT(others_marked, "ibiis", "isssbtirsssi",
    "SELECT a.id, a.ref, a.formality, a.state, a.answers, a.submitted, a.unit, u.parent, u.kind, u.name_zh, "
    "u.name_en, " UNIT_UNDER("a.unit") " FROM (SELECT m.application FROM matter_number m WHERE m.idx = ? "
    "AND m.application <> ? ORDER BY m.application DESC LIMIT 12) k "
    "JOIN application a ON a.id = k.application AND a.person <> ? AND a.formality = ? "
    "JOIN unit u ON u.id = a.unit ORDER BY a.id DESC")

/* A number may stand there as a householder's or a child's: then it is not the same applicant. */
static const struct error *
read_alike(struct db *db, const struct row *r, const struct pairs *ours, const struct alike *by,
    struct others *out)
{
	struct application theirs = {.id = row_int(r, 0), .sealed_answers = row_bytes(r, 4)};
	struct other other = {.ref = row_text(r, 1), .formality = row_text(r, 2),
	    .submitted = row_moment(r, 5), .unit = row_int(r, 6), .parent = row_int(r, 7),
	    .unit_kind = row_text(r, 8), .unit_zh = row_text(r, 9), .unit_en = row_text(r, 10),
	    .is_under = row_int(r, 11) != 0};
	const struct error *e;

	if (!state_read(row_text(r, 3), &other.state))
		return fail(ERROR_INTERNAL, "others: unknown state");
	if ((e = application_open(db, &theirs)))
		return e;
	if (lifecycle_is_open(other.state) && alike_is(ours, &theirs.answers, by))
		out->at[out->count++] = other;
	return NULL;
}

static const struct error *
find_alike(struct db *db, const struct application *a, int64_t viewer, const struct alike *by,
    struct others *out)
{
	const struct error *e;
	struct bytes idx;
	struct rows rows;

	if (!alike_has(&a->answers, by))
		return NULL;
	idx = alike_index(db_pool(db), &a->answers, by);
	if ((e = db_rows(db, &others_marked, DB(db_int(viewer), db_bytes(idx), db_int(a->id),
	    db_int(a->person), db_text(a->formality)), &rows)))
		return e;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count && !e; i++)
		e = read_alike(db, rows.at[i], &a->answers, by, out);
	return e;
}

const struct error *
others_alike(struct db *db, struct application *a, int64_t viewer, struct others *out)
{
	const struct error *e;
	const struct alike *by;

	*out = (struct others){0};
	if (!lifecycle_is_open(a->state))
		return NULL;
	e = application_open_once(db, a);
	for (size_t i = 0; !e && !out->count && (by = alike_at(i)); i++)
		e = find_alike(db, a, viewer, by, out);
	return e;
}

const struct error *
others_load(struct db *db, const struct application *a, int64_t viewer, struct others *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &others_select, DB(db_int(viewer), db_int(a->person), db_int(a->id),
	    db_int(OTHERS_MOST)), &rows)))
		return e;
	out->count = rows.count;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];

		out->at[i] = (struct other){.ref = row_text(r, 0), .formality = row_text(r, 1),
		    .submitted = row_moment(r, 3), .unit = row_int(r, 4), .parent = row_int(r, 5),
		    .unit_kind = row_text(r, 6), .unit_zh = row_text(r, 7), .unit_en = row_text(r, 8),
		    .is_under = row_int(r, 9) != 0};
		if (!state_read(row_text(r, 2), &out->at[i].state))
			return fail(ERROR_INTERNAL, "others: unknown state");
	}
	return NULL;
}
