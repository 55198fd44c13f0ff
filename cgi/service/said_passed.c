/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/error.h"
#include "base/memory.h"
#include "service/said_part.h"
#include "store/db.h"

STATEMENT(passed_asked, "it", "iis",
    "SELECT unit, officer, items FROM forward_ask WHERE application = ? AND asked = ? ORDER BY id")
STATEMENT(passed_agreed, "it", "iistrs",
    "SELECT unit, officer, items, asked, COALESCE(is_agreed, 0), agreed FROM forward_ask "
    "WHERE application = ? AND answered = ? ORDER BY id")
STATEMENT(passed_on, "it", "iiiitrbb",
    "SELECT id, round, unit, officer, take_by, COALESCE(whose, 0), forwarded, note FROM transfer "
    "WHERE application = ? AND at = ? ORDER BY id")
STATEMENT(passed_papers, "i", "isbr",
    "SELECT p.file, p.code, f.digest, f.size FROM transfer_paper p LEFT JOIN file f ON f.id = p.file "
    "WHERE p.transfer = ? ORDER BY p.file")
STATEMENT(passed_taken, "it", "ii",
    "SELECT id, unit FROM transfer WHERE application = ? AND taken = ? ORDER BY id")
STATEMENT(passed_answer, "it", "iibb",
    "SELECT id, unit, answer, answer_own FROM transfer WHERE application = ? AND answered = ? ORDER BY id")
STATEMENT(passed_question, "it", "iib",
    "SELECT id, unit, question FROM transfer WHERE application = ? AND at <= ? ORDER BY at DESC LIMIT 1")
STATEMENT(passed_rated, "it", "isiisrttt",
    "SELECT r.level, r.subjects, r.unit, r.officer, r.formality, f.unit, f.opened, f.call_by, f.mend_by "
    "FROM rating r LEFT JOIN follow_up f ON f.application = r.application "
    "WHERE r.application = ? AND r.at = ?")
STATEMENT(passed_rated_again, "it", "rs",
    "SELECT again_level, again_subjects FROM rating WHERE application = ? AND again = ?")
STATEMENT(passed_followed, "i", "iittttit",
    "SELECT unit, tries, tried, called, due, mended, is_mended, closed FROM follow_up WHERE application = ?")

/* Each column by its letter; what is sealed is told apart by the caller. */
static void
add_row(struct saying *s, const struct row *r, const char *types)
{
	for (int i = 0; types[i]; i++)
		if (types[i] == 't')
			saying_add_number(s, row_moment(r, i));
		else if (types[i] == 's')
			saying_add_text(s, row_text(r, i));
		else if (types[i] != 'b')
			saying_add_number(s, row_int(r, i));
}

static const struct error *
add_papers(struct saying *s, int64_t transfer)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(s->db, &passed_papers, DB(db_int(transfer)), &rows)))
		return e;
	saying_add_number(s, (int64_t)rows.count);
	for (size_t i = 0; i < rows.count; i++) {
		add_row(s, rows.at[i], passed_papers.out);
		saying_add_bytes(s, row_bytes(rows.at[i], 2));
	}
	return NULL;
}

static const struct error *
add_words(struct saying *s, const struct statement *which, const struct row *r)
{
	int64_t id = row_int(r, 0);

	if (which == &passed_on) {
		saying_add_sealed(s, "transfer", id, row_bytes(r, 6));
		saying_add_sealed(s, "transfer-note", id, row_bytes(r, 7));
		return add_papers(s, id);
	}
	if (which == &passed_answer) {
		saying_add_sealed(s, "transfer-answer", id, row_bytes(r, 2));
		saying_add_sealed(s, "transfer-own", id, row_bytes(r, 3));
	} else if (which == &passed_question) {
		saying_add_sealed(s, "transfer-question", id, row_bytes(r, 2));
	}
	return NULL;
}

static const struct statement *
statement_of(enum action action)
{
	switch (action) {
	case ACT_ASK_FORWARD:
		return &passed_asked;
	case ACT_AGREE:
	case ACT_DISAGREE:
		return &passed_agreed;
	case ACT_TRANSFER:
		return &passed_on;
	case ACT_TAKE:
		return &passed_taken;
	case ACT_TRANSFER_ANSWER:
		return &passed_answer;
	case ACT_ASK_AGAIN:
		return &passed_question;
	case ACT_RATE:
		return &passed_rated;
	case ACT_RATE_AGAIN:
		return &passed_rated_again;
	case ACT_FOLLOW_UP_CALL:
	case ACT_FOLLOW_UP_MEND:
	case ACT_FOLLOW_UP_CLOSE:
		return &passed_followed;
	default:
		return NULL;
	}
}

const struct error *
saying_passed(struct saying *s, enum action action)
{
	const struct statement *which = statement_of(action);
	const struct error *e;
	struct rows rows;

	if (!which)
		return NULL;
	s->is_other = true;
	if ((e = which == &passed_followed ? db_rows(s->db, which, DB(db_int(s->application)), &rows) :
	    db_rows(s->db, which, DB(db_int(s->application), db_moment(s->at)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count && !e; i++) {
		add_row(s, rows.at[i], which->out);
		e = add_words(s, which, rows.at[i]);
	}
	return e;
}
