/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where our units are and when they are open, for whoever has to go there. */
#include "base/error.h"
#include "portal/forms.h"
#include "portal/portal.h"
#include "portal/standing.h"
#include "service/application.h"
#include "service/formality.h"
#include "service/staff.h"
#include "service/unit_name.h"

/* In their language; the address in Chinese beside it, for a driver or a relative. */
void
show_place(struct request *q, struct tree *node, const struct place *place)
{
	bool is_zh = q->lang == LANG_ZH;
	const char *address = is_zh || !place->address_en ? place->address_zh : place->address_en;

	tree_set(node, "Code", place->code);
	tree_set(node, "Name", unit_name(q->pool, place->zh, place->en, q->lang));
	tree_set(node, "Address", address);
	if (!is_zh && address != place->address_zh)
		tree_set(node, "Chinese", place->address_zh);
	tree_set(node, "Hours", is_zh || !place->hours_en ? place->hours_zh : place->hours_en);
	if (q->lang > LANG_EN && place->hours_en)
		tree_set(node, "HoursLang", lang_code(LANG_EN));
	tree_set(node, "Phone", place->phone);
}

const struct error *
show_office(struct request *q, const struct formality *f, const struct application *a)
{
	const struct place *place;
	enum formality_where where;
	const struct error *e;

	if ((e = staff_ready(q->db, q->now)) || (e = staff_place(q->db, a->unit, &place)) || !place)
		return e;
	tree_set(tree_make(q->page, "Matter", "It"), "UnitHref", url(q, "/units#%s", place->code));
	if (formality_has_visit(f, &where) && !a->department && lifecycle_is_open(a->state))
		show_place(q, tree_make(q->page, "Place", "It"), place);
	return NULL;
}

/* GET /units: those of which something is known. 200. */
HANDLER(units, none)
{
	const struct place *places;
	const struct error *e;
	size_t count;

	(void)form;
	if ((e = staff_ready(q->db, q->now)))
		return e;
	staff_places(q->db, &places, &count);
	for (size_t i = 0; i < count; i++)
		show_place(q, tree_append(q->page, "Places"), &places[i]);
	tree_set(q->page, "Page.Title", say(q, "units.title"));
	q->reply.is_public = q->actor.who == WHO_ANYONE;
	return reply_page(q, "units");
}
