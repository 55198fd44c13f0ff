/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the clock reminds an officer of, and whether and where the day's digest of it goes by mail. */
#include <string.h>

#include "base/error.h"
#include "desk/desk.h"
#include "service/catalogue.h"
#include "service/contact.h"
#include "service/masked.h"
#include "service/person.h"
#include "service/reference.h"
#include "service/reminder.h"
#include "service/version.h"

/* before: the last one of the page before. */
#define REMINDERS_FORM(FIELD) \
	FIELD(before, NUMBER, 1, INT64_MAX, OPTIONAL)
FORM(reminders, REMINDERS_FORM)

/* seen: all up to this one were read; mail: the digest's address; drop: none any more. */
#define REMINDERS_KEEP_FORM(FIELD) \
	FIELD(seen, NUMBER, 1, INT64_MAX, OPTIONAL) \
	FIELD(mail, LINE,   5, 254,       OPTIONAL) \
	FIELD(drop, FLAG,   0, 1,         OPTIONAL)
FORM(reminders_keep, REMINDERS_KEEP_FORM)

static struct reminder_reader
reader_of(const struct request *q)
{
	return (struct reminder_reader){q->actor.id, q->actor.unit, role_of(q)};
}

static void
show_reminder(struct request *q, struct tree *node, const struct reminder *r, int64_t seen)
{
	const struct formality *f = version_newest(q->db, catalogue_of(q), r->formality);
	char ref[REFERENCE_SHOWN];

	reference_show(r->ref, ref);
	tree_set(node, "Ref", ref);
	tree_set(node, "Href", url(q, "/matters/%s", r->ref));
	tree_set(node, "Name", f ? local_text(q, &f->name) : r->formality);
	tree_set(node, "State", say(q, pool_format(q->pool, "state.%s", state_word(r->state))));
	tree_set(node, "Officer", r->officer_number);
	tree_set(node, "Rung", say(q, pool_format(q->pool, "desk.reminder.%s", r->rung)));
	tree_set(node, "RungWord", r->rung);
	tree_set(node, "Whom", say(q, pool_format(q->pool, "desk.reminder.to_%s", r->whom)));
	tree_set(node, "Due", day_text(q, r->due));
	show_moment(q, node, "At", r->at);
	if (r->id > seen)
		tree_set_number(node, "New", 1);
}

/* GET /reminders: the latest first, 30 a page; 200. */
HANDLER(reminders, reminders)
{
	struct reminder_reader reader = reader_of(q);
	struct reminder_settings settings;
	struct reminders list;
	const struct error *e;

	if ((e = reminder_settings(q->db, q->actor.id, &settings)) ||
	    (e = reminder_list(q->db, &reader, form->before, &list)))
		return e;
	for (size_t i = 0; i < list.count; i++)
		show_reminder(q, tree_append(q->page, "Reminders"), &list.at[i], settings.seen);
	if (list.count && list.at[0].id > settings.seen && !form->before)
		tree_set(q->page, "Seen", pool_format(q->pool, "%lld", (long long)list.at[0].id));
	if (list.has_more)
		tree_set(q->page, "More", url(q, "/reminders?before=%lld",
		    (long long)list.at[list.count - 1].id));
	if (form->before)
		tree_set(q->page, "First", url(q, "/reminders"));
	if (settings.mail)
		tree_set(q->page, "Mail", masked(q->pool, "email", settings.mail));
	tree_set(q->page, "Page.Title", say(q, "desk.reminder.title"));
	return reply_page(q, "reminders");
}

static const struct error *
set_mail(struct request *q, const char *typed)
{
	const struct contact mail = {.kind = "email",
	    .address = text_trim(q->pool, text_halfwidth(q->pool, typed))};

	if (!contact_is_normal(&mail) || strchr(mail.address, ' ')) {
		invalid(q, "mail", "desk.reminder.mail_wrong");
		return form_again(q);
	}
	return reminder_set_mail(q->db, q->actor.id, mail.address);
}

/* POST /reminders: 303 to the list; 422 for what is no address. */
HANDLER(reminders_keep, reminders_keep)
{
	const struct error *e = NULL;

	if (form->seen)
		e = reminder_see(q->db, q->actor.id, form->seen);
	else if (form->drop)
		e = reminder_set_mail(q->db, q->actor.id, NULL);
	else if (form->mail)
		e = set_mail(q, form->mail);
	else {
		invalid(q, "mail", "form.required");
		return form_again(q);
	}
	return e ? e : reply_see_other(q, url(q, "/reminders"));
}
