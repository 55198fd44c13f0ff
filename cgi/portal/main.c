/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* qiao-portal: the residents' pages. Everything it is made of is wired here. */
#include <stdlib.h>

#include "base/config.h"
#include "base/country.h"
#include "base/error.h"
#include "base/log.h"
#include "portal/portal.h"
#include "service/calendar.h"
#include "service/catalogue.h"
#include "service/pace.h"
#include "service/person.h"
#include "web/cookie.h"
#include "web/serve.h"
#include "web/view.h"

#define ROUTE ROUTE_DECLARE
#include "portal/routes.def"
#undef ROUTE

#define ROUTE ROUTE_FILL
static const struct route routes[] = {
#include "portal/routes.def"
};


/*
 * A phone that is in another zone than its owner's pages says so with the next page that it asks for
 * (static/scripts/portal.js), in a cookie that no other site can set. Like when a session was seen it is
 * noted with any page, and is no choice of theirs: what they chose in the settings stays. A page must not
 * fail because this could not be written.
 */
static void
follow_phone(struct request *q, struct actor *person)
{
	const char *said = cookie_get(q->pool, q->cookies, cookie_name(q, "zone")), *zone;
	const struct error *e;

	if (!said || person->who != WHO_RESIDENT)
		return;
	reply_cookie(q, "zone", "", 0);
	zone = country_zone_now(said);
	if (!person->follows_phone || text_same(zone, person->zone) || !clock_zone_exists(zone))
		return;
	if ((e = person_follow(q->db, person->id, zone)))
		log_failure("zone", e);
	else
		person->zone = zone;
}

static const struct error *
find(struct request *q, struct bytes hash, struct actor *out)
{
	struct session *session;
	const struct error *e;

	if ((e = session_find(q->db, hash, q->now, &session)) || !session)
		return e;
	out->id = session->person;
	out->session = session->id;
	out->zone = session->zone;
	out->follows_phone = session->follows_phone;
	out->lang = session->lang;
	out->ends = session->ends;
	out->is_over = session->is_over;
	out->is_due = session->is_due;
	out->who = session->is_over ? WHO_ANYONE : WHO_RESIDENT;
	follow_phone(q, out);
	return NULL;
}

static void
note(struct request *q)
{
	session_note(q->db, q->actor.session, q->now);
}

static const struct error *
begin(struct db *db)
{
	const struct error *e = calendar_load(db);

	return e ? e : pace_load(db);
}

static const struct error *
start(const struct config *config, struct site *site)
{
	const struct view_source source = {.root = config->templates, .folders = "portal,error",
	    .assets = config->assets, .constants = dress_constants, .data = site};
	struct portal *portal = calloc(1, sizeof *portal);
	const struct error *e;

	if (!portal)
		return fail(ERROR_INTERNAL, "no memory");
	site->own = portal;
	portal->pool = pool_new(NULL, 0);
	site->name = "portal";
	site->root = "";
	site->has_language = true;
	site->cookie = "session";
	site->sign_in = "/sign-in";
	site->front = "/applications";
	site->routes = routes;
	site->route_count = sizeof routes / sizeof *routes;
	site->find = find;
	site->note = note;
	site->state = portal_state;
	site->instead = portal_instead;
	site->known_path = portal_known_path;
	site->begin = begin;
	site->dress = portal_dress;
	if ((e = catalogue_load(portal->pool, config->formalities, &portal->catalogue)))
		return e;
	if ((e = seal_root_load(portal->pool, config, &portal->root)))
		return e;
	portal->search = search_make(portal->pool, portal->catalogue);
	return views_load(&source, &site->views);
}

static void
stop(struct site *site)
{
	struct portal *portal = site->own;

	views_free(site->views);
	if (portal)
		pool_free(portal->pool);
	free(portal);
}

int
main(int argc, char **argv)
{
	static const struct program program = {"qiao-portal", start, stop};

	return serve_main(argc, argv, &program);
}
