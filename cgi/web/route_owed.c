/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What an actor owes before any act of theirs (route.h, ACT). */
#include "base/error.h"
#include "web/hold.h"
#include "web/onward.h"
#include "web/reply.h"
#include "web/route_part.h"

static bool
is_act(const struct route *route)
{
	return route && (route->access == ACCESS_ACT || route->access == ACCESS_UPLOAD);
}

bool
route_is_too_early(struct request *q)
{
	struct pairs params = q->params;
	bool exists, is_early;

	if (!q->actor.is_owing || q->route->access != ACCESS_READ)
		return q->actor.is_owing && is_act(q->route);
	is_early = is_act(route_find(q, METHOD_POST, &exists));
	q->params = params;
	return is_early;
}

const struct error *
route_ask_owed(struct request *q)
{
	const struct error *e;
	bool asks = false;

	if (q->route->access == ACCESS_READ)
		return reply_see_other(q, url(q, "%s?%s", q->site->owed,
		    onward_query(q->pool, onward_here(q))));
	if (q->files.count)
		return fail(ERROR_ROLE, "owing");
	if ((e = hold_keep(q, q->actor.id, &asks)))
		return e;
	return reply_see_other(q, url(q, "%s", q->site->owed));
}
