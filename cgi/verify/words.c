/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What was said and handed in with each act, against the hash of it in the chain (service/said.h), which rows
 * of before migration 068 do not have; and the statutory papers, against the acts that owe them.
 */
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/formality.h"
#include "service/history.h"
#include "service/lifecycle.h"
#include "service/said.h"
#include "service/writ.h"
#include "store/db.h"
#include "verify/verify.h"

/* of an issuing also whether its result is read here; department: also of one that had it then */
STATEMENT(words_acts, "si", "itsbrssi",
    "SELECT h.seq, h.at, h.action, h.said, h.whose, h.role, h.department, COALESCE(r.delivery = ?, 0) "
    "FROM history h LEFT JOIN result r ON r.application = h.application AND r.issued = h.at "
    "WHERE h.application = ? ORDER BY h.seq")

static void
tell(struct deed_faults *out, int seq, const char *what)
{
	if (out->count < DEED_FAULTS_MOST)
		out->at[out->count++] = (struct deed_fault){seq, what};
}

static const char *
fault_of(enum action action)
{
	switch (action) {
	case ACT_SUBMIT:
	case ACT_ANSWER:
	case ACT_BRING:
		return "what was handed in is not what is there: answers, papers, person or formality";
	case ACT_ASK_CORRECTION:
		return "the notice of correction is not what is there";
	case ACT_ACCEPT_PENDING:
	case ACT_DEEM_ACCEPTED:
		return "the papers that come later, or the day by which they come, are not what was told";
	case ACT_PROPOSE_APPROVE:
	case ACT_PROPOSE_REFUSE:
		return "what was proposed, its reason, or what it was about is not what is there";
	case ACT_APPROVE:
	case ACT_REFUSE:
	case ACT_RETURN:
		return "the decision, its reason or its note is not what is there";
	case ACT_ASK_FORWARD:
	case ACT_AGREE:
	case ACT_DISAGREE:
		return "what was asked to pass on, or what was agreed to, is not what is there";
	case ACT_TRANSFER:
	case ACT_TAKE:
		return "what was passed on, to whom, or the note to them is not what is there";
	case ACT_TRANSFER_ANSWER:
	case ACT_ASK_AGAIN:
		return "the department's answer, or the question about it, is not what is there";
	case ACT_RATE:
	case ACT_RATE_AGAIN:
		return "the rating, of whom it is, or who follows it up is not what is there";
	case ACT_FOLLOW_UP_CALL:
	case ACT_FOLLOW_UP_MEND:
	case ACT_FOLLOW_UP_CLOSE:
		return "what followed the rating is not what is there";
	default:
		return "the result is not what is there";
	}
}

/* The act that issued it, or NULL. */
static const struct row *
owing_act(const struct rows *acts, const struct writ *w)
{
	for (size_t i = 0; i < acts->count; i++) {
		enum writ_when when;
		enum action action;

		if (row_moment(acts->at[i], 1) == w->issued &&
		    action_read(row_text(acts->at[i], 2), &action) && writ_is_owed(action, w->kind, &when))
			return acts->at[i];
	}
	return NULL;
}

/* Until another of its kind took its place, or the matter was withdrawn. */
static const char *
standing_of(const struct rows *acts, const struct writs *writs, size_t at)
{
	enum action action;

	for (size_t i = at + 1; i < writs->count; i++)
		if (writs->at[i].kind == writs->at[at].kind)
			return "superseded";
	for (size_t i = 0; i < acts->count; i++)
		if (action_read(row_text(acts->at[i], 2), &action) && writ_is_ended(action))
			return "withdrawn";
	return "valid";
}

static const struct error *
check_papers(struct db *db, const struct rows *acts, const struct writs *writs, struct deed_faults *out)
{
	const struct error *e;
	bool is_whole;

	if (writs->unknown)
		tell(out, 0, "a paper of an unknown kind was issued, and no act owed it");
	for (size_t i = 0; i < writs->count; i++) {
		const struct writ *w = &writs->at[i];
		const struct row *act = owing_act(acts, w);
		int seq = act ? (int)row_int(act, 0) : 0;

		if (act && ((row_int(act, 4) && row_int(act, 4) != w->unit) ||
		    !text_same(w->standing, standing_of(acts, writs, i))))
			tell(out, seq, pool_format(db_pool(db), "the paper (%s) stands otherwise than "
			    "its acts say, or is of another unit", writ_word(w->kind)));
		if (!act)
			tell(out, 0, pool_format(db_pool(db), "a paper (%s) was issued, and no act owed it",
			    writ_word(w->kind)));
		if ((e = writ_is_whole(db, w->id, &is_whole)))
			return e;
		if (!is_whole)
			tell(out, seq, pool_format(db_pool(db), "the paper (%s) is not what was issued",
			    writ_word(w->kind)));
	}
	return NULL;
}

static bool
is_there(const struct writs *writs, enum writ_kind kind, moment issued)
{
	for (size_t i = 0; i < writs->count; i++)
		if (writs->at[i].kind == kind && writs->at[i].issued == issued)
			return true;
	return false;
}

static bool
is_granted(const struct rows *acts, size_t before)
{
	enum action action;

	for (size_t i = before; i-- > 0;)
		if (action_read(row_text(acts->at[i], 2), &action) &&
		    (action == ACT_APPROVE || action == ACT_REFUSE))
			return action == ACT_APPROVE;
	return false;
}

/* As writ_owe() decides it, from the acts alone. */
static bool
owes(const struct rows *acts, size_t at, enum action action, enum writ_kind kind)
{
	const struct row *r = acts->at[at];
	enum writ_when when;

	if (!writ_is_owed(action, kind, &when))
		return false;
	switch (when) {
	case WRIT_ELECTRONIC:
		return row_int(r, 7) && !row_text(r, 6) && is_granted(acts, at);
	case WRIT_BY_RESIDENT:
		return text_same(row_text(r, 5), role_word(ROLE_RESIDENT));
	default:
		return true;
	}
}

/* From the first act on that has its hash: those of before, and sample data, may have had none. */
static void
check_issued(struct db *db, const struct rows *acts, const struct writs *writs, struct deed_faults *out)
{
	bool is_new = false;

	for (size_t i = 0; i < acts->count; i++) {
		const struct row *r = acts->at[i];
		enum action action;

		is_new |= row_bytes(r, 3).n != 0;
		if (!is_new || !action_read(row_text(r, 2), &action))
			continue;
		for (enum writ_kind kind = 0; kind < WRIT_KINDS; kind++)
			if (owes(acts, i, action, kind) && !is_there(writs, kind, row_moment(r, 1)))
				tell(out, (int)row_int(r, 0), pool_format(db_pool(db),
				    "its paper (%s) is not there", writ_word(kind)));
	}
}

static bool
is_followed(enum action action)
{
	return action == ACT_FOLLOW_UP_CALL || action == ACT_FOLLOW_UP_MEND || action == ACT_FOLLOW_UP_CLOSE;
}

/* A later act has put its own words in the place of these (said.h). */
static bool
is_overtaken(const struct rows *acts, size_t at, enum action action)
{
	enum action later;

	if (action != ACT_TRANSFER_ANSWER && action != ACT_ASK_AGAIN && !is_followed(action))
		return false;
	for (size_t i = at + 1; i < acts->count; i++) {
		if (!action_read(row_text(acts->at[i], 2), &later))
			continue;
		if (later == ACT_TRANSFER)
			return false;
		if (is_followed(action) ? is_followed(later) : later == ACT_ASK_AGAIN)
			return true;
	}
	return false;
}

const struct error *
words_check(struct db *db, int64_t application, struct deed_faults *out)
{
	const struct error *e;
	struct writs writs;
	struct rows rows;

	if ((e = db_rows(db, &words_acts, DB(db_text(formality_delivery_word(DELIVERY_ELECTRONIC)),
	    db_int(application)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];
		enum action action;
		bool is_so;

		if (!row_bytes(r, 3).n || !action_read(row_text(r, 2), &action) ||
		    is_overtaken(&rows, i, action))
			continue;
		if ((e = said_is(db, application, action, row_moment(r, 1), row_bytes(r, 3), &is_so)))
			return e;
		if (!is_so)
			tell(out, (int)row_int(r, 0), fault_of(action));
	}
	if ((e = writ_list(db, application, &writs)))
		return e;
	check_issued(db, &rows, &writs, out);
	return check_papers(db, &rows, &writs, out);
}
