/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * How the thing that a write is about stands now, so that the write counts as done already only
 * while it does (web/once.h): saved A, then B, and A again from the page before is A.
 */
#include <string.h>

#include "base/error.h"
#include "portal/portal.h"
#include "service/application.h"
#include "service/person.h"
#include "service/remembered.h"
#include "store/seal.h"
#include "web/route.h"

static const struct error *
of_application(struct request *q, int64_t *out)
{
	const char *ref = pairs_get(&q->params, "ref");

	return ref ? application_version(q->db, ref, out) : NULL;
}

/* The draft that "Apply" began: the same one as long as it is a draft. */
static const struct error *
of_drafts(struct request *q, int64_t *out)
{
	return application_newest_draft(q->db, q->actor.id, pairs_get(&q->params, "code"), out);
}

/* The code that went out just now. A little later the same form asks for a new one, sent or not. */
static const struct error *
of_code(struct request *q, int64_t *out)
{
	const char *visit = q->visit ? q->visit : q->session_token;

	const struct error *e;

	if (visit && (e = code_just_sent(q->db, visit, clock_now(), out)))
		return e;
	if (!*out)
		*out = clock_now() / CODE_JUST;
	return NULL;
}

static const struct error *
of_settings(struct request *q, int64_t *out)
{
	const struct error *e;
	struct person *person;

	if ((e = person_load(q->db, q->actor.id, &person)))
		return e;
	memcpy(out, plain_hash(q->pool, bytes_of(pool_format(q->pool, "%s %s %d",
	    lang_code(person->lang), person->zone, person->is_zone_chosen))).p, sizeof *out);
	return NULL;
}

static const struct error *
of_remembered(struct request *q, int64_t *out)
{
	const struct error *e;
	struct remembered r;

	if ((e = remembered_load(q->db, q->actor.id, &r)))
		return e;
	*out = 2 * (int64_t)r.count + r.is_off;
	return NULL;
}

const struct error *
portal_state(struct request *q, int64_t *out)
{
	static const struct {
		const char *path;
		const struct error *(*of)(struct request *q, int64_t *out);
	} states[] = {
		{"/sign-in", of_code}, {"/formalities/:code/apply", of_drafts},
		{"/settings", of_settings}, {"/remembered", of_remembered},
	};

	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (strcmp(q->route->path, states[i].path) == 0)
			return states[i].of(q, out);
	return of_application(q, out);
}
