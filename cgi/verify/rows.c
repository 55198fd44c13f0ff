/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What was asked, answered, decided, passed on and rated: each row was made by an act, and each act of a
 * matter whose words are in its chain left its row. Samples, and matters of before migration 068, have not
 * all of them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/rating.h"
#include "store/db.h"
#include "verify/deeds_part.h"

/* each with the act that said it, whoever did that if it is told, and of a rating the level and what about */
STATEMENT(rows_said, "iiiiiiiiiiiiiiiiiiiiiiii", "sstris",
    "SELECT 'decision', CONCAT('propose_', outcome), proposed, proposed_by, -1, NULL FROM decision "
    "WHERE application = ? AND proposed_by IS NOT NULL "
    "UNION ALL SELECT 'decision', IF(is_agreed, outcome, 'return'), decided, decided_by, -1, NULL "
    "FROM decision WHERE application = ? AND decided IS NOT NULL "
    "UNION ALL SELECT 'forward_ask', 'ask_forward', asked, officer, -1, NULL FROM forward_ask "
    "WHERE application = ? "
    "UNION ALL SELECT 'forward_ask', IF(is_agreed, 'agree', 'disagree'), answered, NULL, -1, NULL "
    "FROM forward_ask WHERE application = ? AND answered IS NOT NULL "
    "UNION ALL SELECT 'correction', 'ask_correction', asked, officer, -1, NULL FROM correction "
    "WHERE application = ? "
    "UNION ALL SELECT 'correction', 'answer', answered, NULL, -1, NULL FROM correction "
    "WHERE application = ? AND answered IS NOT NULL "
    "UNION ALL SELECT 'correction', 'more_time', extended, NULL, -1, NULL FROM correction "
    "WHERE application = ? AND extended IS NOT NULL "
    "UNION ALL SELECT 'transfer', 'transfer', at, officer, -1, NULL FROM transfer WHERE application = ? "
    /* an answer takes it, too */
    "UNION ALL SELECT 'transfer', IF(EXISTS (SELECT 1 FROM history h WHERE h.application = t.application "
    "AND h.at = t.taken AND h.action = 'take'), 'take', 'transfer_answer'), taken, NULL, -1, NULL "
    "FROM transfer t WHERE application = ? AND taken IS NOT NULL "
    "UNION ALL SELECT 'transfer', 'transfer_answer', answered, NULL, -1, NULL FROM transfer "
    "WHERE application = ? AND answered IS NOT NULL "
    "UNION ALL SELECT 'transfer', COALESCE(outcome, '?'), ended, NULL, -1, NULL FROM transfer "
    "WHERE application = ? AND ended IS NOT NULL "
    "UNION ALL SELECT 'follow_up', 'rate', opened, NULL, -1, NULL FROM follow_up WHERE application = ? "
    "UNION ALL SELECT 'follow_up', 'follow_up_call', tried, NULL, -1, NULL FROM follow_up "
    "WHERE application = ? AND tried IS NOT NULL "
    "UNION ALL SELECT 'follow_up', 'follow_up_call', called, NULL, -1, NULL FROM follow_up "
    "WHERE application = ? AND called IS NOT NULL "
    "UNION ALL SELECT 'follow_up', 'follow_up_mend', mended, NULL, -1, NULL FROM follow_up "
    "WHERE application = ? AND mended IS NOT NULL "
    "UNION ALL SELECT 'follow_up', 'follow_up_close', closed, NULL, -1, NULL FROM follow_up "
    "WHERE application = ? AND closed IS NOT NULL "
    "UNION ALL SELECT 'paper that was owed', 'bring', came, NULL, -1, NULL FROM owed_paper "
    "WHERE application = ? AND came IS NOT NULL "
    "UNION ALL SELECT 'paper that is owed', COALESCE((SELECT h.action FROM history h "
    "WHERE h.application = o.application AND h.at = o.asked AND h.action = 'deem_accepted' LIMIT 1), "
    "'accept_pending'), asked, NULL, -1, NULL FROM owed_paper o WHERE application = ? "
    "UNION ALL SELECT 'clock', cause, began, NULL, -1, NULL FROM clock_stop WHERE application = ? "
    "UNION ALL SELECT 'rating', 'rate', at, NULL, level, subjects FROM rating WHERE application = ? "
    "UNION ALL SELECT 'rating', 'rate_again', again, NULL, COALESCE(again_level, 0), again_subjects "
    "FROM rating WHERE application = ? AND again IS NOT NULL "
    /* those of before 058-exclusion-sealed.sql have no ground, and were no act */
    "UNION ALL SELECT 'rating', 'exclude', r.excluded, p.ended_by, -1, NULL FROM rating r "
    "JOIN proposal p ON p.id = r.excluded_by WHERE r.application = ? AND r.excluded IS NOT NULL "
    "AND p.body <> '' "
    "UNION ALL SELECT 'count of hand-backs', IF(t.unit = b.department AND COALESCE(t.whose, b.unit) = b.unit "
    "AND b.application = t.application AND a.formality = b.formality, 'hand_back', '?'), "
    "b.at, NULLIF(b.officer, 0), -1, NULL FROM transfer t "
    "JOIN handed_back b ON b.transfer = t.id JOIN application a ON a.id = t.application "
    "WHERE t.application = ? "
    "UNION ALL SELECT 'recusal', 'recuse', at, officer, -1, NULL FROM recusal WHERE application = ?")

static const struct act_told *
find_act(const struct told *t, const char *word, moment at)
{
	for (size_t i = 0; i < t->count; i++)
		if (t->at[i].at == at && text_same(t->at[i].word, word))
			return &t->at[i];
	return NULL;
}

static const struct row *
find_row(const struct rows *rows, const char *table, const struct act_told *act)
{
	for (size_t i = 0; i < rows->count; i++)
		if (row_moment(rows->at[i], 2) == act->at && text_same(row_text(rows->at[i], 1), act->word) &&
		    (!table || text_same(row_text(rows->at[i], 0), table)))
			return rows->at[i];
	return NULL;
}

/* Level and subjects stand before the words, which are sealed (rating.c); a bad one is followed up. */
static const struct error *
check_rating(struct told *t, const struct act_told *act, const struct row *r, const struct rows *rows)
{
	int64_t level = row_int(r, 4);
	const char *given, *detail;
	const struct error *e;

	if ((e = deeds_detail(t, act->id, act->detail, &detail)))
		return e;
	given = pool_format(db_pool(t->db), "%lld %s\n", (long long)level,
	    row_text(r, 5) ? row_text(r, 5) : "");
	if (!detail || strncmp(detail, given, strlen(given)) != 0)
		deeds_tell(t, act->seq, "the rating is another one than was given");
	if (act->action == ACT_RATE && (level <= RATING_BAD) != (find_row(rows, "follow_up", act) != NULL))
		deeds_tell(t, act->seq, level <= RATING_BAD ? "a bad rating, and nobody follows it up" :
		    "a good rating is followed up");
	return NULL;
}

/* Those that no later act takes back, and whose row no hash of what was said covers, or not always did. */
static bool
leaves_row(enum action action)
{
	switch (action) {
	case ACT_ANSWER:
	case ACT_ACCEPT_PENDING:
	case ACT_MORE_TIME:
	case ACT_ASK_FORWARD:
	case ACT_AGREE:
	case ACT_DISAGREE:
	case ACT_TRANSFER:
	case ACT_TAKE:
	case ACT_RATE_AGAIN:
	case ACT_FOLLOW_UP_MEND:
	case ACT_FOLLOW_UP_CLOSE:
		return true;
	default:
		return false;
	}
}

static bool
is_recused(const struct rows *rows, int64_t officer)
{
	for (size_t i = 0; i < rows->count; i++)
		if (text_same(row_text(rows->at[i], 1), "recuse") && row_int(rows->at[i], 3) == officer)
			return true;
	return false;
}

static void
check_left(struct told *t, const struct act_told *act, const struct rows *rows)
{
	bool is_back = act > t->at && act[-1].state == STATE_TRANSFERRED && act->state != STATE_TRANSFERRED;

	if ((leaves_row(act->action) && !find_row(rows, NULL, act)) ||
	    (is_back && !find_row(rows, "transfer", act)) ||
	    (act->action == ACT_HAND_BACK && act->role == ROLE_CLERK &&
	    !find_row(rows, "count of hand-backs", act)) ||
	    (act->action == ACT_RECUSE && !is_recused(rows, act->actor)))
		deeds_tell(t, act->seq, pool_format(db_pool(t->db), "what '%s' says is not there any more",
		    act->word));
}

static const struct error *
check_row(struct told *t, const struct row *r, const struct rows *rows)
{
	const char *word = row_text(r, 1) ? row_text(r, 1) : "";
	const struct act_told *act = find_act(t, word, row_moment(r, 2));

	if (!act || (row_int(r, 3) && row_int(r, 3) != act->actor) ||
	    (text_same(row_text(r, 0), "count of hand-backs") && act->role != ROLE_CLERK)) {
		deeds_tell(t, 0, pool_format(db_pool(t->db), "a %s says '%s', and no act did", row_text(r, 0),
		    word));
		return NULL;
	}
	return row_int(r, 4) < 0 ? NULL : check_rating(t, act, r, rows);
}

/* A rating is rated, and counts unless the last word was that it does not. */
static void
check_counted(struct told *t, const struct rows *rows)
{
	const struct act_told *rated = NULL, *counts = NULL;

	for (size_t i = 0; i < t->count; i++)
		if (t->at[i].action == ACT_RATE)
			rated = &t->at[i];
		else if (t->at[i].action == ACT_EXCLUDE || t->at[i].action == ACT_INCLUDE)
			counts = &t->at[i];
	if (rated && !find_row(rows, "rating", rated))
		deeds_tell(t, 0, "it was rated, and no total counts it");
	if (counts && counts->action == ACT_EXCLUDE && !find_row(rows, "rating", counts))
		deeds_tell(t, counts->seq, "its rating counts, and it was taken out");
}

const struct error *
rows_check(struct told *t, int64_t application)
{
	struct value of = db_int(application);
	const struct error *e = NULL;
	struct rows rows;

	if ((e = db_rows(t->db, &rows_said, DB(of, of, of, of, of, of, of, of, of, of, of, of, of, of, of, of,
	    of, of, of, of, of, of, of, of), &rows)))
		return e;
	for (size_t i = 0; i < rows.count && !e; i++)
		e = check_row(t, rows.at[i], &rows);
	for (size_t i = 0; i < t->count && t->at[0].is_said; i++)
		check_left(t, &t->at[i], &rows);
	check_counted(t, &rows);
	return e;
}
