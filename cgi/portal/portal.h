/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the portal's handlers share: the catalogue, and how moments and formalities are shown. */
#ifndef QIAO_PORTAL_PORTAL_H
#define QIAO_PORTAL_PORTAL_H

#include "service/application.h"
#include "service/catalogue.h"
#include "service/formality.h"
#include "service/search.h"
#include "web/reply.h"
#include "web/route.h"

struct config;

/* Of the papers' seal; print: its SHA-256, or NULL if the settings name none (seal_root.c). */
struct seal_root {
	struct bytes pem;
	const char *print;
};

struct portal {
	struct pool *pool;
	struct catalogue *catalogue;
	struct search *search;
	struct seal_root root;
};

const struct error *seal_root_load(struct pool *pool, const struct config *config, struct seal_root *out)
    __attribute__((warn_unused_result));
/* Root.Href, Root.Print. */
void show_seal_root(struct request *q);

const struct catalogue *catalogue_of(const struct request *q);
/* The formality of a path's :code, or ERROR_NOT_FOUND. */
const struct error *formality_of(const struct request *q, const char *code,
    const struct formality **out) __attribute__((warn_unused_result));
/* What an application is called: by the text under which it was made, as its own page does. */
const char *matter_name(struct request *q, const struct application *a);
/* What a formality is called, also one that has left the catalogue. */
const char *formality_name(struct request *q, const char *code);
/* A text in the page's language. */
const char *local_text(const struct request *q, const struct local *text);

/*
 * A moment below `path`: Iso, and Text with the resident's clock and Wenzhou's beside it, or
 * Wenzhou's alone if they agree or the resident's zone is "", not known.
 */
void show_moment(struct request *q, struct tree *page, const char *path, moment at);
/* " (07:00 that day in Italy)", to be put after Wenzhou's time, or "" if the clocks agree. */
const char *beside_wenzhou(struct request *q, moment at);
/* Now by both clocks: Iso, Here, Place, Wenzhou (weekday and time); nothing if they agree. */
void show_clocks(struct request *q, struct tree *page, const char *path);
/* A day in Wenzhou, with its year unless it is this one: "11 月 3 日". */
const char *day_text(struct request *q, moment at);
/* A day in Wenzhou with its year ("2026 年 12 月 18 日"). */
void show_day(struct request *q, struct tree *page, const char *path, moment at);
/* The day of what somebody did, by the reader's clock, and by Wenzhou's if their zone is "", not known. */
const char *own_day_text(struct request *q, moment at);
void show_own_day(struct request *q, struct tree *page, const char *path, moment at);
/*
 * A deadline: the last day in Wenzhou, that it is whole and Wenzhou's, and the hour at which it
 * ends where the resident is.
 */
void show_deadline(struct request *q, struct tree *page, const char *path, moment at);
/* A line of the record with its days ("2026-12-18 → 2026-12-22") as deadlines; what stands below is left. */
const char *with_deadlines(struct request *q, const char *line);
/* MissingYear: the first year up to this deadline whose days off are not announced; it may move. */
void show_missing_year(struct request *q, struct tree *node, moment due);
/* Really: "In the last 90 days half of the 40 decided took 3 working days or less …", or NULL. */
const char *pace_text(const struct request *q, const char *formality);
/* Name, title, mode tag and address of a formality below a node; Paused, if it is. */
void show_formality(struct request *q, struct tree *node, const struct formality *f);

/* WayOutHref: the way to what this browser cannot do, if it is one inside another program. */
void show_way_out(struct request *q);
/*
 * Keep: the key of what their phone could not send (static/scripts/keep.js); in no page that others see.
 * IsShown: the page is what they typed, in the language or text size that they asked for.
 * FollowsPhone, Zone: by which clock the page is, so that the phone says if it is in another one.
 */
void show_keep(struct request *q);
/* What a link to this page shows where it is shared, and the one address it is known by. */
void show_preview(struct request *q, const char *text, const char *path);
/* What may have happened, each with the way to its formalities: Life. */
void show_life(struct request *q);
/* The kinds of formalities, each with how many and the way to them: Categories. */
void show_categories(struct request *q);

/* A number as people read it. */
void show_ref(struct request *q, struct tree *node, const char *path, const char *ref);

/* Where "apply" leads: to its questions, if it has some. */
const char *apply_url(struct request *q, const struct formality *f);
/*
 * Why nobody can apply for it today, or NULL: what today's file says, whatever an old text did, or that
 * there is none any more.
 */
const char *paused_text(const struct request *q, const char *code);
/* Until when, if the desk paused it. */
void show_paused_until(struct request *q, struct tree *node, const struct formality *f);
/* Of a draft, before anything of it is sent: Paused, that text, with PausedUntil or Retired. */
void show_pause(struct request *q, struct tree *node, const char *code);

/* StatementsHref, if the platform made statements of this submitted application. */
const struct error *show_statements_link(struct request *q, const struct formality *f,
    struct application *a) __attribute__((warn_unused_result));

struct evidence;
/* Root: a day's root that covers the matter, said with the text of a key, and where its proof is. */
void show_root(struct request *q, const char *ref, const struct evidence *v, const char *key);
/* That of the first day, or RootSoon: the day whose root will. */
const struct error *show_first_root(struct request *q, const struct application *a)
    __attribute__((warn_unused_result));
/* For the site's state: see state.c. */
const struct error *portal_state(struct request *q, int64_t *out)
    __attribute__((warn_unused_result));

/* Where the pages of a draft lead once it is submitted: its receipt, or how it stands if it moved on. */
const char *after_draft(struct request *q, const struct application *a);
/* For the site's instead: the same of the page's own application. */
const struct error *portal_instead(struct request *q, const char **out)
    __attribute__((warn_unused_result));

/* For the site's known_path: a formality's code is of lower case. */
const char *portal_known_path(const struct request *q);

/* On the page that says it is too late (410, 409): what was typed, and where to go. */
void show_ended(struct request *q);
/* 404 below /applications: it may be a draft that was thrown away. */
void show_gone(struct request *q);

/* NoZone: the resident has not said yet where they are; Offer.Search where a formality is not there. */
void portal_dress(struct request *q);

#endif
