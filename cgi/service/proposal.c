/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/proposal.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/roster.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(proposal_insert, "isssiitb", "",
    "INSERT INTO proposal (id, kind, subject, body, stamp, made_by, made, words) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
#define PROPOSAL_COLUMNS "p.id, p.subject, p.stamp, p.made_by, p.made, p.ended, p.ended_by, p.outcome, " \
    "p.done, p.result, m.number, e.number"
#define PROPOSAL_FROM " FROM proposal p JOIN officer m ON m.id = p.made_by " \
    "LEFT JOIN officer e ON e.id = p.ended_by "
STATEMENT(proposal_one, "is", "isiittrstssssb",
    "SELECT " PROPOSAL_COLUMNS ", p.body, p.words" PROPOSAL_FROM "WHERE p.id = ? AND p.kind = ?")
STATEMENT(proposal_newest, "s", "isiittrstsss",
    "SELECT " PROPOSAL_COLUMNS PROPOSAL_FROM "WHERE p.kind = ? "
    "ORDER BY p.ended IS NOT NULL, p.id DESC LIMIT 50")
STATEMENT(proposal_count, "i", "si",
    "SELECT kind, COUNT(*) FROM proposal WHERE ended IS NULL AND made_by <> ? GROUP BY kind")
STATEMENT(proposal_close, "tisi", "",
    "UPDATE proposal SET ended = ?, ended_by = ?, outcome = ? WHERE id = ? AND ended IS NULL")
/* without its maker's number: the courier sees no officer */
STATEMENT(proposal_undone, "si", "issi",
    "SELECT id, subject, body, stamp FROM proposal "
    "WHERE kind = ? AND id > ? AND outcome = 'confirmed' AND done IS NULL ORDER BY id LIMIT 1")
STATEMENT(proposal_set_done, "tsi", "",
    "UPDATE proposal SET done = ?, result = ? WHERE id = ? AND done IS NULL")

static const char *const kinds[PROPOSAL_KINDS] = {
	[PROPOSAL_CALENDAR] = "calendar", [PROPOSAL_PUBLISH] = "publish", [PROPOSAL_DISPOSE] = "dispose",
	[PROPOSAL_EXCLUDE] = "exclude", [PROPOSAL_INCLUDE] = "include",
	[PROPOSAL_MAILBOX] = "mailbox",
};

#define CONTEXT "proposal"

static const char *const outcomes[PROPOSAL_OUTCOMES] = {
	[PROPOSAL_CONFIRMED] = "confirmed", [PROPOSAL_REFUSED] = "refused",
	[PROPOSAL_WITHDRAWN] = "withdrawn",
};

const char *
proposal_kind_word(enum proposal_kind kind)
{
	return kinds[kind];
}

const char *
proposal_outcome_word(enum proposal_outcome outcome)
{
	return outcomes[outcome];
}

const struct error *
proposal_add(struct db *db, struct proposal *p, moment now)
{
	p->id = db_new_id();
	p->made = now;
	return db_run(db, &proposal_insert, DB(db_int(p->id), db_text(kinds[p->kind]),
	    db_text(p->subject), db_text(p->body), db_int(p->stamp), db_int(p->made_by), db_moment(now),
	    db_bytes(p->words ? seal_text(db_pool(db), CONTEXT, p->id, p->words) : BYTES(NULL, 0))), NULL);
}

static void
read_row(const struct row *r, enum proposal_kind kind, struct proposal *p)
{
	*p = (struct proposal){.id = row_int(r, 0), .kind = kind, .subject = row_text(r, 1),
	    .stamp = row_int(r, 2), .made_by = row_int(r, 3), .made = row_moment(r, 4),
	    .ended = row_moment(r, 5), .ended_by = row_int(r, 6), .done = row_moment(r, 8),
	    .result = row_text(r, 9), .made_number = row_text(r, 10), .ended_number = row_text(r, 11)};
	for (int i = 0; i < PROPOSAL_OUTCOMES; i++)
		if (text_same(row_text(r, 7), outcomes[i]))
			p->outcome = (enum proposal_outcome)i;
}

const struct error *
proposal_find(struct db *db, enum proposal_kind kind, int64_t id, struct proposal **out)
{
	const struct error *e;
	struct row *row;

	*out = NULL;
	if ((e = db_row(db, &proposal_one, DB(db_int(id), db_text(kinds[kind])), &row)) || !row)
		return e;
	*out = POOL_NEW(db_pool(db), struct proposal);
	read_row(row, kind, *out);
	(*out)->body = row_text(row, 12);
	return row_bytes(row, 13).n ? unseal_text(db_pool(db), CONTEXT, id, row_bytes(row, 13),
	    &(*out)->words) : NULL;
}

const struct error *
proposal_list(struct db *db, enum proposal_kind kind, struct proposals *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &proposal_newest, DB(db_text(kinds[kind])), &rows)))
		return e;
	out->count = rows.count;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++)
		read_row(rows.at[i], kind, &out->at[i]);
	return NULL;
}

const struct error *
proposal_waiting(struct db *db, int64_t officer, int64_t out[PROPOSAL_KINDS])
{
	const struct error *e;
	struct rows rows;

	for (int i = 0; i < PROPOSAL_KINDS; i++)
		out[i] = 0;
	if ((e = db_rows(db, &proposal_count, DB(db_int(officer)), &rows)))
		return e;
	for (size_t n = 0; n < rows.count; n++)
		for (int i = 0; i < PROPOSAL_KINDS; i++)
			if (text_same(row_text(rows.at[n], 0), kinds[i]))
				out[i] = row_int(rows.at[n], 1);
	return NULL;
}

bool
proposal_may_end(const struct proposal *p, enum proposal_outcome outcome, int64_t by,
    const char *number)
{
	bool is_theirs = p->made_by == by || roster_is_same(p->made_number, number);

	return !p->ended && is_theirs == (outcome == PROPOSAL_WITHDRAWN);
}

const struct error *
proposal_end(struct db *db, const struct proposal *p, enum proposal_outcome outcome, int64_t by,
    const char *number, moment now)
{
	if (p->ended)
		return fail(ERROR_CONFLICT, "it ended");
	if (!proposal_may_end(p, outcome, by, number))
		return fail(ERROR_ROLE, "one proposes, another confirms");
	return db_run_one(db, &proposal_close, DB(db_moment(now), db_int(by), db_text(outcomes[outcome]),
	    db_int(p->id)));
}

const struct error *
proposal_left(struct db *db, enum proposal_kind kind, int64_t after, struct proposal **out)
{
	const struct error *e;
	struct row *row;

	*out = NULL;
	if ((e = db_row(db, &proposal_undone, DB(db_text(kinds[kind]), db_int(after)), &row)) || !row)
		return e;
	*out = POOL_NEW(db_pool(db), struct proposal);
	**out = (struct proposal){.id = row_int(row, 0), .kind = kind, .subject = row_text(row, 1),
	    .body = row_text(row, 2), .stamp = row_int(row, 3)};
	return NULL;
}

const struct error *
proposal_done(struct db *db, int64_t id, const char *result, moment now)
{
	return db_run(db, &proposal_set_done, DB(db_moment(now), db_text(result), db_int(id)), NULL);
}
