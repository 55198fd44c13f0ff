/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Whose matters this officer never handles: contacts and document numbers, their own and their
 * family's. Only a blind index of each is kept, so they are listed by kind and day; they are added to,
 * and nobody takes one back alone.
 */
#include <string.h>

#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"
#include "service/bar.h"
#include "service/contact.h"
#include "service/person.h"

#define OWN_FORM(FIELD) \
	FIELD(number,  LINE, 5, 40,  OPTIONAL) \
	FIELD(contact, LINE, 5, 254, OPTIONAL)
FORM(own, OWN_FORM)

/* GET /own: what was declared, and a form for more. 200. */
HANDLER(own, none)
{
	struct bar_marks marks;
	const struct error *e;

	(void)form;
	if (q->actor.who == WHO_LINK)
		return fail(ERROR_FORBIDDEN, "a link is nobody's own");
	if ((e = bar_marks(q->db, q->actor.id, &marks)))
		return e;
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

static const char *
read_number(struct request *q, const char *typed)
{
	struct text text = {.pool = q->pool};

	for (const char *c = text_halfwidth(q->pool, typed); *c; c++)
		if ((*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z'))
			text_add_bytes(&text, c, 1);
		else if (*c != ' ' && *c != '-')
			return NULL;
	return text.n >= 5 ? text.s : NULL;
}

/* POST /own: 303 to the list; 422 for what is neither a number nor a contact. */
HANDLER(own_add, own)
{
	const struct error *e = NULL;
	struct contact contact;
	const char *number = form->number ? read_number(q, form->number) : NULL;

	if (q->actor.who == WHO_LINK)
		return fail(ERROR_FORBIDDEN, "a link is nobody's own");
	if (!form->number && !form->contact)
		invalid(q, "number", "form.required");
	if (form->number && !number)
		invalid(q, "number", "desk.own.number_wrong");
	if (form->contact && !read_contact(q, form->contact, &contact))
		invalid(q, "contact", "desk.own.contact_wrong");
	if (has_problems(q))
		return form_again(q);
	if (number)
		e = bar_declare_number(q->db, q->actor.id, number, q->now);
	if (!e && form->contact)
		e = bar_declare_contact(q->db, q->actor.id, contact.kind, contact.address, q->now);
	if (e && e->kind == ERROR_CONFLICT) {
		invalid(q, NULL, "desk.own.too_many");
		return form_again(q);
	}
	return e ? e : reply_see_other(q, url(q, "/own"));
}
