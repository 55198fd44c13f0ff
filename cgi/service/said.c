/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/said.h"

#include "base/error.h"
#include "base/memory.h"
#include "service/correction.h"
#include "service/decision.h"
#include "service/said_part.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(said_proposed, "it", "isbi",
    "SELECT id, outcome, reason, proposed_by FROM decision "
    "WHERE application = ? AND proposed = ? ORDER BY id")
STATEMENT(said_settled, "it", "isbriib",
    "SELECT id, outcome, reason, proposed_by, COALESCE(decided_by, 0), COALESCE(is_agreed, 0), note "
    "FROM decision WHERE application = ? AND decided = ? ORDER BY id")
STATEMENT(said_issued, "it", "bbsbrstrbr",
    "SELECT r.text, r.original, r.delivery, r.delivery_note, r.officer, r.told_by, r.told_on, r.file, "
    "f.digest, f.size FROM result r LEFT JOIN file f ON f.id = r.file "
    "WHERE r.application = ? AND r.issued = ?")
STATEMENT(said_asked, "it", "iirb",
    "SELECT id, round, officer, answers FROM correction WHERE application = ? AND asked = ? ORDER BY id")
STATEMENT(said_items, "i", "issb",
    "SELECT id, what, code, sentence FROM correction_item WHERE correction = ? ORDER BY id")
STATEMENT(said_owed, "it", "st",
    "SELECT code, due FROM owed_paper WHERE application = ? AND asked = ? ORDER BY code")
STATEMENT(said_of, "i", "isibb",
    "SELECT a.person, a.formality, a.formality_version, a.answers, v.digest FROM application a "
    "LEFT JOIN formality_version v ON v.id = a.formality_version WHERE a.id = ?")
/* what was answered until a moment is what the next notice of correction was about */
STATEMENT(said_before, "it", "ib",
    "SELECT id, answers FROM correction WHERE application = ? AND asked > ? ORDER BY asked LIMIT 1")
STATEMENT(said_papers, "itt", "sirbr",
    "SELECT m.code, m.round, m.file, f.digest, f.size FROM material m LEFT JOIN file f ON f.id = m.file "
    "WHERE m.application = ? AND m.added <= ? AND (m.removed IS NULL OR m.removed > ?) ORDER BY m.id")

/* Lengths before bytes, so that no two sayings read alike. */
void
saying_add_bytes(struct saying *s, struct bytes b)
{
	text_addf(&s->text, "|%zu:", b.n);
	text_add_bytes(&s->text, b.p, b.n);
}

void
saying_add_text(struct saying *s, const char *text)
{
	saying_add_bytes(s, bytes_of(text ? text : ""));
}

void
saying_add_number(struct saying *s, int64_t n)
{
	text_addf(&s->text, "|%lld", (long long)n);
}

/* What does not open was not sealed by us for this row, and is none of the words that were. */
void
saying_add_sealed(struct saying *s, const char *context, int64_t row, struct bytes sealed)
{
	struct bytes plain = {NULL, 0};

	if (sealed.n && unseal(db_pool(s->db), context, row, sealed, &plain))
		text_add(&s->text, "|broken");
	else
		saying_add_bytes(s, plain);
}

static const struct error *
add_papers(struct saying *s)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(s->db, &said_papers, DB(db_int(s->application), db_moment(s->at), db_moment(s->at)),
	    &rows)))
		return e;
	saying_add_number(s, (int64_t)rows.count);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];

		saying_add_text(s, row_text(r, 0));
		saying_add_number(s, row_int(r, 1));
		saying_add_number(s, row_int(r, 2));
		saying_add_bytes(s, row_bytes(r, 3));
		saying_add_number(s, row_int(r, 4));
	}
	return NULL;
}

static const struct error *
add_handed_in(struct saying *s)
{
	const struct error *e;
	struct row *of, *before;

	if ((e = db_row(s->db, &said_of, DB(db_int(s->application)), &of)) || !of ||
	    (e = db_row(s->db, &said_before, DB(db_int(s->application), db_moment(s->at)), &before)))
		return e;
	saying_add_number(s, row_int(of, 0));
	saying_add_text(s, row_text(of, 1));
	saying_add_number(s, row_int(of, 2));
	if (s->has_text)
		saying_add_bytes(s, row_bytes(of, 4));
	if (before)
		saying_add_sealed(s, CORRECTION_ANSWERS, row_int(before, 0), row_bytes(before, 1));
	else
		saying_add_sealed(s, "answers", s->application, row_bytes(of, 3));
	return add_papers(s);
}

static const struct error *
add_items(struct saying *s, int64_t correction)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(s->db, &said_items, DB(db_int(correction)), &rows)))
		return e;
	saying_add_number(s, (int64_t)rows.count);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];

		saying_add_text(s, row_text(r, 1));
		saying_add_text(s, row_text(r, 2));
		saying_add_sealed(s, CORRECTION_CONTEXT, row_int(r, 0), row_bytes(r, 3));
	}
	return NULL;
}

static const struct error *
add_asked(struct saying *s)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(s->db, &said_asked, DB(db_int(s->application), db_moment(s->at)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count && !e; i++) {
		const struct row *r = rows.at[i];

		saying_add_number(s, row_int(r, 1));
		saying_add_number(s, row_int(r, 2));
		saying_add_sealed(s, CORRECTION_ANSWERS, row_int(r, 0), row_bytes(r, 3));
		e = add_items(s, row_int(r, 0));
	}
	return e;
}

/* Which papers come later, and by when; whether they came is no part of it. */
static const struct error *
add_owed(struct saying *s)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(s->db, &said_owed, DB(db_int(s->application), db_moment(s->at)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		saying_add_text(s, row_text(rows.at[i], 0));
		saying_add_number(s, row_moment(rows.at[i], 1));
	}
	return NULL;
}

static const struct error *
add_decision(struct saying *s, const struct statement *statement)
{
	bool is_settled = statement == &said_settled;
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(s->db, statement, DB(db_int(s->application), db_moment(s->at)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];

		saying_add_text(s, row_text(r, 1));
		saying_add_sealed(s, DECISION_CONTEXT, row_int(r, 0), row_bytes(r, 2));
		saying_add_number(s, row_int(r, 3));
		if (!is_settled)
			continue;
		saying_add_number(s, row_int(r, 4));
		saying_add_number(s, row_int(r, 5));
		saying_add_sealed(s, DECISION_NOTE_CONTEXT, row_int(r, 0), row_bytes(r, 6));
	}
	return NULL;
}

static const struct error *
add_result(struct saying *s)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(s->db, &said_issued, DB(db_int(s->application), db_moment(s->at)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];

		saying_add_sealed(s, RESULT_CONTEXT, s->application, row_bytes(r, 0));
		saying_add_sealed(s, RESULT_ORIGINAL_CONTEXT, s->application, row_bytes(r, 1));
		saying_add_text(s, row_text(r, 2));
		saying_add_sealed(s, RESULT_DELIVERY_CONTEXT, s->application, row_bytes(r, 3));
		saying_add_number(s, row_int(r, 4));
		saying_add_text(s, row_text(r, 5));
		saying_add_number(s, row_moment(r, 6));
		saying_add_number(s, row_int(r, 7));
		saying_add_bytes(s, row_bytes(r, 8));
		saying_add_number(s, row_int(r, 9));
	}
	return NULL;
}

/* With what is handed in, or proposed about it, goes the text of the formality as it was made under. */
static bool
is_about_text(enum action action)
{
	return action == ACT_SUBMIT || action == ACT_ANSWER || action == ACT_BRING ||
	    action == ACT_PROPOSE_APPROVE || action == ACT_PROPOSE_REFUSE;
}

static const struct error *
hash_by(struct db *db, int64_t application, enum action action, moment at, bool has_text, struct bytes *out)
{
	struct saying s = {.db = db, .application = application, .at = at, .has_text = has_text,
	    .text = {.pool = db_pool(db)}};
	const struct error *e;

	*out = (struct bytes){NULL, 0};
	text_addf(&s.text, "qiao-said-%d|%lld|%s|%lld", has_text ? 2 : 1, (long long)application,
	    action_word(action), (long long)at);
	switch (action) {
	case ACT_SUBMIT:
	case ACT_ANSWER:
	case ACT_BRING:
		e = add_handed_in(&s);
		break;
	case ACT_ASK_CORRECTION:
		e = add_asked(&s);
		break;
	case ACT_ACCEPT_PENDING:
	case ACT_DEEM_ACCEPTED:
		e = add_owed(&s);
		break;
	case ACT_PROPOSE_APPROVE:
	case ACT_PROPOSE_REFUSE:
		if (!(e = add_decision(&s, &said_proposed)))
			e = add_handed_in(&s);
		break;
	case ACT_APPROVE:
	case ACT_REFUSE:
	case ACT_RETURN:
		e = add_decision(&s, &said_settled);
		break;
	case ACT_ISSUE:
	case ACT_DEPARTMENT_REPLY:
		e = add_result(&s);
		break;
	default:
		if ((e = saying_passed(&s, action)) || !s.is_other)
			return e;
	}
	if (!e)
		*out = keyed_hash(db_pool(db), "history-said", BYTES(s.text.s, s.text.n));
	return e;
}

const struct error *
said_hash(struct db *db, int64_t application, enum action action, moment at, struct bytes *out)
{
	return hash_by(db, application, action, at, is_about_text(action), out);
}

const struct error *
said_is(struct db *db, int64_t application, enum action action, moment at, struct bytes stored, bool *out)
{
	const struct error *e;
	struct bytes said;

	if ((e = said_hash(db, application, action, at, &said)))
		return e;
	*out = bytes_equal(said, stored);
	if (*out || !is_about_text(action))
		return NULL;
	if (!(e = hash_by(db, application, action, at, false, &said)))
		*out = bytes_equal(said, stored);
	return e;
}
