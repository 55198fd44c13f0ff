/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Two connections write by turns, commit or give up, and meanwhile what they noted is summed up and looked
 * at: for the sums that the store keeps of itself (service/sums.h).
 */
#ifndef QIAO_T_TURNS_H
#define QIAO_T_TURNS_H

#include "base/clock.h"
#include "database.h"
#include "service/clockwork.h"
#include "store/db.h"
#include "store/seal.h"

struct catalogue;

#define TURN_TAKERS 2

struct turns {
	struct db *db[TURN_TAKERS];
	void (*write)(int who);		/* one act of one of them */
	void (*fold)(void);
	void (*pass)(void);		/* between two turns; NULL: nothing */
	int (*wrong)(void);		/* how much is told otherwise than a naive count has it */
	int rounds;
	uint32_t acts, give_up, look;	/* fewer than so many acts a turn; one turn in so many */
	int seen, wrong_seen, open_folds;
};

static inline bool
turns_are_open(const struct turns *t)
{
	return db_in_transaction(t->db[0]) || db_in_transaction(t->db[1]);
}

static inline void
turns_take(struct turns *t)
{
	for (int n = 0; n < t->rounds; n++) {
		int who = (int)random_below(TURN_TAKERS);

		if (!db_in_transaction(t->db[who]))
			must(db_begin(t->db[who]));
		for (uint32_t i = random_below(t->acts); i > 0; i--)
			t->write(who);
		if (random_below(t->give_up) == 0)
			db_rollback(t->db[who]);
		else if (random_below(2))
			must(db_commit(t->db[who]));
		if (random_below(5) == 0) {
			t->open_folds += turns_are_open(t);
			t->fold();
		}
		if (random_below(t->look) == 0) {
			t->wrong_seen += t->wrong();
			t->seen++;
		}
		if (t->pass)
			t->pass();
	}
	for (int who = 0; who < TURN_TAKERS; who++)
		if (db_in_transaction(t->db[who]))
			must(db_commit(t->db[who]));
}

/* A duty of the courier's until nothing is left for it. */
static inline void
turns_fold(struct db *db, moment now, const struct error *(*duty)(struct db *, const struct catalogue *,
    moment, struct clockwork_done *))
{
	struct clockwork_done done;

	do
		must(duty(db, NULL, now, &done));
	while (done.is_more);
}

#endif
