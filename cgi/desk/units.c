/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Units: what stands in units.def and routing.hdf, to be read; where to find them, to be written; and a
 * unit is closed once it holds nothing. None of that gives power, so one administrator is enough.
 */
#include "service/unit.h"

#include "base/error.h"
#include "desk/forms.h"
#include "desk/staff.h"
#include "service/routing.h"

#define BY_UNIT_FORM(FIELD) \
	FIELD(unit, NUMBER, 1, INT64_MAX, REQUIRED)
FORM(by_unit, BY_UNIT_FORM)

#define UNIT_CONTACT_FORM(FIELD) \
	FIELD(unit,       NUMBER, 1, INT64_MAX,       REQUIRED) \
	FIELD(version,    NUMBER, 0, INT32_MAX,       REQUIRED) \
	FIELD(address_zh, LINE,   1, UNIT_LINE_MOST,  OPTIONAL) \
	FIELD(address_en, LINE,   1, UNIT_LINE_MOST,  OPTIONAL) \
	FIELD(hours_zh,   LINE,   1, UNIT_LINE_MOST,  OPTIONAL) \
	FIELD(hours_en,   LINE,   1, UNIT_LINE_MOST,  OPTIONAL) \
	FIELD(phone,      LINE,   3, UNIT_PHONE_MOST, OPTIONAL)
FORM(unit_contact, UNIT_CONTACT_FORM)

/* open: it is opened again, else closed. */
#define UNIT_SWITCH_FORM(FIELD) \
	FIELD(unit,    NUMBER, 1, INT64_MAX,          REQUIRED) \
	FIELD(version, NUMBER, 0, INT32_MAX,          REQUIRED) \
	FIELD(open,    FLAG,   0, 1,                  OPTIONAL) \
	FIELD(reason,  TEXT,   1, CHANGE_REASON_MOST, REQUIRED)
FORM(unit_switch, UNIT_SWITCH_FORM)

static void
show_unit(struct request *q, struct tree *node, const struct unit *u)
{
	tree_set(node, "Name", unit_text(q, u->zh, u->en));
	tree_set(node, "Code", u->code);
	tree_set(node, "Kind", say(q, pool_format(q->pool, "desk.unit.kind.%s", text_same(u->kind,
	    "service-site") ? "service_site" : u->kind)));
	tree_set(node, "Parent", unit_text(q, u->parent_zh, u->parent_en));
	tree_set_number(node, "Officers", u->officers);
	tree_set(node, "Href", url(q, "/units/%lld", (long long)u->id));
	tree_set(node, "OfficersHref", url(q, "/officers?unit=%s&role=&state=", u->code));
	if (u->closed) {
		tree_set_number(node, "IsClosed", 1);
		show_moment(q, node, "Closed", u->closed);
	}
}

/* GET /units: all but liaison sites. 200. */
HANDLER(units, none)
{
	const struct error *e;
	struct units all;

	(void)form;
	if ((e = unit_list(q->db, &all)))
		return e;
	for (size_t i = 0; i < all.count; i++)
		show_unit(q, tree_append(q->page, "Units"), &all.at[i]);
	if ((e = show_mailboxes(q, &all)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "desk.unit.title"));
	return reply_page(q, "units");
}

static void
add_name(struct text *out, const char *name)
{
	text_addf(out, "%s%s", out->n ? " · " : "", name);
}

/* Whose registrations it receives, as routing.hdf has it. */
static const char *
served(const struct request *q, const char *code)
{
	const struct routing *r = catalogue_of(q)->routing;
	struct text out = {.pool = q->pool};

	for (size_t i = 0; i < r->county_count; i++) {
		const struct routing_county *c = &r->counties[i];

		if (text_same(c->branch, code) && c->names.count)
			add_name(&out, c->names.at[0]);
		for (size_t j = 0; j < c->site_count; j++)
			if (text_same(c->sites[j].unit, code) && c->sites[j].names.count)
				add_name(&out, c->sites[j].names.at[0]);
	}
	return out.s;
}

static const struct error *
find(struct request *q, int64_t id, struct unit **out)
{
	const struct error *e;

	if ((e = unit_find(q->db, id, out)))
		return e;
	return *out ? NULL : fail(ERROR_NOT_FOUND, "no such unit");
}

static const struct error *
show_facts(struct request *q, const struct unit *u)
{
	const struct error *e;
	int matters;

	if ((e = unit_matters(q->db, u->id, &matters)))
		return e;
	show_unit(q, tree_place(q->page, "Unit1"), u);
	tree_set(q->page, "Unit1.Serves", served(q, u->code));
	tree_set(q->page, "Unit1.Matters", pool_format(q->pool, matters < UNIT_COUNT_MOST ? "%d" : "%d+",
	    matters));
	form_default_number(q, "version", u->version);
	return NULL;
}

/* GET /units/:unit: what it is, what it holds, where to find it. 200. */
HANDLER(unit_page, by_unit)
{
	const struct error *e;
	struct unit *u;

	if ((e = find(q, form->unit, &u)) || (e = show_facts(q, u)) || (e = show_mailbox(q, u)))
		return e;
	form_default(q, "address_zh", u->address_zh);
	form_default(q, "address_en", u->address_en);
	form_default(q, "hours_zh", u->hours_zh);
	form_default(q, "hours_en", u->hours_en);
	form_default(q, "phone", u->phone);
	tree_set(q->page, "BackHref", url(q, "/units"));
	tree_set(q->page, "SwitchHref", url(q, "/units/%lld/close", (long long)u->id));
	tree_set(q->page, "AuditHref", url(q, "/audit?name=%s", u->code));
	tree_set(q->page, "Page.Title", unit_text(q, u->zh, u->en));
	return reply_page(q, "unit");
}

static void
check_both(struct request *q, const char *zh, const char *en, const char *zh_field,
    const char *en_field)
{
	if ((zh != NULL) != (en != NULL))
		invalid(q, zh ? en_field : zh_field, "desk.unit.both");
}

/* POST /units/:unit: address, hours, telephone; 303 to it. */
HANDLER(unit_contact, unit_contact)
{
	const struct error *e;
	struct unit *u;

	if ((e = find(q, form->unit, &u)))
		return e;
	check_both(q, form->address_zh, form->address_en, "address_zh", "address_en");
	check_both(q, form->hours_zh, form->hours_en, "hours_zh", "hours_en");
	if (form->phone && !unit_is_phone(form->phone))
		invalid(q, "phone", "desk.unit.not_a_phone");
	if (form->version != u->version)
		invalid(q, NULL, "desk.unit.fault.stale");
	if (has_problems(q))
		return form_again(q);
	u->address_zh = form->address_zh;
	u->address_en = form->address_en;
	u->hours_zh = form->hours_zh;
	u->hours_en = form->hours_en;
	u->phone = form->phone;
	if ((e = unit_describe(q->db, u, q->actor.id, q->now)))
		return e;
	return reply_see_other(q, url(q, "/units/%lld", (long long)u->id));
}

/* GET /units/:unit/close: asks why, to close or to open it. 200. */
HANDLER(unit_switch_page, by_unit)
{
	const struct error *e;
	struct unit *u;

	if ((e = find(q, form->unit, &u)) || (e = show_facts(q, u)))
		return e;
	tree_set(q->page, "BackHref", url(q, "/units/%lld", (long long)u->id));
	tree_set(q->page, "Page.Title", say(q, u->closed ? "desk.unit.open" : "desk.unit.close"));
	return reply_page(q, "unit_close");
}

/* POST /units/:unit/close: at once; 303 to it. */
HANDLER(unit_switch_do, unit_switch)
{
	enum unit_fault fault;
	const struct error *e;

	if ((e = unit_switch(q->db, form->unit, form->version, form->open, form->reason, q->actor.id,
	    q->now, &fault)))
		return e;
	if (fault) {
		invalid(q, NULL, pool_format(q->pool, "desk.unit.fault.%s", unit_fault_word(fault)));
		return form_again(q);
	}
	return reply_see_other(q, url(q, "/units/%lld", (long long)form->unit));
}
