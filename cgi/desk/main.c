/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* qiao-desk: the officers' pages. Everything it is made of is wired here. */
#include <stdlib.h>

#include "base/config.h"
#include "base/error.h"
#include "desk/desk.h"
#include "service/calendar.h"
#include "service/catalogue.h"
#include "service/declaration.h"
#include "service/officer.h"
#include "service/transfer_link.h"
#include "web/serve.h"
#include "web/view.h"

#define ROUTE ROUTE_DECLARE
#include "desk/routes.def"
#undef ROUTE

#define ROUTE ROUTE_FILL
static const struct route routes[] = {
#include "desk/routes.def"
};

static enum who
who_of(enum role role)
{
	static const enum who is[ROLES] = {[ROLE_OFFICER] = WHO_OFFICER, [ROLE_APPROVER] = WHO_APPROVER,
	    [ROLE_SUPERVISOR] = WHO_SUPERVISOR, [ROLE_CLERK] = WHO_CLERK, [ROLE_AUDITOR] = WHO_AUDITOR,
	    [ROLE_ADMINISTRATOR] = WHO_ADMINISTRATOR};

	return is[role];
}

/* A department's link that was opened with its code: nobody's account, one transfer. */
static const struct error *
find_link(struct request *q, struct bytes hash, struct actor *out)
{
	struct link_session *link;
	const struct error *e;

	if ((e = transfer_link_session(q->db, hash, q->now, &link)) || !link)
		return e;
	*out = (struct actor){.who = WHO_LINK, .id = link->link, .transfer = link->transfer,
	    .unit = link->unit, .name = "", .zone = ZONE_WENZHOU, .lang = lang_code(q->lang),
	    .unit_name = q->lang == LANG_ZH ? link->unit_zh : link->unit_en, .ends = link->ends};
	return NULL;
}

/* The actor's name is the number by which residents and colleagues see an officer. */
static const struct error *
find(struct request *q, struct bytes hash, struct actor *out)
{
	struct session *session;
	struct officer *officer;
	const struct error *e;

	if ((e = officer_session_find(q->db, hash, q->now, &session, &officer)))
		return e;
	if (!session)
		return find_link(q, hash, out);
	*out = (struct actor){.who = session->is_over ? WHO_ANYONE : who_of(officer->role),
	    .id = officer->id, .session = session->id, .unit = officer->unit,
	    .name = officer->number, .zone = ZONE_WENZHOU, .lang = lang_code(q->lang),
	    .unit_name = q->lang == LANG_ZH ? officer->unit_zh : officer->unit_en,
	    .is_over = session->is_over, .is_due = session->is_due, .ends = session->ends,
	    .is_owing = declaration_is_due(officer->role, officer->declared, q->now)};
	return NULL;
}

static void
note(struct request *q)
{
	officer_session_note(q->db, q->actor.session, q->now);
}

/* Every act on a matter raises its version. */
static const struct error *
state(struct request *q, int64_t *out)
{
	const char *ref = pairs_get(&q->params, "ref");

	return ref ? application_version(q->db, ref, out) : NULL;
}

static const struct error *
start(const struct config *config, struct site *site)
{
	const struct view_source source = {.root = config->templates, .folders = "desk,error",
	    .assets = config->assets, .constants = dress_constants, .data = site};
	struct desk *desk = calloc(1, sizeof *desk);
	const struct error *e;

	if (!desk)
		return fail(ERROR_INTERNAL, "no memory");
	site->own = desk;
	desk->pool = pool_new(NULL, 0);
	site->name = "desk";
	site->root = "/desk";
	site->has_language = false;
	site->cookie = "desk";
	site->sign_in = "/sign-in";
	site->front = "/";
	site->owed = "/own";
	site->routes = routes;
	site->route_count = sizeof routes / sizeof *routes;
	site->find = find;
	site->note = note;
	site->state = state;
	site->begin = calendar_load;
	site->dress = desk_dress;
	if ((e = catalogue_load(desk->pool, config->formalities, &desk->catalogue)) ||
	    (e = catalogue_drafts(desk->pool, desk->catalogue, config->formalities, &desk->drafts)) ||
	    (e = views_load(&source, &site->views)))
		return e;
	return preview_load(config, site->views, &desk->portal);
}

static void
stop(struct site *site)
{
	struct desk *desk = site->own;

	if (desk) {
		views_free(desk->portal.views);
		pool_free(desk->pool);
	}
	views_free(site->views);
	free(desk);
}

int
main(int argc, char **argv)
{
	static const struct program program = {"qiao-desk", start, stop};

	return serve_main(argc, argv, &program);
}
