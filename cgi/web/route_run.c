/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A handler is run: in a transaction with its once-only key, and again if need be. */
#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/db.h"
#include "web/limits.h"
#include "web/once.h"
#include "web/reply.h"
#include "web/route_part.h"

void
route_new_page(struct request *q)
{
	struct reply fresh = {.cookie_count = q->reply.cookie_count};

	memcpy(fresh.cookies, q->reply.cookies, sizeof fresh.cookies);
	q->problems = NULL;
	q->reply = fresh;
	q->page = tree_in(q->pool);
}

static const struct error *
run_in_transaction(struct request *q, const void *form)
{
	bool keeps_key = q->route->access != ACCESS_ENTRY && !q->is_tried;
	const struct error *e;
	struct once before = {0};

	if ((e = db_begin(q->db)))
		return e;
	if (keeps_key)
		e = once_find(q, &before);
	if (!e && before.is_last) {
		e = once_answer(q, &before);
		db_rollback(q->db);
		return e;
	}
	if (!e)
		e = q->route->run(q, form);
	if (!e && q->reply.status != 303)
		e = fail(ERROR_INTERNAL, "%s ended with %d", q->route->name, q->reply.status);
	if (!e && keeps_key)
		e = once_keep(q, &before, q->reply.location);
	if (!e && !q->is_tried)
		e = db_commit(q->db);
	if (e || q->is_tried)
		db_rollback(q->db);
	return e;
}

/*
 * Somebody was first: if it was this same form (a double tap), its answer is ours, whatever
 * the second one stumbled over (a conflict, a step that is no longer open, a field that is gone).
 * Only where things have moved on since, and it is the words that are wrong now, that is said.
 */
static const struct error *
same_answer(struct request *q, const struct error *e)
{
	struct once before;

	if (!q->once || q->is_tried || q->route->access == ACCESS_READ || q->route->access == ACCESS_ENTRY ||
	    (e->code && !db_is_duplicate(e)))
		return e;
	if (once_find(q, &before) || !before.location ||
	    (e->kind == ERROR_INVALID && !before.is_last))
		return db_is_duplicate(e) ? fail(ERROR_CONFLICT, "duplicate in %s", q->route->name) : e;
	return once_answer(q, &before);
}

bool
route_wait_for_again(struct request *q, const struct error *e, moment until, int tries)
{
	enum db_remedy remedy = e->code ? db_remedy(e) : DB_FINAL;

	if (remedy == DB_FINAL || clock_now() >= until)
		return false;
	if (tries == 1)		/* of the others route_told_again() says how many they were */
		log_failure("request-again", e);
	if (remedy == DB_RECONNECT)
		db_drop(q->db);
	db_backoff(remedy == DB_RECONNECT ? tries + 3 : tries);
	return true;
}

void
route_told_again(const struct request *q, const struct error *e, int tries)
{
	if (tries > 1)
		log_line(e ? LOG_LEVEL_ERROR : LOG_LEVEL_INFO, "event=request-again-end route=%s tries=%d "
		    "error=%s", q->route->name, tries, e ? error_word(e->kind) : "none");
}

/*
 * A resident wrote in another tab a moment ago, or an officer acted: no reason to refuse. The
 * handler sees what they left and decides anew. (An officer is told who was first, by the desk.)
 */
static bool
is_overtaken(const struct request *q, const struct error *e)
{
	return e->kind == ERROR_CONFLICT && !e->code && q->actor.who == WHO_RESIDENT;
}

/* Because a handler has no effect before its commit, it is simply run again. */
const struct error *
route_run(struct request *q, const void *form)
{
	moment until = clock_now() + LIMIT_RETRY;
	const struct error *e;
	struct problem *said = q->problems;
	int overtaken = 0;		/* a store that was away for seventy tries takes none of these */

	for (int tries = 1;; tries++) {
		route_new_page(q);
		q->problems = said;
		e = q->route->access == ACCESS_READ ? q->route->run(q, form) :
		    q->route->access == ACCESS_PIECE ? route_run_piece(q, form) : run_in_transaction(q, form);
		if (e)
			e = same_answer(q, e);
		if (e && is_overtaken(q, e) && ++overtaken < LIMIT_OVERTAKEN)
			continue;
		if (!e || !route_wait_for_again(q, e, until, tries)) {
			route_told_again(q, e, tries);
			return !e || !e->code || db_remedy(e) == DB_FINAL ? e : fail_code(ERROR_UNAVAILABLE,
			    e->code, "%s after %d tries", q->route->name, tries);
		}
	}
}

const struct error *
route_room(struct request *q, const void *form, size_t *out)
{
	moment until = clock_now() + LIMIT_RETRY;
	const struct error *e;

	for (int tries = 1;; tries++) {
		*out = 0;
		q->sent = (struct sent){NULL, 0};
		if ((e = q->route->room(q, form, out)))
			e = same_answer(q, e);
		db_rollback(q->db);
		if (!e || !route_wait_for_again(q, e, until, tries)) {
			route_told_again(q, e, tries);
			return e;
		}
	}
}
