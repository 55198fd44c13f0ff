/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* An officer's own open sign-ins, each of which can be ended. */
#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"
#include "service/officer.h"

#define SESSION_FORM(FIELD) \
	FIELD(session, NUMBER, 1, INT64_MAX, REQUIRED)
FORM(session, SESSION_FORM)

/* GET /sign-ins: 200. */
HANDLER(sign_ins, none)
{
	struct sessions sessions;
	const struct error *e;

	(void)form;
	route_note(q);
	if ((e = officer_session_list(q->db, q->actor.id, q->now, &sessions)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "desk.sign_ins"));
	for (size_t i = 0; i < sessions.count; i++) {
		const struct session *s = &sessions.at[i];
		struct tree *node = tree_append(q->page, "SignIns");

		tree_set(node, "Id", pool_format(q->pool, "%lld", (long long)s->id));
		tree_set(node, "Device", *s->device ? s->device : say(q, "desk.device_unknown"));
		show_moment(q, node, "Created", s->created);
		show_moment(q, node, "Seen", s->seen);
		show_moment(q, node, "Ends", s->ends);
		if (s->id == q->actor.session)
			tree_set_number(node, "Own", 1);
	}
	return reply_page(q, "sign_ins");
}

/* POST /sign-ins: end one of mine. 303 to the list, which asks to sign in if it was this one. */
HANDLER(sign_in_end, session)
{
	const struct error *e;

	if ((e = officer_session_end(q->db, q->actor.id, form->session, q->now)))
		return e;
	return reply_see_other(q, url(q, "/sign-ins"));
}
