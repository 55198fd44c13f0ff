/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the store and the programs keep of a matter beside it: the decision and the receipt that supervision
 * counts, its row in the desk's lists and whose leave it out, how often it was corrected, when its clock
 * stood, until when it is awaited. All of it follows from its acts, by the calendar.
 */
#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/deadline.h"
#include "service/taken.h"
#include "store/db.h"
#include "verify/deeds_part.h"

STATEMENT(counted_matter, "i", "irttrrirrsiiri",
    "SELECT a.unit IS NOT NULL, o.application, o.decided, o.accepted, o.is_late, o.is_granted, "
    "COALESCE(o.formality = a.formality, 1) AND COALESCE(i.formality = a.formality, 1), o.took, o.unit, "
    "IF(o.officer = 0, '', COALESCE(n.number, '?')), COALESCE(o.corrections, 0), a.corrections, i.unit, "
    "a.is_extended FROM application a LEFT JOIN outcome o ON o.application = a.id "
    "LEFT JOIN intake i ON i.application = a.id LEFT JOIN officer n ON n.id = o.officer WHERE a.id = ?")
/* as queue_keep of schema/022-queue.sql */
STATEMENT(counted_list, "i", "i",
    "SELECT queue_awaits(a.state, a.unit) <> (q.id IS NOT NULL) OR q.id IS NOT NULL "
    "AND NOT (q.unit <=> a.unit AND q.officer = COALESCE(a.officer, 0) AND q.state = a.state "
    "AND q.turn = IF(a.state IN ('correction', 'interview', 'visit'), 'r', 'o') "
    "AND q.due = COALESCE(a.due, '9999-01-01') AND q.formality = a.formality AND q.person = a.person "
    "AND q.ref = a.ref AND q.version = a.version AND q.stopped <=> a.stopped "
    "AND q.is_extended = a.is_extended AND q.owed <=> a.owed AND q.country = COALESCE(p.country, '') "
    "AND q.zone = COALESCE(p.zone, '')) FROM application a LEFT JOIN queue_entry q ON q.id = a.id "
    "LEFT JOIN person p ON p.id = a.person WHERE a.id = ?")
/*
 * As the triggers of schema/030-barred.sql: whoever declared a contact of its person or a number in its
 * answers, or said of any of their matters that they know them. One that is barred and no more so is right
 * if that matter may have gone since: none goes in its first year.
 */
STATEMENT(counted_barred, "iiiii", "ii",
    "SELECT (SELECT COUNT(*) FROM (SELECT k.officer FROM application a JOIN contact c ON c.person = a.person "
    "JOIN officer_mark k ON k.idx = c.idx WHERE a.id = ? UNION SELECT k.officer FROM matter_number n "
    "JOIN officer_mark k ON k.idx = n.idx WHERE n.application = ? UNION SELECT r.officer FROM application a "
    "JOIN application m ON m.person = a.person JOIN recusal r ON r.application = m.id WHERE a.id = ?) s "
    "WHERE NOT EXISTS (SELECT 1 FROM barred b WHERE b.officer = s.officer AND b.application = q.id)), "
    "(SELECT COUNT(*) FROM barred b JOIN person p ON p.id = q.person WHERE b.application = q.id "
    "AND p.created > UTC_TIMESTAMP(3) - INTERVAL 1 YEAR AND NOT EXISTS (SELECT 1 FROM officer_mark k "
    "WHERE k.officer = b.officer AND (k.idx IN (SELECT c.idx FROM contact c WHERE c.person = q.person) "
    "OR k.idx IN (SELECT n.idx FROM matter_number n WHERE n.application = ?))) AND NOT EXISTS "
    "(SELECT 1 FROM application m JOIN recusal r ON r.application = m.id WHERE m.person = q.person "
    "AND r.officer = b.officer)) "
    "FROM queue_entry q WHERE q.id = ?")
STATEMENT(counted_stops, "i", "tt",
    "SELECT began, ended FROM clock_stop WHERE application = ? ORDER BY began, id")
STATEMENT(counted_awaited, "i", "ttt",
    "SELECT asked, due, extended FROM correction WHERE application = ? ORDER BY round")

bool
days_are_special(moment since, moment until)
{
	for (day d = clock_wenzhou_day(since) + 1; d <= clock_wenzhou_day(until); d++)
		if (deadline_kind(d) != DAY_ORDINARY)
			return true;
	return false;
}

/* By the calendar of that moment: as many more or less as days were announced since, at the most. */
static bool
is_taken(moment accepted, moment decided, int64_t took)
{
	day since = clock_wenzhou_day(accepted), until = clock_wenzhou_day(decided);
	int special = 0;

	for (day d = since + 1; d <= until; d++)
		special += deadline_kind(d) != DAY_ORDINARY;
	return llabs(taken_days(since, until) - took) <= special;
}

static int
count(const struct told *t, enum action action)
{
	int n = 0;

	for (size_t i = 0; i < t->count; i++)
		n += t->at[i].action == action;
	return n;
}

static void
check_decision(struct told *t, const struct moments *m, const struct row *r)
{
	bool is_late = m->before && m->deciding->at > m->before->due && m->before->due;
	int seq = m->deciding->seq;

	if (!row_int(r, 1) || row_moment(r, 2) != m->decided || row_moment(r, 3) != m->accepted)
		deeds_tell(t, seq, "supervision counts the decision at another time, or not at all");
	else if ((row_int(r, 5) != 0) != (m->deciding->action == ACT_APPROVE))
		deeds_tell(t, seq, "supervision counts another decision");
	else if (m->before && m->before->is_keyed && (row_int(r, 4) != 0) != is_late)
		deeds_tell(t, seq, is_late ? "it was late, and supervision counts it as on time" :
		    "it was on time, and supervision counts it as late");
	else if (m->deciding->whose && row_int(r, 8) != m->deciding->whose)
		deeds_tell(t, seq, "supervision counts the decision for another unit");
	else if (!is_taken(m->accepted, m->decided, row_int(r, 7)))
		deeds_tell(t, seq, "supervision counts more or fewer days than it took");
}

static void
check_outcome(struct told *t, const struct row *r)
{
	int corrections = count(t, ACT_ASK_CORRECTION);
	struct moments m;

	deeds_moments(t, &m);
	if (m.deciding && m.accepted && row_int(r, 0))
		check_decision(t, &m, r);
	else if (row_int(r, 1))
		deeds_tell(t, 0, "supervision counts a decision that no act made");
	if (row_int(r, 11) != corrections || (row_int(r, 1) && row_int(r, 10) != corrections))
		deeds_tell(t, 0, "it was corrected more or less often than it says, or supervision counts");
	if ((row_int(r, 13) != 0) != (count(t, ACT_EXTEND) > 0))
		deeds_tell(t, 0, "it says that its limit was extended, or was not, and its acts do not");
	if (!row_int(r, 6))
		deeds_tell(t, 0, "supervision counts it as another formality");
	if (t->count && t->at->whose && row_int(r, 12) && row_int(r, 12) != t->at->whose)
		deeds_tell(t, t->at->seq, "supervision counts it as received by another unit");
}

static bool
ends_stop(const struct told *t, size_t i)
{
	struct act rule;

	return lifecycle_next(i ? t->at[i - 1].state : STATE_DRAFT, t->at[i].action, t->at[i].role, &rule) &&
	    (rule.clock == CLOCK_RESUME || rule.clock == CLOCK_COME || rule.clock == CLOCK_END);
}

static bool
begins_stop(const struct told *t, size_t i)
{
	struct act rule;

	return lifecycle_next(i ? t->at[i - 1].state : STATE_DRAFT, t->at[i].action, t->at[i].role, &rule) &&
	    rule.clock == CLOCK_STOP;
}

/* Each time that it stood still, from the act that stopped it to the one after which it went on. */
static const struct error *
check_stops(struct told *t, int64_t application)
{
	const struct error *e;
	struct rows rows;
	size_t n = 0;

	if ((e = db_rows(t->db, &counted_stops, DB(db_int(application)), &rows)))
		return e;
	for (size_t i = 0; i < t->count; i++) {
		size_t end = i + 1;

		if (!begins_stop(t, i))
			continue;
		while (end < t->count && !ends_stop(t, end))
			end++;
		if (n >= rows.count || row_moment(rows.at[n], 0) != t->at[i].at ||
		    row_moment(rows.at[n], 1) != (end < t->count ? t->at[end].at : 0))
			deeds_tell(t, t->at[i].seq,
			    "its clock stood still at another time than its acts say");
		n++;
	}
	return NULL;
}

/* By when an answer is awaited: as it was told, or as days off that were announced since move it. */
static const struct error *
check_awaited(struct told *t, int64_t application)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(t->db, &counted_awaited, DB(db_int(application)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		moment asked = row_moment(rows.at[i], 0), due = row_moment(rows.at[i], 1);
		moment told = deadline_calendar(asked, CORRECTION_DAYS);

		if (row_moment(rows.at[i], 2))
			told = deadline_calendar(told, CORRECTION_MORE_DAYS);
		if (due != told && (due > told || !days_are_special(due, told)))
			deeds_tell(t, 0, "a correction is awaited until another day than was told");
	}
	return NULL;
}

/* Whose lists leave it out, as long as it waits. */
static const struct error *
check_barred(struct told *t, int64_t application)
{
	struct value id = db_int(application);
	const struct error *e;
	struct row *r;

	if ((e = db_row(t->db, &counted_barred, DB(id, id, id, id, id), &r)) || !r)
		return e;
	if (row_int(r, 0))
		deeds_tell(t, 0, "it stands in the lists of an officer who knows its person");
	if (row_int(r, 1))
		deeds_tell(t, 0, "it is kept from the lists of an officer who never said to know its person");
	return NULL;
}

const struct error *
counted_check(struct told *t, int64_t application, const char **decided)
{
	const struct error *e;
	struct row *r, *list;

	*decided = NULL;
	if ((e = db_row(t->db, &counted_matter, DB(db_int(application)), &r)) || !r ||
	    (e = db_row(t->db, &counted_list, DB(db_int(application)), &list)) || !list)
		return e;
	if (row_int(list, 0))
		deeds_tell(t, 0, "the desk's lists have it otherwise than it is, or not at all");
	if ((e = check_barred(t, application)))
		return e;
	check_outcome(t, r);
	if (row_int(r, 1))
		*decided = row_text(r, 9);
	if (!t->count || !t->at->is_said)
		return NULL;
	if (count(t, ACT_ASK_CORRECTION) && (e = check_awaited(t, application)))
		return e;
	return check_stops(t, application);
}
