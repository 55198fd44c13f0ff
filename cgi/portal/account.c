/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The account: open sign-ins and how to end them, language and time zone, sign-out. */
#include "base/country.h"
#include "base/error.h"
#include "portal/forms.h"
#include "portal/portal.h"
#include "service/person.h"
#include "web/gate.h"
#include "web/onward.h"

#define SESSION_FORM(FIELD) \
	FIELD(session, WORD, 1, 20, REQUIRED)
FORM(session, SESSION_FORM)

#define SAVED_FORM(FIELD) \
	FIELD(saved, FLAG, 0, 1, OPTIONAL) \
	FIELD(next,  LINE, 1, ONWARD_MOST, OPTIONAL)
FORM(saved, SAVED_FORM)

#define SETTINGS_FORM(FIELD) \
	FIELD(lang, WORD, 2, 2,  REQUIRED) \
	FIELD(zone, WORD, 1, 40, OPTIONAL) \
	FIELD(next, LINE, 1, ONWARD_MOST, OPTIONAL)
FORM(settings, SETTINGS_FORM)

/* GET /sign-out: asks once, so that it works without script. 200. */
HANDLER(sign_out, none)
{
	(void)form;
	tree_set(q->page, "Page.Title", say(q, "account.sign_out_title"));
	return reply_page(q, "sign_out");
}

/* POST /sign-out: 303 home. */
HANDLER(sign_out_do, none)
{
	const struct error *e;

	(void)form;
	if ((e = session_end(q->db, q->actor.id, q->actor.session, q->now)))
		return e;
	gate_leave(q);
	return reply_see_other(q, url(q, "/"));
}

/* GET /sign-ins: each open sign-in with its device and times. 200. */
HANDLER(sign_ins, none)
{
	struct sessions sessions;
	const struct error *e;

	(void)form;
	route_note(q);
	if ((e = session_list(q->db, q->actor.id, q->now, &sessions)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "account.sign_ins_title"));
	for (size_t i = 0; i < sessions.count; i++) {
		const struct session *s = &sessions.at[i];
		struct tree *node = tree_append(q->page, "SignIns");

		tree_set(node, "Id", pool_format(q->pool, "%lld", (long long)s->id));
		tree_set(node, "Device", *s->device ? s->device : say(q, "account.unknown_device"));
		show_moment(q, node, "Created", s->created);
		show_moment(q, node, "Seen", s->seen);
		if (s->id == q->actor.session)
			tree_set_number(node, "Own", 1);
	}
	return reply_page(q, "sign_ins");
}

/* POST /sign-ins: end one of mine. 303 back to the list; 404 for another's. */
HANDLER(sign_in_end, session)
{
	const struct error *e;
	int64_t id;

	if (!text_number(form->session, 1, INT64_MAX, &id))
		return fail(ERROR_NOT_FOUND, "session");
	if ((e = session_end(q->db, q->actor.id, id, q->now)))
		return e;
	if (id == q->actor.session)
		return reply_see_other(q, url(q, "/"));
	return reply_see_other(q, url(q, "/sign-ins"));
}

static bool
offer_zone(struct request *q, const char *value, const char *label, bool is_picked)
{
	tree_option(q->page, "Zones", value, label, is_picked ? value : NULL);
	return is_picked;
}

#define PHONE "phone"		/* in place of a zone: where the phone is */

/* Where the phone is; each country by its code, the cities of those with several zones by a word as short. */
static void
offer_zones(struct request *q, const char *picked, const char *phone)
{
	bool is_listed = offer_zone(q, PHONE, phone, text_same(picked, PHONE));

	for (size_t i = 0; i < country_count(); i++) {
		const struct country *c = country_at(i, lang_code(q->lang));
		const char *name = country_name(c, lang_code(q->lang));
		const struct country_zone *z;
		char word[COUNTRY_ZONE_WORD];

		for (size_t j = 0; (z = country_zones(c->code, j)); j++) {
			country_zone_word(z, word);
			is_listed |= offer_zone(q, word, pool_format(q->pool, "%s · %s", name,
			    country_zone_name(z, lang_code(q->lang))),
			    text_same(z->zone, picked) || text_same(word, picked));
		}
		if (!country_zones(c->code, 0))
			is_listed |= offer_zone(q, c->code, name, !is_listed &&
			    (text_same(c->zone, picked) || text_same(c->code, picked)));
	}
	if (!is_listed && *picked)
		offer_zone(q, picked, picked, true);
}

static const char *
phone_text(const struct request *q, const struct person *person)
{
	const char *lang = lang_code(q->lang);

	return person->is_zone_chosen || !*person->zone ? say(q, "account.zone_phone") :
	    say1(q, "account.zone_phone_now", country_zone_place(q->pool, person->zone, lang));
}

/* GET /settings: language of notices, time zone, contacts, links. 200. */
HANDLER(settings, saved)
{
	const char *masked[8], *typed = form_typed(q, "zone"), *lang = form_typed(q, "lang");
	const struct error *e;
	struct person *person;
	size_t count;

	if ((e = person_load(q->db, q->actor.id, &person)) ||
	    (e = person_contacts(q->db, q->actor.id, masked, &count)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "account.settings_title"));
	if (form->saved)
		tree_set(q->page, "Notice.Text", say(q, "account.saved"));
	for (size_t i = 0; i < count; i++)
		tree_set(tree_append(q->page, "Contacts"), "Masked", masked[i]);
	for (enum lang other = LANG_ZH; other < LANG_COUNT; other++)
		tree_option(q->page, "Langs", lang_code(other), say(q, pool_format(q->pool, "lang.name_%s",
		    lang_code(other))), lang ? lang : lang_code(person->lang));
	offer_zones(q, typed ? typed : person->is_zone_chosen || !*person->zone ? person->zone : PHONE,
	    phone_text(q, person));
	form_default(q, "next", onward_of(form->next));
	tree_set(q->page, "Form.Keep", "settings");
	return reply_page(q, "settings");
}

/* Nothing chosen changes nothing: where they are may stay unsaid. */
static struct person_choice
choice_of(const struct request *q, const struct person *person, const char *zone, enum lang lang)
{
	bool is_phone = text_same(zone, PHONE);

	return (struct person_choice){.lang = lang, .sent = q->began,
	    .zone = zone && !is_phone ? zone : person->zone,
	    .is_zone_chosen = zone ? !is_phone : person->is_zone_chosen};
}

/* POST /settings: 303 back, or to where somebody was asked for it; 422 also if a newer one came before it. */
HANDLER(settings_save, settings)
{
	const char *zone = country_zone_meant(form->zone);
	struct person_choice choice;
	const struct error *e;
	struct person *person;
	bool is_late = false;
	enum lang lang;

	if (!lang_of(form->lang, &lang))
		invalid(q, "lang", "form.not_a_choice");
	if (zone && !text_same(zone, PHONE) && !clock_zone_exists(zone))
		invalid(q, "zone", "form.not_a_choice");
	if (has_problems(q))
		return form_again(q);
	if ((e = person_load(q->db, q->actor.id, &person)))
		return e;
	choice = choice_of(q, person, zone, lang);
	if ((e = person_set(q->db, q->actor.id, &choice, &is_late)))
		return e;
	if (is_late) {
		invalid(q, NULL, "form.late");
		return form_again(q);
	}
	if (onward_of(form->next))
		return reply_see_other(q, url(q, "%s", form->next));
	return reply_see_other(q, url(q, "/settings?saved=1"));
}
