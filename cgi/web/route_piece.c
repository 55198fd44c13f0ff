/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A request for a PIECE (route.h): the protocol's own checks, who, where from; then its handler. */
#include "base/error.h"
#include "store/db.h"
#include "web/gate.h"
#include "web/reply.h"
#include "web/route_part.h"

/* HEAD and OPTIONS change nothing, and show a page elsewhere nothing either (reply.c, CORP and no CORS). */
static bool
is_write(const struct request *q)
{
	return q->method != METHOD_GET && q->method != METHOD_OPTIONS;
}

const struct error *
route_piece(struct request *q)
{
	const struct form *form = q->route->form();
	void *filled = pool_zero(q->pool, form->size);
	const struct error *e;
	int wrong;

	if (!who_may(q->actor.who, q->route->who))
		return fail(ERROR_ROLE, "a piece without its session");
	if (is_write(q) && ((e = gate_same_origin(q)) || (e = gate_token(q, q->tus.token))))
		return e;
	if ((wrong = tus_read(q)))
		return reply_bare(q, wrong);
	q->typed = (struct pairs){.pool = q->pool};
	if ((e = form_fill(q, form, filled)))
		return e;
	return q->problems ? fail(ERROR_BAD_REQUEST, "a value of %s", form->name) : route_run(q, filled);
}

const struct error *
route_run_piece(struct request *q, const void *form)
{
	const struct error *e;

	if (!is_write(q))
		return q->route->run(q, form);
	if ((e = db_begin(q->db)))
		return e;
	e = q->route->run(q, form);
	if (!e && q->reply.status < 300)
		e = db_commit(q->db);
	if (e || q->reply.status >= 300)
		db_rollback(q->db);
	return e;
}
