/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The way out of a browser inside another program, which saves, prints or chooses no files: WeChat's. */
#include <string.h>

#include "base/config.h"
#include "base/error.h"
#include "portal/forms.h"
#include "portal/portal.h"
#include "store/square.h"
#include "web/onward.h"

#define ELSEWHERE_FORM(FIELD) \
	FIELD(next, LINE, 1, ONWARD_MOST, OPTIONAL)
FORM(elsewhere, ELSEWHERE_FORM)

static bool
is_inside(const struct request *q)
{
	return q->user_agent && strstr(q->user_agent, "MicroMessenger");
}

void
show_way_out(struct request *q)
{
	if (!is_inside(q))
		return;
	/* no shared cache holds a page that others would not see so */
	q->reply.is_public = false;
	if (!q->route || strcmp(q->route->name, "elsewhere") != 0)
		tree_set(q->page, "WayOutHref",
		    url(q, "/elsewhere?%s", onward_query(q->pool, onward_here(q))));
}

/* GET /elsewhere: the address to copy, and as a QR code. 200; 303 to that page once it is open elsewhere. */
HANDLER(elsewhere, elsewhere)
{
	const char *next = onward_of(form->next), *address;
	const struct error *e;
	struct square square;

	next = next ? next : "/";
	if (!is_inside(q))
		return reply_see_other(q, url(q, "%s", next));
	address = pool_format(q->pool, "%s%s", q->site->config->origin, url(q, "%s", next));
	if ((e = square_make(q->pool, address, &square)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "elsewhere.title"));
	/* no way back but the browser's own: that page would come anew, without what was typed on it */
	tree_set(q->page, "Address", address);
	tree_set(q->page, "Square.Path", square_path(q->pool, &square));
	tree_set_number(q->page, "Square.Width", square.width + 2 * SQUARE_QUIET);
	tree_set(q->page, "Here.Query", onward_query(q->pool, next));
	return reply_page(q, "elsewhere");
}
