/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A phone without a line: the page that it shows, and what it seals what it could not send with. */
#include "portal/forms.h"
#include "portal/portal.h"
#include "web/gate.h"

/* GET /offline: what the service worker shows where the line drops (static/scripts/worker.js). */
HANDLER(offline, none)
{
	(void)form;
	tree_set(q->page, "Page.Title", say(q, "offline.title"));
	q->reply.is_public = q->actor.who == WHO_ANYONE;
	return reply_page(q, "offline");
}

void
show_keep(struct request *q)
{
	if (q->actor.who != WHO_RESIDENT || q->reply.is_public)
		return;
	tree_set(q->page, "Keep", gate_keep_key(q, "phone"));
	if (q->actor.follows_phone) {
		tree_set_number(q->page, "FollowsPhone", 1);
		tree_set(q->page, "Zone", q->actor.zone);
	}
	if (q->is_shown_only && q->reply.status == 200)
		tree_set_number(q->page, "IsShown", 1);
}
