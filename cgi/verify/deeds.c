/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a matter's own rows say was done, against its chain of acts: when it was submitted, accepted,
 * decided; by when it was due, and so whether it was late; who decided; whose it is (place.c) and in whose
 * hands (holder.c); what was asked, agreed, passed on and rated (rows.c). The chain is right when this is
 * asked; of rows of before migration 057 it does not say what was due.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/lifecycle.h"
#include "store/db.h"
#include "store/seal.h"
#include "verify/deeds_part.h"
#include "verify/verify.h"

STATEMENT(deeds_acts, "i", "iitsssrttbsrsi",
    "SELECT h.id, h.seq, h.at, h.action, h.state, h.role, h.actor, h.due, h.law_due, h.detail, o.number, "
    "h.whose, h.department, h.said IS NOT NULL FROM history h "
    "LEFT JOIN officer o ON o.id = h.actor AND h.role <> 'resident' WHERE h.application = ? ORDER BY h.seq")
STATEMENT(deeds_matter, "i", "ttttttittsirsss",
    "SELECT a.submitted, a.accepted, a.decided, a.ended, a.due, a.law_due, a.unit IS NOT NULL, i.submitted, "
    "a.stopped, IF(a.officer IS NULL, '', COALESCE(n.number, '?')), "
    "(SELECT COUNT(*) FROM decision d WHERE d.application = a.id AND d.proposed_by IS NULL), "
    "a.unit, a.department, a.retain_until, kept_until(a.formality_version, a.ended) "
    "FROM application a "
    "LEFT JOIN intake i ON i.application = a.id "
    "LEFT JOIN officer n ON n.id = a.officer WHERE a.id = ?")
/* Days off that are announced move a day that was told by no more. */
#define RECOUNT_MOST (31 * DAY)

void
deeds_tell(struct told *t, int seq, const char *what)
{
	if (t->faults->count < DEED_FAULTS_MOST)
		t->faults->at[t->faults->count++] = (struct deed_fault){seq, what};
}

const struct error *
deeds_detail(struct told *t, int64_t act, struct bytes sealed, const char **out)
{
	*out = NULL;
	return sealed.n ? unseal_text(db_pool(t->db), "history", act, sealed, out) : NULL;
}

static const struct error *
read_acts(struct told *t, int64_t application, int plain)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(t->db, &deeds_acts, DB(db_int(application)), &rows)))
		return e;
	t->at = pool_zero(db_pool(t->db), (rows.count + 1) * sizeof *t->at);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];
		struct act_told *act = &t->at[t->count];

		*act = (struct act_told){.id = row_int(r, 0), .seq = (int)row_int(r, 1),
		    .at = row_moment(r, 2), .word = row_text(r, 3), .actor = row_int(r, 6),
		    .due = row_moment(r, 7), .law_due = row_moment(r, 8), .detail = row_bytes(r, 9),
		    .number = row_text(r, 10), .whose = row_int(r, 11), .department = row_text(r, 12),
		    .is_said = row_int(r, 13) != 0};
		act->is_keyed = act->seq > plain;
		/* an act that this program does not know says nothing to it */
		t->count += action_read(act->word, &act->action) && state_read(row_text(r, 4), &act->state) &&
		    role_read(row_text(r, 5), &act->role);
	}
	return NULL;
}

static bool
is_near(moment a, moment b)
{
	return !a == !b && llabs(a - b) <= RECOUNT_MOST;
}

/* The same, if there are such days between; of what has no beginning it is not known. */
static bool
is_recounted(moment a, moment b, moment since)
{
	return a == b || (is_near(a, b) && days_are_special(since, a > b ? a : b));
}

/* What an act may make of the day by which it was due before; stopped: since when the clock stood still. */
static bool
may_follow(enum clock_effect clock, moment was, moment is, moment at, moment stopped)
{
	switch (clock) {
	case CLOCK_NONE:
	case CLOCK_STOP:
		return stopped ? is_near(was, is) : was == is;
	case CLOCK_RECOUNT:
		return is_near(was, is);
	case CLOCK_EXTEND:
		return is >= was && is <= was + RECOUNT_MOST;
	case CLOCK_RESUME:
	case CLOCK_COME:
		return !was == !is && (is <= was ||
		    is <= at + (was > stopped ? was - stopped : 0) + RECOUNT_MOST);
	case CLOCK_END:
		return !is;
	default:
		return true;		/* counted from the act itself */
	}
}

/*
 * From act to act; since when the clock stands still, or 0. The law's day is put right without a word when
 * days off are announced (recount.h).
 */
static moment
check_days(struct told *t)
{
	moment stopped = 0;

	for (size_t i = 0; i < t->count; i++) {
		const struct act_told *act = &t->at[i], *before = i ? act - 1 : NULL;
		struct act rule;

		if (!lifecycle_next(before ? before->state : STATE_DRAFT, act->action, act->role, &rule))
			continue;
		if (before && before->is_keyed &&
		    (!may_follow(rule.clock, before->due, act->due, act->at, stopped) ||
		    (rule.clock == CLOCK_NONE && !is_recounted(before->law_due, act->law_due, t->at->at))))
			deeds_tell(t, act->seq, "the day by which it was due moved, and no act moved it");
		if (rule.clock == CLOCK_STOP)
			stopped = act->at;
		else if (rule.clock == CLOCK_RESUME || rule.clock == CLOCK_COME || rule.clock == CLOCK_END)
			stopped = 0;
	}
	return stopped;
}

void
deeds_moments(const struct told *t, struct moments *m)
{
	*m = (struct moments){0};
	for (size_t i = 0; i < t->count; i++) {
		const struct act_told *act = &t->at[i];

		if (act->action == ACT_SUBMIT)
			m->submitted = act->at;
		else if (act->action == ACT_ACCEPT || act->action == ACT_ACCEPT_PENDING ||
		    act->action == ACT_DEEM_ACCEPTED)
			m->accepted = act->at;
		else if (act->action == ACT_APPROVE || act->action == ACT_REFUSE) {
			m->decided = act->at;
			m->deciding = act;
			m->before = i ? act - 1 : NULL;
		}
		if (!m->ended && !lifecycle_is_open(act->state))
			m->ended = act->at;
	}
}

static void
check_matter(struct told *t, const struct row *r, moment stopped)
{
	const struct act_told *last = t->count ? &t->at[t->count - 1] : NULL;
	int seq = last ? last->seq : 0;
	struct moments m;
	bool stands;

	deeds_moments(t, &m);
	if (row_moment(r, 0) != m.submitted || row_moment(r, 1) != m.accepted ||
	    row_moment(r, 2) != m.decided || row_moment(r, 3) != m.ended)
		deeds_tell(t, seq,
		    "the application was not submitted, accepted, decided or ended when it says");
	if (row_int(r, 6) && row_moment(r, 7) != m.submitted)
		deeds_tell(t, seq, "supervision counts it as received at another time, or not at all");
	stands = last && whose_turn(last->state) == TURN_RESIDENT;
	if (last && last->is_keyed && ((stands ? !is_recounted(row_moment(r, 4), last->due, t->at->at) :
	    row_moment(r, 4) != last->due) ||
	    !is_recounted(row_moment(r, 5), last->law_due, t->at->at)))
		deeds_tell(t, seq, "the application is due on another day than its last act made it");
	if (last && last->is_keyed && row_moment(r, 8) != stopped)
		deeds_tell(t, seq, "its clock stands still since another time, or goes on");
}

/* How long it is kept follows from its end and its formality; what was a sample ended by the 28th. */
static void
check_kept(struct told *t, const struct row *r)
{
	const char *is = row_text(r, 13), *should = row_text(r, 14);
	bool is_28th = is && should && strncmp(is, should, 8) == 0 && text_same(is + 8, "28") &&
	    strcmp(should + 8, "28") > 0;

	if (t->count && row_moment(r, 3) && !text_same(is, should) && !is_28th)
		deeds_tell(t, t->at[t->count - 1].seq,
		    "it is kept until another day than its formality says");
}

/*
 * Two people decide, who proposes and another; or one approves what nobody proposed, of a formality that
 * needs no second. by_one: how many of its decisions say that nobody did.
 */
static const struct error *
check_two(struct told *t, int64_t application, int64_t by_one)
{
	int64_t proposed_by = 0;
	const struct error *e;
	struct moments m;
	bool is_alone;

	deeds_moments(t, &m);
	for (size_t i = 0; i < t->count && &t->at[i] != m.deciding; i++)
		if (t->at[i].action == ACT_PROPOSE_APPROVE || t->at[i].action == ACT_PROPOSE_REFUSE)
			proposed_by = t->at[i].actor;
	is_alone = m.before && m.before->state == STATE_ACCEPTED;
	if (by_one != is_alone)
		deeds_tell(t, m.deciding ? m.deciding->seq : 0, "the decision says that nobody proposed "
		    "it, or that somebody did, and its acts do not");
	if (!is_alone && m.deciding && m.deciding->actor == proposed_by)
		deeds_tell(t, m.deciding->seq, "it was decided by who proposed it");
	if (!is_alone)
		return NULL;
	if ((e = alone_check(t->db, application, &is_alone)))
		return e;
	if (!is_alone || m.deciding->action != ACT_APPROVE)
		deeds_tell(t, m.deciding->seq, "it was decided by one person, and its formality needs two");
	return NULL;
}

const struct error *
deeds_check(struct db *db, int64_t application, int plain, struct deed_faults *out)
{
	struct told t = {.db = db, .faults = out};
	const char *decided = NULL;
	const struct error *e;
	struct row *r;

	*out = (struct deed_faults){.count = 0};
	if ((e = read_acts(&t, application, plain)) ||
	    (e = db_row(db, &deeds_matter, DB(db_int(application)), &r)) || !r)
		return e;
	check_matter(&t, r, check_days(&t));
	place_check(&t, row_int(r, 11), row_text(r, 12));
	check_kept(&t, r);
	if ((e = counted_check(&t, application, &decided)) ||
	    (e = holder_check(&t, row_text(r, 9), decided)) ||
	    (e = check_two(&t, application, row_int(r, 10))))
		return e;
	if ((e = awaited_check(&t, application)) || (e = ended_check(&t, application)))
		return e;
	return rows_check(&t, application);
}
