/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Whose matters this officer never handles: contacts and document numbers, their own and their
 * family's. Only a blind index of each is kept, so they are listed by kind and day; they are added to,
 * and nobody takes one back alone. Once a year they say that these are all, or nobody.
 */
#include <string.h>

#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"
#include "service/bar.h"
#include "service/contact.h"
#include "service/declaration.h"
#include "service/field.h"
#include "service/person.h"
#include "web/onward.h"

/* all: that is everybody, or there is nobody; next: where an act waits. */
#define OWN_FORM(FIELD) \
	FIELD(number,  LINE, 5, 40,  OPTIONAL) \
	FIELD(contact, LINE, 5, 254, OPTIONAL) \
	FIELD(all,     FLAG, 0, 1,   OPTIONAL) \
	FIELD(next,    LINE, 1, ONWARD_MOST, OPTIONAL)
FORM(own, OWN_FORM)

#define OWN_SHOWN_FORM(FIELD) \
	FIELD(next, LINE, 1, ONWARD_MOST, OPTIONAL)
FORM(own_shown, OWN_SHOWN_FORM)

/* Until when what was declared holds, or that it is due. */
static const struct error *
show_declared(struct request *q)
{
	const struct error *e;
	moment last;

	if ((e = declaration_last(q->db, q->actor.id, &last)))
		return e;
	if (q->actor.is_owing)
		tree_set(q->page, "Due", say(q, last ? "desk.own.again" : "desk.own.first"));
	else if (last)
		tree_set(q->page, "Holds", say2(q, "desk.own.holds", day_text(q, last),
		    day_text(q, last + DECLARATION_LASTS)));
	return NULL;
}

/* GET /own: what was declared, and a form for more. 200. */
HANDLER(own, own_shown)
{
	struct bar_marks marks;
	const struct error *e;

	if (q->actor.who == WHO_LINK)
		return fail(ERROR_ROLE, "a link is nobody's own");
	if ((e = bar_marks(q->db, q->actor.id, &marks)) || (e = show_declared(q)))
		return e;
	form_default(q, "next", onward_of(form->next));
	tree_set(q->page, "Page.Title", say(q, "desk.own.title"));
	for (size_t i = 0; i < marks.count; i++) {
		struct tree *node = tree_append(q->page, "Marks");

		tree_set(node, "Kind", say(q, marks.is_number[i] ? "desk.own.number" :
		    "desk.own.contact"));
		show_moment(q, node, "Since", marks.since[i]);
	}
	return reply_page(q, "own");
}

/* Without what people write between digits; E.164 or an e-mail address, else false. */
static bool
read_contact(struct request *q, const char *typed, struct contact *out)
{
	const char *plain = text_halfwidth(q->pool, typed);
	struct text text = {.pool = q->pool};

	*out = (struct contact){.kind = strchr(plain, '@') ? "email" : "phone"};
	for (const char *c = plain; *c; c++)
		if (*c != ' ' && (*c != '-' || *out->kind == 'e'))
			text_add_bytes(&text, c, 1);
	out->address = text.s ? text.s : "";
	return contact_is_normal(out);
}

/* As matters have it: an identity number of 15 digits is one of 18 (field.h). */
static const char *
read_number(struct request *q, const char *typed)
{
	char idno[IDNO_TEXT];
	struct text text = {.pool = q->pool};

	for (const char *c = text_halfwidth(q->pool, typed); *c; c++)
		if ((*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z'))
			text_add_bytes(&text, c, 1);
		else if (*c != ' ' && *c != '-')
			return NULL;
	if (text.n == 15 && !idno_check(text.s, clock_wenzhou_day(q->now), idno))
		return pool_string(q->pool, idno);
	return text.n >= 5 ? text.s : NULL;
}

/* To the list; or, once what was owed is done, to what waited for it. */
static const struct error *
lead_on(struct request *q, const struct own_form *form)
{
	const char *next = onward_of(form->next);

	if (q->actor.is_owing && form->all)
		return reply_see_other(q, url(q, "%s", next ? next : "/held"));
	return reply_see_other(q, next ? url(q, "/own?%s", onward_query(q->pool, next)) : url(q, "/own"));
}

static const struct error *
declare(struct request *q, const struct own_form *form, const char *number, const struct contact *contact)
{
	struct bar_marks marks;
	const struct error *e = NULL;

	if (number)
		e = bar_declare_number(q->db, q->actor.id, number, q->now);
	if (!e && form->contact)
		e = bar_declare_contact(q->db, q->actor.id, contact->kind, contact->address, q->now);
	if (!e && (number || form->contact))
		e = declaration_note(q->db, q->actor.id, q->now);
	if (e || !form->all)
		return e;
	if ((e = bar_marks(q->db, q->actor.id, &marks)))
		return e;
	return declaration_make(q->db, q->actor.id, marks.count, q->now);
}

/* POST /own: 303 to the list or onwards; 422 for what is neither a number nor a contact. */
HANDLER(own_add, own)
{
	const struct error *e;
	struct contact contact;
	const char *number = form->number ? read_number(q, form->number) : NULL;

	if (q->actor.who == WHO_LINK)
		return fail(ERROR_FORBIDDEN, "a link is nobody's own");
	if (!form->number && !form->contact && !form->all)
		invalid(q, "number", "desk.own.nothing");
	if (form->number && !number)
		invalid(q, "number", "desk.own.number_wrong");
	if (form->contact && !read_contact(q, form->contact, &contact))
		invalid(q, "contact", "desk.own.contact_wrong");
	if (has_problems(q))
		return form_again(q);
	e = declare(q, form, number, &contact);
	if (e && e->kind == ERROR_CONFLICT) {
		invalid(q, NULL, "desk.own.too_many");
		return form_again(q);
	}
	return e ? e : lead_on(q, form);
}
