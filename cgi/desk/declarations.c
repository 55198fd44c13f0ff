/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who works on matters and owes a declaration of whose they never handle: for whoever sees that it comes. */
#include "base/error.h"
#include "desk/staff.h"
#include "service/declaration.h"

/* after: the last sign-in name of the page before. */
#define DECLARATIONS_FORM(FIELD) \
	FIELD(after, WORD, 1, 40, OPTIONAL)
FORM(declarations, DECLARATIONS_FORM)

/* GET /declarations: 50 a page, by sign-in name. 200. */
HANDLER(declarations, declarations)
{
	struct roster roster;
	const struct error *e;

	if ((e = roster_list(q->db, &(struct roster_filter){.is_owing = true, .after = form->after}, q->now,
	    &roster)))
		return e;
	for (size_t i = 0; i < roster.count; i++)
		show_account(q, tree_append(q->page, "Accounts"), &roster.at[i]);
	if (q->actor.who == WHO_ADMINISTRATOR)
		tree_set_number(q->page, "MayOpen", 1);
	if (roster.has_more)
		tree_set(q->page, "More", url(q, "/declarations?after=%s",
		    roster.at[roster.count - 1].name));
	if (form->after)
		tree_set(q->page, "First", url(q, "/declarations"));
	tree_set(q->page, "Page.Title", say(q, "desk.declarations.title"));
	return reply_page(q, "declarations");
}
