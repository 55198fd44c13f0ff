/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "courier/duty.h"

#include "base/log.h"
#include "courier/deliver.h"
#include "service/announcement.h"
#include "service/clockwork.h"
#include "service/disposal.h"
#include "service/hands.h"
#include "service/ladder.h"
#include "service/lease.h"
#include "service/reminder.h"
#include "service/sums.h"
#include "service/transfer_remind.h"

#define LEASE (2 * MINUTE)

static const struct {
	const struct error *(*run)(struct db *, const struct catalogue *, moment, struct clockwork_done *);
	moment every;
} table[] = {
	{announcement_carry_out, 5 * SECOND},
	{disposal_carry_out, 15 * SECOND},
	{clockwork_run, 15 * SECOND},
	{clockwork_close, HOUR},
	{hands_free, 15 * SECOND},
	{transfer_remind, 5 * MINUTE},
	{ladder_climb, 10 * MINUTE},
	{ladder_follow_ups, 10 * MINUTE},
	{ladder_residents, 10 * MINUTE},
	{reminder_digest, 10 * MINUTE},
	{sums_fold_lists, 15 * SECOND},
	{sums_fold_figures, 15 * SECOND},
};
#define DUTIES (sizeof table / sizeof *table)
_Static_assert(DUTIES <= DUTIES_MOST, "a moment for each duty");

static const struct error *
tend(struct courier *c, size_t duty, moment *at, int64_t owner, bool *is_idle)
{
	moment now = clock_now();
	struct clockwork_done done;
	const struct error *e;
	bool is_ours;

	if (now < *at)
		return NULL;
	*at = now + table[duty].every;
	if ((e = lease_take(c->db, "clockwork", owner, now, LEASE, &is_ours)) || !is_ours)
		return e;
	e = table[duty].run(c->db, c->catalogue, now, &done);
	if (done.accepted || done.lapsed || done.closed || done.freed || done.reminded || done.failed)
		log_info("event=clockwork accepted=%d lapsed=%d closed=%d freed=%d reminded=%d failed=%d",
		    done.accepted, done.lapsed, done.closed, done.freed, done.reminded, done.failed);
	if (!e && done.is_more) {
		*at = now;
		*is_idle = false;
	}
	/* cppcheck-suppress returnDanglingLifetime */
	return e;
}

const struct error *
duties_tend(struct courier *c, struct duties *duties, int64_t owner,
    const volatile sig_atomic_t *is_ending, bool *is_idle)
{
	const struct error *e = NULL;

	for (size_t i = 0; i < DUTIES && !e && !*is_ending; i++)
		e = tend(c, i, &duties->at[i], owner, is_idle);
	return e;
}
