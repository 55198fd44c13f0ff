/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the clock reminds an officer of, and whether and where the day's digest of it goes by mail. */
#include "base/error.h"
#include "desk/desk.h"
#include "service/catalogue.h"
#include "service/contact.h"
#include "service/masked.h"
#include "service/person.h"
#include "service/reference.h"
#include "service/reminder.h"
#include "service/version.h"

/* before: the last one of the page before; wrong: the code was. */
#define REMINDERS_FORM(FIELD) \
	FIELD(before, NUMBER, 1, INT64_MAX, OPTIONAL) \
	FIELD(wrong,  FLAG,   0, 1,         OPTIONAL)
FORM(reminders, REMINDERS_FORM)

/* seen: all up to this one were read; mail: the digest's address; code: that confirms it; drop: no mail. */
#define REMINDERS_KEEP_FORM(FIELD) \
	FIELD(seen,  NUMBER, 1, INT64_MAX, OPTIONAL) \
	FIELD(mail,  LINE,   5, 254,       OPTIONAL) \
	FIELD(code,  LINE,   1, 20,        OPTIONAL) \
	FIELD(again, FLAG,   0, 1,         OPTIONAL) \
	FIELD(lang,  WORD,   2, 2,         OPTIONAL) \
	FIELD(drop,  FLAG,   0, 1,         OPTIONAL)
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
	bool is_followed = text_same(r->whom, "follow");
	char ref[REFERENCE_SHOWN];

	reference_show(r->ref, ref);
	tree_set(node, "Ref", ref);
	tree_set(node, "Href", url(q, "/matters/%s%s", r->ref, is_followed ? "/follow-up" : ""));
	tree_set(node, "Name", f ? local_text(q, &f->name) : r->formality);
	tree_set(node, "State", say(q, is_followed ? "desk.follow.title" :
	    pool_format(q->pool, "state.%s", state_word(r->state))));
	tree_set(node, "Officer", r->officer_number);
	tree_set(node, "Rung", say(q, pool_format(q->pool, "desk.reminder.%s", r->rung)));
	tree_set(node, "RungWord", r->rung);
	tree_set(node, "Whom", say(q, pool_format(q->pool, "desk.reminder.to_%s", r->whom)));
	tree_set(node, "Due", day_text(q, r->due));
	show_moment(q, node, "At", r->at);
	if (r->id > seen)
		tree_set_number(node, "New", 1);
}

static void
show_mail(struct request *q, const struct reminder_settings *s)
{
	if (s->mail)
		tree_set(q->page, "Mail", masked(q->pool, "email", s->mail));
	if (s->wish)
		tree_set(q->page, "Wish", masked(q->pool, "email", s->wish));
	tree_set_number(q->page, "Asked", s->is_asked);
	tree_set(q->page, "MailLang", lang_code(s->lang));
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
	show_mail(q, &settings);
	if (form->wrong && !q->is_shown_again)
		invalid(q, "code", "desk.reminder.code_wrong");
	tree_set(q->page, "Page.Title", say(q, "desk.reminder.title"));
	return reply_page(q, "reminders");
}

static const struct error *
ask_mail(struct request *q, const char *typed, enum lang lang)
{
	const struct contact mail = {.kind = "email",
	    .address = text_trim(q->pool, text_halfwidth(q->pool, typed))};

	if (!contact_is_normal(&mail)) {
		invalid(q, "mail", "desk.reminder.mail_wrong");
		return form_again(q);
	}
	return reminder_ask_mail(q->db, q->actor.id, mail.address, lang, q->now);
}

/* A wrong code counts, so it is committed: the page says so after a 303. */
static const struct error *
confirm(struct request *q, const char *typed)
{
	struct text digits = {.pool = q->pool};
	const struct error *e;
	bool is_right;

	for (const char *p = text_halfwidth(q->pool, typed); *p; p++)
		if (*p >= '0' && *p <= '9')
			text_add_bytes(&digits, p, 1);
	if ((e = reminder_confirm_mail(q->db, q->actor.id, digits.s ? digits.s : "", q->now, &is_right)))
		return e;
	return reply_see_other(q, url(q, is_right ? "/reminders" : "/reminders?wrong=1"));
}

/* POST /reminders: 303 to the list; 422 for what is no address, 429 after too many codes. */
HANDLER(reminders_keep, reminders_keep)
{
	struct reminder_settings settings;
	enum lang lang = LANG_ZH;
	const struct error *e;

	if ((e = reminder_settings(q->db, q->actor.id, &settings)))
		return e;
	lang = settings.lang;
	if (form->code)
		return confirm(q, form->code);
	if (form->seen)
		e = reminder_see(q->db, q->actor.id, form->seen);
	else if (form->drop)
		e = reminder_drop_mail(q->db, q->actor.id);
	else if (form->again && settings.wish)
		e = reminder_ask_mail(q->db, q->actor.id, settings.wish, lang, q->now);
	else if (form->mail)
		e = ask_mail(q, form->mail, lang);
	else if (form->lang && lang_of(form->lang, &lang) && (lang == LANG_ZH || lang == LANG_EN))
		e = reminder_set_lang(q->db, q->actor.id, lang);
	else {
		invalid(q, "mail", "form.required");
		return form_again(q);
	}
	return e ? e : reply_see_other(q, url(q, "/reminders"));
}
